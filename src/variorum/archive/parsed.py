"""What one file of the archive says, by itself: before it is known which other files there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType

from variorum.archive.chapters import read_chapter
from variorum.archive.dossiers import Gathered, read_entity
from variorum.archive.links import ArchiveLink
from variorum.archive.options import read_decision
from variorum.archive.patterns import read_pattern
from variorum.archive.sources import read_source
from variorum.archive.statements import Grammar
from variorum.archive.text import TextFile
from variorum.archive.theses import read_thesis
from variorum.finding import Finding
from variorum.record import Chapter, Decision, Entity, Pattern, Position, Relation, Source, Statement, Thesis

ENTITY_FOLDERS = MappingProxyType(
    {"people": "person", "groups": "group", "places": "place", "works": "work", "events": "event"}
)
DOSSIER_FOLDERS = (*ENTITY_FOLDERS, "sources")  # their files hold statements, which the vocabulary is needed for
WRITING_FOLDERS = ("theses", "patterns", "chapters")
_ID = re.compile(r"(?:id|key)\s*:\s*[\"']?([^\s\"'#]+)")
_FRONT = 40  # lines within which a dossier's id is looked for

Written = Entity | Source | Thesis | Pattern | Chapter


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """One file: what it describes, its statements, and what is to be held against the rest of the archive.

    `says` is false where a dossier has an id and nothing else; `coined` are the relations that the vocabulary lacks.
    """

    written: Written
    says: bool
    findings: tuple[Finding, ...] = ()
    statements: tuple[Statement, ...] = ()
    references: tuple[ArchiveLink, ...] = ()
    blocks: tuple[str, ...] = ()
    coined: tuple[Relation, ...] = ()
    decision: Decision | None = None

    @property
    def id(self) -> str:
        """The id or key by which links name it."""
        return self.written.key if isinstance(self.written, Source) else self.written.id

    @property
    def position(self) -> Position:
        """The file."""
        return self.written.position


def parse_dossier(text: TextFile, folder: str, grammar: Grammar) -> ParsedFile:
    """A file of one of DOSSIER_FOLDERS."""
    if folder == "sources":
        source, gathered = read_source(text, grammar)
        return _parsed(source, gathered, says=bool(source.title or source.original))
    kind = ENTITY_FOLDERS[folder]
    entity, gathered = read_entity(text, kind, grammar)
    decision = read_decision(text, entity.id, gathered) if kind == "event" else None
    says = bool(gathered.statements or entity.names or (entity.prose and entity.prose.text))
    return _parsed(entity, gathered, says=says, decision=decision)


def parse_writing(text: TextFile, folder: str) -> ParsedFile:
    """A file of one of WRITING_FOLDERS."""
    if folder == "theses":
        return _parsed(*read_thesis(text))
    return _parsed(*read_pattern(text)) if folder == "patterns" else _parsed(*read_chapter(text))


def id_in(text: TextFile) -> str:
    """The id or key of a dossier, seen before any is read, since a statement may depend on what it links to."""
    said = (_ID.match(line) for line in text.lines[:_FRONT])
    return next((match[1] for match in said if match), PurePosixPath(text.file).stem)


def kinds_of(ids: Mapping[str, Iterable[str]]) -> Mapping[str, str]:
    """The kind of each dossier by its id, from the ids in each of DOSSIER_FOLDERS; the first to claim one has it."""
    kinds: dict[str, str] = {}
    for folder in DOSSIER_FOLDERS:
        for id_ in ids.get(folder, ()):
            kinds.setdefault(id_, ENTITY_FOLDERS.get(folder, "source"))
    return MappingProxyType(kinds)


def _parsed(written: Written, gathered: Gathered, *, says: bool = True, decision: Decision | None = None) -> ParsedFile:
    return ParsedFile(
        written,
        says,
        tuple(gathered.findings),
        tuple(gathered.statements),
        tuple(gathered.references),
        tuple(sorted(gathered.blocks)),
        tuple(gathered.coined.values()),
        decision,
    )
