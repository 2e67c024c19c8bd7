"""Lives: what comes before birth, what after death, and what exists before anything happens to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from variorum.chronology.constraint_builder import ConstraintBuilder
from variorum.chronology.events import EVENT, LIFE, NOWHERE, Event
from variorum.chronology.rules import (
    AFTER_LIFE,
    BORN_FIRST,
    BORN_ONCE,
    DEAD_LAST,
    DEAD_ONCE,
    LIFE_SPAN,
    MADE_FIRST,
    WITHIN_EVENT,
)
from variorum.record import EntityLink, Record

_LONGEST_LIFE = 42_005  # days: 115 years
COURSE = "took place in"  # the one relation whose dating is that of the event itself


@dataclass(slots=True)
class Lives:
    """The life, existence or course of every person, group, work and event that statements speak of."""

    builder: ConstraintBuilder
    record: Record
    begun: dict[str, list[Event]] = field(default_factory=lambda: defaultdict(list))  # statements that begin a thing
    _lives: dict[str, Event] = field(default_factory=dict)

    def constrain(self, statements: Mapping[str, Event]) -> None:
        """Tie every statement to the lives of its subject and its object."""
        tied = [(event, who, life) for event in statements.values() for who, life in self._ties(event)]
        for event, who, life in tied:
            if life == "birth" and self._kind(who) in ("group", "work", "source"):
                self.begun[who].append(event)
        for event, who, life in tied:
            self._tie(event, who, life)
        for who, begun in sorted(self.begun.items()):
            self._begin(who, begun)

    def life(self, who: str) -> Event:
        """The life of a person (birth to death), the existence of a group or work, or the course of an event."""
        if who not in self._lives:
            kind = self._kind(who)
            ref = f"event:{who}" if kind == "event" else f"life:{who}"
            entity = self.record.entities.get(who)
            what, stretch = EVENT if kind == "event" else LIFE, self.builder.stretch(moment=False)
            position = entity.position if entity else NOWHERE
            event = self.builder.add(Event(ref, what, stretch, moment=False, position=position))
            self._lives[who] = event
            if kind == "person":
                self.builder.at_most(event.stretch.end, event.stretch.start, _LONGEST_LIFE, LIFE_SPAN)
        return self._lives[who]

    def _kind(self, who: str) -> str:
        entity = self.record.entities.get(who)
        return entity.kind if entity else "source" if who in self.record.sources else ""

    def _ties(self, event: Event) -> list[tuple[str, str]]:
        """Who is tied to a statement, and how it lies to that life."""
        statement = event.statement
        relation = self.record.vocabulary.relations.get(statement.relation) if statement else None
        if statement is None or relation is None:
            return []
        found = []
        if self._kind(statement.subject) == "event" and relation.name == COURSE:
            found.append((statement.subject, "course"))
        elif relation.life != "any" and self._kind(statement.subject):
            found.append((statement.subject, relation.life))
        thing = statement.thing
        if isinstance(thing, EntityLink) and relation.object_life != "any" and self._kind(thing.target):
            found.append((thing.target, relation.object_life))
        return found

    def _tie(self, event: Event, who: str, life: str) -> None:
        kind, act = self._kind(who), event.stretch
        if kind == "person":
            self._tie_to_person(event, who, life)
        elif kind == "event":
            course = self.life(who).stretch
            if life == "course":
                self._is_the_course(event, who)
            elif life in ("within", "birth"):
                self.builder.not_before(act.end, course.start, event.ref, WITHIN_EVENT)
                self.builder.not_before(course.end, act.start, event.ref, WITHIN_EVENT)
        elif kind in ("group", "work") and life == "within" and who in self.begun:
            self.builder.not_before(act.start, self.life(who).stretch.start, event.ref, MADE_FIRST)

    def _tie_to_person(self, event: Event, who: str, life: str) -> None:
        lifetime, act, builder = self.life(who).stretch, event.stretch, self.builder
        if life == "birth":
            builder.at_most(act.start, lifetime.start, 0, event.ref, BORN_ONCE)
            builder.at_most(lifetime.start, act.start, 0, event.ref, BORN_ONCE)
        elif life == "death":
            builder.at_most(act.end, lifetime.end, 0, event.ref, DEAD_ONCE)
            builder.at_most(lifetime.end, act.end, 0, event.ref, DEAD_ONCE)
        elif life == "within":
            builder.not_before(act.start, lifetime.start, event.ref, BORN_FIRST)
            builder.not_before(lifetime.end, act.end, event.ref, DEAD_LAST)
        elif life == "after":
            builder.not_before(act.start, lifetime.end, event.ref, AFTER_LIFE)

    def _is_the_course(self, event: Event, who: str) -> None:
        """A statement of where an event took place: its dating is the event's own."""
        course = self.life(who).stretch
        for mine, whole in ((event.stretch.start, course.start), (event.stretch.end, course.end)):
            self.builder.at_most(mine, whole, 0, event.ref, WITHIN_EVENT)
            self.builder.at_most(whole, mine, 0, event.ref, WITHIN_EVENT)

    def _begin(self, who: str, begun: list[Event]) -> None:
        """A thing begins with what is said to begin it; where several things are, with the earliest of them."""
        start = self.life(who).stretch.start
        for event in begun:
            self.builder.not_before(event.stretch.end, start, event.ref, MADE_FIRST)
        if len(begun) == 1:
            self.builder.not_before(start, begun[0].stretch.start, begun[0].ref, MADE_FIRST)
            return
        earliest = [event.attested.earliest_start if event.attested else None for event in begun]
        known = [day for day in earliest if day is not None]
        if len(known) == len(begun):
            self.builder.at_most(0, start, -min(known), *(event.ref for event in begun), MADE_FIRST)
