"""Groups and works compared by their own lights."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.names.forms.groups import compare_as, compare_words, things


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Left Opposition", "левая оппозиция"),
        ("левой оппозиции", "the Left Opposition"),
        ("ЦК", "Central Committee"),
        ("ЦК ВКП(б)", "Central Committee of the VKP(b)"),
        ("Union of Marxist-Leninists", "Союз марксистов-ленинцев"),
        ("Троцкисты", "Trotskyites"),
        ("Comintern", "Коммунистический Интернационал"),
        ("Рабочая оппозиция", "Workers' Opposition"),
        ("Riutin Platform", "Рютинская платформа"),
        ("«Сталин и кризис пролетарской диктатуры»", "Stalin and the Crisis of the Proletarian Dictatorship"),
    ],
)
def test_one_name_is_known_in_translation_abbreviation_and_case(a: str, b: str) -> None:
    assert compare_as(a, b).verdict == "same"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Left Opposition", "Right Opposition"),
        ("левая оппозиция", "the Trotskyists"),
        ("Workers' Opposition", "левая оппозиция"),
        ("ВКП(б)", "РКП(б)"),
        ("ЦК", "ЦКК"),
        ("Opposition", "Left Opposition"),
    ],
)
def test_other_names_are_not_called_the_same(a: str, b: str) -> None:
    assert compare_as(a, b).verdict != "same"


def test_that_two_groups_are_one_only_a_source_can_say() -> None:
    assert "only a source can say" in compare_as("левая оппозиция", "the Trotskyists").because[0]


def test_people_whose_surname_is_a_group_s_word_stay_people() -> None:
    assert compare_as("Александр Блок", "A. Blok").shared == ("surname", "given name")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_no_text_makes_the_comparison_of_groups_fail(a: str, b: str) -> None:
    one, other = compare_words(a, b, kind="group"), compare_words(b, a, kind="group")
    assert (one.verdict, one.score) == (other.verdict, other.score)


def test_a_capital_that_is_two_signs_when_small_stops_no_comparison() -> None:
    """The small letter of "İ" is an "i" and a dot of its own, so the initials have a sign more than words."""
    assert compare_words("Aİ", "Alpha Iota", kind="group").verdict == "different"


def test_an_abbreviation_of_several_words_is_one_thing_within_a_name() -> None:
    """Words of the table that stand together count as one, the longest of them first, wherever they stand."""
    assert things("the Third International in Paris") == ("comintern", "paris")
    assert things("Central Control Commission of Moscow") == ("central_control_commission", "moscow")
