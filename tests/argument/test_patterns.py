"""Runs over vague dates: held against trying every choice of days and every choice of runs."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making_arguments import source

from variorum.argument.exact_sets import greatest_packing
from variorum.argument.flow import disjoint_paths, earliest_reaching, reach
from variorum.argument.occurrences import Chronicle, Occurrence
from variorum.argument.patterns import recurrence_of
from variorum.argument.runs import Layer, in_possible_run, may_follow, runs_of, surely_follows
from variorum.dates.days import day_number

GAP = (3, "day")
windows = st.tuples(st.integers(0, 7), st.integers(0, 3), st.booleans(), st.integers(0, 3), st.integers(0, 2))


def made(name: str, window: tuple[int, int, bool, int, int]) -> Occurrence:
    first, width, moment, length, width_of_end = window
    if moment:
        return Occurrence(name, "", first, first + width, first, first + width)
    earliest_end = first + length
    latest_end = max(earliest_end + width_of_end, first + width)
    return Occurrence(name, "", first, first + width, earliest_end, latest_end, moment=False)


def choices(one: Occurrence) -> list[tuple[int, int]]:
    starts = range(one.earliest_start, one.latest_start + 1)
    if one.moment:
        return [(day, day) for day in starts]
    return [(s, e) for s in starts for e in range(one.earliest_end, one.latest_end + 1) if s <= e]


def keeps(days: list[list[tuple[int, int]]], gaps: list[tuple[int, str] | None]) -> bool:
    for before, after, gap in zip(days, days[1:], gaps[1:], strict=False):
        end = max(e for _, e in before)
        if not all(end < s <= reach(end, gap) for s, _ in after):
            return False
    return True


def tried(layers: list[Layer]) -> tuple[int, int, set[str]]:
    """Sure and possible numbers, and the first and last in a possible run, by trying everything."""
    runs = []
    for groups in product(*(combinations(layer.occurrences, layer.at_least) for layer in layers)):
        answers = []
        for days in product(*(choices(one) for group in groups for one in group)):
            split, at = [], 0
            for group in groups:
                split.append(list(days[at : at + len(group)]))
                at += len(group)
            answers.append(keeps(split, [layer.gap for layer in layers]))
        if any(answers):
            runs.append((frozenset(one.ref for group in groups for one in group), all(answers), groups))
    ends = {one.ref for _, _, groups in runs for group in (groups[0], groups[-1]) for one in group}
    return most([refs for refs, sure, _ in runs if sure]), most([refs for refs, *_ in runs]), ends


def most(sets: list[frozenset[str]]) -> int:
    for size in range(len(sets), 0, -1):
        for chosen in combinations(sets, size):
            if sum(map(len, chosen)) == len(frozenset().union(*chosen)):
                return size
    return 0


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(windows, min_size=1, max_size=2), min_size=2, max_size=3), st.booleans())
def test_sure_and_possible_runs_are_those_that_trying_everything_finds(layers, several: bool) -> None:
    made_layers = []
    for at, layer in enumerate(layers):
        occurrences = tuple(made(f"{at}:{number}", window) for number, window in enumerate(layer))
        takes = 2 if several and at == len(layers) - 1 and len(occurrences) > 1 else 1
        made_layers.append(Layer(occurrences, GAP if at else None, takes))
    found = runs_of(made_layers)
    sure, possible, ends = tried(made_layers)
    assert (found.sure, found.possible) == (sure, possible)
    assert in_possible_run(made_layers) == ends
    assert found.exact


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sets(st.integers(0, 9), min_size=1, max_size=3), max_size=8))
def test_a_greatest_packing_is_the_greatest(sets) -> None:
    named = [frozenset(map(str, one)) for one in sets]
    chosen, exact = greatest_packing(named)
    assert exact
    assert len(chosen) == most(named)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sets(st.integers(0, 7), min_size=1, max_size=3), st.booleans()), min_size=1, max_size=8))
def test_of_two_packings_of_one_size_the_one_with_more_preferred_sets_is_taken(told) -> None:
    sets, prefer = [frozenset(map(str, one)) for one, _ in told], [wanted for _, wanted in told]
    chosen, exact = greatest_packing(sets, prefer)
    every = (
        some
        for number in range(len(sets) + 1)
        for some in combinations(range(len(sets)), number)
        if sum(len(sets[at]) for at in some) == len(frozenset().union(*(sets[at] for at in some)))
    )
    assert exact
    assert chosen in set(combinations(range(len(sets)), len(chosen)))
    assert (len(chosen), sum(prefer[at] for at in chosen)) == max(
        (len(some), sum(prefer[at] for at in some)) for some in every
    )


def test_every_pair_of_thirteen_is_packed_to_the_end() -> None:
    pairs = [frozenset(pair) for pair in combinations("abcdefghijklm", 2)]
    chosen, exact = greatest_packing(pairs, [number != 3 for number in range(len(pairs))])
    assert exact
    assert len(chosen) == 6
    assert 3 not in chosen


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.integers(0, 12), max_size=4), min_size=2, max_size=4))
def test_disjoint_paths_are_as_many_as_runs_told_one_by_one(layers) -> None:
    made_layers = [
        Layer(tuple(Occurrence(f"{at}:{i}", "", day, day, day, day) for i, day in enumerate(days)), GAP if at else None)
        for at, days in enumerate(layers)
    ]
    paths = disjoint_paths(made_layers, surely_follows)
    assert len(paths) == runs_of(made_layers).sure
    refs = [one.ref for path in paths for one in path]
    assert len(refs) == len(set(refs))
    assert len(disjoint_paths(made_layers, may_follow)) == len(paths)


@pytest.mark.parametrize(
    ("day", "gap", "reached"),
    [
        ((1930, 1, 31), (1, "month"), (1930, 2, 28)),
        ((1928, 1, 31), (1, "month"), (1928, 2, 29)),
        ((1930, 3, 15), (6, "month"), (1930, 9, 15)),
        ((1928, 2, 29), (1, "year"), (1929, 2, 28)),
        ((1930, 1, 1), (2, "week"), (1930, 1, 15)),
    ],
)
def test_a_gap_reaches_the_same_day_so_many_months_on(day, gap, reached) -> None:
    assert reach(day_number(*day), gap) == day_number(*reached)
    first = earliest_reaching(day_number(*reached), gap)
    assert reach(first, gap) >= day_number(*reached) > reach(first - 1, gap)


def event(id_: str, kind: str, when: str, place: str) -> dict[str, str]:
    head = f"---\nid: {id_}\nname: {id_}\ntype: {kind}\n---\n\n## Statements\n\n"
    return {f"events/{id_}.md": f"{head}- {when}: took place in [[{place}]] ^x\n"}


FILES = (
    source("s")
    | {"places/mill.md": "", "places/village.md": ""}
    | event("famine", "crisis", "1930-01", "village")
    | event("hunger", "crisis", "1932", "mill")
    | event("arrests", "arrest", "1930-03", "village")
    | event("raid", "arrest", "1932-06", "mill")
    | event("late", "arrest", "1939", "mill")
)
STEPS = "- crisis = crisis\n- within 6 months arrest = [[arrests]], arrest\n"
PATTERN = f"---\nid: cycle\nname: Crisis and arrest\nper: place\n---\n\n## Sequence\n\n{STEPS}"


def test_runs_within_places(archive) -> None:
    record, findings = archive(FILES | {"patterns/cycle.md": PATTERN})
    assert not [one for one in findings if one.code == "S025"]
    found = recurrence_of(record.patterns["cycle"], Chronicle(record), shuffles=99)
    assert (found.sure, found.possible) == (1, 2)
    assert found.sequel_without == ("late",)
    assert found.without_sequel == ()
    assert sorted((per, run.sure) for per, run in found.runs) == [("mill", False), ("village", True)]


def test_a_pattern_without_runs_has_no_chance(archive) -> None:
    record, _ = archive(FILES | {"patterns/cycle.md": PATTERN.replace("6 months", "3 days")})
    found = recurrence_of(record.patterns["cycle"], Chronicle(record), shuffles=99)
    assert (found.sure, found.chance) == (0, found.chance)
    assert found.possible == 1


def test_a_planted_sequence_is_unlikely_by_chance_and_a_shuffled_one_is_not(archive) -> None:
    from random import Random

    from variorum.argument.chance import chance_of

    def layers(days: list[int], follow: bool) -> list[Layer]:
        rng = Random(4)
        first = [Occurrence(f"a{i}", "", day, day, day, day) for i, day in enumerate(days)]
        later = [day + rng.randint(1, 20) if follow else rng.randint(0, 5000) for day in days]
        second = [Occurrence(f"b{i}", "", day, day, day, day) for i, day in enumerate(later)]
        return [Layer(tuple(first)), Layer(tuple(second), (20, "day"))]

    days = [at * 400 for at in range(12)]
    planted = chance_of({"": layers(days, follow=True)}, shuffles=999)
    shuffled = chance_of({"": layers(days, follow=False)}, shuffles=999)
    assert planted is not None
    assert planted < 0.01
    assert shuffled is None or shuffled > 0.01


@pytest.mark.parametrize(
    "line",
    ["- crisis", "- within six months x = y", "- x = ", "- within 6 months = y {at-least=0}", "- x = y {most=3}"],
)
def test_a_step_that_is_not_understood_costs_itself(archive, line: str) -> None:
    _, findings = archive(FILES | {"patterns/cycle.md": PATTERN + line + "\n"})
    assert [one.code for one in findings if one.code == "S025"]
