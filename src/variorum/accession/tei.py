"""TEI P5 and kindred XML: the text as printed, with the page breaks that its editors recorded.

Where an editor gives a choice, the reading of the document stands: `orig`, `sic`, `abbr` against `reg`, `corr`,
`expan`; what the writer struck out (`del`) is left out and what was added (`add`) stays, so the text is the document's
last state. In an apparatus the lemma stands, or the first reading. `lb break="no"` joins a word. `fw` gives the running
head and foot of a page. Marks that call a note are left out, notes stay in their place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from variorum.accession import remarks
from variorum.accession.composing import compose, page_mark
from variorum.accession.encodings import decode
from variorum.accession.html import blocks_of
from variorum.accession.reading import Reading
from variorum.accession.tei_header import colophon_of
from variorum.accession.xml import local, parse_xml, text_of
from variorum.finding import Finding, Severity
from variorum.record import Page

if TYPE_CHECKING:
    from lxml.etree import _Element

READER = "tei/1"
_MEDIA_TYPE = "application/tei+xml"
_ENCODING = re.compile(rb"\A[\xef\xbb\xbf\s]*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.\-]{1,40})")
_LEFT_OUT = (
    "teiheader", "header", "del", "reg", "corr", "expan", "facsimile", "sourcedoc", "standoff", "comment", "graphic",
    "figdesc",
    "surplus", "binaryobject", "index", "interp", "interpgrp", "spangrp", "linkgrp", "taxonomy", "script", "style",
)  # fmt: skip
_AS_HTML = {
    "p": "p", "ab": "p", "item": "li", "list": "ul", "quote": "span", "lg": "div", "sp": "div", "stage": "p",
    "speaker": "p",
    "note": "p", "cit": "div", "epigraph": "div", "row": "tr", "cell": "td", "table": "table", "salute": "p",
    "signed": "p",
    "dateline": "p", "closer": "div", "opener": "div", "byline": "p", "docauthor": "p", "docdate": "p",
    "docimprint": "p",
    "titlepage": "div", "titlepart": "h6", "trailer": "p", "argument": "div", "div": "div", "postscript": "div",
    "floatingtext": "div",
    "body": "div", "front": "div", "back": "div", "text": "div", "group": "div", "bibl": "span", "listbibl": "ul",
    "said": "p",
    "label": "p", "entry": "div", "u": "p", "doctitle": "div", "imprimatur": "p", "figure": "div", "castlist": "ul",
    "castitem": "li",
}  # fmt: skip
_LINE = "\ufdd3"
_FEET = ("foot", "footer", "sig", "catch", "bottom")
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def read_tei(data: bytes, *, name: str, source: str) -> Reading:
    """A TEI document, or other XML with text in it, as pages."""
    declared = _ENCODING.match(data[:400])
    decoded = decode(data, name=name, declared=declared.group(1).decode("ascii") if declared else "")
    root, faults = parse_xml(decoded.text, name=name)
    findings: list[Finding] = [*decoded.findings, *faults]
    if root is None:
        return Reading((), "none", _MEDIA_TYPE, READER, findings=tuple(findings))
    colophon = colophon_of(root)
    _rename(root)
    pages, paging = compose(blocks_of(root), source=source)
    findings.extend(_doubts(pages, paging, name))
    return Reading(pages, paging, _MEDIA_TYPE, READER, colophon, tuple(findings))


def _rename(root: _Element) -> None:
    """The tree in HTML's element names, without what is not text of the document."""
    from lxml import etree

    etree.strip_elements(root, etree.Comment, etree.PI, etree.Entity, with_tail=False)
    for element in root.iter("*"):
        element.tag = local(element) or "seg"
    root.tag = "div"
    _choose(root)
    etree.strip_elements(root, *_LEFT_OUT, with_tail=False)
    _mark_pages(root)
    for element in list(root.iter("*")):
        tag = str(element.tag)
        if tag == "head":
            depth = sum(1 for _ in element.iterancestors("div"))
            element.tag = f"h{min(max(depth - 1, 1), 6)}" if _is_section(element.getparent()) else "p"
        elif tag == "lb":
            _line_break(element)
        elif tag == "l":
            element.tag, element.tail = "span", _LINE + (element.tail or "")
        elif tag in ("ref", "ptr") and (element.get("type") or "").startswith("note"):
            element.tag = "notecall"
        elif tag == "note" and element.get("place") in ("margin", "marginal", "inline"):
            element.tag = "span"
        elif tag not in ("tr", "td", "hr", "br", "li", "ul", "table"):
            element.tag = "div" if re.fullmatch(r"div\d", tag) else _AS_HTML.get(tag, "span")
    etree.strip_elements(root, "notecall", with_tail=False)


