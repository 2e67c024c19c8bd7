"""Between which days one EDTF date lies: its first and last possible day, in the calendar of the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from variorum.dates.calendars import GREGORIAN, Calendar
from variorum.dates.days import MONTH_LENGTHS, day_number, is_leap
from variorum.dates.malformed import MalformedDate
from variorum.dates.notation import APPROXIMATE, EdtfDate
from variorum.dates.policies import default_policies
from variorum.saying import say

Extent = tuple[int, int]

_MOST_DIGITS = 200  # of a year: the universe needs eleven, and a hostile exponent must not fill the memory

_DIGITS = "0123456789X"
_FITTING = {
    a + b: tuple(int(x + y) for x, y in product("0123456789" if a == "X" else a, "0123456789" if b == "X" else b))
    for a in _DIGITS
    for b in _DIGITS
}
_DAYS = {pattern: fitting for pattern, fit in _FITTING.items() if (fitting := tuple(n for n in fit if 1 <= n <= 31))}

# Groupings of months (ISO 8601-2, 4.8): first month, number of months. Seasons of the north unless they say south; a
# winter runs into the next year, a southern summer too.
GROUPINGS = {
    21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3),
    25: (3, 3), 26: (6, 3), 27: (9, 3), 28: (12, 3),
    29: (9, 3), 30: (12, 3), 31: (3, 3), 32: (6, 3),
    33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3),
    37: (1, 4), 38: (5, 4), 39: (9, 4),
    40: (1, 6), 41: (7, 6),
}  # fmt: skip


def extent_of_plain(year: int, month: str | None, day: str | None) -> Extent | None:
    """Extent of a Gregorian date in plain digits; None where there is no such day, or it is no month but a grouping."""
    if month is None:
        first = day_number(year, 1, 1)
        return first, first + (365 if is_leap(year) else 364)
    number = int(month)
    if not 1 <= number <= 12:
        return None
    length = 29 if number == 2 and is_leap(year) else MONTH_LENGTHS[number]
    first = day_number(year, number, 1)
    if day is None:
        return first, first + length - 1
    in_month = int(day)
    if not 1 <= in_month <= length:
        return None
    return first + in_month - 1, first + in_month - 1


def extent_of(date: EdtfDate, calendar: Calendar, text: str) -> Extent:
    """First and last possible day of a date; MalformedDate where there is no such day."""
    if not calendar.civil:
        _refuse_foreign(date, calendar, text)
    if date.significant or date.year[0] == "Y":
        first, last = _long_extent(date, calendar, text)
    elif "X" in date.year:
        first, last = _searched_extent(date, calendar, text)
    else:
        first, last = _digit_extent(date, calendar, text)
    if any(qualified & APPROXIMATE for qualified in date.qualified):
        reach = default_policies().about[_reach(date)]
        return first - reach, last + reach
    return first, last


def _refuse_foreign(date: EdtfDate, calendar: Calendar, text: str) -> None:
    """A calendar that a library reckons has bounded years, and no seasons or quarters of January years."""
    low, high = _year_span(date.year) if date.year[0] != "Y" and not date.significant else (0, 0)
    if not (calendar.has_year(low) and calendar.has_year(high + 1)):
        raise _no_such(
            say(
                "The {name} calendar is reckoned here for the years {years} only.",
                name=calendar.name,
                years=str(calendar.years),
            ),
            date.year,
            text,
        )
    if date.month.isdigit() and int(date.month) > 20:
        raise _no_such(say("The {name} calendar has no seasons.", name=calendar.name), date.month, text)


def _reach(date: EdtfDate) -> str:
    """The coarsest component that is approximate: "2004~-06-11" is off by years, "2004-06-~11" by days."""
    if date.qualified[0] & APPROXIMATE and not date.qualified[1] & APPROXIMATE:
        unknown = date.year.count("X") if date.year[0] != "Y" else 0
        return "year" if unknown == 0 else "decade" if unknown == 1 else "century"
    if date.qualified[1] & APPROXIMATE and not date.qualified[2] & APPROXIMATE:
        return "season" if date.month.isdigit() and int(date.month) > 20 else "month"
    return "day"


def _digit_extent(date: EdtfDate, calendar: Calendar, text: str) -> Extent:
    if calendar is GREGORIAN and date.month.isdigit() and (date.day.isdigit() or not date.day):
        plain = extent_of_plain(int(date.year), date.month, date.day or None)
        if plain:
            return plain
    return _searched_extent(date, calendar, text)


def _searched_extent(date: EdtfDate, calendar: Calendar, text: str) -> Extent:
    if not date.month:
        low, high = _year_span(date.year)
        return calendar.year_start(low), calendar.year_start(high + 1) - 1
    if date.month.isdigit() and int(date.month) in GROUPINGS:
        return _grouping_extent(date, calendar, text)
    months = _FITTING[date.month]
    months = tuple(month for month in months if 1 <= month <= calendar.months)
    if not months:
        raise _no_such(say("There is no month {month}.", month=date.month), date.month, text)
    if not date.day:
        low, high = _year_span(date.year)
        last = calendar.day_number(high, months[-1], calendar.month_length(high, months[-1]))
        return calendar.day_number(low, months[0], 1), last
    days = _DAYS.get(date.day)
    if days is None:
        raise _no_such(say("There is no day {day} in any month.", day=date.day), date.day, text)
    first = _first_fit(_years(date.year, rising=True), months, days, calendar)
    last_day = _first_fit(_years(date.year, rising=False), months[::-1], days[::-1], calendar)
    if first is None or last_day is None:
        raise _no_such(
            say(
                "There is no day {year}-{month}-{day}: the month is not so long.",
                year=date.year,
                month=date.month,
                day=date.day,
            ),
            date.day,
            text,
        )
    return first, last_day


def _grouping_extent(date: EdtfDate, calendar: Calendar, text: str) -> Extent:
    if date.day:
        raise _no_such(say("A season or quarter has no days of the month."), date.day, text)
    low, high = _year_span(date.year)
    first_month, count = GROUPINGS[int(date.month)]
    return calendar.months_from(low, first_month, count)[0], calendar.months_from(high, first_month, count)[1]


def _first_fit(years: Iterator[int], months: tuple[int, ...], days: tuple[int, ...], calendar: Calendar) -> int | None:
    for year in years:
        for month in months:
            for day in days:
                if calendar.has(year, month, day):
                    return calendar.day_number(year, month, day)
    return None


def _year_span(year: str) -> Extent:
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    return (low, high) if low <= high else (high, low)


def _years(year: str, *, rising: bool) -> Iterator[int]:
    """Every year that fits the pattern, from the earliest or from the latest."""
    if "X" not in year:
        yield int(year)
        return
    negative = year[0] == "-"
    upwards = rising != negative
    digits = "0123456789" if upwards else "9876543210"
    for chosen in product(*(digits if c == "X" else c for c in year.lstrip("-"))):
        number = int("".join(chosen))
        yield -number if negative else number


def _long_extent(date: EdtfDate, calendar: Calendar, text: str) -> Extent:
    """Years with Y, E or S: the S leading digits are known, the rest may be anything."""
    match = re.fullmatch(r"Y?(-?)(\d+)(?:E(\d+))?", date.year, re.ASCII)
    if match is None:
        raise _no_such(say("Unspecified digits (X) and significant digits (S) cannot stand together."), "S", text)
    sign, digits, exponent = match.groups()
    if len(digits) + (int(exponent[:6]) if exponent else 0) > _MOST_DIGITS:
        raise _no_such(say("A year of more than {most} digits is not counted here.", most=_MOST_DIGITS), digits, text)
    number = int(digits) * 10 ** int(exponent or 0)
    low = high = number
    if date.significant:
        unit = 10 ** max(len(str(number)) - date.significant, 0)
        low = number // unit * unit
        high = low + unit - 1
    if sign:
        low, high = -high, -low
    return calendar.year_start(low), calendar.year_start(high + 1) - 1


def _no_such(sentence: str, part: str, text: str) -> MalformedDate:
    return MalformedDate(
        sentence, written=text, column=max(text.rfind(part), 0) + 1, remedy=say("Compare the date with the source.")
    )
