"""Who is meant: forms of names held against the dossiers; what is certain by rule is linked, what is not waits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from variorum.evidence import Attestation, Naming, Unmatched
from variorum.names.gathering import Tally
from variorum.names.skeleton import letters
from variorum.record import Entity


@dataclass(frozen=True, slots=True)
class Settled:
    """What a form was found to name; fields as in `evidence.Identified`."""

    entity: str
    how: str
    because: str = ""
    candidates: tuple[str, ...] = ()


OPEN = Settled("", "open")


def identified(tallies: Sequence[Tally], entities: Iterable[Entity]) -> list[Settled]:
    """What each tally's form names, in their order."""
    bearers: dict[tuple[str, str], set[str]] = {}
    for entity in entities:
        for form in (entity.name, *(name.form for name in entity.names)):
            bearers.setdefault((entity.kind, letters(form)), set()).add(entity.id)
    return [_settled(tally, bearers) for tally in tallies]


def _settled(tally: Tally, bearers: Mapping[tuple[str, str], set[str]]) -> Settled:
    for form in (tally.surface, tally.name):
        found = sorted(bearers.get((tally.kind, letters(form)), ()))
        if len(found) == 1:
            return Settled(found[0], "rule", "The dossier gives this form.")
        if found:
            return Settled("", "open", "Several dossiers give this form.", tuple(found))
    return OPEN


def summed_up(tallies: Sequence[Tally], settled: Sequence[Settled]) -> Naming:
    """Who is named where, and the names that recur and have no dossier."""
    known: dict[tuple[str, str], list[Tally]] = {}
    unknown: dict[tuple[str, str], list[Tally]] = {}
    for tally, one in zip(tallies, settled, strict=True):
        if one.entity:
            known.setdefault((one.entity, tally.source), []).append(tally)
        elif not one.candidates and tally.kind != "role":
            unknown.setdefault((tally.kind, tally.name), []).append(tally)
    attestations = tuple(
        Attestation(entity, source, _sum(group), _forms(group), min((t.first for t in group), key=_order))
        for (entity, source), group in sorted(known.items())
    )
    unmatched = [
        Unmatched(
            name,
            kind,
            _forms(group),
            _sum(group),
            tuple(sorted({tally.source for tally in group})),
            tuple(tally.first for tally in group[:5]),
        )
        for (kind, name), group in unknown.items()
        if _sum(group) > 1
    ]
    return Naming(attestations, (), tuple(sorted(unmatched, key=lambda one: (-one.mentions, one.kind, one.name))))


def _order(place: object) -> tuple[int, int]:
    return getattr(place, "page", 0), getattr(place, "start", 0)


def _sum(group: Iterable[Tally]) -> int:
    return sum(tally.mentions for tally in group)


def _forms(group: Iterable[Tally]) -> dict[str, int]:
    forms: dict[str, int] = {}
    for tally in group:
        forms[tally.surface] = forms.get(tally.surface, 0) + tally.mentions
    return dict(sorted(forms.items(), key=lambda pair: (-pair[1], pair[0])))
