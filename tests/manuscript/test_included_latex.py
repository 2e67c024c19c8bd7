"""LaTeX manuscripts of several files: what lies in their own folder is read, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from variorum.manuscript.auditing import audit_file, libraries_named
from variorum.manuscript.manuscript import Manuscript
from variorum.manuscript.reading import manuscript_of, read_manuscript


def written(folder: Path, **files: str) -> Manuscript:
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.tex"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return read_manuscript(folder / "thesis.tex")


MAIN = "\\documentclass{book}\\begin{document}\nFirst words.\n\n%s\n\nLast words.\n\\end{document}"


@pytest.mark.parametrize("command", ["\\input{chapters/one}", "\\include{chapters/one.tex}", "\\subfile{chapters/one}"])
def test_an_included_chapter_is_read_in_its_place_with_its_notes(tmp_path: Path, command: str) -> None:
    chapter = "\\chapter{The mill}\n\nNobody came.\\footnote{Lark, Mills, 12.}"
    read = written(tmp_path, thesis=MAIN % command, chapters__one=chapter)
    assert [p.text for p in read.paragraphs] == ["First words.", "The mill", "Nobody came.", "Last words."]
    assert [note.text for note in read.notes.values()] == ["Lark, Mills, 12."]
    assert (read.paragraphs[2].file, read.paragraphs[2].line) == ("chapters/one.tex", 3)
    assert (read.paragraphs[3].file, read.paragraphs[3].chapter) == ("", "The mill")
    assert any("1 included file was" in remark for remark in read.remarks)


def test_notes_of_several_files_are_numbered_on(tmp_path: Path) -> None:
    one, two = "A.\\footnote{X, 1.}", "B.\\footnote{Ibid., 2.}"
    read = written(tmp_path, thesis=MAIN % "\\input one \\input two", one=one, two=two)
    assert [(note.id, note.text) for note in read.notes.values()] == [("1", "X, 1."), ("2", "Ibid., 2.")]


@pytest.mark.parametrize("named", ["../secret", "/etc/hostname", "nowhere", "a\0b", "x" * 5000, ""])
def test_what_lies_elsewhere_is_not_read_and_that_is_said(tmp_path: Path, named: str) -> None:
    (tmp_path / "secret.tex").write_text("Secret words.", "utf-8")
    folder = tmp_path / "thesis"
    folder.mkdir()
    read = written(folder, thesis=MAIN % f"\\input{{{named}}}")
    assert [p.text for p in read.paragraphs] == ["First words.", "Last words."]
    assert any("is not to be found in this folder" in remark for remark in read.remarks)


def test_a_link_that_leads_out_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.tex").write_text("Secret words.", "utf-8")
    folder = tmp_path / "thesis"
    folder.mkdir()
    (folder / "one.tex").symlink_to(tmp_path / "secret.tex")
    assert "Secret words." not in [p.text for p in written(folder, thesis=MAIN % "\\input{one}").paragraphs]


def test_files_that_include_one_another_come_to_an_end(tmp_path: Path) -> None:
    two = "Two. \\input{one}\\input{thesis}"
    read = written(tmp_path, thesis=MAIN % "\\input{one}", one="One. \\input{two}", two=two)
    assert [p.text for p in read.paragraphs][:3] == ["First words.", "One.", "Two."]
    assert any("include one another" in remark for remark in read.remarks)


def test_of_bytes_alone_nothing_else_is_read() -> None:
    read = manuscript_of((MAIN % "\\input{one}").encode(), "thesis.tex")
    assert any("only this file was given" in remark for remark in read.remarks)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("thesis.tex", "\\addbibresource{refs.bib}\\begin{document}A word.\\autocite[12]{lark}\\end{document}"),
        ("old.tex", "\\begin{document}A word.\\cite[12]{lark}\\bibliography{refs}\\end{document}"),
        ("thesis.md", '---\ntitle: "T"\nbibliography: refs.bib\n---\n\nA word [@lark, p. 12].\n'),
        ("several.md", "---\nbibliography:\n  - refs.bib\n  - ../secret.bib\n---\n\nA word [@lark, p. 12].\n"),
    ],
)
def test_a_library_that_the_manuscript_names_is_read(tmp_path: Path, name: str, text: str) -> None:
    folder = tmp_path / "draft"
    sources = tmp_path / "sources"
    folder.mkdir()
    sources.mkdir()
    (folder / "refs.bib").write_text(
        "@book{lark, author={Lark, Peter}, title={The Weavers of Dorn}, year={1960}}", "utf-8"
    )
    (tmp_path / "secret.bib").write_text("@book{moss, author={Moss, Ada}, title={Secret}, year={1960}}", "utf-8")
    (folder / name).write_text(text, "utf-8")
    read = read_manuscript(folder / name)
    assert libraries_named(folder / name, read) == [(folder / "refs.bib").resolve()]
    made, _ = audit_file(folder / name, sources=[sources])
    assert [(one.work, one.sure) for works in made.notes.values() for one in works] == [
        ("Lark, The Weavers of Dorn", True)
    ]


@pytest.mark.parametrize(
    "made",
    [
        "\\newenvironment{bq}{\\begin{quote}\\small}{\\end{quote}}",
        "\\newenvironment{bq}[1][]{\\par\\list{}{\\rightmargin0pt}\\item\\relax}{\\endlist}",
        "\\newenvironment{inner}{\\begin{verse}}{\\end{verse}}\n\\newenvironment{bq}{\\begin{inner}}{\\end{inner}}",
    ],
)
def test_an_environment_that_the_manuscript_makes_sets_a_quotation_apart(tmp_path: Path, made: str) -> None:
    chapter = "She wrote:\n\\begin{bq}\nThe river rose.\n\\end{bq}\nSo it was."
    read = written(tmp_path, thesis=MAIN.replace("\\begin", f"{made}\\begin", 1) % "\\input{one}", one=chapter)
    assert [p.text for p in read.paragraphs if p.role == "quote"] == ["The river rose."]


def test_a_margin_of_another_environment_sets_nothing_apart(tmp_path: Path) -> None:
    made = "%% \\newenvironment{aside}{\\begin{quote}}{\\end{quote}}\n"
    made += "\\newenvironment{aside}{\\begin{center}}{\\end{center}}"
    chapter = "\\begin{aside}\nThe river rose.\n\\end{aside}"
    read = written(tmp_path, thesis=MAIN.replace("\\begin", f"{made}\\begin", 1) % "\\input{one}", one=chapter)
    assert all(p.role == "body" for p in read.paragraphs)


def test_two_commas_open_a_german_quotation_where_words_follow_at_once() -> None:
    text = "Sie schrieb: ,,Der Fluss stieg.'' Dann a,,b und x, , y."
    (read,) = manuscript_of(text.encode(), "a.tex").paragraphs
    assert read.text == "Sie schrieb: „Der Fluss stieg.” Dann a,,b und x, , y."
