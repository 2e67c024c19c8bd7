"""The greatest number of sets that share nothing, exactly where they are few enough.

Minimal hitting sets, exactly: the sets that meet every one of some sets and of which no part does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import reduce
from operator import or_

MOST = 20_000  # sets at once; beyond it the answer is not worked out

Units = frozenset[str]


class TooManyError(Exception):
    """There are more minimal sets than can be told."""


def minimal_hitting_sets(families: Iterable[Units]) -> frozenset[Units]:
    """All minimal sets that meet every given set, by Berge's algorithm; none where one given set is empty.

    Raises TooManyError beyond MOST sets. C. Berge, *Hypergraphs* (1989), ch. 2.
    """
    found: set[Units] = {frozenset()}
    for family in sorted(set(families), key=lambda one: (len(one), sorted(one))):
        found = minimal(
            hit if hit & family else hit | {unit} for hit in found for unit in (family if not hit & family else ("",))
        )
        if len(found) > MOST:
            raise TooManyError
    return frozenset(found)


def minimal(sets: Iterable[Units]) -> set[Units]:
    """Those of some sets that hold no other of them."""
    kept: list[Units] = []
    for one in sorted(set(sets), key=len):
        if not any(other <= one for other in kept):
            kept.append(one)
        if len(kept) > MOST:
            raise TooManyError
    return set(kept)


def both(left: Collection[Units], right: Collection[Units]) -> set[Units]:
    """The minimal sets by which two things fall, from those by which each does."""
    if len(left) * len(right) > MOST * 50:
        raise TooManyError
    return minimal(one | other for one in left for other in right)


def smallest(sets: Collection[Units]) -> tuple[Units, ...]:
    """All sets of the smallest size, in a fixed order; the empty set is none of them."""
    sizes = [len(one) for one in sets if one]
    return tuple(sorted((one for one in sets if one and len(one) == min(sizes)), key=sorted)) if sizes else ()


_MOST_NODES = 200_000  # of the search; beyond it the best that was found is a lower bound


def greatest_packing(sets: Sequence[frozenset[str]], prefer: Sequence[bool] = ()) -> tuple[tuple[int, ...], bool]:
    """Indices of a greatest choice of sets that share nothing, and whether it is known to be the greatest.

    Among choices of the same number one with more `prefer`red sets is taken. Branch and bound: the scarcest element
    decides the branch, and what is left can give no more than its elements divided by the smallest set. What is left
    alone decides what can still come of it, so nothing is tried twice that was left before by as good a choice.
    """
    if not sets:
        return (), True
    search = _PackingSearch(sets, prefer or [False] * len(sets))
    search.run()
    return tuple(sorted(search.best)), search.nodes <= _MOST_NODES


class _PackingSearch:
    """The search; some of the sets are a whole number, its bits the places of those sets."""

    def __init__(self, sets: Sequence[frozenset[str]], prefer: Sequence[bool]) -> None:
        holders: dict[str, int] = {}
        for at, each in enumerate(sets):
            for element in each:
                holders[element] = holders.get(element, 0) | 1 << at
        self.sharing = [reduce(or_, (holders[element] for element in each), 1 << at) for at, each in enumerate(sets)]
        self.holders = [holders[element] for element in sorted(holders)]
        self.prefer = prefer
        self.smallest = min(map(len, sets))
        self.best: tuple[int, ...] = self._greedy()
        self.nodes = 0

    def run(self) -> None:
        """Depth first, without recursion, so that many sets do no harm."""
        most = self._value(self.best)
        tried: dict[int, tuple[int, int]] = {}
        stack: list[tuple[tuple[int, ...], tuple[int, int], int]] = [((), (0, 0), (1 << len(self.sharing)) - 1)]
        while stack and self.nodes <= _MOST_NODES:
            chosen, value, left = stack.pop()
            self.nodes += 1
            if value > most:
                self.best, most = chosen, value
            if tried.get(left, (-1, 0)) >= value:
                continue
            tried[left] = value
            bound, pivot = self._bound_and_pivot(left)
            reached = value[0] + bound
            if not left or reached < most[0] or (reached == most[0] and not any(self.prefer)):
                continue
            without = left & ~pivot
            stack.append((chosen, value, without))
            for at in reversed(_places(left & pivot)):
                grown = (value[0] + 1, value[1] + bool(self.prefer[at]))
                stack.append(((*chosen, at), grown, without & ~self.sharing[at]))

    def _greedy(self) -> tuple[int, ...]:
        taken, chosen = 0, []
        for at in sorted(range(len(self.sharing)), key=lambda each: (not self.prefer[each], each)):
            if not self.sharing[at] & taken:
                taken |= 1 << at
                chosen.append(at)
        return tuple(chosen)

    def _value(self, chosen: Sequence[int]) -> tuple[int, int]:
        return len(chosen), sum(bool(self.prefer[at]) for at in chosen)

    def _bound_and_pivot(self, left: int) -> tuple[int, int]:
        """How many of the sets left can be chosen at most, and those that hold the element that the fewest hold."""
        elements, fewest, pivot = 0, 0, 0
        for held in self.holders:
            if here := held & left:
                elements += 1
                if not pivot or here.bit_count() < fewest:
                    fewest, pivot = here.bit_count(), here
        return min(left.bit_count(), elements // self.smallest), pivot


def _places(bits: int) -> list[int]:
    """The places of the bits of a number, the lowest first."""
    found = []
    while bits:
        found.append((bits & -bits).bit_length() - 1)
        bits &= bits - 1
    return found
