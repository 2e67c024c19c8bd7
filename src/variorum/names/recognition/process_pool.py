"""Several processes that look at texts at once; one where there is little to do, or where more cannot be had.

The order of the answers is that of the questions, and only a few of them wait at a time, so that memory stays bounded
however many pages there are. Workers are started afresh (spawned), which works alike on every system.
"""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import Any, TypeVar

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")

# libraries that would start threads of their own in each process, and by what they are held back
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class _Worker:
    """What a worker keeps between questions: how to look, sent to it once."""

    look: Callable[[Any], Any]

    @classmethod
    def begin(cls, look: Callable[[Any], Any]) -> None:
        """Take up the work, and leave it when nobody waits for the answers any more."""
        cls.look = look
        gc.set_threshold(50_000, 20, 100)  # as the command line does
        Thread(target=_end_with_parent, daemon=True).start()

    @classmethod
    def answer(cls, one: Any) -> Any:
        """Answer one question."""
        return cls.look(one)


def _end_with_parent() -> None:
    """Wait until the process that asked is gone, killed perhaps, and end this one too."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def answered(
    look: Callable[[Asked], Answer],
    asked: Iterable[Asked],
    *,
    weigh: Callable[[Asked], int],
    worth: int,
    workers: int | None = None,
) -> Iterator[tuple[Asked, Answer]]:
    """Each question with its answer, in order.

    `look` must be picklable. Further processes are started only when the questions weigh more than `worth` together,
    since to start one costs about two seconds; `workers` is by default the number of processors.
    """
    waiting = iter(asked)
    crew = workers or os.cpu_count() or 1
    first: list[Asked] = []
    weight = 0
    for one in waiting:
        first.append(one)
        weight += weigh(one)
        if weight > worth or crew == 1:
            break
    questions = chain(first, waiting)
    if crew == 1 or weight <= worth:
        yield from ((one, look(one)) for one in questions)
        return
    yield from _by_crew(look, questions, crew)


def _by_crew(look: Callable[[Asked], Answer], questions: Iterator[Asked], crew: int) -> Iterator[tuple[Asked, Answer]]:
    pending: deque[tuple[Asked, Future[Answer]]] = deque()
    before = {name: os.environ.get(name) for name in _ONE_THREAD}
    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))  # the processes inherit it
    pool = ProcessPoolExecutor(crew, get_context("spawn"), initializer=_Worker.begin, initargs=(look,))
    try:
        for one in questions:
            pending.append((one, pool.submit(_Worker.answer, one)))
            if len(pending) >= 2 * crew:
                asked, answer = pending[0]
                yield asked, answer.result()
                pending.popleft()
        while pending:
            asked, answer = pending[0]
            yield asked, answer.result()
            pending.popleft()
    except (BrokenProcessPool, OSError):
        # a script without a guarded main, or a system that lets no process start: go on alone
        yield from ((one, look(one)) for one in chain([one for one, _ in pending], questions))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
