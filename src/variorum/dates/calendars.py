"""Calendars: how a year, month and day of one become a day number, and back.

The calendar belongs to the source, not to the year: after February 1918 the Church, the Whites and the émigrés went
on with Old Style. So a source names its calendar, and a change-over is one calendar among the others ("russia" is
what the state's papers used).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from variorum.dates import days, foreign

Ymd = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Calendar:
    """A reckoning: what it is called, how long its months are, and the two ways between its dates and day numbers.

    `year_start` gives the first day of a year, which is not always the first of its month 1. `missing` holds the
    first and last date that a change-over left out; there are no such days. `years` bounds the years that it can
    reckon; `civil` says that its months are January to December.
    """

    name: str
    day_number: Callable[[int, int, int], int]
    date_of: Callable[[int], Ymd]
    month_length: Callable[[int, int], int]
    year_start: Callable[[int], int]
    months: int = 12
    missing: tuple[Ymd, Ymd] | None = None
    years: tuple[int, int] | None = None
    civil: bool = True

    def has_year(self, year: int) -> bool:
        """Whether the calendar reckons this year at all."""
        return self.years is None or self.years[0] <= year <= self.years[1]

    def has(self, year: int, month: int, day: int) -> bool:
        """Whether there is such a day: 30 February is none, nor is 5 February 1918 in the Russian state's calendar."""
        if not self.has_year(year) or not 1 <= month <= self.months or not 1 <= day <= self.month_length(year, month):
            return False
        return self.missing is None or not self.missing[0] <= (year, month, day) <= self.missing[1]

    def months_from(self, year: int, month: int, count: int) -> tuple[int, int]:
        """First and last day of so many months in a row, wherever the year turns."""
        first = number = self.day_number(year, month, 1)
        for _ in range(count):
            here, in_year, _ = self.date_of(number)
            number = self.day_number(here, in_year, self.month_length(here, in_year)) + 1
        return first, number - 1


GREGORIAN = Calendar("gregorian", days.day_number, days.civil_date, days.month_length, days.day_number)
JULIAN = Calendar("julian", days.julian_day_number, days.julian_date, days.julian_month_length, days.julian_day_number)


def change_over(name: str, last_old: Ymd, first_new: Ymd) -> Calendar:
    """The calendar of a place that went from the Julian to the Gregorian one: its last old date, its first new one."""
    new_begins = GREGORIAN.day_number(*first_new)
    missing = (_next_date(last_old), (first_new[0], first_new[1], first_new[2] - 1))

    def day_number(year: int, month: int, day: int) -> int:
        if (year, month, day) <= last_old:
            return JULIAN.day_number(year, month, day)
        return max(GREGORIAN.day_number(year, month, day), new_begins)

    def date_of(number: int) -> Ymd:
        return GREGORIAN.date_of(number) if number >= new_begins else JULIAN.date_of(number)

    def month_length(year: int, month: int) -> int:
        old = (year, month) <= last_old[:2] and (year, month) < first_new[:2]
        return JULIAN.month_length(year, month) if old else GREGORIAN.month_length(year, month)

    return Calendar(name, day_number, date_of, month_length, lambda year: day_number(year, 1, 1), 12, missing)


def _next_date(date: Ymd) -> Ymd:
    return JULIAN.date_of(JULIAN.day_number(*date) + 1)


def _starting(name: str, month: int, day: int, era: int, *, earlier: bool) -> Calendar:
    """A Julian calendar whose years begin on another day than 1 January, and may be counted from another era.

    `earlier` says that the year begins in the January year before the one that it is named for (September years), not
    in the same (March years). `era` is added to the year of Christ.
    """

    def january_year(year: int, in_month: int, in_day: int) -> int:
        before_start = (in_month, in_day) < (month, day)
        if earlier:
            return year - era - (0 if before_start else 1)
        return year - era + (1 if before_start else 0)

    def day_number(year: int, in_month: int, in_day: int) -> int:
        return JULIAN.day_number(january_year(year, in_month, in_day), in_month, in_day)

    def date_of(number: int) -> Ymd:
        year, in_month, in_day = JULIAN.date_of(number)
        shift = january_year(era, in_month, in_day)
        return year - shift + era, in_month, in_day

    def month_length(year: int, in_month: int) -> int:
        return JULIAN.month_length(january_year(year, in_month, 28), in_month)

    return Calendar(name, day_number, date_of, month_length, lambda year: day_number(year, month, day))


