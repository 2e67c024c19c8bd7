"""The words of a text as a reader would see them, whatever disguise they stand in, each with its place.

Entities (`&#1045;`), percent signs of addresses, backslashes and emphasis within a word, soft hyphens, invisible
characters, stress marks, words broken over a line's end, letters set apart by blanks: all of it is seen through, as a
browser, a search engine or an eye would see through it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

from variorum.text.scripts import CYRILLIC
from variorum.text.unseen_signs import UNSEEN_CLASS

_WORD = re.compile(r"[^\W_]+")
_OLD = str.maketrans({"ё": "е", "ѣ": "е", "і": "и", "ѳ": "ф", "ѵ": "и"})
_DISGUISES = re.compile(
    r"(?P<entity>&\#?\w{1,31};)"
    r"|(?P<percent>(?:%[0-9A-Fa-f]{2})+)"
    r"|(?P<marked>[^\W\d_][\u0300-\u036f\u0483-\u0487]+)"
    rf"|(?P<gone>[{UNSEEN_CLASS}\u0300-\u036f])"
    r"|(?P<within>(?<=\w)(?:[*~`\\]+|</?\w[^<>\n]{0,60}>)(?=\w))"
    r"|(?P<broken>(?<=[^\W\d_])[-\u2010\u2011¬][ \t]*\r?\n[ \t>]*(?=[^\W\d_]))"
    r"|(?P<spaced>(?<![\w])(?:[^\W\d_][ \u00a0\u2009\u202f]){3,}[^\W\d_](?![\w]))"
)
_MAY_HIDE = re.compile(
    rf"[&%*~`\\<{UNSEEN_CLASS}\u0300-\u036f\u0483-\u0487]"
    r"|[-\u2010\u2011¬][ \t]*\r?\n|(?<!\w)\w[ \u00a0\u2009\u202f]\w[ \u00a0\u2009\u202f]\w[ \u00a0\u2009\u202f]\w(?!\w)"
)
_LOOKALIKES = str.maketrans("aceopxyisjbhkmtrn", "асеорхуіѕјвнкмтгп")  # of small letters or of capitals
_LATIN = re.compile("[a-z]")
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class DisguisedWord:
    """One word as it stands, and the stretch of the text that it takes up, disguise included."""

    text: str
    start: int
    end: int


def words_of(text: str) -> list[DisguisedWord]:
    """The words of a text in order; where something may be hidden in it, of the text seen through."""
    if _MAY_HIDE.search(text) is None:
        return [DisguisedWord(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]
    seen, places = _seen_through(text)
    for _ in range(_DEEPEST):  # a disguise may hide another: “&amp;#1045;”
        if _MAY_HIDE.search(seen) is None:
            break
        again, within = _seen_through(seen)
        if again == seen:
            break
        seen, places = again, [(places[a][0], places[b - 1][1]) for a, b in within]
    return [DisguisedWord(m[0], places[m.start()][0], places[m.end() - 1][1]) for m in _WORD.finditer(seen)]


def ways_to_read(text: str) -> Iterator[list[DisguisedWord]]:
    """The words as they stand, and, where that differs, those of the text seen through: a secret may lie in either."""
    plain = [DisguisedWord(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]
    yield plain
    if _MAY_HIDE.search(text) is not None:
        through = words_of(text)
        if through != plain:
            yield through


@lru_cache(maxsize=200_000)
def levelled(word: str) -> str:
    """A word without case, old spelling and lookalikes of the other script: equal where a reader reads the same."""
    plain = unicodedata.normalize("NFKC", word).casefold()
    if CYRILLIC.search(plain) and _LATIN.search(plain):
        plain = plain.translate(_LOOKALIKES)
    plain = plain.translate(_OLD)
    return plain[:-1] if plain.endswith("ъ") and len(plain) > 1 else plain


def _seen_through(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its disguises, and for each of its characters the stretch that it stands for."""
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    at = 0
    for match in _DISGUISES.finditer(text):
        letters += text[at : match.start()]
        places += ((i, i + 1) for i in range(at, match.start()))
        shown = _shown(match)
        letters += shown
        places += [match.span()] * len(shown)
        at = match.end()
    letters += text[at:]
    places += ((i, i + 1) for i in range(at, len(text)))
    return "".join(letters), places


def _shown(match: re.Match[str]) -> str:
    """What a disguise shows."""
    kind, what = match.lastgroup, match[0]
    if kind == "entity":
        return unescape(what)
    if kind == "percent":
        return unquote(what, errors="ignore")
    if kind == "marked":
        return unicodedata.normalize("NFC", what)[0]
    if kind == "spaced":
        return re.sub(r"\s", "", what)
    return ""
