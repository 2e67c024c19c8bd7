"""Words of which one takes back the other: for and against, with and without, accepted and refused, «за» и «против».

A bracket that puts one in place of the other says the contrary of the source, however well it is marked. The pairs are
given by dictionary forms and met by them, so that «отказало» is found under «отказать».
"""

from __future__ import annotations

import re
from functools import lru_cache

from variorum.languages import tables, writing
from variorum.quotation.critical_words import kind_of, negates, words_in
from variorum.quotation.reading_language import language

_SUFFIXES = ("ful", "less")


def opposed(ours: str, theirs: str) -> tuple[str, str] | None:
    """The first word of one text, and that of the other, that say the contrary; None where no two do.

    Two that stand in both texts are in nobody's place.
    """
    mine, other = (words_in(text.replace("ё", "е")) for text in (ours, theirs))
    said, written = ({word.lower() for word in words} for words in (mine, other))
    for one in mine:
        for two in other:
            in_both = one.lower() in written and two.lower() in said
            if not in_both and _are_opposites(one.lower(), two.lower()):
                return one, two
    return None


def lemmas_of(word: str) -> frozenset[str]:
    """A word with its dictionary forms, in the language that is read."""
    return _lemmas(word.lower().replace("ё", "е"), language())


@lru_cache(maxsize=8192)
def _lemmas(word: str, spoken: str) -> frozenset[str]:
    found = (lemma.replace("ё", "е") for one in writing(word, language=spoken) for lemma in one.lemmas(word))
    return frozenset((word, *found))


def _are_opposites(one: str, two: str) -> bool:
    if one == two:
        return False
    if negates(one, two) or _by_suffix(one, two) or _everybody_and_nobody(one, two):
        return True
    mine, other = _sides(one), _sides(two)
    return any((pair, not side) in other for pair, side in mine) and not mine & other


def _by_suffix(one: str, two: str) -> bool:
    """Whether the two are as "careful" and "careless"."""
    return any(
        one.endswith(a) and two.endswith(b) and len(one) > len(a) + 2 and one.removesuffix(a) == two.removesuffix(b)
        for a, b in (_SUFFIXES, _SUFFIXES[::-1])
    )


def _everybody_and_nobody(one: str, two: str) -> bool:
    return {kind_of(one), kind_of(two)} == {"negation", "quantifier"}


def _sides(word: str) -> frozenset[tuple[int, bool]]:
    """The pairs that a word belongs to, each with its side.

    By the word itself where it is listed as it stands, else by its dictionary forms.
    """
    spoken = language()
    known = _pairs(spoken)
    return frozenset(known.get(word) or {side for lemma in _lemmas(word, spoken) for side in known.get(lemma, ())})


@lru_cache(maxsize=16)
def _pairs(spoken: str) -> dict[str, frozenset[tuple[int, bool]]]:
    found: dict[str, set[tuple[int, bool]]] = {}
    lines = [line for table in tables("opposites", spoken) for line in table["pairs"].split("\n") if "|" in line]
    for number, line in enumerate(lines):
        for side, words in enumerate(line.split("|")):
            for word in words.split():
                plain = word.replace("ё", "е")
                for form in {plain, *_stems(plain, spoken)}:
                    found.setdefault(form, set()).add((number, bool(side)))
    return {word: frozenset(sides) for word, sides in found.items()}


def _stems(word: str, spoken: str) -> frozenset[str]:
    """The stem under which the forms of a word in Latin letters meet; Russian words are listed by the lemma already."""
    return frozenset() if re.search("[а-я]", word) else _lemmas(word, spoken)
