"""Manuscripts audited in the room: kept in the archive's own folder, held against its sources, decided one by one.

A manuscript is a chapter of the archive or a file that somebody brought in; the latter lies in `manuscripts/`, and what
was decided about its quotations beside it. Nothing of it leaves the machine. An audit runs in the background, once for
each state of manuscript and archive.
"""

from __future__ import annotations

import json
from base64 import b64decode
from binascii import Error as NoBase64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath
from threading import Condition, Thread
from typing import TYPE_CHECKING
from weakref import ref

from variorum.archive.bounds import leads_out
from variorum.archive.writing import write_atomically
from variorum.digest import sha_of
from variorum.finding import Finding, NotFound, Refused, Severity, VariorumError
from variorum.manuscript.audit import Audit
from variorum.manuscript.findings import findings_of
from variorum.manuscript.verdicts import AuditedQuotation
from variorum.pipeline.auditing import audited_against
from variorum.reading_room.asked import BadRequest, asked_text
from variorum.reading_room.journal import JournalEntry
from variorum.reading_room.shelves import Shelves
from variorum.reading_room.workshop import told_as_fault
from variorum.saying import say

if TYPE_CHECKING:
    from variorum.reading_room.room import Room

FOLDER = "manuscripts"
ENDINGS = (".docx", ".odt", ".rtf", ".md", ".tex", ".html", ".htm", ".epub", ".txt", ".pdf")
DECISIONS = ("left", "mend", "open")
_LARGEST = 12_000_000  # letters of a manuscript as base64
_KEPT = 4  # audits

AuditKey = tuple[str, str, ref[Shelves]]
"""A manuscript's path, the digest of its bytes, and the pages that it was held against, which nothing later equals."""


@dataclass(frozen=True, slots=True)
class ManuscriptAsked:
    """A manuscript that is brought in."""

    name: str = asked_text(says="its file's name")
    content: str = asked_text(_LARGEST, says="its bytes as base64")


@dataclass(frozen=True, slots=True)
class QuotationDecisionAsked:
    """What somebody decided about a quotation of a manuscript."""

    manuscript: str = asked_text(says="the manuscript's path in the archive")
    quotation: str = asked_text(says="the quotation, as the page names it")
    decision: str = asked_text(says="left, mend or open")
    why: str = asked_text(says="the reason", default="")


@dataclass(frozen=True, slots=True)
class Audited:
    """An audit that is done, with its findings and what was decided of them."""

    name: str
    path: Path
    made: Audit
    findings: tuple[Finding, ...]

    def doubtful(self) -> Iterator[tuple[AuditedQuotation, list[Finding]]]:
        """The quotations of which something grave is said, in the order of the text."""
        for one in self.made.quotations:
            said = [finding for finding in self.findings if str(finding.about[0]) == one.id]
            if any(finding.severity > Severity.NOTE or finding.code == "M104" for finding in said):
                yield one, said


class Audits:
    """The audits of an archive's manuscripts, each made once for a state of both; for many readers at once."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._done: dict[AuditKey, Audited | VariorumError] = {}
        self._running: set[AuditKey] = set()

    def of(self, room: Room, name: str, *, patience: float) -> Audited | None:
        """The audit of a manuscript, begun if need be; None where it still runs after so many seconds.

        Raises what the audit raised: NotFound, Unreadable.
        """
        path = manuscript_path(room, name)
        shelves = room.needed()
        key = (name, sha256(path.read_bytes()).hexdigest(), ref(shelves))
        with self._changed:
            if key not in self._done and key not in self._running:
                self._running.add(key)
                Thread(target=self._make, args=(key, path, shelves), daemon=True).start()
            self._changed.wait_for(lambda: key in self._done, timeout=patience)
            found = self._done.get(key)
        if isinstance(found, VariorumError):
            raise found
        return found

    def _make(self, key: AuditKey, path: Path, shelves: Shelves) -> None:
        found: Audited | VariorumError
        try:
            made = audited_against(shelves.state.record, shelves.state.texts, path)
            found = Audited(key[0], path, made, findings_of(made))
        except VariorumError as trouble:
            found = trouble
        except Exception as fault:  # the page says so instead of waiting for ever
            found = Refused(told_as_fault(fault))
        with self._changed:
            self._running.discard(key)
            while len(self._done) >= _KEPT:
                self._done.pop(next(iter(self._done)))
            self._done[key] = found
            self._changed.notify_all()


def manuscripts(room: Room) -> list[str]:
    """What can be audited: the archive's chapters, then the files that were brought in."""
    root = room.archive.root
    written = sorted(one.name for one in (root / "chapters").glob("*.md"))
    found = [f"chapters/{name}" for name in written if name != "README.md"]  # which is no chapter, but tells of them
    brought = sorted((root / FOLDER).iterdir()) if (root / FOLDER).is_dir() else []
    return found + [f"{FOLDER}/{one.name}" for one in brought if one.suffix.lower() in ENDINGS and one.is_file()]


