"""The table looked over once more between the places where all agree: equal words put together that it left apart.

Progressive alignment never goes back on a choice. Here each witness in turn is taken out of a short stretch and put in
again against all the others at once, for as long as that brings more equal words together (iterative refinement: G. J.
Barton and M. J. E. Sternberg, "A strategy for the rapid multiple alignment of protein sequences", Journal of Molecular
Biology 198, 1987). Of two ways that bring as many together the one with fewer columns stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from variorum.collation.aligning import Lexicon
from variorum.collation.wording import Numbers

_WIDEST = 12  # columns: in a longer stretch of a long text, what agrees may agree by chance
_SENTENCE = 60  # columns: witnesses no longer than this are looked over whole
_ISLAND = 3  # columns in which all agree, and which may agree by chance between two stretches
_ROUNDS = 3
_EQUAL = np.float32(10.0)  # what an equal word is worth for each witness that has it
_OTHER = np.float32(0.05)  # what it is worth to stand with other words rather than alone
_OPENING = np.float32(0.2)

Rows = npt.NDArray[np.int32]  # the words of a stretch, a row for each witness, −1 where it has none


def refined(cells: Rows, ids: Rows, lexicon: Lexicon) -> tuple[Rows, Rows]:
    """The table (`tabling.Table`) with its short stretches of differing words aligned anew where that is better."""
    if ids.shape[0] < 2 or not ids.size:
        return cells, ids
    pieces: list[tuple[Rows, Rows]] = []
    done = 0
    for first, last in _stretches(ids):
        here = ids[:, first:last]
        better = _better(here, lexicon)
        if better is not None:
            pieces += [(cells[:, done:first], ids[:, done:first]), (_placed(cells[:, first:last], better), better)]
            done = last
    pieces.append((cells[:, done:], ids[:, done:]))
    return np.hstack([cell for cell, _ in pieces]), np.hstack([number for _, number in pieces])


def agreements(ids: Rows) -> int:
    """How many pairs of witnesses have the same word in the same column, all columns together."""
    return sum(int(((ids[low] == ids[low + 1 :]) & (ids[low] >= 0)).sum()) for low in range(len(ids) - 1))


def _stretches(ids: Rows) -> Iterator[tuple[int, int]]:
    """Runs of columns in which not all witnesses have the same word, neither too short nor too long to look over."""
    if ids.shape[1] <= _SENTENCE:
        yield 0, ids.shape[1]
        return
    open_columns = np.concatenate(([False], ~(ids == ids[0]).all(axis=0), [False]))
    edges = np.flatnonzero(open_columns[1:] != open_columns[:-1])
    held: tuple[int, int] | None = None
    for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if held and first - held[1] <= _ISLAND and last - held[0] <= _WIDEST:
            held = held[0], last
            continue
        if held:
            yield held
        held = (first, last) if last - first <= _WIDEST else None
    if held:
        yield held


def _better(here: Rows, lexicon: Lexicon) -> Rows | None:
    """The words of a stretch aligned so that more of them agree; None where nothing better is found."""
    words = [row[row >= 0] for row in here]
    if _most(words) <= agreements(here):
        return None
    start = _rank(here)
    best, rank = here, start
    for table in (here, _anew(words, lexicon)):
        found = _settled(table, words, lexicon)
        if _rank(found) > rank:
            best, rank = found, _rank(found)
    return best if rank[0] > start[0] else None


def _most(words: Sequence[Numbers]) -> int:
    """How many agreements there would be if no order of words stood in the way."""
    counted = [dict(zip(*np.unique(row, return_counts=True), strict=True)) for row in words]
    return sum(
        sum(min(times, other.get(word, 0)) for word, times in one.items())
        for number, one in enumerate(counted)
        for other in counted[number + 1 :]
    )


def _rank(ids: Rows) -> tuple[int, int]:
    return agreements(ids), -ids.shape[1]


def _anew(words: Sequence[Numbers], lexicon: Lexicon) -> Rows:
    """The witnesses put in one after the other, whichever has most words in common with those that are in already."""
    from rapidfuzz.distance import LCSseq

    def common(one: int, other: int) -> int:
        return LCSseq.similarity(words[one].tolist(), words[other].tolist())

    left = set(range(len(words)))
    order = [max(left, key=lambda i: (sum(common(i, j) for j in left if j != i), -i))]
    left -= set(order)
    while left:
        order.append(max(left, key=lambda i: (max(common(i, j) for j in order), -i)))
        left.discard(order[-1])
    table = words[order[0]][None, :].astype(np.int32)
    for number in order[1:]:
        table = _with(table, words[number], lexicon)
    rows = [order.index(number) for number in range(len(words))]
    return table[rows]


def _settled(table: Rows, words: Sequence[Numbers], lexicon: Lexicon) -> Rows:
    """A table in which no witness taken out and put in again makes more words agree."""
    for _ in range(_ROUNDS):
        before = _rank(table)
        for number in range(len(words)):
            others = np.delete(table, number, axis=0)
            others = others[:, (others >= 0).any(axis=0)]
            changed = np.insert(_with(others, words[number], lexicon), number, 0, axis=0)
            changed[number] = changed[-1]
            changed = changed[:-1]
            if _rank(changed) > _rank(table):
                table = changed
        if _rank(table) == before:
            return table
    return table


def _with(table: Rows, coming: Numbers, lexicon: Lexicon) -> Rows:
    """A table with a further row, its words in the columns where most others have them."""
    from variorum.collation.kernel import align_words

    n, m = len(coming), table.shape[1]
    if not n or not m:
        found = np.full(n, -1, dtype=np.int32)
    else:
        scores = (table.T[None, :, :] == coming[:, None, None]).sum(axis=2).astype(np.float32) * _EQUAL
        scores = np.where(scores > 0, scores, _OTHER + lexicon.likeness(coming, table.T))
        nowhere = np.full((m, 1), -2, dtype=np.int32)  # the scores say all, equal words too
        found = align_words(coming, nowhere, np.zeros(n, np.float32), scores.astype(np.float32), _OPENING)
    return _inserted(table, coming, found)


def _inserted(table: Rows, coming: Numbers, found: Numbers) -> Rows:
    """The row put in: a word that no column takes gets one of its own, after the column of the word before it."""
    columns: list[Rows] = []
    row: list[int] = []
    empty = np.full(len(table), -1, dtype=np.int32)
    at = 0
    for word, column in zip(coming.tolist(), found.tolist(), strict=True):
        if column < 0:
            columns.append(empty)
            row.append(word)
            continue
        for between in range(at, column):
            columns.append(table[:, between])
            row.append(-1)
        columns.append(table[:, column])
        row.append(word)
        at = column + 1
    for between in range(at, table.shape[1]):
        columns.append(table[:, between])
        row.append(-1)
    if not columns:
        return np.zeros((len(table) + 1, 0), dtype=np.int32)
    return np.vstack([np.stack(columns, axis=1), np.array(row, dtype=np.int32)])


def _placed(cells: Rows, ids: Rows) -> Rows:
    """The numbers of the words of each witness, in order, where `ids` has a word of it."""
    placed = np.full(ids.shape, -1, dtype=np.int32)
    for number, row in enumerate(cells):
        placed[number, ids[number] >= 0] = row[row >= 0]
    return placed
