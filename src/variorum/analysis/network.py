"""Who is tied to whom: people and groups that statements name together, and those who could have met.

A tie that a statement makes carries the statement; one that only follows from where two people were at a time is told
apart. `layout` gives each a place in a picture.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from variorum.analysis.co_presence import ATTESTED, Encounter
from variorum.record import EntityLink, Record, Statement

KINDS = ("person", "group")
Days = tuple[int, int]  # the first and the last


@dataclass(frozen=True, slots=True)
class Tie:
    """Two who are tied, the first in order of ids; `refs` name the statements. `inferred` where they only could have
    met; `days` are the first and last on which the tie is dated, None where that is not known; `each` are those of each
    statement, or of each time at which they could have met."""

    one: str
    other: str
    refs: tuple[str, ...]
    inferred: bool
    days: Days | None
    each: tuple[Days, ...] = ()


@dataclass(frozen=True, slots=True)
class TieNetwork:
    """People and groups that are tied to anybody, by id in order, their ties, and how many did not find room."""

    nodes: tuple[str, ...]
    ties: tuple[Tie, ...]
    left_out: int = 0


def network(record: Record, company: Mapping[str, Sequence[Encounter]]) -> TieNetwork:
    """The network of a record; `company` says who could have met whom (`co_presence.encounters`)."""
    said: defaultdict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in record.statements:
        for pair in _pairs(record, statement):
            said[pair].append(statement)
    ties = [_said(pair, found) for pair, found in said.items()]
    ties += _inferred(record, company, set(said))
    nodes = sorted({who for tie in ties for who in (tie.one, tie.other)})
    return TieNetwork(tuple(nodes), tuple(sorted(ties, key=lambda tie: (tie.one, tie.other, tie.inferred))))


def foremost(whole: TieNetwork, *, most: int) -> TieNetwork:
    """Those with the most ties, and the ties between them; a tie that a statement makes weighs three times."""
    weight = Counter(who for tie in whole.ties for who in (tie.one, tie.other) for _ in range(1 if tie.inferred else 3))
    kept = sorted(sorted(weight, key=lambda who: (-weight[who], who))[:most])
    inside = set(kept)
    ties = tuple(tie for tie in whole.ties if tie.one in inside and tie.other in inside)
    return replace(whole, nodes=tuple(kept), ties=ties, left_out=len(weight) - len(kept))


def _pairs(record: Record, statement: Statement) -> Iterable[tuple[str, str]]:
    """The subject with each of those whom the statement names."""
    things = [statement.thing, *(complement.thing for complement in statement.complements)]
    others = dict.fromkeys(thing.target for thing in things if isinstance(thing, EntityLink))
    for other in others:
        if other != statement.subject and all(_is_somebody(record, who) for who in (statement.subject, other)):
            yield (statement.subject, other) if statement.subject < other else (other, statement.subject)


def _is_somebody(record: Record, identity: str) -> bool:
    entity = record.entities.get(identity)
    return entity is not None and entity.kind in KINDS


def _said(pair: tuple[str, str], statements: Sequence[Statement]) -> Tie:
    """The tie that these statements make."""
    each = [days for one in statements if (days := _days(one)) is not None]
    return Tie(*pair, tuple(one.ref for one in statements), False, _around(each), tuple(dict.fromkeys(each)))


def _days(statement: Statement) -> Days | None:
    when = statement.when
    if when is None or when.earliest_start is None or when.latest_end is None:
        return None
    return when.earliest_start, when.latest_end


def _around(each: Iterable[Days]) -> Days | None:
    days = [day for pair in each for day in pair]
    return (min(days), max(days)) if days else None


def _inferred(record: Record, company: Mapping[str, Sequence[Encounter]], said: set[tuple[str, str]]) -> Iterable[Tie]:
    """Those who could have met, where no statement ties them."""
    for who, met in company.items():
        found: dict[str, list[Encounter]] = defaultdict(list)
        for encounter in met:
            if who < encounter.other and (who, encounter.other) not in said and encounter.degree != ATTESTED:
                found[encounter.other].append(encounter)
        for other, times in found.items():
            if _is_somebody(record, who) and _is_somebody(record, other):
                grounds = tuple(dict.fromkeys(ref for encounter in times for ref in encounter.grounds))
                bounds = ((one.first, one.last) for one in times)
                each = [(first, last) for first, last in bounds if first is not None and last is not None]
                yield Tie(who, other, grounds, True, _around(each), tuple(dict.fromkeys(each)))
