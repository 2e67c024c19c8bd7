"""Taking places over from a gazetteer: only those that the archive names or that somebody asks for.

What stands in a dossier stays byte for byte; names with their periods, coordinates and identifiers are added where they
are missing, and the dossier says whence they came.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from variorum.accession.gazetteer import Gazetteer, GazetteerPlace, Wanted, open_gazetteer, plain
from variorum.archive.editing import edit
from variorum.archive.editing_fields import field_set, item_added, name_added
from variorum.archive.folder import Archive
from variorum.archive.front_matter import yaml_text
from variorum.archive.locking import building
from variorum.archive.new_dossiers import ascii_word
from variorum.archive.reading import read_record
from variorum.archive.transaction import FileChange
from variorum.archive.writing import ABSENT, write_atomically
from variorum.finding import Finding, Refused
from variorum.names.gazetteer_matches import GazetteerMatch, joined, of_dossier, placed, sought_by, spelled
from variorum.pipeline.progress import Progress, unwatched
from variorum.record import Entity, NameForm, Record
from variorum.saying import in_turn, say

_TOLD = 2000  # places read between two words on how far it has come


@dataclass(frozen=True, slots=True)
class ImportedPlace:
    """One place after the import: `action` is created, extended, unchanged, several, elsewhere or not found."""

    placed: GazetteerMatch
    action: str
    dossier: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or would do."""

    gazetteer: Gazetteer
    places: tuple[ImportedPlace, ...]
    findings: tuple[Finding, ...]
    dry: bool

    def count(self, action: str) -> int:
        """How many places came out so."""
        return sum(one.action == action for one in self.places)

    @property
    def in_one_line(self) -> str:
        """What was done, as a sentence."""
        done = (
            say("{n} {n:dossier|dossiers} created", n=self.count("created")),
            say("{n} extended", n=self.count("extended")),
            say("{n} unchanged", n=self.count("unchanged")),
        )
        left = (
            say("{n} left undecided", n=self.count("several") + self.count("elsewhere")),
            say("{n} not in the gazetteer", n=self.count("not found")),
        )
        told = (*done, *(one for one in left if one.values["n"]))
        return in_turn(
            say("{credit}: {told:,}.", credit=self.gazetteer.credit, told=told),
            say("Nothing was written (--dry-run).") if self.dry else "",
        )


def import_places(
    archive: Archive,
    path: Path,
    *,
    only: Sequence[str] = (),
    named_in_archive: bool = False,
    dry: bool = False,
    progress: Progress = unwatched,
) -> Imported:
    """Take places over from a gazetteer into dossiers; a second call changes nothing.

    Raises `Refused` where nothing is asked for, `Unreadable` where the file is no gazetteer.
    """
    if not only and not named_in_archive:
        raise Refused(
            say("Say which places to take: --only NAME, or --named-in-archive for all that the archive names.")
        )
    gazetteer = open_gazetteer(path)
    unmatched = _unmatched(archive, progress) if named_in_archive else []
    with building(archive.root):
        record, _ = read_record(archive.root)
        dossiers = {key: one for key, one in record.entities.items() if one.kind == "place"}
        sought = sought_by(only, dossiers, unmatched)
        if named_in_archive:
            known = {one.label for one in sought}
            sought += [of_dossier(dossier) for key, dossier in dossiers.items() if key not in known]
        names = spelled(name for one in sought for name in one.names)
        identifiers = frozenset(one for each in sought for one in each.identifiers)
        places, findings = _read(gazetteer, Wanted(frozenset(map(plain, names)), identifiers), progress)
        found = [placed(one, places, record.settings.languages) for one in sought]
        found = [joined(one, dossiers, record.settings.languages) for one in found]
        taken = [_taken(archive, record, one, gazetteer.credit, dry=dry) for one in _each_once(found)]
    return Imported(gazetteer, tuple(taken), tuple(findings), dry)


def planned(archive: Archive, path: Path, name: str) -> tuple[ImportedPlace, FileChange | None]:
    """What taking one place over would write, and nothing written: the place, and its file before and after.

    No change where nothing is added, where the name is not in the gazetteer, or where several places bear it.
    """
    gazetteer = open_gazetteer(path)
    record, _ = read_record(archive.root)
    dossiers = {key: one for key, one in record.entities.items() if one.kind == "place"}
    sought = sought_by((name,), dossiers, [])[:1]
    names = spelled(each for one in sought for each in one.names)
    identifiers = frozenset(one for each in sought for one in each.identifiers)
    places, _ = _read(gazetteer, Wanted(frozenset(map(plain, names)), identifiers), unwatched)
    languages = record.settings.languages
    found = joined(placed(sought[0], places, languages), dossiers, languages)
    told = _taken(archive, record, found, gazetteer.credit, dry=True)
    dossier = found.sought.dossier
    if told.action == "extended" and dossier is not None:
        raw = (archive.root / dossier.position.file).read_bytes()
        return told, FileChange(dossier.position.file, raw, _extended(raw, found, dossier, gazetteer.credit))
    if told.action == "created" and found.place is not None:
        called = found.sought.names[0] if found.sought.names else found.place.name
        written = _created(told.dossier, called, found, gazetteer.credit)
        return told, FileChange(f"places/{told.dossier}.md", None, written.encode("utf-8"))
    return told, None


