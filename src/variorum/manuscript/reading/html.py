"""HTML as a manuscript: paragraphs, block quotations, and notes by the links that lead to them and back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from variorum.finding import Unreadable
from variorum.manuscript.manuscript import Call, Manuscript, Note, Paragraph
from variorum.manuscript.reading.blocks import decoded, written_twice
from variorum.manuscript.reading.docx_story import merged, moved, without
from variorum.manuscript.reading.html_notes import CALLS, NOTE, is_mark, mark_notes
from variorum.manuscript.reading.roles import BIBLIOGRAPHY
from variorum.manuscript.reading.typed_notes import remark_on_typed, typed_notes
from variorum.manuscript.reading.typed_signs import TypedText
from variorum.saying import say

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCK_TAGS = (
    "p div li blockquote h1 h2 h3 h4 h5 h6 section article td th dd dt figure figcaption pre aside ol ul table tr body "
    "main header footer address center hr"
)
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_LEFT_OUT = {
    "script",
    "style",
    "head",
    "template",
    "noscript",
    "svg",
    "math",
    "nav",
    "title",
    "form",
    "iframe",
    "object",
}
_ITALIC = {"i", "em", "cite", "dfn", "var", "b", "strong"}
_SLANTED = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
_ARROW = re.compile("[↩↑↵⮌⏎⤴][\ufe0e\ufe0f]?")  # which leads back from a note, as a letter or as a picture
_BACK = re.compile(r"^\s*(?:[↩↑^]+[\ufe0e\ufe0f]?\s*|[\[(]?\d{1,4}[\])]?[.:]?\s*)")


@dataclass(slots=True)
class _Block:
    """A block of text: what it is, and the links to notes in it."""

    role: str = "body"
    text: str = ""
    calls: list[tuple[str, int]] = field(default_factory=list)
    italics: list[tuple[int, int]] = field(default_factory=list)
    raised: list[tuple[int, int]] = field(default_factory=list)
    listed: bool = False  # an item of a list that numbers itself
    note: str = ""
    line: int = 0

    def take_out(self, spans: Sequence[tuple[int, int]]) -> None:
        """Take stretches out of the text, and move what stands behind them."""
        self.italics = [(moved(start, spans), moved(end, spans)) for start, end in self.italics]
        self.text = without(self.text, spans)


def read_html(data: bytes, name: str) -> Manuscript:
    """An HTML page as a manuscript."""
    return html_manuscript([("", decoded(data, name))], name, "html")


def html_manuscript(pages: Sequence[tuple[str, str]], name: str, format: str) -> Manuscript:
    """Pages of HTML with their names, as one manuscript; notes may stand on another page than their calls."""
    from lxml import html

    roots: list[tuple[str, HtmlElement]] = []
    for page, text in pages:
        try:
            roots.append((page, html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text) or "<html/>")))
        except (ValueError, html.etree.ParserError) as trouble:
            raise Unreadable(
                say("{name} is no HTML that can be read: {why}.", name=name, why=str(trouble))
            ) from trouble
    twice = mark_notes(roots)
    blocks = [block for _, root in roots for block in _HtmlWalk().blocks(root)]
    if not any(block.calls for block in blocks):
        _take_typed_notes(blocks)
    return _composed(blocks, name, format, written_twice(twice))


def _take_typed_notes(blocks: Sequence[_Block]) -> None:
    """Make notes of what was typed as notes by hand, without links."""
    typed = [TypedText(block.text, block.raised, block.listed, block.role == "heading") for block in blocks]
    found = typed_notes(typed)
    if found is None:
        return
    for at, own in found.by_paragraph():
        spans = [(start, end) for start, end, _ in own]
        blocks[at].take_out(spans)
        blocks[at].calls += [(key, moved(start, spans)) for start, _, key in own]
    for key, (places, cut) in found.notes.items():
        for place in places:
            blocks[place].note = key
        blocks[places[0]].take_out([(0, cut)])


class _HtmlWalk:
    """One way through a page, block by block."""

    def __init__(self) -> None:
        self.done: list[_Block] = []
        self.block = _Block()
        self.italic = 0
        self.note = ""
        self.role = "body"

    def blocks(self, root: HtmlElement) -> Iterator[_Block]:
        """The blocks of a page in order."""
        self._element(root)
        self._close()
        yield from self.done

    def _close(self) -> None:
        if self.block.text.strip():
            self.done.append(self.block)
        self.block = _Block(self.role, note=self.note)

    def _element(self, element: HtmlElement) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in _LEFT_OUT:
            return
        held = (self.role, self.note)
        own = str(element.get(NOTE) or "")
        is_block = tag in _BLOCKS
        if own and not self._is_call(element):
            self._close()
            self.note = own
            self.block.note = own
        if is_block:
            self.role = _role(tag, str(element.get("class") or ""), self.role)
            self._close()
            self.block.line = element.sourceline or 0
        if tag == "br":
            self._write("\n")
        self.block.listed = self.block.listed or (tag == "li" and _is_numbered(element))
        if self._is_call(element):
            self._call(element)
        else:
            self._inside(element, tag)
        if is_block:
            self.role, self.note = held
            self._close()

    def _inside(self, element: HtmlElement, tag: str) -> None:
        italic = tag in _ITALIC or _SLANTED.search(str(element.get("style") or "")) is not None
        self.italic += italic
        quoted, begun = tag == "q", len(self.block.text)
        self._write("“" if quoted else "")
        self._write(element.text or "")
        for child in element:
            self._element(child)
            self._write(child.tail or "")
        self._write("”" if quoted else "")
        if tag == "sup" or _RAISED.search(str(element.get("style") or "")):
            self.block.raised.append((begun, len(self.block.text)))
        self.italic -= italic

    def _is_call(self, element: HtmlElement) -> bool:
        called = _called(element)
        return bool(called) and called != self.note

    def _call(self, element: HtmlElement) -> None:
        self.block.calls.append((_called(element), len(self.block.text)))

    def _write(self, text: str) -> None:
        if not text:
            return
        plain = text if text == "\n" else re.sub(r"[ \t\r\n\f]+", " ", text)
        if self.block.text[-1:] in ("", " ", "\n") and plain != "\n":
            plain = plain.lstrip(" ")
        if self.italic and plain:
            self.block.italics.append((len(self.block.text), len(self.block.text) + len(plain)))
        self.block.text += plain


def _is_numbered(element: HtmlElement) -> bool:
    above = element.getparent()
    return above is not None and above.tag == "ol"


def _called(element: HtmlElement) -> str:
    """The note that an element calls; one raised around its link calls it as well."""
    if element.tag != "sup":
        return str(element.get(CALLS) or "")
    link = next(iter(element.iter("a")), None)
    return str(link.get(CALLS) or "") if link is not None and is_mark(element) else ""


def _role(tag: str, kind: str, held: str) -> str:
    if tag == "blockquote" or re.search(r"\b(?:block)?quot", kind, re.IGNORECASE):
        return "epigraph" if "epigraph" in kind.lower() else "quote"
    if "epigraph" in kind.lower():
        return "epigraph"
    if re.fullmatch(r"h[1-6]", tag):
        return "heading"
    if re.search(r"csl-entry|bibliograph|\breferences?\b", kind, re.IGNORECASE):
        return "bibliography"
    return "caption" if tag == "figcaption" else held


def _composed(blocks: list[_Block], name: str, format: str, remarks: tuple[str, ...]) -> Manuscript:
    called = {key for block in blocks if not block.note for key, _ in block.calls}
    noted: dict[str, list[_Block]] = {}
    for block in blocks:
        if block.note in called:
            noted.setdefault(block.note, []).append(block)
    labels: dict[str, str] = {}
    paragraphs: list[Paragraph] = []
    chapter, listing = "", False
    for block in blocks:
        if block.note in called:
            continue
        bare = " ".join(block.text.split())
        is_title = len(bare) < 90 and BIBLIOGRAPHY.match(bare) is not None
        role = "heading" if is_title else block.role
        if role == "heading":
            chapter, listing = bare[:200], is_title
        elif listing and role == "body":
            role = "bibliography"
        for key, _ in block.calls:
            if key in noted:
                labels.setdefault(key, str(len(labels) + 1))
        calls = tuple(Call(labels[key], at) for key, at in block.calls if key in labels)
        paragraphs.append(
            Paragraph(
                len(paragraphs) + 1,
                block.text,
                role,
                "",
                chapter,
                calls,
                italics=merged(block.italics),
                line=block.line,
            )
        )
    notes = {label: Note(label, "footnote", tuple(_of_note(label, noted[key]))) for key, label in labels.items()}
    return Manuscript(name, format, tuple(paragraphs), notes, remarks=(*remarks, *remark_on_typed(labels)))


def _of_note(label: str, blocks: list[_Block]) -> Iterator[Paragraph]:
    for number, block in enumerate(blocks, start=1):
        cut = len(match.group()) if number == 1 and (match := _BACK.match(block.text)) else 0
        italics = tuple((max(0, start - cut), end - cut) for start, end in merged(block.italics) if end > cut)
        yield Paragraph(
            number, _ARROW.sub(" ", block.text[cut:]).rstrip(), "note", label, italics=italics, line=block.line
        )
