"""Whether a PDF's text layer can be what its pages show.

A PDF draws shapes; which letters they are is said in a table that may be missing or wrong. Then the text comes out as
replacement or private-use characters, as control codes, or, for Russian set in fonts of the 1990s, as accented Latin
letters in the place of Cyrillic ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from variorum.record import Page

FEWEST_LETTERS = 40  # of a page that can be judged
FEWEST_WORDS = 15
SAMPLE = 1500  # characters of a page that are looked at for implausible letters
UNKNOWN_SHARE = 0.02  # of characters without a meaning
ACCENTED_SHARE = 0.5  # of letters that are accented Latin ones; Vietnamese, the most accented, has about 0.3
CONSONANTS_SHARE = 0.6  # of longer words without a vowel

_UNKNOWN = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff\x00-\x08\x0e-\x1f]")
_ACCENTED = re.compile("[\u00c0-\u00ff]")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[A-Za-z]{4,}|[А-Яа-яЁё]{4,}")
_VOWEL = re.compile("[aeiouyаеёиоуыэюяіѣѵ]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Soundness:
    """The pages (from 1, in the order of the file) whose text looks broken, and why."""

    pages: tuple[int, ...] = ()
    why: str = ""


def soundness_of(pages: Sequence[Page]) -> Soundness:
    """Judges each page by its characters alone."""
    faults = [(page.sequence, why) for page in pages if (why := _fault(page.text))]
    if not faults:
        return Soundness()
    reasons = dict.fromkeys(why for _, why in faults)
    return Soundness(tuple(sequence for sequence, _ in faults), "; ".join(reasons))


def _fault(text: str) -> str:
    unknown = 0 if text.isascii() else len(_UNKNOWN.findall(text))
    if unknown > 2 and unknown > UNKNOWN_SHARE * (len(text) - text.count(" ") - text.count("\n")):
        return "many characters have no meaning (the font's map to letters is missing)"
    sample = text[:SAMPLE]
    if not sample.isascii():
        letters = len(_LETTER.findall(sample))
        if letters >= FEWEST_LETTERS and len(_ACCENTED.findall(sample)) > ACCENTED_SHARE * letters:
            return "nearly all letters are accented Latin ones, as when Cyrillic was mapped wrongly"
    words = _WORD.findall(sample)
    if len(words) >= FEWEST_WORDS and sum(not _VOWEL.search(word) for word in words) > CONSONANTS_SHARE * len(words):
        return "most words have no vowel"
    return ""
