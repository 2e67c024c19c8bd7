"""A dating in words: "about December 1927", «до 15 июля 1928».

What cannot be said in words is shown as it was written, so that nothing is lost.
"""

from __future__ import annotations

from variorum.dates.dating import Dating
from variorum.edition.wording import InterfaceWords
from variorum.languages.datings import in_words


def dating_in_words(dating: Dating, words: InterfaceWords) -> str:
    """The dating as a reader would say it, with its calendar where that is not the Gregorian one."""
    said = in_words(dating.edtf, words.language) or dating.written or dating.edtf
    return words(f"date.{dating.calendar}", date=said) if dating.calendar in ("julian", "unknown") else said


def day_in_words(moment: str, words: InterfaceWords) -> str:
    """The day of a moment in ISO 8601, as a reader would say it; as it is written where it is none."""
    return in_words(moment[:10], words.language) or moment
