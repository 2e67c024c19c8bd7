"""What an archive's own dossiers know of names, made ready to be found in running text.

People are looked for by their surnames, as skeletons, so that «Рютиным» and "Ryutin" lead to one dossier; groups,
places and works by the run of their words, each by its dictionary forms. A word of the text is looked at once and
remembered, so that a million words cost about as much as to tell them apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from variorum.languages import equipment
from variorum.names.forms.declension import surname_readings
from variorum.names.forms.parsing import parse
from variorum.names.forms.skeleton import is_slavic, letters, skeletons
from variorum.record import Entity
from variorum.text.scripts import CYRILLIC

# «ВКП(б)», «где-то» and "O'Neill" are one word each
WORD = re.compile(r"[^\W_]+(?:\([^\W\d_]{1,2}\)|(?:['’ʼ‐-][^\W_]+)*)")
_POSSESSIVE = re.compile(r"['’ʼ]s?$")
ARTICLES = frozenset({"the"})  # within a name, they may stand or not
_SHORTEST = 3  # letters of a skeleton that may tell a surname


@dataclass(frozen=True, slots=True)
class KnownSurname:
    """A surname that a dossier knows: the dossier, the name's form there, and the surname's own letters."""

    entity: str
    form: str
    surname: str


@dataclass(frozen=True, slots=True)
class KnownPhrase:
    """A name of one or more words: `words` holds, for each of them, the dictionary forms any of which may match."""

    entity: str
    kind: str
    form: str
    words: tuple[frozenset[str], ...]
    exact: bool  # an abbreviation of capitals, found only so


@dataclass(frozen=True, slots=True, eq=False)
class NameGazetteer:
    """The names of an archive's people, groups, places and works.

    `surnames` goes by skeleton, `phrases` by each dictionary form of the first word.
    """

    surnames: Mapping[str, tuple[KnownSurname, ...]] = field(default_factory=dict)
    phrases: Mapping[str, tuple[KnownPhrase, ...]] = field(default_factory=dict)

    def bearers(self, word: str) -> tuple[KnownSurname, ...]:
        """The dossiers that know this word, in whatever case and script, as a surname."""
        found: dict[KnownSurname, None] = {}
        for key in surname_keys(word):
            for bearer in self.surnames.get(key, ()):
                if _may_be(word, bearer.surname, key):
                    found.setdefault(bearer)
        return tuple(found)

    def beginning_with(self, word: str) -> tuple[KnownPhrase, ...]:
        """The phrases whose first word this may be, the longest first."""
        found = {phrase: None for key in word_keys(word) for phrase in self.phrases.get(key, ())}
        return tuple(sorted(found, key=lambda phrase: -len(phrase.words)))


def gazetteer_of(entities: Iterable[Entity]) -> NameGazetteer:
    """The gazetteer of these dossiers; events are not looked for by name."""
    surnames: dict[str, dict[KnownSurname, None]] = {}
    phrases: dict[str, dict[KnownPhrase, None]] = {}
    for entity in entities:
        for form in dict.fromkeys((entity.name, *(name.form for name in entity.names))):
            bearers = _bearers(entity.id, form) if entity.kind == "person" else []
            for bearer in bearers:
                for key in skeletons(bearer.surname):
                    if len(key) >= _SHORTEST:
                        surnames.setdefault(key, {})[bearer] = None
            if entity.kind in ("group", "place", "work") or (entity.kind == "person" and not bearers):
                phrase = _phrase(entity, form)
                for key in phrase.words[0] if phrase.words else ():
                    phrases.setdefault(key, {})[phrase] = None
    return NameGazetteer(
        {key: tuple(found) for key, found in surnames.items()}, {key: tuple(found) for key, found in phrases.items()}
    )


def _bearers(entity: str, form: str) -> list[KnownSurname]:
    name = parse(form)
    surnames = [reading.surname for reading in name.readings[:1] if reading.surname]
    for also in name.also:
        surnames += [reading.surname for reading in parse(also).readings[:1] if reading.surname]
    return [KnownSurname(entity, form, surname) for surname in dict.fromkeys(surnames)]


def _phrase(entity: Entity, form: str) -> KnownPhrase:
    words = [word for word in WORD.findall(form) if word.lower() not in ARTICLES]
    exact = len(words) == 1 and words[0].isupper() and len(words[0]) > 1
    return KnownPhrase(entity.id, entity.kind, form, tuple(word_keys(word) for word in words), exact)


@lru_cache(maxsize=200_000)
def surname_keys(word: str) -> frozenset[str]:
    """The skeletons of every nominative that a word may have as a surname."""
    if CYRILLIC.search(word):
        return frozenset(key for reading in surname_readings(word) for key in skeletons(reading.nominative))
    return frozenset(skeletons(_POSSESSIVE.sub("", word)))


@lru_cache(maxsize=200_000)
def word_keys(word: str) -> frozenset[str]:
    """The dictionary forms of a word: Russian lemmas, or the Latin letters as they are without a possessive ending."""
    if CYRILLIC.search(word):
        return frozenset({*equipment("ru").lemmas(word)[:3], letters(word)})
    return frozenset({letters(_POSSESSIVE.sub("", word))})


@lru_cache(maxsize=50_000)
def _may_be(word: str, surname: str, key: str) -> bool:
    """Whether a shared skeleton is enough: of two Latin spellings only where the name is one that is transliterated."""
    plain = _POSSESSIVE.sub("", word)
    if letters(plain) == letters(surname):
        return True
    if bool(CYRILLIC.search(word)) == bool(CYRILLIC.search(surname)) and not CYRILLIC.search(word):
        return len(key) > 4 and (is_slavic(key) or is_slavic(letters(plain))) and plain[:1].isupper()
    return True
