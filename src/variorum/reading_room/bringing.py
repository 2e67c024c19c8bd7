"""Files that were brought in, looked at by a person and taken in as sources: written as `variorum add` writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from variorum.archive.describing import Description, description_of
from variorum.archive.folder import Archive
from variorum.archive.front_matter import yaml_value
from variorum.archive.new_dossiers import propose_key, source_dossier
from variorum.archive.originals import name_for
from variorum.archive.reading import read_record
from variorum.finding import ChangedOnDisk, Refused
from variorum.pipeline.intake import held_already, hold_key, take_one
from variorum.reading_room.asked import BadRequest, asked_text
from variorum.reading_room.brought import BroughtFile
from variorum.reading_room.composing import ComposedChange, edtf_of
from variorum.reading_room.describing import NAMES, SaidOfASource, asked_of, corrected
from variorum.reading_room.journal import JournalEntry
from variorum.reading_room.room import Room
from variorum.reading_room.shelves import Shelves
from variorum.reading_room.writing import written
from variorum.saying import say


@dataclass(frozen=True, slots=True)
class BatchAsked:
    """What was brought in at one time."""

    batch: str = asked_text(says="the id that was given when it was brought in")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceAsked(SaidOfASource):
    """A file that was brought in, to be taken in as a source, with what is to be said of it."""

    batch: str = asked_text(says="the id that was given when it was brought in")
    file: int = asked_text(says="which of its files, from 0", default=0)
    key: str = asked_text(says="the key under which it is cited; empty to have one made", default="")
    access: str = asked_text(says="open, restricted or redacted", default="open")


# ── looked at ───────────────────────────────────────────────────────────────────────────────────────────────────────


def held_by(shelves: Shelves, one: BroughtFile) -> str:
    """The key of the source that has the same bytes; empty where there is none."""
    sources = shelves.state.record.sources.values()
    return next((each.key for each in sources if each.original and each.original.sha256 == one.digest), "")


def proposed(shelves: Shelves, one: BroughtFile, *, taken: set[str]) -> tuple[str, Description]:
    """The key and the description that `add` would write, a date that it leaves open as the file words it."""
    key = propose_key(one.reading.colophon, one.name, taken=taken)
    said = description_of(source_dossier(key, None, one.reading).encode("utf-8"))
    for name, date in one.reading.colophon.dates.items():
        if name in ("composed", "published") and not getattr(said, name):
            with suppress(BadRequest):
                said = replace(said, **{name: edtf_of(date, shelves)})
    return key, said


def keys_taken(room: Room) -> set[str]:
    """The keys that no new source can have: those of the last state, and what lies in the folder of sources now."""
    record = room.worked_out().record
    lying = [path.stem for path in room.archive.sources.glob("*.md")]
    return {*record.sources, *record.entities, *record.theses, *(one for one in lying if one != "README")}


def brought(room: Room, asked: BatchAsked) -> Mapping[str, object]:
    """What was brought in: of each file what came of reading it, and what is proposed to be said of it."""
    shelves, batch = room.needed(), room.brought.batch(asked.batch, by=room.by, patience=1.0)
    taken, files = keys_taken(room), []
    for one in list(batch.read):
        key, said = proposed(shelves, one, taken=taken)
        taken.add(key)
        files.append(
            {
                "file": one.number,
                "name": one.name,
                "pages": one.pages,
                "source": one.is_source,
                "held": held_by(shelves, one),
                "key": key,
                "description": {name: getattr(said, name) for name in NAMES},
                "findings": [
                    {"code": each.code, "severity": each.severity.word, "message": each.message, "remedy": each.remedy}
                    for each in one.reading.findings
                ],
            }
        )
    return {"batch": batch.id, "read": len(batch.read), "total": len(batch.names), "files": files}


# ── taken in ────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Planned:
    """A source as it is to be written."""

    key: str
    file: BroughtFile
    original: str  # its name under originals/
    asked: SourceAsked


def take(room: Room, asked: Sequence[SourceAsked]) -> JournalEntry:
    """Take files in as sources, all in one write that is undone as one: the originals, and a dossier for each.

    Refused where a key is none or taken, where the bytes are a source's already, where nothing could be read.
    """
    shelves, root = room.needed(), room.archive.root
    record, _ = read_record(root)  # as `add` does: somebody may have added one in a terminal
    held = {one.original.sha256: one.key for one in record.sources.values() if one.original}
    keys = {*record.sources, *keys_taken(room)}
    planned: list[_Planned] = []
    for one in asked:
        batch = room.brought.batch(one.batch, by=room.by, patience=600)
        file = next((each for each in batch.read if each.number == one.file), None)
        if file is None or not file.is_source:
            raise Refused(say("Nothing of this file could be read, so it is no source."))
        if file.digest in held:
            raise Refused(held_already(file.name, held[file.digest]).message)
        key = one.key.strip() or _proposed_key(one, file, keys)
        hold_key(key, keys)
        keys.add(key)
        held[file.digest] = key
        corrected(shelves, f"sources/{key}.md", _dossier(key, file), asked_of(one))
        planned.append(_Planned(key, file, name_for(root, file.path, key, digest=file.digest), one))
    if not planned:
        raise BadRequest(say("Choose what is to be taken in."))
    files = [name for one in planned for name in (f"originals/{one.original}", f"sources/{one.key}.md")]
    new = [root / file for file in files if not (root / file).exists()]

    def act() -> None:
        try:
            for one in planned:
                _take_one(room.archive, shelves, one)
        except BaseException:
            for path in new:
                with suppress(OSError):
                    path.unlink(missing_ok=True)
            raise

    what = say("source taken in: {keys:,}", keys=tuple(one.key for one in planned[:12]))
    _, entry = written(room, what, act, files=files)
    return entry


def _take_one(archive: Archive, shelves: Shelves, one: _Planned) -> None:
    def as_asked(raw: bytes) -> bytes:
        kept = yaml_value({"file": one.original, "sha256": one.file.digest})
        if f"original: {kept}\n".encode() not in raw:
            raise ChangedOnDisk(say("Another program is adding sources just now; try this again."))
        return corrected(shelves, f"sources/{one.key}.md", raw, asked_of(one.asked))

    path = one.file.path
    take_one(archive, path, one.file.reading, one.key, corrected=as_asked)


def _proposed_key(asked: SourceAsked, file: BroughtFile, taken: set[str]) -> str:
    """The key that is made of what a person says of a source."""
    authors = tuple(filter(None, map(str.strip, asked.author.split(";"))))
    said = {name: date for name in ("composed", "published") if (date := getattr(asked, name))}
    dates = {**file.reading.colophon.dates, **said}
    colophon = replace(file.reading.colophon, title=asked.title, authors=authors, dates=dates)
    return propose_key(colophon, file.name, taken=taken)


def _dossier(key: str, file: BroughtFile) -> bytes:
    return source_dossier(key, None, file.reading).encode("utf-8")


def preview_source(room: Room, asked: SourceAsked) -> Mapping[str, object]:
    """The very lines of a new source's dossier; nothing is written."""
    shelves, batch = room.needed(), room.brought.batch(asked.batch, by=room.by, patience=600)
    file = next((each for each in batch.read if each.number == asked.file), None)
    if file is None or not file.is_source:
        raise Refused(say("Nothing of this file could be read, so it is no source."))
    keys = keys_taken(room)
    key = asked.key.strip() or _proposed_key(asked, file, keys)
    hold_key(key, keys)
    name = f"sources/{key}.md"
    after = corrected(shelves, name, _dossier(key, file), asked_of(asked))
    return {**ComposedChange(name, b"", after, "").as_json(), "key": key}


def take_source(room: Room, asked: SourceAsked) -> Mapping[str, object]:
    """Take one file in as a source."""
    entry = take(room, [asked])
    return {"write": entry.id, "what": entry.what, "by": entry.by, "when": entry.when, "files": list(entry.after)}


ROWS = (
    ("GET", "/api/brought", "What was brought in, as far as it is read.", BatchAsked, brought),
    ("POST", "/api/source/preview", "The very lines of a new source's dossier.", SourceAsked, preview_source),
    ("POST", "/api/source", "Take a file that was brought in in as a source.", SourceAsked, take_source),
)
