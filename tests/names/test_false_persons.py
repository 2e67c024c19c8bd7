"""No two people are made one by a comparison: names that look or sound alike, rulers, kin, and the cases once wrong."""

from __future__ import annotations

import csv
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.evidence import Mention
from variorum.languages.transliteration import schemes, to_latin
from variorum.names import compare, parse
from variorum.names.linking.clustering import tallied
from variorum.names.linking.known import Form, KnownDossier
from variorum.names.linking.linking import identified

HERE = Path(__file__).parent
with (HERE / "name_pairs.tsv").open(encoding="utf-8") as _file:
    CASES = list(csv.DictReader(_file, delimiter="\t", quoting=csv.QUOTE_NONE))
FAMILIES = [line.split() for line in (HERE / "lookalikes.txt").read_text("utf-8").splitlines() if line[0] != "#"]
ALIKE = [pair for family in FAMILIES for pair in combinations(family, 2)]
LATIN_GIVEN = ["John", "Thomas", "Karl", "Jean", "Rosa", "Edward", "Anna", "Boris", "J.", "A. B.", ""]
RUSSIAN_GIVEN = ["Иван", "Валентин Петрович", "Мария Ивановна", "И.", "И. П.", ""]
ALLOWED = {
    "same": {"same"},
    "not same": {"different", "unsure"},
    "not different": {"same", "unsure"},
    "unsure": {"unsure"},
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['a']} — {case['b']}")
def test_a_pair_that_was_once_judged_wrongly_is_judged_rightly(case: dict[str, str]) -> None:
    for a, b in ((case["a"], case["b"]), (case["b"], case["a"])):
        comparison = compare(a, b)
        assert comparison.verdict in ALLOWED[case["expected"]], comparison


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_surnames_that_look_or_sound_alike_in_one_script_are_never_the_same(one: str, other: str) -> None:
    called = LATIN_GIVEN if one.isascii() else RUSSIAN_GIVEN
    for name in called:
        assert compare(f"{name} {one}".strip(), f"{name} {other}".strip()).verdict != "same", (name, one, other)


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_nobody_is_linked_to_a_dossier_of_somebody_whose_name_sounds_alike(one: str, other: str) -> None:
    name = "John" if one.isascii() else "Иван"
    dossier = KnownDossier("a", "person", f"{name} {one}", (Form(f"{name} {one}", "the dossier gives this form"),))
    for written in (f"{name} {other}", other, f"{name[0]}. {other}"):
        mention = Mention("s", 1, 0, len(written), written, "person", written, "model")
        assert [one.entity for one in identified(tallied([(mention, "")]), [dossier]).settled] == [""]


@given(st.sampled_from(["Nicholas", "Henry", "Ivan", "Peter", "Louis", "John Paul"]), st.data())
def test_two_numerals_are_two_rulers_in_whatever_way_they_are_written(name: str, data: st.DataObject) -> None:
    ways = {1: ("I", "the First"), 2: ("II", "the Second"), 3: ("III", "the Third"), 4: ("IV", "the Fourth")}
    one, other = data.draw(st.sampled_from(sorted(ways))), data.draw(st.sampled_from(sorted(ways)))
    a = f"{name} {data.draw(st.sampled_from(ways[one]))}"
    b = f"{name} {data.draw(st.sampled_from(ways[other]))}"
    assert (compare(a, b).verdict == "same") == (one == other)
    assert parse(a).numeral == one


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Николай II", "Nicholas II"),
        ("Николай Второй", "Nicholas the Second"),
        ("Николая Второго", "Николай II"),
        ("Napoleon III", "Наполеон III"),
        ("Ivan IV", "Иван Четвёртый"),
    ],
)
def test_one_ruler_is_one_in_both_scripts(a: str, b: str) -> None:
    assert compare(a, b).verdict == "same"


def test_a_single_capital_that_may_be_an_initial_is_one() -> None:
    assert parse("Petrov V").numeral == 0
    assert parse("Petrov V").readings[0].given == "V."


RUSSIAN = "Рютин Троцкий Зиновьев Хрущёв Дзержинский Чичерин Куйбышев Жуков Тухачевский".split()  # noqa: SIM905


@pytest.mark.parametrize("surname", RUSSIAN)
def test_two_schemes_of_one_russian_surname_are_the_same_in_latin_letters(surname: str) -> None:
    written = {to_latin(surname, scheme) for scheme in schemes() if scheme not in ("gost-779", "polish")}
    for one, other in combinations(sorted(written), 2):
        assert compare(one, other).verdict == "same", (one, other)
