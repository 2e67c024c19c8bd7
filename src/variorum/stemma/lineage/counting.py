"""How many independent witnesses there are: the one place where witnesses are counted.

Two voices are one witness where one is declared or judged to come from the other, where both are the same person, or
where the words that they are cited for are one passage. A voice that also says something of its own, in words that
stand nowhere else, stays a witness.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from variorum.evidence import Stretch
from variorum.record import Position, Record, Statement, Witness
from variorum.stemma.lineage.bonds import Bond
from variorum.stemma.lineage.families import DEPENDENT, Union, voices
from variorum.stemma.lineage.judged import CONFIRMED, REFUSED, judged_descents
from variorum.stemma.lineage.passages import Passages
from variorum.stemma.lineage.remembered import Same

SPEAKING = ("affirms", "reports")
_UNDATED = 10_000_000  # a day after all others
WitnessKey = tuple[str, Position, str | None]


@dataclass(frozen=True, slots=True)
class Legs:
    """On how many legs something stands.

    `voices` are the sources that speak, in order; `groups` the same parted so that those in one group are one witness,
    each with the one it is counted as in front; `bonds` say why.
    """

    voices: tuple[str, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    bonds: tuple[Bond, ...] = ()

    @property
    def independent(self) -> int:
        """How many independent witnesses these are."""
        return len(self.groups)

    @property
    def in_words(self) -> str:
        """The count as it is shown everywhere: "attested by 5, independently by 2"."""
        return f"attested by {len(self.voices)}, independently by {self.independent}"


class Counting:
    """A record made ready for counting its witnesses."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.passages = Passages(record.borrowings)
        self._checked: Mapping[WitnessKey, tuple[Stretch, ...]] = {
            (checked.statement, checked.witness.position, checked.witness.quotation): tuple(
                Stretch(piece.source, piece.page, piece.start, piece.end) for piece in checked.verification.segments
            )
            for checked in record.quotations
        }
        self._ties = tuple(ties_of(record))
        self._families = Union()
        for tie in self._ties:
            self._families.join(tie.a, tie.b)

    def family(self, key: str) -> str:
        """What stands for all sources that are declared or judged to come from one another, this one among them."""
        return self._families.root(key)

    def bonds_between(self, a: str, b: str) -> tuple[Bond, ...]:
        """Why two sources are one witness whatever they are cited for; nothing where they are not."""
        if self.family(a) == self.family(b):
            return tuple(_needed([tie for tie in self._ties if self.family(tie.a) == self.family(a)], {a, b}))
        return tuple(Bond("author", a, b, name) for name in self._authors(a) if name in self._authors(b))

    def of(self, *statements: Statement, stances: Collection[str] = SPEAKING) -> Legs:
        """The witnesses of a statement, or of several together, counted; closed witnesses (no key) are left out.

        The oldest come first: each voice counts unless it is one with a voice counted before it, or all that it says
        are passages that were counted before.
        """
        spoken = [
            (statement.ref, witness)
            for statement in statements
            for witness in statement.witnesses
            if witness.stance in stances and witness.citation.source
        ]
        keys = voices(witness for _, witness in spoken)
        if len(keys) < 2:
            return Legs(tuple(keys), tuple((key,) for key in keys))
        said, copies = self._said(spoken)
        groups: dict[str, list[str]] = {}
        told: dict[str, str] = {}  # passage → the voice that it is counted for
        bonds: list[Bond] = []
        for key in sorted(keys, key=self._age):
            home, why = self._home(key, groups, told, said=said[key], copies=copies)
            groups.setdefault(home, []).append(key)
            bonds += why
            for passage in said[key]:
                told.setdefault(passage, home)
        return Legs(tuple(keys), tuple(map(tuple, groups.values())), tuple(dict.fromkeys(bonds)))

    def _home(
        self,
        key: str,
        groups: Mapping[str, list[str]],
        told: Mapping[str, str],
        *,
        said: Collection[str],
        copies: Iterable[Bond],
    ) -> tuple[str, tuple[Bond, ...]]:
        """The voice that another is counted with, itself where it is a witness of its own, and why."""
        for counted in groups:
            if bonds := self.bonds_between(key, counted):
                return counted, bonds
        if all(passage in told for passage in said):
            home = told[min(said)]
            among = {key, *groups[home]}
            return home, tuple(bond for bond in copies if key in (bond.a, bond.b) and {bond.a, bond.b} <= among)
        return key, ()

    def _said(self, spoken: list[tuple[str, Witness]]) -> tuple[dict[str, set[str]], list[Bond]]:
        """What each voice is cited for, as names of passages that are the same where the words are; and the copies."""
        places = [self._checked.get((ref, w.position, w.quotation), ()) for ref, w in spoken]
        same = Union()
        copies: list[Bond] = []
        for one, (_, witness) in enumerate(spoken if self.passages else ()):
            for other in range(one):
                a, b = witness.citation.source, spoken[other][1].citation.source
                if a != b and places[one] and places[other]:
                    joining = self.passages.joining(places[one], places[other])
                    if joining:
                        same.join(str(one), str(other))
                        copies.append(Bond("passage", a, b, borrowing=joining))
        said: dict[str, set[str]] = defaultdict(set)
        for number, (_, witness) in enumerate(spoken):
            said[witness.citation.source].add(same.root(str(number)))
        return said, copies

    def _authors(self, key: str) -> tuple[str, ...]:
        """The people who wrote a source, by name. A group or a body speaks through many, and is no one witness."""
        source = self.record.sources.get(key)
        written = [(author, self.record.entities.get(author)) for author in (source.authors if source else ())]
        return tuple(
            (entity.name if entity else "") or author
            for author, entity in written
            if author and (entity is None or entity.kind == "person")
        )

    def _age(self, key: str) -> tuple[int, str]:
        source = self.record.sources.get(key)
        when = (source.composed or source.published) if source else None
        day = when.earliest_start if when else None
        return (day if day is not None else _UNDATED, key)


def ties_of(record: Record) -> Iterable[Bond]:
    """What is declared or judged to come from what; a tie that a judgement refuses is left out."""
    judged = judged_descents(record.judgements)
    for source in record.sources.values():
        for tie in source.lineage:
            verdict = judged.get((source.key, tie.source))
            if tie.relation in DEPENDENT and not (verdict and verdict.verdict == REFUSED):
                yield Bond("declared", source.key, tie.source, tie.relation)
    for word in judged.values():
        if word.verdict == CONFIRMED:
            why = f"{word.judgement.by}: {word.judgement.why}" if word.judgement.why else word.judgement.by
            yield Bond("judged", word.source, word.ancestor, why)


def _needed(ties: list[Bond], members: set[str]) -> list[Bond]:
    """Those ties without which the members would not hang together: a tree, its idle branches cut off."""
    union = Union()
    tree = [tie for tie in ties if union.join(tie.a, tie.b)]
    while True:
        ends: dict[str, int] = defaultdict(int)
        for tie in tree:
            ends[tie.a] += 1
            ends[tie.b] += 1
        kept = [t for t in tree if all(ends[end] > 1 or end in members for end in (t.a, t.b))]
        if len(kept) == len(tree):
            return tree
        tree = kept


def counting(record: Record) -> Counting:
    """A record made ready for counting; the last one is remembered, since checks and pages ask one after another."""
    return _prepared(Same(record))


@lru_cache(maxsize=1)
def _prepared(same: Same) -> Counting:
    return Counting(same.record)
