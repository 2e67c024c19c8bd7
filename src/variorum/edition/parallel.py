"""Two editions as rows that stand beside one another, what differs marked, cut into pages that a browser can bear."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from markupsafe import Markup

from variorum.collation.blocks import AlignedBlock
from variorum.collation.changes import Collated, collate
from variorum.collation.rules import bare
from variorum.collation.wording import Wording, in_one_line, wording_of
from variorum.edition.cleaning import shown
from variorum.edition.site import Site
from variorum.quotation.texts import Body, MemoryTexts, body_of

_ROW = 40  # words of a row before a paragraph's end may close it
_PAGE = 1600  # words of a page, counted on the longer side
_MARKED = {
    "moved": Markup("<span class=moved>{}</span>{} "),
    True: Markup("<ins>{}</ins>{} "),
    False: Markup("<del>{}</del>{} "),
}
_PARAGRAPH = re.compile(r"\n[ \t]*\n|\x1c")


@dataclass(frozen=True, slots=True)
class ParallelRow:
    """A row: what either edition has, where it stands, and whether anything differs."""

    number: int
    before: Markup
    after: Markup
    place_before: str
    place_after: str
    differs: bool
    words: int
    first: int  # word of the earlier edition with which the row begins


@dataclass(frozen=True)
class Parallel:
    """Two editions side by side."""

    earlier: Body
    later: Body
    collated: Collated
    pages: tuple[tuple[ParallelRow, ...], ...]

    def place(self, page: int, offset: int) -> tuple[int, int]:
        """The page (from 0) and row on which an offset of a page of the earlier edition stands."""
        start = next(
            (at for one, at in zip(self.earlier.pages, self.earlier.starts, strict=True) if one.sequence == page), 0
        )
        word = int(np.searchsorted(self.collated.pair.earlier.ends, start + offset, side="right"))
        firsts, places = self._firsts
        return places[max(0, bisect_right(firsts, word) - 1)]

    @cached_property
    def _firsts(self) -> tuple[list[int], list[tuple[int, int]]]:
        """The word with which each row begins, and the page and number of the row."""
        rows = [(row.first, (number, row.number)) for number, page in enumerate(self.pages) for row in page]
        return [first for first, _ in rows], [place for _, place in rows]


def parallel(site: Site, earlier: str, later: str) -> Parallel:
    """Collate two public sources and set them side by side."""
    texts = MemoryTexts({key: tuple(site.pages_of(key)) for key in (earlier, later)}, _languages(site, earlier, later))
    bodies = body_of(texts, earlier), body_of(texts, later)
    collated = collate(*(wording_of(body.text, texts.language(body.source)) for body in bodies))
    rows = list(_rows(site, bodies, collated))
    return Parallel(*bodies, collated, tuple(_pages(rows)))


def _languages(site: Site, *keys: str) -> dict[str, str]:
    return {key: site.record.sources[key].language for key in keys if key in site.record.sources}


def _pages(rows: Sequence[ParallelRow]) -> Iterator[tuple[ParallelRow, ...]]:
    page: list[ParallelRow] = []
    for row in rows:
        if page and sum(one.words for one in page) + row.words > _PAGE:
            yield tuple(page)
            page = []
        page.append(row)
    yield tuple(page)


def _rows(site: Site, bodies: tuple[Body, Body], collated: Collated) -> Iterator[ParallelRow]:
    """The blocks in rows; what was moved stands, on either side, where that edition has it."""
    pair = collated.pair
    shelves = list(_shelved(collated))
    moved = [block for block in collated.blocks if block.kind == "moved"]
    left = [_with_moved(shelf, moved, "a", "b") for shelf in shelves]
    right = [_with_moved(shelf, moved, "c", "d") for shelf in shelves]
    _place_rest(left, moved, "a")
    _place_rest(right, moved, "c")
    for number, (ours, theirs) in enumerate(zip(left, right, strict=True), start=1):
        before = _cell(pair.earlier, ours, collated, is_later=False)
        after = _cell(pair.later, theirs, collated, is_later=True)
        first = min((block.a for block in ours), default=0)
        yield ParallelRow(
            number,
            before,
            after,
            _place(site, bodies[0], pair.earlier, first),
            _place(site, bodies[1], pair.later, min((block.c for block in theirs), default=0)),
            any(block.kind != "kept" for block in (*ours, *theirs)),
            max(sum(block.b - block.a for block in ours), sum(block.d - block.c for block in theirs)),
            first,
        )


def _shelved(collated: Collated) -> Iterator[list[AlignedBlock]]:
    """The kept and changed blocks, row by row; a long kept block is parted where a paragraph of the earlier ends."""
    row: list[AlignedBlock] = []
    words = 0
    for block in collated.blocks:
        if block.kind == "moved":
            continue
        for piece in _parted(block, collated.pair.earlier):
            row.append(piece)
            words += max(piece.b - piece.a, piece.d - piece.c)
            if words >= _ROW and _ends(collated.pair.earlier, collated.pair.later, piece):
                yield row
                row, words = [], 0
    if row:
        yield row


def _parted(block: AlignedBlock, wording: Wording) -> Iterator[AlignedBlock]:
    if block.kind != "kept":
        yield block
        return
    low = block.a
    for index in range(block.a + 1, block.b):
        if _PARAGRAPH.search(wording.between(index)):
            yield AlignedBlock("kept", low, index, block.c + low - block.a, block.c + index - block.a)
            low = index
    yield AlignedBlock("kept", low, block.b, block.c + low - block.a, block.d)


def _ends(earlier: Wording, later: Wording, block: AlignedBlock) -> bool:
    """Whether a paragraph ends with this block on either side."""
    joints = (
        earlier.between(block.b) if block.b > block.a else "",
        later.between(block.d) if block.d > block.c else "",
    )
    return any(_PARAGRAPH.search(joint) for joint in joints)


def _with_moved(
    shelf: Sequence[AlignedBlock], moved: Sequence[AlignedBlock], low: str, high: str
) -> list[AlignedBlock]:
    """A row's blocks on one side, with what was moved out of their midst."""
    own = [block for block in shelf if getattr(block, high) > getattr(block, low)]
    if not own:
        return own
    first, last = getattr(own[0], low), getattr(own[-1], high)
    inside = [block for block in moved if first <= getattr(block, low) < last]
    return sorted([*own, *inside], key=lambda block: int(getattr(block, low)))


