"""Who could have met whom, where and when: people whom statements bring to one place, one event or one circle.

Three degrees are told apart. Attested: a statement says that they were together. Certain in time: both were there on
some day in common, whatever the open bounds turn out to be. Possible: their times there may have had a day in common.
What "being there" is, is read from the relation: a letter to a place brings nobody to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from variorum.chronology import Chronology, Dated
from variorum.record import EntityLink, Record, Statement

ATTESTED, CERTAIN, POSSIBLE = "attested", "certain", "possible"

_THERE: Mapping[str, frozenset[str]] = {
    "place": frozenset({
        "lived in", "moved to", "emigrated to", "returned to", "travelled to", "studied at", "graduated from",
        "worked for", "active in", "left", "imprisoned in", "in exile in", "exiled to", "deported from",
        "transferred to", "went on hunger strike in", "escaped from", "released from", "died in", "executed in",
        "disappeared in",
    }),
    "event": frozenset({"chaired", "took part in", "witnessed", "spoke at", "delegate to", "fought in", "attended by"}),
    "group": frozenset({
        "member of", "candidate member of", "joined", "worked for", "studied at", "active in", "led", "chaired",
        "served as", "taught", "founded", "delegate to", "imprisoned in",
    }),
}  # fmt: skip
_TOGETHER = frozenset({
    "met", "worked with", "negotiated with", "married", "hid", "interrogated by", "tortured by", "arrested by",
})  # fmt: skip
_AT = frozenset({"in", "at", "on", "near", "в", "во", "на", "при", "у"})
_WITH = frozenset({"with", "с", "со", "вместе с"})
_CROWD = 60  # people: who belongs to so large a body need not have met anybody


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody somewhere, by one statement; days are the first and last possible and those that are certain."""

    who: str
    where: str
    ref: str
    first: int | None
    last: int | None
    certain: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Encounter:
    """Two people who were, or may have been, in one place at one time."""

    other: str
    where: str  # a dossier's id; empty where the statement that attests it names none
    degree: str
    first: int | None
    last: int | None
    grounds: tuple[str, ...]  # refs of statements


def encounters(record: Record, chronology: Chronology) -> Mapping[str, tuple[Encounter, ...]]:
    """For each person, everybody whom they met or could have met, by name of the other and then in time."""
    found: dict[str, dict[tuple[str, str, str], Encounter]] = defaultdict(dict)
    for one, other, encounter in (*_attested(record, chronology), *_shared(record, chronology)):
        for who, whom in ((one, other), (other, one)):
            apart = encounter.grounds[0] if encounter.degree == ATTESTED else ""
            key = (whom, encounter.where, encounter.degree + apart)
            known = found[who].get(key)
            found[who][key] = _joined(known, encounter, whom)
    return {
        who: tuple(sorted(_strongest(met.values()), key=lambda e: (e.other, e.first is None, e.first or 0, e.where)))
        for who, met in found.items()
    }


def presences(record: Record, chronology: Chronology) -> Mapping[str, tuple[Presence, ...]]:
    """Who was where, by place, event or group."""
    shelves: dict[str, list[Presence]] = defaultdict(list)
    for statement in record.statements:
        dated = _dated(chronology, statement)
        if dated is None:
            continue
        for who, where in _there(record, statement):
            shelves[where].append(_presence(who, where, dated))
    return {where: tuple(there) for where, there in shelves.items()}


def _there(record: Record, statement: Statement) -> Iterator[tuple[str, str]]:
    """Pairs of person and place that a statement brings together."""
    relation = record.vocabulary.relations.get(statement.relation)
    if relation is None:
        return
    subject, target = statement.subject, statement.thing.target if isinstance(statement.thing, EntityLink) else ""
    subject_is, target_is = _kind(record, subject), _kind(record, target)
    if subject_is == "person" and relation.name in _THERE.get(target_is, ()):
        yield subject, target
    if (subject_is, relation.name, target_is) == ("event", "attended by", "person"):
        yield target, subject
    if relation.life != "within":
        return
    people = [subject] if subject_is == "person" else []
    if relation.name in _TOGETHER and target_is == "person":
        people.append(target)
    for where in _linked(statement, _AT):
        if _kind(record, where) in ("place", "event"):
            yield from ((who, where) for who in people)


