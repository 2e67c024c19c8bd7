"""Contradictions of a record, in its own terms: which statements cannot all be true, and which to doubt first.

How much it costs to doubt a statement: how many independent sources stand behind it, and how well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from variorum.chronology.events import Event
from variorum.chronology.rules import Rule
from variorum.dates import contradictions as sets
from variorum.dates.network import Constraint, Reason
from variorum.examined import Examined
from variorum.record import Source, Statement
from variorum.stemma.lineage import Counting, counting


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


_STANDING = {"hearsay": 0.5, "secondary": 0.75, "tertiary": 0.4, "fiction": 0.2}
_LEAST = 0.1
_DOSSIER = 3.0  # what the dossier of a source says of the source itself; a little more where it is much used
_OFTEN = 50


def weights_of(record: Examined) -> dict[str, float]:
    """The weight of every statement, by ref, and of every source's own dates, as "source:KEY".

    Sources that are one witness (`lineage`) count once, with the best standing among them; what denies or doubts takes
    half of what it would give. A dating that its writer marked as uncertain (`?`, `%`) weighs half.
    """
    counted = counting(record)
    cited = Counter(witness.citation.source for statement in record.statements for witness in statement.witnesses)
    found = {f"source:{key}": _DOSSIER + min(cited[key], _OFTEN) / (2 * _OFTEN) for key in record.sources}
    for statement in record.statements:
        found[statement.ref] = round(_weight(statement, record.sources, counted), 3)
    return found


def _weight(statement: Statement, sources: Mapping[str, Source], counted: Counting) -> float:
    weight = _side(statement, sources, counted, stances=("affirms", "reports"))
    weight -= _side(statement, sources, counted, stances=("denies", "doubts")) / 2
    if statement.when is not None and any(mark in statement.when.edtf for mark in "?%"):
        weight /= 2
    return max(weight, _LEAST)


def _side(statement: Statement, sources: Mapping[str, Source], counted: Counting, *, stances: tuple[str, ...]) -> float:
    """What the witnesses with these stances are worth together: the best of each that are one."""
    worth: dict[str, float] = {}
    for witness in statement.witnesses:
        if witness.stance in stances:
            key = witness.citation.source
            source = sources.get(key)
            value = _STANDING.get(source.standing if source else "", 1.0)
            worth[key] = max(worth.get(key, 0.0), value / 2 if witness.stance == "reports" else value)
    legs = counted.of(statement, stances=stances)
    return sum(max(worth[key] for key in group) for group in legs.groups)
