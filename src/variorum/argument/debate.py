"""The debate on a question: who holds what, since when, on whose authority; who passes over what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from variorum.argument.evidence import Evidence
from variorum.argument.table import NOT_FILLED, QuestionTable
from variorum.record import Record, Source, Thesis


@dataclass(frozen=True, slots=True)
class View:
    """One thesis in the debate: who holds it, in which texts (the oldest first), and on whose authority."""

    thesis: str
    held_by: tuple[str, ...]
    texts: tuple[str, ...]
    authority: tuple[str, ...]
    passes_over: tuple[str, ...]


def views_of(table: QuestionTable, evidence: Evidence) -> tuple[View, ...]:
    """The theses of a question as views that somebody holds.

    A thesis's texts are those that its prose cites and its holders wrote. It passes over the rows on which another
    thesis has a line and it has none.
    """
    return tuple(_view(thesis, at, table, evidence) for at, thesis in enumerate(table.theses))


def _view(thesis: Thesis, at: int, table: QuestionTable, evidence: Evidence) -> View:
    record = evidence.record
    texts = sorted(_texts(thesis, record), key=lambda source: evidence.age(source.key))
    keys = tuple(source.key for source in texts)
    authority = {cited.citation.source for cited in thesis.prose.citations if cited.citation.source not in keys}
    over = tuple(
        row.statement
        for row in table.rows
        if row.cells[at] == NOT_FILLED and any(cell not in (NOT_FILLED, "silent") for cell in row.cells)
    )
    return View(thesis.id, thesis.held_by, keys, tuple(sorted(authority)), over)


def _texts(thesis: Thesis, record: Record) -> Iterator[Source]:
    cited = {one.citation.source for one in thesis.prose.citations}
    for source in record.sources.values():
        if set(source.authors) & set(thesis.held_by) and (source.key in cited or source.standing == "secondary"):
            yield source
