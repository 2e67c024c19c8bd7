"""Locators as the readers of a language print them: "p. 59", «с. 59», „S. 59“.

Files keep them as they were written; so does whatever is not understood.
"""

from __future__ import annotations

import re

from variorum.archive.locators import parse_locator
from variorum.edition.wording import InterfaceWords
from variorum.record import Locator

_TERM = re.compile(r"(?:[^\W\d_]+\.?|[№#§¶]+)?\s*(?=[\[(<]?\s*(?:\d|[ivxlcdm]+\b))", re.IGNORECASE)
_DASH = re.compile(r"(?<=\w)\s*-\s*(?=\w)")


def place_in_words(written: str, words: InterfaceWords) -> str:
    """A place as the program tells it ("p. 12", "§ 3"), with the term that the language has for its kind."""
    return locator_in_words(parse_locator(written), words) if written else ""


def locator_in_words(locator: Locator, words: InterfaceWords) -> str:
    """A locator with the term that the language has for its kind, if that is the one term in it."""
    several = locator.first != locator.last or "labels" in locator.parts
    term = words.get(f"locator.{locator.kind}.{'several' if several else 'one'}", "")
    headed = _TERM.match(locator.written)
    if not term or headed is None or locator.parts.keys() - {"labels"}:
        return locator.written
    rest = locator.written[headed.end() :]
    if re.search(r"[^\W\d_]{2,}", re.sub(r"\b[ivxlcdm]+\b", "", rest, flags=re.IGNORECASE)):
        return locator.written  # a word of a language stands in it: «с. 59 и сл.»
    return f"{term} {_DASH.sub('–', rest)}"
