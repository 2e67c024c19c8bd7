"""Calendars: every day has one date in each, and what a change-over left out is no date."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.dates.calendars import CALENDARS, FRENCH_REPUBLICAN, GREGORIAN, HEBREW, ISLAMIC, JULIAN
from variorum.dates.days import as_iso, day_number, weekday
from variorum.dates.feasts import eastern_easter, western_easter

REPUBLIC = day_number(1792, 9, 22)


@given(st.sampled_from(sorted(CALENDARS)), st.integers(230_000, 900_000))
def test_every_calendar_is_invertible(name: str, number: int) -> None:
    calendar = CALENDARS[name]
    if name == "french-republican":
        number = REPUBLIC + number % 100_000
    date = calendar.date_of(number)
    assert calendar.day_number(*date) == number
    assert calendar.has(*date)


@pytest.mark.parametrize(
    ("julian", "gregorian", "difference"),
    [
        ((1582, 10, 5), "1582-10-15", 10),
        ((1700, 2, 29), "1700-03-11", 11),
        ((1881, 3, 1), "1881-03-13", 12),
        ((1900, 2, 28), "1900-03-12", 12),
        ((1900, 2, 29), "1900-03-13", 13),
        ((1917, 10, 25), "1917-11-07", 13),
    ],
)
def test_old_style_lags_by_as_many_days_as_the_century_says(
    julian: tuple[int, int, int], gregorian: str, difference: int
) -> None:
    number = JULIAN.day_number(*julian)
    assert as_iso(number) == gregorian
    if julian[1:] != (2, 29):
        assert number - GREGORIAN.day_number(*julian) == difference


@pytest.mark.parametrize(
    ("name", "last_old", "first_new"),
    [
        ("russia", (1918, 1, 31), (1918, 2, 14)),
        ("england", (1752, 9, 2), (1752, 9, 14)),
        ("poland", (1582, 10, 4), (1582, 10, 15)),
        ("prussia", (1610, 8, 22), (1610, 9, 2)),
        ("greece", (1923, 2, 15), (1923, 3, 1)),
    ],
)
def test_the_day_after_the_last_old_date_is_the_first_new_one(
    name: str, last_old: tuple[int, int, int], first_new: tuple[int, int, int]
) -> None:
    calendar = CALENDARS[name]
    assert calendar.day_number(*last_old) + 1 == calendar.day_number(*first_new)
    assert not calendar.has(first_new[0], first_new[1], first_new[2] - 1) or first_new[2] == 1
    assert not calendar.has(*GREGORIAN.date_of(GREGORIAN.day_number(*first_new) - 1))


def test_years_may_begin_in_march_or_september() -> None:
    assert CALENDARS["julian-lady-day"].day_number(1648, 1, 30) == JULIAN.day_number(1649, 1, 30)
    assert CALENDARS["byzantine"].day_number(7000, 9, 1) == JULIAN.day_number(1491, 9, 1)
    assert CALENDARS["rus-march"].day_number(6745, 2, 7) == JULIAN.day_number(1238, 2, 7)
    september = CALENDARS["julian-september"]
    assert september.year_start(1700) == JULIAN.day_number(1699, 9, 1)


def test_calendars_with_months_of_their_own() -> None:
    assert as_iso(FRENCH_REPUBLICAN.day_number(8, 2, 18)) == "1799-11-09"
    assert as_iso(FRENCH_REPUBLICAN.day_number(79, 8, 16)) == "1871-05-06"
    assert FRENCH_REPUBLICAN.has(3, 13, 6)
    assert not FRENCH_REPUBLICAN.has(2, 13, 6)
    assert as_iso(HEBREW.day_number(5708, 2, 5)) == "1948-05-14"
    assert as_iso(ISLAMIC.day_number(1346, 1, 1)) == "1927-07-01"


def test_easter_in_both_reckonings() -> None:
    assert [as_iso(western_easter(year)) for year in (1917, 1928)] == ["1917-04-08", "1928-04-08"]
    assert [as_iso(eastern_easter(year)) for year in (1917, 1921)] == ["1917-04-15", "1921-05-01"]


@given(st.integers(326, 4000))
def test_easter_is_a_sunday_in_spring(year: int) -> None:
    assert weekday(western_easter(year)) == weekday(eastern_easter(year)) == 7
    assert 22 + 31 * 3 - 93 <= western_easter(year) - day_number(year, 3, 1) + 1 <= 56