def _unmatched(archive: Archive, progress: Progress) -> list[tuple[str, Sequence[str]]]:
    """The names of places that the texts hold and no dossier bears."""
    from variorum.pipeline.examining import examined

    naming = examined(archive, progress=progress).record.naming
    return [(one.name, tuple(one.forms)) for one in naming.unmatched if one.kind == "place"]


def _read(gazetteer: Gazetteer, wanted: Wanted, progress: Progress) -> tuple[list[GazetteerPlace], list[Finding]]:
    places: list[GazetteerPlace] = []
    findings: list[Finding] = []
    for one in gazetteer.places(wanted):
        if isinstance(one, Finding):
            findings.append(one)
        else:
            places.append(one)
            if len(places) % _TOLD == 0:
                progress(say("Reading the gazetteer"), len(places), len(places))
    return places, findings


def _each_once(found: Sequence[GazetteerMatch]) -> list[GazetteerMatch]:
    """Of several names that led to one place without a dossier, the first; the others would make a second dossier."""
    seen: set[GazetteerPlace] = set()
    kept: list[GazetteerMatch] = []
    for one in found:
        if one.place is not None and one.sought.dossier is None:
            if one.place in seen:
                continue
            seen.add(one.place)
        kept.append(one)
    return kept


def _taken(archive: Archive, record: Record, found: GazetteerMatch, credit: str, *, dry: bool) -> ImportedPlace:
    dossier = found.sought.dossier
    if found.place is None:
        return ImportedPlace(found, found.verdict, dossier.id if dossier else "")
    if dossier is not None:
        if not found.adds:
            return ImportedPlace(found, "unchanged", dossier.id)
        if not dry:
            edit(archive.root, dossier.position.file, lambda raw: _extended(raw, found, dossier, credit))
        return ImportedPlace(found, "extended", dossier.id)
    name = found.sought.names[0] if found.sought.names else found.place.name
    identity = _free_identity(name, record, archive)
    if not dry:
        folder = archive.root / "places"
        folder.mkdir(exist_ok=True)
        written = _created(identity, name, found, credit)
        write_atomically(folder / f"{identity}.md", written.encode("utf-8"), expected=ABSENT)
    return ImportedPlace(found, "created", identity)


def _extended(raw: bytes, found: GazetteerMatch, dossier: Entity, credit: str) -> bytes:
    for form in found.forms:
        raw = name_added(raw, form)
    if found.coordinates:
        raw = field_set(raw, "coordinates", _point(found.coordinates))
    for identifier in found.same_as:
        raw = item_added(raw, "same-as", identifier)
    before = str(dossier.attributes.get("names-from") or "")
    if credit not in before:
        raw = field_set(raw, "names-from", f"{before}; {credit}" if before else credit)
    return raw


def _created(identity: str, name: str, found: GazetteerMatch, credit: str) -> str:
    forms = [form for form in found.forms if form.form != name or form.period]
    raw = f"---\nid: {identity}\nname: {yaml_text(name)}\n---\n".encode()
    for form in forms:
        raw = name_added(raw, replace(form, source=""))
    raw = _listed(raw, forms)
    if found.coordinates:
        raw = field_set(raw, "coordinates", _point(found.coordinates))
    if found.same_as:
        raw = field_set(raw, "same-as", list(found.same_as))
    return field_set(raw, "names-from", credit).decode("utf-8")


def _listed(raw: bytes, forms: Sequence[NameForm]) -> bytes:
    """The names one under another where they are many: a line each is easier to mend."""
    if len(forms) < 3:
        return raw
    return raw.replace(b"names: [{", b"names:\n  - {").replace(b"}, {", b"}\n  - {").replace(b"}]", b"}")


def _point(coordinates: tuple[str, str]) -> dict[str, str]:
    return {"lat": coordinates[0], "lon": coordinates[1]}


def _free_identity(name: str, record: Record, archive: Archive) -> str:
    stem = ascii_word(name)[:60].strip("-") or "place"
    taken = {*record.entities, *record.sources, *record.theses}
    number = 1
    identity = stem
    while identity in taken or (archive.root / "places" / f"{identity}.md").exists():
        number += 1
        identity = f"{stem}-{number}"
    return identity
