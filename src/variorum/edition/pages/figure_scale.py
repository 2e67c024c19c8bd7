"""Estimates of one number on one scale, so that the eye sees which ranges meet.

The scale is linear between round numbers (Heckbert, "Nice numbers for graph labels", 1990); it begins at nought where
that costs no more than half of its length.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from variorum.argument.figures import Count

_STEPS = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of the scale, in per cent of its length; an exact number has no width."""

    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale from its first mark to its last."""

    marks: tuple[float, ...]

    def bar(self, low: float, high: float) -> Bar:
        """Where a range lies; what has no end runs to the edge."""
        first, last = self.marks[0], self.marks[-1]
        start, end = (100 * (min(max(at, first), last) - first) / (last - first) for at in (low, high))
        return Bar(round(start, 2), round(end - start, 2))


def scale_of(counts: Sequence[Count]) -> Scale:
    """A scale that holds every bound of these counts which has an end."""
    ends = [end for count in counts for end in (count.low, count.high) if math.isfinite(end)] or [0.0]
    low, high = min(ends), max(ends)
    if 0 <= low <= high / 2:
        low = 0.0
    if low == high:
        low, high = low - 1, high + 1
    step = _rounded((high - low) / _STEPS)
    first, last = math.floor(low / step), math.ceil(high / step)
    return Scale(tuple(float(f"{at * step:.12g}") for at in range(first, last + 1)))


def _rounded(step: float) -> float:
    """The next round number: 1, 2 or 5 times a power of ten."""
    power: float = 10.0 ** math.floor(math.log10(step))
    return next(times * power for times in (1, 2, 5, 10) if times * power >= step * 0.999)
