"""The edition made from the room, in a process of its own, and handed out as one file.

What it holds is what the edition holds wherever it is made: `pipeline.build` asks disclosure what may leave. It is not
handed out once anything of the archive changed, since what was published before may be kept back now.
"""

from __future__ import annotations

import json
import os
import sys
import time
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING

from variorum.accession.isolation import started
from variorum.archive.file_names import CHECKED_FILE, safe_name
from variorum.archive.folder import Archive
from variorum.archive.locking import Busy, building
from variorum.archive.writing import TEMPORARY
from variorum.edition.folder import MARKER, files_of, is_whole
from variorum.finding import NotFound, VariorumError
from variorum.pipeline.asking import still_stands
from variorum.reading_room.stock import Seen, look
from variorum.saying import as_plain, from_plain, say

if TYPE_CHECKING:
    from variorum.reading_room.room import Room

STARTS = "from variorum.reading_room.publishing import serve; serve()"
_FAULT = say("The edition could not be made. What was there before is untouched.")


@dataclass(frozen=True, slots=True)
class EditionTold:
    """How an edition stands: where it lies, when it was made, whether files changed since, how far a new one is."""

    folder: Path
    made: str  # when, in local time; empty where there is none
    is_current: bool  # whether nothing changed since
    working: str  # how far it is, as a sentence
    trouble: str


class Publishing:
    """The making of one archive's edition, one at a time."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._lock = Lock()
        self.working = ""
        self.trouble = ""
        self._made_of: Seen | None = None  # the files as they were before the edition was made of them

    def begin(self) -> None:
        """Begin to make it; nothing is done where it is being made."""
        with self._lock:
            if self.working:
                return
            self.working, self.trouble = say("The edition is being made …"), ""
        Thread(target=self._make, daemon=True).start()

    def is_current(self) -> bool:
        """Whether the edition was made of the archive as it is now."""
        now = self._files()
        return now == self._made_of or still_stands(self._archive) is not None

    def _files(self) -> Seen:
        return {file: state for file, state in look(self._archive.root).items() if file != CHECKED_FILE}

    def _make(self) -> None:
        trouble: str = _FAULT
        seen = self._files()
        with suppress(OSError, ValueError):
            process = started(STARTS)
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(json.dumps(os.fspath(self._archive.root)).encode() + b"\n")
            for line in process.stdout:
                told = json.loads(line)
                if "step" in told:
                    self.working = say("{step}: {done} of {total}", **{**told, "step": from_plain(told["step"])})
                else:
                    trouble = from_plain(told["trouble"]) if told["trouble"] else ""
            process.wait()
        if not trouble:
            self._made_of = seen
        self.working, self.trouble = "", trouble


def serve() -> None:
    """Make the edition of the archive that the first line of standard input names, telling how far it is."""
    from variorum.pipeline import build

    root = json.loads(sys.stdin.buffer.readline())
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # on which a library may print

    def tell(told: Mapping[str, object]) -> None:
        answers.write(json.dumps(told).encode() + b"\n")

    said = [0.0]

    def progress(step: str, done: int, total: int) -> None:
        if done == total or time.monotonic() - said[0] > 0.5:
            said[0] = time.monotonic()
            tell({"step": as_plain(step), "done": done, "total": total})

    while True:
        try:
            build(Archive(Path(root)), progress=progress)
            tell({"trouble": ""})
        except Busy:
            continue  # the room works the archive out: it is waited for
        except VariorumError as error:
            tell({"trouble": as_plain(error.args[0] if error.args else str(error))})
        return


def told(room: Room) -> EditionTold:
    """How the edition stands."""
    folder, making, made = room.archive.edition_dir, room.publishing, ""
    if is_whole(folder):
        made = time.strftime("%Y-%m-%d %H:%M", time.localtime((folder / MARKER).stat().st_mtime))
    is_current = bool(made) and not making.working and making.is_current()
    return EditionTold(folder, made, is_current, making.working, making.trouble)


def publish(room: Room, _: object) -> Mapping[str, object]:
    """Begin to make the edition."""
    room.publishing.begin()
    return edition(room, None)


def edition(room: Room, _: object) -> Mapping[str, object]:
    """How the edition stands."""
    one = told(room)
    return {"folder": str(one.folder), "made": one.made, "current": one.is_current, "working": one.working,
            "trouble": one.trouble}  # fmt: skip


def packed(room: Room) -> tuple[Path, str]:
    """The edition as one file to be handed out, and what it is to be called; whoever hands it out deletes it."""
    folder = room.archive.edition_dir
    name = safe_name(room.needed().state.record.settings.title)[:60].strip() or "edition"
    if not told(room).is_current:
        raise NotFound(say("There is no edition of the archive as it is now; make it first."))
    path = room.archive.catalogue_dir / "room" / f".{os.getpid()}-{time.monotonic_ns()}{TEMPORARY}"
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with building(room.archive.root), zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED) as packing:
            for address in files_of(folder):
                packing.write(folder / address, f"{name}/{address}")
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path, f"{name}.zip"


@dataclass(frozen=True, slots=True)
class _Nothing:
    """A question that takes nothing."""


ROWS = (
    ("GET", "/api/edition", "Where the edition lies, and whether it is up to date.", _Nothing, edition),
    ("POST", "/api/edition", "Make the edition.", _Nothing, publish),
)
