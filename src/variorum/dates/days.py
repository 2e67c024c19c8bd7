"""Day numbers: the one count of days that every calendar is brought to.

Day 1 is 1 January of the year 1 in the proleptic Gregorian calendar, as Python's `date.toordinal` counts; earlier days
are zero and below, later ones have no end. Years are astronomical: the year 0 is 1 BCE, −43 is 44 BCE. The arithmetic
is on plain integers, so that a year of two hundred digits is no harder than 1928.
"""

from __future__ import annotations

_BEFORE_MONTH = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
MONTH_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_IN_400_YEARS = 146_097
_DAYS_SINCE_MARCH_OF_YEAR_0 = 305  # 1 March of the year 0 is day −305
_JULIAN_OFFSET = -2  # 1 January of the year 1 in the Julian calendar is day −1: 30 December of 1 BCE Gregorian


def is_leap(year: int) -> bool:
    """Whether a year of the proleptic Gregorian calendar has 366 days."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """Days of a Gregorian month."""
    return 29 if month == 2 and is_leap(year) else MONTH_LENGTHS[month]


def day_number(year: int, month: int = 1, day: int = 1) -> int:
    """The day number of a Gregorian date, which is taken to exist."""
    before = year - 1
    number = 365 * before + before // 4 - before // 100 + before // 400 + _BEFORE_MONTH[month] + day
    return number + 1 if month > 2 and is_leap(year) else number


def civil_date(number: int) -> tuple[int, int, int]:
    """Year, month and day of the Gregorian calendar for a day number: the inverse of `day_number`.

    After Howard Hinnant, "chrono-compatible low-level date algorithms" (civil_from_days): years begin in March, so
    that the leap day is the last day of its year.
    """
    era, day_of_era = divmod(number + _DAYS_SINCE_MARCH_OF_YEAR_0, _DAYS_IN_400_YEARS)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted_month = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * shifted_month + 2) // 5 + 1
    month = shifted_month + 3 if shifted_month < 10 else shifted_month - 9
    return year_of_era + era * 400 + (1 if month <= 2 else 0), month, day


def julian_month_length(year: int, month: int) -> int:
    """Days of a Julian month."""
    return 29 if month == 2 and year % 4 == 0 else MONTH_LENGTHS[month]


def julian_day_number(year: int, month: int = 1, day: int = 1) -> int:
    """The day number of a Julian date, which is taken to exist: 25 October 1917 gives that of 7 November."""
    before = year - 1
    number = 365 * before + before // 4 + _BEFORE_MONTH[month] + day + _JULIAN_OFFSET
    return number + 1 if month > 2 and year % 4 == 0 else number


def julian_date(number: int) -> tuple[int, int, int]:
    """Year, month and day of the Julian calendar for a day number: the inverse of `julian_day_number`."""
    year = (4 * (number - _JULIAN_OFFSET - 1) + 1464) // 1461
    day_of_year = number - julian_day_number(year)
    leap = 1 if year % 4 == 0 else 0
    if day_of_year < 0 or day_of_year >= 365 + leap:
        year += -1 if day_of_year < 0 else 1
        day_of_year = number - julian_day_number(year)
        leap = 1 if year % 4 == 0 else 0
    month = 12
    while month > 1 and _BEFORE_MONTH[month] + (leap if month > 2 else 0) > day_of_year:
        month -= 1
    return year, month, day_of_year - _BEFORE_MONTH[month] - (leap if month > 2 else 0) + 1


def weekday(number: int) -> int:
    """Day of the week, 1 for Monday to 7 for Sunday."""
    return (number - 1) % 7 + 1


def as_iso(number: int) -> str:
    """A day as an ISO 8601 date of the proleptic Gregorian calendar; years beyond four digits carry their sign."""
    year, month, day = civil_date(number)
    if 0 <= year <= 9999:
        return f"{year:04d}-{month:02d}-{day:02d}"
    return f"{'-' if year < 0 else '+'}{abs(year):04d}-{month:02d}-{day:02d}"
