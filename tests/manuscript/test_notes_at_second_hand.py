"""Notes that quote at second hand: what is quoted is left open where its form is not read, and never dropped."""

from __future__ import annotations

import pytest

from variorum.manuscript.citations.parsing import references_in

SEEN = "Ada Tern, The Mill (London: Lark, 1920), 33."
SEEN_IN_RUSSIAN = "Терн А. Мельница. М., 1920. С. 33."


@pytest.mark.parametrize(
    ("note", "left_open"),
    [
        (f"Vane and Moss’s The Quay, quoted in {SEEN}", "Vane and Moss’s The Quay"),
        (f"Vane and Moss's The Quay. Quoted in {SEEN}", "Vane and Moss's The Quay."),
        (f"Thucydides' History, 2.40, quoted in {SEEN}", "Thucydides' History, 2.40"),
        (f"Book II of Hobbes’s Leviathan, cited in {SEEN}", "Book II of Hobbes’s Leviathan"),
        (f"See Vane’s Quay, 12 and Moss’s Barge, 14, quoted in {SEEN}", "See Vane’s Quay, 12 and Moss’s Barge, 14"),
        (f"Вейнов. Причал. Цит. по: {SEEN_IN_RUSSIAN}", "Вейнов. Причал."),
    ],
)
def test_a_work_whose_form_is_not_read_is_left_open_beside_the_one_that_was_seen(note: str, left_open: str) -> None:
    first, seen = references_in(note)
    assert (first.kind, first.written) == ("unread", left_open)
    assert first.doubt
    assert (seen.kind, seen.locator, seen.signal) == ("full", "33", "quoted in")
    assert seen.authors in (("Ada Tern",), ("Терн А",))


@pytest.mark.parametrize(
    ("note", "authors", "title"),
    [
        (f"Vane’s The Quay, quoted in {SEEN}", ("Vane",), "The Quay"),
        (f"Peter Vane, The Quay (London, 1910), 5, quoted in {SEEN}", ("Peter Vane",), "The Quay"),
        (f"Vane’s “The Quay,” quoted in {SEEN}", ("Vane",), "The Quay"),
    ],
)
def test_a_work_whose_form_is_read_is_the_voice_of_the_one_that_was_seen(
    note: str, authors: tuple[str, ...], title: str
) -> None:
    (one,) = references_in(note)
    assert (one.authors, one.title) == (authors, title)
    assert one.within is not None
    assert (one.within.title, one.within.locator) == ("The Mill", "33")


@pytest.mark.parametrize(
    "before", ["", "This was often said. ", "Vane to Moss, ", "Vane, ", "It was the tenants of the quay who said so. "]
)
def test_a_voice_or_a_remark_is_no_work_to_be_left_open(before: str) -> None:
    found = references_in(f"{before}{'quoted' if before.endswith(', ') else 'Quoted'} in {SEEN}")
    assert [one.checked.title for one in found] == ["The Mill"]


def test_a_page_in_the_web_before_the_words_that_quote_is_left_open() -> None:
    first, seen = references_in(f"See the Quay’s page, https://example.org/quay. It is quoted in Moss, {SEEN}")
    assert (first.kind, seen.locator) == ("unread", "33")
