"""From grounds to a direction: what decides, what contradicts, and what leaves the matter open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from variorum.evidence import DescentGround
from variorum.stemma.grounds import FAINT, FAIR, FIRM

A_FROM_B, B_FROM_A, COMMON, UNKNOWN = "a-from-b", "b-from-a", "common", "unknown"
_DATED = ("written", "published")
_TURNED = {A_FROM_B: B_FROM_A, B_FROM_A: A_FROM_B}


def turned(ground: DescentGround) -> DescentGround:
    """A ground found with the sides exchanged, for the sides as they are."""
    shows, excludes = _TURNED.get(ground.shows, ground.shows), _TURNED.get(ground.excludes, ground.excludes)
    return replace(ground, shows=shows, excludes=excludes)


def direction_of(grounds: Iterable[DescentGround]) -> str:
    """The direction that the grounds suffice for.

    "From" means that the words stood in the one before they stood in the other, and that nothing shows a third; over
    what they went, if over anything, is not said. So the earlier is given where nothing speaks but the dates; but not
    where an older third has the passage too, or where the earlier itself quotes it from elsewhere. What an eye skipped
    shows only who does not have it from whom, and needs the dates or a mark beside it. Both ways excluded is a common
    source, known or not. Grounds that contradict one another leave it unknown.
    """
    found = tuple(grounds)
    ab, ba = _for(found, A_FROM_B), _for(found, B_FROM_A)
    against_ab, against_ba = _against(found, A_FROM_B), _against(found, B_FROM_A)
    shown = max(ab, ba)
    if against_ab >= FAIR and against_ba >= FAIR and shown < FIRM:
        return COMMON
    if max((g.weight for g in found if g.shows == COMMON), default=0) >= FAIR and shown < FIRM:
        return COMMON
    for_ab, for_ba = max(ab, against_ba), max(ba, against_ab)
    if for_ab >= FAIR and for_ba >= FAIR:
        return _heavier(found, for_ab, for_ba)
    if for_ab >= FAIR or for_ba >= FAIR:
        direction = A_FROM_B if for_ab >= FAIR else B_FROM_A
        return direction if shown >= FAIR or _is_prior(found, direction) else UNKNOWN
    return _added_up(found)


def _is_prior(found: tuple[DescentGround, ...], direction: str) -> bool:
    """Whether dates, or a mark beside what was lost, show that the one had the words first, and nothing opens it."""
    faint = {ground.shows for ground in found if ground.weight == FAINT}
    dated = any(ground.kind in _DATED for ground in found)
    opened = any(ground.kind == "third-open" for ground in found)
    return not opened and _TURNED[direction] not in faint and (dated or direction in faint)


def _heavier(found: tuple[DescentGround, ...], for_ab: int, for_ba: int) -> str:
    """Of two that contradict: the firm one where the other rests on a mark in the words alone, else neither."""
    for mine, other, direction in ((for_ab, for_ba, A_FROM_B), (for_ba, for_ab, B_FROM_A)):
        opposed = {g.kind for g in found if g.weight == other and _TURNED[direction] in _speaks_for(g)}
        if mine == FIRM and other == FAIR and opposed <= {"leaves-out", "puts-in"}:
            return direction
    return UNKNOWN


def _added_up(found: tuple[DescentGround, ...]) -> str:
    """The direction of two or more faint grounds of different kinds, none of which speaks for the other."""
    kinds = {d: {g.kind for g in found if g.weight == FAINT and g.shows == d} for d in (A_FROM_B, B_FROM_A)}
    for direction, other in ((A_FROM_B, B_FROM_A), (B_FROM_A, A_FROM_B)):
        if len(kinds[direction]) >= 2 and not kinds[other]:
            return direction
    return UNKNOWN


def _speaks_for(ground: DescentGround) -> tuple[str, ...]:
    return (ground.shows, _TURNED.get(ground.excludes, ""))


def _for(found: tuple[DescentGround, ...], direction: str) -> int:
    return max((ground.weight for ground in found if ground.shows == direction), default=0)


def _against(found: tuple[DescentGround, ...], direction: str) -> int:
    return max((ground.weight for ground in found if ground.excludes == direction), default=0)
