"""`names` says in which languages of the archive no model sees names, so that an empty list is not taken for nobody."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from variorum.cli import variorum


@pytest.mark.parametrize(("language", "says"), [("de", True), ("fr", True), ("en", False), ("ru", False)])
def test_a_language_without_a_model_is_named(tmp_path: Path, language: str, says: bool) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Er kam spät, und niemand hat ihn gefragt, woher.\n", "utf-8")
    root, run = tmp_path / "archive", CliRunner().invoke
    assert run(variorum, ["new", str(root)]).exit_code == 0
    assert run(variorum, ["add", "-C", str(root), str(letter)]).exit_code == 0
    dossier = next(path for path in (root / "sources").glob("*.md") if path.name != "README.md")
    lines = dossier.read_text("utf-8").splitlines()
    told = [f"language: {language}" if line.startswith("language:") else line for line in lines]
    dossier.write_text("\n".join(told) + "\n", "utf-8")
    said = run(variorum, ["names", "-C", str(root)]).output
    assert ("no model for names" in said) is says
