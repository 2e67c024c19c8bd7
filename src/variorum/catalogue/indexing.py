"""The search index: brought up to date with the catalogue, source by source.

One field of words as they stand (folded), with their positions; whose form a word is, the query knows (`expansion`).
So the index is small, is built as fast as the text is cut into words, and a better dictionary needs no new index. What
a dossier says of a source stands in SQLite alone, so that a corrected dossier needs no new index either.

A build that is killed leaves what was committed last; which sources that holds stands in the catalogue, and the next
build does the others. The catalogue keeps the stamp of that commit too: an index with another one is not the one that
it tells of (a folder was copied while a build wrote to it, or a build was killed between the two), and is made anew.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from variorum.catalogue.passages import analyzer, passages_of, stretches
from variorum.catalogue.store import Catalogue
from variorum.finding import Refused, Unreadable
from variorum.record import Page
from variorum.saying import say

if TYPE_CHECKING:
    from variorum.catalogue.capitalised import Capitalised

INDEX_VERSION = "2"  # of the files; that other rules want another index, `pipeline.reading` sees by the code
_FOLDER = "search"
_ABOUT = "search-index"
_HEAP = 96_000_000  # bytes
_COMMIT_EVERY = 60_000_000  # characters: what a killed build may have to do again


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
    with indexing(catalogue) as index:
        index.put_in_the_rest(progress)
    return index.done()


@contextmanager
def indexing(catalogue: Catalogue) -> Iterator[Indexing]:
    """The search index open for writing, for a build that puts in each source as soon as it is in the catalogue.

    Tantivy cuts and sorts the words in a thread of its own while the build reads the next file. What was not put in by
    the end (because an earlier build was killed) is put in then; an exception leaves the index as committed last.
    """
    folder = index_folder(catalogue)
    if folder is None or not _opens(folder) or _stamp_in(folder) != _told(catalogue)[2]:
        folder = _begin_anew(catalogue)
    index = Indexing(catalogue, folder)
    try:
        yield index
        index.put_in_the_rest()
        index.finish()
    except BaseException as error:
        index.give_up()
        if isinstance(error, Unreadable):
            discard_index(catalogue)  # who tries again is not to meet the same
        raise


def index_folder(catalogue: Catalogue) -> Path | None:
    """The folder of the search index that belongs to this catalogue; None where there is none of this version."""
    version, name, _ = _told(catalogue)
    folder = catalogue.folder / _FOLDER / name
    return folder if version == INDEX_VERSION and name and (folder / "meta.json").is_file() else None


def not_indexed(catalogue: Catalogue) -> Sequence[str]:
    """The sources that the search index does not hold as they are now: all, where it is not the catalogue's own."""
    folder = index_folder(catalogue)
    is_own = folder is not None and _stamp_in(folder) == _told(catalogue)[2]
    return [key for key, state in catalogue.source_states().items() if not (is_own and state.indexed)]


def passages_counted(folder: Path) -> int:
    """How many passages Tantivy counts with: those that have gone too, until it merges them away."""
    return sum(int(segment["max_doc"]) for segment in _meta(folder).get("segments", ()))


def _told(catalogue: Catalogue) -> tuple[str, str, str]:
    """What the catalogue knows of its index: the version, the folder's name, and the stamp of the last commit."""
    row = catalogue.database.row("SELECT value FROM about WHERE name = ?", (_ABOUT,))
    version, name, stamp = (*(str(row[0]).split(" ") if row else ()), "", "", "")[:3]
    return version, name, stamp


def _tell(catalogue: Catalogue, name: str, stamp: int) -> None:
    told = f"{INDEX_VERSION} {name} {stamp}"
    catalogue.database.change("INSERT OR REPLACE INTO about VALUES (?, ?)", (_ABOUT, told))


def _meta(folder: Path) -> dict[str, Any]:
    """What Tantivy says of what was committed last; nothing where it cannot be read."""
    try:
        return dict(json.loads((folder / "meta.json").read_text("utf-8")))
    except (OSError, ValueError):
        return {}


def _stamp_in(folder: Path) -> str:
    return str(_meta(folder).get("opstamp", ""))


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


