"""Notes that were typed by hand: raised numbers in the text, paragraphs that begin with them, and nothing else."""

from __future__ import annotations

import re

import pytest
from making_docx import docx, odt, paragraph, text

from variorum.manuscript.comments import Comment
from variorum.manuscript.copies.docx import Replacement, with_changes, with_comments
from variorum.manuscript.manuscript import Manuscript, Place
from variorum.manuscript.reading import manuscript_of

NOTES = ("Ruth Vane, The Quay, 1.", "Ada Moss, Ropes, 12.", "Ibid., 14.")
SAID = ("“The barges lay idle.”^1^ “Nobody mended them.”^2^ There were 40 m^2^ of mud.", "“The ropes were sold.”^3^")


def word(*paragraphs: str, listed: bool = False) -> bytes:
    """A DOCX of these paragraphs, with what stands between two ^ raised."""
    made = []
    for one in paragraphs:
        pieces = [piece for piece in re.split(r"(\^[^^]*\^)", one) if piece]
        inside = [
            text(piece.strip("^"), '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>' if piece[0] == "^" else "")
            for piece in pieces
        ]
        numbered = '<w:numPr><w:numId w:val="1"/></w:numPr>' if listed and one in NOTES else ""
        made.append(paragraph(*inside, properties=numbered))
    return docx(*made)


def told(manuscript: Manuscript) -> list[tuple[str, str]]:
    """Each call: the last letters before it, and the note that it leads to."""
    return [
        (paragraph.text[: call.at][-6:], manuscript.notes[call.note].text)
        for paragraph in manuscript.paragraphs
        for call in paragraph.calls
    ]


RIGHT = [("idle.”", NOTES[0]), ("them.”", NOTES[1]), ("sold.”", NOTES[2])]


@pytest.mark.parametrize(
    "data",
    [
        word(*SAID, "Notes", *(f"{number}. {note}" for number, note in enumerate(NOTES, start=1))),
        word(*SAID, "Примечания", *(f"^{number}^ {note}" for number, note in enumerate(NOTES, start=1))),
        word(*SAID, "Notes", *NOTES, listed=True),
        word(SAID[0], f"^1^ {NOTES[0]}", f"^2^{NOTES[1]}", SAID[1], f"^3^ {NOTES[2]}", "So it was."),
    ],
    ids=["typed", "raised", "numbered by Word", "among the text"],
)
def test_typed_notes_of_a_word_file_are_called_where_their_numbers_stood(data: bytes) -> None:
    manuscript = manuscript_of(data, "a.docx")
    assert told(manuscript) == RIGHT
    assert manuscript.paragraphs[0].text == "“The barges lay idle.” “Nobody mended them.” There were 40 m2 of mud."
    assert any("typed by hand" in remark for remark in manuscript.remarks)
    assert sum("Vane" in paragraph.text for paragraph in manuscript.paragraphs) == 0


def test_typed_notes_of_html_and_odt_are_the_same() -> None:
    raised = [re.sub(r"\^(\d)\^", r"<sup>\1</sup>", one) for one in SAID]
    page = "".join(
        f"<p>{one}</p>" for one in (*raised, "Notes", *(f"{n}. {note}" for n, note in enumerate(NOTES, start=1)))
    )
    assert told(manuscript_of(f"<html><body>{page}</body></html>".encode(), "a.html")) == RIGHT
    items = "".join(f"<li>{note}</li>" for note in NOTES)
    listed = "".join(f"<p>{one}</p>" for one in raised) + f"<h2>Notes</h2><ol>{items}</ol>"
    assert told(manuscript_of(f"<html><body>{listed}</body></html>".encode(), "a.html")) == RIGHT
    spans = [re.sub(r"\^(\d)\^", r'<text:span text:style-name="T1">\1</text:span>', one) for one in SAID]
    numbered = [f"{number}. {note}" for number, note in enumerate(NOTES, start=1)]
    raising = '<style:text-properties style:text-position="super 58%"/>'
    style = f'<style:style style:name="T1" style:family="text">{raising}</style:style>'
    content = "".join(f"<text:p>{one}</text:p>" for one in (*spans, "Notes", *numbered))
    assert told(manuscript_of(odt(content, style), "a.odt")) == RIGHT


