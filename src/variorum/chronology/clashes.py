"""Contradictions of a record, in its own terms: which statements cannot all be true, and which to doubt first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from variorum.chronology.events import Event
from variorum.chronology.rules import Rule
from variorum.dates import contradictions as sets
from variorum.dates.network import Constraint, Reason


@dataclass(frozen=True, slots=True)
class Clash:
    """Statements (and sources) that cannot all be as they are dated: a least set, none could be spared.

    `refs` are statement refs and "source:KEY". `rules` are what always holds and was used, `assumptions` what may
    fail, and whoever refuses one of those has no contradiction. `doubt` is the lightest thing to doubt,
    as chosen for all the contradictions together; `kind` is life, career, document, event or order. `circle` shows the
    contradiction step by step.
    """

    refs: tuple[str, ...]
    rules: tuple[Rule, ...]
    assumptions: tuple[Rule, ...]
    doubt: tuple[str, ...]
    kind: str
    circle: tuple[Constraint, ...]


_KINDS = ("document", "life", "career", "event", "order")


def clash_of(contradiction: sets.Contradiction, doubted: Mapping[Reason, object], events: Mapping[str, Event]) -> Clash:
    """A contradiction of the network in the record's terms."""
    rules = tuple(sorted(reason for reason in contradiction.policies if isinstance(reason, Rule)))
    refs = sorted(
        (str(reason) for reason in contradiction.evidence),
        key=lambda ref: (events[ref].position.file, events[ref].position.line, ref) if ref in events else ("", 0, ref),
    )
    used = {rule.kind for step in contradiction.circle for rule in step.reasons if isinstance(rule, Rule)}
    kind = next((kind for kind in _KINDS if kind in used), "order")
    return Clash(
        tuple(refs),
        tuple(rule for rule in rules if rule.sure),
        tuple(rule for rule in rules if not rule.sure),
        tuple(ref for ref in refs if ref in doubted),
        kind,
        contradiction.circle,
    )
