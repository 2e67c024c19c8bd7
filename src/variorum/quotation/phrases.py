"""Words and phrases that say how something is said: hedges, denials, conditions, exceptions, reports.

The tables stand one a language in `wording/`; a phrase is found whatever its letters' case and whichever ё it has.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

LANGUAGES = ("english", "russian")
_SPACE = r"[\s\x01\x1c]+"


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, str], ...]:
    folder = files(__package__).joinpath("wording")
    return tuple(tomllib.loads(folder.joinpath(f"{name}.toml").read_text(encoding="utf-8")) for name in LANGUAGES)


@lru_cache(maxsize=16)
def pattern(kind: str) -> re.Pattern[str]:
    """What finds the phrases of a kind as whole words, the longest first; each language under a name of its own."""
    phrases = {
        " ".join(phrase.split()).replace("ё", "е")
        for table in _tables()
        for phrase in re.split(r"[,\n]", table.get(kind, ""))
        if phrase.strip()
    }
    written = "|".join(_expression(phrase) for phrase in sorted(phrases, key=lambda each: (-len(each), each)))
    return re.compile(rf"(?<![^\W_])(?:{written})(?![^\W_])", re.IGNORECASE)


def first_of(kind: str, text: str) -> re.Match[str] | None:
    """The first phrase of a kind in a text."""
    return pattern(kind).search(plain(text))


def all_of(kind: str, text: str) -> list[str]:
    """All phrases of a kind in a text, as it has them."""
    return [" ".join(text[slice(*match.span())].split()) for match in pattern(kind).finditer(plain(text))]


def plain(text: str) -> str:
    """A text with е for ё and one kind of apostrophe, of the same length."""
    return text.replace("ё", "е").replace("Ё", "Е").replace("’", "'")


@lru_cache(maxsize=8)
def words_of(kind: str) -> frozenset[str]:
    """The single words of a table in all languages."""
    return frozenset(word for table in _tables() for word in table.get(kind, "").replace("ё", "е").split())


def _expression(phrase: str) -> str:
    words = []
    for word in phrase.split():
        if word == "~":
            words.append(rf"[^\W_]+(?:{_SPACE}[^\W_]+){{0,2}}")
        else:
            words.append(re.escape(word.rstrip("*")) + (r"[^\W\d_]*" if word.endswith("*") else ""))
    return _SPACE.join(words)
