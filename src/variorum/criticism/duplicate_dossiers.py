"""Dossiers that are probably one, and dossiers that are probably two: told by names and by births and deaths."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from variorum.criticism.name_bearers import PeopleByName, forms_of, full_readings, patronymics_contradict, share_surname
from variorum.languages.person_name import NameReading
from variorum.names.forms.comparing import compare
from variorum.names.forms.groups import compare_words, concepts
from variorum.names.forms.parts import Bearing, given_bearing, part
from variorum.names.forms.skeleton import skeletons
from variorum.names.linking.judgements import standing
from variorum.record import Complement, Entity, EntityLink, Position, Record, Statement, Thing
from variorum.saying import say

_YEAR = 365.25  # days
_APART = {"birth": 10 * _YEAR, "death": 15 * _YEAR}  # a slip of a digit in the decade is ten years
_MOST_ALIKE = 200  # dossiers in one block; a word that more share tells nothing

Span = tuple[int | None, int | None, Statement]


@dataclass(frozen=True, slots=True)
class Twins:
    """Two dossiers that are probably one: their ids, the names that agree, and why."""

    dossiers: tuple[str, str]
    names: tuple[str, str]
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProbableTwins:
    """A dossier that is probably two people's, and why."""

    dossier: str
    position: Position
    reason: str
    evidence: tuple[str, ...]
    about: tuple[str, ...] = ()


def twin_dossiers(record: Record) -> Iterator[Twins]:
    """Every two dossiers that are probably one, of people and of groups, in order of their ids."""
    together, lives, judged = _together(record), _lives(record), _judged(record)
    for kind, compared in (("person", _people_agree), ("group", _groups_agree)):
        entities = {entity.id: entity for entity in record.entities.values() if entity.kind == kind}
        for one, other in _pairs(entities):
            pair = frozenset((one, other))
            if pair in together or pair in judged or not _could_be_one_life(lives[one], lives[other]):
                continue
            agreeing = compared(entities[one], entities[other])
            if agreeing:
                yield Twins((one, other), *agreeing)


def parted_dossiers(record: Record, bearers: PeopleByName) -> Iterator[ProbableTwins]:
    """Every person's dossier that is probably two people's, in the order of the record."""
    lives = _lives(record)
    statements: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in record.statements:
        statements[statement.subject].append(statement)
    for entity in record.entities.values():
        if entity.kind != "person":
            continue
        found = _by_dates(entity, lives[entity.id]) or _by_fathers(entity, statements[entity.id], bearers)
        if found:
            yield found


def _pairs(entities: Mapping[str, Entity]) -> list[tuple[str, str]]:
    """Pairs that share a word of a name by its skeleton; who shares none can be no twin by name."""
    blocks: defaultdict[str, set[str]] = defaultdict(set)
    for entity in entities.values():
        for form in forms_of(entity):
            for key in _keys(form, entity.kind):
                blocks[key].add(entity.id)
    pairs = {
        pair for block in blocks.values() if 1 < len(block) <= _MOST_ALIKE for pair in combinations(sorted(block), 2)
    }
    return sorted(pairs)


def _keys(form: str, kind: str) -> set[str]:
    if kind == "person":
        return {key for reading in full_readings(form) for key in skeletons(reading.surname) if key}
    return {key for concept in concepts(form) for key in (concept, *(s[:4] for s in skeletons(concept)))}


def _people_agree(one: Entity, other: Entity) -> tuple[tuple[str, str], tuple[str, ...]] | None:
    """The whole names that agree, with the reasons; None where none do or where patronymics speak against it."""
    mine, others = (
        [(form, reading) for form in forms_of(entity) for reading in full_readings(form)[:2]] for entity in (one, other)
    )
    if any(patronymics_contradict(a, b) for _, a in mine for _, b in others):
        return None
    for a, first in mine:
        for b, second in others:
            if bool(first.patronymic) != bool(second.patronymic) or _is_brief(first) or _is_brief(second):
                continue
            outcome = compare(a, b)
            asked = {"surname", "given name"} | ({"patronymic"} if first.patronymic else set())
            if outcome.verdict == "same" and asked <= set(outcome.shared):
                return (a, b), outcome.because
    return None


def _is_brief(reading: NameReading) -> bool:
    return reading.patronymic.endswith(".")


def _groups_agree(one: Entity, other: Entity) -> tuple[tuple[str, str], tuple[str, ...]] | None:
    """Names of the same words, one of them a preferred name; a single common word («партия») names many things."""
    for a in forms_of(one):
        for b in forms_of(other):
            told = sorted(concepts(a))
            if (one.name != a and other.name != b) or told != sorted(concepts(b)):
                continue
            if len(told) > 1 or any("_" in concept for concept in told):
                return (a, b), compare_words(a, b, kind="group").because
    return None


