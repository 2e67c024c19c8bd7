"""A reader that does what a file's first word says: hang, crash, swell, write, call out. For the tests of isolation.

`serve` runs a reading worker in which this is the reader of plain text.
"""

from __future__ import annotations

import ctypes
import os
import re
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from variorum.accession import opening, worker
from variorum.accession.reading import Reading
from variorum.accession.reading_progress import reached
from variorum.record import Page

STARTS = f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); import misbehaving; misbehaving.serve()"


def serve() -> None:
    """What a worker of the tests begins with."""
    sys.modules["variorum.accession.misbehaving"] = sys.modules[__name__]
    opening.READERS = {**opening.READERS, "text": replace(opening.READERS["text"], module="misbehaving")}
    worker.serve()


def read_text(data: bytes, *, name: str, source: str) -> Reading:
    """Do what the file says, page by page; its pages tell what came of it."""
    del name
    told = []
    for number, line in enumerate(data.decode().splitlines(), start=1):
        done = _do(line) if reached(f"page {number}") else "passed over"
        told.append(Page(source, number, str(number), done))
    return Reading(tuple(told), "pages", "text/plain", "misbehaving/1")


def _do(line: str) -> str:
    word, _, rest = line.partition(" ")
    try:
        return str(_DEEDS[word](rest)) if word in _DEEDS else line
    except OSError as error:
        return f"refused: {type(error).__name__}"


def _crash(_: str) -> object:
    return ctypes.string_at(0)


def _hang(_: str) -> object:
    return re.match(r"(a+)+$", "a" * 60 + "!")  # holds the interpreter, so that no other thread can end it


def _sleep(_: str) -> object:
    return ctypes.CDLL(None).pause()


def _killed(_: str) -> object:
    return ctypes.CDLL(None)["raise"](9)


def _swell(_: str) -> object:
    library = ctypes.CDLL(None)
    library.malloc.restype = ctypes.c_void_p
    held = 0
    while address := library.malloc(50_000_000):  # as a native library would, and it falls over when there is no more
        ctypes.memset(address, 1, 50_000_000)
        held += 1
    return ctypes.string_at(0)


def _exhaust(_: str) -> object:
    held = []
    while True:
        held.append(bytearray(50_000_000))


def _write(path: str) -> object:
    return Path(path).write_text("written", encoding="utf-8")


def _write_natively(path: str) -> object:
    """What came of it as the library tells: how many bytes were written."""
    library = ctypes.CDLL(None)
    descriptor = library.open(path.encode(), os.O_CREAT | os.O_WRONLY, 0o600)
    return f"{library.write(descriptor, b'written', 7)} bytes"


def _call_out(_: str) -> object:
    return socket.create_connection(("127.0.0.1", 9))


def _call_out_natively(_: str) -> object:
    return ctypes.CDLL(None).socket(socket.AF_INET, socket.SOCK_STREAM, 0)


def _start(_: str) -> object:
    return subprocess.run(["true"], check=False)


def _start_natively(_: str) -> object:
    return ctypes.CDLL(None).system(b"true")


def _leave(status: str) -> object:
    os._exit(int(status))


def _babble(_: str) -> object:
    for descriptor in range(3, 12):  # one of them is the way to the main process
        try:
            os.write(descriptor, b"x" * 64)
        except OSError:
            continue
    return "babbled"


_DEEDS = {
    "crash": _crash,
    "hang": _hang,
    "sleep": _sleep,
    "killed": _killed,
    "swell": _swell,
    "exhaust": _exhaust,
    "write": _write,
    "write-natively": _write_natively,
    "call-out": _call_out,
    "call-out-natively": _call_out_natively,
    "start": _start,
    "start-natively": _start_natively,
    "leave": _leave,
    "babble": _babble,
    "process": lambda _: os.getpid(),
}
