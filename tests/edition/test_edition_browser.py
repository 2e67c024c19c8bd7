"""The edition as a browser shows it, from file://: accessible (axe-core, WCAG 2.2 AA), never wider than the screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from edition_browser import assert_accessible, assert_within_the_screen, in_a_browser

PAGES = [
    "index.html",
    "people/lesnov.html",
    "places/biysk.html",
    "people/index.html",
    "sources/index.html",
    "sources/orlova1961.html",
    "sources/orlova1961/0002.html",
    "chronicle.html",
    "theses/index.html",
    "theses/real-circle.html",
    "questions/was-there-a-circle.html",
    "chapters/index.html",
    "chapters/room.html",
    "findings/index.html",
    "findings/q.html",
    "names.html",
    "names-without-a-dossier.html",
    "named/people/lesnov.html",
    "relations.html",
    "bibliography.html",
    "colophon.html",
    "contradictions.html",
    "company/lesnov.html",
    "findings/set-aside.html",
    "search.html",
    "network.html",
]
SAME_TEMPLATE = {  # as another page that axe sees
    "places/biysk.html",
    "people/index.html",
    "chapters/index.html",
    "theses/index.html",
    "relations.html",
    "bibliography.html",
    "findings/set-aside.html",
    "names-without-a-dossier.html",
}
TELLING = [  # one page of each build, for the other theme
    "people/lesnov.html",
    "sources/orlova1961/0002.html",
    "chronicle.html",
    "questions/was-there-a-circle.html",
    "company/lesnov.html",
]

pytestmark = in_a_browser


@pytest.mark.parametrize(
    ("language", "scheme", "names"),
    [("english", "light", sorted(set(PAGES) - SAME_TEMPLATE)), ("russian", "dark", TELLING)],
    ids=["light", "dark"],
)
def test_no_page_has_a_fault_that_axe_finds(language: str, scheme: str, names: list[str], browser, request) -> None:
    assert_accessible(browser, request.getfixturevalue(language), names, scheme=scheme)


def test_no_page_is_wider_than_the_screen_and_none_complains(browser, english: Path) -> None:
    assert_within_the_screen(browser, english, PAGES)


def test_pages_are_whole_without_javascript(browser, english: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((english / "people/lesnov.html").as_uri())
    page.click("text=Orlova, What the River Kept >> nth=0")
    assert page.url.endswith("#w39-71")
    assert page.locator("mark:target").inner_text() == "We met in September, three of us"
    context.close()


def test_the_ledger_sorts_and_filters_where_scripts_run(browser, english: Path) -> None:
    page = browser.new_page()
    page.goto((english / "sources/index.html").as_uri())
    if page.locator(".controls").count() == 0:
        pytest.skip("the islands are not compiled here, so there is nothing to try")
    page.fill(".controls input", "river")
    assert page.locator("tbody tr:visible").count() == 1
    page.fill(".controls input", "")
    page.click("thead button >> nth=0")
    titles = page.locator("tbody th").all_inner_texts()
    assert titles == sorted(titles)
    page.goto((english / "names.html").as_uri())
    page.fill("[role=search] input", "леснов")
    assert "Павел Ильич Леснов" in page.locator(".results a").all_inner_texts()
    page.close()


def test_all_words_are_searched_from_a_file_and_a_hit_opens_at_its_words(browser, english: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((english / "search.html").as_uri())
    if not page.locator("[data-island=word-search] input").count():
        pytest.skip("the islands are not compiled on this machine")
    page.fill("[data-island=word-search] input", "Леснову")
    page.wait_for_selector(".hits li")
    found = page.locator(".hits").inner_text()
    assert "What the River Kept" in found
    assert "p. 91" in found
    page.locator(".hits .words a", has_text="by rights was in Biysk").click()
    page.wait_for_url("**/sources/orlova1961/0002.html*")
    assert "#p2" in page.evaluate("location.hash") or page.url.endswith("0002.html")
    context.close()


def test_the_search_is_a_page_without_javascript_too(browser, english: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((english / "search.html").as_uri())
    assert "JavaScript" in page.locator("main").inner_text() or "browser" in page.locator("main").inner_text()
    page.click("main a[href='names.html']")
    assert page.url.endswith("names.html")
    context.close()
