"""Whether two places hold one passage: the borrowings that cover the first are followed to the second.

A borrowing counts only for the words that it carries: two sources may share a page and still be two witnesses of
what stands on another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from variorum.evidence import Borrowing, Side, Span

_COVERED = 0.5  # share of the words cited that must lie within the passage
_FURTHEST = 4  # borrowings in a row: from a copy to the copy of a copy
_SLACK = 0.05  # of a passage's length: its sides differ by what was lost and added on the way


class Passages:
    """The borrowings of an archive, to be asked whether words cited from two sources are one passage."""

    def __init__(self, borrowings: Iterable[Borrowing], *, refused: Iterable[tuple[str, str]] = ()) -> None:
        """`refused` are pairs of which somebody judged that the first does not come from the second."""
        self._refused = frozenset(refused)
        self._on: defaultdict[tuple[str, int], list[tuple[Borrowing, Side, Side]]] = defaultdict(list)
        for borrowing in borrowings:
            if borrowing.manner == "formula" or self._is_parted(borrowing):
                continue
            for here, there in ((borrowing.a, borrowing.b), (borrowing.b, borrowing.a)):
                for page in {(stretch.source, stretch.page) for stretch in here.stretches}:
                    self._on[page].append((borrowing, here, there))

    def __bool__(self) -> bool:
        return bool(self._on)

    def _is_parted(self, borrowing: Borrowing) -> bool:
        """Whether a judgement refuses what the passage would show; that one refuses the contrary says nothing of it."""
        a, b = borrowing.a.source, borrowing.b.source
        return ((a, b) in self._refused and borrowing.direction != "b-from-a") or (
            (b, a) in self._refused and borrowing.direction != "a-from-b"
        )

    def reached(self, place: Sequence[Span]) -> dict[str, Borrowing]:
        """The sources in which the words of a place stand, over however many copies, each with the first borrowing."""
        found: dict[str, Borrowing] = {}
        front: list[tuple[Sequence[Span], Borrowing | None]] = [(place, None)]
        for _ in range(_FURTHEST):
            further: list[tuple[Sequence[Span], Borrowing | None]] = []
            for at, first in front:
                for borrowing, here, there in self._covering(at):
                    source = there.stretches[0].source
                    if source not in found:
                        found[source] = first or borrowing
                        further.append((_carried(at, here, there), first or borrowing))
            front = further
        return found

    def joining(self, one: Sequence[Span], other: Sequence[Span]) -> Borrowing | None:
        """The first borrowing of those that lead from one place to the other; None where none do.

        Where one borrowing covers both, they are one whatever part of it each is cited for. Over a third source the
        words themselves are followed: what is left of them must meet the other place.
        """
        wanted = {stretch.source for stretch in other}
        mine = {stretch.source for stretch in one}
        if any((a, b) in self._refused or (b, a) in self._refused for a in mine for b in wanted):
            return self._over_an_original(one, other)
        reached: list[tuple[Sequence[Span], Borrowing | None]] = [(one, None)]
        used: set[int] = set()
        for step in range(_FURTHEST):
            further: list[tuple[Sequence[Span], Borrowing | None]] = []
            for place, first in reached:
                for borrowing, here, there in self._covering(place):
                    if id(borrowing) in used:
                        continue
                    begun = first or borrowing
                    if there.source in wanted and _meets(there, other, place, here, whole=step == 0):
                        return begun
                    used.add(id(borrowing))
                    further.append((_carried(place, here, there), begun))
            reached = further
        return None

    def _over_an_original(self, one: Sequence[Span], other: Sequence[Span]) -> Borrowing | None:
        """The same for two of which one was judged not to be from the other: over what both are shown to be from.

        A passage between the two themselves counts only where it shows the contrary of what was refused.
        """
        for borrowing, here, there in self._covering(one):
            if _meets(there, other, one, here, whole=True):
                return borrowing
            if borrowing.direction != ("a-from-b" if here is borrowing.a else "b-from-a"):
                continue
            carried = _carried(one, here, there)
            for second, original, copy in self._covering(carried):
                from_it = second.direction == ("b-from-a" if original is second.a else "a-from-b")
                if from_it and _meets(copy, other, carried, original, whole=False):
                    return borrowing
        return None

    def sources_having(self, place: Sequence[Span]) -> frozenset[str]:
        """The sources in which the words of a place stand by a borrowing that covers it."""
        return frozenset(stretch.source for _, _, there in self._covering(place) for stretch in there.stretches)

    def _covering(self, place: Sequence[Span]) -> Iterable[tuple[Borrowing, Side, Side]]:
        seen: set[tuple[int, int]] = set()
        for page in dict.fromkeys((stretch.source, stretch.page) for stretch in place):
            for borrowing, here, there in self._on.get(page, ()):
                if (id(borrowing), id(here)) not in seen and covered(place, here.stretches) >= _COVERED:
                    seen.add((id(borrowing), id(here)))
                    yield borrowing, here, there


def covered(place: Iterable[Span], by: Sequence[Span]) -> float:
    """The share of a place, from 0 to 1, that lies within these stretches."""
    whole = within = 0
    for one in place:
        whole += one.end - one.start
        within += sum(
            max(0, min(one.end, other.end) - max(one.start, other.start))
            for other in by
            if (other.source, other.page) == (one.source, one.page)
        )
    return within / whole if whole else 0.0


def _meets(there: Side, other: Sequence[Span], place: Sequence[Span], here: Side, *, whole: bool) -> bool:
    if covered(other, there.stretches) < _COVERED:
        return False
    if whole:
        return True
    carried = _carried(place, here, there)
    return max(covered(other, carried), covered(carried, other)) >= _COVERED


def _carried(place: Sequence[Span], here: Side, there: Side) -> list[Span]:
    """Where the words of a place stand on the other side of a borrowing, near enough: by their share of its length."""
    length, far = _length(here.stretches), _length(there.stretches)
    if not length or not far:
        return []
    spans = [(begin / length, end / length) for begin, end in _along(place, here.stretches)]
    slack = _SLACK
    return [
        cut
        for begin, end in spans
        for cut in _cut(there.stretches, max(0.0, begin - slack) * far, min(1.0, end + slack) * far)
    ]


def _length(stretches: Iterable[Span]) -> int:
    return sum(stretch.end - stretch.start for stretch in stretches)


def _offsets(stretches: Sequence[Span]) -> list[int]:
    """Where each stretch begins if they are laid end to end, and where the last ends."""
    offsets = [0]
    for stretch in stretches:
        offsets.append(offsets[-1] + stretch.end - stretch.start)
    return offsets


def _along(place: Sequence[Span], stretches: Sequence[Span]) -> list[tuple[int, int]]:
    """The parts of a place that lie in the stretches, as offsets along these laid end to end."""
    found = []
    for offset, stretch in zip(_offsets(stretches), stretches, strict=False):
        for one in place:
            if (one.source, one.page) == (stretch.source, stretch.page):
                start, end = max(one.start, stretch.start), min(one.end, stretch.end)
                if start < end:
                    found.append((offset + start - stretch.start, offset + end - stretch.start))
    return found


def _cut(stretches: Sequence[Span], begin: float, end: float) -> list[Span]:
    """The part of stretches laid end to end that lies between two offsets along them."""
    cut = []
    for (low, high), stretch in zip(pairwise(_offsets(stretches)), stretches, strict=True):
        start, stop = max(low, int(begin)), min(high, int(end + 0.999))
        if start < stop:
            cut.append(Span(stretch.source, stretch.page, stretch.start + start - low, stretch.start + stop - low))
    return cut
