"""From a mention in its context to bounds, EDTF, kind of bound and alternatives."""

from __future__ import annotations

from dataclasses import dataclass, replace

from variorum.dates.calendars import CALENDARS, GREGORIAN, JULIAN, Calendar
from variorum.dates.dating import Dating
from variorum.dates.events import NamedEvent, named_events
from variorum.dates.mentions import Mention
from variorum.dates.narration import is_aside
from variorum.dates.points import Point, Window, day_edtf, window_of
from variorum.dates.policies import Policies
from variorum.dates.resolving import Context, resolve, step_from


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text is read: its calendar, the policies, whether its feasts are Eastern, whether its style is unknown."""

    calendar: Calendar
    policies: Policies
    eastern: bool
    unknown_style: bool
    origin: Context  # the day on which it was written or said, where that is known: "ago" counts from it


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a mention turned out to mean, and the context for what follows it."""

    dating: Dating
    bound: str
    context: Context
    named: tuple[Dating, ...] = ()
    alternatives: tuple[Dating, ...] = ()
    policies: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def meaning_of(
    mention: Mention, context: Context, reading: Reading, *, written: str, place: str = ""
) -> Meaning | None:
    """The meaning of a mention; None where it points to something that the context does not have."""
    if mention.kind == "event":
        return _event_meaning(mention, reading, written)
    points: list[Point] = []
    running = context
    for named in mention.named:
        base = reading.origin if named.point.deictic == "now" and reading.origin.year is not None else running
        point = resolve(named.point, base, _calendar_of(named.point, reading), eastern=reading.eastern)
        if point is None:
            return None
        points.append(point)
        running = running.after(point)
    if any(not _exists(point, _calendar_of(point, reading)) for point in points):
        return _impossible(points, context, reading, written)
    if any(point.year is None for point in points):
        return _yearless(points[0], context, written, reading) if len(points) == 1 and not mention.step else None
    if mention.kind == "dual":
        return _dual_meaning(points, running, written)
    aside = is_aside(mention, points[0], context, place)
    if mention.kind in ("range", "either"):
        running = context if aside else context.after(points[0])
        return _pair_meaning(mention, points, running, reading, written)
    if aside:
        running = context
    return _single_meaning(mention, points[0], running, reading, written)


def _calendar_of(point: Point, reading: Reading) -> Calendar:
    return CALENDARS[point.calendar] if point.calendar else reading.calendar


def _exists(point: Point, calendar: Calendar) -> bool:
    if point.unit != "day" or not point.month:
        return True
    year = point.year if point.year is not None else 2000
    return calendar.has(year, point.month, point.day)


def _impossible(points: list[Point], context: Context, reading: Reading, written: str) -> Meaning:
    point = next(p for p in points if not _exists(p, _calendar_of(p, reading)))
    remark = f"There is no such day: month {point.month} of {point.year} has fewer than {point.day} days."
    dating = Dating(written, "", reading.calendar.name)
    return Meaning(dating, "on", context, (dating,) * len(points), remarks=(remark,))


def _yearless(point: Point, context: Context, written: str, reading: Reading) -> Meaning | None:
    """ "12 May" with no year anywhere: month and day are kept, the year is XXXX and the bounds are open."""
    if point.unit not in ("day", "month", "season") or not (point.month or point.season):
        return None
    month = point.month or point.season
    edtf = f"XXXX-{month:02d}" + (f"-{point.day:02d}" if point.day else "")
    dating = Dating(written, edtf, reading.calendar.name)
    return Meaning(dating, "on" if point.unit == "day" else "within", context, (dating,))


# ── one date ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _single_meaning(mention: Mention, point: Point, context: Context, reading: Reading, written: str) -> Meaning | None:
    calendar = _calendar_of(point, reading)
    named = _within(window_of(point, calendar, reading.policies), calendar, written, whole=point.whole)
    bound = mention.bound
    if mention.step:
        moved = step_from(point, mention.step[0], mention.step[1], calendar)
        if moved is None:
            return None
        point, bound, context = moved, "", context.after(moved)
    if bound in ("day before", "day after"):
        moved = step_from(point, -1 if bound == "day before" else 1, "day", calendar)
        if moved is None:
            bound = bound.removeprefix("day ")
        else:
            point, bound, context = moved, "", context.after(moved)
    window = window_of(point, calendar, reading.policies)
    dating = _bounded(window, bound, calendar, written, whole=point.whole)
    if mention.step or mention.bound.startswith("day "):
        named = dating
    kind = bound or ("about" if point.approximate else "on" if point.unit == "day" or point.whole else "within")
    alternatives: tuple[Dating, ...] = ()
    if reading.unknown_style and not point.calendar:
        alternatives = tuple(
            _bounded(window_of(point, style, reading.policies), bound, style, written, whole=point.whole)
            for style in (JULIAN, GREGORIAN)
        )
        dating = _either_way(alternatives, written)
    elif point.day_or_month and not reading.eastern:
        swapped = replace(point, day=point.month, month=point.day)
        others = (window, window_of(swapped, calendar, reading.policies))
        alternatives = tuple(_bounded(other, bound, calendar, written, whole=False) for other in others)
        dating = replace(_either_way(alternatives, written), calendar=calendar.name)
        weakest = next((a for a in alternatives if _outer(a) == _outer(dating)), alternatives[0])
        edtf = weakest.edtf if bound else f"[{alternatives[0].edtf},{alternatives[1].edtf}]"
        dating = replace(dating, edtf=edtf)
    elif bound == "until":
        alternatives = (_bounded(window, "before", calendar, written, whole=False),)
    remarks = _weekday_remark(point, window, mention)
    return Meaning(dating, kind, context, (named,), alternatives, window.policies, remarks=remarks)


