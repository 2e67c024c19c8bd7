"""Chromium as the room's tests use it; a module that imports this is skipped where there is none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.resources import files

import pytest
from room_serving import Served

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]  # fmt: skip

if CHROMIUM is None:
    pytest.skip("there is no Chromium on this machine", allow_module_level=True)
if not files("variorum.edition").joinpath("assets", "islands", "room", "room.js").is_file():
    pytest.skip("the front end was not compiled", allow_module_level=True)
playwright = pytest.importorskip("playwright.sync_api")
playwright.expect.set_options(timeout=20_000)


def launched() -> Iterator[object]:
    """A browser, for as long as it is needed."""
    with playwright.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


def first_page(browser, served: Served) -> Iterator[object]:
    """A page that has opened the address that was printed; `said` gathers what went wrong in it."""
    assert served.room.ready(patience=600) is not None
    context = browser.new_context(viewport={"width": 1300, "height": 900})
    context.set_default_timeout(20_000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(served.gate.address)
    page.said = complaints
    yield page
    context.close()


def opened(page, served: Served, path: str) -> None:
    """Go to a page and wait until its islands are there."""
    page.goto(served.address + path)
    page.wait_for_selector(".room-bar")
    if path.startswith("/sources/") and not path.endswith("index.html") and path.count("/") == 3:
        page.wait_for_selector(".room-reading")


def said(page, words: str) -> None:
    """Wait until the line at the foot says this."""
    playwright.expect(page.locator(".room-line")).to_contain_text(words)
