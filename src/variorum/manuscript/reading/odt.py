"""ODT and flat ODT as a manuscript: paragraphs with notes in their places, Zotero's marks, and the bytes of the words.

OpenDocument 1.3, part 3. A note stands in the text where it is called; tracked deletions are kept apart by the format
itself, so that what stands in the text is what is accepted.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from variorum.accession.zips import open_package
from variorum.finding import Unreadable
from variorum.manuscript.manuscript import Manuscript, Note
from variorum.manuscript.reading.docx_story import DocxRun, DocxText, Draft, Story
from variorum.manuscript.reading.fields import live_of_mark
from variorum.manuscript.reading.roles import ParagraphStyle, Styles, dressed
from variorum.manuscript.reading.typed_notes import remark_on_typed, take_typed_notes
from variorum.manuscript.reading.xml_bytes import after_tag, walk
from variorum.saying import say

_LEFT_OUT = {
    "annotation",
    "annotation-end",
    "tracked-changes",
    "note-citation",
    "script",
    "forms",
    "sequence-decls",
    "ruby-text",
}
_RAISED = re.compile(r"super\b|[1-9]\d?%")
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)(cm|mm|in|pt)")
_TWIPS = {"cm": 567.0, "mm": 56.7, "in": 1440.0, "pt": 20.0}


@dataclass(slots=True)
class OdtStory(Story):
    """What an ODT tells besides: styles of paragraphs and of letters, by name."""

    styles: dict[str, ParagraphStyle] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    italic: set[str] = field(default_factory=set)
    raised: set[str] = field(default_factory=set)
    damage: tuple[str, ...] = ()  # what the package lacks


def read_odt(data: bytes, name: str) -> Manuscript:
    """An ODT as a manuscript."""
    story = odt_story(data, name)
    styles = styles_of(story)
    notes = {
        key: Note(
            "",
            "footnote" if key.startswith("footnotes") else "endnote",
            tuple(d.as_note(styles, n) for n, d in enumerate(drafts, start=1)),
        )
        for key, drafts in story.notes.items()
    }
    paragraphs, found = dressed(story, styles, notes)
    return Manuscript(
        name, "odt", paragraphs, found, remarks=(*story.damage, *_remarks(story.tally), *remark_on_typed(story.notes))
    )


def odt_story(data: bytes, name: str) -> OdtStory:
    """The text of an ODT walked once.

    Raises:
        Unreadable: the part that holds the text is missing or damaged.
    """
    damage: tuple[str, ...] = ()
    if data.startswith(b"PK"):
        package = open_package(data, name=name)
        content, styles = package.read("content.xml"), package.read("styles.xml") or b""
        damage = tuple(finding.message for finding in package.findings)
    else:
        content, styles = data, b""
    if not content:
        raise Unreadable(say("{name} is damaged: the part of the file that holds its text is missing.", name=name))
    story = OdtStory("content.xml", content, damage=damage)
    if styles:
        teller = _OdtTeller(OdtStory("styles.xml", styles))
        walk(styles, start=teller.start, end=teller.end, text=teller.characters, name=name)
        story.styles, story.parents, story.italic = teller.story.styles, teller.story.parents, teller.story.italic
        story.raised = teller.story.raised
    teller = _OdtTeller(story)
    walk(content, start=teller.start, end=teller.end, text=teller.characters, name=name)
    take_typed_notes(story, styles_of(story).heads)
    return story


def styles_of(story: OdtStory) -> Styles:
    """The paragraph styles of a text with what they inherit."""
    return Styles({key: _whole(key, story) for key in story.styles})


def _remarks(tally: Counter[str]) -> tuple[str, ...]:
    if not tally["changes"]:
        return ()
    return (say("Tracked changes were taken as accepted ({changes} of them).", changes=tally["changes"]),)


def _whole(key: str, story: OdtStory) -> ParagraphStyle:
    """A style with what it inherits; the name is that of the nearest style that a person can have chosen."""
    indent: dict[str, int] = {}
    names, size, outline, at, seen = [], 0, -1, key, set[str]()
    while at in story.styles and at not in seen:
        seen.add(at)
        style = story.styles[at]
        indent = {**style.indent, **indent}
        names.append(style.name)
        size, outline = size or style.size, outline if outline >= 0 else style.outline
        at = story.parents.get(at, "")
    named = next((name for name in names if not re.fullmatch(r"P\d+", name)), key)
    return ParagraphStyle(named.replace("_20_", " "), indent, size, outline)


class _OdtTeller:
    """The state of the walk."""

    def __init__(self, story: OdtStory) -> None:
        self.story = story
        self.open: list[str] = []
        self.skipping = 0
        self.drafts: list[Draft] = []
        self.spans: list[str] = []  # the styles of the stretches that are open
        self.note: str = ""
        self.style = ""
        self.after = 0
        self.marks: dict[str, tuple[Draft, int]] = {}
        self.listing = 0

    def start(self, name: str, attributes: dict[str, str], at: int) -> None:
        self.open.append(name)
        self.after = after_tag(self.story.data, at)
        if self.skipping or name in _LEFT_OUT:
            self.skipping += 1
            self.story.tally["changes"] += name == "tracked-changes"
            return
        opener = getattr(self, "_open_" + name.replace("-", "_"), None)
        if opener is not None:
            opener(attributes, at)

    def end(self, name: str, at: int) -> None:
        self.open.pop()  # the end of an element without content is told where its tag is over, not where it begins
        self.after = after_tag(self.story.data, at) if self.story.data.startswith(b"<", at) else at
        if self.skipping:
            self.skipping -= 1
            return
        if name in ("p", "h"):
            self._close_paragraph()
        elif name == "span" and self.spans:
            self.spans.pop()
        elif name == "note":
            self.note = ""
        elif name == "section":
            self.listing = max(0, self.listing - 1) if self.listing else 0

    def characters(self, text: str) -> None:
        if self.skipping or not self.drafts:
            return
        draft = self.drafts[-1]
        plain = re.sub(r"[ \t\r\n]+", " ", text)
        start = len(draft.text)
        self._write(plain)
        if plain == text:
            draft.pieces.append(
                DocxText(
                    start,
                    len(draft.text),
                    (self.after, self.after + len(text.encode("utf-8")) * 8),
                    DocxRun(self.after, raised=any(style in self.story.raised for style in self.spans)),
                )
            )

    def _write(self, text: str) -> None:
        draft = self.drafts[-1]
        if text and any(style == "Emphasis" or style in self.story.italic for style in self.spans):
            draft.italics.append((len(draft.text), len(draft.text) + len(text)))
        draft.text += text

    # ── styles ──

    def _open_style(self, attributes: dict[str, str], _: int) -> None:
        self.style = attributes.get("name", "")
        outline = attributes.get("default-outline-level", "")
        if attributes.get("family") == "paragraph":
            self.story.styles[self.style] = ParagraphStyle(
                attributes.get("display-name", self.style), outline=int(outline) - 1 if outline.isdecimal() else -1
            )
            self.story.parents[self.style] = attributes.get("parent-style-name", "")

    def _open_paragraph_properties(self, attributes: dict[str, str], _: int) -> None:
        if (style := self.story.styles.get(self.style)) is not None:
            named = {"margin-left": "left", "margin-right": "right", "text-indent": "first"}
            indent = {named[key]: _twips(value) for key, value in attributes.items() if key in named}
            if attributes.get("text-align") in ("end", "right"):
                indent["to the right"] = 1
            if indent.get("first", 0) < 0:
                indent["hanging"] = -indent["first"]
            self.story.styles[self.style] = ParagraphStyle(style.name, indent, style.size, style.outline)

    def _open_text_properties(self, attributes: dict[str, str], _: int) -> None:
        if attributes.get("font-style") in ("italic", "oblique"):
            self.story.italic.add(self.style)
        if _RAISED.match(attributes.get("text-position", "")):
            self.story.raised.add(self.style)
        size = _LENGTH.fullmatch(attributes.get("font-size", ""))
        if size and (style := self.story.styles.get(self.style)) is not None:
            self.story.styles[self.style] = ParagraphStyle(
                style.name, style.indent, round(float(size[1]) * 2), style.outline
            )

    # ── text ──

    def _open_p(self, attributes: dict[str, str], at: int) -> None:
        if len(self.drafts) > (1 if self.note else 0):
            self.story.tally["boxes"] += 1
        draft = Draft(at, style=attributes.get("style-name", ""), listing=self.listing > 0)
        self.drafts.append(draft)

    def _open_h(self, attributes: dict[str, str], at: int) -> None:
        self._open_p(attributes, at)
        level = attributes.get("outline-level", "1")
        self.drafts[-1].outline = int(level) - 1 if level.isdecimal() else 0

    def _close_paragraph(self) -> None:
        draft = self.drafts.pop()
        if self.note:
            self.story.notes[self.note].append(draft)
        else:
            self.story.drafts.append(draft)

    def _open_span(self, attributes: dict[str, str], _: int) -> None:
        self.spans.append(attributes.get("style-name", ""))

    def _open_s(self, attributes: dict[str, str], _: int) -> None:
        count = attributes.get("c", "1")
        if self.drafts:
            self._write(" " * min(int(count) if count.isdecimal() else 1, 400))

    def _open_tab(self, _: dict[str, str], __: int) -> None:
        if self.drafts:
            self._write("\t")

    def _open_line_break(self, _: dict[str, str], __: int) -> None:
        if self.drafts:
            self._write("\n")

    def _open_note(self, attributes: dict[str, str], _: int) -> None:
        if not self.drafts:
            return
        kind = "endnotes" if attributes.get("note-class") == "endnote" else "footnotes"
        self.note = f"{kind} {attributes.get('id') or len(self.story.notes) + 1}"
        self.story.notes[self.note] = []
        self.drafts[-1].calls.append((self.note, len(self.drafts[-1].text)))

    def _open_section(self, attributes: dict[str, str], _: int) -> None:
        if self.listing or "BIBL" in attributes.get("name", "").upper():
            self.listing += 1

    def _open_change_start(self, _: dict[str, str], __: int) -> None:
        self.story.tally["changes"] += 1

    def _open_reference_mark_start(self, attributes: dict[str, str], _: int) -> None:
        if self.drafts:
            self.marks[attributes.get("name", "")] = (self.drafts[-1], len(self.drafts[-1].text))

    def _open_reference_mark_end(self, attributes: dict[str, str], _: int) -> None:
        name = attributes.get("name", "")
        draft, start = self.marks.pop(name, (None, 0))
        if draft is None or not self.drafts or self.drafts[-1] is not draft:
            return
        if (live := live_of_mark(name, start, len(draft.text))) is not None:
            draft.lives.append(live)


def _twips(written: str) -> int:
    match = _LENGTH.fullmatch(written.strip())
    return round(float(match[1]) * _TWIPS[match[2]]) if match else 0
