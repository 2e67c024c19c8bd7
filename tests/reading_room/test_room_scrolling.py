"""A source as one scroll, on the server's side: its outline, pages alone, what runs beside, where words are lit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from room_reader import Reader
from room_serving import Served

from variorum.reading_room.facsimile import boxes_of


def test_the_outline_tells_every_page_with_its_label_and_length(onlooker: Reader) -> None:
    outline = onlooker.ask("pages", source="marsh1998").json()
    assert outline["facsimile"] is True
    assert [label for label, _, _ in outline["pages"]][:2] == ["p. 411", "p. 412"]
    assert all(letters > 0 for _, letters, _ in outline["pages"])


def test_a_page_alone_is_the_article_of_the_whole_page(onlooker: Reader) -> None:
    whole = onlooker.client.get("/sources/donos1932/0002.html").text
    alone = onlooker.client.get("/room/leaf/donos1932/2").text
    assert alone.startswith('<article class="leaf"')
    assert alone.endswith("</article>")
    assert alone in whole


@pytest.mark.parametrize("path", ["donos1932/0", "donos1932/99", "nobody/1", "donos1932/99999999"])
def test_a_page_alone_that_is_not_there_is_a_sentence(onlooker: Reader, path: str) -> None:
    assert onlooker.client.get(f"/room/leaf/{path}").status_code == 404


def test_another_state_of_the_text_stands_at_the_same_words(onlooker: Reader, standing: Served) -> None:
    assert standing.room.settled(patience=120)
    page = onlooker.ask("page", source="platforma-a", page=1).json()
    start = page["text"].index("Деревня отдала хлеб")
    places = onlooker.ask("beside", source="platforma-a", page=1, start=start).json()["places"]
    there = next(one for one in places if one["source"] == "platforma-b")
    assert there["exact"] is True
    other = onlooker.ask("page", source="platforma-b", page=there["page"]).json()
    assert "Деревня отдала хлеб" in other["text"][there["start"] - 3 : there["start"] + 30]
    back = onlooker.ask("beside", source="platforma-b", page=there["page"], start=there["start"]).json()["places"]
    again = next(one for one in back if one["source"] == "platforma-a")
    assert abs(again["start"] - start) < 40


def test_the_margin_tells_who_is_named_and_what_a_date_means(onlooker: Reader, standing: Served) -> None:
    assert standing.room.settled(patience=120)
    page = onlooker.client.get("/room/leaf/zayavlenie1956/1").text
    assert "<q>Весной 1928 года</q>" in page
    assert "1928-21" in page
    assert '<a href="../../people/ladygin.html">' in page


def test_words_of_a_pdf_are_found_in_its_picture(onlooker: Reader) -> None:
    page = onlooker.ask("page", source="marsh1998", page=1).json()
    start = page["text"].index("This article asks a simple question")
    boxes = onlooker.ask("boxes", source="marsh1998", page=1, start=start, end=start + 60).json()["boxes"]
    assert boxes
    assert all(left >= 0 and top >= 0 and left + width <= 1.001 and top + height <= 1.001
               for left, top, width, height in boxes)  # fmt: skip


def test_words_that_recur_are_lit_by_the_words_around_them_or_not_at_all() -> None:
    letters = "headthecatsatthecatran"
    boxes = [[10 * at, 0, 10, 10] for at in range(len(letters))]
    text = "the cat sat. The cat ran".lower()
    second = boxes_of(text, text.rindex("the cat"), text.rindex("the cat") + 7, letters=letters, boxes=boxes)
    assert second == [(10 * letters.rindex("thecat") / 10_000, 0.0, 60 / 10_000, 0.001)]
    assert boxes_of("cat cat", 0, 3, letters="catcatcat", boxes=boxes) == []


@given(st.text("ab ,", max_size=40), st.integers(0, 40), st.integers(0, 40), st.text("ab", max_size=60))
def test_what_is_lit_has_the_very_letters(text: str, start: int, end: int, letters: str) -> None:
    boxes = [[100 * at, 0, 100, 10] for at in range(len(letters))]
    found = boxes_of(text, start, min(end, len(text)), letters=letters, boxes=boxes)
    if found:
        left, _, width, _ = found[0]
        wanted = "".join(one for one in text[start:end] if one.isalnum())
        first = round(left * 100)
        assert letters[first : first + round(width * 100)] == wanted
