"""TEI P5 and kindred XML: the text as printed, with the page breaks that its editors recorded.

Where an editor gives a choice, the reading of the document stands (`tei_choices`); what the writer struck out is kept
beside the text and what was added (`add`) is text, so that this is the document's last state. `break="no"` joins a
word over a break of line, column or page. `fw` gives the running head and foot of a page. A note within a paragraph
follows it, so that no sentence is cut; what is said, labelled or directed (`said`, `label`, `stage`) within a sentence
is part of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from variorum.accession import remarks
from variorum.accession.encodings import decode
from variorum.accession.html import blocks_of
from variorum.accession.marks import bare, note_mark
from variorum.accession.note_calls import mark_note_calls
from variorum.accession.pages_from_blocks import compose, page_mark
from variorum.accession.reading import Reading
from variorum.accession.tei_choices import choose
from variorum.accession.tei_header import colophon_of
from variorum.accession.xml import local, parse_xml, put_in_place, text_of
from variorum.finding import Finding, Severity
from variorum.record import Page
from variorum.saying import say

if TYPE_CHECKING:
    from lxml.etree import _Element

READER = "tei"
_MEDIA_TYPE = "application/tei+xml"
_ENCODING = re.compile(rb"\A[\xef\xbb\xbf\s]*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.\-]{1,40})")
_LEFT_OUT = (
    "teiheader", "header", "facsimile", "sourcedoc", "standoff", "comment", "graphic", "binaryobject", "index",
    "interp", "interpgrp", "spangrp", "linkgrp", "taxonomy", "script", "style",
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
_SENTENCES = ("p", "ab", "l", "head", "item", "cell", "byline", "docimprint", "titlepart", "label", "u")
_PARTS_OF_SENTENCES = (
    "said", "stage", "label", "docauthor", "docdate", "docimprint", "byline", "salute", "signed", "dateline", "cit",
    "trailer", "imprimatur", "speaker", "u",
)  # fmt: skip
_OWN_GROUND = ("div", "body", "text", "floatingtext", "table", "list", "castlist", "note", "sp", "lg")
_MARGIN = ("margin", "marginal", "left", "right", "top", "bottom", "opposite", "overleaf")
_RAISED = re.compile(r"sup(?:er(?:script)?)?\b")
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
    composed = compose(blocks_of(root), source=source)
    findings.extend(_doubts(composed.pages, composed.paging, name))
    return composed.reading(_MEDIA_TYPE, READER, colophon, findings)


def _rename(root: _Element) -> None:
    """The tree in HTML's element names, without what is not text of the document."""
    from lxml import etree

    etree.strip_elements(root, etree.Comment, etree.PI, etree.Entity, with_tail=False)
    for element in root.iter("*"):
        element.tag = local(element) or "seg"
    root.tag = "div"
    etree.strip_elements(root, *_LEFT_OUT, with_tail=False)
    choose(root)
    _set_notes_apart(root)
    inline = {element for element in root.iter(*_PARTS_OF_SENTENCES) if _is_in_sentence(element)}
    _mark_pages(root)
    for element in list(root.iter("*")):
        _rename_one(element, inline=element in inline)
    mark_note_calls(root)


def _rename_one(element: _Element, *, inline: bool) -> None:
    tag = str(element.tag)
    if tag == "head":
        depth = sum(1 for _ in element.iterancestors("div"))
        element.tag = f"h{min(max(depth - 1, 1), 6)}" if _is_section(element.getparent()) else "p"
    elif tag in ("lb", "cb", "gb", "milestone"):
        _line_break(element)
    elif tag == "l":
        element.tag, element.tail = "span", _LINE + (element.tail or "")
    elif tag in ("ref", "ptr"):
        element.tag = "a"
        element.set("href", element.get("target") or "")
        if (element.get("type") or "").startswith("note"):
            element.set("class", "noteref")
    elif tag == "hi" and _RAISED.search(f"{element.get('rend') or ''} {element.get('rendition') or ''}"):
        element.tag = "sup"
    elif inline:
        element.tag = "span"
    elif tag not in ("tr", "td", "hr", "br", "li", "ul", "table"):
        element.tag = "div" if re.fullmatch(r"div\d", tag) else _AS_HTML.get(tag, "span")


def _is_in_sentence(element: _Element) -> bool:
    """Whether an element that can be a paragraph of its own stands within another's words."""
    for ancestor in element.iterancestors():
        if ancestor.tag in _SENTENCES:
            return True
        if ancestor.tag in _OWN_GROUND:
            return False
    return False


def _set_notes_apart(root: _Element) -> None:
    """Notes and figures within a paragraph, as marks at their place: they are to follow it."""
    outside = {pb.get("n") for pb in root.iter("pb") if next(pb.iterancestors("note"), None) is None}
    for element in list(root.iter("note", "figure")):
        if not _is_in_sentence(element) or next(element.iterancestors("note", "figure"), None) is not None:
            continue
        place = (element.get("place") or "").lower()
        if element.tag == "note" and place == "inline":
            element.tag = "seg"
            continue
        for page in list(element.iter("pb")):
            if page.get("n") not in outside:
                page.tail = None
                element.addnext(page)  # with it goes `element`'s tail, as lxml keeps tails with their elements
                page.tail, element.tail = element.tail, None
        called = element.tag == "note" and place not in _MARGIN[:4]
        put_in_place(element, note_mark((element.get("n") or "").strip(), _lines_of(element), called=called))


def _lines_of(note: _Element) -> str:
    """The text of a note, a line for each of its paragraphs."""
    for block in note.iter("p", "l", "item", "head", "lb"):
        block.text = _LINE + (block.text or "")
    lines = (" ".join(line.split()) for line in bare(text_of(note)).split(_LINE))
    return "\n".join(line for line in lines if line)


def _is_section(parent: _Element | None) -> bool:
    return parent is not None and (str(parent.tag).startswith("div") or parent.tag in ("body", "front", "back", "text"))


def _line_break(element: _Element) -> None:
    """A line end; one inside a word takes the white space around it along, so that the word is whole."""
    if element.get("break") == "no":
        _close_up(element)
        element.tag = "span"
    else:
        element.tag = "br" if element.tag == "lb" else "span"


def _close_up(element: _Element) -> None:
    element.tail = (element.tail or "").lstrip()
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "").rstrip()
    elif (parent := element.getparent()) is not None:
        parent.text = (parent.text or "").rstrip()


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
        element.tag = "span"
    for element in list(root.iter("fw")):
        put_in_place(element, "")
    for element in breaks:
        if element.get("break") == "no":
            _close_up(element)


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
        return [remarks.doubtful_labels(name, say("Page breaks are marked, but none of them has a number."))]
    if repeated > len(labels) / 4:
        message = say(
            "{repeated} page labels occur more than once, as where several volumes are in one file.", repeated=repeated
        )
        return [remarks.doubtful_labels(name, message, severity=Severity.NOTE)]
    return []
