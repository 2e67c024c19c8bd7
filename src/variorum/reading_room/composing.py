"""A statement from the form: its line read as the archive reads it, the lines that would be written, and where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from variorum.archive.citations import parse_citation
from variorum.archive.datings import read_dating
from variorum.archive.editing import statement_added, witness_added
from variorum.archive.editing_fields import name_added
from variorum.archive.statement_reader import Fault, StatementLine
from variorum.archive.statements import parse_line
from variorum.archive.text import decode
from variorum.archive.writing import digest_of_bytes
from variorum.dates.dating import Dating
from variorum.dates.malformed import MalformedDate
from variorum.dates.phrases import read_in_any_language
from variorum.finding import NotFound
from variorum.reading_room.asked import BadRequest, FormAsked, StatementAsked, WitnessAsked
from variorum.reading_room.checking import parse
from variorum.reading_room.room import Room
from variorum.reading_room.shelves import Shelves
from variorum.record import STANCES, Complement, EntityLink, NameForm, Statement, StatementLink, Thing, Witness
from variorum.saying import in_turn, say, template

_ID = re.compile(r"[\w][\w.-]*")
_BLOCK = re.compile(r"[\w-]{1,60}")
_NOT_YOURS = template("{file} cannot be read (it is not there, or not all of it is for you).")


@dataclass(frozen=True, slots=True)
class ComposedChange:
    """A change ready to be written: the file, what it held, what it will hold, and what was wrong with the request."""

    file: str
    before: bytes
    after: bytes
    what: str  # the change in words, for the journal
    faults: tuple[Fault, ...] = ()
    statement: Statement | None = None  # what is stated by it, where that is one statement

    @property
    def digest(self) -> str:
        """The digest of what the file held."""
        return digest_of_bytes(self.before)

    def as_json(self) -> dict[str, object]:
        """The very lines to be written, where, and what is wrong with them."""
        return {
            "file": self.file,
            "digest": self.digest,
            "changes": changes_between(self.before, self.after),
            "faults": [
                {"code": one.code, "severity": one.severity.word, "message": one.message, "remedy": one.remedy}
                for one in self.faults
            ],
        }


def changes_between(before: bytes, after: bytes) -> list[dict[str, object]]:
    """The lines that go and come, each with the number that it has afterwards."""
    old, new = _lines(before), _lines(after)
    return [
        {"line": to + 1, "removed": old[start:end], "added": new[to:until]}
        for tag, start, end, to, until in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if tag != "equal"
    ]


def compose_statement(room: Room, asked: StatementAsked) -> ComposedChange:
    """The statement that the form describes, put into its dossier's bytes; BadRequest where it is none."""
    shelves = room.needed()
    file = shelves.file_of(asked.dossier)
    if not file or asked.dossier in shelves.state.record.theses:
        raise NotFound(say("There is no dossier “{target}” to write a statement in.", target=asked.dossier[:80]))
    written = line_of(asked, shelves)
    block = asked.block.strip().lstrip("^")
    if block and any(one.ref == f"{asked.dossier}#^{block}" for one in shelves.state.record.statements):
        raise BadRequest(
            say(
                "The id ^{block} is taken already by a statement of {dossier}; give this one another.",
                block=block,
                dossier=asked.dossier,
            )
        )
    kind = shelves.grammar.kinds.get(asked.dossier, "")
    line, faults = parse_line(written, shelves.grammar, kind=kind)
    if line is None:
        raise BadRequest(in_turn(faults[-1].message, faults[-1].remedy))
    for _, thing in line.links:
        if (missing := _missing(thing, shelves)) is not None:
            absent = say("There is no dossier “{target}” in the archive.", target=missing[:80])
            faults.append(Fault("S005", absent, 0, say("Choose one, or make it.")))
    statement = statement_of(asked.dossier, line, (witness_of(asked),) if asked.source else ())
    before = read_file(room, file)
    what = say("stated: {line}", line=written[:120])
    return ComposedChange(file, before, statement_added(before, statement), what, tuple(faults), statement)


def compose_witness(room: Room, asked: WitnessAsked) -> ComposedChange:
    """A further witness under a statement, which may have been written a moment ago."""
    now = statements_now(room, asked.statement.partition("#")[0])
    statement = next((one for one in now if one.ref == asked.statement), None)
    return witness_under(room, statement or statement_named(room.needed(), asked.statement), asked)


def witness_under(room: Room, statement: Statement, asked: WitnessAsked) -> ComposedChange:
    """A further witness under a statement as it was read, from whatever state of its file."""
    before = read_file(room, statement.position.file)
    after = witness_added(before, statement, witness_of(asked))
    what = say("witness added: {source} on {statement}", source=asked.source, statement=statement.ref)
    return ComposedChange(statement.position.file, before, after, what)


def compose_form(room: Room, asked: FormAsked) -> ComposedChange:
    """A form of a name in a dossier's front matter."""
    entity = room.worked_out().record.entities.get(asked.dossier)
    form = " ".join(asked.form.split())
    if entity is None:
        raise NotFound(say("There is no dossier “{target}” in the archive.", target=asked.dossier[:80]))
    if not form:
        raise BadRequest(say("Say which form of the name is to be added."))
    if asked.source and asked.source not in room.worked_out().record.sources:
        raise NotFound(say("There is no source “{source}” in the archive.", source=asked.source[:80]))
    before = read_file(room, entity.position.file)
    after = name_added(before, NameForm(form, "", asked.language, "", asked.source))
    what = say("form of a name: {form} for {dossier}", form=form, dossier=asked.dossier)
    return ComposedChange(entity.position.file, before, after, what)


