"""Contradictions: the least sets of reasons that cannot all hold.

A circle of constraints that comes to less than nothing cannot be: somewhere round it something is said to lie before
itself. The constraints of such a circle are as few as can be, but a reason may own several constraints, so that the
reasons of one circle may still be more than are needed: each is left out in turn, and stays out if the rest contradict
one another without it (the deletion filter of Chinneck and Dravnieks, Locating minimal infeasible constraint sets,
1991).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from variorum.dates.network import Constraint, ConstraintNetwork, Reason
from variorum.dates.network_paths import Labels, settle, start_labels, unsettled

if TYPE_CHECKING:
    from variorum.dates.network import Integers


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Reasons that cannot all hold, none of which could be spared, and the circle of constraints that shows it.

    `evidence` are what sources say, `policies` what the program (or the archive) assumes; not both can be empty.
    """

    evidence: tuple[Reason, ...]
    policies: tuple[Reason, ...]
    circle: tuple[Constraint, ...]


@dataclass(slots=True)
class Search:
    """Labels that come to satisfy whatever is held; looking again after a change costs only what it touches."""

    network: ConstraintNetwork
    policies: Collection[Reason] = ()
    _labels: Labels = field(init=False)
    _changed: Integers = field(init=False)

    def __post_init__(self) -> None:
        import numpy as np

        self._labels = start_labels(self.network, at=0)
        self._changed = np.arange(self.network.nodes)

    def next(self) -> list[Contradiction]:
        """Contradictions among what is held, as many as one look shows; none means that there are none."""
        import numpy as np

        circles = settle(self.network.up, self._labels, self._changed)
        self._changed = np.empty(0, dtype=np.int64)
        for circle in circles:
            self._labels.by[self.network.x[np.array(circle)]] = -1
        self._look_again_at(np.array([edge for circle in circles for edge in circle], dtype=np.int64))
        return [minimal(self.network, circle, policies=self.policies) for circle in circles]

    def leave_out(self, reasons: Iterable[Reason]) -> None:
        """From now on do without everything that rests on these reasons."""
        for index in self.network.resting_on(reasons):
            self._labels.held[index] = False
            if self._labels.by[self.network.x[index]] == index:
                self._labels.by[self.network.x[index]] = -1

    def leave_out_only(self, reasons: Collection[Reason]) -> None:
        """Hold everything again but what rests on these reasons."""
        import numpy as np

        back = np.flatnonzero(~self._labels.held)
        self._labels.held[back] = True
        self.leave_out(reasons)
        self._look_again_at(back[self._labels.held[back]])

    def _look_again_at(self, edges: Integers) -> None:
        if len(edges) or len(self._changed):
            self._changed = unsettled(self.network.up, self._labels)


def contradictions(network: ConstraintNetwork, *, policies: Collection[Reason] = ()) -> tuple[Contradiction, ...]:
    """Contradictions no two of which share a piece of evidence, until what is left contradicts itself no more.

    `policies` are the reasons that are assumptions; a contradiction of nothing but assumptions is told once.
    """
    found: list[Contradiction] = []
    search = Search(network, policies)
    while shown := search.next():
        used: set[Reason] = set()
        for one in shown:
            doubted = one.evidence or one.policies
            if used.isdisjoint(doubted):
                used.update(doubted)
                found.append(one)
        search.leave_out(used)
    return tuple(found)


def minimal(network: ConstraintNetwork, circle: Sequence[int], *, policies: Collection[Reason] = ()) -> Contradiction:
    """The least set of the reasons of a negative circle that cannot all hold.

    Assumptions are tried first, so that one is named only where the evidence alone does not contradict itself.
    """
    needed = list(dict.fromkeys(reason for index in circle for reason in network.reasons[index]))
    shown = [network.constraint(index) for index in circle]
    if len(needed) > 1:
        nodes = {one.x for one in shown}
        given = [network.constraint(index) for index in network.among(needed, nodes=nodes)]
        for reason in sorted(needed, key=lambda one: one not in policies):
            fewer = [one for one in given if reason not in one.reasons]
            smaller = _circle_among(fewer)
            if smaller:
                needed.remove(reason)
                given, shown = fewer, smaller
    evidence = tuple(reason for reason in needed if reason not in policies)
    return Contradiction(evidence, tuple(reason for reason in needed if reason in policies), tuple(shown))


def contradict(constraints: Iterable[Constraint]) -> bool:
    """Whether these few constraints cannot all hold."""
    return bool(_circle_among(list(constraints)))


def _circle_among(constraints: list[Constraint]) -> list[Constraint]:
    """A negative circle among a few constraints, in order; empty where there is none (Bellman and Ford)."""
    label = dict.fromkeys((node for one in constraints for node in (one.x, one.y)), 0)
    by: dict[int, Constraint] = {}
    moved = -1
    for _ in range(len(label) + 1):
        moved = -1
        for one in constraints:
            if label[one.y] + one.days < label[one.x]:
                label[one.x] = label[one.y] + one.days
                by[one.x] = one
                moved = one.x
        if moved < 0:
            return []
    for _ in label:  # back far enough to stand on the circle
        moved = by[moved].y
    return list(_round_from(by, moved))[::-1]


def _round_from(by: dict[int, Constraint], node: int) -> Iterator[Constraint]:
    start = node
    while True:
        yield by[node]
        node = by[node].y
        if node == start:
            return
