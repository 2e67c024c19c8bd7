"""The whole archive read into one `Record`: every file parsed, every link held against what there is.

The work is linear in the size of the archive. Nothing in it can stop the reading: what is not understood becomes a
finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from variorum.archive.file_names import (
    CHECKED_FILE,
    JUDGEMENTS_FILE,
    SEARCHES_FILE,
    SETTINGS_FILE,
    VOCABULARY_FILE,
)
from variorum.archive.ledgers import (
    RecordedCheck,
    checked_of,
    judgement_of,
    protection_faults,
    read_ledger,
    sought_of,
)
from variorum.archive.links import ArchiveLink, dangling
from variorum.archive.listing import (
    AROUND,
    DOSSIER_FOLDERS,
    WRITING_FOLDERS,
    Opened,
    id_in,
    is_passed_over,
    kinds_of,
    listed,
    open_file,
)
from variorum.archive.parsed import ParsedFile, parse_dossier, parse_writing
from variorum.archive.relation_wordings import wordings
from variorum.archive.settings import read_settings
from variorum.archive.statement_reader import Grammar
from variorum.archive.text import TextFile, read_text
from variorum.archive.vocabulary import default_vocabulary, read_vocabulary
from variorum.finding import Finding, Severity
from variorum.record import (
    Chapter,
    Decision,
    Entity,
    Judgement,
    MapLayer,
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
from variorum.saying import say


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around an archive's dossiers: settings, vocabulary, ledgers, and what was wrong with them."""

    settings: Settings
    vocabulary: Vocabulary
    judgements: tuple[Judgement, ...] = ()
    searches: tuple[Sought, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_record(root: Path) -> tuple[Record, tuple[Finding, ...]]:
    """Everything that the archive's files say, and what is wrong with them, in a fixed order.

    Holdings and quotations are left empty: they come from the originals. A statement whose relation the vocabulary
    lacks is kept under a relation of that name, which is added to the record's vocabulary and has no facet, so that its
    witnesses are checked all the same.
    """
    listing = listed(root)
    findings = list(listing.findings)
    texts: dict[str, list[TextFile]] = {}
    for folder, files in listing.files.items():
        texts[folder] = []
        for file in files:
            text, faults = read_text(root, root / file)
            if not is_passed_over(file, text):
                findings += faults
                texts[folder] += [text] if text is not None else []
    around = read_around({name: open_file(root, name) for name in AROUND})
    grammar = grammar_of(around, kinds_of({folder: map(id_in, texts[folder]) for folder in DOSSIER_FOLDERS}))
    parsed = [parse_dossier(text, folder, grammar) for folder in DOSSIER_FOLDERS for text in texts[folder]]
    parsed += [parse_writing(text, folder) for folder in WRITING_FOLDERS for text in texts[folder]]
    return put_together(around, parsed, findings)


def read_around(files: Mapping[str, Opened]) -> Surroundings:
    """What the files named in AROUND say."""
    settings, faults = settings_in(files[SETTINGS_FILE])
    vocabulary, others = vocabulary_in(files[VOCABULARY_FILE])
    judgements, doubts = judgements_in(files[JUDGEMENTS_FILE])
    _, broken = checked_in(files[CHECKED_FILE])
    searches, torn = searches_in(files[SEARCHES_FILE])
    return Surroundings(settings, vocabulary, judgements, searches, (*faults, *others, *doubts, *broken, *torn))


def settings_in(opened: Opened) -> tuple[Settings, tuple[Finding, ...]]:
    """What `variorum.toml` says, and what is wrong with it."""
    text, faults = opened
    settings, found = read_settings(text) if text is not None else (Settings(), ())
    return settings, (*faults, *found)


def vocabulary_in(opened: Opened) -> tuple[Vocabulary, tuple[Finding, ...]]:
    """What `vocabulary.toml` says beyond the vocabulary that comes with the program, and what is wrong with it."""
    text, faults = opened
    known = default_vocabulary()
    vocabulary, found = read_vocabulary(text, known) if text is not None else (known, ())
    return vocabulary, (*faults, *found)


def judgements_in(opened: Opened) -> tuple[tuple[Judgement, ...], tuple[Finding, ...]]:
    """The judgements of their ledger, and what is wrong with it."""
    text, faults = opened
    if text is None:
        return (), faults
    judgements, found = read_ledger(text, judgement_of)
    return judgements, (*faults, *found, *protection_faults(text))


def checked_in(opened: Opened) -> tuple[tuple[RecordedCheck, ...], tuple[Finding, ...]]:
    """What every quotation was found to be at every check, and what is wrong with that ledger."""
    text, faults = opened
    rows, found = read_ledger(text, checked_of) if text is not None else ((), ())
    return rows, (*faults, *found)


def searches_in(opened: Opened) -> tuple[tuple[Sought, ...], tuple[Finding, ...]]:
    """The searches that were kept, and what is wrong with their ledger."""
    text, faults = opened
    rows, found = read_ledger(text, sought_of) if text is not None else ((), ())
    return rows, (*faults, *found)


def grammar_of(around: Surroundings, kinds: Mapping[str, str]) -> Grammar:
    """What the statements of an archive are read by; `kinds` are those of its dossiers by id."""
    return Grammar(around.vocabulary, wordings(around.vocabulary), around.settings.calendar, kinds)


def put_together(
    around: Surroundings, parsed: Iterable[ParsedFile], findings: Iterable[Finding]
) -> tuple[Record, tuple[Finding, ...]]:
    """One record of all files, in the order of folders and paths; every link is held against what there is."""
    whole = _Whole([*findings, *around.findings])
    for one in parsed:
        whole.take(one)
    whole.findings += dangling(whole.references, whole.known, whole.blocks)
    record = Record(
        around.settings,
        MappingProxyType(whole.sources),
        MappingProxyType(whole.entities),
        tuple(whole.statements),
        MappingProxyType(whole.theses),
        tuple(sorted(whole.chapters, key=_chapter_order)),
        _with_coined(around.vocabulary, whole.coined),
        around.judgements,
        decisions=MappingProxyType(whole.decisions),
        patterns=MappingProxyType(whole.patterns),
        searches=around.searches,
        layers=MappingProxyType(whole.layers),
    )
    return record, tuple(sorted(whole.findings, key=_order))


@dataclass(slots=True)
class _Whole:
    """What was put together so far."""

    findings: list[Finding]
    sources: dict[str, Source] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    theses: dict[str, Thesis] = field(default_factory=dict)
    chapters: list[Chapter] = field(default_factory=list)
    decisions: dict[str, Decision] = field(default_factory=dict)
    patterns: dict[str, Pattern] = field(default_factory=dict)
    layers: dict[str, MapLayer] = field(default_factory=dict)
    references: list[ArchiveLink] = field(default_factory=list)
    known: dict[str, str] = field(default_factory=dict)  # id or key → the file that has it
    blocks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    coined: dict[str, Relation] = field(default_factory=dict)
    saying_nothing: dict[str, Position] = field(default_factory=dict)  # dossiers that have an id and nothing else

    def take(self, parsed: ParsedFile) -> None:
        """Put in one file; of two dossiers with one id the first stands, unless that said nothing and this one does."""
        written = parsed.written
        if parsed.decision is not None and parsed.decision.event not in self.known:
            self.decisions[parsed.decision.event] = parsed.decision
        if not self._takes(parsed):
            self._keep_back(written)
        elif isinstance(written, Entity):
            self.entities[written.id] = written
        elif isinstance(written, Source):
            self.sources[written.key] = written
        elif isinstance(written, Thesis):
            self.theses[written.id] = written
        elif isinstance(written, Pattern):
            self.patterns[written.id] = written
        elif isinstance(written, MapLayer):
            self.layers[written.id] = written
        else:
            self.chapters.append(written)

    def _keep_back(self, written: object) -> None:
        """Where a dossier that was left out keeps something back, the other of its id does too."""
        if isinstance(written, Entity) and _keeps(written.access, written.protected) and written.id in self.entities:
            self.entities[written.id] = replace(self.entities[written.id], access="restricted")
        if isinstance(written, Source) and _keeps(written.access, written.protected) and written.key in self.sources:
            self.sources[written.key] = replace(self.sources[written.key], access="restricted")

    def _takes(self, parsed: ParsedFile) -> bool:
        self.findings += parsed.findings
        id_, position = parsed.id, parsed.position
        if id_ in self.known and id_ in self.saying_nothing and parsed.says:
            empty = self.saying_nothing.pop(id_)
            self.findings.append(_taken_twice(id_, position.file, empty))
            for dossiers in (self.sources, self.entities, self.theses):
                dossiers.pop(id_, None)
        elif id_ in self.known:
            self.findings.append(_taken_twice(id_, self.known[id_], position))
            return False
        elif not parsed.says:
            self.saying_nothing[id_] = position
        self.known[id_] = position.file
        self.blocks[id_] = parsed.blocks
        self.statements += parsed.statements
        self.references += parsed.references
        for relation in parsed.coined:
            self.coined.setdefault(relation.name, relation)
        return True


def _keeps(access: str, protected: Protection | None) -> bool:
    return access != "open" or protected is not None


def _taken_twice(id_: str, file: str, left_out: Position) -> Finding:
    message = say("The id “{id_}” is taken already by {file}; this dossier was left out.", id_=id_, file=file)
    remedy = say("Give one of the two another id, or make them one dossier.")
    return Finding("S007", Severity.ERROR, message, left_out, (id_,), (), remedy)


def _with_coined(vocabulary: Vocabulary, coined: dict[str, Relation]) -> Vocabulary:
    if not coined:
        return vocabulary
    return Vocabulary(MappingProxyType({**vocabulary.relations, **coined}), vocabulary.facets)


def _chapter_order(chapter: Chapter) -> tuple[int, str, str]:
    return (int(chapter.number[:9]) if chapter.number else 10**9, chapter.number, chapter.id)


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    position = finding.position or Position("")
    return (position.file, position.line, position.column, finding.code, finding.message)
