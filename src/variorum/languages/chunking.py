"""Texts cut into pieces that a model takes at once: at blank lines, and at stops where a paragraph is long."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LONG = 900  # letters: about 140 words, more context than a model's window of neighbours reaches
_BLANK = re.compile(r"[ \t]*\r?\n(?:[ \t]*\r?\n)+[ \t]*")
_STOP = re.compile(r"(?<=[^\W\d_]{3})[.!?…]+[»”\"’)\]]*\s+(?=[«“\"‘(\[—–-]*\s?[^\W\d_a-zа-яё])")


def pieces_of(text: str) -> Iterator[tuple[int, str]]:
    """The pieces of a text with the offset at which each begins; together they hold all that is no white space."""
    start = 0
    for gap in _BLANK.finditer(text):
        yield from _cut(text, start, gap.start())
        start = gap.end()
    yield from _cut(text, start, len(text))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    while end - start > _LONG:
        stops = _STOP.finditer(text, start + _LONG // 2, min(end, start + _LONG))
        last = max((stop.end() for stop in stops), default=None)
        cut = last or _at_a_space(text, start + _LONG, end)
        yield start, text[start:cut]
        start = cut
    if text[start:end].strip():
        yield start, text[start:end]


def _at_a_space(text: str, wanted: int, end: int) -> int:
    """The next white space, or a hard cut where a "word" runs on without end."""
    for place in range(wanted, min(end, wanted + 200)):
        if text[place].isspace():
            return place
    return min(end, wanted + 200)