def manuscript_path(room: Room, name: str) -> Path:
    """Where a manuscript lies; Refused for what is none, NotFound where it is gone."""
    parts = PurePosixPath(name).parts
    if (
        len(parts) != 2
        or parts[0] not in ("chapters", FOLDER)
        or parts[1].startswith(".")
        or any(sign in name for sign in "\\:\0")
        or not parts[1].lower().endswith(ENDINGS)
    ):
        raise Refused(say("Only the archive's chapters and the files in its folder manuscripts/ are audited here."))
    path = room.archive.root / parts[0] / parts[1]
    if leads_out(path, room.archive.root):
        raise Refused(say("{file} is a link that leads out of the archive.", file=name[:120]))
    if not path.is_file():
        raise NotFound(say("There is no manuscript {name} in the archive.", name=name[:120]))
    if not room.reads(name, path.read_bytes()):
        raise Refused(say("{name} holds what is kept back from you.", name=name[:120]))
    return path


def take_manuscript(room: Room, asked: ManuscriptAsked) -> tuple[str, JournalEntry]:
    """Put a manuscript that was brought in into the archive, beside one of its name; gives its path there."""
    bare = PurePosixPath(asked.name.replace("\\", "/")).name
    stem, dot, ending = bare.rpartition(".")
    stem = "".join(letter if letter.isalnum() or letter in "-_ ." else "-" for letter in stem).strip(" .")[:80]
    if not stem or not dot or f".{ending.lower()}" not in ENDINGS:
        raise Refused(
            say("“{name}” is no manuscript that is read; there are {endings}.", name=bare[:80], endings=tuple(ENDINGS))
        )
    try:
        content = b64decode(asked.content, validate=True)
    except (NoBase64, ValueError):
        raise BadRequest(say("The file did not arrive whole.")) from None
    folder = room.archive.root / FOLDER
    folder.mkdir(exist_ok=True)
    number, name = 1, f"{stem}.{ending.lower()}"
    while (folder / name).exists() and (folder / name).read_bytes() != content:
        number, name = number + 1, f"{stem}-{number + 1}.{ending.lower()}"
    file = f"{FOLDER}/{name}"
    with room.writing():
        _, entry = room.journal.write(
            say("manuscript: {name}", name=name),
            lambda: write_atomically(folder / name, content),
            files=[file],
            by=room.by,
        )
    return file, entry


def key_of(one: AuditedQuotation, made: Audit) -> str:
    """By what a quotation is known from one state of a manuscript to the next: its words and its note's."""
    note = made.manuscript.notes.get(one.note)
    said = f"{' '.join(one.quoted.text.split())}\0{note.text if note else ''}"
    return sha_of(said)[:16]


def decisions_file(name: str) -> str:
    """Where what was decided about a manuscript is kept."""
    own = name.replace("/", "--") if name.startswith("chapters/") else PurePosixPath(name).name
    return f"{FOLDER}/{own}.decisions.jsonl"


def decisions_of(room: Room, name: str) -> Mapping[str, Mapping[str, str]]:
    """The newest decision on each quotation; lines that are none are passed over."""
    path = room.archive.root / decisions_file(name)
    found: dict[str, Mapping[str, str]] = {}
    for line in path.read_text("utf-8", "replace").splitlines() if path.is_file() else ():
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(row, dict) and row.get("decision") in DECISIONS:
            found[str(row.get("quotation"))] = {key: str(value) for key, value in row.items()}
    return found


def decide(room: Room, asked: QuotationDecisionAsked) -> JournalEntry:
    """Record what was decided about a quotation of a manuscript."""
    manuscript_path(room, asked.manuscript)
    if asked.decision not in DECISIONS:
        raise BadRequest(
            say(
                "“{decision}” is no decision; there are {decisions:,}.",
                decision=asked.decision[:40],
                decisions=tuple(DECISIONS),
            )
        )
    now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    row = {"quotation": asked.quotation[:64], "decision": asked.decision, "by": room.by, "when": now}
    if why := " ".join(asked.why.split()):
        row["why"] = why
    file = decisions_file(asked.manuscript)
    path = room.archive.root / file
    path.parent.mkdir(exist_ok=True)
    line = json.dumps(row, ensure_ascii=False) + "\n"

    def act() -> None:
        before = path.read_bytes() if path.is_file() else b""
        write_atomically(path, before + line.encode("utf-8"))

    with room.writing():
        what = say("decided on {manuscript}: {decision}", manuscript=asked.manuscript, decision=asked.decision)
        _, entry = room.journal.write(what, act, files=[file], by=room.by)
    return entry
