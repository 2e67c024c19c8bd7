"""An index that finds, among many millions of words, the places where a quotation may stand.

Each source has one segment, made of its pages' letters folded to one byte each (no case, accents, spaces or
punctuation, so that hyphens, line ends and most recognition noise do not matter). Every run of eight letters is one
64-bit number; a third of them, chosen by their hash, are kept, sorted, with their place. Choosing by hash (rather than
every third place) needs no agreement on where to start counting, and a wrong letter spoils only the eight runs it is
in. A quotation's runs are looked up, the rarer ones first, and places that lie on nearly one diagonal vote together.
What comes out are candidates: a verdict is only ever reached by comparing the pages themselves.

Segments are plain arrays: they can be saved to a file and mapped into memory, so that memory use stays bounded by what
is touched.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import IO

import numpy as np
import numpy.typing as npt

from variorum.record import Page
from variorum.text.lettering import SPREAD, fold, folded_letters, grams, letters_of

_KEEP = 3  # one in so many seeds is kept
_MAGIC = b"VSEED\x02\x00\x00"
_BAND = 48  # letters by which seeds of one place may drift apart
_COMMON = 64  # a seed with more places than this in one source tells nothing
_SHARE = 0.08  # share of a quotation's seeds that must agree on a place; of a text with 15 % of wrong letters, 0.27 do
_ALIGNED = 48  # candidates whose letters are aligned, where more than _CLEAR remain
_CLEAR = 4
_SCANNED = 4  # letters at least for which the sources are read through where there is no seed
_COMPARED = 16  # letters compared at once
_PLACES = 24  # places kept for each quotation in each source

Bytes = npt.NDArray[np.uint8]
Hashes = npt.NDArray[np.uint32]
Places = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class CandidatePages:
    """Pages of a source (indices from 0, both included) where a quotation may stand.

    With the number of seeds that say so.
    """

    source: str
    first: int
    last: int
    votes: int
    diagonal: int = 0
    share: float = 1.0  # of the quotation's seeds
    likeness: float = 1.0  # share of the quotation's letters that agree, where many candidates had to be weighed


@dataclass(frozen=True)
class Seeds:
    """The seeds of one source: folded letters, where each page's letters begin, and the kept seeds sorted by hash."""

    source: str
    letters: Bytes
    pages: Places
    hashes: Hashes
    places: Places

    @classmethod
    def of(cls, source: str, pages: Sequence[Page]) -> Seeds:
        """The segment of a source, made from its pages."""
        folded = [folded_letters(page.text) for page in pages]
        starts = np.cumsum([0, *(len(letters) for letters in folded)], dtype=np.int64)[:-1].astype(np.int32)
        letters = np.concatenate(folded) if folded else np.zeros(0, dtype=np.uint8)
        hashes, places = _seeds(letters)
        order = np.argsort(hashes, kind="stable")
        return cls(source, letters, starts, hashes[order], places[order])

    def save(self, path: Path) -> None:
        """Write the segment beside its final place and move it there.

        So that a reader sees the old or the new one whole.
        """
        beside = path.with_name(f"{path.name}.{os.getpid()}.new")
        try:
            with beside.open("wb") as file:
                name = self.source.encode("utf-8")
                sizes = np.array([len(name), len(self.letters), len(self.pages), len(self.hashes)], dtype="<i8")
                file.write(_MAGIC + sizes.tobytes())
                for block in (
                    name,
                    self.pages.astype("<i4"),
                    self.hashes.astype("<u4"),
                    self.places.astype("<i4"),
                    self.letters,
                ):
                    _write_aligned(file, block if isinstance(block, bytes) else block.tobytes())
            beside.replace(path)
        except OSError:
            with suppress(OSError):
                beside.unlink(missing_ok=True)  # a disk without room keeps no half of it
            raise

    @classmethod
    def load(cls, path: Path) -> Seeds:
        """Map a saved segment into memory. Raises ValueError where the file is none or is cut short."""
        mapped = np.memmap(path, dtype=np.uint8, mode="r") if path.stat().st_size else np.zeros(0, dtype=np.uint8)
        raw = np.asarray(mapped)  # the same memory, without the cost of a subclass at every look-up
        head = len(_MAGIC) + 32
        if len(raw) < head or raw[: len(_MAGIC)].tobytes() != _MAGIC:
            raise ValueError(f"{path.name} is not a segment of seeds")
        sizes = [int(size) for size in raw[len(_MAGIC) : head].view("<i8")]
        widths = [sizes[0], sizes[2] * 4, sizes[3] * 4, sizes[3] * 4, sizes[1]]
        blocks, at = [], head
        for width in widths:
            blocks.append(raw[at : at + width])
            at += width + -width % 8
        if min(sizes) < 0 or len(blocks[-1]) != sizes[1] or at > len(raw):
            raise ValueError(f"{path.name} is cut short")
        name, pages, hashes, places, letters = blocks
        return cls(name.tobytes().decode("utf-8"), letters, pages.view("<i4"), hashes.view("<u4"), places.view("<i4"))

    def page_of(self, letter: int) -> int:
        """Index of the page that holds this letter."""
        return max(0, int(np.searchsorted(self.pages, letter, side="right")) - 1)

    def pages_of(self, letters: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """The same for many letters at once."""
        return np.maximum(0, np.searchsorted(self.pages, letters, side="right") - 1)

    def occurrences(self, letters: Bytes, *, limit: int = 64) -> list[int]:
        """Where these folded letters stand exactly, by a plain scan: for what is too short to have seeds."""
        wanted, held = letters.tobytes(), self.letters.tobytes()
        found: list[int] = []
        at = held.find(wanted) if wanted else -1
        while at >= 0 and len(found) < limit:
            found.append(at)
            at = held.find(wanted, at + 1)
        return found

    def standing(self, letters: Bytes, places: Places) -> list[int]:
        """Those of these places where the very letters stand."""
        inside = places[(places >= 0) & (places <= len(self.letters) - len(letters))]
        for at in range(0, len(letters), _COMPARED):  # most places fall away at the first letters
            part = letters[at : at + _COMPARED]
            inside = inside[(self.letters[inside[:, None] + np.arange(at, at + len(part))] == part).all(axis=1)]
        found: list[int] = np.sort(inside).tolist()
        return found


@dataclass(frozen=True)
class SeedIndex:
    """The segments of all sources, asked together."""

    segments: tuple[Seeds, ...]

    @property
    def size(self) -> int:
        """How many letters the index covers."""
        return sum(len(segment.letters) for segment in self.segments)

    def candidates(self, quotation: str, *, limit: int = 8) -> tuple[CandidatePages, ...]:
        """Where a quotation may stand, the likeliest first."""
        letters = fold(letters_of(quotation).letters)
        return self.candidates_of([letters], limit=limit)[0]

    def candidates_of(self, quotations: Sequence[Bytes], *, limit: int = 8) -> list[tuple[CandidatePages, ...]]:
        """The same for many quotations at once (as folded letters), which is several times faster for thousands.

        Where the very letters of a quotation stand is never missing, up to four times `limit` of such places.
        """
        asked = _QuerySeeds.of(quotations)
        most = np.zeros(len(quotations), dtype=np.int64)
        voted = [_votes(segment, asked, most) for segment in self.segments]
        likely = _likeliest(self.segments, voted, asked, most)
        standing = self._standing(quotations, asked, 4 * limit)
        found = list[tuple[CandidatePages, ...]]()
        for those, there, letters in zip(likely, standing, quotations, strict=True):
            weighed = self._weighed(those, letters, limit)
            most_votes = max((one.votes for one in those), default=1)
            first = [replace(one, votes=max(one.votes, most_votes)) for one in there]
            held = {(one.source, one.first, one.last) for one in first}
            rest = [one for one in weighed if (one.source, one.first, one.last) not in held]
            found.append((*first, *rest[: max(0, limit - len(first))]))
        return found

    def _standing(self, quotations: Sequence[Bytes], asked: _QuerySeeds, limit: int) -> list[list[CandidatePages]]:
        """Where the very letters of each quotation stand: by its rarest seed, or by a plain scan where it has none."""
        lows = [np.searchsorted(segment.hashes, asked.hashes, side="left") for segment in self.segments]
        highs = [np.searchsorted(segment.hashes, asked.hashes, side="right") for segment in self.segments]
        total = sum((high - low for low, high in zip(lows, highs, strict=True)), np.zeros(len(asked.hashes), np.int64))
        rarest = dict[int, int]()
        for number in np.lexsort((-total, asked.owners)).tolist():  # the last of an owner's is the rarest
            rarest[int(asked.owners[number])] = number
        found: list[list[CandidatePages]] = []
        for owner, letters in enumerate(quotations):
            number = rarest.get(owner)
            if number is None:
                found.append(list(islice(self._scan(letters), limit)) if len(letters) >= _SCANNED else [])
                continue
            places = (
                (segment, at)
                for segment, low, high in zip(self.segments, lows, highs, strict=True)
                if high[number] > low[number]
                for at in segment.standing(letters, segment.places[low[number] : high[number]] - asked.places[number])
            )
            count = int(asked.counts[owner])
            found.append([_standing_at(segment, at, len(letters), count) for segment, at in islice(places, limit)])
        return found

    def _weighed(self, found: list[CandidatePages], letters: Bytes, limit: int) -> list[CandidatePages]:
        """The likeliest candidates; where seeds do not single a few out, those whose letters align best."""
        ranked = sorted(found, key=_rank)
        ranked = [candidate for candidate in ranked[:_ALIGNED] if candidate.votes * 4 >= ranked[0].votes]
        if len(ranked) > _CLEAR:
            ranked = sorted(
                (self._aligned(candidate, letters) for candidate in ranked), key=lambda c: (-c.likeness, *_rank(c))
            )
        return ranked[:limit]

    def _aligned(self, candidate: CandidatePages, letters: Bytes) -> CandidatePages:
        import edlib

        segment = self._by_source[candidate.source]
        low, high = max(0, candidate.diagonal - _BAND), candidate.diagonal + len(letters) + _BAND
        there = segment.letters[low:high].tobytes().decode("latin-1")
        result = edlib.align(letters.tobytes().decode("latin-1"), there, mode="HW", task="distance")
        return replace(candidate, likeness=1 - result["editDistance"] / max(1, len(letters)))

    @cached_property
    def _by_source(self) -> dict[str, Seeds]:
        return {segment.source: segment for segment in self.segments}

    def _scan(self, letters: Bytes) -> Iterable[CandidatePages]:
        for segment in self.segments:
            for at in segment.occurrences(letters, limit=8):
                yield _standing_at(segment, at, len(letters), 1)


def _standing_at(segment: Seeds, at: int, length: int, votes: int) -> CandidatePages:
    return CandidatePages(segment.source, segment.page_of(at), segment.page_of(at + length - 1), votes, at)


def _rank(candidate: CandidatePages) -> tuple[int, str, int]:
    return (-candidate.votes, candidate.source, candidate.first)


def _seeds(letters: Bytes) -> tuple[Hashes, Places]:
    mixed = grams(letters) * SPREAD
    hashes = (mixed >> np.uint64(32)).astype(np.uint32)
    kept = np.flatnonzero((mixed >> np.uint64(8)) % np.uint64(_KEEP) == 0).astype(np.int32)
    return hashes[kept], kept


@dataclass(frozen=True)
class _QuerySeeds:
    """The seeds of many quotations, sorted by hash (which keeps look-ups close together).

    With the votes that each needs.
    """

    hashes: Hashes
    places: Places
    owners: Places
    lengths: npt.NDArray[np.int64]
    counts: npt.NDArray[np.int64]
    needed: npt.NDArray[np.int64]

    @classmethod
    def of(cls, quotations: Sequence[Bytes]) -> _QuerySeeds:
        parts = [_seeds(letters) for letters in quotations]
        counts = np.array([len(hashes) for hashes, _ in parts], dtype=np.int64)
        owners = np.repeat(np.arange(len(parts), dtype=np.int32), counts)
        hashes = np.concatenate([h for h, _ in parts]) if parts else np.zeros(0, np.uint32)
        places = np.concatenate([p for _, p in parts]) if parts else np.zeros(0, np.int32)
        order = np.argsort(hashes, kind="stable")
        lengths = np.array([len(letters) for letters in quotations], dtype=np.int64)
        return cls(
            hashes[order],
            places[order],
            owners[order],
            lengths,
            counts,
            np.maximum(1, (counts * _SHARE).astype(np.int64)),
        )


_BITS = 40  # of a diagonal, in a number that holds whose it is too: a text of half a billion letters
_Voted = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]


