"""Judgements on who is one with whom: how their matter is written, which of them stand, and what follows from them.

The matter of a judgement on names is written `names A = B`. A side is a dossier's id, or a name in quotation marks,
which means that name throughout the archive; `“Kaiurov” in memoir1988` means it in one source, and `“Kaiurov” in
memoir1988 at 3/120` the one mention on the third page of the file that begins at offset 120. Sides are put in one
order, so that A = B and B = A are one matter. The newest judgement on a matter stands; the older ones stay as its
history, and a judgement "withdrawn" leaves the matter as if nobody had judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from variorum.names.forms.skeleton import letters
from variorum.record import AboutNames, Judgement, matter_of

SAME, DIFFERENT, UNSURE, WITHDRAWN = "same", "different", "unsure", "withdrawn"
VERDICTS = (SAME, DIFFERENT, UNSURE, WITHDRAWN)

_SIDE = re.compile(
    r"""^\s*(?:
        (?P<id>[^\s“”"«»=]+)
        | [“"«](?P<name>.+)[”"»](?:\s+in\s+(?P<source>\S+)(?:\s+at\s+(?P<page>\d+)/(?P<start>\d+))?)?
    )\s*$""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True, order=True)
class Party:
    """One side of a judgement: a dossier, or a name in the whole archive, in one source, or in one place.

    `page` is 0 and `start` -1 where no single place is meant.
    """

    dossier: str = ""
    name: str = ""
    source: str = ""
    page: int = 0
    start: int = -1

    @property
    def written(self) -> str:
        """The side as a judgement's matter writes it."""
        if self.dossier:
            return self.dossier
        within = f" in {self.source}" if self.source else ""
        at = f" at {self.page}/{self.start}" if self.start >= 0 else ""
        return f"“{self.name}”{within}{at}"

    @property
    def known_by(self) -> tuple[str, str, str, int, int]:
        """Equal for the same party however its name is capitalised or its ё is written."""
        return self.dossier, letters(self.name) if self.name else "", self.source, self.page, self.start


@dataclass(frozen=True, slots=True)
class JudgedMatter:
    """A matter that was judged: its two sides, the judgement that stands, and all that was judged, oldest first."""

    a: Party
    b: Party
    judgement: Judgement
    history: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class JudgementContradiction:
    """A judgement "different" against judgements that together make the two the same."""

    different: Judgement
    chain: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Consequence:
    """That two are one, though nobody judged it of these two: by which judgements."""

    a: Party
    b: Party
    chain: tuple[Judgement, ...]


def matter(a: Party, b: Party) -> str:
    """The key of a judgement on two parties, names before dossiers, otherwise in the order of letters."""
    first, second = sorted((a, b), key=lambda party: (bool(party.dossier), party.written))
    return AboutNames(first.written, second.written).written


def parties(about: str) -> tuple[Party, Party] | None:
    """The two sides of a judgement's matter; None where it is about something else, or cannot be read."""
    matter = matter_of(about)
    if not isinstance(matter, AboutNames):
        return None
    a, b = _party(matter.one), _party(matter.other)
    return None if a is None or b is None or a.known_by == b.known_by else (a, b)


def _party(written: str) -> Party | None:
    found = _SIDE.match(written)
    if found is None:
        return None
    if found["id"]:
        return Party(dossier=found["id"])
    return Party(
        name=" ".join(found["name"].split()),
        source=found["source"] or "",
        page=int(found["page"] or 0),
        start=int(found["start"]) if found["start"] else -1,
    )


def standing(judgements: Iterable[Judgement]) -> tuple[JudgedMatter, ...]:
    """The matters on names that were judged and not withdrawn, in the order of their keys."""
    histories: dict[tuple[object, ...], list[Judgement]] = {}
    sides: dict[tuple[object, ...], tuple[Party, Party]] = {}
    for judgement in judgements:
        pair = parties(judgement.about)
        if pair is None or judgement.verdict not in VERDICTS:
            continue
        key = tuple(sorted(party.known_by for party in pair))
        histories.setdefault(key, []).append(judgement)
        sides.setdefault(key, pair)
    found = [
        JudgedMatter(*sides[key], history[-1], tuple(history))
        for key, history in histories.items()
        if history[-1].verdict != WITHDRAWN
    ]
    return tuple(sorted(found, key=lambda one: matter(one.a, one.b)))


def contradictions(judgements: Iterable[Judgement]) -> tuple[JudgementContradiction, ...]:
    """Every standing judgement that two differ though others, standing too, make them one."""
    judged = standing(judgements)
    ties = _ties(judged)
    found = []
    for one in judged:
        if one.judgement.verdict == DIFFERENT:
            chain = _chain(ties, one.a.known_by, one.b.known_by)
            if chain:
                found.append(JudgementContradiction(one.judgement, chain))
    return tuple(found)


def consequences(judgements: Iterable[Judgement]) -> tuple[Consequence, ...]:
    """Every two parties that are one by several judgements together and were never judged themselves."""
    judged = standing(judgements)
    ties = _ties(judged)
    settled = {frozenset((one.a.known_by, one.b.known_by)) for one in judged}
    known = {party.known_by: party for one in judged for party in (one.a, one.b)}
    found = []
    for key in sorted(ties):
        for other in sorted(_reached(ties, key)):
            if key < other and frozenset((key, other)) not in settled:
                found.append(Consequence(known[key], known[other], _chain(ties, key, other)))
    return tuple(found)


_Key = tuple[str, str, str, int, int]
_Ties = Mapping[_Key, Mapping[_Key, Judgement]]


def _ties(judged: Iterable[JudgedMatter]) -> _Ties:
    ties: dict[_Key, dict[_Key, Judgement]] = {}
    for one in judged:
        if one.judgement.verdict == SAME:
            ties.setdefault(one.a.known_by, {})[one.b.known_by] = one.judgement
            ties.setdefault(one.b.known_by, {})[one.a.known_by] = one.judgement
    return ties


def _chain(ties: _Ties, start: _Key, goal: _Key) -> tuple[Judgement, ...]:
    """The shortest chain of judgements from one party to another; empty where there is none."""
    came: dict[_Key, tuple[_Key, Judgement]] = {}
    waiting = [start]
    for here in waiting:
        for there, judgement in sorted(ties.get(here, {}).items(), key=lambda tie: tie[0]):
            if there != start and there not in came:
                came[there] = (here, judgement)
                waiting.append(there)
    chain: list[Judgement] = []
    while goal in came:
        goal, judgement = came[goal]
        chain.append(judgement)
    return tuple(reversed(chain))


def _reached(ties: _Ties, start: _Key) -> set[_Key]:
    reached = {start}
    waiting = [start]
    for here in waiting:
        for there in ties.get(here, {}):
            if there not in reached:
                reached.add(there)
                waiting.append(there)
    return reached - {start}
