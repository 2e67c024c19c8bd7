"""hOCR: what Tesseract, OCRopus and the Internet Archive write of a scan as HTML (hOCR 1.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from variorum.accession import limits, remarks
from variorum.accession.encodings import decode
from variorum.accession.reading import Reading
from variorum.accession.reading_progress import reached
from variorum.accession.scanned import Box, ScannedBlock, ScannedPage, ScannedWord, number, reading_of
from variorum.accession.xml import text_of, without_dead_references
from variorum.finding import Finding

if TYPE_CHECKING:
    from lxml.etree import _Element

READER = "hocr"
_MEDIA_TYPE = "text/vnd.hocr+html"
_BOX = re.compile(r"\bbbox((?:\s+-?\d+(?:\.\d+)?){4})")
_IMAGE = re.compile(r"""\bimage\s+["']?([^"';]+)""")
_LINES = ("ocr_line", "ocrx_line", "ocr_header", "ocr_caption", "ocr_textfloat", "ocr_footer", "ocr_pageno")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,400}\?>")


def read_hocr(data: bytes, *, name: str, source: str) -> Reading:
    """An hOCR file as pages."""
    decoded = decode(data, name=name)
    pages, findings = hocr_pages(decoded.text, name)
    noted = (*decoded.findings, *findings)
    return reading_of(pages, source=source, made_by=(_MEDIA_TYPE, READER), name=name, findings=noted)


def hocr_pages(text: str, name: str) -> tuple[list[ScannedPage], tuple[Finding, ...]]:
    """The pages of an hOCR file."""
    from lxml import etree

    if (tags := text.count("<")) > limits.MOST_TAGS:
        return [], (remarks.too_many_tags(name, tags),)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, recover=True, huge_tree=False)
    plain = without_dead_references(_DECLARATION.sub("", text.lstrip("\ufeff")).replace("\0", ""))
    root = etree.fromstring(plain.encode("utf-8", "replace"), parser) if plain.strip() else None
    if root is None:
        return [], ()
    found = _with_class(root, "ocr_page")
    return [_page(page) for place, page in enumerate(found, 1) if reached(f"page {place}")], ()


def _page(page: _Element) -> ScannedPage:
    title = page.get("title") or ""
    box = _box(page)
    left, top, width, height = box or (0.0, 0.0, 0.0, 0.0)
    named = _IMAGE.search(title)
    image = named[1].strip().replace("\\", "/").rpartition("/")[2] if named else ""
    blocks = tuple(_blocks(page, (left, top)))
    return ScannedPage(blocks, width, height, image)


def _blocks(page: _Element, origin: tuple[float, float]) -> Iterator[ScannedBlock]:
    """A block for each paragraph; lines that stand in none make one by the area around them, or by themselves."""
    held: list[tuple[ScannedWord, ...]] = []
    within: object = None
    kind = "text"
    for line in _with_class(page, *_LINES):
        around = next((one for one in line.iterancestors() if _classes(one) & {"ocr_par", "ocr_carea"}), None)
        own = "number" if "ocr_pageno" in _classes(line) else "foot" if "ocr_footer" in _classes(line) else "text"
        if held and (around is not within or own != kind or own != "text"):
            yield ScannedBlock(tuple(held), kind)
            held = []
        within, kind = around, own
        held.append(tuple(_words(line, origin)))
    if held:
        yield ScannedBlock(tuple(held), kind)


def _words(line: _Element, origin: tuple[float, float]) -> list[ScannedWord]:
    words = [ScannedWord(text_of(one), _moved(_box(one), origin)) for one in _with_class(line, "ocrx_word", "ocr_word")]
    return words or [ScannedWord(text_of(line), _moved(_box(line), origin))]


def _moved(box: Box | None, origin: tuple[float, float]) -> Box | None:
    return (box[0] - origin[0], box[1] - origin[1], box[2], box[3]) if box else None


def _box(element: _Element) -> Box | None:
    found = _BOX.search(element.get("title") or "")
    if not found:
        return None
    left, top, right, bottom = map(number, found[1].split())
    return left, top, right - left, bottom - top


def _classes(element: _Element) -> set[str]:
    return set((element.get("class") or "").split())


def _with_class(root: _Element, *names: str) -> list[_Element]:
    wanted = set(names)
    return [one for one in root.iter("*") if _classes(one) & wanted]
