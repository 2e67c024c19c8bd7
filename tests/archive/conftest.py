"""What the tests of the archive share: a way to write an archive in a few lines and to read it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import dedent

import pytest

from variorum.archive.reading import read_record
from variorum.finding import Finding
from variorum.record import Record

PETROV = "---\nid: petrov\nname: Ivan Petrov\n---\n\n## Statements\n\n- born in [[zarechye]] ^born\n"
Wrote = Callable[[Mapping[str, str | bytes]], tuple[Record, tuple[Finding, ...]]]


@pytest.fixture
def wrote(tmp_path: Path) -> Wrote:
    """Write files (path → text) under a fresh root and read the archive that they make."""

    def write(files: Mapping[str, str | bytes]) -> tuple[Record, tuple[Finding, ...]]:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else dedent(text).encode())
        return read_record(tmp_path)

    return write


@pytest.fixture
def person(wrote: Wrote) -> Callable[[str], tuple[Record, tuple[Finding, ...]]]:
    """Read the dossier of one person with these lines under Statements; the dossiers that the tests link to exist."""

    def write(statements: str) -> tuple[Record, tuple[Finding, ...]]:
        dossier = "---\nid: orlova\nname: Anna Orlova\n---\n\n## Statements\n\n" + dedent(statements)
        return wrote(
            {
                "people/orlova.md": dossier.encode(),
                "people/petrov.md": PETROV,
                "groups/union.md": "---\nid: union\nname: Union of Printers\n---\n",
                "places/zarechye.md": "---\nid: zarechye\nname: Zarechye\n---\n",
                "works/letter.md": "---\nid: letter\nname: Letter of the Nine\n---\n",
            }
        )

    return write
