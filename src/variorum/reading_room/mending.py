"""Corrections that the program knows, for the room: which there are, what each would change, and making them.

The engine is that of `variorum mend`; here a correction has an id, belongs to the findings that it puts right, and is
written through the journal, so that it is undone like every other write.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from variorum.archive.transaction import FileChange, write_together
from variorum.archive.writing import digest_of_bytes
from variorum.finding import ChangedOnDisk, Finding, NotFound
from variorum.manuscript.mending import Mend, applied, difference, mends_of
from variorum.reading_room.asked import asked_text
from variorum.reading_room.composing import changes_between, read_file
from variorum.reading_room.journal import JournalEntry
from variorum.reading_room.room import Room
from variorum.reading_room.shelves import Shelves
from variorum.saying import say

_MOST = 500  # corrections listed at once


@dataclass(frozen=True, slots=True)
class MendsAsked:
    """Which corrections are meant; with nothing named, all."""

    code: str = asked_text(says="only those of this kind: C101, Q201, Q206 or Q207", default="")
    file: str = asked_text(says="only those in this file", default="")
    finding: str = asked_text(says="only those that put this finding right, by its identity", default="")


@dataclass(frozen=True, slots=True)
class MendAsked:
    """Corrections to be previewed or made: those named by id, or all of a kind."""

    ids: tuple[str, ...] = asked_text(says="the corrections, as /api/mends names them", default=())
    code: str = asked_text(says="all of this kind instead: C101, Q201, Q206 or Q207", default="")
    file: str = asked_text(says="with “code”, only those in this file", default="")


@dataclass(frozen=True, slots=True)
class Mended:
    """A file as corrections would leave it, and those of them that no longer fit it."""

    file: str
    before: bytes
    after: bytes
    made: tuple[str, ...]
    troubles: tuple[str, ...]


def id_of(mend: Mend) -> str:
    """By what a correction is named: the same as long as it would change the same words of the same line."""
    said = "\0".join((mend.code, mend.position.file, str(mend.position.line), mend.old, mend.new))
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def known(shelves: Shelves) -> Mapping[str, Mend]:
    """The corrections of a state of the archive by their ids, in the order of files and lines."""
    return shelves.once("mends", lambda: {id_of(one): one for one in mends_of(shelves.state.record)})


def mends_as_json(room: Room, asked: MendsAsked) -> dict[str, object]:
    """The corrections that are meant, each with its difference and the findings that it puts right."""
    shelves = room.needed()
    rights = findings_by_place(shelves.state.findings)
    found = [
        (name, one)
        for name, one in known(shelves).items()
        if asked.code in ("", one.code)
        and asked.file in ("", one.position.file)
        and (not asked.finding or asked.finding in rights.get(_place(one), ()))
    ]
    return {"total": len(found), "mends": [_as_json(room, name, one, rights) for name, one in found[:_MOST]]}


def mends_for(room: Room, finding: Finding) -> list[dict[str, object]]:
    """The corrections that put one finding right."""
    shelves = room.needed()
    if finding.position is None:
        return []
    place = (finding.code, finding.position.file, finding.position.line)
    rights = {place: (finding.identity,)}
    return [_as_json(room, name, one, rights) for name, one in known(shelves).items() if _place(one) == place]


def previewed(room: Room, asked: MendAsked) -> dict[str, object]:
    """What corrections would change, file by file; nothing is written."""
    mended = _mended(room, asked)
    return {"files": [_file_as_json(one) for one in mended], "made": sum(len(one.made) for one in mended)}


def make(room: Room, asked: MendAsked) -> tuple[dict[str, object], JournalEntry]:
    """Make corrections, all in one write; those whose words are gone are told and left out.

    Raises ChangedOnDisk where none of them fits its file any more.
    """
    mended = _mended(room, asked)
    changed = [one for one in mended if one.before != one.after]
    if not changed:
        raise ChangedOnDisk(
            next((one.troubles[0] for one in mended if one.troubles), say("There is nothing to correct."))
        )
    made = sum(len(one.made) for one in changed)
    one = say("mended: {what}", what=changed[0].made[0])
    what = one if made == 1 else say("mended: {n} {n:correction|corrections}", n=made)
    changes = [FileChange(one.file, one.before, one.after) for one in changed]
    with room.writing():
        _, entry = room.journal.write(
            what,
            lambda: write_together(room.archive.root, changes),
            files=[one.file for one in changed],
            by=room.by,
        )
    return {"files": [_file_as_json(one) for one in mended], "made": made}, entry


def findings_by_place(findings: Iterable[Finding]) -> Mapping[tuple[str, str, int], Sequence[str]]:
    """The identities of findings by code, file and line, which is how a correction is told to belong to them."""
    found: dict[tuple[str, str, int], list[str]] = defaultdict(list)
    for one in findings:
        if one.position is not None:
            found[one.code, one.position.file, one.position.line].append(one.identity)
    return found


def _mended(room: Room, asked: MendAsked) -> list[Mended]:
    """The files as the corrections would leave them, the later lines of each file corrected first."""
    by_file: dict[str, list[Mend]] = defaultdict(list)
    for one in _chosen(room.needed(), asked):
        by_file[one.position.file].append(one)
    return [_mended_file(room, file, mends) for file, mends in sorted(by_file.items())]


def _mended_file(room: Room, file: str, mends: Sequence[Mend]) -> Mended:
    before = after = read_file(room, file)
    made, troubles = [], []
    for one in sorted(mends, key=lambda mend: -mend.position.line):
        try:
            after = applied(one)(after)
            made.append(f"{one.old} → {one.new}"[:200])
        except ChangedOnDisk as trouble:
            troubles.append(str(trouble))
    return Mended(file, before, after, tuple(made), tuple(troubles))


def _chosen(shelves: Shelves, asked: MendAsked) -> list[Mend]:
    mends = known(shelves)
    if asked.code:
        return [one for one in mends.values() if one.code == asked.code and asked.file in ("", one.position.file)]
    if any(name not in mends for name in asked.ids):
        raise NotFound(say("This correction is not known any more; look again what there is to correct."))
    return [mends[name] for name in dict.fromkeys(asked.ids)]


def _place(one: Mend) -> tuple[str, str, int]:
    return one.code, one.position.file, one.position.line


def _as_json(
    room: Room, name: str, one: Mend, rights: Mapping[tuple[str, str, int], Sequence[str]]
) -> dict[str, object]:
    try:
        lines = difference(one, read_file(room, one.position.file))
    except (ChangedOnDisk, NotFound):
        lines = []
    return {
        "id": name,
        "code": one.code,
        "file": one.position.file,
        "line": one.position.line,
        "old": one.old,
        "new": one.new,
        "because": one.because,
        "difference": lines,
        "findings": list(rights.get(_place(one), ())),
    }


def _file_as_json(one: Mended) -> dict[str, object]:
    return {
        "file": one.file,
        "digest": digest_of_bytes(one.before),
        "changes": changes_between(one.before, one.after),
        "troubles": list(one.troubles),
    }
