"""A place taken over from a gazetteer that lies in the archive's folder `gazetteers`, its lines shown first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from variorum.archive.bounds import leads_out
from variorum.archive.transaction import write_together
from variorum.finding import NotFound, Refused
from variorum.pipeline.importing import ImportedPlace, planned
from variorum.reading_room.asked import BadRequest, asked_text
from variorum.reading_room.composing import ComposedChange
from variorum.reading_room.room import Room
from variorum.reading_room.writing import written
from variorum.saying import say

FOLDER = "gazetteers"


@dataclass(frozen=True, slots=True)
class GazetteersAsked:
    """Which gazetteers there are."""


@dataclass(frozen=True, slots=True)
class GazetteerAsked:
    """A place to be taken over."""

    file: str = asked_text(says="the gazetteer's file in the folder gazetteers")
    name: str = asked_text(says="the place by its name, by its dossier's id, or by its identifier in the gazetteer")


def gazetteers(room: Room, _: GazetteersAsked) -> Mapping[str, object]:
    """The files in the archive's folder of gazetteers."""
    return {"files": [path.name for path in _listed(room)]}


def compose_gazetteer(room: Room, asked: GazetteerAsked) -> ComposedChange:
    """The file of a place as the gazetteer would have it; a sentence where it says nothing, or of several places."""
    path = next((one for one in _listed(room) if one.name == asked.file), None)
    name = " ".join(asked.name.split())
    if path is None:
        raise NotFound(say("There is no gazetteer “{file}” in the folder gazetteers.", file=asked.file[:80]))
    if not name:
        raise BadRequest(say("Say which place is to be taken over."))
    told, change = planned(room.archive, path, name)
    if change is None or change.after is None:
        raise Refused(_why(told, name))
    return ComposedChange(
        change.file, change.before or b"", change.after, say("from a gazetteer: {name}", name=name[:100])
    )


def _why(told: ImportedPlace, name: str) -> str:
    if told.action == "unchanged":
        return say("The gazetteer has nothing of {name} that its dossier does not have.", name=name)
    if told.action == "not found":
        return say("The gazetteer has no place of the name {name}.", name=name)
    several = say("The gazetteer has several places of the name {name}; give one by its identifier.", name=name)
    return told.placed.because or several


def preview_gazetteer(room: Room, asked: GazetteerAsked) -> Mapping[str, object]:
    """The very lines that would be taken over; nothing is written."""
    return compose_gazetteer(room, asked).as_json()


def take_over(room: Room, asked: GazetteerAsked) -> Mapping[str, object]:
    """Take a place over from a gazetteer, into its dossier or a new one."""
    path = next((one for one in _listed(room) if one.name == asked.file), None)
    composed = compose_gazetteer(room, asked)
    assert path is not None
    _, change = planned(room.archive, path, " ".join(asked.name.split()))
    assert change is not None
    _, entry = written(room, composed.what, lambda: write_together(room.archive.root, [change]), files=[composed.file])
    return {**composed.as_json(), "write": entry.id, "what": entry.what, "by": entry.by, "when": entry.when}


def _listed(room: Room) -> Sequence[Path]:
    folder = room.archive.root / FOLDER
    if not folder.is_dir():
        return ()
    root = room.archive.root
    return [
        one for one in sorted(folder.iterdir()) if one.is_file() and one.name[0] != "." and not leads_out(one, root)
    ]


ROWS: Sequence[tuple[str, str, str, type[Any], Callable[[Room, Any], Mapping[str, object]]]] = (
    ("GET", "/api/gazetteers", "The gazetteers of the archive.", GazetteersAsked, gazetteers),
    ("POST", "/api/gazetteer/preview", "What a gazetteer would add to a place.", GazetteerAsked, preview_gazetteer),
    ("POST", "/api/gazetteer", "Take a place over from a gazetteer.", GazetteerAsked, take_over),
)
