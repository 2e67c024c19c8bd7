"""Minimal hitting sets, exactly: the sets that meet every one of some sets and of which no part does."""

from __future__ import annotations

from collections.abc import Collection, Iterable

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
