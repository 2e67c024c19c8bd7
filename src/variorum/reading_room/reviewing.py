"""A proposal as whoever decides on it sees it: the very lines that would go and come, and what has come between."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from variorum.archive.writing import ABSENT, digest_of_bytes
from variorum.finding import VariorumError
from variorum.reading_room.asked import (
    DossierAsked,
    FormAsked,
    JudgementAsked,
    StatementAsked,
    WitnessAsked,
    read_asked,
)
from variorum.reading_room.beginning import EventAsked, PlaceAsked, preview_event, preview_place
from variorum.reading_room.composing import (
    changes_between,
    compose_form,
    compose_statement,
    compose_witness,
    read_file,
)
from variorum.reading_room.merging import merged
from variorum.reading_room.noting import dossier_as_json, judgement_as_json
from variorum.reading_room.room import Room
from variorum.reading_room.teamwork import WAITING, Json, Proposal, asked_now, plain_lines
from variorum.reading_room.viewing import Viewer

MERGES, CLASHES = "merges", "clashes"
_LONG = ("text", "digest")  # fields that the lines tell better


@dataclass(frozen=True, slots=True)
class ProposalInReview:
    """A proposal with the lines that it changes in `file`, why it cannot be carried out (`trouble`), and whether the
    file changed since: "" for no, `MERGES` where both changes hold, `CLASHES` where they touch the same lines.
    """

    proposal: Proposal
    file: str
    changes: Sequence[Mapping[str, object]]
    trouble: str = ""
    since: str = ""

    @property
    def fields(self) -> Sequence[tuple[str, str]]:
        """What was asked, field by field, where there are no lines to show."""
        given = self.proposal.asked.items()
        return [
            (name, "; ".join(value) if isinstance(value, list) else str(value))
            for name, value in given
            if name not in _LONG and value
        ]


_PREVIEWS: Mapping[str, tuple[type[Any], Callable[[Room, Any], Json]]] = {
    "/api/statement": (StatementAsked, lambda room, asked: compose_statement(room, asked).as_json()),
    "/api/witness": (WitnessAsked, lambda room, asked: compose_witness(room, asked).as_json()),
    "/api/form": (FormAsked, lambda room, asked: compose_form(room, asked).as_json()),
    "/api/dossier": (DossierAsked, dossier_as_json),
    "/api/event": (EventAsked, preview_event),
    "/api/place": (PlaceAsked, preview_place),
    "/api/judgement": (JudgementAsked, judgement_as_json),
}


def in_review(room: Room, one: Proposal) -> ProposalInReview:
    """A proposal with its lines, as they would be written now or, where it was decided, as it was made."""
    file = one.files[0] if one.files else ""
    if one.path == "/api/file":
        return _whole_file(room, one, file)
    if one.state != WAITING or one.path not in _PREVIEWS:
        return ProposalInReview(one, file, ())
    kind, preview = _PREVIEWS[one.path]
    author = room.seat(Viewer(one.by, "editor", room.viewer.sees_all))
    try:
        told = preview(author, read_asked(kind, asked_now(room, one)))
    except VariorumError as error:
        return ProposalInReview(one, file, (), error.args[0] if error.args else "")
    changes = told["changes"]
    assert isinstance(changes, list)
    return ProposalInReview(one, str(told["file"]), changes)


def _whole_file(room: Room, one: Proposal, file: str) -> ProposalInReview:
    base, text = plain_lines(one.base), plain_lines(str(one.asked["text"]))
    own = changes_between(base.encode(), text.encode())
    if one.state != WAITING or one.asked["digest"] == ABSENT:
        return ProposalInReview(one, file, own)
    try:
        raw = read_file(room, file)
    except VariorumError as error:
        return ProposalInReview(one, file, own, error.args[0] if error.args else "")
    if digest_of_bytes(raw) == one.asked["digest"]:
        return ProposalInReview(one, file, own)
    now = plain_lines(raw.decode("utf-8", "replace"))
    both = merged(base, text, now)
    if both is None:
        return ProposalInReview(one, file, own, since=CLASHES)
    return ProposalInReview(one, file, changes_between(now.encode(), both.encode()), since=MERGES)
