"""Mentions by year: counts laid on a scale of years, each source in the span in which it was written.

A source that was written some time in a span of years is drawn as wide as the span; sources of one span share a bar.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from variorum.dates.dating import Dating
from variorum.dates.days import civil_date

HEIGHT = 120  # of the picture, in pixels
_FOOT = 20  # below the bars, for the years
_HEAD = 16  # above the highest, for its number
_TICKS = 8
_CLOSE = 3.5  # per cent
_LEAST = 1.2  # per cent: a year on a scale of centuries is still seen

Years = tuple[int, int]


@dataclass(frozen=True, slots=True)
class YearBar:
    """A bar: where it stands in per cent, how high it is in pixels, and its number."""

    x: float
    width: float
    top: float
    height: float
    middle: float
    number: int  # 0 where another bar's number stands too near
    spread: bool  # written some time in these years, not in one


@dataclass(frozen=True, slots=True)
class YearTick:
    """A year below the bars."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class YearChart:
    """Bars over years."""

    bars: tuple[YearBar, ...]
    ticks: tuple[YearTick, ...]
    height: int
    floor: int


def years_of(when: Dating | None) -> Years | None:
    """The first and the last year in which something dated so may lie; None where it has no date with two ends."""
    if when is None or when.earliest_start is None or when.latest_end is None:
        return None
    return civil_date(when.earliest_start)[0], civil_date(when.latest_end)[0]


def by_years(counted: Iterable[tuple[Years | None, int]]) -> Mapping[Years | None, int]:
    """Counts of the same span of years taken together, in order; what has none stands last."""
    found: defaultdict[Years | None, int] = defaultdict(int)
    for years, number in counted:
        found[years] += number
    dated = sorted(years for years in found if years is not None)
    return {years: found[years] for years in (*dated, *((None,) if None in found else ()))}


def draw_years(counts: Mapping[Years | None, int]) -> YearChart | None:
    """The picture of these counts; None where fewer than two spans of years would stand in it."""
    dated = {years: number for years, number in counts.items() if years is not None}
    if len(dated) < 2:
        return None
    first, last = min(years[0] for years in dated), max(years[1] for years in dated)
    unit, most = 100 / (last - first + 1), max(dated.values())
    room = HEIGHT - _FOOT - _HEAD
    bars = []
    for (begin, end), number in sorted(dated.items(), key=lambda pair: (pair[0][0] - pair[0][1], pair[0])):
        width = max(_LEAST, (end - begin + 1) * unit)
        x = min(100 - width, (begin - first) * unit)
        height = max(2.0, round(room * number / most, 1))
        top = HEIGHT - _FOOT - height
        bars.append(YearBar(round(x, 2), round(width, 2), top, height, round(x + width / 2, 2), number, end > begin))
    bars = _numbered_apart(bars)
    return YearChart(tuple(bars), _ticks(first, last, unit), HEIGHT, HEIGHT - _FOOT)


def _numbered_apart(bars: list[YearBar]) -> list[YearBar]:
    """The bars, of those that stand close together only the highest with its number."""
    told: list[YearBar] = []
    for bar in sorted(bars, key=lambda one: -one.height):
        if any(abs(other.middle - bar.middle) < _CLOSE and other.number for other in told):
            bar = replace(bar, number=0)
        told.append(bar)
    return sorted(told, key=lambda one: (one.x, -one.width))


def _ticks(first: int, last: int, unit: float) -> tuple[YearTick, ...]:
    steps = (size * 10**power for power in range(6) for size in (1, 2, 5))
    step = next(size for size in steps if (last - first) / size <= _TICKS)
    years = [year for year in range(first, last + 1) if year % step == 0]
    return tuple(YearTick(round((year - first + 0.5) * unit, 2), str(year)) for year in years)
