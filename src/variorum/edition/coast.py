"""The coasts that a map of places lies on: the land of Natural Earth at 1:50 million, compiled in with the front end.

Coasts only: borders of today on a map of another time would say what was not so.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate

from variorum.analysis.projecting import LonLat, cut

_FILE = ("assets", "islands", "land-50m.json")


def coast_within(west: float, south: float, east: float, north: float) -> Iterator[Sequence[LonLat]]:
    """The rings of land and of lakes in it, cut to a frame in degrees; the frame may go beyond 180 degrees.

    Nothing where the front end was not compiled.
    """
    for ring, (left, low, right, high) in _rings():
        for turn in (-360.0, 0.0, 360.0):
            if left + turn > east or right + turn < west or low > north or high < south:
                continue
            moved = [(x + turn, y) for x, y in ring] if turn else ring
            if kept := cut(moved, west, south, east, north):
                yield kept


@cache
def _rings() -> tuple[tuple[Sequence[LonLat], tuple[float, float, float, float]], ...]:
    """Every ring with its bounds, out of TopoJSON (arcs of quantised differences, shared by their number)."""
    path = files("variorum.edition").joinpath(*_FILE)
    if not path.is_file():
        return ()
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = [_arc(arc, topology["transform"]) for arc in topology["arcs"]]
    found = []
    for geometry in topology["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            for numbers in polygon:
                ring = [point for number in numbers for point in (arcs[number] if number >= 0 else arcs[~number][::-1])]
                across, up = [x for x, _ in ring], [y for _, y in ring]
                found.append((ring, (min(across), min(up), max(across), max(up))))
    return tuple(found)


def _arc(steps: Sequence[Sequence[int]], transform: dict[str, Sequence[float]]) -> list[LonLat]:
    (wide, high), (left, low) = transform["scale"], transform["translate"]
    across = accumulate(step[0] for step in steps)
    up = accumulate(step[1] for step in steps)
    return [(x * wide + left, y * high + low) for x, y in zip(across, up, strict=True)]
