"""A date as words name it, before and after its context is known, and the days that it stands for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from variorum.dates.calendars import Calendar
from variorum.dates.days import as_iso
from variorum.dates.notation import EdtfDate, write_edtf
from variorum.dates.policies import Policies

Extent = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Point:
    """One named date: how precise it is (`unit`) and what of it is said; None or 0 where the context must tell.

    `unit` is day, month, season, year, decade or century; for the last two `year` is the first of its years. `part`
    is a row of the policy table, `step` moves a date of the context ("three weeks later"), `deictic` points to one
    ("the same day"). `doubted` names what a question mark or "probably" doubts: y, m, d. `span` makes a day stand for
    the week that holds it, or for the night that begins or ends on it.
    """

    unit: str
    year: int | None = None
    month: int = 0
    day: int = 0
    season: int = 0
    part: str = ""
    approximate: bool = False
    whole: bool = False
    weekday: int = 0
    feast: str = ""
    deictic: str = ""
    step: int | None = None
    step_unit: str = ""
    century_known: bool = True
    winter_second: bool = False  # «зимой 1929/30»: both years said, nothing to guess
    calendar: str = ""
    day_or_month: bool = False  # 5/6/1927: either may come first
    doubted: str = ""
    span: str = ""  # week, week from, week to, night from, night to
    rival: int = 0  # "last Tuesday", told on a Friday: the day number of the Tuesday before it


@dataclass(frozen=True, slots=True)
class DateWindow:
    """First and last day, the EDTF for them, and the rows of the policy table that were needed."""

    first: int
    last: int
    edtf: str
    policies: tuple[str, ...] = ()


def window_of(point: Point, calendar: Calendar, policies: Policies) -> DateWindow:
    """The days that a point with a known year stands for."""
    first, last = _plain_bounds(point, calendar, policies)
    edtf = _plain_edtf(point)
    applied: list[str] = []
    if point.unit == "season":
        applied.append(f"seasons@{policies.version}")
    if point.part:
        first, last = _narrowed(point, calendar, policies)
        applied.append(f"{point.unit}.{point.part}@{policies.version}")
        edtf = span_edtf(first, last, calendar)
    if point.unit == "term":
        applied.append(f"terms@{policies.version}")
        edtf = span_edtf(first, last, calendar)
    if point.span:
        first, last = _spanned(point, first)
        joint = "/" if point.span.startswith("night") else ".."
        edtf = f"{_in_calendar(first, calendar)}{joint}{_in_calendar(last, calendar)}"
        edtf = edtf if joint == "/" else f"[{edtf}]"
    if point.approximate:
        reach = policies.about["month" if point.unit == "term" else point.unit]
        applied.append(f"about.{point.unit}@{policies.version}")
        first, last = first - reach, last + reach
        if edtf[0] == "[" or "/" in edtf:
            edtf = span_edtf(first, last, calendar)
            point = replace(point, approximate=False)
    if point.approximate or point.doubted:
        edtf = _qualified(point, edtf)
    if point.whole:
        edtf = f"{_in_calendar(first, calendar)}/{_in_calendar(last, calendar)}"
    return DateWindow(first, last, edtf, tuple(applied))


def _plain_bounds(point: Point, calendar: Calendar, policies: Policies) -> tuple[int, int]:
    year = point.year or 0
    if point.unit == "day":
        number = calendar.day_number(year, point.month, point.day)
        return number, number
    if point.unit == "month":
        length = calendar.month_length(year, point.month)
        return calendar.day_number(year, point.month, 1), calendar.day_number(year, point.month, length)
    if point.unit in ("season", "term"):
        first, count = (policies.seasons if point.unit == "season" else policies.terms)[point.season]
        return calendar.months_from(year, first, count)
    span = {"year": 1, "decade": 10, "century": 100}[point.unit]
    return calendar.year_start(year), calendar.year_start(year + span) - 1


def _spanned(point: Point, day: int) -> Extent:
    """The week that holds a day, begins or ends on it, or the night that does: "in the night to 15 September"."""
    monday = day - (day - 1) % 7
    return {
        "week": (monday, monday + 6),
        "week from": (day, day + 6),
        "week to": (day - 6, day),
        "night from": (day, day + 1),
        "night to": (day - 1, day),
    }[point.span]


def _qualified(point: Point, edtf: str) -> str:
    """The EDTF with the signs of doubt (?) and of approximation (~; both: %) at the components that they concern."""
    marks = ["", "?", "~", "%"]
    whole = marks[bool(point.doubted) + 2 * point.approximate]
    parts = edtf.lstrip("-").split("-")
    if edtf[0] == "[" or "/" in edtf or "X" in edtf or len(point.doubted) >= len(parts) or not point.doubted:
        inner = edtf.strip("[]")
        for joint in ("..", "/"):
            if joint in inner:
                inner = joint.join(f"{side}{whole}" for side in inner.split(joint))
                return f"[{inner}]" if edtf[0] == "[" else inner
        return f"{edtf}{whole}"
    year = f"{'-' if edtf[0] == '-' else ''}{parts[0]}"
    qualified = [("ymd"[i] in point.doubted) + 2 * point.approximate for i in range(3)]
    month, day = [*parts[1:], "", ""][:2]
    return write_edtf(EdtfDate(year, month, day, qualified=(qualified[0], qualified[1], qualified[2])))


def _narrowed(point: Point, calendar: Calendar, policies: Policies) -> tuple[int, int]:
    first, last = _plain_bounds(point, calendar, policies)
    row = policies.parts.get((point.unit, point.part))
    if row is None:
        return first, last
    low, high = row
    if point.unit == "month":
        return first + low - 1, min(first + high - 1, last)
    year = point.year or 0
    if point.unit == "year":
        _, opening, _ = calendar.date_of(first)
        start_month = (opening + low - 2) % 12 + 1
        parted = calendar.months_from(year, start_month, high - low + 1)
        return max(first, parted[0]), min(last, parted[1])
    if point.unit == "season":
        start, _ = policies.seasons[point.season]
        before = calendar.months_from(year, start, low - 1)[1] + 1
        here, month, _ = calendar.date_of(before)
        return calendar.months_from(here, month, high - low + 1)
    return calendar.year_start(year + low - 1), calendar.year_start(year + high) - 1


def written_year(year: int) -> str:
    """A year as EDTF writes it: four digits, a minus sign before the year 0, Y beyond four digits."""
    if abs(year) > 9999:
        return f"Y{year}"
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def _plain_edtf(point: Point) -> str:
    year = point.year or 0
    if point.unit == "day":
        return f"{written_year(year)}-{point.month:02d}-{point.day:02d}"
    if point.unit == "month":
        return f"{written_year(year)}-{point.month:02d}"
    if point.unit == "season":
        return f"{written_year(year)}-{point.season}"
    if point.unit == "term":
        return f"[{written_year(year)}]"
    if point.unit == "year":
        return written_year(year)
    span = 10 if point.unit == "decade" else 100
    if 0 <= year <= 9999 and year % span == 0:
        return f"{year:04d}"[: -len(str(span)) + 1] + "X" * (len(str(span)) - 1)
    return f"[{written_year(year)}..{written_year(year + span - 1)}]"


def _in_calendar(number: int, calendar: Calendar) -> str:
    year, month, day = calendar.date_of(number)
    return f"{written_year(year)}-{month:02d}-{day:02d}"


def span_edtf(first: int, last: int, calendar: Calendar) -> str:
    """One of the days from first to last, in whole months or years where they are whole."""
    y1, m1, d1 = calendar.date_of(first)
    y2, m2, d2 = calendar.date_of(last)
    if d1 == 1 and d2 == calendar.month_length(y2, m2):
        if m1 == 1 and m2 == 12:
            return f"[{written_year(y1)}..{written_year(y2)}]"
        if (y1, m1) == (y2, m2):
            return f"{written_year(y1)}-{m1:02d}"
        return f"[{written_year(y1)}-{m1:02d}..{written_year(y2)}-{m2:02d}]"
    if first == last:
        return _in_calendar(first, calendar)
    return f"[{_in_calendar(first, calendar)}..{_in_calendar(last, calendar)}]"


def day_edtf(number: int, calendar: Calendar) -> str:
    """A day number as EDTF in a calendar."""
    return _in_calendar(number, calendar)


def describe(number: int | None) -> str | None:
    """A bound as the JSON of `date` shows it: an ISO day of the proleptic Gregorian calendar, or None where open."""
    return None if number is None else as_iso(number)
