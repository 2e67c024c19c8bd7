"""A timeline as a picture: events in lanes on one scale, each drawn as sure as its date is, or their density alone.

Events are drawn as life-lines draw them (`lifeline`): solid, hatched, dotted, a point. Where a lane holds more than can
be told apart it shows how many lie where: full for those that lie within a strip whatever their dates turn out to be,
pale for the others, each shared evenly over the time in which it may lie.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from variorum.chronology import EventWindow
from variorum.edition.measuring import text_width
from variorum.edition.time.lifeline import LifelineBar, LifelineDay, pieces_of
from variorum.edition.time.scale import BREAK, Tick, TimeScale, ticks_of

WIDE = 1000  # pixels, as all that follows
HEAD, FOOT = 26, 8
LANE, ROW, STRIP = 24, 30, 34
CROWD = 24  # events of a lane that are drawn one by one
_LEFT = 12
_BINS = 120
_SIZE = 12.5  # of an event's words
_LETTERS = 64
_GAP = 8
_TICKS = 11


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """Something dated: its words, where it is told, and between which days it lies.

    `readings` are the stretches of days of which one is meant, where a date leaves a choice. `follows` is the first and
    last day that everything else allows, where that says more than the date.
    """

    ref: str
    label: str
    said: str
    address: str
    window: EventWindow
    moment: bool
    has_sides: bool
    readings: tuple[tuple[int, int], ...] = ()
    follows: tuple[int, int] | None = None
    doubted: bool = False

    @property
    def days(self) -> tuple[int, int] | None:
        """The first and the last day that bound it, an open side taken for what is known of it; None for no day."""
        known = [day for day in self.window.bounds if day is not None]
        return (min(known), max(known)) if known else self.follows


@dataclass(frozen=True, slots=True)
class TimelineLane:
    """What stands in one lane, under a name that may lead somewhere."""

    name: str
    address: str
    events: tuple[TimelineEvent, ...]


@dataclass(frozen=True, slots=True)
class DrawnEvent:
    """An event in its place: pieces in pixels, `top` the upper edge of its row."""

    event: TimelineEvent
    top: int
    bars: tuple[LifelineBar, ...]
    points: tuple[LifelineDay, ...]
    joined: tuple[float, float] | None  # a line between the readings of one date
    follows: tuple[float, float] | None
    opens_left: bool
    opens_right: bool
    words: str
    at: float
    anchor: str


@dataclass(frozen=True, slots=True)
class DensityBin:
    """A strip of a density: heights of what is sure and of what may lie there, in pixels."""

    x: float
    width: float
    sure: float
    may: float


@dataclass(frozen=True, slots=True)
class DrawnLane:
    """A lane in its place: its events one by one, or their density."""

    lane: TimelineLane
    top: int
    foot: int
    events: tuple[DrawnEvent, ...]
    density: tuple[DensityBin, ...]


@dataclass(frozen=True, slots=True)
class TimelinePicture:
    """The whole picture."""

    lanes: tuple[DrawnLane, ...]
    ticks: tuple[Tick, ...]
    breaks: tuple[LifelineBar, ...]
    edges: tuple[LifelineBar, ...]  # where years are drawn closer together
    height: int


def timeline_picture(
    lanes: Iterable[TimelineLane], scale: TimeScale, language: str, *, crowd: int = CROWD, strip: int = STRIP
) -> TimelinePicture:
    """Draw lanes one below another; those with more than `crowd` events as a density of this height."""
    drawn, top = [], HEAD
    for lane in lanes:
        under = top + (LANE if lane.name else 0)
        if len(lane.events) > crowd:
            events: tuple[DrawnEvent, ...] = ()
            density = density_of(lane.events, scale, height=strip)
            foot = under + strip
        else:
            events, density = _packed(lane.events, scale, under), ()
            foot = max((one.top + ROW for one in events), default=under)
        drawn.append(DrawnLane(lane, top, foot, events, density))
        top = foot + 8
    ticks = tuple(Tick(_pixel(one.x), one.label) for one in ticks_of(scale, language, most=_TICKS, last_label=96))
    breaks = tuple(_strip("break", at, at + BREAK) for at in scale.breaks)
    edges = tuple(_strip("edge", scale.at(first), scale.at(last)) for first, last, _ in scale.edges)
    return TimelinePicture(tuple(drawn), ticks, breaks, edges, top + FOOT)


def _strip(kind: str, left: float, right: float) -> LifelineBar:
    return LifelineBar(kind, _pixel(left), round(_pixel(right) - _pixel(left), 1))


def density_of(events: Iterable[TimelineEvent], scale: TimeScale, *, height: int) -> tuple[DensityBin, ...]:
    """How many events lie where, in strips of one width; the highest strip is as high as is said."""
    sure, may = [0.0] * _BINS, [0.0] * _BINS
    for event in events:
        days = event.days
        if days is None or days[1] < scale.first or days[0] > scale.last:
            continue
        left, right = scale.at(days[0]) * _BINS / 100, scale.at(days[1] + 1) * _BINS / 100
        first, last = min(_BINS - 1, int(left)), min(_BINS - 1, int(max(left, right - 1e-6)))
        if first == last:
            sure[first] += 1
            continue
        for place in range(first, last + 1):
            may[place] += (min(right, place + 1) - max(left, place)) / (right - left)
    most = max((a + b for a, b in zip(sure, may, strict=True)), default=0.0)
    if not most:
        return ()
    width = (WIDE - 2 * _LEFT) / _BINS
    return tuple(
        DensityBin(round(_LEFT + place * width, 1), round(width - 0.8, 1), *(_height(n, most, height) for n in pair))
        for place, pair in enumerate(zip(sure, may, strict=True))
        if any(pair)
    )


def _height(number: float, most: float, height: int) -> float:
    return max(1.0, round(height * number / most, 1)) if number else 0.0


def _packed(events: Sequence[TimelineEvent], scale: TimeScale, top: int) -> tuple[DrawnEvent, ...]:
    """Each event in the highest row in which neither its bar nor its words cover another's."""
    rows: list[list[tuple[float, float]]] = []
    drawn = []
    for event in events:
        placed = _placed(event, scale)
        if placed is None:
            continue
        taken = _extent(placed)
        row = next((n for n, row in enumerate(rows) if not any(_meet(taken, other) for other in row)), len(rows))
        if row == len(rows):
            rows.append([])
        rows[row].append(taken)
        drawn.append(replace(placed, top=top + row * ROW))
    return tuple(drawn)


