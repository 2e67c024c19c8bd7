"""Hinges: the smallest sets of witnesses without which something turns. Exact, all of the smallest size.

A row turns when it stops being attested, a claim when it loses its ground, the order when for some pair of theses the
one with more unexplained rows, or that they tie, changes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from variorum.argument.claims import Claims, becauses, leans_on
from variorum.argument.evidence import Evidence
from variorum.argument.exact_sets import MOST, TooManyError, Units, both, minimal, minimal_hitting_sets, smallest
from variorum.argument.table import QuestionTable
from variorum.record import AboutDescent
from variorum.stemma.lineage import judged_descents

ORDER = "order"
_WIDEST = 12  # units in a hinge of the order; a larger one tells a reader nothing


@dataclass(frozen=True, slots=True)
class Hinge:
    """One smallest set of units without which `of` turns: a statement's ref, a claim's ref, or the order.

    `turns` lists all that turns without it, in the table's order.
    """

    of: str
    what: tuple[str, ...]
    turns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hinges:
    """The hinges of a table; `unknown` names what they could not be worked out for, being too many."""

    hinges: tuple[Hinge, ...]
    unknown: tuple[str, ...] = ()


def hinges_of(table: QuestionTable, claims: Claims) -> Hinges:
    """All hinges of a table's attested rows, of its theses' grounded claims, and of the order of unexplained rows."""
    falling = _Falling(table, claims)
    found: list[tuple[str, Units]] = []
    unknown: list[str] = []
    for of, sets in falling.everything():
        if sets is None:
            unknown.append(of)
        else:
            found += [(of, one) for one in smallest(sets)]
    turns = {one: falling.turned_by(one) for _, one in found}
    return Hinges(tuple(Hinge(of, tuple(sorted(one)), turns[one]) for of, one in found), tuple(unknown))


class _Falling:
    """By which sets of units each thing falls."""

    def __init__(self, table: QuestionTable, claims: Claims) -> None:
        self.table, self.claims, self.evidence = table, claims, claims.evidence
        self.grounded = claims.grounded()
        self._of_statement: dict[str, set[Units] | None] = {}
        self._of_claim: dict[str, set[Units] | None] = {}

    def everything(self) -> Iterator[tuple[str, set[Units] | None]]:
        """Each thing that can turn, with the minimal sets by which it does; None where they are too many."""
        for row in self.table.rows:
            if row.attested.stands:
                yield row.statement, self.statement(row.statement)
        for thesis in self.table.theses:
            for claim in thesis.claims:
                if claim.ref in self.grounded and (sets := self.claim(claim.ref)) != set():
                    yield claim.ref, sets
        sets = self.order()
        if sets != set():
            yield ORDER, sets

    def statement(self, ref: str) -> set[Units] | None:
        if ref not in self._of_statement:
            try:
                self._of_statement[ref] = set(minimal_hitting_sets(self.evidence.legs(ref)))
            except TooManyError:
                self._of_statement[ref] = None
        return self._of_statement[ref]

    def claim(self, ref: str) -> set[Units] | None:
        """A grounded claim falls with all its attested `because`, or with any claim that it rests on."""
        order = self._below(ref)
        for at in order:
            if at not in self._of_claim:
                try:
                    self._of_claim[at] = self._claim(at)
                except TooManyError:
                    self._of_claim[at] = None
        return self._of_claim[ref]

    def _claim(self, ref: str) -> set[Units]:
        _, claim = self.claims.all[ref]
        ways: set[Units] = set()
        together: set[Units] | None = None
        for target in becauses(claim):
            sets = self._ground(target)
            if sets is None:
                continue
            together = sets if together is None else both(together, sets)
        if together is not None:
            ways |= together
        for target in leans_on(claim):
            sets = self._of_claim.get(target)
            if sets is None:
                raise TooManyError
            ways |= sets
        return minimal(ways)

    def _ground(self, target: str) -> set[Units] | None:
        """By which sets one `because` falls; None where it gives no ground even now."""
        if target in self.claims.all:
            if target not in self.grounded:
                return None
            sets = self._of_claim.get(target)
        else:
            if not self.evidence.stands(target):
                return None
            sets = self.statement(target)
        if sets is None:
            raise TooManyError
        return sets

    def _below(self, ref: str) -> list[str]:
        """A claim and all claims under it, those that others rest on first; a grounded claim is in no ring."""
        order: list[str] = []
        waiting: list[tuple[str, bool]] = [(ref, False)]
        seen: set[str] = set()
        while waiting:
            at, done = waiting.pop()
            if done:
                order.append(at)
            elif at in self.claims.all and at not in seen:
                seen.add(at)
                _, claim = self.claims.all[at]
                waiting.append((at, True))
                waiting += [(target, False) for target in (*leans_on(claim), *becauses(claim))]
        return order

    def order(self) -> set[Units] | None:
        """The sets of the smallest size that change, for some pair, which thesis leaves more rows unexplained."""
        unexplained = {thesis: frozenset(rows) for thesis, rows in self.table.unexplained.items()}
        if any(self.statement(ref) is None for rows in unexplained.values() for ref in rows):
            return None
        tasks: list[_RowPair] = []
        for one, other in combinations(unexplained, 2):
            left, right = unexplained[one] - unexplained[other], unexplained[other] - unexplained[one]
            ahead = len(left) - len(right)
            if ahead >= 0 and left:
                tasks.append(self._pair(left, right, max(ahead, 1)))
            if ahead <= 0 and right:
                tasks.append(self._pair(right, left, max(-ahead, 1)))
        for size in range(1, _WIDEST + 1):
            try:
                found = {hit for task in tasks for hit in task.of_size(size)}
            except TooManyError:
                return None
            if found:
                return found
            if all(size >= len(task.units) for task in tasks):
                return set()
        return None if tasks else set()

    def _pair(self, more: Collection[str], fewer: Collection[str], needed: int) -> _RowPair:
        falls = {ref: tuple(self.statement(ref) or ()) for ref in (*more, *fewer)}
        return _RowPair(tuple(falls[ref] for ref in sorted(more)), tuple(falls[ref] for ref in sorted(fewer)), needed)

    def turned_by(self, units: Units) -> tuple[str, ...]:
        """All that turns when some units are taken away."""
        gone = self.evidence.sources_in(units)
        rows = [
            row.statement
            for row in self.table.rows
            if row.attested.stands and not self.evidence.stands(row.statement, without=gone)
        ]
        kept = self.claims.grounded(without=gone)
        mine = [claim.ref for thesis in self.table.theses for claim in thesis.claims]
        lost = [ref for ref in mine if ref in self.grounded and ref not in kept]
        before, after = _order(self.table.unexplained), _order(_unexplained(self.table, frozenset(rows)))
        return (*rows, *lost, *([ORDER] if before != after else ()))


@dataclass(frozen=True, slots=True)
class _RowPair:
    """Rows that one of two theses alone leaves unexplained, and those of the other; `needed` more must fall here."""

    more: tuple[tuple[Units, ...], ...]  # for each row the minimal sets by which it falls
    fewer: tuple[tuple[Units, ...], ...]
    needed: int

    @property
    def units(self) -> Units:
        return frozenset().union(*(one for row in self.more for one in row)) if self.more else frozenset()

    def of_size(self, size: int) -> set[Units]:
        """All sets of exactly this size, no smaller one doing, that bring the two level or past one another.

        Such a set is a union of sets by which single rows fall: taking from it whatever makes no row here fall lets no
        fewer rows fall here, and no more there.
        """
        options = [tuple(one for one in row if len(one) <= size) for row in self.more]
        found: set[Units] = set()
        seen: set[Units] = set()
        waiting: list[Units] = [frozenset()]
        while waiting:
            at = waiting.pop()
            if len(at) == size and self._fallen(self.more, at) - self._fallen(self.fewer, at) >= self.needed:
                found.add(at)
                continue
            for row in options:
                for one in row:
                    wider = at | one
                    if len(at) < len(wider) <= size and wider not in seen and self._may(wider, size):
                        seen.add(wider)
                        waiting.append(wider)
            if len(seen) > MOST:
                raise TooManyError
        return found

    def _may(self, at: Units, size: int) -> bool:
        """Whether enough rows could still fall within the size: each that has not needs at least one unit more."""
        left = size - len(at)
        reachable = sum(any(len(one - at) <= left for one in row) for row in self.more)
        return reachable - self._fallen(self.fewer, at) >= self.needed

    @staticmethod
    def _fallen(rows: Sequence[tuple[Units, ...]], gone: Units) -> int:
        return sum(any(one <= gone for one in row) for row in rows)


def _unexplained(table: QuestionTable, fallen: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    return {thesis: tuple(ref for ref in rows if ref not in fallen) for thesis, rows in table.unexplained.items()}


def _order(unexplained: Mapping[str, Sequence[str]]) -> tuple[int, ...]:
    """For each pair of theses which has more unexplained rows: 1 the first, -1 the second, 0 neither."""
    counts = [len(rows) for rows in unexplained.values()]
    return tuple((one > other) - (one < other) for one, other in combinations(counts, 2))


def standing_hinges(table: QuestionTable, evidence: Evidence) -> tuple[Hinge, ...]:
    """What turns without all sources of one standing, reckoned apart from the hinges that are witnesses."""
    standings = sorted({source.standing for source in evidence.record.sources.values() if source.standing})
    found = []
    falling = _Falling(table, Claims(evidence))
    for standing in standings:
        name = f"standing:{standing}"
        if turned := falling.turned_by(frozenset([name])):
            found += [Hinge(of, (name,), turned) for of in turned]
    return tuple(found)


def judgement_hinges(table: QuestionTable, evidence: Evidence) -> tuple[Hinge, ...]:
    """Rows that have another number of independent witnesses without one judgement on descent, reckoned apart."""
    record = evidence.record
    found = []
    for about in judged_descents(record.judgements):
        matter = AboutDescent(*about)
        kept = tuple(one for one in record.judgements if one.matter != matter)
        without = Evidence(replace(record, judgements=kept))
        turned = tuple(
            row.statement
            for row in table.rows
            if without.attested(row.statement, without=evidence.gone).independent != row.attested.independent
        )
        found += [Hinge(of, (f"judgement:{matter.written}",), turned) for of in turned]
    return tuple(found)
