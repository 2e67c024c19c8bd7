"""Life-lines: when somebody was where and did what, drawn so that what is uncertain looks uncertain.

A drawing is rows of bars on one scale of days. A solid bar is what is certain; a hatched one says that it lies
somewhere within; a dotted line how far it may reach; a point is an exact day; an arrow at the edge says that this side
is open. Places along the scale are percentages, heights are pixels, so that the lettering keeps its size on any screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from variorum.chronology import Dated, Window
from variorum.dates.days import civil_date, day_number

ROW, HEAD = 44, 26  # pixels
_LEAST = 0.7  # per cent: what is narrower would not be seen, and is drawn as a point
_TICKS = 6


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch of a row: `certain`, `within` or `reach`; place and width in per cent of the scale."""

    kind: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Point:
    """A day in a row: an exact one, or one within a few days."""

    x: float
    exact: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One row with its label; `top` is its upper edge in pixels."""

    label: str
    top: int
    bars: tuple[Bar, ...]
    points: tuple[Point, ...]
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

    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    height: int


@dataclass(frozen=True, slots=True)
class Strand:
    """What one row is to show: moments and spans under one label."""

    label: str
    events: tuple[tuple[Window, bool, bool], ...]  # window, whether it is a moment, whether it was dated by an interval
    doubted: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """The days from first to last, as per cent."""

    first: int
    last: int

    def at(self, day: int) -> float:
        """Where a day stands, within the scale."""
        share = 100 * (day - self.first) / (self.last - self.first)
        return round(min(100.0, max(0.0, share)), 2)


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
    room = max(45, (last - first) // 30)
    scale = Scale(first - room, last + room)
    rows = tuple(_row(each, scale, HEAD + index * ROW) for index, each in enumerate(strands))
    return Drawing(rows, _ticks(scale), HEAD + len(rows) * ROW)


def days_of(events: Iterable[Dated]) -> list[int]:
    """The days that a drawing of these events must hold: those that somebody attests."""
    return [day for event in events for day in event.attested.bounds if day is not None]


def _has_sides(event: Dated) -> bool:
    attested = event.event.attested
    return attested is not None and "/" in attested.edtf


def _row(each: Strand, scale: Scale, top: int) -> Row:
    bars: list[Bar] = []
    points: list[Point] = []
    for window, moment, has_sides in each.events:
        if moment:
            _draw_moment(window, scale, bars=bars, points=points)
        else:
            bars += _span(window, scale, has_sides=has_sides)
    firsts = [window.earliest_start for window, moment, _ in each.events if not moment]
    lasts = [window.latest_end for window, moment, _ in each.events if not moment]
    return Row(
        each.label,
        top,
        tuple(bars),
        tuple(points),
        any(day is None or day < scale.first for day in firsts),
        any(day is None or day > scale.last for day in lasts),
        each.doubted,
    )


def _draw_moment(window: Window, scale: Scale, *, bars: list[Bar], points: list[Point]) -> None:
    first, last = window.earliest_start, window.latest_end
    if first is None or last is None or last < scale.first or first > scale.last:
        return
    left, right = scale.at(first), scale.at(last)
    if right - left < _LEAST:
        points.append(Point(round((left + right) / 2, 2), first == last))
    else:
        bars.append(Bar("within", left, round(right - left, 2)))


def _span(window: Window, scale: Scale, *, has_sides: bool) -> list[Bar]:
    start, begun, ending, end = window.bounds
    left = scale.first if start is None else start
    right = scale.last if end is None else end
    begun = right if begun is None else begun
    ending = left if ending is None else ending
    if begun <= ending:
        inner = "within" if has_sides else "reach"
        return _bars(scale, (inner, left, begun), ("certain", begun, ending + 1), (inner, ending + 1, right))
    if has_sides:
        return _bars(scale, ("within", left, right))
    return _bars(scale, ("reach", left, ending), ("within", ending, begun), ("reach", begun, right))


def _bars(scale: Scale, *stretches: tuple[str, int, int]) -> list[Bar]:
    bars = []
    for kind, first, last in stretches:
        left, right = scale.at(first), scale.at(last)
        if right > left:
            width = round(right - left, 2)
            bars.append(Bar(kind, left, width if kind == "reach" else max(width, _LEAST)))
    return bars


def _ticks(scale: Scale) -> tuple[Tick, ...]:
    first, last = civil_date(scale.first)[0], civil_date(scale.last)[0]
    span = max(1, last - first)
    step = next(step for size in range(12) for step in (10**size, 2 * 10**size, 5 * 10**size) if span / step <= _TICKS)
    years = [year for year in range(first - first % step, last + 1, step) if day_number(year) >= scale.first]
    return tuple(Tick(scale.at(day_number(year)), str(year)) for year in years if scale.at(day_number(year)) < 95)
