"""EDTF of all three levels: what is read, what is refused and where, and between which days it lies."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.dates.days import as_iso, civil_date, day_number
from variorum.dates.edtf import MalformedDate, parse_edtf, read_edtf
from variorum.dates.notation import OPEN, UNKNOWN, EdtfDate, EdtfInterval, EdtfSet, write_edtf

REAL = (
    Path(os.environ.get("VARIORUM_REAL_DATA", Path(__file__).parents[3] / "shared" / "data"))
    / "dates"
    / "edtf-dev.json"
)


def bounds(text: str, calendar: str = "gregorian") -> tuple[str | None, str | None]:
    dating = parse_edtf(text, calendar=calendar)
    first, last = dating.earliest_start, dating.latest_end
    return (None if first is None else as_iso(first)), (None if last is None else as_iso(last))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1928-07-11", "1928-07-11", "1928-07-11"),
        ("1928-07", "1928-07-01", "1928-07-31"),
        ("1928", "1928-01-01", "1928-12-31"),
        ("1985-04-12T23:20:30+04:30", "1985-04-12", "1985-04-12"),
        ("0000", "0000-01-01", "0000-12-31"),
        ("-0043-03-15", "-0043-03-15", "-0043-03-15"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("-12XX", "-1299-01-01", "-1200-12-31"),
        ("156X-12-25", "1560-12-25", "1569-12-25"),
        ("156X-02-29", "1560-02-29", "1568-02-29"),
        ("2004-XX-31", "2004-01-31", "2004-12-31"),
        ("1XXX-X2", "1000-02-01", "1999-12-31"),
        ("1928-21", "1928-03-01", "1928-05-31"),
        ("1928-24", "1928-12-01", "1929-02-28"),
        ("1928-30", "1928-12-01", "1929-02-28"),
        ("1928-34", "1928-04-01", "1928-06-30"),
        ("1928-39", "1928-09-01", "1928-12-31"),
        ("1928-41", "1928-07-01", "1928-12-31"),
        ("1950S2", "1900-01-01", "1999-12-31"),
        ("Y17101E4S3", "+171000000-01-01", "+171999999-12-31"),
        ("Y-17E7", "-170000000-01-01", "-170000000-12-31"),
        ("1985-04/..", "1985-04-01", None),
        ("/1985-04", None, "1985-04-30"),
        ("[..1927-05-12]", None, "1927-05-12"),
        ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31"),
        ("{1960-12..}", "1960-12-01", None),
        ("2004-06-?11", "2004-06-11", "2004-06-11"),
    ],
)
def test_a_date_lies_between_its_first_and_its_last_day(text: str, first: str | None, last: str | None) -> None:
    assert bounds(text) == (first, last)
    assert bounds(parse_edtf(text).edtf) == (first, last)


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("1928-13", 6), ("1928-02-30", 9), ("1900-02-29", 9), ("1561-02-2X-", 11), ("12-04-1985", 1), ("-0000", 1),
        ("+1928", 1), ("1863- 03-29", 6), ("1985/2000/2010", 10), ("[1999}", 6), ("[2025-01..2026]", 2),
        ("1928/1927", 6), ("Y1928", 1), ("2016-05-02T12:00:00-00:00", 11), ("2004-(06)?-11", 6),
        ("2005-07-25T10:10:10Z/2006-01", 11),
        ("", 1), ("/", 1), ("Y1E999999999", 2), ("1928-21-05", 9), ("[..]", 2), ("199A", 4), ("1950S2-07", 5),
        ("1928-1", 6),
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_its_column_and_a_remedy(text: str, column: int) -> None:
    with pytest.raises(MalformedDate) as caught:
        parse_edtf(text)
    assert caught.value.column == column
    assert caught.value.sentence.endswith(".")
    assert caught.value.remedy.endswith(".")


def test_open_and_unknown_sides_are_kept_apart() -> None:
    assert read_edtf("1985/..") == EdtfInterval(EdtfDate("1985"), OPEN)
    assert read_edtf("1985/") == EdtfInterval(EdtfDate("1985"), UNKNOWN)
    assert parse_edtf("1985/").edtf == "1985/"


@pytest.mark.parametrize(
    ("text", "qualified", "normal"),
    [
        ("2004?-06-~11", (1, 0, 2), "2004?-06-~11"),
        ("2004-06~", (2, 2, 0), "2004-06~"),
        ("?2004-06-04~", (3, 2, 2), "2004%-~06-~04"),
        ("2004-06-11%", (3, 3, 3), "2004-06-11%"),
        ("%1945", (3, 0, 0), "1945%"),
        ("2011-~06-~04", (0, 2, 2), "2011-~06-~04"),
    ],
)
def test_a_qualification_stays_with_its_component(text: str, qualified: tuple[int, int, int], normal: str) -> None:
    date = read_edtf(text)
    assert isinstance(date, EdtfDate)
    assert date.qualified == qualified
    assert write_edtf(date) == normal
    assert read_edtf(normal) == date


def test_what_is_approximate_lies_near_and_what_is_uncertain_where_it_says() -> None:
    assert bounds("1928~") == ("1925-12-31", "1931-01-01")
    assert bounds("1928?") == ("1928-01-01", "1928-12-31")


def test_precision_is_not_extent() -> None:
    some_day, all_of_it = parse_edtf("1928"), parse_edtf("1928-01-01/1928-12-31")
    assert some_day.latest_start == some_day.latest_end
    assert all_of_it.latest_start == all_of_it.earliest_start


def test_a_set_of_all_reaches_from_its_first_to_its_last_and_a_set_of_one_does_not() -> None:
    every, one = parse_edtf("{1917,1921}"), parse_edtf("[1917,1921]")
    assert every.latest_start == day_number(1917, 12, 31)
    assert one.latest_start == day_number(1921, 12, 31)
    assert isinstance(read_edtf("[1667, 1668]"), EdtfSet)


def test_the_digits_are_those_of_the_calendar_of_the_source() -> None:
    assert bounds("1917-10-25", "julian") == ("1917-11-07", "1917-11-07")
    assert bounds("1918-02", "russia") == ("1918-02-14", "1918-02-28")
    with pytest.raises(MalformedDate):
        parse_edtf("1918-02-05", calendar="russia")
    assert bounds("1917-10-25", "unknown") == ("1917-10-25", "1917-11-07")
    with pytest.raises(MalformedDate, match="calendar"):
        parse_edtf("1918", calendar="martian")


YEARS = st.one_of(
    st.integers(0, 9999).map(lambda year: f"{year:04d}"),
    st.integers(1, 9999).map(lambda year: f"-{year:04d}"),
    st.text("0123456789X", min_size=4, max_size=4),
    st.integers(10_000, 10**30).map(lambda year: f"Y{year}"),
)
MARKS = st.sampled_from(["", "", "?", "~", "%"])
DAYS = st.integers(1, 28).map(lambda day: f"{day:02d}") | st.sampled_from(["XX", "1X", "0X", "X1", "2X"])
MONTHS = st.integers(1, 12).map(lambda month: f"{month:02d}") | st.sampled_from(["XX", "1X", "0X", "X1"])


@st.composite
def edtf_dates(draw: st.DrawFn) -> str:
    year = draw(YEARS)
    if year.startswith("Y"):
        return year + draw(MARKS)
    text = draw(MARKS) + year + draw(MARKS)
    if draw(st.booleans()):
        text += "-" + draw(MARKS) + draw(MONTHS) + draw(MARKS)
        if draw(st.booleans()):
            text += "-" + draw(MARKS) + draw(DAYS) + draw(MARKS)
    return text


@given(edtf_dates())
def test_what_is_read_is_written_back_and_means_the_same(text: str) -> None:
    dating = parse_edtf(text)
    again = parse_edtf(dating.edtf)
    assert again.edtf == dating.edtf
    assert read_edtf(text) == read_edtf(dating.edtf)
    assert (again.earliest_start, again.latest_end) == (dating.earliest_start, dating.latest_end)
    assert dating.earliest_start is not None
    assert dating.latest_end is not None
    assert dating.earliest_start <= dating.latest_end


@given(edtf_dates(), edtf_dates())
def test_the_bounds_of_an_interval_are_in_order(one: str, two: str) -> None:
    try:
        dating = parse_edtf(f"{one}/{two}")
    except MalformedDate:
        return
    numbers = (dating.earliest_start, dating.latest_start, dating.earliest_end, dating.latest_end)
    earliest_start, latest_start, earliest_end, latest_end = (number for number in numbers if number is not None)
    assert earliest_start <= latest_start <= latest_end
    assert earliest_start <= earliest_end <= latest_end


@given(st.text("0123456789XYES?~%-/.[]{},:TZ+ ", max_size=24) | st.text(max_size=12))
def test_nothing_but_malformed_date_is_ever_raised(text: str) -> None:
    column = 1
    try:
        parse_edtf(text)
    except MalformedDate as error:
        column = error.column
    assert 1 <= column <= max(len(text), 1)


@given(st.integers(-(10**40), 10**40))
def test_days_and_dates_are_inverse(number: int) -> None:
    assert day_number(*civil_date(number)) == number


@pytest.mark.real
@pytest.mark.skipif(not REAL.exists(), reason="the adjudicated EDTF strings are not on this machine")
def test_the_adjudicated_strings() -> None:
    cases = json.loads(REAL.read_text("utf-8"))
    for text in cases["valid"]:
        assert parse_edtf(parse_edtf(text).edtf).edtf == parse_edtf(text).edtf
    for text in cases["invalid"]:
        with pytest.raises(MalformedDate):
            parse_edtf(text)
