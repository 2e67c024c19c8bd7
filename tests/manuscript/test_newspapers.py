"""Newspapers' numbers and days, held against copies of the folder that say their own."""

from __future__ import annotations

import pytest

from variorum.manuscript.audit import audit
from variorum.manuscript.reading import manuscript_of
from variorum.manuscript.works import Work
from variorum.quotation.texts import MemoryTexts
from variorum.record import Page

COPY = Work(
    "dvina", "folder", "Двинская правда", (), "1927", file="dvina-1927-11-07.txt",
    opening=("Двинская правда", "№ 255, понедельник, 7 ноября 1927 г.", "Цена 5 коп."),
)  # fmt: skip


def states(note: str) -> list[str]:
    texts = MemoryTexts({"dvina": (Page("dvina", 1, "1", "Праздник прошёл тихо."),)})
    made = audit(manuscript_of(f"Об этом писали.[^1]\n\n[^1]: {note}".encode(), "a.md"), texts, [COPY])
    return [one.state for one in made.references]


@pytest.mark.parametrize(
    "note",
    ["Двинская правда. 1927. 7 нояб. № 231. С. 1.", "Двинская правда. 1927. 9 нояб. № 255. С. 1."],
)
def test_a_number_that_the_copy_of_that_day_contradicts_cannot_be(note: str) -> None:
    assert states(note) == ["impossible"]


@pytest.mark.parametrize(
    "note",
    [
        "Двинская правда. 1927. 7 нояб. № 255. С. 1.",
        "Двинская правда. 1927. 8 нояб. № 256. С. 1.",
        "Двинская правда. 1926. 7 нояб. № 231. С. 1.",
        "Голос Двины. 1927. 7 нояб. № 231. С. 1.",
    ],
)
def test_what_no_copy_contradicts_is_not_called_impossible(note: str) -> None:
    assert "impossible" not in states(note)
