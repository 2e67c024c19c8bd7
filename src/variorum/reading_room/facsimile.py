"""A page as it is printed, drawn from the original: by a process of its own, which can do nothing else.

A PDF is a program that somebody else wrote. So the room never opens one itself: it starts a worker that takes away its
own rights first, draws one page, and sends the picture back; what hangs or swells it ends that worker alone. What was
drawn is kept under `.catalogue/room`.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from variorum.archive.bounds import leads_out
from variorum.archive.writing import write_atomically
from variorum.finding import NotFound, Unreadable
from variorum.reading_room.room import Room
from variorum.record import Source

WIDTH = 1400  # pixels of a page
_PATIENCE = 30  # seconds


def has_facsimile(source: Source) -> bool:
    """Whether the original has pages that can be drawn."""
    return source.original is not None and source.original.file.lower().endswith(".pdf")


def facsimile(room: Room, key: str, page: int) -> bytes:
    """A page of a source's original as a PNG; NotFound where it has none, Unreadable where it cannot be drawn."""
    source = room.worked_out().record.sources.get(key)
    if source is None or source.original is None or not has_facsimile(source):
        raise NotFound("This source has no page that can be shown as it is printed.")
    path = room.archive.originals / source.original.file
    if leads_out(path, room.archive.root) or not path.is_file():
        raise NotFound(f"The original of {key} is not in the archive.")
    kept = room.journal.folder / "facsimiles" / f"{source.original.sha256[:32]}-{page}.png"
    if kept.is_file():
        return kept.read_bytes()
    drawn = _drawn(path, page)
    kept.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(kept, drawn)
    return drawn


def _drawn(path: Path, page: int) -> bytes:
    command = [sys.executable, "-m", "variorum.reading_room.drawing", str(page), str(WIDTH)]
    try:
        with path.open("rb") as original:
            done = subprocess.run(  # noqa: S603
                command, stdin=original, capture_output=True, check=False, timeout=_PATIENCE
            )
    except subprocess.TimeoutExpired:
        raise Unreadable("This page took too long to draw; its text stands beside it.") from None
    if done.returncode or not done.stdout.startswith(b"\x89PNG"):
        raise Unreadable("This page cannot be drawn from the original; its text stands beside it.")
    return done.stdout
