"""A name and a page in brackets behind a quotation cite somebody, though no bibliography and no folder knows him."""

from __future__ import annotations

import pytest

from variorum.manuscript.citations.in_text import CitedAuthors, with_in_text
from variorum.manuscript.reading import manuscript_of


def cited(text: str) -> list[str]:
    """What the brackets of a paragraph cite."""
    manuscript = with_in_text(manuscript_of(text.encode(), "a.md"), CitedAuthors())
    return [note.text for note in manuscript.notes.values()]


@pytest.mark.parametrize(
    "named",
    ["see Vane, The Quay, p. 12", "vgl. Moos, Der Kai, S. 12", "см. Вейнов, с. 12", "cf. Vane, p. 3", "vgl. Moos, 12"],
)
def test_words_that_send_to_a_work_stand_before_it(named: str) -> None:
    assert cited(f"She said that “the barges lay idle all winter” ({named}).") == [named]


@pytest.mark.parametrize(
    "sent",
    [
        "see p. 12",
        "vgl. oben S. 12",
        "see Figure 3, p. 12",
        "vgl. S. 5, Anmerkung 1",
        "siehe Anhang, S. 5",
        "см. выше, с. 12",
        "vgl. Teil II, S. 30",
    ],
)
def test_a_place_of_the_manuscript_itself_is_no_work(sent: str) -> None:
    assert cited(f"She said that “the barges lay idle all winter” ({sent}).") == []


@pytest.mark.parametrize("named", ["Vane, 21", "Vane 21", "Vane and Moss, 21–22", "Вейнов, 17", "Łuczak, 12, 15"])
def test_a_name_and_a_page_behind_a_quotation_cite(named: str) -> None:
    assert cited(f"She said that “the barges lay idle all winter” ({named}).") == [named]


@pytest.mark.parametrize(
    "other", ["Chapter 4", "March 12", "Act, 3", "Figure 3", "глава 3", "Рис. 4", "Abb. 4", "Kapitel 2", "lines 3–4"]
)
def test_a_part_or_a_date_behind_one_does_not(other: str) -> None:
    assert cited(f"She said that “the barges lay idle all winter” ({other}).") == []


@pytest.mark.parametrize("text", ["The ship (Titan, 12) sank.", "He came from Dorn (Quay, 21), called “a barge”."])
def test_elsewhere_only_a_name_that_is_known_does(text: str) -> None:
    assert cited(text) == []
    known = with_in_text(manuscript_of(text.encode(), "a.md"), CitedAuthors(surnames={"titan", "quay"}))
    assert len(known.notes) == 1