def _placed(event: TimelineEvent, scale: TimeScale) -> DrawnEvent | None:
    days = event.days
    if days is None or days[1] < scale.first or days[0] > scale.last:
        return None
    windows = [EventWindow(first, last, first, last) for first, last in event.readings] or [event.window]
    bars: list[LifelineBar] = []
    points: list[LifelineDay] = []
    for window in windows:
        some, others = pieces_of(window, scale, moment=event.moment or bool(event.readings), has_sides=event.has_sides)
        bars += [LifelineBar(one.kind, _pixel(one.x), _width(one)) for one in some]
        points += [LifelineDay(_pixel(one.x), one.exact) for one in others]
    follows = None
    if event.follows is not None:
        follows = (_pixel(scale.at(event.follows[0])), _pixel(scale.at(event.follows[1] + 1)))
    ends = [
        *(one.x for one in bars),
        *(one.x + one.width for one in bars),
        *(one.x for one in points),
        *(follows or ()),
    ]
    if not ends:
        return None
    words = event.label if len(event.label) <= _LETTERS else event.label[: _LETTERS - 1].rstrip() + "…"
    told = [*(one.x for one in bars if one.kind != "reach"), *(one.x for one in points)]
    left, wide = min(told or ends), text_width(words, _SIZE)
    fits = left + wide <= WIDE - 2
    return DrawnEvent(
        event,
        0,
        tuple(bars),
        tuple(points),
        (min(ends), max(ends)) if len(windows) > 1 else None,
        follows,
        _is_before(event.window.earliest_start, scale.first, event),
        _is_after(event.window.latest_end, scale.last, event),
        words,
        round(max(2.0, left - (4 if points and not bars else 0)) if fits else WIDE - 2, 1),
        "start" if fits else "end",
    )


def _is_before(day: int | None, first: int, event: TimelineEvent) -> bool:
    return not event.window.is_open and (day is None or day < first)


def _is_after(day: int | None, last: int, event: TimelineEvent) -> bool:
    return not event.window.is_open and (day is None or day > last)


def _extent(drawn: DrawnEvent) -> tuple[float, float]:
    """From where to where an event takes up its row, its words included."""
    wide = text_width(drawn.words, _SIZE)
    begin = drawn.at if drawn.anchor == "start" else drawn.at - wide
    ends = [begin, begin + wide]
    for bar in drawn.bars:
        ends += [bar.x, bar.x + bar.width]
    ends += [place for point in drawn.points for place in (point.x - 5, point.x + 5)]
    return min(ends), max(ends) + _GAP


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _pixel(share: float) -> float:
    return round(_LEFT + share / 100 * (WIDE - 2 * _LEFT), 1)


def _width(bar: LifelineBar) -> float:
    return round(bar.width / 100 * (WIDE - 2 * _LEFT), 1)
