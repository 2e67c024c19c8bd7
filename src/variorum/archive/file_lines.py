"""A file's bytes as lines that can be added to and spliced while every other byte stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from variorum.finding import Refused
from variorum.saying import say

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class FileLines:
    """The bytes of a file: a byte order mark if it has one, its lines with their ends, and their text without.

    The text is not normalised, so that its columns are those of the bytes. `line_end` is the one that the file uses.
    """

    mark: bytes
    lines: tuple[bytes, ...]
    texts: tuple[str, ...]
    line_end: str

    @classmethod
    def of(cls, raw: bytes) -> FileLines:
        """Divide bytes into lines; Refused where they are no UTF-8 text."""
        mark = _BOM if raw.startswith(_BOM) else b""
        lines = raw[len(mark) :].splitlines(keepends=True) if b"\r" not in raw else _by_line_feed(raw[len(mark) :])
        try:
            texts = tuple(line.decode("utf-8").removesuffix("\n").removesuffix("\r") for line in lines)
        except UnicodeDecodeError:
            raise Refused(say("The file is not UTF-8 text throughout; save it as UTF-8 first.")) from None
        return cls(mark, tuple(lines), texts, "\r\n" if lines and lines[0].endswith(b"\r\n") else "\n")

    def inserted(self, at: int, new: Sequence[str]) -> bytes:
        """The bytes with new lines before line `at`; a last line without its end is given one."""
        return self._joined(self._closed(self.lines[:at]), self._written(new), self.lines[at:])

    def spliced(self, start: tuple[int, int], end: tuple[int, int], new: str) -> bytes:
        """The bytes with text in place of what stands between two places (line, column of code points)."""
        head = self.texts[start[0]][: start[1]]
        line = self.lines[end[0]]
        tail = self.texts[end[0]][end[1] :].encode() + line[len(self.texts[end[0]].encode()) :]
        middle = (head + new).replace("\n", self.line_end).encode() + tail
        return self._joined(self.lines[: start[0]], [middle], self.lines[end[0] + 1 :])

    def _written(self, lines: Sequence[str]) -> list[bytes]:
        return [(line + self.line_end).encode() for line in lines]

    def _closed(self, lines: tuple[bytes, ...]) -> tuple[bytes, ...]:
        if lines and not lines[-1].endswith(b"\n"):
            return (*lines[:-1], lines[-1] + self.line_end.encode())
        return lines

    def _joined(self, *pieces: Sequence[bytes]) -> bytes:
        return self.mark + b"".join(line for piece in pieces for line in piece)


def _by_line_feed(raw: bytes) -> list[bytes]:
    """Lines end at LF only: `bytes.splitlines` would also end them at a lone CR."""
    pieces = raw.split(b"\n")
    lines = [piece + b"\n" for piece in pieces[:-1]]
    return [*lines, pieces[-1]] if pieces[-1] else lines
