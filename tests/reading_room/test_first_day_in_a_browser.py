"""The first day: from an empty folder to an edition to be shared, in Chromium, once `variorum serve` was typed."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from room_browser import playwright
from room_serving import serving_first

from variorum.archive.reading import read_record

pytestmark = pytest.mark.browser
LETTER = """[p. 1]

The mill stood empty when we came. Nobody was there but the watchman.

[p. 2]

He told us that Peters had spoken last.
"""


def test_from_an_empty_folder_to_an_edition_in_a_file(browser, tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    letter = tmp_path / "letter.txt"
    letter.write_text(LETTER, encoding="utf-8")
    for address in serving_first(folder):
        context = browser.new_context(viewport={"width": 1200, "height": 850}, locale="en-GB")
        context.set_default_timeout(60_000)
        page = context.new_page()
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))  # noqa: B023
        page.goto(address)
        page.keyboard.type("The Mill")
        page.keyboard.press("Enter")

        page.get_by_role("link", name="Bring in your first source").click()
        page.set_input_files("input[type=file]", str(letter))
        page.get_by_role("button", name="Read the files").click()
        page.get_by_label("Title").fill("A letter from the mill")
        page.get_by_label("Who wrote it").fill("Anna Berg")
        page.get_by_label("When it was written").fill("summer 1932")
        page.get_by_role("button", name="Take it in").click()

        page.wait_for_url("**/sources/berg1932/**")
        page.wait_for_selector(".room-reading")
        page.locator("text=He told us").click(click_count=3)
        page.keyboard.press("s")
        page.wait_for_selector(".room-panel .room-fields")
        page.locator(".room-panel [role=combobox]").nth(0).fill("Ivan Peters")
        playwright.expect(page.locator(".room-choices:not([hidden]) li")).to_contain_text("New dossier: Ivan Peters")
        page.keyboard.press("Enter")
        playwright.expect(page.locator(".room-panel")).to_have_count(2)
        playwright.expect(page.locator(".room-lines")).to_contain_text("id: peters")
        page.keyboard.press("Enter")
        playwright.expect(page.locator(".room-panel")).to_have_count(1)
        playwright.expect(page.locator(".room-panel [role=combobox]").nth(0)).to_have_value("peters")
        page.locator(".room-panel [role=combobox]").nth(1).fill("said")
        page.keyboard.press("Escape")
        page.locator(".room-panel [role=combobox]").nth(2).fill('"a last word"')
        playwright.expect(page.locator(".room-lines")).to_contain_text("a last word")
        page.get_by_role("button", name="Write Enter").click()
        page.wait_for_selector(".room-panel", state="detached")

        page.keyboard.press("Control+k")
        page.keyboard.type("New chapter")
        page.keyboard.press("Enter")
        page.get_by_label("Name", exact=True).fill("The mill")
        playwright.expect(page.locator(".room-lines")).to_contain_text("# The mill")
        page.keyboard.press("Enter")
        page.wait_for_url("**/room/edit/chapters/**")
        page.locator(".cm-content").click()
        page.keyboard.press("Control+End")
        page.keyboard.insert_text("\nIt was said that “Peters had spoken last” [@berg1932, p. 2].\n")
        page.keyboard.press("Control+s")
        playwright.expect(page.locator("main")).to_contain_text("Saved.")

        page.get_by_role("link", name="Publish").click()
        page.get_by_role("button", name="Make the edition").click()
        with page.expect_download() as arriving:
            page.get_by_role("link", name="Download it as one file").click()
        arriving.value.save_as(tmp_path / "edition.zip")
        assert not complaints
        context.close()

    record = read_record(folder)[0]
    assert record.sources["berg1932"].title == "A letter from the mill"
    (statement,) = record.statements
    assert statement.subject == "peters"
    assert [witness.citation.source for witness in statement.witnesses] == ["berg1932"]
    assert [one.title for one in record.chapters] == ["The mill"]
    with zipfile.ZipFile(tmp_path / "edition.zip") as packed:
        told = b"".join(packed.read(name) for name in packed.namelist() if name.endswith(".html")).decode()
    assert "Peters had spoken last" in told
    assert "The mill stood empty" in told
