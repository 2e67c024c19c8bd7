"""Learns to read slovnet's signals from a folder of FactRuEval-2016: weights of `languages/ru/equipment/tagging.py`.

    python tools/learn_russian_names.py FOLDER            learns from the whole folder and writes the weights
    python tools/learn_russian_names.py FOLDER --folds 8  learns from seven eighths, eight times, and scores the rest

The folder holds NAME.txt, NAME.spans and NAME.objects (FactRuEval-2016's development set, MIT). Needs SciPy, which the
extra `bench` brings. L-BFGS on the regularised likelihood of a linear chain; about three minutes on one core.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from variorum.languages.folding import fold
from variorum.languages.ru.equipment.names import looked_at, pieces_in
from variorum.languages.ru.equipment.tagging import LABELS, Seen, Tagger, Weights, named_features, usual_kinds

TYPES = {"Person": "person", "Org": "group", "Location": "place", "LocOrg": "place"}
PARTS = {
    "person": {"name", "surname", "patronymic", "nickname"},
    "group": {"org_name"},
    "place": {"loc_name"},
}
EDGES = " «»\"„“”'.,"
OF_FEATURES, OF_SIGNALS = 1.0, 12.0  # how strongly weights are held to zero
OF_VECTORS = 0.3  # how much a unit of a word vector counts beside one of the hidden layer
STEPS = 60
SEEN_IN = 2  # documents in which a feature must stand
L = len(LABELS)
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Document:
    """A text as the model saw it, with the right labels of every word and the names of every word's features."""

    pieces: list[Seen]
    gold: list[list[int]]
    features: list[list[list[str]]]
    spans: set[tuple[int, int, str]]
    places: list[list[tuple[int, int]]]  # of every word, in the text as it is


def read(base: Path) -> Document:
    text = base.with_suffix(".txt").open(encoding="utf-8", newline="").read()
    spans = named(base, text)
    folded = fold(text)
    pieces = pieces_in([folded.text])
    seen = looked_at(pieces)
    places = [[(folded.original(start), folded.original(end)) for start, end in piece.spans] for piece in pieces]
    usual = usual_kinds(seen)
    features = [named_features(piece, kinds) for piece, kinds in zip(seen, usual, strict=True)]
    return Document(seen, [labelled(row, spans) for row in places], features, spans, places)


def named(base: Path, text: str) -> set[tuple[int, int, str]]:
    """The names of a text: from the first part to the last of each object; of two that overlap the longer."""
    parts: dict[str, tuple[str, int, int]] = {}
    for line in base.with_suffix(".spans").read_text("utf-8").splitlines():
        fields = line.split()
        if len(fields) >= 4:
            parts[fields[0]] = fields[1], int(fields[2]), int(fields[2]) + int(fields[3])
    found: set[tuple[int, int, str]] = set()
    for line in base.with_suffix(".objects").read_text("utf-8").splitlines():
        fields = line.split("#")[0].split()
        if len(fields) < 3 or fields[1] not in TYPES:
            continue
        kind = TYPES[fields[1]]
        own = [parts[number] for number in fields[2:] if number in parts]
        names = [part for part in own if part[0] in PARTS[kind]] or ([] if kind == "group" else own)
        if names:
            found.add((*trimmed(text, min(p[1] for p in names), max(p[2] for p in names)), kind))
    return apart(found)


def apart(found: Iterable[tuple[int, int, str]]) -> set[tuple[int, int, str]]:
    kept: set[tuple[int, int, str]] = set()
    last = -1
    for start, end, kind in sorted(found, key=lambda one: (one[0], -one[1])):
        if start >= last:
            kept.add((start, end, kind))
            last = end
    return kept


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    return start, end


def labelled(places: list[tuple[int, int]], spans: set[tuple[int, int, str]]) -> list[int]:
    labels: list[int] = []
    before: tuple[int, int, str] | None = None
    for start, end in places:
        over = next((one for one in spans if one[0] < end and start < one[1]), None)
        begins = over is not None and over != before
        labels.append(0 if over is None else LABELS.index(f"{'B' if begins else 'I'}-{over[2]}"))
        before = over
    return labels


