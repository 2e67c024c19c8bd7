"""Life-lines: when somebody was where and did what, drawn so that what is uncertain looks uncertain.

A drawing is rows of bars on one scale of days. A solid bar is what is certain; a hatched one says that it lies
somewhere within; a dotted line how far it may reach; a point is an exact day; an arrow at the edge says that this side
is open. Places along the scale are percentages, heights are pixels, so that the lettering keeps its size on any screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from variorum.chronology import Dated, EventWindow
from variorum.dates.days import civil_date, day_number

ROW, HEAD = 44, 26  # pixels
_LEAST = 0.7  # per cent: what is narrower would not be seen, and is drawn as a point
_SHORTEST = 27  # days: on a shorter scale there is nothing to see that a date does not say
_TICKS = 6
_BREAK = 4.0  # per cent: how wide a stretch is drawn that is left out
_LONG = 8 * 366  # days without an event that may be left out
_SHARE = 0.3  # of the whole, so that no more than three are
_APART = 7  # per cent between the labels of two years
_LAST_LABEL = 86  # per cent: a label farther right would run out of the picture


@dataclass(frozen=True, slots=True)
class LifelineBar:
    """One stretch of a row: `certain`, `within` or `reach`; place and width in per cent of the scale."""

    kind: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class LifelineDay:
    """A day in a row: an exact one, or one within a few days."""

    x: float
    exact: bool


@dataclass(frozen=True, slots=True)
class LifelineRow:
    """One row with its label; `top` is its upper edge in pixels."""

    label: str
    top: int
    bars: tuple[LifelineBar, ...]
    points: tuple[LifelineDay, ...]
    opens_left: bool
    opens_right: bool
    doubted: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """A year on the scale."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole life-line."""

    rows: tuple[LifelineRow, ...]
    ticks: tuple[Tick, ...]
    height: int
    breaks: tuple[LifelineBar, ...] = ()  # where years in which nothing is dated are left out


@dataclass(frozen=True, slots=True)
class Strand:
    """What one row is to show: moments and spans under one label."""

    label: str
    events: tuple[
        tuple[EventWindow, bool, bool], ...
    ]  # window, whether it is a moment, whether it was dated by an interval
    doubted: bool = False


@dataclass(frozen=True, slots=True)
class LifelineScale:
    """The days from first to last, as per cent; a gap, whose days are no events', is as wide as `_BREAK` allows."""

    first: int
    last: int
    gaps: tuple[tuple[int, int], ...] = ()

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
    def shown(self) -> int:
        """How many days are drawn to scale."""
        return self.last - self.first - sum(end - start for start, end in self.gaps)

    def _stretches(self) -> Iterator[tuple[int, int, float]]:
        """First and last day of each stretch, and its width in per cent."""
        unit = (100 - _BREAK * len(self.gaps)) / self.shown
        place = self.first
        for start, end in self.gaps:
            yield from (stretch for stretch in ((place, start, (start - place) * unit),) if start > place)
            yield start, end, _BREAK
            place = end
        yield place, self.last, (self.last - place) * unit


def strand(label: str, events: Iterable[Dated]) -> Strand:
    """A row to be made of these events."""
    events = tuple(events)
    return Strand(
        label,
        tuple((event.inferred, event.event.moment, _has_sides(event)) for event in events),
        any(event.doubted for event in events),
    )


def draw(strands: Sequence[Strand], *, days: Sequence[int]) -> Drawing | None:
    """The drawing of these rows, on a scale that holds these days; None where there is nothing to draw."""
    if not strands or not days:
        return None
    first, last = min(days), max(days)
    if last - first < _SHORTEST:
        return None
    scale = _scale(sorted(set(days)))
    rows = tuple(_row(each, scale, HEAD + index * ROW) for index, each in enumerate(strands))
    breaks = tuple(LifelineBar("break", scale.at(start), _BREAK) for start, _ in scale.gaps)
    return Drawing(rows, _ticks(scale), HEAD + len(rows) * ROW, breaks)


