"""Borrowings by the place they stand in: which others carry the same passage, and phrases that belong to nobody."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from variorum.evidence import Borrowing, Side
from variorum.stemma.lineage.passages import covered

_SAME = 0.5  # share of the shorter of two stretches that must be common for them to be one passage
_NESTED = 0.95  # share of a passage that lies in another, for it to be no passage of its own
_WHOLE = 0.7  # the same for a formula
_FORMULA = ((15, 4), (25, 6))  # up to so many words, in so many families of sources


class SidesByPage:
    """The sides of all borrowings, by page."""

    def __init__(self, borrowings: Iterable[Borrowing]) -> None:
        self._on: defaultdict[tuple[str, int], list[tuple[Side, Side]]] = defaultdict(list)
        self._words: Counter[frozenset[str]] = Counter()
        for borrowing in borrowings:
            self._words[frozenset((borrowing.a.source, borrowing.b.source))] += borrowing.words
            for here, there in ((borrowing.a, borrowing.b), (borrowing.b, borrowing.a)):
                first = here.stretches[0]
                self._on[first.source, first.page].append((here, there))

    def words_between(self, a: str, b: str) -> int:
        """How many words two sources have in common, in all their passages."""
        return self._words[frozenset((a, b))]

    def same_passage(self, side: Side, share: float = _SAME) -> Iterator[Side]:
        """The other sides of all borrowings that carry this passage of this source, or most of it."""
        for page in dict.fromkeys((stretch.source, stretch.page) for stretch in side.stretches):
            for here, there in self._on.get(page, ()):
                if here is not side and _common(here, side) >= share:
                    yield there


def without_nested(borrowings: Sequence[Borrowing]) -> tuple[Borrowing, ...]:
    """The borrowings without those that lie, on both sides, within another of the same two sources."""
    by_pair: defaultdict[tuple[str, str], list[Borrowing]] = defaultdict(list)
    for borrowing in sorted(borrowings, key=lambda each: -each.words):
        kept = by_pair[borrowing.a.source, borrowing.b.source]
        if not any(_within(borrowing.a, each.a) and _within(borrowing.b, each.b) for each in kept):
            kept.append(borrowing)
    standing = {id(borrowing) for kept in by_pair.values() for borrowing in kept}
    return tuple(borrowing for borrowing in borrowings if id(borrowing) in standing)


def _within(one: Side, other: Side) -> bool:
    return covered(one.stretches, other.stretches) > _NESTED


def is_formula(borrowing: Borrowing, places: SidesByPage, families: Mapping[str, str]) -> int:
    """In how many families of sources a short phrase stands, if they are so many that it belongs to nobody; else 0."""
    limit = next((least for words, least in _FORMULA if borrowing.words <= words), 0)
    if not limit:
        return 0
    sources = {borrowing.a.source, borrowing.b.source}
    for side in (borrowing.a, borrowing.b):
        sources.update(other.source for other in places.same_passage(side, _WHOLE))
    number = len({families.get(source, source) for source in sources})
    return number if number >= limit else 0


def thirds_of(borrowing: Borrowing, places: SidesByPage) -> dict[str, str]:
    """The further sources that carry the passage together with both sides, with their words of it."""
    beside_a = {side.source: side.text for side in places.same_passage(borrowing.a)}
    beside_b = {side.source: side.text for side in places.same_passage(borrowing.b)}
    own = {borrowing.a.source, borrowing.b.source}
    return {
        source: max(beside_a[source], beside_b[source], key=len)
        for source in sorted(beside_a.keys() & beside_b.keys() - own)
    }


def _common(one: Side, other: Side) -> float:
    """The share of the shorter of two sides of one source that both have."""
    if len(one.stretches) == 1 and len(other.stretches) == 1:
        mine, theirs = one.stretches[0], other.stretches[0]
        if mine.page != theirs.page or mine.end <= theirs.start or theirs.end <= mine.start:
            return 0.0
    return max(covered(one.stretches, other.stretches), covered(other.stretches, one.stretches))
