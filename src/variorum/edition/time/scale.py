"""A scale of days that lies where the events are: long stretches without any are left out, and drawn as a break.

Places on it are per cent, so that a picture may be as wide as it likes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, pairwise

from variorum.dates.days import civil_date, day_number
from variorum.languages.datings import calendar_date

BREAK = 4.0  # per cent: how wide a stretch is drawn that is left out
_LONG = 8 * 366  # days without an event that may be left out
_SHARE = 0.3  # of what is still drawn to scale
_MOST = 4  # breaks; more make a scale that nobody reads
_TICKS = 6
_APART = 7  # per cent between the labels of two years
_LAST_LABEL = 86  # per cent: a label farther right would run out of the picture
_MANY = 25  # days from which on it can be told where most of them lie
_MOSTLY = 0.88  # of them, that lie close together
_CORE = 0.3  # of all days: where most lie in less, what is far is pressed together
_SQUEEZED = 11.0  # per cent: how wide that is drawn


@dataclass(frozen=True, slots=True)
class Tick:
    """A year or a month on the scale."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class TimeScale:
    """The days from first to last, as per cent; a gap, whose days are no events', is as wide as `BREAK` allows.

    `edges` are stretches at either end in which little lies, drawn closer together: first and last day, and the width.
    """

    first: int
    last: int
    gaps: tuple[tuple[int, int], ...] = ()
    edges: tuple[tuple[int, int, float], ...] = ()

    def at(self, day: int) -> float:
        """Where a day stands, within the scale."""
        day = min(self.last, max(self.first, day))
        share = sum(
            (min(day, end) - start) / (end - start) * width for start, end, width in self._stretches() if day > start
        )
        return round(min(100.0, max(0.0, share)), 2)

    def leaves_out(self, day: int) -> bool:
        """Whether a day lies in a gap."""
        return any(start < day < end for start, end in self.gaps)

    @property
    def breaks(self) -> tuple[float, ...]:
        """Where each gap begins."""
        return tuple(self.at(start) for start, _ in self.gaps)

    @property
    def shown(self) -> int:
        """How many days are drawn to scale."""
        return self.last - self.first - sum(end - start for start, end, _ in self._fixed)

    @property
    def _fixed(self) -> list[tuple[int, int, float]]:
        return sorted((*((start, end, BREAK) for start, end in self.gaps), *self.edges))

    @property
    def plain(self) -> Iterator[tuple[int, int]]:
        """First and last day of each stretch that is drawn to scale."""
        fixed = {(start, end) for start, end, _ in self._fixed}
        yield from ((start, end) for start, end, _ in self._stretches() if (start, end) not in fixed)

    def _stretches(self) -> Iterator[tuple[int, int, float]]:
        """First and last day of each stretch, and its width in per cent."""
        fixed = self._fixed
        unit = (100 - sum(width for _, _, width in fixed)) / self.shown
        place = self.first
        for start, end, width in fixed:
            yield from (stretch for stretch in ((place, start, (start - place) * unit),) if start > place)
            yield start, end, width
            place = end
        if self.last > place:
            yield place, self.last, (self.last - place) * unit


def scale_of(days: Sequence[int]) -> TimeScale:
    """A scale that holds these days, in order, and leaves out the long stretches in which none of them lies.

    The longest goes first; the next only where it is long beside what is still drawn, so that one event a thousand
    years off and another five hundred do not press the rest together.
    """
    first, last = days[0], days[-1]
    left, empty = last - first, []
    for stretch in sorted(pairwise(days), key=lambda pair: pair[0] - pair[1])[:_MOST]:
        if stretch[1] - stretch[0] <= max(_LONG, _SHARE * left):
            break
        empty.append(stretch)
        left -= stretch[1] - stretch[0]
    room = max(45, left // 30)
    gaps = tuple((a + room, b - room) for a, b in sorted(empty) if b - a > 3 * room)
    return TimeScale(first - room, last + room, gaps)


def crowded_scale(days: Sequence[int]) -> TimeScale:
    """A scale that lies where most of these days do, each as often as something is dated by it, in order.

    Where almost nine in ten lie within a small part of the whole, what lies before and after is drawn closer together.
    """
    whole = scale_of(sorted(set(days)))
    if len(days) < _MANY:
        return whole
    held = int(len(days) * _MOSTLY)
    low, high = min(zip(days, days[held:], strict=False), key=lambda pair: pair[1] - pair[0])
    room = max(45, (high - low) // 20)
    begin, end = max(days[0], low - room), min(days[-1], high + room)
    if end - begin > _CORE * whole.shown:
        return whole
    first, last = (days[0] - room, days[-1] + room)
    edges = [(a, b, _SQUEEZED) for a, b in ((first, begin), (end, last)) if b - a > 3 * room]
    return TimeScale(first if edges and edges[0][0] == first else begin, _last(edges, end, last), (), tuple(edges))


def _last(edges: Sequence[tuple[int, int, float]], end: int, last: int) -> int:
    return last if edges and edges[-1][1] == last else end


def ticks_of(
    scale: TimeScale, language: str, *, most: int = _TICKS, last_label: float = _LAST_LABEL
) -> tuple[Tick, ...]:
    """Years, in round steps; quarters or halves of a year, in words, where there would be no two of them."""
    first, last = civil_date(scale.first)[0], civil_date(scale.last)[0]
    years = max(1, scale.shown // 365)
    step = next(size * 10**power for power in count() for size in (1, 2, 5) if years / (size * 10**power) <= most)
    days = [(day_number(year), str(year)) for begin, end in scale.plain for year in _multiples(begin, end, step)]
    if scale.gaps:
        named = [day for day, _ in days]
        days += [_year_of(a, b) for a, b in scale.plain if not any(a <= day <= b for day in named)]
    if last - first < 2:
        every = 3 if first == last else 6
        months = ((year, month) for year in range(first, last + 1) for month in range(1, 13, every))
        days = [
            (day_number(year, month), calendar_date(year, month, 0, language) or str(year)) for year, month in months
        ]
    days = sorted({*days, *(each for a, b, _ in scale.edges for each in _round_years(a, b))})
    ticks: list[Tick] = []
    for day, label in days:
        place = scale.at(day)
        too_near = (scale.gaps or scale.edges) and ticks and place - ticks[-1].x < _APART
        if scale.first <= day and place < last_label and not scale.leaves_out(day) and not too_near:
            ticks.append(Tick(place, label))
    return tuple(ticks)


def _multiples(first: int, last: int, step: int) -> range:
    """The years from one day to another that are multiples of a step."""
    begin, end = civil_date(first)[0], civil_date(last)[0]
    return range(begin - begin % step, end + 1, step)


def _year_of(first: int, last: int) -> tuple[int, str]:
    """The year in the middle of a stretch in which none begins that is round enough: where it begins, if within."""
    middle = (first + last) // 2
    year = civil_date(middle)[0]
    return (day_number(year) if day_number(year) >= first else middle, str(year))


def _round_years(first: int, last: int) -> list[tuple[int, str]]:
    """One year, as round as it can be, of a stretch that is drawn closer together."""
    begin, end = civil_date(first)[0], civil_date(last)[0]
    sizes = (size * 10**power for power in count() for size in (1, 2, 5))
    step = next(size for size in sizes if (end - begin) / size < 2)
    return [(day_number(year), str(year)) for year in range(begin - begin % step + step, end, step)][-1:]
