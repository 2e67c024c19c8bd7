"""HTML: the text as a reader sees it, in sections by heading, or in pages where a digitised book's page numbers stand
in it.

Block elements and headings are marked inside the tree by signs that no text holds, the text is taken out in one go, and
cut at the signs: so the work lies in libxml2, and a page costs little more than bare extraction. Left out are scripts,
styles, navigation, controls of forms, and the marks that call a note (the note's own text stays where it stands).
Scripts are never run and nothing is fetched. Tables become lines with tabs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from variorum.accession import limits, remarks
from variorum.accession.encodings import decode
from variorum.accession.html_beside import set_aside
from variorum.accession.html_colophon import active_parts, colophon_of
from variorum.accession.html_pages import mark_pages
from variorum.accession.note_calls import mark_note_calls
from variorum.accession.pages_from_blocks import compose
from variorum.accession.paragraphs import Block
from variorum.accession.reading import Colophon, Reading
from variorum.accession.xml import put_in_place, without_dead_references
from variorum.finding import Finding, Severity
from variorum.saying import say

if TYPE_CHECKING:
    from lxml.etree import _Element

READER = "html"

_BLOCK, _HEADING, _LINE, _CELL = "\ufdd1", "\ufdd2", "\ufdd3", "\ufdd4"
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
_FIRST_OF_NONCHARACTERS = b"\xef"
_CONTROLS = bytes((*range(9), *range(14, 32)))
_BLANKS = bytes.maketrans(b"\t\r\x0b\x0c", b"    ")
_BLOCKS = (
    "p", "div", "li", "blockquote", "dd", "dt", "table", "caption", "figcaption", "figure", "section", "article",
    "header", "footer",
    "aside", "main", "address", "center", "fieldset", "details", "summary", "body", "hr", "ul", "ol", "dl", "pre",
    "legend",
)  # fmt: skip
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LEFT_OUT = (
    "script", "style", "noscript", "template", "head", "title", "button", "select", "textarea", "input",
    "option", "iframe",
    "object", "embed", "applet", "svg", "canvas", "audio", "video", "map", "rp", "datalist", "dialog",
)  # fmt: skip
_INITIAL = re.compile(r"[“«„\"'‘]?[A-ZА-ЯЁІѢ]")
_SAYS_INITIAL = re.compile(r"drop|initial|letter|cap\b|bukv", re.IGNORECASE)
_WORDS_OF_A_LETTER = frozenset("AIOАВИКОСУЯ")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.\-]{1,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.\-]{1,40})")
_LONG_TAG = 4000  # characters, which a thousand attributes have at least
_OVERLOADED = re.compile(rf"<([A-Za-z][A-Za-z0-9]{{0,20}})\b[^<>]{{{_LONG_TAG},}}>?")
_CLOSED = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Flow:
    """What an HTML document holds: its blocks in reading order with page marks in them, and its colophon."""

    blocks: tuple[Block, ...]
    colophon: Colophon
    active: tuple[str, ...] = ()  # what a browser would run or fetch, and how often it stood there


def read_html(data: bytes, *, name: str, source: str) -> Reading:
    """An HTML or XHTML page as pages."""
    declared = _CHARSET.search(data[:4096]) or _XML_ENCODING.match(data[:400])
    decoded = decode(data, name=name, declared=declared.group(1).decode("ascii") if declared else "")
    findings: list[Finding] = list(decoded.findings)
    if "<!ENTITY" in decoded.text[:20_000].upper():
        findings.append(remarks.hostile(name, say("The page declares entities of its own; they were left out.")))
    if (tags := decoded.text.count("<")) > limits.MOST_TAGS:
        return Reading((), "none", "text/html", READER, findings=(*findings, remarks.too_many_tags(name, tags)))
    root, cut_off = parse_html(decoded.text)
    if cut_off:
        findings.append(remarks.damaged(name, cut_off))
    elif _is_broken_off(decoded.text):
        message = say("The markup breaks off before its end, as an interrupted download does. What is there was read.")
        findings.append(remarks.damaged(name, message))
    if root is None:
        damaged = remarks.damaged(name, say("No markup and no text could be made out."), severity=Severity.ERROR)
        return Reading((), "none", "text/html", READER, findings=(*findings, damaged))
    flow = flow_of(root, paged=True)
    if len(flow.blocks) > limits.MOST_BLOCKS:
        message = say(
            "The page has {count} paragraphs; those after the first {most_blocks} were left out.",
            count=len(flow.blocks),
            most_blocks=limits.MOST_BLOCKS,
        )
        findings.append(remarks.too_large(name, message))
    composed = compose(flow.blocks, source=source)
    if flow.active and composed.paging != "none":
        findings.append(remarks.scripts_left_out(name, ", ".join(flow.active)))
    if composed.paging == "none":
        message = say(
            "The page holds markup and no text: its text may be put in by a script when it is opened in a browser."
        )
        remedy = say("Open it in a browser, save it from there as a complete page or as PDF, and add that file.")
        findings.append(remarks.no_text(name, message, remedy=remedy))
    findings.extend(remarks.beside(name, composed.asides))
    return composed.reading("text/html", READER, flow.colophon, findings)


def parse_html(text: str) -> tuple[_Element | None, str]:
    """The root of a page, parsed with all of a browser's patience (None where there is nothing), and what was cut off.

    Cut off is what is nested deeper than libxml2 follows (`limits.DEEPEST_MARKUP`), and what comes after a stretch
    without markup longer than it takes (ten million bytes).
    """
    from lxml import etree

    data = _parsable(text)
    parser = etree.HTMLParser(
        encoding="utf-8", recover=True, no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None, ""
    return root, _cut_off([entry.message for entry in parser.error_log if entry.level_name == "FATAL"])


def _is_broken_off(text: str) -> bool:
    """Whether a page ends within a tag, or without any end where it had a beginning (old pages have neither)."""
    end = text[-400:].rfind("<")
    if end >= 0 and ">" not in text[-400:][end:] and re.match(r"</?[A-Za-z]", text[-400:][end:]):
        return True
    opened = re.search(r"<(?:html|body)\b", text[:20_000], re.IGNORECASE)
    return opened is not None and not (_CLOSED.search(text, max(len(text) - 2000, 0)) or _CLOSED.search(text))


def _cut_off(complaints: list[str]) -> str:
    if not complaints:
        return ""
    if any("depth" in complaint for complaint in complaints):
        return say(
            "The markup is nested more than {deepest_markup} deep; what lies deeper was left out.",
            deepest_markup=limits.DEEPEST_MARKUP,
        )
    return say("A stretch without any markup is longer than can be read; what begins with it was left out.")


def _has_long_stretch(text: str) -> bool:
    """Whether so much stands between two signs that begin tags as only an overloaded tag has, or a long paragraph."""
    at, bound = 0, len(text) - _LONG_TAG
    while at < bound:
        at = text.rfind("<", at, at + _LONG_TAG + 1) + 1
        if not at:
            return True
    return False


def _without_attributes(tag: re.Match[str]) -> str:
    """A tag with more attributes than any page has, without them: libxml2 holds each of them against all before it."""
    return (
        f"<{tag[1]}>"
        if tag[0].count("=") > limits.MOST_ATTRIBUTES or tag[0].count(" ") > limits.MOST_ATTRIBUTES
        else tag[0]
    )


def _parsable(text: str) -> bytes:
    """The markup without what XML has no character for, which lxml would not take back, and without this reader's
    signs.
    """
    if _has_long_stretch(text):
        text = _OVERLOADED.sub(_without_attributes, text)
    data = text.encode("utf-8", "replace")
    if b"&#" in data and (alive := without_dead_references(text)) is not text:
        text, data = alive, alive.encode("utf-8", "replace")
    if _FIRST_OF_NONCHARACTERS in data:
        data = _NONCHARACTERS.sub("", text).encode("utf-8", "replace")
    return data.translate(_BLANKS, _CONTROLS)


def flow_of(root: _Element, *, paged: bool, place: str = "") -> Flow:
    """The blocks of a parsed page; its tree is used up. With `paged`, page numbers are looked for in it.

    `place` is the page's name within a book, by which notes are called from its other pages.
    """
    from lxml import etree

    colophon, active = colophon_of(root), active_parts(root)
    attributed = cast("list[_Element]", root.xpath("descendant-or-self::*[@*[name() != 'href']]"))
    etree.strip_elements(root, *_LEFT_OUT, etree.Comment, etree.PI, etree.Entity, with_tail=False)
    set_aside(root, attributed)
    _write_initials(root)
    if paged:
        mark_pages(root, attributed)
    mark_note_calls(root, place=place)
    for group in root.iter("hgroup"):
        for line in group.iter("p"):
            line.tag = "h6"
    return Flow(blocks_of(root), colophon, active)


def _write_initials(root: _Element) -> None:
    """Puts the letter of an initial that is a picture in its place; blanks between it and its word are layout."""
    for picture in list(root.iter("img")):
        letter = (picture.get("alt") or "").strip()
        after = (picture.tail or "").lstrip() or _following(picture)
        said = f"{picture.get('class') or ''} {picture.get('id') or ''} {picture.get('src') or ''}"
        if not _INITIAL.fullmatch(letter) or not after[:1].isalpha():
            continue
        glued = (picture.tail or "")[:1].isalpha() or not picture.tail
        if glued or (_SAYS_INITIAL.search(said) and letter.strip("“«\"'").upper() not in _WORDS_OF_A_LETTER):
            picture.tail = (picture.tail or "").lstrip()
        put_in_place(picture, letter)


def _following(element: _Element) -> str:
    following = element.getnext()
    if following is None or following.tag in (*_BLOCKS, *_HEADINGS, "br"):
        return ""
    return "".join(map(str, following.itertext("*"))).lstrip()


def blocks_of(root: _Element) -> tuple[Block, ...]:
    """The blocks of a tree in HTML's element names, in reading order; its tree is used up."""
    from lxml import etree

    _mark_blocks(root)
    # XPath does it in one pass inside libxml2, for the white space of XML; `_stripped` sees to the rest
    normalised = etree.XPath("normalize-space()", smart_strings=False)(root)
    return tuple(_cut(str(normalised)))


