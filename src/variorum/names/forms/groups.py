"""Names of groups, places and works compared word by word: abbreviations, translated words, the order of the words.

What two languages call one thing stands in a small table (`groups.toml`); a word that no table knows is compared by its
skeleton, so that a name in it («рютинская», "Riutin") still meets. Whether the Left Opposition and the Trotskyists were
one thing no table says: that is for a historian.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from variorum.names.forms.comparing import DIFFERENT, SAME, UNSURE, NameComparison, compare
from variorum.names.forms.skeleton import doubles_agree, skeletons
from variorum.saying import say

_WORD = re.compile(r"[^\W_]+(?:\([^\W\d_]{1,2}\))?")
_SIGNS = re.compile(r"[^\w]")
_QUOTED = re.compile(r"^\s*[«“„\"].+[»”“\"]\s*$")
_EMPTY = frozenset("the a an of and in de der die das und la le les и в на".split())  # noqa: SIM905
_STEM = 4  # letters that a Russian word of a name must at least share with a stem or another word


@dataclass(frozen=True, slots=True)
class _Tables:
    abbreviations: Mapping[str, str]  # folded form → what it is called here
    stems: Mapping[str, tuple[tuple[str, str], ...]]  # by first letter: Russian stem → English word, the longest first
    english: Mapping[str, str]  # English word → the one that stands for all of its Russian stem
    phrases: tuple[tuple[str, str], ...]  # those abbreviations that are several words, the longest first


def names_a_group(name: str) -> bool:
    """Whether a word of this name, or the whole of it, is one that groups and offices are named by."""
    plain = folded(name)
    tables = _tables()
    if plain in tables.abbreviations:
        return True
    words = _WORD.findall(plain)
    return any(_concept(word) in _group_concepts() for word in words)


_GROUP_WORDS = frozenset(
    """opposition party committee commission union league communists bolsheviks mensheviks marxists leninists
    trotskyists zinovievists decists soviet bureau commissariat federation platform army""".split()  # noqa: SIM905
)


@cache
def _group_concepts() -> frozenset[str]:
    return frozenset(_concept(word) for word in _GROUP_WORDS)


def compare_words(a: str, b: str, *, kind: str) -> NameComparison:
    """Compare two names of groups, places or works. Never raises; the verdict is about the names."""
    mine, others = things(a), things(b)
    if not mine or not others:
        if a == b:
            return NameComparison(SAME, 1.0, (say("The two are written alike."),))
        return NameComparison(
            UNSURE, 0.0, (say("At least one of the two holds no words, so there is nothing to compare."),)
        )
    if folded(a) == folded(b):
        return NameComparison(SAME, 1.0, (say("The two are written alike."),), ("name",))
    matched = _matched(mine, others)
    if matched == len(mine) == len(others):
        return NameComparison(SAME, 0.9, (_how(a, b),), ("name",))
    if _initials_of(a, b) or _initials_of(b, a):
        return NameComparison(
            UNSURE, 0.6, (say("One may be the initials of the other, and no table says that it is."),)
        )
    if matched and matched == min(len(mine), len(others)):
        return NameComparison(
            UNSURE, 0.5, (say("One {kind}'s name holds every word of the other's and more.", kind=kind),), ("name",)
        )
    if matched:
        return NameComparison(
            DIFFERENT, 0.2, (say("The names share {matched} of their words and differ in the rest.", matched=matched),)
        )
    return _NOTHING_SHARED


_NOTHING_SHARED = NameComparison(
    DIFFERENT,
    0.05,
    (say("The names share no word, in translation or otherwise; that they mean one thing only a source can say."),),
)


def concepts(name: str) -> tuple[str, ...]:
    """What the words of a name stand for, abbreviations and translations levelled: names that share none differ."""
    return things(name)


def _how(a: str, b: str) -> str:
    if any(folded(name) in _tables().abbreviations for name in (a, b)):
        return say("One is the known abbreviation or translation of the other.")
    return say("The words are the same, in their translation, their order or their case.")


@lru_cache(maxsize=50_000)
def things(name: str) -> tuple[str, ...]:
    """The words of a name as concepts; an abbreviation counts as one, known whole or within the name."""
    plain = folded(name)
    tables = _tables()
    if plain in tables.abbreviations:
        return (tables.abbreviations[plain],)
    if " " in plain:
        for form, thing in tables.phrases:
            if form in plain and f" {form} " in f" {plain} ":
                plain = f" {plain} ".replace(f" {form} ", f" \x00{thing} ")
    found = [word for word in plain.split() if word not in _EMPTY]
    return tuple(word[1:] if word.startswith("\x00") else _concept(word) for word in found)


@lru_cache(maxsize=50_000)
def _concept(word: str) -> str:
    tables = _tables()
    if word in tables.abbreviations:
        return tables.abbreviations[word]
    for stem, english in tables.stems.get(word[:1], ()):
        if (
            word.startswith(stem)
            and len(word) - len(stem) <= (5 if len(stem) > 4 else 3)
            and (len(stem) > 2 or word == stem)
        ):
            return english
    return tables.english.get(word, word)


def _matched(mine: tuple[str, ...], others: tuple[str, ...]) -> int:
    left = list(others)
    count = 0
    for thing in mine:
        begun = _beginnings(thing)
        near = (other for other in left if other == thing or not begun.isdisjoint(_beginnings(other)))
        found = next((other for other in near if _alike(thing, other)), None)
        if found is not None:
            left.remove(found)
            count += 1
    return count


@lru_cache(maxsize=50_000)
def _alike(a: str, b: str) -> bool:
    if a == b:
        return True
    if "_" in a or "_" in b or not doubles_agree(a, b):  # a thing of the table is itself alone
        return False
    for one in skeletons(a):
        for other in skeletons(b):
            shared = len(_common(one, other))
            if one == other or (shared >= _STEM and shared >= max(len(one), len(other)) - (3 if shared < 6 else 5)):
                return True
    return False


@lru_cache(maxsize=50_000)
def _beginnings(word: str) -> frozenset[str]:
    """The beginnings of a word's skeletons: two words that share none are not alike, as nearly all pairs."""
    return frozenset(skeleton[:_STEM] for skeleton in skeletons(word))


