"""The gap between two steps: how far a number of days, weeks, months or years reaches from a day."""

from __future__ import annotations

from variorum.argument.occurrences import EVER
from variorum.dates.days import civil_date, day_number, month_length

Gap = tuple[int, str] | None
_MOST_YEARS = 9_000


def reach(day: int, gap: Gap) -> int:
    """The last day that lies within a gap of another; for months and years the same day of the month so many on.

    Where that month has no such day, its last.
    """
    if gap is None or abs(day) >= EVER:
        return EVER
    number, unit = gap
    if unit in ("day", "week"):
        return day + number * (7 if unit == "week" else 1)
    year, month, of_month = civil_date(day)
    months = year * 12 + month - 1 + number * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    if abs(year) > _MOST_YEARS:
        return EVER
    return day_number(year, month + 1, min(of_month, month_length(year, month + 1)))


def earliest_reaching(day: int, gap: Gap) -> int:
    """The first day from which a gap reaches another."""
    if gap is None or abs(day) >= EVER:
        return -EVER
    number, unit = gap
    longest = number * {"day": 1, "week": 7, "month": 31, "year": 366}[unit] + 31
    low, high = day - longest, day
    while low < high:
        middle = (low + high) // 2
        if reach(middle, gap) >= day:
            high = middle
        else:
            low = middle + 1
    return low
