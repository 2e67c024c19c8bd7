"""Family S: what the record says of itself that cannot be meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from variorum.criticism.framework import check
from variorum.criticism.source_citations import line_of
from variorum.dates.dating import Dating
from variorum.finding import Finding, Severity
from variorum.record import EntityLink, Quantity, Record, Statement, StatementLink, Thing
from variorum.saying import say

_KINDS = {
    "person": say("person"), "group": say("group"), "place": say("place"), "work": say("work"), "event": say("event"),
    "source": say("source"), "thesis": say("thesis"), "statement": say("statement"), "quantity": say("quantity"),
    "date": say("date"), "words": say("words"),
}  # fmt: skip


@check("S016", severity=Severity.WARNING)
def wrong_kind(record: Record) -> Iterator[Finding]:
    """A relation stands between things of a kind that it does not take.

    The vocabulary says for each relation what kinds of dossier may stand before it and after it.

    Why it matters: a place that "was arrested" or a person who "was published" is a slip of the pen or a link to a
    namesake, and every index built on it goes wrong.
    What to do: correct the link or the relation; if the sentence is meant, widen the relation in vocabulary.toml.
    """
    for statement in record.statements:
        relation = record.vocabulary.relations.get(statement.relation)
        if relation is None:
            continue
        for side, kind, allowed in (
            ("subject", kind_of(record, EntityLink(statement.subject)), relation.domain),
            ("object", kind_of(record, statement.thing), relation.range),
        ):
            if kind and allowed and kind not in allowed:
                yield Finding(
                    "",
                    Severity.NOTE,
                    say(
                        "“{relation}” has a {kind} as its {side}; it takes {allowed:or}.",
                        relation=statement.relation,
                        kind=_KINDS.get(kind, kind),
                        side=side,
                        allowed=tuple(_KINDS.get(one, one) for one in allowed),
                    ),
                    statement.position,
                    (statement.ref,),
                    excerpt=line_of(statement),
                    remedy=say("Correct the link or the relation, or widen the relation in vocabulary.toml."),
                )


@check("S021", severity=Severity.NOTE)
def orphan(record: Record) -> Iterator[Finding]:
    """A dossier has no statement and is named by none.

    Why it matters: either something is still to be written, or the dossier is a second one under another name.
    What to do: write its first statement, link to it, or take the file away.
    """
    named = {statement.subject for statement in record.statements}
    for statement in record.statements:
        things = [statement.thing, *(complement.thing for complement in statement.complements)]
        named |= {thing.target for thing in things if isinstance(thing, EntityLink)}
        named |= {thing.dossier for thing in things if isinstance(thing, StatementLink)}
    named |= {author for source in record.sources.values() for author in source.authors}
    named |= {holder for thesis in record.theses.values() for holder in thesis.held_by}
    prose = [entity.prose for entity in record.entities.values() if entity.prose]
    prose += [thesis.prose for thesis in record.theses.values()] + [chapter.prose for chapter in record.chapters]
    named |= {link.target for text in prose for link in text.links}
    for entity in record.entities.values():
        if entity.id not in named:
            yield Finding(
                "",
                Severity.NOTE,
                say(
                    "The dossier of {name} ({id}) has no statement, and nothing names it.",
                    name=entity.name,
                    id=entity.id,
                ),
                entity.position,
                (entity.id,),
                remedy=say("Write its first statement, link to it from another dossier, or take the file away."),
            )


@check("S022", severity=Severity.WARNING)
def said_twice(record: Record) -> Iterator[Finding]:
    """The same statement is made twice of the same subject.

    Why it matters: its witnesses are split in two, so that each half looks weaker than it is, or one witness is counted
    twice.
    What to do: bring the witnesses together under one of the two and take the other away.
    """
    same: dict[object, list[Statement]] = defaultdict(list)
    for statement in record.statements:
        when = statement.when.edtf if statement.when else ""
        same[statement.subject, statement.relation, statement.thing, statement.complements, when].append(statement)
    for statements in same.values():
        for again in statements[1:]:
            first = statements[0]
            yield Finding(
                "",
                Severity.NOTE,
                say(
                    "The same statement stands already in {file}, line {line}.",
                    file=first.position.file,
                    line=first.position.line,
                ),
                again.position,
                (again.ref,),
                excerpt=line_of(again),
                remedy=say("Bring the witnesses together under one of the two and take the other away."),
            )


def kind_of(record: Record, thing: Thing | None) -> str:
    """What kind of thing a statement's subject or object is, in the vocabulary's words; empty where unknown."""
    match thing:
        case EntityLink(target):
            if target in record.entities:
                return record.entities[target].kind
            return "source" if target in record.sources else ""
        case StatementLink():
            return "statement"
        case Quantity():
            return "quantity"
        case Dating():
            return "date"
        case None:
            return ""
        case _:
            return "words"
