"""Mentions: date phrases as the grammar found them, before their context is known."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.dates.nodes import Node
from variorum.dates.points import Point


@dataclass(frozen=True, slots=True)
class PlacedPoint:
    """A point of a mention with the place of its own words."""

    point: Point
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date phrase before its context is known.

    `kind` is point, range, list, either, window, turn, dual or event. `bound` is empty or by, before, after, from,
    until, day before, day after; `step` (count, unit) counts from the point in the direction of the bound ("three
    weeks after 12 May"); `events` are (kind of event, number) for party time; `bounds` the two of a window ("after 5
    but before 12 May"); `inclusive` says that "until" holds the day itself; `joints` tell what stands between the
    dates of a list that holds ranges: - or a comma.
    """

    kind: str
    start: int
    end: int
    named: tuple[PlacedPoint, ...] = ()
    bound: str = ""
    step: tuple[int, str] | None = None
    events: tuple[tuple[str, int], ...] = ()
    bounds: tuple[str, str] = ("", "")
    inclusive: bool = False
    joints: tuple[str, ...] = ()


def point_of(node: Node) -> Point:
    """The point of a node that names a date; asking it of any other node is a fault of the grammar."""
    if not isinstance(node.value, Point):
        raise TypeError(f"a node of class {node.cls} carries no point")
    return node.value


def mention_of(node: Node) -> DateMention:
    """The mention that a node carries, or that its single date makes."""
    if isinstance(node.value, DateMention):
        return node.value
    return DateMention("point", node.start, node.end, (PlacedPoint(point_of(node), node.start, node.end),))
