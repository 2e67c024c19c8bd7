"""The journal of writes: what each file held before and after, so that every write can be undone.

It lies under `.catalogue/room`: a line for each write in `journal.jsonl`, the bytes of files by digest beside it.
An entry is begun before anything is written and closed after, so that a write in the midst of which the program was
killed is found at the next start. Bytes are kept as far back as they fit (`MOST_KEPT`), and of the newest writes
(`SURELY_KEPT`) whatever they take; a write further back stays in the journal and cannot be undone any more. Originals
may be large and are never changed: of one that came in only the digest is kept, and where it is taken back the file
itself is put aside here. Where the archive is a git repository, each write is committed, with who wrote.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from threading import RLock
from typing import Any, TypeVar

from variorum.archive.file_names import JUDGEMENTS_FILE, SEARCHES_FILE
from variorum.archive.folder import Archive
from variorum.archive.locking import locked
from variorum.archive.originals import digest_of
from variorum.archive.transaction import FileChange, finish, write_together
from variorum.archive.writing import ABSENT, append_durably, digest_of_bytes, write_atomically
from variorum.finding import ChangedOnDisk, NotFound, Refused
from variorum.saying import as_plain, from_plain, say

Result = TypeVar("Result")
FOLDER = "room"
LEDGERS = frozenset((JUDGEMENTS_FILE, SEARCHES_FILE))  # to which lines are added, and nothing else is done
ORIGINALS = "originals/"
MOST_KEPT = 256 * 1024 * 1024  # bytes that files held before and after writes
SURELY_KEPT = 100  # of the newest writes
_DIGEST = re.compile(r"[0-9a-f]{64}")
_NO_ANGLES = {ord("<"): None, ord(">"): None, ord("\n"): None}


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One write: what was done, by whom, when (ISO 8601), and the digests of each file before and after it."""

    id: str
    what: str
    by: str
    when: str
    before: dict[str, str]
    after: dict[str, str]
    undoes: str = ""  # the id of the write that this one took back

    def as_json(self) -> dict[str, object]:
        """The write as the API tells it: the files, but not what they held."""
        return {"write": self.id, "what": self.what, "by": self.by, "when": self.when, "files": list(self.after)}


@dataclass(frozen=True, slots=True)
class JournalReach:
    """How far back writes can be undone: how many, the first of them (ISO 8601), and how many bytes are kept for it."""

    writes: int
    since: str
    size: int


