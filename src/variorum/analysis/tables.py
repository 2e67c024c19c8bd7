"""Chronology and network as tables for other programs: CSV (RFC 4180), UTF-8, one line a statement or a tie.

Days are ISO 8601 in the proleptic Gregorian calendar, a year before 1 with its sign and empty where that side is open.
A text that a spreadsheet would take for a formula has an apostrophe before it, which spreadsheets do not show.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

from variorum.analysis.network import TieNetwork
from variorum.chronology import Chronology, EventWindow
from variorum.dates.days import civil_date
from variorum.record import EntityLink, Record, Statement, StatementLink, Thing

_FORMULA = re.compile(r"\s*[=+\-@]")
_PLAIN = re.compile(r"-?\d[\d.,:/~?%XE-]*")
_BOUNDS = ("earliest start", "latest start", "earliest end", "latest end")
CHRONOLOGY_HEAD = (
    "statement", "subject", "relation", "object", "date", "calendar", *_BOUNDS,
    *(f"{bound}, inferred" for bound in _BOUNDS), "doubted", "sources",
)  # fmt: skip
NETWORK_HEAD = ("one", "one's name", "other", "other's name", "inferred", "first day", "last day", "statements")


def chronology_table(record: Record, chronology: Chronology) -> str:
    """Every statement that has a date, or whose date follows, in the order in which they can have been."""
    rows = []
    for dated in chronology.in_order():
        statement = dated.event.statement
        if statement is None:
            continue
        when = statement.when
        rows.append(
            (
                statement.ref,
                named(record, statement.subject),
                statement.relation,
                _object(record, statement),
                when.edtf or when.written if when else "",
                when.calendar if when else "",
                *_days(dated.attested),
                *_days(dated.inferred),
                "yes" if dated.doubted else "",
                " ".join(dict.fromkeys(one.citation.checked_in.source for one in statement.witnesses)),
            )
        )
    return as_csv(CHRONOLOGY_HEAD, rows)


def network_table(record: Record, ties: TieNetwork) -> str:
    """Every tie, with the statements that make it or from which it follows."""
    rows = (
        (
            tie.one,
            named(record, tie.one),
            tie.other,
            named(record, tie.other),
            "yes" if tie.inferred else "",
            *((iso(day) for day in tie.days) if tie.days else ("", "")),
            " ".join(tie.refs),
        )
        for tie in ties.ties
    )
    return as_csv(NETWORK_HEAD, rows)


def as_csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table as CSV."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue()


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula, and without letters that cannot be written."""
    cell = cell.encode("utf-8", "replace").decode("utf-8").replace("\0", "")
    return f"'{cell}" if _FORMULA.match(cell) and not _PLAIN.fullmatch(cell) else cell


def iso(day: int | None) -> str:
    """A day in ISO 8601; empty where there is none."""
    if day is None:
        return ""
    year, month, number = civil_date(day)
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{number:02d}"


def named(record: Record, identity: str) -> str:
    """The name of a dossier, its id where it has none."""
    entity, source = record.entities.get(identity), record.sources.get(identity)
    return (entity.name if entity else source.title if source else "") or identity


def _days(window: EventWindow) -> tuple[str, ...]:
    return tuple(iso(day) for day in window.bounds)


def _object(record: Record, statement: Statement) -> str:
    things = [("", statement.thing), *((one.preposition, one.thing) for one in statement.complements)]
    return " ".join(f"{before} {_thing(record, thing)}".strip() for before, thing in things if thing is not None)


def _thing(record: Record, thing: Thing) -> str:
    if isinstance(thing, EntityLink):
        return named(record, thing.target)
    if isinstance(thing, StatementLink):
        return f"{thing.dossier}#{thing.block}"
    return getattr(thing, "text", "") or getattr(thing, "written", "")
