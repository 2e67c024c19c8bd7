"""The archive's text files as lines with places: read once, NFC, whatever the line ends, and never an exception.

Inside this room lines and columns count from 0; `Position` and `Finding` count from 1.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from unicodedata import is_normalized, normalize

from variorum.archive.bounds import leads_out
from variorum.finding import Finding, Severity
from variorum.record import Position
from variorum.saying import say

LARGEST = 64 * 1024 * 1024  # bytes; no file that a person writes by hand is larger
_EXCERPT = 240  # code points of a line that a finding shows at least
_FURTHEST = 2000  # columns beyond which an excerpt helps nobody


class LineColumn(NamedTuple):
    """A line and a column of a file, both from 0."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class TextFile:
    """One file of the archive: its path relative to the archive, and its lines without their ends, in NFC."""

    file: str
    lines: tuple[str, ...]

    def position(self, place: LineColumn) -> Position:
        """The place as findings and the record name it."""
        return Position(self.file, place.line + 1, place.column + 1)

    def finding(
        self,
        code: str,
        message: str,
        *,
        at: LineColumn,
        remedy: str = "",
        severity: Severity = Severity.ERROR,
    ) -> Finding:
        """A finding at a place of this file, with the line for the caret."""
        return Finding(code, severity, message, self.position(at), (), (), remedy, self.excerpt(at))

    def excerpt(self, at: LineColumn) -> str:
        """What a finding at a place shows of its line; nothing where the place is too far on to be seen."""
        line = self.lines[at.line] if at.line < len(self.lines) else ""
        return line[: max(_EXCERPT, at.column + 80)] if at.column < _FURTHEST else ""


@dataclass(frozen=True, slots=True)
class Strip:
    """Pieces of several lines joined into one text, from whose offsets the way back to the file is known."""

    text: str
    starts: tuple[int, ...]
    places: tuple[LineColumn, ...]

    def place(self, offset: int) -> LineColumn:
        """Where the character at this offset stands in the file."""
        index = max(bisect_right(self.starts, offset) - 1, 0)
        if not self.places:
            return LineColumn(0, 0)
        line, column = self.places[index]
        return LineColumn(line, column + offset - self.starts[index])


def join(pieces: Sequence[tuple[int, int, str]], between: str) -> Strip:
    """Join pieces (line, column, text) with a string between them."""
    starts: list[int] = []
    offset = 0
    for _, _, text in pieces:
        starts.append(offset)
        offset += len(text) + len(between)
    places = tuple(LineColumn(line, column) for line, column, _ in pieces)
    return Strip(between.join(text for _, _, text in pieces), tuple(starts), places)


def as_lines(text: str) -> tuple[str, ...]:
    """The lines of a text without their ends, in NFC; only LF and CRLF end a line."""
    if not is_normalized("NFC", text):
        text = normalize("NFC", text)
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    if "\r" in text:
        lines = [line.removesuffix("\r") for line in lines]
    return tuple(lines)


def read_text(root: Path, path: Path) -> tuple[TextFile | None, tuple[Finding, ...]]:
    """One file of the archive as lines; None, with the reason as a finding, where it is no text at all.

    A stray byte that is not UTF-8 costs its character and gives a finding; the rest of the file is read.
    """
    file = path.relative_to(root).as_posix()
    if leads_out(path, root):
        remedy = say("Put the file itself there in place of the link. What lies outside the archive is no part of it.")
        return None, (
            _unreadable(file, say("The file is a link that leads out of the archive; it was not read."), remedy),
        )
    try:
        if not path.is_file():
            return None, (
                _unreadable(
                    file, say("The file is no file but a pipe or a device."), say("Take it out of the archive.")
                ),
            )
        if path.stat().st_size > LARGEST:
            return None, (
                _unreadable(
                    file,
                    say("The file is larger than 64 MB."),
                    say("If it is a source, take it in with `variorum add`."),
                ),
            )
        raw = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return None, (
            _unreadable(
                file, say("The file cannot be opened ({reason}).", reason=reason), say("Allow this user to read it.")
            ),
        )
    return decode(file, raw)


def decode(file: str, raw: bytes) -> tuple[TextFile | None, tuple[Finding, ...]]:
    """The bytes of a file as lines, with a finding for each line (up to ten) that is not UTF-8."""
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, (
            _unreadable(file, say("The file is UTF-16, not UTF-8, text."), say("Save it in the encoding UTF-8.")),
        )
    if b"\0" in raw:
        return None, (
            _unreadable(file, say("The file holds zero bytes, so it is not text."), say("Move it out of this folder.")),
        )
    try:
        return TextFile(file, as_lines(raw.decode("utf-8"))), ()
    except UnicodeDecodeError:
        text = TextFile(file, as_lines(raw.decode("utf-8", errors="replace")))
    bad = [line for line, piece in enumerate(raw.split(b"\n")) if not is_utf8(piece)]
    remedy = say("Open the file in an editor, choose its true encoding, and save it as UTF-8.")
    return text, tuple(
        text.finding(
            "S001",
            say("This line holds bytes that are not UTF-8; they are shown as �."),
            at=LineColumn(line, max(text.lines[line].find("�"), 0)),
            remedy=remedy,
        )
        for line in bad[:10]
    )


def is_utf8(piece: bytes) -> bool:
    """Whether these bytes are UTF-8."""
    try:
        piece.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _unreadable(file: str, what: str, remedy: str) -> Finding:
    return Finding("S001", Severity.ERROR, what, Position(file), (), (), remedy)
