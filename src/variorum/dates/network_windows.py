"""The window of every start and end: between which days it must lie, and by which chain of reasons.

All windows come from two runs of shortest paths, one from the origin and one to it; no matrix is needed. What proves a
bound is found when it is asked for: the fewest constraints that lead from the origin to it and leave no day to spare.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from variorum.dates.network import ORIGIN, Constraint, ConstraintNetwork, Links, NetworkDirection
from variorum.dates.network_paths import OPEN, Labels, settle, start_labels

_BOUNDED = OPEN >> 1


@dataclass(frozen=True, slots=True)
class Windows:
    """The window of every node, or the circles of constraints that keep any from being given.

    Where `circles` is not empty the reasons contradict one another (see `contradictions`), and the windows mean
    nothing.
    """

    network: ConstraintNetwork
    above: Labels
    below: Labels
    circles: tuple[tuple[int, ...], ...] = ()

    def earliest(self, node: int) -> int | None:
        """The first day on which the node can lie, None where that is open."""
        days = int(self.below.distance[node])
        return -days if days < _BOUNDED else None

    def latest(self, node: int) -> int | None:
        """The last day on which the node can lie, None where that is open."""
        days = int(self.above.distance[node])
        return days if days < _BOUNDED else None

    def why_latest(self, node: int) -> tuple[Constraint, ...]:
        """The shortest proof of the latest day, from the origin to the node; empty where it is open."""
        return _proof(self.network.up, self.above, node, self.network)

    def why_earliest(self, node: int) -> tuple[Constraint, ...]:
        """The shortest proof of the earliest day, from the origin to the node; empty where it is open."""
        return _proof(self.network.down, self.below, node, self.network)


def windows_of(network: ConstraintNetwork, *, without: Iterable[int] = ()) -> Windows:
    """The windows of all nodes, leaving out the constraints `without` (by their place in the network)."""
    import numpy as np

    left_out = np.fromiter(without, dtype=np.int64)
    above, below = start_labels(network, at=OPEN), start_labels(network, at=OPEN)
    for labels in (above, below):
        labels.held[left_out] = False
    origin = np.zeros(1, dtype=np.int64)
    circles = settle(network.up, above, origin)
    if not circles:
        circles = settle(network.down, below, origin)
    return Windows(network, above, below, tuple(tuple(circle) for circle in circles))


def _proof(run: NetworkDirection, labels: Labels, node: int, network: ConstraintNetwork) -> tuple[Constraint, ...]:
    """The fewest constraints without slack from the origin to a node.

    Looked for backwards and in breadth, since events on the same day make circles of length zero in which a chain of
    predecessors may be longer than need be.
    """
    if node == ORIGIN or labels.distance[node] >= _BOUNDED:
        return ()
    into = network.backward if run.head is network.x else network.onward
    came: dict[int, int] = {node: -1}
    queue = deque([node])
    while queue:
        here = queue.popleft()
        if here == ORIGIN:
            return _told(run, came, network)
        for edge in into.order[into.first[here] : into.first[here + 1]].tolist():
            before = int(run.tail[edge])
            tight = labels.distance[before] + run.days[edge] == labels.distance[here]
            if tight and labels.held[edge] and before not in came:
                came[before] = edge
                queue.append(before)
    return ()


def _told(run: NetworkDirection, came: dict[int, int], network: ConstraintNetwork) -> tuple[Constraint, ...]:
    steps = []
    node = ORIGIN
    while (edge := came[node]) >= 0:
        steps.append(network.constraint(edge))
        node = int(run.head[edge])
    return tuple(steps)


@dataclass(slots=True)
class _Direction:
    """One of the two runs, kept up to date: columns as lists that can grow, and the labels."""

    tail: list[int]
    head: list[int]
    days: list[int]
    links: Links
    into: Links
    distance: list[int]
    by: list[int]
    held: list[bool]
    later: dict[int, list[int]] = field(default_factory=dict)  # constraints added since, by tail
    later_into: dict[int, list[int]] = field(default_factory=dict)  # and by head

    def leading_on(self, node: int) -> list[int]:
        first = self.links.first
        known: list[int] = self.links.order[first[node] : first[node + 1]].tolist()
        return known + self.later[node] if node in self.later else known

    def leading_to(self, node: int) -> list[int]:
        first = self.into.first
        known: list[int] = self.into.order[first[node] : first[node + 1]].tolist()
        return known + self.later_into[node] if node in self.later_into else known


class LiveWindows:
    """Windows that follow edits: a constraint added or taken away costs only what it changes.

    Made from a network without contradiction. An edit that would contradict the rest is refused and given back as the
    circle of constraints that cannot be; nothing has changed then.
    """

    def __init__(self, windows: Windows) -> None:
        import numpy as np

        network = windows.network
        self._reasons = list(network.reasons)
        levels = start_labels(network, at=0)
        levels.held[:] = windows.above.held
        if settle(network.up, levels, np.arange(network.nodes)):
            raise ValueError("windows of a network that contradicts itself cannot be kept up to date")
        # Labels that satisfy every constraint, dated or not: they alone tell whether a new one contradicts.
        self._levels = _direction(network.up, network.backward, levels)
        self._above = _direction(network.up, network.backward, windows.above)
        self._below = _direction(network.down, network.onward, windows.below)

    def earliest(self, node: int) -> int | None:
        """The first day on which the node can lie, None where that is open."""
        days = self._below.distance[node]
        return -days if days < _BOUNDED else None

    def latest(self, node: int) -> int | None:
        """The last day on which the node can lie, None where that is open."""
        days = self._above.distance[node]
        return days if days < _BOUNDED else None

    def constraint(self, index: int) -> Constraint:
        """A constraint by its number: its place in the network, or what `add` gave."""
        above = self._above
        return Constraint(above.head[index], above.tail[index], above.days[index], self._reasons[index])

    def add(self, constraint: Constraint) -> tuple[int, tuple[Constraint, ...]]:
        """Add a constraint; gives its number, and the contradicting circle where there is one (the number is -1 then).

        The circle begins with the constraint that was to be added.
        """
        index = len(self._reasons)
        self._reasons.append(constraint.reasons)
        self._append(constraint)
        circle = _spread(self._levels, index)
        if circle:
            self.remove(index)
            return -1, tuple(self.constraint(edge) for edge in circle)
        for direction in (self._above, self._below):
            _spread(direction, index)
        return index, ()

    def remove(self, index: int) -> None:
        """Take a constraint away by its number."""
        self._levels.held[index] = False  # what satisfies more constraints satisfies fewer
        for direction in (self._above, self._below):
            if direction.held[index]:
                direction.held[index] = False
                _withdraw(direction, index)

    def _append(self, constraint: Constraint) -> None:
        upwards, downwards = (constraint.y, constraint.x), (constraint.x, constraint.y)
        ends = ((self._levels, *upwards), (self._above, *upwards), (self._below, *downwards))
        for direction, tail, head in ends:
            index = len(direction.tail)
            direction.tail.append(tail)
            direction.head.append(head)
            direction.days.append(constraint.days)
            direction.held.append(True)
            direction.later.setdefault(tail, []).append(index)
            direction.later_into.setdefault(head, []).append(index)


def _direction(run: NetworkDirection, into: Links, labels: Labels) -> _Direction:
    return _Direction(
        run.tail.tolist(),
        run.head.tolist(),
        run.days.tolist(),
        run.links,
        into,
        labels.distance.tolist(),
        labels.by.tolist(),
        labels.held.tolist(),
    )


def _spread(direction: _Direction, index: int) -> list[int]:
    """Carry on what a new constraint tightens; gives the circle of constraints that it closes, if it contradicts.

    Every negative circle must then lead through the new constraint, so that one shows as soon as the node that it
    leads from would itself be tightened. The labels are then as they were before.
    """
    tail, head, days, held = direction.tail, direction.head, direction.days, direction.held
    distance, by = direction.distance, direction.by
    start = tail[index]
    undone: dict[int, tuple[int, int]] = {}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        here = distance[node]
        for edge in direction.leading_on(node) if undone else [index]:
            there = head[edge]
            offered = here + days[edge]
            if offered < distance[there] and held[edge] and here < _BOUNDED:
                undone.setdefault(there, (distance[there], by[there]))
                distance[there], by[there] = offered, edge
                if there == start:
                    circle = _circle(direction, index, edge)
                    for changed, (was, by_what) in undone.items():
                        distance[changed], by[changed] = was, by_what
                    return circle
                queue.append(there)
    return []


def _circle(direction: _Direction, index: int, last: int) -> list[int]:
    """The constraints from the added one round to its tail, by the predecessors."""
    circle = [last]
    while circle[-1] != index:
        circle.append(direction.by[direction.tail[circle[-1]]])
    return circle[::-1]


def _withdraw(direction: _Direction, index: int) -> None:
    """Loosen what rested on a constraint that is no longer held, and find what bounds it now."""
    tail, head, days, held = direction.tail, direction.head, direction.days, direction.held
    distance, by = direction.distance, direction.by
    if by[head[index]] != index:
        return
    loosened = [head[index]]
    for node in loosened:  # grows while it is gone through: all that hangs on it in the tree of predecessors
        loosened += [head[edge] for edge in direction.leading_on(node) if by[head[edge]] == edge]
    for node in loosened:
        distance[node], by[node] = OPEN, -1
    for node in loosened:
        for edge in direction.leading_to(node):
            before = distance[tail[edge]]
            if held[edge] and before < _BOUNDED and before + days[edge] < distance[node]:
                distance[node], by[node] = before + days[edge], edge
    queue = deque(node for node in loosened if distance[node] < _BOUNDED)
    waiting = set(queue)
    while queue:
        node = queue.popleft()
        waiting.discard(node)
        here = distance[node]
        for edge in direction.leading_on(node):
            there = head[edge]
            if held[edge] and here + days[edge] < distance[there]:
                distance[there], by[there] = here + days[edge], edge
                if there not in waiting:
                    waiting.add(there)
                    queue.append(there)
