"""The inner loop of the permutation test: steps shuffled within each place, runs counted greedily, first come first."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from variorum.reuse.compiled import compiled

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


class StepsInTime(NamedTuple):
    """When everything happened that may be a step, and when the next one may.

    `moments` says which occurrences are moments, `takes` how many of them each step takes, `reaches` how far the gap
    before a step reaches from each day on, beginning with the day `first`.
    """

    windows: Ints
    moments: Flags
    takes: Ints
    reaches: Ints
    first: int


@compiled
def _reach(reaches: Ints, step: int, day: Any, first: int) -> Any:
    at = day - first
    if at < 0:
        return day  # nothing is known that far back, and nothing follows from it
    if at >= reaches.shape[1]:
        return np.int64(50_000_000)
    return reaches[step, at]


@compiled
def _chains(steps: StepsInTime, by_step: Ints, bounds: Ints, sure: bool) -> int:
    """How many chains go through all steps within one place, each begun with the earliest and led on to the earliest.

    `by_step` holds the place's rows step by step, each step's in the order of their earliest starts, and `bounds` where
    each step begins in it. A chain carries the days on which its last step can end; for sure ones the earliest and
    latest day on which it ends whatever is chosen.
    """
    windows, moments, takes, reaches, first = steps
    used = np.zeros(len(by_step), dtype=np.bool_)
    taken = np.empty(len(by_step), dtype=np.int64)
    chains = 0
    while True:
        earliest, latest, alive = np.int64(0), np.int64(0), True
        count = 0
        for step in range(len(takes)):
            found = 0
            ends_low, ends_high = np.int64(-60_000_000), np.int64(-60_000_000)
            limit = _reach(reaches, step, earliest if sure else latest, first) if step > 0 else np.int64(60_000_000)
            for at in range(bounds[step], bounds[step + 1]):
                if used[at]:
                    continue
                row = by_step[at]
                begins, begins_last = windows[row, 0], windows[row, 1]
                if step > 0:
                    if begins > limit:
                        break  # all that follow start later still
                    if sure:
                        if begins <= latest or begins_last > limit:
                            continue
                    else:
                        begins, begins_last = max(begins, earliest + 1), min(begins_last, limit)
                        if begins > begins_last:
                            continue
                one_low, one_high = begins, begins_last
                if sure:
                    one_low, one_high = windows[row, 2], windows[row, 3]
                elif not moments[row]:
                    one_low, one_high = max(windows[row, 2], begins), windows[row, 3]
                ends_low, ends_high = max(ends_low, one_low), max(ends_high, one_high)
                used[at] = True
                taken[count] = at
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
        if count == 0 or taken[0] >= bounds[1]:
            break
        # the chain broke off: its first occurrence is set aside, the others are free again
        for at in range(1, count):
            used[taken[at]] = False
    return chains


@compiled
def _sorted_out(order: Ints, low: int, high: int, by_step: Ints, bounds: Ints) -> None:
    """Lay a place's rows out step by step, keeping their order within each."""
    bounds[:] = 0
    for row in range(low, high):
        bounds[order[row] + 1] += 1
    for step in range(1, len(bounds)):
        bounds[step] += bounds[step - 1]
    filled = bounds[:-1].copy()
    for row in range(low, high):
        by_step[filled[order[row]]] = row
        filled[order[row]] += 1


@compiled
def count_shuffled(steps: StepsInTime, taken: Ints, starts: Ints, times: int, shuffled: bool, seed: int) -> Ints:
    """For each shuffle the number of sure and possible chains over all places; unshuffled where it is not asked for.

    `taken` says which step each occurrence takes, `starts` where the occurrences of each place begin.
    """
    np.random.seed(seed)
    counts = np.zeros(times, dtype=np.int64)
    order = taken.copy()
    bounds = np.zeros(len(steps.takes) + 1, dtype=np.int64)
    rows = np.empty(len(taken), dtype=np.int64)
    for time in range(times):
        for place in range(len(starts) - 1):
            low, high = starts[place], starts[place + 1]
            if shuffled:
                for at in range(high - 1, low, -1):
                    other = np.random.randint(low, at + 1)
                    order[at], order[other] = order[other], order[at]
            by_step = rows[: high - low]
            _sorted_out(order, low, high, by_step, bounds)
            counts[time] += _chains(steps, by_step, bounds, True)
            counts[time] += _chains(steps, by_step, bounds, False)
    return counts
