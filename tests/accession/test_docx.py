"""DOCX: text as it stands, headings, notes, tables, pages where they can be known, and what is wrong with a file."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from making_typescripts import W, docx, p, zipped

from variorum.accession.docx import read_docx
from variorum.accession.reading import Reading

BREAK = "<w:r><w:lastRenderedPageBreak/></w:r>"
HARD = '<w:r><w:br w:type="page"/></w:r>'


def read(data: bytes) -> Reading:
    return read_docx(data, name="letter.docx", source="letter")


def codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings]


def test_headings_by_style_and_by_the_style_it_is_based_on_begin_sections() -> None:
    reading = read(
        docx(p("Bread", style="H1") + p("It was dear.") + p("Coal", style="Mine") + p("None.") + p("Still none."))
    )
    assert reading.paging == "sections"
    assert [(page.section, page.text) for page in reading.pages] == [
        ("Bread", "Bread\n\nIt was dear."),
        ("Coal", "Coal\n\nNone.\n\nStill none."),
    ]
    assert [page.first_paragraph for page in reading.pages] == [1, 2]
    assert [len(page.paragraphs) for page in reading.pages] == [1, 2]


def test_text_stands_with_insertions_in_and_deletions_out() -> None:
    body = p(
        "The committee ",
        "<w:del><w:r><w:delText>refused</w:delText></w:r></w:del>",
        "<w:ins><w:r><w:t>agreed</w:t></w:r></w:ins>",
        "<w:moveFrom><w:r><w:t> gone</w:t></w:r></w:moveFrom>",
        " to strike.",
    )
    reading = read(docx(body))
    assert reading.pages[0].text == "The committee agreed to strike."
    (note,) = reading.findings
    assert (note.code, note.severity.word) == ("A004", "note")
    assert "deletions (2), insertions (1)" in note.message


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    body = p("One ", more="<w:rPr><w:del/></w:rPr>") + p("and the same.")
    assert read(docx(body)).pages[0].text == "One and the same."


def test_notes_stand_after_their_paragraph_and_take_no_number() -> None:
    body = p("They struck.", '<w:r><w:footnoteReference w:id="2"/></w:r>', " They won.") + p("Later they lost.")
    separator = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    notes = f'<w:footnotes {W}>{separator}<w:footnote w:id="2">{p("In May.")}</w:footnote></w:footnotes>'
    page = read(docx(body, footnotes=notes)).pages[0]
    assert page.text == "They struck. They won.\n\n1 In May.\n\nLater they lost."
    assert len(page.paragraphs) == 2


def test_hyphens_breaks_and_tabs_are_kept() -> None:
    body = p(
        "long",
        "<w:r><w:softHyphen/><w:t>ish</w:t><w:noBreakHyphen/><w:t>word</w:t><w:br/><w:t>next</w:t><w:tab/></w:r>",
        "end",
    )
    assert read(docx(body)).pages[0].text == "long\u00adish-word\nnext\tend"


def test_hidden_text_and_field_codes_and_fallbacks_are_not_text() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
    code = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    assert read(docx(p("Seen", hidden, code, "."))).pages[0].text == "Seen."


def test_a_table_of_entries_is_one_block_and_one_of_texts_is_its_paragraphs() -> None:
    def table(*rows: tuple[str, ...]) -> str:
        cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
        return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"

    entries = table((p("Bread"), p("12")), (p("Coal"), p("5")))
    assert read(docx(entries)).pages[0].text == "Bread\t12\nCoal\t5"
    texts = table((p("One.") + p("Two.") + p("Three."), p("Four.")))
    assert len(read(docx(texts)).pages[0].paragraphs) == 4


def test_pages_of_the_last_layout_are_labelled_with_the_sections_numbers() -> None:
    front = p("Preface.") + p(
        "More of", BREAK, " it.", more='<w:sectPr><w:pgNumType w:fmt="lowerRoman" w:start="5"/></w:sectPr>'
    )
    main = p(BREAK, "The text goes ", BREAK, "on.") + '<w:sectPr><w:pgNumType w:start="1"/></w:sectPr>'
    reading = read(docx(front + main, pages="4"))
    assert reading.paging == "pages"
    assert [(page.label, page.text) for page in reading.pages] == [
        ("v", "Preface.\n\nMore of"),
        ("vi", "it."),
        ("1", "The text goes"),
        ("2", "on."),
    ]
    assert "A011" in codes(reading)


def test_a_hard_break_and_the_layouts_break_at_the_same_place_are_one() -> None:
    reading = read(docx(p("One.", HARD) + p(BREAK, "Two.") + p(BREAK, "Three."), pages="3"))
    assert [(page.label, page.text) for page in reading.pages] == [("1", "One."), ("2", "Two."), ("3", "Three.")]


def test_breaks_that_are_not_all_are_not_taken_for_pages() -> None:
    assert read(docx(p("One.", BREAK, "Two."), pages="40")).paging == "sections"
    assert read(docx(p("One.", HARD, "Two."))).paging == "sections"


def test_what_the_file_knows_of_itself_is_kept() -> None:
    colophon = read(docx(p("Text."))).colophon
    assert (colophon.title, colophon.authors) == ("The strike", ("A. Petrova", "B. Klein"))
    assert colophon.dates == {"file-made": "2001-02-03"}


def test_macros_and_comments_are_left_out_and_said() -> None:
    comments = f"<w:comments {W}><w:comment>{p('Is this so?')}</w:comment></w:comments>"
    reading = read(docx(p("Text."), comments=comments, vbaProject__bin=b"code"))
    assert codes(reading) == ["A004", "A009"]
    assert reading.pages[0].text == "Text."


def test_old_and_locked_office_files_are_told_apart() -> None:
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert codes(read(compound)) == ["A002"]
    assert codes(read(compound + "EncryptedPackage".encode("utf-16-le"))) == ["A005"]


def test_a_package_without_a_text_is_damaged() -> None:
    assert codes(read(zipped({"word/styles.xml": "<a/>"}))) == ["A004"]


def test_nested_beyond_reason_is_survived() -> None:
    assert read(docx("<w:sdt>" * 5000 + p("deep") + "</w:sdt>" * 5000)).findings


@settings(max_examples=60)
@given(seed=st.integers(0, 10_000), cut=st.floats(0, 1), flips=st.integers(0, 20))
def test_no_damage_makes_it_raise(seed: int, cut: float, flips: int) -> None:
    data = bytearray(_SAMPLE[: int(len(_SAMPLE) * cut)])
    chance = random.Random(seed)
    for _ in range(flips if data else 0):
        data[chance.randrange(len(data))] = chance.randrange(256)
    reading = read(bytes(data))
    assert reading.pages or reading.findings


_SAMPLE = docx("".join(p(f"Paragraph {i} of the letter", BREAK, " goes on.") for i in range(9)), pages="9")
