"""Runs of a pattern over vague dates: which are sure, which possible, and the greatest number that share nothing.

A run is sure where every choice of days within the windows keeps its order and gaps, possible where some choice does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from variorum.argument.exact_sets import greatest_packing
from variorum.argument.flow import Gap, disjoint_paths, earliest_reaching, reach
from variorum.argument.occurrences import Occurrence

_MOST_RUNS = 4_000  # of one place, group or person, that are told apart one by one
_MOST_SETS = 2_000  # choices of several occurrences for one step


@dataclass(frozen=True, slots=True)
class Layer:
    """The occurrences that may take a step, the gap from the step before, and how many of them a run takes."""

    occurrences: tuple[Occurrence, ...]
    gap: Gap = None
    at_least: int = 1


@dataclass(frozen=True, slots=True)
class PatternRun:
    """One run: its occurrences step by step, and whether it is sure."""

    steps: tuple[tuple[Occurrence, ...], ...]
    sure: bool

    @property
    def refs(self) -> frozenset[str]:
        """The refs of all its occurrences."""
        return frozenset(one.ref for step in self.steps for one in step)


@dataclass(frozen=True, slots=True)
class PatternRuns:
    """What was found within one place, group or person.

    `sure` and `possible` are the greatest numbers of runs that share no occurrence; where `exact` is false there were
    too many to try and `sure` is no more, `possible` no fewer than that.
    """

    sure: int
    possible: int
    listed: tuple[PatternRun, ...]
    exact: bool = True


def runs_of(layers: Sequence[Layer]) -> PatternRuns:
    """The runs through the layers of one `per`."""
    if any(len(layer.occurrences) < layer.at_least for layer in layers):
        return PatternRuns(0, 0, ())
    enumerated = _up_to(_possible_runs(layers), _MOST_RUNS)
    if enumerated is not None:
        return _packed(enumerated)
    return _by_flow(layers)


def in_possible_run(layers: Sequence[Layer]) -> frozenset[str]:
    """Refs of the first and last occurrences that stand in some possible run.

    Exact where every step takes one occurrence, or where the runs are few enough to be told; otherwise a step that
    takes several is read as taking one, so that rather too many are said to stand in a run.
    """
    if any(layer.at_least > 1 for layer in layers):
        runs = _up_to(_possible_runs(layers), _MOST_RUNS)
        if runs is not None:
            return frozenset(one.ref for run in runs for step in (run.steps[0], run.steps[-1]) for one in step)
    return frozenset({*_with_sequel(layers), *_with_precursor(layers)})


def _with_precursor(layers: Sequence[Layer]) -> Iterator[str]:
    """The last occurrences that can be reached, from the days on which what comes before them can end."""
    ends = [[_closing(one, one.earliest_start, one.latest_start)] for one in layers[0].occurrences]
    for layer in layers[1:]:
        reached = []
        for one in layer.occurrences:
            starts = [
                (max(one.earliest_start, low + 1), min(one.latest_start, reach(high, layer.gap)))
                for days in ends
                for low, high in days
            ]
            reached.append(_merged([_closing(one, *each) for each in starts if each[0] <= each[1]]))
        ends = reached
    return (one.ref for one, days in zip(layers[-1].occurrences, ends, strict=True) if days)


def _with_sequel(layers: Sequence[Layer]) -> Iterator[str]:
    """The first occurrences from which the last step can be reached: the same the other way round."""
    ends = [[_closing(one, one.earliest_start, one.latest_start)] for one in layers[-1].occurrences]
    for at in range(len(layers) - 2, -1, -1):
        after, gap = layers[at + 1], layers[at + 1].gap
        starts = [
            stretch for one, days in zip(after.occurrences, ends, strict=True) for stretch in _openings(one, days)
        ]
        froms = _merged([(earliest_reaching(first, gap), last - 1) for first, last in starts])
        ends = [_within(froms, *_closing(one, one.earliest_start, one.latest_start)) for one in layers[at].occurrences]
    return (one.ref for one, days in zip(layers[0].occurrences, ends, strict=True) if days)


def _openings(one: Occurrence, ends: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The days on which an occurrence can start so that it ends on one of some days."""
    if one.moment or not ends:
        return list(ends)
    last = min(one.latest_start, max(high for _, high in ends))
    return [(one.earliest_start, last)] if one.earliest_start <= last else []


def _within(stretches: Sequence[tuple[int, int]], low: int, high: int) -> list[tuple[int, int]]:
    cut = [(max(low, first), min(high, last)) for first, last in stretches]
    return [each for each in cut if each[0] <= each[1]]


