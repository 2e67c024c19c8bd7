"""The way from texts to borrowings: letters, rows of letters, and back to the words of the pages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from variorum.collation.borrowings.corpus import Corpus, Segment
from variorum.collation.borrowings.edges import count_words
from variorum.collation.borrowings.sides import Pages, Reader
from variorum.collation.borrowings.terms import Terms
from variorum.evidence import Borrowing
from variorum.record import Page

_USUAL = Terms()
_LETTERS_A_WORD = 3.5  # no twelve words of running text are shorter on average

Rows = npt.NDArray[np.int64]


def find_borrowings(
    sources: Iterable[tuple[str, Sequence[Page]]], *, terms: Terms = _USUAL, fresh: Collection[str] | None = None
) -> Iterator[Borrowing]:
    """Every passage that stands in more than one of these sources, in the order of keys and places.

    `sources` are keys with their pages in order; passages run over page breaks. With `fresh` only those of which a
    side stands in a source of these keys. Raises `Refused` where two sources have one key.
    """
    held = list(sources)
    segments = [Segment.of(key, pages) for key, pages in held]
    return recurring_passages(segments, dict(held).__getitem__, terms=terms, fresh=fresh)


def recurring_passages(
    segments: Iterable[Segment], pages_of: Pages, *, terms: Terms = _USUAL, fresh: Collection[str] | None = None
) -> Iterator[Borrowing]:
    """The same over segments; `pages_of` is asked only for sources in which something was found."""
    corpus = Corpus.of(segments)
    rows = passages_in(corpus, terms, fresh=fresh)
    return borrowings_of(corpus, rows, pages_of, terms=terms)


def passages_in(corpus: Corpus, terms: Terms, *, fresh: Collection[str] | None = None) -> Rows:
    """The passages of a corpus as rows of letters, long and like enough as far as letters tell, in order."""
    from variorum.collation.borrowings.seeking import recurring

    rows, _ = recurring(corpus, terms, fresh=corpus.marked(fresh))
    rows = rows[_may_do(rows, terms)]
    return rows[np.lexsort((rows[:, 2], rows[:, 0]))]


def borrowings_of(corpus: Corpus, rows: Rows, pages_of: Pages, *, terms: Terms) -> Iterator[Borrowing]:
    """Rows of letters as borrowings, with their words; without those that have too few."""
    identities = 1 - rows[:, 5] / np.maximum(rows[:, 1] - rows[:, 0], rows[:, 3] - rows[:, 2])
    for (a, b), identity in zip(Reader(corpus, pages_of).sides(rows), identities.tolist(), strict=True):
        if a and b:
            words = max(count_words(a.text), count_words(b.text))
            if words >= terms.least_words:
                yield Borrowing(a, b, words, round(identity, 4))


def _may_do(rows: Rows, terms: Terms) -> npt.NDArray[np.bool_]:
    """Which rows are long and like enough, as far as letters tell."""
    longer = np.maximum(rows[:, 1] - rows[:, 0], rows[:, 3] - rows[:, 2])
    enough: npt.NDArray[np.bool_] = (longer >= _LETTERS_A_WORD * terms.least_words) & (
        longer - rows[:, 5] >= terms.least_identity * longer
    )
    return enough
