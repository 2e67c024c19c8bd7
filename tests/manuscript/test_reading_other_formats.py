"""Manuscripts in text, Markdown, LaTeX, HTML, EPUB and RTF: notes in their places, quotations set apart."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from making_docx import docx, paragraph
from making_docx import text as text_of
from making_pdfs import Words, column, pdf

from variorum.manuscript.manuscript import Manuscript
from variorum.manuscript.quotations_found import quotations_in
from variorum.manuscript.reading import manuscript_of

NOTED = [("He said “go”", "Smith, Diary, 12."), ("and “stay”", "Ibid., 13.")]


def calls(manuscript: Manuscript) -> list[tuple[str, str]]:
    """What stands before each call, and the note that it leads to."""
    found = []
    for one in manuscript.paragraphs:
        last = 0
        for call in one.calls:
            found.append((one.text[last : call.at].strip(), manuscript.notes[call.note].text))
            last = call.at
    return found


def epub(parts: dict[str, str]) -> bytes:
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
        '<rootfile full-path="b.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    made = BytesIO()
    with ZipFile(made, "w") as package:
        for member, content in {
            "mimetype": "application/epub+zip", "META-INF/container.xml": container, **parts,
        }.items():  # fmt: skip
            package.writestr(member, content)
    return made.getvalue()


def roles(manuscript: Manuscript) -> list[tuple[str, str]]:
    return [(one.role, " ".join(one.text.split())) for one in manuscript.paragraphs]


TEXTS = {
    "a.txt": "He said “go”[1] and “stay”[2].\n\nNotes\n\n1. Smith, Diary, 12.\n2. Ibid., 13.\n",
    "raised.txt": "He said “go”¹ and “stay”².\n\nNotes\n\n1 Smith, Diary, 12.\n\n2 Ibid., 13.\n",
    "a.md": "He said “go”[^1] and “stay”[^b].\n\n[^1]: Smith, Diary, 12.\n[^b]: Ibid., 13.\n",
    "indented.md": "He said “go”[^1] and “stay”[^b].\n\n   [^1]: Smith, Diary, 12.\n   [^b]: Ibid., 13.\n",
    "inline.md": "He said “go”^[Smith, Diary, 12.] and “stay”^[Ibid., 13.].\n",
    "a.tex": "\\begin{document}He said ``go''\\footnote{Smith, \\emph{Diary}, 12.} and\n"
    "\\enquote{stay}\\footnote{Ibid., 13.}.\\end{document}",
    "a.html": (
        '<html><body><p>He said “go”<a href="#n1"><sup>1</sup></a> and “stay”<a href="#n2"><sup>2</sup></a>.</p>'
        '<ol><li id="n1">Smith, Diary, 12. <a href="#r1">↩</a></li><li id="n2">Ibid., 13.</li></ol></body></html>'
    ),
    "a.rtf": (
        "{\\rtf1\\ansi\\ansicpg1252 He said \\'93go\\'94{\\super\\chftn{\\footnote\\pard {\\super\\chftn} Smith, "
        "Diary, 12.}} and "
        "\\'93stay\\'94{\\super\\chftn{\\footnote\\pard {\\super\\chftn} Ibid., 13.}}.\\par}"
    ),
}


@pytest.mark.parametrize("name", TEXTS)
def test_notes_stand_where_they_are_called(name: str) -> None:
    assert calls(manuscript_of(TEXTS[name].encode("utf-8"), name)) == NOTED


def test_notes_of_an_epub_may_stand_on_another_page() -> None:
    one = (
        '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>He said “go”<a href="n.xhtml#n1">1</a>.</p></body></html>'
    )
    two = '<html xmlns="http://www.w3.org/1999/xhtml"><body><p id="n1">1. Smith, Diary, 12.</p></body></html>'
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><manifest>'
        '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="n" href="n.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="a"/><itemref idref="n"/></spine></package>'
    )
    assert calls(manuscript_of(epub({"b.opf": opf, "a.xhtml": one, "n.xhtml": two}), "a.epub")) == [
        ("He said “go”", "Smith, Diary, 12.")
    ]


def test_latex_gives_keys_and_pages_of_its_citations() -> None:
    source = "\\begin{document}So \\autocite[see][12--13]{smith} and \\parencites[5]{a}[6]{b}.\\end{document}"
    lives = manuscript_of(source.encode(), "a.tex").paragraphs[0].lives
    assert [(item.key, item.locator, item.prefix) for live in lives for item in live.items] == [
        ("smith", "12-13", "see"), ("a", "5", ""), ("b", "6", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ('<<хлеб увезли>> "--- ночью', "«хлеб увезли» — ночью"),
        ('"`die M"uhle"\' und \\frqq der Kai\\flqq', "„die Mühle“ und »der Kai«"),
        ("\\enquote{the river \\textelp{} took \\textins{old} barges}", "“the river […] took [old] barges”"),
        ("\\foreigntextquote{ngerman}[{\\cite[3]{moss}}]{an den Kai}", "“an den Kai” (moss, 3)"),
        ("\\foreigntextcquote{ngerman}[20]{moss}[.]{an den Kai}", "“an den Kai” (moss, 20)"),
        ('the code "a" and 3 < 4', 'the code ä" and 3 < 4'),
    ],
)
def test_marks_of_babel_and_csquotes_are_read(source: str, shown: str) -> None:
    whole = f"\\documentclass{{article}}\\usepackage[ngerman]{{babel}}\\begin{{document}}{source}\\end{{document}}"
    (paragraph,) = manuscript_of(whole.encode(), "draft.tex").paragraphs
    assert paragraph.text == shown


def test_a_straight_mark_before_a_vowel_is_no_umlaut_without_german() -> None:
    (paragraph,) = manuscript_of(b'\\begin{document}the "apple" and "us"\\end{document}', "draft.tex").paragraphs
    assert paragraph.text == 'the "apple" and "us"'


def test_quotations_set_apart_are_told_in_markdown_latex_and_html() -> None:
    words = "Words that stand apart."
    for name, data in {
        "a.md": f"Text:\n\n> {words}\n",
        "a.tex": f"\\begin{{document}}Text:\n\\begin{{displayquote}}\n{words}\n\\end{{displayquote}}\\end{{document}}",
        "a.html": f"<html><body><p>Text:</p><blockquote><p>{words}</p></blockquote></body></html>",
    }.items():
        assert roles(manuscript_of(data.encode(), name)) == [("body", "Text:"), ("quote", words)], name


def test_russian_letters_of_an_old_code_page_are_read() -> None:
    text = "Он сказал: «иди»[1] и ушёл.\n\nПримечания\n\n1. Иванов И. И. Дневник. М., 1990. С. 5.\n"
    manuscript = manuscript_of(text.encode("cp1251"), "a.txt")
    assert calls(manuscript) == [("Он сказал: «иди»", "Иванов И. И. Дневник. М., 1990. С. 5.")]


@pytest.mark.parametrize("name", ["draft.txt", "draft.md"])
def test_two_notes_of_one_label_are_said_to_be_read_as_one(name: str) -> None:
    sign = "^" if name.endswith("md") else ""
    colon = ":" if sign else ""
    text = (
        f"The mill stood idle[{sign}1], and the quay as well[{sign}1]; the barge went on[{sign}2].\n\n"
        f"[{sign}1]{colon} Vane, The Quay, 5.\n\n[{sign}2]{colon} Moss, The Barge, 8.\n\n"
        f"[{sign}1]{colon} Tern, The Mill, 6.\n"
    )
    (said,) = manuscript_of(text.encode(), name).remarks
    assert said.startswith("There are 2 notes “1” (lines 3, 7), read as one")


@pytest.mark.parametrize("name", ["draft.txt", "draft.md"])
def test_a_note_called_twice_or_of_two_paragraphs_is_one_note(name: str) -> None:
    sign, colon = ("^", ":") if name.endswith("md") else ("", "")
    text = f"The mill[{sign}1] and the quay[{sign}1].\n\n[{sign}1]{colon} Vane, The Quay, 5.\n\n    And so it was.\n"
    assert manuscript_of(text.encode(), name).remarks == ()


@pytest.mark.parametrize("arrow", ["\u21a9", "\u21a9\ufe0e", "\u21a9\ufe0f", "\u2191"])
def test_the_arrow_that_leads_back_is_no_part_of_a_note_in_html(arrow: str) -> None:
    page = (
        '<p>They sat “by the cold hearth”<a href="#fn1" class="footnote-ref" id="fnref1"><sup>1</sup></a>.</p>'
        '<section class="footnotes"><ol><li id="fn1"><p>Vane, <em>The Quay</em>, 41.'
        f'<a href="#fnref1" class="footnote-back" role="doc-backlink">{arrow}</a></p></li></ol></section>'
    )
    (note,) = manuscript_of(page.encode(), "draft.html").notes.values()
    assert note.text == "Vane, The Quay, 41."


def test_italics_of_html_may_be_told_by_their_style() -> None:
    page = (
        '<p>They sat “by the hearth”<sup><a href="#ftnt1" id="ref1">[1]</a></sup>.</p>'
        '<div><p><a href="#ref1" id="ftnt1">[1]</a><span>&nbsp;Vane, </span>'
        '<span style="font-style:italic">The Quay</span><span>, 41.</span></p></div>'
    )
    (note,) = manuscript_of(page.encode(), "draft.html").notes.values()
    assert [note.text[start:end] for start, end in note.paragraphs[0].italics] == ["The Quay"]


def test_a_backslash_of_markdown_is_no_sign_of_the_text() -> None:
    text = (
        "She has “\\[t\\]he hearth was cold \\[…\\] at 5\\* night”.[^1]\n\n[^1]: R\\. Vane, *The Quay* \\[1931\\], 4.\n"
    )
    manuscript = manuscript_of(text.encode(), "draft.md")
    assert [one.text for one in quotations_in(manuscript)] == ["[t]he hearth was cold […] at 5* night"]
    assert manuscript.notes["1"].text == "R. Vane, *The Quay* [1931], 4."


def test_html_chapters_that_count_their_notes_anew_keep_them_apart() -> None:
    chapter = '<p>He {} “go”<a id="r1" href="#n1">1</a>.</p><ol><li id="n1">{}, 12. <a href="#r1">↩</a></li></ol>'
    page = f"<html><body>{chapter.format('said', 'Smith')}\n{chapter.format('cried', 'Jones')}</body></html>"
    manuscript = manuscript_of(page.encode(), "a.html")
    assert calls(manuscript) == [("He said “go”", "Smith, 12."), ("He cried “go”", "Jones, 12.")]
    assert manuscript.remarks == ()


def test_html_notes_of_one_id_that_cannot_be_told_apart_are_said_to_be_read_as_one() -> None:
    page = (
        '<html><body><p>Go<a href="#n1">1</a>, stay<a href="#n1">1</a>.</p>\n'
        '<p id="n1">1. Smith, 12.</p>\n<p id="n1">1. Jones, 13.</p></body></html>'
    )
    manuscript = manuscript_of(page.encode(), "a.html")
    (said,) = manuscript.remarks
    assert said.startswith("There are 2 notes “1” (lines 2, 3), read as one")


def test_a_note_of_html_whose_anchor_is_within_it_or_that_is_shown_twice_is_one_note() -> None:
    page = (
        '<html><body><p>Go<a href="#n1">1</a>.</p><aside id="n1">Smith, 12.</aside>'
        '<div id="n1"><a name="n1"></a>Smith, 12.</div></body></html>'
    )
    manuscript = manuscript_of(page.encode(), "a.html")
    assert calls(manuscript) == [("Go", "Smith, 12.")]
    assert manuscript.remarks == ()


def test_each_chapter_of_an_epub_has_its_own_notes_though_their_ids_are_the_same() -> None:
    chapter = (
        '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>He {} “go”<a href="{}#n1">1</a>.</p>'
        '<p id="n1">1. {}, 12.</p></body></html>'
    )
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><manifest>'
        '<item id="a" href="a%20b.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="a"/><itemref idref="c"/></spine></package>'
    )
    parts = {"a b.xhtml": chapter.format("said", "", "Smith"), "c.xhtml": chapter.format("cried", "c.xhtml", "Jones")}
    manuscript = manuscript_of(epub({"b.opf": opf, **parts}), "a.epub")
    assert calls(manuscript) == [("He said “go”", "Smith, 12."), ("He cried “go”", "Jones, 12.")]


CHAPTERS = """Chapter 1