# Last Old Style and first New Style date. Sources: for the states before 1800, H. Grotefend, Zeitrechnung des
# deutschen Mittelalters und der Neuzeit (1891–98), s.v. Gregorianischer Kalender; for Russia the decree of the
# Council of People's Commissars of 24 January 1918 (O.S.); for the others the laws of 1916 (Bulgaria), 1918
# (Ukraine), 1919 (Romania, Yugoslavia) and 1923 (Greece).
_CHANGES: tuple[tuple[str, Ymd, Ymd], ...] = (
    ("italy", (1582, 10, 4), (1582, 10, 15)),
    ("spain", (1582, 10, 4), (1582, 10, 15)),
    ("portugal", (1582, 10, 4), (1582, 10, 15)),
    ("poland", (1582, 10, 4), (1582, 10, 15)),
    ("france", (1582, 12, 9), (1582, 12, 20)),
    ("prussia", (1610, 8, 22), (1610, 9, 2)),
    ("protestant-germany", (1700, 2, 18), (1700, 3, 1)),
    ("denmark", (1700, 2, 18), (1700, 3, 1)),
    ("england", (1752, 9, 2), (1752, 9, 14)),
    ("sweden", (1753, 2, 17), (1753, 3, 1)),  # without its own reckoning of 1700 to 1712
    ("bulgaria", (1916, 3, 31), (1916, 4, 14)),
    ("russia", (1918, 1, 31), (1918, 2, 14)),
    ("ukraine", (1918, 2, 15), (1918, 3, 1)),
    ("yugoslavia", (1919, 1, 14), (1919, 1, 28)),
    ("romania", (1919, 3, 31), (1919, 4, 14)),
    ("greece", (1923, 2, 15), (1923, 3, 1)),
)


# ── calendars with months of their own ──────────────────────────────────────────────────────────────────────────────

FRENCH_REPUBLICAN = Calendar(
    "french-republican",
    foreign.french_day,
    foreign.french_date,
    foreign.french_month_length,
    lambda year: foreign.french_day(year, 1, 1),
    13,
    None,
    (1, 300),
    False,
)
HEBREW = Calendar(  # months from Nisan; the year begins with Tishri
    "hebrew",
    foreign.hebrew_day,
    foreign.hebrew_date,
    foreign.hebrew_month_length,
    lambda year: foreign.hebrew_day(year, 7, 1),
    13,
    None,
    (1, 9999),
    False,
)
ISLAMIC = Calendar(
    "islamic",
    foreign.islamic_day,
    foreign.islamic_date,
    foreign.islamic_month_length,
    lambda year: foreign.islamic_day(year, 1, 1),
    12,
    None,
    (1, 9999),
    False,
)

CALENDARS: dict[str, Calendar] = {
    calendar.name: calendar
    for calendar in (
        GREGORIAN,
        JULIAN,
        *(change_over(name, last_old, first_new) for name, last_old, first_new in _CHANGES),
        _starting("julian-march", 3, 1, 0, earlier=False),
        _starting("julian-september", 9, 1, 0, earlier=True),
        _starting("julian-lady-day", 3, 25, 0, earlier=False),
        _starting("rus-march", 3, 1, 5508, earlier=False),
        _starting("byzantine", 9, 1, 5508, earlier=True),
        FRENCH_REPUBLICAN,
        HEBREW,
        ISLAMIC,
    )
}
