"""Where a quotation that stands nowhere word for word comes nearest, and from which places it may be put together.

Seeds (runs of eight folded letters) point to windows of the body; within a window the alignment of least edit distance
is exact (Myers's bit-parallel algorithm, by edlib). What comes out is never a verdict of verbatim or marked.

A stretch of letters that is like a quotation, brought to whole words, and the same words in another order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

import edlib
import numpy as np
import numpy.typing as npt

from variorum.quotation.critical_words import words_in
from variorum.quotation.marks import PartedQuotation
from variorum.text.lettering import GRAM, Lettering, digests, fold, grams, grams_at

_WINDOWS = 4
_SCAN_LETTERS = 6_000_000
_HITS = 200_000
_RUNS = 1_000
_SPANNED = 0.75
_LEFT_OUT = 40

Bytes = npt.NDArray[np.uint8]
Hits = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class LetterWindow:
    """A stretch of the body's letters, with the share of the quotation's letters that agree with it."""

    first: int
    last: int
    likeness: float


@dataclass(frozen=True, slots=True)
class AgreeingRun:
    """A run of the quotation's letters (from `quoted`) that stands, letters folded, in the body (from `at`)."""

    quoted: int
    at: int
    length: int


def nearest_windows(wanted: Bytes, source: Lettering, *, hits: Hits | None = None) -> list[LetterWindow]:
    """The stretches of the body most like the quotation, the best first; empty where nothing is.

    `hits` are those of `hits_of`, here and below, where they were looked up already.
    """
    folded = source.folded
    if len(wanted) < 3 or not len(folded):
        return []
    hits = hits_of(wanted, source) if hits is None else hits
    windows = [
        window for region in _regions(hits, len(wanted), len(folded)) if (window := _aligned(wanted, folded, region))
    ]
    if not windows and len(wanted) < GRAM:
        places = _exactly(wanted.tobytes(), folded.tobytes(), source)
        windows = [LetterWindow(at, at + len(wanted), 1.0) for at in islice(places, _WINDOWS)]
    if not windows and len(folded) <= _SCAN_LETTERS and len(wanted) >= 8:
        window = _aligned(wanted, folded, (0, len(folded)), worst=0.4)
        windows = [window] if window else []
    return sorted(windows, key=lambda window: (-window.likeness, window.first))


def standing_words(wanted: str, source: Lettering, *, most: int) -> list[LetterWindow]:
    """Where letters stand as whole words, capitals aside: the first so many places."""
    letters, held = fold(wanted).tobytes(), source.folded.tobytes()
    return [LetterWindow(at, at + len(letters), 1.0) for at in islice(_exactly(letters, held, source), most)]


def _exactly(letters: bytes, held: bytes, source: Lettering) -> Iterator[int]:
    at = held.find(letters)
    while at >= 0:
        if source.starts_word(at) and source.starts_word(at + len(letters)):
            yield at
        at = held.find(letters, at + 1)


def nearest_beside(
    wanted: str, source: Lettering, *, low: int, high: int, least: float, after: bool
) -> LetterWindow | None:
    """The stretch most like these letters between two letters of the body, if it is at least so like.

    Of several that are equally like them, the first (`after` what stands beside it) or the last (before that); the
    very letters as whole words go before all others, and those before the same ones, capitals aside.
    """
    low, high = max(0, low), min(high, len(source))
    if high - low < len(wanted) // 2 or not wanted:
        return None
    folded = fold(wanted)
    in_full = _standing(wanted, source.letters[low:high], source, low, after=after)
    if in_full is None:
        held = source.folded[low:high].tobytes().decode("latin-1")
        in_full = _standing(folded.tobytes().decode("latin-1"), held, source, low, after=after)
    if in_full is not None:
        return LetterWindow(in_full, in_full + len(wanted), 1.0)
    return _aligned(folded, source.folded, (low, high), worst=1 - least, which=0 if after else -1)


def _standing(letters: str, held: str, source: Lettering, low: int, *, after: bool) -> int | None:
    """Where letters stand as whole words in a stretch that begins at `low`: the first or the last such place."""
    at = held.find(letters) if after else held.rfind(letters)
    while at >= 0:
        if source.starts_word(low + at) and source.starts_word(low + at + len(letters)):
            return low + at
        at = held.find(letters, at + 1) if after else held.rfind(letters, 0, at + len(letters) - 1)
    return None


