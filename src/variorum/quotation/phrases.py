"""Words and phrases that say how something is said: hedges, denials, conditions, exceptions, reports.

The tables are those that a language calls `wording`; a phrase is found whatever its letters'
case and whichever ё it has.
"""

from __future__ import annotations

import re
from functools import lru_cache

from variorum.languages import tables
from variorum.quotation.reading_language import language

_SPACE = r"[\s\x01\x1c]+"


def pattern(kind: str) -> re.Pattern[str]:
    """What finds the phrases of a kind in the language that is read."""
    return _pattern(kind, language())


@lru_cache(maxsize=64)
def _pattern(kind: str, spoken: str) -> re.Pattern[str]:
    """What finds the phrases of a kind as whole words, the longest first."""
    phrases = {
        " ".join(phrase.split()).replace("ё", "е")
        for table in tables("wording", spoken)
        for phrase in re.split(r"[,\n]", table.get(kind, ""))
        if phrase.strip()
    }
    if not phrases:
        return re.compile(r"(?!)")  # an empty choice would be found everywhere
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


def words_of(kind: str) -> frozenset[str]:
    """The single words of a table in the language that is read."""
    return _words_of(kind, language())


@lru_cache(maxsize=64)
def _words_of(kind: str, spoken: str) -> frozenset[str]:
    return frozenset(
        word for table in tables("wording", spoken) for word in table.get(kind, "").replace("ё", "е").split()
    )


def _expression(phrase: str) -> str:
    words = []
    for word in phrase.split():
        if word == "~":
            words.append(rf"[^\W_]+(?:{_SPACE}[^\W_]+){{0,2}}")
        else:
            words.append(re.escape(word.rstrip("*")) + (r"[^\W\d_]*" if word.endswith("*") else ""))
    return _SPACE.join(words)
