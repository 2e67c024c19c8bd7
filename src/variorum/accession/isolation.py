"""Every original is read in a worker process, so that what ends, hangs or swells a reader costs that file alone.

A worker is started once, reads file after file, and is replaced when it dies. What it may cost is `errand.Allowance`;
what it may not do is in `confinement`. A file that ends it is begun anew without the page or part at which it ended, a
few times, and then finding A015 says where and how. There is no way round: plain text is read there as well, since a
regular expression can hang as thoroughly as a native library, and the way there and back costs a millisecond.

The answers are rebuilt by `wire`, which makes nothing but readings, whatever a worker sends.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from queue import LifoQueue
from typing import TYPE_CHECKING, Any

from variorum.accession import limits, remarks
from variorum.accession.opening import unread
from variorum.accession.reading import Reading
from variorum.accession.wire import packed, unpacked
from variorum.accession.worker_messages import (
    ANSWER,
    LONGEST_PLACE,
    PLACE,
    READ,
    REQUEST,
    Brought,
    Errand,
    allowance_for,
    exactly,
)
from variorum.finding import Finding, Severity
from variorum.saying import in_turn, say

if TYPE_CHECKING:
    from concurrent.futures import Future

CREW = 2
"""Workers that read a folder at once, where the machine has as many processors."""

_SWOLLEN = 77  # as `confinement` has it
STARTS = "from variorum.accession.worker import serve; serve()"


@dataclass(frozen=True, slots=True)
class Asked:
    """A file to be read, the key that its pages carry, its name where that is not the path's, whether italics count."""

    path: Path
    source: str
    name: str = ""
    italics: bool = False


@dataclass(frozen=True, slots=True)
class _Died:
    """How a worker ended, as a sentence; `slow` where it took all the time it had.

    `passing` where that is laid to the state of the machine, which will be another, and not to the file.
    """

    how: str
    place: str
    slow: bool = False
    passing: bool = False


def read_file(path: Path, *, source: str, name: str = "", italics: bool = False) -> Reading:
    """One file read in a worker of its own; for several, `read_files` is quicker. Never raises for bad material.

    With `italics` the reading tells which words are set in them, where its format is read that far.
    """
    return next(read_files([Asked(path, source, name, italics)]))


def read_files(asked: Iterable[Asked], *, crew: int = 0, starts: str = STARTS) -> Generator[Reading, None, None]:
    """The reading of each file, in the order asked, by up to `crew` workers (0: as many as the machine allows).

    Close the iterator, or run it to its end, and the workers are gone; they are also gone when this process is.
    `starts` is the line of Python that a worker begins with.
    """
    from concurrent.futures import ThreadPoolExecutor

    crew = crew or min(CREW, os.cpu_count() or 1)
    with _workers(crew, starts) as idle, ThreadPoolExecutor(crew, thread_name_prefix="reading") as threads:
        pending: deque[Future[Reading]] = deque()
        try:
            for one in asked:
                pending.append(threads.submit(_read, one, idle))
                if len(pending) > crew:
                    yield pending.popleft().result()
            while pending:
                yield pending.popleft().result()
        finally:
            for future in pending:
                future.cancel()
            idle.close()


class _Idle:
    """The workers at rest; each thread takes one for a file. After `close` nothing is read any more."""

    def __init__(self, crew: int, starts: str) -> None:
        self._resting: LifoQueue[Worker] = LifoQueue()
        self._all = [Worker(starts) for _ in range(crew)]
        self.closed = False
        for worker in reversed(self._all):
            self._resting.put(worker)

    @contextmanager
    def one(self) -> Iterator[Worker]:
        """A worker, for the time of the block."""
        worker = self._resting.get()
        try:
            yield worker
        finally:
            self._resting.put(worker)

    def close(self) -> None:
        """End all workers, also those that are reading."""
        self.closed = True
        for worker in self._all:
            worker.close()


