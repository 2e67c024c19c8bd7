"""The French Republican, Hebrew and Islamic calendars, reckoned from their own rules.

Sources: N. Dershowitz and E. M. Reingold, Calendrical Calculations (4th ed., 2018), chapters 7 (Islamic), 8 (Hebrew)
and 17 (French). The Islamic calendar is the tabular one: where the month was begun by the sight of the moon, a date
may differ by a day.
"""

from __future__ import annotations

from itertools import accumulate

Ymd = tuple[int, int, int]

_FRENCH_EPOCH = 654_415  # 22 September 1792
_HEBREW_EPOCH = -1_373_427  # 1 Tishri of the year 1
_ISLAMIC_EPOCH = 227_015  # 16 July 622 in the Julian calendar


# ── French Republic ─────────────────────────────────────────────────────────────────────────────────────────────────


def _french_leaps_before(year: int) -> int:
    """Years of 366 days before this one: III, VII, XI by the equinox, then by Romme's rule (XV, XX, XXIV …)."""
    if year <= 15:
        return year // 4
    past = year - 1
    return past // 4 - past // 100 + past // 400 if past >= 20 else 4


def french_day(year: int, month: int, day: int) -> int:
    """Day number of a Republican date; month 13 holds the five or six days that close the year."""
    return _FRENCH_EPOCH + 365 * (year - 1) + _french_leaps_before(year) + 30 * (month - 1) + day - 1


def french_date(number: int) -> Ymd:
    """The Republican date of a day: the inverse of `french_day`."""
    year = (number - _FRENCH_EPOCH) * 400 // 146_097 + 1
    while french_day(year + 1, 1, 1) <= number:
        year += 1
    while french_day(year, 1, 1) > number:
        year -= 1
    month, day = divmod(number - french_day(year, 1, 1), 30)
    return year, month + 1, day + 1


def french_month_length(year: int, month: int) -> int:
    """Days of a Republican month; of month 13, five or six."""
    return 30 if month <= 12 else french_day(year + 1, 1, 1) - french_day(year, 13, 1)


# ── Hebrew ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _hebrew_elapsed(year: int) -> int:
    """Days from the epoch to the new year, with the postponements that keep it off Sunday, Wednesday and Friday."""
    months = (235 * year - 234) // 19
    parts = 12_084 + 13_753 * months
    day = 29 * months + parts // 25_920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day


def _hebrew_new_year(year: int) -> int:
    before, here, after = (_hebrew_elapsed(year + n) for n in (-1, 0, 1))
    correction = 2 if after - here == 356 else 1 if here - before == 382 else 0
    return _HEBREW_EPOCH + here + correction


def hebrew_months(year: int) -> int:
    """Twelve months, or thirteen in a leap year."""
    return 13 if (7 * year + 1) % 19 < 7 else 12


def hebrew_month_length(year: int, month: int) -> int:
    """Days of a Hebrew month, counted from Nisan as 1; 0 where the year has no such month."""
    if month > hebrew_months(year):
        return 0
    if month in (2, 4, 6, 10, 13) or (month == 12 and hebrew_months(year) == 12):
        return 29
    length = _hebrew_new_year(year + 1) - _hebrew_new_year(year)
    if month == 8:
        return 30 if length in (355, 385) else 29
    if month == 9:
        return 29 if length in (353, 383) else 30
    return 30


def hebrew_day(year: int, month: int, day: int) -> int:
    """Day number of a Hebrew date; the year begins with Tishri, month 7."""
    order = [*range(7, hebrew_months(year) + 1), *range(1, 7)]
    before = sum(hebrew_month_length(year, earlier) for earlier in order[: order.index(month)])
    return _hebrew_new_year(year) + before + day - 1


def hebrew_date(number: int) -> Ymd:
    """The Hebrew date of a day: the inverse of `hebrew_day`."""
    year = (number - _HEBREW_EPOCH) * 98_496 // 35_975_351 + 1
    while _hebrew_new_year(year + 1) <= number:
        year += 1
    while _hebrew_new_year(year) > number:
        year -= 1
    order = [*range(7, hebrew_months(year) + 1), *range(1, 7)]
    starts = [0, *accumulate(hebrew_month_length(year, month) for month in order)]
    offset = number - _hebrew_new_year(year)
    place = next(i for i in range(len(order)) if offset < starts[i + 1])
    return year, order[place], offset - starts[place] + 1


# ── Islamic ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def islamic_day(year: int, month: int, day: int) -> int:
    """Day number of an Islamic date of the tabular calendar."""
    before = 354 * (year - 1) + (3 + 11 * year) // 30
    return _ISLAMIC_EPOCH - 1 + before + 29 * (month - 1) + month // 2 + day


def islamic_date(number: int) -> Ymd:
    """The Islamic date of a day: the inverse of `islamic_day`."""
    year = (30 * (number - _ISLAMIC_EPOCH) + 10_646) // 10_631
    month = min((11 * (number - islamic_day(year, 1, 1)) + 330) // 325, 12)
    return year, month, number - islamic_day(year, month, 1) + 1


def islamic_month_length(year: int, month: int) -> int:
    """Days of an Islamic month: 30 and 29 by turns, and in a leap year 30 in the last."""
    is_leap = (14 + 11 * year) % 30 < 11
    return 30 if month % 2 == 1 or (month == 12 and is_leap) else 29
