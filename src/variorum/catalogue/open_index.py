"""The search index opened for reading, and kept open between searches until a build has written to it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import TYPE_CHECKING, Any

from variorum.catalogue.indexing import index_folder, open_index, passages_counted
from variorum.finding import Unreadable
from variorum.saying import say

if TYPE_CHECKING:
    from variorum.catalogue.store import Catalogue


class OpenedIndex:
    """An index in a folder. `searcher()` gives the newest committed state, which then stays as it is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = Lock()
        self._stamp = _stamp(folder)
        self._copy = None if os.access(folder, os.W_OK) else _writable_copy(folder)
        self._index = open_index(Path(self._copy.name) if self._copy else folder)
        self.schema: Any = self._index.schema
        self.counted = passages_counted(folder)  # passages that its own counts hold, those that have gone among them

    def searcher(self) -> Any:
        """A view of what was committed last; a build that goes on meanwhile does not change it."""
        with self._lock:
            stamp = _stamp(self.folder)
            if stamp != self._stamp:
                self._index.reload()
                self._stamp = stamp
                self.counted = passages_counted(self.folder)
            return self._index.searcher()


def opened_index(catalogue: Catalogue) -> OpenedIndex:
    """The catalogue's index, opened once; raises `Unreadable` where there is none or it is damaged."""
    folder = index_folder(catalogue)
    if folder is None:
        raise Unreadable(say("There is no search index yet; run `variorum build` first."))
    held = catalogue.opened_index
    if held is None or held.folder != folder:
        with sound(folder):
            held = catalogue.opened_index = OpenedIndex(folder)
    return held


@contextmanager
def sound(folder: Path) -> Iterator[None]:
    """Turn Tantivy's errors about a damaged index into a sentence."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise Unreadable(
            say(
                "The search index is damaged ({why}); delete the folder {folder} and run `variorum "
                "build`, and it is made anew.",
                why=str(error),
                folder=str(folder),
            )
        ) from error


def _writable_copy(folder: Path) -> TemporaryDirectory[str]:
    """The index copied to where it can be locked: Tantivy writes a lock file even to read, and a disc may forbid it."""
    copy = TemporaryDirectory(prefix="variorum-index-", ignore_cleanup_errors=True)
    shutil.copytree(folder, copy.name, dirs_exist_ok=True, copy_function=shutil.copyfile)
    return copy


def _stamp(folder: Path) -> tuple[int, int]:
    try:
        state = (folder / "meta.json").stat()
    except OSError:
        return (0, 0)
    return state.st_mtime_ns, state.st_size