def _common(a: str, b: str) -> str:
    place = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[:place]


def _initials_of(short: str, long: str) -> bool:
    letters = _capitals(short)
    return len(letters) > 1 and letters == _first_letters(long)


@lru_cache(maxsize=50_000)
def _capitals(name: str) -> str:
    """The letters of a name that is all capitals, small; none of any other."""
    letters = _SIGNS.sub("", name)
    return letters.lower() if letters.isupper() else ""


@lru_cache(maxsize=50_000)
def _first_letters(name: str) -> str:
    return "".join(word[0] for word in folded(name).split() if word not in _EMPTY)


@lru_cache(maxsize=50_000)
def folded(name: str) -> str:
    """The words of a name in small letters, without marks: equal for names that are written alike."""
    lowered = unicodedata.normalize("NFC", name).lower().replace("ё", "е")
    lowered = re.sub(r"['’](?:s\b)?", "", lowered)
    return " ".join(_WORD.findall(lowered))


@cache
def _tables() -> _Tables:
    with files("variorum.names.forms").joinpath("groups.toml").open("rb") as file:
        written = tomllib.load(file)
    canonical: dict[str, str] = {}  # Russian stems → the first English word given for them
    for english, stems in written["words"].items():
        canonical.setdefault(stems or english, english)
    of_stem: dict[str, str] = {}
    for stems, english in canonical.items():
        for stem in stems.split():
            of_stem.setdefault(stem, english)
    english = {word: canonical[stems or word] for word, stems in written["words"].items()}
    abbreviations = _abbreviations(written["abbreviations"])
    phrases = ((form, thing) for form, thing in abbreviations.items() if " " in form)
    stems = {
        letter: _longest_first(pair for pair in of_stem.items() if pair[0].startswith(letter))
        for letter in {stem[0] for stem in of_stem}
    }
    return _Tables(abbreviations, stems, english, _longest_first(phrases))


def _longest_first(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


def _abbreviations(written: Mapping[str, list[str]]) -> dict[str, str]:
    return {folded(form): thing for thing, forms in written.items() for form in forms}


def compare_as(a: str, b: str, *, kind: str | None = None) -> NameComparison:
    """Compare two names as names of a person, group, place or work; where no kind is given, the names tell.

    A name is taken for a group's where a word of it is one that groups are named by, for a work's where it stands in
    quotation marks and is more than a word; everything else is compared as a person's.
    """
    if kind == "person":
        return compare(a, b)
    if kind in ("group", "work", "place"):
        return compare_words(a, b, kind=kind)
    if names_a_group(a) or names_a_group(b):
        return compare_words(a, b, kind="group")
    if _is_title_of_work(a) or _is_title_of_work(b):
        return compare_words(a, b, kind="work")
    return compare(a, b)


def _is_title_of_work(name: str) -> bool:
    return bool(_QUOTED.match(name)) and len(name.split()) > 1
