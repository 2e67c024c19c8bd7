"""Which sources speak for a statement and which against it, and which of them are one witness.

A witness whose words turned out altered, stitched or absent is lost and counts in none. A unit is what counts as one
witness: a source, a family of sources that are one by descent, judgement or passage, or an author.
"""

from __future__ import annotations

import copy
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from variorum.evidence import Span
from variorum.examined import Examined
from variorum.record import Source, Statement, Witness
from variorum.record.sources import age_of
from variorum.stemma.lineage import Counting
from variorum.stemma.lineage.bonds import Union, voices
from variorum.stemma.lineage.counting import LOST, SPEAKING, ties_of


@dataclass(frozen=True, slots=True)
class Attested:
    """How a statement stands: the sources that affirm or report it, those that deny it, the number of its witnesses."""

    affirming: tuple[str, ...] = ()
    denying: tuple[str, ...] = ()
    independent: int = 0

    @property
    def stands(self) -> bool:
        """Whether at least one witness speaks for it."""
        return self.independent > 0

    @property
    def contested(self) -> bool:
        """Whether it stands and somebody speaks against it."""
        return self.stands and bool(self.denying)


@dataclass(frozen=True, slots=True)
class Unit:
    """What counts as one witness, and the sources that it takes in; `name` is source:KEY, family:KEY or author:ID."""

    name: str
    sources: frozenset[str]


