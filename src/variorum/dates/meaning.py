"""From a mention in its context to bounds, EDTF, kind of bound and alternatives."""

from __future__ import annotations

from dataclasses import replace

from variorum.dates.bounds import DateTerms, Meaning, bounded, calendar_of, either_way, outer, within
from variorum.dates.calendars import GREGORIAN, JULIAN, Calendar
from variorum.dates.dating import Dating
from variorum.dates.events import meaning_of_event
from variorum.dates.mentions import DateMention
from variorum.dates.narration import is_aside
from variorum.dates.points import DateWindow, Point, span_edtf, window_of
from variorum.dates.resolving import Context, base_of, resolve, step_from
from variorum.dates.several import meaning_of_several, new_style
from variorum.saying import say


def meaning_of(
    mention: DateMention, context: Context, reading: DateTerms, *, written: str, place: str = ""
) -> Meaning | None:
    """The meaning of a mention; None where it points to something that the context does not have."""
    if mention.kind == "event":
        return meaning_of_event(mention, reading, written)
    points: list[Point] = []
    running = context
    for named in mention.named:
        base = base_of(named.point, running, reading.origin)
        if base is None:
            return None
        point = resolve(named.point, base, calendar_of(named.point, reading), eastern=reading.eastern)
        if point is None:
            return None
        points.append(point)
        running = running.after(point)
    if not _all_exist(mention, points, reading):
        return _impossible(points, context, reading, written)
    if any(point.year is None for point in points):
        return _yearless(mention, points, context, written, reading) if not mention.step else None
    if mention.kind == "dual":
        new = new_style(points) if _says_more(mention) else None
        if new is None:
            return meaning_of_several(mention, points, running, reading, written)
        return _single_meaning(mention, new, running, reading, written)
    aside = is_aside(mention, points[0], context, place)
    if mention.kind != "point":
        running = context if aside else context.after(points[-1 if mention.kind == "list" else 0])
        return meaning_of_several(mention, points, running, reading, written)
    if aside:
        running = context
    return _single_meaning(mention, points[0], running, reading, written)


def _says_more(mention: DateMention) -> bool:
    """Whether more is said of a day told in both styles than that it is the day: a bound, a step, a doubt."""
    told = any(named.point.approximate or named.point.doubted or named.point.span for named in mention.named)
    return bool(mention.bound or mention.step or told)


def _all_exist(mention: DateMention, points: list[Point], reading: DateTerms) -> bool:
    """Whether there are such days; of one told in both styles each in its own («29 февраля (13 марта) 1900»)."""
    if mention.kind == "dual":
        one, two = points
        ways = ((JULIAN, GREGORIAN), (GREGORIAN, JULIAN))
        return any(_exists(one, first) and _exists(two, second) for first, second in ways)
    return all(_exists(point, calendar_of(point, reading)) for point in points)


def _exists(point: Point, calendar: Calendar) -> bool:
    if point.unit != "day" or not point.month:
        return True
    year = point.year if point.year is not None else 2000
    return calendar.has(year, point.month, point.day)


def _impossible(points: list[Point], context: Context, reading: DateTerms, written: str) -> Meaning:
    point = next(p for p in points if not _exists(p, calendar_of(p, reading)))
    remark = say(
        "There is no such day: month {month} of {year} has fewer than {day} days.",
        month=point.month,
        year=str(point.year),
        day=point.day,
    )
    if _exists(point, JULIAN):
        remark = say("There is no such day in the new style; in the old style there is: add “(O.S.)” if it is meant.")
    dating = Dating(written, "", reading.calendar.name)
    return Meaning(dating, "on", context, (dating,) * len(points), remarks=(remark,))


def _yearless(
    mention: DateMention, points: list[Point], context: Context, written: str, reading: DateTerms
) -> Meaning | None:
    """ "12 May" with no year anywhere: month and day are kept, the year is XXXX and the bounds are open."""
    if any(point.unit not in ("day", "month", "season") or not (point.month or point.season) for point in points):
        return None
    if mention.kind not in ("point", "range", "list", "either"):
        return None
    texts = [_without_year(point) for point in points]
    edtf = {"range": "/".join(texts), "list": f"{{{','.join(texts)}}}", "either": f"[{','.join(texts)}]"}
    dating = Dating(written, edtf.get(mention.kind, texts[0]), reading.calendar.name)
    named = tuple(Dating(written, text, reading.calendar.name) for text in texts)
    kind = "on" if mention.kind != "range" and all(point.unit == "day" for point in points) else "within"
    if mention.bound and mention.kind == "point":
        kind = mention.bound.removeprefix("day ")
        side = {"from": f"{texts[0]}/..", "until": f"../{texts[0]}", "by": f"[..{texts[0]}]"}
        dating = replace(dating, edtf=side.get(kind, texts[0]))
    return Meaning(dating, kind, context, named)


