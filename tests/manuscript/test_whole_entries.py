"""Entries of a bibliography that a PDF parts at the end of a line: made whole, and never two of them one."""

from __future__ import annotations

import pytest

from variorum.manuscript.manuscript import Paragraph
from variorum.manuscript.reading import manuscript_of
from variorum.manuscript.reading.listed import with_whole_entries

STOPPED = (
    "Aal, Anna (1990), Der Kai. Kiel: Aal.",
    "Bach, Bernd (1991), »Die Taue der alten Fischer«, Der Hafendienst, Bd. 13,",
    "S. 414–428.",
    "Hafenrat (2001), Bericht. Kiel.",
    "Dorn, Dora (1993), Die Flut. Eine",
    "Geschichte der Möwen, Bonn.",
    "Erle, Emil (1994), Das Watt. Kiel.",
    "Fink, Frieda (1995), Die Mole. Kiel.",
    "Gans, Gerd (1996), Das Tau. Kiel.",
)


def entries(*texts: str) -> list[str]:
    """The entries that these paragraphs of a bibliography are."""
    own = [Paragraph(number, text, "bibliography") for number, text in enumerate(texts, start=1)]
    made = with_whole_entries(own)
    assert [one.number for one in made] == [*range(1, len(made) + 1)]
    return [one.text for one in made]


def test_what_goes_on_with_an_entry_is_a_part_of_it() -> None:
    found = entries(*STOPPED)
    assert f"{STOPPED[1]}\n{STOPPED[2]}" in found
    assert f"{STOPPED[4]}\n{STOPPED[5]}" in found
    assert STOPPED[3] in found
    assert len(found) == len(STOPPED) - 2


def test_where_entries_end_without_a_stop_only_what_cannot_begin_one_goes_on() -> None:
    texts = [text.removesuffix(".") for text in STOPPED]
    texts[5] = "ZDF: Sendung vom 3. Mai"
    found = entries(*texts)
    assert texts[5] in found
    assert f"{texts[1]}\n{texts[2]}" in found


def test_a_list_of_other_entries_is_left_as_it_is() -> None:
    texts = ("Der Kai. Kiel 1990", "Die Taue, Kiel", "Die Flut. Bonn 1993", "Das Watt", "Die Mole", "Das Tau. Kiel")
    assert entries(*texts) == [*texts]


def test_text_is_left_as_it_is() -> None:
    own = [Paragraph(number, text) for number, text in enumerate(STOPPED, start=1)]
    assert with_whole_entries(own) == tuple(own)


@pytest.mark.parametrize(
    "heading",
    [
        "Список литературы и источников", "Литература и источники", "Список цитируемой литературы",
        "Библиографические ссылки", "Библиографический список использованной литературы", "Sekundärliteratur",
        "Gedruckte Quellen", "Verzeichnis der zitierten Literatur", "Références", "References and further reading",
    ],
)  # fmt: skip
def test_a_bibliography_is_known_by_its_heading(heading: str) -> None:
    manuscript = manuscript_of(f"# Der Kai\n\nSo war es.\n\n# {heading}\n\n{STOPPED[0]}\n".encode(), "a.md")
    assert [one.text.strip() for one in manuscript.entries] == [STOPPED[0]]


@pytest.mark.parametrize("heading", ["Литература о верфи", "Источники войны", "Forschungsliteratur zum Kai", "Sources"])
def test_a_chapter_on_literature_is_none(heading: str) -> None:
    manuscript = manuscript_of(f"# Der Kai\n\nSo war es.\n\n# {heading}\n\n{STOPPED[0]}\n".encode(), "a.md")
    assert not manuscript.entries
