"""Borrowings in the edition: shown in both places, in a graph with its table; nothing of a closed source leaks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from making_witnesses import Archive

from variorum.disclosure.openness import OwnersView, open_to_all
from variorum.edition.publishing import Imprint, opened_in, publish
from variorum.evidence import Holding
from variorum.record import Record
from variorum.stemma import describe

PASSAGE = (
    "On the fourth day the women came to the gates with the children, and the chairman of the district, who had "
    "promised them flour, went out to them and promised it again, and they went home."
)
CHANGED = PASSAGE.replace("with the children", "through the thaw")
SECRET = "sekretnyi"

Publish = Callable[..., Path]


@pytest.fixture
def archive() -> Archive:
    made = Archive()
    made.source("paper", 1932, f"From the mill. {PASSAGE}", title="News of the Mill District")
    made.source("memoir", 1961, f"I remember. {CHANGED} So it was.", title="What I kept")
    made.source(SECRET, 1931, f"Reported. {PASSAGE}", title="A closed report", access="restricted")
    made.borrowing("memoir", "paper", CHANGED, PASSAGE)
    made.borrowing("memoir", SECRET, CHANGED, PASSAGE)
    made.borrowing("paper", SECRET, PASSAGE)
    made.statement("strike#^a", ("paper", PASSAGE), ("memoir", CHANGED))
    return made


@pytest.fixture
def published(archive: Archive, tmp_path: Path) -> Publish:
    def out(language: str = "en") -> Path:
        record = archive.record()
        told = describe(record.borrowings, record, pages_of=archive.pages)
        holdings = {key: Holding(key, "pages", ("1",), 1) for key in record.sources}
        whole: Record = replace(record, borrowings=told, holdings=holdings)
        publish(
            opened_in(language, OwnersView(whole, pages_of=archive.pages)),
            out=tmp_path / language,
            imprint=Imprint(language),
        )
        return tmp_path / language

    return out


def test_a_passage_is_shown_in_both_places_with_a_way_to_the_other(published: Publish) -> None:
    site = published()
    for source, other in (("memoir", "paper"), ("paper", "memoir")):
        page = html.fromstring((site / f"sources/{source}/0001.html").read_bytes())
        (shared,) = page.xpath("//span[@class='shared']")
        assert shared.text_content().startswith("On the fourth day")
        (note,) = page.xpath("//li[@class='elsewhere']")
        assert f"sources/{other}/0001.html#b" in "".join(note.xpath(".//@href"))
        anchors = set(page.xpath("//@id"))
        back = html.fromstring((site / f"sources/{other}/0001.html").read_bytes()).xpath(
            "//li[@class='elsewhere']//@href"
        )
        assert {href.partition("#")[2] for href in back if f"sources/{source}/" in href} <= anchors


def test_the_two_states_stand_side_by_side_and_only_what_differs_is_marked(published: Publish) -> None:
    page = html.fromstring((published() / "borrowings/memoir--paper.html").read_bytes())
    differing = [span.text_content() for span in page.xpath("//span[@class='differs']")]
    assert differing == ["through", "thaw", "with", "children"]
    assert "had it first" in page.xpath("//p[@class='way']")[0].text_content()


def test_the_graph_has_an_arc_and_a_row_for_every_tie_and_its_words(published: Publish) -> None:
    page = html.fromstring((published() / "dependence.html").read_bytes())
    assert len(page.xpath("//*[name()='g'][contains(@class, 'arc')]/*[name()='title']")) == 1
    (row,) = page.xpath("//tbody/tr")
    assert "36 words" in row.text_content()
    rows = [item.text_content().split()[0] for item in page.xpath("//figure//li")]
    assert rows == ["News", "What"]


def test_a_source_says_what_it_has_from_others_and_others_from_it(published: Publish) -> None:
    site = published()
    assert "earlier in" in (site / "sources/memoir.html").read_text("utf-8")
    assert "later in" in (site / "sources/paper.html").read_text("utf-8")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_of_a_closed_source_nothing_is_told(published: Publish, language: str) -> None:
    for path in published(language).rglob("*.html"):
        text = path.read_text("utf-8")
        assert SECRET not in text, path
        assert "A closed report" not in text, path
        assert "–sekretnyi" not in path.name


def test_a_direction_that_rested_on_a_closed_source_is_not_told(archive: Archive) -> None:
    record = archive.record()
    told = describe(record.borrowings, record, pages_of=archive.pages)
    assert any(SECRET in sentence for each in told for sentence in each.because)
    public = open_to_all(OwnersView(replace(record, borrowings=told))).record
    assert len(public.borrowings) == 1
    assert not any(SECRET in sentence for each in public.borrowings for sentence in each.because)
    assert public.borrowings[0].direction == "a-from-b"
