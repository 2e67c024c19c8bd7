"""The windows are the tightest that the constraints allow, are proved by a chain, and follow every edit."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.dates.network import FARTHEST, ORIGIN, Constraint, bounds, network_of
from variorum.dates.network_windows import LiveWindows, Windows, windows_of

INFINITE = float("inf")


def by_hand(nodes: int, constraints: list[Constraint]) -> list[tuple[float, float]]:
    """Earliest and latest days by the plainest Bellman and Ford."""
    latest = [0.0] + [INFINITE] * (nodes - 1)
    earliest = [0.0] + [INFINITE] * (nodes - 1)
    for _ in range(nodes):
        for one in constraints:
            latest[one.x] = min(latest[one.x], latest[one.y] + one.days)
            earliest[one.y] = min(earliest[one.y], earliest[one.x] + one.days)
    return [(-low, high) for low, high in zip(earliest, latest, strict=True)]


@st.composite
def true_worlds(draw: st.DrawFn) -> tuple[list[int], list[Constraint]]:
    """Days that events really had, and constraints that hold of them."""
    days = [0, *draw(st.lists(st.integers(-60, 60), min_size=1, max_size=12))]
    nodes = st.integers(0, len(days) - 1)
    pairs = draw(st.lists(st.tuples(nodes, nodes, st.integers(0, 8)), max_size=40))
    return days, [Constraint(x, y, days[x] - days[y] + slack, (n,)) for n, (x, y, slack) in enumerate(pairs) if x != y]


@given(true_worlds())
@settings(max_examples=150, deadline=None)
def test_windows_are_those_of_the_plain_algorithm_and_never_exclude_the_truth(
    world: tuple[list[int], list[Constraint]],
) -> None:
    days, constraints = world
    windows = windows_of(network_of(len(days), constraints))
    assert not windows.circles
    expected = by_hand(len(days), constraints)
    for node, day in enumerate(days):
        earliest, latest = windows.earliest(node), windows.latest(node)
        assert (-INFINITE if earliest is None else earliest, INFINITE if latest is None else latest) == expected[node]
        assert earliest is None or earliest <= day
        assert latest is None or day <= latest


@given(true_worlds())
@settings(max_examples=100, deadline=None)
def test_every_bound_is_proved_by_a_chain_from_the_origin_that_adds_up_to_it(
    world: tuple[list[int], list[Constraint]],
) -> None:
    days, constraints = world
    windows = windows_of(network_of(len(days), constraints))
    for node in range(1, len(days)):
        proof = windows.why_latest(node)
        if windows.latest(node) is None:
            assert proof == ()
        else:
            assert sum(step.days for step in proof) == windows.latest(node)
            assert [step.y for step in proof] == [ORIGIN, *[step.x for step in proof][:-1]]
            assert proof[-1].x == node
        lower = windows.why_earliest(node)
        if windows.earliest(node) is not None:
            assert -sum(step.days for step in lower) == windows.earliest(node)
            assert lower[-1].y == node
            assert {reason for step in lower for reason in step.reasons} <= {
                reason for one in constraints for reason in one.reasons
            }


def spans(windows: Windows | LiveWindows, nodes: Sequence[int]) -> list[tuple[int | None, int | None]]:
    return [(windows.earliest(node), windows.latest(node)) for node in nodes]


@given(true_worlds(), st.integers(0, 1000))
@settings(max_examples=100, deadline=None)
def test_an_edit_gives_what_a_new_reckoning_would(world: tuple[list[int], list[Constraint]], seed: int) -> None:
    days, constraints = world
    chance = random.Random(seed)
    held = dict(enumerate(constraints))
    live = LiveWindows(windows_of(network_of(len(days), constraints)))
    for _ in range(8):
        if held and chance.random() < 0.5:
            number = chance.choice(sorted(held))
            live.remove(number)
            del held[number]
        else:
            x, y = chance.randrange(len(days)), chance.randrange(len(days))
            added = Constraint(x, y, days[x] - days[y] + chance.randrange(4), ("new",))
            number, circle = live.add(added)
            assert not circle
            assert live.constraint(number) == added
            held[number] = added
        anew = windows_of(network_of(len(days), list(held.values())))
        nodes = range(len(days))
        assert spans(live, nodes) == spans(anew, nodes)


def test_an_edit_that_contradicts_is_refused_with_its_circle_and_changes_nothing() -> None:
    constraints = [Constraint(1, 0, 10, ("a",)), Constraint(2, 1, -1, ("b",)), Constraint(3, 4, -1, ("c",))]
    live = LiveWindows(windows_of(network_of(5, constraints)))
    before = spans(live, range(5))
    number, circle = live.add(Constraint(1, 2, 0, ("d",)))
    assert number == -1
    assert {reason for one in circle for reason in one.reasons} == {"b", "d"}
    assert spans(live, range(5)) == before
    _, undated = live.add(Constraint(4, 3, 0, ("e",)))
    assert {reason for one in undated for reason in one.reasons} == {"c", "e"}
    assert live.add(Constraint(1, 0, 5, ("f",)))[0] >= 0
    assert live.latest(2) == 4


def test_a_long_chain_is_followed_to_its_end() -> None:
    links = [Constraint(node, node + 1, -1, (node,)) for node in range(1, 5000)]
    windows = windows_of(network_of(5001, [*links, Constraint(5000, 0, 700_000, ("end",))]))
    assert windows.latest(1) == 700_000 - 4999
    assert len(windows.why_latest(1)) == 5000


def test_a_contradiction_is_shown_instead_of_windows() -> None:
    windows = windows_of(network_of(2, [*bounds(1, 20, 10, ("r",))]))
    assert windows.circles
    with pytest.raises(ValueError, match="contradicts itself"):
        LiveWindows(windows)


def test_open_sides_and_unheard_of_distances_bound_nothing() -> None:
    assert bounds(1, None, None, ()) == []
    assert bounds(1, -FARTHEST * 2, FARTHEST * 2, ()) == []
    windows = windows_of(network_of(3, [Constraint(1, 2, FARTHEST * 5, ("far",))]))
    assert (windows.earliest(1), windows.latest(1)) == (None, None)
    assert windows_of(network_of(2, [])).latest(1) is None


def test_columns_of_different_lengths_and_unknown_nodes_are_refused() -> None:
    with pytest.raises(ValueError, match="not among"):
        network_of(2, [Constraint(5, 0, 1, ())])
