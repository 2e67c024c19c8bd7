"""The notes of HTML pages: which element is a note, and which links call it, written into the tree for the walk.

An id that stands twice means the note that follows the call, as where every chapter counts its notes anew. Where that
leaves a note that nothing calls, all of one id are read as one, and it is said.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from variorum.manuscript.reading.blocks import told_apart

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NOTE, CALLS = "data-variorum-note", "data-variorum-calls"
"""The attributes that are written: of a note its key, of a link that calls one the key of that note."""

_MARK = re.compile(r"\s*[\[(]?\s*(?:\d{1,4}|\*{1,3}|[†‡§])\s*[\])]?\s*")
_At = tuple[int, "HtmlElement"]  # an element, and where it comes among all


@dataclass(slots=True)
class _Target:
    """A place that links lead to: the elements that bear its name, and the links that look like calls."""

    named: list[_At] = field(default_factory=list)
    links: list[_At] = field(default_factory=list)


def mark_notes(roots: Sequence[tuple[str, HtmlElement]]) -> Mapping[str, Sequence[int]]:
    """Write into each page's tree what is a note and what calls it; `roots` are the pages with their names.

    Handed back are the labels of notes that share an id and cannot be told apart, with the lines in which they begin.
    """
    twice: dict[str, list[int]] = {}
    for key, target in _targets(roots).items():
        notes = _notes_of(target) if target.links else []
        if not notes:
            continue
        meant = told_apart([at for at, _ in target.links], [at for at, _ in notes])
        if meant is None:
            twice["".join(target.links[0][1].itertext()).strip()] = [note.sourceline or 0 for _, note in notes]
        for number, (_, note) in enumerate(notes):
            note.set(NOTE, _key(key, number if meant else 0))
        for (_, link), number in zip(target.links, meant or [0] * len(target.links), strict=True):
            link.set(CALLS, _key(key, number))
    return twice


def is_mark(element: HtmlElement) -> bool:
    """Whether an element shows nothing but the mark of a note."""
    return _MARK.fullmatch("".join(element.itertext())) is not None or any(
        "noteref" in _kind(link) for link in element.iter("a")
    )


def _targets(roots: Sequence[tuple[str, HtmlElement]]) -> Mapping[str, _Target]:
    found: dict[str, _Target] = {}
    elements = ((page, element) for page, root in roots for element in root.iter())
    for place, (page, element) in enumerate(elements):
        for name in dict.fromkeys((element.get("id"), element.get("name"))):
            if name:
                found.setdefault(f"{page}#{name}", _Target()).named.append((place, element))
        href = str(element.get("href") or "")
        if element.tag == "a" and "#" in href and is_mark(element) and "backlink" not in _kind(element):
            found.setdefault(_led_to(href, page), _Target()).links.append((place, element))
    return found


def _led_to(href: str, page: str) -> str:
    """The key of the place that a link of this page leads to."""
    path, _, fragment = href.partition("#")
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path))) if path and page else page
    return f"{whole}#{fragment}"


def _kind(element: HtmlElement) -> str:
    return " ".join(str(element.get(name) or "") for name in ("role", "epub:type", "class"))


def _notes_of(target: _Target) -> list[_At]:
    """The notes that bear a name, each once; none where the first of them comes before every call of it.

    Of elements one within another the outer is the note, and of two that say the same the first.
    """
    links = {id(link) for _, link in target.links}
    found: list[_At] = []
    for at, element in target.named:
        within = any(above is other for above in element.iterancestors() for _, other in target.named)
        said = " ".join("".join(element.itertext()).split())
        again = said and any(said == " ".join("".join(other.itertext()).split()) for _, other in found)
        if id(element) not in links and not within and not again:
            found.append((at, element))
    return found if found and found[0][0] > target.links[0][0] else []


def _key(key: str, number: int) -> str:
    return f"{key} {number}" if number else key
