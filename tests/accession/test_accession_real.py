from __future__ import annotations

import os
from pathlib import Path

import pytest

from variorum.accession import read_file

DATA = Path(os.environ.get("VARIORUM_REAL_DATA", Path(__file__).parents[2].parent / "shared" / "data"))

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not DATA.is_dir(), reason="the real data does not come with the repository"),
]


def test_the_review_is_numbered_as_a_reader_counts_its_paragraphs() -> None:
    reading = read_file(DATA / "seed" / "peters2019.txt", source="p")
    assert reading.findings == ()
    assert reading.colophon.dates == {"published": "21 December 2019"}
    places = {
        word: page.locator_at(page.text.index(word))
        for page in reading.pages
        for word in ("The publication in English", "no precise", "organized by")
        if word in page.text
    }
    assert places == {"The publication in English": "§ 1", "no precise": "§ 27", "organized by": "§ 31"}


@pytest.mark.parametrize("folder", ["books", "editions/reed"])
def test_books_read_without_a_grave_finding(folder: str) -> None:
    for path in sorted((DATA / folder).iterdir()):
        reading = read_file(path, source="s")
        assert reading.paging == "sections", path.name
        assert reading.findings == (), path.name
        assert reading.colophon.title, path.name
        assert reading.colophon.authors, path.name


def test_tei_witnesses_have_their_page_labels() -> None:
    for path in sorted((DATA / "editions" / "frankenstein").glob("*.xml")):
        reading = read_file(path, source="s")
        assert reading.paging == "pages"
        assert {finding.code for finding in reading.findings} <= {"A011"}
        assert sum(len(page.text.split()) for page in reading.pages) > 70_000
