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


NOTES = f'<w:footnotes {W}><w:footnote w:id="2">{p("In May.")}</w:footnote><w:footnote w:id="3">{p("In June.")}</w:footnote></w:footnotes>'  # noqa: E501
CALL, SECOND = ('<w:r><w:footnoteReference w:id="2"/></w:r>', '<w:r><w:footnoteReference w:id="3"/></w:r>')
HIGH = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{}</w:t></w:r>'


def test_parts_are_found_by_the_packages_relations_and_not_by_their_names() -> None:
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    body = p("They struck", CALL, " at noon.")
    for target in ("footnotes2.xml", "/word/footnotes2.xml", "../word/footnotes2.xml"):
        data = zipped(
            {
                "_rels/.rels": rels.format(
                    f'<Relationship Id="a" Type="{office}/officeDocument" Target="word/document2.xml"/>'
                ),
                "word/_rels/document2.xml.rels": rels.format(
                    f'<Relationship Id="b" Type="{office}/footnotes" Target="{target}"/>'
                ),
                "word/document2.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
                "word/footnotes2.xml": NOTES,
            }
        )
        reading = read(data)
        assert reading.pages[0].text == "They struck at noon.\n\n1 In May."
        assert [(call.page, call.offset, call.label, call.note) for call in reading.calls] == [(1, 11, "1", (1, 22))]


def test_a_note_stands_on_the_page_that_calls_it() -> None:
    body = p(BREAK, "They struck", CALL, " and ", BREAK, "won.") + p("Later ", BREAK, "they lost.")
    pages = read(docx(body, footnotes=NOTES, pages="4")).pages
    assert [page.text for page in pages] == ["They struck and\n\n1 In May.", "won.\n\nLater", "they lost."]


def test_notes_keep_their_own_marks_and_style_of_numbers() -> None:
    starred = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>'
    reading = read(docx(p("They struck", starred, " and won", SECOND, "."), footnotes=NOTES))
    assert reading.pages[0].text == "They struck and won.\n\n* In May.\n\n1 In June."
    style = '<w:footnotePr><w:numFmt w:val="lowerRoman"/><w:numStart w:val="4"/></w:footnotePr>'
    roman = f"<w:settings {W}>{style}</w:settings>"
    reading = read(docx(p("They struck", CALL, " and won", SECOND, "."), footnotes=NOTES, settings=roman))
    assert reading.pages[0].text.split("\n\n")[1:] == ["iv In May.", "v In June."]
    assert [call.label for call in reading.calls] == ["iv", "v"]


def test_endnotes_have_roman_numbers_where_nothing_is_said() -> None:
    endnotes = NOTES.replace("footnote", "endnote")
    body = p("They struck", CALL.replace("footnote", "endnote"), ".")
    assert read(docx(body, endnotes=endnotes)).pages[0].text == "They struck.\n\ni In May."


def test_notes_begin_anew_in_each_section_where_it_says_so() -> None:
    section = '<w:sectPr><w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr></w:sectPr>'
    body = p("One", CALL, ".", more=section) + p("Two", SECOND, ".") + section
    assert [call.label for call in read(docx(body, footnotes=NOTES)).calls] == ["1", "1"]


def test_a_raised_number_typed_by_hand_is_a_call_and_an_ending_or_exponent_is_none() -> None:
    text = read(docx(p("The town", HIGH.format("12"), ", the 1", HIGH.format("st"), " of 40 m", HIGH.format("2"), ".")))
    assert text.pages[0].text == "The town, the 1st of 40 m²."
    assert [(call.offset, call.label) for call in text.calls] == [(8, "12")]
    style = (
        f'<w:styles {W}><w:style w:type="character" w:styleId="Ref"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        "</w:style></w:styles>"
    )
    by_style = '<w:r><w:rPr><w:rStyle w:val="Ref"/></w:rPr><w:t>3</w:t></w:r>'
    assert read(docx(p("The town", by_style, " stood."), styles=style)).pages[0].text == "The town stood."


def test_a_raised_number_in_two_runs_is_one_call() -> None:
    reading = read(docx(p("The town", HIGH.format("1"), HIGH.format("2"), " stood.")))
    assert (reading.pages[0].text, [call.label for call in reading.calls]) == ("The town stood.", ["12"])


def test_notes_called_in_a_table_follow_it() -> None:
    cell = "<w:tc>{}</w:tc>"
    table = f"<w:tbl><w:tr>{cell.format(p('Bread', CALL))}{cell.format(p('5 k.'))}</w:tr></w:tbl>"
    reading = read(docx(table + p("Next."), footnotes=NOTES))
    assert reading.pages[0].text == "Bread\t5 k.\n\n1 In May.\n\nNext."


def test_what_is_left_out_is_kept_beside_the_text() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
    deleted = "<w:del><w:r><w:delText>refused</w:delText></w:r></w:del>"
    comments = f'<w:comments {W}><w:comment w:id="5">{p("Is this so?")}</w:comment></w:comments>'
    comment = '<w:r><w:commentReference w:id="5"/></w:r>'
    rels = (
        '<Relationships><Relationship Type="x/header" Target="header1.xml"/>'
        '<Relationship Type="x/footer" Target="footer1.xml"/></Relationships>'
    )
    reading = read(
        docx(
            p("They ", deleted, "agreed", hidden, comment, "."),
            comments=comments,
            header1=f"<w:hdr {W}>{p('Minutes')}</w:hdr>",
            footer1=f"<w:ftr {W}>{p('Secret file')}</w:ftr>",
            **{"_rels/document__xml__rels": rels},
        )
    )
    assert reading.pages[0].text == "They agreed."
    assert [(aside.kind, aside.text, aside.offset) for aside in reading.asides] == [
        ("head", "Minutes", None), ("foot", "Secret file", None),
        ("deleted", "refused", 5), ("hidden", "secret", 11), ("comment", "Is this so?", 11),
    ]  # fmt: skip