class Evidence:
    """A record made ready for asking what stands, with or without some of its sources."""

    def __init__(self, record: Examined) -> None:
        self.record = record
        self.statements: Mapping[str, Statement] = {statement.ref: statement for statement in record.statements}
        self.gone: frozenset[str] = frozenset()
        self._speakers: dict[str, tuple[frozenset[str], ...]] = {}
        self._lost = frozenset(checked.id for checked in record.quotations if checked.verification.verdict in LOST)

    @cached_property
    def _counting(self) -> Counting:
        """Made when two voices are first to be counted; most questions need none."""
        return Counting(self.record)

    def lacking(self, names: Sequence[str]) -> Evidence:
        """The same with the words of some units (or switches, see `sources_in`) taken away, `gone` their sources."""
        if not names:
            return self
        lacking = copy.copy(self)
        lacking.gone, lacking._speakers = self.gone | self.sources_in(names), {}
        return lacking

    def is_lost(self, statement: Statement, witness: Witness) -> bool:
        """Whether a witness's words turned out not to be what its source says."""
        return witness.id(statement.ref) in self._lost

    def attested(self, ref: str, *, without: Collection[str] = ()) -> Attested:
        """How a statement stands when the words of some sources are taken away; an unknown ref stands on nothing."""
        statement, gone = self.statements.get(ref), self.gone.union(without)
        if statement is None:
            return Attested()
        kept = tuple(
            witness
            for witness in statement.witnesses
            if not self.is_lost(statement, witness) and gone.isdisjoint(speakers_of(witness))
        )
        affirming = tuple(voices(w for w in kept if w.stance in SPEAKING and w.citation.source))
        denying = tuple(voices(w for w in kept if w.stance == "denies" and w.citation.source))
        if len(affirming) < 2:
            return Attested(affirming, denying, len(affirming))
        return Attested(affirming, denying, self._counting.of(replace(statement, witnesses=kept)).independent)

    @cached_property
    def units(self) -> Mapping[str, Unit]:
        """For each source the unit that it belongs to.

        Families come first: all that is one by descent, judgement or passage. What the same people wrote is then one
        as well; a family counts as theirs who wrote its oldest text, not as theirs who copied it.
        """
        kin = Union()
        for tie in self._bonds():
            kin.join(*tie)
        witnesses = (witness for statement in self.record.statements for witness in statement.witnesses)
        cited = {key for witness in witnesses for key in speakers_of(witness) if key}
        families: dict[str, list[str]] = defaultdict(list)
        for key in sorted({*self.record.sources, *cited}):
            families[kin.root(key)].append(key)
        together: dict[tuple[str, ...], list[list[str]]] = defaultdict(list)
        for members in families.values():
            oldest = min(members, key=self.age)
            together[self._authors(oldest) or ("", oldest)].append(members)
        units = (self._unit(authors, groups) for authors, groups in together.items())
        return {key: unit for unit in units for key in unit.sources}

    def stands(self, ref: str, *, without: frozenset[str] = frozenset()) -> bool:
        """Whether anybody still speaks for a statement when some sources are taken away."""
        return any(speakers.isdisjoint(without) for speakers in self._speaking(ref))

    def legs(self, ref: str) -> tuple[frozenset[str], ...]:
        """For each witness that speaks for a statement the names of the units it needs: it falls where one is gone.

        Mostly one; a voice within a voice needs the one that quotes as well.
        """
        needed = (frozenset(self.units[key].name for key in speakers) for speakers in self._speaking(ref))
        return tuple(dict.fromkeys(needed))

    def _speaking(self, ref: str) -> tuple[frozenset[str], ...]:
        """For each witness that speaks for a statement and is not lost, the sources that it needs."""
        if ref not in self._speakers:
            statement = self.statements.get(ref)
            self._speakers[ref] = tuple(
                frozenset(speakers_of(witness))
                for witness in (statement.witnesses if statement else ())
                if witness.stance in SPEAKING and witness.citation.source
                if statement and not self.is_lost(statement, witness) and self.gone.isdisjoint(speakers_of(witness))
            )
        return self._speakers[ref]

    def sources_in(self, names: Iterable[str]) -> frozenset[str]:
        """The sources that units take in, and switches such as standing:official, kind:memoir or after:1933."""
        known = {unit.name: unit for unit in self.units.values()}
        found: set[str] = set()
        for name in names:
            if name in known:
                found |= known[name].sources
                continue
            kind, _, value = name.partition(":")
            found |= {key for key, source in self.record.sources.items() if _is_switched(source, kind, value)}
        return frozenset(found)

    def age(self, key: str) -> tuple[int, str]:
        """What sources are sorted by, the oldest first."""
        return age_of(self.record.sources, key)

    def also_in(self, places: Sequence[Span]) -> frozenset[str]:
        """The other sources in which, by a borrowing that was found, the words of a place stand too."""
        return self._counting.passages.sources_having(places) if places else frozenset()

    def _bonds(self) -> Iterable[tuple[str, str]]:
        """Pairs of sources that are one by descent, by judgement, or by passage.

        By passage they are one where all that one of them is cited for stands in the other: a source that shares one
        line with another and says more is a witness of its own.
        """
        yield from ((tie.a, tie.b) for tie in ties_of(self.record))
        if not self.record.borrowings:
            return
        spoken: Counter[str] = Counter()
        shared: Counter[tuple[str, str]] = Counter()
        for statement in self.record.statements:
            keys = voices(w for w in statement.witnesses if w.stance in SPEAKING and w.citation.source)
            spoken.update(keys)
            if len(keys) > 1:
                bonds = self._counting.of(statement).bonds
                shared.update({(min(b.a, b.b), max(b.a, b.b)) for b in bonds if b.kind == "passage"})
        yield from (pair for pair, times in shared.items() if times in (spoken[pair[0]], spoken[pair[1]]))

    def _authors(self, key: str) -> tuple[str, ...]:
        """The people who wrote a source; a group or a body speaks through many, and is no one witness.

        A text of two is one with other texts of the same two: through a record of an interrogation the one who asked
        and the one who answered do not become one witness.
        """
        source = self.record.sources.get(key)
        authors = {author: self.record.entities.get(author) for author in (source.authors if source else ()) if author}
        return tuple(sorted(author for author, one in authors.items() if one is None or one.kind == "person"))

    def _unit(self, authors: tuple[str, ...], groups: list[list[str]]) -> Unit:
        members = frozenset(key for group in groups for key in group)
        if len(members) == 1:
            return Unit(f"source:{next(iter(members))}", members)
        if len(groups) == len(members):
            return Unit(f"author:{authors[0]}", members)
        return Unit(f"family:{min(members, key=self.age)}", members)


def speakers_of(witness: Witness) -> set[str]:
    """The source that speaks and, for a voice within a voice, those through which it is known."""
    found, citation = set(), witness.citation
    while True:
        found.add(citation.source)
        if citation.within is None:
            return found
        citation = citation.within


def _is_switched(source: Source, kind: str, value: str) -> bool:
    if kind == "after":
        when = source.composed or source.published
        day = when.earliest_start if when else None
        return day is not None and value.isdecimal() and day > _last_day(int(value))
    return (kind, value) in (("standing", source.standing), ("kind", source.kind), ("source", source.key))


def _last_day(year: int) -> int:
    from variorum.dates.days import day_number

    return day_number(year, 12, 31)
