"""A statement that the archive has already, met in the form: it is pointed out, in Debian's Chromium."""

from __future__ import annotations

import pytest
from room_browser import opened, playwright
from room_serving import Served

LEAF = "/sources/zayavlenie1956/0001.html"
pytestmark = pytest.mark.browser


def opened_form(page) -> None:
    """The form for whatever is marked, with a subject and a relation chosen by keys."""
    page.keyboard.press("s")
    page.wait_for_selector(".room-panel .room-fields")
    page.locator(".room-panel [role=combobox] >> nth=0").fill("berg")
    page.locator(".room-panel [role=combobox] >> nth=1").focus()
    page.keyboard.type("said")
    playwright.expect(page.locator(".room-choices:not([hidden]) li").first).to_contain_text("said")
    page.keyboard.press("Enter")
    playwright.expect(page.locator(".room-panel [role=combobox] >> nth=2")).to_be_focused()
    page.keyboard.type('"a word of her own"')
    page.locator(".room-panel input").nth(3).fill("")  # the date, which differs from words to words


def closed(page) -> None:
    page.wait_for_selector(".room-panel", state="detached")


def test_what_stands_already_is_pointed_out_and_not_written_again_by_enter(page, served: Served) -> None:
    opened(page, served, LEAF)
    page.keyboard.press("w")
    page.keyboard.press("Shift+ArrowRight")
    opened_form(page)
    page.keyboard.press("Enter")
    closed(page)
    first = served.read("people/berg.md")
    assert first.count('"a word of her own"') == 1
    opened_form(page)  # of the same words, which are its witness now
    playwright.expect(page.locator(".room-already").first).to_contain_text("people/berg.md")
    playwright.expect(page.locator(".room-panel button.main")).to_be_disabled()
    page.keyboard.press("Enter")
    assert served.read("people/berg.md") == first
    page.keyboard.press("Control+Enter")
    closed(page)
    opened_form(page)  # a third in a row
    page.keyboard.press("Escape")
    assert served.read("people/berg.md").count('"a word of her own"') == 2
    assert not page.said


def test_enter_that_comes_before_the_list_waits_for_it(page, served: Served) -> None:
    opened(page, served, LEAF)
    held: list[playwright.Route] = []
    page.keyboard.press("w")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("s")
    page.wait_for_selector(".room-panel .room-fields")
    page.route("**/api/suggest**", lambda route: held.append(route))
    subject = page.locator(".room-panel [role=combobox]").nth(0)
    subject.fill("")
    subject.press_sequentially("Ladyg")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('.room-panel') !== null")
    while held:
        held.pop(0).continue_()
    playwright.expect(subject).to_have_value("ladygin")
    assert not served.room.journal.standing()


def test_a_form_half_filled_in_is_told_why_and_logs_no_trouble(page, served: Served) -> None:
    opened(page, served, LEAF)
    page.keyboard.press("w")
    page.keyboard.press("s")
    page.wait_for_selector(".room-panel .room-fields")
    page.locator(".room-panel [role=combobox]").nth(0).fill("berg")
    page.locator(".room-panel [role=combobox]").nth(1).fill("sai")
    playwright.expect(page.locator(".room-panel .fault.error")).to_have_count(1)
    page.locator(".room-panel [role=combobox]").nth(1).fill("said")
    page.locator(".room-panel input").nth(3).fill("summ")
    playwright.expect(page.locator(".room-panel .fault.error")).to_have_count(1)
    page.keyboard.press("Enter")
    playwright.expect(page.locator(".room-panel .fault.error")).to_have_count(1)
    assert not served.room.journal.standing()
    assert not page.said
