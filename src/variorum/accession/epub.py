"""EPUB 2 and 3: the book in its reading order, with the page numbers of its printed edition where it has them.

Page labels come from the page list (EPUB 3 navigation, NCX `pageList`), else from page-break marks in the text. A book
without them is divided by its headings, or by the titles of its table of contents where a part has no heading. Nothing
outside the package is ever read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from variorum.accession import remarks
from variorum.accession.encodings import decode
from variorum.accession.epub_package import Contents, contents_of
from variorum.accession.html import flow_of, parse_html
from variorum.accession.html_pages import page_label, set_page_mark
from variorum.accession.pages_from_blocks import compose, page_mark
from variorum.accession.paragraphs import Block
from variorum.accession.reading import Reading
from variorum.accession.xml import local, parse_xml
from variorum.accession.zips import Package, open_package
from variorum.finding import Finding
from variorum.saying import say

if TYPE_CHECKING:
    from lxml.etree import _Element

READER = "epub"
_MEDIA_TYPE = "application/epub+zip"
_XHTML = re.compile(r"""\sxmlns\s*=\s*["']http://www\.w3\.org/1999/xhtml["']""")
_ENCODING = re.compile(rb"\A[\xef\xbb\xbf\s]*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.\-]{1,40})")


def read_epub(data: bytes, *, name: str, source: str) -> Reading:
    """An EPUB as pages."""
    package = open_package(data, name=name)
    contents = contents_of(package)
    findings = list(contents.findings)
    if (
        contents.locked & set(contents.order)
        or package.encrypted
        or ("META-INF/rights.xml" in package and contents.locked)
    ):
        findings.append(
            remarks.encrypted(name, say("The book is locked by rights management (DRM), so its text cannot be read."))
        )
    blocks: list[Block] = []
    missing: list[str] = []
    for member in contents.order:
        if member in contents.locked:
            continue
        part = package.read(member)
        if part is None:
            missing.append(member)
        else:
            blocks.extend(_blocks(part, member, contents, findings, name))
    if missing:
        named = ", ".join(f"“{member}”" for member in missing[:5]) + (" …" if len(missing) > 5 else "")
        message = say(
            "{count} of the book's {total} parts are missing or unreadable: {named}.",
            count=len(missing),
            total=len(contents.order),
            named=named,
        )
        findings.append(remarks.damaged(name, message))
    composed = compose(blocks, source=source)
    if composed.paging == "none" and not any(finding.code in ("A005", "A006") for finding in findings):
        findings.append(
            remarks.no_text(name, say("The book's pages hold pictures or nothing; there is no text in them."))
        )
    findings.extend(remarks.beside(name, composed.asides))
    return composed.reading(_MEDIA_TYPE, READER, contents.colophon, _each_once(findings, package))


def _each_once(findings: list[Finding], package: Package) -> tuple[Finding, ...]:
    return tuple(dict.fromkeys((*findings, *package.findings)))


def _blocks(part: bytes, member: str, contents: Contents, findings: list[Finding], name: str) -> Iterator[Block]:
    """The blocks of one part of the book, with the page marks and section names that the navigation gives."""
    declared = _ENCODING.match(part[:400])
    decoded = decode(part, name=name, declared=declared.group(1).decode("ascii") if declared else "")
    findings.extend(decoded.findings)
    root = _parsed(decoded.text, name, findings)
    if root is None:
        return
    labels = {fragment: label for (path, fragment), label in contents.pages.items() if path == member}
    listed = bool(contents.pages)
    head = page_mark(labels[""]) if labels.get("") else ""
    if labels:
        _put_labels(root, labels)
    flow = flow_of(root, paged=not listed, place=member)
    if flow.active:
        findings.append(remarks.scripts_left_out(name, "scripts, frames or embedded objects in the book's pages"))
    title = contents.chapters.get((member, ""), "") or next(
        (title for (path, _), title in contents.chapters.items() if path == member), ""
    )
    if title and not any(block.level for block in flow.blocks):
        yield Block(head, numbered=False, level=1, section=title)
    elif head:
        yield Block(head, numbered=False)
    yield from flow.blocks


def _parsed(text: str, name: str, findings: list[Finding]) -> _Element | None:
    """The root of an XHTML part: as XML, which it claims to be; as HTML where it is not."""
    root, faults = parse_xml(_XHTML.sub("", text), name=name)
    hostile = [fault for fault in faults if fault.code != "A004"]
    findings.extend(hostile)
    if any(fault.code == "A006" for fault in faults):
        return None
    if root is None or len(faults) > len(hostile):
        return parse_html(text)[0]
    if isinstance(root.tag, str) and root.tag.startswith("{"):
        for element in root.iter("{*}*"):
            element.tag = local(element) or "span"
    return root


def _put_labels(root: _Element, labels: dict[str, str]) -> None:
    for element in list(root.iter("*")):
        label = labels.get(element.get("id") or element.get("name") or "")
        if label:
            shown = page_label("".join(map(str, element.itertext())))
            set_page_mark(element, label, alone=shown == label or not "".join(map(str, element.itertext())).strip())
