"""The network of datings: what must come before what, and by how many days.

Its nodes are the starts and ends of events, numbered from 1; node 0 is the origin, from which days are counted. A
constraint says that one node lies at most so many days after another, `x - y <= days`, and names the reasons for
which it holds: all of them are needed, and doubting one of them takes the constraint away. This is the simple temporal
problem of Dechter, Meiri and Pearl (1991), to which one thing is added: everything remembers whose word it rests on.
Reasons are opaque; whether one is evidence or a policy (an assumption of the program's) is the caller's to say.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np

    Integers = np.ndarray[tuple[int], np.dtype[np.int64]]
    Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]

ORIGIN = 0
FARTHEST = 1 << 40  # days; what lies farther off than three thousand million years counts as open

_MANY = 64  # constraints of one reason

Reason = Hashable


class Constraint(NamedTuple):
    """Node `x` lies at most `days` after node `y`, if every one of the reasons holds."""

    x: int
    y: int
    days: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Links:
    """Constraints by the node they lead from: those of node n are `order[first[n]:first[n + 1]]`."""

    first: Integers
    order: Integers


@dataclass(frozen=True, slots=True)
class NetworkDirection:
    """The columns of a network in the direction in which labels are carried, from `tail` to `head`.

    `heads` and `lengths` are the columns in the order of `links`, so that what leads on from a node lies together.
    """

    tail: Integers
    head: Integers
    days: Integers
    links: Links
    heads: Integers
    lengths: Integers


class ConstraintNetwork:
    """Constraints among so many nodes, in columns; nothing in it changes once it is made.

    `reasons` holds, for each constraint, the tuple of its reasons. A hundred thousand constraints take 5 MB.
    """

    def __init__(
        self,
        nodes: int,
        *,
        x: Sequence[int] | Integers,
        y: Sequence[int] | Integers,
        days: Sequence[int] | Integers,
        reasons: Sequence[tuple[Reason, ...]],
    ) -> None:
        import numpy as np

        self.nodes = nodes
        self.x: Integers = np.asarray(x, dtype=np.int64)
        self.y: Integers = np.asarray(y, dtype=np.int64)
        self.days: Integers = np.asarray(days, dtype=np.int64)
        self.reasons = reasons
        sizes = {len(self.x), len(self.y), len(self.days), len(reasons)}
        if len(sizes) != 1:
            raise ValueError("the columns of a network are of different lengths")
        if len(self.x) and not 0 <= min(self.x.min(), self.y.min()) <= max(self.x.max(), self.y.max()) < nodes:
            raise ValueError(f"a constraint names a node that is not among the {nodes} of the network")

    def __len__(self) -> int:
        return len(self.x)

    def constraint(self, index: int) -> Constraint:
        """One constraint, by its place in the columns."""
        return Constraint(int(self.x[index]), int(self.y[index]), int(self.days[index]), self.reasons[index])

    @cached_property
    def onward(self) -> Links:
        """Constraints by their `y`: along them runs what bounds a node from above."""
        return _links(self.y, self.nodes)

    @cached_property
    def backward(self) -> Links:
        """Constraints by their `x`: along them runs what bounds a node from below."""
        return _links(self.x, self.nodes)

    @cached_property
    def up(self) -> NetworkDirection:
        """The run from the origin: labels carried along it are the latest days."""
        return _run(self.y, self.x, self.days, self.onward)

    @cached_property
    def down(self) -> NetworkDirection:
        """The run to the origin: labels carried along it are the earliest days with their sign changed."""
        return _run(self.x, self.y, self.days, self.backward)

    @cached_property
    def by_reason(self) -> dict[Reason, list[int]]:
        """The constraints that each reason has a share in."""
        found: dict[Reason, list[int]] = {}
        for index, reasons in enumerate(self.reasons):
            for reason in reasons:
                found.setdefault(reason, []).append(index)
        return found

    def resting_on(self, reasons: Iterable[Reason]) -> list[int]:
        """The constraints that fall if these reasons are doubted, in order."""
        return sorted(set(chain.from_iterable(self.by_reason.get(reason, ()) for reason in reasons)))

    def among(self, reasons: Collection[Reason], *, nodes: Iterable[int] = ()) -> list[int]:
        """The constraints that hold by these reasons alone, in order.

        Of reasons that own very many constraints (an assumption that holds for everyone) only those are given that lie
        among `nodes` and the nodes of the others, for only they can matter there.
        """
        allowed = set(reasons)
        few = [reason for reason in reasons if len(self.by_reason.get(reason, ())) <= _MANY]
        found = {index for index in self.resting_on(few) if allowed.issuperset(self.reasons[index])}
        if len(few) < len(allowed):
            near = {int(end) for index in found for end in (self.x[index], self.y[index])} | set(nodes) | {ORIGIN}
            for node in near - {ORIGIN}:
                for links in (self.onward, self.backward):
                    for index in links.order[links.first[node] : links.first[node + 1]].tolist():
                        inside = int(self.x[index]) in near and int(self.y[index]) in near
                        if inside and allowed.issuperset(self.reasons[index]):
                            found.add(index)
        return sorted(found)


def network_of(nodes: int, constraints: Iterable[Constraint]) -> ConstraintNetwork:
    """The network of these constraints; a distance beyond FARTHEST says nothing and is kept as that much."""
    columns = list(zip(*constraints, strict=True))
    if not columns:
        return ConstraintNetwork(nodes, x=(), y=(), days=(), reasons=())
    x, y, days, reasons = columns
    if max(days) > FARTHEST or min(days) < -FARTHEST:
        days = tuple(max(-FARTHEST, min(FARTHEST, each)) for each in days)
    return ConstraintNetwork(nodes, x=x, y=y, days=days, reasons=reasons)


def bounds(node: int, earliest: int | None, latest: int | None, reasons: tuple[Reason, ...]) -> list[Constraint]:
    """The constraints that put a node between two days, either of which may be open."""
    found = []
    if latest is not None and latest < FARTHEST:
        found.append(Constraint(node, ORIGIN, latest, reasons))
    if earliest is not None and earliest > -FARTHEST:
        found.append(Constraint(ORIGIN, node, -earliest, reasons))
    return found


def _links(by: Integers, nodes: int) -> Links:
    """Constraints by node; one sort of plain integers, which numpy does several times faster than an argsort."""
    import numpy as np

    first = np.zeros(nodes + 1, dtype=np.int64)
    np.cumsum(np.bincount(by, minlength=nodes), out=first[1:])
    keys = np.sort((by << 32) | np.arange(len(by), dtype=np.int64))
    return Links(first, keys & 0xFFFFFFFF)


def _run(tail: Integers, head: Integers, days: Integers, links: Links) -> NetworkDirection:
    return NetworkDirection(tail, head, days, links, head[links.order], days[links.order])
