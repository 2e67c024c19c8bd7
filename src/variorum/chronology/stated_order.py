"""Order that the record states itself: events that follow one another, "before [[x#^y]]", "lasted three weeks"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from variorum.chronology.constraint_builder import ConstraintBuilder
from variorum.chronology.events import Event
from variorum.chronology.lives import Lives
from variorum.chronology.rules import COMES_AFTER, LASTED, STATED, WITHIN_EVENT
from variorum.dates.allen import RELATIONS, constraints_of, duration, durations_of, lasting, relation_named
from variorum.dates.malformed import MalformedDate
from variorum.record import EntityLink, Record, StatementLink, Thing

# Relations of the vocabulary that say in themselves how subject and object lie in time, where both are events.
_OF_EVENTS: Mapping[str, str] = {"followed": "starts after", "led to": "starts before"}
# Relations by which somebody is at an event while it goes on.
_AT_EVENTS = frozenset({"took part in", "witnessed", "spoke at", "delegate to", "fought in", "chaired"})
_AT = frozenset({"at", "in", "during", "на", "в", "во", "при", "во время", "в ходе"})
_NOT_IN_TIME = frozenset({"from", "in", "within", "при", "до", "until", "вплоть до"})  # of things, not of events


def constrain_stated(
    builder: ConstraintBuilder, record: Record, *, lives: Lives, statements: Mapping[str, Event]
) -> None:
    """Tie statements and events as the statements themselves say."""
    for event in statements.values():
        statement = event.statement
        if statement is None:
            continue
        _constrain_events(builder, record, lives=lives, event=event)
        known = record.vocabulary.relations.get(statement.relation)
        for relation, thing in _orders(event, acts=known is not None and known.life == "within"):
            other = _named(thing, record, lives=lives, statements=statements)
            if other is not None and other.ref != event.ref:
                reasons = (event.ref, STATED)
                builder.constraints += constraints_of(relation, event.stretch, other.stretch, reasons=reasons)
        for told in durations_of(statement.attributes):
            try:
                least, most = duration(told)
            except MalformedDate:
                continue  # D401 tells of it
            builder.constraints += lasting(event.stretch, least, most, reasons=(event.ref, LASTED))


def _constrain_events(builder: ConstraintBuilder, record: Record, *, lives: Lives, event: Event) -> None:
    statement = event.statement
    if statement is None or not isinstance(statement.thing, EntityLink):
        return
    other = record.entities.get(statement.thing.target)
    if other is None or other.kind != "event":
        return
    if statement.relation in _AT_EVENTS:
        course = lives.life(other.id).stretch
        builder.constraints += constraints_of("together with", event.stretch, course, reasons=(event.ref, WITHIN_EVENT))
    subject = record.entities.get(statement.subject)
    relation = _OF_EVENTS.get(statement.relation)
    if relation is not None and subject is not None and subject.kind == "event":
        mine, theirs = lives.life(subject.id).stretch, lives.life(other.id).stretch
        builder.constraints += constraints_of(relation, mine, theirs, reasons=(event.ref, COMES_AFTER))


def _orders(event: Event, *, acts: bool) -> Iterator[tuple[str, Thing]]:
    """The relations in time that a statement's complements and attributes state, with what they are to.

    "At [[event]]" says when only of those who act there (`acts`): who counts the strikers may do so years later.
    """
    statement = event.statement
    if statement is None:
        return
    for complement in statement.complements:
        words = complement.preposition.casefold().strip()
        if isinstance(complement.thing, EntityLink) and words in _AT:
            if acts:
                yield "together with", complement.thing
            continue
        relation = relation_named(words)
        if relation and (isinstance(complement.thing, StatementLink) or words not in _NOT_IN_TIME):
            yield relation, complement.thing
    for name, value in statement.attributes.items():
        if name.replace("-", " ") in RELATIONS or relation_named(name):
            link = value.strip("[] ")
            dossier, mark, block = link.partition("#")
            thing = StatementLink(dossier, block.removeprefix("^")) if mark else EntityLink(dossier)
            yield relation_named(name) or name, thing


def _named(thing: Thing, record: Record, *, lives: Lives, statements: Mapping[str, Event]) -> Event | None:
    """The statement or the event that is linked to; nothing else has a place in time of its own."""
    if isinstance(thing, StatementLink):
        return statements.get(f"{thing.dossier}#^{thing.block}")
    if isinstance(thing, EntityLink):
        entity = record.entities.get(thing.target)
        if entity is not None and entity.kind == "event":
            return lives.life(entity.id)
    return None
