"""What a date phrase leaves out, taken from what was said before it: the running context of a text."""

from __future__ import annotations

from dataclasses import dataclass, replace

from variorum.dates.calendars import Calendar
from variorum.dates.days import weekday
from variorum.dates.feasts import feast_day
from variorum.dates.points import Point

_AHEAD = 25  # years: "the thirties" may be told in 1928, "the nineties" were the last ones


@dataclass(frozen=True, slots=True)
class Context:
    """The date that a text named last: the year, and as much of month and day as was said (0 where nothing was)."""

    year: int | None = None
    month: int = 0
    day: int = 0
    vague: bool = False  # the month stands for a season: good for order, not for counting from

    def after(self, point: Point) -> Context:
        """The context once this resolved point has been read."""
        if point.year is None or point.unit in ("decade", "century"):
            return self
        if point.unit == "day":
            return Context(point.year, point.month, point.day)
        if point.unit == "month":
            return Context(point.year, point.month)
        if point.unit == "season":
            return Context(point.year, {21: 4, 22: 7, 23: 10, 24: 12}[point.season], vague=True)
        return Context(point.year)


def resolve(point: Point, context: Context, calendar: Calendar, *, eastern: bool) -> Point | None:
    """The point with everything filled in; None where the context does not say enough.

    A point that lacks only its year keeps year None where the context has none: its month and day are still known.
    """
    if point.feast:
        return _resolved_feast(point, context, calendar, eastern)
    if point.deictic.startswith(("said ", "now ")):
        point = replace(point, deictic=point.deictic.partition(" ")[2])
    if point.step is not None:
        return _stepped(point, context, calendar)
    if point.deictic:
        return _pointed(point, context, calendar)
    if not point.century_known:
        point = replace(point, year=_in_century(point.year or 0, context), century_known=True)
    if point.year is None:
        point = replace(point, year=_year_from(point, context))
    return _with_last_day(point, calendar)


def base_of(point: Point, running: Context, origin: Context) -> Context | None:
    """The context that a point counts from: the day of writing for "yesterday", the story for "the next day".

    None where that is the day of writing and nobody said when it was.
    """
    way, _, rest = point.deictic.partition(" ")
    if way == "said":
        return origin if origin.year is not None else None
    from_writing = way == "now" or (way == "year" and rest.startswith(("last", "now")))
    return origin if from_writing and origin.year is not None else running


def step_from(point: Point, count: int, unit: str, calendar: Calendar) -> Point | None:
    """A point moved by so many days, weeks, months, years or decades; None where it is too vague for that."""
    return _stepped(Point(point.unit, step=count, step_unit=unit), Context().after(point), calendar)


def _in_century(short: int, context: Context) -> int:
    """A year told in two digits: in the century of the context, unless far ahead of it; else the twentieth."""
    if context.year is None:
        return 1900 + short
    year = context.year // 100 * 100 + short
    return year - 100 if year > context.year + _AHEAD else year


def _with_last_day(point: Point, calendar: Calendar) -> Point:
    if point.day == -1 and point.year is not None:
        return replace(point, day=calendar.month_length(point.year, point.month))
    return point


def _year_from(point: Point, context: Context) -> int | None:
    """The year of "July" is that of the date named last; January after December begins the next one."""
    if context.year is None:
        return None
    month = point.month or {21: 4, 22: 7, 23: 10, 24: 12}.get(point.season, 0)
    if context.month >= 11 and 1 <= month <= 2:
        return context.year + 1
    return context.year


def _resolved_feast(point: Point, context: Context, calendar: Calendar, eastern: bool) -> Point | None:
    if point.deictic.startswith("year"):
        point = replace(point, year=_moved_year(point.deictic[5:], context))
    if point.year is not None and not point.century_known:
        point = replace(point, year=_in_century(point.year, context))
    year = point.year if point.year is not None else context.year
    if year is None:
        return None
    number = feast_day(point.feast, year, calendar, eastern=eastern)
    return None if number is None else _day_point(point, number, calendar)


def _day_point(point: Point, number: int, calendar: Calendar) -> Point:
    year, month, day = calendar.date_of(number)
    return replace(
        point, unit="day", year=year, month=month, day=day, feast="", deictic="", step=None, century_known=True
    )


