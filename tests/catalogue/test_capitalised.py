"""Which words of a text are told to be names by their capital alone."""

from __future__ import annotations

import pytest

from variorum.catalogue.capitalised import Capitalised


def rows_of(*passages: str) -> dict[str, int]:
    words = Capitalised()
    for passage in passages:
        words.read(passage)
    return dict(words.rows())


@pytest.mark.parametrize(
    "text",
    [
        "They saw Lowland there.",
        "We met Capt. Lowland there.",  # a shortened title ends no sentence
        "We met Prof. Lowland there.",
        "We met Mr. Lowland there.",
        "By N. Lowland himself.",
        "They came\n\n12 Lowland farms.",  # a number counts as a word before it
    ],
)
def test_a_capital_within_a_sentence_is_the_words_own(text: str) -> None:
    assert rows_of(text)["lowland"] == 1


@pytest.mark.parametrize(
    "text",
    [
        "They could not adapt. Lowland is wet.",  # ends as a shortened title does, and is none
        "They came late. Lowland is wet.",
        "Lowland is wet.",
        "They said: “Lowland is wet.”",
    ],
)
def test_a_capital_that_a_sentence_may_have_given_is_not(text: str) -> None:
    assert "lowland" not in rows_of(text)


def test_it_is_counted_in_every_passage_once_one_tells_that_it_is_a_name() -> None:
    assert rows_of("Lowland is wet. Lowland is cold.", "We saw Lowland.", "Lowland again.")["lowland"] == 3
