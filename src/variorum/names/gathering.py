"""Mentions gathered: how often each form of a name stands in each source, and where first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from variorum.evidence import Mention, Stretch


@dataclass(frozen=True, slots=True)
class Tally:
    """How often one form of a name stands in one source, and where first.

    `cue` is "oblique" where a word before the name keeps it out of the nominative, else empty.
    """

    source: str
    kind: str
    name: str
    surface: str
    cue: str
    mentions: int
    first: Stretch


def tallied(mentions: Iterable[Mention]) -> list[Tally]:
    """Mentions counted by source and form, in the order in which the forms are first met."""
    counts: dict[tuple[str, str, str, str], int] = {}
    firsts: dict[tuple[str, str, str, str], Stretch] = {}
    for mention in mentions:
        key = (mention.source, mention.kind, mention.name, mention.surface)
        counts[key] = counts.get(key, 0) + 1
        place = Stretch(mention.source, mention.page, mention.start, mention.end)
        before = firsts.get(key)
        if before is None or (place.page, place.start) < (before.page, before.start):
            firsts[key] = place
    return [Tally(*key, "", count, firsts[key]) for key, count in counts.items()]
