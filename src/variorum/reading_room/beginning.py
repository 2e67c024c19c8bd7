"""New dossiers with more than a name: an event with its date, its place and who took part; a place with its names by
years and where it lies. Shown as the very lines before they are written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from variorum.archive.editing import statement_added
from variorum.archive.editing_fields import field_set, name_added
from variorum.archive.statements import parse_line
from variorum.archive.writing import ABSENT, write_atomically
from variorum.finding import NotFound
from variorum.names.place_names import period_of
from variorum.reading_room.asked import LONGEST_NAME, LONGEST_TEXT, BadRequest, DossierAsked, WitnessAsked, asked_text
from variorum.reading_room.composing import ComposedChange, edtf_of, statement_of, witness_of
from variorum.reading_room.room import Room
from variorum.reading_room.unseen import hold_new_file
from variorum.reading_room.writing import plan_dossier, written
from variorum.record import NameForm, Witness
from variorum.saying import in_turn, say

_PLACE, _PART = "took place in", "took part in"
_COORDINATES = re.compile(r"\s*(-?\d{1,2}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*")
_MOST = 60  # who took part, and names


@dataclass(frozen=True, slots=True)
class EventAsked:
    """A new event: when and where it was, and who took part, all of it on one witness if there is one."""

    name: str = asked_text(LONGEST_NAME, says="the name by which it is to be known", least=1)
    id: str = asked_text(says="its id; empty to have one made from the name", default="")
    forms: tuple[str, ...] = asked_text(says="further forms of the name", default=())
    date: str = asked_text(says="EDTF, or a date as people write it", default="")
    place: str = asked_text(says="the dossier of the place", default="")
    people: tuple[str, ...] = asked_text(says="the dossiers of who took part", default=())
    source: str = asked_text(says="the source's key", default="")
    locator: str = asked_text(says="the place in it", default="")
    quotation: str = asked_text(LONGEST_TEXT, says="the source's own words", default="")


@dataclass(frozen=True, slots=True)
class PlaceAsked:
    """A new place: its names, each with its language and the years in which it was borne, and where it lies."""

    name: str = asked_text(LONGEST_NAME, says="the name by which it is to be known", least=1)
    id: str = asked_text(says="its id; empty to have one made from the name", default="")
    names: tuple[str, ...] = asked_text(says="each FORM | LANGUAGE | PERIOD, the last two may be empty", default=())
    coordinates: str = asked_text(says="latitude and longitude in degrees: 56.84, 60.61", default="")


def plan_event(room: Room, asked: EventAsked) -> tuple[str, str, bytes]:
    """The id, the file and the content of an event's dossier."""
    id_, file, raw = plan_dossier(room, DossierAsked("event", asked.name, asked.id, asked.forms))
    shelves = room.needed()
    if len(asked.people) > _MOST:
        raise BadRequest(say("At most {most} people and groups are entered at once.", most=_MOST))
    for dossier in filter(None, (asked.place, *asked.people)):
        if dossier not in shelves.grammar.kinds:
            raise NotFound(say("There is no dossier “{target}” in the archive.", target=dossier[:80]))
    if asked.date.strip() and not (asked.place or asked.people):
        raise BadRequest(say("Say where it was, or who took part: a date is the date of a statement."))
    if asked.source and asked.source not in shelves.state.record.sources:
        raise NotFound(say("There is no source “{source}” in the archive.", source=asked.source[:80]))
    when = f"{edtf_of(asked.date, shelves)}: " if asked.date.strip() else ""
    part = shelves.state.record.vocabulary.relations[_PART].inverse.get("en", _PART)
    lines = [f"{when}{_PLACE} [[{asked.place}]] ^place"] if asked.place else []
    lines += [f"{when}{part} [[{one}]]" for one in dict.fromkeys(asked.people)]
    witnesses: tuple[Witness, ...] = ()
    if asked.source:
        witnesses = (witness_of(WitnessAsked("", asked.source, asked.locator, asked.quotation)),)
    for line in lines:
        parsed, faults = parse_line(line, shelves.grammar, kind="event")
        if parsed is None:
            raise BadRequest(in_turn(faults[-1].message, faults[-1].remedy))
        raw = statement_added(raw, statement_of(id_, parsed, witnesses))
    return id_, file, raw


def plan_place(room: Room, asked: PlaceAsked) -> tuple[str, str, bytes]:
    """The id, the file and the content of a place's dossier."""
    id_, file, raw = plan_dossier(room, DossierAsked("place", asked.name, asked.id))
    if len(asked.names) > _MOST:
        raise BadRequest(say("At most {most} names are entered at once.", most=_MOST))
    for row in asked.names:
        form, language, period = ([part.strip() for part in row.split("|")] + ["", ""])[:3]
        if not form:
            continue
        named = NameForm(" ".join(form.split()), "", language, period)
        if period and period_of(period) is None:
            raise BadRequest(say("“{period}” is no period: write 1924/1991, or ../1924.", period=period[:60]))
        raw = name_added(raw, named)
    if asked.coordinates.strip():
        raw = field_set(raw, "coordinates", _coordinates(asked.coordinates))
    return id_, file, raw


def _coordinates(written_so: str) -> Mapping[str, str]:
    found = _COORDINATES.fullmatch(written_so)
    if found is None or abs(float(found[1])) > 90 or abs(float(found[2])) > 180:
        raise BadRequest(
            say(
                "“{written}” is no place on earth: write latitude and longitude in degrees, 56.84, 60.61, south and "
                "west with a minus.",
                written=written_so[:60],
            )
        )
    return {"lat": found[1], "lon": found[2]}


def preview_event(room: Room, asked: EventAsked) -> Mapping[str, object]:
    """The very lines of an event's dossier; nothing is written."""
    return _shown(*plan_event(room, asked))


def preview_place(room: Room, asked: PlaceAsked) -> Mapping[str, object]:
    """The very lines of a place's dossier; nothing is written."""
    return _shown(*plan_place(room, asked))


def begin_event(room: Room, asked: EventAsked) -> Mapping[str, object]:
    """Write an event's dossier."""
    return _begun(room, asked.name, "event", *plan_event(room, asked))


def begin_place(room: Room, asked: PlaceAsked) -> Mapping[str, object]:
    """Write a place's dossier."""
    return _begun(room, asked.name, "place", *plan_place(room, asked))


def _shown(id_: str, file: str, content: bytes) -> Mapping[str, object]:
    return {**ComposedChange(file, b"", content, "").as_json(), "id": id_}


def _begun(room: Room, name: str, kind: str, id_: str, file: str, content: bytes) -> Mapping[str, object]:
    hold_new_file(room)
    path = room.archive.root / file
    path.parent.mkdir(exist_ok=True)
    _, entry = written(
        room,
        say("new dossier: {name}", name=" ".join(name.split())),
        lambda: write_atomically(path, content, expected=ABSENT),
        files=[file],
    )
    room.begins(id_, kind, file)
    return {"id": id_, "file": file, "write": entry.id, "what": entry.what, "by": entry.by, "when": entry.when,
            "files": list(entry.after)}  # fmt: skip


ROWS: Sequence[tuple[str, str, str, type[Any], Callable[[Room, Any], Mapping[str, object]]]] = (
    ("POST", "/api/event/preview", "The very lines of a new event.", EventAsked, preview_event),
    ("POST", "/api/event", "Begin the dossier of an event, with its date, place and people.", EventAsked, begin_event),
    ("POST", "/api/place/preview", "The very lines of a new place.", PlaceAsked, preview_place),
    ("POST", "/api/place", "Begin the dossier of a place, with its names by years.", PlaceAsked, begin_place),
)
