"""A small archive, and the command line as a person calls it."""

from __future__ import annotations

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

NEWSPAPER = """[p. 1]

The strike at the mill ended on Tuesday. The director received a deputation of four.

[p. 2]

Foreman Belov, asked whether he had not signed the list, said that he had signed nothing.
"""

BELOV = """---
id: belov
name: Ivan Belov
names: [Иван Белов]
---

A foreman at the mill.

## Statements

- 1929-03: member of [[mill]] ^member
  > said that he had signed nothing [denies @newspaper, p. 2]
  > the director received a deputation of nine [@newspaper, p. 1]
"""

MILL = "---\nid: mill\nname: The mill\n---\n"


@dataclass(frozen=True)
class Said:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> object:
        return json.loads(self.out)


def variorum(*arguments: object, given: str = "", cwd: Path | None = None) -> Said:
    """Call the command line as a shell would, in this process."""
    from variorum.cli import main

    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    before = Path.cwd()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr(sys, "argv", ["variorum", *map(str, arguments)])
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode()), "utf-8"))
        patch.chdir(cwd or before)
        with pytest.raises(SystemExit) as left:
            main()
    status = left.value.code
    return Said(status if isinstance(status, int) else 0, *(_printed(stream) for stream in (out, err)))


def _printed(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode("utf-8")


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with one newspaper, one person, one group; made by the commands themselves."""
    folder = tmp_path_factory.mktemp("cli")
    (folder / "newspaper.txt").write_text(NEWSPAPER, "utf-8")
    root = folder / "mill archive"
    assert variorum("new", root, "--title", "The mill").status == 0
    assert variorum("add", "-C", root, folder / "newspaper.txt").status == 0
    (root / "people" / "belov.md").write_text(BELOV, "utf-8")
    (root / "groups" / "mill.md").write_text(MILL, "utf-8")
    return root
