"""Reading in the browser: one scroll, its margin, another state beside it, the picture, search within, the forms."""

from __future__ import annotations

import pytest
from room_browser import opened, playwright, said
from room_serving import Served

LEAF = "/sources/zayavlenie1956/0001.html"
pytestmark = pytest.mark.browser
expect = playwright.expect


def mark(page, words: str) -> None:
    """Mark words of the page as a mouse would."""
    page.evaluate(
        """words => {
            for (const text of document.querySelectorAll('.room-scroll p.text')) {
                const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
                for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                    const at = node.data.indexOf(words);
                    if (at < 0) continue;
                    const range = document.createRange();
                    range.setStart(node, at);
                    range.setEnd(node, at + words.length);
                    getSelection().removeAllRanges();
                    getSelection().addRange(range);
                    return;
                }
            }
        }""",
        words,
    )


def test_the_pages_of_a_source_are_one_scroll_and_the_address_follows(page, served: Served) -> None:
    opened(page, served, "/sources/marsh1998/0001.html")
    expect(page.locator(".room-leaf")).to_have_count(4)
    page.keyboard.press("g")
    page.keyboard.type("414")
    page.keyboard.press("Enter")
    expect(page.locator('.room-leaf[data-at="4"] article.leaf')).to_have_count(1)
    page.wait_for_url("**/sources/marsh1998/0004.html")
    page.keyboard.press("[")
    page.wait_for_url("**/sources/marsh1998/0003.html")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
    assert len(ids) == len(set(ids))
    assert not page.said


def test_a_page_of_the_middle_opens_at_its_own_place(page, served: Served) -> None:
    opened(page, served, "/sources/marsh1998/0003.html")
    expect(page.locator("#room-page")).to_have_value("p. 413")
    page.go_back()
    page.go_forward()
    expect(page.locator("#room-page")).to_have_value("p. 413")


def test_words_found_within_the_source_are_lit_and_what_is_not_there_is_kept(page, served: Served) -> None:
    opened(page, served, "/sources/marsh1998/0001.html")
    page.keyboard.press("f")
    page.keyboard.type("minutes")
    expect(page.locator(".room-within li").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".room-within li[aria-current]")).to_have_count(1)
    page.wait_for_function("() => [...(CSS.highlights.get('lit') ?? [])].join('').toLowerCase() === 'minutes'")
    asked = []  # Enter before the answer is there goes to the new hit, not to one of the words before
    page.route("**/api/search?*", lambda route: asked.append(route))
    page.locator(".room-within input").fill("leaflet")
    page.keyboard.press("Enter")
    while not asked:
        page.wait_for_timeout(20)
    asked[0].continue_()
    page.unroute("**/api/search?*")
    page.wait_for_function("() => [...(CSS.highlights.get('lit') ?? [])].join('').toLowerCase().startsWith('leaflet')")
    page.locator(".room-within input").fill("zeppelin")
    expect(page.locator(".room-within")).to_contain_text("Nothing was found")
    page.keyboard.press("Enter")
    said(page, "zeppelin")
    assert '"zeppelin"' in served.read("searches.jsonl").splitlines()[-1]


def test_names_and_dates_stand_in_the_margin_by_one_key(page, served: Served) -> None:
    assert served.room.settled(patience=120)
    opened(page, served, LEAF)
    page.keyboard.press("m")
    expect(page.locator(".noted details[open]").first).to_contain_text("Emma Karlovna Berg")
    expect(page.locator(".room-scroll")).to_contain_text("1928-21")


def test_another_state_of_the_text_runs_beside_it(page, served: Served) -> None:
    assert served.room.settled(patience=120)
    opened(page, served, "/sources/platforma-a/0001.html")
    page.keyboard.press("o")
    expect(page.locator(".room-side .text-window")).to_contain_text("Деревня отдала хлеб")
    page.keyboard.press("o")
    expect(page.locator(".room-side")).to_have_count(0)


def test_the_words_that_are_marked_are_lit_in_the_picture_of_their_page(page, served: Served) -> None:
    opened(page, served, "/sources/marsh1998/0001.html")
    page.keyboard.press("i")
    expect(page.locator('.room-facsimile .window[data-page="1"] canvas')).to_be_visible()
    mark(page, "asks a simple question")
    page.keyboard.press("s")
    expect(page.locator(".lit-box").first).to_be_attached()
    assert not page.said


