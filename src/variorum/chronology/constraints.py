"""From a record to a network: every statement and source with a place in time, and what ties them."""

from __future__ import annotations

from variorum.chronology.careers import constrain_careers
from variorum.chronology.constraint_builder import ConstraintBuilder
from variorum.chronology.documents import constrain_documents
from variorum.chronology.events import STATEMENT, Event
from variorum.chronology.lives import COURSE, Lives
from variorum.chronology.stated_order import constrain_stated
from variorum.record import Record, Statement

_AFFIRMING = ("affirms", "reports")


def constraints_of(record: Record) -> ConstraintBuilder:
    """The events and constraints of a record.

    A statement that no source affirms (all its witnesses deny, doubt or are silent) binds nothing: it is there to be
    contested. One without a witness does, since the historian says it.
    """
    builder = ConstraintBuilder()
    statements: dict[str, Event] = {}
    for statement in record.statements:
        if statement.ref in statements or not is_affirmed(statement):
            continue
        relation = record.vocabulary.relations.get(statement.relation)
        moment = relation is None or relation.extent == "moment"
        when = statement.when if statement.when is not None and statement.when.edtf else None
        subject = record.entities.get(statement.subject)
        course = statement.relation == COURSE and subject is not None and subject.kind == "event"
        stretch = builder.stretch(moment=moment)
        statements[statement.ref] = builder.add(
            Event(statement.ref, STATEMENT, stretch, moment, when, statement, statement.position, whole=course)
        )
    lives = Lives(builder, record)
    lives.constrain(statements)
    constrain_careers(builder, record, statements)
    constrain_stated(builder, record, lives=lives, statements=statements)
    constrain_documents(builder, record, lives=lives, statements=statements)
    return builder


def is_affirmed(statement: Statement) -> bool:
    """Whether some source affirms or reports the statement, or none speaks of it at all."""
    stances = {witness.stance for witness in statement.witnesses}
    return not stances or not stances.isdisjoint(_AFFIRMING)