@contextmanager
def _workers(crew: int, starts: str) -> Iterator[_Idle]:
    idle = _Idle(crew, starts)
    try:
        yield idle
    finally:
        idle.close()


def _read(asked: Asked, idle: _Idle) -> Reading:
    name = asked.name or asked.path.name
    try:
        size = asked.path.stat().st_size
    except (OSError, ValueError) as trouble:
        return unread(remarks.closed(name, getattr(trouble, "strerror", "") or "its name is no name of a file"))
    errand = Errand(str(asked.path.absolute()), asked.source, name, (), allowance_for(size), asked.italics)
    deaths: list[_Died] = []
    with idle.one() as worker:
        while True:
            came = worker.read(errand)
            if isinstance(came, Reading):
                passing = any(death.passing for death in deaths)
                findings = (*(_ended(name, death) for death in deaths), *came.findings)
                return replace(came, findings=findings, passing=passing)
            deaths.append(came)
            if idle.closed or not _may_resume(deaths, errand):
                passing = any(death.passing for death in deaths)
                return replace(unread(_ended(name, came, nothing=True)), passing=passing)
            errand = replace(errand, fatal=(*errand.fatal, came.place))


def _may_resume(deaths: list[_Died], errand: Errand) -> bool:
    """Whether a file is worth beginning anew: it died at a place that is new, quickly, and not too often."""
    last = deaths[-1]
    return (
        bool(last.place)
        and last.place not in errand.fatal
        and len(deaths) <= limits.MOST_RESUMPTIONS
        and sum(death.slow for death in deaths) <= 1
    )


def _ended(name: str, death: _Died, *, nothing: bool = False) -> Finding:
    where = say("It was at {place}.", place=death.place) if death.place else ""
    rest = say("Nothing of the file was read.") if nothing else say("That part was passed over; the rest was read.")
    severity = Severity.ERROR if nothing else Severity.WARNING
    return remarks.ended_reader(name, in_turn(death.how, where, rest), severity=severity)