def _scale(days: Sequence[int]) -> LifelineScale:
    """A scale that holds these days, in order, and leaves out the long stretches in which none of them lies."""
    first, last = days[0], days[-1]
    empty = [(a, b) for a, b in pairwise(days) if b - a > max(_LONG, _SHARE * (last - first))]
    room = max(45, (last - first - sum(b - a for a, b in empty)) // 30)
    gaps = tuple((a + room, b - room) for a, b in empty if b - a > 3 * room)
    return LifelineScale(first - room, last + room, gaps)


def days_of(events: Iterable[Dated]) -> list[int]:
    """The days that a drawing of these events must hold: those that somebody attests."""
    return [day for event in events for day in event.attested.bounds if day is not None]


def _has_sides(event: Dated) -> bool:
    attested = event.event.attested
    return attested is not None and "/" in attested.edtf


def _row(each: Strand, scale: LifelineScale, top: int) -> LifelineRow:
    bars: list[LifelineBar] = []
    points: list[LifelineDay] = []
    for window, moment, has_sides in each.events:
        stretches = _moment(window) if moment else _span(window, scale, has_sides=has_sides)
        for kind, first, last in stretches:
            left, right = scale.at(first), scale.at(last + 1)
            if last < scale.first or first > scale.last:
                continue
            if right - left < _LEAST and (moment or kind == "certain"):
                points.append(LifelineDay(round((left + right) / 2, 2), kind == "certain" or first == last))
            elif right > left:
                bars.append(LifelineBar(kind, left, round(right - left, 2)))
    spans = [window for window, moment, _ in each.events if not moment]
    return LifelineRow(
        each.label,
        top,
        tuple(bars),
        tuple(dict.fromkeys(points)),
        any(window.earliest_start is None or window.earliest_start < scale.first for window in spans),
        any(window.latest_end is None or window.latest_end > scale.last for window in spans),
        each.doubted,
    )


def _moment(window: EventWindow) -> list[tuple[str, int, int]]:
    first, last = window.earliest_start, window.latest_end
    return [] if first is None or last is None else [("within", first, last)]


def _span(window: EventWindow, scale: LifelineScale, *, has_sides: bool) -> list[tuple[str, int, int]]:
    """The stretches of what lasted: certain in the middle, and on either side how far it may have reached.

    Where only some day of it is dated, it was going on at some time within that dating, and may have reached beyond.
    """
    left = scale.first if window.earliest_start is None else window.earliest_start
    right = scale.last if window.latest_end is None else window.latest_end
    begun = right if window.latest_start is None else window.latest_start
    ending = left if window.earliest_end is None else window.earliest_end
    if begun <= ending:
        outer = "within" if has_sides else "reach"
        stretches = [(outer, left, begun - 1), ("certain", begun, ending), (outer, ending + 1, right)]
    elif has_sides:
        stretches = [("within", left, right)]
    else:
        stretches = [("reach", left, ending - 1), ("within", ending, begun), ("reach", begun + 1, right)]
    return [(kind, first, last) for kind, first, last in stretches if first <= last]


def _ticks(scale: LifelineScale) -> tuple[Tick, ...]:
    """Years, in round steps; quarters of a year where there would be no two of them."""
    first, last = civil_date(scale.first)[0], civil_date(scale.last)[0]
    years = max(1, round(scale.shown / 365.2425))
    step = next(size * 10**power for power in range(12) for size in (1, 2, 5) if years / (size * 10**power) <= _TICKS)
    days = [(day_number(year), str(year)) for year in range(first - first % step, last + 1, step)]
    if last - first < 2:
        months = ((year, month) for year in range(first, last + 1) for month in (1, 4, 7, 10))
        days = [(day_number(year, month), f"{year}-{month:02d}") for year, month in months]
    ticks: list[Tick] = []
    for day, label in days:
        place = scale.at(day)
        too_near = scale.gaps and ticks and place - ticks[-1].x < _APART
        if scale.first <= day and place < _LAST_LABEL and not scale.leaves_out(day) and not too_near:
            ticks.append(Tick(place, label))
    return tuple(ticks)
