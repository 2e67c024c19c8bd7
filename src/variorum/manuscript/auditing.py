"""An audit from files to files: the manuscript read, the folder opened, answers recalled."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from variorum.manuscript.audit import Audit, audit
from variorum.manuscript.libraries import ENDINGS, read_library
from variorum.manuscript.reading import read_manuscript
from variorum.manuscript.shelf import Progress, Shelf, open_shelf
from variorum.manuscript.works import Work


def audit_file(
    path: Path, *, sources: Sequence[Path] = (), library: Sequence[Path] = (), progress: Progress | None = None
) -> tuple[Audit, Shelf]:
    """Audit a manuscript's file against folders of sources; without any, against the folder in which it lies."""
    manuscript = read_manuscript(path)
    folders = list(sources) or [path.resolve().parent]
    shelf = open_shelf(folders, besides=[path], progress=progress)
    works: list[Work] = [work for file in library for work in read_library(file)]
    made = audit(manuscript, shelf, [file.work for file in shelf.files.values()], library=works, progress=progress)
    return made, shelf


def libraries_in(folders: Sequence[Path]) -> list[Path]:
    """The libraries of references that lie in a folder of sources."""
    return [
        file
        for folder in folders
        if folder.is_dir()
        for file in sorted(folder.iterdir())
        if file.suffix.lower() in ENDINGS
    ]
