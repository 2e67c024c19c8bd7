"""Feasts and named days: Easter in both calendars and what hangs on it, and the days that keep their date."""

from __future__ import annotations

from variorum.dates.calendars import GREGORIAN, JULIAN, Calendar

_FIXED = {
    "christmas": (12, 25), "christmas eve": (12, 24), "epiphany": (1, 6), "new year": (1, 1), "new year eve": (12,
    31), "may day": (5, 1), "bastille day": (7, 14), "armistice day": (11, 11), "michaelmas": (9, 29), "lady day": (3,
    25), "pokrov": (10, 1), "commune day": (3, 18), "women's day": (3, 8),
}  # fmt: skip
_CHURCH = {"christmas", "christmas eve", "epiphany", "pokrov"}
_TO_MIDDLE = 200  # days into a year: by then it is the year of Christ that holds its spring, wherever it begins
_FROM_EASTER = {
    "easter": 0, "good friday": -2, "palm sunday": -7, "ascension": 39, "pentecost": 49, "maslenitsa": -49,
}  # fmt: skip


def western_easter(year: int) -> int:
    """Day number of Easter Sunday in the Gregorian reckoning.

    The anonymous computus printed in Nature, 20 April 1876, as corrected in Meeus, Astronomical Algorithms (1991),
    chapter 8.
    """
    golden = year % 19
    century, in_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_shift + 15) % 30
    leap_years, year_rest = divmod(in_century, 4)
    to_sunday = (32 + 2 * century_rest + 2 * leap_years - epact - year_rest) % 7
    correction = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * correction + 114, 31)
    return GREGORIAN.day_number(year, month, day + 1)


def eastern_easter(year: int) -> int:
    """Day number of Easter Sunday in the Julian reckoning, which the Russian Church keeps (Meeus, chapter 8)."""
    moon = (19 * (year % 19) + 15) % 30
    to_sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + to_sunday + 114, 31)
    return JULIAN.day_number(year, month, day + 1)


def feast_day(feast: str, year: int, calendar: Calendar, *, eastern: bool) -> int | None:
    """Day number of a feast in a year of the calendar; None for one that is not known.

    `eastern` chooses the Easter of the Julian reckoning even where the civil calendar is already Gregorian.
    """
    of_christ = JULIAN.date_of(calendar.year_start(year) + _TO_MIDDLE)[0]
    if feast in _FROM_EASTER:
        easter = eastern_easter(of_christ) if eastern else western_easter(of_christ)
        return easter + _FROM_EASTER[feast]
    if feast == "old new year":
        return JULIAN.day_number(of_christ, 1, 1)
    if feast not in _FIXED:
        return None
    month, day = _FIXED[feast]
    if not (eastern and feast in _CHURCH):
        return calendar.day_number(year, month, day)
    if calendar is GREGORIAN and month == 12:
        of_christ -= 1  # the Church's Christmas of 1926 was kept on 7 January 1927
    return JULIAN.day_number(of_christ, month, day)
