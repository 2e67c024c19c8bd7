"""Datings and locators as readers of a language have them: "about December 1927", «до 15 июля 1928», „S. 59“.

What cannot be said so is shown as it was written, so that nothing is lost.
"""

from __future__ import annotations

import re

from variorum.archive.locators import parse_locator
from variorum.dates.dating import Dating
from variorum.edition.wording import InterfaceWords
from variorum.languages.datings import in_words
from variorum.record import Locator

_TERM = re.compile(r"(?:[^\W\d_]+\.?|[№#§¶]+)?\s*(?=[\[(<]?\s*(?:\d|[ivxlcdm]+\b))", re.IGNORECASE)
_DASH = re.compile(r"(?<=\w)\s*-\s*(?=\w)")


def dating_in_words(dating: Dating, words: InterfaceWords) -> str:
    """The dating as a reader would say it, with its calendar where that is not the Gregorian one."""
    said = in_words(dating.edtf, words.language) or dating.written or dating.edtf
    return words(f"date.{dating.calendar}", date=said) if dating.calendar in ("julian", "unknown") else said


def day_in_words(moment: str, words: InterfaceWords) -> str:
    """The day of a moment in ISO 8601, as a reader would say it; as it is written where it is none."""
    return in_words(moment[:10], words.language) or moment


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