@pytest.mark.parametrize(
    ("key", "words", "fill", "file"),
    [
        ("a", "пять экземпляров", None, ".md"),
        ("n", "Берг Эммы Карловны", None, "people/berg.md"),
        ("d", "Кедровый Яр", None, ""),
        ("t", "пять экземпляров", "She is sure of the number.", "sources/zayavlenie1956.md"),
    ],
)
def test_marked_words_become_more_than_a_statement(page, served: Served, key: str, words: str, fill: str | None,
                                                   file: str) -> None:  # fmt: skip
    assert served.room.settled(patience=120)
    opened(page, served, LEAF)
    mark(page, words)
    page.keyboard.press(key)
    page.wait_for_selector(".room-panel")
    if key == "a":
        expect(page.locator(".room-choices li").first).to_be_visible()
        page.keyboard.press("Enter")
    if key == "n":
        page.locator(".room-panel input").nth(1).fill("Берг Э. Карловна")
    if fill:
        page.keyboard.type(fill)
    expect(page.locator(".room-lines").first).to_be_visible()
    before = len(served.room.journal.standing())
    page.locator(".room-panel button.main").click()
    page.wait_for_selector(".room-panel", state="detached")
    standing = served.room.journal.standing()
    assert len(standing) == before + 1
    assert file in next(iter(standing[-1].after))
    page.keyboard.press("u")
    said(page, "Undone")


def test_a_descent_is_judged_from_the_words_that_show_it(page, served: Served) -> None:
    assert served.room.settled(patience=120)
    opened(page, served, LEAF)
    mark(page, "пять экземпляров")
    page.keyboard.press("c")
    page.locator(".room-panel [role=combobox]").fill("spravka1957")
    expect(page.locator(".room-lines").first).to_contain_text("descent zayavlenie1956 from spravka1957")
    page.locator(".room-panel select").nth(1).select_option("refused")
    expect(page.locator(".room-lines").first).to_contain_text("refused")
    page.locator(".room-panel button.main").click()
    page.wait_for_selector(".room-panel", state="detached")
    assert '"refused"' in served.read("judgements.jsonl").splitlines()[-1]


def test_a_text_is_shown_as_it_will_be_published_while_it_is_written(page, served: Served) -> None:
    opened(page, served, "/room/edit/people/berg.md")
    expect(page.locator(".cm-content")).to_contain_text("Librarian")
    page.locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".room-preview")).to_contain_text("Librarian")
    page.keyboard.press("Control+End")
    page.keyboard.insert_text('\n- 1930: said "quite a new word"\n')
    expect(page.locator(".room-preview")).to_contain_text("quite a new word")
    assert "quite a new word" not in served.read("people/berg.md")


def test_a_draft_is_brought_in_decided_by_keys_and_taken_back(page, served: Served, tmp_path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(
        "He says: “The police file answers the last, and most of the literature has followed the file.”[^1]\n\n"
        "And: “wholly invented words that stand nowhere at all”.[^2]\n\n"
        "[^1]: Marsh, “Bread and Minutes”, p. 411.\n[^2]: Marsh, “Bread and Minutes”, p. 412.\n",
        encoding="utf-8",
    )
    opened(page, served, "/room/audit")
    page.set_input_files(".room-drop input", draft)
    page.wait_for_url("**/room/audit/manuscripts/draft.md")
    page.wait_for_selector(".room-audit-bar", timeout=60_000)
    page.keyboard.press("j")
    page.keyboard.press("a")
    said(page, "left")
    expect(page.locator('.room-doubt[data-decision="left"]')).to_have_count(1)
    assert '"left"' in served.read("manuscripts/draft.md.decisions.jsonl")
    page.keyboard.press("u")
    said(page, "Undone")
    expect(page.locator('.room-doubt[data-decision="left"]')).to_have_count(0)


def test_a_cell_of_a_thesis_is_filled_by_a_key(page, served: Served) -> None:
    opened(page, served, "/room/tray/theses")
    expect(page.locator(".room-item h2")).to_be_visible()
    title = page.locator(".room-statement").inner_text() + page.locator(".room-item h2").inner_text()
    page.keyboard.press("4")
    said(page, "sits ill with")
    expect(page.locator(".room-item")).not_to_contain_text(title)
    page.keyboard.press("u")
    said(page, "Undone")


def test_a_dossier_is_renamed_from_its_page_and_every_link_follows(page, served: Served) -> None:
    assert served.room.settled(patience=120)
    opened(page, served, "/people/berg.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("Rename")
    page.keyboard.press("Enter")
    page.locator("dialog[open] input").fill("berg-emma")
    expect(page.locator(".room-renamed")).to_contain_text("people/berg.md")
    page.locator("dialog[open] button.main").click()
    said(page, "berg-emma")
    assert "id: berg-emma" in served.read("people/berg-emma.md")
    assert not (served.archive.root / "people/berg.md").exists()
    page.keyboard.press("u")
    said(page, "Undone")
    assert "id: berg" in served.read("people/berg.md")
