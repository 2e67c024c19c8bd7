"""Patterns found: how often a sequence came back, surely and possibly, where it broke off, what chance would give.

`patterns propose`: pairs of relations or kinds of event that follow one another more often than chance allows.

Each pair is put to the permutation test of `chance`; what stands is corrected for how many pairs were tried, after
S. Holm (1979), and named only under one in twenty.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import permutations
from typing import Any

from variorum.argument.chance import SHUFFLES
from variorum.argument.occurrences import Chronicle, Occurrence
from variorum.argument.runs import Layer, PatternRun, in_possible_run, runs_of
from variorum.collation.chances import holm
from variorum.record import Pattern, PatternStep


@dataclass(frozen=True, slots=True)
class Recurrence:
    """What became of one pattern.

    `sure` and `possible` are the greatest numbers of runs that share no occurrence; `without_sequel` are occurrences
    of the first step that stand in no possible run, `sequel_without` such of the last. `chance` is None without runs.
    """

    pattern: str
    sure: int
    possible: int
    runs: tuple[tuple[str, PatternRun], ...]  # with the place, group or person
    without_sequel: tuple[str, ...]
    sequel_without: tuple[str, ...]
    chance: float | None
    exact: bool
    shuffles: int


def recurrence_of(pattern: Pattern, chronicle: Chronicle, *, shuffles: int | None = None) -> Recurrence:
    """A pattern held against everything that is dated."""
    from variorum.argument.chance import SHUFFLES, chance_of

    times = SHUFFLES if shuffles is None else shuffles
    taken = [chronicle.of_step(step, pattern.per) for step in pattern.steps]
    by_per = _by_per(pattern, taken)
    sure = possible = 0
    exact = True
    listed: list[tuple[str, PatternRun]] = []
    within: set[str] = set()
    for per, layers in sorted(by_per.items()):
        if len(layers) < 2 or not all(layer.occurrences for layer in layers):
            continue
        found = runs_of(layers)
        sure, possible, exact = sure + found.sure, possible + found.possible, exact and found.exact
        listed += [(per, run) for run in found.listed]
        within |= in_possible_run(layers)
    return Recurrence(
        pattern.id,
        sure,
        possible,
        tuple(listed),
        tuple(one.ref for one in (taken[0] if taken else ()) if one.ref not in within),
        tuple(one.ref for one in (taken[-1] if taken else ()) if one.ref not in within),
        chance_of(by_per, shuffles=times) if possible and times else None,
        exact,
        times,
    )


def _by_per(pattern: Pattern, taken: Sequence[Sequence[Occurrence]]) -> Mapping[str, tuple[Layer, ...]]:
    """For each place, group or person that any step has, its layers in the order of the steps."""
    sorted_out: list[dict[str, list[Occurrence]]] = []
    for occurrences in taken:
        by: dict[str, list[Occurrence]] = defaultdict(list)
        for one in occurrences:
            by[one.per].append(one)
        sorted_out.append(by)
    names = dict.fromkeys(per for by in sorted_out for per in by)
    return {
        per: tuple(
            Layer(tuple(by.get(per, ())), step.within if at else None, step.at_least)
            for at, (step, by) in enumerate(zip(pattern.steps, sorted_out, strict=True))
        )
        for per in names
    }


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


def proposals(chronicle: Chronicle, *, shuffles: int = SHUFFLES) -> tuple[ProposedPattern, ...]:
    """The pairs that stand after correction, the least likely by chance first."""
    dated = Counter(statement.relation for statement in chronicle.record.statements if statement.when is not None)
    kinds = [relation for relation, count in dated.most_common(_MOST) if count >= _LEAST]
    tried: list[tuple[str, str, int, float]] = []
    pairs = list(permutations(kinds, 2))
    for first, second in pairs:
        steps = (PatternStep(first, kinds=(first,)), PatternStep(second, kinds=(second,), within=(MONTHS, "month")))
        found = recurrence_of(Pattern("", "", "", steps), chronicle, shuffles=shuffles)
        tried.append((first, second, found.sure, 1.0 if found.chance is None else found.chance))
    corrected = holm([chance for *_, chance in tried])
    stands = [
        ProposedPattern(first, second, MONTHS, runs, chance, len(pairs))
        for (first, second, runs, _), chance in zip(tried, corrected, strict=True)
        if chance < _LEVEL and runs >= _LEAST_RUNS
    ]
    return tuple(sorted(stands, key=lambda one: (one.chance, one.first, one.second)))
