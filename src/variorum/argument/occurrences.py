"""What may take a step of a pattern: statements of a relation, named events, events of a kind; with their windows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from variorum.dates.dating import Dating
from variorum.record import Complement, EntityLink, Pattern, PatternStep, Record, Statement

EVER = 50_000_000  # days: beyond every date that is written
COURSE = "took place in"  # the relation whose dating is the event's own
_INTERVAL = "/"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Something that happened: a statement's ref or an event's id, what it shares with others, and when it was.

    It starts on a day of [earliest_start, latest_start] and ends on one of [earliest_end, latest_end]; a `moment`
    starts and ends on the same day.
    """

    ref: str
    per: str
    earliest_start: int
    latest_start: int
    earliest_end: int
    latest_end: int
    moment: bool = True


class Chronicle:
    """A record made ready for asking what happened where and when."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self._courses: dict[str, list[Statement]] = {}
        self._by_relation: dict[str, list[Statement]] = {}
        self._by_ref = {statement.ref: statement for statement in record.statements}
        for statement in record.statements:
            self._by_relation.setdefault(statement.relation, []).append(statement)
            if statement.relation == COURSE:
                self._courses.setdefault(statement.subject, []).append(statement)
        self._relations = _wordings(record)
        self._types: dict[str, list[str]] = {}
        for entity in record.entities.values():
            if entity.kind == "event":
                for kind in _types_of(entity.attributes.get("type")):
                    self._types.setdefault(kind, []).append(entity.id)

    def of_step(self, step: PatternStep, per: str) -> tuple[Occurrence, ...]:
        """The dated occurrences that may take a step, each once, in the order in which they may have happened."""
        found = {one.ref: one for one in self._named(step, per)}
        for kind in step.kinds:
            for id_ in self._types.get(kind.casefold(), ()):
                found.update((one.ref, one) for one in self._event(id_, per))
            for statement in self._by_relation.get(self._relations.get(kind.casefold(), ""), ()):
                found.update((one.ref, one) for one in self._statement(statement, per))
        return tuple(sorted(found.values(), key=lambda one: (one.earliest_start, one.latest_end, one.ref)))

    def unknown_kinds(self, pattern: Pattern) -> Iterator[tuple[PatternStep, str]]:
        """What a pattern's steps name that is neither a relation nor the kind of any event."""
        for step in pattern.steps:
            for kind in step.kinds:
                if kind.casefold() not in self._relations and kind.casefold() not in self._types:
                    yield step, kind

    def event_dating(self, id_: str) -> Dating | None:
        """When an event took place, as the first dated statement of its course says; None where none does."""
        return next((one.when for one in self._courses.get(id_, ()) if one.when is not None), None)

    def dating_of(self, ref: str) -> Dating | None:
        """The date of a statement or an event."""
        if (statement := self._by_ref.get(ref)) is not None:
            return statement.when or (self.event_dating(statement.subject) if statement.relation == COURSE else None)
        return self.event_dating(ref)

    def _named(self, step: PatternStep, per: str) -> Iterator[Occurrence]:
        for ref in step.events:
            statement = self._by_ref.get(ref)
            yield from self._statement(statement, per) if statement is not None else self._event(ref, per)

    def _event(self, id_: str, per: str) -> Iterator[Occurrence]:
        when = self.event_dating(id_)
        shared = "" if not per else self._shared_by_event(id_, per)
        if when is not None and (shared or not per):
            yield occurrence(id_, shared, when)

    def _statement(self, statement: Statement, per: str) -> Iterator[Occurrence]:
        shared = "" if not per else self._shared_by_statement(statement, per)
        if statement.when is not None and (shared or not per):
            yield occurrence(statement.ref, shared, statement.when)

    def _shared_by_event(self, id_: str, per: str) -> str:
        """The place where an event took place; for other kinds, whoever its course names."""
        for statement in self._courses.get(id_, ()):
            if found := self._first_of(per, (statement.thing, *_things(statement.complements))):
                return found
        return ""

    def _shared_by_statement(self, statement: Statement, per: str) -> str:
        """A statement's subject where it is of the kind; else the first of what it names that is."""
        if self._is(statement.subject, per):
            return statement.subject
        if found := self._first_of(per, (statement.thing, *_things(statement.complements))):
            return found
        return self._shared_by_event(statement.subject, per) if self._is(statement.subject, "event") else ""

    def _first_of(self, per: str, things: Iterable[object]) -> str:
        targets = (thing.target for thing in things if isinstance(thing, EntityLink))
        return next((target for target in targets if self._is(target, per)), "")

    def _is(self, id_: str, kind: str) -> bool:
        entity = self.record.entities.get(id_)
        return entity is not None and entity.kind == kind


def occurrence(ref: str, per: str, when: Dating) -> Occurrence:
    """An occurrence with the window of its date; a side that is open reaches as far as there are days."""
    low = when.earliest_start if when.earliest_start is not None else -EVER
    high = when.latest_end if when.latest_end is not None else EVER
    if _INTERVAL not in when.edtf:
        return Occurrence(ref, per, low, high, low, high)
    latest_start = when.latest_start if when.latest_start is not None else high
    earliest_end = when.earliest_end if when.earliest_end is not None else low
    return Occurrence(ref, per, low, latest_start, earliest_end, high, moment=False)


def _things(complements: Iterable[Complement]) -> Iterator[object]:
    return (complement.thing for complement in complements)


def _types_of(value: object) -> Iterator[str]:
    values = value if isinstance(value, (list, tuple)) else (value,)
    return (" ".join(one.split()).casefold() for one in values if isinstance(one, str))


def _wordings(record: Record) -> Mapping[str, str]:
    """Every wording of a relation in small letters, with the relation's name."""
    found: dict[str, str] = {}
    for name, relation in record.vocabulary.relations.items():
        for wording in (*relation.labels.values(), *relation.also):
            found.setdefault(" ".join(wording.split()).casefold(), name)
    return found | {name.casefold(): name for name in record.vocabulary.relations}
