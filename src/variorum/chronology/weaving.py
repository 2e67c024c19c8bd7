"""From a record to a network: every statement and source with a place in time, and what ties them."""

from __future__ import annotations

from variorum.chronology.careers import weave_careers
from variorum.chronology.documents import weave_documents
from variorum.chronology.events import STATEMENT, Event
from variorum.chronology.lives import COURSE, Lives
from variorum.chronology.loom import Loom
from variorum.chronology.stated import weave_stated
from variorum.record import Record, Statement

_AFFIRMING = ("affirms", "reports")


def woven(record: Record) -> Loom:
    """The events and constraints of a record.

    A statement that no source affirms (all its witnesses deny, doubt or are silent) binds nothing: it is there to be
    contested. One without a witness does, since the historian says it.
    """
    loom = Loom()
    statements: dict[str, Event] = {}
    for statement in record.statements:
        if statement.ref in statements or not is_affirmed(statement):
            continue
        relation = record.vocabulary.relations.get(statement.relation)
        moment = relation is None or relation.extent == "moment"
        when = statement.when if statement.when is not None and statement.when.edtf else None
        subject = record.entities.get(statement.subject)
        course = statement.relation == COURSE and subject is not None and subject.kind == "event"
        statements[statement.ref] = loom.add(
            statement.ref, STATEMENT, moment=moment, dating=when, statement=statement, whole=course
        )
    lives = Lives(loom, record)
    lives.weave(statements)
    weave_careers(loom, record, statements)
    weave_stated(loom, record, lives=lives, statements=statements)
    weave_documents(loom, record, lives=lives, statements=statements)
    return loom


def is_affirmed(statement: Statement) -> bool:
    """Whether some source affirms or reports the statement, or none speaks of it at all."""
    stances = {witness.stance for witness in statement.witnesses}
    return not stances or not stances.isdisjoint(_AFFIRMING)
