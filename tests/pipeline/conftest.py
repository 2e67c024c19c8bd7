"""A small archive with a memoir of three pages and one person."""

from __future__ import annotations

from pathlib import Path

import pytest
from clean_builds import TODAY
from small_archive import make

from variorum.archive.folder import Archive, create_archive, open_archive
from variorum.pipeline import build, take_in

MEMOIR = """[p. 7]

The winter was long, and the stove smoked.

[p. 8]

She came every Thursday with a book under her coat.

[p. 9]

Nobody asked her what she read at home.
"""

ORLOVA = """---
id: orlova
name: Vera Orlova
---

## Statements

- 1929: member of [[circle]] ^member
  > She came every Thursday with a book [@memoir, p. 8]
"""


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = create_archive(tmp_path / "archive", title="The circle")
    (tmp_path / "memoir.txt").write_text(MEMOIR, "utf-8")
    take_in(made, [tmp_path / "memoir.txt"])
    (made.root / "people" / "orlova.md").write_text(ORLOVA, "utf-8")
    (made.root / "groups" / "circle.md").write_text("---\nid: circle\nname: The circle\n---\n", "utf-8")
    return made


@pytest.fixture(scope="session")
def small_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small archive, built; to be copied, never written in."""
    folder = tmp_path_factory.mktemp("small")
    made = make(folder / "archive", folder / "incoming")
    build(open_archive(made), today=TODAY)
    return made
