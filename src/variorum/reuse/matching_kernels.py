"""From runs that two places share to the passage around them: weighed cheaply, then aligned.

What is weighed first is how little the letters on either side of a shared run differ, in one machine word (Myers, A
fast bit-vector algorithm for approximate string matching, 1999). What remains is aligned greedily by the number of
differences and given up where the score falls too far below its best (Zhang, Schwartz, Wagner and Miller, A greedy
algorithm for aligning DNA sequences, 2000): a letter that agrees counts 1, one that is replaced −1, one that is added
or missing −1½. Scores are kept doubled, so that they are whole numbers.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from variorum.reuse.compiled import compiled
from variorum.reuse.gram_kernels import Counts, Letters, Runs, States

Starts = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int64]
Frontier = npt.NDArray[np.int32]
Masks = npt.NDArray[np.uint64]
Two = tuple[int, int]

WINDOW = 24  # letters weighed on either side of a shared run
NEAR = 9
BLOCK = 1024  # letters to which one entry of `blocks` belongs
GAP = 100  # letters that may stand between two parts of one passage
_OPENING = 20  # what a gap costs before its letters are counted, in doubled score
_LOOK_BACK = 16  # rows among which a part's predecessor is looked for
DRIFT = 4096  # letters by which the two sides of one passage may drift apart
_FAR = -(1 << 30)
_ONE = np.uint64(1)
_FIRSTS = np.uint64((1 << 32) + 1)
_WINDOWS = np.uint64(((1 << 24) - 1) * ((1 << 32) + 1))
_TOP, _UPPER_TOP = np.uint64(23), np.uint64(55)


@compiled
def set_masks(letters: Letters, before: int, after: int, masks: Masks) -> None:
    """Note which letters stand where in the windows that end at `before` and begin at `after`."""
    for at in range(WINDOW):
        masks[0, letters[after + at]] |= _ONE << np.uint64(at)
        masks[1, letters[before - at]] |= _ONE << np.uint64(at + 32)


@compiled
def clear_masks(letters: Letters, before: int, after: int, masks: Masks) -> None:
    """Make the masks all zero again."""
    for at in range(WINDOW):
        masks[0, letters[after + at]] = np.uint64(0)
        masks[1, letters[before - at]] = np.uint64(0)


@compiled
def alike(letters: Letters, before: int, after: int, masks: Masks) -> bool:
    """Whether what ends at `before` or what begins at `after` differs in at most NEAR letters from its window.

    Both windows are weighed in one word: the one after in the lower half, the one before in the upper.
    """
    plus, minus = _WINDOWS, np.uint64(0)
    score_after = score_before = least = WINDOW
    for at in range(WINDOW + 4):
        equal = masks[0, letters[after + at]] | masks[1, letters[before - at]]
        down = equal | minus
        across = (((equal & plus) + plus) ^ plus) | equal
        more, less = minus | ~(across | plus), plus & across
        score_after += int((more >> _TOP) & _ONE) - int((less >> _TOP) & _ONE)
        score_before += int((more >> _UPPER_TOP) & _ONE) - int((less >> _UPPER_TOP) & _ONE)
        more, less = ((more << _ONE) | _FIRSTS) & _WINDOWS, (less << _ONE) & _WINDOWS
        plus, minus = (less | ~(down | more)) & _WINDOWS, more & down
        least = min(least, score_after, score_before)
    return least <= NEAR


@compiled
def source_at(starts: Starts, blocks: Starts, place: int) -> int:
    """Number of the source that holds this place."""
    source = int(blocks[place // BLOCK])
    while starts[source + 1] <= place:
        source += 1
    return source


@compiled
def is_same_run(letters: Letters, i: int, j: int, size: int) -> bool:
    """Whether the same letters stand from both places on."""
    for letter in range(size):  # noqa: SIM110 (no generators in a kernel)
        if letters[i + letter] != letters[j + letter]:
            return False
    return True


@compiled
def with_room(rows: Rows) -> Rows:
    """The rows with as much room again behind them."""
    larger = np.empty((2 * len(rows), 3), np.int64)
    larger[: len(rows)] = rows
    return larger


class Text(NamedTuple):
    """The letters of a corpus, what became of each place, where its sources start, and which of them are fresh."""

    letters: Letters
    states: States
    starts: Starts
    blocks: Starts
    fresh: Letters


@compiled
def pair_up(runs: Runs, kept: Counts, piece: Two, text: Text, size: int, within: bool) -> Rows:
    """The pairs of places that share a run of `size` letters and whose surroundings are alike.

    One row each: the two places, the lower one first, and the size. `piece` is the first bucket that is looked through
    and the one after the last, `kept` how many places each bucket has. A pair is passed over where the one that begins
    a letter earlier was or will be looked at itself, where neither source is fresh, and within one source unless asked.
    """
    found = 0
    rows = np.empty((1024, 3), np.int64)
    masks = np.zeros((2, 256), np.uint64)
    sources = np.empty(256, np.int64)
    for bucket in range(piece[0], piece[1]):
        at, end = runs.bounds[bucket], runs.bounds[bucket] + kept[bucket]
        while at < end:
            count = np.int64(runs.hashes[at])
            for x in range(count):
                sources[x] = source_at(text.starts, text.blocks, int(runs.places[at + x]))
            for x in range(count):
                i = int(runs.places[at + x])
                is_set = False
                for y in range(x + 1, count):
                    j = int(runs.places[at + y])
                    if not (text.fresh[sources[x]] or text.fresh[sources[y]]):
                        continue
                    if sources[x] == sources[y] and (not within or abs(j - i) < WINDOW):
                        continue
                    if not _begins_here(text, i, j, size):
                        continue
                    if not is_set:
                        set_masks(text.letters, i - 1, i + size, masks)
                        is_set = True
                    if not alike(text.letters, j - 1, j + size, masks):
                        continue
                    if found == len(rows):
                        rows = with_room(rows)
                    rows[found, 0], rows[found, 1], rows[found, 2] = min(i, j), max(i, j), size
                    found += 1
                if is_set:
                    clear_masks(text.letters, i - 1, i + size, masks)
            at += count
    return rows[:found]


@compiled
def _begins_here(text: Text, i: int, j: int, size: int) -> bool:
    """Whether the places share a run that is not looked at from the letter before."""
    before = text.letters[i - 1]
    if before == text.letters[j - 1] and before != 0 and 0 < text.states[i - 1] <= size + 1:
        return False
    return is_same_run(text.letters, i, j, size)


@compiled
def reach(letters: Letters, begin: Two, end: Two, step: int, drop: int, frontier: Frontier, best: Rows) -> None:
    """How far two texts go on agreeing from their places in `begin` in the direction of `step`, to before `end`.

    Writes to `best` the doubled score, the letters taken of each, and the differences among them. Given up where the
    doubled score is `drop` below its best. `frontier` is room to work in: two rows in one.
    """
    i, j = begin
    i_most, j_most = (end[0] - i) * step, (end[1] - j) * step
    width = len(frontier) // 2
    middle = width // 2
    a = 0
    while a < i_most and a < j_most and letters[i + step * a] == letters[j + step * a]:
        a += 1
    top, best[1], best[2], best[3] = 2 * a, a, a, 0
    before, now = 0, width
    frontier[middle] = a
    low = high = 0
    differences = 0
    while low <= high and low > 4 - middle and high < middle - 4:
        differences += 1
        back = before + middle
        frontier[back + low - 1] = frontier[back + low - 2] = _FAR
        frontier[back + high + 1] = frontier[back + high + 2] = _FAR
        next_low, next_high = 1 << 30, -(1 << 30)
        for diagonal in range(low - 1, high + 2):
            a = max(frontier[back + diagonal - 1], frontier[back + diagonal]) + 1
            a = max(a, frontier[back + diagonal + 1])
            b = a - diagonal
            if a < 0 or b < 0 or a > i_most or b > j_most or a + b - 4 * differences < top - drop:
                frontier[now + middle + diagonal] = _FAR
                continue
            while a < i_most and b < j_most and letters[i + step * a] == letters[j + step * b]:
                a += 1
                b += 1
            frontier[now + middle + diagonal] = a
            score = a + b - 4 * differences
            if score > top:
                top, best[1], best[2], best[3] = score, a, b, differences
            next_low, next_high = min(next_low, diagonal), max(next_high, diagonal)
        low, high = next_low, next_high
        before, now = now, before
    best[0] = top


@compiled
def is_inside(found: Rows, row: int, rows: int, i: int, j: int, size: int) -> bool:
    """Whether the seed lies within the passage of this row on both sides."""
    return (
        row < rows
        and found[row, 0] <= i
        and i + size <= found[row, 1]
        and found[row, 2] <= j
        and j + size <= found[row, 3]
    )


@compiled
def align(seeds: Rows, letters: Letters, starts: Starts, blocks: Starts, drop: int, found: Rows) -> int:
    """Extend each seed to the passage around it; gives the number of rows written to `found`.

    `seeds` are sorted by pair of sources and place. A row is: start and end in the letters of the one side, of the
    other, doubled score, differences. A seed inside a passage found already is passed over; `drop` is that of `reach`.
    """
    frontier = np.empty(4 * DRIFT, np.int32)
    right, left = np.empty(4, np.int64), np.empty(4, np.int64)
    rows = first = farthest = 0
    pair = np.int64(-1)
    for seed in range(len(seeds)):
        i, j, size = seeds[seed, 0], seeds[seed, 1], seeds[seed, 2]
        source, other = source_at(starts, blocks, i), source_at(starts, blocks, j)
        if source * np.int64(1 << 31) + other != pair:
            first, farthest, pair = rows, rows, source * np.int64(1 << 31) + other
        if is_inside(found, farthest, rows, i, j, size):
            continue
        covered = False
        for row in range(rows - 1, max(first, rows - 8) - 1, -1):
            if is_inside(found, row, rows, i, j, size):
                covered = True
                break
        if covered:
            continue
        i_low, i_high = starts[source] - 1, starts[source + 1] - 1
        j_low, j_high = starts[other] - 1, starts[other + 1] - 1
        if source == other:
            i_high, j_low = min(i_high, j), max(j_low, i)
        reach(letters, (i + size, j + size), (i_high, j_high), 1, drop, frontier, right)
        reach(letters, (i - 1, j - 1), (i_low, j_low), -1, drop, frontier, left)
        found[rows, 0], found[rows, 1] = i - left[1], i + size + right[1]
        found[rows, 2], found[rows, 3] = j - left[2], j + size + right[2]
        found[rows, 4], found[rows, 5] = 2 * size + right[0] + left[0], right[3] + left[3]
        if farthest == rows or found[rows, 1] > found[farthest, 1]:
            farthest = rows
        rows += 1
    return rows


@compiled
def join(rows: Rows, starts: Starts, blocks: Starts) -> int:
    """Join rows that follow one another in both sources with little between; gives how many rows remain, in front.

    `rows` are as `align` gives them, sorted by pair of sources and place. What stands between may be GAP letters
    long at most and counts as differing; it must cost less than either part brings. Of two rows that cover the same
    letters on both sides the better one stays.
    """
    kept = first = 0
    pair = np.int64(-1)
    for row in range(len(rows)):
        source, other = source_at(starts, blocks, rows[row, 0]), source_at(starts, blocks, rows[row, 2])
        if source * np.int64(1 << 31) + other != pair:
            first, pair = kept, source * np.int64(1 << 31) + other
        joined = False
        for earlier in range(kept - 1, max(first, kept - _LOOK_BACK) - 1, -1):
            gap, other_gap = rows[row, 0] - rows[earlier, 1], rows[row, 2] - rows[earlier, 3]
            widest = max(gap, other_gap)
            if widest <= 0 and abs(gap - other_gap) > GAP:
                continue
            if (
                rows[row, 1] <= rows[earlier, 1]
                and rows[earlier, 2] <= rows[row, 2]
                and rows[row, 3] <= rows[earlier, 3]
            ):
                joined = True
                break
            if min(gap, other_gap) < -GAP or widest > GAP or rows[row, 3] <= rows[earlier, 3]:
                continue
            shared = 2 * max(0, -min(gap, other_gap))
            cost = _OPENING + max(0, widest) + shared
            if cost >= min(rows[earlier, 4], rows[row, 4]) and widest > 0:
                continue
            rows[earlier, 1], rows[earlier, 3] = max(rows[earlier, 1], rows[row, 1]), rows[row, 3]
            rows[earlier, 4] += rows[row, 4] - cost
            rows[earlier, 5] += rows[row, 5] + max(0, widest)
            joined = True
            break
        if not joined:
            for column in range(6):
                rows[kept, column] = rows[row, column]
            kept += 1
    return kept
