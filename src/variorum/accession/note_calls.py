"""The marks that call a note in HTML and its kin (EPUB, FB2, TEI), told from other links, ordinals and exponents.

They come in many forms: links that say what they are (EPUB's and ARIA's roles, classes), raised links (LibreOffice,
calibre, Pandoc), links in brackets (Word, FB2), brackets around a link (old Russian libraries), and raised numbers
without a link. Each is taken out of the text and becomes a `call` mark at its place; a number at the head of a note is
the note's own, and stays. What is not sure to be a call stays as it is: a number of an index must not be lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, cast

from variorum.accession.marks import anchor_mark, call_mark
from variorum.accession.note_signs import (
    call_in,
    calls_unlinked,
    is_bracketed,
    is_lettered,
    number_in,
    raised,
)
from variorum.accession.xml import put_in_place

if TYPE_CHECKING:
    from lxml.etree import _Element

_SAYS_CALL = re.compile(
    r"noteref|fnanchor|(?:foot|end)note-?(?:ref|anc)|note-?call|sd(?:foot|end)noteanc|Mso(?:Foot|End)noteReference"
    r"|\b(?:fn|note)-?ref\b",
    re.IGNORECASE,
)
_SAYS_BACK = re.compile(r"backlink|(?:foot|end)note-?back|sd(?:foot|end)notesym|reversefootnote", re.IGNORECASE)
_RAISED_CLASS = re.compile(r"(?:^|[\s_-])sup(?:er(?:script)?)?\d*(?:$|[\s_-])", re.IGNORECASE)
_RAISED_STYLE = re.compile(r"vertical-align\s*:\s*(?:super|text-top|\d)", re.IGNORECASE)
_NOTE_NAME = re.compile(
    r"(?:^|[\W_\d])(?:foot|end)?note|^_?(?:ft|ed|f|e)n[\W_]?\d|sd(?:foot|end)note|cite_?note"
    r"|^(?:n|fn|en|pn|rn|c|t)[_-]?\d+$|^_?\d+$|filepos|anmerkung|prim|snosk|comment",
    re.IGNORECASE,
)
_ARROWS = re.compile(r"[\s↩↑⮌⏎⤴^\ufe0e\ufe0f]+")
_EDGES = frozenset((
    "p", "div", "li", "blockquote", "dd", "dt", "table", "tr", "td", "th", "caption", "figcaption", "section",
    "article", "aside", "body", "html", "br", "hr", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl",
    "center", "header", "footer", "main",
))  # fmt: skip
_EPUB_TYPE = ("epub:type", "{http://www.idpf.org/2007/ops}type")
_ENOUGH = 24  # characters around a sign that are looked at
_FARTHEST = 200  # pieces of text around it, most of them empty, that are looked at for these


def mark_note_calls(root: _Element, *, place: str = "") -> None:
    """Marks every call of a note in a tree of HTML's names, and the places that calls lead to.

    `place` is the name of this part within its book, by which calls from other parts know it.
    """
    named = _named(root)
    wanted: set[str] = set()
    last = 0
    for element in list(_candidates(root)):
        said = _shown(element)
        link = element if element.tag == "a" else next(element.iter("a"), None)
        back, label = link is not None and _leads_back(link, said), call_in(said)
        if not (back or label) or not _stands_in(element, root):
            continue  # it is no sign, as most are not, or went with one around it
        if back and link is not None:
            _take_back(link, said)
            continue
        before = _before(element)
        if _is_call(element, link, said, before, last):
            wanted |= _put(element, label, place)
            last = max(last, number_in(label)) if number_in(label) <= last + 50 else last
        elif not before.strip(" \t\r\n\xa0[({"):
            _part_from_text(element)
        elif link is None and not is_lettered(label):
            put_in_place(element, raised(said, before))
    for fragment, element in named.items():
        if not (fragment in wanted or (place and _NOTE_NAME.search(fragment))):
            continue
        if element.attrib:  # else a mark stands in its place
            element.text = anchor_mark(f"{place}#{fragment}") + (element.text or "")


def _candidates(root: _Element) -> Iterator[_Element]:
    """Elements that hold a short sign and are raised or links; of one within another the outer comes first."""
    for element in root.iter("a", "sup", "span", "small", "font", "b", "i"):
        if element.tag in ("a", "sup") or _is_raised(element):
            yield element


def _is_raised(element: _Element) -> bool:
    if element.tag == "sup":
        return True
    if not element.attrib:
        return False
    return bool(_RAISED_CLASS.search(element.get("class") or "") or _RAISED_STYLE.search(element.get("style") or ""))


def _stands_in(element: _Element, root: _Element) -> bool:
    return any(above is root for above in element.iterancestors())


def _named(root: _Element) -> dict[str, _Element]:
    named: dict[str, _Element] = {}
    for element in cast("list[_Element]", root.xpath("descendant::*[@id or @name]")):
        for name in (element.get("id"), element.get("name")):
            if name:
                named.setdefault(name, element)
    return named


def _is_call(element: _Element, link: _Element | None, said: str, before: str, last: int) -> bool:
    kinds = " ".join(_kinds(one) for one in (element, *element.iter("a", "span")))
    if _SAYS_CALL.search(kinds):
        return bool(before.strip())
    if not before.strip(" \t\r\n\xa0[({"):
        return False  # at the head of its block: a note's own number, or an entry of a list
    up = _is_raised(element) or any(_is_raised(one) for one in (*element.iter(), *_inline_above(element)))
    if link is None:
        return up and calls_unlinked(call_in(said), before, _after(element), last=last)
    target = link.get("href") or ""
    fragment = target.partition("#")[2]
    if up:
        return bool(target) and ("#" in target or not re.match(r"[a-z]+:", target))
    if not fragment:
        return False
    glued = not before[-1].isspace()
    if is_lettered(call_in(said)):
        return is_bracketed(said) and bool(_NOTE_NAME.search(fragment))
    if is_bracketed(said) or (before.rstrip()[-1] in "[({" and _after(element)[:1] in tuple("])}")):
        return bool(_NOTE_NAME.search(fragment)) or (glued and before[-1] not in "[({")
    if not call_in(said)[:1].isdigit():
        return True
    return glued and bool(_NOTE_NAME.search(fragment))


def _kinds(element: _Element) -> str:
    if not element.attrib:
        return ""
    return " ".join(filter(None, (element.get(key) for key in (*_EPUB_TYPE, "role", "class"))))


def _inline_above(element: _Element) -> Iterator[_Element]:
    """The elements around one that hold nothing but it."""
    shown = len(_shown(element).strip())
    for above in element.iterancestors():
        if above.tag in _EDGES or len(_shown(above).strip()) > shown + 2:
            return
        yield above


def _leads_back(link: _Element, said: str) -> bool:
    """Whether a link leads from a note back to its call: an arrow does, or one that says so."""
    return _is_arrow(link, said) or bool(_SAYS_BACK.search(_kinds(link)))


def _is_arrow(link: _Element, said: str) -> bool:
    return bool(said.strip() and _ARROWS.fullmatch(said)) and "#" in (link.get("href") or "")


def _take_back(link: _Element, said: str) -> None:
    """Takes out an arrow that leads back; another such link is the note's own number, and stays."""
    if _is_arrow(link, said):
        put_in_place(link, "")
    else:
        _part_from_text(link)