def _is_section(parent: _Element | None) -> bool:
    return parent is not None and (str(parent.tag).startswith("div") or parent.tag in ("body", "front", "back", "text"))


def _choose(root: _Element) -> None:
    """In each apparatus entry the lemma, or else the first reading; the others go. `choice` needs only its lists left
    out.
    """
    for entry in root.iter("app"):
        readings = list(entry.iter("lem")) or list(entry.iter("rdg"))[:1]
        for reading in list(entry.iter("rdg")):
            if reading not in readings:
                reading.tag = "reg"
    for choice in root.iter("choice"):
        alternatives = [child for child in choice if child.tag in ("orig", "sic", "abbr")]
        for child in choice if not alternatives else ():
            child.tag = "seg"
            break


def _line_break(element: _Element) -> None:
    """A line end; one inside a word takes the white space around it along, so that the word is whole."""
    if element.get("break") == "no":
        element.tail = (element.tail or "").lstrip()
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "").rstrip()
        elif (parent := element.getparent()) is not None:
            parent.text = (parent.text or "").rstrip()
        element.tag = "span"
    else:
        element.tag = "br"


def _mark_pages(root: _Element) -> None:
    breaks = list(root.iter("pb"))
    running: dict[_Element, tuple[list[str], list[str]]] = {}
    current: _Element | None = None
    for element in root.iter("pb", "fw"):
        if element.tag == "pb":
            current = element
            running[element] = ([], [])
        elif current is not None:
            place = f"{element.get('type') or ''} {element.get('place') or ''}".lower()
            running[current][any(foot in place for foot in _FEET)].append(text_of(element))
    for element in breaks:
        heads, feet = running[element]
        element.text = page_mark(_label(element), head=" ".join(heads), foot=" ".join(feet)) + (element.text or "")
        if element.get("break") == "no":
            element.tail = (element.tail or "").lstrip()
        element.tag = "span"
    for element in list(root.iter("fw")):
        element.tag = "reg"
    from lxml import etree

    etree.strip_elements(root, "reg", with_tail=False)


def _label(element: _Element) -> str:
    """The page number of a page break: `n`, else the last number in its identifier or picture's name."""
    if label := (element.get("n") or "").strip():
        label = re.sub(r"^(?:p\.|pp\.|page|с\.|стр\.)\s*", "", label, flags=re.IGNORECASE)
        return label.lstrip("0") if label.isdigit() and label.strip("0") else label  # editors pad, printers do not
    match = re.search(r"(\d+)\D*$", element.get(_XML_ID) or element.get("id") or "")
    return str(int(match.group(1))) if match and len(match.group(1)) < 8 else ""


def _doubts(pages: Sequence[Page], paging: str, name: str) -> list[Finding]:
    if paging != "pages":
        return []
    labels = [page.label for page in pages if page.label]
    repeated = len(labels) - len(set(labels))
    if not labels:
        return [remarks.doubtful_labels(name, "Page breaks are marked, but none of them has a number.")]
    if repeated > len(labels) / 4:
        message = f"{repeated} page labels occur more than once, as where several volumes are in one file."
        return [remarks.doubtful_labels(name, message, severity=Severity.NOTE)]
    return []
