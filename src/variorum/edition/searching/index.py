"""The index of an edition's words: from each form to its lemmas, from each lemma to the pages where it stands.

A browser has no dictionary, so everything that needs one is done here: which forms are one word, and which spellings
are one name in either script (by the very rules of `search`, `catalogue.spellings`). Names that dossiers bear are
entered in every transliteration besides, so that a reader may type one that stands nowhere. Deterministic; offsets do
not occur, since the browser finds the words in the paragraphs again.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from variorum.catalogue.spellings import keys_of, may_be_one
from variorum.edition.recalling import Recall, Work, at_once
from variorum.edition.searching.counting import WORD, CountedWords, key_of, known_key_of
from variorum.edition.searching.documents import SearchBatch
from variorum.languages import equipment, equipped, writing
from variorum.languages.registry import words_of_every_language
from variorum.languages.transliteration import schemes, to_cyrillic, to_latin
from variorum.text.scripts import CYRILLIC

_MOSTLY = 0.5  # share of a form's places in which it stands with a capital: then it may be a name
_SHORTEST = 4  # letters that must be left of a word that no dictionary knows when its ending is taken off


Places = tuple[Sequence[int], Sequence[int]]  # the numbers of pages in their order, and how often on each


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """What is kept of one key, which is a form, a lemma, or both; all as a browser reads it, words with spaces between.

    `pages` are the pages on which the lemma stands, as `steps` writes them; `forms` those forms of the lemma that stand
    there; `lemmas` those that the form may belong to; `alike` the lemmas of its other spellings.
    """

    pages: str = ""
    forms: str = ""
    lemmas: str = ""
    alike: str = ""


@dataclass(frozen=True, slots=True)
class WordIndex:
    """The whole index, its keys in order, and how many words were read."""

    entries: Mapping[str, IndexEntry]
    words: int


def index_words(
    written: SearchBatch, sources: Sequence[SearchBatch], names: Iterable[str], *, recall: Recall = at_once
) -> WordIndex:
    """The index of all documents, the historians' own before those of the sources; `names` are those of dossiers.

    What comes of the sources alone is put together once, and what the historians wrote is put before it.
    """
    known = recall(*told_of_sources(sources))
    counted = CountedWords(*written.words.value())
    lemmas, taken = known["lemmas"], known["entries"]
    lemmas |= _lemmas_of([form for form in counted.places if form not in lemmas], recall)
    places: defaultdict[str, list[Places]] = defaultdict(list)
    forms: defaultdict[str, set[str]] = defaultdict(set)
    for form, there in counted.places.items():
        for lemma in lemmas[form].split(" "):
            places[lemma].append(there)
            forms[lemma].add(form)
    capital = sorted(_capital(known, counted).items())
    told = recall(
        spellings, "all", tuple(capital), tuple((form, tuple(lemmas[form].split(" "))) for form, _ in capital)
    )
    alike = {form: tuple(meant) for form, meant in told.items()}
    for alias, meant in _transliterated(names, dict(capital), lemmas, alike).items():
        alike.setdefault(alias, meant)
    first = len(written.documents)

    def entry(key: str) -> IndexEntry:
        pages, own = taken.get(key, ("", ""))
        if key in places:
            own = " ".join(sorted({*own.split(), *forms[key]} - {key}))
        pages = put_behind(together(places[key]) if key in places else (), pages, first)
        meant = lemmas.get(key, "")
        return IndexEntry(pages, own, meant if meant != key else "", " ".join(alike.get(key, ())))

    keys = sorted({*taken, *lemmas, *places, *alike})
    return WordIndex({key: entry(key) for key in keys}, known["words"] + counted.words)


def told_of_sources(sources: Sequence[SearchBatch]) -> tuple[Work, str, *tuple[object, ...]]:
    """The work that gives what the index has of the sources, and what it is handed."""
    return (index_sources, "all", *((batch.language, len(batch.documents), batch.words) for batch in sources))


def index_sources(*sources: tuple[str, int, Sequence[Any]]) -> dict[str, Any]:
    """What the index has of sources: of each its language, how many pages it has, and its words as they were counted.

    `entries` has by lemma, or form that is none, the pages, counted from the first of the first source, and the forms;
    `lemmas` those of each form; `times` how often a form stands, `capitals` how often with a capital, and `written` how
    it stands then first.
    """
    places: dict[str, tuple[list[int], list[int]]] = {}
    capitals: Counter[str] = Counter()
    written: dict[str, str] = {}
    languages: dict[str, str] = {}
    words = first = 0
    for language, pages, told in sources:
        counted = CountedWords(*told)
        for form, (numbers, counts) in counted.places.items():
            there = places.get(form)
            if there is None:
                there = places[form] = ([], [])
                languages[form] = language
            there[0].extend([first + number for number in numbers])
            there[1].extend(counts)
        capitals.update(counted.capitals)
        for form, surface in counted.written.items():
            written.setdefault(form, surface)
        words += counted.words
        first += pages
    lemmas = {form: _lemmas(form, languages[form]) for form in sorted(places)}
    forms: defaultdict[str, list[str]] = defaultdict(list)
    for form, meant in lemmas.items():
        for lemma in meant:
            forms[lemma].append(form)
    return {
        "entries": {
            lemma: (steps(together([places[form] for form in own])), " ".join(form for form in own if form != lemma))
            for lemma, own in forms.items()
        },
        "lemmas": {form: " ".join(meant) for form, meant in lemmas.items()},
        "times": {form: sum(counts) for form, (_, counts) in places.items()},
        "capitals": dict(capitals),
        "written": written,
        "words": words,
    }


def _capital(known: Mapping[str, Any], counted: CountedWords) -> dict[str, str]:
    """The forms that may be names, since they mostly stand with a capital, each as it is written then."""
    times, capitals, written = known["times"], known["capitals"], known["written"] | counted.written
    for form in counted.written:
        capitals[form] = capitals.get(form, 0) + counted.capitals[form]
    for form, (_, counts) in counted.places.items():
        times[form] = times.get(form, 0) + sum(counts)
    return {form: surface for form, surface in written.items() if capitals[form] >= _MOSTLY * times[form]}


def _lemmas_of(forms: Iterable[str], recall: Recall) -> dict[str, str]:
    """The lemmas of forms that stand in no source, and so in no language that is known: a letter's together."""
    asked: defaultdict[str, list[str]] = defaultdict(list)
    for form in sorted(forms):
        asked[form[:1]].append(form)
    return {
        form: lemmas
        for letter, own in asked.items()
        for form, lemmas in zip(own, recall(lemmas_of, letter, tuple(own)), strict=True)
    }