def _stripped(text: str) -> str:
    """A piece of normalised text without white space at its ends and without any but single blanks."""
    return text.strip(" ") if text.isascii() or text.isprintable() else " ".join(text.split())


def _mark_blocks(root: _Element) -> None:
    """Signs at block edges, headings, line breaks and cells; the only work per element in Python, so kept bare."""
    for element in root.iter(*_BLOCKS):
        element.text = _BLOCK + (element.text or "")
        element.tail = _BLOCK + (element.tail or "")
    for element in root.iter(*_HEADINGS, "br", "tr", "td", "th", "q"):
        tag = str(element.tag)
        if tag in _HEADINGS:
            element.text = f"{_BLOCK}{_HEADING}{tag[1]}{element.text or ''}"
            element.tail = _BLOCK + (element.tail or "")
        elif tag == "br":
            element.tail = _LINE + (element.tail or "")
        elif tag == "q":
            element.text = "“" + (element.text or "")
            element.tail = "”" + (element.tail or "")
        else:
            element.text = (_LINE if tag == "tr" else _CELL) + (element.text or "")
    for block in root.iter("pre"):
        for element in block.iter("*"):
            element.text = (element.text or "").replace("\n", _LINE)
            if element is not block:
                element.tail = (element.tail or "").replace("\n", _LINE)


def _cut(text: str) -> Iterator[Block]:
    for piece in text.split(_BLOCK):
        if not piece or piece == " ":
            continue
        level = 0
        if _HEADING in piece:
            before, _, piece = piece.partition(_HEADING)
            level = int(piece[:1]) if piece[:1] in ("1", "2", "3", "4", "5", "6") else 0
            piece = before + piece[level > 0 :]
        if _LINE not in piece and _CELL not in piece:
            if words := _stripped(piece):
                yield Block(words, not level, level)
            continue
        yield from _lines(piece, level)


def _lines(piece: str, level: int) -> Iterator[Block]:
    """A block with lines or cells; an empty line (two breaks) begins a new paragraph, as old pages have it."""
    held: list[str] = []
    for line in [*piece.split(_LINE), ""]:
        cells = [_stripped(cell) for cell in line.split(_CELL)]
        text = "\t".join(cell for cell in cells if cell)
        if text:
            held.append(text)
        elif held and (_CELL not in line or not line):
            yield Block("\n".join(held), not level, level)
            held = []