def _weekday_remark(point: Point, window: Window, mention: Mention) -> tuple[str, ...]:
    said = mention.named[0].point.weekday if mention.named else 0
    if not said or point.unit != "day" or mention.step or mention.named[0].point.deictic:
        return ()
    real = (window.first - 1) % 7 + 1
    if real == said:
        return ()
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    return (f"That day was a {names[real - 1]}, not a {names[said - 1]}, in the calendar that the date is read in.",)


def _within(window: Window, calendar: Calendar, written: str, *, whole: bool) -> Dating:
    first, last = window.first, window.last
    if whole:
        return Dating(written, window.edtf, calendar.name, first, first, last, last)
    return Dating(written, window.edtf, calendar.name, first, last, first, last)


def _bounded(window: Window, bound: str, calendar: Calendar, written: str, *, whole: bool) -> Dating:
    """The bounds that a preposition draws from a date: "by" only from above, and "before" without the day itself."""
    first, last, name = window.first, window.last, calendar.name
    bottom, top = _inner(window.edtf)
    if bound == "by":
        return Dating(written, f"[..{top}]", name, None, last, None, last)
    if bound == "until":
        return Dating(written, f"../{top}", name, None, last, first, last)
    if bound == "before":
        return Dating(written, f"[..{day_edtf(first - 1, calendar)}]", name, None, first - 1, None, first - 1)
    if bound == "after":
        return Dating(written, f"[{day_edtf(last + 1, calendar)}..]", name, last + 1, None, last + 1, None)
    if bound == "from":
        return Dating(written, f"{bottom}/..", name, first, last, first, None)
    return _within(window, calendar, written, whole=whole)


def _either_way(datings: tuple[Dating, ...], written: str) -> Dating:
    """One dating that leaves open which of several is right."""
    return Dating(
        written,
        datings[-1].edtf,
        "unknown",
        _least(tuple(d.earliest_start for d in datings)),
        _greatest(tuple(d.latest_start for d in datings)),
        _least(tuple(d.earliest_end for d in datings)),
        _greatest(tuple(d.latest_end for d in datings)),
    )


def _outer(dating: Dating) -> tuple[int | None, int | None]:
    return dating.earliest_start, dating.latest_end


def _least(values: tuple[int | None, ...]) -> int | None:
    known = [value for value in values if value is not None]
    return min(known) if len(known) == len(values) else None


def _greatest(values: tuple[int | None, ...]) -> int | None:
    known = [value for value in values if value is not None]
    return max(known) if len(known) == len(values) else None


# ── two dates ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _pair_meaning(
    mention: Mention, points: list[Point], context: Context, reading: Reading, written: str
) -> Meaning | None:
    one, two = (window_of(point, _calendar_of(point, reading), reading.policies) for point in points)
    name = reading.calendar.name
    named = tuple(
        _within(window, _calendar_of(point, reading), written, whole=False)
        for point, window in zip(points, (one, two), strict=True)
    )
    policies = tuple(dict.fromkeys(one.policies + two.policies))
    if mention.kind == "either":
        dating = _either_way(named, written)
        dating = replace(dating, edtf=f"[{one.edtf.strip('[]')},{two.edtf.strip('[]')}]", calendar=name)
        kind = "on" if all(point.unit == "day" for point in points) else "within"
        return Meaning(dating, kind, context, named, named, policies)
    if two.last < one.first:
        return _backwards(one, two, named, context, written)
    first, last = _inner(one.edtf)[0], _inner(two.edtf)[1]
    if any(point.calendar for point in points):  # the sides are told in calendars of their own: in days of ours
        first, last, name = day_edtf(one.first, GREGORIAN), day_edtf(two.last, GREGORIAN), GREGORIAN.name
    dating = Dating(
        written, f"{first}/{last}", name, one.first, min(one.last, two.last), max(two.first, one.first), two.last
    )
    return Meaning(dating, mention.bound or "within", context, named, (), policies)


