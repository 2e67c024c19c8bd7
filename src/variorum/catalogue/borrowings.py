"""Passages that stand in more than one source, as the catalogue keeps them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator

from variorum.catalogue.database import Row
from variorum.catalogue.store import Catalogue
from variorum.evidence import Borrowing, Formula, Side, Span

_ROWS = (
    "SELECT s.key, o.key, words, identity, manner, a_stretches, b_stretches, a_text, b_text "
    "FROM borrowings JOIN sources s ON s.id = a JOIN sources o ON o.id = b "
)


def borrowings_of(catalogue: Catalogue, keys: Collection[str] = ()) -> Iterator[Borrowing]:
    """Every borrowing with a side in one of these sources, of all where none are named, in the order of places."""
    chosen = json.dumps(sorted(keys)) if keys else None
    rows = catalogue.database.rows(
        _ROWS  # noqa: S608
        + "WHERE ?1 IS NULL OR s.key IN (SELECT value FROM json_each(?1)) "
        "OR o.key IN (SELECT value FROM json_each(?1)) ORDER BY borrowings.id",
        (chosen,),
    )
    return map(_borrowing, sorted(rows, key=_place))


def strongest_borrowings(catalogue: Catalogue, most: int) -> tuple[Borrowing, ...]:
    """The borrowings with the most letters in common that are no formulas, at most so many, in the order of places."""
    rows = catalogue.database.rows(
        _ROWS + "WHERE manner != 'formula' ORDER BY length(a_text) * identity DESC, borrowings.id LIMIT ?", (most,)
    )
    return tuple(map(_borrowing, sorted(rows, key=_place)))


def formulas_of(catalogue: Catalogue) -> list[Formula]:
    """Words that stand nearly everywhere, the most frequent first, with the places in sources that are still held."""
    held = set(catalogue.sources())
    rows = catalogue.database.rows("SELECT text, times, places FROM formulas ORDER BY times DESC, text")
    return [
        Formula(text, times, tuple(Span(*place) for place in json.loads(places) if place[0] in held))
        for text, times, places in rows
    ]


def keep_borrowings(catalogue: Catalogue, found: Iterable[Borrowing], *, formulas: Iterable[Formula]) -> None:
    """Put in what was found among all sources, in one transaction and in place of what was."""
    database = catalogue.database
    with database.transaction():
        database.change("DELETE FROM borrowings")
        database.change("DELETE FROM formulas")
        database.change_many(
            "INSERT INTO borrowings (a, b, words, identity, manner, a_stretches, b_stretches, a_text, b_text) "
            "SELECT s.id, o.id, ?, ?, ?, ?, ?, ?, ? FROM sources s, sources o WHERE s.key = ? AND o.key = ?",
            (_row(one) for one in found),
        )
        database.change_many(
            "INSERT OR REPLACE INTO formulas VALUES (?, ?, ?)",
            (
                (one.text, one.times, json.dumps([[p.source, p.page, p.start, p.end] for p in one.places]))
                for one in formulas
            ),
        )


def _row(one: Borrowing) -> Row:
    stretches = (
        json.dumps([[place.page, place.start, place.end] for place in side.stretches]) for side in (one.a, one.b)
    )
    return (one.words, one.identity, one.manner, *stretches, one.a.text, one.b.text, one.a.source, one.b.source)


def _borrowing(row: Row) -> Borrowing:
    a, b, words, identity, manner, a_stretches, b_stretches, a_text, b_text = row
    return Borrowing(_side(a, a_stretches, a_text), _side(b, b_stretches, b_text), words, identity, manner)


def _side(source: str, stretches: str, text: str) -> Side:
    return Side(tuple(Span(source, *place) for place in json.loads(stretches)), text)


def _place(row: Row) -> tuple[str, list[list[int]], str, list[list[int]]]:
    return row[0], json.loads(row[5]), row[1], json.loads(row[6])
