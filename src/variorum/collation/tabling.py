"""Several witnesses in one table: a row for each, in whose columns the words stand that go together.

Progressive alignment: the witnesses come in one after the other, each aligned first with the one already there that is
most like it, and in the gaps that this leaves with the columns of all (D.-F. Feng and R. F. Doolittle, "Progressive
sequence alignment as a prerequisite to correct phylogenetic trees", Journal of Molecular Evolution 25, 1987).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from variorum.collation.aligning import Lexicon, align, align_to_columns, lexicon_of
from variorum.collation.refining import refined
from variorum.collation.wording import Numbers, Wording

_SHINGLE = 5


@dataclass(frozen=True)
class AlignmentTable:
    """Witnesses aligned: `cells[w, c]` is the index of the word of witness `w` in column `c`, −1 where it has none."""

    wordings: tuple[Wording, ...]
    cells: npt.NDArray[np.int32]
    ids: npt.NDArray[np.int32]  # the same shape: the levelled word's number, −1 where there is none

    @property
    def agreeing(self) -> npt.NDArray[np.bool_]:
        """For each column whether all witnesses have the same levelled word in it."""
        agreeing: npt.NDArray[np.bool_] = (self.ids == self.ids[0]).all(axis=0)
        return agreeing


def table_of(wordings: Sequence[Wording]) -> AlignmentTable:
    """Align any number of witnesses; the table has their rows in the order given."""
    lexicon, numbers = lexicon_of(wordings)
    order = _order(numbers)
    first = order[0]
    cells = np.arange(len(numbers[first]), dtype=np.int32)[None, :]
    ids = numbers[first][None, :]
    placed = [first]
    for coming in order[1:]:
        nearest = max(placed, key=lambda other: (_overlap(numbers[coming], numbers[other]), -other))
        columns = _columns_for(numbers[coming], numbers[nearest], cells[placed.index(nearest)], ids, lexicon)
        cells, ids = _with_row(cells, ids, numbers[coming], columns)
        placed.append(coming)
    rows = [placed.index(number) for number in range(len(numbers))]
    cells, ids = refined(cells[rows], ids[rows], lexicon)
    return AlignmentTable(tuple(wordings), cells, ids)


def likeness(one: Wording, other: Wording) -> float:
    """The share of the shorter text's runs of five words that the other has too, from 0 to 1."""
    _, (a, b) = lexicon_of((one, other))
    return _overlap(a, b)


def _order(numbers: Sequence[Numbers]) -> list[int]:
    """The two that are most alike first, then whichever is most like one that is in already."""
    left = set(range(len(numbers)))
    if len(left) < 3:
        return sorted(left)
    alike = {(i, j): _overlap(numbers[i], numbers[j]) for i in left for j in left if i < j}
    first = max(alike, key=lambda pair: (alike[pair], -pair[0], -pair[1]))
    order = list(first)
    left -= set(order)
    while left:
        near = {i: max(alike[min(i, j), max(i, j)] for j in order) for i in left}
        order.append(max(left, key=lambda i: (near[i], -i)))
        left.discard(order[-1])
    return order


def _overlap(a: Numbers, b: Numbers) -> float:
    """The share of the shorter text's shingles that the other has."""
    ours, theirs = _shingles(a), _shingles(b)
    shorter = min(len(ours), len(theirs))
    return len(np.intersect1d(ours, theirs, assume_unique=True)) / shorter if shorter else 0.0


def _shingles(ids: Numbers) -> npt.NDArray[np.uint64]:
    length = min(_SHINGLE, len(ids))
    hashes = np.zeros(max(0, len(ids) - length + 1), dtype=np.uint64)
    for shift in range(length):
        hashes = hashes * np.uint64(1_000_003) + ids[shift : shift + len(hashes)].astype(np.uint64) + np.uint64(1)
    return np.unique(hashes)


def _columns_for(coming: Numbers, near: Numbers, row: Numbers, ids: Numbers, lexicon: Lexicon) -> Numbers:
    """For each word that comes in the column that it goes into, −1 where it needs one of its own."""
    column_of = np.full(len(near), -1, dtype=np.int32)
    held = np.flatnonzero(row >= 0)
    column_of[row[held]] = held
    partner = align(coming, near, lexicon)
    sure = (partner >= 0) & (coming == near[partner]) if len(near) else np.zeros(len(coming), dtype=bool)
    columns = np.full(len(coming), -1, dtype=np.int32)
    columns[sure] = column_of[partner[sure]]
    last_word, last_column = -1, -1
    for word in [*np.flatnonzero(sure).tolist(), len(coming)]:
        column = int(columns[word]) if word < len(coming) else ids.shape[1]
        if word - last_word > 1 and column - last_column > 1:
            gap = slice(last_word + 1, word)
            found = align_to_columns(coming[gap], ids[:, last_column + 1 : column].T, lexicon)
            columns[gap] = np.where(found >= 0, found + last_column + 1, -1)
        last_word, last_column = word, column
    return columns


def _with_row(
    cells: Numbers, ids: Numbers, coming: Numbers, columns: Numbers
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """The table with a further row; words without a column get new ones, right after the word before them."""
    width = cells.shape[1]
    anchor = np.maximum.accumulate(np.where(columns >= 0, columns, -1)) if len(columns) else columns
    new = np.flatnonzero(columns < 0)
    added = np.zeros(width + 1, dtype=np.int64)
    np.add.at(added, anchor[new] + 1, 1)
    shift = np.cumsum(added)  # how many new columns stand before old column c (those after anchor c−1 included)
    old = np.arange(width) + shift[:width]
    places = np.empty(len(coming), dtype=np.int64)
    kept = np.flatnonzero(columns >= 0)
    places[kept] = old[columns[kept]]
    before = np.where(anchor[new] >= 0, old[np.maximum(anchor[new], 0)], -1) if width else np.full(len(new), -1)
    first = np.concatenate(([True], anchor[new][1:] != anchor[new][:-1])) if len(new) else np.zeros(0, dtype=bool)
    starts = np.flatnonzero(first)
    rank = np.arange(len(new)) - np.repeat(starts, np.diff([*starts, len(new)])) if len(new) else np.zeros(0, int)
    places[new] = before + 1 + rank
    total = width + len(new)
    wider_cells = np.full((len(cells) + 1, total), -1, dtype=np.int32)
    wider_ids = np.full((len(cells) + 1, total), -1, dtype=np.int32)
    wider_cells[:-1, old], wider_ids[:-1, old] = cells, ids
    wider_cells[-1, places], wider_ids[-1, places] = np.arange(len(coming)), coming
    return wider_cells, wider_ids
