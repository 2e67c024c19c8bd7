"""What the search index counts as one place: a page, or a stretch of a long one; and its words, tied to their places.

A page of up to 6,000 characters is one passage. A longer one (a chapter of a source without pages) is cut at paragraphs
into passages of about 3,000; a paragraph that is longer itself is cut at white space, with an overlap so that no phrase
is lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from variorum.languages.folding import Folded, fold
from variorum.record import Page

if TYPE_CHECKING:
    from tantivy import TextAnalyzer

_WHOLE = 6000
_CUT = 3000
_OVERLAP = 300
_AROUND = 60  # characters of context in which a divided word is read the other way


@dataclass(frozen=True, slots=True)
class FoldedPassage:
    """Folded text of a passage, and where in the page it begins."""

    folded: Folded
    offset: int
    bridge: tuple[int, int] | None = None  # what was read as a space, in a stretch that reads a hyphen the other way


@cache
def analyzer() -> TextAnalyzer:
    """The words of folded text: runs of letters and digits, lower case, Latin letters without their diacritics."""
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    builder = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase()).filter(Filter.ascii_fold())
    return builder.build()


def passages_of(page: Page) -> list[tuple[int, int]]:
    """Start and end of each passage of a page, in order."""
    length = len(page.text)
    if length <= _WHOLE:
        return [(0, length)]
    passages: list[tuple[int, int]] = []
    start = 0
    for end in [*(offset for offset in page.paragraphs if offset > 0), length]:
        if end - start < _CUT and end < length:
            continue
        passages += _pieces(page.text, start, end) if end - start > _WHOLE else [(start, end)]
        start = end
    return passages


def stretches(text: str, start: int, end: int) -> list[FoldedPassage]:
    """A passage as the index reads it: its words in order, then each word divided at a line's end as two words."""
    passage = text[start:end]
    folded = fold(passage)
    found = [FoldedPassage(folded, start)]
    for left, right in folded.divisions:
        before = _space_after(passage, left - _AROUND, left)
        after = _space_before(passage, right + _AROUND, right)
        apart = passage[before:left] + " " * (right - left) + passage[right:after]
        found.append(FoldedPassage(fold(apart), start + before, (left - before, right - before)))
    return found


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    while end - start > _WHOLE:
        cut = _space_before(text, start + _CUT, start + _CUT // 2)
        pieces.append((start, cut))
        start = max(start + 1, _space_before(text, cut - _OVERLAP, cut - 2 * _OVERLAP))
    pieces.append((start, end))
    return pieces


def _space_before(text: str, place: int, lowest: int) -> int:
    """The last white space from `lowest` to `place`, the text's end where it is nearer, `place` where there is none."""
    if place >= len(text):
        return len(text)
    return next((i for i in range(place, lowest, -1) if text[i].isspace()), place)


def _space_after(text: str, place: int, highest: int) -> int:
    if place <= 0:
        return 0
    return next((i for i in range(place, highest) if text[i].isspace()), place)
