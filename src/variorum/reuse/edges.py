"""Words at the edges of a passage: an edge inside a word goes to the nearer end of it."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+(?:[-‐'’]\w+)*")
_LONGEST = 80  # code points to either side within which the ends of a word are looked for


def word_start(text: str, offset: int) -> int:
    """The start of the word at this offset if most of it lies after it, else the start of the word that follows."""
    low, high = _word_around(text, offset)
    if 2 * offset <= low + high:
        return low
    following = _WORD.search(text, high)
    return following.start() if following else high


def word_end(text: str, offset: int) -> int:
    """The end of the word before this offset if most of it lies before it, else the end of the word that precedes."""
    low, high = _word_around(text, offset)
    if 2 * offset >= low + high:
        return high
    before = text[max(0, low - _LONGEST) : low]
    return low - len(before) + max((word.end() for word in _WORD.finditer(before)), default=len(before))


def count_words(text: str) -> int:
    """How many words there are in a text."""
    return len(_WORD.findall(text))


def _word_around(text: str, offset: int) -> tuple[int, int]:
    """Start and end of the word that this offset divides; the offset twice where it divides none."""
    if not 0 < offset < len(text) or not _is_inside(text[offset - 1]) or not _is_inside(text[offset]):
        return offset, offset
    first = max(0, offset - _LONGEST)
    for word in _WORD.finditer(text, first, offset + _LONGEST):
        if word.end() > offset:
            return (word.start(), word.end()) if word.start() < offset else (offset, offset)
    return offset, offset


def _is_inside(character: str) -> bool:
    return character.isalnum() or character in "_-‐'’" or not character.isascii()
