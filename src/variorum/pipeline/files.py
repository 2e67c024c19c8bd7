"""The archive's own files as they are now, told by digests; only those that may have changed are opened.

A file whose state (`file_states`) is that of last time is taken to hold what it held; where it was written so shortly
before it was looked at that its state tells nothing yet, that is not kept, and the next look opens it again. The digest
of the bytes alone decides whether a file is another.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from variorum.archive.listing import AROUND, DOSSIER_FOLDERS, Opened, id_in, is_passed_over, listed, open_file
from variorum.archive.text import LARGEST, decode, read_text
from variorum.catalogue.store import Catalogue
from variorum.digest import sha_of
from variorum.file_states import is_settled, told_by
from variorum.finding import ChangedOnDisk
from variorum.pipeline.engine import Engine
from variorum.pipeline.step import step
from variorum.saying import say

_CLOCK = "clock"  # a file of the catalogue that is written to learn what time its file system has
_OPENED_BY = ("archive.listing", "archive.text")


@dataclass(frozen=True, slots=True)
class FilesSeen:
    """Files as they were seen last, in columns; what has no state is opened at the next look.

    `digests` are of their bytes, empty for a README or NOTES; `ids` are those of dossiers. `parsed_by` is the digest of
    all that every one of them was parsed by.
    """

    files: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    digests: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    parsed_by: str = ""


@step("files as they were seen", code=_OPENED_BY)
def seen() -> FilesSeen:
    """Nothing was seen before the first look."""
    return FilesSeen()


class Files:
    """The archive's files at one moment: `digests` by path within it, in the order of folders and paths."""

    def __init__(self, root: Path, engine: Engine) -> None:
        self._root, self._engine = root, engine
        self._opened: dict[str, tuple[bytes, Opened | None]] = {}  # those that were opened, until they are parsed
        self._lengths: dict[str, int] = {}
        listing = listed(root)
        self.now = now = _now(engine.catalogue) if not engine.looking else 0  # by the clock of files; 0: not known
        known = self._known()
        found: list[tuple[str, str, str, str]] = []
        for folder, files in (*listing.files.items(), ("", tuple(name for name in AROUND if (root / name).exists()))):
            is_link = (root / folder).is_symlink()
            found += self._looked_at(folder, files, known, now=0 if is_link else now)
        self.findings = listing.findings
        self.can_tell = bool(now)
        self.folders: Mapping[str, Sequence[str]] = listing.files
        self.digests = {file: digest for file, _, digest, _ in found if digest}
        self.ids = {file: id_ for file, _, digest, id_ in found if digest}
        files, states, digests, ids = zip(*found, strict=True) if found else ((), (), (), ())
        self._seen = FilesSeen(files, states, digests, ids)
        told = [*(f"{file}\0{digest}" for file, digest in self.digests.items()), repr(listing.findings)]
        self.digest = sha_of(*told)

    def ids_in(self, folder: str) -> Iterator[str]:
        """The ids of the dossiers of a folder, in order."""
        return (self.ids[file] for file in self.folders[folder] if file in self.ids)

    def opened(self, file: str) -> Opened:
        """A file's lines, and what is wrong with its bytes; ChangedOnDisk where it is not what it was a moment ago."""
        raw, opened = self._opened.pop(file, (b"", None))
        if opened is None and not raw:
            raw, opened = self._read(file)
            if _digest(raw, opened) != self.digests[file]:
                raise ChangedOnDisk(say("{file} was changed while the archive was being read; try again.", file=file))
        return decode(file, raw) if opened is None else opened

    def continues(self, file: str, before: Files) -> bool:
        """Whether a file holds what it held before, and more behind it."""
        try:
            raw = (self._root / file).read_bytes()
        except OSError:
            return False
        length = before.length(file)
        return _digest(raw, None) == self.digests.get(file) and (
            not length or _digest(raw[:length], None) == before.digests.get(file)
        )

    def length(self, file: str) -> int:
        """The length of a file that is there, in bytes."""
        states = dict(zip(self._seen.files, self._seen.states, strict=True))
        return self._lengths.get(file) or int(states.get(file, "").partition(":")[0] or 0)

    def unchanged(self, parsed_by: str) -> frozenset[str]:
        """The files that were parsed by the same before and hold what they held then."""
        before = self._before
        if before.parsed_by != parsed_by:
            return frozenset()
        return frozenset(file for file, digest in zip(before.files, before.digests, strict=True)
                         if self.digests.get(file) == digest)  # fmt: skip

    def is_as_before(self, parsed_by: str) -> bool:
        """Whether there are the same files, holding the same, as when all were parsed by the same."""
        before = self._before
        return before.parsed_by == parsed_by and (before.files, before.digests) == (
            self._seen.files,
            self._seen.digests,
        )

    def remember(self, parsed_by: str) -> None:
        """Keep what was seen; to be called once everything that was parsed is kept."""
        now = replace(self._seen, parsed_by=parsed_by)
        if not self._engine.looking and now != self._before:
            self._engine.put(seen, "all", now)

    def remember_states(self) -> None:
        """Keep the states of files that were looked at again, where all dossiers hold what they held when parsed."""
        before = dict(zip(self._before.files, self._before.digests, strict=True))
        now = dict(zip(self._seen.files, self._seen.digests, strict=True))
        if all(before.get(file) == now.get(file) for file in {*before, *now} if "/" in file):
            self.remember(self._before.parsed_by)

    def _known(self) -> dict[str, tuple[str, str, str]]:
        self._before = self._engine.kept(seen)["all"].value() if self._engine.stands(seen, "all") else FilesSeen()
        before = self._before
        rows = zip(before.states, before.digests, before.ids, strict=True)
        return dict(zip(before.files, rows, strict=True))

    def _looked_at(
        self, folder: str, files: Sequence[str], known: Mapping[str, tuple[str, str, str]], *, now: int
    ) -> Iterator[tuple[str, str, str, str]]:
        """Each file with its state, digest and id."""
        at = f"{self._root}{os.sep}"
        for file in files:
            try:
                state = os.lstat(at + file)
            except OSError:
                state = None  # gone since it was listed, or not to be asked: read_text says what is the matter
            told = told_by(state) if state is not None and stat.S_ISREG(state.st_mode) else ""
            if told and (before := known.get(file)) is not None and before[0] == told:
                yield (file, *before)
                continue
            raw, opened = self._read(file)
            digest, id_ = _digest(raw, opened), ""
            if folder:
                text = decode(file, raw)[0] if opened is None else opened[0]
                id_ = id_in(text) if text is not None and folder in DOSSIER_FOLDERS else ""
                digest = "" if is_passed_over(file, text) else digest
            if digest:
                self._opened[file] = raw, opened
                self._lengths[file] = len(raw)
            yield file, self._kept_state(at + file, told, now) if opened is None else "", digest, id_

    def _read(self, file: str) -> tuple[bytes, Opened | None]:
        """The bytes of a file, or what is to be said of one that is not read like others."""
        path = self._root / file
        try:
            state = path.lstat()
            if stat.S_ISREG(state.st_mode) and 0 < state.st_size <= LARGEST and not self._in_link(file):
                raw = path.read_bytes()
                if raw:
                    return raw, None
        except OSError:
            pass  # read_text says what is the matter
        return b"", read_text(self._root, path) if "/" in file else open_file(self._root, file)

    def _in_link(self, file: str) -> bool:
        return "/" in file and (self._root / file.partition("/")[0]).is_symlink()

    @staticmethod
    def _kept_state(path: str, told: str, now: int) -> str:
        """The state of a file that was read, empty where it may change again, or changed meanwhile, unseen."""
        try:
            state = os.lstat(path)
        except OSError:
            return ""
        return told if told_by(state) == told and is_settled(state, now) else ""


def _now(catalogue: Catalogue) -> int:
    """The time by the clock of the archive's file system, or by that of this machine where it is earlier."""
    path = catalogue.folder / _CLOCK
    try:
        path.write_bytes(b"")
        os.utime(path)
        return min(path.stat().st_mtime_ns, time.time_ns())
    except OSError:
        return 0  # nothing is trusted


def _digest(raw: bytes, opened: Opened | None) -> str:
    if opened is None:
        return sha256(raw).hexdigest()[:32]
    return sha_of(repr(opened))[:32]
