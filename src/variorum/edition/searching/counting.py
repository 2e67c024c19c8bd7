"""The words of a text as the index of an edition counts them: their keys, and how often each stands on which page."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from variorum.languages.folding import fold
from variorum.text.scripts import CYRILLIC

WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+(?:['’ʼ\u2010-](?:[^\W_]|[\u0300-\u036f])+)*")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "\u2010": "-"})
_MARKS = re.compile("[\u0300-\u036f]")


@dataclass(frozen=True, slots=True)
class CountedWords:
    """The words of some pages, numbered from 0.

    `places` has for each key the numbers of the pages in their order, and how often it stands on each; `capitals` how
    often a form is written with a capital, `written` how it stands then first.
    """

    places: Mapping[str, tuple[Sequence[int], Sequence[int]]]
    capitals: Mapping[str, int]
    written: Mapping[str, str]
    words: int


def key_of(word: str) -> str:
    """A word as the index has it: folded, small, without accents. `frontend/src/wordsearch/keys.ts` does the same."""
    folded = fold(_MARKS.sub("", unicodedata.normalize("NFC", word))).text.lower().translate(_APOSTROPHES)
    if folded.isascii():
        return folded
    return "".join(
        letter
        if CYRILLIC.match(letter)
        else "".join(part for part in unicodedata.normalize("NFD", letter) if unicodedata.category(part) != "Mn")
        for letter in folded
    )


@lru_cache(maxsize=300_000)
def known_key_of(word: str) -> str:
    """The key of a word that comes up again and again."""
    return key_of(word)


def parts_of(key: str) -> tuple[str, ...]:
    """A key and, where it is hyphened, its parts."""
    return (key, *(part for part in key.split("-") if part)) if "-" in key else (key,)


def count_words(pages: Iterable[Iterable[str]]) -> CountedWords:
    """The words of pages, each of which is some paragraphs."""
    places: dict[str, tuple[list[int], list[int]]] = {}
    capitals: Counter[str] = Counter()
    written: dict[str, str] = {}
    words = 0
    for number, paragraphs in enumerate(pages):
        here: Counter[str] = Counter()
        for paragraph in paragraphs:
            for surface, times in Counter(WORD.findall(paragraph)).items():
                words += times
                whole = known_key_of(surface)
                for key in parts_of(whole):
                    here[key] += times
                if surface[0].isupper():
                    capitals[whole] += times
                    written.setdefault(whole, surface)
        for key, times in here.items():
            numbers, counts = places.setdefault(key, ([], []))
            numbers.append(number)
            counts.append(times)
    return CountedWords(places, capitals, written, words)
