"""The Hebrew and Islamic calendars of the room agree, day by day, with the libraries that cover part of their range."""

from __future__ import annotations

from datetime import date

import hijridate
import pytest
from pyluach.dates import HebrewDate

from variorum.dates.foreign import hebrew_date, hebrew_day, hebrew_month_length, hebrew_months, islamic_day


@pytest.mark.parametrize("year", [3762, 4856, 5343, 5678, 5688, 5689, 5690, 5691, 5692, 5693, 5784])
def test_every_month_of_a_hebrew_year_begins_where_pyluach_has_it(year: int) -> None:
    for month in range(1, hebrew_months(year) + 1):
        number = HebrewDate(year, month, 1).to_pydate().toordinal()
        assert hebrew_day(year, month, 1) == number
        assert hebrew_date(number) == (year, month, 1)
        last = HebrewDate(year, month, hebrew_month_length(year, month))
        assert last.to_pydate().toordinal() == number + hebrew_month_length(year, month) - 1


def test_the_tabular_islamic_calendar_keeps_within_two_days_of_the_observed_one() -> None:
    for year in range(1343, 1400):
        for month in range(1, 13):
            observed = hijridate.Hijri(year, month, 1).to_gregorian()
            tabular = islamic_day(year, month, 1)
            assert abs(date(*observed.datetuple()).toordinal() - tabular) <= 2
