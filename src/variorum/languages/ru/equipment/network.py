"""slovnet's recogniser run over many pieces of text at once, its weights as they are.

slovnet pads the pieces of a batch to one length and asks for every word anew. Here the words of all pieces stand in one
row of numbers, an empty row between piece and piece, so that nothing is padded, and the first layer, which is most of
the work, is worked out once for each different word. The decoder is Viterbi's, over all pieces at once. Verdicts are
those of slovnet itself, at a fifth of its time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float32]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Signals:
    """What the network makes of the words of all pieces, one row a word, in their order."""

    tags: Places  # the verdict, as slovnet numbers it
    hidden: Numbers  # 64
    scores: Numbers  # 8
    different: Numbers  # 300, the vector of each different word
    which: Places  # of each word, which of the different ones it is


@dataclass(frozen=True, slots=True)
class _Layer:
    weights: tuple[Numbers, Numbers, Numbers]  # for the word before, the word itself, the word after: inputs × filters
    bias: Numbers
    mean: Numbers
    scale: Numbers
    shift: Numbers


class Network:
    """The network of a loaded recogniser of slovnet."""

    def __init__(self, recogniser: Any) -> None:
        infer = recogniser.infer
        self._encoder, self._model = infer.encoder, infer.model
        self._layers = [_layer(one) for one in self._model.encoder.layers]
        self._ids: dict[str, tuple[int, int]] = {}

    def signals(self, pieces: Sequence[Sequence[str]]) -> Signals:
        """What the network makes of these pieces, each a row of words and none empty."""
        words = [word for piece in pieces for word in piece]
        lengths = np.array([len(piece) for piece in pieces], np.int64)
        different: dict[tuple[int, int], int] = {}
        which = np.array([different.setdefault(self._id(word), len(different)) for word in words], np.int64)
        ids = np.array(list(different), np.int64)
        embedded = self._model.emb(ids[:, 0], ids[:, 1]).astype(np.float32, copy=False)
        rows, length = rows_of(lengths, beside=1)
        hidden = self._encoded(embedded, which, rows, length)[rows]
        scores = self._model.head.proj(hidden)
        tags = likeliest(scores, lengths, self._model.head.crf.transitions.array)
        return Signals(tags, hidden, scores, embedded[:, : self._model.emb.word.dim], which)

    def _id(self, word: str) -> tuple[int, int]:
        found = self._ids.get(word)
        if found is None:
            (one,), (other,) = self._encoder.item([word])
            if len(self._ids) > _MOST_WORDS:
                self._ids.clear()
            found = self._ids[word] = (one, other)
        return found

    def _encoded(self, embedded: Numbers, which: Places, rows: Places, length: int) -> Numbers:
        """The hidden layer: a word, the one before and the one after together, layer upon layer."""
        first, *further = self._layers
        of_row = np.full(length, -1, np.int64)  # no word
        of_row[rows] = which
        kept = np.zeros((length, 1), bool)
        kept[rows] = True
        nothing = np.zeros((1, first.bias.shape[0]), np.float32)  # what -1 leads to
        parts = [np.concatenate((embedded @ weight, nothing)) for weight in first.weights]
        signal = _activated(first, *(part[of_row] for part in parts))
        signal *= kept
        for layer in further:
            signal = _activated(layer, *(signal @ weight for weight in layer.weights))
            signal *= kept
        return signal


_MOST_WORDS = 100_000  # whose numbers are kept


def _layer(one: Any) -> _Layer:
    weight = one.conv.weight.array  # filters × inputs × 3
    before, own, after = (np.ascontiguousarray(weight[:, :, place].T) for place in range(3))
    norm = one.norm
    scale = (norm.weight.array / norm.std.array).astype(np.float32)
    return _Layer((before, own, after), one.conv.bias.array, norm.mean.array, scale, norm.bias.array)


def _activated(layer: _Layer, before: Numbers, own: Numbers, after: Numbers) -> Numbers:
    own[1:] += before[:-1]
    own[:-1] += after[1:]
    own += layer.bias
    np.maximum(own, 0, out=own)
    own -= layer.mean
    own *= layer.scale
    own += layer.shift
    return own


def rows_of(lengths: Places, *, beside: int) -> tuple[Places, int]:
    """The row of each word where so many empty ones stand before and after each piece, and how many rows there are."""
    pieces = np.repeat(np.arange(len(lengths)), lengths)
    return np.arange(len(pieces)) + (2 * pieces + 1) * beside, int(lengths.sum()) + 2 * beside * len(lengths)


def likeliest(scores: Numbers, lengths: Places, after: Numbers, first: Numbers | None = None) -> Places:
    """The likeliest label of every word, by the labels of its piece together (Viterbi, 1967).

    `scores` has a row for each word of all pieces, `after` what a label (row) adds to the score of the next (column),
    `first` what is added for a piece's first word. The pieces go through it side by side, the longest first.
    """
    labels = np.zeros(len(scores), np.int64)
    if not len(lengths):
        return labels
    order = np.argsort(-lengths, kind="stable")
    starts = (np.cumsum(lengths) - lengths)[order]
    sizes = lengths[order]
    longest = int(sizes[0])
    reaching = np.searchsorted(-sizes, -np.arange(longest), side="left")  # how many pieces have a word at each place
    best = scores[starts] + (first if first is not None else 0)
    back: list[Places] = []
    for place in range(1, longest):
        count = int(reaching[place])
        ways = best[:count, :, None] + after
        chosen = ways.argmax(1)
        back.append(chosen)
        best[:count] = np.take_along_axis(ways, chosen[:, None, :], 1)[:, 0] + scores[starts[:count] + place]
    label = best.argmax(1)
    labels[starts + sizes - 1] = label
    for place in range(longest - 1, 0, -1):
        count = int(reaching[place])
        label[:count] = back[place - 1][np.arange(count), label[:count]]
        labels[starts[:count] + place - 1] = label[:count]
    return labels
