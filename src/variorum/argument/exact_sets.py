"""The greatest number of sets that share nothing, exactly where they are few enough.

Minimal hitting sets, exactly: the sets that meet every one of some sets and of which no part does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

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
    decides the branch, and what is left can give no more than its elements divided by the smallest set.
    """
    if not sets:
        return (), True
    search = _PackingSearch(sets, prefer or [False] * len(sets))
    search.run()
    return tuple(sorted(search.best)), search.nodes <= _MOST_NODES


class _PackingSearch:
    def __init__(self, sets: Sequence[frozenset[str]], prefer: Sequence[bool]) -> None:
        numbers = {one: at for at, one in enumerate(sorted(frozenset().union(*sets)))}
        self.masks = [sum(1 << numbers[one] for one in each) for each in sets]
        self.prefer = prefer
        self.smallest = min(map(len, sets))
        self.best: list[int] = self._greedy()
        self.nodes = 0

    def run(self) -> None:
        """Depth first, without recursion, so that many sets do no harm."""
        everything = list(range(len(self.masks)))
        stack: list[tuple[list[int], list[int]]] = [([], everything)]
        while stack and self.nodes <= _MOST_NODES:
            chosen, left = stack.pop()
            self.nodes += 1
            if self._value(chosen) > self._value(self.best):
                self.best = chosen
            if not left or len(chosen) + self._bound(left) < len(self.best):
                continue
            if len(chosen) + self._bound(left) == len(self.best) and not any(self.prefer):
                continue
            pivot = self._scarcest(left)
            with_pivot = [at for at in left if self.masks[at] & pivot]
            without = [at for at in left if not self.masks[at] & pivot]
            stack.append((chosen, without))
            for at in reversed(with_pivot):
                mask = self.masks[at]
                stack.append(([*chosen, at], [other for other in without if not self.masks[other] & mask]))

    def _greedy(self) -> list[int]:
        taken, chosen = 0, []
        for at in sorted(range(len(self.masks)), key=lambda each: (not self.prefer[each], each)):
            if not self.masks[at] & taken:
                taken |= self.masks[at]
                chosen.append(at)
        return chosen

    def _value(self, chosen: Sequence[int]) -> tuple[int, int]:
        return len(chosen), sum(self.prefer[at] for at in chosen)

    def _bound(self, left: Sequence[int]) -> int:
        union = 0
        for at in left:
            union |= self.masks[at]
        return min(len(left), union.bit_count() // self.smallest)

    def _scarcest(self, left: Sequence[int]) -> int:
        """The element that the fewest sets hold, as a mask of one bit."""
        counts: dict[int, int] = {}
        for at in left:
            mask = self.masks[at]
            while mask:
                bit = mask & -mask
                counts[bit] = counts.get(bit, 0) + 1
                mask ^= bit
        return min(counts, key=lambda bit: (counts[bit], bit))
