"""The questions of the API, each with what it takes and the function that answers it; the one place to add another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from variorum.archive.text import is_utf8
from variorum.archive.writing import digest_of_bytes
from variorum.dates.malformed import MalformedDate
from variorum.dates.phrases import as_json as date_as_json
from variorum.dates.phrases import read_in_any_language
from variorum.finding import NotFound
from variorum.quotation.cited_place import locator_of
from variorum.quotation.verification import Policy, verify
from variorum.quotation.verification import as_json as verification_as_json
from variorum.reading_room import asked as a
from variorum.reading_room.asked import BadRequest, asked_text
from variorum.reading_room.beginning import ROWS as BEGINNING_ROWS
from variorum.reading_room.bringing import ROWS as BRINGING_ROWS
from variorum.reading_room.checking import check_text, preview_text
from variorum.reading_room.comments import ROWS as COMMENT_ROWS
from variorum.reading_room.composing import compose_form, compose_statement, compose_witness, read_file
from variorum.reading_room.describing import ROWS as DESCRIBING_ROWS
from variorum.reading_room.gazetteers import ROWS as GAZETTEER_ROWS
from variorum.reading_room.looking import found_passages, page_as_json, suggest
from variorum.reading_room.mending import MendAsked, MendsAsked, make, mends_as_json, previewed
from variorum.reading_room.proposing import propose
from variorum.reading_room.publishing import ROWS as PUBLISHING_ROWS
from variorum.reading_room.questions import ROWS
from variorum.reading_room.renamed import ROWS as RENAME_ROWS
from variorum.reading_room.room import Room
from variorum.reading_room.stated_already import stated_already
from variorum.reading_room.teamwork import ROWS as TEAM_ROWS
from variorum.reading_room.teamwork import DecisionAsked, deciding, members
from variorum.reading_room.trays import counts, tray
from variorum.reading_room.trays_together import JudgementsAsked, judge_together
from variorum.reading_room.viewing import PROPOSED
from variorum.reading_room.writing import (
    editable,
    judge_matter,
    keep_search,
    new_dossier,
    undo,
    write_composed,
    write_file,
)
from variorum.saying import in_turn, say

Json = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Answer:
    """One question: how it is asked, what it takes, and what answers it."""

    method: str
    path: str
    says: str
    asked: type[Any]
    act: Callable[[Room, Any], Json]

    @property
    def shows_lines(self) -> bool:
        """Whether it shows what the question whose address it begins with would write ("/api/statement/preview")."""
        return self.path.endswith("/preview") and self.path.count("/") > 2


@dataclass(frozen=True, slots=True)
class Nothing:
    """A question that takes nothing."""


@dataclass(frozen=True, slots=True)
class SearchAsked:
    """Words that somebody types."""

    q: str = asked_text(20_000, says="the query, as `variorum search` takes it")
    source: str = asked_text(says="only in this source", default="")
    limit: int = asked_text(says="how many passages, at most 50", default=12)
    offset: int = asked_text(says="how many to pass over", default=0)


@dataclass(frozen=True, slots=True)
class QuoteAsked:
    """Words of which it is asked where they stand."""

    text: str = asked_text(20_000, says="the quotation")
    source: str = asked_text(says="the source that is cited", default="")
    page: str = asked_text(says="the page or locator", default="")


@dataclass(frozen=True, slots=True)
class PageAsked:
    """A page of a source."""

    source: str = asked_text(says="the source's key")
    page: int = asked_text(says="its place in the file, from 1")


@dataclass(frozen=True, slots=True)
class DateAsked:
    """A date as people write it."""

    phrase: str = asked_text(says="summer 1932, не позднее мая 1930", least=1)


@dataclass(frozen=True, slots=True)
class ReadAsked:
    """A file of the archive."""

    file: str = asked_text(says="its path from the archive's root")


@dataclass(frozen=True, slots=True)
class BlocksAsked:
    """The statements of a dossier that can be linked to."""

    dossier: str = asked_text(says="the dossier's id")


@dataclass(frozen=True, slots=True)
class TrayAsked:
    """What is next in a tray."""

    tray: str = asked_text(says="names, descent or findings")
    skipped: str = asked_text(100_000, says="matters to pass over, parted by line feeds", default="")


def _status(room: Room, _: Nothing) -> Json:
    shelves = room.needed()
    viewer = room.viewer
    writes = [one for one in room.journal.standing() if room.sees(one)] if viewer.may("editor") else []
    return {
        "generation": room.generation,
        "working": room.working if viewer.sees_all else "…" * bool(room.working),
        "trouble": room.told_trouble,
        "by": room.by,
        "role": viewer.role,
        "team": room.team is not None,
        "trays": counts(shelves),
        "undo": writes[-1].what if writes else "",
    }


def _search(room: Room, asked: SearchAsked) -> Json:
    shelves = room.needed()
    query = asked.q.strip()
    if not query:
        return {"dossiers": [], "total": 0, "hits": []}
    limit = min(asked.limit, 50)
    passages = found_passages(shelves, query, source=asked.source, limit=limit, offset=min(asked.offset, 5000))
    return {"dossiers": [] if asked.source else suggest(shelves, query, limit=8), **passages}


def _suggest(room: Room, asked: SearchAsked) -> Json:
    return {"dossiers": suggest(room.needed(), asked.q, limit=min(asked.limit, 50))}


def _quote(room: Room, asked: QuoteAsked) -> Json:
    state = room.worked_out()
    locator = locator_of(asked.page) if asked.page else None
    policy = Policy(state.record.settings.levelling)
    found = verify(asked.text, state.texts, source=asked.source or None, locator=locator, policy=policy)
    return verification_as_json(found, state.texts)


def _page(room: Room, asked: PageAsked) -> Json:
    return page_as_json(room.needed(), asked.source, asked.page)


def _date(_: Room, asked: DateAsked) -> Json:
    try:
        return date_as_json(read_in_any_language(asked.phrase))
    except MalformedDate as error:
        raise BadRequest(in_turn(error.sentence, error.remedy)) from None


def _vocabulary(room: Room, _: Nothing) -> Json:
    relations = room.worked_out().record.vocabulary.relations.values()
    return {
        "relations": [
            {
                "name": one.name,
                "facet": one.facet,
                "labels": dict(one.labels),
                "inverse": dict(one.inverse),
                "also": list(one.also),
                "domain": list(one.domain),
                "range": list(one.range),
            }
            for one in relations
        ]
    }


def _propose(room: Room, asked: a.PassageAsked) -> Json:
    return propose(room.needed(), asked)


def _preview_statement(room: Room, asked: a.StatementAsked) -> Json:
    composed = compose_statement(room, asked)
    return {**composed.as_json(), "already": stated_already(room, composed, asked)}


def _state(room: Room, asked: a.StatementAsked) -> Json:
    composed = compose_statement(room, asked)
    if any(fault.severity.word == "error" for fault in composed.faults):
        fault = composed.faults[0]
        raise BadRequest(in_turn(fault.message, fault.remedy))
    entry = write_composed(room, composed, expected=asked.digest)
    return {**composed.as_json(), **entry.as_json()}


def _preview_witness(room: Room, asked: a.WitnessAsked) -> Json:
    return compose_witness(room, asked).as_json()


def _witness(room: Room, asked: a.WitnessAsked) -> Json:
    composed = compose_witness(room, asked)
    return {**composed.as_json(), **write_composed(room, composed, expected=asked.digest).as_json()}


def _form(room: Room, asked: a.FormAsked) -> Json:
    composed = compose_form(room, asked)
    return {**composed.as_json(), **write_composed(room, composed, expected=asked.digest).as_json()}


def _dossier(room: Room, asked: a.DossierAsked) -> Json:
    id_, file, entry = new_dossier(room, asked)
    return {"id": id_, "file": file, **entry.as_json()}


def _judge(room: Room, asked: a.JudgementAsked) -> Json:
    return judge_matter(room, asked).as_json()


def _judge_together(room: Room, asked: JudgementsAsked) -> Json:
    return judge_together(room, asked).as_json()


def _sought(room: Room, asked: a.SoughtAsked) -> Json:
    if asked.source and asked.source not in room.worked_out().record.sources:
        raise NotFound(say("There is no source “{source}” in the archive.", source=asked.source[:80]))
    hits = found_passages(room.needed(), asked.query, source=asked.source, limit=1, offset=0)
    sources = asked.source or ", ".join(room.worked_out().record.sources)
    total = hits["total"]
    found = total if isinstance(total, int) else 0
    return {"found": found, **keep_search(room, asked.query, where=sources, found=found).as_json()}


def _undo(room: Room, asked: a.UndoAsked) -> Json:
    return undo(room, asked.id).as_json()


def _journal(room: Room, _: Nothing) -> Json:
    entries = [one for one in room.journal.entries() if room.sees(one)]
    undone = {entry.undoes for entry in entries}
    return {"writes": [{**one.as_json(), "undone": one.id in undone} for one in reversed(entries[-200:])]}


def _read(room: Room, asked: ReadAsked) -> Json:
    file = editable(room, asked.file)
    raw = read_file(room, file)
    text = raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "strict" if is_utf8(raw) else "replace")
    if not is_utf8(raw):
        raise BadRequest(say("{file} is not UTF-8 throughout; mend its encoding in another editor first.", file=file))
    return {"file": file, "text": text.replace("\r\n", "\n"), "digest": digest_of_bytes(raw)}


def _save(room: Room, asked: a.FileAsked) -> Json:
    digest, entry = write_file(room, asked)
    return {"digest": digest, **entry.as_json()}


def _check(room: Room, asked: a.FileAsked) -> Json:
    return check_text(room.needed(), editable(room, asked.file), asked.text)


def _preview(room: Room, asked: a.FileAsked) -> Json:
    return preview_text(room.needed(), editable(room, asked.file), asked.text)


def _mend(room: Room, asked: MendAsked) -> Json:
    done, entry = make(room, asked)
    return {**entry.as_json(), **done}


def _blocks(room: Room, asked: BlocksAsked) -> Json:
    own = [one for one in room.worked_out().record.statements if one.ref.startswith(f"{asked.dossier}#^")]
    return {"blocks": [{"id": one.ref.partition("#^")[2], "line": one.written[:120]} for one in own]}


def _tray(room: Room, asked: TrayAsked) -> Json:
    return tray(room, asked.tray, skipped=frozenset(filter(None, asked.skipped.split("\n"))))


_ALONE = (
    Answer("GET", "/api/status", "What is being done, and how much waits for a person.", Nothing, _status),
    Answer("GET", "/api/search", "Dossiers by name and passages by their words, as one types.", SearchAsked, _search),
    Answer("GET", "/api/suggest", "Dossiers by any form of their names.", SearchAsked, _suggest),
    Answer("GET", "/api/quote", "Where a quotation stands, and what it turns out to be.", QuoteAsked, _quote),
    Answer("GET", "/api/page", "One page of a source with the names on it.", PageAsked, _page),
    Answer("GET", "/api/date", "What a date phrase means.", DateAsked, _date),
    Answer("GET", "/api/vocabulary", "The relations that statements may use.", Nothing, _vocabulary),
    Answer("GET", "/api/file", "The text of a dossier, thesis or chapter, with its digest.", ReadAsked, _read),
    Answer("GET", "/api/blocks", "The statements of a dossier by their ids.", BlocksAsked, _blocks),
    Answer("GET", "/api/tray", "What is next in a tray, and how much is left.", TrayAsked, _tray),
    Answer("GET", "/api/journal", "What was written here, the newest first.", Nothing, _journal),
    Answer("POST", "/api/passage", "A statement proposed for marked words.", a.PassageAsked, _propose),
    Answer("POST", "/api/statement/preview", "The very lines of a statement.", a.StatementAsked, _preview_statement),
    Answer("POST", "/api/statement", "Write a statement.", a.StatementAsked, _state),
    Answer("POST", "/api/witness/preview", "The very lines of a further witness.", a.WitnessAsked, _preview_witness),
    Answer("POST", "/api/witness", "Write a further witness for a statement.", a.WitnessAsked, _witness),
    Answer("POST", "/api/form", "Add a form of a name to a dossier.", a.FormAsked, _form),
    Answer("POST", "/api/dossier", "Begin a dossier.", a.DossierAsked, _dossier),
    *(Answer(*row) for row in BEGINNING_ROWS),
    Answer("POST", "/api/judgement", "Record a decision on names, descent or a finding.", a.JudgementAsked, _judge),
    Answer("POST", "/api/judgements", "Record one decision on several matters.", JudgementsAsked, _judge_together),
    Answer("POST", "/api/sought", "Keep what was looked for, and how often it was found.", a.SoughtAsked, _sought),
    Answer("POST", "/api/check", "Findings for a text that is not saved yet.", a.FileAsked, _check),
    Answer("POST", "/api/file", "Save a dossier, thesis or chapter.", a.FileAsked, _save),
    Answer("POST", "/api/preview", "The page of a text that is not saved yet.", a.FileAsked, _preview),
    Answer("GET", "/api/mends", "The corrections that are known, by kind, file or finding.", MendsAsked, mends_as_json),
    Answer("POST", "/api/mend/preview", "What corrections would change, as lines.", MendAsked, previewed),
    Answer("POST", "/api/mend", "Make corrections, all in one write.", MendAsked, _mend),
    Answer("POST", "/api/undo", "Take a write back.", a.UndoAsked, _undo),
    *(Answer(*row) for row in ROWS),
    *(Answer(*row) for row in RENAME_ROWS),
    *(Answer(*row) for row in GAZETTEER_ROWS),
    *(Answer(*row) for row in BRINGING_ROWS),
    *(Answer(*row) for row in DESCRIBING_ROWS),
    *(Answer(*row) for row in PUBLISHING_ROWS),
    *(Answer(*row) for row in TEAM_ROWS),
    *(Answer(*row) for row in COMMENT_ROWS),
    Answer("GET", "/api/team", "The accounts, and the invitations that still hold.", Nothing, members),
)
_ACTS = {one.path: (one.asked, one.act) for one in _ALONE if one.method == "POST" and one.path in PROPOSED}
ANSWERS = (
    *_ALONE,
    Answer("POST", "/api/proposal/decide", "Carry a proposal out, or refuse it.", DecisionAsked, deciding(_ACTS)),
)