# ── learning ────────────────────────────────────────────────────────────────────────────────────────────────────────


def learned(documents: Sequence[Document]) -> Weights:
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    names = vocabulary(documents)
    numbers = {name: number for number, name in enumerate(names)}
    words = [word for document in documents for piece in document.features for word in piece]
    pairs = [(row, numbers[name]) for row, word in enumerate(words) for name in set(word) if name in numbers]
    rows, columns = zip(*pairs, strict=True)
    sparse = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(words), len(names)))
    raw = np.vstack([signals(piece) for document in documents for piece in document.pieces])
    mean, spread = raw.mean(0), raw.std(0) + 1e-6
    spread[-900:] /= OF_VECTORS
    dense = (raw - mean) / spread
    gold = np.array([label for document in documents for piece in document.gold for label in piece])
    lengths = np.array([len(piece.words) for document in documents for piece in document.pieces])
    cost = likelihood(sparse, dense, lengths, gold)
    size = (len(names) + dense.shape[1] + L) * L
    result = minimize(cost, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": STEPS, "maxcor": 8})
    cuts = np.cumsum([len(names) * L, dense.shape[1] * L])
    features, of_signals, after = (part.reshape(-1, L) for part in np.split(result.x, cuts))
    return weighed(names, features, of_signals / spread[:, None], -(mean / spread) @ of_signals, after)


def weighed(names: list[str], features: Floats, of_signals: Floats, bias: Floats, after: Floats) -> Weights:
    hidden, scores, vectors = np.split(of_signals.astype(np.float32), [192, 200])
    rows = {name: row for name, row in zip(names, features.astype(np.float32), strict=True) if abs(row).max() > 0.02}
    return Weights(rows, hidden, scores, vectors, bias.astype(np.float32), after.astype(np.float32))


def vocabulary(documents: Sequence[Document]) -> list[str]:
    counts = Counter(
        name
        for document in documents
        for name in {name for piece in document.features for word in piece for name in word}
    )
    return sorted(name for name, times in counts.items() if times >= SEEN_IN)


def signals(piece: Seen) -> NDArray[np.float32]:
    """Hidden layer of the word, the one before, the one after; scores; vectors likewise."""
    around = [piece.hidden, *beside(piece.hidden), piece.scores, piece.vectors, *beside(piece.vectors)]
    return np.hstack(around)


def beside(signal: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    nothing = np.zeros((1, signal.shape[1]), np.float32)
    return np.vstack([nothing, signal[:-1]]), np.vstack([signal[1:], nothing])


def likelihood(
    sparse: Any, dense: Floats, lengths: NDArray[np.int64], gold: NDArray[np.int64]
) -> Callable[[Floats], tuple[float, Floats]]:
    """The cost of a set of weights and its gradient, by the forward-backward algorithm over all chains at once."""
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    order = np.argsort(-lengths, kind="stable")
    longest = int(lengths.max())
    steps = [starts[order][: int((lengths > step).sum())] + step for step in range(longest)]
    right = np.zeros((len(gold), L))
    right[np.arange(len(gold)), gold] = 1
    inner = np.ones(len(gold), bool)
    inner[starts + lengths - 1] = False
    inside = np.flatnonzero(inner)
    seen_after = np.zeros((L, L))
    np.add.at(seen_after, (gold[inside], gold[inside + 1]), 1)
    features = sparse.shape[1]
    cuts = np.cumsum([features * L, dense.shape[1] * L])

    def cost(weights: Floats) -> tuple[float, Floats]:
        w, v, after = (part.reshape(-1, L) for part in np.split(weights, cuts))
        scores = sparse @ w + dense @ v
        forward, backward = np.zeros_like(scores), np.zeros_like(scores)
        forward[steps[0]] = scores[steps[0]]
        for step in range(1, longest):
            before = forward[steps[step] - 1]
            forward[steps[step]] = scores[steps[step]] + summed(before[:, :, None] + after[None], 1)
        for step in range(longest - 2, -1, -1):
            now, then = steps[step][: len(steps[step + 1])], steps[step + 1]
            backward[now] = summed(after[None] + (scores[then] + backward[then])[:, None, :], 2)
        total = summed(forward[starts + lengths - 1], 1)
        each = np.repeat(total, lengths)
        error = np.exp(forward + backward - each[:, None]) - right
        follow = forward[inside][:, :, None] + after[None] + (scores[inside + 1] + backward[inside + 1])[:, None, :]
        expected = np.exp(follow - each[inside][:, None, None]).sum(0)
        value = total.sum() - (scores * right).sum() - (after * seen_after).sum()
        value += (OF_FEATURES * (w**2).sum() + OF_SIGNALS * ((v**2).sum() + (after**2).sum())) / 2
        gradient = (
            sparse.T @ error + OF_FEATURES * w,
            dense.T @ error + OF_SIGNALS * v,
            expected - seen_after + OF_SIGNALS * after,
        )
        return float(value), np.concatenate([part.ravel() for part in gradient])

    return cost


def summed(logarithms: Floats, axis: int) -> Floats:
    most = logarithms.max(axis, keepdims=True)
    total: Floats = most + np.log(np.exp(logarithms - most).sum(axis, keepdims=True))
    return total.squeeze(axis)


# ── scoring and writing ─────────────────────────────────────────────────────────────────────────────────────────────


def spans_by(weights: Weights, document: Document) -> set[tuple[int, int, str]]:
    found: set[tuple[int, int, str]] = set()
    for labels, places in zip(Tagger(weights).labels(document.pieces), document.places, strict=True):
        begun: tuple[int, str] | None = None
        last = 0
        for label, (start, end) in zip((*labels, 0), (*places, (0, 0)), strict=True):
            if begun and not LABELS[label].startswith("I-"):
                found.add((begun[0], last, begun[1]))
                begun = None
            if LABELS[label].startswith("B-"):
                begun = start, LABELS[label][2:]
            last = end
    return found


def folds(documents: Sequence[Document], number: int) -> None:
    wanted, found, right = Counter[str](), Counter[str](), Counter[str]()
    for fold_number in range(number):
        weights = learned([one for place, one in enumerate(documents) if place % number != fold_number])
        for document in documents[fold_number::number]:
            names = spans_by(weights, document)
            wanted.update(kind for _, _, kind in document.spans)
            found.update(kind for _, _, kind in names)
            right.update(kind for _, _, kind in names & document.spans)
        print(f"fold {fold_number + 1} of {number}", file=sys.stderr, flush=True)
    for kind in PARTS:
        precision, recall = right[kind] / max(1, found[kind]), right[kind] / max(1, wanted[kind])
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"{kind:7} precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")


def write(weights: Weights, path: Path) -> None:
    names = "\n".join(weights.rows).encode("utf-8")
    np.savez_compressed(
        path,
        names=np.frombuffer(names, np.uint8),
        rows=np.array(list(weights.rows.values()), np.float16),
        hidden=weights.hidden.astype(np.float16),
        scores=weights.scores.astype(np.float16),
        vectors=weights.vectors.astype(np.float16),
        bias=weights.bias,
        after=weights.after,
    )
    print(f"{path}: {len(weights.rows)} features, {path.stat().st_size} bytes")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument(
        "--to",
        type=Path,
        default=Path(__file__).parents[1] / "src" / "variorum" / "languages" / "ru" / "equipment" / "tagging.npz",
    )
    asked = parser.parse_args()
    documents = [read(path.with_suffix("")) for path in sorted(asked.folder.glob("*.txt"))]
    if asked.folds:
        folds(documents, asked.folds)
    else:
        write(learned(documents), asked.to)


if __name__ == "__main__":
    main()
