"""An Anarchist FAQ, 1.9 million words of HTML, where Debian's package `anarchism` is there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import making_the_review_archive as making
import pytest

from variorum.archive.folder import Archive, create_archive
from variorum.archive.originals import digest_of
from variorum.archive.reading import read_record
from variorum.pipeline import TakenIn, take_in
from variorum.pipeline.lookup import Desk, desk

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def faq() -> Path:
    folder = making.anarchist_faq()
    if folder is None:
        pytest.skip("Debian's package `anarchism` is not there (VARIORUM_ANARCHISM says where it is)")
    return folder


@pytest.fixture(scope="module")
def taken(faq: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Archive, TakenIn]:
    archive = create_archive(tmp_path_factory.mktemp("faq") / "archive", title="An Anarchist FAQ")
    return archive, take_in(archive, [faq])


@pytest.fixture(scope="module")
def at(taken: tuple[Archive, TakenIn]) -> Iterator[Desk]:
    with desk(taken[0]) as opened:
        yield opened


def test_every_page_is_taken_in_without_a_complaint(taken: tuple[Archive, TakenIn], faq: Path) -> None:
    assert len(taken[1].sources) == len(list(faq.glob("*.html")))
    assert taken[1].findings == ()


def test_all_its_words_are_there(at: Desk) -> None:
    words = sum(len(page.text.split()) for key in at.texts.sources() for page in at.texts.pages(key))
    assert words > 1_800_000


def test_each_quotation_of_the_list_is_verbatim_in_the_page_that_makes_it(at: Desk, data: Path, faq: Path) -> None:
    record, _ = read_record(at.archive.root)
    keys = {source.original.sha256: key for key, source in record.sources.items() if source.original}
    for one in json.loads((data / "quotations" / "afaq-dev.json").read_text(encoding="utf-8")):
        found = at.verify(one["quotation"], source=keys[digest_of(faq / one["page"])])
        assert found.verdict == "verbatim", (one["page"], found)
