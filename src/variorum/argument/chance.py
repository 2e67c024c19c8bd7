"""How likely chance alone is to give as many runs: a permutation test that keeps the counts and the windows.

Each occurrence keeps its place (its `per`) and its window, each step its number of occurrences within the place; which
occurrence takes which step is shuffled. p = (1 + shuffles with at least as many runs) / (1 + shuffles), after
B. Phipson and G. K. Smyth, "Permutation P-values Should Never Be Zero", Statistical Applications in Genetics and
Molecular Biology 9 (2010).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from variorum.argument.chance_kernel import Ints, StepsInTime, count_shuffled
from variorum.argument.flow import Gap, reach
from variorum.argument.occurrences import EVER, Occurrence
from variorum.argument.runs import Layer

SHUFFLES = 9_999
_SEED = 1  # so that the same archive has the same chances at every build
_FARTHEST = 1_500_000  # days for which the reach of a gap is laid out at once


def chance_of(by_per: Mapping[str, Sequence[Layer]], *, shuffles: int = SHUFFLES) -> float | None:
    """The chance p that shuffled steps give as many runs, sure and possible added; None where there is no run.

    The same greedy count serves what was found and what was shuffled, so that the test is fair even where it counts a
    run too few. An occurrence that may take two steps counts for the first of them.
    """
    groups = [layers for layers in by_per.values() if all(layer.occurrences for layer in layers)]
    if not groups:
        return None
    table = _Table(groups)
    observed = table.count(1, shuffled=False)[0]
    if observed == 0:
        return None
    counts = table.count(shuffles, shuffled=True)
    return float((1 + int(np.count_nonzero(counts >= observed))) / (1 + shuffles))


class _Table:
    """The occurrences of all places laid out in arrays, place by place, ordered by when they end."""

    def __init__(self, groups: Sequence[Sequence[Layer]]) -> None:
        self.takes = np.array([layer.at_least for layer in groups[0]], dtype=np.int64)
        rows: list[tuple[Occurrence, int]] = []
        starts = [0]
        for layers in groups:
            seen: set[str] = set()
            mine = []
            for step, layer in enumerate(layers):
                for one in layer.occurrences:
                    if one.ref not in seen:
                        seen.add(one.ref)
                        mine.append((one, step))
            rows += sorted(mine, key=lambda each: (each[0].earliest_start, each[0].latest_end, each[0].ref))
            starts.append(len(rows))
        self.starts = np.array(starts, dtype=np.int64)
        self.steps = np.array([step for _, step in rows], dtype=np.int64)
        self.windows: Ints = np.array(
            [[one.earliest_start, one.latest_start, one.earliest_end, one.latest_end] for one, _ in rows],
            dtype=np.int64,
        )
        self.moments = np.array([one.moment for one, _ in rows], dtype=np.bool_)
        self.first, self.reaches = _reaches([layer.gap for layer in groups[0]], self.windows)

    def count(self, times: int, *, shuffled: bool) -> Ints:
        counted: Ints = count_shuffled(
            StepsInTime(self.windows, self.moments, self.takes, self.reaches, self.first),
            self.steps, self.starts, times, shuffled, _SEED,
        )  # fmt: skip
        return counted


def _reaches(gaps: Sequence[Gap], windows: Ints) -> tuple[int, Ints]:
    """For each step and each day between the first and the last the day that its gap reaches."""
    known = windows[np.abs(windows) < EVER]
    first = int(known.min()) if known.size else 0
    last = min(int(known.max()) if known.size else 0, first + _FARTHEST)
    by_gap: dict[Gap, Ints] = {}
    for gap in gaps:
        if gap not in by_gap:
            days = np.arange(first, last + 1, dtype=np.int64)
            if gap is None:
                by_gap[gap] = np.full(len(days), EVER, dtype=np.int64)
            elif gap[1] in ("day", "week"):
                by_gap[gap] = days + gap[0] * (7 if gap[1] == "week" else 1)
            else:
                by_gap[gap] = np.array([reach(int(day), gap) for day in days], dtype=np.int64)
    return first, np.vstack([by_gap[gap] for gap in gaps])
