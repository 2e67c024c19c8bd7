"""The index of an edition's words: from each form to its lemmas, from each lemma to the pages where it stands.

A browser has no dictionary, so everything that needs one is done here: which forms are one word, and which spellings
are one name in either script (by the very rules of `search`, `catalogue.spellings`). Names that dossiers bear are
entered in every transliteration besides, so that a reader may type one that stands nowhere. Deterministic; offsets do
not occur, since the browser finds the words in the paragraphs again.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from variorum.catalogue.spellings import keys_of, may_be_one
from variorum.edition.searching.documents import SearchDocument
from variorum.languages import equipment, equipped, writing
from variorum.languages.folding import fold
from variorum.languages.transliteration import schemes, to_cyrillic, to_latin

WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+(?:['’ʼ\u2010-](?:[^\W_]|[\u0300-\u036f])+)*")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "\u2010": "-"})
_MARKS = re.compile("[\u0300-\u036f]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_MOSTLY = 0.5  # share of a form's places in which it stands with a capital: then it may be a name
_RUSSIAN_ENDING = re.compile(
    r"(?:иями|ями|ами|ого|его|ому|ему|ыми|ими|иях|ях|ах|ов|ев|ей|ой|ою|ий|ый|ая|яя|ое|ее|ые|ие|ую|юю|ым|им|ом|ем|ам|ям|ых|их"
    r"|[аяоеиыуюьй])$"
)
_SHORTEST = 4  # letters that must be left of a word that no dictionary knows when its ending is taken off


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """What is kept of one key, which is a form, a lemma, or both.

    `pages` are the numbers of the documents in which the lemma stands, with how often; `forms` those forms of the lemma
    that stand there; `lemmas` those that the form may belong to; `alike` the lemmas of its other spellings.
    """

    pages: tuple[tuple[int, int], ...] = ()
    forms: tuple[str, ...] = ()
    lemmas: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WordIndex:
    """The whole index, its keys in order, and how many words were read."""

    entries: Mapping[str, IndexEntry]
    words: int


def key_of(word: str) -> str:
    """A word as the index has it: folded, small, without accents. `frontend/src/wordsearch/keys.ts` does the same."""
    folded = fold(_MARKS.sub("", unicodedata.normalize("NFC", word))).text.lower().translate(_APOSTROPHES)
    if folded.isascii():
        return folded
    return "".join(
        letter
        if _CYRILLIC.match(letter)
        else "".join(part for part in unicodedata.normalize("NFD", letter) if unicodedata.category(part) != "Mn")
        for letter in folded
    )


def parts_of(key: str) -> tuple[str, ...]:
    """A key and, where it is hyphened, its parts."""
    return (key, *(part for part in key.split("-") if part)) if "-" in key else (key,)


def index_words(documents: Sequence[SearchDocument], names: Iterable[str]) -> WordIndex:
    """The index of these documents; `names` are the names that dossiers bear."""
    gathered = _gather(documents)
    lemmas = {form: _lemmas(form, gathered.languages[form]) for form in gathered.places}
    places: defaultdict[str, Counter[int]] = defaultdict(Counter)
    forms: defaultdict[str, list[str]] = defaultdict(list)
    for form in sorted(gathered.places):
        for lemma in lemmas[form]:
            places[lemma].update(gathered.places[form])
            forms[lemma].append(form)
    alike = _spellings(gathered, lemmas)
    for alias, meant in _transliterated(names, gathered, lemmas, alike).items():
        alike.setdefault(alias, meant)
    keys = sorted({*places, *gathered.places, *alike})
    entries = {
        key: IndexEntry(
            tuple(sorted(places[key].items())) if key in places else (),
            tuple(form for form in forms.get(key, ()) if form != key),
            lemmas.get(key, ()) if lemmas.get(key, ()) != (key,) else (),
            alike.get(key, ()),
        )
        for key in keys
    }
    return WordIndex(entries, gathered.words)


@dataclass(frozen=True, slots=True)
class _GatheredWords:
    places: Mapping[str, Counter[int]]  # form → document → how often
    written: Mapping[str, str]  # form that may be a name → how it is written, with its capital
    languages: Mapping[str, str]  # form → language of the source in which it stands first
    words: int


def _gather(documents: Sequence[SearchDocument]) -> _GatheredWords:
    places: defaultdict[str, Counter[int]] = defaultdict(Counter)
    capitals: Counter[str] = Counter()
    written: dict[str, str] = {}
    languages: dict[str, str] = {}
    words = 0
    for number, document in enumerate(documents):
        for paragraph in document.paragraphs:
            for found in WORD.finditer(paragraph.text):
                words += 1
                whole = _key(found[0])
                for key in parts_of(whole):
                    places[key][number] += 1
                    languages.setdefault(key, document.language)
                if found[0][0].isupper():
                    capitals[whole] += 1
                    written.setdefault(whole, found[0])
    named = {form: surface for form, surface in written.items() if capitals[form] >= _MOSTLY * places[form].total()}
    return _GatheredWords(places, named, languages, words)


@lru_cache(maxsize=300_000)
def _key(word: str) -> str:
    return key_of(word)


def _lemmas(form: str, language: str) -> tuple[str, ...]:
    """The lemmas of a form, by the language of its source where that writes it so, else by all that do."""
    code = language.partition("-")[0].lower()
    spoken = equipment(code) if code in equipped() else None
    asked = [spoken] if spoken is not None and spoken.writes(form) else list(writing(form))
    found: dict[str, None] = {}
    for each in asked:
        if each.knows(form) is False:  # to guess at a word that no dictionary knows costs a hundred times as much
            found[_without_ending(form)] = None
        else:
            found |= dict.fromkeys(key_of(lemma) for lemma in each.lemmas(form))
    return tuple(lemma for lemma in found if lemma) or (form,)


def _without_ending(form: str) -> str:
    """A word that no dictionary knows, mostly a name, without what Russian puts at its end."""
    ending = _RUSSIAN_ENDING.search(form)
    return form[: ending.start()] if ending and ending.start() >= _SHORTEST else form


def _spellings(gathered: _GatheredWords, lemmas: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """For each form that may be a name, the lemmas of those that are the same name otherwise spelled."""
    by_skeleton: defaultdict[str, list[str]] = defaultdict(list)
    keys = {form: keys_of(surface) for form, surface in gathered.written.items()}
    for form in sorted(keys):
        for key in keys[form]:
            by_skeleton[key].append(form)
    found: dict[str, tuple[str, ...]] = {}
    for form, surface in sorted(gathered.written.items()):
        shared: defaultdict[str, list[str]] = defaultdict(list)
        for key in keys[form]:
            for other in by_skeleton[key]:
                shared[other].append(key)
        own = set(lemmas[form])
        others = (lemmas[o] for o, by in shared.items() if o != form and may_be_one(surface, o, by))
        meant = sorted({lemma for each in others for lemma in each} - own)
        if meant:
            found[form] = tuple(meant)
    return found


def _transliterated(
    names: Iterable[str],
    gathered: _GatheredWords,
    lemmas: Mapping[str, tuple[str, ...]],
    alike: Mapping[str, tuple[str, ...]],
) -> dict[str, tuple[str, ...]]:
    """The names that dossiers bear, in every other writing that stands nowhere: each leads to the name's lemmas."""
    found: dict[str, set[str]] = {}
    for name in names:
        for word in WORD.findall(name):
            form = _key(word)
            if len(form) < 3 or form not in gathered.written:
                continue
            meant = {*lemmas[form], *alike.get(form, ())}
            for other in _in_the_other_script(word):
                if other not in gathered.places and WORD.fullmatch(other) and "ʹ" not in other:
                    found.setdefault(other, set()).update(meant)
    return {alias: tuple(sorted(meant)) for alias, meant in sorted(found.items())}


def _in_the_other_script(word: str) -> Iterator[str]:
    turn = to_latin if _CYRILLIC.search(word) else to_cyrillic
    for scheme in schemes():
        yield key_of(turn(word, scheme))
