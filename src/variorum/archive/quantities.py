"""Quantities in statements: "800000 people", "1,5 млн рублей", "about 40 workers", "600000..800000 people"."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from variorum.archive.relation_wordings import is_preposition
from variorum.languages import having, table
from variorum.record import Quantity
from variorum.saying import Sentence, say
from variorum.text.figures import NUMBER, multipliers, values_of

_QUANTITY = re.compile(
    rf"(?P<low>{NUMBER})(?:\s*(?:\.\.|[–—]|-(?=\d))\s*(?P<high>{NUMBER}))?"
    r"(?P<unit>\s*%|(?:\s+[^\W\d_][^\s\[\]\"“„«{}^,;]*)*)(?=\s|$|[,;.])"
)
_SIGNS = {"~": "about", "≈": "about", ">": "over", ">=": "over", "≥": "over", "<": "up-to", "<=": "up-to", "≤": "up-to"}
_TOLERANCE = 0.1  # "about 800000" is read as 720000 to 880000, "nearly 800000" as 720000 to 800000


@dataclass(frozen=True, slots=True)
class QuantityRead:
    """A quantity with the offset behind it.

    `fault` says what leaves its number open; the quantity is then the range that holds both.
    """

    thing: Quantity
    end: int
    fault: Sentence | str = ""


def read_quantity(text: str, start: int) -> QuantityRead | None:
    """The number, or the range, with its unit that begins at this offset; None where none does."""
    match = _QUANTITY.match(text, start)
    if match is None:
        return None
    unit, end = _unit(match)
    numbers = [number for number in (match["low"], match["high"]) if number]
    values = [_values(number) for number in numbers]
    low, high = min(values[0]), max(values[-1])
    first, _, rest = unit.partition(" ")
    if (times := multipliers().get(first.casefold())) is not None:
        low, high, unit = low * times, high * times, rest
    thing = Quantity(low, high, unit, " ".join(text[start:end].split()))
    return QuantityRead(thing, end, next((fault for number in numbers if (fault := _fault(number))), ""))


def read_bounded_quantity(text: str, start: int) -> QuantityRead | None:
    """The quantity that is bounded on one side, or given roughly, and begins here; None where none does."""
    match = _bound().match(text, start)
    read = read_quantity(text, match.end()) if match is not None else None
    if match is None or read is None or (read.thing.low != read.thing.high and not read.fault):
        return None
    least, most = read.thing.low, read.thing.high
    low, high = {
        "about": (least - least * _TOLERANCE, most + most * _TOLERANCE),
        "over": (least, math.inf),
        "up-to": (0.0, most),
        "nearly": (least - least * _TOLERANCE, most),
    }[_bounds()[" ".join(match[0].casefold().split())]]
    written = " ".join(text[start : read.end].split())
    return QuantityRead(Quantity(low, high, read.thing.unit, written), read.end, read.fault)


def _values(number: str) -> tuple[float, ...]:
    """The value of a number, or the two that it may have: a comma before three digits always parts thousands."""
    return values_of(number)[:1] if "," in number else values_of(number)


def _fault(number: str) -> Sentence | str:
    """What leaves a number open: a point before three digits, which parts thousands in other countries' texts."""
    values = _values(number)
    return (
        ""
        if len(values) == 1
        else say("it may be {thousands} or {decimals}", thousands=f"{values[0]:.0f}", decimals=f"{values[1]:g}")
    )


def _unit(match: re.Match[str]) -> tuple[str, int]:
    """The words of the unit, up to the first preposition, and the offset behind them."""
    end = match.start("unit")
    words: list[str] = []
    for word in re.finditer(r"\S+", match["unit"]):
        if words and is_preposition(word[0]):
            break
        if not words and is_preposition(word[0]):
            return "", match.start("unit")
        words.append(word[0].rstrip(",;"))
        end = match.start("unit") + word.start() + len(words[-1])
    if words and words[-1].endswith(".") and words[-1].casefold() not in multipliers():
        words[-1] = words[-1][:-1]
        end -= 1
    return " ".join(words), end


@cache
def _bounds() -> Mapping[str, str]:
    """What the words of every language make of a number: "about", "over", "up-to" or "nearly"."""
    tables = (table(code, "numerals").get("bounds", {}) for code in having("numerals"))
    said = {
        " ".join(phrase.split()): sort for each in tables for sort, them in each.items() for phrase in them.split(",")
    }
    return {**said, **_SIGNS}


@cache
def _bound() -> re.Pattern[str]:
    """A bound before a number; after a word there is a blank."""
    longest_first = sorted(_bounds(), key=len, reverse=True)
    either = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in longest_first)
    return re.compile(rf"(?:{either})(?:(?<=\W)\s*|\s+)(?=\d)", re.IGNORECASE)
