"""PAGE XML: what Transkribus, eScriptorium, OCR-D and Kraken keep beside a scan (PRImA, PAGE content 2013 to 2019).

Regions are taken in the order of `ReadingOrder`, those that it does not name after the others. A line whose words do
not make up its own text was corrected by a person line by line: then the line's text counts, and its words share the
line's box.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from variorum.accession.reading import Reading
from variorum.accession.reading_progress import reached
from variorum.accession.scanned import Box, ScannedBlock, ScannedPage, ScannedWord, number, reading_of, size_of
from variorum.accession.xml import local, parse_xml, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

READER = "pagexml"
_MEDIA_TYPE = "application/vnd.prima.page+xml"
_KINDS = {
    "header": "head", "page-number": "number", "footer": "foot", "signature-mark": "foot", "catch-word": "foot",
    "heading": "heading",
}  # fmt: skip


def read_pagexml(data: bytes, *, name: str, source: str) -> Reading:
    """A PAGE XML file as pages."""
    root, findings = parse_xml(data, name=name)
    pages = page_xml_pages(root) if root is not None else []
    return reading_of(pages, source=source, made_by=(_MEDIA_TYPE, READER), name=name, findings=findings)


def page_xml_pages(root: _Element) -> list[ScannedPage]:
    """The pages of a PAGE XML file, which has one as a rule."""
    found = [one for one in root.iter("*") if local(one) == "page"]
    return [_page(page) for place, page in enumerate(found, 1) if reached(f"page {place}")]


def _page(page: _Element) -> ScannedPage:
    width, height = size_of(page.get("imageWidth"), page.get("imageHeight"))
    image = (page.get("imageFilename") or "").replace("\\", "/").rpartition("/")[2]
    order = [one.get("regionRef") or "" for one in page.iter("*") if local(one).startswith("regionref")]
    place = {ref: at for at, ref in enumerate(order)}
    regions = [one for one in page.iter("*") if local(one) == "textregion"]
    regions.sort(key=lambda one: place.get(one.get("id") or "", len(place)))
    return ScannedPage(tuple(_block(region) for region in regions), width, height, image)


def _block(region: _Element) -> ScannedBlock:
    lines = tuple(tuple(_words(line)) for line in _children(region, "textline"))
    if not lines and (text := _text(region)):  # a region with nothing but its text
        lines = tuple((ScannedWord(line),) for line in text.split("\n"))
    return ScannedBlock(lines, _KINDS.get(region.get("type") or "", "text"))


def _words(line: _Element) -> list[ScannedWord]:
    words = [ScannedWord(" ".join(_text(word).split()), _box(word)) for word in _children(line, "word")]
    whole = " ".join(_text(line).split())
    joined = " ".join(word.text for word in words if word.text)
    if joined and (not whole or whole == joined):
        return words
    return [ScannedWord(whole, _box(line))] if whole else []


def _text(element: _Element) -> str:
    """The text of an element itself: of several readings the one that comes first by its index."""
    readings = list(_children(element, "textequiv"))
    if not readings:
        return ""
    best = min(readings, key=lambda one: _index(one.get("index")))
    plain = next((one for one in best.iterchildren("*") if local(one) in ("unicode", "plaintext")), None)
    return "" if plain is None else "".join(map(str, plain.itertext("*"))).strip() or text_of(plain)


def _index(written: str | None) -> float:
    found = number(written or "0")
    return found if found == found else float("inf")


def _box(element: _Element) -> Box | None:
    """The box around an element's outline, which is a list of points, or older files' `Point` elements."""
    coords = next(_children(element, "coords"), None)
    if coords is None:
        return None
    pairs = [pair.split(",") for pair in (coords.get("points") or "").split()]
    pairs += [[one.get("x") or "", one.get("y") or ""] for one in _children(coords, "point")]
    points = [(number(pair[0]), number(pair[1])) for pair in pairs if len(pair) == 2]
    if len(points) < 2 or not all(x == x and y == y for x, y in points):
        return None
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across) - min(across), max(down) - min(down)


def _children(element: _Element, name: str) -> Iterator[_Element]:
    return (one for one in element.iterchildren("*") if local(one) == name)
