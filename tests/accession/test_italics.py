"""Italics of RTF and PDF: told where they are asked for, found again in the pages, and never said of a roman word."""

from __future__ import annotations

from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.accession.making_pdfs import Words, drawn, pdf

from variorum.accession.italics import Run, italics_asked_for, italics_in
from variorum.accession.pdf import read_pdf
from variorum.accession.reading import Reading
from variorum.accession.rtf import read_rtf
from variorum.record import Page

RTF = (
    "{\\rtf1\\ansi He read {\\i The Quay} by night.{\\super\\chftn{\\footnote\\pard {\\super\\chftn} "
    "Vane, {\\i The Quay}, 12; {\\i Ropes}, {\\i Harbours}, 3.}} The Quay was long.\\par}"
)


def words_of(reading: Reading) -> list[str]:
    texts = {page.sequence: page.text for page in reading.pages}
    return [texts[one.page][one.start : one.end] for one in reading.italics]


def told(*runs: tuple[str, bool], pages: tuple[str, ...]) -> list[tuple[int, str]]:
    made = [Page("source", at, str(at), text, paragraphs=(0,)) for at, text in enumerate(pages, start=1)]
    found = italics_in(made, [Run(*run) for run in runs])
    return [(one.page, pages[one.page - 1][one.start : one.end]) for one in found]


def test_italics_are_told_where_they_are_asked_for_alone() -> None:
    assert read_rtf(RTF.encode(), name="a.rtf", source="a").italics == ()
    with italics_asked_for(True):
        reading = read_rtf(RTF.encode(), name="a.rtf", source="a")
    assert words_of(reading) == ["The Quay", "The Quay", "Ropes", "Harbours"]
    assert reading.pages[0].text.index("The Quay was") not in [one.start for one in reading.italics]


def test_a_passage_is_found_over_lines_hyphens_and_pages() -> None:
    runs = (("Vane, ", False), ("The Harbour at Night", True), (", 1931", False))
    assert told(*runs, pages=("Vane, The Har-\nbour at Night, 1931",)) == [(1, "The Har-\nbour at Night")]
    assert told(*runs, pages=("Vane, The Harbour", "at Night, 1931")) == [(1, "The Harbour"), (2, "at Night")]


def test_roman_words_are_never_said_to_be_in_italics() -> None:
    twice = (("Vane bought ", False), ("The Quay", True), (" and sold it. Vane bought The Quay and left.", False))
    text = "".join(run[0] for run in twice)
    ((_, found),) = told(*twice, pages=(text,))
    assert found == "The Quay"
    with_a_head = (f"{text} Vane bought The Quay and sold it.",)
    assert told(*twice, pages=with_a_head) == [], "it stands oftener in the pages than in the runs"
    assert told(*twice, pages=("Vane bought The Mill and sold it.",)) == []


def test_italics_of_a_pdf_are_told_by_the_font_and_by_letters_set_aslant() -> None:
    line = [
        Words(50, 500, "1 Ruth Vane, "), Words(112, 500, "The Quay at Night,", font="Times-Italic"),
        Words(192, 500, "London 1931, p. 12."), Words(50, 480, "The Quay at Night was long."),
    ]  # fmt: skip
    with italics_asked_for(True):
        assert words_of(read_pdf(pdf([line]), name="a.pdf", source="a")) == ["The Quay at Night"]

    def slanting(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 10)
        canvas.drawString(50, 500, "Ruth Vane read")
        text = canvas.beginText()
        text.setTextTransform(1, 0, 0.2, 1, 120, 500)
        text.textOut("The Quay")
        canvas.drawText(text)
        canvas.drawString(170, 500, "by night and slept.")

    with italics_asked_for(True):
        assert words_of(read_pdf(drawn(slanting), name="a.pdf", source="a")) == ["The Quay"]
    assert read_pdf(pdf([line]), name="a.pdf", source="a").italics == ()


@pytest.mark.parametrize("font", ["Times-Italic", "Times-Roman"])
def test_a_page_that_is_set_in_one_way_throughout_marks_nothing(font: str) -> None:
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.setFont(font, 10)
    canvas.drawString(50, 500, "Ruth Vane read The Quay by night and slept by day.")
    canvas.save()
    with italics_asked_for(True):
        assert read_pdf(buffer.getvalue(), name="a.pdf", source="a").italics == ()
