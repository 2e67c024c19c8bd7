"""Recognising a relation by its longest wording at the start of a statement, in English or Russian, from either side.

A relation is worded from its subject's side ("founded") or from its object's ("founded by", «основатель»). Which one is
meant is a matter of length first; where one wording is both, of what stands before and after it.

From which side a statement is written: its subject's ("founded [[league]]") or its object's ("founded by [[a]]").

Where a wording may be either ("arrested [[petrov]]" and "arrested"; «член [[league]]» and «член [[petrov]]»), what
follows it decides, then the kinds of the two dossiers, as the vocabulary allows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from variorum.languages.registry import words_of_every_language
from variorum.record import ENTITY_KINDS, Complement, EntityLink, Quantity, Relation, Thing, Vocabulary, Words

_MARKS = frozenset(",;&")
_WORD = re.compile(r"[^\s\[\]\"“„«{}^]+")
_TOO_LITTLE = frozenset(
    {
        "is",
        "was",
        "put",
        "drew",
        "had",
        "brought",
        "stood",
        "handed",
        "paid",
        "put down",
        "put his name",
        "put her name",
    }
)
_PASSIVE = ("was", "were", "is", "are", "been", "has been", "was being")


@dataclass(frozen=True, slots=True)
class RelationWording:
    """What a wording says: the relation's name, whether it is read from the object's side, and whether it is the short
    form that takes no object ("died", of "died in").
    """

    relation: str
    inverse: bool = False
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Wordings:
    """Every wording of every relation, folded, with what it may say, the likeliest first; and the number of words of
    the longest.
    """

    known: Mapping[str, tuple[RelationWording, ...]]
    longest: int

    def matches(self, text: str, start: int) -> Iterator[tuple[tuple[RelationWording, ...], int]]:
        """What the wordings at `start` may say, the longest wording first, each with the offset behind it."""
        ends: list[int] = []
        words: list[str] = []
        position = start
        while len(words) < self.longest and (word := _WORD.match(text, position)) is not None:
            words.append(fold(word[0]))
            ends.append(word.end())
            position = word.end()
            while position < len(text) and text[position].isspace():
                position += 1
        for count in range(len(words), 0, -1):
            said = self.known.get(" ".join(words[:count]))
            if said is not None:
                yield said, ends[count - 1]

    def short_form(self, wording: str) -> str:
        """The wording without the preposition that ends it, if that says the same ("died in": "died"); else empty."""
        short = without_preposition(wording)
        whole, cut = self.known.get(fold(wording), ()), self.known.get(fold(short), ())
        same = bool(short and whole and cut) and not cut[0].inverse and cut[0].relation == whole[0].relation
        return short if same else ""

    def leads(self, wording: str, preposition: str) -> bool:
        """Whether a preposition further on in the line is the one that brings in the wording's object."""
        short, whole = self.known.get(fold(wording), ()), self.known.get(fold(f"{wording} {preposition}"), ())
        return bool(short and whole) and not whole[0].inverse and short[0].relation == whole[0].relation


def wordings(vocabulary: Vocabulary) -> Wordings:
    """The wordings of a vocabulary.

    From the subject's side the first relation to claim a wording has it: names first, then labels, then further ones,
    then what is left of one without its last preposition. From the object's side all that claim one are kept, after
    that, in the order of the vocabulary.
    """
    direct: dict[str, RelationWording] = {}
    for name in vocabulary.relations:
        direct.setdefault(fold(name), RelationWording(name))
    for relation in vocabulary.relations.values():
        for wording in (*relation.labels.values(), *relation.also):
            direct.setdefault(fold(wording), RelationWording(relation.name))
    known = {wording: (said,) for wording, said in direct.items()}
    for said in (_stated_inverses, _formed_inverses):
        for relation in vocabulary.relations.values():
            for wording in said(relation):
                told = known.get(fold(wording), ())
                if all(other.relation != relation.name or not other.inverse for other in told):
                    known[fold(wording)] = (*told, RelationWording(relation.name, inverse=True))
    for wording, short in _short_forms(direct).items():
        known[wording] = (short, *known.get(wording, ()))
    longest = max((wording.count(" ") + 1 for wording in known), default=0)
    return Wordings(known, longest)


def fold(words: str) -> str:
    """Words as they are compared: case, ё and the width of white space do not matter."""
    return " ".join(words.casefold().replace("ё", "е").split())


def is_preposition(word: str) -> bool:
    """Whether a word, or a comma, leads over to a further thing that a statement is tied to."""
    word = word.casefold()
    return word in _MARKS or word in words_of_every_language("small_words", "prepositions")


def hangs(wording: str) -> bool:
    """Whether a wording ends in a preposition, so that something must follow it."""
    last = fold(wording).split()[-1:]
    return any(is_preposition(word) or word in words_of_every_language("small_words", "hanging") for word in last)


def without_preposition(wording: str) -> str:
    """A wording without the preposition that it ends in; empty where it ends in none, or where nothing is left."""
    words = wording.split()
    return " ".join(words[:-1]) if len(words) > 1 and hangs(wording) else ""


