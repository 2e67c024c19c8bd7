"""The index of an edition's words: from each form to its lemmas, from each lemma to the pages where it stands.

A browser has no dictionary, so everything that needs one is done here: which forms are one word, and which spellings
are one name in either script (by the very rules of `search`, `catalogue.spellings`). Names that dossiers bear are
entered in every transliteration besides, so that a reader may type one that stands nowhere. Deterministic; offsets do
not occur, since the browser finds the words in the paragraphs again.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from variorum.catalogue.spellings import keys_of, may_be_one
from variorum.edition.recalling import Recall, at_once
from variorum.edition.searching.counting import WORD, key_of, known_key_of
from variorum.edition.searching.documents import SearchBatch
from variorum.languages import equipment, equipped, writing
from variorum.languages.transliteration import schemes, to_cyrillic, to_latin

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


def index_words(batches: Sequence[SearchBatch], names: Iterable[str], *, recall: Recall = at_once) -> WordIndex:
    """The index of the documents of all batches; `names` are the names that dossiers bear."""
    gathered = _gather(batches)
    lemmas = _lemmas_of(gathered.languages, recall)
    forms: defaultdict[str, list[str]] = defaultdict(list)
    for form in sorted(gathered.places):
        for lemma in lemmas[form]:
            forms[lemma].append(form)
    capital = sorted(gathered.written.items())
    told = recall(spellings, "all", tuple(capital), tuple((form, lemmas[form]) for form, _ in capital))
    alike = {form: tuple(meant) for form, meant in told.items()}
    for alias, meant in _transliterated(names, gathered, lemmas, alike).items():
        alike.setdefault(alias, meant)
    entries = {
        key: IndexEntry(
            _together([gathered.places[form] for form in forms[key]]) if key in forms else (),
            tuple(form for form in forms.get(key, ()) if form != key),
            lemmas.get(key, ()) if lemmas.get(key, ()) != (key,) else (),
            alike.get(key, ()),
        )
        for key in sorted({*forms, *gathered.places, *alike})
    }
    return WordIndex(entries, gathered.words)


@dataclass(frozen=True, slots=True)
class _GatheredWords:
    places: Mapping[str, tuple[Sequence[int], Sequence[int]]]  # form → documents, and how often in each
    written: Mapping[str, str]  # form that may be a name → how it is written, with its capital
    languages: Mapping[str, str]  # form → language of the source in which it stands first
    words: int


def _gather(batches: Sequence[SearchBatch]) -> _GatheredWords:
    places: dict[str, tuple[list[int], list[int]]] = {}
    capitals: Counter[str] = Counter()
    written: dict[str, str] = {}
    languages: dict[str, str] = {}
    words = first = 0
    for batch in batches:
        for key, (numbers, counts) in batch.counted.places.items():
            there = places.get(key)
            if there is None:
                there = places[key] = ([], [])
                languages[key] = batch.language
            there[0].extend([first + number for number in numbers])
            there[1].extend(counts)
        capitals.update(batch.counted.capitals)
        for whole, surface in batch.counted.written.items():
            written.setdefault(whole, surface)
        words += batch.counted.words
        first += len(batch.documents)
    named = {form: surface for form, surface in written.items() if capitals[form] >= _MOSTLY * sum(places[form][1])}
    return _GatheredWords(places, named, languages, words)


def _together(places: Sequence[tuple[Sequence[int], Sequence[int]]]) -> tuple[tuple[int, int], ...]:
    """Where several forms stand, as one."""
    if len(places) == 1:
        return tuple(zip(*places[0], strict=True))
    counted: dict[int, int] = {}
    for numbers, counts in places:
        for number, times in zip(numbers, counts, strict=True):
            counted[number] = counted.get(number, 0) + times
    return tuple(sorted(counted.items()))


def _lemmas_of(languages: Mapping[str, str], recall: Recall) -> dict[str, tuple[str, ...]]:
    """The lemmas of every form, those that begin with one letter together."""
    asked: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for form in sorted(languages):
        asked[form[:1]].append((form, languages[form]))
    return {
        form: tuple(lemmas)
        for letter, forms in asked.items()
        for (form, _), lemmas in zip(forms, recall(lemmas_of, letter, tuple(forms)), strict=True)
    }


def lemmas_of(forms: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The lemmas of forms, each with the language of its source."""
    return [list(_lemmas(form, language)) for form, language in forms]


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


def spellings(capital: Sequence[tuple[str, str]], lemmas: Iterable[tuple[str, Sequence[str]]]) -> dict[str, list[str]]:
    """For each form that may be a name, the lemmas of those that are the same name otherwise spelled.

    `capital` are the forms in order, each as it is written with its capital; `lemmas` those of each.
    """
    own = {form: set(meant) for form, meant in lemmas}
    by_skeleton: defaultdict[str, list[str]] = defaultdict(list)
    keys = {form: keys_of(surface) for form, surface in capital}
    for form in sorted(keys):
        for key in keys[form]:
            by_skeleton[key].append(form)
    found: dict[str, list[str]] = {}
    for form, surface in capital:
        shared: defaultdict[str, list[str]] = defaultdict(list)
        for key in keys[form]:
            for other in by_skeleton[key]:
                shared[other].append(key)
        others = (own[o] for o, by in shared.items() if o != form and may_be_one(surface, o, by))
        meant = sorted({lemma for each in others for lemma in each} - own[form])
        if meant:
            found[form] = meant
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
            form = known_key_of(word)
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
