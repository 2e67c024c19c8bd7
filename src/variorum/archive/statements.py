"""One statement's line to a value and back: `DATE: RELATION OBJECT [PREPOSITION OBJECT]… {attribute=value} ^id`."""

from __future__ import annotations

import hashlib
import re
from functools import cache

from variorum.archive.attributes import attributes_at_end
from variorum.archive.relation_wordings import Wordings, wordings
from variorum.archive.statement_reader import (
    BAD_BLOCK_ID,
    BLOCK_ID,
    Fault,
    Grammar,
    LineNotUnderstood,
    LineReader,
    StatementLine,
)
from variorum.archive.statement_values import write_thing
from variorum.archive.vocabulary import default_vocabulary
from variorum.record import EntityLink, Statement


def parse_line(text: str, grammar: Grammar, *, kind: str = "") -> tuple[StatementLine | None, list[Fault]]:
    """Read a statement's line (without its list mark); None where it is not understood; and what was wrong.

    `kind` is that of the dossier in which the line stands, empty where it is not known.
    """
    reader = LineReader(text, grammar, kind)
    try:
        return reader.line(), reader.faults
    except LineNotUnderstood as problem:
        return None, [*reader.faults, problem.fault]


def block_of(text: str) -> str:
    """The block id at the end of a line, empty where it has none; read even from lines that are not understood."""
    if (match := BLOCK_ID.search(text)) is not None:
        return match[1]
    if (bad := BAD_BLOCK_ID.search(text)) is not None:
        text = text[: bad.start()]
    if (attributes := attributes_at_end(text)) is not None:
        text = text[: attributes.start()]
    match = BLOCK_ID.search(text)
    return match[1] if match else ""


def digest_of(written: str) -> str:
    """The eight hexadecimal digits by which a statement without an id is known."""
    return hashlib.sha256(written.strip().encode()).hexdigest()[:8]


def write_line(statement: Statement) -> str:
    """A statement's line without its list mark, such that reading gives the same values again.

    One that was read from its object's side is written from there, for the dossier that its ref names. A statement
    without an object whose first preposition makes another relation's wording ("joined" and "in", where "joined in" is
    one) cannot be written, as it cannot be read.
    """
    parts: list[str] = []
    if statement.when is not None:
        parts.append(f"{statement.when.written}:")
    if statement.inverse:
        parts += [statement.inverse, write_thing(EntityLink(statement.subject))]
    elif statement.thing is not None:
        parts += [statement.wording or statement.relation, write_thing(statement.thing)]
    else:
        parts.append(_without_object(statement))
    for complement in statement.complements:
        parts += [complement.preposition, write_thing(complement.thing)]
    if statement.attributes:
        parts.append(
            "{" + " ".join(f"{name}={_attribute(value)}" for name, value in statement.attributes.items()) + "}"
        )
    block = statement.ref.partition("#^")[2]
    if block:
        parts.append(f"^{block}")
    return " ".join(parts)


def _without_object(statement: Statement) -> str:
    """The wording of a relation whose object is not said: "died" rather than "died in"."""
    known = _default_wordings()
    short = known.short_form(statement.relation)
    if not short or not statement.complements:
        return short or statement.relation
    _, end = next(known.matches(f"{short} {statement.complements[0].preposition}", 0))
    return short if end == len(short) else statement.relation


@cache
def _default_wordings() -> Wordings:
    return wordings(default_vocabulary())


def _attribute(value: str) -> str:
    if re.fullmatch(r"[^\s\"{},\[\]]+", value):
        return value
    return '"' + " ".join(value.split()).replace("\\", "\\\\").replace('"', '\\"') + '"'
