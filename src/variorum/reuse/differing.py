"""What differs between the two sides of a borrowing, word by word."""

from __future__ import annotations

import re

_LINE_END = re.compile(r"[-‐\u00ad][ \t]*\n\s*")
_WORD = re.compile(r"\w+(?:[-‐'’]\w+)*")


def differing(one: str, other: str) -> list[tuple[str, str]]:
    """The places where the words of two texts differ: what the one has and what the other, "" where nothing stands.

    Case, hyphens at the ends of lines and what stands between words are passed over. Aligned by rapidfuzz, in the
    fewest changes of words.
    """
    from rapidfuzz.distance import Levenshtein

    one, other = _LINE_END.sub("", one), _LINE_END.sub("", other)
    ours, theirs = list(_WORD.finditer(one)), list(_WORD.finditer(other))
    changes = Levenshtein.opcodes([word[0].casefold() for word in ours], [word[0].casefold() for word in theirs])
    return [
        (
            _between(one, ours[change.src_start : change.src_end]),
            _between(other, theirs[change.dest_start : change.dest_end]),
        )
        for change in changes
        if change.tag != "equal"
    ]


def _between(text: str, words: list[re.Match[str]]) -> str:
    return text[words[0].start() : words[-1].end()] if words else ""
