"""What makes two voices one witness, each bond with its reason as a sentence.

Families of sources: all that by their own dossiers descend from one another, and who speaks in a citation.

What people decided of descent: "descent A from B", confirmed, refused or left open; the newest judgement stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from variorum.evidence import Borrowing
from variorum.record import AboutDescent, Judgement, Record, Source, Witness
from variorum.saying import say

DEPENDENT = ("derived-from", "edition-of", "translation-of")


class Union:
    """Things taken together two by two; the least of those taken together stands for all of them."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def root(self, key: str) -> str:
        """What stands for this one."""
        parent = self._parent
        parent.setdefault(key, key)
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    def join(self, a: str, b: str) -> bool:
        """Take two together; whether they were apart before."""
        low, high = sorted((self.root(a), self.root(b)))
        self._parent[high] = low
        return low != high

    def known(self) -> Iterable[str]:
        """All that were ever named."""
        return tuple(self._parent)


def families_of(sources: Mapping[str, Source]) -> dict[str, str]:
    """For each source the key that stands for its family: all that declare to descend from one another, however far.

    Only the ties that make a text depend on another count (derived-from, edition-of, translation-of); a reply and a
    part of a whole are voices of their own. Sources that are only named in a lineage have a family too.
    """
    union = Union()
    for source in sources.values():
        for tie in source.lineage:
            if tie.relation in DEPENDENT:
                union.join(source.key, tie.source)
    return {key: union.root(key) for key in sorted({*sources, *union.known()})}


def voices(witnesses: Iterable[Witness]) -> list[str]:
    """The sources that speak, once each and in order: the voice that is quoted, not the one who quotes it."""
    return list(dict.fromkeys(witness.citation.source for witness in witnesses))


def standing_of(key: str, record: Record) -> str:
    """The standing of a source, empty where the archive does not know it."""
    return record.sources[key].standing if key in record.sources else ""


_RELATIONS = {
    "derived-from": say("is derived from"),
    "edition-of": say("is an edition of"),
    "translation-of": say("is a translation of"),
}
_OPENING = 8  # words of a passage that are enough to know it by


@dataclass(frozen=True, slots=True)
class Bond:
    """Why two voices are one witness.

    `kind` is "declared" (`how`: the relation), "judged" (`how`: who judged it, and why), "author" (`how`: the author),
    "quoted" (what the one says is known only as the other quotes it) or "passage" (the words that both are cited for
    stand in both; `borrowing` is the passage, or the first of several over which the words went).
    """

    kind: str
    a: str  # source keys: a from b where the bond has a direction
    b: str
    how: str = ""
    borrowing: Borrowing | None = None


def in_words(bond: Bond) -> str:
    """The bond as a sentence."""
    a, b = bond.a, bond.b
    if bond.kind == "declared":
        relation = _RELATIONS.get(bond.how, bond.how)
        return say("{a} {relation} {b}, by its own dossier.", a=a, relation=relation, b=b)
    if bond.kind == "judged":
        return say("{a} comes from {b}, as was judged ({how}).", a=a, b=b, how=bond.how)
    if bond.kind == "author":
        return say("{a} and {b} are both by {author}.", a=a, b=b, author=bond.how)
    if bond.kind == "quoted":
        return say("What {a} says is known here only as {b} quotes it.", a=a, b=b)
    passage = bond.borrowing
    if passage is None:
        return say("What {a} is cited for stands in {b} too.", a=a, b=b)
    return say(
        "What {a} is cited for stands in {b} too: “{opening}” ({words} words, {identity:.0%} of the letters alike).",
        a=a,
        b=b,
        opening=opening(passage.a.text),
        words=passage.words,
        identity=passage.identity,
    )


def opening(text: str) -> str:
    """The first words of a passage, with an ellipsis where it goes on."""
    parts = text.split()
    return " ".join(parts[:_OPENING]) + ("…" if len(parts) > _OPENING else "")


CONFIRMED, REFUSED, UNSURE = "confirmed", "refused", "unsure"


@dataclass(frozen=True, slots=True)
class JudgedDescent:
    """A person's word on whether one source comes from another."""

    source: str
    ancestor: str
    judgement: Judgement

    @property
    def verdict(self) -> str:
        """Confirmed, refused or unsure; another word is understood as unsure."""
        said = self.judgement.verdict
        return said if said in (CONFIRMED, REFUSED) else UNSURE


def judged_descents(judgements: Iterable[Judgement]) -> Mapping[tuple[str, str], JudgedDescent]:
    """The newest judgement on each pair of source and ancestor; one without a reason counts like any other."""
    newest: dict[tuple[str, str], JudgedDescent] = {}
    for judgement in judgements:
        if isinstance(matter := judgement.matter, AboutDescent):
            newest[matter.source, matter.ancestor] = JudgedDescent(matter.source, matter.ancestor, judgement)
    return newest
