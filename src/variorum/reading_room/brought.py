"""What was brought in and is not decided on yet: files of a browser kept aside, and read by the workers.

They lie under `.catalogue/room/brought`, a folder for each time; the reading is made again where the room was closed
meanwhile. Nothing of the archive changes by it.
"""

from __future__ import annotations

import json
import re
import shutil
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex
from threading import Condition, Thread

from variorum.accession import Asked, Reading, read_files
from variorum.archive.file_names import safe_extension
from variorum.archive.folder import Archive
from variorum.archive.originals import digest_of
from variorum.archive.writing import write_atomically
from variorum.finding import NotFound
from variorum.pipeline.intake import is_worth_keeping
from variorum.reading_room.asked import BadRequest
from variorum.reading_room.uploading import Upload
from variorum.saying import say

FOLDER = "room/brought"
_TOLD = "told.json"
_ID = re.compile(r"[0-9a-f]{16}")
_KEPT = timedelta(days=30)  # that what nobody decides on is kept
_SEEN = 240  # letters of a file that are shown


@dataclass(frozen=True, slots=True)
class BroughtFile:
    """A file that was brought in and read: its place in its batch, its name, and what came of reading it.

    `reading` is without its pages, of which there were so many, with labels from the first to the last; `seen` is how
    the text begins.
    """

    number: int
    path: Path
    name: str
    digest: str
    reading: Reading
    pages: int
    labels: tuple[str, str]
    seen: str

    @property
    def is_source(self) -> bool:
        """Whether it can be taken in."""
        return self.pages > 0 or is_worth_keeping(self.reading)


@dataclass(slots=True)
class Batch:
    """Files that were brought in together, as far as they are read."""

    id: str
    by: str
    when: str  # ISO 8601
    names: tuple[str, ...]
    title: str = ""  # of the text that was pasted, which is the last
    read: list[BroughtFile] = field(default_factory=list)

    @property
    def is_read(self) -> bool:
        """Whether all of it is."""
        return len(self.read) == len(self.names)


class Incoming:
    """What was brought into one archive and is not decided on yet."""

    def __init__(self, archive: Archive) -> None:
        self._folder = archive.catalogue_dir / FOLDER
        self._changed = Condition()
        self._known: dict[str, Batch] = {}

    def begin(self) -> Path:
        """A folder for what is being brought in; what nobody decided on for a month goes."""
        limit = (datetime.now(UTC) - _KEPT).timestamp()
        with suppress(OSError):
            for one in self._folder.iterdir():
                if one.stat().st_mtime < limit:
                    shutil.rmtree(one, ignore_errors=True)
        folder = self._folder / token_hex(8)
        folder.mkdir(parents=True)
        return folder

    def keep(self, folder: Path, found: Upload, *, by: str) -> str:
        """Keep what was brought into a folder; its id. BadRequest where it was nothing."""
        names = [one.name for one in found.files]
        if text := found.fields.get("text", "").strip():
            title = " ".join(found.fields.get("title", "").split())
            names.append(f"{title[:120] or 'text'}.txt")
            (folder / f"{len(names) - 1}.txt").write_text(text.replace("\r\n", "\n") + "\n", encoding="utf-8")
        if not names:
            raise BadRequest(say("Choose a file, or paste a text."))
        told = {"by": by, "when": datetime.now(UTC).isoformat(timespec="seconds"), "names": names}
        if text:
            told["title"] = title
        write_atomically(folder / _TOLD, json.dumps(told, ensure_ascii=False).encode("utf-8"))
        return folder.name

    def waiting(self, by: str) -> list[Batch]:
        """What somebody brought in and did not decide on, the newest first."""
        found = [self._opened(one.name) for one in self._folder.glob("*")] if self._folder.is_dir() else []
        return sorted((one for one in found if one and one.by == by), key=lambda one: one.when, reverse=True)

    def batch(self, id_: str, *, by: str, patience: float = 0.0) -> Batch:
        """What somebody brought in, as far as it is read after so many seconds; NotFound where there is no such."""
        with self._changed:
            batch = self._known.get(id_)
            if batch is None:
                batch = self._opened(id_)
                if batch is None or batch.by != by:
                    raise NotFound(say("This was decided on already, or was never brought in."))
                self._known[id_] = batch
                Thread(target=self._read, args=(batch,), daemon=True).start()
            if batch.by != by:
                raise NotFound(say("This was decided on already, or was never brought in."))
            self._changed.wait_for(lambda: batch.is_read, timeout=patience)
            return batch

    def forget(self, id_: str) -> None:
        """Let go of what was brought in: it was taken, or is not wanted."""
        with self._changed:
            self._known.pop(id_, None)
        if _ID.fullmatch(id_):
            shutil.rmtree(self._folder / id_, ignore_errors=True)

    def _opened(self, id_: str) -> Batch | None:
        if not _ID.fullmatch(id_):
            return None
        with suppress(OSError, ValueError, KeyError, TypeError):
            told = json.loads((self._folder / id_ / _TOLD).read_bytes())
            return Batch(id_, str(told["by"]), str(told["when"]), tuple(map(str, told["names"])), told.get("title", ""))
        return None

    def _read(self, batch: Batch) -> None:
        """Read all files of a batch, each in a worker of its own."""
        folder = self._folder / batch.id
        paths = [folder / f"{number}{safe_extension(name)}" for number, name in enumerate(batch.names)]
        asked = [Asked(path, "", name) for path, name in zip(paths, batch.names, strict=True)]
        with closing(read_files(asked)) as readings:
            for number, reading in enumerate(readings):
                if batch.title and number == len(paths) - 1:
                    reading = replace(reading, colophon=replace(reading.colophon, title=batch.title))
                digest = ""
                with suppress(OSError):  # it was let go of meanwhile
                    digest = digest_of(paths[number])
                pages = reading.pages
                numbered = [page.label for page in pages if page.label] or [""]
                labels = numbered[0], numbered[-1]
                seen = " ".join(" ".join(page.text for page in pages[:3])[: _SEEN * 3].split())[:_SEEN]
                told = replace(reading, pages=(), calls=(), asides=(), words=(), set_in=())
                one = BroughtFile(number, paths[number], batch.names[number], digest, told, len(pages), labels, seen)
                with self._changed:
                    batch.read.append(one)
                    self._changed.notify_all()
