"""Patterns with kinds of letters: what they are of both scripts and of one, within a class and without."""

from __future__ import annotations

import re

import pytest

from variorum.text.letters import compiled, spelled


@pytest.mark.parametrize("name", ["Vane", "Łuczak", "Řezáč", "Șerban", "Ďuriš", "Őry", "Вейнов", "Ђорђевић", "Їжак"])
def test_a_capital_of_any_alphabet_begins_a_name(name: str) -> None:
    assert compiled(r"\p{Lu}\p{Ll}+").fullmatch(name)


@pytest.mark.parametrize("word", ["vane", "łuczak", "řezáč", "вейнов", "ђорђевић"])
def test_a_small_letter_of_no_alphabet_does(word: str) -> None:
    assert not compiled(r"\p{Lu}\p{Ll}+").match(word)


def test_one_script_leaves_the_other_out() -> None:
    assert compiled(r"\p{LatinLu}").match("Ż")
    assert not compiled(r"\p{LatinLu}").match("Ж")
    assert compiled(r"\p{CyrillicLu}").match("Ж")
    assert not compiled(r"\p{CyrillicLu}").match("Ż")


def test_within_a_class_they_stand_beside_what_else_it_has() -> None:
    assert compiled(r"[\p{Lu}\d“]+").fullmatch("Ż1“Ж")
    assert compiled(r"[^\W\d_\p{Ll}]").match("Ż")
    assert not compiled(r"[^\W\d_\p{Ll}]").match("ż")
    assert compiled(r"[\]\p{Lu}]+").fullmatch("]Ż")
    assert compiled(r"[]\p{Lu}]+\p{Ll}").fullmatch("]Żó")


def test_the_rest_of_a_pattern_is_left_as_it_is() -> None:
    plain = r"(?P<a>[^\[\]]{2,3})\\\[(?:x|y)\](?<!\w)"
    assert spelled(plain) == plain
    assert compiled(r"ibid\.", re.IGNORECASE).match("Ibid.")


def test_what_is_no_pattern_is_refused_as_before() -> None:
    with pytest.raises(re.error):
        compiled(r"[\p{Lu}")
    with pytest.raises(re.error):
        compiled(r"\p{Greek}")
