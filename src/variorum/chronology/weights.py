"""How much it costs to doubt a statement: how many independent sources stand behind it, and how well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from variorum.lineage import families_of
from variorum.record import Record, Source, Statement

_STANDING = {"hearsay": 0.5, "secondary": 0.75, "tertiary": 0.4, "fiction": 0.2}
_LEAST = 0.1
_DOSSIER = 3.0  # what the dossier of a source says of the source itself; a little more where it is much used
_OFTEN = 50


def weights_of(record: Record) -> dict[str, float]:
    """The weight of every statement, by ref, and of every source's own dates, as "source:KEY".

    Sources that descend from one another count once, with the best standing among them; what denies or doubts takes
    half of what it would give. A dating that its writer marked as uncertain (`?`, `%`) weighs half.
    """
    roots = families_of(record.sources)
    cited = Counter(witness.citation.source for statement in record.statements for witness in statement.witnesses)
    found = {f"source:{key}": _DOSSIER + min(cited[key], _OFTEN) / (2 * _OFTEN) for key in record.sources}
    for statement in record.statements:
        found[statement.ref] = round(_weight(statement, record.sources, roots), 3)
    return found


def _weight(statement: Statement, sources: Mapping[str, Source], roots: Mapping[str, str]) -> float:
    affirming: dict[str, float] = {}
    against: dict[str, float] = {}
    for witness in statement.witnesses:
        if witness.stance == "omits":
            continue
        key = witness.citation.source
        side = affirming if witness.stance in ("affirms", "reports") else against
        source = sources.get(key)
        worth = _STANDING.get(source.standing if source else "", 1.0)
        if witness.stance == "reports":
            worth /= 2
        root = roots.get(key, key)
        side[root] = max(side.get(root, 0.0), worth)
    weight = sum(affirming.values()) - sum(against.values()) / 2
    if statement.when is not None and any(mark in statement.when.edtf for mark in "?%"):
        weight /= 2
    return max(weight, _LEAST)
