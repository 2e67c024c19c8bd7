"""Questions of the API that have to do with reading and noting; `answers` lists them with the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from variorum.reading_room.asked import (
    DossierAsked,
    FormAsked,
    JudgementAsked,
    KindAsked,
    LeafAsked,
    PassageAsked,
    PointAsked,
)
from variorum.reading_room.auditing import ManuscriptAsked, QuotationDecisionAsked, decide, take_manuscript
from variorum.reading_room.composing import compose_form
from variorum.reading_room.facsimile import boxes, described, stretch_at
from variorum.reading_room.noting import (
    NoteAsked,
    StatementsAsked,
    compose_note,
    dossier_as_json,
    judgement_as_json,
    statements_for,
)
from variorum.reading_room.room import Room
from variorum.reading_room.scrolling import BesideAsked, PagesAsked, beside, outline
from variorum.reading_room.trays_of_theses import CellAsked, compose_cell
from variorum.reading_room.writing import set_kind_aside, write_composed

Row = tuple[str, str, str, type[Any], Callable[[Room, Any], Mapping[str, object]]]


def _pages(room: Room, asked: PagesAsked) -> Mapping[str, object]:
    return outline(room.needed(), asked.source)


def _beside(room: Room, asked: BesideAsked) -> Mapping[str, object]:
    return beside(room.needed(), asked)


def _boxes(room: Room, asked: PassageAsked) -> Mapping[str, object]:
    return {"boxes": [list(box) for box in boxes(room, asked)]}


def _described(room: Room, asked: LeafAsked) -> Mapping[str, object]:
    return described(room, asked.source, asked.page)


def _at(room: Room, asked: PointAsked) -> Mapping[str, object]:
    found = stretch_at(room, asked)
    return {"start": found[0], "end": found[1]} if found else {}


def _statements(room: Room, asked: StatementsAsked) -> Mapping[str, object]:
    return {"statements": statements_for(room.needed(), asked)}


def _preview_form(room: Room, asked: FormAsked) -> Mapping[str, object]:
    return compose_form(room, asked).as_json()


def _preview_note(room: Room, asked: NoteAsked) -> Mapping[str, object]:
    return compose_note(room, asked).as_json()


def _preview_cell(room: Room, asked: CellAsked) -> Mapping[str, object]:
    return compose_cell(room, asked).as_json()


def _cell(room: Room, asked: CellAsked) -> Mapping[str, object]:
    composed = compose_cell(room, asked)
    return {**composed.as_json(), **write_composed(room, composed, expected=asked.digest).as_json()}


def _aside(room: Room, asked: KindAsked) -> Mapping[str, object]:
    number, entry = set_kind_aside(room, asked)
    return {"number": number, **entry.as_json()}


def _manuscript(room: Room, asked: ManuscriptAsked) -> Mapping[str, object]:
    file, entry = take_manuscript(room, asked)
    return {"file": file, **entry.as_json()}


def _decide(room: Room, asked: QuotationDecisionAsked) -> Mapping[str, object]:
    return decide(room, asked).as_json()


def _note(room: Room, asked: NoteAsked) -> Mapping[str, object]:
    composed = compose_note(room, asked)
    return {**composed.as_json(), **write_composed(room, composed, expected=asked.digest).as_json()}


ROWS: tuple[Row, ...] = (
    ("GET", "/api/pages", "The pages of a source, and what runs beside it.", PagesAsked, _pages),
    ("GET", "/api/beside", "The same place in other editions and translations.", BesideAsked, _beside),
    ("GET", "/api/boxes", "Where words stand in the picture of their page, as shares of it.", PassageAsked, _boxes),
    ("GET", "/api/facsimile", "How a page is shown as it is printed: in tiles, or drawn whole.", LeafAsked, _described),
    ("GET", "/api/at", "The word that stands at a point of the picture of its page.", PointAsked, _at),
    ("POST", "/api/statements", "Statements that words may be a witness of.", StatementsAsked, _statements),
    ("POST", "/api/form/preview", "The very line of a form of a name.", FormAsked, _preview_form),
    ("POST", "/api/dossier/preview", "The very lines of a new dossier.", DossierAsked, dossier_as_json),
    ("POST", "/api/judgement/preview", "The very line of a judgement.", JudgementAsked, judgement_as_json),
    ("POST", "/api/note/preview", "The very lines of a note on a source.", NoteAsked, _preview_note),
    ("POST", "/api/note", "Write a note on a source into its dossier.", NoteAsked, _note),
    ("POST", "/api/cell/preview", "The very line that puts a statement under a thesis.", CellAsked, _preview_cell),
    ("POST", "/api/cell", "Say what a thesis holds of a statement.", CellAsked, _cell),
    ("POST", "/api/manuscript", "Bring a manuscript in, to be audited here.", ManuscriptAsked, _manuscript),
    ("POST", "/api/decision", "Decide on a quotation of a manuscript.", QuotationDecisionAsked, _decide),
    ("POST", "/api/aside", "Set every finding of a kind aside for one reason.", KindAsked, _aside),
)
