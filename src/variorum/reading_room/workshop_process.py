"""The process in which an archive is worked out for a reading room: it carries orders out until the room closes."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread
from typing import IO

from variorum.accession.worker_messages import exactly
from variorum.archive.folder import Archive
from variorum.reading_room.workshop import (
    BREAK,
    BROKEN,
    DONE,
    EARLY,
    FRAME,
    PROGRESS,
    TROUBLE,
    BrokenOff,
    BuildOrder,
    BuiltState,
    Trouble,
)

_GENTLE = 5  # of niceness: once somebody reads, whoever waits for a page goes first


def serve() -> None:
    """Carry orders out; the first frame names the archive. Ends with the process that gives them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal stops the room, and the room stops this
    orders, answers = sys.stdin.buffer, _answers()
    head = exactly(orders, FRAME.size)
    root = exactly(orders, FRAME.unpack(head)[1]).decode("utf-8", "surrogateescape") if head else ""
    archive = Archive(Path(root))
    from variorum.reading_room import building, crossing  # while the first order is on its way

    waiting: SimpleQueue[BuildOrder] = SimpleQueue()
    leave = Event()
    Thread(target=_listen, args=(orders, waiting, leave), daemon=True).start()

    def tell(kind: bytes, what: bytes) -> None:
        answers.write(FRAME.pack(kind, len(what)) + what)
        answers.flush()

    def progress(step: str, done: int, total: int) -> None:
        if leave.is_set():
            raise BrokenOff
        tell(PROGRESS, json.dumps([step, done, total]).encode())

    def early(made: BuiltState) -> None:
        tell(EARLY, crossing.packed(made, archive.catalogue_dir))

    is_gentle = False
    while True:
        order = waiting.get()
        leave.clear()
        try:
            made = building.carry_out(archive, order, progress=progress, early=early)
            tell(DONE, crossing.packed(made, archive.catalogue_dir))
            del made
        except BrokenOff:
            tell(BROKEN, b"")
        except Trouble as trouble:
            tell(TROUBLE, crossing.packed(trouble.args[0], archive.catalogue_dir))
        if not is_gentle and hasattr(os, "nice"):
            os.nice(_GENTLE)
        is_gentle = True


def _answers() -> IO[bytes]:
    """Where answers are written, apart from standard output, on which a library may print."""
    answers = os.fdopen(os.dup(1), "wb")
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.close(quiet)
    return answers


def _listen(orders: IO[bytes], waiting: SimpleQueue[BuildOrder], leave: Event) -> None:
    while head := exactly(orders, FRAME.size):
        kind, length = FRAME.unpack(head)
        sent = exactly(orders, length)
        if kind == BREAK:
            leave.set()
        else:
            waiting.put(BuildOrder(**json.loads(sent)))
    os._exit(0)  # the room is gone: nobody waits for what is being done
