"""Dossiers of persons, groups, places, works and events: front matter, prose and statements of one file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TypeVar

from variorum.archive.did_you_mean import likeliest
from variorum.archive.front_matter import FrontMatter, Value, parse_front_matter
from variorum.archive.layout import OPTIONS, STATEMENTS, Layout, ListItem, heading_of, lay_out, statement_words
from variorum.archive.links import ArchiveLink, parse_link, refer, target_or_text
from variorum.archive.prose import read_prose
from variorum.archive.protecting import CODE, faults_in_prose, read_keeping, read_protection
from variorum.archive.statement_reader import Fault, Grammar, StatementLine
from variorum.archive.statements import block_of, digest_of, parse_line
from variorum.archive.text import LineColumn, Strip, TextFile, join
from variorum.archive.witnesses import read_witnesses
from variorum.finding import Finding, Severity
from variorum.languages.registry import codes
from variorum.record import (
    ENTITY_KINDS,
    Complement,
    Entity,
    EntityLink,
    NameForm,
    Position,
    Prose,
    Protection,
    Relation,
    Statement,
    StatementLink,
    Thing,
)
from variorum.saying import in_turn, say

ThingOrNone = TypeVar("ThingOrNone", Thing, Thing | None)
_ENTITY_FIELDS = frozenset({"id", "name", "names", "same-as", "access", "protected"})
_SAYS_PROTECTED = re.compile(r"\{[^{}]*\bprotected\b", re.IGNORECASE)


@dataclass(slots=True)
class Gathered:
    """What one file gave: statements, references to be held against the archive, block ids, findings, unknown
    relations.
    """

    findings: list[Finding] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    references: list[ArchiveLink] = field(default_factory=list)
    blocks: set[str] = field(default_factory=set)
    coined: dict[str, Relation] = field(default_factory=dict)


def open_dossier(text: TextFile, headings: frozenset[str], gathered: Gathered) -> tuple[Layout, FrontMatter]:
    """Lay a file out and read its front matter, noting what is missing or broken of it."""
    layout = lay_out(text.lines, headings)
    if layout.front is None:
        remedy = say("Begin the file with a line ---, the fields (id, name …), and another line ---.")
        gathered.findings.append(
            text.finding("S018", say("The file has no front matter."), at=LineColumn(0, 0), remedy=remedy)
        )
        return layout, FrontMatter()
    front = parse_front_matter(text, *layout.front)
    gathered.findings += front.findings
    if not layout.closed:
        remedy = say("Put a line --- behind the last field.")
        gathered.findings.append(
            text.finding("S002", say("The front matter is never closed."), at=LineColumn(0, 0), remedy=remedy)
        )
    _gather_links(text, front.fields.values(), gathered)
    return layout, front


def identity(text: TextFile, front: FrontMatter, name: str, gathered: Gathered) -> str:
    """The id or key of a dossier (`name` says which), taken from the file's name where the front matter is silent."""
    stem = PurePosixPath(text.file).stem
    value = front.text(name)
    if not value:
        if front.present:
            remedy = say("Add a line {written}", written=f"{name}: {stem}")
            message = say("The field “{name}” is missing; the file's name is taken in its place.", name=name)
            gathered.findings.append(
                text.finding("S018", message, at=LineColumn(0, 0), remedy=remedy, severity=Severity.WARNING)
            )
        return stem
    if value != stem:
        message = say("The {name} is “{value}”, but the file is named “{stem}”.", name=name, value=value, stem=stem)
        remedy = say("Rename the file to {file}, or write {written}", file=f"{value}.md", written=f"{name}: {stem}")
        gathered.findings.append(
            text.finding("S013", message, at=front.place(name), remedy=remedy, severity=Severity.WARNING)
        )
    return value


