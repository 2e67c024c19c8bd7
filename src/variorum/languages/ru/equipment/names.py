"""The names that a model sees in Russian: slovnet's recogniser over navec's vectors (MIT), shipped inside natasha.

natasha itself is never imported, since its import wants packages that a fresh installation lacks; its folder of models
is found without it. Letters are levelled before the model looks, so that the spelling of before 1918, stress marks and
words divided at a line's end do not hide a name. What it sees is read by `tagging`. Loading takes about a
second and 60 MB.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from variorum.finding import NotFound
from variorum.languages.chunking import pieces_of
from variorum.languages.folding import Folded, fold
from variorum.languages.language import Recognised
from variorum.languages.one_thread import on_one_thread
from variorum.languages.ru.equipment.network import Network
from variorum.languages.ru.equipment.tagging import LABELS, Seen, lemma_of, tagger
from variorum.languages.ru.equipment.words import word_spans
from variorum.saying import say

_MODEL = "model/slovnet_ner_news_v1.tar"
_VECTORS = "emb/navec_news_v1_1B_250K_300d_100q.tar"


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A piece of a text in words: which text, and where each word begins and ends in it."""

    text: int
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


@cache
def recogniser() -> Any:
    """The model, loaded once; the type is slovnet's own."""
    from navec import Navec
    from slovnet import NER

    package = find_spec("natasha")
    if package is None or package.origin is None:
        raise NotFound(say("The models for Russian names are missing: install the package natasha."))
    folder = Path(package.origin).parent / "data"
    return NER.load(str(folder / _MODEL)).navec(Navec.load(str(folder / _VECTORS)))


@cache
def _network() -> Network:
    return Network(recogniser())


def names_in(texts: Sequence[str]) -> list[list[Recognised]]:
    """The names in each text."""
    folded = [fold(text) for text in texts]
    pieces = pieces_in([one.text for one in folded])
    found: list[list[Recognised]] = [[] for _ in texts]
    if pieces:
        words, network = [piece.words for piece in pieces], _network()
        with on_one_thread():
            labels = tagger().labelled(words, network.signals(words), texts=[piece.text for piece in pieces])
        for piece, own in zip(pieces, labels, strict=True):
            found[piece.text] += _named(piece, own, folded[piece.text])
    return [_of_one_kind(text, names) for text, names in zip(texts, found, strict=True)]


def _of_one_kind(text: str, names: list[Recognised]) -> list[Recognised]:
    """The names with those that a text has several times taken for what they mostly are in it."""
    called = [tuple(lemma_of(word) for word in text[name.start : name.end].split()) for name in names]
    counts: dict[tuple[str, ...], Counter[str]] = {}
    for words, name in zip(called, names, strict=True):
        counts.setdefault(words, Counter())[name.kind] += 1
    usual = {words: count.most_common(1)[0] for words, count in counts.items()}
    return [
        replace(name, kind=usual[words][0]) if usual[words][1] > counts[words][name.kind] else name
        for words, name in zip(called, names, strict=True)
    ]


def pieces_in(texts: Iterable[str]) -> list[TextPiece]:
    """The pieces of folded texts, in order; those without a word are left out."""
    pieces: list[TextPiece] = []
    for number, text in enumerate(texts):
        for start, piece in pieces_of(text):
            spans = tuple((start + begun, start + ended) for begun, ended in word_spans(piece))
            if spans:
                pieces.append(TextPiece(number, tuple(text[begun:ended] for begun, ended in spans), spans))
    return pieces


def looked_at(pieces: Sequence[TextPiece]) -> list[Seen]:
    """What the model sees in each piece."""
    if not pieces:
        return []
    signals = _network().signals([piece.words for piece in pieces])
    vectors = signals.different[signals.which]
    ends = np.cumsum([len(piece.words) for piece in pieces]).tolist()
    runs = [slice(end - len(piece.words), end) for end, piece in zip(ends, pieces, strict=True)]
    return [
        Seen(piece.words, signals.tags[run], signals.hidden[run], signals.scores[run], vectors[run])
        for piece, run in zip(pieces, runs, strict=True)
    ]


def _named(piece: TextPiece, labels: Sequence[int], folded: Folded) -> Iterator[Recognised]:
    begun = last = 0
    kind = ""
    for (start, end), label in zip((*piece.spans, (0, 0)), (*labels, 0), strict=True):
        if kind and not LABELS[label].startswith("I-"):
            yield Recognised(folded.original(begun), folded.original(last), kind)
            kind = ""
        if LABELS[label].startswith("B-"):
            begun, kind = start, LABELS[label][2:]
        last = end
