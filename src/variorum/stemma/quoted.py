"""Which letters of a page stand between quotation marks, and how deep.

Marks are paired within a paragraph. One that opens and never closes holds to the paragraph's end, since a quotation of
several paragraphs closes only in its last; one that closes and never opened holds from the paragraph's beginning, since
the quotation may have begun on the page before. A straight mark opens after a space and before none; one that never
closes is believed only where this paragraph or the next begins with one. A single mark between two letters is an
apostrophe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_PAIRS = {"«": "»", "“": "”", "„": "“”", "‹": "›", "‘": "’", "「": "」", "『": "』"}
_CLOSING = {mark for marks in _PAIRS.values() for mark in marks}
_PARAGRAPH = re.compile(r"\n[ \t\u00a0]*\n\s*")
_MARK = re.compile(r"[«»“”„‹›‘’\"「」『』]")


@dataclass(frozen=True, slots=True)
class QuotedSpans:
    """Stretches of a page between quotation marks, nested ones too: start and end of each without the marks."""

    spans: tuple[tuple[int, int], ...]

    def depth(self, start: int, end: int) -> float:
        """How deep a stretch stands in quotation marks on average: 0 outside, 1 in one pair, 2 in a pair in a pair."""
        if start >= end:
            return 0.0
        within = sum(max(0, min(end, last) - max(start, first)) for first, last in self.spans)
        return within / (end - start)


def quoted_in(text: str, paragraphs: Sequence[int] = ()) -> QuotedSpans:
    """What stands between quotation marks on a page; `paragraphs` are the offsets at which they begin."""
    bounds = sorted({0, len(text), *paragraphs, *(match.end() for match in _PARAGRAPH.finditer(text))})
    spans: list[tuple[int, int]] = []
    for start, end in pairwise(bounds):
        spans += _in_paragraph(text, start, end)
    return QuotedSpans(tuple(sorted(spans)))


def _in_paragraph(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    opened: list[tuple[str, int]] = []
    for match in _MARK.finditer(text, start, end):
        mark, at = match[0], match.start()
        if _is_apostrophe(text, at, opened):
            continue
        if mark == '"' and _opens(text, at):
            opened.append((mark, at + 1))
            continue
        closes = next((n for n in range(len(opened) - 1, -1, -1) if mark in _closing(opened[n][0])), None)
        if closes is not None:
            yield opened[closes][1], at
            del opened[closes:]
        elif mark in _PAIRS:
            opened.append((mark, at + 1))
        elif mark != "’":
            yield start, at
    for mark, first in opened:
        goes_on = mark == '"' and ('"' in text[start : start + 2] or text[end : end + 1] == '"')
        if goes_on or mark not in '‘"':
            yield first, end


def _opens(text: str, at: int) -> bool:
    """Whether a straight mark stands where one opens: with a space or a bracket before it, and none after."""
    return (at == 0 or text[at - 1] in " \t\n\u00a0([—–-«“‘'") and not text[at + 1 : at + 2].isspace()


def _closing(mark: str) -> str:
    return '"' if mark == '"' else _PAIRS[mark]


def _is_apostrophe(text: str, at: int, opened: Sequence[tuple[str, int]]) -> bool:
    if text[at] not in "‘’":
        return False
    before, after = text[at - 1 : at].isalnum(), text[at + 1 : at + 2].isalnum()
    if text[at] == "‘":
        return before
    return (before and after) or not any(mark == "‘" for mark, _ in opened)
