"""The table of a question: a row a statement, a cell a thesis; what tells the theses apart and what nobody explains.

Tests after S. Van Evera, *Guide to Methods for Students of Political Science* (1997), ch. 1: a hoop must be passed, a
smoking gun passed proves, a doubly decisive test does both, a straw does neither.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from variorum.argument.evidence import Attested, Evidence
from variorum.finding import NotFound
from variorum.record import Expectation, Thesis
from variorum.saying import say

FOR = ("expects strongly", "expects")
AGAINST = ("sits ill", "forbids")
NOT_FILLED = "not filled"
TESTS = ("doubly decisive", "smoking gun", "hoop", "straw", "none")  # the strongest first
_CELLS = {"sits ill with": "sits ill", "forbids": "forbids"}


@dataclass(frozen=True, slots=True)
class TableRow:
    """One statement under the theses: a cell and a test for each, in the table's order, and how it is attested."""

    statement: str
    cells: tuple[str, ...]
    tests: tuple[str, ...]
    attested: Attested

    @property
    def tells_apart(self) -> bool:
        """Whether one thesis is for it and another against; it hangs on the cells alone, never on the witnesses."""
        return any(cell in FOR for cell in self.cells) and any(cell in AGAINST for cell in self.cells)

    @property
    def test(self) -> str:
        """The strongest of the tests that it is for any thesis."""
        return min(self.tests, key=TESTS.index)

    @property
    def one_sided(self) -> bool:
        """Whether one thesis alone of several has a line on it."""
        return len(self.cells) > 1 and sum(cell != NOT_FILLED for cell in self.cells) == 1


@dataclass(frozen=True, slots=True)
class QuestionTable:
    """A question, the theses that answer it, and their rows; `without` names what was taken away."""

    question: str
    theses: tuple[Thesis, ...]
    rows: tuple[TableRow, ...]
    without: tuple[str, ...] = ()

    @property
    def unexplained(self) -> Mapping[str, tuple[str, ...]]:
        """For each thesis the attested rows that it forbids, contested or not."""
        return {
            thesis.id: tuple(row.statement for row in self.rows if row.cells[at] == "forbids" and row.attested.stands)
            for at, thesis in enumerate(self.theses)
        }

    @property
    def one_sided(self) -> tuple[str, ...]:
        """The rows on which one thesis alone of several has a line."""
        return tuple(row.statement for row in self.rows if row.one_sided)

    @property
    def not_filled(self) -> int:
        """How many cells have no line."""
        return sum(cell == NOT_FILLED for row in self.rows for cell in row.cells)

    @property
    def asked_differently(self) -> bool:
        """Whether the theses take the question to ask different things, so that they may not be rivals at all."""
        said = {" ".join(thesis.answers.casefold().split()) for thesis in self.theses if thesis.answers.strip()}
        return len(said) > 1


def questions(theses: Mapping[str, Thesis]) -> tuple[str, ...]:
    """The questions that theses answer, in the order of their ids."""
    return tuple(sorted({thesis.question for thesis in theses.values() if thesis.question}))


def table_of(evidence: Evidence, question: str, *, without: Sequence[str] = ()) -> QuestionTable:
    """The table of a question, with or without some units; NotFound where no thesis answers it.

    Hinges and claims of a table without some units are asked of evidence that lacks them too (`Evidence.lacking`).
    """
    theses = tuple(t for t in evidence.record.theses.values() if t.question == question)
    if not theses:
        known = ", ".join(questions(evidence.record.theses)) or "none"
        raise NotFound(
            say(
                "No thesis answers a question “{question}”. The questions are: {known}.", question=question, known=known
            )
        )
    gone = evidence.sources_in(without)
    cells = [_cells(thesis.evidence) for thesis in theses]
    refs = dict.fromkeys(each.statement for thesis in theses for each in thesis.evidence)
    rivals = [_rivals(thesis, theses) for thesis in theses]
    rows = tuple(
        _row(ref, tuple(of.get(ref, NOT_FILLED) for of in cells), rivals, evidence, gone)
        for ref in refs
        if ref in evidence.statements
    )
    return QuestionTable(question, theses, rows, tuple(without))


def cell_of(expectation: Expectation) -> str:
    """What a line of evidence puts into the table."""
    if expectation.bearing == "expects":
        return "expects strongly" if expectation.strongly else "expects"
    return _CELLS.get(expectation.bearing, "silent")


def _cells(evidence: Sequence[Expectation]) -> Mapping[str, str]:
    """A thesis's cells by statement; of two lines on one statement the first counts."""
    found: dict[str, str] = {}
    for expectation in evidence:
        found.setdefault(expectation.statement, cell_of(expectation))
    return found


def _rivals(thesis: Thesis, theses: Sequence[Thesis]) -> tuple[int, ...]:
    """The places in the table of a thesis's rivals: those that it names or that name it, or else all the others."""
    others = [at for at, other in enumerate(theses) if other.id != thesis.id]
    named = tuple(at for at in others if theses[at].id in thesis.rivals or thesis.id in theses[at].rivals)
    return named or tuple(others)


def _row(
    ref: str, cells: tuple[str, ...], rivals: Sequence[tuple[int, ...]], evidence: Evidence, gone: Collection[str]
) -> TableRow:
    tests = tuple(_test(cell, [cells[at] for at in rivals[place]]) for place, cell in enumerate(cells))
    return TableRow(ref, cells, tests, evidence.attested(ref, without=gone))


def _test(cell: str, rivals: Sequence[str]) -> str:
    if cell not in FOR:
        return "none"
    alone = bool(rivals) and all(rival == "forbids" for rival in rivals)
    if cell == "expects strongly":
        return "doubly decisive" if alone else "hoop"
    return "smoking gun" if alone else "straw"
