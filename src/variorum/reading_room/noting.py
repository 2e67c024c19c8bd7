"""What marked words are made into besides a statement, shown as the very lines first.

A dossier, a judgement on descent, a note on the source; and the statements that words can be a further witness of.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from variorum.archive.editing_notes import note_added
from variorum.archive.file_names import JUDGEMENTS_FILE
from variorum.archive.ledgers import as_line
from variorum.finding import NotFound
from variorum.reading_room.asked import BadRequest, DossierAsked, JudgementAsked, asked_text
from variorum.reading_room.composing import ComposedChange, read_file
from variorum.reading_room.looking import fold
from variorum.reading_room.room import Room
from variorum.reading_room.shelves import Shelves
from variorum.reading_room.unseen import hold_sides_seen
from variorum.reading_room.writing import hold_judgement, plan_dossier
from variorum.record import AboutNames, Judgement, Statement, matter_of
from variorum.saying import say

_MOST = 12  # statements offered


@dataclass(frozen=True, slots=True)
class NoteAsked:
    """A note of the historian's on a source, with the words that it is about."""

    source: str = asked_text(says="the source's key")
    note: str = asked_text(20_000, says="what is to be said of it")
    quotation: str = asked_text(20_000, says="the words that it is about; empty for the source as a whole", default="")
    locator: str = asked_text(says="where they stand", default="")
    digest: str = asked_text(says="of the file as it was read", default="")


@dataclass(frozen=True, slots=True)
class StatementsAsked:
    """Statements to be chosen from."""

    q: str = asked_text(says="words of the statement, its subject or object", default="")
    about: tuple[str, ...] = asked_text(says="dossiers that are named in the passage: theirs come first", default=())


def compose_note(room: Room, asked: NoteAsked) -> ComposedChange:
    """A paragraph in the source's dossier: the words with their place, then what the historian says of them."""
    source = room.worked_out().record.sources.get(asked.source)
    note = " ".join(asked.note.split())
    if source is None:
        raise NotFound(say("There is no source “{source}” in the archive.", source=asked.source[:80]))
    if not note:
        raise BadRequest(say("Say what is to be noted."))
    words, locator = " ".join(asked.quotation.split()), " ".join(asked.locator.split())
    if any(sign in words + locator for sign in "[]"):
        words = ""  # brackets would be read as a citation's
    place = f"[@{asked.source}{f', {locator}' if locator and '[' not in locator and ']' not in locator else ''}]"
    paragraph = f"“{words}” {place}: {note}" if words else f"{note} {place}" if locator else note
    before = read_file(room, source.position.file)
    return ComposedChange(
        source.position.file, before, note_added(before, paragraph), say("noted: {note}", note=note[:100])
    )


def dossier_as_json(room: Room, asked: DossierAsked) -> dict[str, object]:
    """The file of a new dossier, whole, before it is written."""
    id_, file, content = plan_dossier(room, asked)
    return {**ComposedChange(file, b"", content, "").as_json(), "id": id_}


def judgement_as_json(room: Room, asked: JudgementAsked) -> dict[str, object]:
    """The line of a judgement before it is recorded; refused where it judges nothing that is there."""
    about, why = " ".join(asked.about.split()), " ".join(asked.why.split())
    if isinstance(matter_of(about), AboutNames):
        hold_sides_seen(room, about)
    else:
        hold_judgement(room, about, asked.verdict, why)
    now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    path = room.archive.root / JUDGEMENTS_FILE
    before = read_file(room, JUDGEMENTS_FILE) if path.is_file() else b""
    line = as_line(Judgement(about, asked.verdict, room.by, now, why)) + "\n"
    return ComposedChange(JUDGEMENTS_FILE, before, before + line.encode("utf-8"), "").as_json()


def statements_for(shelves: Shelves, asked: StatementsAsked) -> list[dict[str, object]]:
    """Statements that can be given a further witness: those of whom the passage names first, then by their words."""
    words = fold(asked.q).split()
    named = frozenset(asked.about)
    found = sorted(
        (
            (rank, at, one)
            for at, one in enumerate(shelves.state.record.statements)
            if (rank := _rank(one, words, named)) is not None
        ),
        key=lambda ranked: ranked[:2],
    )
    return [{"ref": one.ref, "line": one.written, "file": one.position.file} for _, _, one in found[:_MOST]]


def _rank(statement: Statement, words: list[str], named: frozenset[str]) -> int | None:
    """How near a statement is; None where one of the words is missing, or nobody is named and nothing typed."""
    said = fold(f"{statement.ref} {statement.subject} {statement.written}")
    if any(word not in said for word in words):
        return None
    about = {statement.ref.partition("#")[0], *(one for one in named if f"[[{one}" in statement.written)}
    near = len(about & named)
    return -near if near or words else None
