"""Names taken apart, in both scripts, any order and any case."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.names.forms.declension import surname_readings
from variorum.names.forms.parsing import parse
from variorum.names.forms.surnames import surname_skeletons

IN_PARTS = [
    ("Riutin, M. N.", ("M.", "N.", "Riutin")),
    ("M. N. Riutin", ("M.", "N.", "Riutin")),
    ("M.N.Riutin", ("M.", "N.", "Riutin")),
    ("РЮТИН МН", ("М.", "Н.", "РЮТИН")),
    ("Рютин Мартемьян Никитич", ("Мартемьян", "Никитич", "Рютин")),
    ("Мартемьян Никитич Рютин", ("Мартемьян", "Никитич", "Рютин")),
    ("Мартемьяном Никитичем Рютиным", ("Мартемьян", "Никитич", "Рютин")),
    ("Льва Давидовича Троцкого", ("Лев", "Давидович", "Троцкий")),
    ("Петра Петровского", ("Пётр", "", "Петровский")),
    ("Рютин Мартемьян", ("Мартемьян", "", "Рютин")),
    ("Lazar Kaganovich", ("Lazar", "", "Kaganovich")),
    ("Лазарю Кагановичу", ("Лазарь", "", "Каганович")),
    ("Владимиром Ильичом", ("Владимир", "Ильич", "")),
    ("Bertram D. Wolfe", ("Bertram", "D.", "Wolfe")),
    ("Kh. G. Rakovskii", ("Kh.", "G.", "Rakovskii")),
    ("Надежде Константиновне Крупской", ("Надежда", "Константиновна", "Крупская")),
    ("Антоновым-Овсеенко, В. А.", ("В.", "А.", "Антонов-Овсеенко")),
    ("Leo Tolstoy, 1828–1910", ("Leo", "", "Tolstoy")),
    ("Vladimir von Meck", ("Vladimir", "", "Meck")),
    ("Ѳедору Раскольникову", ("Фёдор", "", "Раскольников")),
]


@pytest.mark.parametrize(("written", "parts"), IN_PARTS)
def test_a_name_is_taken_apart(written: str, parts: tuple[str, str, str]) -> None:
    found = {(reading.given, reading.patronymic, reading.surname) for reading in parse(written).readings}
    assert parts in found


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("т. Рютиным", "т."),
        ("тов. Рютин", "тов."),
        ("гр. Рютина", "гр."),
        ("товарища Рютина", "товарища"),
        ("Comrade Riutin", "Comrade"),
        ("Dr Riutin", "Dr"),
        ("маршала Рютина", "маршала"),
        ("секретарь райкома т. Рютин", "райкома"),
    ],
)
def test_titles_and_posts_are_put_aside(written: str, title: str) -> None:
    name = parse(written)
    assert title in name.titles
    assert {reading.surname.lower() for reading in name.readings} & {"рютин", "riutin"}


def test_a_title_that_is_somebody_s_surname_is_one_where_nothing_else_stands() -> None:
    assert [reading.surname for reading in parse("Major").readings] == ["Major"]
    assert parse("John Major").readings[0].surname == "Major"


def test_a_name_in_brackets_stands_beside_and_is_never_guessed() -> None:
    assert parse("Trotsky (Bronstein), L. D.").also == ("Bronstein",)
    assert parse("Троцкий (наст. фам. Бронштейн)").also == ("Бронштейн",)
    assert parse("Trotsky").also == ()


def test_what_may_be_a_man_s_genitive_or_a_woman_s_nominative_stays_both() -> None:
    readings = {(r.given, r.surname, r.gender, r.case) for r in parse("Александра Каюрова").readings}
    assert readings == {("Александра", "Каюрова", "f", "N"), ("Александр", "Каюров", "m", "G")}


def test_the_parts_of_a_name_stand_in_one_case() -> None:
    assert {r.given for r in parse("Александра Коллонтай").readings} == {"Александра"}
    assert {r.surname for r in parse("Александру Каюрову").readings} == {"Каюров", "Каюрова"}
    assert {r.surname for r in parse("Василию Каюрову").readings} == {"Каюров"}


DECLINED = """
Рютин: Рютина Рютину Рютиным Рютине
Зиновьев: Зиновьева Зиновьеву Зиновьевым Зиновьеве
Троцкий: Троцкого Троцкому Троцким Троцком
Толстой: Толстого Толстому Толстым Толстом
Горький: Горького Горькому Горьким Горьком
Белый: Белого Белому Белым Белом
Крупская: Крупской Крупскую
Каганович: Кагановича Кагановичу Кагановичем Кагановиче
Эйсмонт: Эйсмонта Эйсмонту Эйсмонтом Эйсмонте
Чубарь: Чубаря Чубарю Чубарем Чубаре
Гай: Гая Гаю Гаем Гае
Ягода: Ягоды Ягоде Ягоду Ягодой
Берия: Берии Берию Берией
Кравец: Кравца Кравцу Кравцом Кравце
Шевченко: Шевченко
Черных: Черных
Орджоникидзе: Орджоникидзе
Антонов-Овсеенко: Антонова-Овсеенко Антонову-Овсеенко Антоновым-Овсеенко
Бонч-Бруевич: Бонч-Бруевича Бонч-Бруевичем
Скрыпник: Скрыпника Скрыпнику Скрыпником
Хрущёв: Хрущёва Хрущёву Хрущёвым
Серебрякова: Серебряковой Серебрякову
"""


@pytest.mark.parametrize("line", DECLINED.strip().splitlines())
def test_surnames_come_back_to_the_nominative_from_every_case(line: str) -> None:
    nominative, forms = line.split(": ")
    for form in (nominative, *forms.split()):
        assert nominative in {reading.nominative for reading in surname_readings(form)}, form


def test_forms_that_can_be_no_nominative_are_not_kept_as_one() -> None:
    for form in ("Рютиным", "Троцкого", "Троцкому", "Каюровой"):
        assert form not in {reading.nominative for reading in surname_readings(form)}


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_parsed_without_an_exception(text: str) -> None:
    name = parse(text)
    assert len(name.readings) <= 12


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="абвгдеёжийклмнорстуюя- .,()«»'", max_size=40))
def test_any_cyrillic_text_is_parsed_without_an_exception(text: str) -> None:
    parse(text)
    parse(text.title())


@pytest.mark.parametrize("owned", ["Lesnov's", "Lesnov’s", "LESNOV'S"])
def test_what_is_said_to_be_somebodys_has_their_surname(owned: str) -> None:
    assert surname_skeletons(owned) & surname_skeletons("Pavel Lesnov")
