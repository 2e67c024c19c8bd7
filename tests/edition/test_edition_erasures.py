"""Editions stand side by side in the published site, the erased have a page, and closed sources stay closed."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from edition_browser import CHROMIUM, assert_accessible, assert_within_the_screen

from variorum.collation.changes import collate
from variorum.collation.comparing import summed_up
from variorum.collation.wording import wording_of
from variorum.disclosure.openness import OwnersView
from variorum.edition.publishing import Imprint, opened_in, publish
from variorum.evidence import Erasure, Holding, Side, Span
from variorum.examined import Examined
from variorum.quotation.texts import MemoryTexts, body_of
from variorum.record import Descent, Entity, Page, Position, Source

SENTENCES = [f"Sentence number {number} tells of the <mill> and of its looms." for number in range(400)]
EARLIER = "\n\n".join([*SENTENCES[:200], "The well was dug by Vera Orlova in nine days.", *SENTENCES[200:]])
LATER = EARLIER.replace("by Vera Orlova ", "").replace("number 7 tells", "number 8 tells")
PAGES = {key: (Page(key, 1, "1", text),) for key, text in (("first", EARLIER), ("second", LATER))}


def record_of(*, access: str = "open") -> Examined:
    texts = MemoryTexts(PAGES)
    earlier, later = body_of(texts, "first"), body_of(texts, "second")
    compared = summed_up(earlier, later, collate(wording_of(earlier.text), wording_of(later.text)))
    at = EARLIER.index("The well")
    erasure = Erasure(
        "orlova", "dropped", "first", "second", 1, 0, 0.01,
        (Side((Span("first", 1, at, at + 45),), "The well was dug by Vera Orlova in nine days"),),
        (Side((Span("second", 1, at, at + 28),), "The well was dug in nine days"),),
        (), (0, 1, 400, 0),
    )  # fmt: skip
    sources = {
        "first": Source("first", title="First", language="en", access=access),
        "second": Source("second", title="Second", language="en", lineage=(Descent("edition-of", "first"),)),
    }
    entity = Entity("orlova", "person", "Vera Orlova", position=Position("people/orlova.md"))
    holdings = {key: Holding(key, "pages", ("1",)) for key in sources}
    return replace(
        Examined(),
        sources=sources,
        entities={"orlova": entity},
        holdings=holdings,
        editions=(compared,),
        erasures=(erasure,),
    )


def published(record: Examined, out: Path, language: str = "en") -> dict[str, str]:
    publish(
        opened_in(language, OwnersView(record, pages_of=lambda key: PAGES[key])), out=out, imprint=Imprint(language)
    )
    return {path.relative_to(out).as_posix(): path.read_text("utf-8") for path in out.rglob("*.html")}


def test_a_long_comparison_is_cut_into_pages_that_lead_to_one_another(tmp_path: Path) -> None:
    pages = published(record_of(), tmp_path / "edition")
    first = pages["editions/first--second.html"]
    assert 'href="../editions/first--second/2.html"' in first
    assert "<ins>8</ins>" in first
    assert "&lt;mill&gt;" in first
    assert "<script>" not in first
    whole = "".join(text for name, text in sorted(pages.items()) if name.startswith("editions/first--second"))
    assert "<del>by Vera Orlova</del>" in whole
    assert all(f"number {number} tells" in re.sub(r"</?(?:ins|del)>", "", whole) for number in range(9, 400))


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_erased_have_a_page_with_what_stands_instead_and_their_dossier_leads_to_it(
    tmp_path: Path, language: str
) -> None:
    pages = published(record_of(), tmp_path / "edition", language)
    page = pages["erasures/orlova.html"]
    assert "The well was dug" in page
    assert re.search(r'href="\.\./editions/first--second(?:/\d)?\.html#r\d+"', page)
    assert "<td>400</td>" in page
    assert "../erasures/orlova.html" in pages["people/orlova.html"]
    assert "editions/first--second.html" in pages["sources/second.html"]
    assert "erasures/orlova.html" in pages["erasures.html"]


def test_a_name_that_the_later_edition_still_has_elsewhere_is_not_called_gone(tmp_path: Path) -> None:
    record = record_of()
    partly = replace(record.erasures[0], mentions_earlier=39, mentions_later=37)
    pages = published(replace(record, erasures=(partly,)), tmp_path / "edition")
    assert "still names them" in next(text for name, text in pages.items() if name.startswith("erasures/"))
    assert "dropped in places" in pages["erasures.html"]


def test_a_page_says_how_many_changes_were_left_out_and_what_shows_them(tmp_path: Path) -> None:
    record = record_of()
    kept = replace(record.editions[0], changes=(), left_out=4000)
    pages = published(replace(record, editions=(kept,)), tmp_path / "edition")
    page = pages["editions/first--second.html"]
    assert "4,000 are left out" in page
    assert page.count("<code>variorum collate first second</code>") == 2
    assert ">4,000</a>" in pages["editions/index.html"]


def test_every_link_of_these_pages_leads_to_a_page(tmp_path: Path) -> None:
    pages = published(record_of(), tmp_path / "edition")
    for name, text in pages.items():
        if name.startswith(("editions", "erasures")):
            for target in re.findall(r'href="([^"#:]+\.html)(?:#[^"]*)?"', text):
                assert (tmp_path / "edition" / name).parent.joinpath(target).resolve().is_file(), (name, target)


def test_nothing_of_a_closed_edition_is_published(tmp_path: Path) -> None:
    pages = published(record_of(access="restricted"), tmp_path / "edition")
    assert not [name for name in pages if name.startswith(("editions", "erasures"))]
    assert not [name for name, text in pages.items() if "dug by Vera" in text]


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine, so no page was looked at")
@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("ru", "dark")])
def test_these_pages_are_accessible_and_never_wider_than_the_screen(
    browser, tmp_path: Path, language: str, scheme: str
) -> None:
    published(record_of(), tmp_path / "edition", language)
    names = [
        "editions/index.html",
        "editions/first--second.html",
        "editions/first--second/2.html",
        "erasures.html",
        "erasures/orlova.html",
    ]
    assert_accessible(browser, tmp_path / "edition", names, scheme=scheme)
    assert_within_the_screen(browser, tmp_path / "edition", names)
