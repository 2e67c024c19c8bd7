"""A quotation in the text of a chapter that its source does not bear out is told in the edition, at its note."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from variorum.cli import variorum


def _said(*arguments: object) -> int:
    return CliRunner().invoke(variorum, list(map(str, arguments))).exit_code


def test_a_note_does_not_look_clean_where_its_quotation_is_not(tmp_path: Path) -> None:
    archive, text = tmp_path / "archive", tmp_path / "letter.txt"
    text.write_text(
        "The bread was gone by May, and nobody knew why.\n\nThe mill stood still all summer.\n", encoding="utf-8"
    )
    assert _said("new", archive) == 0
    assert _said("add", "-C", archive, text) == 0
    (archive / "chapters" / "01-bread.md").write_text(
        "---\ntitle: Bread\n---\n\n“The bread was gone by June, and nobody knew why” [@letter, § 1].\n\n"
        "“The mill stood still all summer” [@letter, § 2].\n",
        encoding="utf-8",
    )
    _said("publish", "-C", archive)
    page = (archive / "edition" / "chapters" / "bread.html").read_text(encoding="utf-8")
    assert page.count('class="verdict bad"') == 1
    assert "Quoted “June”; the source reads “May”." in page
    assert page.count('class="note-ref"') == 2
