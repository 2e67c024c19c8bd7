"""A source as one scroll: what its pages are called and how long they are, each page alone, and what runs beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from variorum.collation.changes import Collated, collate
from variorum.collation.wording import wording_of
from variorum.edition.pages.sources import page_label
from variorum.finding import NotFound
from variorum.quotation.texts import Body, MemoryTexts, body_of
from variorum.reading_room.asked import asked_text
from variorum.reading_room.facsimile import has_facsimile
from variorum.reading_room.shelves import Shelves
from variorum.record import Page
from variorum.saying import say

_BEGIN, _END = '<article class="leaf"', "</article>"


@dataclass(frozen=True, slots=True)
class PagesAsked:
    """A source whose pages are wanted."""

    source: str = asked_text(says="the source's key")


@dataclass(frozen=True, slots=True)
class BesideAsked:
    """A place in a source, for which the same place in its other editions and translations is wanted."""

    source: str = asked_text(says="the source's key")
    page: int = asked_text(says="the page by its place in the file, from 1")
    start: int = asked_text(says="an offset in it", default=0)


def outline(shelves: Shelves, source: str) -> dict[str, object]:
    """The pages of a source, each with its label and its letters, by which a scroll knows its length beforehand."""
    site = shelves.state.site
    pages = _pages(shelves, source)
    return {
        "source": source,
        "title": site.named(source),
        "facsimile": has_facsimile(shelves.state.record, source),
        "addresses": site.addresses.leaf(source, 1).rpartition("/")[0],
        "pages": [[page_label(site, page), len(page.text), len(page.paragraphs)] for page in pages],
        "beside": [{"source": key, "title": site.named(key), "how": how} for key, how in _others(shelves, source)],
    }


def leaf_alone(shelves: Shelves, source: str, page: int) -> str:
    """One page's article as it stands in the whole page; NotFound where there is none."""
    if source not in shelves.state.record.sources:
        raise NotFound(say("There is no source “{source}” in the archive.", source=source[:80]))
    whole = shelves.page(shelves.state.site.addresses.leaf(source, page)) if 0 < page < 10**6 else None
    if whole is None:
        raise NotFound(say("{source} has no page {page}.", source=source, page=page))
    return whole[whole.index(_BEGIN) : whole.rindex(_END) + len(_END)]


def beside(shelves: Shelves, asked: BesideAsked) -> dict[str, object]:
    """Where the same words stand in every other edition or translation; by proportion where nothing was collated."""
    pages = _pages(shelves, asked.source)
    if not 1 <= asked.page <= len(pages):
        raise NotFound(say("{source} has no page {page}.", source=asked.source, page=asked.page))
    start = min(asked.start, len(pages[asked.page - 1].text))
    found = []
    for other, how in _others(shelves, asked.source):
        there = _pages(shelves, other)
        if not there:
            continue
        exact = how in ("earlier", "later")
        page, offset = (
            _collated_place(shelves, (asked.source, other, how), asked.page, start)
            if exact
            else _proportional(pages, there, asked.page, start)
        )
        address = shelves.state.site.addresses.leaf(other, page)
        found.append({"source": other, "page": page, "start": offset, "exact": exact, "address": address})
    return {"places": found}


def _pages(shelves: Shelves, source: str) -> tuple[Page, ...]:
    if source not in shelves.state.record.sources:
        raise NotFound(say("There is no source “{source}” in the archive.", source=source[:80]))
    return tuple(shelves.state.site.pages_of(source))


def _others(shelves: Shelves, source: str) -> Iterator[tuple[str, str]]:
    """Other editions, which were collated word by word, then translations and what they were made from."""
    record = shelves.state.record
    seen = {source}
    for one in record.editions:
        if source in (one.earlier, one.later):
            other, how = (one.later, "later") if source == one.earlier else (one.earlier, "earlier")
            if other not in seen:
                seen.add(other)
                yield other, how
    for key, other_source in record.sources.items():
        for tie in other_source.lineage:
            ends = (key, tie.source)
            if tie.relation in ("translation-of", "edition-of") and source in ends:
                other = ends[0] if ends[1] == source else ends[1]
                if other not in seen and other in record.sources:
                    seen.add(other)
                    yield other, "translation" if tie.relation == "translation-of" else "edition"


def _proportional(ours: tuple[Page, ...], theirs: tuple[Page, ...], page: int, start: int) -> tuple[int, int]:
    """The place at the same share of the whole."""
    before = sum(len(one.text) for one in ours[: page - 1]) + start
    wanted = before / max(1, sum(len(one.text) for one in ours)) * sum(len(one.text) for one in theirs)
    for one in theirs:
        if wanted < len(one.text):
            return one.sequence, int(wanted)
        wanted -= len(one.text)
    return theirs[-1].sequence, 0


def _collated_place(shelves: Shelves, pair: tuple[str, str, str], page: int, start: int) -> tuple[int, int]:
    """The place of the word that goes with the word here, or with the nearest before it that has one."""
    source, other, how = pair
    earlier, later = (source, other) if how == "later" else (other, source)
    held = shelves.once(f"collated {earlier} {later}", lambda: _held_against(shelves, earlier, later))
    here, there = (held.earlier, held.later) if how == "later" else (held.later, held.earlier)
    words = held.collated.pair
    ends = words.earlier.ends if how == "later" else words.later.ends
    word = int(np.searchsorted(ends, _offset_in(here, page, start), side="right"))
    forth = np.asarray(words.partner)
    if how == "later":
        near = np.flatnonzero(forth[: word + 1] >= 0)
        partner = int(forth[near[-1]]) if near.size else 0
        starts = words.later.starts
    else:
        near = np.flatnonzero((forth >= 0) & (forth <= word))
        partner = int(near[-1]) if near.size else 0
        starts = words.earlier.starts
    return _page_at(there, int(starts[min(partner, len(starts) - 1)]) if len(starts) else 0)


@dataclass(frozen=True, slots=True)
class _Held:
    earlier: Body
    later: Body
    collated: Collated


def _held_against(shelves: Shelves, earlier: str, later: str) -> _Held:
    texts = MemoryTexts({key: _pages(shelves, key) for key in (earlier, later)}, _languages(shelves, earlier, later))
    bodies = body_of(texts, earlier), body_of(texts, later)
    wordings = (wording_of(body.text, texts.language(body.source)) for body in bodies)
    return _Held(*bodies, collate(*wordings))


def _languages(shelves: Shelves, *keys: str) -> Mapping[str, str]:
    return {key: shelves.state.record.sources[key].language for key in keys}


def _offset_in(body: Body, page: int, start: int) -> int:
    return next((at for one, at in zip(body.pages, body.starts, strict=True) if one.sequence == page), 0) + start


def _page_at(body: Body, offset: int) -> tuple[int, int]:
    at = int(np.searchsorted(np.asarray(body.starts), offset, side="right")) - 1
    return body.pages[max(0, at)].sequence, max(0, offset - body.starts[max(0, at)])
