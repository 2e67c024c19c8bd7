"""The least to doubt: which reasons must go so that the rest can all be true.

Every contradiction must lose at least one of its reasons, so that what goes is a hitting set of the contradictions; the
lightest one is wanted, weights being how well each reason is witnessed. The contradictions are too many to be listed
beforehand, so they are met one by one: hit those that are known at least cost, look whether the rest still contradicts
itself, and if so add what was found and begin anew (Reiter 1987; Chandrasekaran et al., implicit hitting sets, 2011).

The lightest set that has something in common with each of several sets.

Sets that share no element are solved apart. Within each lot the search branches on the set with the fewest choices and
is bounded from below by sets that are disjoint from one another, of which each must be paid for; an element that is in
no set that a lighter one is not in too can be left aside.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from variorum.dates.contradictions import Contradiction, Search
from variorum.dates.network import ConstraintNetwork, Reason

_LONGEST_SEARCH = 200_000  # branches within one lot; beyond it the best set found is given as unproven

Sets = tuple[frozenset[int], ...]


def lightest_hitting_set(
    sets: Sequence[frozenset[Reason]], weights: Mapping[Reason, float]
) -> tuple[tuple[Reason, ...], bool]:
    """The lightest set that hits all of them, in a fixed order, and whether it is proven to be the lightest.

    An element without a weight weighs 1. Of equally light sets the one whose elements are written first is taken.
    """
    names = sorted({reason for one in sets for reason in one}, key=repr)
    number = {name: place for place, name in enumerate(names)}
    weight = [max(float(weights.get(name, 1.0)), 0.0) for name in names]
    numbered = _without_supersets(frozenset(number[reason] for reason in one) for one in sets)
    chosen: list[int] = []
    proven = True
    for lot in _lots(numbered):
        search = _RepairSearch(weight)
        search.run(lot)
        chosen += search.best
        proven = proven and search.branches <= _LONGEST_SEARCH
    return tuple(names[place] for place in sorted(chosen)), proven


def _without_supersets(sets: Iterable[frozenset[int]]) -> Sets:
    kept: list[frozenset[int]] = []
    for one in sorted(set(sets), key=_size):
        if not any(other <= one for other in kept):
            kept.append(one)
    return tuple(kept)


def _size(one: Iterable[int]) -> tuple[int, list[int]]:
    places = sorted(one)
    return len(places), places


def _lots(sets: Sets) -> Iterator[Sets]:
    """The sets in lots of which no two share an element."""
    left = list(sets)
    while left:
        lot, reach = [left.pop(0)], set[int]()
        reach |= lot[0]
        while touching := [one for one in left if not reach.isdisjoint(one)]:
            lot += touching
            left = [one for one in left if reach.isdisjoint(one)]
            reach.update(*touching)
        yield tuple(lot)


@dataclass(slots=True)
class _RepairSearch:
    """Branch and bound over one lot."""

    weight: Sequence[float]
    best: tuple[int, ...] = ()
    cost: float = field(default=float("inf"))
    branches: int = 0

    def run(self, sets: Sets) -> None:
        self.best = _greedy(sets, self.weight)
        self.cost = sum(self.weight[place] for place in self.best)
        self._branch(sets, (), 0.0)

    def _branch(self, sets: Sets, chosen: tuple[int, ...], paid: float) -> None:
        self.branches += 1
        if self.branches > _LONGEST_SEARCH:
            return
        if not sets:
            if (paid, sorted(chosen)) < (self.cost, sorted(self.best)):
                self.best, self.cost = chosen, paid
            return
        if paid + _at_least(sets, self.weight) > self.cost + 1e-9:
            return
        sets = _undominated(sets, self.weight)
        barred: set[int] = set()
        smallest = min(sets, key=_size)
        for place in sorted(smallest, key=lambda p: (self.weight[p], p)):
            rest = [one - barred for one in sets if place not in one]
            if all(rest):
                self._branch(_without_supersets(rest), (*chosen, place), paid + self.weight[place])
            barred.add(place)


def _greedy(sets: Sets, weight: Sequence[float]) -> tuple[int, ...]:
    chosen: list[int] = []
    left = list(sets)
    while left:
        places = {place for one in left for place in one}
        best = min(places, key=lambda p: (weight[p] / sum(p in one for one in left), p))
        chosen.append(best)
        left = [one for one in left if best not in one]
    return tuple(chosen)


def _at_least(sets: Sets, weight: Sequence[float]) -> float:
    """What disjoint sets must cost together."""
    taken: set[int] = set()
    total = 0.0
    for one in sets:
        if taken.isdisjoint(one):
            taken |= one
            total += min(weight[place] for place in one)
    return total


def _undominated(sets: Sets, weight: Sequence[float]) -> Sets:
    """The sets without the elements for which another is at least as good: no heavier, and in all the same sets."""
    where: dict[int, frozenset[int]] = {}
    for place in sorted({p for one in sets for p in one}):
        where[place] = frozenset(number for number, one in enumerate(sets) if place in one)
    dropped: set[int] = set()
    for place, mine in where.items():
        for other, theirs in where.items():
            if other != place and other not in dropped and mine <= theirs:
                better = (weight[other], -len(theirs), other) < (weight[place], -len(mine), place)
                if weight[other] <= weight[place] and better:
                    dropped.add(place)
                    break
    return tuple(one - dropped for one in sets) if dropped else sets


@dataclass(frozen=True, slots=True)
class Repair:
    """The reasons to doubt, and the contradictions that were met on the way to them.

    `proven` tells that no lighter set would do; it is False only where the contradictions are so entangled that the
    search was broken off with the best set found. `frees` gives, for each doubted reason, those contradictions (by
    their place in `met`) that nothing else doubted resolves.
    """

    doubted: tuple[Reason, ...]
    weight: float
    met: tuple[Contradiction, ...]
    proven: bool
    frees: Mapping[Reason, tuple[int, ...]]


def repair(
    network: ConstraintNetwork,
    *,
    policies: Collection[Reason] = (),
    weights: Mapping[Reason, float] | None = None,
) -> Repair:
    """The lightest set of reasons without which the network does not contradict itself.

    A reason that `weights` does not name weighs 1. Assumptions are doubted only where a contradiction holds nothing
    else.
    """
    known = dict(weights or {})
    met: dict[frozenset[Reason], Contradiction] = {}
    search = Search(network, policies)
    doubted: tuple[Reason, ...] = ()
    proven = True
    while True:
        grown = _meet_all(search, met)
        if not grown:
            break
        doubted, proven = lightest_hitting_set(list(met), known)
        search.leave_out_only(doubted)
    weight = sum(known.get(reason, 1.0) for reason in doubted)
    return Repair(doubted, weight, tuple(met.values()), proven, _what_each_frees(doubted, list(met)))


def _meet_all(search: Search, met: dict[frozenset[Reason], Contradiction]) -> bool:
    """Add disjoint contradictions until what is left holds; tells whether any was found."""
    grown = False
    while shown := search.next():
        for one in shown:
            choice = doubtful(one)
            if choice not in met:
                met[choice] = one
                grown = True
            search.leave_out(choice)
    return grown


def doubtful(contradiction: Contradiction) -> frozenset[Reason]:
    """The reasons of a contradiction among which one must be doubted."""
    return frozenset(contradiction.evidence or contradiction.policies)


def _what_each_frees(doubted: tuple[Reason, ...], met: list[frozenset[Reason]]) -> dict[Reason, tuple[int, ...]]:
    gone = frozenset(doubted)
    return {reason: tuple(place for place, choice in enumerate(met) if choice & gone == {reason}) for reason in doubted}
