"""Author-date citations in the running text, in the manners of three languages; and years that cite nobody."""

from __future__ import annotations

import pytest

from variorum.manuscript.citations.in_text import CitedAuthors, with_in_text
from variorum.manuscript.known import known_works
from variorum.manuscript.manuscript import Manuscript, Paragraph
from variorum.manuscript.reading import manuscript_of
from variorum.manuscript.resolving import resolve


def cited(inside: str) -> list[str]:
    """What a bracket in a sentence cites."""
    paragraph = Paragraph(1, f"The barges lay idle all winter ({inside}) at the quay.")
    return [note.text for note in with_in_text(Manuscript("m", "text", (paragraph,)), CitedAuthors()).notes.values()]


@pytest.mark.parametrize(
    "inside",
    [
        "Vane 1990", "Vane, 1990, 12", "Vane 1990: 12; Moss 1991", "see Vane 1990", "cf. Vane and Moss 1990: 3",
        "vgl. Vane 1990: 30ff.", "vgl. auch Vane 1990", "siehe dazu Vane 1990", "vgl. u.a. Vane 1990; Moos 1991",
        "Vane/Moos 1990: 12", "Vane/ Moos 1990", "Vane/von Moos 1990", "vgl. Vane/Moos/Lark 1990", "Vane u.a. 1990",
        "vgl.\nVane 1990: 36", "vgl. Ler-\nchenau 1990: 48", "vgl. die Liste bei Vane 1990: 46ff.", "wie Vane 1990",
        "Bund deutscher Kaie 1990: 12", "MOSS & VANE 1990", "см. Вейнов 1990", "см.: Вейнов и др. 1990, с. 5",
        "Łuczak 1990", "von Moos 1990",
    ],
)  # fmt: skip
def test_a_name_with_a_year_cites(inside: str) -> None:
    assert cited(inside) == [inside]


@pytest.mark.parametrize(
    "inside",
    [
        "ab Herbst 1925", "seit 1997", "since January 2006", "during the 1540s", "first built in 1563", "ab 1941",
        "Vorwort zur ersten Auflage von 1889", "Brief einer Mutter um 1952", "the year 1990", "im Sommer 1931",
        "с января 1931", "весной 1931", "eigene Zählung, 2003", "founded after 1917",
    ],
)  # fmt: skip
def test_a_year_by_itself_does_not(inside: str) -> None:
    assert cited(inside) == []


def test_only_the_works_of_a_bracket_are_taken() -> None:
    assert cited("Anna Moos; dazu bereits Vane 1990; Lark 1991") == ["dazu bereits Vane 1990; Lark 1991"]


WORKS = (
    "Moos, Anna/Vane, Ruth (2001), Die Mole. Kiel: Aal.",
    "Vane, Ruth (2001), Ropes. Leeds: Kiln.",
    "Moos, Bernd (1995), Das Watt. Kiel.",
)


@pytest.mark.parametrize(
    ("inside", "titles"),
    [
        ("Moos/Vane 2001: 5", ["Die Mole"]),
        ("Vane 2001: 5", ["Ropes"]),
        ("Vane/Moos 2001: 5", []),  # the work of both, turned round, or her own
        ("Anna Moos 1995", []),
        ("Moss 1995", []),
    ],
)
def test_a_work_of_two_is_not_taken_for_that_of_one(inside: str, titles: list[str]) -> None:
    text = "\n\n".join([f"# Kai\n\nSo lag er da ({inside}).", "# Literatur", *WORKS])
    manuscript = with_in_text(manuscript_of(text.encode(), "a.md"), CitedAuthors())
    (found,) = resolve(manuscript, known_works(manuscript, [], [])).values()
    assert [one.group.works[0].title for one in found if one.sure and one.group] == titles
