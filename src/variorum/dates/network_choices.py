"""Either-or datings: "17 or 18 January", a date in one of two calendars.

Each choice is first held against the windows that the rest of the network leaves; what cannot be falls away, and what
is left may be one. Choices that are still open bound their node by the hull of what is left. Those that can bear on one
another (their nodes hang together by constraints, not counting the origin) are then tried together, so that a
possibility remains only if some way of settling all the others agrees with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from variorum.dates.dating import greatest, least
from variorum.dates.network import ORIGIN, Constraint, ConstraintNetwork, Reason, bounds
from variorum.dates.network_windows import LiveWindows, windows_of

_MOST_TRIED = 20_000  # combinations within one component; beyond it what the windows left stays possible


@dataclass(frozen=True, slots=True)
class Possibility:
    """One of the stretches that an either-or date may mean: four bounds, as those of a Dating."""

    earliest_start: int | None
    latest_start: int | None
    earliest_end: int | None
    latest_end: int | None


@dataclass(frozen=True, slots=True)
class Choice:
    """An event that happened in one of several stretches; `options` are the places of those that are still possible."""

    start: int
    end: int
    possibilities: tuple[Possibility, ...]
    reasons: tuple[Reason, ...]
    options: tuple[int, ...] = ()


def hull(choice: Choice) -> list[Constraint]:
    """The constraints that hold whichever of the options is true."""
    left = [choice.possibilities[place] for place in _open(choice)]
    return [
        *bounds(
            choice.start,
            least([one.earliest_start for one in left]),
            greatest([one.latest_start for one in left]),
            choice.reasons,
        ),
        *bounds(
            choice.end,
            least([one.earliest_end for one in left]),
            greatest([one.latest_end for one in left]),
            choice.reasons,
        ),
    ]


def settle_choices(network: ConstraintNetwork, choices: Sequence[Choice]) -> tuple[tuple[Choice, ...], LiveWindows]:
    """The choices with the options that remain, and the windows with what the options leave.

    The network must hold the choices' hulls and no contradiction. A choice of which nothing remains keeps all its
    options: then the choice itself is what contradicts the rest.
    """
    live = LiveWindows(windows_of(network))
    left = [replace(choice, options=_open(choice)) for choice in choices]
    _prune(live, left)
    for lot in _components(network, left):
        for place, options in _agreeing(live, [left[place] for place in lot], lot).items():
            if options:
                left[place] = replace(left[place], options=options)
    for choice in left:
        _bind(live, hull(choice))
    return tuple(left), live


def _open(choice: Choice) -> tuple[int, ...]:
    return choice.options or tuple(range(len(choice.possibilities)))


def _prune(live: LiveWindows, choices: list[Choice]) -> None:
    """Drop what the windows exclude, until nothing more falls away."""
    moved = True
    while moved:
        moved = False
        for place, choice in enumerate(choices):
            options = tuple(
                option for option in choice.options if _is_possible(live, choice, choice.possibilities[option])
            )
            if options and options != choice.options:
                choices[place] = replace(choice, options=options)
                _bind(live, hull(choices[place]))
                moved = True


def _is_possible(live: LiveWindows, choice: Choice, possibility: Possibility) -> bool:
    added = _bind(live, _bounds_of(choice, possibility))
    for number in added or ():
        live.remove(number)
    return added is not None


def _bounds_of(choice: Choice, possibility: Possibility) -> list[Constraint]:
    one = possibility
    return [
        *bounds(choice.start, one.earliest_start, one.latest_start, choice.reasons),
        *bounds(choice.end, one.earliest_end, one.latest_end, choice.reasons),
    ]


def _bind(live: LiveWindows, constraints: Iterable[Constraint]) -> list[int] | None:
    """Add constraints; their numbers, or None, with nothing added, where they contradict the rest."""
    added: list[int] = []
    for constraint in constraints:
        number, circle = live.add(constraint)
        if circle:
            for other in added:
                live.remove(other)
            return None
        added.append(number)
    return added


def _components(network: ConstraintNetwork, choices: Sequence[Choice]) -> Iterator[list[int]]:
    """The open choices in lots that may bear on one another."""
    leader = list(range(network.nodes))

    def root(node: int) -> int:
        while leader[node] != node:
            leader[node] = leader[leader[node]]
            node = leader[node]
        return node

    for x, y in zip(network.x.tolist(), network.y.tolist(), strict=True):
        if ORIGIN not in (x, y):
            leader[root(x)] = root(y)
    lots: dict[int, list[int]] = {}
    for choice in choices:
        leader[root(choice.start)] = root(choice.end)
    for place, choice in enumerate(choices):
        if len(choice.options) > 1:
            lots.setdefault(root(choice.start), []).append(place)
    yield from (lot for lot in lots.values() if len(lot) > 1)


def _agreeing(live: LiveWindows, lot: list[Choice], places: Sequence[int]) -> Mapping[int, tuple[int, ...]]:
    """For each choice of a lot the options that are part of some way of settling them all."""
    alive: list[set[int]] = [set() for _ in lot]
    tried = 0

    def settle(depth: int, chosen: list[int]) -> bool:
        nonlocal tried
        if depth == len(lot):
            for place, option in enumerate(chosen):
                alive[place].add(option)
            return True
        found = False
        for option in lot[depth].options:
            tried += 1
            if tried > _MOST_TRIED:
                return found
            added = _bind(live, _bounds_of(lot[depth], lot[depth].possibilities[option]))
            if added is not None:
                found = settle(depth + 1, [*chosen, option]) or found
                for number in added:
                    live.remove(number)
        return found

    settle(0, [])
    if tried > _MOST_TRIED:
        return {}
    return {place: tuple(sorted(options)) for place, options in zip(places, alive, strict=True)}