def _part_from_text(element: _Element) -> None:
    """A note's own number, parted from the note's first word by a blank."""
    if _after(element)[:1].isalnum():
        element.tail = " " + (element.tail or "")


def _put(element: _Element, label: str, place: str) -> set[str]:
    """Puts call marks in the element's place, one for each link in it; the fragments of this part that they lead to."""
    links = [element] if element.tag == "a" else list(element.iter("a"))
    labels = [call_in(_shown(link)) for link in links] if len(links) > 1 else [label]
    targets = [link.get("href") or "" for link in links] or [""]
    marks = "".join(
        call_mark(shown, target=_target(href, place)) for shown, href in zip(labels, targets, strict=True) if shown
    )
    _without_outer_brackets(element)
    put_in_place(element, marks)
    return {href[1:] for href in targets if href.startswith("#")}


def _target(href: str, place: str) -> str:
    path, _, fragment = href.partition("#")
    if path and place:
        path = "/".join((*place.split("/")[:-1], path))
    return f"{path or place}#{fragment}" if fragment else ""


def _without_outer_brackets(element: _Element) -> None:
    """Takes away brackets that stand around the element and belong to its sign."""
    tail = element.tail or ""
    previous, parent = element.getprevious(), element.getparent()
    if parent is None or tail[:1] not in tuple("])}"):
        return
    before = (previous.tail if previous is not None else parent.text) or ""
    if before[-1:] not in tuple("[({"):
        return
    element.tail = tail[1:]
    if previous is not None:
        previous.tail = before[:-1]
    else:
        parent.text = before[:-1]


def _shown(element: _Element) -> str:
    return "".join(map(str, element.itertext("*"))) if len(element) else element.text or ""


def _before(element: _Element) -> str:
    """The last characters that stand before an element in its block."""
    held: list[str] = []
    size = 0
    for text in islice(_backwards(element), _FARTHEST):
        held.append(text[-_ENOUGH:])
        size += len(held[-1])
        if size >= _ENOUGH and "".join(held).strip():
            break
    return "".join(reversed(held))


def _backwards(element: _Element) -> Iterator[str]:
    node: _Element = element
    while True:
        previous = node.getprevious()
        if previous is not None:
            yield previous.tail or ""
            if previous.tag in _EDGES:
                return
            yield _shown(previous)
            node = previous
            continue
        parent = node.getparent()
        if parent is None:
            return
        yield parent.text or ""
        if parent.tag in _EDGES:
            return
        node = parent


def _after(element: _Element) -> str:
    """The first characters that follow an element in its block."""
    for text in islice(_forwards(element), _FARTHEST):
        if text:
            return text[:_ENOUGH]
    return ""


def _forwards(element: _Element) -> Iterable[str]:
    node: _Element = element
    while True:
        yield node.tail or ""
        following = node.getnext()
        if following is not None:
            if following.tag in _EDGES:
                return
            yield _shown(following)
            node = following
            continue
        parent = node.getparent()
        if parent is None or parent.tag in _EDGES:
            return
        node = parent
