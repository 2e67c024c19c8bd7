"""The page numbers of a digitised book in HTML: elements that say that they are, or anchors that are named like pages.

A paragraph's identifier is no page label, whatever it looks like: pages are believed of anchors within the text, not
of the names of its paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from variorum.accession.pages_from_blocks import page_mark
from variorum.accession.plain_pages import is_rising

if TYPE_CHECKING:
    from lxml.etree import _Element

_EPUB_TYPE = ("epub:type", "{http://www.idpf.org/2007/ops}type")
_PAGE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:pagenum|page-?number|pageno|pagebreak|page-break-label)s?(?:$|[\s_-])", re.IGNORECASE
)
_PAGE_ID = re.compile(r"(page|pg|p|pb)[_-]?(\d{1,4}[a-z]?|[ivxlcdm]{1,8})", re.IGNORECASE)
_LABEL = re.compile(
    r"\W*(?:page|pg|pp?|стр|с|seite|s)?[\s.:]*(\d{1,4}[a-zа-я]?|[ivxlcdm]{1,9}|\[?\d{1,4}[rv]?)\W*", re.IGNORECASE
)


_TEXTS = (
    "p", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "tr", "dd", "dt", "div", "section",
    "article", "figure", "table", "ul", "ol", "body",
)  # fmt: skip


def page_label(text: str) -> str:
    """The page label in what a page number's element says ("[Pg 59]" is "59"); empty where it is none."""
    match = _LABEL.fullmatch(text.strip()[:40])
    return match.group(1).lstrip("[") if match else ""


def mark_pages(root: _Element, attributed: Iterable[_Element]) -> None:
    """Page marks in place of page numbers: those that say what they are, else anchors named like pages if they rise."""
    said: list[tuple[_Element, str]] = []
    named: list[tuple[_Element, str]] = []
    within: set[_Element] = set()
    for element in attributed:
        if element.tag in ("body", "html") or element in within:
            continue
        if _is_page_number(element):
            if (label := _label_of(element)) and _is_left(element, root):
                said.append((element, label))
                within.update(element.iter("*"))
        elif (
            (match := _PAGE_ID.fullmatch((element.get("id") or element.get("name") or "").strip()))
            and _can_be_a_page(element, match.group(1))
            and _is_left(element, root)
        ):
            named.append((element, match.group(2)))
    if said:
        for element, label in said:
            set_page_mark(element, label, alone=True)
    elif len(named) >= 3 and is_rising([label for _, label in named]) and not _name_paragraphs(root, named):
        for element, label in named:
            set_page_mark(element, label, alone=page_label(_shown(element)) == label)


def _can_be_a_page(element: _Element, prefix: str) -> bool:
    """Whether an element named like a page ("p12") may be one: a paragraph with text is named for itself."""
    if element.tag not in _TEXTS:
        return True
    said = _shown(element).strip()
    return not said or bool(page_label(said)) or (element.tag in ("div", "section") and prefix.lower() != "p")


def _name_paragraphs(root: _Element, named: Sequence[tuple[_Element, str]]) -> bool:
    """Whether anchors named like pages stand at the head of nearly every paragraph, and so number paragraphs."""
    at_head = sum(1 for element, _ in named if _opens_a_block(element))
    paragraphs = sum(1 for element in root.iter("p", "li", "blockquote") if _shown(element).strip())
    return at_head > 0.9 * len(named) and 3 < paragraphs < 1.5 * len(named)


def _opens_a_block(element: _Element) -> bool:
    """Whether no text stands before an element in the block that holds it."""
    while element.tag not in _TEXTS:
        previous, parent = element.getprevious(), element.getparent()
        if previous is not None or parent is None or (parent.text or "").strip():
            return False
        element = parent
    return True


def _is_left(element: _Element, root: _Element) -> bool:
    """Whether an element still stands in the tree after what is left out was taken from it."""
    return element is root or any(above is root for above in element.iterancestors())


def _is_page_number(element: _Element) -> bool:
    kinds = " ".join(filter(None, (*(element.get(key) for key in _EPUB_TYPE), element.get("role"))))
    return "pagebreak" in kinds or bool(_PAGE_CLASS.search(element.get("class") or ""))


def _label_of(element: _Element) -> str:
    """The label that a page number shows, or has as title or label for the blind, or is named by."""
    text = _shown(element)
    for said in (text, element.get("title") or "", element.get("aria-label") or ""):
        if label := page_label(said):
            return label
    for anchor in element.iter("*"):
        if match := re.search(r"(\d{1,4}|(?<=[_-])[ivxlcdm]{1,8})$", anchor.get("id") or anchor.get("name") or ""):
            return match.group(1)
    return ""


def set_page_mark(element: _Element, label: str, *, alone: bool) -> None:
    """A page mark where an element begins; `alone` says that it holds nothing but the page's number, which goes."""
    if not alone:
        element.text = page_mark(label) + (element.text or "")
        return
    for child in list(element):
        element.remove(child)
    element.text = page_mark(label)
    if element.tag in ("p", "div", "hr"):
        element.tag = "span"


def _shown(element: _Element) -> str:
    return "".join(map(str, element.itertext()))
