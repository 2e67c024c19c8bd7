"""Who was certainly where on which day, as far as births, deaths and placed events tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from variorum.record import EntityLink, Record, Statement

_AT_EVENTS = frozenset({"took part in", "witnessed", "spoke at", "chaired", "fought in"})
_COURSE = "took place in"
_INSIDE = frozenset({"part of", "located in"})


@dataclass(frozen=True, slots=True)
class DayPresence:
    """A person in a place on a day; `around` holds the place and all that it lies in."""

    who: str
    day: int
    place: str
    around: frozenset[str]
    statement: Statement


def presences(record: Record) -> Iterator[DayPresence]:
    """Every presence that is dated to the day and placed beyond doubt, in order of the statements."""
    around = _surroundings(record)
    courses = _courses(record)
    for statement in record.statements:
        day = _day_of(statement)
        relation = record.vocabulary.relations.get(statement.relation)
        subject = record.entities.get(statement.subject)
        thing = statement.thing
        if day is None or relation is None or subject is None or subject.kind != "person":
            continue
        if not isinstance(thing, EntityLink) or not _is_affirmed(statement):
            continue
        place = ""
        if relation.life in ("birth", "death") and "place" in relation.range:
            place = thing.target
        elif relation.name in _AT_EVENTS and courses.get(thing.target, (None, ""))[0] == day:
            place = courses[thing.target][1]
        entity = record.entities.get(place)
        if entity is not None and entity.kind == "place":
            yield DayPresence(subject.id, day, place, around[place], statement)


def _courses(record: Record) -> Mapping[str, tuple[int, str]]:
    """The events that lie on one day and in one place, whichever of their statements is asked."""
    found: dict[str, set[tuple[int | None, str]]] = defaultdict(set)
    for statement in record.statements:
        if statement.relation == _COURSE and isinstance(statement.thing, EntityLink):
            found[statement.subject].add((_day_of(statement), statement.thing.target))
    alone = {event: next(iter(places)) for event, places in found.items() if len(places) == 1}
    return {event: (day, place) for event, (day, place) in alone.items() if day is not None}


def _surroundings(record: Record) -> dict[str, frozenset[str]]:
    """For every place the places that it lies in, itself included."""
    inside: dict[str, set[str]] = defaultdict(set)
    for statement in record.statements:
        if statement.relation in _INSIDE and isinstance(statement.thing, EntityLink):
            inside[statement.subject].add(statement.thing.target)
    found: dict[str, frozenset[str]] = {}
    for place in record.entities:
        reached, new = {place}, [place]
        while new:
            new = [outer for one in new for outer in sorted(inside[one]) if outer not in reached]
            reached.update(new)
        found[place] = frozenset(reached)
    return found


def _day_of(statement: Statement) -> int | None:
    when = statement.when
    if when is None or when.earliest_start is None or when.earliest_start != when.latest_end:
        return None
    return when.earliest_start if "?" not in when.edtf and "~" not in when.edtf else None


def _is_affirmed(statement: Statement) -> bool:
    stances = {witness.stance for witness in statement.witnesses}
    return not stances or not stances.isdisjoint(("affirms", "reports"))
