"""What an archive's own dossiers know of names, made ready to be found in running text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from variorum.record import Entity


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The names of an archive's people, groups, places and works."""

    entities: tuple[Entity, ...] = ()


def gazetteer_of(entities: Iterable[Entity]) -> Gazetteer:
    """The gazetteer of these dossiers; events are not looked for by name."""
    return Gazetteer(tuple(entity for entity in entities if entity.kind != "event"))