def _attested(record: Record, chronology: Chronology) -> Iterator[tuple[str, str, Encounter]]:
    """Statements that say that two people were together."""
    for statement in record.statements:
        if _kind(record, statement.subject) != "person" or statement.relation not in _TOGETHER:
            continue
        where = next((place for place in _linked(statement, _AT) if place in record.entities), "")
        dated = _dated(chronology, statement)
        first, last = (dated.inferred.earliest_start, dated.inferred.latest_end) if dated else (None, None)
        others = _linked(statement, _WITH)
        if isinstance(statement.thing, EntityLink):
            others.insert(0, statement.thing.target)
        for other in others:
            if other != statement.subject and _kind(record, other) == "person":
                yield statement.subject, other, Encounter(other, where, ATTESTED, first, last, (statement.ref,))


def _linked(statement: Statement, prepositions: frozenset[str]) -> list[str]:
    """The dossiers that come in by one of these prepositions."""
    return [
        complement.thing.target
        for complement in statement.complements
        if isinstance(complement.thing, EntityLink) and complement.preposition.casefold() in prepositions
    ]


def _shared(record: Record, chronology: Chronology) -> Iterator[tuple[str, str, Encounter]]:
    """Pairs who were in one place at times that may have a day in common."""
    for where, there in presences(record, chronology).items():
        if len({each.who for each in there}) > _CROWD:
            continue
        for index, one in enumerate(there):
            for other in there[index + 1 :]:
                if one.who != other.who and one.ref != other.ref and (encounter := _meeting(one, other, where)):
                    yield one.who, other.who, encounter


def _meeting(one: Presence, other: Presence, where: str) -> Encounter | None:
    first, last = _latest(one.first, other.first), _earliest(one.last, other.last)
    if first is not None and last is not None and first > last:
        return None
    degree = CERTAIN if _have_a_day_in_common(one.certain, other.certain) else POSSIBLE
    return Encounter(other.who, where, degree, first, last, (one.ref, other.ref))


def _have_a_day_in_common(one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool:
    return one is not None and other is not None and max(one[0], other[0]) <= min(one[1], other[1])


def _joined(known: Encounter | None, new: Encounter, other: str) -> Encounter:
    """One line for all that brings two people together in one place."""
    if known is None:
        return Encounter(other, new.where, new.degree, new.first, new.last, new.grounds)
    first = None if known.first is None or new.first is None else min(known.first, new.first)
    last = None if known.last is None or new.last is None else max(known.last, new.last)
    grounds = tuple(dict.fromkeys((*known.grounds, *new.grounds)))
    return Encounter(other, known.where, known.degree, first, last, grounds)


def _strongest(met: Iterable[Encounter]) -> list[Encounter]:
    """Without the possible ones where the same place already gives a certain one."""
    every = list(met)
    sure = {(each.other, each.where) for each in every if each.degree != POSSIBLE}
    return [each for each in every if each.degree != POSSIBLE or (each.other, each.where) not in sure]


def _presence(who: str, where: str, dated: Dated) -> Presence:
    """The days on which somebody may have been there, and those on which they were.

    What lasts and is dated by one year, say, was going on in that year: how far beyond is not guessed at.
    """
    window, attested = dated.inferred, dated.event.attested
    starts, ends = window.latest_start, window.earliest_end
    sure = (starts, ends) if starts is not None and ends is not None and starts <= ends else None
    if attested is not None and "/" not in attested.edtf and not dated.event.moment:
        return Presence(who, where, dated.ref, ends, starts, sure)
    return Presence(who, where, dated.ref, window.earliest_start, window.latest_end, sure)


def _dated(chronology: Chronology, statement: Statement) -> Dated | None:
    """The event of a statement, if it says when; one that only lives bound, or that must be doubted, proves nothing."""
    if statement.when is None or statement.ref not in chronology.events:
        return None
    dated = chronology.dated(statement.ref)
    return None if dated.attested.is_open or dated.doubted else dated


def _kind(record: Record, identity: str) -> str:
    entity = record.entities.get(identity)
    return entity.kind if entity else ""


def _latest(a: int | None, b: int | None) -> int | None:
    return max((day for day in (a, b) if day is not None), default=None)


def _earliest(a: int | None, b: int | None) -> int | None:
    return min((day for day in (a, b) if day is not None), default=None)
