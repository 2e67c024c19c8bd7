"""Patterns found: how often a sequence came back, surely and possibly, where it broke off, what chance would give."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from variorum.argument.occurrences import Chronicle, Occurrence
from variorum.argument.runs import Layer, PatternRun, in_possible_run, runs_of
from variorum.record import Pattern


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