def _inner(edtf: str) -> tuple[str, str]:
    inner = edtf.strip("[]{}")
    for joint in ("..", "/"):
        if joint in inner:
            before, _, after = inner.partition(joint)
            return before, after
    return inner, inner


def _backwards(one: Window, two: Window, named: tuple[Dating, ...], context: Context, written: str) -> Meaning:
    dating = Dating(
        written,
        f"[{_inner(two.edtf)[0]},{_inner(one.edtf)[1]}]",
        named[0].calendar,
        two.first,
        one.last,
        two.first,
        one.last,
    )
    return Meaning(dating, "within", context, named, named, remarks=("The range ends before it begins.",))


def _dual_meaning(points: list[Point], context: Context, written: str) -> Meaning:
    """ "25 October (7 November) 1917": one day in two calendars, and a check that it is one."""
    one, two = points
    for old, new in ((one, two), (two, one)):
        day = JULIAN.day_number(old.year or 0, old.month, old.day)
        if day == GREGORIAN.day_number(new.year or 0, new.month, new.day):
            edtf = day_edtf(day, GREGORIAN)
            dating = Dating(written, edtf, "gregorian", day, day, day, day)
            named = tuple(Dating(written, edtf, "gregorian", day, day, day, day) for _ in points)
            return Meaning(dating, "on", Context(new.year, new.month, new.day), named)
    julian = _on(one, JULIAN, written)
    gregorian = _on(two, GREGORIAN, written)
    gap = GREGORIAN.day_number(two.year or 0, two.month, two.day) - GREGORIAN.day_number(
        one.year or 0, one.month, one.day
    )
    true_gap = JULIAN.day_number(one.year or 0, one.month, one.day) - GREGORIAN.day_number(
        one.year or 0, one.month, one.day
    )
    remark = f"The two dates lie {abs(gap)} days apart, but the calendars differed by {true_gap} days then."
    both = (julian, gregorian)
    dating = replace(_either_way(both, written), calendar="gregorian")
    return Meaning(dating, "on", context, both, both, remarks=(remark,))


def _on(point: Point, calendar: Calendar, written: str) -> Dating:
    day = calendar.day_number(point.year or 0, point.month, point.day)
    return Dating(written, day_edtf(day, calendar), calendar.name, day, day, day, day)


# ── named events ────────────────────────────────────────────────────────────────────────────────────────────────────


def _event_meaning(mention: Mention, reading: Reading, written: str) -> Meaning | None:
    """ "between the 15th and the 16th congress": two constraints on named events, not a date."""
    events = [named_events().get(event) for event in mention.events]
    known = [event for event in events if event is not None]
    if len(known) != len(events) or not known:
        return None
    names = tuple(f"{event.name} ({event.source})" for event in known)
    if mention.step:
        count, unit = mention.step
        year, month, day = GREGORIAN.date_of(known[0].first if count < 0 else known[0].last)
        moved = step_from(Point("day", year, month, day), count, unit, GREGORIAN)
        if moved is None:
            return None
        dating = _within(window_of(moved, GREGORIAN, reading.policies), GREGORIAN, written, whole=False)
        kind = "on" if moved.unit == "day" else "within"
        return Meaning(dating, kind, Context().after(moved), (dating,), events=names)
    dating, bound = _around(known, mention.bound, written)
    year, month, day = GREGORIAN.date_of(known[-1].last)
    return Meaning(dating, bound, Context(year, month, day), (dating,), events=names)


def _around(events: list[NamedEvent], bound: str, written: str) -> tuple[Dating, str]:
    first, last = events[0].first, events[-1].last
    edtf = f"{day_edtf(first, GREGORIAN)}/{day_edtf(last, GREGORIAN)}"
    if bound == "between" and len(events) == 2:
        low, high = events[0].last + 1, events[1].first - 1
        if low <= high:
            edtf = f"[{day_edtf(low, GREGORIAN)}..{day_edtf(high, GREGORIAN)}]"
            return Dating(written, edtf, "gregorian", low, high, low, high), "within"
    if bound in ("by", "before", "after", "from", "until"):
        window = Window(first, last, edtf)
        if bound == "by":
            window = Window(first, first, day_edtf(first, GREGORIAN))
        return _bounded(
            replace(window, edtf=window.edtf.replace("/", "..")), bound, GREGORIAN, written, whole=False
        ), bound
    return Dating(written, f"[{edtf.replace('/', '..')}]", "gregorian", first, last, first, last), "within"
