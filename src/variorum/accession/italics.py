"""Which words of a file are set in italics: told where they are asked for, since often nothing else marks a title.

A reader that knows how letters are set hands over its text as runs, each set in one way; where those stand in the pages
that were made of it is found again by their letters. A passage is taken as often as it stands in the runs, or not at
all, so that no roman word is said to be in italics.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from variorum.accession.reading import Italics
from variorum.record import Page

_AROUND = 8  # letters before and after the beginning of an italic passage by which it is found again
_KEYS = ((_AROUND, _AROUND), (0, 2 * _AROUND), (2 * _AROUND, 0))

_WANTED: ContextVar[bool] = ContextVar("italics", default=False)


class Run(NamedTuple):
    """Letters that are set in one way."""

    text: str
    italic: bool


@contextmanager
def italics_asked_for(asked: bool) -> Iterator[None]:
    """Whether what is read within the block is to tell its italics."""
    token = _WANTED.set(asked)
    try:
        yield
    finally:
        _WANTED.reset(token)


def italics_are_wanted() -> bool:
    """Whether the file that is being read is to tell its italics."""
    return _WANTED.get()


def italics_in(pages: Sequence[Page], runs: Sequence[Run]) -> Iterator[Italics]:
    """Where the italics of these runs stand in the pages that were made of them; what cannot be told is left out."""
    letters, passages = _passages(runs)
    if not passages:
        return
    places = [(page, at) for page in pages for at, letter in enumerate(page.text) if letter.isalnum()]
    printed = "".join(page.text[at] for page, at in places)
    starts: dict[int, int] = {}  # of a passage in the letters, to that in the printed ones
    for before, after in _KEYS:
        left = [start for start, _ in passages if start not in starts and start >= before]
        keys = {letters[start - before : start + after] for start in left}
        ours, theirs = _found(letters, keys, before + after), _found(printed, keys, before + after)
        for start in left:
            key = letters[start - before : start + after]
            if len(ours[key]) == len(theirs[key]):
                starts[start] = theirs[key][ours[key].index(start - before)] + before
    for start, end in passages:
        begun = starts.get(start, -1)
        stops = begun + end - start
        if begun >= 0 and printed[begun:stops] == letters[start:end]:
            yield from _by_page(places[begun:stops])


def _passages(runs: Sequence[Run]) -> tuple[str, list[tuple[int, int]]]:
    """The letters of all runs, and where in them passages in italics begin and end: white space alone parts none."""
    found: list[tuple[int, int]] = []
    pieces: list[str] = []
    at, goes_on = 0, False
    for text, italic in runs:
        letters = "".join(filter(str.isalnum, unicodedata.normalize("NFC", text)))
        if italic and letters:
            begun = found.pop()[0] if goes_on else at
            found.append((begun, at + len(letters)))
            goes_on = True
        elif not italic and text.strip():
            goes_on = False
        pieces.append(letters)
        at += len(letters)
    return "".join(pieces), found


def _found(text: str, keys: set[str], length: int) -> dict[str, list[int]]:
    """Where each of these keys stands in a text; those at its end are shorter than the others."""
    found: dict[str, list[int]] = defaultdict(list)
    for at in range(len(text)):
        if (piece := text[at : at + length]) in keys:
            found[piece].append(at)
    return found


def _by_page(places: Sequence[tuple[Page, int]]) -> Iterator[Italics]:
    begun = 0
    for at in range(1, len(places) + 1):
        if at == len(places) or places[at][0] is not places[begun][0]:
            yield Italics(places[begun][0].sequence, places[begun][1], places[at - 1][1] + 1)
            begun = at
