"""What is asked of a reading worker, what it answers, and what it may cost: the words that both processes share."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import IO

from variorum.accession import limits
from variorum.accession.reading import Reading

REQUEST = struct.Struct("<I")
ANSWER = struct.Struct("<cQ")
PLACE, READ = b"p", b"r"
LONGEST_PLACE = 2000
"""Bytes of the name of a place that a worker may send."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What reading one file may cost: seconds of processor and of clock, bytes of memory and of the answer."""

    processor: float
    clock: float
    memory: int
    answer: int


@dataclass(frozen=True, slots=True)
class Errand:
    """One file to be read: its path, the key for its pages, its name, the places to pass over, and what it may cost.

    With `italics` the reading is to tell them.
    """

    path: str
    source: str
    name: str
    fatal: tuple[str, ...]
    allowance: Allowance
    italics: bool = False


@dataclass(frozen=True, slots=True)
class Brought:
    """What a worker brings back; it is `worn` where it has swollen so far that a fresh one should read on."""

    reading: Reading
    worn: bool


def allowance_for(size: int) -> Allowance:
    """What a file of this many bytes may cost to read."""
    processor = min(limits.READING_TIME + size / 1e6 * limits.READING_TIME_A_MEGABYTE, float(limits.LONGEST_READING))
    memory = limits.READING_MEMORY + min(size, limits.LARGEST_FILE) * limits.READING_MEMORY_A_BYTE
    clock = processor * limits.PATIENCE + limits.PATIENCE
    return Allowance(processor, clock, memory, limits.LARGEST_READING)


def exactly(stream: IO[bytes], size: int) -> bytes:
    """So many bytes of a pipe; none where it ends before."""
    pieces, left = [], size
    while left and (piece := stream.read(min(left, 1 << 20))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces) if not left else b""
