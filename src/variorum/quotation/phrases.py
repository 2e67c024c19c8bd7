"""Words and phrases that say how something is said: hedges, denials, conditions, exceptions, reports.

The tables are those that a language calls `wording`; a phrase is found whatever its letters'
case and whichever ё it has. Words that are such a phrase in one sense only ("save" for "except", not to save oneself)
are told by the stop before or after them, or by the turns in a table's `_in_another_sense`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from variorum.languages import tables
from variorum.quotation.reading_language import language

_SPACE = r"[\s\x01\x1c]+"
_STOP = r"[,;:.!?…—–()\"“”«»„]"
_AFTER_A_STOP = rf"(?:\A|(?<=\A\s)|(?<={_STOP})|(?<={_STOP}[\s\x01])|(?<={_STOP}[\s\x01][\s\x01]))"
_BEFORE_A_STOP = rf"(?=[\s\x01]*(?:{_STOP}|\Z))"
_A_WORD = "x"  # stands for the one before a text
_ANOTHER = "another"  # the group in which a turn stands that has the words in another sense


def phrases_in(kind: str, text: str, *, precedes: str = "") -> Iterator[re.Match[str]]:
    """The phrases of a kind in a text, in order; `precedes` is what stands before it and helps to tell their sense.

    The places of the matches are those in `precedes` and the text together.
    """
    for match in _pattern(kind, language()).finditer(plain(precedes + text)):
        if match.lastgroup != _ANOTHER and match.start() >= len(precedes):
            yield match


@lru_cache(maxsize=64)
def _pattern(kind: str, spoken: str) -> re.Pattern[str]:
    """What finds the phrases of a kind as whole words, the longest first, and the turns that are none of it."""
    phrases = _phrases(kind, spoken)
    if not phrases:
        return re.compile(r"(?!)")  # an empty choice would be found everywhere
    written = f"(?:{'|'.join(map(_expression, phrases))})"
    if turns := _phrases(f"{kind}_in_another_sense", spoken):
        written = f"(?:(?P<{_ANOTHER}>{'|'.join(map(_expression, turns))})|{written})"
    return re.compile(rf"(?<![^\W_]){written}(?![^\W_])", re.IGNORECASE)


def _phrases(kind: str, spoken: str) -> list[str]:
    found = {
        " ".join(phrase.split()).replace("ё", "е")
        for table in tables("wording", spoken)
        for phrase in re.split(r"[,\n]", table.get(kind, ""))
        if phrase.strip()
    }
    return sorted(found, key=lambda each: (-len(each), each))


def first_of(kind: str, text: str) -> re.Match[str] | None:
    """The first phrase of a kind in a text."""
    return next(phrases_in(kind, text), None)


def all_of(kind: str, text: str, *, precedes: str = "") -> list[str]:
    """All phrases of a kind in a text, as it has them."""
    whole = precedes + text
    return [" ".join(whole[slice(*match.span())].split()) for match in phrases_in(kind, text, precedes=precedes)]


def opens_with(kind: str, text: str) -> bool:
    """Whether a phrase of a kind stands at the head of a text that follows a word, before any other."""
    first = next(phrases_in(kind, text, precedes=_A_WORD), None)
    return first is not None and not any(letter.isalnum() for letter in text[: first.start() - len(_A_WORD)])


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


def tells(word: str) -> bool:
    """Whether a word belongs to a phrase of any kind in the language that is read."""
    return _telling(language()).fullmatch(plain(word)) is not None


@lru_cache(maxsize=16)
def _telling(spoken: str) -> re.Pattern[str]:
    words = {word for table in tables("wording", spoken) for word in re.split(r"[\s,|/~]+", " ".join(table.values()))}
    return re.compile("|".join(_word(word.replace("ё", "е")) for word in sorted(words) if word), re.IGNORECASE)


def _expression(phrase: str) -> str:
    words = phrase.split()
    before = _AFTER_A_STOP if words[0] == "/" else ""
    after = _BEFORE_A_STOP if words[-1] == "/" else ""
    return before + _SPACE.join(_word(word) for word in words if word != "/") + after


def _word(word: str) -> str:
    if word == "~":
        return rf"[^\W_]+(?:{_SPACE}[^\W_]+){{0,2}}"
    choice = "|".join(
        re.escape(one.rstrip("*")) + (r"[^\W\d_]*" if one.endswith("*") else "") for one in word.split("|")
    )
    return f"(?:{choice})"
