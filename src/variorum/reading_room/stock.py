"""The files of an archive as they are at a moment: by time of change, size and number, so that every change is seen."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import RLock
from time import monotonic, thread_time

_WATCHED = (
    "people", "groups", "places", "works", "events", "sources", "theses", "chapters", "patterns", "transcripts",
    "originals", "facsimiles",
)  # fmt: skip
_TEXTS = ("originals/", "transcripts/", "sources/")
_CHEAP = 0.005  # seconds of the processor that a look may take before it is not done for each request
_SHARE = 10.0  # times as long as a dearer look took, it is good enough for the next
_LONGEST = 1.0  # seconds that this is at most
FileState = tuple[int, int, int]
Seen = Mapping[str, FileState]


class Stock:
    """The files of an archive as they were last looked at; `heard` is told what changed, before anybody goes on."""

    def __init__(self, root: Path, heard: Callable[[Sequence[str]], None]) -> None:
        self.seen: Seen = {}
        self._root, self._heard = root, heard
        self._lock = RLock()
        self._looked_at, self._cost = 0.0, 0.0

    def begin(self) -> None:
        """Look at the files as they are: nothing has changed before this."""
        with self._lock:
            self.seen = look(self._root)
            self._looked_at = monotonic()

    def look_again(self) -> None:
        """Look at the files now, and tell what changed; who comes while another looks waits, and looks too."""
        with self._lock:
            began, cost = monotonic(), thread_time()
            before, self.seen = self.seen, look(self._root)
            self._looked_at, self._cost = began, thread_time() - cost
            if changed := changed_between(before, self.seen):
                self._heard(changed)

    def look_for_others(self) -> None:
        """Look before those from whom something may be kept back are shown anything.

        In an archive so large that a look is dear, one is good enough for ten times as long as it took, and never for
        more than a second.
        """
        asked = monotonic()
        with self._lock:
            lasting = min(_LONGEST, self._cost * _SHARE) if self._cost > _CHEAP else 0.0
            if self._looked_at < asked - lasting:
                self.look_again()


def look(root: Path) -> dict[str, FileState]:
    """The state of every file that the archive is read from."""
    found: dict[str, FileState] = {}
    pending: list[str] = []
    _entries(str(root), found, root=str(root), take=lambda entry: entry.is_file(), pending=[])
    pending += [str(root / folder) for folder in _WATCHED]
    while pending:
        _entries(pending.pop(), found, root=str(root), take=None, pending=pending)
    return found


def changed_between(before: Seen, now: Seen) -> list[str]:
    """The files that changed, came or went."""
    return sorted(file for file in {*before, *now} if before.get(file) != now.get(file))


def is_text(file: str) -> bool:
    """Whether quotations are held against this file, or against what it says of a source."""
    return file.startswith(_TEXTS)


def state_of(root: Path, file: str) -> FileState | None:
    """The state of one file now; None where it is not there."""
    try:
        return _state((root / file).stat())
    except OSError:
        return None


def _state(stat: os.stat_result) -> FileState:
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def _entries(
    folder: str,
    found: dict[str, FileState],
    *,
    root: str,
    take: Callable[[os.DirEntry[str]], bool] | None,
    pending: list[str],
) -> None:
    skipped = len(root.rstrip(os.sep)) + 1
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith(".") or (take and not take(entry)):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    pending.append(entry.path)
                    continue
                # by its path: what Windows says of a file in its folder may be older than the file; `Path` would take
                # three times as long, and every look of somebody else waits for this
                found[entry.path[skipped:].replace(os.sep, "/")] = _state(os.stat(entry.path))  # noqa: PTH116
    except OSError:
        return  # gone between two looks, or not ours to read: the build says so