def _place_rest(rows: list[list[AlignedBlock]], moved: Sequence[AlignedBlock], low: str) -> None:
    """What was moved and lies between two rows goes to the end of the first of them."""
    placed = {id(block) for row in rows for block in row}
    starts = [(getattr(row[0], low), number) for number, row in enumerate(rows) if row]
    for block in moved:
        if id(block) not in placed and rows:
            index = bisect_right([start for start, _ in starts], getattr(block, low)) - 1
            number = starts[max(0, index)][1] if starts else 0
            rows[number].append(block)
            rows[number].sort(key=lambda one: int(getattr(one, low)))


def _cell(wording: Wording, blocks: Sequence[AlignedBlock], collated: Collated, *, is_later: bool) -> Markup:
    pieces: list[Markup] = []
    for block in blocks:
        low, high = (block.c, block.d) if is_later else (block.a, block.b)
        if pieces and _PARAGRAPH.search(wording.between(low)):
            pieces.append(Markup("<br>"))
        if block.kind == "kept":
            pieces.append(_kept(wording, block, collated, is_later=is_later))
            continue
        text, tail = _text(wording, low, high)
        pieces.append(_MARKED["moved" if block.kind == "moved" else is_later].format(text, shown(tail)))
    return Markup("").join(pieces)


def _kept(wording: Wording, block: AlignedBlock, collated: Collated, *, is_later: bool) -> Markup:
    """Words that both have; those that are written otherwise are marked."""
    pair = collated.pair
    low, high = (block.c, block.d) if is_later else (block.a, block.b)
    pieces, at = [], low
    for step in range(block.b - block.a):
        if bare(pair.earlier.written(block.a + step)) != bare(pair.later.written(block.c + step)):
            if low + step > at:
                text, tail = _text(wording, at, low + step)
                pieces.append(Markup("{}{} ").format(text, shown(tail)))
            text, tail = _text(wording, low + step, low + step + 1)
            pieces.append(Markup("<span class=respelt>{}</span>{} ").format(text, shown(tail)))
            at = low + step + 1
    if high > at:
        text, tail = _text(wording, at, high)
        pieces.append(Markup("{}{} ").format(text, shown(tail)))
    return Markup("").join(pieces)


def _text(wording: Wording, low: int, high: int) -> tuple[Markup, str]:
    """The words as they read, a new line for each paragraph, and the signs that follow them."""
    start, end = wording.span(low, high)
    start = start if low else 0
    paragraphs = _PARAGRAPH.split(wording.text[start:end])
    tail = wording.text[end : int(wording.starts[high]) if high < len(wording) else len(wording.text)]
    lines = [shown(in_one_line(paragraph)) for paragraph in paragraphs if paragraph.strip()]
    return Markup("<br>").join(lines), " ".join(tail.split())


def _place(site: Site, body: Body, wording: Wording, word: int) -> str:
    """Where a word stands, as one cites it."""
    if not body.pages or word >= len(wording):
        return ""
    offset = int(wording.starts[word])
    index = max(0, bisect_right(body.starts, offset) - 1)
    page = body.pages[index]
    return (
        site.words("source.page", label=page.label)
        if page.label
        else site.words.said(page.locator_at(offset - body.starts[index]))
    )
