# ruff: noqa: E501 (markup stands on one line)
from __future__ import annotations

import pytest

from variorum import accession
from variorum.accession import Reading
from variorum.accession.plain_pages import is_rising, number_of


def read(text: str, name: str = "a.txt") -> Reading:
    return accession.read(text.encode(), name=name, source="s")


def paragraphs(reading: Reading) -> dict[int, str]:
    found = {}
    for page in reading.pages:
        ends = [*page.paragraphs[1:], len(page.text)]
        for number, (start, end) in enumerate(zip(page.paragraphs, ends, strict=True), page.first_paragraph):
            found[number] = found.get(number, "") + page.text[start:end].strip()
    return found


def test_paragraphs_are_what_blank_lines_part() -> None:
    reading = read("One stands here.\nIt has two lines.\n\n\n  \nTwo stands there.\n")
    assert reading.paging == "sections"
    assert paragraphs(reading) == {1: "One stands here.\nIt has two lines.", 2: "Two stands there."}


def test_title_lines_byline_and_signed_motto_are_not_numbered() -> None:
    reading = read(
        "\n\nThe lamps of the quay\n\nA review of a book\n\nOlga Brandt\n21 December 2019\n\n"
        "“A lamp that nobody lights is a post, and posts are cheap.”—Ivan Lomov (p.492)\n\n"
        "The first paragraph begins here.\n\nThe second follows it.\n"
    )
    assert paragraphs(reading)[1] == "The first paragraph begins here."
    assert reading.colophon.title == "The lamps of the quay"
    assert reading.colophon.authors == ("Olga Brandt",)
    assert reading.colophon.dates == {"published": "21 December 2019"}
    assert reading.pages[0].text.startswith("The lamps of the quay")
    assert reading.pages[0].locator_at(reading.pages[0].text.index("second")) == "§ 2"


def test_chapters_make_sections_and_take_no_number() -> None:
    reading = read(
        "CHAPTER I\n\nThe harbour slept.\n\nCHAPTER II\n\nIt woke.\n\nГлава 3\n\nОн уснул.\n\nThe end of it\n=============\n\nGone.\n"
    )
    assert [page.section for page in reading.pages] == ["CHAPTER I", "CHAPTER II", "Глава 3", "The end of it"]
    assert paragraphs(reading) == {1: "The harbour slept.", 2: "It woke.", 3: "Он уснул.", 4: "Gone."}


def test_indented_paragraphs_without_blank_lines_are_told_apart() -> None:
    lines = "".join(f"    Paragraph {i} begins with an indent\nand goes on\nfor three lines.\n" for i in range(20))
    assert len(paragraphs(read(lines))) == 20


def test_a_file_of_one_long_line_each_counts_every_line() -> None:
    text = "\n".join(f"Line {i} " + "goes on and on " * 20 + "." for i in range(30))
    assert len(paragraphs(read(text))) == 30


@pytest.mark.parametrize(
    "sign", ["[p. {}]", "{{{}}}", "-- {} --", "[Page {}]", "[стр. {}]", "с. {}", "p. {}", "— {} —", "[P.{}]", "[S. {}]"]
)
def test_printed_page_numbers_alone_on_a_line_become_labels(sign: str) -> None:
    text = "".join(f"{sign.format(n)}\n\nHere stands what page number {n} says.\n\n" for n in range(57, 63))
    reading = read(text)
    assert reading.paging == "pages"
    assert [page.label for page in reading.pages] == ["57", "58", "59", "60", "61", "62"]
    assert reading.pages[2].text == "Here stands what page number 59 says."


def test_page_numbers_at_the_foot_belong_to_the_page_above() -> None:
    text = "".join(f"Here stands what page number {n} says.\n\n-- {n} --\n\n" for n in range(7, 12))
    assert {page.label: page.text[-7:] for page in read(text).pages}["9"] == "9 says."


def test_a_paragraph_across_a_page_break_is_one_paragraph() -> None:
    reading = read("[p. 1]\n\nFirst.\n\nThe clerk began to\n\n[p. 2]\n\nread aloud.\n\nLast.\n\n[p. 3]\n\nMore.\n")
    assert [page.label for page in reading.pages] == ["1", "2", "3"]
    assert [(page.first_paragraph, len(page.paragraphs)) for page in reading.pages] == [(1, 2), (2, 2), (4, 1)]
    assert reading.pages[1].text == "read aloud.\n\nLast."


@pytest.mark.parametrize("sign", ["[p. {}]", "[Page {}]", "[стр. {}]", "[S. {}]", "[Seite {}]"])
def test_one_or_two_marks_with_the_word_for_page_are_pages_and_never_a_title(sign: str) -> None:
    two = read(f"{sign.format(1)}\n\nThe Lantern\n\nGas is dear.\n\n{sign.format(2)}\n\nOil is dearer.\n")
    assert [(page.label, page.text[-7:]) for page in two.pages] == [("1", "s dear."), ("2", "dearer.")]
    assert "1" not in two.colophon.title
    one = read(f"{sign.format(5)}\n\nGas is dear.\n")
    assert [(page.label, page.text) for page in one.pages] == [("5", "Gas is dear.")]
    inside = read(f"He wrote of it {sign.format(5)}.\n\nShe did not.\n")
    assert inside.paging == "sections"


