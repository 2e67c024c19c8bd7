"""Russian in Latin letters and back, by the schemes in use; the tables stand in `transliteration.toml`.

Only ISO 9 gives every letter back. The other schemes write several letters alike, so that `to_cyrillic` gives what the
scheme's own table makes likeliest; names are compared by a skeleton of both scripts (`names.skeleton`), never by it.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from variorum.finding import NotFound
from variorum.saying import say


@dataclass(frozen=True, slots=True)
class Scheme:
    """One way to write Russian in Latin letters; `rules` come before `letters`."""

    name: str
    title: str
    letters: Mapping[str, str]
    rules: tuple[tuple[re.Pattern[str], str], ...]
    back: Mapping[str, str]  # Latin → Cyrillic
    latin: re.Pattern[str]  # what `back` has, the longest first


def schemes() -> tuple[str, ...]:
    """The names of the schemes, in the order of the tables."""
    return tuple(_tables())


def scheme(name: str) -> Scheme:
    """A scheme by its name.

    Raises:
        NotFound: there is no scheme of that name.
    """
    try:
        return _tables()[name]
    except KeyError:
        known = ", ".join(_tables())
        raise NotFound(
            say("There is no scheme of transliteration “{name}”; there are {known}.", name=name, known=known)
        ) from None


def to_latin(text: str, name: str) -> str:
    """Write the Cyrillic letters of a text by a scheme; whatever else stands there stays.

    A letter that becomes several is capitalised by its first, and wholly in words all of capitals («ЩИ», "SHCHI").
    """
    using = scheme(name)
    text = unicodedata.normalize("NFC", text)
    lower = "".join(_lower(letter) for letter in text)
    parts: list[str] = []
    place = 0
    while place < len(text):
        written, length = _written(using, lower, place)
        parts.append(_cased(written, text, place) if text[place] != lower[place] else written)
        place += length
    return unicodedata.normalize("NFC", "".join(parts))


def to_cyrillic(text: str, name: str) -> str:
    """Read Latin letters by a scheme, the longest group first; whatever the scheme does not use stays."""
    using = scheme(name)
    text = unicodedata.normalize("NFC", text)
    lower = "".join(_lower(letter) for letter in text)
    parts: list[str] = []
    place = 0
    for found in using.latin.finditer(lower):
        start, cyrillic = found.start(), using.back[found[0]]
        parts += (text[place:start], _cased(cyrillic, text, start) if text[start] != lower[start] else cyrillic)
        place = found.end()
    return "".join((*parts, text[place:]))


def _written(using: Scheme, lower: str, place: int) -> tuple[str, int]:
    if lower[place] not in using.letters:
        return lower[place], 1
    for pattern, replacement in using.rules:
        if found := pattern.match(lower, place):
            return replacement, len(found[0])
    return using.letters[lower[place]], 1


def _cased(written: str, text: str, place: int) -> str:
    following = text[place + 1 : place + 2]
    before = text[place - 1 : place]
    shouted = following.isupper() or (not following.isalpha() and before.isupper())
    return written.upper() if shouted else written[:1].upper() + written[1:]


def _lower(letter: str) -> str:
    lowered = letter.lower()
    return lowered if len(lowered) == 1 else letter  # İ would become two, and offsets would move


@cache
def _tables() -> Mapping[str, Scheme]:
    with files("variorum.languages").joinpath("transliteration.toml").open("rb") as file:
        written = tomllib.load(file)
    common = written.pop("common")
    return {name: _scheme(name, table, common) for name, table in written.items()}


def _scheme(name: str, table: Mapping[str, object], common: Mapping[str, object]) -> Scheme:
    own = {letter: unicodedata.normalize("NFC", latin) for letter, latin in _letters(table.get("letters")).items()}
    letters = _letters(common["letters"]) | own
    rules = _pairs(table.get("rules"))
    last = [] if name == "iso-9" else _pairs(common.get("rules"))  # ISO 9 keeps the ъ that ends words
    compiled = tuple((re.compile(pattern), latin) for pattern, latin in [*last, *rules])
    back = _back(letters, rules)
    latin = re.compile("|".join(map(re.escape, sorted(back, key=len, reverse=True))))
    return Scheme(name, str(table["title"]), letters, compiled, back, latin)


def _back(letters: Mapping[str, str], rules: list[tuple[str, str]]) -> Mapping[str, str]:
    """The table turned round: of letters written alike the first of the alphabet of today counts."""
    turned: dict[str, str] = {}
    for letter, latin in letters.items():
        if latin:
            turned.setdefault(latin, letter)
    for pattern, latin in rules:
        core = re.sub(r"\(\?<?[=!][^()]*\)", "", pattern)
        core = re.sub(r"\[(\w)\w*\]", r"\1", core)
        if latin and core.isalpha() and len(latin) > 1:
            turned.setdefault(latin, core)
    return turned


def _letters(written: object) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in str(written or "").split())
    return {letter: latin for letter, _, latin in pairs}


def _pairs(table: object) -> list[tuple[str, str]]:
    return [(str(pair[0]), str(pair[1])) for pair in table] if isinstance(table, list) else []