def read_entity(text: TextFile, kind: str, grammar: Grammar) -> tuple[Entity, Gathered]:
    """One dossier of a person, group, place, work or event.

    What else could have been decided at an event is read by `options.read_decision`.
    """
    gathered = Gathered()
    layout, front = open_dossier(text, STATEMENTS | OPTIONS if kind == "event" else STATEMENTS, gathered)
    id_ = identity(text, front, "id", gathered)
    name = front.text("name")
    if not name:
        if front.present:
            remedy = say("Add a line name: and the name by which this dossier is to be known.")
            gathered.findings.append(
                text.finding("S018", say("The field “name” is missing."), at=LineColumn(0, 0), remedy=remedy)
            )
        name = id_
    prose = body(text, layout, gathered)
    read_statements(text, layout, id_, grammar=grammar, gathered=gathered)
    kept, faults = read_keeping(text, front, closed=layout.closed, fields=tuple(_ENTITY_FIELDS))
    gathered.findings += faults
    entity = Entity(
        id_,
        kind,
        name,
        tuple(_name_form(value) for value in front.items("names")),
        tuple(value.text for value in front.items("same-as") if value.text),
        MappingProxyType({key: value.plain for key, value in front.fields.items() if key not in _ENTITY_FIELDS}),
        prose,
        Position(text.file, 1, 1),
        kept.access,
        kept.protected,
    )
    return entity, gathered


def body(text: TextFile, layout: Layout, gathered: Gathered) -> Prose:
    """The prose of a file; its links are kept to be held against the archive."""
    prose = read_prose(text, layout.prose)
    gathered.findings += faults_in_prose(text, layout.prose)
    for link in prose.links:
        place = LineColumn(link.position.line - 1, link.position.column - 1)
        if link.target:
            gathered.references.append(refer(text, place, link.target, link.block, Severity.WARNING))
    return prose


def read_statements(text: TextFile, layout: Layout, subject: str, *, grammar: Grammar, gathered: Gathered) -> None:
    """The statements under the heading, in order, each with its witnesses; what is not understood costs its line."""
    reading = _StatementsOf(text, subject, grammar, gathered)
    for section in layout.sections:
        if heading_of(text.lines, section) not in STATEMENTS:
            continue
        gathered.findings += [_stray(text, line) for line in section.strays]
        for item in section.items:
            reading.read(item)


