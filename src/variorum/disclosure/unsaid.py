"""What was worked out over the whole archive, told by its open sources alone: names, borrowings, erasures."""

from __future__ import annotations

import re
from dataclasses import replace

from variorum.evidence import Borrowing, Erasure, Naming, Unmatched
from variorum.record import Record
from variorum.stemma.grounds import direction_of, in_words


def rests_on_open_sources(erasure: Erasure, record: Record, closed: frozenset[str]) -> bool:
    """Whether an erasure rests on open sources alone; that somebody is named again tells of an edition before both."""
    if not closed.isdisjoint((erasure.earlier, erasure.later, *erasure.over)):
        return False
    return erasure.kind != "restored" or closed.isdisjoint(_ancestors(record, erasure.earlier))


def _ancestors(record: Record, key: str) -> set[str]:
    found: set[str] = set()
    left = [key]
    while left:
        source = record.sources.get(left.pop())
        more = {tie.source for tie in source.lineage} - found if source else set()
        found |= more
        left += more
    return found


def open_borrowing(borrowing: Borrowing, closed: frozenset[str]) -> Borrowing | None:
    """A borrowing between open sources, by those grounds alone that name no closed one; the direction is theirs."""
    if {borrowing.a.source, borrowing.b.source} & closed:
        return None
    kept = tuple(
        ground
        for ground in borrowing.grounds
        if not any(closed.intersection(re.findall(r"[^\s:()]+", value)) for _, value in ground.said)
    )
    if kept == borrowing.grounds:
        return borrowing
    return replace(
        borrowing, grounds=kept, because=tuple(in_words(ground) for ground in kept), direction=direction_of(kept)
    )


def open_naming(naming: Naming, closed: frozenset[str], seen: frozenset[str]) -> Naming:
    """Who is named in the open sources; doubts are a matter of the archive's, and their reasons may tell."""
    return Naming(
        tuple(one for one in naming.attestations if one.source not in closed),
        (),
        tuple(opened for one in naming.unmatched if (opened := _open_unmatched(one, closed, seen))),
    )


def _open_unmatched(unmatched: Unmatched, closed: frozenset[str], seen: frozenset[str]) -> Unmatched | None:
    if closed.isdisjoint(unmatched.sources):
        return unmatched
    sources = tuple(source for source in unmatched.sources if source not in closed)
    forms = {form: times for form, times in unmatched.forms.items() if form in seen}
    if not sources or not forms:
        return None
    name = unmatched.name if unmatched.name in seen else max(forms, key=lambda form: (forms[form], form))
    places = tuple(place for place in unmatched.places if place.source not in closed)
    return Unmatched(name, unmatched.kind, forms, len(places), sources, places)
