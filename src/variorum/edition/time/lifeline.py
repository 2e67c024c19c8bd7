"""Life-lines: when somebody was where and did what, drawn so that what is uncertain looks uncertain.

A drawing is rows of bars on one scale of days. A solid bar is what is certain; a hatched one says that it lies
somewhere within; a dotted line how far it may reach; a point is an exact day; an arrow at the edge says that this side
is open. Places along the scale are percentages, heights are pixels, so that the lettering keeps its size on any screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from variorum.chronology import Dated, EventWindow
from variorum.edition.time.scale import BREAK, Tick, TimeScale, scale_of, ticks_of

ROW, HEAD = 44, 26  # pixels
_LEAST = 0.7  # per cent: what is narrower would not be seen, and is drawn as a point
_SHORTEST = 27  # days: on a shorter scale there is nothing to see that a date does not say


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


def strand(label: str, events: Iterable[Dated]) -> Strand:
    """A row to be made of these events."""
    events = tuple(events)
    return Strand(
        label,
        tuple((event.inferred, event.event.moment, _has_sides(event)) for event in events),
        any(event.doubted for event in events),
    )


def draw(strands: Sequence[Strand], language: str, *, days: Sequence[int]) -> Drawing | None:
    """The drawing of these rows, on a scale that holds these days; None where there is nothing to draw."""
    if not strands or not days:
        return None
    first, last = min(days), max(days)
    if last - first < _SHORTEST:
        return None
    scale = scale_of(sorted(set(days)))
    rows = tuple(_row(each, scale, HEAD + index * ROW) for index, each in enumerate(strands))
    breaks = tuple(LifelineBar("break", place, BREAK) for place in scale.breaks)
    return Drawing(rows, ticks_of(scale, language), HEAD + len(rows) * ROW, breaks)


def days_of(events: Iterable[Dated]) -> list[int]:
    """The days that a drawing of these events must hold: those that somebody attests."""
    return [day for event in events for day in event.attested.bounds if day is not None]


def _has_sides(event: Dated) -> bool:
    attested = event.event.attested
    return attested is not None and "/" in attested.edtf


def _row(each: Strand, scale: TimeScale, top: int) -> LifelineRow:
    bars: list[LifelineBar] = []
    points: list[LifelineDay] = []
    for window, moment, has_sides in each.events:
        some, others = pieces_of(window, scale, moment=moment, has_sides=has_sides)
        bars += some
        points += others
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


def pieces_of(
    window: EventWindow, scale: TimeScale, *, moment: bool, has_sides: bool
) -> tuple[list[LifelineBar], list[LifelineDay]]:
    """An event as bars and points on a scale; what would be too narrow to be seen becomes a point."""
    bars: list[LifelineBar] = []
    points: list[LifelineDay] = []
    for kind, first, last in _moment(window) if moment else _span(window, scale, has_sides=has_sides):
        if last < scale.first or first > scale.last:
            continue
        left, right = scale.at(first), scale.at(last + 1)
        if right - left < _LEAST and (moment or kind == "certain"):
            points.append(LifelineDay(round((left + right) / 2, 2), kind == "certain" or first == last))
        elif right > left:
            bars.append(LifelineBar(kind, left, round(right - left, 2)))
    return bars, points


def _moment(window: EventWindow) -> list[tuple[str, int, int]]:
    first, last = window.earliest_start, window.latest_end
    return [] if first is None or last is None else [("within", first, last)]


def _span(window: EventWindow, scale: TimeScale, *, has_sides: bool) -> list[tuple[str, int, int]]:
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
