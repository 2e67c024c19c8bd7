"""The language in which the words under comparison are read: that of the source or the passage.

Some forty functions of this room ask what single words are (a negation, a number, the contrary of another). The
language stands for all of them from where a source is opened until it is left, so that it is passed once, and a
function that is called outside of that reads by one language for each script (`languages.read_by`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from variorum.languages.registry import of_every_language, primary

_WORD = re.compile(r"[^\W\d_]+")
_FEWEST, _SHARE = 5, 0.12  # telling words that a passage must have to be of another language than its source
_LANGUAGE: ContextVar[str] = ContextVar("language of the words compared", default="")


@contextmanager
def read_as(language: str) -> Iterator[None]:
    """Read the words of what is done within as words of this language (BCP 47; empty where nobody tells)."""
    before = _LANGUAGE.set(language)
    try:
        yield
    finally:
        _LANGUAGE.reset(before)


def language() -> str:
    """The language in which words are read here and now; empty where nobody has told."""
    return _LANGUAGE.get()


def language_of(text: str) -> str:
    """The language of a text by its commonest words, empty where too few of them tell."""
    best, most, _ = _best_of(text)
    return best if most >= 3 else ""


def _best_of(text: str) -> tuple[str, int, int]:
    """The language of which a text has most telling words, how many, and how many words there are in all.

    None where another has more than half as many.
    """
    told_by, words = _told_by(), _WORD.findall(text[:6000].lower())
    counts = Counter(code for word in words for code in told_by.get(word, ()))
    (best, most), (_, second) = (*counts.most_common(2), ("", 0), ("", 0))[:2]
    return (best, most, len(words)) if most >= 2 * second else ("", 0, len(words))


def language_within(*texts: str, source: str) -> str:
    """The language of a passage: of the first of these texts that surely is in one, else the one told of its source.

    A volume may have two. Languages that nothing here could tell are left as they were told.
    """
    if source and primary(source) not in _told():
        return source
    for text in texts:
        told, count, words = _best_of(text)
        if count >= _FEWEST and count >= _SHARE * words:
            return source if told == primary(source) else told
    return source


@cache
def _told_by() -> Mapping[str, tuple[str, ...]]:
    """The languages that each telling word is of."""
    told: dict[str, tuple[str, ...]] = {}
    for code, words in _told().items():
        for word in set(words.split()):
            told[word] = (*told.get(word, ()), code)
    return told


@cache
def _told() -> Mapping[str, str]:
    """The languages that can be told by few words, with these."""
    known = of_every_language("recognising")
    return {code: one["in-few-lines"] for code, one in known.items() if "in-few-lines" in one}
