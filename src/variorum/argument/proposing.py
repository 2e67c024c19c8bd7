"""`patterns propose`: pairs of relations or kinds of event that follow one another more often than chance allows.

Each pair is put to the permutation test of `chance`; what stands is corrected for how many pairs were tried, after
S. Holm (1979), and named only under one in twenty.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from itertools import permutations
from typing import Any

from variorum.argument.chance import SHUFFLES
from variorum.argument.occurrences import Chronicle
from variorum.argument.patterns import recurrence_of
from variorum.collation.chances import holm
from variorum.record import Pattern, PatternStep

MONTHS = 12
_LEAST = 4  # occurrences of each; fewer cannot recur more than chance allows
_LEAST_RUNS = 3
_MOST = 24  # relations that are paired, the commonest first
_LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class ProposedPattern:
    """Two relations of which one followed the other within so many months, how often, and how likely by chance."""

    first: str
    second: str
    months: int
    runs: int
    chance: float
    tried: int

    def as_json(self) -> dict[str, Any]:
        """The proposal as plain JSON."""
        return asdict(self)


def proposals(chronicle: Chronicle, *, per: str = "", shuffles: int = SHUFFLES) -> tuple[ProposedPattern, ...]:
    """The pairs that stand after correction, the least likely by chance first."""
    dated = Counter(statement.relation for statement in chronicle.record.statements if statement.when is not None)
    kinds = [relation for relation, count in dated.most_common(_MOST) if count >= _LEAST]
    tried: list[tuple[str, str, int, float]] = []
    pairs = list(permutations(kinds, 2))
    for first, second in pairs:
        steps = (PatternStep(first, kinds=(first,)), PatternStep(second, kinds=(second,), within=(MONTHS, "month")))
        found = recurrence_of(Pattern("", "", per, steps), chronicle, shuffles=shuffles)
        tried.append((first, second, found.sure, 1.0 if found.chance is None else found.chance))
    corrected = holm([chance for *_, chance in tried])
    stands = [
        ProposedPattern(first, second, MONTHS, runs, chance, len(pairs))
        for (first, second, runs, _), chance in zip(tried, corrected, strict=True)
        if chance < _LEVEL and runs >= _LEAST_RUNS
    ]
    return tuple(sorted(stands, key=lambda one: (one.chance, one.first, one.second)))
