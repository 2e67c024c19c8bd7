"""Manuscripts in text, Markdown, LaTeX, HTML, EPUB and RTF: notes in their places, quotations set apart."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from variorum.manuscript.manuscript import Manuscript
from variorum.manuscript.reading import manuscript_of

NOTED = [("He said “go”", "Smith, Diary, 12."), ("and “stay”", "Ibid., 13.")]


def calls(manuscript: Manuscript) -> list[tuple[str, str]]:
    """What stands before each call, and the note that it leads to."""
    found = []
    for paragraph in manuscript.paragraphs:
        last = 0
        for call in paragraph.calls:
            found.append((paragraph.text[last : call.at].strip(), manuscript.notes[call.note].text))
            last = call.at
    return found


TEXTS = {
    "a.txt": "He said “go”[1] and “stay”[2].\n\nNotes\n\n1. Smith, Diary, 12.\n2. Ibid., 13.\n",
    "raised.txt": "He said “go”¹ and “stay”².\n\nNotes\n\n1 Smith, Diary, 12.\n\n2 Ibid., 13.\n",
    "a.md": "He said “go”[^1] and “stay”[^b].\n\n[^1]: Smith, Diary, 12.\n[^b]: Ibid., 13.\n",
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
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
        '<rootfile full-path="b.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    made = BytesIO()
    with ZipFile(made, "w") as package:
        parts = {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "b.opf": opf,
            "a.xhtml": one,
            "n.xhtml": two,
        }
        for member, content in parts.items():
            package.writestr(member, content)
    assert calls(manuscript_of(made.getvalue(), "a.epub")) == [("He said “go”", "Smith, Diary, 12.")]


def test_latex_gives_keys_and_pages_of_its_citations() -> None:
    source = "\\begin{document}So \\autocite[see][12--13]{smith} and \\parencites[5]{a}[6]{b}.\\end{document}"
    lives = manuscript_of(source.encode(), "a.tex").paragraphs[0].lives
    assert [(item.key, item.locator, item.prefix) for live in lives for item in live.items] == [
        ("smith", "12-13", "see"), ("a", "5", ""), ("b", "6", ""),
    ]  # fmt: skip


def test_quotations_set_apart_are_told_in_markdown_latex_and_html() -> None:
    words = "Words that stand apart."
    for name, data in {
        "a.md": f"Text:\n\n> {words}\n",
        "a.tex": f"\\begin{{document}}Text:\n\\begin{{displayquote}}\n{words}\n\\end{{displayquote}}\\end{{document}}",
        "a.html": f"<html><body><p>Text:</p><blockquote><p>{words}</p></blockquote></body></html>",
    }.items():
        roles = [(one.role, one.text.strip()) for one in manuscript_of(data.encode(), name).paragraphs]
        assert roles == [("body", "Text:"), ("quote", words)], name


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
