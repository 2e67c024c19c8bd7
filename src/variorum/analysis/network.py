"""Who is tied to whom: people and groups that statements name together, and those who could have met.

A tie that a statement makes carries the statement; one that only follows from where two people were at a time is told
apart. The drawing is worked out here too: springs and repulsion (Fruchterman and Reingold, Software: Practice and
Experience 21, 1991) from a spiral, with no chance in it, so that the same ties give the same picture.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from variorum.analysis.co_presence import ATTESTED, Encounter
from variorum.record import EntityLink, Record, Statement

KINDS = ("person", "group")
MOST = 2000  # people and groups that one picture holds
_ROUNDS = 160
_EVEN = 0.65  # how much of a place is that in the order of all, and not that of the springs
_SIDE = 1000  # of the square in which a picture is laid out


@dataclass(frozen=True, slots=True)
class Tie:
    """Two who are tied, the first in order of ids; `refs` name the statements. `inferred` where they only could have
    met; `days` are the first and last on which the tie is dated, None where that is not known."""

    one: str
    other: str
    refs: tuple[str, ...]
    inferred: bool
    days: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class TieNetwork:
    """People and groups that are tied to anybody, by id in order, their ties, and how many did not find room."""

    nodes: tuple[str, ...]
    ties: tuple[Tie, ...]
    left_out: int = 0


def network(record: Record, company: Mapping[str, Sequence[Encounter]], *, most: int = MOST) -> TieNetwork:
    """The network of a record; `company` says who could have met whom (`co_presence.encounters`)."""
    said: defaultdict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in record.statements:
        for pair in _pairs(record, statement):
            said[pair].append(statement)
    ties = [Tie(*pair, tuple(s.ref for s in found), False, _days(found)) for pair, found in said.items()]
    ties += _inferred(record, company, set(said))
    weight = Counter(who for tie in ties for who in (tie.one, tie.other) for _ in range(1 if tie.inferred else 3))
    kept = sorted(sorted(weight, key=lambda who: (-weight[who], who))[:most])
    inside = set(kept)
    shown = (tie for tie in ties if tie.one in inside and tie.other in inside)
    ordered = sorted(shown, key=lambda tie: (tie.one, tie.other, tie.inferred))
    return TieNetwork(tuple(kept), tuple(ordered), len(weight) - len(kept))


def laid_out(network: TieNetwork) -> Mapping[str, tuple[int, int]]:
    """Where each stands in a square of 1,000 by 1,000; the same network gives the same places."""
    import numpy as np

    number = len(network.nodes)
    if number < 2:
        return dict.fromkeys(network.nodes, (_SIDE // 2, _SIDE // 2))
    index = {who: place for place, who in enumerate(network.nodes)}
    order = np.arange(number)
    turn = order * math.pi * (3 - math.sqrt(5))
    places = np.stack([np.cos(turn), np.sin(turn)], axis=1) * np.sqrt((order + 0.5) / number)[:, None]
    ends = np.array([(index[tie.one], index[tie.other]) for tie in network.ties], dtype=int).reshape(-1, 2)
    pull = np.array([0.25 if tie.inferred else 1.0 for tie in network.ties])
    ideal = 1.6 / math.sqrt(number)
    for round_ in range(_ROUNDS):
        apart = places[:, None, :] - places[None, :, :]
        squared = np.maximum((apart**2).sum(axis=2), 1e-4)
        moves = (apart * (ideal**2 / squared)[:, :, None]).sum(axis=1)
        along = places[ends[:, 0]] - places[ends[:, 1]]
        drawn = along * (np.sqrt((along**2).sum(axis=1)) / ideal * pull)[:, None]
        np.add.at(moves, ends[:, 0], -drawn)
        np.add.at(moves, ends[:, 1], drawn)
        moves -= places * ideal * 1.5  # towards the middle, so that nobody without ties drifts off
        lengths = np.maximum(np.sqrt((moves**2).sum(axis=1)), 1e-9)
        heat = 0.12 * (1 - round_ / _ROUNDS)
        places = places + moves / lengths[:, None] * np.minimum(lengths, heat)[:, None]
    low, high = places.min(axis=0), places.max(axis=0)
    spread = (places - low) / np.maximum(high - low, 1e-9)
    ranks = np.argsort(np.argsort(places, axis=0, kind="stable"), axis=0, kind="stable") / (number - 1)
    scaled = (spread * (1 - _EVEN) + ranks * _EVEN) * _SIDE  # a crowd is drawn apart, and what lies far off nearer
    return {who: (round(float(x)), round(float(y))) for who, (x, y) in zip(network.nodes, scaled, strict=True)}


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


def _days(statements: Iterable[Statement]) -> tuple[int, int] | None:
    days: list[int] = []
    for statement in statements:
        when = statement.when
        if when is not None and when.earliest_start is not None and when.latest_end is not None:
            days += [when.earliest_start, when.latest_end]
    return (min(days), max(days)) if days else None


def _inferred(record: Record, company: Mapping[str, Sequence[Encounter]], said: set[tuple[str, str]]) -> Iterable[Tie]:
    """Those who could have met, where no statement ties them."""
    for who, met in company.items():
        found: dict[str, dict[str, None]] = {}
        for encounter in met:
            pair = (who, encounter.other)
            if who < encounter.other and pair not in said and encounter.degree != ATTESTED:
                found.setdefault(encounter.other, {}).update(dict.fromkeys(encounter.grounds))
        for other, grounds in found.items():
            if _is_somebody(record, who) and _is_somebody(record, other):
                yield Tie(who, other, tuple(grounds), True, None)
