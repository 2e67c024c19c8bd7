"""The reading worker: a process that reads one file after another, within limits, and can do nothing else.

It is started by `isolation` and takes errands on its standard input until that ends. It may not write a file, start a
program or speak to the network: Python's audit events refuse it, and so do the system's own limits where there are
such. Time and memory are limited by the system as well, since no code in this process runs while a regular expression
or a native library is busy: the timers' signals end it wherever it stands.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import BinaryIO

from variorum.accession import limits, remarks
from variorum.accession.confinement import confine, deadline, measure_memory, peak_memory, shackle_to
from variorum.accession.italics import italics_asked_for
from variorum.accession.opening import read_here, unread
from variorum.accession.reading_progress import Watch, watched
from variorum.accession.wire import packed, unpacked
from variorum.accession.worker_messages import ANSWER, LONGEST_PLACE, PLACE, READ, REQUEST, Brought, Errand, exactly
from variorum.saying import say


def serve() -> None:
    """Read what is asked for until nobody asks any more; never returns."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the main process's, which ends this one
    asked = os.fdopen(os.dup(0), "rb", buffering=0)
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):  # what a native library prints must not get among the answers
        os.dup2(nowhere, descriptor)
    confine()
    try:
        while errand := _next(asked):
            shackle_to(asked.fileno(), held=True)
            if not _answer(errand, asked.fileno(), answers):
                break
    except OSError:  # the main process is gone
        os._exit(1)
    os._exit(0)  # without the exit routines of native libraries, which a damaged file may have spoiled


def _next(asked: BinaryIO) -> Errand | None:
    head = exactly(asked, REQUEST.size)
    return unpacked(exactly(asked, REQUEST.unpack(head)[0]), Errand) if head else None


def _answer(errand: Errand, asked: int, answers: BinaryIO) -> bool:
    """Do one errand and send what came of it; whether this worker is fit for another."""

    def tell(place: str) -> None:
        _send(answers, PLACE, place.encode("utf-8", "replace")[:LONGEST_PLACE])

    with deadline(errand.allowance), measure_memory(errand.allowance):
        with watched(Watch(tell, errand.fatal)), italics_asked_for(errand.italics):
            reading = read_here(Path(errand.path), source=errand.source, name=errand.name)
        worn = peak_memory() > limits.WORN_OUT
        try:
            answer = packed(Brought(reading, worn))
        except MemoryError:
            answer = b""
    if not answer or len(answer) > errand.allowance.answer:
        message = say("The text of this file is larger than what is kept of one file; nothing of it was read.")
        refused = unread(remarks.too_large(errand.name, message), media_type=reading.media_type)
        answer = packed(Brought(refused, worn=True))
    shackle_to(asked, held=False)
    _send(answers, READ, answer)
    return not worn


def _send(answers: BinaryIO, kind: bytes, payload: bytes) -> None:
    rest = memoryview(ANSWER.pack(kind, len(payload)) + payload)
    while rest:
        rest = rest[answers.write(rest) :]


if __name__ == "__main__":
    serve()
