"""Answers that were given, and whether nothing that they may rest on is another: then nothing is opened, or loaded.

An answer (what `check` shows, what `build` told) rests on everything that a user can change: the archive's own files,
its originals and transcripts, the program, and for some the day. All that is held against what it was in one digest.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from variorum.additions import declared
from variorum.archive.file_names import CHECKED_FILE
from variorum.archive.folder import Archive
from variorum.code import code_digest
from variorum.digest import sha_of
from variorum.file_states import is_settled, told_by
from variorum.pipeline.engine import Engine
from variorum.pipeline.files import Files
from variorum.pipeline.step import Given, Step

T = TypeVar("T")
_CODE = ("cli", "pipeline", "criticism", "edition", "disclosure")
_BESIDE = ("originals", "transcripts", "facsimiles")


class Moment:
    """The archive as it is now, and as it will have been when an answer was given to what it is now."""

    def __init__(self, archive: Archive, engine: Engine, *, files: Files | None = None) -> None:
        self._archive, self.engine = archive, engine
        self.files = files or Files(archive.root, engine)
        beside = list(self._beside())
        self._can_tell = "" not in beside and self.files.can_tell
        self._others = sha_of(*beside, *declared(), code_digest(_CODE))

    def answer(self, step: Step[T], key: str, *, more: str = "") -> T | None:
        """The answer that was kept, where nothing that it may rest on is another; `more` is what else it rests on."""
        whole = Given(self._digest(self.files, more), _nothing)
        kept = self.engine.kept(step).get(key)
        if kept is None or not self._can_tell or not self.engine.stands(step, key, whole=whole):
            return None
        return kept.value()

    def keep(self, step: Step[T], key: str, answer: T, *, more: str = "") -> None:
        """Keep an answer that was given to what the archive was at this moment.

        What giving it has appended to the ledger of checks is part of what it rests on from now on; any other change
        meanwhile is none that was answered.
        """
        if (later := self._later) is not None:
            self.engine.put(step, key, answer, whole=Given(self._digest(later, more), _nothing))
            self.engine.flush()

    @cached_property
    def _later(self) -> Files | None:
        """The files after an answer was given, None where anything but its ledger changed meanwhile."""
        later = Files(self._archive.root, self.engine)
        before, after = dict(self.files.digests), dict(later.digests)
        ledgers = before.pop(CHECKED_FILE, ""), after.pop(CHECKED_FILE, "")
        same = before == after and self.files.findings == later.findings
        grown = ledgers[0] == ledgers[1] or later.continues(CHECKED_FILE, self.files)
        if not (same and grown and self._can_tell):
            return None
        later.remember_states()
        return later

    def _digest(self, files: Files, more: str) -> str:
        return sha_of(files.digest, self._others, more)

    def _beside(self) -> Iterator[str]:
        """What originals and transcripts cannot change without; empty for one that may change again unseen."""
        for folder in _BESIDE:
            top = os.fspath(self._archive.root / folder)
            for parent, folders, names in os.walk(top):
                folders.sort()
                yield parent
                yield from ("" for name in folders if Path(parent, name).is_symlink())  # what is in it is not looked at
                for name in sorted(names):
                    yield from _told(Path(parent, name), self.files.now)


def _told(path: Path, now: int) -> Iterator[str]:
    """The state of a file, and of what it leads to where it is a link."""
    try:
        own = path.lstat()
        states = [own, path.stat()] if stat.S_ISLNK(own.st_mode) else [own]
    except OSError as error:
        yield f"{path.name}: {error.errno}"
        return
    for state in states:
        yield f"{path.name} {state.st_mode} {told_by(state)}" if is_settled(state, now) else ""


def _nothing() -> Any:
    """An answer is made of no value that could be read."""
    return None
