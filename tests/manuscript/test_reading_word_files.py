"""Manuscripts in DOCX and ODT: notes in their places, fields, tracked changes, quotations set apart, bad files."""

from __future__ import annotations

from pathlib import Path

import pytest
from making_docx import PARTS, W, call, docx, field, odt, odt_note, paragraph, text, zotero

from variorum.finding import NotFound, Unreadable
from variorum.manuscript.reading import manuscript_of, read_manuscript

QUOTE_STYLE = '<w:style w:type="paragraph" w:styleId="q"><w:name w:val="Quote"/></w:style>'


def test_a_call_keeps_its_place_in_the_sentence_and_leads_to_its_note() -> None:
    data = docx(paragraph(text("He said “go”"), call(1), text(" and went.")), notes=("Smith, Diary, 12.",))
    manuscript = manuscript_of(data, "a.docx")
    assert manuscript.paragraphs[0].text == "He said “go” and went."
    assert [(found.note, found.at) for found in manuscript.paragraphs[0].calls] == [("1", 12)]
    assert manuscript.notes["1"].text == "Smith, Diary, 12."


def test_notes_are_numbered_in_the_order_of_their_calls_not_of_their_ids() -> None:
    data = docx(paragraph(text("One"), call(2), text(" two"), call(1)), notes=("The later.", "The earlier."))
    assert [note.text for note in manuscript_of(data, "a.docx").notes.values()] == ["The earlier.", "The later."]


def test_tracked_changes_are_taken_as_accepted_and_said_so() -> None:
    gone = "<w:del><w:r><w:delText>never </w:delText></w:r></w:del>"
    come = f"<w:ins>{text('always ')}</w:ins>"
    manuscript = manuscript_of(docx(paragraph(text("We "), gone, come, text("vote."))), "a.docx")
    assert manuscript.paragraphs[0].text == "We always vote."
    assert any("accepted" in remark for remark in manuscript.remarks)


def test_hidden_text_is_left_out_and_said_so() -> None:
    hidden = text("secret ", "<w:rPr><w:vanish/></w:rPr>")
    manuscript = manuscript_of(docx(paragraph(text("The "), hidden, text("end."))), "a.docx")
    assert manuscript.paragraphs[0].text == "The end."
    assert any("hidden" in remark for remark in manuscript.remarks)


def test_a_zotero_field_gives_the_exact_item_and_locator() -> None:
    data = docx(paragraph(text("So "), zotero("(Goldman 57)", title="My Disillusionment", locator="57"), text(".")))
    live = manuscript_of(data, "a.docx").paragraphs[0].lives[0]
    assert (live.by, live.items[0].locator, live.items[0].csl["title"]) == ("zotero", "57", "My Disillusionment")
    assert "So (Goldman 57)."[live.start : live.end] == "(Goldman 57)"


def test_words_own_sources_are_known_by_their_tags() -> None:
    source = (
        '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"><b:Source><b:Tag>Gol23</b:Tag>'
        "<b:SourceType>Book</b:SourceType><b:Title>My Disillusionment</b:Title><b:Year>1923</b:Year><b:Author>"
        "<b:Author>"
        "<b:NameList><b:Person><b:Last>Goldman</b:Last><b:First>Emma</b:First></b:Person></b:NameList></b:Author></b:Author>"
        "</b:Source></b:Sources>"
    )
    data = docx(
        paragraph(text("So "), field("CITATION Gol23 \\p 57 \\l 1033", "(Goldman, 57)")),
        **{"customXml/item1.xml": source},
    )
    manuscript = manuscript_of(data, "a.docx")
    assert manuscript.within[0].csl["author"] == [{"family": "Goldman", "given": "Emma"}]
    assert manuscript.paragraphs[0].lives[0].items[0].locator == "57"


def test_a_quotation_set_apart_is_told_by_its_style_and_by_its_indent() -> None:
    words = "A quotation of some length that stands in from the margin on both sides."
    indent = '<w:ind w:left="720" w:right="720"/>'
    data = docx(
        paragraph(text("The running text stands here and is the longest of all, by far the longest of all of them.")),
        paragraph(text(words), properties='<w:pStyle w:val="q"/>'), paragraph(text(words), properties=indent),
        styles=QUOTE_STYLE,
    )  # fmt: skip
    assert [one.role for one in manuscript_of(data, "a.docx").paragraphs] == ["body", "quote", "quote"]


