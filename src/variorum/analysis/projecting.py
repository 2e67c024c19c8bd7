"""Places on a plane: a projection that suits how far apart they lie, and polygons cut to what is shown.

Where all lie within a region, Lambert's azimuthal equal-area projection about their middle (Snyder, Map Projections: A
Working Manual, 1987, pp. 182–190); where they lie round the world, Equal Earth (Šavrič, Patterson, Jenny, International
Journal of Geographical Information Science 33, 2019). Both keep areas. The Earth is taken for a sphere, which at the
scale of a page of print nobody sees.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

RADIUS = 6371.0088  # kilometres: the mean radius of the Earth (IUGG)
_REGION = 50.0  # degrees of an arc from the middle up to which one picture is a region's
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796

LonLat = tuple[float, float]  # degrees, east and north
Point = tuple[float, float]  # kilometres to the right and downwards


@dataclass(frozen=True, slots=True)
class Projection:
    """A way from degrees to kilometres on a plane, about a middle; of the `whole` Earth, about a meridian."""

    middle: LonLat
    whole: bool

    def place(self, longitude: float, latitude: float) -> Point:
        """Where a point lies; y counts downwards, as on a screen."""
        return self._equal_earth(longitude, latitude) if self.whole else self._azimuthal(longitude, latitude)

    def _azimuthal(self, longitude: float, latitude: float) -> Point:
        turn = math.radians(longitude - self.middle[0])
        here, there = math.radians(self.middle[1]), math.radians(latitude)
        away = 1 + math.sin(here) * math.sin(there) + math.cos(here) * math.cos(there) * math.cos(turn)
        scale = RADIUS * math.sqrt(2 / max(away, 1e-9))
        x = scale * math.cos(there) * math.sin(turn)
        y = scale * (math.cos(here) * math.sin(there) - math.sin(here) * math.cos(there) * math.cos(turn))
        return x, -y

    def _equal_earth(self, longitude: float, latitude: float) -> Point:
        east = (longitude - self.middle[0] + 180) % 360 - 180 if self.middle[0] else longitude
        angle = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
        square = angle * angle
        high = square * square * square
        slope = _A1 + 3 * _A2 * square + high * (7 * _A3 + 9 * _A4 * square)
        x = 2 * math.sqrt(3) * math.radians(east) * math.cos(angle) / (3 * slope)
        return RADIUS * x, -RADIUS * angle * (_A1 + _A2 * square + high * (_A3 + _A4 * square))


def projection_for(points: Sequence[LonLat]) -> Projection:
    """The projection for these points, which must be one at least: about their middle, or of the whole Earth."""
    middle = _middle(points)
    if middle is None or max(away(middle, point) for point in points) > math.radians(_REGION) * RADIUS:
        return Projection((0.0, 0.0), True)
    return Projection(middle, False)


def away(one: LonLat, other: LonLat) -> float:
    """How many kilometres two points lie apart (Sinnott, "Virtues of the Haversine", 1984)."""
    (lon1, lat1), (lon2, lat2) = ((math.radians(a), math.radians(b)) for a, b in (one, other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * RADIUS * math.asin(min(1.0, math.sqrt(half)))


def cut(ring: Sequence[LonLat], west: float, south: float, east: float, north: float) -> list[LonLat]:
    """The part of a polygon that lies within a frame (Sutherland and Hodgman, CACM 17, 1974); empty where none does."""
    kept = list(ring)
    for axis, bound, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        if not kept:
            break
        kept = _half(kept, axis, bound, sign)
    return kept


def _half(ring: list[LonLat], axis: int, bound: float, sign: int) -> list[LonLat]:
    found: list[LonLat] = []
    before = ring[-1]
    was_in = sign * (before[axis] - bound) >= 0
    for point in ring:
        is_in = sign * (point[axis] - bound) >= 0
        if is_in != was_in:
            share = (bound - before[axis]) / (point[axis] - before[axis])
            found.append((before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])))
        if is_in:
            found.append(point)
        before, was_in = point, is_in
    return found


def _middle(points: Iterable[LonLat]) -> LonLat | None:
    """The middle of points on the sphere; None where they lie all round it."""
    x = y = z = 0.0
    for longitude, latitude in set(points):
        turn, up = math.radians(longitude), math.radians(latitude)
        x += math.cos(up) * math.cos(turn)
        y += math.cos(up) * math.sin(turn)
        z += math.sin(up)
    flat = math.hypot(x, y)
    if math.hypot(flat, z) < 1e-6:
        return None
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, flat))
