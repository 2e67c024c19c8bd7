"""A name that is kept back is seen in every form that a text may give it, and open namesakes keep theirs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.disclosure.guard import MARK, masked
from variorum.disclosure.levelling import ways_to_read
from variorum.disclosure.people import People, WithheldNames
from variorum.languages.transliteration import schemes, to_latin

KEPT = People(
    (
        WithheldNames("person", ("Николай Петрович Ермолаев",)),
        WithheldNames("person", ("Edwin Brunwick",)),
        WithheldNames("group", ("Union of the Just",)),
    ),
    ("Пётр Ермолаев", "Anna Orlova"),
)


def hidden(text: str) -> str:
    spans = sorted({span for words in ways_to_read(text) for span in KEPT.found_in(text, words)})
    outer = [one for one in spans if not any(o != one and o[0] <= one[0] and one[1] <= o[1] for o in spans)]
    return masked(text, outer)


@pytest.mark.parametrize(
    "form",
    [
        "Ермолаева", "ЕРМОЛАЕВЫМ", "ермолаеву", "Yermolayev", "Jermolajew", "Jermołajew", "Ермо́лаев", "Ермо\u00adлаев",
        "Ермо**ла**ев", "&#1045;рмолаев", "%D0%95%D1%80%D0%BC%D0%BE%D0%BB%D0%B0%D0%B5%D0%B2", "Ермо-\nлаев",
        "Е р м о л а е в", "Eрмолaев", "nikolaiermolaev1931", "Ермолаевщина", "Н. П. Е.", "N. P. E.",
        "Николаем Петровичем",
        "Brunwick", "BRUNWICK’s", "Брунвик", "Union of the Just", "&amp;#1045;рмолаев",
    ],
)  # fmt: skip
def test_no_disguise_saves_a_name(form: str) -> None:
    assert form not in hidden(f"and then {form} was seen")
    assert MARK in hidden(f"and then {form} was seen")


@pytest.mark.parametrize("text", ["Пётр Ермолаев", "Anna Orlova", "Михаил", "Ермолов", "Н. Е. Жуковский", "the Union"])
def test_others_keep_their_names(text: str) -> None:
    assert hidden(text) == text


@given(st.sampled_from(schemes()), st.sampled_from(["Ермолаев", "Ермолаева", "Ермолаеву"]), st.booleans())
def test_no_scheme_of_transliteration_saves_a_name(scheme: str, form: str, capitals: bool) -> None:
    written = to_latin(form, scheme)
    written = written.upper() if capitals else written
    assert written not in hidden(f"said {written} then")


def test_a_mark_has_one_length_whatever_it_stands_for() -> None:
    assert hidden("met Ермолаева there") == hidden("met Николая Петровича Ермолаева there") == f"met {MARK} there"