def _merged(stretches: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches of days in order, those that touch made one."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(each for each in stretches if each[0] <= each[1]):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged


def may_follow(before: Occurrence, after: Occurrence, gap: Gap) -> bool:
    """Whether some choice of days lets one come after the other, within the gap."""
    return after.latest_start > before.earliest_end and after.earliest_start <= reach(before.latest_end, gap)


def surely_follows(before: Occurrence, after: Occurrence, gap: Gap) -> bool:
    """Whether every choice of days does."""
    return after.earliest_start > before.latest_end and after.latest_start <= reach(before.earliest_end, gap)


def _possible_runs(layers: Sequence[Layer]) -> Iterator[PatternRun]:
    """Every possible run, depth first; what a step can be is cut by the days that are left open before it."""
    stack: list[tuple[tuple[tuple[Occurrence, ...], ...], tuple[int, int], bool]] = []

    def further(steps: tuple[tuple[Occurrence, ...], ...], ends: tuple[int, int] | None, *, sure: bool) -> None:
        layer = layers[len(steps)]
        used = {one.ref for step in steps for one in step}
        open_ = [
            one for one in layer.occurrences if one.ref not in used and (ends is None or _fits(one, ends, layer.gap))
        ]
        chosen = []
        for number, group in enumerate(combinations(open_, layer.at_least)):
            if number >= _MOST_SETS:
                break
            left = _ends(group, ends, layer.gap)
            if left is not None:
                still = sure and (not steps or _surely(steps[-1], group, layer.gap))
                chosen.append(((*steps, group), left, still))
        stack.extend(reversed(chosen))

    further((), None, sure=True)
    while stack:
        steps, ends, sure = stack.pop()
        if len(steps) == len(layers):
            yield PatternRun(steps, sure)
        else:
            further(steps, ends, sure=sure)


def _fits(one: Occurrence, ends: tuple[int, int], gap: Gap) -> bool:
    return one.latest_start > ends[0] and one.earliest_start <= reach(ends[1], gap)


def _ends(group: Sequence[Occurrence], ends: tuple[int, int] | None, gap: Gap) -> tuple[int, int] | None:
    """The days on which a step can end, given those on which the one before can; None where it cannot follow.

    The days on which the step before can end shrink to those from which every occurrence of this step is reached. What
    is left is one stretch of days again, so that the answer is exact.
    """
    if ends is None:
        lows = [(one.earliest_start, one.latest_start) for one in group]
    else:
        low = max(ends[0], *(earliest_reaching(one.earliest_start, gap) for one in group))
        high = min(ends[1], *(one.latest_start - 1 for one in group))
        if low > high:
            return None
        lows = [(max(one.earliest_start, low + 1), min(one.latest_start, reach(high, gap))) for one in group]
    closing = [_closing(one, *starts) for one, starts in zip(group, lows, strict=True)]
    if any(first > last for first, last in closing):
        return None
    return max(first for first, _ in closing), max(last for _, last in closing)


def _closing(one: Occurrence, first: int, last: int) -> tuple[int, int]:
    """The days on which an occurrence can end that starts on one of some days."""
    if one.moment:
        return first, last
    return max(one.earliest_end, first), one.latest_end


def _surely(before: Sequence[Occurrence], after: Sequence[Occurrence], gap: Gap) -> bool:
    """Whether every choice of days keeps a step's order and gap to the one before.

    A step of several occurrences ends with the last of them: no later than the latest end of all, and no earlier than
    the latest of their earliest ends.
    """
    latest = max(one.latest_end for one in before)
    earliest = max(one.earliest_end for one in before)
    return all(one.earliest_start > latest and one.latest_start <= reach(earliest, gap) for one in after)


def _packed(runs: Sequence[PatternRun]) -> PatternRuns:
    sure = [run for run in runs if run.sure]
    surely, exact = greatest_packing([run.refs for run in sure])
    possibly, also_exact = greatest_packing([run.refs for run in runs], prefer=[run.sure for run in runs])
    listed = tuple(runs[at] for at in possibly)
    if not (exact and also_exact):
        bound = min(len(runs), _bound(runs))
        return PatternRuns(len(surely), bound, listed, exact=False)
    return PatternRuns(len(surely), len(possibly), listed)


def _bound(runs: Sequence[PatternRun]) -> int:
    """A number that runs without a common occurrence cannot exceed: the fewest occurrences that any step has."""
    return min(len({step[at] for step in (run.steps for run in runs)}) for at in range(len(runs[0].steps)))


def _by_flow(layers: Sequence[Layer]) -> PatternRuns:
    """Too many runs to tell one by one: the greatest number of disjoint paths through pairs of steps.

    Exact for sure runs where every step takes one occurrence and none may take two steps; for possible ones never too
    few, since a path whose every pair may follow need not be possible as a whole.
    """
    simple = all(layer.at_least == 1 for layer in layers) and _apart(layers)
    sure = disjoint_paths(layers, surely_follows)
    possible = disjoint_paths(layers, may_follow)
    listed = [PatternRun(tuple((one,) for one in path), sure=True) for path in sure]
    if not simple:
        bound = min(len(layer.occurrences) // layer.at_least for layer in layers)
        return PatternRuns(0, bound, (), exact=False)
    whole = all(_is_possible(path, layers) for path in possible)
    taken = {one.ref for path in sure for one in path}
    listed += [
        PatternRun(tuple((one,) for one in path), sure=False)
        for path in possible
        if taken.isdisjoint(one.ref for one in path) and _is_possible(path, layers)
    ]
    return PatternRuns(len(sure), len(possible), tuple(listed), exact=whole)


def _is_possible(path: Sequence[Occurrence], layers: Sequence[Layer]) -> bool:
    only = [Layer((one,), layer.gap) for one, layer in zip(path, layers, strict=True)]
    return next(_possible_runs(only), None) is not None


def _apart(layers: Sequence[Layer]) -> bool:
    refs = [one.ref for layer in layers for one in layer.occurrences]
    return len(refs) == len(set(refs))


def _up_to(runs: Iterator[PatternRun], most: int) -> list[PatternRun] | None:
    found: list[PatternRun] = []
    for run in runs:
        found.append(run)
        if len(found) > most:
            return None
    return found
