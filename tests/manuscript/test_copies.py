"""Copies with comments and tracked changes: what is put in, and that all else stays byte for byte as it was."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from making_docx import call, docx, italic, odt, odt_note, paragraph, text

from variorum.manuscript.comments import Comment
from variorum.manuscript.copies import docx as docx_copy
from variorum.manuscript.copies import odt as odt_copy
from variorum.manuscript.copies.docx import Replacement
from variorum.manuscript.manuscript import Place
from variorum.manuscript.reading import manuscript_of

PLAIN = docx(
    paragraph(text("He wrote: “the "), italic("long & winding"), text(" road”"), call(1), text(" and left.")),
    notes=("Smith, Diary, 12.",),
)


def members(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def without_marks(document: bytes) -> bytes:
    """The text's part with the comment's own marks, and the cuts made through runs, taken out again."""
    document = re.sub(rb'<w:commentRangeStart w:id="\d+"/>|<w:commentRangeEnd w:id="\d+"/>', b"", document)
    document = re.sub(rb'<w:r><w:commentReference w:id="\d+"/></w:r>', b"", document)
    return re.sub(rb'</w:t></w:r><w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t xml:space="preserve">', b"", document)


def test_a_comment_is_added_and_all_else_stays_as_it_was() -> None:
    made = docx_copy.with_comments(
        PLAIN, [Comment(Place(1, 11, 22), ("The source has “short” & plain.",))], name="a.docx"
    )
    before, after = members(PLAIN), members(made)
    assert set(after) - set(before) == {"word/comments.xml"}
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert without_marks(after["word/document.xml"]) == without_marks(before["word/document.xml"])
    for name in after:
        etree.fromstring(after[name])
    assert b'w:author="Variorum"' in after["word/comments.xml"]


def test_comments_that_are_there_already_stay_and_keep_their_numbers() -> None:
    once = docx_copy.with_comments(PLAIN, [Comment(Place(1, 11, 22), ("First.",))], name="a.docx")
    twice = docx_copy.with_comments(once, [Comment(Place(1, 0, 2), ("Second.",))], name="a.docx")
    comments = etree.fromstring(members(twice)["word/comments.xml"])
    assert ["".join(comment.itertext()) for comment in comments] == ["First.", "Second."]
    assert len({comment.get(f"{{{comment.nsmap['w']}}}id") for comment in comments}) == 2


@given(st.lists(st.tuples(st.integers(0, 38), st.integers(0, 38)), min_size=1, max_size=6))
def test_wherever_comments_stand_the_text_and_its_notes_read_the_same(spans: list[tuple[int, int]]) -> None:
    comments = [Comment(Place(1, min(span), max(span)), (f"No. {number}",)) for number, span in enumerate(spans)]
    made = docx_copy.with_comments(PLAIN, comments, name="a.docx")
    before, after = manuscript_of(PLAIN, "a.docx"), manuscript_of(made, "a.docx")
    assert before.paragraphs == after.paragraphs
    assert before.notes == after.notes
    etree.fromstring(members(made)["word/document.xml"])


def test_a_page_in_a_note_becomes_a_tracked_change() -> None:
    made, done = docx_copy.with_changes(PLAIN, [Replacement(Place(1, 14, 16, "1"), "15")], name="a.docx")
    assert done == 1
    notes = members(made)["word/footnotes.xml"]
    assert b'<w:delText xml:space="preserve">12</w:delText>' in notes
    assert manuscript_of(made, "a.docx").notes["1"].text == "Smith, Diary, 15."


def test_a_comment_in_an_odt_adds_an_annotation_and_nothing_else() -> None:
    plain = odt(f"<text:p>He wrote «слово &amp; дело»{odt_note(1, 'Там же.')} again.</text:p>")
    made = odt_copy.with_comments(plain, [Comment(Place(1, 10, 22), ("Иначе.",))], name="a.odt")
    before, after = members(plain), members(made)
    content = re.sub(
        rb"<office:annotation .*?</office:annotation>|<office:annotation-end [^>]*/>", b"", after["content.xml"]
    )
    assert content == before["content.xml"]
    assert before["mimetype"] == after["mimetype"]
    assert manuscript_of(made, "a.odt").paragraphs == manuscript_of(plain, "a.odt").paragraphs


def test_tracked_changes_in_an_odt_keep_the_old_words_in_the_list_of_changes() -> None:
    plain = odt(f"<text:p>He wrote of it{odt_note(1, 'Orlova, Diary, 14 & 20.')} and left.</text:p>")
    asked = [Replacement(Place(1, 15, 17, "1"), "15"), Replacement(Place(1, 3, 8), "rote & sang")]
    made, done = odt_copy.with_changes(plain, asked, name="a.odt")
    content = ZipFile(BytesIO(made)).read("content.xml").decode()
    assert done == 2
    assert content.index("<text:tracked-changes") < content.index("<text:p>He ")
    assert re.findall(r"<text:deletion>.*?<text:p>(.*?)</text:p></text:deletion>", content) == ["14", "wrote"]
    read = manuscript_of(made, "a.odt")
    assert read.paragraphs[0].text.startswith("He rote & sang of it")
    assert read.notes["1"].text == "Orlova, Diary, 15 & 20."
    assert any("Tracked changes" in remark for remark in read.remarks)


def test_changes_join_the_list_that_an_odt_has_already_and_the_rest_stays() -> None:
    region = (
        '<text:changed-region text:id="ct1"><text:deletion><office:change-info><dc:creator>A</dc:creator>'
        "</office:change-info><text:p>old</text:p></text:deletion></text:changed-region>"
    )
    body = '<text:p>The <text:change text:change-id="ct1"/>barge came.</text:p>'
    plain = odt(f"<text:tracked-changes>{region}</text:tracked-changes>{body}")
    made, done = odt_copy.with_changes(plain, [Replacement(Place(1, 4, 9), "boat")], name="a.odt")
    content = ZipFile(BytesIO(made)).read("content.xml").decode()
    assert done == 1
    assert content.count("<text:tracked-changes") == 1
    assert region in content
    assert manuscript_of(made, "a.odt").paragraphs[0].text == "The boat came."


def test_a_comment_after_an_empty_element_stands_at_its_words() -> None:
    plain = odt('<text:p>One<text:s text:c="2"/>two <text:bookmark text:name="b"/>three four.</text:p>')
    made = odt_copy.with_comments(plain, [Comment(Place(1, 9, 14), ("Look.",))], name="a.odt")
    content = ZipFile(BytesIO(made)).read("content.xml").decode()
    assert '</office:annotation><text:bookmark text:name="b"/>three<office:annotation-end' in content
    assert manuscript_of(made, "a.odt").paragraphs == manuscript_of(plain, "a.odt").paragraphs


def test_no_space_beside_a_tracked_change_is_dropped() -> None:
    plain = docx(paragraph("<w:r><w:t>The old mill stood by the old quay.</w:t></w:r>"))
    asked = [Replacement(Place(1, 4, 7), "new"), Replacement(Place(1, 26, 29), "new")]
    made, done = docx_copy.with_changes(plain, asked, name="a.docx")
    assert done == len(asked)
    document = members(made)["word/document.xml"]
    assert document.count(b"<w:t>") == 0
    assert document.count(b'<w:t xml:space="preserve">') == document.count(b"<w:t ")
    assert [p.text for p in manuscript_of(made, "a.docx").paragraphs] == ["The new mill stood by the new quay."]
