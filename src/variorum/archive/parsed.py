"""What one file of the archive says, by itself: before it is known which other files there are."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.archive.chapters import read_chapter
from variorum.archive.dossiers import Gathered, read_entity
from variorum.archive.layers import read_layer
from variorum.archive.links import ArchiveLink
from variorum.archive.listing import ENTITY_FOLDERS
from variorum.archive.options import read_decision
from variorum.archive.patterns import read_pattern
from variorum.archive.sources import read_source
from variorum.archive.statement_reader import Grammar
from variorum.archive.text import TextFile
from variorum.archive.theses import read_thesis
from variorum.finding import Finding
from variorum.record import Chapter, Decision, Entity, MapLayer, Pattern, Position, Relation, Source, Statement, Thesis

Written = Entity | Source | Thesis | Pattern | Chapter | MapLayer


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
    if folder == "layers":
        return _parsed(*read_layer(text))
    if folder == "theses":
        return _parsed(*read_thesis(text))
    return _parsed(*read_pattern(text)) if folder == "patterns" else _parsed(*read_chapter(text))


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
