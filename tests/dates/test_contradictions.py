"""A contradiction is named by a least set of reasons; the least to doubt is really the least."""

from __future__ import annotations

from itertools import chain, combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.dates.contradictions import contradict, contradictions
from variorum.dates.network import Constraint, ConstraintNetwork, bounds, network_of
from variorum.dates.repair import lightest_hitting_set, repair


@st.composite
def networks(draw: st.DrawFn) -> tuple[list[Constraint], set[int]]:
    """Small networks, often contradictory, in which a reason may own several constraints; and which are assumptions."""
    node = st.integers(0, 5)
    rows = draw(st.lists(st.tuples(node, node, st.integers(-4, 4), st.integers(0, 6)), min_size=1, max_size=16))
    shared = draw(st.sets(st.integers(0, 6), max_size=2))
    return [Constraint(x, y, days, (owner,)) for x, y, days, owner in rows if x != y], shared


def by(constraints: list[Constraint], reasons: set[object]) -> list[Constraint]:
    return [one for one in constraints if reasons.issuperset(one.reasons)]


@given(networks())
@settings(max_examples=200, deadline=None)
def test_each_contradiction_is_one_and_none_of_its_reasons_can_be_spared(
    drawn: tuple[list[Constraint], set[int]],
) -> None:
    constraints, policies = drawn
    found = contradictions(network_of(6, constraints), policies=policies)
    for one in found:
        reasons = {*one.evidence, *one.policies}
        assert contradict(by(constraints, reasons))
        assert all(not contradict(by(constraints, reasons - {reason})) for reason in reasons)
        assert sum(step.days for step in one.circle) < 0
        assert set(one.policies) <= policies
    for one, other in combinations(found, 2):
        assert set(one.evidence or one.policies).isdisjoint(other.evidence or other.policies)
    left = {reason for one in constraints for reason in one.reasons}
    left -= set(chain.from_iterable(one.evidence or one.policies for one in found))
    assert not contradict(by(constraints, left))


@given(networks())
@settings(max_examples=100, deadline=None)
def test_the_repair_leaves_no_contradiction_and_nothing_lighter_would_do(
    drawn: tuple[list[Constraint], set[int]],
) -> None:
    constraints, _ = drawn
    reasons = sorted({reason for one in constraints for reason in one.reasons}, key=repr)
    weights = {reason: 1.0 + (place % 3) for place, reason in enumerate(reasons)}
    found = repair(network_of(6, constraints), weights=weights)
    assert found.proven
    assert not contradict(by(constraints, set(reasons) - set(found.doubted)))
    assert found.weight == sum(weights[reason] for reason in found.doubted)
    for size in range(len(reasons) + 1):
        for lighter in combinations(reasons, size):
            if sum(weights[reason] for reason in lighter) < found.weight:
                assert contradict(by(constraints, set(reasons) - set(lighter)))


@given(st.lists(st.frozensets(st.integers(0, 7), min_size=1, max_size=4), max_size=9), st.data())
@settings(max_examples=150, deadline=None)
def test_the_hitting_set_is_the_lightest(sets: list[frozenset[int]], data: st.DataObject) -> None:
    weights = {n: data.draw(st.integers(1, 5)) for n in range(8)}
    chosen, proven = lightest_hitting_set(sets, weights)
    assert proven
    assert all(one & set(chosen) for one in sets)
    cost = sum(weights[int(str(one))] for one in chosen)
    for size in range(9):
        for other in combinations(range(8), size):
            if all(one & set(other) for one in sets):
                assert cost <= sum(weights[one] for one in other)


def world() -> ConstraintNetwork:
    """Two datings that clash by an assumption, and two that clash by themselves."""
    return network_of(
        5,
        [
            *bounds(1, 100, 110, ("born",)),
            *bounds(2, 90, 95, ("joined",)),
            Constraint(1, 2, 0, ("joined", "rule")),
            *bounds(3, 10, 20, ("first",)),
            *bounds(3, 30, 40, ("second",)),
        ],
    )


def test_assumptions_are_told_apart_from_evidence() -> None:
    found = {frozenset(one.evidence): one.policies for one in contradictions(world(), policies={"rule"})}
    assert found == {frozenset({"born", "joined"}): ("rule",), frozenset({"first", "second"}): ()}


def test_the_better_witnessed_is_kept_and_what_each_doubt_frees_is_told() -> None:
    found = repair(world(), policies={"rule"}, weights={"born": 3, "joined": 1, "first": 2, "second": 2.5})
    assert set(found.doubted) == {"joined", "first"}
    assert {reason: len(freed) for reason, freed in found.frees.items()} == {"joined": 1, "first": 1}


def test_an_assumption_is_doubted_only_where_there_is_no_evidence() -> None:
    constraints = [Constraint(1, 2, -1, ("rule",)), Constraint(2, 1, 0, ("other rule",))]
    found = repair(network_of(3, constraints), policies={"rule", "other rule"}, weights={"rule": 1, "other rule": 2})
    assert found.doubted == ("rule",)


def test_what_agrees_contradicts_nothing() -> None:
    assert contradictions(network_of(3, bounds(1, 1, 2, ("a",)))) == ()
    assert repair(network_of(1, [])).doubted == ()
