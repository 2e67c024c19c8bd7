"""The picture of a map: land, places and their names, set so that no name covers another."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from variorum.analysis.projecting import RADIUS, LonLat, Projection, cut, projection_for
from variorum.edition.coast import coast_within
from variorum.edition.measuring import text_width
from variorum.edition.pages.layer_picture import LayerFrame

WIDE = 960  # pixels
_LOWEST, _HIGHEST, _MARGIN = 420, 1000, 90
_NEAREST = 40.0  # kilometres across that the closest map shows
_SIZE = 15  # of a label
_FINEST = 1.0  # pixels between two points of a coast
_EDGE = 10  # pixels of land beyond the picture
_POLE = 89.0  # degrees; a frame that comes nearer goes round it


@dataclass(frozen=True, slots=True)
class ToPlace:
    """A place to be drawn; `weight` is the number of statements that name it."""

    at: LonLat
    weight: int
    name: str
    address: str
    borne: str = ""


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """Where a name stands, and by which end of it."""

    x: float
    y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class DrawnPlace:
    """A place on the map, in pixels; without a label where that would cover another."""

    x: float
    y: float
    radius: float
    place: ToPlace
    label: PlacedLabel | None


@dataclass(frozen=True, slots=True)
class PlacePicture:
    """The whole picture: land as one path, places, and how many pixels so many kilometres are.

    `bar` is nought where the map is of the whole Earth and has no one scale.
    """

    height: int
    land: str
    places: tuple[DrawnPlace, ...]
    bar: float
    kilometres: float
    frame: LayerFrame


@dataclass(frozen=True, slots=True)
class _Canvas:
    """How kilometres of a projection become pixels."""

    projection: Projection
    scale: float
    x0: float
    y0: float
    height: int

    def pixels(self, at: LonLat) -> tuple[float, float]:
        x, y = self.projection.place(*at)
        return self.x0 + self.scale * x, self.y0 + self.scale * y


def place_picture(places: Sequence[ToPlace], also: Sequence[LonLat] = ()) -> PlacePicture:
    """Draw places; where labels clash, the heavier keep theirs. Of `also` the picture holds all where there are none.

    There must be one of either at least.
    """
    ordered = sorted(places, key=lambda one: (-one.weight, one.name))
    sheet = _sheet([one.at for one in ordered] or also)
    spots = [sheet.pixels(one.at) for one in ordered]
    radii = [min(11.0, 3.5 + math.sqrt(one.weight)) for one in ordered]
    labels = _labels(ordered, spots, radii, sheet.height)
    views = (
        DrawnPlace(round(x, 1), round(y, 1), round(radius, 1), one, label)
        for one, (x, y), radius, label in zip(ordered, spots, radii, labels, strict=True)
    )
    length = 0.0 if sheet.projection.whole else _round_length(WIDE / 5 / sheet.scale)
    return PlacePicture(
        sheet.height,
        _land(sheet),
        tuple(views),
        round(length * sheet.scale, 1),
        length,
        LayerFrame(_frame(sheet), WIDE, sheet.height, sheet.pixels),
    )


def _sheet(points: Sequence[LonLat]) -> _Canvas:
    projection = projection_for(points)
    spots = [projection.place(*point) for point in points]
    left, right = min(x for x, _ in spots), max(x for x, _ in spots)
    top, bottom = min(y for _, y in spots), max(y for _, y in spots)
    across, down = max(right - left, _NEAREST), max(bottom - top, _NEAREST / 2)
    scale = min((WIDE - 2 * _MARGIN) / across, (_HIGHEST - 2 * _MARGIN) / down)
    height = int(min(_HIGHEST, max(_LOWEST, down * scale + 2 * _MARGIN)))
    return _Canvas(
        projection, scale, WIDE / 2 - scale * (left + right) / 2, height / 2 - scale * (top + bottom) / 2, height
    )


def _land(sheet: _Canvas) -> str:
    """The coasts within the picture as the data of one SVG path."""
    pieces = []
    for ring in coast_within(*_frame(sheet)):
        kept: list[tuple[float, float]] = []
        for point in ring:
            x, y = sheet.pixels(point)
            if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= _FINEST:
                kept.append((x, y))
        kept = cut(kept, -_EDGE, -_EDGE, WIDE + _EDGE, sheet.height + _EDGE)
        if kept:
            pieces.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in kept) + "Z")
    return "".join(pieces)


def _frame(sheet: _Canvas) -> tuple[float, float, float, float]:
    """West, south, east and north of a frame in degrees that holds the whole picture, and a seventh more.

    Within a cap of so many degrees about a middle, longitudes reach as far as the meridian that touches it.
    """
    if sheet.projection.whole:
        return -180.0, -90.0, 180.0, 90.0
    corners = [((x - sheet.x0), (y - sheet.y0)) for x in (0, WIDE) for y in (0, sheet.height)]
    flat = max(math.hypot(*corner) for corner in corners) / sheet.scale / RADIUS
    reach = min(1.15 * math.degrees(2 * math.asin(min(1.0, flat / 2))), 175.0)
    longitude, latitude = sheet.projection.middle
    wide = 180.0
    if abs(latitude) + reach < _POLE:
        wide = math.degrees(math.asin(math.sin(math.radians(reach)) / math.cos(math.radians(latitude))))
    return longitude - wide, max(-90.0, latitude - reach), longitude + wide, min(90.0, latitude + reach)


def _labels(
    places: Sequence[ToPlace], spots: Sequence[tuple[float, float]], radii: Sequence[float], height: int
) -> list[PlacedLabel | None]:
    """A place for each name in turn, beside, above or below its point; none where it would cover anything.

    Greedy, the heavier first: the exact task is hard (Marks and Shieber 1991), and a name left out stands in the table.
    """
    taken = [(x - r, y - r, x + r, y + r) for (x, y), r in zip(spots, radii, strict=True)]
    found: list[PlacedLabel | None] = []
    for one, (x, y), radius in zip(places, spots, radii, strict=True):
        wide = text_width(one.name, _SIZE)
        away = radius + 5
        tried = (
            (PlacedLabel(x + away, y + 5, "start"), x + away),
            (PlacedLabel(x - away, y + 5, "end"), x - away - wide),
            (PlacedLabel(x, y - away, "middle"), x - wide / 2),
            (PlacedLabel(x, y + away + _SIZE - 3, "middle"), x - wide / 2),
        )
        chosen = None
        for label, left in tried:
            box = (left, label.y - _SIZE + 2, left + wide, label.y + 4)
            inside = box[0] >= 2 and box[2] <= WIDE - 2 and box[1] >= 2 and box[3] <= height - 2
            own = (x - radius, y - radius, x + radius, y + radius)
            if inside and not any(_meet(box, other) for other in taken if other != own):
                taken.append(box)
                chosen = PlacedLabel(round(label.x, 1), round(label.y, 1), label.anchor)
                break
        found.append(chosen)
    return found


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _round_length(kilometres: float) -> float:
    """The greatest of 1, 2 and 5 times a power of ten that is no longer than this."""
    power: float = 10.0 ** math.floor(math.log10(kilometres))
    return max(times * power for times in (1, 2, 5) if times * power <= kilometres * 1.0001)
