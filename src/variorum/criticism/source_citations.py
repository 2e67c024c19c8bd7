"""Every place in the record where a source is cited: in the witness of a statement, or in prose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from variorum.record import Citation, Position, Prose, Record, Statement, WitnessId


@dataclass(frozen=True, slots=True)
class Citing:
    """One citation with the place where it is made; `about` is the statement's ref, or the file of the prose."""

    about: str
    citation: Citation
    position: Position
    stance: str = "affirms"
    quotation: str | None = None

    @property
    def id(self) -> WitnessId:
        """The name of the witness that cites."""
        return WitnessId(self.about, self.position, self.quotation, self.citation.chain)


def citings(record: Record) -> Iterator[Citing]:
    """All citations of the record, witnesses first, in the order of the files."""
    for statement in record.statements:
        for witness in statement.witnesses:
            yield Citing(statement.ref, witness.citation, witness.position, witness.stance, witness.quotation)
    for prose in prose_of(record):
        for cited in prose.citations:
            yield Citing(cited.position.file, cited.citation, cited.position, quotation=cited.quotation)


def line_of(statement: Statement) -> str:
    """The statement's line as it stands in its file, for a caret line under a finding's column."""
    return "- ".rjust(statement.position.column - 1) + statement.written


def by_ref(record: Record) -> dict[str, Statement]:
    """The statements of the record by their refs."""
    return {statement.ref: statement for statement in record.statements}


def prose_of(record: Record) -> Iterator[Prose]:
    """All running prose that was parsed: of dossiers, theses and chapters."""
    yield from (entity.prose for entity in record.entities.values() if entity.prose)
    yield from (thesis.prose for thesis in record.theses.values())
    yield from (chapter.prose for chapter in record.chapters)
