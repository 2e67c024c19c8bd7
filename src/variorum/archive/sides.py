"""From which side a statement is written: its subject's ("founded [[league]]") or its object's ("founded by [[a]]").

Where a wording may be either ("arrested [[petrov]]" and "arrested"; «член [[league]]» and «член [[petrov]]»), what
follows it decides, then the kinds of the two dossiers, as the vocabulary allows them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from variorum.archive.wordings import RelationWording, fold, hangs, without_preposition
from variorum.record import Complement, EntityLink, Quantity, Relation, Thing, Vocabulary, Words

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