def statement_named(shelves: Shelves, ref: str) -> Statement:
    """The statement with this ref."""
    found = next((one for one in shelves.state.record.statements if one.ref == ref), None)
    if found is None:
        raise NotFound(say("There is no statement {statement} in the archive any more.", statement=ref[:120]))
    return found


def statements_now(room: Room, dossier: str) -> Sequence[Statement]:
    """The statements that a dossier's file has now, whatever was worked out of it; none where it cannot be read."""
    shelves = room.needed()
    file = shelves.file_of(dossier)
    try:
        text, _ = decode(file, read_file(room, file)) if file else (None, ())
    except NotFound:
        return ()
    parsed = parse(shelves, text) if text is not None else None
    return parsed.record.statements if parsed is not None else ()


def read_file(room: Room, file: str) -> bytes:
    """What a file of the archive holds now; NotFound too where something in it is kept back from who asks.

    Of a file that is not there for who asks, the disk is not asked: where there is one, that would take longer.
    """
    if room.keeps_back and not room.needed().shows(file):
        raise NotFound(say(_NOT_YOURS, file=file[:200]))
    try:
        raw = (room.archive.root / file).read_bytes()
    except OSError as error:
        if not room.viewer.sees_all:
            raise NotFound(say(_NOT_YOURS, file=file[:200])) from error
        raise NotFound(say("{file} cannot be read ({why}).", file=file[:200], why=str(error.strerror))) from error
    if not room.reads(file, raw):
        raise NotFound(say(_NOT_YOURS, file=file[:200]))
    return raw


def line_of(asked: StatementAsked, shelves: Shelves) -> str:
    """The line that the form's fields make, without its list mark."""
    parts = [f"{edtf_of(asked.date, shelves)}:" if asked.date.strip() else "", asked.relation]
    parts += [_object(asked.object, shelves), asked.more]
    block = asked.block.strip().lstrip("^")
    if block and not _BLOCK.fullmatch(block):
        raise BadRequest(
            say("“{id}” is no id: letters, digits, hyphens and underscores, at most sixty.", id=block[:60])
        )
    if not asked.relation.strip():
        raise BadRequest(say("Say what is stated: a relation is missing."))
    return " ".join(" ".join([*parts, f"^{block}" if block else ""]).split())


def edtf_of(written: str, shelves: Shelves) -> str:
    """A date as the archive writes it: EDTF as it is, a phrase ("summer 1932") understood."""
    written = " ".join(written.split())
    calendar = shelves.state.record.settings.calendar
    _, fault = read_dating(written, calendar)
    if not fault:
        return written
    return _phrase(written, calendar).edtf


def _phrase(written: str, calendar: str) -> Dating:
    """What a date phrase means that is understood from end to end."""
    try:
        found = read_in_any_language(written, calendar=calendar)
    except MalformedDate as error:
        raise BadRequest(in_turn(error.sentence, error.remedy)) from None
    if found.unread:
        raise BadRequest(
            say("Of “{written}” only “{phrase}” is understood.", written=written[:80], phrase=found.phrase)
        )
    return found.dating


def witness_of(asked: StatementAsked | WitnessAsked) -> Witness:
    """The witness that the form describes."""
    if asked.stance not in STANCES:
        raise BadRequest(
            say("“{stance}” is no stance; there are {stances}.", stance=asked.stance[:40], stances=tuple(STANCES))
        )
    locator = " ".join(asked.locator.split())
    citation = parse_citation(f"@{asked.source}" + (f", {locator}" if locator else ""))
    if citation is None or citation.source != asked.source or "]" in locator or "[" in locator:
        raise BadRequest(say("“@{source}, {locator}” is no citation.", source=asked.source[:40], locator=locator[:60]))
    quotation = " ".join(asked.quotation.split())
    return Witness(citation, None if asked.stance == "omits" else quotation or None, asked.stance)


def statement_of(dossier: str, line: StatementLine, witnesses: tuple[Witness, ...]) -> Statement:
    """The statement of a line as `write_line` takes it: from the object's side it is its subject that is linked."""
    subject, thing = dossier, _own(line.thing, dossier)
    if line.inverse and isinstance(line.thing, EntityLink):
        subject, thing = line.thing.target, EntityLink(dossier)
    complements = tuple(Complement(one.preposition, _own(one.thing, dossier) or one.thing) for one in line.complements)
    ref = f"{dossier}#^{line.block}" if line.block else f"{dossier}#"
    return Statement(
        ref, subject, line.relation, thing, complements, line.when, line.attributes, witnesses, inverse=line.inverse
    )


def _own(thing: Thing | None, dossier: str) -> Thing | None:
    return StatementLink(dossier, thing.block) if isinstance(thing, StatementLink) and not thing.dossier else thing


def _missing(thing: Thing, shelves: Shelves) -> str | None:
    """The dossier that a link leads to, where there is none."""
    target = (
        thing.target if isinstance(thing, EntityLink) else thing.dossier if isinstance(thing, StatementLink) else ""
    )
    return target if target and target not in shelves.grammar.kinds else None


def _object(written: str, shelves: Shelves) -> str:
    """The object of a statement: a bare id of a dossier becomes a link, everything else stays as it is."""
    written = written.strip()
    return f"[[{written}]]" if _ID.fullmatch(written) and written in shelves.grammar.kinds else written


def _lines(raw: bytes) -> list[str]:
    return raw.decode("utf-8", "replace").splitlines()
