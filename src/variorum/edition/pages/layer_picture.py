"""Layers of the map drawn beneath its places: areas, lines and points, cut to what the map shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from variorum.analysis.projecting import LonLat, Point, cut
from variorum.record import LayerFeature, MapLayer

_FINEST = 0.8  # pixels between two points of a line
_EDGE = 12  # pixels beyond the picture that are still drawn
_DOT = 4  # half the side of a point's square
_LONGEST = 12_000  # letters of one path; what is longer is drawn coarser

ToPixels = Callable[[LonLat], Point]


@dataclass(frozen=True, slots=True)
class DrawnFeature:
    """A feature as the data of one SVG path; `first` and `last` are the years that it is of, empty where not said."""

    name: str
    shape: str
    path: str
    first: int | str
    last: int | str


@dataclass(frozen=True, slots=True)
class LayerFrame:
    """What the map shows: a frame in degrees, and its size in pixels."""

    degrees: tuple[float, float, float, float]
    wide: float
    high: float
    to_pixels: ToPixels


def drawn_layer(layer: MapLayer, frame: LayerFrame, years: Callable[[LayerFeature], tuple[int | str, int | str]]
                ) -> tuple[DrawnFeature, ...]:  # fmt: skip
    """What of a layer lies within the map."""
    found = []
    for feature in layer.features:
        for finest in (_FINEST, 3 * _FINEST, 9 * _FINEST):
            path = "".join(_pieces(feature, frame, finest))
            if len(path) <= _LONGEST:
                break
        if path:
            found.append(DrawnFeature(feature.name, feature.shape, path, *years(feature)))
    return tuple(found)


def _pieces(feature: LayerFeature, frame: LayerFrame, finest: float) -> Iterator[str]:
    for part in feature.parts:
        if feature.shape == "point":
            x, y = frame.to_pixels(part[0])
            if _is_inside(frame, (x, y)):
                yield f"M{x - _DOT:.1f} {y - _DOT:.1f}h{2 * _DOT}v{2 * _DOT}h{-2 * _DOT}z"
        elif feature.shape == "area":
            yield from _area(part, frame, finest)
        else:
            yield from _line(part, frame, finest)


def _area(ring: Sequence[LonLat], frame: LayerFrame, finest: float) -> Iterator[str]:
    kept = _thinned([frame.to_pixels(point) for point in cut(ring, *frame.degrees)], finest)
    kept = cut(kept, -_EDGE, -_EDGE, frame.wide + _EDGE, frame.high + _EDGE)
    if len(kept) > 2:
        yield "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in kept) + "Z"


def _line(line: Sequence[LonLat], frame: LayerFrame, finest: float) -> Iterator[str]:
    """The runs of a line within the map, each with the point before and the point after it."""
    points = _thinned([frame.to_pixels(point) for point in line if _is_in_degrees(frame, point)], finest)
    inside = [_is_inside(frame, point) for point in points]
    run: list[Point] = []
    for place, point in enumerate(points):
        near = inside[place] or (place and inside[place - 1]) or (place + 1 < len(points) and inside[place + 1])
        if near:
            run.append(point)
        if run and (not near or place == len(points) - 1):
            if len(run) > 1:
                yield "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in run)
            run = []


def _thinned(points: Sequence[Point], finest: float) -> list[Point]:
    """Without points that lie so near the one before that nobody sees the difference; the last stays."""
    kept: list[Point] = []
    for place, point in enumerate(points):
        far = not kept or abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= finest
        if far or place == len(points) - 1:
            kept.append(point)
    return kept


def _is_in_degrees(frame: LayerFrame, point: LonLat) -> bool:
    west, south, east, north = frame.degrees
    return south <= point[1] <= north and any(west <= point[0] + turn <= east for turn in (-360, 0, 360))


def _is_inside(frame: LayerFrame, point: Point) -> bool:
    return -_EDGE <= point[0] <= frame.wide + _EDGE and -_EDGE <= point[1] <= frame.high + _EDGE
