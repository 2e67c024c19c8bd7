"""The whole archive read into one `Record`: every file parsed, every link held against what there is.

The work is linear in the size of the archive. Nothing in it can stop the reading: what is not understood becomes a
finding.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from variorum.archive.chapters import read_chapter
from variorum.archive.dossiers import Gathered, read_entity
from variorum.archive.ledgers import (
    CHECKED_FILE,
    JUDGEMENTS_FILE,
    SEARCHES_FILE,
    checked_of,
    judgement_of,
    protection_faults,
    read_ledger,
    sought_of,
)
from variorum.archive.likeness import did_you_mean
from variorum.archive.links import ArchiveLink, dangling
from variorum.archive.options import read_decision
from variorum.archive.patterns import read_pattern
from variorum.archive.settings import SETTINGS_FILE, read_settings
from variorum.archive.sources import read_source
from variorum.archive.statements import Grammar
from variorum.archive.text import TextFile, read_text
from variorum.archive.theses import read_thesis
from variorum.archive.vocabulary import VOCABULARY_FILE, default_vocabulary, read_vocabulary
from variorum.archive.wordings import wordings
from variorum.finding import Finding, Severity
from variorum.record import (
    Chapter,
    Decision,
    Entity,
    Judgement,
    Pattern,
    Position,
    Protection,
    Record,
    Relation,
    Settings,
    Sought,
    Source,
    Statement,
    Thesis,
    Vocabulary,
)

FOLDERS = MappingProxyType(
    {"people": "person", "groups": "group", "places": "place", "works": "work", "events": "event"}
)
_OTHER_FOLDERS = ("sources", "theses", "patterns", "chapters", "originals", "transcripts", "edition")
_FILES = (SETTINGS_FILE, VOCABULARY_FILE, JUDGEMENTS_FILE, CHECKED_FILE, SEARCHES_FILE)
_ID = re.compile(r"(?:id|key)\s*:\s*[\"']?([^\s\"'#]+)")
_FRONT = 40  # lines within which a dossier's id is looked for
_WELCOME = ("readme", "license", "licence", "copying", "citation", "changelog", "makefile", "notes")


def read_record(root: Path) -> tuple[Record, tuple[Finding, ...]]:
    """Everything that the archive's files say, and what is wrong with them, in a fixed order.

    Holdings and quotations are left empty: they come from the originals. A statement whose relation the vocabulary
    lacks is kept under a relation of that name, which is added to the record's vocabulary and has no facet, so that its
    witnesses are checked all the same.
    """
    reading = _Reading(root)
    settings = reading.settings()
    vocabulary = reading.vocabulary()
    files = {folder: tuple(reading.files(folder)) for folder in (*FOLDERS, "sources")}
    grammar = Grammar(vocabulary, wordings(vocabulary), settings.calendar, _kinds(files))
    for folder, kind in FOLDERS.items():
        for text in files[folder]:
            entity, gathered = read_entity(text, kind, grammar)
            if kind == "event":
                reading.take_decision(read_decision(text, entity.id, gathered))
            reading.take_entity(entity, gathered)
    for text in files["sources"]:
        reading.take_source(*read_source(text, grammar))
    for text in reading.files("theses"):
        reading.take_thesis(*read_thesis(text))
    for text in reading.files("patterns"):
        reading.take_pattern(*read_pattern(text))
    for text in reading.files("chapters"):
        reading.take_chapter(*read_chapter(text))
    judgements = reading.ledgers()
    reading.note_strangers()
    reading.findings += dangling(reading.references, reading.known, reading.blocks)
    record = Record(
        settings,
        MappingProxyType(reading.sources),
        MappingProxyType(reading.entities),
        tuple(reading.statements),
        MappingProxyType(reading.theses),
        tuple(sorted(reading.chapters, key=_chapter_order)),
        _with_coined(vocabulary, reading.coined),
        judgements,
        decisions=MappingProxyType(reading.decisions),
        patterns=MappingProxyType(reading.patterns),
        searches=tuple(reading.searches),
    )
    return record, tuple(sorted(reading.findings, key=_order))


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    root: Path
    findings: list[Finding] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    theses: dict[str, Thesis] = field(default_factory=dict)
    chapters: list[Chapter] = field(default_factory=list)
    decisions: dict[str, Decision] = field(default_factory=dict)
    patterns: dict[str, Pattern] = field(default_factory=dict)
    searches: list[Sought] = field(default_factory=list)
    references: list[ArchiveLink] = field(default_factory=list)
    known: dict[str, str] = field(default_factory=dict)  # id or key → the file that has it
    blocks: dict[str, set[str]] = field(default_factory=dict)
    coined: dict[str, Relation] = field(default_factory=dict)
    strangers: list[str] = field(default_factory=list)
    saying_nothing: dict[str, Position] = field(default_factory=dict)  # dossiers that have an id and nothing else

    def settings(self) -> Settings:
        text = self._open(SETTINGS_FILE)
        if text is None:
            return Settings()
        settings, findings = read_settings(text)
        self.findings += findings
        return settings

    def vocabulary(self) -> Vocabulary:
        text = self._open(VOCABULARY_FILE)
        if text is None:
            return default_vocabulary()
        vocabulary, findings = read_vocabulary(text, default_vocabulary())
        self.findings += findings
        return vocabulary

    def files(self, folder: str) -> Iterator[TextFile]:
        """The Markdown files of a folder and of those in it, in the order of their paths; what else lies there is
        noted. A README or NOTES is passed over, unless it is a dossier: a source's file may well be named notes.txt.
        """
        for path in _walk(self.root / folder, self.findings, self.root):
            if path.suffix.casefold() != ".md":
                self.strangers.append(path.relative_to(self.root).as_posix())
                continue
            text, findings = read_text(self.root, path)
            is_dossier = text is not None and text.lines[:1] == ("---",)
            if path.stem.casefold() in _WELCOME and not is_dossier:
                continue
            self.findings += findings
            if text is not None:
                yield text

    def take_entity(self, entity: Entity, gathered: Gathered) -> None:
        says = bool(gathered.statements or entity.names or (entity.prose and entity.prose.text))
        if self._take(entity.id, entity.position, gathered, says=says):
            self.entities[entity.id] = entity
        elif self._keeps(entity.access, entity.protected) and entity.id in self.entities:
            self.entities[entity.id] = replace(self.entities[entity.id], access="restricted")

    def take_source(self, source: Source, gathered: Gathered) -> None:
        if self._take(source.key, source.position, gathered, says=bool(source.title or source.original)):
            self.sources[source.key] = source
        elif self._keeps(source.access, source.protected) and source.key in self.sources:
            self.sources[source.key] = replace(self.sources[source.key], access="restricted")

    def take_thesis(self, thesis: Thesis, gathered: Gathered) -> None:
        if self._take(thesis.id, thesis.position, gathered):
            self.theses[thesis.id] = thesis

    def take_decision(self, decision: Decision | None) -> None:
        if decision is not None and decision.event not in self.known:
            self.decisions[decision.event] = decision

    def take_pattern(self, pattern: Pattern, gathered: Gathered) -> None:
        if self._take(pattern.id, pattern.position, gathered):
            self.patterns[pattern.id] = pattern

    def take_chapter(self, chapter: Chapter, gathered: Gathered) -> None:
        if self._take(chapter.id, chapter.position, gathered):
            self.chapters.append(chapter)

    def ledgers(self) -> tuple[Judgement, ...]:
        judgements: tuple[Judgement, ...] = ()
        if (text := self._open(JUDGEMENTS_FILE)) is not None:
            judgements, findings = read_ledger(text, judgement_of)
            self.findings += [*findings, *protection_faults(text)]
        if (text := self._open(CHECKED_FILE)) is not None:
            self.findings += read_ledger(text, checked_of)[1]
        if (text := self._open(SEARCHES_FILE)) is not None:
            searches, findings = read_ledger(text, sought_of)
            self.searches += searches
            self.findings += findings
        return judgements

    def note_strangers(self) -> None:
        """Files that this program has no use for: a misspelt folder would otherwise be passed over in silence."""
        known = (*FOLDERS, *_OTHER_FOLDERS)
        try:
            entries = sorted(self.root.iterdir())
        except OSError:
            entries = []
        for entry in entries:
            name = entry.name
            if name.startswith(".") or name in _FILES or name.partition(".")[0].casefold() in _WELCOME:
                continue
            if entry.is_dir() and name not in known:
                remedy = did_you_mean(
                    name, known, otherwise="It is left alone; move it elsewhere if it was meant to be read."
                )
                self.findings.append(_stranger(name + "/", "This folder is not one that an archive has", remedy))
            elif not entry.is_dir():
                self.strangers.append(name)
        for name in self.strangers:
            remedy = "It is left alone. If it is a source, take it in with `variorum add`; dossiers end in .md."
            self.findings.append(_stranger(name, "This file is not one that an archive has here", remedy))

    def _open(self, name: str) -> TextFile | None:
        path = self.root / name
        if not path.exists():
            return None
        text, findings = read_text(self.root, path)
        self.findings += findings
        return text

    @staticmethod
    def _keeps(access: str, protected: Protection | None) -> bool:
        """Whether a dossier that was left out keeps something back; the other of its id then does too."""
        return access != "open" or protected is not None

    def _take(self, id_: str, position: Position, gathered: Gathered, *, says: bool = True) -> bool:
        """Whether a dossier is the one of its id: the first, unless that said nothing and this one does."""
        self.findings += gathered.findings
        if id_ in self.known and id_ in self.saying_nothing and says:
            empty = self.saying_nothing.pop(id_)
            self.findings.append(_taken_twice(id_, position.file, empty))
            for dossiers in (self.sources, self.entities, self.theses):
                dossiers.pop(id_, None)
        elif id_ in self.known:
            self.findings.append(_taken_twice(id_, self.known[id_], position))
            return False
        elif not says:
            self.saying_nothing[id_] = position
        self.known[id_] = position.file
        self.blocks[id_] = gathered.blocks
        self.statements += gathered.statements
        self.references += gathered.references
        for name, relation in gathered.coined.items():
            self.coined.setdefault(name, relation)
        return True


def _taken_twice(id_: str, file: str, left_out: Position) -> Finding:
    message = f"The id “{id_}” is taken already by {file}; this dossier was left out."
    remedy = "Give one of the two another id, or make them one dossier."
    return Finding("S007", Severity.ERROR, message, left_out, (id_,), (), remedy)


def _kinds(files: Mapping[str, tuple[TextFile, ...]]) -> Mapping[str, str]:
    """The kind of each dossier by its id, seen before any is read, since a statement may depend on what it links to."""
    kinds: dict[str, str] = {}
    for folder, texts in files.items():
        for text in texts:
            said = (_ID.match(line) for line in text.lines[:_FRONT])
            named = next((match[1] for match in said if match), PurePosixPath(text.file).stem)
            kinds.setdefault(named, FOLDERS.get(folder, "source"))
    return MappingProxyType(kinds)


def _walk(folder: Path, findings: list[Finding], root: Path) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            file = Path(error.filename or folder).relative_to(root).as_posix()
            message = f"The folder cannot be opened ({error.strerror})."
            findings.append(
                Finding("S001", Severity.ERROR, message, Position(file), remedy="Allow this user to read it.")
            )

    for parent, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent, name) for name in sorted(names) if not name.startswith("."))


def _with_coined(vocabulary: Vocabulary, coined: dict[str, Relation]) -> Vocabulary:
    if not coined:
        return vocabulary
    return Vocabulary(MappingProxyType({**vocabulary.relations, **coined}), vocabulary.facets)


def _stranger(file: str, message: str, remedy: str) -> Finding:
    return Finding("S017", Severity.NOTE, f"{message}.", Position(file), (), (), remedy)


def _chapter_order(chapter: Chapter) -> tuple[int, str, str]:
    return (int(chapter.number[:9]) if chapter.number else 10**9, chapter.number, chapter.id)


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    position = finding.position or Position("")
    return (position.file, position.line, position.column, finding.code, finding.message)
