"""Numbers in figures, as different countries part their digits: 1,250.5 and 1.250,5 and 1 250,5 are one number.

A sign that parts three last digits from one to three others may part thousands or decimals: "1.250" is 1250 in a German
text and 1¼ in an English one. Such a number has two values, the one with thousands first; who needs one must ask.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from variorum.languages import having, table

_BLANKS = " \u00a0\u2009\u202f'’"  # these part thousands and nothing else
NUMBER = (
    rf"\d{{1,3}}(?:[{_BLANKS}]\d{{3}})+(?!\d)(?:[.,]\d+)?|"
    r"\d{1,3}(?:,\d{3}){2,}(?!\d)(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}(?!\d)(?:,\d+)?|"
    r"\d{1,3},\d{3}\.\d+|\d{1,3}\.\d{3},\d+|\d{1,3},\d{3}(?!\d)|(?:\d{1,3}|\d{5,}),\d{1,2}(?!\d)|\d+(?:\.\d+)?"
)
"""A number in figures, as a regular expression without groups that are kept. "1918,1919" and "1918,19" are none."""
_EITHER = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_MOST_DIGITS = 300  # more would be no number that can be reckoned with


def values_of(written: str) -> tuple[float, ...]:
    """The value of a number in figures (`NUMBER`), or the two that it may have."""
    plain = re.sub(f"[{_BLANKS}]", "", written)
    is_parted = plain != written  # by blanks, so that any other sign parts decimals
    if _EITHER.fullmatch(plain) and not is_parted:
        return (float(re.sub("[.,]", "", plain)), float(plain.replace(",", ".")))
    last = max(plain.rfind("."), plain.rfind(","))
    if last < 0 or (plain.count(plain[last]) > 1 and not is_parted):  # no decimals
        return (float(re.sub("[.,]", "", plain)[:_MOST_DIGITS]),)
    return (float(re.sub("[.,]", "", plain[:last])[:_MOST_DIGITS] + "." + plain[last + 1 :][:_MOST_DIGITS]),)


@cache
def multipliers() -> Mapping[str, float]:
    """What the words of every language multiply a number by: "million", «тыс.»."""
    tables = (table(code, "numerals").get("multipliers", {}) for code in having("numerals"))
    return {word: float(value) for each in tables for value, words in each.items() for word in words.split()}
