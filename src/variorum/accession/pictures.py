"""Pictures of pages made ready for a browser, each by a worker of its own that can do nothing else, and kept.

A file that somebody else made is never decoded in this process. A large scan is cut into tiles of a pyramid, as Deep
Zoom has them; the small levels of a JPEG are made first, since a whole broadsheet takes seconds.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from filelock import FileLock

from variorum.accession.picture_worker import LENGTH, MAGIC, TILE, levels_of, size_at
from variorum.archive.writing import write_atomically
from variorum.digest import sha_of
from variorum.evidence import PagePicture
from variorum.finding import NotFound, Unreadable
from variorum.saying import say

PATIENCE = 120  # seconds by the clock that a picture may take
MOST_KEPT = 2_000_000_000
"""Bytes of made pictures that are kept; the oldest go first."""

_LARGE = 20_000_000  # pixels of a picture whose small levels are made apart
_APART = 2  # levels that wait
_LOCK = ".lock"
_BROKEN = say(
    "This picture cannot be shown: it is damaged, or of a kind that is not decoded. Its text stands beside it."
)


def scaled_picture(path: Path, picture: PagePicture, *, width: int, kept: Path) -> bytes:
    """The picture as a JPEG no wider than this; Unreadable where it cannot be decoded."""
    place = kept / f"{_name(path, picture)}-{width}.jpg"
    with _made(place) as made:
        if not made:
            made_now = _asked(path, [str(picture.frame), "scaled", str(width)])
            if not made_now.startswith(b"\xff\xd8"):
                raise Unreadable(_BROKEN)
            _keep(place, made_now)
        return place.read_bytes()


def tile_of(path: Path, picture: PagePicture, *, level: int, at: tuple[int, int], kept: Path) -> bytes:
    """One tile as a JPEG, by its level, column and row; NotFound where there is none such."""
    top = levels_of(picture.width, picture.height)
    lowest = lowest_level(picture)
    if not lowest <= level <= top:
        raise NotFound(say("There is no such part of the picture."))
    size = size_at(picture.width, picture.height, level)
    across, down = -(-size[0] // TILE), -(-size[1] // TILE)
    if not (0 <= at[0] < across and 0 <= at[1] < down):
        raise NotFound(say("There is no such part of the picture."))
    first, last = _pack_with(picture, level)
    place = kept / f"{_name(path, picture)}-{first}-{last}.tiles"
    with _made(place) as made:
        if not made:
            pack = _asked(path, [str(picture.frame), "tiles", str(first), str(last)])
            if not pack.startswith(MAGIC):
                raise Unreadable(_BROKEN)
            _keep(place, pack)
        with place.open("rb") as file:
            return _cut_out(file, level, at)


def made_as(path: Path, picture: PagePicture) -> str:
    """A name for the picture as it is now, by which a browser knows whether it has it already."""
    return _name(path, picture)[:12]


def lowest_level(picture: PagePicture) -> int:
    """The level at which the whole picture is one tile."""
    top = levels_of(picture.width, picture.height)
    return min(top, TILE.bit_length() - 1)


def _pack_with(picture: PagePicture, level: int) -> tuple[int, int]:
    """The levels that are made together with this one."""
    top, lowest = levels_of(picture.width, picture.height), lowest_level(picture)
    if picture.width * picture.height <= _LARGE or top - lowest <= _APART:
        return lowest, top
    return (lowest, top - _APART) if level <= top - _APART else (top - _APART + 1, top)


def _cut_out(file: BinaryIO, level: int, at: tuple[int, int]) -> bytes:
    file.seek(len(MAGIC))
    header = json.loads(file.read(LENGTH.unpack(file.read(LENGTH.size))[0]))
    number = 0
    for own, across, down in header["levels"]:
        if own == level:
            number += at[1] * across + at[0]
            break
        number += across * down
    file.seek(sum(header["sizes"][:number]), 1)
    return file.read(header["sizes"][number])


def _name(path: Path, picture: PagePicture) -> str:
    """What a made picture is kept as: another one as soon as the file is another."""
    try:
        told = path.stat()
    except OSError:
        raise NotFound(say("The picture of this page is not in the archive.")) from None
    made_from = f"{picture.file} {picture.frame} {told.st_size} {told.st_mtime_ns} {picture.width}x{picture.height}"
    return sha_of(made_from)[:32]


@contextmanager
def _made(place: Path) -> Iterator[bool]:
    """Whether something is kept already; whoever asks for the same meanwhile waits until it is."""
    if place.is_file():
        yield True
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    lock = Path(f"{place}{_LOCK}")
    with FileLock(lock, timeout=PATIENCE * 2):
        try:
            yield place.is_file()
        finally:
            with suppress(OSError):  # Windows keeps a file that somebody else waits for
                lock.unlink()


def _keep(place: Path, made: bytes) -> None:
    write_atomically(place, made)
    kept = sorted(_files_in(place.parent))
    held = sum(size for _, size, _ in kept)
    for _, size, one in kept:
        if held <= MOST_KEPT or one == place:
            break
        with suppress(OSError):
            one.unlink(missing_ok=True)
        held -= size


def _files_in(folder: Path) -> Iterator[tuple[float, int, Path]]:
    """When each made picture was written, and how large it is; one that somebody else takes away meanwhile is none."""
    for one in folder.iterdir():
        with suppress(OSError):
            told = one.stat()
            if one.suffix != _LOCK:
                yield told.st_mtime, told.st_size, one


def _asked(path: Path, arguments: Sequence[str]) -> bytes:
    command = [sys.executable, "-m", "variorum.accession.picture_worker", *arguments]
    try:
        with path.open("rb") as original:
            done = subprocess.run(  # noqa: S603
                command, stdin=original, capture_output=True, check=False, timeout=PATIENCE
            )
    except subprocess.TimeoutExpired:
        raise Unreadable(say("This picture took too long to decode; its text stands beside it.")) from None
    except OSError:
        raise NotFound(say("The picture of this page is not in the archive.")) from None
    if done.returncode or not done.stdout:
        raise Unreadable(_BROKEN)
    return done.stdout
