"""Words of a title written short: cut off with a full stop (“Нагляд. пособие”), or by first letters alone (“КПСС”)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from variorum.manuscript.works import alike

_TOKEN = re.compile(r"[^\W_]+(?:[’'ʹ-][^\W_]+)*\.?")
_SHORTEST = 3  # letters of a word that is cut off: fewer are initials


def spelled_out(written: str, full: str) -> str:
    """A title with the words that it writes short as the full title has them, in its order; else as it stands."""
    theirs = [token.rstrip(".") for token in _TOKEN.findall(full)]
    found: list[str] = []
    at = 0
    tokens = _TOKEN.findall(written)
    for number, token in enumerate(tokens, start=1):
        word = token.rstrip(".")
        if (token.endswith(".") or number == len(tokens)) and (long := _cut_off(word, theirs, at)) is not None:
            found.append(theirs[long])
            at = long + 1
        elif len(word) >= _SHORTEST and word.isupper() and (run := _by_letters(word, theirs, at)) is not None:
            found += theirs[run : run + len(word)]
            at = run + len(word)
        else:
            found.append(word)
            at = next((n + 1 for n in range(at, len(theirs)) if alike(word.casefold(), theirs[n].casefold())), at)
    return " ".join(found)


def _cut_off(word: str, theirs: Sequence[str], at: int) -> int | None:
    """Where the word stands of which this is the beginning."""
    if len(word) < _SHORTEST:
        return None
    begins = word.casefold()
    good = [n for n in range(at, len(theirs)) if theirs[n].casefold().startswith(begins) and len(theirs[n]) > len(word)]
    return good[0] if good else None


def _by_letters(word: str, theirs: Sequence[str], at: int) -> int | None:
    """Where words stand in a row whose first letters this is."""
    letters = word.casefold()
    for start in range(at, len(theirs) - len(letters) + 1):
        if all(theirs[start + n][:1].casefold() == letter for n, letter in enumerate(letters)):
            return start
    return None
