"""How pages are divided for search by meaning, and how a stretch is put to the model.

A module of its own, since vectors cost much and are made anew where this, and what it rests on, is another.
"""

from __future__ import annotations

from collections.abc import Iterator

from variorum.languages import equipment
from variorum.languages.folding import fold
from variorum.names.recognition.scripts import written_in
from variorum.record import Page

_STRETCH = 300  # characters
_LONGEST = 600  # of one sentence, which is then cut at white space


def stretches_of(page: Page, language: str) -> list[tuple[int, int]]:
    """The stretches of a page in order: whole sentences, together while they are short.

    `language` is that of the source; where it is empty, that which stands for the page's script.
    """
    found: list[tuple[int, int]] = []
    for sentence in equipment(language or written_in(page.text)).sentences(page.text):
        for start, end in _pieces(page.text, sentence.start, sentence.end):
            if found and end - found[-1][0] <= _STRETCH:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
    return found


def as_asked(text: str) -> str:
    """A stretch as the model is given it: folded as for search, in one line."""
    return " ".join(fold(text).text.split())


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        cut = max(text.rfind(" ", start + _STRETCH // 2, start + _STRETCH), text.rfind("\n", start, start + _STRETCH))
        cut = cut if cut > start else start + _STRETCH
        yield start, cut
        start = cut
    if text[start:end].strip():
        yield start, end
