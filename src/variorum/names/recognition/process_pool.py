"""Several processes that look at texts at once; one where there is little to do, or where more cannot be had.

The order of the answers is that of the questions, and only a few of them wait at a time, so that memory stays bounded
however many pages there are. Workers are started afresh (spawned), which works alike on every system, and stay for the
next questions of whatever kind, with the models that they loaded.
"""

from __future__ import annotations

import gc
import os
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from hashlib import sha256
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from multiprocessing.util import Finalize
from threading import Lock, Thread, Timer
from typing import Any, ClassVar, TypeVar, cast

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")

# libraries that would start threads of their own in each process, and by what they are held back
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")

_LAST = -1_000  # of what a process does at its end


class _Worker:
    """What a worker keeps between questions: how to look, by the digest of it."""

    looks: ClassVar[dict[bytes, Callable[[Any], Any]]] = {}

    @classmethod
    def begin(cls) -> None:
        """Take up the work, and leave it when nobody waits for the answers any more."""
        gc.set_threshold(50_000, 20, 100)  # as the command line does
        Finalize(None, os._exit, args=(0,), exitpriority=_LAST)  # to take the models apart would take a second
        Thread(target=_end_with_parent, daemon=True).start()

    @classmethod
    def answer(cls, digest: bytes, look: bytes, one: Any) -> Any:
        """Answer one question by `look`, which is read where it is another than before."""
        if digest not in cls.looks:
            cls.looks = {digest: pickle.loads(look)}  # noqa: S301 - our own process wrote it
        return cls.looks[digest](one)


def _end_with_parent() -> None:
    """Wait until the process that asked is gone, killed perhaps, and end this one too."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


class _Kept:
    """The workers, which stay for the next questions and are sent home when there were none for ten minutes."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._size = self._busy = 0
        self._leaving: Timer | None = None

    @contextmanager
    def workers(self, size: int) -> Iterator[ProcessPoolExecutor]:
        """At least so many workers for as long as the block runs; raises where none can be started."""
        with self._lock:
            if self._leaving:
                self._leaving.cancel()
            if self._pool is None or (self._size < size and not self._busy):
                self._end()
                self._pool, self._size = _started(size), size
            pool, self._busy = self._pool, self._busy + 1
        try:
            yield pool
        except (BrokenProcessPool, OSError):
            with self._lock:
                if self._pool is pool:
                    self._end()
            raise
        finally:
            with self._lock:
                self._busy -= 1
                self._leaving = Timer(_IDLE, self.send_home)
                self._leaving.daemon = True
                self._leaving.start()

    @property
    def are_there(self) -> bool:
        """Whether any stayed."""
        return self._pool is not None

    def asked(self, look: Callable[[Asked], Answer], one: Callable[[], Asked]) -> Future[Answer] | None:
        """A question put to one of the workers where there are any."""
        with self._lock, suppress(BrokenProcessPool, OSError):
            return self._pool.submit(look, one()) if self._pool is not None else None
        return None

    def send_home(self) -> None:
        """End the workers where none of them is asked anything."""
        with self._lock:
            if not self._busy:
                self._end()

    def _end(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False)
            self._pool = None


_IDLE = 600  # seconds after which workers that nobody asks give their memory back
_kept = _Kept()


def at_leisure(look: Callable[[Asked], Answer], one: Callable[[], Asked]) -> Callable[[], Answer] | None:
    """Put a question to a worker that stayed, and wait for the answer where it is asked for.

    None where no worker stayed, since to start one may take longer than to answer. `one` gives the question, and is
    asked only where somebody will answer it.
    """
    answer = _kept.asked(look, one)
    if answer is None:
        return None

    def waited() -> Answer:
        try:
            return answer.result()
        except (BrokenProcessPool, OSError):
            return look(one())

    return waited


def send_workers_home() -> None:
    """End the workers that stayed; the next questions start others."""
    _kept.send_home()


def _started(size: int) -> ProcessPoolExecutor:
    before = {name: os.environ.get(name) for name in _ONE_THREAD}
    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))  # the processes inherit it
    try:
        pool = ProcessPoolExecutor(size, get_context("spawn"), initializer=_Worker.begin)
        for _ in range(size):
            pool.submit(os.getpid)  # each question starts one more, as long as none is idle
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
    return pool


def answered(
    look: Callable[[Asked], Answer],
    asked: Iterable[Asked],
    *,
    weigh: Callable[[Asked], int],
    worth: int,
    workers: int | None = None,
    at_once: bool = False,
) -> Iterator[tuple[Asked, Answer]]:
    """Each question with its answer, in order.

    `look` must be picklable. Further processes are started only when the questions weigh more than `worth` together,
    since to start one costs about two seconds; they stay, and are then asked little things too. `workers` is by default
    the number of processors. With `at_once` everything is asked now, and answered while whoever asked goes on.
    """
    waiting = iter(asked)
    crew = workers or os.cpu_count() or 1
    first: list[Asked] = []
    weight = 0
    for one in waiting:
        first.append(one)
        weight += weigh(one)
        if crew == 1 or (weight > worth and len(first) > 1):
            break
    questions = chain(first, waiting)
    if crew == 1 or not (_kept.are_there or (weight > worth and len(first) > 1)):
        return ((one, look(one)) for one in questions)
    answers = _by_crew(look, questions, crew, most=None if at_once else 2 * crew)
    next(answers)  # which asks the first
    return cast("Iterator[tuple[Asked, Answer]]", answers)


def _by_crew(
    look: Callable[[Asked], Answer], questions: Iterator[Asked], crew: int, *, most: int | None
) -> Iterator[tuple[Asked, Answer] | None]:
    """None as soon as no more of them may wait, which are `most`, and then each with its answer."""
    waiting: deque[Asked] = deque()
    answers: deque[Future[Answer]] = deque()
    how = pickle.dumps(look)
    digest = sha256(how).digest()
    is_begun = False

    def ask(pool: ProcessPoolExecutor, number: int | None) -> None:
        for one in islice(questions, number):
            waiting.append(one)
            answers.append(pool.submit(_Worker.answer, digest, how, one))

    try:
        with _kept.workers(crew) as pool:
            ask(pool, most)
            is_begun = True
            yield None
            while waiting:
                yield waiting[0], answers[0].result()
                waiting.popleft()
                answers.popleft()
                ask(pool, 1)
    except (BrokenProcessPool, OSError):
        # a script without a guarded main, or a system that lets no process start: go on alone
        yield from () if is_begun else (None,)
        yield from ((one, look(one)) for one in chain(waiting, questions))
    finally:
        for answer in answers:
            answer.cancel()