He said “go”[1] and left.

Notes

1. Smith, Diary, 12.

Chapter 2

She said “stay”[1] and wept.

Nobody saw her.

Notes

1. Jones, Letters, 13.

    He adds more.

2. Never called, 5.
"""


def test_text_after_a_list_of_notes_in_the_middle_is_text_again_and_its_notes_are_its_own() -> None:
    manuscript = manuscript_of(CHAPTERS.encode(), "a.txt")
    assert calls(manuscript) == [
        ("He said “go”", "Smith, Diary, 12."), ("She said “stay”", "Jones, Letters, 13.\n    He adds more."),
    ]  # fmt: skip
    assert [text for role, text in roles(manuscript) if role == "body"][:3] == [
        "He said “go” and left.", "She said “stay” and wept.", "Nobody saw her.",
    ]  # fmt: skip
    assert manuscript.remarks == ()


@pytest.mark.parametrize(
    "after", ["The Second Winter\n\nThe mill stood.", "And so the mill stood.", "He came “back”[3].\n\n[3] Tern, 5."]
)
def test_what_follows_the_last_of_the_notes_is_not_swallowed_by_it(after: str) -> None:
    text = f"He said “go”[1] and “stay”[2].\n\nNotes\n\n1. Smith, Diary, 12.\n\n2. Jones, 5.\n\n{after}\n"
    manuscript = manuscript_of(text.encode(), "a.txt")
    assert [note.text for note in manuscript.notes.values()][:2] == ["Smith, Diary, 12.", "Jones, 5."]
    assert roles(manuscript)[2][1] == " ".join(after.split("\n\n")[0].replace("[3]", "").split())


def test_a_page_of_notes_in_german_is_known_by_its_heading() -> None:
    text = "Er sagte „geh“[1].\n\nAnmerkungen\n\n1. Schmidt, Tagebuch, S. 12.\n"
    assert calls(manuscript_of(text.encode(), "a.txt")) == [("Er sagte „geh“", "Schmidt, Tagebuch, S. 12.")]


@pytest.mark.parametrize("between", ["\n\n12\n\n", "\n\n        12    THE MILL\n\n", "\n12\n", "\n12\nTHE MILL\n"])
def test_a_running_head_within_a_block_quotation_is_no_word_of_it(between: str) -> None:
    text = f"He wrote:\n\n    The river ran past the old{between}    mill, and nobody saw it run.\n\nSo it was.\n"
    assert roles(manuscript_of(text.encode(), "a.txt")) == [
        ("body", "He wrote:"),
        ("quote", "The river ran past the old mill, and nobody saw it run."),
        ("body", "So it was."),
    ]


SAID = "The river ran past the old mill and nobody saw it run, though many had been told that it did so at night."


@pytest.mark.parametrize(
    ("properties", "ending"),
    [("\\li720\\ri720", ""), ("\\li720\\fs20", ""), ("\\li720", " (Vane 1931, 12)"), ("\\li720", "\\footnote")],
)
def test_a_quotation_set_apart_is_told_in_rtf(properties: str, ending: str) -> None:
    note = "{\\super\\chftn{\\footnote\\pard {\\super\\chftn} Vane, The Quay, 12.}}"
    written = (
        f"{{\\rtf1\\ansi \\pard\\fi360\\fs24 {'It was a long year. ' * 9}He wrote:\\par\n"
        f"\\pard{properties} {SAID}{note if ending == chr(92) + 'footnote' else ending}\\par\n"
        f"\\pard\\fi360\\fs24 {'So it was. ' * 9}\\par\n\\pard\\li720\\fi-360 1. An item of a list, as it is.\\par}}"
    )
    manuscript = manuscript_of(written.encode(), "a.rtf")
    assert [role for role, _ in roles(manuscript)] == ["body", "quote", "body", "body"]


def test_a_quotation_set_apart_is_told_in_a_pdf_and_a_running_head_is_no_word_of_it() -> None:
    words = [f"in the long year of the mill the quay was {word} and wet" for word in ("old", "new", "cold", "dry")]
    quoted = ["the river ran past the old mill and nobody", "saw it run, though many had been told of it"]
    one = [*column([*words, "as he wrote in the spring of that year:"]), *column(quoted, x=80, y=400)]
    head = [Words(150, 560, "2   The Quay")]
    two = [*head, *column(["by night and by day (Vane 1931, 12)."], x=80), *column(words, y=480)]
    manuscript = manuscript_of(pdf([one, two]), "a.pdf")
    (said,) = [text for role, text in roles(manuscript) if role == "quote"]
    assert said == f"{' '.join(quoted)} by night and by day (Vane 1931, 12)."


def test_verse_that_a_pdf_sets_line_by_line_is_one_quotation_and_the_next_one_another() -> None:
    words = [f"in the long year of the mill the quay was {word} and wet" for word in ("old", "new", "cold", "dry")]
    verse = ["The river ran at night;", "Nobody saw it run.", "And all the looms stood still! (Vane 1931, 12)"]
    other = "He told us nothing of it. (Tern 1940, 3)"
    page = [*column([*words, "as he wrote in the spring of that year:"]), *column(verse, x=90, y=440)]
    page += [*column([other], x=90, y=390), *column(words, y=350)]
    read = manuscript_of(pdf([page]), "a.pdf")
    assert [text for role, text in roles(read) if role == "quote"] == [" ".join(verse), other]


EPIGRAPHS = {
    "a.md": "# One\n\n> Nobody saw the river run.\n>\n> — Vane, The Quay\n\nText.\n",
    "b.md": "# One\n\n> Nobody saw the river run.\n\n> — Vane, The Quay\n\nText.\n",
    "c.md": "# One\n\n“Nobody saw the river run.”\n\n— Vane, The Quay\n\nText.\n",
    "a.html": "<h1>One</h1><blockquote><p>Nobody saw the river run.</p><p>— Vane, The Quay</p></blockquote><p>So.</p>",
    "b.html": "<h1>One</h1><blockquote><p>Nobody saw the river run.</p><p>Ruth Vane.</p></blockquote><p>So.</p>",
    "a.txt": "CHAPTER ONE\n\n    Nobody saw the river run.\n    — Vane, The Quay\n\nText.\n",
}


@pytest.mark.parametrize("name", EPIGRAPHS)
def test_an_epigraph_is_told_from_other_quotations_and_its_author_from_its_words(name: str) -> None:
    (found,) = quotations_in(manuscript_of(EPIGRAPHS[name].encode(), name))
    assert (found.how, found.text.strip()) == ("epigraph", "Nobody saw the river run.")


def test_a_speech_below_a_heading_is_no_epigraph_and_no_more_is_a_title_page() -> None:
    text = "# Один\n\n— Иди, — сказал он.\n\n— Куда?\n\nОна молчала.\n"
    assert {role for role, _ in roles(manuscript_of(text.encode(), "a.md"))} == {"heading", "body"}
    right = '<w:jc w:val="right"/>'
    page = docx(*(paragraph(text_of(line), properties=right) for line in ("Выполнил студент 4 курса", "Иванов И. И.")))
    assert {role for role, _ in roles(manuscript_of(page, "a.docx"))} == {"body"}


def test_an_epigraph_set_to_the_right_is_told_in_a_word_file() -> None:
    right = '<w:jc w:val="right"/>'
    page = docx(
        paragraph(text_of("One"), properties='<w:outlineLvl w:val="0"/>'),
        paragraph(text_of("Nobody saw the river run."), properties=right),
        paragraph(text_of("Vane, The Quay"), properties=right),
        paragraph(text_of("Text.")),
    )
    assert [role for role, _ in roles(manuscript_of(page, "a.docx"))] == ["heading", "epigraph", "caption", "body"]


def test_entries_at_the_end_are_a_bibliography_though_nothing_heads_them() -> None:
    names = ("Attwood, Ann", "Bell, Ida", "Crane, Joan", "Dale, Ruth", "Eden, May", "Frost, Lea")
    listed = [f"{name}. 19{number}0. The Quay. Leeds: Kiln." for number, name in enumerate(names, start=2)]
    prose = ["The mill stood idle for a year, and nobody saw the river run."] * 9
    dated = ["Orlova, Anna Petrovna, came back in 1921.", *prose]
    of = {role for role, _ in roles(manuscript_of("\n\n".join([*prose, *listed]).encode(), "a.txt"))}
    assert of == {"body", "bibliography"}
    assert {role for role, _ in roles(manuscript_of("\n\n".join([*prose, *dated]).encode(), "a.txt"))} == {"body"}


def test_endnotes_of_a_pdf_answer_the_calls_of_their_chapter() -> None:
    chapters = []
    for title in ("One", "Two"):
        said = [Words(50, 500, f"In chapter {title} she wrote that the river rose"), Words(286, 504, "1", 6)]
        said += [Words(50, 480, f"and in {title} again that nobody came to see it"), Words(286, 484, "2", 6)]
        listed = ["Notes", f"1 Vane, The Quay {title}, 12.", "which is all that there is of it.", "2 Ibid., 13."]
        chapters += [said, column(listed, y=500)]
    read = manuscript_of(pdf(chapters), "a.pdf")
    called = [read.notes[call.note].text.replace("\n", " ") for p in read.paragraphs for call in p.calls]
    assert called == [
        "Vane, The Quay One, 12. which is all that there is of it.", "Ibid., 13.",
        "Vane, The Quay Two, 12. which is all that there is of it.", "Ibid., 13.",
    ]  # fmt: skip


def test_a_bibliography_that_begins_on_a_page_of_text_is_one_in_a_pdf() -> None:
    said = column(["The barges lay idle all winter, and nobody", *["mended one of them before the ice broke"] * 3])
    heading = [Words(50, 460, "Bibliography", size=16)]
    entries = [
        *column(["Moss, Ada. Ropes. York: Kiln, 1902."], y=430), *column(["Vane, Ruth. The Quay. Leeds, 1931."], y=400),
    ]  # fmt: skip
    manuscript = manuscript_of(pdf([[*said, *heading, *entries]]), "a.pdf")
    assert [role for role, _ in roles(manuscript)] == ["body", "heading", "bibliography", "bibliography"]
    assert [entry.text for entry in manuscript.entries] == [
        "Moss, Ada. Ropes. York: Kiln, 1902.", "Vane, Ruth. The Quay. Leeds, 1931.",
    ]  # fmt: skip


def test_a_bibliography_set_without_gaps_is_parted_into_its_entries_in_a_pdf() -> None:
    said = column(["The barges lay idle all winter, and nobody", *["mended one of them before the ice broke"] * 3])
    listed = [
        "Literatur", "Moss, Ada: Ropes and what", "they hold. York 1902", "Vane, Ruth: The Quay. Leeds 1931,",
        "Vane, R.: Barges. Leeds 1935.",
    ]  # fmt: skip
    manuscript = manuscript_of(pdf([[*said, *column(listed, y=400)]]), "a.pdf")
    assert roles(manuscript)[1][0] == "heading"
    assert [" ".join(entry.text.split()) for entry in manuscript.entries] == [
        "Moss, Ada: Ropes and what they hold. York 1902",
        "Vane, Ruth: The Quay. Leeds 1931, Vane, R.: Barges. Leeds 1935.",
    ]


def test_italics_of_a_note_are_told_in_rtf_and_keep_their_place_behind_its_number() -> None:
    written = (
        "{\\rtf1\\ansi He read it.{\\super\\chftn{\\footnote\\pard {\\super\\chftn} Vane, {\\i The Quay}, 12.\\u8617?}}"
        " It was long.\\par}"
    )
    (note,) = manuscript_of(written.encode(), "a.rtf").notes.values()
    assert [note.text[start:end] for start, end in note.paragraphs[0].italics] == ["The Quay"]
    assert note.text.endswith("12."), "the arrow that leads back is no part of the note"


def test_a_slight_indent_sets_a_quotation_of_plain_text_apart_where_paragraphs_begin_at_the_margin() -> None:
    body = "The barges lay along the quay\nfrom the mill to the bridge, and\nnobody mended them that winter."
    quoted = "  The river ran past the mill,\n  and nobody saw it run. [1]"
    manuscript = manuscript_of(f"{body}\n\n{quoted}\n\n{body}\n\n[1] Vane, The Quay, 12.\n".encode(), "a.txt")
    assert [role for role, _ in roles(manuscript)] == ["body", "quote", "body"]
    indented = "\n\n".join(f"  {body}" for _ in range(3))
    manuscript = manuscript_of(f"{indented}\n\n  So it was on that long quay.\n".encode(), "a.txt")
    assert {role for role, _ in roles(manuscript)} == {"body"}


def test_a_list_of_endnotes_without_a_heading_is_one_at_the_end_of_a_pdf() -> None:
    def raised(x: float, y: float, sign: str) -> Words:
        return Words(x, y + 4, sign, size=6)

    body = [
        Words(50, 500, "The barges lay idle all winter."),
        raised(177, 500, "1"),
        Words(50, 487, "Nobody mended them."),
        raised(135, 487, "2"),
    ]
    listed = column(["1. Vane, The Quay, 12.", "2. Moss, Ropes, 3."], y=440)
    manuscript = manuscript_of(pdf([[*body, *listed]]), "a.pdf")
    assert [note.text for note in manuscript.notes.values()] == ["Vane, The Quay, 12.", "Moss, Ropes, 3."]


def test_a_note_of_a_pdf_that_nothing_calls_is_no_part_of_the_one_before() -> None:
    body = [
        Words(50, 500, "The barges lay idle all winter."), Words(177, 504, "1", size=6),
        Words(50, 487, "Nobody mended them."), Words(135, 491, "2", size=6),
    ]  # fmt: skip
    listed = column(["1. Vane, The Quay, 12.", "2. Moss, Ropes, 3.", "3. Hale, Masts, 4."], y=440)
    manuscript = manuscript_of(pdf([body, listed]), "a.pdf")
    assert [note.text for note in manuscript.notes.values()] == [
        "Vane, The Quay, 12.", "Moss, Ropes, 3.", "Hale, Masts, 4.",
    ]  # fmt: skip
