"""What is kept and what is changed between two aligned texts, in stretches as a reader would part them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from variorum.collation.aligning import Lexicon, align, align_to_columns, lexicon_of
from variorum.collation.wording import Numbers, Wording
from variorum.languages import primary

_MOVED = 7  # words: a shorter run may stand in two places by chance, unless it is a sentence
_LEAST = 2  # words of a sentence
_ENDS_ONE = re.compile(r"[.!?…]|\n\s*\n|\x1c")
_FINE, _COARSE = 4, 400  # words of a stretch that is worth another look
_FINELY = 0.6  # what a gap costs then
_SHARE = 0.5  # of the shorter side's words must agree
_ISLAND = 2  # words kept alone between two long changes read as one change


@dataclass(frozen=True, slots=True)
class AlignedBlock:
    """Words `a` up to `b` of the earlier text against words `c` up to `d` of the later: kept, or changed, or moved."""

    kind: str  # "kept", "changed" or "moved"
    a: int
    b: int
    c: int
    d: int


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: words `a` up to `b` of the earlier text, `c` to `d` of the later; `kind` as in `evidence.Change`."""

    kind: str
    a: int
    b: int
    c: int
    d: int
    note: str = ""


@dataclass(frozen=True)
class Aligned:
    """Two texts with, for each word of the earlier, the word of the later that it goes with."""

    earlier: Wording
    later: Wording
    ours: Numbers
    theirs: Numbers
    partner: Numbers

    @property
    def language(self) -> str:
        """The language of both texts; empty where nobody tells it, or where they are in two."""
        told = {primary(side.language): side.language for side in (self.earlier, self.later) if side.language}
        return next(iter(told.values())) if len(told) == 1 else ""

    @property
    def same(self) -> npt.NDArray[np.bool_]:
        """For each word of the earlier text whether the later has it in its place, spelling apart."""
        if not len(self.theirs):
            return np.zeros(len(self.ours), dtype=bool)
        same: npt.NDArray[np.bool_] = (self.partner >= 0) & (self.ours == self.theirs[self.partner])
        return same


def aligned(earlier: Wording, later: Wording) -> Aligned:
    """Align two texts."""
    lexicon, (ours, theirs) = lexicon_of((earlier, later))
    pair = Aligned(earlier, later, ours, theirs, align(ours, theirs, lexicon))
    for block in list(_stretches(pair)):
        if block.kind == "changed":
            _refine(pair, block, lexicon)
    return pair


def _refine(pair: Aligned, block: AlignedBlock, lexicon: Lexicon) -> None:
    """Look again, word for word, at a sentence that was rewritten; what agrees by chance is left as it was."""
    n, m = block.b - block.a, block.d - block.c
    if not min(n, m) >= _FINE or max(n, m) > _COARSE or max(n, m) > 4 * min(n, m):
        return
    ours, theirs = pair.ours[block.a : block.b], pair.theirs[block.c : block.d]
    turned = (m, theirs.tobytes()) < (n, ours.tobytes())
    one, other = (theirs, ours) if turned else (ours, theirs)
    found = align_to_columns(one, other[:, None], lexicon, opening=_FINELY)
    held = np.flatnonzero((found >= 0) & (one == other[found]))
    if len(held) < _SHARE * min(n, m):
        return
    pair.partner[block.a : block.b] = -1
    held = np.flatnonzero(found >= 0)
    i, j = (found[held], held) if turned else (held, found[held])
    pair.partner[block.a + i] = block.c + j


def blocks_of(pair: Aligned) -> list[AlignedBlock]:
    """Everything in the order of the earlier text: kept and changed stretches that cover both, and what was moved.

    The kept and changed blocks cover both texts without a gap, but for the words that a moved block takes out.
    """
    blocks = list(_without_islands(list(_stretches(pair))))
    return _with_moves(pair, blocks)


def _stretches(pair: Aligned) -> Iterator[AlignedBlock]:
    kept = np.flatnonzero(pair.same)
    low = under = 0
    if len(kept):
        others = pair.partner[kept]
        breaks = np.flatnonzero((np.diff(kept) != 1) | (np.diff(others) != 1)) + 1
        for piece in np.split(np.arange(len(kept)), breaks):
            i, j, length = int(kept[piece[0]]), int(others[piece[0]]), len(piece)
            if i > low or j > under:
                yield AlignedBlock("changed", low, i, under, j)
            yield AlignedBlock("kept", i, i + length, j, j + length)
            low, under = i + length, j + length
    if low < len(pair.ours) or under < len(pair.theirs):
        yield AlignedBlock("changed", low, len(pair.ours), under, len(pair.theirs))


def _without_islands(blocks: Sequence[AlignedBlock]) -> Iterator[AlignedBlock]:
    """A word or two that were kept by chance between two long changes are part of the change."""
    held: AlignedBlock | None = None
    for index, block in enumerate(blocks):
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        is_island = (
            block.kind == "kept"
            and block.b - block.a <= _ISLAND
            and held is not None
            and after is not None
            and min(_size(held), _size(after)) > 2 * (block.b - block.a) + 1
        )
        if held is not None and (block.kind == "changed" or is_island):
            held = replace(held, b=block.b, d=block.d)
        elif block.kind == "changed":
            held = block
        else:
            if held is not None:
                yield held
                held = None
            yield block
    if held is not None:
        yield held


