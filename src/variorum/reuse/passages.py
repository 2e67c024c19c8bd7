"""The way from texts to borrowings: letters, rows of letters, and back to the words of the pages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from variorum.evidence import Borrowing, Formula
from variorum.record import Page
from variorum.reuse.corpus import Corpus, Letters, SourceLetters
from variorum.reuse.limits import GRAMS, Terms
from variorum.reuse.passage_places import Pages, Reader, count_words

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
    segments = [SourceLetters.of(key, pages) for key, pages in held]
    return iter(compare(segments, dict(held).__getitem__, terms=terms, fresh=fresh).borrowings)


@dataclass(frozen=True)
class Compared:
    """What comparing sources brought to light."""

    borrowings: Iterator[Borrowing]
    formulas: Iterator[Formula]


def compare(
    segments: Iterable[SourceLetters], pages_of: Pages, *, terms: Terms = _USUAL, fresh: Collection[str] | None = None
) -> Compared:
    """The borrowings among segments, and the formulas; `pages_of` is asked only where something was found."""
    from variorum.reuse.formulas import formulas_in

    corpus = Corpus.of(segments)
    found = passages_in(corpus, terms, fresh=fresh)
    borrowings = borrowings_of(corpus, found, pages_of, terms=terms)
    return Compared(borrowings, formulas_in(corpus, found.states, pages_of, terms=terms))


class Found(NamedTuple):
    """The passages of a corpus as rows of letters, and what became of each of its places (see `gram_kernels`)."""

    rows: Rows
    states: Letters


def passages_in(corpus: Corpus, terms: Terms, *, fresh: Collection[str] | None = None) -> Found:
    """The passages of a corpus, long and like enough as far as letters tell, in order."""
    from variorum.reuse.searching import recurring

    rows, states = recurring(corpus, terms, fresh=corpus.marked(fresh))
    rows = rows[may_do(rows, terms)]
    return Found(rows[np.lexsort((rows[:, 2], rows[:, 0]))], states)


def borrowings_of(corpus: Corpus, found: Found, pages_of: Pages, *, terms: Terms) -> Iterator[Borrowing]:
    """Passages as borrowings, with their words; without those that have too few, pieces of longer ones apart.

    Where next to nothing would be left without what stands nearly everywhere, the manner is "formula".
    """
    from variorum.reuse.passage_places import is_piece

    rows = found.rows
    identities = 1 - rows[:, 5] / np.maximum(rows[:, 1] - rows[:, 0], rows[:, 3] - rows[:, 2])
    own = is_own(rows, found.states, terms)
    least = np.where(is_piece(rows), 1, terms.least_words)
    for (a, b), identity, not_common, fewest in zip(
        Reader(corpus, pages_of).sides(rows), identities.tolist(), own.tolist(), least.tolist(), strict=True
    ):
        if a and b:
            words = max(count_words(a.text), count_words(b.text))
            if words >= fewest:
                yield Borrowing(a, b, words, round(identity, 4), manner="" if not_common else "formula")


def may_do(rows: Rows, terms: Terms) -> npt.NDArray[np.bool_]:
    """Which rows are long and like enough, as far as letters tell."""
    longer = np.maximum(rows[:, 1] - rows[:, 0], rows[:, 3] - rows[:, 2])
    enough: npt.NDArray[np.bool_] = (longer >= _LETTERS_A_WORD * terms.least_words) & (
        longer - rows[:, 5] >= terms.least_identity * longer
    )
    return enough


def is_own(rows: Rows, states: Letters, terms: Terms) -> npt.NDArray[np.bool_]:
    """Which rows would still be passages without what in them stands nearly everywhere."""
    from variorum.reuse.gram_kernels import uncommon_in

    own: npt.NDArray[np.bool_] = (
        uncommon_in(states, GRAMS[-1], np.ascontiguousarray(rows)) >= _LETTERS_A_WORD * terms.least_words
    )
    return own
