"""Figures: counts of the same thing held against one another, and why others are not the same count.

Two counts are the same count where subject, what, where, when, includes and unit agree; `includes` left out is not
“candidates”. They agree when all their ranges share a point, each widened by half of what it was rounded to.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from variorum.argument.evidence import Evidence
from variorum.dates.dating import Dating
from variorum.record import EntityLink, Quantity, Record, Statement
from variorum.saying import say

RELATION = "counted"
_LINK = re.compile(r"\[\[(?:[^\[\]|#]*/)?(?P<dossier>[^\[\]|#]*)(?:#\^(?P<block>[\w-]+))?(?:\|[^\[\]]*)?\]\]")


@dataclass(frozen=True, slots=True)
class Count:
    """One estimate: the statement that gives it, its range as widened, and how it came about."""

    statement: str
    low: float
    high: float
    unit: str
    rounded: float
    how: str
    independent: int
    upside_down: bool = False  # the range was written with the greater number first


@dataclass(frozen=True, slots=True)
class SameCount:
    """All estimates of one thing, at one place and time, taking in the same."""

    subject: str
    what: str
    where: str
    when: str
    includes: str
    unit: str
    counts: tuple[Count, ...]

    @property
    def shared(self) -> tuple[float, float] | None:
        """The range that all estimates allow; None where they conflict."""
        low, high = max(count.low for count in self.counts), min(count.high for count in self.counts)
        return (low, high) if low <= high else None

    @property
    def agree(self) -> bool:
        """Whether all ranges share a point."""
        return self.shared is not None

    @property
    def conflicts(self) -> tuple[tuple[Count, Count], ...]:
        """The pairs whose ranges share no point."""
        return tuple(
            (one, other)
            for at, one in enumerate(self.counts)
            for other in self.counts[at + 1 :]
            if one.high < other.low or other.high < one.low
        )


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole and its parts: whether the parts' ranges, added, reach the whole's."""

    whole: str
    parts: tuple[str, ...]
    low: float
    of_high: float

    @property
    def agree(self) -> bool:
        """Whether some choice within the ranges makes the parts no more than the whole.

        Parts need not be all there are, so that too few of them prove nothing.
        """
        return self.low <= self.of_high


def figures_of(evidence: Evidence, subject: str = "") -> tuple[SameCount, ...]:
    """All counts of a record, or of one subject, each under what it counts."""
    found: dict[tuple[str, str, str, str, str, str], list[Count]] = defaultdict(list)
    for statement in evidence.record.statements:
        if statement.relation != RELATION or not isinstance(statement.thing, Quantity):
            continue
        key = _key(statement, statement.thing, evidence.record)
        if not subject or subject in (key[0], statement.subject):
            found[key].append(_count(statement, statement.thing, evidence))
    return tuple(SameCount(*key, counts=tuple(counts)) for key, counts in sorted(found.items()))


def not_the_same(figures: Sequence[SameCount]) -> Iterator[tuple[SameCount, SameCount, str]]:
    """Pairs of figures of one subject that look alike and are not the same count, and by what they differ.

    Another date is another count and misleads nobody; another unit does where both say that they count the same.
    """
    by_subject: dict[tuple[str, str], list[SameCount]] = defaultdict(list)
    for figure in figures:
        by_subject[figure.subject, figure.what].append(figure)
    for group in by_subject.values():
        for at, one in enumerate(group):
            for other in group[at + 1 :]:
                fields = [
                    name for name in ("where", "when", "includes", "unit") if getattr(one, name) != getattr(other, name)
                ]
                comparable = fields in (["where"], ["includes"]) or (fields == ["unit"] and one.what)
                if comparable:
                    yield one, other, fields[0]