def _short_forms(direct: Mapping[str, RelationWording]) -> dict[str, RelationWording]:
    """What is left of wordings without their last preposition, where only one relation can be meant: "exiled",
    «сослан», but not "voted" (for or against?).
    """
    claims: dict[str, set[str]] = {}
    unfinished = words_of_every_language("small_words", "unfinished")
    for wording, said in direct.items():
        short = without_preposition(wording)
        if short and not hangs(short) and short not in _TOO_LITTLE and wording.split()[-1] not in unfinished:
            claims.setdefault(short, set()).add(said.relation)
    return {
        short: RelationWording(next(iter(relations)), bare=True)
        for short, relations in claims.items()
        if len(relations) == 1 and short not in direct
    }


def _stated_inverses(relation: Relation) -> Iterator[str]:
    """The wordings from the object's side that the vocabulary has, in the passive with and without its verb.

    A relation that reads the same from both sides ("married") has none.
    """
    if not _is_mutual(relation):
        for wording in (*relation.inverse.values(), *relation.inverse_also):
            yield wording
            if wording.endswith(" by"):
                yield from (f"{verb} {wording}" for verb in _PASSIVE)


def _formed_inverses(relation: Relation) -> Iterator[str]:
    """The English passive of an active relation: "set up" makes "set up by"; one that is passive itself ("appointed",
    beside "was appointed") or leads to its object by a preposition has none.
    """
    own = {relation.name, relation.labels.get("en", ""), *relation.also} - {""}
    active = not hangs(relation.name) and not any(f"was {wording}" in own for wording in own)
    if not active or _is_mutual(relation) or not {*ENTITY_KINDS, "source"} & set(relation.range):
        return
    for wording in sorted(own):
        if wording.isascii() and not hangs(wording):
            yield f"{wording} by"
            yield from (f"{verb} {wording} by" for verb in _PASSIVE)


def _is_mutual(relation: Relation) -> bool:
    """Whether a relation reads the same from both sides, as "married" does."""
    return all(relation.labels.get(language) == label for language, label in relation.inverse.items())


_AND = frozenset({"and", "и", "&", ",", ";"})


@dataclass(frozen=True, slots=True)
class Sides:
    """What stands before and after a wording: the kinds of the dossiers (empty: unknown), and the thing itself."""

    subject_kind: str
    thing: Thing | None
    kinds: Mapping[str, str]

    @property
    def thing_kind(self) -> str:
        """The kind of the dossier that follows, empty where none does or it is not known."""
        return self.kinds.get(self.thing.target, "") if isinstance(self.thing, EntityLink) else ""


def chosen(
    said: Sequence[RelationWording], wording: str, sides: Sides, vocabulary: Vocabulary
) -> RelationWording | None:
    """What a wording says between these two sides; None where it cannot be said so, and a shorter one should be tried.

    From the object's side only a dossier can follow; a wording that can be nothing else is given all the same where
    words follow or nothing does, so that it is not misread in silence.
    """
    direct = [one for one in said if not one.inverse and not (one.bare and sides.thing is not None)]
    inverse = [one for one in said if one.inverse]
    if isinstance(sides.thing, EntityLink):
        fitting = [one for one in (*direct, *inverse) if _fits(one, sides, vocabulary)]
        if fitting and all(one.inverse for one in fitting):
            return fitting[0]
        if direct and inverse and _is_cut_short(wording, vocabulary.relations[direct[0].relation]):
            return next((one for one in fitting if one.inverse), direct[0])
        return next((one for one in (*fitting, *direct, *inverse)), None)
    if direct:
        return direct[0]
    counted = isinstance(sides.thing, Quantity) and sides.thing.unit  # "founded by 300 printers", not "by 1932"
    return inverse[0] if inverse and (counted or isinstance(sides.thing, Words | None)) else None


def joined(complements: Sequence[Complement], wording: str) -> tuple[Complement, ...]:
    """The complements of a statement written from its object's side.

    Who is named beside the subject ("founded by [[petrov]] and [[orlova]]") did it with it, and is not a second object.
    """
    together = "with" if wording.isascii() else "вместе с"
    found = list(complements)
    for number, complement in enumerate(found):
        if not set(complement.preposition.casefold().split()) <= _AND:
            break
        found[number] = Complement(together, complement.thing)
    return tuple(found)


def _is_cut_short(wording: str, relation: Relation) -> bool:
    """Whether a wording is one of the relation's without its last preposition, as "arrested" is of "arrested by"."""
    whole = (relation.name, *relation.labels.values(), *relation.also)
    return fold(wording) in {fold(without_preposition(one)) for one in whole}


def _fits(wording: RelationWording, sides: Sides, vocabulary: Vocabulary) -> bool:
    relation = vocabulary.relations[wording.relation]
    before, after = (relation.range, relation.domain) if wording.inverse else (relation.domain, relation.range)
    return _takes(before, sides.subject_kind) and _takes(after, sides.thing_kind)


def _takes(kinds: Sequence[str], kind: str) -> bool:
    return not kind or not kinds or kind in kinds


def asks_for_object(wording: str, relation: Relation) -> bool:
    """Whether a wording leads to an object that has to follow: "died in", but not "died"."""
    return bool(relation.range) and hangs(wording)
