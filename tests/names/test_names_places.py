"""A place under the name that it bore in a year; nothing is said where that is not certain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.dates.edtf import parse_edtf
from variorum.names.place_names import (
    Coordinates,
    called_in,
    coordinates_of,
    differs,
    first_borne,
    name_at,
    names_borne,
    other_name_at,
    same_name,
)
from variorum.record import Entity, NameForm


def a_place(name: str, *forms: tuple[str, str], **attributes: object) -> Entity:
    return Entity("place", "place", name, tuple(NameForm(f, period=p) for f, p in forms), attributes=attributes)


URAL = a_place(
    "Yekaterinburg",
    ("Екатеринбург", "1723/1924"),
    ("Yekaterinburg", "1723/1924"),
    ("Свердловск", "1924-11-14/1991-09"),
    ("Sverdlovsk", "1924-11-14/1991-09"),
    ("Екатеринбург", "1991-09/.."),
)


@pytest.mark.parametrize(
    ("year", "name"),
    [(1700, None), (1800, "Yekaterinburg"), (1924, None), (1930, "Sverdlovsk"), (1991, None), (2020, "Екатеринбург")],
)
def test_the_name_of_a_year_is_the_one_borne_the_whole_of_it(year: int, name: str | None) -> None:
    found = name_at(URAL, parse_edtf(f"{year}"))
    assert (found.form("en").form if found else None) == name


def test_a_day_may_be_certain_where_the_year_is_not() -> None:
    borne = name_at(URAL, parse_edtf("1924-12-01"))
    assert borne is not None
    assert [borne.form("en").form, borne.form("ru").form] == ["Sverdlovsk", "Свердловск"]
    assert name_at(URAL, parse_edtf("1924-06")) is None
    assert name_at(URAL, parse_edtf("1920/1930")) is None


def test_an_open_side_holds_for_ever_and_an_empty_one_does_not() -> None:
    assert name_at(a_place("Тверь", ("Тверь", "../1931")), parse_edtf("1200"))
    assert name_at(a_place("Тверь", ("Тверь", "/1931")), parse_edtf("1200")) is None
    assert name_at(a_place("Тверь", ("Тверь", "1990/..")), parse_edtf("2900"))
    assert name_at(a_place("Тверь", ("Тверь", "1990/")), parse_edtf("2900")) is None


def test_the_same_name_in_another_script_is_no_other_name() -> None:
    assert [differs(URAL, borne) for borne in names_borne(URAL)] == [False, True, False]
    assert same_name("Нижний Новгород", "Nizhnii Novgorod")
    assert same_name("Nizhny-Novgorod", "Nizhny Novgorod")
    assert not same_name("Тверь", "Калинин")
    assert not same_name("Новгород", "Нижний Новгород")


def test_another_name_is_told_with_its_last_year() -> None:
    assert other_name_at(URAL, parse_edtf("1930"), "ru") == ("Свердловск", 1991)
    assert other_name_at(URAL, parse_edtf("1900"), "en") is None
    assert other_name_at(a_place("Old", ("New", "1990/..")), parse_edtf("2000"), "en") == ("New", None)


def test_a_name_is_not_called_new_where_it_may_be_old() -> None:
    first = first_borne(URAL, NameForm("Свердловск", period="1924-11-14/1991-09"))
    assert first == parse_edtf("1924-11-14").earliest_start
    again = first_borne(URAL, NameForm("Екатеринбург", period="1991-09/.."))
    assert again == parse_edtf("1723").earliest_start
    loose = a_place("Калинин", ("Калинин", "1931/1990"), ("Kalinin", ""))
    assert first_borne(loose, loose.names[0]) is None


@pytest.mark.parametrize(
    ("text", "form", "found"),
    [
        ("жил в Свердловске тогда", "Свердловск", "Свердловске"),
        ("Свердловский завод", "Свердловск", ""),
        ("в Свердловском районе", "Свердловск", ""),
        ("при Свердлове", "Свердловск", ""),
        ("из Нижнего Новгорода", "Нижний Новгород", "Нижнего Новгорода"),
        ("into Sverdlovsk.", "Sverdlovsk", "Sverdlovsk"),
        ("a moscow mule", "Moscow", ""),
        ("въ Свердловскѣ", "Свердловск", "Свердловскѣ"),
        ("", "Свердловск", ""),
    ],
)
def test_a_text_calls_a_place_by_a_name_in_any_case(text: str, form: str, found: str) -> None:
    assert called_in(text, form) == found


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ({"lat": "56.84", "lon": "60.61"}, Coordinates(56.84, 60.61)),
        ({"latitude": "-33.5", "longitude": "−70"}, Coordinates(-33.5, -70.0)),
        ("56.84, 60.61", Coordinates(56.84, 60.61)),
        (("56.84", "60.61"), Coordinates(56.84, 60.61)),
        ("", None),
    ],
)
def test_coordinates_are_read_as_people_write_them(written: object, found: Coordinates | None) -> None:
    assert coordinates_of(a_place("x", coordinates=written)) == (found, "")


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ({"lat": "160.61", "lon": "56.84"}, "changed places"),
        ({"lat": "56.84"}, "not two numbers"),
        ({"lat": "56.84", "lon": "181"}, "beyond 180"),
        ("nan, inf", "not two numbers"),
        ("56°50′", "not two numbers"),
    ],
)
def test_impossible_coordinates_are_told_in_a_sentence(written: object, fault: str) -> None:
    found, said = coordinates_of(a_place("x", coordinates=written))
    assert found is None
    assert fault in said


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_any_place_on_earth_is_read(latitude: float, longitude: float) -> None:
    found, said = coordinates_of(a_place("x", coordinates={"lat": f"{latitude:.6f}", "lon": f"{longitude:.6f}"}))
    assert found is not None
    assert said == ""
    assert abs(found.latitude - latitude) < 1e-5
