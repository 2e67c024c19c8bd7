"""The search index: brought up to date with the catalogue, source by source.

One field of words as they stand (folded), with their positions; whose form a word is, the query knows (`expansion`).
So the index is small, is built as fast as the text is cut into words, and a better dictionary needs no new index. What
a dossier says of a source stands in SQLite alone, so that a corrected dossier needs no new index either.

A build that is killed leaves what was committed last; which sources that holds stands in the catalogue, and the next
build does the others.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from variorum.catalogue.passages import analyzer, passages_of, stretches
from variorum.catalogue.store import Catalogue
from variorum.finding import Refused, Unreadable
from variorum.record import Page

INDEX_VERSION = "1"
_FOLDER = "search"
_ABOUT = "search-index"
_HEAP = 96_000_000  # bytes for all threads together
_COMMIT_EVERY = 60_000_000  # characters: what a killed build may have to do again
_SMALL = 2_000_000  # characters: less than this is not worth a second thread, and makes one segment instead of two


@dataclass(frozen=True, slots=True)
class Indexed:
    """What was done to the search index."""

    sources: int
    passages: int
    departed: int


def update_index(catalogue: Catalogue, *, progress: Callable[[int, int], None] | None = None) -> Indexed:
    """Bring the search index up to date; `progress` is told sources done and sources to do.

    Raises `Refused` where another build is writing the index.
    """
    folder = index_folder(catalogue)
    if folder is None or not _opens(folder):
        folder = _begin_anew(catalogue)
    rows = catalogue.database.rows("SELECT id, key, digest FROM sources WHERE indexed != digest ORDER BY key")
    departed = [row[0] for row in catalogue.database.rows("SELECT id FROM departed ORDER BY id")]
    if not rows and not departed:
        return Indexed(0, 0, 0)
    with _explained(folder):
        writer = _Writer(catalogue, folder, _size(catalogue))
        writer.take_out(departed)
        for done, (number, key, digest) in enumerate(rows):
            if progress:
                progress(done, len(rows))
            writer.put_in(number, digest, catalogue.pages(key))
        writer.finish()
    if progress:
        progress(len(rows), len(rows))
    return Indexed(len(rows), writer.passages, len(departed))


def index_folder(catalogue: Catalogue) -> Path | None:
    """The folder of the search index that belongs to this catalogue; None where there is none of this version."""
    row = catalogue.database.row("SELECT value FROM about WHERE name = ?", (_ABOUT,))
    version, _, name = str(row[0]).partition(" ") if row else ("", "", "")
    folder = catalogue.folder / _FOLDER / name
    return folder if version == INDEX_VERSION and name and (folder / "meta.json").is_file() else None


def discard_index(catalogue: Catalogue) -> None:
    """Forget the search index, so that the next build makes it anew: what to do with a damaged one."""
    with catalogue.database.transaction():
        catalogue.database.change("DELETE FROM about WHERE name = ?", (_ABOUT,))


def open_index(folder: Path) -> Any:
    """The Tantivy index in a folder, with the analyzer that its words were cut by."""
    import tantivy

    index = tantivy.Index.open(str(folder))
    index.register_tokenizer("variorum", analyzer())
    index.config_reader(reload_policy="manual")
    return index


class _Writer:
    """One writing of the index: passages go out and in, and the catalogue learns what was committed after it was."""

    def __init__(self, catalogue: Catalogue, folder: Path, characters: int) -> None:
        self.passages = 0
        self._catalogue = catalogue
        threads = 1 if characters < _SMALL else min(2, os.cpu_count() or 1)
        self._tantivy = open_index(folder).writer(heap_size=_HEAP, num_threads=threads)
        self._pending: list[tuple[str, int]] = []
        self._departed: list[tuple[int]] = []
        self._characters = 0

    def take_out(self, numbers: list[int]) -> None:
        for number in numbers:
            self._tantivy.delete_documents_by_term("source", number)
            self._departed.append((number,))

    def put_in(self, number: int, digest: str, pages: Any) -> None:
        # a build killed between the index's commit and the catalogue's may have left this very source there
        self._tantivy.delete_documents_by_term("source", number)
        for page in pages:
            for document in _documents(number, page):
                self._tantivy.add_document(document)
                self.passages += 1
            self._characters += len(page.text)
        self._pending.append((digest, number))
        if self._characters > _COMMIT_EVERY:
            self._commit()

    def finish(self) -> None:
        self._commit()
        self._tantivy.wait_merging_threads()

    def _commit(self) -> None:
        self._tantivy.commit()
        database = self._catalogue.database
        with database.transaction():
            database.change_many("UPDATE sources SET indexed = ? WHERE id = ?", self._pending)
            database.change_many("DELETE FROM departed WHERE id = ?", self._departed)
        self._pending, self._departed, self._characters = [], [], 0


def _documents(number: int, page: Page) -> Iterator[Any]:
    from tantivy import Document

    for start, end in passages_of(page):
        document = Document()
        # values of one field are set apart by a gap, so no phrase runs from one stretch into the next
        for stretch in stretches(page.text, start, end):
            document.add_text("words", stretch.folded.text)
        document.add_unsigned("source", number)
        document.add_unsigned("page", page.sequence)
        document.add_unsigned("start", start)
        document.add_unsigned("end", end)
        yield document


def _begin_anew(catalogue: Catalogue) -> Path:
    """An empty index in a folder of its own name: readers of the old one are not disturbed."""
    import tantivy

    root = catalogue.folder / _FOLDER
    name = os.urandom(8).hex()
    with _explained(root):
        if root.is_dir():
            for old in root.iterdir():
                shutil.rmtree(old, ignore_errors=True)  # on Windows a reader may hold it; the next time will do
        folder = root / name
        folder.mkdir(parents=True)
        tantivy.Index(_schema(), path=str(folder))
    with catalogue.database.transaction():
        catalogue.database.change("INSERT OR REPLACE INTO about VALUES (?, ?)", (_ABOUT, f"{INDEX_VERSION} {name}"))
        catalogue.database.change("UPDATE sources SET indexed = ''")
        catalogue.database.change("DELETE FROM departed")
    return folder


def _schema() -> Any:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("words", tokenizer_name="variorum")
    builder.add_unsigned_field("source", indexed=True, fast=True)
    for name in ("page", "start", "end"):
        builder.add_unsigned_field(name, fast=True)
    return builder.build()


def _size(catalogue: Catalogue) -> int:
    row = catalogue.database.row(
        "SELECT coalesce(sum(length(text)), 0) FROM pages "
        "WHERE source IN (SELECT id FROM sources WHERE indexed != digest)"
    )
    return int(row[0]) if row else 0


def _opens(folder: Path) -> bool:
    try:
        open_index(folder).searcher()
    except (ValueError, OSError):
        return False
    return True


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    try:
        yield
    except (ValueError, OSError) as error:  # Tantivy's errors are ValueErrors, told apart by their words only
        words = str(error)
        if "LockBusy" in words or "lock" in words.lower():
            raise Refused(
                "Another build is writing the search index; wait until it has ended and try again."
            ) from error
        raise Unreadable(
            f"The search index in {folder} cannot be written ({words}); see that the disk is not full and that you may "
            "write there, then build again."
        ) from error
