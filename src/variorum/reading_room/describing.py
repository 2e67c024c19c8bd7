"""What is said of a source, put right in a form: title, author, dates, standing, access, the numbering of its pages.

A date may be written as people write it. What the archive would not understand is refused in the words in which a build
would complain of it, and nothing is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from variorum.archive.describing import Description, described
from variorum.archive.sources import read_source
from variorum.archive.text import decode
from variorum.finding import NotFound, Severity
from variorum.reading_room.asked import BadRequest, asked_text
from variorum.reading_room.composing import ComposedChange, edtf_of, read_file
from variorum.reading_room.room import Room
from variorum.reading_room.shelves import Shelves
from variorum.reading_room.writing import write_composed
from variorum.saying import in_turn, say

NAMES = tuple(each.name for each in fields(Description))
_DATES = ("composed", "published")


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidOfASource:
    """What is said of a source, as a form has it."""

    title: str = asked_text(says="its title", default="")
    author: str = asked_text(says="who wrote it; several are parted by semicolons", default="")
    language: str = asked_text(says="its language (BCP 47)", default="")
    composed: str = asked_text(says="when it was written: EDTF, or a date as people write it", default="")
    published: str = asked_text(says="when it came out", default="")
    kind: str = asked_text(says="what it is: letter, memoir, police-report …", default="")
    standing: str = asked_text(says="how near it is to what it tells of: participant, secondary …", default="")
    access: str = asked_text(says="open, restricted or redacted", default="")
    pages: str = asked_text(
        says="“none”, or from which page of the file on which label counts: 1: i, 13: 1", default=""
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DescriptionAsked(SaidOfASource):
    """A source's description as it is to be; a field that is empty is emptied."""

    source: str = asked_text(says="the source's key")
    digest: str = asked_text(says="of the file as it was read; empty to write whatever it holds", default="")


def asked_of(asked: SaidOfASource) -> Description:
    """The description in a request that has its fields."""
    return Description(**{name: getattr(asked, name) for name in NAMES})


def corrected(shelves: Shelves, file: str, raw: bytes, wanted: Description) -> bytes:
    """A dossier that is described as somebody wants it; BadRequest where that would not be understood."""
    dates = {name: _dated(said, shelves) for name in _DATES if (said := asdict(wanted)[name].strip())}
    after = described(raw, replace(wanted, **dates))
    faults = _faults(shelves, file, after) - _faults(shelves, file, raw)
    for message, remedy in sorted(faults):
        raise BadRequest(in_turn(message, remedy))
    return after


def _dated(written: str, shelves: Shelves) -> str:
    """A date in EDTF; BadRequest names the words, since a form has many of them."""
    try:
        return edtf_of(written, shelves)
    except BadRequest as error:
        raise BadRequest(in_turn(f"“{written[:80]}”:", error.args[0])) from None


def _faults(shelves: Shelves, file: str, raw: bytes) -> set[tuple[Any, Any]]:
    text, _ = decode(file, raw)
    if text is None:
        return set()
    _, gathered = read_source(text, shelves.grammar)
    return {(one.message, one.remedy) for one in gathered.findings if one.severity is Severity.ERROR}


def compose_description(room: Room, asked: DescriptionAsked) -> ComposedChange:
    """The dossier of a source with its description put right."""
    shelves = room.needed()
    source = shelves.state.record.sources.get(asked.source)
    if source is None:
        raise NotFound(say("There is no source “{source}” in the archive.", source=asked.source[:80]))
    file = source.position.file
    before = read_file(room, file)
    after = corrected(shelves, file, before, asked_of(asked))
    return ComposedChange(file, before, after, say("described: {source}", source=asked.source))


def preview_description(room: Room, asked: DescriptionAsked) -> Mapping[str, object]:
    """The very lines of a description; nothing is written."""
    return compose_description(room, asked).as_json()


def describe(room: Room, asked: DescriptionAsked) -> Mapping[str, object]:
    """Write a source's description."""
    composed = compose_description(room, asked)
    entry = write_composed(room, composed, expected=asked.digest)
    return {**composed.as_json(), "write": entry.id, "what": entry.what, "by": entry.by, "when": entry.when,
            "files": list(entry.after)}  # fmt: skip


ROWS = (
    ("POST", "/api/description/preview", "The very lines of a source's description.", DescriptionAsked,
     preview_description),
    ("POST", "/api/description", "Put right what is said of a source.", DescriptionAsked, describe),
)  # fmt: skip
