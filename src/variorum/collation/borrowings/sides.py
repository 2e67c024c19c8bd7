"""From letters back to pages: where a passage stands, its edges brought to whole words, and its words."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from variorum.collation.borrowings.corpus import Found
from variorum.collation.lettering import letter_positions
from variorum.evidence import Side, Stretch
from variorum.record import Page

_WORD = re.compile(r"\w+(?:[-‐'’]\w+)*")
_LONGEST = 80  # code points to either side within which the end of a word is looked for
_AT_HAND = 512  # pages of which the places of letters are remembered

Pages = Callable[[str], Sequence[Page]]


class Reader:
    """Reads where passages stand. `pages_of` gives the pages of a source in order."""

    def __init__(self, pages_of: Pages) -> None:
        self._pages_of = pages_of
        self._positions: OrderedDict[tuple[str, int], npt.NDArray[np.int32]] = OrderedDict()

    def side(self, found: Found) -> Side | None:
        """The passage in its pages, from whole word to whole word; None where not one whole word is in it."""
        segment, pages = found.segment, self._pages_of(found.segment.source)
        first = int(np.searchsorted(segment.pages, found.start, side="right")) - 1
        last = int(np.searchsorted(segment.pages, found.end - 1, side="right")) - 1
        stretches, texts = [], []
        for index in range(first, last + 1):
            page = pages[index]
            letters = self._letters(segment.source, index, page)
            begin, end = found.start - int(segment.pages[index]), found.end - int(segment.pages[index])
            if not len(letters):
                continue
            low = word_start(page.text, int(letters[begin])) if index == first else int(letters[0])
            high = word_end(page.text, int(letters[end - 1]) + 1) if index == last else int(letters[-1]) + 1
            if low < high:
                stretches.append(Stretch(segment.source, page.sequence, low, high))
                texts.append(page.text[low:high])
        return Side(tuple(stretches), "\n".join(texts)) if stretches else None

    def _letters(self, source: str, index: int, page: Page) -> npt.NDArray[np.int32]:
        key = (source, index)
        if key not in self._positions:
            self._positions[key] = letter_positions(page.text)
            if len(self._positions) > _AT_HAND:
                self._positions.popitem(last=False)
        return self._positions[key]


def word_start(text: str, offset: int) -> int:
    """The start of the word at this offset if most of it lies after it, else the start of the word that follows."""
    low, high = _word_around(text, offset)
    if 2 * offset <= low + high:
        return low
    following = _WORD.search(text, high)
    return following.start() if following else high


def word_end(text: str, offset: int) -> int:
    """The end of the word before this offset if most of it lies before it, else the end of the word that precedes."""
    low, high = _word_around(text, offset)
    if 2 * offset >= low + high:
        return high
    before = text[max(0, low - _LONGEST) : low]
    return low - len(before) + max((word.end() for word in _WORD.finditer(before)), default=len(before))


def _word_around(text: str, offset: int) -> tuple[int, int]:
    """Start and end of the word that this offset divides; the offset twice where it divides none."""
    if not 0 < offset < len(text) or text[offset - 1].isspace() or text[offset].isspace():
        return offset, offset
    first = max(0, offset - _LONGEST)
    for word in _WORD.finditer(text[first : offset + _LONGEST]):
        if first + word.start() < offset < first + word.end():
            return first + word.start(), first + word.end()
    return offset, offset


def count_words(text: str) -> int:
    """How many words there are in a text."""
    return sum(1 for _ in _WORD.finditer(text))