def test_chapters_that_count_anew_have_notes_of_their_own() -> None:
    first, second = (("1. Ruth Vane, The Quay, 1.", "2. Ada Moss, Ropes, 12."), ("1. Ibid., 7.", "2. Moss, Ropes, 3."))
    body = "“The barges lay idle.”^1^ “Nobody mended them.”^2^"
    manuscript = manuscript_of(
        word(body, "Notes", *first, "The second part", "It was long.", "And wet.", "And cold.", body, "Notes", *second),
        "a.docx",
    )
    assert [note for _, note in told(manuscript)] == [note[3:] for note in (*first, *second)]
    assert "It was long." in [paragraph.text for paragraph in manuscript.paragraphs]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("There were 40 m^2^ of mud and 30 m^3^ of water.", "1. First, an item.", "2. Second, an item."),
        ("It came on the 4^1^ and the 5^2^ of May.", "Notes", "A note on the text: nothing was changed."),
        ("The barges^1^ lay idle.", "Notes", "1. Ruth Vane, The Quay, 1."),
    ],
)
def test_raised_figures_that_nothing_answers_are_no_calls(paragraphs: tuple[str, ...]) -> None:
    manuscript = manuscript_of(word(*paragraphs), "a.docx")
    assert manuscript.notes == {}
    assert [paragraph.text for paragraph in manuscript.paragraphs] == [one.replace("^", "") for one in paragraphs]


def test_what_follows_the_last_typed_note_is_text() -> None:
    rest = ["A second part begins here, and the mill stood by the river.", "It went on.", "And on.", "And on still."]
    numbered = [f"{number}. {note}" for number, note in enumerate(NOTES, start=1)]
    manuscript = manuscript_of(word(*SAID, "Notes", *numbered, *rest), "a.docx")
    assert [paragraph.text for paragraph in manuscript.paragraphs][-4:] == rest
    assert told(manuscript) == RIGHT


def test_a_comment_stands_at_the_words_meant_though_a_number_before_them_was_taken_out() -> None:
    data = word(*SAID, "Notes", *(f"{number}. {note}" for number, note in enumerate(NOTES, start=1)))
    at = manuscript_of(data, "a.docx").paragraphs[0].text.index("Nobody")
    copy = with_comments(data, [Comment(Place(1, at, at + 6), ("Look here.",))], name="a.docx")
    marked = re.search(rb"commentRangeStart.*?<w:t[^>]*>([^<]*)</w:t>.*?commentRangeEnd", _document(copy), re.DOTALL)
    assert marked is not None
    assert marked[1] == b"Nobody"


@pytest.mark.parametrize("note", ["1", "3"])
def test_a_page_in_a_typed_note_is_changed_where_it_stands(note: str) -> None:
    data = word(*SAID, "Notes", *(f"{number}. {note}" for number, note in enumerate(NOTES, start=1)))
    words = manuscript_of(data, "a.docx").notes[note].paragraphs[0].text
    old = words.rstrip(".").rpartition(" ")[2]
    at = words.index(old)
    copy, done = with_changes(data, [Replacement(Place(1, at, at + len(old), note), "99")], name="a.docx")
    assert done == 1
    changed = manuscript_of(copy, "a.docx").notes
    assert [changed[label].text for label in "123"] == [
        one.replace(old, "99") if label == note else one for label, one in zip("123", NOTES, strict=True)
    ]


def _document(data: bytes) -> bytes:
    from io import BytesIO
    from zipfile import ZipFile

    with ZipFile(BytesIO(data)) as package:
        return package.read("word/document.xml")


BRACKETED = ("“The barges lay idle.” [1] “Nobody mended them.” [2]", "“The ropes were sold” [3], as above [1].")
LIST = tuple(f"[{number}] {note}" for number, note in enumerate(NOTES, start=1))
ANSWERED = [("e.”", NOTES[0]), ("m.”", NOTES[1]), ("ld”", NOTES[2]), ("ove", NOTES[0])]


def in_format(name: str, *paragraphs: str) -> Manuscript:
    """These paragraphs as a manuscript of a format."""
    if name.endswith(".docx"):
        return manuscript_of(word(*paragraphs), name)
    if name.endswith(".html"):
        shown = "".join(f"<p>{one}</p>" for one in paragraphs)
        return manuscript_of(f"<!DOCTYPE html><html><body>{shown}</body></html>".encode(), name)
    if name.endswith(".rtf"):
        plain = "\\par ".join("".join(c if c.isascii() else f"\\u{ord(c)}?" for c in one) for one in paragraphs)
        return manuscript_of(f"{{\\rtf1\\ansi {plain}\\par }}".encode(), name)
    return manuscript_of("\n\n".join(paragraphs).encode(), name)


@pytest.mark.parametrize("name", ["a.docx", "a.html", "a.rtf", "a.md", "a.txt"])
@pytest.mark.parametrize("heading", [("Notes",), ()])
def test_numbers_in_brackets_call_notes_in_every_format(name: str, heading: tuple[str, ...]) -> None:
    manuscript = in_format(name, *BRACKETED, *heading, *LIST)
    assert [(before.strip()[-3:], note.strip()) for before, note in told(manuscript)] == ANSWERED
    assert not any("Vane" in paragraph.text for paragraph in manuscript.paragraphs)


