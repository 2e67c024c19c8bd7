"""Recognising a relation by its longest wording at the start of a statement, in English or Russian."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from variorum.record import Relation, Vocabulary

_WORD = re.compile(r"[^\s\[\]\"“„«{}^]+")


@dataclass(frozen=True, slots=True)
class Wordings:
    """Every wording of every relation, folded, with the relation's name; and the number of words of the longest."""

    names: Mapping[str, str]
    longest: int

    def matches(self, text: str, start: int) -> Iterator[tuple[str, int]]:
        """The relations whose wordings stand at `start`, the longest wording first, each with the offset behind it."""
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
            name = self.names.get(" ".join(words[:count]))
            if name is not None:
                yield name, ends[count - 1]


def wordings(vocabulary: Vocabulary) -> Wordings:
    """The wordings of a vocabulary: names first, then labels, then further ones; the first relation to claim one has
    it.
    """
    names: dict[str, str] = {}
    for name in vocabulary.relations:
        names.setdefault(fold(name), name)
    for relation in vocabulary.relations.values():
        for wording in _further(relation):
            names.setdefault(fold(wording), relation.name)
    longest = max((wording.count(" ") + 1 for wording in names), default=0)
    return Wordings(names, longest)


def fold(words: str) -> str:
    """Words as they are compared: case, ё and the width of white space do not matter."""
    return " ".join(words.casefold().replace("ё", "е").split())


def _further(relation: Relation) -> Iterator[str]:
    yield from relation.labels.values()
    yield from relation.also
