"""Every screen of the room in three languages: no fault that axe finds, light or dark, wide or narrow, nothing wider
than a narrow screen, no word of the interface that nobody said in that language."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from room_browser import first_page, opened
from room_serving import Served, serving

from variorum.archive.folder import open_archive

pytestmark = pytest.mark.browser
LEAF = "/sources/zayavlenie1956/0001.html"
SEEN_BY_AXE = {"en": ("light", 1300), "ru": ("dark", 400)}  # in German there are other, longer words and nothing else
SCREENS = {
    "/index.html": "",
    LEAF: "",
    LEAF + "#": "wms",
    LEAF + "##": "wa",
    LEAF + "###": "wn",
    LEAF + "####": "wd",
    LEAF + "#####": "wc",
    LEAF + "######": "wt",
    "/sources/marsh1998/0002.html": "if",
    "/sources/platforma-a/0001.html": "o",
    "/people/berg.html": "?",
    "/theses/hunger-first.html": "",
    "/patterns/one-thing-after-another.html": "",
    "/named/groups/mill.html": "",
    "/map.html": "",
    "/network.html": "",
    "/timeline.html": "",
    "/dependence.html": "",
    "/search.html?q=Berg": "",
    "/room/help": "",
    "/room/tray/names": "",
    "/room/tray/descent": "",
    "/room/tray/translations": "",
    "/room/tray/theses": "",
    "/room/tray/findings": "",
    "/room/writes": "",
    "/room/audit": "",
    "/room/audit/chapters/02-chetyre-dnya.md": "",
    "/room/edit/people/berg.md": "",
}


@pytest.fixture(scope="module", params=["en", "ru", "de"])
def spoken(request, built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = tmp_path_factory.mktemp(f"room-{request.param}") / "archive"
    shutil.copytree(built, root)
    for one in serving(open_archive(root), request.param):
        assert one.room.settled(patience=120)
        one.language = request.param
        yield one


@pytest.fixture(scope="module")
def screen(browser, spoken: Served) -> Iterator[object]:
    yield from first_page(browser, spoken)


@pytest.mark.parametrize("path", SCREENS)
def test_a_screen_is_open_to_everybody(screen, spoken: Served, path: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    screen.set_viewport_size({"width": 1300, "height": 900})
    opened(screen, spoken, path.rstrip("#"))
    for key in SCREENS[path]:
        screen.keyboard.press(key)
    if SCREENS[path].startswith("w"):
        screen.wait_for_selector(".room-panel")
    if "/edit/" in path:
        screen.wait_for_selector(".cm-line")
    if "/tray/" in path:
        screen.wait_for_selector(".room-item, .room-page .gap")
    if spoken.language in SEEN_BY_AXE:
        scheme, width = SEEN_BY_AXE[spoken.language]
        screen.emulate_media(color_scheme=scheme)
        screen.set_viewport_size({"width": width, "height": 900})
        found = Axe().run(screen).response["violations"]
        assert [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in found] == []
    screen.set_viewport_size({"width": 400, "height": 800})
    if path == LEAF:  # a section's title may be longer than the screen is wide
        screen.fill("#room-page", "A title that is longer than the screen is wide, " * 3)
    assert screen.evaluate("document.documentElement.scrollWidth") <= 400
    keys = screen.evaluate("Object.keys(JSON.parse(document.getElementById('room').textContent).words)")
    shown = screen.locator("body").inner_text().split("\n")
    assert [line for line in shown if line.strip() in keys and "-" in line] == []
    assert not screen.said


def test_places_of_hits_are_said_in_the_rooms_language(screen, spoken: Served) -> None:
    opened(screen, spoken, "/index.html")
    screen.keyboard.press("/")
    screen.keyboard.type("ключ")
    screen.wait_for_selector(".room-found ol a")
    page = {"en": "p.", "ru": "с.", "de": "S."}[spoken.language]
    assert f", {page}\u00a027" in screen.locator(".room-found ol").inner_text()


def test_every_word_of_the_interface_is_said_in_every_language() -> None:
    from variorum.languages.registry import table

    rooms = {code: set(table(code, "locale")["room"]) for code in ("en", "ru", "de")}
    assert rooms["ru"] == rooms["en"] == rooms["de"]
