"""Files that a browser sends with a form (RFC 7578), written to disk piece by piece as they arrive.

Nothing is held whole in memory, and what the browser calls a file is never a path: files are numbered. The form's other
fields are read as far as they come before the first file, so that a form without its token stores nothing.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path
from typing import BinaryIO

from variorum.accession import limits
from variorum.archive.file_names import safe_extension
from variorum.reading_room.asked import BadRequest
from variorum.saying import say

MOST_FILES = 200  # of one form
MOST_BYTES = 2_000_000_000
_MOST_FIELD = 8 * 1024 * 1024  # bytes of all fields that are no files
_MOST_HEAD = 8192  # bytes before the content of a part
_LONGEST_NAME = 200
_TOLD = re.compile(r';\s*(name|filename)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file as it arrived: where it lies, and what the browser called it."""

    path: Path
    name: str


@dataclass(slots=True)
class Upload:
    """What a form brought."""

    fields: dict[str, str] = field(default_factory=dict)
    files: list[UploadedFile] = field(default_factory=list)


async def upload(
    content_type: str, stream: AsyncIterator[bytes], folder: Path, *, hold: Callable[[Mapping[str, str]], None]
) -> Upload:
    """Take a form in; `hold` is asked before the first file whether the fields so far may bring one, and once at the
    end.

    BadRequest where it is no such form, or breaks off.
    """
    told = Message()
    told["content-type"] = content_type
    boundary = told.get_boundary() if told.get_content_type() == "multipart/form-data" else None
    if not boundary or len(boundary) > 200:
        raise BadRequest(say("This is no form with files."))
    with ExitStack() as closing:
        parts = _FormParts(f"\r\n--{boundary}".encode(), folder, hold, closing)
        async for piece in stream:
            parts.take(piece)
    if not parts.is_done:
        raise BadRequest(say("The file did not arrive whole."))
    parts.found.fields.pop("", None)  # what came before the first mark
    hold(parts.found.fields)
    return parts.found


class _FormParts:
    """The parts of a form, fed piece by piece."""

    def __init__(
        self, mark: bytes, folder: Path, hold: Callable[[Mapping[str, str]], None], closing: ExitStack
    ) -> None:
        self.found = Upload()
        self.is_done = False
        self._mark, self._folder, self._hold, self._closing = mark, folder, hold, closing
        self._left = b"\r\n"  # what is not understood yet; so that the first mark is like the others
        self._inside = True  # a part's content, or what comes before the first mark; else a mark was just passed
        self._field, self._bytes = "", bytearray()
        self._file: BinaryIO | None = None
        self._room = 0  # bytes that the file may still have
        self._fields_left = _MOST_FIELD

    def take(self, piece: bytes) -> None:
        """Take the next piece of the form."""
        self._left += piece
        while not self.is_done and (self._content() if self._inside else self._head()):
            pass

    def _content(self) -> bool:
        """Hand on the content of a part as far as it is certain; whether its end was there."""
        at = self._left.find(self._mark)
        sure = at if at >= 0 else max(0, len(self._left) - len(self._mark) + 1)
        self._put(self._left[:sure])
        self._left = self._left[sure:]
        if at < 0:
            return False
        self._left = self._left[len(self._mark) :]
        self._end()
        return True

    def _head(self) -> bool:
        """Read what a part says of itself; whether it was there whole."""
        self.is_done = self._left.startswith(b"--")
        head, end, left = self._left.partition(b"\r\n\r\n")
        if self.is_done or not end:
            if len(self._left) > _MOST_HEAD and not self.is_done:
                raise BadRequest(say("This is no form with files."))
            return False
        self._left = left
        self._begin(head.decode("utf-8", "replace"))
        return True

    def _begin(self, head: str) -> None:
        told = dict(
            found
            for line in head.split("\r\n")
            if line.lower().startswith("content-disposition:")
            for found in _TOLD.findall(line)
        )
        self._inside, self._field = True, told.get("name", "")[:100]
        if "filename" not in told:
            return
        self._hold(self.found.fields)
        name = _bare(told["filename"])
        if len(self.found.files) >= MOST_FILES:
            raise BadRequest(say("At most {most} files are brought in at once.", most=MOST_FILES))
        path = self._folder / f"{len(self.found.files)}{safe_extension(name)}"
        self._file = self._closing.enter_context(path.open("xb"))
        self._room = limits.LARGEST_FILE + 1  # the reader says that it is too large, and not this
        self.found.files.append(UploadedFile(path, name))

    def _put(self, content: bytes) -> None:
        if self._file is not None:
            self._file.write(content[: self._room])
            self._room -= min(self._room, len(content))
            return
        self._fields_left -= len(content)
        if self._fields_left < 0:
            raise BadRequest(say("This is larger than anything that a person writes; nothing was done."))
        self._bytes += content

    def _end(self) -> None:
        if self._file is None:
            self.found.fields[self._field] = self._bytes.decode("utf-8", "replace")
        else:
            self._file.close()
            one = self.found.files[-1]
            if not one.name and not one.path.stat().st_size:  # nothing was chosen
                one.path.unlink()
                self.found.files.pop()
        self._inside, self._file, self._bytes = False, None, bytearray()


def _bare(called: str) -> str:
    """The name of a file without folders and without what cannot be printed, as browsers write it in a form."""
    called = called.replace("%22", '"').replace("\\", "/").rpartition("/")[2]
    plain = "".join(letter for letter in called if letter.isprintable())
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[: _LONGEST_NAME - 20]}{dot}{ending[:20]}" if dot else plain[:_LONGEST_NAME]
