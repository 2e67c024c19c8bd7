"""From letters back to pages: where a passage stands, its edges brought to whole words, and its words.

Words at the edges of a passage: an edge inside a word goes to the nearer end of it.

Passages cut where a page ends on either side, so that each piece stands in one page of both.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from variorum.evidence import Side, Span
from variorum.record import Page
from variorum.reuse import matching_kernels as matching
from variorum.reuse.corpus import Corpus
from variorum.reuse.searching import DROP
from variorum.text.lettering import letter_positions

_WORD = re.compile(r"\w+(?:[-‐'’]\w+)*")
_LONGEST = 80  # code points to either side within which the ends of a word are looked for


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


def count_words(text: str) -> int:
    """How many words there are in a text."""
    return len(_WORD.findall(text))


def _word_around(text: str, offset: int) -> tuple[int, int]:
    """Start and end of the word that this offset divides; the offset twice where it divides none."""
    if not 0 < offset < len(text) or not _is_inside(text[offset - 1]) or not _is_inside(text[offset]):
        return offset, offset
    first = max(0, offset - _LONGEST)
    for word in _WORD.finditer(text, first, offset + _LONGEST):
        if word.end() > offset:
            return (word.start(), word.end()) if word.start() < offset else (offset, offset)
    return offset, offset


def _is_inside(character: str) -> bool:
    return character.isalnum() or character in "_-‐'’" or not character.isascii()


_AT_HAND = 20_000_000  # letters of which the places in their pages are remembered

Pages = Callable[[str], Sequence[Page]]
Rows = npt.NDArray[np.int64]


class Reader:
    """Reads where passages of a corpus stand. `pages_of` gives the pages of a source in order."""

    def __init__(self, corpus: Corpus, pages_of: Pages) -> None:
        self._pages_of = pages_of
        self._keys = corpus.keys
        counts = [len(pages) for pages in corpus.pages]
        self._firsts = np.cumsum([0, *counts])  # number of each source's first page, all pages counted through
        self._sources = np.repeat(np.arange(len(counts)), counts)
        self._starts = corpus.page_starts
        self._positions: OrderedDict[int, npt.NDArray[np.int32]] = OrderedDict()
        self._held = 0

    def sides(self, rows: Rows) -> Iterator[tuple[Side | None, Side | None]]:
        """Both sides of each row (see `matching_kernels.align`), from whole word to whole word.

        None where not one whole word is in it.
        """
        bounds = rows[:, :4]
        pages = np.searchsorted(self._starts, bounds - np.array([0, 1, 0, 1]), side="right") - 1
        for (a, a_end, b, b_end), (first, last, other_first, other_last) in zip(
            bounds.tolist(), pages.tolist(), strict=True
        ):
            yield self._side(a, a_end, first, last), self._side(b, b_end, other_first, other_last)

    def _side(self, start: int, end: int, first: int, last: int) -> Side | None:
        source = int(self._sources[first])
        key, before = self._keys[source], int(self._firsts[source])
        pages = self._pages_of(key)
        stretches, texts = [], []
        for number in range(first, last + 1):
            page = pages[number - before]
            positions = self._positions_in(number, page)
            if not len(positions):
                continue
            at = int(self._starts[number])
            low = word_start(page.text, int(positions[start - at])) if number == first else int(positions[0])
            high = word_end(page.text, int(positions[end - at - 1]) + 1) if number == last else int(positions[-1]) + 1
            if low < high:
                stretches.append(Span(key, page.sequence, low, high))
                texts.append(page.text[low:high])
        return Side(tuple(stretches), "\n".join(texts)) if stretches else None

    def _positions_in(self, number: int, page: Page) -> npt.NDArray[np.int32]:
        positions = self._positions.get(number)
        if positions is None:
            self._positions[number] = positions = letter_positions(page.text)
            self._held += len(positions)
            while self._held > _AT_HAND and len(self._positions) > 1:
                _, old = self._positions.popitem(last=False)
                self._held -= len(old)
        return positions


_LEAST = 8  # letters of a piece worth keeping: two short words that stand on the next page
_LOOSE = 4 * DROP  # how far the doubled score may fall before the two sides are given up as no longer together


def cut_at_pages(corpus: Corpus, rows: Rows) -> Rows:
    """Rows (see `matching_kernels.align`) with those that run over the end of a page cut there, on both sides.

    The two sides are followed from page end to page end; pieces of a letter or two are dropped. A piece has no score
    (0), by which `is_piece` knows it: its whole was long enough, so no length is asked of it.
    """
    starts = corpus.page_starts
    pages = np.searchsorted(starts, rows[:, :4] - np.array([0, 1, 0, 1]), side="right")
    whole = (pages[:, 0] == pages[:, 1]) & (pages[:, 2] == pages[:, 3])
    room = np.empty(4 * matching.DRIFT, np.int32)
    pieces = [piece for row in rows[~whole] for piece in _pieces(corpus, row, room)]
    return np.concatenate([rows[whole], np.array(pieces, dtype=np.int64).reshape(-1, 6)])


def is_piece(rows: Rows) -> npt.NDArray[np.bool_]:
    """Which rows are pieces of a passage that runs over the end of a page."""
    pieces: npt.NDArray[np.bool_] = rows[:, 4] == 0
    return pieces


def _pieces(corpus: Corpus, row: npt.NDArray[np.int64], room: matching.Frontier) -> list[tuple[int, ...]]:
    starts, letters = corpus.page_starts, corpus.letters
    a, a_end, b, b_end = (int(bound) for bound in row[:4])
    best = np.empty(4, np.int64)
    pieces: list[tuple[int, ...]] = []
    while a < a_end and b < b_end:
        a_stop = min(a_end, _next(starts, a))
        b_stop = min(b_end, _next(starts, b))
        matching.reach(letters, (a, b), (a_stop, b_stop), 1, _LOOSE, room, best)
        a_to, b_to = a + int(best[1]), b + int(best[2])
        if min(a_to - a, b_to - b) >= _LEAST:
            pieces.append((a, a_to, b, b_to, 0, int(best[3])))
        step = min(a_stop - a_to, b_stop - b_to)
        a, b = a_to + step, b_to + step
    return pieces


def _next(starts: npt.NDArray[np.int64], place: int) -> int:
    """Where the page after the one that holds this place begins; beyond everything after the last."""
    index = int(np.searchsorted(starts, place, side="right"))
    return int(starts[index]) if index < len(starts) else 1 << 62
