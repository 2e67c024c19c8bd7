"""A part of the edition is one line: its pages are written, bar and foot lead there, the reading room finds them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from variorum.disclosure.openness import Opened
from variorum.edition import parts
from variorum.edition.site import Sheet, Site

ADDRESS = "broadsheets.html"


def letter_sheets(site: Site) -> Iterator[Sheet]:
    yield site.sheet(ADDRESS, "contradictions.html", title="Letters", section="letters", clashes=[])


def ways(opened: Opened) -> Iterable[parts.Way]:
    yield parts.Way("letters", "nav.sources", ADDRESS)


@pytest.fixture
def with_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "PARTS", (*parts.PARTS, parts.EditionPart(letter_sheets, in_bar=ways, in_foot=ways)))


@pytest.mark.usefixtures("with_letters")
def test_a_part_that_is_added_is_written_and_every_page_leads_there(write, tmp_path: Path) -> None:
    write(tmp_path / "e")
    assert "<h1>Letters</h1>" in (tmp_path / "e" / ADDRESS).read_text("utf-8")
    for page in ("index.html", "colophon.html"):
        told = (tmp_path / "e" / page).read_text("utf-8")
        assert told.count(f'href="{ADDRESS}"') == 2  # in the bar and in the foot


def test_no_page_is_made_by_two_parts(write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def noted(sheets: parts.EditionPart) -> parts.EditionPart:
        def maker(site: Site) -> Iterator[Sheet]:
            for sheet in sheets.sheets(site):
                made.append(sheet.address)
                yield sheet

        return parts.EditionPart(maker, sheets.under, sheets.in_bar, sheets.in_foot)

    monkeypatch.setattr(parts, "PARTS", tuple(map(noted, parts.PARTS)))
    write(tmp_path / "e")
    assert len(made) == len(set(made)) > 50


def test_every_page_lies_under_a_name_by_which_the_room_finds_its_part(write, tmp_path: Path, monkeypatch) -> None:
    lost: list[str] = []

    def held(part: parts.EditionPart) -> parts.EditionPart:
        def maker(site: Site) -> Iterator[Sheet]:
            for sheet in part.sheets(site):
                first, _, rest = sheet.address.partition("/")
                names = {first} if rest else {first, re.split("[-.]", first)[0], ""}
                if part.under and not names & set(part.under):
                    lost.append(sheet.address)
                yield sheet

        return parts.EditionPart(maker, part.under, part.in_bar, part.in_foot)

    monkeypatch.setattr(parts, "PARTS", tuple(map(held, parts.PARTS)))
    write(tmp_path / "e")
    assert lost == []
