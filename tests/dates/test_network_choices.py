"""Either-or dates lose what the windows exclude, alone or together."""

from __future__ import annotations

from variorum.dates.network import Constraint, bounds, network_of
from variorum.dates.network_choices import Choice, Possibility, hull, settle_choices


def on(day: int) -> Possibility:
    return Possibility(day, day, day, day)


def either(node: int, *days: int) -> Choice:
    return Choice(node, node, tuple(on(day) for day in days), (f"choice {node}",))


def settled(choices: list[Choice], constraints: list[Constraint], nodes: int) -> list[tuple[int, ...]]:
    hulls = [one for choice in choices for one in hull(choice)]
    left, _ = settle_choices(network_of(nodes, [*constraints, *hulls]), choices)
    return [choice.options for choice in left]


def test_a_possibility_outside_the_window_falls_away_and_the_window_closes() -> None:
    choice = either(1, 17, 18, 30)
    network = network_of(2, [*hull(choice), *bounds(1, None, 20, ("other",))])
    left, live = settle_choices(network, [choice])
    assert left[0].options == (0, 1)
    assert (live.earliest(1), live.latest(1)) == (17, 18)


def test_one_choice_settles_another() -> None:
    later = Constraint(1, 2, -1, ("1 before 2",))
    assert settled([either(1, 17, 30), either(2, 20, 25)], [later], 3) == [(0,), (0, 1)]


def test_choices_that_agree_only_together_are_tried_together() -> None:
    """Three events on three days, each on one of two: pruning alone leaves all, trying leaves what fits."""
    same = [Constraint(x, y, 0, ("same",)) for x, y in ((1, 2), (2, 1), (2, 3), (3, 2))]
    assert settled([either(1, 1, 9), either(2, 9, 5), either(3, 5, 9)], same, 4) == [(1,), (0,), (1,)]


def test_a_choice_of_which_nothing_remains_keeps_everything() -> None:
    assert settled([either(1, 10, 20)], [*bounds(1, 12, 18, ("other",))], 2) == [(0, 1)]


def test_open_sides_make_an_open_hull() -> None:
    choice = Choice(1, 1, (on(5), Possibility(None, 3, None, 3)), ("r",))
    assert all(constraint.x == 1 for constraint in hull(choice))
