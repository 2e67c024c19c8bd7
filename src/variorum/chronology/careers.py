"""Careers: entering and leaving, and what one does between; banishment, exile and return; first this, then that.

The vocabulary says which relations open a span and which close it. Only what follows of necessity is drawn from that:
one does not enter where one already is, and what was closed does not go on. That somebody entered only once is an
assumption, used where the record knows of one entry and one leaving and told wherever something rests on it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from variorum.chronology.constraint_builder import ConstraintBuilder, is_interval
from variorum.chronology.events import Event
from variorum.chronology.rules import CLOSED, ENTERED_ONCE, FIRST_KNOWN, NOT_TWICE_IN, UNBROKEN, Rule
from variorum.dates.dating import known_less
from variorum.record import EntityLink, Record, Relation, Words

_Key = tuple[str, str, str]  # subject, object, relation that lasts


@dataclass(slots=True)
class _Career:
    """What is known of one subject's standing to one object: openings, closings, and the spans themselves."""

    opened: list[Event] = field(default_factory=list)
    closed: list[Event] = field(default_factory=list)
    spans: list[Event] = field(default_factory=list)


def constrain_careers(builder: ConstraintBuilder, record: Record, statements: Mapping[str, Event]) -> None:
    """Tie openings, spans and closings of the same thing to one another, and what comes after to what comes before."""
    relations = record.vocabulary.relations
    careers: dict[_Key, _Career] = defaultdict(_Career)
    for event in statements.values():
        relation, thing = _relation(event, relations), _object(event)
        if relation is None or event.statement is None or not thing:
            continue
        subject = event.statement.subject
        for name in relation.begins:
            careers[subject, thing, name].opened.append(event)
        for name in relation.ends:
            careers[subject, thing, name].closed.append(event)
        if relation.extent == "span":
            careers[subject, thing, relation.name].spans.append(event)
    for key, career in sorted(careers.items()):
        relation = relations.get(key[2])
        if relation is not None:
            _constrain_one(builder, career, _assumed(record, relation, key[1]))
    _constrain_after(builder, relations, statements)


def _assumed(record: Record, relation: Relation, thing: str) -> tuple[Rule, ...]:
    """To live in a place is not to be there without a break; to be a member or a prisoner is."""
    entity = record.entities.get(thing)
    return (UNBROKEN,) if relation.facet == "life" and entity is not None and entity.kind == "place" else ()


def _constrain_one(builder: ConstraintBuilder, career: _Career, assumed: tuple[Rule, ...]) -> None:
    for span in career.spans:
        for opening in career.opened:
            if _lasts_after(span, opening):
                builder.not_before(
                    span.stretch.start, opening.stretch.start, span.ref, opening.ref, NOT_TWICE_IN, *assumed
                )
        for closing in career.closed:
            if _begins_before(span, closing):
                builder.not_before(closing.stretch.end, span.stretch.end, span.ref, closing.ref, CLOSED, *assumed)
    if len(career.opened) == 1 and len(career.closed) == 1:
        opening, closing = career.opened[0], career.closed[0]
        builder.not_before(closing.stretch.end, opening.stretch.start, opening.ref, closing.ref, ENTERED_ONCE, *assumed)


def _lasts_after(span: Event, opening: Event) -> bool:
    """Whether, by their own datings, the span was surely still going on after the opening."""
    mine, theirs = span.attested, opening.attested
    if mine is None or theirs is None:
        return False
    return known_less(theirs.latest_end, mine.earliest_end if is_interval(mine) else mine.earliest_start)


def _begins_before(span: Event, closing: Event) -> bool:
    """Whether, by their own datings, the span had surely begun before the closing."""
    mine, theirs = span.attested, closing.attested
    if mine is None or theirs is None:
        return False
    return known_less(mine.latest_start if is_interval(mine) else mine.latest_end, theirs.earliest_start)


def _constrain_after(
    builder: ConstraintBuilder, relations: Mapping[str, Relation], statements: Mapping[str, Event]
) -> None:
    """What cannot precede: the relation's `after`, for the same subject (and object, where both name one of a kind)."""
    by_subject: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in statements.values():
        if event.statement is not None:
            by_subject[event.statement.subject, event.statement.relation].append(event)
    for event in statements.values():
        relation = _relation(event, relations)
        if relation is None or event.statement is None:
            continue
        for name in relation.after:
            before = relations.get(name)
            if before is None or before.object_life == "birth":  # lives.py sees to what must first be made
                continue
            known = [
                one for one in by_subject[event.statement.subject, name] if _same_object(one, event, before, relation)
            ]
            _not_before_any(builder, event, known)


def _not_before_any(builder: ConstraintBuilder, event: Event, known: list[Event]) -> None:
    """An event comes after the earliest of several; with one of them, after that one."""
    if len(known) == 1:
        builder.not_before(event.stretch.end, known[0].stretch.start, known[0].ref, event.ref, FIRST_KNOWN)
        return
    earliest = [one.attested.earliest_start for one in known if one.attested is not None]
    days = [day for day in earliest if day is not None]
    if days and len(days) == len(known):
        builder.at_most(0, event.stretch.end, -min(days), *(one.ref for one in known), event.ref, FIRST_KNOWN)


def _same_object(one: Event, other: Event, first: Relation, second: Relation) -> bool:
    if (set(first.range) - {"words"}).isdisjoint(second.range):
        return True
    return _object(one) == _object(other)


def _relation(event: Event, relations: Mapping[str, Relation]) -> Relation | None:
    return relations.get(event.statement.relation) if event.statement else None


def _object(event: Event) -> str:
    """What the statement is about, as far as two of them can be held to mean the same."""
    thing = event.statement.thing if event.statement else None
    if isinstance(thing, EntityLink):
        return thing.target
    if isinstance(thing, Words):
        return "“" + " ".join(thing.text.casefold().split())
    return ""
