"""The apparatus of several witnesses: where they agree, where they part, and which of them read what.

Every text is parted into the same segments (parallel segmentation, TEI Guidelines 13.2), so that each witness is whole
again when its segments are joined. What differs in spelling or punctuation only is told from what differs in substance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from variorum.collation.tabling import AlignmentTable
from variorum.collation.wording import Wording, in_one_line
from variorum.text.normalisation import readings

KINDS = ("agreed", "punctuation", "spelling", "substance")
_LEVELS = frozenset({"layout", "typography"})
_LONG, _ALIKE_LETTERS = 5, 0.7  # letters of a word, and how like its forms must be, to be one word
_LEMMA = 7  # words: a longer lemma is given by its first and last


@dataclass(frozen=True, slots=True)
class VariantReading:
    """What some witnesses have in one place: `witnesses` are their numbers, `spans` where it stands in each text."""

    witnesses: tuple[int, ...]
    text: str
    words: int
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class ApparatusSegment:
    """A place of the texts: its kind, and the readings, the first witness's first."""

    kind: str
    readings: tuple[VariantReading, ...]


def segments_of(table: AlignmentTable) -> tuple[ApparatusSegment, ...]:
    """The witnesses in parallel segments, from the first word to the last."""
    runs = list(_runs(table))
    reached = np.maximum.accumulate(table.cells, axis=1) + 1 if table.cells.size else table.cells
    bounds = [_words_of(reached, first, last) for _, first, last in runs]
    ends = [_starts_after(table, number, bounds) for number in range(len(bounds))]
    return tuple(
        _segment(table, kind, words, following)
        for (kind, _, _), words, following in zip(runs, bounds, ends, strict=True)
    )


def _runs(table: AlignmentTable) -> Iterator[tuple[str, int, int]]:
    """Columns in runs of one kind; a word in another spelling, or with another sign after it, is a run by itself.

    Where the words differ, a run ends where witnesses begin to agree that did not, or cease to agree that did; and one
    word spelt in different ways ("Trotzky", "Trotsky") is a place of its own beside words that were replaced.
    """
    kinds = np.where(table.agreeing, 0, 3).astype(np.int8)
    for column in np.flatnonzero(table.agreeing).tolist():
        kinds[column] = _difference(table, column)
    if not len(kinds):
        return
    parted = np.concatenate(([True], (np.diff(kinds) != 0) | np.isin(kinds[1:], (1, 2))))
    for column in np.flatnonzero(kinds == 3).tolist():
        if _is_one_word(table, column):
            parted[column : column + 2] = True
    parted[_regrouped(table, kinds, parted)] = True
    starts = np.flatnonzero(parted)
    for first, last in zip(starts.tolist(), [*starts[1:].tolist(), len(kinds)], strict=True):
        yield KINDS[kinds[first]], first, last


def _is_one_word(table: AlignmentTable, column: int) -> bool:
    """Whether all witnesses have a word of some length there, and all these are alike to the letter or two."""
    from rapidfuzz.distance import Levenshtein

    cells = table.cells[:, column].tolist()
    if min(cells) < 0:
        return False
    words = {wording.plain[cell] for wording, cell in zip(table.wordings, cells, strict=True)}
    first = min(words)
    return min(map(len, words)) >= _LONG and all(
        Levenshtein.normalized_similarity(first, word) >= _ALIKE_LETTERS for word in words
    )


def _regrouped(table: AlignmentTable, kinds: npt.NDArray[np.int8], parted: npt.NDArray[np.bool_]) -> list[int]:
    """The columns with differing words at which others agree than in the columns before them, run by run.

    Told as one reading, what two witnesses share ("b" in "a b", "a b c") would be lost in what they do not.
    """
    found: list[int] = []
    agreed = differed = np.zeros((len(table.ids), len(table.ids)), dtype=bool)
    for column in np.flatnonzero(kinds == 3).tolist():
        words = table.ids[:, column]
        equal = (words[:, None] == words[None, :]) & (words >= 0)[:, None]
        other = words[:, None] != words[None, :]
        if parted[column] or (agreed & other).any() or (differed & equal).any():
            agreed, differed = equal, other
            found.append(column)
        else:
            agreed, differed = agreed | equal, differed | other
    return found