def _size(block: AlignedBlock) -> int:
    return max(block.b - block.a, block.d - block.c)


# ── what was moved ──────────────────────────────────────────────────────────────────────────────────────────────────


def _with_moves(pair: Aligned, blocks: list[AlignedBlock]) -> list[AlignedBlock]:
    moves = _moves(pair, [block for block in blocks if block.kind == "changed"])
    if not moves:
        return blocks
    left, right = [(move.a, move.b) for move in moves], [(move.c, move.d) for move in moves]
    found: list[AlignedBlock] = []
    for block in blocks:
        if block.kind == "kept":
            found.append(block)
            continue
        before = _pieces(block.a, block.b, left)
        after = _pieces(block.c, block.d, right)
        for number in range(max(len(before), len(after))):
            a, b = before[number] if number < len(before) else (block.b, block.b)
            c, d = after[number] if number < len(after) else (block.d, block.d)
            if b > a or d > c:
                found.append(AlignedBlock("changed", a, b, c, d))
    return sorted([*found, *moves], key=lambda block: (block.a, block.c))


def _pieces(low: int, high: int, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """What is left of a stretch once others are taken out of it."""
    left, at = [], low
    for start, end in sorted(taken):
        if start >= low and end <= high:
            if start > at:
                left.append((at, start))
            at = max(at, end)
    return [*left, (at, high)] if at < high else left


def _moves(pair: Aligned, changed: Sequence[AlignedBlock]) -> list[AlignedBlock]:
    """Runs of words that are cut in one place and stand in another, the longest first, none twice.

    A sentence may be short: "Nobody came." It is moved where it is cut once and put in once.
    """
    sentences = dict(_moved_sentences(pair, changed))
    shelves: dict[bytes, list[int]] = defaultdict(list)
    for block in changed:
        for j in range(block.c, block.d - _MOVED + 1):
            shelves[pair.theirs[j : j + _MOVED].tobytes()].append(j)
    if not shelves:
        return _longest_first(sentences)
    in_earlier, in_later = _bounds(changed, "a", "b"), _bounds(changed, "c", "d")
    found = sentences
    for block in changed:
        i = block.a
        while i <= block.b - _MOVED:
            best = 0
            for j in shelves.get(pair.ours[i : i + _MOVED].tobytes(), ())[:20]:
                length = _run(pair, i, j, in_earlier[i], in_later[j])
                if length > best:
                    best, found[i, j] = length, length
            i += max(1, best)
    return _longest_first(found)


def _moved_sentences(pair: Aligned, changed: Sequence[AlignedBlock]) -> Iterator[tuple[tuple[int, int], int]]:
    """Whole sentences of two words and more that are cut in one place and put in at another: both places, length."""
    cut: dict[bytes, list[tuple[int, int]]] = defaultdict(list)
    put_in: dict[bytes, list[tuple[int, int]]] = defaultdict(list)
    for block in changed:
        for low, high in _sentences(pair.earlier, block.a, block.b):
            cut[pair.ours[low:high].tobytes()].append((low, high))
        for low, high in _sentences(pair.later, block.c, block.d):
            put_in[pair.theirs[low:high].tobytes()].append((low, high))
    for words, places in cut.items():
        others = put_in.get(words, [])
        if len(places) == len(others) == 1:
            yield (places[0][0], others[0][0]), places[0][1] - places[0][0]


def _sentences(wording: Wording, low: int, high: int) -> Iterator[tuple[int, int]]:
    """The sentences that lie wholly within a stretch and have two words or more."""
    bounds = [i for i in range(low, high + 1) if i in (0, len(wording)) or _ENDS_ONE.search(wording.between(i))]
    yield from ((first, last) for first, last in pairwise(bounds) if last - first >= _LEAST)


def _bounds(changed: Sequence[AlignedBlock], low: str, high: str) -> dict[int, int]:
    return {i: getattr(block, high) for block in changed for i in range(getattr(block, low), getattr(block, high))}


def _run(pair: Aligned, i: int, j: int, end: int, other_end: int) -> int:
    length = min(end - i, other_end - j)
    same = pair.ours[i : i + length] == pair.theirs[j : j + length]
    return length if same.all() else int(np.argmin(same))


def _longest_first(found: dict[tuple[int, int], int]) -> list[AlignedBlock]:
    moves: list[AlignedBlock] = []
    for (i, j), length in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        block = AlignedBlock("moved", i, i + length, j, j + length)
        if not any(_overlap(block, other) for other in moves):
            moves.append(block)
    return moves


def _overlap(one: AlignedBlock, other: AlignedBlock) -> bool:
    return (one.a < other.b and other.a < one.b) or (one.c < other.d and other.c < one.d)
