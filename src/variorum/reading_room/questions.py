"""Questions of the API that have to do with reading in one scroll; `answers` lists them with the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from variorum.reading_room.asked import PassageAsked
from variorum.reading_room.facsimile import boxes
from variorum.reading_room.room import Room
from variorum.reading_room.scrolling import BesideAsked, PagesAsked, beside, outline

Row = tuple[str, str, str, type[Any], Callable[[Room, Any], Mapping[str, object]]]


def _pages(room: Room, asked: PagesAsked) -> Mapping[str, object]:
    return outline(room.needed(), asked.source)


def _beside(room: Room, asked: BesideAsked) -> Mapping[str, object]:
    return beside(room.needed(), asked)


def _boxes(room: Room, asked: PassageAsked) -> Mapping[str, object]:
    return {"boxes": [list(box) for box in boxes(room, asked)]}


ROWS: tuple[Row, ...] = (
    ("GET", "/api/pages", "The pages of a source, and what runs beside it.", PagesAsked, _pages),
    ("GET", "/api/beside", "The same place in other editions and translations.", BesideAsked, _beside),
    ("GET", "/api/boxes", "Where words stand in the picture of their page, as shares of it.", PassageAsked, _boxes),
)
