"""A Chromium for the edition's pages, opened from file://, and what is asked of every page that it shows."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOURS = [
    "color-contrast",
    "link-in-text-block",
    "html-lang-valid",
    "valid-lang",
]  # what alone can differ in the dark
WIDTHS = (320, 700, 1400)

in_a_browser = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine, so no page was looked at"),
]
"""The marks of a test that asks for `browser`."""


def launched() -> Iterator[object]:
    """A Chromium that can draw with WebGL on a machine without a graphics card."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@contextmanager
def a_page(browser, **context) -> Iterator[object]:
    """A page in a context of its own."""
    opened = browser.new_context(**context)
    yield opened.new_page()
    opened.close()


def assert_accessible(browser, folder: Path, names: Iterable[str], *, scheme: str) -> None:
    """No page has a fault that axe-core finds by the rules of WCAG 2.2 AA; in the dark, by those of colours."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    size = {"width": 1200, "height": 900}
    asked = {"type": "rule", "values": OF_COLOURS} if scheme == "dark" else {"type": "tag", "values": RULES}
    with a_page(browser, color_scheme=scheme, viewport=size, bypass_csp=True) as page:
        for name in names:
            page.goto((folder / name).as_uri())
            found = axe.run(page, options={"runOnly": asked})
            told = [(v["id"], [node["html"][:160] for node in v["nodes"][:3]]) for v in found.response["violations"]]
            assert not told, (name, scheme, told)


def assert_within_the_screen(browser, folder: Path, names: Iterable[str]) -> None:
    """No page is wider than the screen, and none complains in the browser's console."""
    complaints: list[str] = []
    with a_page(browser) as page:
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        for name in names:
            page.goto((folder / name).as_uri())
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
    assert complaints == []
