"""Where the archive is worked out: in a process of its own, so that pages and searches are answered meanwhile.

The process stays, so that what it knows by heart need not be learnt for each build. It is begun with an order, tells
how far it is, and sends a state whole. Where no process can be started, the archive is worked out in this one.
"""

from __future__ import annotations

import json
import os
import struct
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from threading import Event, Lock
from typing import TYPE_CHECKING, Protocol

from variorum.accession.isolation import started
from variorum.accession.worker_messages import exactly
from variorum.archive.folder import Archive
from variorum.finding import Unreadable
from variorum.saying import Sentence, say

if TYPE_CHECKING:
    from variorum.pipeline.progress import Progress
    from variorum.reading_room.catching_up import WorkedOut
    from variorum.reading_room.stock import Seen

FRAME = struct.Struct(">cQ")  # what it is, and how many bytes of it follow
ORDER, BREAK = b"o", b"x"
PROGRESS, EARLY, DONE, BROKEN, TROUBLE = b"p", b"e", b"d", b"x", b"t"
STARTS = "from variorum.reading_room.workshop_process import serve; serve()"
_TRIED = 2  # times that a process which ended in the midst of a build is started again for it


@dataclass(frozen=True, slots=True)
class BuildOrder:
    """What is to be worked out: for which language, whether for others too, on which day (ISO 8601).

    `pages` are addresses of pages that took long to set when somebody asked for them, `pages_of_others` of those that
    others asked for: they are set beforehand, as far as there is time.
    """

    language: str = ""
    others: bool = False
    today: str = ""
    early: bool = False  # whether somebody waits for what is known first
    pages: Sequence[str] = ()
    pages_of_others: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class BuiltState:
    """A state, what others may see of it, the files as they were before they were read for it, and pages of each."""

    state: WorkedOut
    others: WorkedOut | None
    seen: Seen
    pages: Mapping[str, str] = field(default_factory=dict)
    pages_of_others: Mapping[str, str] = field(default_factory=dict)


class BrokenOff(Exception):
    """A build was left for one that begins anew; what it had finished is kept."""


class Trouble(Exception):
    """The archive could not be worked out, for the reason that this sentence tells."""


def told_as_fault(error: Exception) -> Sentence:
    """What is told of an error that nobody foresaw."""
    return say("This is a fault of the program, not of yours ({fault}).", fault=f"{type(error).__name__}: {error}")


Early = Callable[[BuiltState], None]


class Workshop(Protocol):
    """Works an archive out, one order at a time."""

    def begin(self) -> None:
        """Make ready, before there is an order."""

    def work_out(self, order: BuildOrder, *, progress: Progress, early: Early) -> BuiltState:
        """Carry an order out; raises BrokenOff, or Trouble with a sentence."""

    def break_off(self) -> None:
        """Leave the order that is being carried out as soon as may be."""

    def close(self) -> None:
        """End whatever is being done."""


class WorkshopHere:
    """The workshop in this very process."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._leave = Event()

    def begin(self) -> None:
        """Nothing is to be made ready."""

    def work_out(self, order: BuildOrder, *, progress: Progress, early: Early) -> BuiltState:
        """Carry an order out; raises BrokenOff, or Trouble with a sentence."""
        from variorum.reading_room.building import carry_out

        self._leave.clear()

        def go_on(step: str, done: int, total: int) -> None:
            if self._leave.is_set():
                raise BrokenOff
            progress(step, done, total)

        return carry_out(self._archive, order, progress=go_on, early=early)

    def break_off(self) -> None:
        """Leave at the next step."""
        self._leave.set()

    def close(self) -> None:
        """Leave at the next step."""
        self._leave.set()


class WorkshopApart:
    """The workshop in a process of its own, started once and again when it has ended."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._process: subprocess.Popen[bytes] | None = None
        self._here: WorkshopHere | None = None  # where no process can be started
        self._lock = Lock()
        self._closed = False

    def begin(self) -> None:
        """Start the process, so that it is ready when the first order comes."""
        with self._lock:
            if self._closed or self._here is not None or (self._process is not None and self._process.poll() is None):
                return
            flags = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0) if os.name == "nt" else 0
            try:
                self._process = started(STARTS, flags=flags)
            except OSError:
                self._here = WorkshopHere(self._archive)
                return
        self._send(ORDER, os.fspath(self._archive.root.resolve()).encode("utf-8", "surrogateescape"))

    def work_out(self, order: BuildOrder, *, progress: Progress, early: Early) -> BuiltState:
        """Carry an order out; raises BrokenOff, or Trouble with a sentence."""
        for _ in range(_TRIED):
            self.begin()
            if self._here is not None:
                return self._here.work_out(order, progress=progress, early=early)
            self._send(ORDER, json.dumps(asdict(order)).encode())
            made = self._followed(progress, early)
            if made is not None:
                return made
            self._end()
            if self._closed:
                raise BrokenOff
        raise Trouble(
            say(
                "The process that works the archive out ended before it was done, perhaps for want of memory. It is "
                "tried again when a file changes."
            )
        )

    def break_off(self) -> None:
        """Tell the process to leave its order."""
        if self._here is not None:
            self._here.break_off()
        else:
            self._send(BREAK, b"")

    def close(self) -> None:
        """End the process."""
        self._closed = True
        if self._here is not None:
            self._here.close()
        self._end()

    def _followed(self, progress: Progress, early: Early) -> BuiltState | None:
        """What comes of an order, its progress told; None where the process ended first."""
        from variorum.reading_room.crossing import unpacked

        process, folder = self._process, self._archive.catalogue_dir
        assert process is not None
        assert process.stdout is not None
        while True:
            try:
                head = exactly(process.stdout, FRAME.size)
                kind, length = FRAME.unpack(head) if head else (b"", 0)
                sent = exactly(process.stdout, length)
            except (OSError, ValueError):  # closed meanwhile
                return None
            if not head or len(sent) != length:
                return None
            if kind == PROGRESS:
                step, done, total = json.loads(sent)
                progress(Sentence(str(step), {}), done, total)
            elif kind == EARLY:
                early(_made(unpacked(sent, folder)))
            elif kind == DONE:
                return _made(unpacked(sent, folder))
            elif kind == TROUBLE:
                raise Trouble(unpacked(sent, folder))
            else:
                raise BrokenOff

    def _send(self, kind: bytes, what: bytes) -> None:
        process = self._process
        if process is not None and process.stdin is not None:
            with suppress(OSError, ValueError):  # it has ended: whoever waits for its answer finds out
                process.stdin.write(FRAME.pack(kind, len(what)) + what)

    def _end(self) -> None:
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()


def _made(sent: object) -> BuiltState:
    if not isinstance(sent, BuiltState):
        raise Unreadable(say("The result did not arrive whole."))
    return sent
