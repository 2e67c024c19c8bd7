"""The greatest number of paths through layers that share no occurrence (Menger's theorem, by augmenting paths).

Two steps follow one another within a gap: how far so many days, weeks, months or years reach from a day is told here.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from variorum.argument.occurrences import EVER, Occurrence
from variorum.dates.days import civil_date, day_number, month_length

if TYPE_CHECKING:
    from variorum.argument.runs import Layer

Gap = tuple[int, str] | None
_MOST_YEARS = 9_000


def reach(day: int, gap: Gap) -> int:
    """The last day that lies within a gap of another; for months and years the same day of the month so many on.

    Where that month has no such day, its last.
    """
    if gap is None or abs(day) >= EVER:
        return EVER
    number, unit = gap
    if unit in ("day", "week"):
        return day + number * (7 if unit == "week" else 1)
    year, month, of_month = civil_date(day)
    months = year * 12 + month - 1 + number * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    if abs(year) > _MOST_YEARS:
        return EVER
    return day_number(year, month + 1, min(of_month, month_length(year, month + 1)))


def earliest_reaching(day: int, gap: Gap) -> int:
    """The first day from which a gap reaches another."""
    if gap is None or abs(day) >= EVER:
        return -EVER
    number, unit = gap
    longest = number * {"day": 1, "week": 7, "month": 31, "year": 366}[unit] + 31
    low, high = day - longest, day
    while low < high:
        middle = (low + high) // 2
        if reach(middle, gap) >= day:
            high = middle
        else:
            low = middle + 1
    return low


Node = tuple[int, int]
Follows = Callable[[Occurrence, Occurrence, Gap], bool]


def disjoint_paths(layers: Sequence[Layer], follows: Follows) -> list[tuple[Occurrence, ...]]:
    """A greatest set of paths, one occurrence a layer, of which no two share one within a layer."""
    edges = {
        (at, i): [
            (at + 1, j)
            for j, after in enumerate(layers[at + 1].occurrences)
            if follows(before, after, layers[at + 1].gap)
        ]
        for at in range(len(layers) - 1)
        for i, before in enumerate(layers[at].occurrences)
    }
    onward: dict[Node, Node] = {}
    back: dict[Node, Node] = {}
    last = len(layers) - 1
    starts = [(0, i) for i in range(len(layers[0].occurrences))]
    used: set[Node] = set()
    for start in starts:
        if start not in used:
            _augment(start, edges, onward, back, used=used, last=last)
    paths = []
    for start in starts:
        if start in used:
            path = [start]
            while path[-1] in onward:
                path.append(onward[path[-1]])
            paths.append(tuple(layers[at].occurrences[i] for at, i in path))
    return paths


def _augment(
    start: Node,
    edges: dict[Node, list[Node]],
    onward: dict[Node, Node],
    back: dict[Node, Node],
    *,
    used: set[Node],
    last: int,
) -> None:
    """Add one path from a start, re-routing others, if there is a way.

    A node is entered (`in`) and left (`out`); one that a path goes through may be entered only to go back along it.
    """
    came: dict[tuple[Node, bool], tuple[Node, bool] | None] = {(start, True): None}
    queue = deque([(start, True)])
    while queue:
        node, leaving = queue.popleft()
        if leaving and node[0] == last:
            _apply((node, leaving), came, onward, back, used)
            return
        for step in _steps(node, leaving, edges, back, used):
            if step not in came:
                came[step] = (node, leaving)
                queue.append(step)


def _steps(
    node: Node, leaving: bool, edges: dict[Node, list[Node]], back: dict[Node, Node], used: set[Node]
) -> list[tuple[Node, bool]]:
    if leaving:
        onward = [(other, False) for other in edges.get(node, ()) if back.get(other) != node]
        return [*onward, (node, False)] if node in used else onward
    if node in used:  # entered against a path: only back to where that path came from
        return [(back[node], True)] if node in back else []
    return [(node, True)]


def _apply(
    end: tuple[Node, bool],
    came: dict[tuple[Node, bool], tuple[Node, bool] | None],
    onward: dict[Node, Node],
    back: dict[Node, Node],
    used: set[Node],
) -> None:
    trail = [end]
    while (before := came[trail[-1]]) is not None:
        trail.append(before)
    trail.reverse()
    gone: list[tuple[Node, Node]] = []
    new: list[tuple[Node, Node]] = []
    for (a, a_leaving), (b, b_leaving) in pairwise(trail):
        if a == b:
            continue
        if a_leaving and not b_leaving:
            new.append((a, b))
        else:
            gone.append((b, a))
    for a, b in gone:
        del onward[a]
        del back[b]
    for a, b in new:
        onward[a], back[b] = b, a
    for node, _ in trail:
        if node in onward or node in back:
            used.add(node)
        else:
            used.discard(node)
