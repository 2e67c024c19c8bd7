"""The names that a model sees in Russian: slovnet's recogniser over navec's vectors (MIT), shipped inside natasha.

natasha itself is never imported, since its import wants packages that a fresh installation lacks; its folder of models
is found without it. Letters are levelled before the model looks, so that the spelling of before 1918, stress marks and
words divided at a line's end do not hide a name. Loading takes about a second and 60 MB.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from variorum.finding import NotFound
from variorum.languages.folding import Folded, fold
from variorum.languages.language import Recognised
from variorum.languages.pieces import pieces_of

_KINDS = {"PER": "person", "LOC": "place", "ORG": "group"}
_MODEL = "model/slovnet_ner_news_v1.tar"
_VECTORS = "emb/navec_news_v1_1B_250K_300d_100q.tar"


class _Span(Protocol):
    start: int
    stop: int
    type: str


class _Markup(Protocol):
    spans: list[_Span]


class _Recogniser(Protocol):
    def map(self, items: Sequence[str]) -> Iterator[_Markup]: ...


@cache
def _recogniser() -> _Recogniser:
    from navec import Navec
    from slovnet import NER

    package = find_spec("natasha")
    if package is None or package.origin is None:
        raise NotFound("The models for Russian names are missing: install the package natasha.")
    folder = Path(package.origin).parent / "data"
    loaded: _Recogniser = NER.load(str(folder / _MODEL)).navec(Navec.load(str(folder / _VECTORS)))
    return loaded


def names_in(texts: Sequence[str]) -> list[list[Recognised]]:
    """The names in each text. Pieces of like length go through the model together, which halves the time."""
    folded = [fold(text) for text in texts]
    pieces = [(number, start, piece) for number, one in enumerate(folded) for start, piece in pieces_of(one.text)]
    pieces.sort(key=lambda piece: len(piece[2]))
    found: list[list[Recognised]] = [[] for _ in texts]
    markups = _recogniser().map([piece for _, _, piece in pieces])
    for (number, start, _), markup in zip(pieces, markups, strict=True):
        found[number] += [_placed(span, start, folded[number]) for span in markup.spans]
    return [sorted(names, key=lambda name: name.start) for names in found]


def _placed(span: _Span, start: int, folded: Folded) -> Recognised:
    return Recognised(folded.original(span.start + start), folded.original(span.stop + start), _KINDS[span.type])