def lemmas_of(forms: Iterable[str]) -> list[str]:
    """The lemmas of forms of any language."""
    return [" ".join(_lemmas(form, "")) for form in forms]


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
    """A word that no dictionary knows, mostly a name, without what its language puts at the end of words."""
    ending = _endings().search(form)
    return form[: ending.start()] if ending and ending.start() >= _SHORTEST else form


@cache
def _endings() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words_of_every_language('small_words', 'endings'))})$")


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
    capital: Collection[str],
    lemmas: Mapping[str, str],
    alike: Mapping[str, tuple[str, ...]],
) -> dict[str, tuple[str, ...]]:
    """The names that dossiers bear, in every other writing that stands nowhere: each leads to the name's lemmas."""
    found: dict[str, set[str]] = {}
    for name in names:
        for word in WORD.findall(name):
            form = known_key_of(word)
            if len(form) < 3 or form not in capital:
                continue
            meant = {*lemmas[form].split(" "), *alike.get(form, ())}
            for other in _in_the_other_script(word):
                if other not in lemmas and WORD.fullmatch(other) and "ʹ" not in other:
                    found.setdefault(other, set()).update(meant)
    return {alias: tuple(sorted(meant)) for alias, meant in sorted(found.items())}


def _in_the_other_script(word: str) -> Iterator[str]:
    turn = to_latin if CYRILLIC.search(word) else to_cyrillic
    for scheme in schemes():
        yield key_of(turn(word, scheme))


_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def together(places: Sequence[tuple[Sequence[int], Sequence[int]]]) -> Iterable[tuple[int, int]]:
    """Where several forms stand, as one: pages in their order, with how often."""
    if len(places) == 1:
        return zip(*places[0], strict=True)
    counted: dict[int, int] = {}
    for numbers, counts in places:
        for number, times in zip(numbers, counts, strict=True):
            counted[number] = counted.get(number, 0) + times
    return sorted(counted.items())


def steps(pages: Iterable[tuple[int, int]]) -> str:
    """Pages as the steps from one to the next, which a browser reads.

    Each is a number to the base of 36, with how often the word stands there behind a point where that is more than
    once: "3,2.4" is page 3 once, and page 5 four times.
    """
    return _written(pages)[0]


def put_behind(pages: Iterable[tuple[int, int]], later: str, first: int) -> str:
    """Pages, and behind them others that were written as if `first` were 0."""
    written, last = _written(pages)
    if not later:
        return written
    step, comma, rest = later.partition(",")
    number, point, times = step.partition(".")
    moved = f"{_base36(first - last + int(number, 36))}{point}{times}{comma}{rest}"
    return f"{written},{moved}" if written else moved


def _written(pages: Iterable[tuple[int, int]]) -> tuple[str, int]:
    taken, last = [], 0
    for page, times in pages:
        taken.append(_base36(page - last) + (f".{_base36(times)}" if times > 1 else ""))
        last = page
    return ",".join(taken), last


@lru_cache(maxsize=10_000)
def _base36(number: int) -> str:
    digits = ""
    while number >= 36:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return _DIGITS[number] + digits