def _moved_year(way: str, context: Context) -> int | None:
    if context.year is None:
        return None
    return context.year + {"next": 1, "previous": -1, "last": -1}.get(way.removeprefix("now "), 0)


# ── "three weeks later" ─────────────────────────────────────────────────────────────────────────────────────────────


def _stepped(point: Point, context: Context, calendar: Calendar) -> Point | None:
    count, unit = point.step or 0, point.step_unit
    if context.year is None:
        return None
    plain = replace(point, step=None, step_unit="")
    if unit in ("day", "week", "fortnight"):
        if not context.day:
            return None
        days = count * {"day": 1, "week": 7, "fortnight": 14}[unit]
        return _day_point(plain, calendar.day_number(context.year, context.month, context.day) + days, calendar)
    if unit == "month":
        if not context.month or context.vague:
            return None
        years, month = divmod(context.month - 1 + count, calendar.months)
        return replace(plain, unit="month", year=context.year + years, month=month + 1, day=0)
    if unit == "year":
        return replace(plain, unit="year", year=context.year + count, month=0, day=0)
    span = {"decade": 10, "century": 100}.get(unit)
    return replace(plain, unit=unit, year=(context.year + count * span) // span * span) if span else None


# ── "the same day", "the following spring" ──────────────────────────────────────────────────────────────────────────


def _pointed(point: Point, context: Context, calendar: Calendar) -> Point | None:
    way = point.deictic
    plain = replace(point, deictic="")
    if way.startswith("year "):
        year = _moved_year(way[5:], context)
        return None if year is None else _with_last_day(replace(plain, year=year), calendar)
    if context.year is None:
        return None
    if point.weekday:
        return _next_weekday(plain, way, context, calendar)
    if point.season or (point.unit == "month" and point.month):
        return _nearest(plain, way, context)
    if point.unit == "day":
        return _day_pointed(plain, way, context, calendar)
    shift = {"next": 1, "previous": -1, "last": -1}.get(way, 0)
    if point.unit == "month":
        return _stepped(replace(plain, step=shift, step_unit="month"), context, calendar)
    if point.unit == "week":
        return _stepped(replace(plain, unit="day", step=7 * shift, step_unit="day"), context, calendar)
    return _stepped(replace(plain, step=shift, step_unit=point.unit), context, calendar)


def _day_pointed(point: Point, way: str, context: Context, calendar: Calendar) -> Point | None:
    shift = {"next": 1, "previous": -1, "last": -1}.get(way, 0)
    if point.day:  # "on the 14th", "the 14th ult."
        if not context.month or context.vague:
            return None
        years, month = divmod(context.month - 1 + shift, calendar.months)
        return replace(point, year=(context.year or 0) + years, month=month + 1)
    if point.span:  # "last week"
        return _stepped(replace(point, step=7 * shift, step_unit="day"), context, calendar)
    return _stepped(replace(point, step=shift, step_unit="day"), context, calendar)


def _nearest(point: Point, way: str, context: Context) -> Point:
    """The next or the previous month or season of that name, or the one of the same year."""
    year = context.year or 0
    here = context.month or (6 if way == "same" else 12 if way == "next" else 1)
    named = point.month or {21: 4, 22: 7, 23: 10, 24: 12}[point.season]
    if way == "next" and named <= here:
        year += 1
    if way == "previous" and named >= here:
        year -= 1
    if way == "last":  # told from the day of writing: the last one that is over
        over = point.month or {21: 5, 22: 8, 23: 11, 24: 12}[point.season]
        year -= 2 if point.season == 24 and here <= 2 else 1 if over >= here else 0
    return replace(point, year=year)


def _next_weekday(point: Point, way: str, context: Context, calendar: Calendar) -> Point | None:
    if not context.day or context.year is None:
        return None
    here = calendar.day_number(context.year, context.month, context.day)
    ahead = (point.weekday - weekday(here)) % 7
    if way == "next" and ahead == 0:
        ahead = 7
    if way in ("previous", "last"):
        ahead = ahead - 7
    of_this_week = (here + ahead - 1) // 7 == (here - 1) // 7
    other = {"next": 7, "previous": -7, "last": -7}.get(way, 0)
    rival = here + ahead + other if of_this_week and other else 0
    return replace(_day_point(point, here + ahead, calendar), weekday=0, rival=rival)
