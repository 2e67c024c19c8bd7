"""A team in Debian's Chromium: invited, changed, reviewed, written; said and settled; two in one dossier."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from room_browser import playwright, said
from team_serving import PASSWORD, ServedTeam, serving_team

from variorum.archive.folder import Archive, open_archive

pytestmark = pytest.mark.browser
BERG = "people/berg.md"
expect = playwright.expect


@pytest.fixture
def served(archive: Archive) -> Iterator[ServedTeam]:
    for one in serving_team(archive):
        assert one.room.settled(patience=300)
        yield one


def come_in(browser, invitation: str, *, scripts: bool = True):
    context = browser.new_context(viewport={"width": 1300, "height": 900}, java_script_enabled=scripts)
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.goto(invitation)
    page.fill("input[name=password]", PASSWORD)
    page.fill("input[name=again]", PASSWORD)
    page.click("button")
    page.wait_for_selector("main")
    return page


def test_invited_changed_reviewed_and_written(browser, served: ServedTeam) -> None:
    owner = come_in(browser, served.invitation("Ada", "owner"))
    owner.click(".room-bar >> text=Team")
    owner.fill("input[name=name]:not([type=hidden])", "Carl")
    owner.check("form[action$=invite] input[name=sees_all]")
    owner.click("text=Make the invitation")
    link = owner.input_value(".room-link input")
    carl = come_in(browser, link)
    owner.goto(served.address + "/room/team")
    expect(owner.locator(".room-invitations")).to_contain_text("came in")

    carl.goto(f"{served.address}/room/edit/{BERG}")
    carl.wait_for_selector(".cm-line")
    expect(carl.locator(".cm-content")).to_contain_text("id: berg")
    carl.click(".cm-content")
    carl.keyboard.press("Control+End")
    carl.keyboard.type("\nCarl was here.\n")
    carl.keyboard.press("Control+s")
    said(carl, "It waits for review")
    assert "Carl was here." not in served.read(BERG)
    carl.goto(served.address + "/room/review")
    expect(carl.locator("main")).to_contain_text("waits")

    owner.goto(served.address + "/index.html")
    expect(owner.locator(".room-bar >> text=Review")).to_contain_text("1")
    owner.click(".room-bar >> text=Review")
    owner.click(".writes a")
    expect(owner.locator(".room-change ins", has_text="Carl was here.")).to_be_visible()
    owner.fill("input[name=why]", "Good to know.")
    owner.click("button[value=accepted]")
    expect(owner.locator(".heard")).to_be_visible()
    assert "Carl was here." in served.read(BERG)
    carl.goto(served.address + "/room/review")
    expect(carl.locator("main")).to_contain_text("Good to know.")
    for one in (owner, carl):
        one.context.close()


def test_said_answered_and_settled_without_scripts(browser, served: ServedTeam) -> None:
    vera = come_in(browser, served.invitation("Vera", "editor"), scripts=False)
    vera.goto(served.address + "/people/berg.html")
    vera.click("#comments summary")
    vera.select_option("#comments select", index=1)
    vera.fill("#comments textarea", "Is this the right year?")
    vera.click("#comments details button")
    thread = vera.locator(".room-thread")
    expect(thread).to_contain_text("Is this the right year?")
    assert vera.url.endswith("/people/berg.html#comments")
    thread.locator("summary").click()
    thread.locator("textarea").fill("It is; see the newspaper.")
    thread.locator("details button").click()
    expect(vera.locator(".answer")).to_contain_text("see the newspaper")
    vera.click(".room-thread > form button")
    expect(vera.locator(".room-thread")).to_contain_text("Settled by Vera")
    vera.click(".room-ways >> text=Comments")
    vera.click("summary >> text=Settled: 1")
    expect(vera.locator(".room-threads")).to_contain_text("Is this the right year?")
    vera.context.close()


def test_two_in_one_dossier_see_each_other(browser, served: ServedTeam) -> None:
    ada = come_in(browser, served.invitation("Ada", "owner"))
    vera = come_in(browser, served.invitation("Vera", "editor"))
    for one in (ada, vera):
        one.goto(served.address + "/people/berg.html")
    expect(ada.locator(".room-present")).to_have_text("Vera: here too")
    expect(vera.locator(".room-present")).to_have_text("Ada: here too")
    vera.goto(served.address + "/room/edit/people/berg.md")
    expect(vera.locator(".room-present")).to_have_text("Ada: here too")
    expect(ada.locator(".room-present")).to_have_text("Vera: here too")
    vera.goto(served.address + "/index.html")
    expect(ada.locator(".room-present")).to_have_text("")
    for one in (ada, vera):
        one.context.close()


# ── every screen ────────────────────────────────────────────────────────────────────────────────────────────────────

SCREENS = ("room/help", "room/team", "room/review", "room/review/{file}", "room/review/{dossier}", "room/comments",
           "room/log", "people/berg.html")  # fmt: skip
SEEN_BY_AXE = {"en": "light", "ru": "dark"}


@pytest.fixture(scope="module", params=["en", "ru", "de"])
def spoken(request, built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedTeam]:
    root = tmp_path_factory.mktemp(f"team-{request.param}") / "archive"
    shutil.copytree(built, root)
    for one in serving_team(open_archive(root), request.param):
        assert one.room.settled(patience=300)
        yield one


@pytest.fixture(scope="module")
def owner(browser, spoken: ServedTeam):
    page = come_in(browser, spoken.invitation("Ada", "owner"))
    carl = come_in(browser, spoken.invitation("Carl", "contributor"))
    spoken.team.accounts.invite("Nora", "reader", sees_all=False)
    spoken.team.audit.add(by="Ada", did="invited", whom="Nora", role="reader")
    page.ids = {}
    for name, path, values in (
        ("dossier", "dossier", {"kind": "person", "name": "A New One", "id": "a-new-one"}),
        ("file", "file", {"file": BERG, "text": "---\nid: berg\nname: Berg\n---\n", "digest": "absent"}),
    ):
        sent = carl.evaluate(
            """async ([path, values]) => {
              const told = JSON.parse(document.getElementById("room").textContent);
              const headers = {"content-type": "application/json", "x-variorum-token": told.csrf};
              const answer = await fetch("/api/" + path, {method: "POST", headers, body: JSON.stringify(values)});
              return answer.json();
            }""",
            [path, values],
        )
        page.ids[name] = sent["proposal"]
    spoken.team.comments.add(by="Carl", about="people/berg.html", text="Is this so?")
    page.said = []
    page.on("console", lambda message: page.said.append(message.text) if message.type == "error" else None)
    yield page
    page.context.close()
    carl.context.close()


@pytest.mark.parametrize("path", SCREENS)
def test_a_screen_of_the_team_is_open_to_everybody(owner, spoken: ServedTeam, path: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    owner.set_viewport_size({"width": 1300, "height": 900})
    owner.goto(f"{spoken.address}/{path.format(**owner.ids)}")
    owner.wait_for_selector(".room-bar")
    owner.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
    if scheme := SEEN_BY_AXE.get(spoken.room.language):
        owner.emulate_media(color_scheme=scheme)
        found = Axe().run(owner).response["violations"]
        assert [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in found] == []
    for width in (400, 320):
        owner.set_viewport_size({"width": width, "height": 800})
        assert owner.evaluate("document.documentElement.scrollWidth") <= width
    assert not owner.said


def test_the_doors_are_open_to_everybody_in_the_rooms_language(browser, spoken: ServedTeam) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": 400, "height": 800})
    door = context.new_page()
    for address in (f"{spoken.address}/room/sign-in", spoken.invitation("Mia", "reader")):
        door.goto(address)
        assert door.get_attribute("html", "lang") == spoken.room.language
        assert Axe().run(door).response["violations"] == []
        assert door.evaluate("document.documentElement.scrollWidth") <= 400
    door.goto(f"{spoken.address}/room/sign-in")
    door.fill("input[name=name]", "Nobody")
    door.fill("input[name=password]", "nothing of the kind")
    door.click("button")
    said_so = {"en": "do not belong together", "ru": "не подходят", "de": "gehören nicht zusammen"}
    expect(door.locator("[role=alert]")).to_contain_text(said_so[spoken.room.language])
    context.close()
