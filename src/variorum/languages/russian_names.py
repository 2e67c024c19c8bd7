"""The names that a model sees in Russian: slovnet's recogniser over navec's vectors (MIT), shipped inside natasha.

natasha itself is never imported, since its import wants packages that a fresh installation lacks; its folder of models
is found without it. Letters are levelled before the model looks, so that the spelling of before 1918, stress marks and
words divided at a line's end do not hide a name. What it sees is read by `russian_tagging`. Loading takes about a
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
from variorum.languages.folding import Folded, fold
from variorum.languages.language import Recognised
from variorum.languages.pieces import pieces_of
from variorum.languages.russian_tagging import LABELS, Seen, lemma_of, tagger

_MODEL = "model/slovnet_ner_news_v1.tar"
_VECTORS = "emb/navec_news_v1_1B_250K_300d_100q.tar"
_DIMENSIONS = 300
_TOGETHER = 16  # pieces of like length that go through the model at once


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
        raise NotFound("The models for Russian names are missing: install the package natasha.")
    folder = Path(package.origin).parent / "data"
    return NER.load(str(folder / _MODEL)).navec(Navec.load(str(folder / _VECTORS)))


def names_in(texts: Sequence[str]) -> list[list[Recognised]]:
    """The names in each text."""
    folded = [fold(text) for text in texts]
    pieces = pieces_in([one.text for one in folded])
    found: list[list[Recognised]] = [[] for _ in texts]
    of_text: dict[int, list[tuple[TextPiece, Seen]]] = {}
    for piece, seen in zip(pieces, looked_at(pieces), strict=True):
        of_text.setdefault(piece.text, []).append((piece, seen))
    for number, pairs in of_text.items():
        labels = tagger().labels([seen for _, seen in pairs])
        for (piece, _), own in zip(pairs, labels, strict=True):
            found[number] += _named(piece, own, folded[number])
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
    from slovnet.token import tokenize

    pieces: list[TextPiece] = []
    for number, text in enumerate(texts):
        for start, piece in pieces_of(text):
            tokens = list(tokenize(piece))
            if tokens:
                spans = tuple((start + token.start, start + token.stop) for token in tokens)
                pieces.append(TextPiece(number, tuple(token.text for token in tokens), spans))
    return pieces


def looked_at(pieces: Sequence[TextPiece]) -> list[Seen]:
    """What the model sees in each piece. Pieces of like length go through it together, which halves the time."""
    infer = recogniser().infer
    encode = infer.encoder.replace(batch_size=_TOGETHER) if hasattr(infer.encoder, "replace") else infer.encoder
    order = sorted(range(len(pieces)), key=lambda number: len(pieces[number].words))
    seen: list[Seen | None] = [None] * len(pieces)
    waiting = iter(order)
    for batch in encode([pieces[number].words for number in order]):
        embedded = infer.model.emb(batch.word_id, batch.shape_id)
        hidden = infer.model.encoder(embedded, batch.pad_mask)
        scores = infer.model.head(hidden)
        tags = infer.model.head.crf.decode(scores, ~batch.pad_mask)
        for row, own in enumerate(tags):
            number, length = next(waiting), len(own)
            seen[number] = Seen(
                pieces[number].words,
                np.asarray(own, np.int64),
                hidden[row, :length],
                scores[row, :length],
                embedded[row, :length, :_DIMENSIONS],
            )
    return [one for one in seen if one is not None]


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
