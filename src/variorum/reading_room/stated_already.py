"""What the archive says already of what somebody is about to state, and their words under it as a further witness.

The files are read as they are now: what was written a moment ago is in no state that was worked out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

from variorum.dates.dating import Dating
from variorum.finding import VariorumError
from variorum.reading_room.asked import StatementAsked, WitnessAsked
from variorum.reading_room.composing import ComposedChange, statements_now, witness_under
from variorum.reading_room.looking import fold
from variorum.reading_room.room import Room
from variorum.record import Complement, EntityLink, Quantity, Statement, Thing, Witness, Words

_MOST = 3  # statements shown


def stated_already(room: Room, composed: ComposedChange, asked: StatementAsked) -> list[dict[str, object]]:
    """Statements of the same relation between the same two, those that say just the same first.

    Each with where it stands, whether it says the `same` to the date and the further objects, whether these words are
    `witnessed` under it already, and the lines that would make them a witness of it.
    """
    if (wanted := composed.statement) is None:
        return []
    found = [one for one in _statements_about(room, wanted) if _states_alike(one, wanted)]
    found.sort(key=lambda one: not _is_same(one, wanted))
    return [_told(room, one, wanted, asked) for one in found[:_MOST]]


def _statements_about(room: Room, wanted: Statement) -> Iterator[Statement]:
    """What stands now in the subject's dossier, and in its object's, where it may be written from that side."""
    other = wanted.thing.target if isinstance(wanted.thing, EntityLink) else ""
    for dossier in dict.fromkeys((wanted.subject, other)):
        yield from statements_now(room, dossier)


def _states_alike(one: Statement, other: Statement) -> bool:
    return (one.subject, one.relation, _plain(one.thing)) == (other.subject, other.relation, _plain(other.thing))


def _is_same(one: Statement, other: Statement) -> bool:
    return (_plain(one.when), _further(one.complements)) == (_plain(other.when), _further(other.complements))


def _further(complements: Sequence[Complement]) -> list[tuple[str, object]]:
    return sorted(((one.preposition, _plain(one.thing)) for one in complements), key=repr)


def _plain(thing: Thing | None) -> object:
    """A thing as it is compared: by what it comes to, and not by how it is written."""
    if isinstance(thing, Words):
        return fold(thing.text)
    if isinstance(thing, Quantity):
        return thing.low, thing.high, fold(thing.unit)
    if isinstance(thing, Dating):
        return thing.earliest_start, thing.latest_start, thing.earliest_end, thing.latest_end
    return thing


def _told(room: Room, one: Statement, wanted: Statement, asked: StatementAsked) -> dict[str, object]:
    told: dict[str, object] = {
        "ref": one.ref,
        "line": one.written,
        "file": one.position.file,
        "row": one.position.line,
        "same": _is_same(one, wanted),
        "witnessed": any(_words(each) == _words(mine) for mine in wanted.witnesses for each in one.witnesses),
        "changes": [],
        "digest": "",
    }
    if asked.source and not told["witnessed"]:
        further = WitnessAsked(one.ref, asked.source, asked.locator, asked.quotation, asked.stance)
        with suppress(VariorumError):  # where no lines can be put under it, it is told all the same where it stands
            told |= witness_under(room, one, further).as_json()
    return told


def _words(witness: Witness) -> tuple[str, str]:
    return witness.citation.checked_in.source, fold(witness.quotation or "")