class _StatementsOf:
    """Reads the statements of one dossier, keeping their refs apart."""

    def __init__(self, text: TextFile, subject: str, grammar: Grammar, gathered: Gathered) -> None:
        self.text, self.subject, self.grammar, self.gathered = text, subject, grammar, gathered
        self.kind = grammar.kinds.get(subject, "")
        self._alike: dict[str, int] = {}

    def read(self, item: ListItem) -> None:
        strip = join(statement_words(item), " ")
        self._tell_forgotten(item)
        line, faults = parse_line(strip.text, self.grammar, kind=self.kind)
        self.gathered.findings += [self._finding(fault, strip) for fault in faults]
        witnesses, findings = read_witnesses(self.text, item.quotes)
        self.gathered.findings += findings
        if line is None:
            self.gathered.blocks.update(
                filter(None, [block_of(strip.text)])
            )  # so that links to it are not called broken too
            return
        if not line.known:
            self.gathered.coined.setdefault(line.relation, coined(line.relation))
        self._refer(line, strip)
        attributes, protected = self._protected(line, strip)
        written = strip.text.strip()
        subject, thing = self._sides(line)
        self.gathered.statements.append(
            Statement(
                self._ref(line.block, written, strip),
                subject,
                line.relation,
                thing,
                tuple(Complement(one.preposition, self._own(one.thing)) for one in line.complements),
                line.when,
                attributes,
                tuple(witnesses),
                written,
                self.text.position(strip.place(0)),
                line.inverse,
                protected,
                line.wording,
            )
        )

    def _tell_forgotten(self, item: ListItem) -> None:
        """Words of a source that stand without “>” before them are no part of the line, and are told of."""
        for number, column, _ in item.words[len(statement_words(item)) :]:
            message = say("These words of a source stand without “>” before them, so that they are no witness.")
            remedy = say("Begin the line with “  > ”.")
            at = LineColumn(number, column)
            self.gathered.findings.append(self.text.finding("S003", message, at=at, remedy=remedy))

    def _protected(self, line: StatementLine, strip: Strip) -> tuple[Mapping[str, str], Protection | None]:
        """A line's attributes without its protection, and this; a mark that is not whole protects for good."""
        name = next((one for one in line.attributes if likeliest(one, ("protected",), at_least=80)), None)
        if name is None:
            if not _SAYS_PROTECTED.search(strip.text):
                return line.attributes, None
            fault: str = say("This mark of protection is not whole, so that it protects for good.")
            remedy: str = ""
            protection = Protection()
        else:
            protection, fault, remedy = read_protection(line.attributes[name])
        if fault:
            at = strip.place(max(strip.text.find("{"), 0))
            where = say('Write {protected="until 2040 because …"} at the end of the line, before its ^id.')
            remedy = in_turn(where, remedy)
            self.gathered.findings.append(self.text.finding(CODE, fault, at=at, remedy=remedy))
        rest = {key: value for key, value in line.attributes.items() if key != name}
        return MappingProxyType(rest), protection

    def _sides(self, line: StatementLine) -> tuple[str, Thing | None]:
        """Subject and object; a line written from the object's side ("founded by [[petrov]]") has them the other way
        round.
        """
        if line.inverse and isinstance(line.thing, EntityLink):
            return line.thing.target, EntityLink(self.subject)
        return self.subject, self._own(line.thing)

    def _own(self, thing: ThingOrNone) -> ThingOrNone:
        """A link without a dossier (`[[#^id]]`) leads to a statement of this one."""
        if isinstance(thing, StatementLink) and not thing.dossier:
            return StatementLink(self.subject, thing.block)
        return thing

    def _ref(self, block: str, written: str, strip: Strip) -> str:
        if block and block not in self.gathered.blocks:
            self.gathered.blocks.add(block)
            return f"{self.subject}#^{block}"
        if block:
            message = say("The id ^{block} is taken already by a statement above.", block=block)
            at = strip.place(strip.text.rindex("^" + block))
            self.gathered.findings.append(
                self.text.finding("S008", message, at=at, remedy=say("Give this statement another id."))
            )
        ref = f"{self.subject}#~{digest_of(written)}"
        count = self._alike[ref] = self._alike.get(ref, 0) + 1
        return ref if count == 1 else f"{ref}-{count}"

    def _refer(self, line: StatementLine, strip: Strip) -> None:
        for offset, thing in line.links:
            if isinstance(thing, EntityLink):
                self.gathered.references.append(refer(self.text, strip.place(offset), thing.target))
            elif isinstance(thing, StatementLink):
                dossier = thing.dossier or self.subject
                self.gathered.references.append(refer(self.text, strip.place(offset), dossier, thing.block))

    def _finding(self, fault: Fault, strip: Strip) -> Finding:
        at = strip.place(fault.offset)
        said = self.text.finding(fault.code, fault.message, at=at, remedy=fault.remedy, severity=fault.severity)
        # whole, so that who decides what may leave sees the mark of a line that was not understood
        return replace(said, excerpt=self.text.lines[at.line]) if _SAYS_PROTECTED.search(strip.text) else said


def coined(name: str) -> Relation:
    """A relation that the vocabulary does not have, so that a statement using it is not lost; it allows everything."""
    everything = (*ENTITY_KINDS, "source", "statement", "quantity", "date", "words")
    labels = dict.fromkeys(codes(), name)
    return Relation(name, "", labels, labels, everything, everything, "span", life="any")


def _gather_links(text: TextFile, values: Iterable[Value], gathered: Gathered) -> None:
    for value in values:
        if isinstance(value.content, str):
            link = parse_link(value.content) if "[[" in value.content else None
            if link is not None:
                reference = refer(text, value.place, link.target, link.block, Severity.WARNING)
                gathered.references.append(reference)
        else:
            within = value.content if isinstance(value.content, tuple) else value.content.values()
            _gather_links(text, within, gathered)


def _stray(text: TextFile, line: int) -> Finding:
    column = len(text.lines[line]) - len(text.lines[line].lstrip())
    return text.finding(
        "S003",
        say("This line stands among the statements, but is neither a statement nor a witness under one."),
        at=LineColumn(line, column),
        remedy=say(
            "Begin a statement with “- ” and a witness with “> ”; move prose above the heading “## Statements”."
        ),
        severity=Severity.WARNING,
    )


def _name_form(value: Value) -> NameForm:
    if isinstance(value.content, Mapping):
        said = {key: entry.text or "" for key, entry in value.content.items()}
        form = said.get("form") or said.get("name") or ""
        source = target_or_text(said.get("source", ""))
        return NameForm(form, said.get("script", ""), said.get("language", ""), said.get("period", ""), source)
    return NameForm(value.text or str(value.plain))
