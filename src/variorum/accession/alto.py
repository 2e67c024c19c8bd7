"""ALTO, versions 2 to 4: what libraries and eScriptorium keep beside a scan (Library of Congress, alto-v4).

The versions differ in their namespace, which is not looked at. Blocks are taken in the order of the file's own
`ReadingOrder` (4.3), else as they stand. Margins of the page, and zones that the file tags as running titles or as
numbers (SegmOnto's names), are no text of the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from variorum.accession.reading import Reading
from variorum.accession.reading_progress import reached
from variorum.accession.scanned import (
    Box,
    ScannedBlock,
    ScannedPage,
    ScannedWord,
    box_of,
    reading_of,
    size_of,
    with_hyphen,
)
from variorum.accession.xml import local, parse_xml, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

READER = "alto"
_MEDIA_TYPE = "application/alto+xml"
_TAGGED = (
    ("runningtitle", "head"), ("header", "head"), ("numbering", "number"), ("page-number", "number"),
    ("pagenumber", "number"), ("quiremarks", "foot"), ("footer", "foot"), ("heading", "heading"),
    ("title", "heading"),
)  # fmt: skip


def read_alto(data: bytes, *, name: str, source: str) -> Reading:
    """An ALTO file as pages."""
    root, findings = parse_xml(data, name=name)
    pages = alto_pages(root) if root is not None else []
    return reading_of(pages, source=source, made_by=(_MEDIA_TYPE, READER), name=name, findings=findings)


def alto_pages(root: _Element) -> list[ScannedPage]:
    """The pages of an ALTO file."""
    image = _picture(root)
    tags = {
        one.get("ID"): (one.get("LABEL") or "").lower() for one in _all(root, "othertag", "structuretag", "layouttag")
    }
    order = [one.get("REF") or "" for one in _all(root, "elementref")]
    pages = list(_all(root, "page"))
    return [
        _page(page, tags, order, image=image if len(pages) == 1 else "")
        for number, page in enumerate(pages, 1)
        if reached(f"page {number}")
    ]


def _picture(root: _Element) -> str:
    named = next((text_of(one) for one in _all(root, "filename")), "")
    return named.replace("\\", "/").rpartition("/")[2]


def _page(page: _Element, tags: dict[str | None, str], order: list[str], *, image: str) -> ScannedPage:
    width, height = size_of(page.get("WIDTH"), page.get("HEIGHT"))
    place = {ref: at for at, ref in enumerate(order)}
    blocks = list(_all(page, "textblock"))
    blocks.sort(key=lambda one: place.get(one.get("ID") or "", len(place)))
    label = (page.get("PRINTED_IMG_NR") or "").strip()
    return ScannedPage(tuple(_block(one, tags) for one in blocks), width, height, image, label)


def _block(block: _Element, tags: dict[str | None, str]) -> ScannedBlock:
    lines = tuple(tuple(_words(line)) for line in block.iterchildren("*") if local(line) == "textline")
    return ScannedBlock(lines, _kind(block, tags))


def _kind(block: _Element, tags: dict[str | None, str]) -> str:
    for one in (block, *block.iterancestors()):
        name = local(one)
        if name == "page":
            break
        if name in ("topmargin", "bottommargin"):
            return "head" if name == "topmargin" else "foot"
        for ref in (one.get("TAGREFS") or "").split():
            for word, kind in _TAGGED:
                if tags.get(ref, "").startswith(word):
                    return kind
    return "text"


def _words(line: _Element) -> list[ScannedWord]:
    words: list[ScannedWord] = []
    for one in line.iterchildren("*"):
        name = local(one)
        if name == "string":
            words.append(ScannedWord(one.get("CONTENT") or "", _box(one)))
        elif name == "hyp":
            words = with_hyphen(words, (one.get("CONTENT") or "").strip(), _box(one))
    if len(words) == 1 and words[0].box is None:
        words = [ScannedWord(words[0].text, _box(line))]
    return words


def _box(element: _Element) -> Box | None:
    return box_of(*(element.get(name) for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT")))


def _all(root: _Element, *names: str) -> Iterator[_Element]:
    return (one for one in root.iter("*") if local(one) in names)