class Indexing:
    """One writing of the index; the catalogue learns what is indexed only after the index has committed it."""

    def __init__(self, catalogue: Catalogue, folder: Path) -> None:
        self._catalogue = catalogue
        self._folder = folder
        self._tantivy: Any = None
        self._pending: dict[int, str] = {}
        self._capitalised: dict[int, Capitalised] = {}
        self._sources = self._passages = self._departed = self._characters = 0

    def put_in(self, key: str) -> None:
        """Put in a source as the catalogue has it now, if the index does not hold that already."""
        row = self._catalogue.database.row("SELECT id, digest, indexed FROM sources WHERE key = ?", (key,))
        if row is None or row[1] == row[2] or self._pending.get(row[0]) == row[1]:
            return
        from variorum.catalogue.capitalised import Capitalised

        number, digest, _ = row
        pages = self._catalogue.pages(key)
        words = Capitalised()
        with _explained(self._folder):
            writer = self._writer()
            for page in pages:
                for document in _documents(number, page, words):
                    writer.add_document(document)
                    self._passages += 1
                self._characters += len(page.text)
        self._pending[number], self._capitalised[number] = digest, words
        self._sources += 1
        if self._characters > _COMMIT_EVERY:
            self._commit([])

    def put_in_the_rest(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Put in every source that the index does not hold as it is now."""
        rows = self._catalogue.database.rows("SELECT id, key FROM sources WHERE indexed != digest ORDER BY key")
        missing = [key for number, key in rows if number not in self._pending]
        for done, key in enumerate(missing):
            if progress:
                progress(done, len(missing))
            self.put_in(key)
        if progress and missing:
            progress(len(missing), len(missing))

    def finish(self) -> None:
        """Take out what has gone, and commit; nothing happens where nothing changed."""
        gone = [row[0] for row in self._catalogue.database.rows("SELECT id FROM departed ORDER BY id")]
        with _explained(self._folder):
            for number in gone:
                self._take_out(number)
        self._departed = len(gone)
        if self._tantivy is not None:
            self._commit(gone)
            with _explained(self._folder):
                self._tantivy.wait_merging_threads()
            self._tantivy = None

    def _take_out(self, number: int) -> None:
        from tantivy import Query

        # `delete_documents_by_term` takes the number for a signed one, which no passage has, and takes nothing out
        self._writer().delete_documents_by_query(Query.term_query(_schema(), "source", number))

    def give_up(self) -> None:
        """Forget what was not committed, and let go of the lock."""
        self._tantivy = None

    def done(self) -> Indexed:
        """What was done."""
        return Indexed(self._sources, self._passages, self._departed)

    def _writer(self) -> Any:
        if self._tantivy is None:
            # one thread keeps pace with the reading; two cost a fifth more, and their segments are merged in the end
            self._tantivy = open_index(self._folder).writer(heap_size=_HEAP, num_threads=1)
            _sweep(self._folder)
        return self._tantivy

    def _commit(self, gone: list[int]) -> None:
        """Commit the index, and what the catalogue knows of it: its rows are laid while Tantivy sorts and writes."""
        from concurrent.futures import ThreadPoolExecutor

        from variorum.catalogue.spellings import keep

        database = self._catalogue.database
        with ThreadPoolExecutor(1, thread_name_prefix="committing") as thread, database.transaction():
            committing = thread.submit(self._tantivy.commit)
            rows = [(digest, number) for number, digest in self._pending.items()]
            database.change_many("UPDATE sources SET indexed = ? WHERE id = ?", rows)
            database.change_many("DELETE FROM departed WHERE id = ?", [(number,) for number in gone])
            keep(database, self._capitalised)
            with _explained(self._folder):
                stamp = committing.result()
            _tell(self._catalogue, self._folder.name, stamp)
        self._pending, self._capitalised, self._characters = {}, {}, 0


def _sweep(folder: Path) -> None:
    """Remove what a writer that was killed had begun to take out: Tantivy would give a file the same name, and stop."""
    known = {
        f"{segment['segment_id'].replace('-', '')}.{gone['opstamp']}.del"
        for segment in _meta(folder).get("segments", ())
        if (gone := segment["deletes"])
    }
    for path in folder.glob("*.del"):
        if path.name not in known:
            path.unlink()


def _documents(number: int, page: Page, words: Capitalised) -> Iterator[Any]:
    from tantivy import Document

    for start, end in passages_of(page):
        document = Document()
        # values of one field are set apart by a gap, so no phrase runs from one stretch into the next
        for stretch in stretches(page.text, start, end):
            if stretch.bridge is None:
                words.read(stretch.folded.text)
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
        _tell(catalogue, name, 0)
        catalogue.database.change("UPDATE sources SET indexed = ''")
        for table in ("departed", "capitalised", "spelled"):
            catalogue.database.change(f"DELETE FROM {table}")  # noqa: S608
    return folder


def _schema() -> Any:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("words", tokenizer_name="variorum")
    builder.add_unsigned_field("source", indexed=True, fast=True)
    for name in ("page", "start", "end"):
        builder.add_unsigned_field(name, fast=True)
    return builder.build()


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
                say("Another build is writing the search index; wait until it has ended and try again.")
            ) from error
        raise Unreadable(
            say(
                "The search index in {folder} cannot be written ({words}); see that the disk is not full "
                "and that you may write there, then build again.",
                folder=str(folder),
                words=words,
            )
        ) from error