def _without_year(point: Point) -> str:
    month = point.month or point.season
    edtf = f"XXXX-{month:02d}" + (f"-{point.day:02d}" if point.day else "")
    return f"{edtf}?" if point.doubted else edtf


# ── one date ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _single_meaning(
    mention: DateMention, point: Point, context: Context, reading: DateTerms, written: str
) -> Meaning | None:
    calendar = calendar_of(point, reading)
    said = replace(point, span="") if point.span.startswith("night") else point
    named = within(window_of(said, calendar, reading.policies), calendar, written, whole=point.whole)
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
    if point.approximate and bound in ("before", "after"):
        window = _loosened(point, window, calendar, reading)
    dating = bounded(window, bound, calendar, written, whole=point.whole)
    if mention.step or mention.bound.startswith("day "):
        named = dating
    exact = (point.unit == "day" and not point.span) or point.whole
    kind = bound or ("about" if point.approximate else "on" if exact else "within")
    alternatives: tuple[Dating, ...] = ()
    if reading.unknown_style and not point.calendar:
        alternatives = tuple(
            bounded(window_of(point, style, reading.policies), bound, style, written, whole=point.whole)
            for style in (JULIAN, GREGORIAN)
        )
        dating = either_way(alternatives, written)
    elif point.day_or_month and not reading.day_first:
        swapped = replace(point, day=point.month, month=point.day)
        either = (window, window_of(swapped, calendar, reading.policies))
        alternatives = tuple(bounded(other, bound, calendar, written, whole=False) for other in either)
        dating = replace(either_way(alternatives, written), calendar=calendar.name)
        weakest = next((a for a in alternatives if outer(a) == outer(dating)), alternatives[0])
        edtf = weakest.edtf if bound else f"[{alternatives[0].edtf},{alternatives[1].edtf}]"
        dating = replace(dating, edtf=edtf)
    elif bound == "until":
        alternatives = () if mention.inclusive else (bounded(window, "before", calendar, written, whole=False),)
    else:
        others = _other_readings(mention, point, calendar, reading)
        alternatives = tuple(bounded(other, bound, calendar, written, whole=False) for other in others)
    remarks = _weekday_remark(point, window, mention)
    return Meaning(dating, kind, context, (named,), alternatives, window.policies, remarks=remarks)


def _loosened(point: Point, window: DateWindow, calendar: Calendar, reading: DateTerms) -> DateWindow:
    """ "after about 1905" is after a year that may have been as early as 1903: the bound that certainly holds."""
    plain = window_of(replace(point, approximate=False), calendar, reading.policies)
    reach = window.last - plain.last
    return replace(window, first=plain.first + reach, last=plain.last - reach)


def _other_readings(mention: DateMention, point: Point, calendar: Calendar, reading: DateTerms) -> list[DateWindow]:
    """What else the words may mean: the other winter of a year, the Tuesday of the week before."""
    if point.rival:
        year, month, day = calendar.date_of(point.rival)
        return [window_of(replace(point, year=year, month=month, day=day), calendar, reading.policies)]
    said = mention.named[0].point
    if point.unit != "season" or point.winter_second or said.year is None or point.whole or mention.step:
        return []
    first, count = reading.policies.seasons[point.season]
    start = calendar.year_start(point.year or 0)
    before = window_of(
        replace(point, year=(point.year or 0) - 1, doubted="", approximate=False), calendar, reading.policies
    )
    if first + count <= 13 or before.last < start:
        return []
    first_day = max(before.first, start)
    return [DateWindow(first_day, before.last, span_edtf(first_day, before.last, calendar), before.policies)]


def _weekday_remark(point: Point, window: DateWindow, mention: DateMention) -> tuple[str, ...]:
    said = mention.named[0].point.weekday if mention.named else 0
    if not said or point.unit != "day" or point.span or mention.step or mention.named[0].point.deictic:
        return ()
    real = (window.first - 1) % 7 + 1
    if real == said:
        return ()
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    return (
        say(
            "That day was a {real}, not a {said}, in the calendar that the date is read in.",
            real=names[real - 1],
            said=names[said - 1],
        ),
    )
