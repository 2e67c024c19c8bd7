"""The room at 200 and 400 %, by keyboard alone, and on paper: nothing beyond the edge, nothing hidden that is in focus.

A window of 1280 by 900 at 200 % is one of 640 by 450, at 400 % one of 320 by 225 (WCAG 1.4.4, 1.4.10, 2.4.11).
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from room_browser import playwright
from team_serving import PASSWORD, ServedTeam, serving_team

from variorum.archive.folder import Archive

pytestmark = pytest.mark.browser
expect = playwright.expect
MAIN = (
    "index.html", "people/berg.html", "sources/zayavlenie1956/0001.html", "chronicle.html", "room/tray/names",
    "room/tray/findings", "room/writes", "room/audit", "room/team", "room/review", "room/comments", "room/help",
)  # fmt: skip
HIDDEN = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return "";
  const box = one.getBoundingClientRect();
  if (!box.width || box.bottom <= 0 || box.top >= innerHeight) return `out of sight: ${one.outerHTML.slice(0, 120)}`;
  const [x, y] = [box.left + box.width / 2, Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 1)];
  const above = document.elementFromPoint(Math.min(Math.max(x, 1), innerWidth - 1), y);
  const seen = above && (one.contains(above) || above.contains(one) || above.closest("label")?.contains(one));
  return seen ? "" : `covered: ${one.outerHTML.slice(0, 120)} by ${above?.outerHTML.slice(0, 80)}`;
}"""


@pytest.fixture
def served(archive: Archive) -> Iterator[ServedTeam]:
    for one in serving_team(archive, "de"):
        assert one.room.settled(patience=300)
        yield one


@pytest.fixture
def owner(browser, served: ServedTeam):
    context = browser.new_context(viewport={"width": 640, "height": 450}, reduced_motion="reduce")
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.goto(served.invitation("Ada", "owner"))
    page.fill("input[name=password]", PASSWORD)
    page.fill("input[name=again]", PASSWORD)
    page.click("button")
    page.wait_for_selector(".room-bar")
    yield page
    context.close()


def test_main_screens_at_200_and_400_percent(owner, served: ServedTeam) -> None:
    wide, hidden = [], []
    for path in MAIN:
        owner.set_viewport_size({"width": 640, "height": 450})
        owner.goto(f"{served.address}/{path}")
        owner.wait_for_selector(".room-bar")
        if "/tray/" in path:
            owner.wait_for_selector(".room-item, .room-page .gap")
        for _ in range(40):
            owner.keyboard.press("Tab")
            if said := owner.evaluate(HIDDEN):
                hidden.append((path, said))
        for width, height in ((640, 450), (320, 225)):
            owner.set_viewport_size({"width": width, "height": height})
            if (found := owner.evaluate("document.documentElement.scrollWidth")) > width:
                wide.append((path, width, found))
    assert wide == []
    assert hidden == []


def test_somebody_is_invited_and_a_name_is_judged_by_keyboard_alone(owner, served: ServedTeam) -> None:
    owner.goto(f"{served.address}/room/team")
    owner.wait_for_selector(".room-bar")
    for _ in range(80):
        owner.keyboard.press("Tab")
        if owner.evaluate("document.activeElement.matches('form[action$=invite] input[name=name]')"):
            break
    owner.keyboard.type("Nora")
    owner.keyboard.press("Enter")
    expect(owner.locator(".room-link input")).to_be_visible()
    assert [one.name for one in served.team.accounts.invitations()] == ["Nora"]
    owner.goto(f"{served.address}/room/tray/names")
    owner.wait_for_selector(".room-item")
    before = len(served.read("judgements.jsonl").splitlines())
    owner.keyboard.press("d")
    expect(owner.locator(".room-line")).to_contain_text("verschieden")
    assert len(served.read("judgements.jsonl").splitlines()) == before + 1
    owner.keyboard.press("u")
    expect(owner.locator(".room-line")).to_contain_text("ückg")
    assert len(served.read("judgements.jsonl").splitlines()) == before


def test_what_is_only_for_clicking_is_not_printed(owner, served: ServedTeam) -> None:
    for path in ("room/review", "room/help", "people/berg.html", "room/tray/names"):
        owner.goto(f"{served.address}/{path}")
        owner.wait_for_selector(".room-bar")
        owner.emulate_media(media="print")
        shown = owner.locator("button:visible, .room-bar:visible, .room-ways:visible, textarea:visible")
        assert shown.all_inner_texts() == [], path
        expect(owner.locator("main")).to_be_visible()
        owner.emulate_media(media="screen")
