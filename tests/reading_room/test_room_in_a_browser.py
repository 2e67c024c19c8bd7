"""The reading room as a person meets it: in Debian's Chromium, by keyboard alone, every write found in the files."""

from __future__ import annotations

import json
from time import monotonic

import pytest
from room_browser import opened, playwright, said
from room_serving import Served

LEAF = "/sources/zayavlenie1956/0001.html"
pytestmark = pytest.mark.browser


def dossiers(served: Served) -> dict[str, str]:
    return {
        path.relative_to(served.archive.root).as_posix(): path.read_text("utf-8", errors="replace")
        for folder in ("people", "groups", "places", "works", "events", "sources")
        for path in (served.archive.root / folder).glob("*.md")
    }


def stated(page, served: Served) -> None:
    """State what is marked, and wait until it is written."""
    before = len(served.room.journal.standing())
    page.keyboard.press("s")
    panel = page.wait_for_selector(".room-panel .room-fields")
    assert panel is not None
    if not page.input_value(".room-panel [role=combobox] >> nth=0"):
        page.keyboard.type("berg")
        page.keyboard.press("Tab")
    if not page.input_value(".room-panel [role=combobox] >> nth=1"):
        page.locator(".room-panel [role=combobox] >> nth=1").focus()
        if page.locator(".room-choices:not([hidden])").count():
            page.keyboard.press("Enter")
        else:
            page.keyboard.type("said")
    page.wait_for_selector(".room-lines")
    page.keyboard.press("Escape") if page.locator(".room-choices:not([hidden])").count() else None
    page.keyboard.press("Enter")
    page.wait_for_selector(".room-panel", state="detached")
    assert len(served.room.journal.standing()) == before + 1


def test_ten_statements_are_entered_from_a_page_by_keyboard_alone(page, served: Served) -> None:
    opened(page, served, LEAF)
    before = dossiers(served)
    for _ in range(10):
        page.keyboard.press("w")
        for _ in range(6):
            page.keyboard.press("Shift+ArrowRight")
        stated(page, served)
        for _ in range(7):
            page.keyboard.press("ArrowRight")
    after = dossiers(served)
    added = [
        line
        for file in after
        for line in after[file].splitlines()
        if after[file].count(line) > before[file].count(line)
    ]
    witnesses = [line for line in added if "[@zayavlenie1956, " in line]
    assert len(witnesses) == 10
    assert not page.said


def test_a_statement_shows_the_very_lines_that_are_then_in_the_file_and_u_takes_them_out(page, served: Served) -> None:
    opened(page, served, LEAF)
    before = dossiers(served)
    page.keyboard.press("w")
    page.keyboard.press(".")
    page.keyboard.press("s")
    page.wait_for_selector(".room-panel .room-fields")
    page.locator(".room-panel [role=combobox] >> nth=0").fill("berg")
    page.locator(".room-panel [role=combobox] >> nth=1").fill("said")
    page.locator(".room-panel [role=combobox] >> nth=2").fill('"a word of her own"')
    playwright.expect(page.locator(".room-lines")).to_contain_text("a word of her own")
    shown = page.locator(".room-lines").inner_text().split("\n")
    page.keyboard.press("Enter")
    page.wait_for_selector(".room-panel", state="detached")
    written = served.read("people/berg.md")
    for line in shown:
        assert line.lstrip("0123456789").strip() in written
    page.keyboard.press("u")
    said(page, "Undone")
    assert dossiers(served) == before


