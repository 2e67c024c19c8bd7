"""FB2 (FictionBook 2), bare or zipped: sections, title information, and the notes where they stand, in their own body.

FB2 knows no printed pages, so its sections and paragraphs are what one cites. Its elements are renamed to HTML's, and
from there on the way is the same. Schema: FictionBook 2.21.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from variorum.accession import remarks
from variorum.accession.encodings import decode
from variorum.accession.html import blocks_of
from variorum.accession.note_calls import mark_note_calls
from variorum.accession.pages_from_blocks import compose
from variorum.accession.paragraphs import tidy
from variorum.accession.plain_headings import language_code
from variorum.accession.reading import Colophon, Reading
from variorum.accession.xml import local, parse_xml, text_of
from variorum.accession.zips import open_package
from variorum.finding import Finding
from variorum.saying import say

if TYPE_CHECKING:
    from lxml.etree import _Element

READER = "fb2"
_MEDIA_TYPE = "application/x-fictionbook+xml"
_ENCODING = re.compile(rb"\A[\xef\xbb\xbf\s]*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.\-]{1,40})")
_AS_HTML = {
    "v": "line", "subtitle": "h5", "text-author": "p", "cite": "blockquote", "epigraph": "blockquote", "poem": "div",
    "stanza": "div",
    "annotation": "div", "empty-line": "hr", "date": "p", "body": "div", "section": "div",
}  # fmt: skip
_SAME_IN_HTML = ("p", "table", "tr", "th", "td", "div", "a", "sup")
_XLINK = "{http://www.w3.org/1999/xlink}href"


def read_fb2(data: bytes, *, name: str, source: str) -> Reading:
    """An FB2 book as pages."""
    findings: list[Finding] = []
    if data.startswith(b"PK"):
        package = open_package(data, name=name)
        books = [member for member in package.names if member.lower().endswith(".fb2")]
        unpacked = package.read(books[0]) if books else None
        findings.extend(package.findings)
        if unpacked is None:
            return Reading((), "none", _MEDIA_TYPE, READER, findings=tuple(findings))
        if len(books) > 1:
            message = say(
                "The archive holds {count} books; only the first, “{books}”, was read.",
                count=len(books),
                books=books[0],
            )
            findings.append(remarks.damaged(name, message))
        data = unpacked
    declared = _ENCODING.match(data[:400])
    decoded = decode(data, name=name, declared=declared.group(1).decode("ascii") if declared else "")
    root, faults = parse_xml(decoded.text, name=name)
    findings += [*decoded.findings, *faults]
    if root is None:
        return Reading((), "none", _MEDIA_TYPE, READER, findings=tuple(findings))
    _bring_bodies_out(root)
    colophon = _colophon(root)
    composed = compose(blocks_of(_as_html(root)), source=source)
    return composed.reading(_MEDIA_TYPE, READER, colophon, findings)


def _bring_bodies_out(root: _Element) -> None:
    """Put a body that damaged markup left within the description behind it again: its words are the book's."""
    for body in list(root.iter("{*}body")):
        if next(body.iterancestors("{*}description"), None) is not None:
            root.append(body)


def _as_html(root: _Element) -> _Element:
    """The tree in HTML's names: titles as headings by depth, verse as lines, without pictures, description and note
    calls.
    """
    from lxml import etree

    etree.strip_elements(
        root, etree.Comment, etree.PI, etree.Entity, "{*}binary", "{*}description", "{*}stylesheet", with_tail=False
    )
    for element in list(root.iter("{*}*")):
        tag = local(element)
        if tag == "title":
            _heading(element)
        elif tag == "v":
            element.tag, element.tail = "span", "\ufdd3" + (element.tail or "")
        elif element.tag not in ("h1", "h2", "h3", "h4", "h5", "h6"):
            element.tag = _AS_HTML.get(tag, tag if tag in _SAME_IN_HTML else "span")
            if tag == "a":
                _link(element)
    mark_note_calls(root)
    return root


def _link(element: _Element) -> None:
    """A link as HTML writes it; one to a note says so."""
    href = next((str(value) for key, value in element.items() if str(key) == _XLINK or str(key).endswith(":href")), "")
    element.set("href", href)
    if element.get("type") == "note":
        element.set("class", "noteref")


def _heading(title: _Element) -> None:
    depth = sum(1 for ancestor in title.iterancestors("{*}section", "section", "div") if ancestor is not None)
    text = text_of_lines(title)
    for child in list(title):
        title.remove(child)
    title.text = text
    title.tag = f"h{min(depth + 1, 6)}"


def text_of_lines(title: _Element) -> str:
    """A title's lines as one: "Часть первая. Начало" where the file has two paragraphs."""
    lines = [text_of(line) for line in title if isinstance(line.tag, str)]
    lines = [line for line in lines if line] or [text_of(title)]
    return "\ufdd3".join(lines)


def _colophon(root: _Element) -> Colophon:
    about = next(root.iter("{*}title-info"), None)
    printed = next(root.iter("{*}publish-info"), None)
    if about is None:
        return Colophon()
    written = next(about.iter("{*}date"), None)
    other = {
        "publisher": _said(printed, "publisher"),
        "ISBN": _said(printed, "isbn"),
        "publisher-place": _said(printed, "city"),
        "translator": "; ".join(_person(person) for person in about.iter("{*}translator")),
    }
    dates = {"composed": tidy(text_of(written)), "published": _said(printed, "year")}
    return Colophon(
        title=_said(about, "book-title"),
        authors=tuple(name for author in about.iterchildren("{*}author") if (name := _person(author))),
        language=language_code(_said(about, "lang")),
        dates={kind: date for kind, date in dates.items() if date},
        other={field: value for field, value in other.items() if value},
    )


def _said(parent: _Element | None, tag: str) -> str:
    return tidy(text_of(next(parent.iterchildren(f"{{*}}{tag}"), None))) if parent is not None else ""


def _person(element: _Element) -> str:
    parts = [_said(element, part) for part in ("first-name", "middle-name", "last-name")]
    return " ".join(part for part in parts if part) or _said(element, "nickname")
