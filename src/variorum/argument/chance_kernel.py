"""The inner loop of the permutation test: steps shuffled within each place, runs counted greedily, first come first."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


def _compiled(function: Any) -> Any:
    """Compile once and keep it beside the file; where nothing can be kept there, compile at each start."""
    try:
        return numba.njit(cache=True, nogil=True)(function)
    except RuntimeError:
        return numba.njit(nogil=True)(function)


@_compiled
def _reach(reaches: Ints, step: int, day: int, first: int) -> Any:
    at = day - first
    if at < 0:
        return day  # nothing is known that far back, and nothing follows from it
    if at >= reaches.shape[1]:
        return np.int64(50_000_000)
    return reaches[step, at]


@_compiled
def _chains(
    windows: Ints, moments: Flags, steps: Ints, takes: Ints, reaches: Ints, first: int, low: int, high: int, sure: bool
) -> int:
    """How many chains go through all steps within one place, each begun with the earliest and led on to the earliest.

    `low` to `high` are the place's rows. A chain carries the days on which its last step can end; for sure ones the
    earliest and latest day on which it ends whatever is chosen.
    """
    last = len(takes)
    used = np.zeros(high - low, dtype=np.bool_)
    chains = 0
    while True:
        earliest, latest, alive = np.int64(0), np.int64(0), True
        taken = np.empty(high - low, dtype=np.int64)
        count = 0
        for step in range(last):
            found = 0
            ends_low, ends_high = np.int64(-60_000_000), np.int64(-60_000_000)
            for row in range(low, high):
                if used[row - low] or steps[row] != step:
                    continue
                begins, begins_last = windows[row, 0], windows[row, 1]
                if step > 0:
                    if sure:
                        if begins <= latest or begins_last > _reach(reaches, step, earliest, first):
                            continue
                    else:
                        begins = max(begins, earliest + 1)
                        begins_last = min(begins_last, _reach(reaches, step, latest, first))
                        if begins > begins_last:
                            continue
                if sure or not moments[row]:
                    one_low, one_high = max(windows[row, 2], begins if not sure else windows[row, 2]), windows[row, 3]
                else:
                    one_low, one_high = begins, begins_last
                ends_low, ends_high = max(ends_low, one_low), max(ends_high, one_high)
                used[row - low] = True
                taken[count] = row
                count += 1
                found += 1
                if found == takes[step]:
                    break
            if found < takes[step]:
                alive = False
                break
            earliest, latest = ends_low, ends_high
        if alive:
            chains += 1
            continue
        # the chain broke off: its first occurrence is set aside, the others are free again
        if count == 0 or steps[taken[0]] != 0:
            break
        for at in range(1, count):
            used[taken[at] - low] = False
        if takes[0] > count:
            break
    return chains


@_compiled
def count_shuffled(
    windows: Ints,
    moments: Flags,
    steps: Ints,
    starts: Ints,
    takes: Ints,
    reaches: Ints,
    first: int,
    times: int,
    shuffled: bool,
    seed: int,
) -> Ints:
    """For each shuffle the number of sure and possible chains over all places; unshuffled where it is not asked for."""
    np.random.seed(seed)
    counts = np.zeros(times, dtype=np.int64)
    order = steps.copy()
    for time in range(times):
        for place in range(len(starts) - 1):
            low, high = starts[place], starts[place + 1]
            if shuffled:
                for at in range(high - 1, low, -1):
                    other = np.random.randint(low, at + 1)
                    order[at], order[other] = order[other], order[at]
            counts[time] += _chains(windows, moments, order, takes, reaches, first, low, high, True)
            counts[time] += _chains(windows, moments, order, takes, reaches, first, low, high, False)
    return counts
