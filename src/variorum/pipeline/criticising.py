"""The checks run family by family, each remembered while the parts of the record that it looks at stay the same."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from variorum.criticism.families import FAMILIES
from variorum.criticism.framework import Criticism, checked, criticise, family_of
from variorum.digest import sha_of
from variorum.finding import Finding
from variorum.pipeline.engine import Engine
from variorum.pipeline.step import Given, step
from variorum.record import Record

if TYPE_CHECKING:
    from variorum.examined import Verified

BROKEN_OFF = "X001"
DERIVED = ("holdings", "quotations", "naming", "borrowings", "editions", "erasures")

Parts = Mapping[str, str]
"""A digest of each part of a record that was worked out, by the field's name; what is not there was not."""


@step("criticism", code=("criticism",))
def criticism(family: str, record: Any) -> tuple[Finding, ...]:
    """What every check of a family that is switched on finds, before any judgement."""
    return tuple(checked(record, codes=(family,)))


def criticised(
    record: Verified, engine: Engine, *, parts: Parts, found: Sequence[Finding], codes: Collection[str] = ()
) -> Criticism:
    """The findings of every family whose parts were worked out, recalled where nothing that it looks at changed.

    `found` and `codes` are as in `criticise`; judgements are laid over the findings anew each time.
    What other people's checks find is never remembered: they may look at whatever they please. Nor is what was found
    while a check broke off.
    """
    families = [one for one in (sorted({family_of(code) for code in codes}) or FAMILIES) if is_ready(one, parts)]
    if record.settings.plugins:
        return criticise(record, codes=codes or (() if len(families) == len(FAMILIES) else families), found=found)
    known: list[Finding] = []
    for family in families:
        shown = FAMILIES[family]
        given = Given(digest_of_parts(parts, shown.looks_at), partial(shown.shown, record))
        told = engine.ask(criticism, family, family=family, record=given).value()
        if any(finding.code == BROKEN_OFF for finding in told):
            engine.retain(criticism, (one for one in FAMILIES if one != family))
        known += told
    engine.flush()
    whole = len(families) == len(FAMILIES)
    return criticise(record, codes=codes or (() if whole else (*families, "A")), found=found, known=known)


def is_ready(family: str, parts: Collection[str]) -> bool:
    """Whether all that a family looks at was worked out."""
    return family in FAMILIES and set(FAMILIES[family].looks_at) <= set(parts)


def waiting(parts: Collection[str]) -> tuple[str, ...]:
    """The families that cannot be told of yet, since something that they look at was not worked out."""
    return tuple(family for family in FAMILIES if not is_ready(family, parts))


def wanted_for(codes: Collection[str]) -> frozenset[str]:
    """The parts that have to be worked out before all that is asked for can be told; all where nothing is named."""
    families = {family_of(code) for code in codes} - {"A"}  # what readers found needs nothing more
    if not codes or families - set(FAMILIES):
        return frozenset(DERIVED)
    looked_at = {name for family in families for name in FAMILIES[family].looks_at}
    return frozenset(looked_at) & frozenset(DERIVED)


def digest_of_parts(parts: Parts, names: Collection[str]) -> str:
    """One digest of several parts."""
    return sha_of("\n".join(f"{name} {parts[name]}" for name in sorted(names)))


def digest_of_field(value: object) -> str:
    """A digest of everything that a part of a record says."""
    return sha_of(repr(value))


def digest_of_record(record: Record) -> str:
    """A digest of everything that a record says."""
    return sha_of(repr(record))