class Worker:
    """One reading process, started when it is first needed and again after it has died."""

    def __init__(self, starts: str) -> None:
        self._starts = starts
        self._process: subprocess.Popen[bytes] | None = None
        self._inherited = 0
        self._closed = False
        self._lock = threading.Lock()

    def read(self, errand: Errand) -> Reading | _Died:
        """What the process reads, or how it ended."""
        try:
            process = self._running()
        except OSError as trouble:
            why = trouble.strerror or ""
            how = say("Reading this file was not possible: no process could be started for it ({reason}).", reason=why)
            return _Died(how, "", passing=True)
        overdue = threading.Event()

        def end() -> None:
            overdue.set()
            process.kill()

        timer = threading.Timer(errand.allowance.clock + limits.PATIENCE, end)  # where the system sets no deadline
        timer.daemon = True
        timer.start()
        place = [""]
        try:
            brought = _exchange(process, errand, place)
        except ValueError:
            process.kill()
            self._bury(process)
            return _Died(say("Reading this file sent back something that is no text."), place[0])
        finally:
            timer.cancel()
        if brought is None:
            peak = self._bury(process)
            return _how(process.returncode, errand, place[0], peak, overdue=overdue.is_set())
        if brought.worn:
            self._bury(process)
        return brought.reading

    def close(self) -> None:
        """End the process; a reading that is under way comes back as died."""
        with self._lock:
            self._closed = True
            process = self._process
        if process is not None:
            process.kill()
            self._bury(process)

    def _running(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._closed:
                raise OSError(0, "reading was broken off")
            if self._process is None or self._process.poll() is not None:
                self._inherited = _peak_of(_usage())
                self._process = started(self._starts)
            return self._process

    def _bury(self, process: subprocess.Popen[bytes]) -> int:
        """Wait for a process that is ending, and close its pipes; the bytes of memory that it held at most.

        0 where that is not known: the system's account of a process begins with what its parent held.
        """
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        peak = _waited(process)
        with self._lock:
            if self._process is process:
                self._process = None
            return peak if peak > self._inherited * 1.05 else 0


def started(line: str, *, flags: int = 0) -> subprocess.Popen[bytes]:
    """This very Python with a line of this very program, which it is told by a pipe and answers by another.

    `flags` are those with which Windows makes a process.
    """
    package = Path(__file__).resolve().parent.parent.parent
    here = "" if str(package) in sys.path[1:] and package.name == "site-packages" else str(package)
    # -P: nothing is imported from the folder that one stands in, which may be the folder of the files
    starts = f"import sys; sys.path.insert(0, {here!r}); {line}" if here else line
    return subprocess.Popen(  # noqa: S603 - this very Python, with a line of this very program
        [sys.executable, "-P", "-c", starts],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        creationflags=flags,
    )


def _exchange(process: subprocess.Popen[bytes], errand: Errand, place: list[str]) -> Brought | None:
    """Send an errand and take what comes; None where the process ends first. ValueError where it sends nonsense."""
    assert process.stdin is not None
    assert process.stdout is not None
    asked = packed(errand)
    with suppress(OSError):  # it has died between two files: the answer will be none
        process.stdin.write(REQUEST.pack(len(asked)) + asked)
    try:
        while head := exactly(process.stdout, ANSWER.size):
            kind, length = ANSWER.unpack(head)
            if kind == PLACE and length <= LONGEST_PLACE:
                place[0] = exactly(process.stdout, length).decode("utf-8", "replace")
            elif kind == READ and length <= errand.allowance.answer:
                answer = exactly(process.stdout, length)
                return unpacked(answer, Brought) if answer else None
            else:
                raise ValueError("an answer of no known kind")
    except OSError:
        return None
    return None


def _waited(process: subprocess.Popen[bytes]) -> int:
    if not hasattr(os, "wait4"):
        process.wait()
        return 0
    with suppress(ChildProcessError):
        if process.returncode is None:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            return _peak_of(usage)
    return 0


def _usage() -> Any:
    """The system's account of this process; None where it keeps none."""
    try:
        import resource
    except ImportError:
        return None
    return resource.getrusage(resource.RUSAGE_SELF)


def _peak_of(usage: Any) -> int:
    """Bytes of memory that a process held at most, by the system's account of it."""
    return usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) if usage is not None else 0


def _how(status: int, errand: Errand, place: str, peak: int, *, overdue: bool) -> _Died:
    """A worker's end in words."""
    allowance = errand.allowance
    slow = {-getattr(signal, name, 0) for name in ("SIGPROF", "SIGXCPU")} - {0}
    if overdue or status == -getattr(signal, "SIGALRM", 0):
        how = say(
            "Reading this file was stopped after {seconds:.0f} seconds by the clock, perhaps because the machine was "
            "busy; it is tried again at the next build.",
            seconds=allowance.clock,
        )
        return _Died(how, place, slow=True, passing=True)
    if status in slow:
        return _Died(
            say(
                "Reading this file took longer than the {seconds:.0f} seconds it may take.", seconds=allowance.processor
            ),
            place,
            slow=True,
        )
    # a system that runs out of memory kills (SIGKILL); a library that gets none breaks down with its hands full
    if status == -9 and peak <= allowance.memory * 0.6:
        how = say(
            "Reading this file was broken off from outside, as by a system that has no memory left; it is tried again "
            "at the next build."
        )
        return _Died(how, place, slow=True, passing=True)
    if status in (_SWOLLEN, -9) or peak > allowance.memory * 0.6:
        most = allowance.memory / 1e6
        return _Died(
            say("Reading this file took more memory than the {most:,.0f} MB it may take.", most=most), place, slow=True
        )
    return _Died(say("Reading this file ended the program that reads such files (its native part broke down)."), place)
