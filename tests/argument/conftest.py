"""A small archive written for one test: `archive({"people/x.md": …})` gives its record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import dedent

import pytest

from variorum.archive.reading import read_record
from variorum.examined import Examined, not_looked_through
from variorum.finding import Finding

Archive = Callable[[Mapping[str, str]], tuple[Examined, tuple[Finding, ...]]]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Write the files of an archive and read them; a dossier without front matter gets one from its path."""

    def written(files: Mapping[str, str]) -> tuple[Examined, tuple[Finding, ...]]:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            text = dedent(text).lstrip("\n")
            if path.suffix == ".md" and not text.startswith("---"):
                field = "key" if name.startswith("sources/") else "id"
                said = "title" if field == "key" else "name"
                text = f"---\n{field}: {path.stem}\n{said}: {path.stem}\n---\n\n{text}"
            path.write_text(text, "utf-8")
        record, found = read_record(tmp_path)
        return not_looked_through(record), found

    return written
