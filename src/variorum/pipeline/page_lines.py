"""Pages in a file of JSON Lines, {"id", "book", "text"} each: compared with one another without an archive.

The file is read once for its letters; a page's text is read again only where something was found in it, so that a
million pages need little more memory than their letters.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import overload

import numpy as np

from variorum.evidence import Span
from variorum.finding import NotFound, Refused
from variorum.record import Page
from variorum.reuse import SourceLetters, Terms
from variorum.reuse.corpus import Corpus, refuse_equal_keys
from variorum.reuse.passage_places import count_words
from variorum.reuse.passages import borrowings_of, passages_in
from variorum.saying import say
from variorum.text.lettering import folded_letters
from variorum.text.publishers_matter import publishers_matter

_AT_HAND = 50_000  # pages kept in memory


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """A passage that stands in two pages: their ids, and where in their texts."""

    a: str
    a_start: int
    a_end: int
    b: str
    b_start: int
    b_end: int
    words: int
    identity: float


class PageLines:
    """The pages of a file, by book in the order of the file."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise NotFound(say("There is no file {path} to read pages from.", path=str(path)))
        self._path = path
        self.ids: dict[str, list[str]] = {}
        self._offsets: dict[str, list[int]] = {}
        self._letters: dict[str, bytearray] = {}
        self._lengths: dict[str, list[int]] = {}
        self._read()
        self._file = path.open("rb")
        self._page = lru_cache(maxsize=_AT_HAND)(self._page_at)

    def segments(self) -> Iterator[SourceLetters]:
        """The letters of each book; they are given once and then let go."""
        while self._letters:
            book, letters = self._letters.popitem()
            starts = np.cumsum([0, *self._lengths.pop(book)], dtype=np.int64)[:-1]
            yield SourceLetters(book, np.frombuffer(letters, np.uint8), starts)

    def pages_of(self, book: str) -> Sequence[Page]:
        """The pages of a book, each read when asked for."""
        return _Pages(self, book)

    def page(self, book: str, index: int) -> Page:
        """One page of a book, counted from 0."""
        return self._page(book, index)

    def _read(self) -> None:
        at = 0
        with self._path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    page = _parsed(line, f"{self._path.name}:{number}")
                    book = page["book"]
                    self.ids.setdefault(book, []).append(page["id"])
                    self._offsets.setdefault(book, []).append(at)
                    letters = folded_letters(page["text"])
                    self._letters.setdefault(book, bytearray()).extend(letters.data)
                    self._lengths.setdefault(book, []).append(len(letters))
                at += len(line)
        if not self.ids:
            raise Refused(say("{path} holds no page: there is nothing to compare.", path=str(self._path)))
        refuse_equal_keys([name for names in self.ids.values() for name in names], what="pages")

    def _page_at(self, book: str, index: int) -> Page:
        self._file.seek(self._offsets[book][index])
        text = json.loads(self._file.readline())["text"]
        return Page(book, index + 1, self.ids[book][index], text)


class _Pages(Sequence[Page]):
    def __init__(self, lines: PageLines, book: str) -> None:
        self._lines, self._book = lines, book

    def __len__(self) -> int:
        return len(self._lines.ids[self._book])

    @overload
    def __getitem__(self, index: int) -> Page: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Page]: ...
    def __getitem__(self, index: int | slice) -> Page | Sequence[Page]:
        if isinstance(index, slice):
            return [self._lines.page(self._book, number) for number in range(*index.indices(len(self)))]
        return self._lines.page(self._book, index)


def hits_in(path: Path, *, terms: Terms) -> Iterator[SharedPassage]:
    """Every passage that pages of two books have in common, cut at the ends of pages; without publishers' licences."""
    from variorum.reuse.passage_places import cut_at_pages

    lines = PageLines(path)
    corpus = Corpus.of(lines.segments())

    @lru_cache(maxsize=10_000)  # a page that shares much is asked for again and again
    def imprints(source: str, page: int) -> tuple[tuple[int, int], ...]:
        return publishers_matter([lines.page(source, page - 1).text])[0]

    found = passages_in(corpus, terms)
    found = found._replace(rows=cut_at_pages(corpus, found.rows))
    for one in borrowings_of(corpus, found, lines.pages_of, terms=terms):
        a, b, words = one.a.stretches[0], one.b.stretches[0], one.words
        ours, theirs = (_without_licence(side, imprints(side.source, side.page)) for side in (a, b))
        if ours != a and theirs != b:
            a, b = ours, theirs
            words = min(_words_in(a, lines), _words_in(b, lines))
            if words < terms.least_words:
                continue
        yield SharedPassage(
            lines.ids[a.source][a.page - 1], a.start, a.end, lines.ids[b.source][b.page - 1], b.start, b.end,
            words, one.identity,
        )  # fmt: skip


def _without_licence(stretch: Span, spans: Sequence[tuple[int, int]]) -> Span:
    """A stretch without what is the publisher's at its edges; `spans` is what of its page is."""
    start, end = stretch.start, stretch.end
    for low, high in spans:
        if low <= start < high:
            start = min(high, end)
    for low, high in reversed(spans):
        if low < end <= high:
            end = max(low, start)
    return replace(stretch, start=start, end=end)


def _words_in(stretch: Span, lines: PageLines) -> int:
    return count_words(lines.page(stretch.source, stretch.page - 1).text[stretch.start : stretch.end])


@dataclass(frozen=True, slots=True)
class SetPhrase:
    """A formula among pages: its words, how often it stands there, the first places (a page's id, and offsets)."""

    text: str
    times: int
    places: tuple[tuple[str, int, int], ...]


def formulas_of(path: Path, *, terms: Terms) -> Iterator[SetPhrase]:
    """What stands so often in the pages of a file that it is nobody's, the most frequent first."""
    from variorum.reuse.formulas import formulas_in

    lines = PageLines(path)
    corpus = Corpus.of(lines.segments())
    found = passages_in(corpus, terms)
    for one in formulas_in(corpus, found.states, lines.pages_of, terms=terms):
        places = tuple((lines.ids[place.source][place.page - 1], place.start, place.end) for place in one.places)
        yield SetPhrase(one.text, one.times, places)


def _parsed(line: bytes, place: str) -> dict[str, str]:
    try:
        page = json.loads(line)
    except ValueError as error:
        raise Refused(
            say("{place}: this line is not JSON. Each has to be one page: {“id”: …, “text”: …}.", place=place)
        ) from error
    if not isinstance(page, dict) or not all(isinstance(page.get(name), str) for name in ("id", "text")):
        raise Refused(
            say(
                "{place}: this line is no page: it needs “id” and “text” (and “book”, where a source has several).",
                place=place,
            )
        )
    return {"book": page["id"], **page}