def test_a_sentence_is_marked_around_the_words_that_were_found_with_its_stop(page, served: Served) -> None:
    opened(page, served, LEAF)
    page.keyboard.press("f")
    page.keyboard.type("пять экземпляров")
    playwright.expect(page.locator(".room-within li").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_function("() => [...(CSS.highlights.get('lit') ?? [])].join('') === 'пять экземпляров'")
    page.keyboard.press("Escape")
    page.keyboard.press(".")
    page.keyboard.press("s")
    playwright.expect(page.locator(".room-panel blockquote q")).to_have_text("Я отпечатала пять экземпляров.")


def test_while_a_list_is_open_enter_takes_from_it_and_writes_nothing(page, served: Served) -> None:
    opened(page, served, LEAF)
    page.keyboard.press("w")
    page.keyboard.press("s")
    page.wait_for_selector(".room-panel .room-fields")
    page.locator(".room-panel [role=combobox]").nth(0).fill("berg")
    relation = page.locator(".room-panel [role=combobox]").nth(1)
    relation.focus()
    page.keyboard.type("said")
    page.wait_for_selector(".room-choices:not([hidden])")
    page.keyboard.press("Enter")
    playwright.expect(relation).to_have_value("said")
    assert page.locator(".room-panel").count() == 1
    assert not served.room.journal.standing()


def test_enter_completes_half_a_word_and_writes_a_whole_one(page, served: Served) -> None:
    opened(page, served, LEAF)
    page.keyboard.press("w")
    page.keyboard.press("s")
    page.wait_for_selector(".room-panel .room-fields")
    dossier, relation = (page.locator(".room-panel [role=combobox]").nth(number) for number in (0, 1))
    dossier.fill("emma karl")
    playwright.expect(page.locator(".room-choices:not([hidden]) li").first).to_contain_text("Emma Karlovna Berg")
    page.keyboard.press("Enter")
    playwright.expect(dossier).to_have_value("berg")
    relation.focus()
    page.keyboard.type("sai")
    playwright.expect(page.locator(".room-choices:not([hidden]) li").first).to_contain_text("said")
    page.keyboard.press("Enter")
    playwright.expect(relation).to_have_value("said")
    assert page.locator(".room-panel").count() == 1
    assert not served.room.journal.standing()
    page.locator(".room-panel [role=combobox]").nth(2).fill('"a word of her own"')
    page.wait_for_selector(".room-lines")
    page.keyboard.press("Enter")
    page.wait_for_selector(".room-panel", state="detached")
    assert len(served.room.journal.standing()) == 1


def test_a_hit_opens_at_its_words_and_lights_them(page, served: Served) -> None:
    opened(page, served, "/index.html")
    page.keyboard.press("/")
    page.keyboard.type("library shut")
    # what was found of the first letters alone may still be shown: an answer to the whole spans twelve characters
    spans = "([, from, to]) => to - from === 'library shut'.length"
    page.wait_for_function(
        "() => [document.querySelector('.room-found ol a')].filter(Boolean)"
        f".map((one) => /#at(\\d+)-(\\d+)$/.exec(one.href) ?? []).some({spans})"
    )
    page.locator(".room-found ol a").first.click()
    page.wait_for_selector("article.leaf")
    page.wait_for_function("() => [...(CSS.highlights.get('lit') ?? [])].join('') === 'library shut'")


def test_what_was_not_found_is_kept_by_one_key(page, served: Served) -> None:
    opened(page, served, "/index.html")
    page.keyboard.press("/")
    page.keyboard.type("zeppelin")
    page.wait_for_selector(".room-found button")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("n")
    said(page, "zeppelin")
    last = json.loads(served.read("searches.jsonl").splitlines()[-1])
    assert (last["query"], last.get("found", 0), last["by"]) == ("zeppelin", 0, "A. Reader")


def test_five_names_are_judged_by_a_key_each_and_the_last_is_taken_back(page, served: Served) -> None:
    opened(page, served, "/room/tray/names")
    ledger = served.archive.root / "judgements.jsonl"
    before = ledger.read_bytes()
    titles = set()
    served.room._rest_until = monotonic() + 600  # what is decided is not counted by the server meanwhile
    page.wait_for_selector(".room-item h2")
    left = int(page.locator(".room-progress").inner_text().split()[0])
    for number, key in enumerate(("s", "d", "n", "s", "d"), 1):
        title = page.locator(".room-item h2").inner_text()
        assert title not in titles
        titles.add(title)
        page.keyboard.press(key)
        playwright.expect(page.locator(".room-item h2")).not_to_have_text(title)
        playwright.expect(page.locator(".room-progress")).to_contain_text(f"{left - number} left")
    assert page.evaluate(
        "document.querySelector('.room-item .acts').getBoundingClientRect().bottom"
        " <= document.querySelector('.room-line').getBoundingClientRect().top + 1"
    ), "the line at the foot hides the keys"
    rows = [json.loads(line) for line in ledger.read_bytes().removeprefix(before).decode().splitlines()]
    assert [row["verdict"] for row in rows] == ["same", "different", "unsure", "same", "different"]
    assert {row["by"] for row in rows} == {"A. Reader"}
    page.keyboard.press("u")
    said(page, "Undone")
    assert len(ledger.read_bytes().removeprefix(before).decode().splitlines()) == 4


def test_a_key_that_comes_before_the_next_question_judges_nothing(page, served: Served) -> None:
    opened(page, served, "/room/tray/names")
    ledger = served.archive.root / "judgements.jsonl"
    before = ledger.read_bytes()
    title = page.locator(".room-item h2").inner_text()
    asked = []
    page.route("**/api/tray?*", lambda route: asked.append(route))
    page.keyboard.press("s")
    while not asked:
        page.wait_for_timeout(20)
    page.keyboard.press("d")
    page.keyboard.press("n")
    for route in asked:
        route.continue_()
    page.unroute("**/api/tray?*")
    playwright.expect(page.locator(".room-item h2")).not_to_have_text(title)
    assert [json.loads(line)["verdict"] for line in ledger.read_bytes().removeprefix(before).splitlines()] == ["same"]


def test_a_chapter_is_written_with_two_quotations_and_the_wrong_one_is_found_and_mended(page, served: Served) -> None:
    (served.archive.root / "chapters" / "09-new.md").write_text("# A new chapter\n", encoding="utf-8")
    opened(page, served, "/room/edit/chapters/09-new.md")
    page.wait_for_selector(".cm-content")
    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(
        "\n> Я отпечатала пять экземпляров. [@zayavlenie1956, § 4]\n"
        "\n> Я отпечатала семь экземпляров. [@zayavlenie1956, § 4]\n"
    )
    altered = page.locator("aside .findings li", has_text="Q201")
    playwright.expect(altered).to_have_count(1)
    page.keyboard.press("Control+.")
    playwright.expect(altered).to_have_count(0)
    page.keyboard.press("Control+s")
    said(page, "Saved")
    written = served.read("chapters/09-new.md")
    assert written.count("пять экземпляров") == 2
    assert "семь" not in written


def test_words_typed_while_a_changed_file_is_fetched_are_kept(page, served: Served) -> None:
    opened(page, served, "/room/edit/people/berg.md")
    page.wait_for_selector(".cm-content")
    asked = []
    page.route("**/api/file?*", lambda route: asked.append(route))
    path = served.archive.root / "people/berg.md"
    path.write_text(path.read_text("utf-8").replace("owned the typewriter", "lent the typewriter"), encoding="utf-8")
    while not asked:
        page.wait_for_timeout(50)
    page.locator(".cm-content").click()
    page.keyboard.press("Control+Home")
    page.keyboard.insert_text("Mine. ")
    asked[0].continue_()
    page.unroute("**/api/file?*")
    said(page, "changed")
    assert page.locator(".cm-line").first.inner_text().startswith("Mine. ")
    page.keyboard.press("Control+s")
    page.wait_for_selector(".room-conflict")
    assert "Mine" not in served.read("people/berg.md")


def test_an_editor_is_there_when_its_text_is(page, served: Served) -> None:
    asked = []
    page.route("**/api/file?*", lambda route: asked.append(route))
    opened(page, served, "/room/edit/people/berg.md")
    while not asked:
        page.wait_for_timeout(50)
    assert page.locator(".cm-content").count() == 0
    asked[0].continue_()
    page.wait_for_selector(".cm-content")
    page.keyboard.press("Control+z")
    assert "owned the typewriter" in page.locator(".cm-content").inner_text()


def test_a_write_is_refused_where_the_file_changed_and_both_texts_are_kept(page, served: Served) -> None:
    opened(page, served, "/room/edit/people/berg.md")
    page.wait_for_selector(".cm-content")
    page.locator(".cm-content").click()
    page.keyboard.press("Control+Home")
    page.keyboard.insert_text("\n")
    path = served.archive.root / "people/berg.md"
    theirs = path.read_text("utf-8").replace("owned the typewriter", "owned the typewriter and the key")
    path.write_text(theirs, encoding="utf-8")
    page.keyboard.press("Control+s")
    page.wait_for_selector(".room-conflict")
    assert path.read_text("utf-8") == theirs
    page.get_by_role("button", name="Compare").click()
    assert "and the key" in page.locator(".room-conflict pre").nth(1).inner_text()
    page.locator(".room-conflict input").fill("people/berg-mine.md")
    page.locator(".room-conflict").get_by_role("button", name="Save").last.click()
    page.wait_for_url("**/room/edit/people/berg-mine.md")
    assert path.read_text("utf-8") == theirs
    assert "and the key" not in served.read("people/berg-mine.md")


def test_the_page_follows_when_a_file_is_changed_elsewhere(page, served: Served) -> None:
    opened(page, served, "/people/berg.html")
    path = served.archive.root / "people/berg.md"
    path.write_text(path.read_text("utf-8").replace("owned the typewriter", "owned two typewriters"), encoding="utf-8")
    playwright.expect(page.locator("main")).to_contain_text("owned two typewriters", timeout=60_000)


def test_two_tabs_never_overwrite_each_other(page, served: Served) -> None:
    other = page.context.new_page()
    for tab, text in ((page, "one"), (other, "two")):
        opened(tab, served, "/room/edit/places/library.md")
        tab.wait_for_selector(".cm-line")
        tab.locator(".cm-content").click()
        tab.keyboard.press("Control+End")
        tab.keyboard.insert_text(f"\n<!-- {text} -->\n")
    page.keyboard.press("Control+s")
    said(page, "Saved")
    other.keyboard.press("Control+s")
    other.wait_for_selector(".room-conflict")
    written = served.read("places/library.md")
    assert "<!-- one -->" in written
    assert "<!-- two -->" not in written
    assert "<!-- two -->" in other.locator(".cm-content").inner_text()


def test_whoever_renames_a_dossier_goes_along_with_it(page, served: Served) -> None:
    opened(page, served, "/people/berg.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("rename")
    page.keyboard.press("Enter")
    page.keyboard.type("ernestina-berg")
    page.wait_for_selector(".room-renamed")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/ernestina-berg.html", timeout=60_000)
    page.wait_for_selector(".room-bar")
    page.keyboard.press("u")
    said(page, "Undone")
    assert "id: berg" in served.read("people/berg.md")


def test_pages_can_be_read_without_scripts(browser, page, served: Served) -> None:
    context = browser.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
    still = context.new_page()
    still.goto(served.address + LEAF)
    assert "Верхнереченск" in still.locator("article.leaf").inner_text()
    context.close()