def _difference(table: AlignmentTable, column: int) -> int:
    """How one and the same levelled word differs: 0 not at all, 1 in the signs after it, 2 in its spelling."""
    cells = table.cells[:, column].tolist()
    words = [wording.written(cell).replace("’", "'") for wording, cell in zip(table.wordings, cells, strict=True)]
    if any(word != words[0] for word in words[1:]):
        return 2
    joints = [wording.between(cell + 1) for wording, cell in zip(table.wordings, cells, strict=True)]
    return int(any(joint != joints[0] and not _alike(joint, joints[0]) for joint in joints[1:]))


@lru_cache(maxsize=20_000)
def _alike(one: str, other: str) -> bool:
    return bool(readings(one, _LEVELS, between="letters") & readings(other, _LEVELS, between="letters"))


def _words_of(reached: npt.NDArray[np.int32], first: int, last: int) -> list[tuple[int, int]]:
    """For each witness the words from–to that stand in these columns; `reached` counts the words up to each column."""
    before = reached[:, first - 1].tolist() if first else [0] * len(reached)
    return list(zip(before, reached[:, last - 1].tolist(), strict=True))


def _starts_after(table: AlignmentTable, number: int, bounds: Sequence[list[tuple[int, int]]]) -> list[int]:
    """For each witness where, in its text, the next segment begins."""
    ends = []
    for witness, wording in enumerate(table.wordings):
        last = bounds[number][witness][1]
        is_last = number == len(bounds) - 1 or last >= len(wording)
        ends.append(len(wording.text) if is_last else int(wording.starts[last]))
    return ends


def _segment(
    table: AlignmentTable, kind: str, words: Sequence[tuple[int, int]], ends: Sequence[int]
) -> ApparatusSegment:
    shelves: dict[str, list[int]] = {}
    texts: dict[str, str] = {}
    spans = []
    for witness, wording in enumerate(table.wordings):
        low, high = words[witness]
        start = int(wording.starts[low]) if low < len(wording) else len(wording.text)
        start = 0 if low == 0 and high > 0 else start
        end = ends[witness] if high > low else start
        spans.append((start, end))
        text = in_one_line(wording.text[start:end])
        key = "" if kind == "agreed" else _key(wording, low, high, text)
        shelves.setdefault(key, []).append(witness)
        texts.setdefault(key, text)
    found = tuple(
        VariantReading(
            tuple(shelf), texts[key], words[shelf[0]][1] - words[shelf[0]][0], tuple(spans[w] for w in shelf)
        )
        for key, shelf in shelves.items()
    )
    if kind == "substance" and len({_run_together(table, w, words) for w in range(len(words))}) == 1:
        kind = "spelling"  # "sea room" and "sea-room"
    return ApparatusSegment(kind, found)


def _run_together(table: AlignmentTable, witness: int, words: Sequence[tuple[int, int]]) -> str:
    low, high = words[witness]
    return "".join(table.wordings[witness].plain[low:high])


def _key(wording: Wording, low: int, high: int, text: str) -> str:
    """What readings must share to be one: the words as written and the signs, typography levelled."""
    if low == high:
        return ""
    pieces = [wording.written(low).replace("’", "'")]
    for index in range(low + 1, high):
        pieces += [min(readings(wording.between(index), _LEVELS, between="letters")), wording.written(index)]
    tail = text[text.rfind(wording.written(high - 1)) + len(wording.written(high - 1)) :]
    return " ".join([*pieces, min(readings(tail.strip(), _LEVELS, between="letters"))]).replace("’", "'")


def lemma(text: str) -> str:
    """A reading as an apparatus quotes it: whole, or its first and last words."""
    words = text.split()
    return text if len(words) <= _LEMMA else f"{' '.join(words[:3])} … {' '.join(words[-2:])}"
