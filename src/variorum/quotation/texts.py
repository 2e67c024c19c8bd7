"""The texts that quotations are held against: what `verify` asks of a store, and one source joined into one body."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Protocol, runtime_checkable

import numpy as np

from variorum.evidence import Holding, Span
from variorum.quotation.seams import Seam, seams_of
from variorum.record import Page
from variorum.saying import say
from variorum.text.lettering import PAGE_BREAK, Lettering, letters_of
from variorum.text.seeds import SeedIndex, Seeds

_NOT_RUSSIAN = ("uk", "be", "rue", "kk", "mk", "sr", "bg")  # і, ѳ or ъ are living letters of these languages


class Texts(Protocol):
    """What a store of texts offers to the collation."""

    def sources(self) -> Sequence[str]:
        """The keys of all sources, in a fixed order."""
        ...

    def pages(self, source: str) -> Sequence[Page]:
        """The pages of a source in order; empty where it has no text."""
        ...

    def holding(self, source: str) -> Holding | None:
        """What is held of a source, None where it is not held at all."""
        ...

    def language(self, source: str) -> str:
        """The language of a source (BCP 47), empty where it is not known."""
        ...

    def seeds(self) -> SeedIndex | None:
        """The index of candidate places over all sources; None where there is none, and every source is then read."""
        ...


@runtime_checkable
class RangedTexts(Protocol):
    """What a store may offer besides, so that a few pages can be had without the rest of their source."""

    def page_range(self, source: str, first: int, last: int) -> Sequence[Page]:
        """The pages of a source from index `first` to `last` (from 0, both included), as far as there are any."""
        ...


def pages_between(texts: Texts, source: str, first: int, last: int) -> Sequence[Page]:
    """The pages from index `first` to `last` (from 0, both included), without the others where the store can do so."""
    if isinstance(texts, RangedTexts):
        return texts.page_range(source, max(0, first), last)
    return texts.pages(source)[max(0, first) : last + 1]


def page_of(texts: Texts, source: str, sequence: int) -> Page | None:
    """One page by its place in the file; None where there is none."""
    near = pages_between(texts, source, sequence - 1, sequence - 1)
    if near and near[0].sequence == sequence:
        return near[0]
    return next((page for page in texts.pages(source) if page.sequence == sequence), None)


@dataclass(frozen=True)
class MemoryTexts:
    """Texts held in memory: for tests, notebooks, and small collections."""

    contents: Mapping[str, tuple[Page, ...]]
    languages: Mapping[str, str] = field(default_factory=dict)
    holdings: Mapping[str, Holding] = field(default_factory=dict)

    def sources(self) -> Sequence[str]:
        """The keys, sorted."""
        return sorted(self.contents)

    def pages(self, source: str) -> Sequence[Page]:
        """The pages of a source; none for an unknown key."""
        return self.contents.get(source, ())

    def holding(self, source: str) -> Holding | None:
        """The holding as given, or one made from the pages."""
        if source in self.holdings:
            return self.holdings[source]
        if source not in self.contents:
            return None
        pages = self.contents[source]
        labels = tuple(page.label for page in pages)
        last = pages[-1] if pages else None
        paragraphs = last.first_paragraph + len(last.paragraphs) - 1 if last and last.paragraphs else 0
        paging = "pages" if any(labels) else "sections" if pages else "none"
        return Holding(source, paging, labels, paragraphs, "" if pages else say("The source has no text."))

    def language(self, source: str) -> str:
        """The language as given; empty where none was."""
        return self.languages.get(source, "")

    def seeds(self) -> SeedIndex | None:
        """An index over everything, made when first asked for."""
        return self._index

    @cached_property
    def _index(self) -> SeedIndex:
        return SeedIndex(tuple(Seeds.of(key, self.contents[key]) for key in self.sources()))


def memory_texts(texts: Mapping[str, str | Iterable[str]]) -> MemoryTexts:
    """Texts in memory from plain strings, one string a page, the pages labelled 1, 2, 3 …"""
    contents = {}
    for key, given in texts.items():
        pages = (given,) if isinstance(given, str) else tuple(given)
        contents[key] = tuple(Page(key, number, str(number), text) for number, text in enumerate(pages, start=1))
    return MemoryTexts(contents)


@dataclass(frozen=True)
class Body:
    """A run of pages of one source joined into one text.

    So that quotations over page breaks are found like any other.
    """

    source: str
    pages: tuple[Page, ...]
    starts: tuple[int, ...]
    text: str
    levels_spelling: bool
    is_seamless: bool = True  # whether what the printer put between the pages is passed over at all

    @cached_property
    def printed(self) -> Lettering:
        """The letters of the text exactly as the pages have it."""
        return letters_of(self.text)

    @cached_property
    def seamless(self) -> Lettering:
        """The letters without page numbers and running heads that were left inside the text at the seams."""
        blanks = tuple((seam.start, seam.end) for seam in self.seams)
        return letters_of(self.text, blanks=blanks) if blanks else self.printed

    @cached_property
    def seams(self) -> tuple[Seam, ...]:
        """What is passed over at the seams, in order."""
        return seams_of(self.pages, self.starts) if self.is_seamless else ()

    @cached_property
    def notes_passed_over(self) -> Body | None:
        """The pages on which notes part the halves of a word, with those notes; None where there are none."""
        numbers = {bisect_right(self.starts, seam.start) - 1 for seam in self.seams if seam.kind == "parts"}
        pages = tuple(self.pages[number] for number in sorted(numbers))
        return replace(_joined(pages, self.levels_spelling), is_seamless=False) if pages else None

    def passes_over(self, start: int, end: int) -> bool:
        """Whether a stretch of the body begins or ends within what is passed over."""
        return any(seam.start <= at < seam.end for seam in self.seams for at in (start, end - 1))

    def passed_over(self, start: int, end: int) -> tuple[str, ...]:
        """The lines that a stretch of the body passes over, as they are printed."""
        inside = (self.text[s.start : s.end] for s in self.seams if start < s.end and s.start < end)
        return tuple(dict.fromkeys(" ".join(line.replace(PAGE_BREAK, " ").split()) for line in inside))

    def edge_lines(self, start: int, end: int) -> tuple[str, ...]:
        """The lines that open or close a page within a stretch of the body, set apart from the rest of their page."""
        found = []
        for first in self.starts[1:]:
            if start < first < end:
                before, after = self.text[max(start, first - 400) : first - 1], self.text[first : min(end, first + 400)]
                top, bottom = (
                    re.match(r"\s*(\S[^\n]*)\n[ \t]*\n", after),
                    re.search(r"\n[ \t]*\n\s*(\S[^\n]*)\s*$", before),
                )
                found += [" ".join(match[1].split()) for match in (bottom, top) if match]
        return tuple(found)

    def cuts_word(self, offset: int) -> bool:
        """Whether the letter at an offset stands within a word that is broken over a seam."""
        index = self._seamless_at(offset)
        return index is not None and not self.seamless.starts_word(index)

    def breaks_off(self, offset: int) -> bool:
        """Whether the word of the letter at an offset goes on beyond a seam after it."""
        index = self._seamless_at(offset)
        return index is not None and not self.seamless.starts_word(index + 1)

    def _seamless_at(self, offset: int) -> int | None:
        """The number that the letter at an offset has without the seams; None for one that stands in a seam."""
        index = int(np.searchsorted(self.seamless.positions, offset))
        here = index < len(self.seamless) and int(self.seamless.positions[index]) == offset
        return index if here else None

    def readable(self, start: int, end: int) -> str:
        """A stretch of the body as it is to be compared: without what is passed over at the seams."""
        pieces, last = [], start
        for seam in self.seams:
            if start < seam.end and seam.start < end:
                pieces.append(self.text[last : max(last, seam.start)])
                last = max(last, seam.end)
        return "".join([*pieces, self.text[last:end]]).replace(PAGE_BREAK, "\n")

    def words(self, start: int, end: int) -> str:
        """A stretch of the body as one would read it, a new line at each page break."""
        pieces, last = [], start
        for first in self.starts[1:]:
            if start < first <= end:
                pieces.append(self.text[last : first - 1])
                last = first
        return "\n".join([*pieces, self.text[last:end]])

    def segments(self, start: int, end: int) -> tuple[Span, ...]:
        """A stretch of the body as segments of its pages, without the white space at the seams."""
        found = []
        first = max(0, bisect_right(self.starts, start) - 1)
        for index in range(first, len(self.pages)):
            if self.starts[index] >= end and index > first:
                break
            page = self.pages[index]
            low = max(0, start - self.starts[index])
            high = min(len(page.text), end - self.starts[index])
            piece = page.text[low:high]
            low, high = low + len(piece) - len(piece.lstrip()), high - len(piece) + len(piece.rstrip())
            if high > low:
                found.append(Span(self.source, page.sequence, low, high))
        return tuple(found)


def body_of(texts: Texts, source: str) -> Body:
    """The whole of a source as one body."""
    return _AT_HAND.joined(tuple(texts.pages(source)), _levels_spelling(texts.language(source)))


def body_around(texts: Texts, source: str, *, first: int, last: int) -> Body:
    """The pages from index `first` to `last` (from 0, both included) as one body."""
    return _AT_HAND.joined(tuple(pages_between(texts, source, first, last)), _levels_spelling(texts.language(source)))


class _Recent:
    """The stretches joined last, as many as keep within a bound of characters: pages may be short or whole chapters."""

    def __init__(self, most: int) -> None:
        self._most, self._held = most, 0
        self._bodies: OrderedDict[tuple[tuple[Page, ...], bool], Body] = OrderedDict()

    def joined(self, pages: tuple[Page, ...], levels_spelling: bool) -> Body:
        """These pages as one body, the same one as before where it is still at hand."""
        key = (pages, levels_spelling)
        if (body := self._bodies.get(key)) is not None:
            with suppress(KeyError):  # another thread may just have let it go
                self._bodies.move_to_end(key)
            return body
        body = self._bodies[key] = _joined(pages, levels_spelling)
        self._held += len(body.text)
        while self._held > self._most and len(self._bodies) > 1:
            self._held -= len(self._bodies.popitem(last=False)[1].text)
        return body


_AT_HAND = _Recent(6_000_000)  # some 100 MB with their letters


def _joined(pages: tuple[Page, ...], levels_spelling: bool) -> Body:
    starts, total = [], 0
    for page in pages:
        starts.append(total)
        total += len(page.text) + 1
    text = PAGE_BREAK.join(page.text for page in pages)
    return Body(pages[0].source if pages else "", pages, tuple(starts), text, levels_spelling)


def _levels_spelling(language: str) -> bool:
    return language.split("-")[0].lower() not in _NOT_RUSSIAN
