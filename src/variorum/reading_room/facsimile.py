"""A page as it is printed: its picture from the archive, or drawn from a PDF by a process that can do nothing else.

A PDF is a program that somebody else wrote. So the room never opens one itself: it starts a worker that takes away its
own rights first, draws one page, and sends the picture back; what hangs or swells it ends that worker alone. What was
drawn is kept under `.catalogue/room`. Where the letters stand in the picture is told by a worker of the same kind.
Pictures of pages are decoded in the same way, and where their words stand was worked out when they were taken in.

Nothing of a page is told to whom its text is not: neither picture, nor tile, nor box.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from variorum.accession.picture_worker import TILE
from variorum.accession.pictures import lowest_level, made_as, tile_of
from variorum.accession.word_places import PlacedWord, placed_words
from variorum.archive.bounds import leads_out
from variorum.archive.writing import write_atomically
from variorum.evidence import PagePicture
from variorum.examined import Examined
from variorum.finding import NotFound, Unreadable
from variorum.pipeline.facsimiles import words_on
from variorum.reading_room.asked import PassageAsked, PointAsked
from variorum.reading_room.proposing import page_of
from variorum.reading_room.room import Room
from variorum.record import Source
from variorum.saying import say

WIDTH = 1400  # pixels of a page
_PATIENCE = 30  # seconds
_SCALE = 10_000  # of the boxes that the worker tells
_NEEDLE = 48  # letters by which a page's sheet is known
_CONTEXTS = (0, 20, 60, 200)  # letters before and after by which words that recur are told apart
_MOST_TEXT = 6000  # letters lit at once

_WORD = re.compile(r"\S+")
_KEPT_BACK = "Something in this source is kept back, so that its pages are not shown as they are printed."

Box = tuple[float, float, float, float]  # left, top, width and height as shares of the page


def has_facsimile(record: Examined, key: str) -> bool:
    """Whether a source has pages that can be shown as they are printed."""
    source = record.sources.get(key)
    return bool(record.facsimiles.get(key)) or (source is not None and _is_drawn(source))


def _is_drawn(source: Source) -> bool:
    return source.original is not None and source.original.file.lower().endswith(".pdf")


def described(room: Room, key: str, page: int) -> dict[str, object]:
    """How a page is shown: in tiles, or drawn whole; with its size where that is known, and whose the picture is."""
    picture = _picture(room, key, page)
    if picture is None:
        _place(room, key, page, "png")
        return {"kind": "drawn", "width": 0, "height": 0, "tile": 0, "lowest": 0, "rights": "", "made": ""}
    rights = room.worked_out().record.sources[key].facsimile.rights
    return {
        "kind": "tiles",
        "width": picture.width,
        "height": picture.height,
        "tile": TILE,
        "lowest": lowest_level(picture),
        "rights": rights,
        "made": made_as(_path(room, picture.file, key), picture),
    }


def tile(room: Room, key: str, page: int, *, level: int, at: tuple[int, int]) -> bytes:
    """A tile of a page's picture as a JPEG; NotFound where there is none such."""
    picture = _picture(room, key, page)
    if picture is None:
        raise NotFound(say("This source has no page that can be shown as it is printed."))
    path = _path(room, picture.file, key)
    return tile_of(path, picture, level=level, at=at, kept=room.journal.folder / "tiles")


def _picture(room: Room, key: str, page: int) -> PagePicture | None:
    """The picture of a page, of what may be seen alone."""
    state = room.worked_out()
    if key in state.site.opened.masked:
        raise NotFound(_KEPT_BACK)
    return next((one for one in state.record.facsimiles.get(key, ()) if one.page == page), None)


def _path(room: Room, file: str, key: str) -> Path:
    path = room.archive.root / file
    if leads_out(path, room.archive.root) or not path.is_file():
        raise NotFound(say("The picture of this page of {source} is not in the archive.", source=key))
    return path


def stretch_at(room: Room, asked: PointAsked) -> tuple[int, int] | None:
    """The word of a page's text that is printed at a point of its picture; None where there is none for sure."""
    text = page_of(room.worked_out(), asked.source, asked.page).text
    if _picture(room, asked.source, asked.page) is not None:
        words = placed_words(words_on(room.whole_catalogue, asked.source, asked.page))
        return word_at(words, (asked.x, asked.y), length=len(text))
    found = json.loads(_letters(room, asked.source, asked.page))
    return letter_at(text, (asked.x, asked.y), letters=found["letters"], boxes=found["boxes"])


def word_at(words: Sequence[PlacedWord], point: tuple[int, int], *, length: int) -> tuple[int, int] | None:
    """The smallest word whose box holds a point."""
    here = [one for one in words if _holds(one.box, point) and one.end <= length]
    best = min(here, key=lambda one: one.box[2] * one.box[3], default=None)
    return (best.start, best.end) if best else None


def letter_at(
    text: str, point: tuple[int, int], *, letters: str, boxes: Sequence[Sequence[int]]
) -> tuple[int, int] | None:
    """The word of a text that has the letter drawn at a point, known by the letters around it."""
    at = next((number for number, box in enumerate(boxes) if _holds(box, point)), None)
    if at is None:
        return None
    whole = _plain(text)
    for around in _CONTEXTS[1:]:
        low = max(0, at - around)
        needle = letters[low : at + around + 1]
        found = _places(whole, needle)
        if len(found) == 1 and len(_places(letters, needle)) == 1:
            return _word_of(text, found[0] + at - low)
    return None


def _word_of(text: str, letter: int) -> tuple[int, int] | None:
    """The word of a text that has its letter of this number."""
    seen = 0
    for word in _WORD.finditer(text):
        seen += len(_plain(word.group()))
        if seen > letter:
            return word.span()
    return None


