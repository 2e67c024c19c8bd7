"""Passages cut where a page ends on either side, so that each piece stands in one page of both."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from variorum.reuse import matching_kernels as matching
from variorum.reuse.corpus import Corpus
from variorum.reuse.seeking import DROP

_LEAST = 8  # letters of a piece worth keeping: two short words that stand on the next page
_LOOSE = 4 * DROP  # how far the doubled score may fall before the two sides are given up as no longer together

Rows = npt.NDArray[np.int64]


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
        matching.reach(letters, a, a_stop, b, b_stop, 1, _LOOSE, room, best)
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
