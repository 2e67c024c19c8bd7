"""Layers of the map: what the historian, or somebody before, has drawn of an area, with its time and source."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.dates.dating import Dating
from variorum.record.sources import Position

Line = tuple[tuple[float, float], ...]  # degrees of WGS 84, east and north


@dataclass(frozen=True, slots=True)
class LayerFeature:
    """One thing drawn: `shape` is "point", "line" or "area"; each part of an area is a ring, holes among them."""

    name: str
    shape: str
    parts: tuple[Line, ...]
    period: Dating | None = None


@dataclass(frozen=True, slots=True)
class MapLayer:
    """One file under `layers/`; `id` is its path without the ending, `source` the key of what it is drawn from.

    `access` is open, or anything else where it must not leave the archive.
    """

    id: str
    name: str
    features: tuple[LayerFeature, ...]
    period: Dating | None = None
    source: str = ""
    access: str = "open"
    position: Position = Position("")
