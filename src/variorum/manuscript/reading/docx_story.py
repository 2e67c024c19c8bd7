"""One part of a DOCX (text, footnotes, endnotes) walked once: paragraphs, calls, fields, italics, and their bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from variorum.manuscript.manuscript import Live, Paragraph
from variorum.manuscript.reading.fields import live_of_field, live_of_tag
from variorum.manuscript.reading.xml_bytes import after_tag, walk

if TYPE_CHECKING:
    from variorum.manuscript.reading.roles import Styles

_LEFT_OUT = {"del", "movefrom", "fallback", "deltext", "delinstrtext", "rt"}
_WRITTEN = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "nobreakhyphen": "\u2011", "softhyphen": "\u00ad"}
_LEAST_RISE = 4  # half-points above the line from which letters are raised
_OFF = {"0", "false", "off"}


@dataclass(slots=True)
class DocxRun:
    """A run of like letters: the bytes of the whole element and of its properties (equal where it has none)."""

    start: int
    end: int = 0
    properties: tuple[int, int] = (0, 0)
    italic: bool = False
    hidden: bool = False
    raised: bool = False  # above the line


@dataclass(frozen=True, slots=True)
class DocxText:
    """A text element: which characters of the paragraph it holds, at which bytes, in which run."""

    start: int
    end: int
    content: tuple[int, int]
    run: DocxRun


@dataclass(slots=True)
class Draft:
    """A paragraph in the making, and what the copy needs to put marks into it."""

    start: int
    text: str = ""
    style: str = ""
    indent: dict[str, int] = field(default_factory=dict)
    size: int = 0
    outline: int = -1
    listed: bool = False
    calls: list[tuple[str, int]] = field(default_factory=list)
    lives: list[Live] = field(default_factory=list)
    italics: list[tuple[int, int]] = field(default_factory=list)
    pieces: list[DocxText] = field(default_factory=list)
    runs: list[DocxRun] = field(default_factory=list)
    goes_on: bool = False  # its end was deleted: the next paragraph belongs to it
    listing: bool = False  # within a field that writes the bibliography
    cut: int = 0  # letters at the head of a note that are its number, typed by hand

    def as_note(self, styles: Styles, number: int) -> Paragraph:
        """The paragraph as one of a note's."""
        del styles
        lives = tuple(replace(one, start=one.start - self.cut, end=one.end - self.cut) for one in self.lives)
        italics = [(max(start - self.cut, 0), end - self.cut) for start, end in self.italics if end > self.cut]
        return Paragraph(number, self.text[self.cut :], "note", lives=lives, italics=merged(italics))

    def take_out(self, spans: Sequence[tuple[int, int]]) -> None:
        """Take whole pieces out of the text, and move what stands behind them."""
        self.lives = [replace(one, start=moved(one.start, spans), end=moved(one.end, spans)) for one in self.lives]
        self.italics = [(moved(start, spans), moved(end, spans)) for start, end in self.italics]
        left = [piece for piece in self.pieces if (piece.start, piece.end) not in spans]
        self.pieces = [replace(piece, start=moved(piece.start, spans), end=moved(piece.end, spans)) for piece in left]
        self.text = without(self.text, spans)


@dataclass(slots=True)
class _Field:
    draft: Draft | None
    instruction: str = ""
    start: int = -1
    data: str = ""


@dataclass(slots=True)
class Story:
    """What a part tells: its paragraphs in order, or those of each note by its id."""

    part: str
    data: bytes
    drafts: list[Draft] = field(default_factory=list)
    notes: dict[str, list[Draft]] = field(default_factory=dict)
    tally: Counter[str] = field(default_factory=Counter)


def tell(data: bytes, *, part: str, name: str) -> Story:
    """Walk a part; raises `Unreadable` where its XML is not sound."""
    story = Story(part, data)
    teller = _DocxTeller(story)
    walk(data, start=teller.start, end=teller.end, text=teller.characters, name=name)
    return story


def without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """A text without some stretches."""
    begun = (0, *(end for _, end in spans))
    ended = (*(start for start, _ in spans), len(text))
    return "".join(text[start:end] for start, end in zip(begun, ended, strict=True))


def moved(offset: int, spans: Sequence[tuple[int, int]]) -> int:
    """Where an offset of a text is once these stretches are gone."""
    return offset - sum(min(end, offset) - start for start, end in spans if start < offset)


