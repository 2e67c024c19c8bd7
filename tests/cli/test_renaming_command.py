"""`rename` on a small archive: shown first, written in all files or none, taken back, refused where it cannot be."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

sys.path.insert(0, str(Path(__file__).parent))
from conftest import variorum
from variorum.archive.folder import create_archive

BELOV = """---
id: belov
name: Ivan Belov
---

## Statements

- 1929-03: member of [[mill]] ^member
  > said that he had signed nothing [denies @newspaper, p. 2]
"""
MILL = "---\nid: mill\nname: The mill\n---\n"
SCHEMAS = Path(__file__).resolve().parents[2] / "docs" / "reference" / "schemas"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = create_archive(tmp_path / "archive", title="T").root
    for file, text in (("people/belov.md", BELOV), ("groups/mill.md", MILL)):
        (root / file).parent.mkdir(exist_ok=True)
        (root / file).write_text(text, encoding="utf-8")
    return root


def files(root: Path) -> dict[str, bytes]:
    found = (
        path for path in root.rglob("*") if path.is_file() and path.name[0] != "." and ".catalogue" not in path.parts
    )
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def fits(answer: object, schema: str) -> bool:
    Draft202012Validator(json.loads((SCHEMAS / schema).read_text("utf-8"))).validate(answer)
    return True


def test_a_renaming_is_shown_written_and_taken_back(root: Path) -> None:
    before = files(root)
    shown = variorum("rename", "mill", "weaving-mill", "--preview", cwd=root)
    assert shown.status == 0
    assert "+ - 1929-03: member of [[weaving-mill]] ^member" in shown.out
    assert "nothing was written" in shown.out
    assert files(root) == before
    done = variorum("rename", "mill", "weaving-mill", "--format", "json", cwd=root)
    assert done.status == 0, done.err
    assert fits(done.json, "rename.json")
    assert "[[weaving-mill]]" in (root / "people/belov.md").read_text("utf-8")
    assert "id: weaving-mill" in (root / "groups/weaving-mill.md").read_text("utf-8")
    assert not (root / "groups/mill.md").exists()
    undone = variorum("rename", "--undo", "--format", "json", cwd=root)
    assert fits(undone.json, "rename-undo.json")
    assert files(root) == before
    nothing = variorum("rename", "--undo", cwd=root)
    assert (nothing.status, "no renaming to take back" in nothing.err) == (2, True)


@pytest.mark.parametrize(
    ("names", "why"),
    [
        (("nobody", "somebody"), "nobody"),
        (("mill", "belov"), "belov"),
        (("mill", "Not An Id"), "Not An Id"),
        (("mill",), "rename OLD NEW"),
        (("a", "b", "c"), "rename OLD NEW"),
        (("--undo", "mill"), "takes no names"),
    ],
)
def test_what_cannot_be_renamed_is_one_sentence_and_nothing_changes(
    root: Path, names: tuple[str, ...], why: str
) -> None:
    before = files(root)
    refused = variorum("rename", *names, cwd=root)
    assert refused.status == 2
    assert why in refused.err
    assert refused.err.count("\n") <= 2
    assert files(root) == before
