"""Names where they stand, as the catalogue keeps them, and what each was found to name.

A mention is never changed once found. What its form names is kept apart, by source and form (and by place, where one
place was settled alone), so that a new judgement rewrites a few rows and not a million.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.catalogue.database import Row
from variorum.catalogue.store import Catalogue
from variorum.evidence import Identified, Mention, Span

if TYPE_CHECKING:
    from variorum.names.linking.clustering import Tally


@dataclass(frozen=True, slots=True)
class Linked:
    """What a form of a name was found to name in one source; fields as in `evidence.Identified`."""

    source: str
    kind: str
    name: str
    surface: str
    cue: str
    entity: str
    how: str
    because: str
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Single:
    """What a mention in one place was found to name."""

    place: Span
    entity: str
    how: str
    because: str
    candidates: tuple[str, ...]


_ON_SOURCE = """
    SELECT s.key, m.page, m.start, m.end, f.surface, f.kind, f.name, m.by, coalesce(o.entity, i.entity, ''),
        coalesce(o.how, i.how, 'open'), coalesce(o.because, i.because, ''), coalesce(o.candidates, i.candidates, '')
    FROM mentions m JOIN forms f ON f.id = m.form JOIN sources s ON s.id = m.source
    LEFT JOIN identities i ON i.source = m.source AND i.form = m.form AND i.cue = m.cue
    LEFT JOIN singled o ON o.source = m.source AND o.page = m.page AND o.start = m.start AND o.end = m.end
    WHERE s.key = ?1 AND (?2 IS NULL OR m.page = ?2) ORDER BY m.page, m.start, m.end
"""
_BARE = """
    SELECT s.key, m.page, m.start, m.end, f.surface, f.kind, f.name, m.by, m.cue
    FROM sources s JOIN mentions m ON m.source = s.id JOIN forms f ON f.id = m.form
    WHERE s.key = ?1 AND m.page = ?2
"""
# SQLite takes the bare columns beside min() from the row that has the minimum
_TALLIES = """
    SELECT s.key, f.kind, f.name, f.surface, m.cue, count(*), m.page, m.start, m.end, min(m.page * 4294967296 + m.start)
    FROM mentions m JOIN forms f ON f.id = m.form JOIN sources s ON s.id = m.source
    GROUP BY m.source, m.form, m.cue ORDER BY 1, 2, 3, 4, 5
"""


# ── what stands where ───────────────────────────────────────────────────────────────────────────────────────────────


def mentions_on(catalogue: Catalogue, source: str, *, page: int | None = None) -> list[Identified]:
    """Every name on a source's pages (or on one of them) with what it names, in the order of the text."""
    return [_identified(row) for row in catalogue.database.rows(_ON_SOURCE, (source, page))]


def tallies(catalogue: Catalogue) -> list[Tally]:
    """How often each form stands in each source, and where first; in the order of sources and forms."""
    from variorum.names.linking.clustering import Tally

    return [
        Tally(source, kind, name, surface, cue, count, Span(source, page, start, end))
        for source, kind, name, surface, cue, count, page, start, end, _ in catalogue.database.rows(_TALLIES)
    ]


def mention_at(catalogue: Catalogue, source: str, page: int, start: int) -> tuple[Mention, str] | None:
    """The mention that begins there, with its cue; the longest where several begin; None where none does."""
    found = catalogue.database.row(_BARE + "AND m.start = ?3 ORDER BY m.end DESC", (source, page, start))
    return (Mention(*found[:8]), found[8]) if found else None


def mentions_within(catalogue: Catalogue, segment: Span) -> list[tuple[Mention, str]]:
    """The mentions that stand within a stretch of one page, with their cues."""
    rows = catalogue.database.rows(
        _BARE + "AND m.start >= ?3 AND m.end <= ?4 ORDER BY m.start, m.end",
        (segment.source, segment.page, segment.start, segment.end),
    )
    return [(Mention(*row[:8]), row[8]) for row in rows]


# ── keeping them ────────────────────────────────────────────────────────────────────────────────────────────────────


def keep_mentions(
    catalogue: Catalogue, source: str, mentions: Iterable[tuple[Mention, str]], *, made_from: str
) -> None:
    """Put in a source's mentions, each with its cue, in place of those before, in one transaction."""
    database = catalogue.database
    with database.transaction():
        found = database.row("SELECT id FROM sources WHERE key = ?", (source,))
        if found is None:
            return
        database.change("DELETE FROM mentions WHERE source = ?", found)
        database.change("DELETE FROM identities WHERE source = ?", found)
        database.change("DELETE FROM singled WHERE source = ?", found)
        rows = list(mentions)
        forms = sorted({(one.kind, one.name, one.surface) for one, _ in rows})
        database.change_many("INSERT OR IGNORE INTO forms (kind, name, surface) VALUES (?, ?, ?)", forms)
        database.change_many(
            "INSERT OR REPLACE INTO mentions SELECT ?, ?, ?, ?, id, ?, ? FROM forms "
            "WHERE kind = ? AND name = ? AND surface = ?",
            ((*found, one.page, one.start, one.end, one.by, cue, one.kind, one.name, one.surface) for one, cue in rows),
        )
        database.change("INSERT OR REPLACE INTO recognised VALUES (?, ?)", (*found, made_from))


def keep_identities(catalogue: Catalogue, linked: Iterable[Linked], *, singled: Iterable[Single] = ()) -> None:
    """Put in what every form names, source by source, in place of what was held before, in one transaction."""
    database = catalogue.database
    with database.transaction():
        database.change("DELETE FROM identities")
        database.change("DELETE FROM singled")
        database.change_many(
            "INSERT OR REPLACE INTO identities SELECT s.id, f.id, ?, ?, ?, ?, ? FROM sources s, forms f "
            "WHERE s.key = ? AND f.kind = ? AND f.name = ? AND f.surface = ?",
            ((one.cue, *_columns(one), one.source, one.kind, one.name, one.surface) for one in linked),
        )
        database.change_many(
            "INSERT OR REPLACE INTO singled SELECT id, ?, ?, ?, ?, ?, ?, ? FROM sources WHERE key = ?",
            ((one.place.page, one.place.start, one.place.end, *_columns(one), one.place.source) for one in singled),
        )
        database.change("DELETE FROM forms WHERE id NOT IN (SELECT form FROM mentions)")


def _columns(one: Linked | Single) -> Sequence[str]:
    return one.entity, one.how, one.because, " ".join(one.candidates)


def _identified(row: Row) -> Identified:
    mention = Mention(*row[:8])
    entity, how, because, candidates = row[8:]
    return Identified(mention, entity, how, because, tuple(candidates.split()))
