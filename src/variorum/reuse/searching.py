"""Finds the passages that recur in a corpus: seeds by rare shared runs of letters, then alignments around them.

Runs of eight letters are tried first; where one stands in too many places, the runs of ten that begin there, then of
twelve, sixteen and twenty-four, so that the length of a seed adapts to how common its letters are and the work stays
in proportion to the text (Kiełbasa et al., Adaptive seeds tame genomic sequence comparison, 2011). What stands in too
many places even then is a formula and is told apart.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
import numpy.typing as npt

from variorum.reuse import matching_kernels as matching
from variorum.reuse.corpus import Corpus, Letters
from variorum.reuse.limits import GRAMS, MOST, Terms
from variorum.reuse.sorting import Groups, Sorter

DROP = 28  # how far the doubled score may fall before an alignment is given up


def recurring(corpus: Corpus, terms: Terms, *, fresh: Letters | None = None) -> tuple[matching.Rows, Letters]:
    """The passages that recur, as rows (see `matching_kernels.align`), and the states of all places at the end.

    With `fresh`, one byte a source, only those of which at least one side stands in a source marked 1.
    """
    asked = np.ones(len(corpus.keys), dtype=np.uint8) if fresh is None else fresh
    states = np.zeros(len(corpus.letters), dtype=np.uint8)
    if len(corpus.keys) < 2 - terms.within or not asked.any():
        return np.zeros((0, 6), np.int64), states
    text = matching.Text(corpus.letters, states, corpus.starts, _blocks(corpus), asked)
    with ThreadPoolExecutor(terms.threads) as pool:
        sorter = Sorter(corpus.letters, states, pool, terms.threads)
        seeds = [np.zeros((0, 3), np.int64)]
        for size, most in zip(GRAMS, MOST, strict=True):
            if not asked.all():
                sorter.leave_out_unasked(size, _stretches(corpus, asked))
            for groups in sorter.groups(size, most):
                pair = partial(_paired, groups, text=text, size=size, within=terms.within)
                seeds += pool.map(pair, groups.pieces)
        return _aligned(corpus, np.concatenate(seeds), terms, pool), states


def recurring_with(corpus: Corpus, states: Letters, terms: Terms, *, sides: npt.NDArray[np.int64]) -> matching.Rows:
    """The passages that recur, as rows, where it is known already how common each place is (`states`).

    `sides` says of each source which of two it belongs to: only passages between the two are given; between all
    sources where there is but one.
    """
    asked = (sides == sides.max()).astype(np.uint8)
    text = matching.Text(corpus.letters, states, corpus.starts, _blocks(corpus), asked)
    with ThreadPoolExecutor(terms.threads) as pool:
        sorter = Sorter(corpus.letters, states, pool, terms.threads)
        found = [np.zeros((0, 3), np.int64)]
        for size, most in zip(GRAMS, MOST, strict=True):
            for groups in sorter.settled_groups(size, most):
                pair = partial(_paired, groups, text=text, size=size, within=terms.within)
                found += pool.map(pair, groups.pieces)
        seeds = np.concatenate(found)
        if not asked.all():
            ends = np.searchsorted(corpus.starts, seeds[:, :2], side="right") - 1
            seeds = seeds[asked[ends[:, 0]] != asked[ends[:, 1]]]
        return _aligned(corpus, seeds, terms, pool)


def _paired(groups: Groups, piece: matching.Two, *, text: matching.Text, size: int, within: bool) -> matching.Rows:
    return matching.pair_up(groups.runs, groups.kept, piece, text, size, within)


def _blocks(corpus: Corpus) -> matching.Starts:
    """For each BLOCK of letters the number of the source that holds its first."""
    firsts = np.arange(0, len(corpus.letters) + matching.BLOCK, matching.BLOCK)
    return np.maximum(np.searchsorted(corpus.starts, firsts, side="right") - 1, 0).astype(np.int64)


def _stretches(corpus: Corpus, asked: Letters) -> list[tuple[int, int]]:
    """Where the letters of the sources asked about stand."""
    numbers = np.flatnonzero(asked)
    return list(zip(corpus.starts[numbers].tolist(), corpus.starts[numbers + 1].tolist(), strict=True))


def _aligned(corpus: Corpus, seeds: matching.Rows, terms: Terms, pool: ThreadPoolExecutor) -> matching.Rows:
    """The passages around the seeds; seeds of one pair of sources stay together, pairs are shared out to threads."""
    if not len(seeds):
        return np.zeros((0, 6), np.int64)
    seeds = np.ascontiguousarray(seeds[_order(corpus, seeds[:, 0], seeds[:, 1])])
    pairs = np.searchsorted(corpus.starts, seeds[:, :2], side="right") @ np.array([len(corpus.starts) + 1, 1])
    edges = np.concatenate(([0], np.flatnonzero(np.diff(pairs)) + 1, [len(seeds)]))
    wanted = np.linspace(0, len(seeds), 8 * terms.threads + 1)
    cuts = np.unique(edges[np.searchsorted(edges, wanted)]).tolist()
    blocks = _blocks(corpus)

    def align(part: int) -> matching.Rows:
        mine = seeds[cuts[part] : cuts[part + 1]]
        found = np.empty((len(mine), 6), np.int64)
        found = found[: matching.align(mine, corpus.letters, corpus.starts, blocks, DROP, found)]
        found = found[_order(corpus, found[:, 0], found[:, 2])]
        found = found[: matching.join(found, corpus.starts, blocks)]
        return found[found[:, 4] >= 2 * terms.least_score]

    return np.concatenate(list(pool.map(align, range(len(cuts) - 1))))


def _order(corpus: Corpus, places: matching.Starts, others: matching.Starts) -> npt.NDArray[np.int64]:
    """The order by pair of sources, then by place."""
    source = np.searchsorted(corpus.starts, places, side="right")
    other = np.searchsorted(corpus.starts, others, side="right")
    return np.lexsort((others, places, other, source))