@pytest.mark.parametrize("sign", ["<sup>{}</sup>", "^{}^", "\\[{}\\]", "[{}](#_edn1)", "[[{}]](#_ftn1)"])
def test_markdown_knows_the_signs_in_which_converters_write_them(sign: str) -> None:
    said = [re.sub(r"\[(\d)\]", lambda match: sign.format(match[1]), one) for one in (*BRACKETED, *LIST)]
    assert told(in_format("a.md", *said[:2], "# Notes", *said[2:]))[0] == ("dle.” ", NOTES[0])


@pytest.mark.parametrize("name", ["a.docx", "a.html", "a.md"])
def test_the_paragraphs_of_a_judgment_are_no_notes(name: str) -> None:
    said = [f"[{number}] The court heard witness {number} on the barges of the quay." for number in range(1, 9)]
    said[5] += " So it was said in [2] and [3], and again in [2]."
    manuscript = in_format(name, "The barges case", *said)
    assert not manuscript.notes
    assert len(manuscript.paragraphs) == len(said) + 1


@pytest.mark.parametrize("name", ["a.docx", "a.html", "a.md"])
def test_a_numbered_bibliography_is_no_list_of_notes(name: str) -> None:
    manuscript = in_format(name, *BRACKETED, "# References" if name == "a.md" else "References", *LIST)
    assert not any(note.kind == "endnote" for note in manuscript.notes.values())
    assert [one.role for one in manuscript.paragraphs[-3:]] == ["bibliography"] * 3


def test_numbers_with_pages_cite_a_bibliography_whatever_its_heading() -> None:
    said = (f"{BRACKETED[0]} So it is said [1, с. 14].", BRACKETED[1])
    assert not in_format("a.docx", *said, "Что читал автор", *LIST).notes


def test_pages_of_an_original_in_brackets_are_no_notes() -> None:
    said = ("[12] The barges lay idle, [13] and nobody mended them.", "[14] The ropes were sold.", "[15] So it was.")
    assert not in_format("a.docx", *said).notes


def test_raised_notes_are_known_beside_a_bibliography_with_numbers_in_brackets() -> None:
    said = (f"{SAID[0]} So others say [7], [9], [12].", f"{SAID[1]} And [3].")
    notes = (f"{number}. {note}" for number, note in enumerate(NOTES, start=1))
    manuscript = in_format(
        "a.docx", *said, "Notes", *notes, "References", "[3] Lark, A. Tar. 1901.", "[7] Moor, B. Oil."
    )
    assert told(manuscript) == RIGHT


LOWERED = ("“The barges lay idle.”1 “Nobody mended them,”2 he said.", "“The ropes were *sold*”3 in 1931.")


@pytest.mark.parametrize("name", ["a.docx", "a.html", "a.rtf", "a.md", "a.txt"])
def test_numbers_that_are_no_longer_raised_call_the_notes_of_a_list(name: str) -> None:
    notes = (f"{number}\u00a0\u00a0\u00a0 {note}" for number, note in enumerate(NOTES, start=1))
    manuscript = in_format(name, *LOWERED, *notes)
    assert [note.strip() for _, note in told(manuscript)] == [*NOTES]
    assert "idle.” “Nobody" in manuscript.paragraphs[0].text
    assert [one.text.strip() for one in manuscript.paragraphs if one.text][-1].endswith("in 1931.")


@pytest.mark.parametrize("name", ["a.docx", "a.html", "a.md", "a.txt"])
@pytest.mark.parametrize(
    "said",
    [
        ("See Table1 and Table2 on the quay.", "1. The quay", "Barges lay here.", "2. The mole", "Ropes lay there."),
        ("The heaven.2 And the earth.3 And the sea.4", "1. The first day", "2. The second day"),
        ("We came to mile1 and then to mile2 and mile3.", "3. Barges", "1. Ropes", "2. Tar"),
        ("In 1931 the quay had 12 barges, as of 3.4 and 5.", "12. So it was.", "4. And so.", "5. And then."),
        ("At the quay lay A1, B2 and C3.", "1. So A was", "and stood.", "2. So B was", "and fell.", "3. So C was."),
    ],
)
def test_figures_and_numbered_paragraphs_are_no_notes(name: str, said: tuple[str, ...]) -> None:
    manuscript = in_format(name, *said)
    assert not manuscript.notes
    assert sum(one.text.count("1.") for one in manuscript.paragraphs) == sum(one.count("1.") for one in said)