def merged(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Spans that touch made one."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], end)
        elif end > start:
            found.append((start, end))
    return tuple(found)


class _DocxTeller:
    """The state of the walk: what is open, and where."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.open: list[str] = []
        self.skipping = 0
        self.paragraphs: list[Draft] = []
        self.run: DocxRun | None = None
        self.outer: list[DocxRun | None] = []
        self.fields: list[_Field] = []
        self.tags: list[tuple[str, Draft | None, int]] = []
        self.note: list[Draft] | None = None
        self.collecting: str = ""
        self.collected: list[str] = []
        self.content = 0
        self.pending: Draft | None = None

    # ── opening tags ──

    def start(self, name: str, attributes: dict[str, str], at: int) -> None:
        self.open.append(name)
        if self.skipping or name in _LEFT_OUT:
            self.story.tally["deletions"] += (
                name in ("del", "movefrom") and not self.skipping and len(self.open) > 1 and self.open[-2] != "rpr"
            )
            if (
                name == "del"
                and len(self.open) > 2
                and self.open[-2] == "rpr"
                and self.open[-3] == "ppr"
                and self.paragraphs
            ):
                self.paragraphs[-1].goes_on = True
            self.skipping += 1
            return
        opener = getattr(self, f"_open_{name}", None)
        if opener is not None:
            opener(attributes, at)
        elif name in _WRITTEN and self._in_run():
            self._write(_WRITTEN[name] if attributes.get("type") != "page" else "")

    def _in_run(self) -> bool:
        return len(self.open) > 1 and self.open[-2] == "r"

    def _open_p(self, _: dict[str, str], at: int) -> None:
        draft = Draft(at)
        if self.pending is not None:
            draft, self.pending = self.pending, None
        if self.fields and self.fields[-1].start >= 0 and "BIBL" in self.fields[-1].instruction.upper():
            draft.listing = True
        self.paragraphs.append(draft)
        if len(self.paragraphs) > 1:
            self.story.tally["boxes"] += 1

    def _open_r(self, _: dict[str, str], at: int) -> None:
        self.outer.append(self.run)  # a text box stands within a run, and has runs of its own
        self.run = DocxRun(at)

    def _open_rpr(self, _: dict[str, str], at: int) -> None:
        if self.run is not None and self._in_run():
            self.run.properties = (at, at)

    def _open_i(self, attributes: dict[str, str], _: int) -> None:
        if self.run is not None and self.open[-2] == "rpr":
            self.run.italic = attributes.get("val", "").lower() not in _OFF

    def _open_vertalign(self, attributes: dict[str, str], _: int) -> None:
        if self.run is not None and self.open[-2] == "rpr":
            self.run.raised = attributes.get("val", "").lower() == "superscript"

    def _open_position(self, attributes: dict[str, str], _: int) -> None:
        if self.run is not None and self.open[-2] == "rpr":
            self.run.raised = _number(attributes.get("val")) >= _LEAST_RISE

    def _open_vanish(self, attributes: dict[str, str], _: int) -> None:
        if self.run is not None and self.open[-2] == "rpr":
            self.run.hidden = attributes.get("val", "").lower() not in _OFF

    def _open_sz(self, attributes: dict[str, str], _: int) -> None:
        if self.paragraphs and self.open[-2] == "rpr" and self.run is not None and not self.paragraphs[-1].size:
            self.paragraphs[-1].size = _number(attributes.get("val"))

    def _open_pstyle(self, attributes: dict[str, str], _: int) -> None:
        if self.paragraphs:
            self.paragraphs[-1].style = attributes.get("val", "")

    def _open_ind(self, attributes: dict[str, str], _: int) -> None:
        if self.paragraphs and self.open[-2] == "ppr":
            named = {
                "left": "left",
                "start": "left",
                "right": "right",
                "end": "right",
                "hanging": "hanging",
                "firstLine": "first",
            }
            self.paragraphs[-1].indent |= {
                named[key]: _number(value) for key, value in attributes.items() if key in named
            }

    def _open_jc(self, attributes: dict[str, str], _: int) -> None:
        if self.paragraphs and self.open[-2] == "ppr":
            self.paragraphs[-1].indent["to the right"] = attributes.get("val") in ("right", "end")

    def _open_numpr(self, _: dict[str, str], __: int) -> None:
        if self.paragraphs and self.open[-2] == "ppr":
            self.paragraphs[-1].listed = True

    def _open_outlinelvl(self, attributes: dict[str, str], _: int) -> None:
        if self.paragraphs:
            self.paragraphs[-1].outline = _number(attributes.get("val"))

    def _open_ins(self, _: dict[str, str], __: int) -> None:
        self.story.tally["insertions"] += len(self.open) > 1 and self.open[-2] != "rpr"

    def _open_moveto(self, _: dict[str, str], __: int) -> None:
        self.story.tally["insertions"] += len(self.open) > 1 and self.open[-2] != "rpr"

    def _open_t(self, _: dict[str, str], at: int) -> None:
        self.collecting, self.collected, self.content = "t", [], after_tag(self.story.data, at)

    def _open_instrtext(self, _: dict[str, str], __: int) -> None:
        self.collecting, self.collected = "instrtext", []

    def _open_flddata(self, _: dict[str, str], __: int) -> None:
        self.collecting, self.collected = "flddata", []

    def _open_sym(self, attributes: dict[str, str], _: int) -> None:
        try:
            code = int(attributes.get("char", ""), 16)
        except ValueError:
            return
        self._write(chr(code) if 31 < code < 0xD800 else "")

    def _open_footnotereference(self, attributes: dict[str, str], _: int) -> None:
        self._call("footnotes", attributes)

    def _open_endnotereference(self, attributes: dict[str, str], _: int) -> None:
        self._call("endnotes", attributes)

    def _call(self, kind: str, attributes: dict[str, str]) -> None:
        if self.paragraphs and not (self.run and self.run.hidden):
            draft = self.paragraphs[-1]
            draft.calls.append((f"{kind} {attributes.get('id', '')}", len(draft.text)))

    def _open_footnote(self, attributes: dict[str, str], _: int) -> None:
        self._begin_note(attributes)

    def _open_endnote(self, attributes: dict[str, str], _: int) -> None:
        self._begin_note(attributes)

    def _begin_note(self, attributes: dict[str, str]) -> None:
        if len(self.open) == 2:  # within <w:footnotePr> of a section the name stands too
            is_real = attributes.get("type", "normal") == "normal"
            self.note = self.story.notes.setdefault(attributes.get("id", ""), []) if is_real else []

    def _open_fldsimple(self, attributes: dict[str, str], _: int) -> None:
        draft = self.paragraphs[-1] if self.paragraphs else None
        self.fields.append(_Field(draft, attributes.get("instr", ""), len(draft.text) if draft else 0))

    def _open_fldchar(self, attributes: dict[str, str], _: int) -> None:
        draft = self.paragraphs[-1] if self.paragraphs else None
        kind = attributes.get("fldCharType", "")
        if kind == "begin":
            self.fields.append(_Field(draft))
        elif kind == "separate" and self.fields:
            self.fields[-1].start = len(draft.text) if draft else 0
            self.fields[-1].draft = draft
        elif kind == "end" and self.fields:
            self._close_field()

    def _open_sdt(self, _: dict[str, str], __: int) -> None:
        draft = self.paragraphs[-1] if self.paragraphs else None
        self.tags.append(("", draft, len(draft.text) if draft else 0))

    def _open_tag(self, attributes: dict[str, str], _: int) -> None:
        if self.tags and self.open[-2] == "sdtpr":
            self.tags[-1] = (attributes.get("val", ""), *self.tags[-1][1:])

    # ── closing tags ──

    def end(self, name: str, at: int) -> None:
        self.open.pop()
        if self.skipping:
            self.skipping -= 1
            return
        closer = getattr(self, f"_close_{name}", None)
        if closer is not None:
            closer(at)

    def _close_t(self, at: int) -> None:
        text, self.collecting = "".join(self.collected), ""
        if not (self.paragraphs and self.run):
            return
        if self.run.hidden:
            self.story.tally["hidden"] += 1
            return
        if self.fields and self.fields[-1].start < 0:
            return
        draft = self.paragraphs[-1]
        start = len(draft.text)
        self._write(text)
        if at >= self.content:
            draft.pieces.append(DocxText(start, len(draft.text), (self.content, at), self.run))

    def _close_instrtext(self, _: int) -> None:
        self.collecting = ""
        if self.fields:
            self.fields[-1].instruction += "".join(self.collected)

    def _close_flddata(self, _: int) -> None:
        self.collecting = ""
        if self.fields:
            self.fields[-1].data += "".join(self.collected)

    def _close_rpr(self, at: int) -> None:
        if self.run is not None and self.open and self.open[-1] == "r":
            self.run.properties = (self.run.properties[0], after_tag(self.story.data, at))

    def _close_r(self, at: int) -> None:
        if self.run is not None:
            self.run.end = after_tag(self.story.data, at)
            if self.paragraphs:
                self.paragraphs[-1].runs.append(self.run)
        self.run = self.outer.pop() if self.outer else None

    def _close_p(self, _: int) -> None:
        draft = self.paragraphs.pop() if self.paragraphs else None
        if draft is None:
            return
        if draft.goes_on:
            draft.goes_on = False
            self.pending = draft
            return
        (self.story.drafts if self.note is None else self.note).append(draft)

    def _close_footnote(self, _: int) -> None:
        self.note = self.note if len(self.open) > 1 else None

    def _close_endnote(self, _: int) -> None:
        self.note = self.note if len(self.open) > 1 else None

    def _close_fldsimple(self, _: int) -> None:
        if self.fields:
            self._close_field()

    def _close_field(self) -> None:
        done = self.fields.pop()
        draft = self.paragraphs[-1] if self.paragraphs else None
        if draft is None or done.draft is not draft or done.start < 0:
            return
        if (live := live_of_field(done.instruction, done.data, done.start, len(draft.text))) is not None:
            draft.lives.append(live)

    def _close_sdt(self, _: int) -> None:
        tag, draft, start = self.tags.pop() if self.tags else ("", None, 0)
        if draft is None or not self.paragraphs or self.paragraphs[-1] is not draft:
            return
        if (live := live_of_tag(tag, start, len(draft.text))) is not None:
            draft.lives.append(live)

    # ── text ──

    def characters(self, text: str) -> None:
        if self.collecting and not self.skipping:
            self.collected.append(text)

    def _write(self, text: str) -> None:
        if not self.paragraphs or (self.run and self.run.hidden):
            return
        draft = self.paragraphs[-1]
        if self.run is not None and self.run.italic and text:
            draft.italics.append((len(draft.text), len(draft.text) + len(text)))
        draft.text += text


def _number(written: str | None) -> int:
    try:
        return int(float(written or ""))
    except ValueError:
        return 0
