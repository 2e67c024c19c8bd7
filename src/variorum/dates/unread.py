"""What of a phrase was not read: the words that stand outside the date found in it.

A phrase read in part says nothing of the rest ("12 May, or so the clerk claims"), so the rest is told, except what
carries no meaning of its own: articles, prepositions, signs, and what the language's table lists as passed over.
"""

from __future__ import annotations

import re

from variorum.dates.lexicon import passed_over

_WORD = re.compile(r"\w+|[?~±…–—%]")
_CLOSING = re.compile(r"\s\?(?=[\])>])|\s?[(\[]\s?\?\s?[)\]]|\?")
_DOUBTED_WHOLE = re.compile(r"[\])>⟩]\s?[(\[]\s?\?\s?[)\]]")  # "[12 May] (?)"
_PAIRS = (("[", "]"), ("(", ")"), ("<", ">"), ("⟨", "⟩"))


def unread_of(phrase: str, start: int, end: int, language: str = "") -> tuple[str, ...]:
    """The stretches of a phrase outside of what was read from `start` to `end`, where they hold a word that matters."""
    told = (_told(piece, passed_over(language)) for piece in (phrase[:start], phrase[end:]))
    return tuple(piece for piece in told if piece)


def _told(piece: str, empty: frozenset[str]) -> str:
    """The piece from its first word or sign that matters to its last; empty where there is none."""
    matters = [match for match in _WORD.finditer(piece) if match[0].lower() not in empty]
    return piece[matters[0].start() : matters[-1].end()] if matters else ""


def closed_end(text: str, start: int, end: int) -> int:
    """Where a date ends with the doubt and the bracket that belong to it: "[1932?]" is read to its closing bracket."""
    if after := _DOUBTED_WHOLE.match(text, end):
        return after.end()
    end = _past_bracket(text, start, end)
    doubt = _CLOSING.match(text, end)
    if doubt and doubt[0] != "?":
        end = doubt.end() if "?" not in text[start:end] else end
    elif doubt and (text[doubt.end() : doubt.end() + 1] in ("]", ")", "")):
        end = doubt.end()
    return _past_bracket(text, start, end)


def _past_bracket(text: str, start: int, end: int) -> int:
    """Past the closing bracket that follows, if the one that it closes stands in the date."""
    for opening, closing in _PAIRS:
        if text[start:end].count(opening) > text[start:end].count(closing) and text[end : end + 1] == closing:
            end += 1
    return end


def opened_start(text: str, start: int, end: int) -> int:
    """Where a date begins with the bracket that it closes: "[12 мая] 1927 г."."""
    for opening, closing in _PAIRS:
        if start and text[start - 1] == opening and text[start:end].count(closing) > text[start:end].count(opening):
            return start - 1
    return start
