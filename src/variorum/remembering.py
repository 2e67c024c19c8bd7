"""What is worked out of the program's own files and of what is installed beside it, remembered while these stay.

To read a thousand files for a digest of them takes longer than to look at their states (`file_states`), as git looks at
its index. What was worked out is kept with one digest of the states of every file of the program, and of every
distribution that can be imported; where any is another, or was written so shortly before that its state tells nothing
yet, nothing is recalled, and nothing kept. It lies where the platform keeps caches, and can be deleted at any time.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

from variorum.digest import sha_of
from variorum.file_states import is_settled, told_by

_SKEW = 2_000_000_000  # nanoseconds by which the clock of the program's file system may be behind that of the machine
_DISTRIBUTIONS = (".dist-info", ".egg-info", ".egg-link", ".egg")
_SAID_IN = ("METADATA", "PKG-INFO", "entry_points.txt")


def cache_folder() -> Path:
    """Where the program keeps what it can work out again (VARIORUM_CACHE names another place)."""
    if named := os.environ.get("VARIORUM_CACHE"):
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_cache_dir("variorum", appauthor=False))


def remembered(root: Path, name: str, work: Callable[[], str]) -> str:
    """What `work` gives of the files under `root` and of what is installed, recalled while these are the same.

    `name` says what it is. The states count that the files had when this process first asked. What `work` raises is
    not kept.
    """
    memory = _Memory.of(root, tuple(sys.path))
    if name not in memory.kept:
        memory.keep(name, work())
    return memory.kept[name]


class _Memory:
    """What is kept of the program as this process found it."""

    def __init__(self, root: Path) -> None:
        place = "\n".join((os.fspath(root), sys.version, sys.prefix))  # one file for each program and each Python
        self._root, self._file = root, cache_folder() / "program" / f"{sha_of(place)[:32]}.json"
        self._state = state_of(root)
        self.kept: dict[str, str] = dict(_kept(self._file, self._state)) if self._state else {}

    @staticmethod
    @cache
    def of(root: Path, _path: tuple[str, ...]) -> _Memory:
        return _Memory(root)

    def keep(self, name: str, found: str) -> None:
        """Keep what was found; on the disk only where no file changed while it was looked for."""
        self.kept[name] = found
        if self._state and state_of(self._root) == self._state:
            self.kept = {**_kept(self._file, self._state), **self.kept}  # other processes find as well
            _keep(self._file, self._state, self.kept)


def state_of(root: Path) -> str:
    """One digest of the states of all files; empty where one is too new to be trusted, or its state does not tell."""
    now = time.time_ns() - _SKEW
    digest, seen = sha256(), [*_within(os.fspath(root)), *_installed()]
    for path, state in seen:
        if state is None or not is_settled(state, now):
            return ""
        digest.update(f"{path}\0{told_by(state)}\n".encode("utf-8", "surrogatepass"))
    return digest.hexdigest() if seen else ""


def _within(folder: str) -> Iterator[tuple[str, os.stat_result | None]]:
    """Every file in a folder with its state, in order; None stands for what may change unseen."""
    try:
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
            if not entry.is_dir():
                yield entry.path, Path(entry.path).stat()  # of what a link leads to
            elif entry.name != "__pycache__" and not _leads_back(entry):
                yield from _within(entry.path)
    except OSError:
        yield folder, None


def _leads_back(entry: os.DirEntry[str]) -> bool:
    """Whether a link leads to a folder that it stands in."""
    return entry.is_symlink() and entry.path.startswith(os.path.realpath(entry.path) + os.sep)


def _installed() -> Iterator[tuple[str, os.stat_result | None]]:
    """What says which distributions can be imported, and in which versions, by the folders that Python looks in."""
    for place in sys.path:
        try:
            names = sorted(entry.name for entry in os.scandir(place or ".") if entry.name.endswith(_DISTRIBUTIONS))
        except OSError:
            names = []  # an archive of modules, or nothing, which Python passes over as well
            yield from _stated(place)
        for name in names:
            distribution = f"{place or '.'}{os.sep}{name}"
            yield from _stated(distribution, *(f"{distribution}{os.sep}{said}" for said in _SAID_IN))


def _stated(*paths: str) -> Iterator[tuple[str, os.stat_result]]:
    for path in paths:
        with suppress(OSError):
            yield path, Path(path).stat()


def _kept(file: Path, state: str) -> Mapping[str, str]:
    """What is kept of this very state; nothing where the file is missing, torn, or of another state."""
    try:
        said = json.loads(file.read_bytes())
        kept, digest = said["kept"], said["digest"]
        whole = said["state"] == state and digest == _sealed(state, kept)
        return {str(name): str(value) for name, value in kept.items()} if whole else {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _keep(file: Path, state: str, kept: Mapping[str, str]) -> None:
    """Write what is known of a state; where the folder cannot be written, it is worked out again the next time."""
    said = {"state": state, "kept": dict(kept), "digest": _sealed(state, kept)}
    beside = file.with_name(f".{file.name}.{os.getpid()}.{time.time_ns()}")
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(said), "utf-8")
        beside.replace(file)
    with suppress(OSError):
        beside.unlink()


def _sealed(state: str, kept: Mapping[str, str]) -> str:
    return sha_of(json.dumps([state, sorted(kept.items())]))
