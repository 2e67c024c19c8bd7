"""Somebody's sentences within a note: told from titles, and searched for the reference that stands at their end.

A sentence is told by a finite verb or by a run of small words outside what it quotes. Where such a sentence ends in a
reference, that begins after a word that leads up to one (“in”, “by”, “bei”), a colon, a bracket, or as a name and year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from variorum.languages.registry import of_every_language, words_of_every_language
from variorum.text.letters import compiled

_SMALL_WORDS = compiled(r"(?:\b[\p{Ll}’']+\b\s+){6,}[\p{Ll}’']+\b")
_QUOTED = re.compile(r"[“\"«„][^”\"»“]*[”\"»“]")
SENTENCE_BREAKS = compiled(  # between a title and another that is no volume of it
    r"[\p{LatinLl})]\.\s+(?!In\b|in\b)\p{LatinLu}\p{LatinLl}*\s+\p{LatinLl}|\([^()]*\d{4}\),\s+(?!in\b|reprinted|repr)\p{LatinLl}{2,}\s"
)
_NAME = r"\p{Lu}[\w’'-]+"
_LONGEST = 400  # characters of a reference at the end of a sentence


@cache
def imprint() -> re.Pattern[str]:
    """An imprint, in brackets or bare: "(Leeds: Kiln, 1960)", «М., 1996», "Bonn 1989"."""
    return compiled(
        r"\([^()]*[^\W\d_]{3}[^()]*[,:]\s*(?:1[4-9]|20)\d\d[a-z]?\)|"
        rf"(?<![\w])(?:{_any_of('imprint-places')})\.?(?:\s?[;–—-]\s?\p{{CyrillicLu}}\w*\.?)?:?[^.;]{{0,60}},\s*(?:1[4-9]|20)\d\d|"
        r"[,.]\s+\p{LatinLu}[\w.-]+(?:\s?/\s?\p{LatinLu}[\w.-]+)*,?\s+(?:1[4-9]|20)\d\d\b(?!\s*[-–]\s*\d)"
    )


def is_sentence(text: str) -> bool:
    """Whether words are somebody's sentence rather than a title: outside what they quote."""
    plain = _QUOTED.sub("", text)
    if _SMALL_WORDS.search(plain):
        return True
    return _finite().search(plain) is not None and len(text.split()) >= 5


def has_imprint(text: str) -> bool:
    """Whether words give a place, or a publisher, and a year as a book's."""
    return imprint().search(text) is not None


def imprints_in(text: str) -> list[tuple[int, int]]:
    """Where imprints in brackets stand: each is a work's."""
    return [m.span() for m in imprint().finditer(text) if text[m.start()] == "("]


def stretches_after(text: str) -> Iterator[tuple[int, int]]:
    """The stretches at the end of a sentence, or in its brackets, that may be a reference; the longest first."""
    for match in _leads_up().finditer(text):
        if match[0].startswith("("):
            end = text.find(")", match.end())
            if end > match.end():
                yield match.end(), end
        elif len(text) - match.end() <= _LONGEST:
            yield match.end(), len(text)


@cache
def _finite() -> re.Pattern[str]:
    words = "|".join(words_of_every_language("note_signals", "finite"))
    return re.compile(rf"(?<![\w’'-])(?:{words})(?![\w’'-])|{_any_of('finite-forms')}")


@cache
def _leads_up() -> re.Pattern[str]:
    return compiled(
        r"\((?=[\p{Lu}«“„‘])|:\s+(?=[\p{Lu}«“„‘\d])|"
        rf"(?<!\w)(?:{_any_of('leads-up')})\s+(?=[\p{{Lu}}«“„‘])|"
        rf"(?:(?<=[\wß),])|(?<=[^\W\d_]{{3}}\.))\s+(?=(?:\p{{LatinLu}}\.[\s-]?){{0,3}}{_NAME},\s+[\p{{Lu}}«„‘“])|"
        rf"(?<=[\p{{LatinLl}})])\s+(?={_NAME}(?:\s?/\s?{_NAME})*\s+(?:1[4-9]|20)\d\d\b)|"
        rf"[.!?][”\"»]?\s+(?={_NAME}(?:\s?/\s?{_NAME})*\s+(?:1[4-9]|20)\d\d\b)"
    )


def _any_of(kind: str) -> str:
    return "|".join(one for table in of_every_language("note_signals").values() for one in table.get(kind, ()))