def blocks_of(wanted: Bytes, source: Lettering, *, least: int = 12, hits: Hits | None = None) -> list[AgreeingRun]:
    """The longest runs of the quotation that stand in the body, no letter of the quotation twice.

    In the quotation's order.
    """
    chosen: list[AgreeingRun] = []
    taken = np.zeros(len(wanted), dtype=bool)
    for run in _runs(hits_of(wanted, source) if hits is None else hits, least):
        free = ~taken[run.quoted : run.quoted + run.length]
        if not free.any():
            continue
        start = int(np.argmax(free))
        length = int(np.argmin(free[start:])) if not free[start:].all() else len(free) - start
        if length >= least:
            chosen.append(AgreeingRun(run.quoted + start, run.at + start, length))
            taken[run.quoted + start : run.quoted + start + length] = True
    return sorted(chosen, key=lambda block: block.quoted)


def spanning_window(wanted: Bytes, source: Lettering, *, hits: Hits | None = None) -> LetterWindow | None:
    """The stretch from the first to the last of the quotation's runs, where they follow closely.

    Words were left out.
    """
    blocks = blocks_of(wanted, source, least=GRAM, hits=hits)
    covered = sum(block.length for block in blocks)
    if len(blocks) < 2 or covered < _SPANNED * len(wanted):
        return None
    first, last = blocks[0], blocks[-1]
    start, end = first.at - first.quoted, last.at + len(wanted) - last.quoted
    ordered = all(later.at >= earlier.at + earlier.length for earlier, later in pairwise(blocks))
    if not ordered or end - start > 2 * len(wanted) + _LEFT_OUT:
        return None
    return LetterWindow(max(0, start), min(len(source), end), covered / len(wanted))


def standing_cut(letters: str, source: Lettering) -> list[LetterWindow]:
    """Where these very letters stand, words or numbers cut at an edge included: for what is too short to be sought."""
    at = source.letters.find(letters) if letters else -1
    return [LetterWindow(at, at + len(letters), 1.0)] if at >= 0 else []


def hits_of(wanted: Bytes, source: Lettering) -> Hits:
    """Pairs (place in the body, place in the quotation) where eight letters agree."""
    ours = grams(wanted)
    if not len(ours) or len(source) < GRAM:
        return np.zeros((0, 2), dtype=np.int64)
    order = np.argsort(ours, kind="stable")
    table = np.zeros(1 << 16, dtype=bool)
    table[digests(ours)] = True
    maybe = np.flatnonzero(table[source.digests])
    theirs = grams_at(source.folded, maybe)
    low = np.searchsorted(ours[order], theirs, side="left")
    counts = np.searchsorted(ours[order], theirs, side="right") - low
    places = np.repeat(maybe, counts)
    offsets = np.arange(len(places)) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.stack([places, order[np.repeat(low, counts) + offsets]], axis=1)[:_HITS].astype(np.int64)


def _regions(hits: Hits, length: int, total: int) -> list[tuple[int, int]]:
    if not len(hits):
        return []
    diagonals = np.sort(hits[:, 0] - hits[:, 1])
    slack = 32 + length // 4
    breaks = np.flatnonzero(np.diff(diagonals) > slack) + 1
    firsts, ends = np.concatenate(([0], breaks)), np.concatenate((breaks, [len(diagonals)]))
    largest = np.lexsort((diagonals[firsts], firsts - ends))[:_WINDOWS]
    lows, highs = diagonals[firsts[largest]].tolist(), diagonals[ends[largest] - 1].tolist()
    return [(max(0, a - slack), min(total, b + length + slack)) for a, b in zip(lows, highs, strict=True)]


def _aligned(
    wanted: Bytes, folded: Bytes, region: tuple[int, int], *, worst: float = 0.75, which: int = 0
) -> LetterWindow | None:
    low, high = region
    result = edlib.align(
        wanted.tobytes().decode("latin-1"),
        folded[low:high].tobytes().decode("latin-1"),
        mode="HW",
        task="locations",
        k=int(len(wanted) * worst),
    )
    if result["editDistance"] < 0 or not result["locations"]:
        return None
    start, end = result["locations"][which]
    if start is None:
        start = 0
    return LetterWindow(low + start, low + end + 1, 1 - result["editDistance"] / len(wanted))


def _runs(hits: Hits, least: int) -> list[AgreeingRun]:
    """Runs of hits on one diagonal, of at least so many letters, the longest first, as many as are worth a look."""
    if not len(hits):
        return []
    diagonals = hits[:, 0] - hits[:, 1]
    order = np.lexsort((hits[:, 1], diagonals))
    hits, diagonals = hits[order], diagonals[order]
    breaks = np.flatnonzero((np.diff(diagonals) != 0) | (np.diff(hits[:, 1]) > 1)) + 1
    firsts = np.concatenate(([0], breaks))
    lasts = np.concatenate((breaks, [len(hits)])) - 1
    lengths = hits[lasts, 1] - hits[firsts, 1] + GRAM
    long = np.flatnonzero(lengths >= least)
    firsts, lengths = firsts[long], lengths[long]
    ranked = np.lexsort((hits[firsts, 1], hits[firsts, 0], -lengths))[:_RUNS]
    rows = zip(hits[firsts[ranked]].tolist(), lengths[ranked].tolist(), strict=True)
    return [AgreeingRun(quoted, at, length) for (at, quoted), length in rows]