def wholes_of(record: Record, evidence: Evidence) -> tuple[Whole, ...]:
    """Figures that say of what whole they are a part (`part-of="[[dossier#^id]]"`), added up against it."""
    known = {s.ref: s for s in record.statements if isinstance(s.thing, Quantity)}
    parts: dict[str, list[str]] = defaultdict(list)
    for statement in known.values():
        target = linked(statement.attributes.get("part-of", ""), statement.subject)
        if target in known and target != statement.ref:
            parts[target].append(statement.ref)
    found = []
    for whole, refs in sorted(parts.items()):
        of = _counted(known[whole], evidence)
        counts = [_counted(known[ref], evidence) for ref in refs]
        found.append(Whole(whole, tuple(refs), sum(count.low for count in counts), of.high))
    return tuple(found)


def linked(value: str, dossier: str) -> str:
    """The ref or id that an attribute's value links to, empty where it is no link; `[[#^x]]` is of this dossier."""
    match = _LINK.fullmatch(value.strip())
    if match is None:
        return ""
    target = match["dossier"].strip() or dossier
    return f"{target}#^{match['block']}" if match["block"] else target


def in_words(figure: SameCount) -> str:
    """Why the estimates of a figure agree or do not, as a sentence."""
    if len(figure.counts) == 1:
        return say("There is one count only.")
    if figure.shared is not None:
        low, high = figure.shared
        return (
            say("All ranges allow {number}.", number=number(low))
            if low == high
            else say("All allow {low} to {high}.", low=number(low), high=number(high))
        )
    one, other = figure.conflicts[0]
    return say(
        "{one} says {low} and {other} says {high}; no number fits both.",
        one=one.statement,
        low=span(one),
        other=other.statement,
        high=span(other),
    )


def span(count: Count) -> str:
    """A range in figures."""
    return (
        number(count.low)
        if count.low == count.high
        else say("{low} to {high}", low=number(count.low), high=number(count.high))
    )


def number(value: float) -> str:
    """A number with thousands set apart, without a decimal point that says nothing."""
    if value in (float("inf"), float("-inf")):
        return say("any number")
    if value == int(value):
        return say("{value:,}", value=int(value))
    return f"{value:,}"


def _key(statement: Statement, quantity: Quantity, record: Record) -> tuple[str, str, str, str, str, str]:
    said: Mapping[str, str] = statement.attributes
    place = _place(statement)
    where = linked(said.get("where", ""), statement.subject) or said.get("where", "")
    subject = statement.subject
    if _is_person(subject, record) and place:
        subject = place  # somebody counted at an event or in a place: it is the event that the number is about
    elif not where:
        where = place
    what, includes = (" ".join(said.get(name, "").split()) for name in ("what", "includes"))
    return (subject, what, " ".join(where.split()), _when(statement.when), includes, quantity.unit)


def _is_person(id_: str, record: Record) -> bool:
    entity = record.entities.get(id_)
    return entity is not None and entity.kind == "person"


def _place(statement: Statement) -> str:
    """Where the count was taken, if a preposition says so rather than an attribute."""
    targets = (
        complement.thing.target
        for complement in statement.complements
        if complement.preposition in ("in", "at", "в", "во", "на") and isinstance(complement.thing, EntityLink)
    )
    return next(targets, "")


def _when(when: Dating | None) -> str:
    return when.edtf or when.written if when else ""


def _count(statement: Statement, quantity: Quantity, evidence: Evidence) -> Count:
    rounded = _number(statement.attributes.get("rounded", ""))
    low, high = sorted((quantity.low, quantity.high))
    return Count(
        statement.ref,
        low - rounded / 2,
        high + rounded / 2,
        quantity.unit,
        rounded,
        statement.attributes.get("how", ""),
        evidence.attested(statement.ref).independent,
        quantity.low > quantity.high,
    )


def _counted(statement: Statement, evidence: Evidence) -> Count:
    assert isinstance(statement.thing, Quantity)
    return _count(statement, statement.thing, evidence)


def _number(text: str) -> float:
    digits = re.sub(r"(?<=\d)[\s,'’\u00a0\u202f](?=\d{3})", "", text.strip())
    return float(digits) if re.fullmatch(r"\d{1,15}(?:\.\d{1,6})?", digits) else 0.0


def is_number(text: str) -> bool:
    """Whether `rounded` says a number."""
    return _number(text) > 0 or text.strip() in ("0", "")
