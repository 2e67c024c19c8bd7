"""How many independent witnesses there are: the one place where witnesses are counted.

Two voices are one witness where one is declared or judged to come from the other, where both are the same person, or
where the words that they are cited for are one passage. The way from one to the other may have several links of either
kind: the translation of a copy says what the copied text said. A voice that also says something of its own, in words
that stand nowhere else, stays a witness. Who is known only as another quotes him, and that other, are one: the other
has read him. What a judgement refuses joins nobody, and a witness whose words are not what
its source says is none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from variorum.evidence import Span
from variorum.examined import Examined
from variorum.record import Statement, Witness, WitnessId
from variorum.record.sources import age_of
from variorum.saying import say
from variorum.stemma.lineage.bonds import CONFIRMED, DEPENDENT, REFUSED, Bond, Union, judged_descents, voices
from variorum.stemma.lineage.passages import Passages

SPEAKING = ("affirms", "reports")
LOST = ("altered", "stitched", "absent")  # verdicts on the words of a witness that is none


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
        return say(
            "attested by {voices}, independently by {independent}",
            voices=len(self.voices),
            independent=self.independent,
        )


class Counting:
    """A record made ready for counting its witnesses."""

    def __init__(self, record: Examined) -> None:
        self.record = record
        refused = [pair for pair, word in judged_descents(record.judgements).items() if word.verdict == REFUSED]
        self.passages = Passages(record.borrowings, refused=refused)
        self._lost = frozenset(checked.id for checked in record.quotations if checked.verification.verdict in LOST)
        self._checked: Mapping[WitnessId, tuple[Span, ...]] = {
            checked.id: tuple(
                Span(piece.source, piece.page, piece.start, piece.end) for piece in checked.verification.segments
            )
            for checked in record.quotations
        }
        self._ties = tuple(ties_of(record))
        self._families = Union()
        self._above: dict[str, set[str]] = defaultdict(set)
        for tie in self._ties:
            self._families.join(tie.a, tie.b)
            self._above[tie.a].add(tie.b)

    def is_lost(self, ref: str, witness: Witness) -> bool:
        """Whether the words of a statement's witness turned out not to be what its source says."""
        return witness.id(ref) in self._lost

    def family(self, key: str) -> str:
        """What stands for all sources that are declared or judged to come from one another, this one among them."""
        return self._families.root(key)

    def bonds_between(self, a: str, b: str) -> tuple[Bond, ...]:
        """Why two sources are one witness whatever they are cited for; nothing where they are not."""
        if self.family(a) == self.family(b):
            return tuple(_needed([tie for tie in self._ties if self.family(tie.a) == self.family(a)], {a, b}))
        return tuple(Bond("author", a, b, name) for name in self._authors(a) if name in self._authors(b))

    def of(self, *statements: Statement, stances: Collection[str] = SPEAKING) -> Legs:
        """The witnesses of a statement, or of several together, counted; closed witnesses (no key) are left out, and
        those whose words are altered, stitched or absent.

        The oldest come first, and who quotes others behind them: each voice counts unless it is one with a voice
        counted before it, or all that it says are passages that were counted before.
        """
        spoken = [
            (statement.ref, witness)
            for statement in statements
            for witness in statement.witnesses
            if witness.stance in stances and witness.citation.source and not self.is_lost(statement.ref, witness)
        ]
        keys = voices(witness for _, witness in spoken)
        if len(keys) < 2:
            return Legs(tuple(keys), tuple((key,) for key in keys))
        said, copies = self._said(spoken)
        quoted = _quoted(spoken)
        places: dict[str, list[Sequence[Span]]] = defaultdict(list)
        for ref, witness in spoken:
            places[witness.citation.source].append(self._place_of(ref, witness))
        groups: dict[str, list[str]] = {}
        told: dict[str, str] = {}  # passage → the voice that it is counted for
        bonds: list[Bond] = []
        quoting = frozenset[str]().union(*quoted.values())
        for key in sorted(keys, key=lambda key: (key in quoting, age_of(self.record.sources, key))):
            home, why = self._home(key, groups, told, said=said[key], copies=copies)
            if home == key:
                home, why = self._home_by_links(key, groups, places)
            if home == key:
                home, why = _home_by_quoting(key, groups, quoted)
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

    def _home_by_links(
        self, key: str, groups: Mapping[str, list[str]], places: Mapping[str, Sequence[Sequence[Span]]]
    ) -> tuple[str, tuple[Bond, ...]]:
        """The same over passages and lineage in turn: one is a text whose words the other renders."""
        for home, members in groups.items():
            for counted in members:
                for copied, rendered in ((key, counted), (counted, key)):
                    if bonds := self._linked(copied, rendered, places):
                        return home, bonds
        return key, ()

    def _linked(self, copied: str, rendered: str, places: Mapping[str, Sequence[Sequence[Span]]]) -> tuple[Bond, ...]:
        """How all that one is cited for stands in a text that the other comes from; nothing where it does not.

        Where the words of the other can be followed into that text themselves, they are (`Passages.joining`), and
        nothing is taken for granted here.
        """
        above = self._all_above(rendered)
        found: list[Bond] = []
        for place in places[copied] if above else ():
            carrying = {source: way for source, way in self.passages.reached(place).items() if source in above}
            free = [
                source
                for source in sorted(carrying)
                if not any(source in self.passages.sources_having(other) for other in places[rendered])
            ]
            if not free:
                return ()
            found.append(Bond("passage", copied, free[0], borrowing=carrying[free[0]]))
            ties = [tie for tie in self._ties if self.family(tie.a) == self.family(rendered)]
            found += _needed(ties, {free[0], rendered})
        return tuple(dict.fromkeys(found))

    def _all_above(self, key: str) -> set[str]:
        """Every source that this one is declared or judged to come from, however far."""
        found: set[str] = set()
        front = [key]
        while front:
            fresh = self._above.get(front.pop(), set()) - found
            found |= fresh
            front += fresh
        return found - {key}

    def _place_of(self, ref: str, witness: Witness) -> tuple[Span, ...]:
        return self._checked.get(witness.id(ref), ())

    def _said(self, spoken: list[tuple[str, Witness]]) -> tuple[dict[str, set[str]], list[Bond]]:
        """What each voice is cited for, as names of passages that are the same where the words are; and the copies."""
        places = [self._place_of(ref, witness) for ref, witness in spoken]
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


def _quoted(spoken: Iterable[tuple[str, Witness]]) -> Mapping[str, frozenset[str]]:
    """For each voice that is known through others alone, those who quote it."""
    found: dict[str, list[frozenset[str]]] = defaultdict(list)
    for _, witness in spoken:
        voice, *quoting = (source for source, _ in witness.citation.chain)
        found[voice].append(frozenset(quoting) - {voice})
    return {voice: frozenset().union(*ways) for voice, ways in found.items() if all(ways)}


def _home_by_quoting(
    key: str, groups: Mapping[str, list[str]], quoted: Mapping[str, frozenset[str]]
) -> tuple[str, tuple[Bond, ...]]:
    """The same for who quotes a voice that is known only so; the voices that one quotes are not one for that."""
    for home, members in groups.items():
        for voice in members:
            if key in quoted.get(voice, ()):
                return home, (Bond("quoted", voice, key),)
    return key, ()


def ties_of(record: Examined) -> Iterable[Bond]:
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


def counting(record: Examined) -> Counting:
    """A record made ready for counting, once for each record."""
    return record.once(Counting)
