"""Calendars: how a year, month and day of one become a day number, and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from variorum.dates import days


@dataclass(frozen=True, slots=True)
class Calendar:
    """A reckoning: what it is called, how long its months are, and the two ways between its dates and day numbers."""

    name: str
    day_number: Callable[[int, int, int], int]
    date_of: Callable[[int], tuple[int, int, int]]
    month_length: Callable[[int, int], int]
    months: int = 12


GREGORIAN = Calendar("gregorian", days.day_number, days.civil_date, days.month_length)
JULIAN = Calendar("julian", days.julian_day_number, days.julian_date, days.julian_month_length)

CALENDARS = {calendar.name: calendar for calendar in (GREGORIAN, JULIAN)}
