"""What stands before, between and after a name and is none: titles, posts, particles, suffixes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

# the endings of Russian titles in their cases, by length
_ENDINGS = tuple(
    (length, frozenset(endings.split()))
    for length, endings in ((3, "ами ями ого ому"), (2, "ом ем ём ой ей ам ым"), (1, "а у е я ю ь ы и"))
)


@lru_cache(maxsize=50_000)
def is_title(word: str) -> bool:
    """Whether a word is a title or a post: an abbreviation with its full stop, or a word in any case."""
    lower = word.lower()
    lists = _lists()
    bare = lower.rstrip(".")
    if bare in lists["abbreviations"] and (len(bare) > 1 or word[:1].islower()) and lower.endswith("."):
        return True
    if bare in _UNSTOPPED and (len(bare) > 1 or word.islower()):
        return True
    return lower in lists["words"] or _stem(lower) in lists["stems"]


@cache
def shortened_titles() -> frozenset[str]:
    """The abbreviations for which `is_title` is true with their full stop, without it."""
    return _lists()["abbreviations"] | _UNSTOPPED


_UNSTOPPED = frozenset("т г mr mrs ms dr prof mme тов".split())  # noqa: SIM905
_ADDRESS = frozenset("т тов гр гр-н гр-ка comrade com tow camarade genosse".split())  # noqa: SIM905


def is_address(word: str) -> bool:
    """Whether a word is how one is spoken to («т.», "Comrade"): what stands before it is a post, after it the name."""
    bare = word.lower().rstrip(".")
    return (bare in _ADDRESS and is_title(word)) or _stem(bare) in {"товарищ", "гражданин", "гражданк"}


def is_post(word: str) -> bool:
    """Whether a word belongs to a post and never to a name («ЦК», "of")."""
    return word.lower().rstrip(".,") in _lists()["posts"]


def is_particle(word: str) -> bool:
    """Whether a word in small letters is a particle of nobility or descent ("von", «де»)."""
    return word.lower() in _lists()["particles"]


def is_suffix(word: str) -> bool:
    """Whether a word tells a younger from an elder bearer ("Jr.", «младший», "II")."""
    return word.lower() in _lists()["suffixes"]


_ELDER = frozenset({"sr", "senior", "ст", "старший", "père"})
_YOUNGER = frozenset({"jr", "junior", "мл", "младший", "fils"})


def elder_and_younger(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether of two names' suffixes one tells the elder and the other the younger."""
    if not a or not b:
        return False
    mine, others = set(a), set(b)
    return bool((mine & _ELDER and others & _YOUNGER) or (mine & _YOUNGER and others & _ELDER))


def number_among(suffixes: tuple[str, ...]) -> int:
    """The number of one of several of a surname («Петров 2-й»); 0 where none is told."""
    return next((int(suffix) for suffix in suffixes if suffix.isdigit()), 0)


def sex_told(titles: tuple[str, ...]) -> str:
    """Whether the titles are a woman's ("f") or a man's ("m"); empty where they tell neither, or both."""
    if not titles:
        return ""
    bare = [word.lower().rstrip(".") for word in titles]
    told = {sex for sex, kind in (("f", "women"), ("m", "men")) if any(_is_listed(word, kind) for word in bare)}
    return told.pop() if len(told) == 1 else ""


def tells_descent(particles: tuple[str, ...]) -> bool:
    """Whether a particle stands between a son's name and his father's ("ibn")."""
    return not _lists()["descent"].isdisjoint(particles)


def _is_listed(word: str, kind: str) -> bool:
    return word in _lists()[kind] or bool(_stem(word) and _stem(word) in _stems(kind))


@cache
def _stems(kind: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in _lists()[kind]) - {""}


def _stem(word: str) -> str:
    """The word without its ending, where it is Russian; stems of titles are compared so in every case."""
    if not _RUSSIAN.search(word):
        return ""
    for length, endings in _ENDINGS:
        if len(word) - length >= 3 and word[-length:] in endings:
            return word[:-length]
    return word


_RUSSIAN = re.compile("[а-яё]")


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    with files("variorum.names.forms").joinpath("titles.toml").open("rb") as file:
        written = tomllib.load(file)
    lists = {name: frozenset(" ".join(table.values()).split()) for name, table in written.items()}
    return {**lists, "stems": frozenset(_stem(word) for word in lists["words"]) - {""}}
