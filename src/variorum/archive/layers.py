"""Layers of the map: GeoJSON (RFC 7946) under `layers/`, one file a layer, made by any program that draws maps.

What the layer is stands beside its features: "name", "period" (EDTF), "source" (a source's key), "access". A feature
may have "name" and "period" of its own among its properties. What cannot be right is left out and told; a word that may
keep a layer back keeps it back, however it is spelt.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from variorum.archive.datings import read_dating
from variorum.archive.did_you_mean import likeliest
from variorum.archive.dossiers import Gathered
from variorum.archive.links import refer
from variorum.archive.text import LineColumn, TextFile
from variorum.dates.dating import Dating
from variorum.finding import Severity
from variorum.record import Position
from variorum.record.layers import LayerFeature, Line, MapLayer
from variorum.saying import say

UNREADABLE, MISPLACED = "S026", "S027"
_MOST = 200_000  # points of a layer; a map of a page shows no more
_TOLD = 5  # features of a file that are told one by one
_DEEPEST = 8  # collections within collections
_TOP = LineColumn(0, 0)
_KEEPING = ("access", "protected", "redacted")
_SHAPES: Mapping[str, tuple[str, int]] = {
    "Point": ("point", 0), "MultiPoint": ("point", 1), "LineString": ("line", 1), "MultiLineString": ("line", 2),
    "Polygon": ("area", 2), "MultiPolygon": ("area", 3),
}  # fmt: skip
_AT_LEAST = {"point": 1, "line": 2, "area": 4}


class _NotRight(ValueError):
    """Why a feature cannot be drawn, as a sentence."""


@dataclass(slots=True)
class _Reading:
    """A layer on its way in: what is wrong with it, and how many points it has."""

    text: TextFile
    gathered: Gathered = field(default_factory=Gathered)
    points: int = 0
    wrong: int = 0
    kept: int = 0

    def fault(self, code: str, message: str, remedy: str, severity: Severity = Severity.ERROR) -> None:
        self.gathered.findings.append(self.text.finding(code, message, at=_TOP, remedy=remedy, severity=severity))


def read_layer(text: TextFile) -> tuple[MapLayer, Gathered]:
    """One layer with what can be drawn of it; an empty one where the file is no GeoJSON at all."""
    reading = _Reading(text)
    told = _parsed(reading)
    name = _words(told.get("name")) or PurePosixPath(text.file).stem
    features = tuple(_features(reading, told)) if told else ()
    if reading.wrong > _TOLD:
        more = say("{n} more features of this layer cannot be drawn either.", n=reading.wrong - _TOLD)
        reading.fault(MISPLACED, more, say("Mend the first of them, and look again."))
    if reading.kept:
        message = say("{n} features of this layer say themselves that they are kept back.", n=reading.kept)
        remedy = say("They are drawn nowhere; take their properties such as “access” out if that is not meant.")
        reading.fault(UNREADABLE, message, remedy, Severity.NOTE)
    source = _words(told.get("source"))
    if source:
        reading.gathered.references.append(refer(text, _TOP, source))
    layer = MapLayer(
        text.file.rpartition(".")[0],
        name,
        features,
        _period(reading, _words(told.get("period"))),
        source,
        "restricted" if not told or _keeps_back(told) else "open",
        Position(text.file, 1, 1),
    )
    return layer, reading.gathered


def _parsed(reading: _Reading) -> dict[str, Any]:
    """The file as a JSON object with features; empty, and told, where it is none."""
    remedy = say("Save it as GeoJSON (RFC 7946) in WGS 84, as QGIS does with “Export, Save Features As”.")
    try:
        told = json.loads("\n".join(reading.text.lines), parse_constant=_no_number)
    except json.JSONDecodeError as error:
        at = LineColumn(error.lineno - 1, error.colno - 1)
        message = say("This layer is no JSON ({reason}); it was left out.", reason=error.msg)
        reading.gathered.findings.append(reading.text.finding(UNREADABLE, message, at=at, remedy=remedy))
        return {}
    except (ValueError, RecursionError):
        message = say("This layer is no JSON that can be read; it was left out.")
        reading.fault(UNREADABLE, message, remedy)
        return {}
    if not isinstance(told, dict) or not isinstance(told.get("type"), str):
        reading.fault(UNREADABLE, say("This layer is no GeoJSON; it was left out."), remedy)
        return {}
    if not _is_in_degrees(told.get("crs")):
        message = say("This layer is not in degrees of WGS 84 but in another system (crs); it was left out.")
        reading.fault(MISPLACED, message, remedy)
        return {}
    return told


def _no_number(written: str) -> float:
    raise ValueError(written)


def _is_in_degrees(crs: object) -> bool:
    """Whether a file of the time before RFC 7946 names no other system than that of the standard."""
    return crs is None or any(name in json.dumps(crs) for name in ("CRS84", "EPSG::4326", "EPSG:4326"))


def _keeps_back(told: Mapping[str, Any]) -> bool:
    """Whether a member of the file, or of its properties, may mean that it must not leave."""
    inner = told.get("properties")
    members = {**told, **(inner if isinstance(inner, dict) else {})}
    said = {name: value for name, value in members.items() if likeliest(name.casefold(), _KEEPING, at_least=70)}
    return any((name, value) != ("access", "open") for name, value in said.items())


def _features(reading: _Reading, told: Mapping[str, Any]) -> Iterator[LayerFeature]:
    """What can be drawn, in order; of what cannot, the reason is told."""
    features = told.get("features") if told.get("type") == "FeatureCollection" else [told]
    if not isinstance(features, list):
        reading.fault(UNREADABLE, say("This layer has no features."), say("Draw something in it, or delete the file."))
        return
    for number, feature in enumerate(features, start=1):
        try:
            yield from _drawn(reading, feature)
        except _NotRight as wrong:
            reading.wrong += 1
            if reading.wrong <= _TOLD:
                message = say("Feature {number} of this layer was left out: {why}", number=number, why=wrong.args[0])
                reading.fault(MISPLACED, message, say("Mend it in the program that made it."))
        if reading.points > _MOST:
            message = say("This layer has more than {most} points; the rest was left out.", most=_MOST)
            reading.fault(UNREADABLE, message, say("Simplify its lines, or make several layers of it."))
            return


def _drawn(reading: _Reading, feature: object) -> Iterator[LayerFeature]:
    if not isinstance(feature, dict):
        raise _NotRight(say("it is no feature."))
    properties = feature.get("properties") if feature.get("type") == "Feature" else {}
    geometry = feature.get("geometry") if feature.get("type") == "Feature" else feature
    about = properties if isinstance(properties, dict) else {}
    if geometry is None:
        return
    if any(likeliest(name.casefold(), _KEEPING, at_least=70) for name in about) and _keeps_back(about):
        reading.kept += 1
        return
    period = _period(reading, _words(about.get("period")))
    for shape, parts in _shapes(reading, geometry, 0):
        yield LayerFeature(_words(about.get("name")) or _words(about.get("title")), shape, parts, period)


def _shapes(reading: _Reading, geometry: object, depth: int) -> Iterator[tuple[str, tuple[Line, ...]]]:
    if not isinstance(geometry, dict) or depth > _DEEPEST:
        raise _NotRight(say("it has no geometry that can be read."))
    if geometry.get("type") == "GeometryCollection":
        inner = geometry.get("geometries")
        for one in inner if isinstance(inner, list) else ():
            yield from _shapes(reading, one, depth + 1)
        return
    kind = geometry.get("type")
    if not isinstance(kind, str) or kind not in _SHAPES:
        raise _NotRight(say("its geometry is of no kind that GeoJSON has."))
    shape, nested = _SHAPES[kind]
    for coordinates in _list(geometry.get("coordinates")) if kind == "MultiPolygon" else [geometry.get("coordinates")]:
        parts = tuple(_lines(reading, coordinates, min(nested, 2), shape))
        if any(len(part) < _AT_LEAST[shape] for part in parts):
            raise _NotRight(say("it has too few points."))
        if parts:
            yield shape, parts


def _lines(reading: _Reading, coordinates: object, nested: int, shape: str) -> Iterator[Line]:
    """The lines within coordinates that are nested so deep; a point is a line of one."""
    if nested > (0 if shape == "point" else 1):
        for one in _list(coordinates):
            yield from _lines(reading, one, nested - 1, shape)
        return
    places = [coordinates] if shape == "point" else _list(coordinates)
    reading.points += len(places)
    yield tuple(_place(one) for one in places)


def _list(coordinates: object) -> list[object]:
    if not isinstance(coordinates, list):
        raise _NotRight(say("its coordinates are not nested as its kind demands."))
    return coordinates


def _place(written: object) -> tuple[float, float]:
    """A place in degrees, east and north; not right where it lies on no globe."""
    if not isinstance(written, list) or len(written) < 2 or not all(_is_number(one) for one in written[:2]):
        raise _NotRight(say("its coordinates are no numbers."))
    east, north = float(written[0]), float(written[1])
    if abs(east) <= 180 and abs(north) <= 90:
        return east, north
    if abs(east) <= 90 and abs(north) <= 180:
        raise _NotRight(say("{north} is no latitude; GeoJSON has the longitude first, then the latitude.", north=north))
    raise _NotRight(say("{east}, {north} are no degrees; it is perhaps in metres.", east=east, north=north))


def _is_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(value) if isinstance(value, float) else abs(value) < 10**12


def _words(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _period(reading: _Reading, written: str) -> Dating | None:
    if not written:
        return None
    dating, fault = read_dating(written, "gregorian")
    if not fault:
        return dating
    message = say("The period “{written}” of this layer cannot be read.", written=written)
    remedy = say("Write it in EDTF, such as 1914-08/1918-03 or ../1917.")
    reading.fault(UNREADABLE, message, remedy, Severity.WARNING)
    return None
