"""A translation held against its original, paragraph by paragraph, by what the paragraphs mean.

Both are embedded by a model that knows both languages (`languages.embedding`, the `embed` extra); the paragraphs then
go together in order, one with one, one with two or two with one, so that their likeness is greatest (dynamic
programming over bitext, as W. A. Gale and K. W. Church, "A program for aligning sentences in bilingual corpora",
Computational Linguistics 19, 1993, with likeness of meaning in place of length). A paragraph that is like none stands
alone: it may be cut, or added, and a person must look.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from variorum.collation.wording import in_one_line
from variorum.evidence import Side, Span
from variorum.quotation.texts import Body

if TYPE_CHECKING:
    from variorum.languages.embedding import Embedder

LEVEL = 0.4  # likeness under which two paragraphs are better left apart
_PARAGRAPH = re.compile(r"[^\x1c]+?(?=\n[ \t]*\n|\x1c|\Z)", re.DOTALL)
_BATCH = 32
_MOST = 36_000_000  # pairs of paragraphs: beyond it the table would not fit

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Rendering:
    """What of an original and what of a translation go together; one of them is None where nothing stands there."""

    original: Side | None
    translation: Side | None
    likeness: float


def renderings_of(
    original: Body,
    translation: Body,
    embedder: Embedder,
    *,
    watched: Callable[[int, int], None] | None = None,
) -> tuple[Rendering, ...]:
    """Every paragraph of both, in order, with its counterpart; `watched` is told how many were embedded."""
    texts = [_paragraphs(body) for body in (original, translation)]
    total = sum(map(len, texts))
    if not all(texts) or len(texts[0]) * len(texts[1]) > _MOST:
        return ()
    told = watched or _unwatched
    ours = _vectors([text for *_, text in texts[0]], embedder, lambda done: told(done, total))
    theirs = _vectors([text for *_, text in texts[1]], embedder, lambda done: told(len(texts[0]) + done, total))
    from variorum.collation.kernel import align_paragraphs

    one, two_one, one_two = ours @ theirs.T, _joined(ours) @ theirs.T, ours @ _joined(theirs).T
    found = []
    for i, down, j, right in align_paragraphs(one, two_one, one_two, np.float32(LEVEL)).tolist():
        likeness = (one if down == right else two_one if down > right else one_two)[i, j] if down and right else 0.0
        sides = _side(original, texts[0][i : i + down]), _side(translation, texts[1][j : j + right])
        found.append(Rendering(*sides, round(float(likeness), 3)))
    return tuple(found)


def _unwatched(_done: int, _total: int) -> None:
    """Nobody watches."""


def _paragraphs(body: Body) -> list[tuple[int, int, str]]:
    """Start, end and text of each paragraph that has a letter."""
    found = []
    for match in _PARAGRAPH.finditer(body.text):
        text = in_one_line(match.group())
        if any(letter.isalpha() for letter in text):
            lead = len(match.group()) - len(match.group().lstrip())
            found.append((match.start() + lead, match.end(), text))
    return found


def _vectors(texts: Sequence[str], embedder: Embedder, told: Callable[[int], None]) -> Vectors:
    rows = []
    for at in range(0, len(texts), _BATCH):
        rows.append(embedder.embed(texts[at : at + _BATCH]))
        told(min(len(texts), at + _BATCH))
    return np.vstack(rows).astype(np.float32)


def _joined(vectors: Vectors) -> Vectors:
    """For each paragraph the vector of it and the next together; the last one's is its own."""
    joined = vectors + np.vstack((vectors[1:], vectors[-1:]))
    lengths: Vectors = np.linalg.norm(joined, axis=1, keepdims=True)
    return (joined / np.maximum(lengths, 1e-9)).astype(np.float32)


def _side(body: Body, paragraphs: Sequence[tuple[int, int, str]]) -> Side | None:
    if not paragraphs:
        return None
    stretches = tuple(
        Span(segment.source, segment.page, segment.start, segment.end)
        for start, end, _ in paragraphs
        for segment in body.segments(start, end)
    )
    return Side(stretches, " ".join(text for *_, text in paragraphs)) if stretches else None
