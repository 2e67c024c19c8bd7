"""Runs of letters sorted and grouped, several threads at a time and in rounds, so that memory stays bounded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from variorum.reuse import gram_kernels as kernels
from variorum.reuse.gram_kernels import Counts, Letters, Runs, States, Stretch

_BUCKET = 32_768  # runs that one bucket holds on average: with their table they fit a processor's own cache
_ROUND = 96_000_000  # runs sorted at one time, each taking eight bytes
_PIECES = 8  # pieces of work for each thread, so that none waits long for another


@dataclass(frozen=True)
class Groups:
    """Runs that stand in few places, grouped (see `gram_kernels.group`); `pieces` are ranges of buckets to share out.

    Bucket b begins at `bounds[b]` and has `kept[b]` runs left.
    """

    runs: Runs
    kept: Counts
    pieces: list[tuple[int, int]]


class Sorter:
    """Sorts the runs of some letters by their hash; `states` says of each place what became of it."""

    def __init__(self, letters: Letters, states: States, pool: ThreadPoolExecutor, threads: int) -> None:
        self._letters = letters
        self._states = states
        self._pool = pool
        self._threads = threads
        self._cuts = _pieces(len(letters), threads)
        bits = max(1, (len(letters) // _BUCKET).bit_length())
        self._buckets = 1 << bits
        self._shift = np.uint64(64 - bits)

    def groups(self, size: int, most: int) -> Iterator[Groups]:
        """The runs of `size` letters, among the places still open, that stand in 2 to `most` of them.

        All states are set before the first groups come, since a run is looked at in the light of its neighbour's.
        """
        counts = self._count(size, wanted=0)
        rounds = list(_rounds(counts.sum(axis=0)))
        if len(rounds) == 1:
            yield self._group(size, most, counts, rounds[0], wanted=0)
            return
        for one in rounds:
            self._group(size, most, counts, one, wanted=0)
        yield from self.settled_groups(size, most)

    def settled_groups(self, size: int, most: int) -> Iterator[Groups]:
        """The runs at places whose state says already that this is the size by which they are of use."""
        counts = self._count(size, wanted=size)
        for one in _rounds(counts.sum(axis=0)):
            yield self._group(size, most, counts, one, wanted=size)

    def leave_out_unasked(self, size: int, stretches: Iterable[tuple[int, int]]) -> None:
        """Close the places whose run of `size` letters stands nowhere in these stretches of the letters."""
        stretches = list(stretches)
        held = sum(end - begin for begin, end in stretches)
        bits = max(16, (16 * held).bit_length())
        asked = np.zeros(1 << (bits - 3), dtype=np.uint8)
        shift = np.uint64(64 - bits)
        for begin, end in stretches:
            kernels.mark_asked(self._letters, Stretch(size, begin, end, shift), asked)

        def close(part: int) -> None:
            kernels.mark_unasked(self._letters, self._states, Stretch(size, *self._cuts[part], shift), asked)

        list(self._pool.map(close, range(len(self._cuts))))

    def _count(self, size: int, *, wanted: int) -> Counts:
        """How many runs in the state `wanted` each thread's share of the letters has for each bucket."""
        counts = np.zeros((len(self._cuts), self._buckets), dtype=np.int64)

        def count(part: int) -> None:
            stretch = Stretch(size, *self._cuts[part], self._shift)
            kernels.count_grams(self._letters, self._states, stretch, wanted, counts[part])

        list(self._pool.map(count, range(len(self._cuts))))
        return counts

    def _group(self, size: int, most: int, counts: Counts, chosen: tuple[int, int], *, wanted: int) -> Groups:
        """The runs in the state `wanted` of a range of buckets, grouped, and their states set."""
        first, last = chosen
        counts = counts[:, first:last]
        bounds = np.concatenate(([0], np.cumsum(counts.sum(axis=0))))
        offsets = np.ascontiguousarray(bounds[:-1] + np.cumsum(counts, axis=0) - counts)
        runs = Runs(np.empty(bounds[-1], np.uint32), np.empty(bounds[-1], np.uint32), bounds)

        def put(part: int) -> None:
            stretch = Stretch(size, *self._cuts[part], self._shift)
            kernels.put_in_buckets(self._letters, self._states, stretch, wanted, first, offsets[part], runs)

        def group(part: int) -> Counts:
            begin, end = pieces[part]
            kept: Counts = kernels.group(runs, begin, end, self._states, size, most)
            return kept

        list(self._pool.map(put, range(len(self._cuts))))
        pieces = _pieces(last - first, _PIECES * self._threads)
        kept = np.concatenate(list(self._pool.map(group, range(len(pieces)))))
        return Groups(runs, kept, pieces)


def _pieces(length: int, number: int) -> list[tuple[int, int]]:
    """The range from 0 to `length` in at most so many pieces, none of them empty."""
    edges = np.unique(np.linspace(0, length, number + 1).astype(np.int64)).tolist()
    return list(pairwise(edges))


def _rounds(totals: Counts) -> Iterator[tuple[int, int]]:
    """Ranges of buckets that together hold no more runs than are to be sorted at one time."""
    first, held = 0, 0
    for bucket, total in enumerate(totals.tolist()):
        if held + total > _ROUND and held:
            yield first, bucket
            first, held = bucket, 0
        held += total
    yield first, len(totals)