class Journal:
    """The writes of one archive, the oldest first."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.folder = archive.catalogue_dir / FOLDER
        self._lock = RLock()
        self._looking = RLock()  # not that of writes: who reads the journal waits for nobody's disk
        self._known: list[dict[str, Any]] = []
        self._read_to = 0
        self._listed: tuple[int, list[JournalEntry]] = (0, [])
        self._left: int | None = None  # bytes that may be added before it is looked what can go; not counted yet

    def write(
        self, what: str, act: Callable[[], Result], *, files: Sequence[str], by: str, undoes: str = ""
    ) -> tuple[Result, JournalEntry]:
        """Carry out a write to these files (paths from the archive's root) so that it can be undone."""
        with self._lock, locked(self.archive.root):
            before = {file: self._keep(file) for file in files}
            now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
            entry = JournalEntry(token_hex(6), what, by, now, before, {}, undoes)
            self._append({**asdict(entry), "what": as_plain(what), "state": "begun"})
            try:
                result = act()
            except BaseException:
                self._append({"id": entry.id, "state": "refused"})
                raise
            entry = replace(entry, after={file: self._keep_what_is_written(file) for file in files})
            with suppress(Refused):  # the disk filled up since: it is written, and `recover` closes the entry
                self._append({"id": entry.id, "after": entry.after, "state": "done"})
            self._thin_out()
        self._commit(entry)
        return result, entry

    def undo(self, wanted: str = "", *, by: str) -> JournalEntry:
        """Put the files back as they were before a write (the newest that stands, where none is named).

        NotFound where there is nothing to undo, ChangedOnDisk where a file was changed since.
        """
        standing = self.standing()
        entry = next((one for one in reversed(standing) if wanted in ("", one.id)), None)
        if entry is None:
            raise NotFound(say("There is nothing to undo.") if not wanted else say("This write was undone already."))

        texts = [file for file in entry.before if not file.startswith(ORIGINALS)]
        came = [file for file in entry.before if file not in texts and entry.before[file] == ABSENT]

        def put_back() -> None:
            write_together(self.archive.root, [self._put_back(entry, file) for file in texts])
            for file in came:
                shutil.move(self.archive.root / file, self.folder / entry.after[file])
            if came:
                self._left = None  # so that what was put aside is counted

        for file in texts:
            self._put_back(entry, file)
        for file in came:
            if self.now(file) != entry.after[file]:
                raise self._changed(entry, file)

        _, done = self.write(
            say("undone: {what}", what=entry.what), put_back, files=list(entry.before), by=by, undoes=entry.id
        )
        return done

    def entries(self) -> list[JournalEntry]:
        """Every write that was carried out."""
        rows = self._rows()
        counted, listed = self._listed
        if counted == len(rows):
            return list(listed)
        found: dict[str, JournalEntry] = {}
        for row in rows:
            match row.get("state"):
                case "begun":
                    given = {name: value for name, value in row.items() if name != "state"}
                    with suppress(TypeError, ValueError):
                        given["what"] = from_plain(given.get("what"))
                        found[str(row["id"])] = JournalEntry(**given)
                case "done" if isinstance(row.get("after"), dict) and row["id"] in found:
                    found[str(row["id"])] = replace(found[str(row["id"])], after=row["after"])
                case "refused":
                    found.pop(str(row["id"]), None)
        listed = [entry for entry in found.values() if entry.after and entry.after != entry.before]
        self._listed = len(rows), listed
        return list(listed)

    def standing(self) -> list[JournalEntry]:
        """The writes that were not undone, undoings left out."""
        entries = self.entries()
        undone = {entry.undoes for entry in entries}
        return [entry for entry in entries if not entry.undoes and entry.id not in undone]

    def reach(self) -> JournalReach:
        """How far back writes can be undone, as what they need is there."""
        sizes, writes, since = self._sizes(), 0, ""
        for entry in reversed(self.standing()):
            if not all(digest == ABSENT or digest in sizes for digest in entry.before.values()):
                break
            writes, since = writes + 1, entry.when
        return JournalReach(writes, since, sum(sizes.values()))

    def recover(self) -> None:
        """Close the entries in the midst of which the program was killed, by what their files hold now."""
        with self._lock:
            finish(self.archive.root)
            closed = {row.get("id") for row in self._rows() if row.get("state") in ("done", "refused")}
            for row in self._rows():
                before = row.get("before")
                if row.get("state") == "begun" and row.get("id") not in closed and isinstance(before, dict):
                    after = {file: self._keep(file) for file in before}
                    self._append({"id": row["id"], "after": after, "state": "done"})

    def bytes_of(self, digest: str) -> bytes:
        """The bytes that a file held, by their digest."""
        try:
            return (self.folder / digest).read_bytes()
        except OSError:
            raise NotFound(say("What the file held before is not kept any more, so this cannot be undone.")) from None

    def _put_back(self, entry: JournalEntry, file: str) -> FileChange:
        """A file as it is to be after a write is taken back; of a ledger only the lines go that this write added.

        ChangedOnDisk where the file was changed since, and the lines of this write cannot be told from the rest.
        """
        before, now = self._held(entry.before[file]), self._holds(file)
        if self.now(file) == entry.after[file]:
            return FileChange(file, now, before)
        after = self._held(entry.after[file])
        if file in LEDGERS and now is not None and after is not None and after.startswith(before or b""):
            added = after[len(before or b"") :]
            if added and now.count(added) == 1:
                return FileChange(file, now, now.replace(added, b""))
        raise self._changed(entry, file)

    @staticmethod
    def _changed(entry: JournalEntry, file: str) -> ChangedOnDisk:
        return ChangedOnDisk(
            say(
                "{file} was changed again since “{what}”; undo what came after it first, or open the file.",
                file=file,
                what=entry.what,
            )
        )

    # ── keeping ──

    def _held(self, digest: str) -> bytes | None:
        return None if digest == ABSENT else self.bytes_of(digest)

    def _holds(self, file: str) -> bytes | None:
        path = self.archive.root / file
        return path.read_bytes() if path.is_file() else None

    def _keep(self, file: str) -> str:
        path = self.archive.root / file
        if not path.is_file() or file.startswith(ORIGINALS):
            return self.now(file)
        raw = path.read_bytes()
        digest = digest_of_bytes(raw)
        self.folder.mkdir(parents=True, exist_ok=True)
        if not (self.folder / digest).is_file():
            write_atomically(self.folder / digest, raw)
            self._left = None if self._left is None else self._left - len(raw)
        return digest

    def _sizes(self) -> dict[str, int]:
        """What is kept, by digest, with its bytes."""
        with suppress(OSError), os.scandir(self.folder) as entries:
            return {one.name: one.stat().st_size for one in entries if _DIGEST.fullmatch(one.name)}
        return {}

    def _thin_out(self) -> None:
        """Delete what only writes need that lie too far back; the archive's lock is held, so that none is under way."""
        if self._left is not None and self._left >= 0:
            return
        sizes = self._sizes()
        self._left = MOST_KEPT - sum(sizes.values())
        if self._left >= 0:
            return
        closed = {row["id"] for row in self._rows() if row.get("state") in ("done", "refused")}
        begun = [row.get("before") for row in self._rows() if row.get("state") == "begun" and row["id"] not in closed]
        needed = {digest for before in begun if isinstance(before, dict) for digest in before.values()}
        left = MOST_KEPT - sum(sizes.get(digest, 0) for digest in needed)
        for number, entry in enumerate(reversed(self.entries())):
            own = ({*entry.before.values(), *entry.after.values()} & sizes.keys()) - needed
            left -= sum(sizes[digest] for digest in own)
            if left < 0 and number >= SURELY_KEPT:
                break
            needed |= own
        for digest in sizes.keys() - needed:
            with suppress(OSError):
                (self.folder / digest).unlink()
        self._left = max(left, MOST_KEPT // 8)  # not at every write, where the newest alone take more

    def _keep_what_is_written(self, file: str) -> str:
        """The digest of what a file holds after a write, which is written even where no copy of it can be kept."""
        try:
            return self._keep(file)
        except Refused:
            return self.now(file)

    def now(self, file: str) -> str:
        """The digest of what a file of the archive holds now."""
        path = self.archive.root / file
        return digest_of(path) if path.is_file() else ABSENT

    def _append(self, row: dict[str, object]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        append_durably(self._path, json.dumps(row, ensure_ascii=False))

    def _rows(self) -> list[dict[str, Any]]:
        """Every whole line; only what was added since the last look is read."""
        with self._looking, suppress(OSError), self._path.open("rb") as file:
            size = file.seek(0, 2)
            if size < self._read_to:
                self._read_to, self._known = 0, []
            file.seek(self._read_to)
            lines = file.read()
            whole = lines.rfind(b"\n") + 1
            self._read_to += whole
            for line in lines[:whole].split(b"\n"):
                with suppress(ValueError):  # a line torn by a crash; what it would have said is found by `recover`
                    row = json.loads(line.decode("utf-8", "replace"))
                    if isinstance(row, dict) and isinstance(row.get("id"), str):
                        self._known.append(row)
        return list(self._known)

    @property
    def _path(self) -> Path:
        return self.folder / "journal.jsonl"

    def _commit(self, entry: JournalEntry) -> None:
        """Commit these files alone, but for those that git ignores; what else the person has changed is not touched."""
        root = self.archive.root
        files = [file for file in entry.after if entry.before[file] != entry.after[file]]
        if not files or not (root / ".git").exists():
            return
        ignored = _git(root, "-c", "core.quotepath=off", "check-ignore", "--", *files).splitlines()
        if not (files := [file for file in files if file not in ignored]):
            return
        author = f"{entry.by.translate(_NO_ANGLES)} <>"
        new = [file for file in files if entry.before[file] == ABSENT]
        if new:
            _git(root, "add", "--intent-to-add", "--", *new)
        _git(root, "commit", "-q", f"--author={author}", "-m", entry.what, "--only", "--", *files)


def _git(root: Path, *command: str) -> str:
    """What git answers; nothing where there is none, or where it refuses."""
    with suppress(OSError, subprocess.SubprocessError):
        done = subprocess.run(  # noqa: S603
            ["git", "-C", str(root), *command],  # noqa: S607
            capture_output=True,
            check=False,
            timeout=20,
        )
        return done.stdout.decode("utf-8", "replace")
    return ""