def _holds(box: Sequence[int], point: tuple[int, int]) -> bool:
    return box[0] <= point[0] <= box[0] + box[2] and box[1] <= point[1] <= box[1] + box[3]


def facsimile(room: Room, key: str, page: int) -> bytes:
    """A page of a source's PDF as a PNG; NotFound where it has none, Unreadable where it cannot be drawn."""
    path, kept = _place(room, key, page, "png")
    if kept.is_file():
        return kept.read_bytes()
    drawn = _asked(path, "drawing", [str(page), str(WIDTH), _needle(room, key, page)])
    if not drawn.startswith(b"\x89PNG"):
        raise Unreadable(say("This page cannot be drawn from the original; its text stands beside it."))
    return _keep(kept, drawn)


def boxes(room: Room, asked: PassageAsked) -> list[Box]:
    """Where the words stand in the picture of their page, a box a line; none where that is not certain.

    The letters of the text are looked for among those of the picture. What stands more than once is known by the words
    around it; where they do not tell it either, nothing is lit rather than a lookalike.
    """
    text = page_of(room.worked_out(), asked.source, asked.page).text
    if not 0 <= asked.start < asked.end <= len(text) or asked.end - asked.start > _MOST_TEXT:
        return []
    if _picture(room, asked.source, asked.page) is not None:
        words = placed_words(words_on(room.whole_catalogue, asked.source, asked.page))
        return [
            (left / _SCALE, top / _SCALE, width / _SCALE, height / _SCALE)
            for left, top, width, height in (
                one.box for one in words if one.start < asked.end and asked.start < one.end <= len(text)
            )
        ]
    found = json.loads(_letters(room, asked.source, asked.page))
    return boxes_of(text, asked.start, asked.end, letters=found["letters"], boxes=found["boxes"])


def _letters(room: Room, key: str, page: int) -> bytes:
    """The letters of a PDF's page with their boxes, as the worker tells them."""
    path, kept = _place(room, key, page, "json")
    if kept.is_file():
        return kept.read_bytes()
    return _keep(kept, _asked(path, "boxing", [str(page), _needle(room, key, page)]))


def boxes_of(text: str, start: int, end: int, *, letters: str, boxes: Sequence[Sequence[int]]) -> list[Box]:
    """The boxes of a stretch of a text, given the letters of the picture with theirs."""
    whole, first = _plain(text), len(_plain(text[:start]))
    last = first + len(_plain(text[start:end]))
    for around in _CONTEXTS if last > first else ():
        low, high = max(0, first - around), min(len(whole), last + around)
        found = _places(letters, whole[low:high])
        if len(found) == 1 and len(_places(whole, whole[low:high])) == 1:
            at = found[0] + first - low
            return _lines([boxes[index] for index in range(at, at + last - first)])
    return []


def _places(text: str, wanted: str) -> list[int]:
    """Every place at which letters stand, those that overlap too."""
    found: list[int] = []
    at = text.find(wanted)
    while at >= 0:
        found.append(at)
        at = text.find(wanted, at + 1)
    return found


def _plain(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


def _lines(found: Sequence[Sequence[int]]) -> list[Box]:
    """The boxes of letters joined to one for each line: a letter that begins left of the one before opens a line."""
    line, numbered, before = 0, [], None
    for box in found:
        if before is not None and (box[0] < before[0] or box[1] > before[1] + before[3]):
            line += 1
        numbered.append((line, box))
        before = box
    joined = []
    for _, group in groupby(numbered, key=lambda one: one[0]):
        own = [box for _, box in group]
        left, top = min(box[0] for box in own), min(box[1] for box in own)
        right, bottom = max(box[0] + box[2] for box in own), max(box[1] + box[3] for box in own)
        joined.append((left / _SCALE, top / _SCALE, (right - left) / _SCALE, (bottom - top) / _SCALE))
    return joined


def _place(room: Room, key: str, page: int, kind: str) -> tuple[Path, Path]:
    """The original of a source, and where what was made of its page is kept."""
    state = room.worked_out()
    source = state.record.sources.get(key)
    if key in state.site.opened.masked:
        raise NotFound(_KEPT_BACK)
    if source is None or source.original is None or not _is_drawn(source):
        raise NotFound(say("This source has no page that can be shown as it is printed."))
    path = room.archive.originals / source.original.file
    if leads_out(path, room.archive.root) or not path.is_file():
        raise NotFound(say("The original of {source} is not in the archive.", source=key))
    return path, room.journal.folder / "facsimiles" / f"{source.original.sha256[:32]}-{page}.{kind}"


def _needle(room: Room, key: str, page: int) -> str:
    """The first letters of a page, by which its sheet is known; empty where there is no such page of text."""
    found = room.worked_out().catalogue.page(key, page)
    return _plain(found.text)[:_NEEDLE] if found else ""


def _keep(path: Path, made: bytes) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, made)
    return made


def _asked(path: Path, worker: str, arguments: Sequence[str]) -> bytes:
    command = [sys.executable, "-m", f"variorum.reading_room.{worker}", *arguments]
    try:
        with path.open("rb") as original:
            done = subprocess.run(  # noqa: S603
                command, stdin=original, capture_output=True, check=False, timeout=_PATIENCE
            )
    except subprocess.TimeoutExpired:
        raise Unreadable(say("This page took too long to draw; its text stands beside it.")) from None
    if done.returncode or not done.stdout:
        raise Unreadable(say("This page cannot be drawn from the original; its text stands beside it."))
    return done.stdout