def test_a_page_number_that_is_no_page_break_is_no_title_either() -> None:
    assert read("{1}\n\nThe Lantern\n\nGas is dear, and oil is dearer.\n").colophon.title == "The Lantern"
    assert read("1917\n\nA memoir\n\nGas was dear, and oil was dearer.\n").colophon.title == "1917"


def test_two_sheets_with_numbers_at_the_foot_are_two_pages() -> None:
    reading = read("Gas is dear.\n\n7\n\fOil is dearer.\n\n8\n")
    assert [(page.label, page.text) for page in reading.pages] == [("7", "Gas is dear."), ("8", "Oil is dearer.")]
    assert reading.findings == ()
    assert [page.label for page in read("In the year\n1917\fand in\n1921").pages] == ["", ""]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Письмо твоё от 21 октября получил, и лампы тоже.",
        "Статья напечатана без подписи.",
        "Letter writing was his one vice.",
        "Part two of the lamps came by rail.",
        "Письмо 21 октября я отдал ему в руки.",
        "Part Civil servants, part clerks, they met on Thursdays.",
    ],
)
def test_a_sentence_that_begins_like_a_heading_keeps_its_number(paragraph: str) -> None:
    assert list(paragraphs(read(f"A first paragraph stands here, and ends.\n\n{paragraph}\n")))[-1] == 2


@pytest.mark.parametrize(
    "heading",
    ["Chapter One", "CHAPTER XII. OF LAMPS", "Глава первая", "Часть II", "Appendix B", "Письмо третье", "Book the Second",
     "Глава 3. Огни", "chapter iv", "Статья № 7", "Chapter 3 in which nobody lights a lamp"],
)  # fmt: skip
def test_headings_with_a_number_are_headings(heading: str) -> None:
    assert paragraphs(read(f"A first paragraph stands here.\n\n{heading}\n\nAnd a second.\n"))[2] == "And a second."


def test_bracketed_numbers_that_do_not_rise_stay_text() -> None:
    reading = read("He said so [p. 90].\n\nShe did not [p. 12].\n\nThey left [p. 400].\n\nAll of them [p. 3].\n")
    assert reading.paging == "sections"
    assert "[p. 12]" in reading.pages[0].text


def test_rising_citations_inside_lines_are_not_taken_for_pages() -> None:
    reading = read("So it says [p. 10] of lamps.\n\nAnd here [p. 14] of posts.\n\nAnd there [p. 19] of gas.\n")
    assert reading.paging == "sections"


def test_form_feeds_are_page_breaks_labelled_where_numbers_are_printed() -> None:
    reading = read("12\nText of twelve.\f13\nText of thirteen.\f14\nText of fourteen.")
    assert [(page.label, page.text) for page in reading.pages][1] == ("13", "Text of thirteen.")
    bare = read("Text of twelve.\fText of thirteen.")
    assert bare.paging == "pages"
    assert [finding.code for finding in bare.findings] == ["A011"]


def test_a_stray_form_feed_in_a_long_text_is_no_page_break() -> None:
    assert read("The clerk went on reading. " * 2_000 + "\f" + "And on. " * 2_000).paging == "sections"


def test_an_endless_line_is_cut_at_blanks_into_pages_of_one_paragraph() -> None:
    reading = read("word " * 30_000)
    assert all(len(page.text) <= 20_000 for page in reading.pages)
    assert {page.first_paragraph for page in reading.pages} == {1}
    assert sum(page.text.count("word") for page in reading.pages) == 30_000


def test_the_header_of_a_text_archive_is_known_and_left_in() -> None:
    reading = read(
        "#title The Lamp\n#author Olga Brandt\n#lang en\n#date 1931\n\n* I\n\nIt burns.\n\n* II\n\nIt is out.\n"
    )
    assert (reading.colophon.title, reading.colophon.authors, reading.colophon.language) == (
        "The Lamp",
        ("Olga Brandt",),
        "en",
    )
    assert [page.section for page in reading.pages] == ["I", "II"]
    assert "#author" in reading.pages[0].text


def test_text_is_kept_as_printed_and_normalised() -> None:
    reading = read("A re-\nvolution_ary_ cafe\u0301\x00 of\u00ad ours\r\nends here, and no sooner.\r\n")
    assert reading.pages[0].text == "A re-\nvolution_ary_ café of\u00ad ours\nends here, and no sooner."


def test_labels_count_if_they_rise() -> None:
    assert is_rising(["ix", "x", "xi", "1", "2", "3"])
    assert not is_rising(["90", "12", "400", "3"])
    assert [number_of(label) for label in ("ix", "XL", "12v", "")] == [9, 40, 12, 0]