_LEAST_WORDS = 4
_BESIDE = 3  # words beyond the edge of a window among which the quotation's own first or last word is looked for
_TELLING = 4  # letters of a word that is not found there by chance
_SAME = 0.8  # share of the quotation's words that must stand there, in whatever order


def whole_words(quotation: str, source: Lettering, window: LetterWindow) -> tuple[int, int]:
    """A window as offsets of the body: whole words.

    And those beside it up to the word with which the quotation begins or ends, where that stands near.
    """
    first, last = window.first, window.last
    while first > 0 and not source.starts_word(first):
        first -= 1
    while last < len(source) and not source.starts_word(last):
        last += 1
    words = [word.lower() for word in words_in(quotation)]
    if words and _lowered(source, _word_at(source, first)) != words[0]:
        inside = _begins_inside(source, words, first, last)
        first = inside if inside is not None else _reached(source, words[0], first, back=True)
    if words and _lowered(source, _word_at(source, last - 1)) != words[-1]:
        last = _reached(source, words[-1], last, back=False)
    return int(source.positions[first]), int(source.positions[last - 1]) + 1


def _begins_inside(source: Lettering, words: list[str], first: int, last: int) -> int | None:
    """Where the quotation's first word stands behind words at a window's head of which the quotation has none."""
    at = first
    for _ in range(_BESIDE):
        word = _word_at(source, at)
        if word is None or word[1] >= last or _lowered(source, word) in words:
            return None
        at = word[1]
        if _lowered(source, _word_at(source, at)) == words[0]:
            return at
    return None


def _reached(source: Lettering, word: str, edge: int, *, back: bool) -> int:
    """The edge moved out to a word that stands near; a short one, of which there are many, right beside it."""
    at = edge
    for _ in range(_BESIDE if len(word) >= _TELLING else 1):
        beside = _word_at(source, at - 1 if back else at)
        if beside is None:
            break
        at = beside[0] if back else beside[1]
        if _lowered(source, beside) == word:
            return at
    return edge


def beside_brackets(reading: PartedQuotation, source: Lettering, span: tuple[int, int]) -> tuple[int, int]:
    """A stretch with the words beside it that brackets at the quotation's edges may stand for, as many as they have."""
    first, last = (int(np.searchsorted(source.positions, offset)) for offset in span)
    if any(mark.kind == "omission" for mark in (*reading.before, *reading.after)):
        return span
    for mark in reading.before:
        for _ in words_in(mark.inside) if mark.kind == "bracket" else ():
            before = _word_at(source, first - 1)
            first = before[0] if before is not None else first
    for mark in reading.after:
        for _ in words_in(mark.inside) if mark.kind == "bracket" else ():
            after = _word_at(source, last)
            last = after[1] if after is not None else last
    return int(source.positions[first]), max(span[1], int(source.positions[last - 1]) + 1)


def same_words(quotation: str, source: Lettering, window: LetterWindow) -> LetterWindow | None:
    """The stretch near a window that has nearly all of the quotation's words in another order."""
    wanted = Counter(word.lower() for word in words_in(quotation))
    count = sum(wanted.values())
    if count < _LEAST_WORDS:
        return None
    reach = sum(len(word) * times for word, times in wanted.items()) + 20
    low, high = max(0, window.first - reach), min(len(source), window.last + reach)
    starts = [index for index in range(low, high) if source.starts_word(index)] + [high]
    words = [_lowered(source, pair) for pair in pairwise(starts)]
    best: tuple[int, int] = (0, 0)
    for index in range(max(1, len(words) - count + 1)):
        shared = sum((wanted & Counter(words[index : index + count])).values())
        if shared > best[0]:
            best = (shared, index)
    if best[0] < _SAME * count:
        return None
    return LetterWindow(starts[best[1]], starts[min(best[1] + count, len(starts) - 1)], best[0] / count)


def _word_at(source: Lettering, index: int) -> tuple[int, int] | None:
    if not 0 <= index < len(source):
        return None
    first, last = index, index + 1
    while first > 0 and not source.starts_word(first):
        first -= 1
    while last < len(source) and not source.starts_word(last):
        last += 1
    return first, last


def _lowered(source: Lettering, word: tuple[int, int] | None) -> str:
    if word is None:
        return ""
    text = source.text[int(source.positions[word[0]]) : int(source.positions[word[1] - 1]) + 1]
    return re.sub(r"\s+", "", text).lower()
