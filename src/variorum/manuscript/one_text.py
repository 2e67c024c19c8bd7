"""Which files of a folder hold one text: reprints, copies, a chapter beside its book. They are one witness.

Pairs that may be one are told by the seeds that the folder has anyway; what they really share is then found by the
engine of `borrowings`, word by word. Two are one where at least half of the shorter stands in the longer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from variorum.evidence import Span
from variorum.manuscript.shares_remembered import RememberedShares
from variorum.quotation.texts import Texts
from variorum.record import Page

_HALF = 0.5  # of the words of the shorter
_MAY_BE = (
    0.12  # share of the shorter's seeds from which a pair is looked at; with one letter in ten wrong, 0.3 are left
)
_SAMPLED = 4  # one seed in so many is looked at
_SPREAD = 12  # texts that may share a seed
_MOST_PAIRS = 60


@dataclass(frozen=True, slots=True)
class OneText:
    """Two files that hold one text: the shorter, the longer, and the share of the shorter that stands in the longer."""

    shorter: str
    longer: str
    share: float


def one_text_among(
    texts: Texts, keys: Collection[str], *, remembered: RememberedShares | None = None
) -> tuple[OneText, ...]:
    """The pairs among these sources that hold one text, the surest first; what was found before is recalled."""
    found = []
    for a, b in _pairs(texts, keys):
        pages = {key: texts.pages(key) for key in (a, b)}
        sizes = {key: sum(len(page.text) for page in own) for key, own in pages.items()}
        shorter, longer = sorted((a, b), key=lambda key: (sizes[key], key))
        known = remembered.key(pages[shorter], pages[longer]) if remembered is not None else ""
        share = remembered.of(known) if remembered is not None else None
        if share is None:
            share = _share(shorter, longer, pages) / max(1, sizes[shorter])
            if remembered is not None:
                remembered.add(known, share)
        if share >= _HALF:
            found.append(OneText(shorter, longer, share))
    if remembered is not None:
        remembered.keep()
    return tuple(sorted(found, key=lambda one: (-one.share, one.shorter)))


def _share(shorter: str, longer: str, pages: Mapping[str, Sequence[Page]]) -> int:
    """How many characters of the shorter stand in the longer."""
    from variorum.reuse import find_borrowings

    borrowed = find_borrowings((key, pages[key]) for key in (shorter, longer))
    sides = [side for one in borrowed if one.a.source != one.b.source for side in (one.a, one.b)]
    return _covered(span for side in sides if side.source == shorter for span in side.stretches)


def first_of_each(pairs: Collection[OneText]) -> Mapping[str, str]:
    """For each source that is one with others the one that stands for them all: the longest."""
    stands: dict[str, str] = {}
    for one in sorted(pairs, key=lambda one: (one.longer, one.shorter)):
        ours, theirs = stands.get(one.shorter, one.shorter), stands.get(one.longer, one.longer)
        stands |= {one.shorter: theirs, one.longer: theirs}
        stands |= {key: theirs for key, value in stands.items() if value == ours}
    return stands


def _covered(spans: Iterable[Span]) -> int:
    """How many characters these stretches cover, those that several cover counted once."""
    total, last = 0, (0, 0)
    for span in sorted(spans, key=lambda span: (span.page, span.start)):
        start = max(span.start, last[1]) if span.page == last[0] else span.start
        total += max(0, span.end - start)
        last = (span.page, max(span.end, start))
    return total


def _pairs(texts: Texts, keys: Collection[str]) -> Iterator[tuple[str, str]]:
    """The pairs that share so many seeds that they may be one text."""
    index = texts.seeds()
    held = [segment for segment in index.segments if segment.source in keys] if index is not None else []
    kinds = [np.unique(segment.hashes[segment.hashes % _SAMPLED == 0]) for segment in held]
    if len(held) < 2:
        return
    owners = np.repeat(np.arange(len(held)), [len(own) for own in kinds])
    hashes = np.concatenate(kinds)
    order = np.argsort(hashes, kind="stable")
    hashes, owners = hashes[order], owners[order]
    _, places, counts = np.unique(hashes, return_inverse=True, return_counts=True)
    telling = counts[places] <= max(_SPREAD // 2, len(held) // 8)  # what stands in most of the texts is their language
    hashes, owners = hashes[telling], owners[telling]
    shared = np.zeros(len(held) * len(held), dtype=np.int64)
    for step in range(1, _SPREAD):
        same = hashes[:-step] == hashes[step:]
        shared += np.bincount(owners[:-step][same] * len(held) + owners[step:][same], minlength=len(shared))
    table = shared.reshape(len(held), len(held))
    shares = [
        (float(table[a, b] + table[b, a]) / max(1, min(len(kinds[a]), len(kinds[b]))), held[a].source, held[b].source)
        for a in range(len(held)) for b in range(a + 1, len(held))
    ]  # fmt: skip
    likely = sorted((one for one in shares if one[0] >= _MAY_BE), reverse=True)[:_MOST_PAIRS]
    yield from ((a, b) for _, a, b in likely)