def test_what_follows_a_bibliography_heading_is_its_entries() -> None:
    data = docx(
        paragraph(text("Text.")),
        paragraph(text("Список литературы")),
        paragraph(text("Троцкий Л. Д. Моя жизнь. М., 1990.")),
    )
    assert [entry.text for entry in manuscript_of(data, "a.docx").entries] == ["Троцкий Л. Д. Моя жизнь. М., 1990."]


def test_a_note_in_an_odt_stands_where_it_is_called() -> None:
    manuscript = manuscript_of(odt(f"<text:p>He said «иди»{odt_note(1, 'Там же. С. 5.')} и ушёл.</text:p>"), "a.odt")
    assert manuscript.paragraphs[0].text == "He said «иди» и ушёл."
    assert [(found.note, found.at) for found in manuscript.paragraphs[0].calls] == [("1", 13)]
    assert manuscript.notes["1"].text == "Там же. С. 5."


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (docx(paragraph(text("Text.")))[:200], "damaged"),
        (docx(paragraph(text(" "))), "no text"),
        (docx("<w:p><w:r>"), "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "cannot be audited"),
    ],
)
def test_a_bad_file_is_one_sentence(data: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        manuscript_of(data, "a.docx")


def test_a_document_type_within_a_word_file_is_refused() -> None:
    bomb = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    data = docx(
        paragraph(text("x")), **{"word/document.xml": f'{bomb}<w:document xmlns:w="urn:x"><w:body/></w:document>'}
    )
    with pytest.raises(Unreadable, match="document type"):
        manuscript_of(data, "a.docx")


def test_a_cut_off_file_is_read_as_far_as_it_goes_and_said_to_be_cut_off() -> None:
    whole = docx(paragraph(text("He says “the barges came at night”"), call(1), text(".")), notes=("Orlova, 5.",))
    cut = manuscript_of(whole[: whole.index(b"word/footnotes.xml") - 30], "a.docx")
    assert "barges" in cut.paragraphs[0].text
    assert any("cut off or damaged" in remark for remark in cut.remarks)


def test_a_folder_given_for_a_manuscript_is_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="is a folder"):
        read_manuscript(tmp_path)


def test_bytes_of_no_kind_are_refused_in_one_sentence() -> None:
    with pytest.raises(Unreadable, match=r"a\.docx cannot be audited: its bytes are neither text nor"):
        manuscript_of(b"\x00\x01rubbish" * 100, "a.docx")


def test_comments_in_the_margin_are_said_to_be_left_alone() -> None:
    comments = (
        f'<w:comments xmlns:w="{W}"><w:comment w:id="0">{paragraph(text("Is “this” right?"))}</w:comment></w:comments>'
    )
    parts = PARTS.replace(
        "</Relationships>",
        '<Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" '
        'Target="comments.xml"/></Relationships>',
    )
    data = docx(
        paragraph(text("He went home.")), **{"word/comments.xml": comments, "word/_rels/document.xml.rels": parts}
    )
    (remark,) = manuscript_of(data, "a.docx").remarks
    assert remark.startswith("1 comment in the margin was left as it is")
    assert not manuscript_of(docx(paragraph(text("He went home."))), "a.docx").remarks


def test_a_call_that_leads_to_no_note_is_said() -> None:
    data = docx(paragraph(text("He said “go”"), call(1), text(" and “stay”"), call(9)), notes=("Smith, Diary, 12.",))
    manuscript = manuscript_of(data, "a.docx")
    assert [one.note for one in manuscript.paragraphs[0].calls] == ["1"]
    assert any(remark.startswith("1 mark in the text calls a note") for remark in manuscript.remarks)
    whole = docx(paragraph(text("He said “go”"), call(1)), notes=("Smith, Diary, 12.",))
    assert not manuscript_of(whole, "a.docx").remarks


def test_a_file_of_an_old_word_is_refused_with_what_to_do() -> None:
    with pytest.raises(Unreadable, match="save it as DOCX"):
        manuscript_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"W" * 600, "draft.doc")