def _votes(segment: Seeds, asked: _QuerySeeds, most: npt.NDArray[np.int64]) -> _Voted:
    """The places of one source for which seeds of a quotation speak: whose, the diagonal, and how many.

    They are ordered by quotation, those with the most votes first. `most` holds, for each quotation, the votes of its
    best place so far, and is brought up to date: a place with less than a quarter of them is passed over.
    """
    whose, diagonals, votes = _bands(segment, asked)
    np.maximum.at(most, whose, votes)
    chosen = np.flatnonzero((votes >= asked.needed[whose]) & (votes * 4 >= most[whose]))
    chosen = chosen[np.lexsort((-votes[chosen], whose[chosen]))]
    chosen = chosen[_place_within(whose[chosen]) < _PLACES]
    return whose[chosen], diagonals[chosen], votes[chosen]


def _place_within(whose: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Of each in an ordered row of owners, how many of the same owner stand before it."""
    firsts = np.flatnonzero(np.concatenate(([True], whose[1:] != whose[:-1]))) if len(whose) else whose
    return np.arange(len(whose)) - np.repeat(firsts, np.diff(np.concatenate((firsts, [len(whose)]))))


def _likeliest(
    segments: Sequence[Seeds], voted: Sequence[_Voted], asked: _QuerySeeds, most: npt.NDArray[np.int64]
) -> list[list[CandidatePages]]:
    """For each quotation the places of all sources with the most votes, as `_rank` orders them."""
    found: list[list[CandidatePages]] = [[] for _ in asked.counts]
    if not segments:
        return found
    whose, diagonals, votes = (np.concatenate(columns) for columns in zip(*voted, strict=True))
    where = np.repeat(np.arange(len(segments)), [len(owners) for owners, _, _ in voted])
    first = np.concatenate([
        segment.pages_of(np.maximum(0, lines)) for segment, (_, lines, _) in zip(segments, voted, strict=True)
    ])  # fmt: skip
    names = {name: place for place, name in enumerate(sorted(segment.source for segment in segments))}
    named = np.array([names[segment.source] for segment in segments])[where]
    order = np.lexsort((first, named, -votes, whose))
    order = order[(votes * 4 >= most[whose])[order]]
    order = order[_place_within(whose[order]) < _ALIGNED]
    shares = votes / np.maximum(1, asked.counts[whose])
    columns = (column[order].tolist() for column in (whose, where, first, diagonals, votes, shares))
    for owner, number, low, diagonal, count, share in zip(*columns, strict=True):
        segment = segments[number]
        high = segment.page_of(min(len(segment.letters) - 1, diagonal + int(asked.lengths[owner])))
        found[owner].append(CandidatePages(segment.source, low, high, count, diagonal, share))
    return found


def _bands(
    segment: Seeds, asked: _QuerySeeds
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Seeds that lie on nearly one diagonal: the quotation that they are of, the diagonal, and how many they are."""
    low = np.searchsorted(segment.hashes, asked.hashes, side="left")
    high = np.searchsorted(segment.hashes, asked.hashes, side="right")
    counts = high - low
    hit = np.flatnonzero((counts > 0) & (counts <= _COMMON))
    if not len(hit):
        nothing = np.zeros(0, dtype=np.int64)
        return nothing, nothing, nothing
    counts = counts[hit]
    starts = np.cumsum(counts) - counts
    spread = np.repeat(low[hit] - starts, counts) + np.arange(int(counts.sum()))
    diagonals = segment.places[spread].astype(np.int64) - np.repeat(asked.places[hit], counts)
    whose = np.repeat(asked.owners[hit], counts).astype(np.int64)
    keys = (whose << _BITS) + (
        diagonals + (1 << (_BITS - 1))
    )  # one number for both sorts several times faster than two
    keys.sort()
    whose, diagonals = keys >> _BITS, (keys & ((1 << _BITS) - 1)) - (1 << (_BITS - 1))
    breaks = np.flatnonzero((np.diff(diagonals) > _BAND) | (np.diff(whose) != 0)) + 1
    firsts = np.concatenate(([0], breaks))
    return whose[firsts], diagonals[firsts], np.diff(np.concatenate((firsts, [len(diagonals)])))


def _write_aligned(file: IO[bytes], block: bytes) -> None:
    file.write(block + b"\0" * (-len(block) % 8))
