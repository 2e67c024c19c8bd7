"""Two chronologies where theses make two: what would lie elsewhere in time if one of them were right.

A thesis that forbids a statement takes it away, and with it whatever its date proves. The record without the forbidden
statements is woven anew for each thesis, and only what then lies elsewhere is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from variorum import chronology
from variorum.chronology import Chronology, EventWindow
from variorum.edition.site import Site
from variorum.edition.time.windows import event_link, window_said
from variorum.record import Thesis

_SHOWN = 60  # rows


@dataclass(frozen=True, slots=True)
class RivalRow:
    """One event, and when it was under each of the theses."""

    what: Markup
    windows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RivalView:
    """What each thesis makes of the dates."""

    names: tuple[str, ...]
    contradictions: tuple[int, ...]
    rows: tuple[RivalRow, ...]


def rival_view(site: Site, theses: Sequence[Thesis], root: str) -> RivalView | None:
    """The rival chronologies of theses that answer one question; None where they would all be the same."""
    forbidden = [_forbidden(site, thesis) for thesis in theses]
    if not any(forbidden):
        return None
    made = {gone: _without(site, gone) for gone in dict.fromkeys(forbidden)}
    times = [made[gone] for gone in forbidden]
    everywhere = [ref for ref in times[0].events if all(ref in each.events for each in times)]
    rows = [row for ref in everywhere if ref in site.survey.statements and (row := _row(site, times, ref, root))]
    counts = tuple(len(each.contradictions()) for each in times)
    if not rows and len(set(counts)) == 1:
        return None
    return RivalView(tuple(thesis.name or thesis.id for thesis in theses), counts, tuple(rows[:_SHOWN]))


def _forbidden(site: Site, thesis: Thesis) -> frozenset[str]:
    """The statements with a place in time that a thesis forbids."""
    return frozenset(
        each.statement
        for each in thesis.evidence
        if each.bearing.startswith("forbids") and each.statement in site.chronology.events
    )


def _without(site: Site, gone: frozenset[str]) -> Chronology:
    if not gone:
        return site.chronology
    return chronology.of(
        replace(site.record, statements=tuple(each for each in site.record.statements if each.ref not in gone))
    )


def _row(site: Site, times: Sequence[Chronology], ref: str, root: str) -> RivalRow | None:
    windows: list[EventWindow] = [each.dated(ref).inferred for each in times]
    if len(set(windows)) == 1:
        return None
    moment = times[0].events[ref].moment
    said = (window_said(window, site.words, moment=moment) or site.words("rival.none") for window in windows)
    return RivalRow(event_link(site, ref, root), tuple(said))
