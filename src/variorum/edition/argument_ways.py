"""The way back round a ring in the map of an argument: beside the boxes, never behind one.

It leaves a box at the right, goes up or down in the gap between two columns to a height at which no box stands in the
columns between, goes back there, and enters the other box from the left.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

_OUT = 16  # pixels from a box to the line beside it
_CLEAR = 5  # pixels between a line and a box above or below it
_ROUND = 7  # radius of a corner


@dataclass(frozen=True, slots=True)
class Box:
    """A claim or a ground in the picture; coordinates and sizes are in pixels, `x` and `y` of its upper left corner."""

    x: int
    y: int
    width: int
    height: int
    kind: str  # claim, because, although, assumes
    caption: str
    lines: tuple[str, ...]
    said: str
    address: str
    fault: bool


def way_back(one: Box, other: Box, boxes: Collection[Box], taken: set[int]) -> str:
    """The path of an SVG from the right edge of one box back to the left edge of the other, or of itself.

    `taken` are the heights of the ways that were laid before; the new one is put into it.
    """
    out, into = one.x + one.width + _OUT, other.x - _OUT
    begin, end = one.y + one.height // 2, other.y + other.height // 2
    between = [box for box in boxes if box.x < out and box.x + box.width > into]
    heights = [edge for box in between for edge in (box.y - 8, box.y + box.height + 8)]
    lowest = max(box.y + box.height for box in between) + 8
    free = [y for y in heights if y > 0 and y not in taken and _is_free(y, between)]
    beyond = next(y for y in range(lowest, lowest + 12 * len(taken) + 13, 12) if y not in taken)
    height = min([*free, beyond], key=lambda y: (abs(begin - y) + abs(end - y), y))
    taken.add(height)
    x1, x2 = one.x + one.width, other.x
    return _rounded([(x1, begin), (out, begin), (out, height), (into, height), (into, end), (x2, end)])


def _is_free(height: int, boxes: Collection[Box]) -> bool:
    return not any(box.y - _CLEAR < height < box.y + box.height + _CLEAR for box in boxes)


def _rounded(points: Sequence[tuple[int, int]]) -> str:
    """A line through these points, its corners rounded."""
    path = f"M{points[0][0]} {points[0][1]}"
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        (x1, y1), (x, y), (x2, y2) = before, corner, after
        near = min(_ROUND, (abs(x1 - x) + abs(y1 - y)) // 2)
        far = min(_ROUND, (abs(x2 - x) + abs(y2 - y)) // 2)
        path += (
            f"L{_towards(x, x1, near)} {_towards(y, y1, near)}Q{x} {y} {_towards(x, x2, far)} {_towards(y, y2, far)}"
        )
    return f"{path}L{points[-1][0]} {points[-1][1]}"


def _towards(place: int, other: int, steps: int) -> int:
    return place + (other > place) * steps - (other < place) * steps
