"""Two texts aligned to the word: anchors by shingles that both have once, then what lies between, down to single words.

Anchors are runs of words that stand exactly once on either side, the longest chain of them in order (Bram Cohen's
patience diff over shingles in place of lines); the gaps between are searched again with shorter runs, and what is
small enough is aligned by dynamic programming (`kernel`). The alignment of B with A is that of A with B turned round.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from variorum.collation.wording import Numbers, Wording

_SHINGLES = (7, 4)
_SHORT_SHINGLES = (2, 1)  # only where a gap is too large for dynamic programming
_CELLS = 4_000_000
_MOST_CELLS = 40_000_000
_FUZZY_CELLS = 40_000
_ALIKE = 0.55
_OPENING = 2.0  # what a gap costs: with these weights, chosen on the Frankenstein Variorum's units C01–C12
_MIX = np.uint64(0x9E3779B97F4A7C15)

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Lexicon:
    """The different words of the texts that are aligned, by number, and what a meeting of each is worth."""

    words: tuple[str, ...]
    weights: Floats

    def likeness(self, ours: Numbers, columns: Numbers) -> Floats:
        """What the meeting of two words is worth that are spelt alike but are not one; 0 where they are not alike."""
        from rapidfuzz.distance import Levenshtein
        from rapidfuzz.process import cdist

        result = np.zeros((len(ours), len(columns)), dtype=np.float32)
        mine = [self.words[number] for number in ours]
        for place in range(columns.shape[1]):
            theirs = [self.words[number] if number >= 0 else "" for number in columns[:, place]]
            alike = cdist(mine, theirs, scorer=Levenshtein.normalized_similarity, score_cutoff=_ALIKE, dtype=np.float32)
            result = np.maximum(result, alike)
        return np.where(result > 0, result * 2.2 - 1.2, 0).astype(np.float32)


def lexicon_of(wordings: Iterable[Wording]) -> tuple[Lexicon, list[Numbers]]:
    """The lexicon of several texts, and each as numbers in it. A long word weighs more than a short one."""
    known: dict[str, int] = {}
    numbers = [
        np.array([known.setdefault(word, len(known)) for word in wording.plain], dtype=np.int32) for wording in wordings
    ]
    words = tuple(known)
    weights = np.array([0.4 + min(len(word), 8) / 10 for word in words], dtype=np.float32)
    return Lexicon(words, weights), numbers


def align(a: Numbers, b: Numbers, lexicon: Lexicon) -> Numbers:
    """For each word of `a` the word of `b` that it goes with, −1 where none; not always an equal one."""
    if (len(b), b.tobytes()) < (len(a), a.tobytes()):
        return _turned(_aligned(b, a, lexicon), len(a))
    return _aligned(a, b, lexicon)


def align_to_columns(ids: Numbers, columns: Numbers, lexicon: Lexicon, *, opening: float = _OPENING) -> Numbers:
    """The same for a short stretch of words against columns of words (`kernel.align_words`)."""
    n, m = len(ids), len(columns)
    if not n or not m:
        return np.full(n, -1, dtype=np.int32)
    if n == 1 and m == 1:
        return np.zeros(1, dtype=np.int32)
    if n * m > _MOST_CELLS:
        return np.full(n, -1, dtype=np.int32)
    from variorum.collation.kernel import align_words

    alike = lexicon.likeness(ids, columns) if n * m <= _FUZZY_CELLS else np.zeros((0, 0), dtype=np.float32)
    found: Numbers = align_words(ids, np.ascontiguousarray(columns), lexicon.weights[ids], alike, np.float32(opening))
    return found


def _turned(partner: Numbers, length: int) -> Numbers:
    turned = np.full(length, -1, dtype=np.int32)
    held = np.flatnonzero(partner >= 0)
    turned[partner[held]] = held
    return turned


def _aligned(a: Numbers, b: Numbers, lexicon: Lexicon) -> Numbers:
    partner = np.full(len(a), -1, dtype=np.int32)
    open_gaps = [(0, len(a), 0, len(b), 0)]
    while open_gaps:
        low, high, under, over, depth = open_gaps.pop()
        low, high, under, over = _trimmed(a, b, (low, high, under, over), partner)
        n, m = high - low, over - under
        if not n or not m:
            continue
        shingles = _SHINGLES if n * m <= _CELLS else (*_SHINGLES, *_SHORT_SHINGLES)
        if depth < len(shingles) and n * m > 400:
            chain = _anchors(a[low:high], b[under:over], shingles[depth])
            edges = [(low + i, under + j) for i, j in chain]
            open_gaps += _between(edges, (low, high, under, over), shingles[depth], depth + 1, partner)
            continue
        found = align_to_columns(a[low:high], b[under:over, None], lexicon)
        held = np.flatnonzero(found >= 0)
        partner[low + held] = under + found[held]
    return partner


def _trimmed(a: Numbers, b: Numbers, gap: tuple[int, int, int, int], partner: Numbers) -> tuple[int, int, int, int]:
    """A gap without the words that it begins and ends with alike, which go together."""
    low, high, under, over = gap
    length = min(high - low, over - under)
    same = a[low : low + length] == b[under : under + length]
    front = length if same.all() else int(np.argmin(same))
    partner[low : low + front] = np.arange(under, under + front)
    low, under = low + front, under + front
    length = min(high - low, over - under)
    same = a[high - length : high][::-1] == b[over - length : over][::-1]
    back = length if same.all() else int(np.argmin(same))
    partner[high - back : high] = np.arange(over - back, over)
    return low, high - back, under, over - back


def _between(
    edges: Sequence[tuple[int, int]],
    gap: tuple[int, int, int, int],
    length: int,
    depth: int,
    partner: Numbers,
) -> Iterator[tuple[int, int, int, int, int]]:
    """Put the anchors in and hand back the gaps that they leave; anchors that overlap are one longer run."""
    low, high, under, over = gap
    for i, j in edges:
        if i < low or j < under:  # it overlaps the one before: only what is new of it counts, if on the same diagonal
            if i - j != low - under:
                continue
            new = i + length - low
            if new > 0:
                partner[low : low + new] = np.arange(under, under + new)
                low, under = low + new, under + new
            continue
        if i > low or j > under:
            yield low, i, under, j, depth
        partner[i : i + length] = np.arange(j, j + length)
        low, under = i + length, j + length
    yield low, high, under, over, depth


def _anchors(a: Numbers, b: Numbers, length: int) -> list[tuple[int, int]]:
    """The longest chain, in order on both sides, of shingles that each side has exactly once."""
    ours, theirs = _once(a, length), _once(b, length)
    _, mine, other = np.intersect1d(ours[0], theirs[0], assume_unique=True, return_indices=True)
    if not len(mine):
        return []
    places = np.stack((ours[1][mine], theirs[1][other]), axis=1)
    places = places[np.argsort(places[:, 0])]
    return _longest_chain(places)


def _once(ids: Numbers, length: int) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64]]:
    """The shingles that occur once, and where."""
    if len(ids) < length:
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64)
    count = len(ids) - length + 1
    mixed = (ids.astype(np.uint64) + np.uint64(1)) * _MIX
    hashes = np.zeros(count, dtype=np.uint64)
    for shift in range(length):
        hashes = (hashes ^ (hashes >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9) + mixed[shift : shift + count]
    found, first, times = np.unique(hashes, return_index=True, return_counts=True)
    return found[times == 1], first[times == 1]


def _longest_chain(places: npt.NDArray[np.int64]) -> list[tuple[int, int]]:
    """The longest increasing subsequence by patience sorting."""
    tops: list[int] = []
    at: list[int] = []
    before: list[int] = []
    seconds = places[:, 1].tolist()
    for index, second in enumerate(seconds):
        pile = bisect_left(tops, second)
        before.append(at[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(second)
            at.append(index)
        else:
            tops[pile], at[pile] = second, index
    chain, index = [], at[-1] if at else -1
    while index >= 0:
        chain.append((int(places[index, 0]), seconds[index]))
        index = before[index]
    return chain[::-1]
