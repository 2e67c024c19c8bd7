"""PDF: labels, columns, heads and feet, hyphens, what is wrong with a file, and that no bytes at all make it raise."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making_pdfs import LEADING, Words, column, cyrillic_font, drawn, interleaved, pdf
from reportlab.pdfbase.pdfdoc import PDFPageLabel, PDFPageLabels
from reportlab.pdfgen.canvas import Canvas

from variorum.accession import limits
from variorum.accession.pdf import read_pdf
from variorum.accession.reading import Reading

LEFT = [
    "The left column opens with a line",
    "of running words that goes on for",
    "a while, and then, before it ends,",
    "breaks a word at its end, as in re-",
    "search, and closes on a full stop.",
]
RIGHT = [
    "The right column is another text",
    "which must be read only after the",
    "left one has come to its end, how-",
    "ever the file may have stored it,",
    "row by row or column by column.",
]
IN_ORDER = "\n".join(LEFT) + "\n\n" + "\n".join(RIGHT)


def read(data: bytes) -> Reading:
    return read_pdf(data, name="book.pdf", source="book")


def codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings]


def body(page: int, lines: int = 8) -> list[Words]:
    return column([f"Line {i} of what was said on the day {page * 7 + i * i}, and no more." for i in range(lines)])


def book(pages: int, *, first: int = 1, heads: Sequence[str] = (), unnumbered: Sequence[int] = ()) -> bytes:
    sheets = []
    for i in range(pages):
        sheet = body(i)
        if heads:
            sheet.append(Words(50, 565, heads[i % len(heads)], 8))
        if i not in unnumbered:
            sheet.append(Words(205, 30, str(first + i), 8))
        sheets.append(sheet)
    return pdf(sheets)


@pytest.mark.parametrize(
    "stored",
    [
        column(LEFT) + column(RIGHT, x=230),
        column(RIGHT, x=230) + column(LEFT),
        interleaved(column(LEFT), column(RIGHT, x=230)),
    ],
    ids=["column by column", "right column first", "row by row"],
)
def test_two_columns_are_read_one_after_the_other_however_they_are_stored(stored: list[Words]) -> None:
    assert read(pdf([stored])).pages[0].text == IN_ORDER


def test_a_heading_above_and_a_footnote_below_two_columns_keep_their_places() -> None:
    heading = Words(60, 550, "A heading that runs over the width of both columns", 14)
    note = Words(50, 300, "1 A footnote that stands below both columns and crosses the gutter, too.", 8)
    page = read(pdf([[note, heading, *interleaved(column(LEFT), column(RIGHT, x=230))]])).pages[0]
    assert page.text == f"{heading.text}\n\n{IN_ORDER}\n\n{note.text}"


def test_three_columns_are_read_from_left_to_right() -> None:
    columns = [column([f"{line[:20]}{n}" for line in LEFT], x=x) for n, x in enumerate((30, 160, 290))]
    text = read(pdf([interleaved(*columns)])).pages[0].text
    assert [line[-1] for line in text.split("\n") if line] == list("000001111122222")


def test_a_table_of_short_cells_is_read_row_by_row() -> None:
    goods, prices = ["Bread", "Meat", "Salt", "Coal"], ["12 roubles", "14 roubles", "3 roubles", "5 roubles"]
    text = read(pdf([interleaved(column(goods), column(prices, x=250))])).pages[0].text
    assert text.replace("\n\n", "\n") == "Bread 12 roubles\nMeat 14 roubles\nSalt 3 roubles\nCoal 5 roubles"


def test_a_table_of_long_cells_without_stops_is_read_row_by_row() -> None:
    before = [f"the old name of street number {i} ->" for i in range(6)]
    after = [f"the new name of street {i}" for i in range(6)]
    text = read(pdf([interleaved(column(before), column(after, x=250))])).pages[0].text
    assert text.replace("\n\n", "\n").splitlines() == [f"{a} {b}" for a, b in zip(before, after, strict=True)]


def test_a_note_in_the_margin_does_not_break_into_the_lines_beside_it() -> None:
    margin = column(["1921", "see Ivanov", "who denies"], x=350, y=520 - LEADING, size=7)
    text = read(pdf([column(LEFT) + margin])).pages[0].text
    assert "\n".join(LEFT) in text
    assert "see Ivanov" in text


def test_a_page_turned_on_its_side_is_read_as_it_is_looked_at() -> None:
    def sideways(canvas: object) -> None:
        canvas.setPageRotation(90)  # type: ignore[attr-defined]
        for i, line in enumerate(LEFT):
            canvas.saveState()  # type: ignore[attr-defined]
            canvas.translate(100 + LEADING * i, 60)  # type: ignore[attr-defined]
            canvas.rotate(90)  # type: ignore[attr-defined]
            canvas.drawString(0, 0, line)  # type: ignore[attr-defined]
            canvas.restoreState()  # type: ignore[attr-defined]

    assert read(drawn(sideways)).pages[0].text == "\n".join(LEFT)


def test_an_indent_or_a_gap_begins_a_paragraph() -> None:
    lines = column(["A paragraph of the usual width, which fills", "the column to its end, and then some words."])
    lines += [Words(62, 520 - 2 * LEADING, "Indented, the second one begins, and it goes")]
    lines += column(["on here with the words that it has left over."], y=520 - 3 * LEADING)
    lines += column(["After a gap stands the third."], y=520 - 5.5 * LEADING)
    page = read(pdf([lines])).pages[0]
    assert [page.text[start:].split(" ", 1)[0] for start in page.paragraphs] == ["A", "Indented,", "After"]


def test_a_paragraph_that_runs_over_the_page_break_keeps_its_number() -> None:
    one = column(["The first paragraph is short.", "", "The second goes on over the end of the page and its"])
    two = column(["last words stand here.", "", "The third one."])
    pages = read(pdf([[w for w in one if w.text], [w for w in two if w.text]])).pages
    assert pages[1].first_paragraph == pages[0].paragraph_at(len(pages[0].text))


def test_hyphens_at_line_ends_stay_as_printed_with_their_line_end() -> None:
    text = read(pdf([column(["the work of re-", "search and where some-", "where ends"])])).pages[0].text
    assert text == "the work of re-\nsearch and where some-\nwhere ends"


def test_russian_is_read_with_hyphens_and_composed_letters() -> None:
    font = cyrillic_font()
    lines = ["Рабочие завода требо-", "вали хлеба и мира; где-то", "ещё ждали ответа. Мои\u0306 ﬂаг."]
    text = read(pdf([[Words(50, 500 - i * LEADING, line, font=font) for i, line in enumerate(lines)]])).pages[0].text
    assert text == "Рабочие завода требо-\nвали хлеба и мира; где-то\nещё ждали ответа. Мой flаг."


# ── labels ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_files_own_labels_are_taken_with_roman_numerals_and_prefixes() -> None:
    labels = PDFPageLabels()
    labels.addPageLabel(0, PDFPageLabel("ROMAN_LOWER", 1))
    labels.addPageLabel(2, PDFPageLabel("ARABIC", 1))
    labels.addPageLabel(4, PDFPageLabel("LETTERS_UPPER", 1, "App-"))
    reading = read(pdf([body(i) for i in range(5)], labels=labels))
    assert [page.label for page in reading.pages] == ["i", "ii", "1", "2", "App-A"]
    assert reading.paging == "pages"
    assert "A011" not in codes(reading)


def test_printed_numbers_are_recognised_and_a_silent_page_counted_from_its_neighbours() -> None:
    reading = read(book(8, first=231, unnumbered=[3]))
    assert [page.label for page in reading.pages] == [str(n) for n in range(231, 239)]
    assert reading.pages[0].foot == "231"
    (note,) = reading.findings
    assert note.code == "A011"
    assert "Counted from their neighbours: 4." in note.message


def test_roman_numbers_give_way_to_arabic_ones_within_one_file() -> None:
    sheets = [
        [*body(i), Words(205, 30, label, 8)] for i, label in enumerate(["iv", "v", "vi", "vii", "1", "2", "3", "4"])
    ]
    assert [page.label for page in read(pdf(sheets)).pages] == ["iv", "v", "vi", "vii", "1", "2", "3", "4"]


def test_a_year_that_stands_on_every_page_is_no_page_number() -> None:
    sheets = [[*body(i), Words(205, 30, "1921", 8)] for i in range(6)]
    assert {page.label for page in read(pdf(sheets)).pages} == {""}


def test_labels_that_only_count_the_files_pages_give_way_to_what_is_printed() -> None:
    labels = PDFPageLabels()
    labels.addPageLabel(0, PDFPageLabel("ARABIC", 1))
    sheets = [[*body(i), Words(205, 30, str(i + 40), 8)] for i in range(6)]
    assert [page.label for page in read(pdf(sheets, labels=labels)).pages] == ["40", "41", "42", "43", "44", "45"]


def test_labels_that_the_pages_contradict_are_kept_with_a_warning() -> None:
    labels = PDFPageLabels()
    labels.addPageLabel(0, PDFPageLabel("ARABIC", 100))
    sheets = [[*body(i), Words(205, 30, str(i + 40), 8)] for i in range(6)]
    reading = read(pdf(sheets, labels=labels))
    assert reading.pages[0].label == "100"
    assert [finding.severity.word for finding in reading.findings if finding.code == "A011"] == ["warning"]


# ── heads and feet ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_alternating_heads_leave_the_text() -> None:
    reading = read(book(8, heads=("THE WINTER OF HUNGER", "A history of the strike")))
    assert [page.head for page in reading.pages[:2]] == ["THE WINTER OF HUNGER", "A history of the strike"]
    assert all(page.text.startswith("Line 0") and page.text.endswith("no more.") for page in reading.pages)


def test_a_head_that_carries_the_page_number_and_the_title_of_its_chapter_leaves_the_text() -> None:
    titles = ["Bread"] * 3 + ["Coal"] + ["The strike"] * 4
    sheets = [
        [Words(50, 565, f"{title} {i + 17}" if i % 2 else f"{i + 17} {title}", 8), *body(i)]
        for i, title in enumerate(titles)
    ]
    pages = read(pdf(sheets)).pages
    assert [page.label for page in pages] == [str(i + 17) for i in range(8)]
    assert pages[3].head == "Coal 20"
    assert all(page.text.startswith("Line 0") for page in pages)


def test_a_first_line_that_no_other_page_shares_stays_in_the_text() -> None:
    pages = read(pdf([body(i) for i in range(6)])).pages
    assert all(not page.head and not page.foot for page in pages)


def test_chapter_titles_in_large_letters_stay_in_the_text() -> None:
    sheets = [[Words(50, 560, f"Chapter {i + 1}", 18), *body(i), Words(205, 30, str(i + 1), 8)] for i in range(6)]
    assert [page.text.split("\n")[0] for page in read(pdf(sheets)).pages] == [f"Chapter {i + 1}" for i in range(6)]


# ── what is wrong with a file ───────────────────────────────────────────────────────────────────────────────────────


def test_a_file_of_pictures_has_no_text_and_says_what_helps() -> None:
    reading = read(drawn(*[lambda canvas: canvas.rect(10, 10, 300, 400, fill=1)] * 3))
    assert (reading.paging, reading.pages) == ("none", ())
    (finding,) = reading.findings
    assert finding.code == "A007"
    assert "OCR" in finding.remedy


def test_pictures_among_pages_are_named_in_one_finding() -> None:
    pictures = [lambda canvas: canvas.rect(10, 10, 300, 400, fill=1)] * 3
    reading = read(drawn(*pictures, lambda canvas: canvas.drawString(50, 300, "One page has words."), *pictures[:1]))
    (finding,) = [finding for finding in reading.findings if finding.code == "A007"]
    assert "1–3, 5" in finding.message
    assert reading.pages[3].text == "One page has words."


def test_a_blank_page_is_not_taken_for_a_picture() -> None:
    assert "A007" not in codes(read(pdf([body(0), [], body(1)])))


def test_a_locked_file_is_said_to_be_locked() -> None:
    reading = read(drawn(lambda canvas: canvas.drawString(50, 300, "secret"), encrypt="key"))
    assert codes(reading) == ["A005"]


def test_nothing_is_said_to_be_nothing() -> None:
    assert codes(read(b"")) == ["A001"]


def test_a_file_that_lost_its_end_still_gives_its_pages() -> None:
    whole = book(6)
    reading = read(whole[: whole.rindex(b"stream\n", 0, whole.rindex(b"endstream")) - 20])
    assert "A004" in codes(reading)
    assert [bool(page.text) for page in reading.pages] == [True] * 5 + [False]


def test_rubbish_behind_a_pdf_header_is_damage() -> None:
    assert codes(read(b"%PDF-1.4\nrubbish and more of it")) == ["A004"]


def test_letters_without_a_meaning_are_told() -> None:
    lost = "".join(chr(0xE000 + i % 30) for i in range(60))
    font = cyrillic_font()
    data = pdf([[Words(50, 500 - i * LEADING, "ïðèâåò âñåì ðàáî÷èì çàâîäà è", font=font) for i in range(4)]])
    assert "A012" in codes(read(data))
    from variorum.accession.pdf_soundness import soundness_of
    from variorum.record import Page

    assert soundness_of([Page("s", 1, "", lost)]).pages == (1,)
    signs = "Man f¸hrt im M‰rz w‰hrend des Krieges mˆglichst f¸nf Pr‰sidenten vor, und daf¸r ist es zu sp‰t. "
    assert soundness_of([Page("s", 1, "", signs * 2)]).pages == (1,)
    assert not soundness_of(
        [Page("s", 1, "", "It was 5‰ of it, see Vane†, Moss‡ and the others* of 12÷4; © Kiln. " * 9)]
    ).pages
    assert not soundness_of([Page("s", 1, "", "Déjà l’été à Orléans, où l’élève écrit très tôt sa thèse. " * 4)]).pages


def test_what_the_file_knows_of_itself_is_kept() -> None:
    colophon = read(pdf([body(0)], title="The Strike", author="A. Petrova; B. Klein")).colophon
    assert (colophon.title, colophon.authors) == ("The Strike", ("A. Petrova", "B. Klein"))


def test_more_pages_than_are_read_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_PAGES", 3)
    reading = read(book(6))
    assert len(reading.pages) == 3
    assert "A006" in codes(reading)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), cut=st.floats(0, 1), flips=st.integers(0, 30))
def test_no_damage_makes_it_raise(seed: int, cut: float, flips: int) -> None:
    data = bytearray(_SAMPLE[: int(len(_SAMPLE) * cut)])
    chance = random.Random(seed)
    for _ in range(flips if data else 0):
        data[chance.randrange(len(data))] = chance.randrange(256)
    reading = read(bytes(data))
    assert reading.paging in ("pages", "none")
    for page in reading.pages:
        assert all(0 <= start <= len(page.text) for start in page.paragraphs)


_SAMPLE = book(4, heads=("A head that repeats",))


def test_initials_at_the_end_of_a_line_do_not_end_a_paragraph() -> None:
    lines = [
        "It was moved in the spring of that year by the old clerk A.",
        "P. Lomov, whom all of them knew, and it was carried by A.",
        "Lomov and the others, of whom there were only three then.",
        "B. Brandt voted against it, and she had her vote put down.",
    ]
    reading = read(pdf([column(lines)]))
    assert reading.pages[0].text == "\n".join(lines)


def test_items_with_letters_are_still_paragraphs_of_their_own() -> None:
    lines = [
        "The agenda of the day, as it was read out to all present:",
        "A. The lamps.",
        "B. The oil.",
        "C. The posts.",
    ]
    assert len(read(pdf([column(lines)])).pages[0].paragraphs) == 4


@pytest.mark.parametrize("lost", [3, 12, 60])
def test_a_file_that_lost_the_end_of_its_table_is_read_whole(lost: int) -> None:
    reading = read(book(4)[:-lost])
    assert len(reading.pages) == 4
    assert all("what was said on the day" in page.text for page in reading.pages)


def test_a_line_that_ends_with_a_space_and_has_a_gap_is_read() -> None:
    said = "and once again it was said that nobody came to see it"
    page = [Words(50, 500, said), Words(286, 504, "1", 6), Words(50, 480, "Notes "), Words(50, 465, "1 Vane, 12. ")]
    assert said in " ".join(read(pdf([page])).pages[0].text.split())


def test_a_space_that_the_next_letter_is_printed_over_is_none() -> None:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    line = "Die Nor/men des Na/tio/nal/staa/tes ste/hen je/doch in la/ten/ter Span/nung zu den Nor/men"

    def in_bits(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 9)
        for row in range(4):
            x = 40.0
            for word in line.split():
                bits = word.split("/")
                for bit in bits:
                    canvas.drawString(x, 500 - 13 * row, f"{bit} ")
                    x += stringWidth(bit, "Times-Roman", 9)
                x += stringWidth(" ", "Times-Roman", 9)

    reading = read_pdf(drawn(in_bits), name="x.pdf", source="x")
    assert " ".join(reading.pages[0].text.split()) == " ".join([line.replace("/", "")] * 4)


def test_a_table_of_short_words_keeps_its_spaces() -> None:
    rows = [f"{number} of 9 to 4 in a row by us" for number in range(10)]
    reading = read_pdf(pdf([column(rows)]), name="x.pdf", source="x")
    assert all(row in " ".join(reading.pages[0].text.split()) for row in rows)


def test_a_page_on_which_every_paragraph_begins_somewhere_else_has_no_margin() -> None:
    said = "A paragraph of words enough to be a quotation that is set apart from others"
    places = [Words(40 + 14 * row, 520 - 40 * row, said, 6) for row in range(9)]
    reading = read_pdf(pdf([places]), name="x.pdf", source="x")
    assert reading.pages[0].text.count(said) == 9
    assert reading.set_in == ()
