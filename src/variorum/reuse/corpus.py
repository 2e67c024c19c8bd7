"""The letters of many sources laid end to end: what is searched for passages that recur."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from variorum.finding import Refused
from variorum.record import Page
from variorum.saying import say
from variorum.text.lettering import folded_letters
from variorum.text.seeds import Seeds

Letters = npt.NDArray[np.uint8]
Starts = npt.NDArray[np.int64]

MARGIN = 64  # zeros before the first and after the last source, so that windows may look beyond
_MOST = (1 << 32) - 1


@dataclass(frozen=True)
class SourceLetters:
    """The folded letters of one source, and where those of each of its pages begin."""

    source: str
    letters: Letters
    pages: Starts

    @classmethod
    def of(cls, source: str, pages: Iterable[Page]) -> SourceLetters:
        """The segment of a source, made from its pages."""
        folded = [folded_letters(page.text) for page in pages]
        starts = np.cumsum([0, *(len(letters) for letters in folded)], dtype=np.int64)[:-1]
        return cls(source, np.concatenate(folded) if folded else np.zeros(0, np.uint8), starts)

    @classmethod
    def from_seeds(cls, seeds: Seeds) -> SourceLetters:
        """The same, as the index that quotations are looked up in keeps it."""
        return cls(seeds.source, seeds.letters, seeds.pages.astype(np.int64))


@dataclass(frozen=True)
class Corpus:
    """The letters of all sources, each followed by a zero; `starts[n]` is where source number n begins.

    `starts` has one entry more than there are sources: where another would begin. `pages[n]` are the places at which
    the pages of source number n begin.
    """

    keys: tuple[str, ...]
    letters: Letters
    starts: Starts
    pages: tuple[Starts, ...]

    @classmethod
    def of(cls, segments: Iterable[SourceLetters]) -> Corpus:
        """The segments in the order of their keys. Raises `Refused` where two have one key."""
        ordered = sorted(segments, key=lambda segment: segment.source)
        refuse_equal_keys([segment.source for segment in ordered])
        sizes = [len(segment.letters) + 1 for segment in ordered]
        starts = MARGIN + np.cumsum([0, *sizes], dtype=np.int64)
        if starts[-1] + MARGIN > _MOST:
            raise Refused(
                say("More than four thousand million letters are too many for one machine; use --engine spark.")
            )
        letters = np.zeros(int(starts[-1]) + MARGIN, dtype=np.uint8)
        for segment, start in zip(ordered, starts.tolist(), strict=False):
            letters[start : start + len(segment.letters)] = segment.letters
        pages = tuple(segment.pages + start for segment, start in zip(ordered, starts.tolist(), strict=False))
        return cls(tuple(segment.source for segment in ordered), letters, starts, pages)

    @cached_property
    def page_starts(self) -> Starts:
        """Where each page of all sources begins, one after the other."""
        return np.concatenate([np.zeros(0, np.int64), *self.pages])

    def marked(self, keys: Collection[str] | None) -> Letters:
        """One byte a source: 1 where its key is among these, and everywhere if there are none to choose by."""
        return np.array([keys is None or key in keys for key in self.keys], dtype=np.uint8)


def refuse_equal_keys(keys: Sequence[str], *, what: str = "sources") -> None:
    """Raise `Refused` where a key is there twice: whose passage would it be?"""
    if len(set(keys)) == len(keys):
        return
    counted = Counter(keys)
    twice = sorted(key for key, count in counted.items() if count > 1)
    named = ", ".join(f"“{key}”" for key in twice[:5]) + (" …" if len(twice) > 5 else "")
    raise Refused(say("Two {what} have the same key ({named}); give each a key of its own.", what=what, named=named))
