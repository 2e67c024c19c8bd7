"""A manuscript's own bibliography, in the forms in which its entries are called."""

from __future__ import annotations

import pytest

from variorum.manuscript.known import known_works
from variorum.manuscript.manuscript import Manuscript, Note, Paragraph
from variorum.manuscript.resolving import resolve

LABELLED = (
    "Сизов 2004а – Сизов Н. П. Дороги и бездорожье // Вопросы пути. 2004. № 3.",
    "Сизов 2004б – Сизов Н. П. Мосты. – М.: Наука, 2004.",
    "Сизов и др. 2004 – Сизов Н. П., Краев И. П. Переправы. – М.: Наука, 2004.",
    "Payne, Moss 1999 – Payne, D. L., Moss, A. Harbours. Leeds: Kiln, 1999.",
    "[Vane 1980] Vane R. Harvest Politics. Leeds: Kiln, 1980.",
)


def called(*cited: str) -> list[str]:
    """What each citation is taken to mean, in words; empty where it is left open."""
    entries = tuple(Paragraph(n, text, "bibliography") for n, text in enumerate(LABELLED, start=1))
    notes = {str(n): Note(str(n), "in text", (Paragraph(1, text, "note"),)) for n, text in enumerate(cited, start=1)}
    manuscript = Manuscript("draft", "text", entries, notes)
    found = resolve(manuscript, known_works(manuscript, [], []))
    return [one.work if one.sure else "" for works in found.values() for one in works]


@pytest.mark.parametrize(
    ("cited", "title"),
    [
        ("Сизов 2004а", "Дороги"),
        ("Сизов 2004б: 15", "Мосты"),
        ("Сизов и др. 2004", "Переправы"),
        ("Payne, Moss 1999: 3", "Harbours"),
        ("Vane 1980", "Harvest Politics"),
    ],
)
def test_an_entry_is_found_by_the_label_before_it(cited: str, title: str) -> None:
    assert title in called(cited)[0]


def test_two_years_after_one_name_are_two_works() -> None:
    assert ["Дороги" in called("Сизов 2004а, б")[0], "Мосты" in called("Сизов 2004а, б")[1]] == [True, True]


def test_an_author_is_not_taken_for_another_of_the_same_year() -> None:
    assert called("Moss 1999") == [""]
