"""The picture of a page in the browser: beside the text, its words lit, a click that leads to the text, keys, axe."""

from __future__ import annotations

import pytest
from room_browser import opened, playwright
from room_serving import Served

LEAF = "/sources/zayavlenie1956/0001.html"
SHOWN = '.room-facsimile .window[data-page="1"] canvas'
pytestmark = pytest.mark.browser
expect = playwright.expect


def test_a_scan_stands_beside_its_text_and_a_click_on_a_word_goes_to_it(page, served: Served) -> None:
    assert served.room.settled(patience=300)
    words = served.room.worked_out().texts.pages("zayavlenie1956")[0].text
    start = words.index("экземпляров")
    opened(page, served, f"{LEAF}#at{start}-{start + len('экземпляров')}")
    page.keyboard.press("i")
    expect(page.locator(SHOWN)).to_be_visible()
    expect(page.locator(".room-facsimile [role=status]")).to_have_text("Рисунок примера, Apache-2.0")
    expect(page.locator(".lit-box")).to_have_count(1)
    box = page.locator(".lit-box").bounding_box()
    assert box["width"] > 10
    # the word to the left of it on the same line: "пять", seven letters of the machine away
    letter = box["width"] / len("экземпляров")
    page.mouse.click(box["x"] - 3 * letter, box["y"] + box["height"] / 2)
    page.wait_for_function("() => [...(CSS.highlights.get('lit') ?? [])].join('') === 'пять'")
    moved = page.locator(".lit-box").bounding_box()
    assert moved["x"] < box["x"]
    assert not page.said


def test_a_scan_is_made_larger_turned_and_put_away_by_key_and_button(page, served: Served) -> None:
    opened(page, served, LEAF)
    page.keyboard.press("i")
    expect(page.locator(SHOWN)).to_be_visible()
    tools = page.locator(".room-facsimile .room-tools button")
    for number in range(3):
        tools.nth(number).click()
    page.keyboard.press("i")
    expect(page.locator(".room-facsimile")).to_have_count(0)
    assert not page.said


def test_a_source_that_nobody_scanned_offers_no_picture(page, served: Served) -> None:
    opened(page, served, "/sources/hallam1961/0001.html")
    page.keyboard.press("i")
    expect(page.locator(".room-reading")).to_be_visible()
    expect(page.locator(".room-facsimile")).to_have_count(0)


def test_what_shows_pictures_is_loaded_when_it_is_asked_for(page, served: Served) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    opened(page, served, LEAF)
    assert not [one for one in asked if "viewer" in one or "/facsimile/" in one]
    page.keyboard.press("i")
    expect(page.locator(SHOWN)).to_be_visible()
    assert [one for one in asked if "viewer" in one]


def test_axe_finds_nothing_beside_a_picture(page, served: Served) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    opened(page, served, LEAF)
    page.keyboard.press("i")
    expect(page.locator(SHOWN)).to_be_visible()
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
