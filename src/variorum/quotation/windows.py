"""A stretch of letters that is like a quotation, brought to whole words, and the same words in another order."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import numpy as np

from variorum.quotation.critical_words import words_in
from variorum.quotation.marks import PartedQuotation
from variorum.quotation.nearest import LetterWindow
from variorum.text.lettering import Lettering

_LEAST_WORDS = 4
_SAME = 0.8  # share of the quotation's words that must stand there, in whatever order


def whole_words(quotation: str, source: Lettering, window: LetterWindow) -> tuple[int, int]:
    """A window as offsets of the body: whole words.

    And a word more at an edge where the quotation begins or ends with it.
    """
    first, last = window.first, window.last
    while first > 0 and not source.starts_word(first):
        first -= 1
    while last < len(source) and not source.starts_word(last):
        last += 1
    words = [word.lower() for word in words_in(quotation)]
    before, after = _word_at(source, first - 1), _word_at(source, last)
    if (
        words
        and before is not None
        and _lowered(source, before) == words[0] != _lowered(source, _word_at(source, first))
    ):
        first = before[0]
    if (
        words
        and after is not None
        and _lowered(source, after) == words[-1] != _lowered(source, _word_at(source, last - 1))
    ):
        last = after[1]
    return int(source.positions[first]), int(source.positions[last - 1]) + 1


def beside_brackets(reading: PartedQuotation, source: Lettering, span: tuple[int, int]) -> tuple[int, int]:
    """A stretch with the words beside it that brackets at the quotation's edges may stand for, as many as they have."""
    first, last = (int(np.searchsorted(source.positions, offset)) for offset in span)
    if any(mark.kind == "omission" for mark in (*reading.before, *reading.after)):
        return span
    for mark in reading.before:
        for _ in words_in(mark.inside) if mark.kind == "bracket" else ():
            before = _word_at(source, first - 1)
            first = before[0] if before is not None else first
    for mark in reading.after:
        for _ in words_in(mark.inside) if mark.kind == "bracket" else ():
            after = _word_at(source, last)
            last = after[1] if after is not None else last
    return int(source.positions[first]), max(span[1], int(source.positions[last - 1]) + 1)


def same_words(quotation: str, source: Lettering, window: LetterWindow) -> LetterWindow | None:
    """The stretch near a window that has nearly all of the quotation's words in another order."""
    wanted = Counter(word.lower() for word in words_in(quotation))
    count = sum(wanted.values())
    if count < _LEAST_WORDS:
        return None
    reach = sum(len(word) * times for word, times in wanted.items()) + 20
    low, high = max(0, window.first - reach), min(len(source), window.last + reach)
    starts = [index for index in range(low, high) if source.starts_word(index)] + [high]
    words = [_lowered(source, pair) for pair in pairwise(starts)]
    best: tuple[int, int] = (0, 0)
    for index in range(max(1, len(words) - count + 1)):
        shared = sum((wanted & Counter(words[index : index + count])).values())
        if shared > best[0]:
            best = (shared, index)
    if best[0] < _SAME * count:
        return None
    return LetterWindow(starts[best[1]], starts[min(best[1] + count, len(starts) - 1)], best[0] / count)


def _word_at(source: Lettering, index: int) -> tuple[int, int] | None:
    if not 0 <= index < len(source):
        return None
    first, last = index, index + 1
    while first > 0 and not source.starts_word(first):
        first -= 1
    while last < len(source) and not source.starts_word(last):
        last += 1
    return first, last


def _lowered(source: Lettering, word: tuple[int, int] | None) -> str:
    if word is None:
        return ""
    text = source.text[int(source.positions[word[0]]) : int(source.positions[word[1] - 1]) + 1]
    return re.sub(r"\s+", "", text).lower()
