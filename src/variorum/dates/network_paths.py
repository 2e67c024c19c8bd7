"""Shortest paths through a network of datings, and the circles in it that cannot be.

Label-correcting in rounds: each round looks only at the constraints that lead on from nodes whose label has just
changed, all at once in numpy; where few nodes change at a time (a long chain of "then … then …") the same is done one
node at a time, since a round would cost more than it brings. A circle of negative length shows in the tree of
predecessors (Cherkassky and Goldberg, Negative-cycle detection algorithms, 1999), which is looked through each time
that the work done has doubled, so that all circles found at once are disjoint and no circle is ever run round for long.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.dates.network import FARTHEST, ConstraintNetwork, NetworkDirection

if TYPE_CHECKING:
    from variorum.dates.network import Flags, Integers

OPEN = 1 << 50  # label of a node that nothing bounds; twice it still fits
_FEW = 48  # nodes; below this a round in numpy costs more than going one by one


@dataclass(slots=True)
class Labels:
    """Labels of the nodes as far as they are known, and for each the constraint that gave it (-1: none).

    `distance[x] <= distance[y] + days` for every constraint that is held, once nothing is left to correct. `held`
    tells which constraints count.
    """

    distance: Integers
    by: Integers
    held: Flags


def start_labels(network: ConstraintNetwork, *, at: int) -> Labels:
    """Labels before the first round: zero at the origin, `at` everywhere else."""
    import numpy as np

    distance = np.full(network.nodes, at, dtype=np.int64)
    distance[0] = 0
    return Labels(distance, np.full(network.nodes, -1, dtype=np.int64), np.ones(len(network), dtype=np.bool_))


def settle(run: NetworkDirection, labels: Labels, changed: Integers) -> list[list[int]]:
    """Correct the labels, beginning with what leads on from the nodes `changed`.

    Stops with the circles of constraints that are of negative length, disjoint and each in order along the way, as
    soon as some are seen; an empty list means that the labels are right.
    """
    import numpy as np

    work, look_at = 0, max(256, len(labels.distance) // 2)
    all_held = bool(labels.held.all())
    while len(changed):
        if len(changed) < _FEW:
            work += _one_by_one(run, labels, changed, stop=look_at - work)
            changed = unsettled(run, labels) if work >= look_at else changed[:0]
        else:
            reach, changed = _round(run, labels, changed, all_held=all_held)
            work += reach
        if work >= look_at:
            circles = circles_in(run, labels)
            if circles:
                return circles
            look_at = 2 * work
    if np.any(labels.distance < -4 * FARTHEST):  # cannot be without a circle
        return circles_in(run, labels)
    return []


def _round(run: NetworkDirection, labels: Labels, changed: Integers, *, all_held: bool) -> tuple[int, Integers]:
    """Carry the labels of these nodes one step on; gives how many constraints that took, and the nodes that changed."""
    import numpy as np

    links, distance = run.links, labels.distance
    start = links.first[changed]
    count = links.first[changed + 1] - start
    ends = np.cumsum(count)
    reach = int(ends[-1])
    places = np.arange(reach, dtype=np.int64) + np.repeat(start - (ends - count), count)
    heads = run.heads[places]
    offered = run.lengths[places] + np.repeat(distance[changed], count)
    better = np.flatnonzero(offered < distance[heads])
    places, heads, offered = places[better], heads[better], offered[better]
    if not all_held:
        held = np.flatnonzero(labels.held[links.order[places]])
        places, heads, offered = places[held], heads[held], offered[held]
    np.minimum.at(distance, heads, offered)
    best = np.flatnonzero(offered == distance[heads])
    edges, heads = links.order[places[best]], heads[best]
    labels.by[heads] = edges
    return reach, heads[labels.by[heads] == edges]


def _one_by_one(run: NetworkDirection, labels: Labels, changed: Integers, *, stop: int) -> int:
    """The same one node at a time, until nothing is left or the work reaches `stop`; gives the work done.

    The columns are read through memoryviews, which hand out plain integers without the cost of numpy's scalars.
    """
    first, order = run.links.first.data, run.links.order.data
    heads, lengths, held = run.heads.data, run.lengths.data, labels.held.data
    distance, by = labels.distance.data, labels.by.data
    queue = deque(changed.tolist())
    waiting = set(queue)
    work = 0
    while queue and work < stop:
        node = queue.popleft()
        waiting.discard(node)
        here = distance[node]
        start, end = first[node], first[node + 1]
        work += end - start + 1
        for place in range(start, end):
            there = heads[place]
            offered = here + lengths[place]
            if offered < distance[there] and held[order[place]]:
                distance[there] = offered
                by[there] = order[place]
                if there not in waiting:
                    waiting.add(there)
                    queue.append(there)
    return work


def unsettled(run: NetworkDirection, labels: Labels) -> Integers:
    """Nodes from which some label can still be corrected."""
    import numpy as np

    offered = labels.distance[run.tail] + run.days
    open_ = (offered < labels.distance[run.head]) & labels.held
    waiting = np.zeros(len(labels.distance), dtype=np.bool_)
    waiting[run.tail[open_]] = True
    return np.flatnonzero(waiting)


def circles_in(run: NetworkDirection, labels: Labels) -> list[list[int]]:
    """The circles in the tree of predecessors, each as its constraints in order; they are disjoint and negative."""
    import numpy as np

    parent = np.where(labels.by >= 0, run.tail[labels.by], -1)
    alive = parent >= 0
    # Follow the parents a power of two of steps: whoever still has one hangs on a circle or stands in it.
    jump = parent.copy()
    for _ in range(len(parent).bit_length()):
        if not np.any(jump >= 0):
            return []
        jump = np.where(jump >= 0, jump[jump], -1)
    roots = np.unique(jump[(jump >= 0) & alive])
    seen: set[int] = set()
    circles = []
    for root in roots.tolist():
        node, circle = root, []
        while node not in seen:
            seen.add(node)
            edge = int(labels.by[node])
            circle.append(edge)
            node = int(run.tail[edge])
        if node == root and circle:
            circles.append(circle[::-1])
    return circles