def _together(record: Record) -> set[frozenset[str]]:
    """Pairs of dossiers that one statement names both: whoever wrote it holds them for two."""
    found: set[frozenset[str]] = set()
    for statement in record.statements:
        named = {statement.subject, *_targets([statement.thing, *statement.complements])}
        found |= {frozenset(pair) for pair in combinations(sorted(named), 2)}
    return found


def _targets(things: Sequence[Thing | Complement | None]) -> list[str]:
    inner = (thing.thing if isinstance(thing, Complement) else thing for thing in things)
    return [thing.target for thing in inner if isinstance(thing, EntityLink)]


def _judged(record: Record) -> set[frozenset[str]]:
    """Pairs on which a judgement stands, whatever the verdict."""
    return {frozenset((one.a.dossier, one.b.dossier)) for one in standing(record.judgements)}


# ── births and deaths ───────────────────────────────────────────────────────────────────────────────────────────────


def _lives(record: Record) -> Mapping[str, Mapping[str, list[Span]]]:
    """For each dossier the births and deaths that its statements give, as day numbers; open ends are None."""
    found: dict[str, dict[str, list[Span]]] = {entity: {"birth": [], "death": []} for entity in record.entities}
    for statement in record.statements:
        relation = record.vocabulary.relations.get(statement.relation)
        when = statement.when
        if relation is None or when is None or relation.life not in _APART or statement.subject not in found:
            continue
        stances = {witness.stance for witness in statement.witnesses}
        if not stances or not stances.isdisjoint(("affirms", "reports")):
            span = (when.earliest_start, when.latest_end, statement)
            found[statement.subject][relation.life].append(span)
    return found


def _could_be_one_life(one: Mapping[str, list[Span]], other: Mapping[str, list[Span]]) -> bool:
    """Whether no birth or death of the one excludes those of the other."""
    for what in ("birth", "death"):
        if one[what] and other[what] and min(_gap(a, b) for a in one[what] for b in other[what]) > 0:
            return False
    orders = [(one["death"], other["birth"]), (other["death"], one["birth"])]
    return not any(_is_before(death, birth) for deaths, births in orders for death in deaths for birth in births)


def _gap(a: Span, b: Span) -> int:
    """Days that lie between two spans at the least."""
    first, second = sorted((a, b), key=lambda span: float("-inf") if span[0] is None else span[0])
    return max(0, second[0] - first[1]) if second[0] is not None and first[1] is not None else 0


def _is_before(a: Span, b: Span) -> bool:
    return a[1] is not None and b[0] is not None and a[1] < b[0]


def _by_dates(entity: Entity, life: Mapping[str, list[Span]]) -> ProbableTwins | None:
    for what, most in _APART.items():
        for one, other in combinations(life[what], 2):
            if _gap(one, other) > most:
                years = int(_gap(one, other) // _YEAR)
                lines = tuple(f"{s.position.file}:{s.position.line}: {s.written}" for s in (one[2], other[2]))
                reason = (
                    say("its two births are {years} years apart.", years=years)
                    if what == "birth"
                    else say("its two deaths are {years} years apart.", years=years)
                )
                return ProbableTwins(entity.id, entity.position, reason, lines, (one[2].ref, other[2].ref))
    return None


# ── fathers ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _by_fathers(entity: Entity, statements: Sequence[Statement], bearers: PeopleByName) -> ProbableTwins | None:
    """Two patronymics with one surname and given name, among the forms and in what the dossier's own witnesses say."""
    own = [(form, f"{entity.position.file}: {form}") for form in forms_of(entity)]
    for statement in statements:
        for witness in statement.witnesses:
            for named in bearers.in_text(witness.quotation or ""):
                if entity.id in named.bearers and not any(
                    bearers.fits(named.surface, o) for o in _others(named.bearers, entity)
                ):
                    place = f"{witness.position.file}:{witness.position.line}"
                    own.append((named.surface, f"{place}: {named.surface}"))
    whole = [(form, told, reading) for form, told in own for reading in full_readings(form)[:1] if reading.patronymic]
    for (_, a_told, a), (_, b_told, b) in combinations(whole, 2):
        given = given_bearing(part(a.given), part(b.given))
        if patronymics_contradict(a, b) and given >= Bearing.CLOSE and share_surname(a.surname, b.surname):
            reason = say(
                "{given} {surname} has two patronymics, {one} and {other}.",
                given=a.given,
                surname=a.surname,
                one=a.patronymic,
                other=b.patronymic,
            )
            return ProbableTwins(entity.id, entity.position, reason, (a_told, b_told))
    return None


def _others(people: Sequence[str], entity: Entity) -> list[str]:
    return [person for person in people if person != entity.id]
