"""RTF: paragraphs, notes, tables, running heads and pages of a Rich Text file, in whatever code page it was typed.

Written for this program, since the libraries at hand drop footnotes and page breaks. Objects, pictures, fields'
instructions and everything marked as ignorable (`\\*`) are passed over. Nothing of the file is run. Groups are kept
on a list and not by recursion, so that no depth of nesting can exhaust the stack.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from variorum.accession import limits, remarks
from variorum.accession.block_quotations import Look, fits, standing_in
from variorum.accession.italics import Run, italics_are_wanted, italics_in
from variorum.accession.marks import bare, set_in_mark
from variorum.accession.pages_from_blocks import compose, on_every_page
from variorum.accession.reading import Aside, Italics, Reading
from variorum.accession.rtf_state import DEEPEST, RtfDocument, RtfGroup, colophon_of, findings_of, is_paged
from variorum.accession.rtf_tokens import (
    CHARSETS,
    INFORMATION,
    KEPT_THOUGH_STARRED,
    NUMBER_STYLES,
    SHEETS,
    SIGNS,
    SKIPPED,
    SYMBOLS,
    TABLES,
    RtfToken,
    ansi_means_the_document,
    code_page,
    script_of_font,
    tokens,
)
from variorum.accession.typescript import Typescript, laid_out_pages
from variorum.record import Page
from variorum.saying import say

READER = "rtf"
MEDIA_TYPE = "application/rtf"
SET_IN = 280  # twips (half a centimetre) by which a quotation stands in more than the running text
LEAST_RISE = 4  # half-points above the line from which text is raised


def read_rtf(data: bytes, *, name: str, source: str) -> Reading:
    """Reads an RTF file; whatever is wrong with it becomes a finding."""
    if not data.strip(b"\0 \r\n\t"):
        return Reading((), "none", MEDIA_TYPE, READER, findings=(remarks.empty(name),))
    paged = is_paged(data)
    walk = _RtfWalk(data, paged=paged)
    walk.run()
    composed = compose(walk.main.blocks, source=source)
    edges = [(edge, text) for edge in ("head", "first", "foot") for text in walk.rtf.heads[edge]]
    if len(walk.rtf.heads["head"]) <= 1 and len(walk.rtf.heads["foot"]) <= 1:
        head, foot = "".join(walk.rtf.heads["head"]), "".join(walk.rtf.heads["foot"])
        composed = replace(composed, pages=tuple(replace(page, head=head, foot=foot) for page in composed.pages))
    elif composed.pages:
        asides = (Aside(1, "foot" if edge == "foot" else "head", text) for edge, text in edges)
        composed = replace(composed, asides=(*asides, *composed.asides))
    findings = list(findings_of(walk.rtf, data, name))
    if paged and composed.pages:
        findings.append(laid_out_pages(name))
    if not composed.pages:
        findings.append(remarks.no_text(name, say("The document holds no text.")))
    reading = composed.reading(MEDIA_TYPE, READER, colophon_of(walk.rtf), findings)
    return replace(reading, italics=tuple(walk.italics_in(reading.pages)))


class _RtfWalk:
    """One way through the tokens, writing a typescript; groups are a stack of states."""

    def __init__(self, data: bytes, *, paged: bool) -> None:
        self.rtf = RtfDocument(western_fonts=not ansi_means_the_document(data))
        self.main = Typescript(paged=paged)
        self.group = RtfGroup(script=self.main)
        self._data = data
        self._stack: list[RtfGroup] = []
        self._beyond = 0  # groups opened beyond the deepest
        self._pending = b""  # bytes of letters not yet decoded: two may make one
        self._high = 0  # first half of a letter beyond the basic plane
        self._stand_ins = 0  # letters still to be passed over
        self._starred = self._fresh = False  # fresh: a group was opened, and nothing followed yet
        self._after_row = False
        self._endnote = self._counted = False  # the note being read is one at the end; its mark is counted
        self._cells = 0  # of a table's row that are over and stand before the next letter
        self._written = 0
        self._looks: list[Look] = []  # of the main text's blocks, as far as they are known
        self._sizes: Counter[int] = Counter()  # of the letters of the paragraph being written
        self._telling = italics_are_wanted()
        self._runs: list[Run] = []  # of the text, and behind each paragraph those of its notes
        self._notes: list[Run] = []  # of the notes of the paragraph being written
        self._words = self._vocabulary()

    def run(self) -> None:
        """Reads to the end, or until there is more text than is read."""
        for token in tokens(self._data):
            self._take(token)
            if self._written > limits.LARGEST_TEXT:
                self.rtf.overlong = True
                break
        self._flush()
        self.rtf.left_open = bool(self._stack) and not self.rtf.overlong
        while self._stack:
            self._close()
        self.main.close()
        for number, how in enumerate(standing_in(self._looks, apart=SET_IN)):
            if how:
                block = self.main.blocks[number]
                self.main.blocks[number] = block._replace(text=on_every_page(set_in_mark(how), block.text))

    def italics_in(self, pages: Sequence[Page]) -> Iterator[Italics]:
        """The italics in the pages that were made of the text, where they are wanted."""
        return italics_in(pages, [*self._runs, *self._notes])

    def _take(self, token: RtfToken) -> None:
        if self._beyond:
            self._beyond += {"open": 1, "close": -1}.get(token.kind, 0)
            return
        if token.kind in ("text", "byte"):
            raw = token.raw
            if self._stand_ins:
                kept = raw[self._stand_ins :]
                self._stand_ins -= len(raw) - len(kept)
                raw = kept
            if self.group.place != "skip":
                self._pending += raw
            self._fresh = False
            return
        self._flush()
        fresh, self._fresh = self._fresh, token.kind == "open"
        match token.kind:
            case "open":
                self._open()
            case "close":
                self._close()
            case "symbol" if token.word == "*":
                self._starred = fresh  # elsewhere than at a group's head it marks no destination
            case "symbol":
                self._symbol(token.word)
            case _:
                self._word(token.word, token.number)

    # ── groups ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _open(self) -> None:
        self._stand_ins = 0
        if len(self._stack) >= DEEPEST:
            self._beyond, self.rtf.too_deep = 1, True
            return
        self._stack.append(self.group)
        self.group = replace(self.group, opened="")

    def _close(self) -> None:
        self._stand_ins = 0
        self._starred = False
        if not self._stack:
            return
        group, self.group = self.group, self._stack.pop()
        if not group.opened or group.script is None:
            return
        group.script.close()
        own = self._runs[group.begun :]
        del self._runs[group.begun :]
        text = "\n".join(block.text for block in group.script.blocks)
        if group.opened in self.rtf.heads:
            if text:
                self.rtf.heads[group.opened][text] = None
        elif self.group.script is not None:
            called = group.opened == "note"
            label = self._note_label() if called else ""
            self.group.script.note(label, text, called=called)
            self._notes += [Run(label, italic=False), *own]

    def _note_label(self) -> str:
        """The mark of the note that ends here: counted where the file calls for that, else as typed before the note."""
        kind, self._endnote = "endnote" if self._endnote else "footnote", False
        counted, self._counted = self._counted, False
        typed = "" if counted or self.group.script is None else self.group.script.take_raised()
        return typed or self.rtf.next_note(kind, page=self.main.page)

    def _destination(self, opened: str) -> None:
        """The group's text goes onto a sheet of its own."""
        script, begun = Typescript(paged=False), len(self._runs)
        self.group = replace(self.group, place="text", opened=opened, high=False, script=script, begun=begun)

    # ── words and signs ─────────────────────────────────────────────────────────────────────────────────────────────

    def _vocabulary(self) -> dict[str, Callable[[int | None], None]]:
        def setting(name: str) -> Callable[[int | None], None]:
            return lambda number: setattr(self.group, name, number != 0)

        def indent(name: str) -> Callable[[int | None], None]:
            return lambda number: setattr(self.group, name, number or 0)

        return {
            "u": self._letter, "f": self._font, "par": self._paragraph, "cell": self._cell, "nestcell": self._cell,
            "row": self._row, "nestrow": self._row, "page": self._page, "pagebb": self._page, "sect": self._section,
            "softpage": self._page_of_layout, "pard": self._plain_paragraph, "plain": self._plain,
            "v": setting("hidden"), "deleted": setting("deleted"), "revised": self._revised, "intbl": setting("table"),
            "uc": self._stand_in_count, "ansicpg": self._ansicpg, "mac": lambda _: self._set_page("mac-roman"),
            "pc": lambda _: self._set_page("cp437"), "pca": lambda _: self._set_page("cp850"), "s": self._style,
            "outlinelevel": self._outline, "fcharset": self._charset, "cpg": self._font_page,
            "pgnstarts": self._page_number, "yr": self._year, "mo": self._month_or_day, "dy": self._month_or_day,
            "objdata": self._object, "deff": self._default_font, "super": setting("high"), "up": self._raise,
            "nosupersub": self._lower, "sub": self._lower, "dn": self._lower, "ftnalt": self._is_endnote,
            "chftn": self._count_note, "li": indent("left"), "lin": indent("left"), "ri": indent("right"),
            "rin": indent("right"), "fi": indent("first"), "fs": indent("size"), "i": setting("italic"),
        }  # fmt: skip

    def _word(self, word: str, number: int | None) -> None:
        if self._stand_ins:
            self._stand_ins -= 1
            return
        starred, self._starred = self._starred, False
        if self.group.place == "skip" and word != "ud":
            return
        if starred and word not in KEPT_THOUGH_STARRED:
            self.rtf.tally["objects"] += word == "objdata"
            self.group.place = "skip"
        elif word in SIGNS:
            self._write(SIGNS[word])
        elif word in self._words:
            self._words[word](number)
        elif not self._entered(word):
            self.rtf.number_notes(word, number)
            if word in NUMBER_STYLES and self.group.script is self.main:
                self.main.renumber(None, NUMBER_STYLES[word])

    def _entered(self, word: str) -> bool:
        """Whether the word opens a destination, which then is entered."""
        if word in TABLES:
            self.group.place = TABLES[word]
        elif self.group.place.startswith("info"):
            self.group.place = f"info {word}" if word in INFORMATION else self.group.place
        elif word in SHEETS:
            self._destination(SHEETS[word])
        elif word == "ud":
            self.group.place = self._stack[-2].place if len(self._stack) > 1 else "text"
        elif word in SKIPPED:
            self.rtf.tally["comments"] += word == "annotation"
            self.group.place = "skip"
        else:
            return False
        return True

    def _symbol(self, sign: str) -> None:
        if self._stand_ins:
            self._stand_ins -= 1
        elif sign in "\r\n":
            self._paragraph(None)
        elif sign in SYMBOLS:
            self._write(SYMBOLS[sign])

    def _letter(self, number: int | None) -> None:
        unit = (number or 0) & 0xFFFF
        if 0xD800 <= unit < 0xDC00:
            self._high = unit
        elif 0xDC00 <= unit < 0xE000:
            if self._high:
                self._write(chr(0x10000 + ((self._high - 0xD800) << 10) + unit - 0xDC00))
            self._high = 0
        else:
            # Symbol fonts are addressed at U+F000: their glyphs have no meaning as letters.
            self._write(chr(unit) if unit and not 0xF000 <= unit < 0xF100 else "")
        self._stand_ins = self.group.fallback

    # ── text ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _flush(self) -> None:
        if self._pending:
            raw, self._pending = self._pending, b""
            if raw.isascii():
                self._write(raw.decode("ascii"))
            else:
                self._write(raw.decode(self.group.page or self.rtf.default_page(self.group.page), "replace"))

    def _write(self, text: str) -> None:
        group = self.group
        if group.place == "text" and group.script is not None:
            if group.hidden or group.deleted:
                self.rtf.tally["hidden passages" if group.hidden else "deletions"] += 1
                group.script.leave_out("hidden" if group.hidden else "deleted", text)
                return
            if self._after_row and not group.table and group.script is self.main:
                self._after_row = False
                self.main.close()
            if self._cells:
                text, self._cells = "\t" * self._cells + text, 0
            self._written += len(text)
            if self._telling:
                self._runs.append(Run(text, group.italic))
            group.script.write(text, high=group.high)
            if group.script is self.main:
                self._sizes[group.size] += len(text)
        elif group.place == "styles":
            self._name_style(text)
        elif group.place == "fonts":
            self._name_font(text)
        elif group.place.startswith("info "):
            key = group.place[5:]
            self.rtf.info[key] = (self.rtf.info.get(key, "") + text)[:2000]

    def _paragraph(self, _number: int | None) -> None:
        if self.group.place == "text" and self.group.script is not None:
            self._after_row, self._cells = False, 0
            level = self.group.level or self.rtf.levels.get(self.rtf.style, 0)
            self.group.script.close(level=level)
            if self.group.script is self.main:
                self._runs += self._notes
                self._notes.clear()
            if self.group.script is self.main and len(self.main.blocks) > len(self._looks):
                self._look(level)

    def _look(self, level: int) -> None:
        """How the paragraph just ended stands; those that something else ended tell nothing."""
        text = bare(self.main.blocks[-1].text)
        unseen = len(self.main.blocks) - len(self._looks) - 1
        self._looks += [Look(0, 0, 0, 0, fits=False)] * unseen
        group, size = self.group, self._sizes.most_common(1)[0][0] if self._sizes else self.group.size
        could = not level and not group.table and group.first >= 0 and fits(text)
        self._looks.append(Look(group.left, group.right, size, len(text), could))
        self._sizes.clear()

    def _cell(self, _number: int | None) -> None:
        self._cells += self.group.place == "text"

    def _row(self, _number: int | None) -> None:
        self._cells = 0
        self._write("\n")
        self._after_row = True

    def _page(self, number: int | None) -> None:
        if self.group.script is self.main and self.group.place == "text" and number != 0:
            self.main.break_page(hard=True)

    def _section(self, _number: int | None) -> None:
        self._paragraph(None)
        self._page(None)
        self.rtf.begin_section()

    def _page_of_layout(self, _number: int | None) -> None:
        if self.group.script is self.main and self.group.place == "text":
            self.main.break_page(hard=False)

    def _page_number(self, number: int | None) -> None:
        if self.group.script is self.main and number is not None:
            self.main.renumber(number, "decimal")

    # ── properties ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _plain_paragraph(self, _number: int | None) -> None:
        self.group.table, self.group.level, self.rtf.style = False, 0, 0
        self.group.left = self.group.right = self.group.first = 0

    def _plain(self, _number: int | None) -> None:
        self.group.hidden = self.group.deleted = self.group.high = self.group.italic = False
        self.group.page = None

    def _raise(self, number: int | None) -> None:
        self.group.high = (6 if number is None else number) >= LEAST_RISE

    def _lower(self, _number: int | None) -> None:
        self.group.high = False

    def _is_endnote(self, _number: int | None) -> None:
        self._endnote = True

    def _count_note(self, _number: int | None) -> None:
        self._counted = self._counted or self.group.script is self.main

    def _default_font(self, number: int | None) -> None:
        self.rtf.default_font = number or 0

    def _revised(self, number: int | None) -> None:
        self.rtf.tally["insertions"] += number != 0 and self.group.place == "text"

    def _object(self, _number: int | None) -> None:
        self.rtf.tally["objects"] += 1
        self.group.place = "skip"

    def _stand_in_count(self, number: int | None) -> None:
        self.group.fallback = min(max(number or 0, 0), 16)

    def _ansicpg(self, number: int | None) -> None:
        self._set_page(code_page(number or 1252))

    def _set_page(self, page: str) -> None:
        self.rtf.document_page = page

    def _font(self, number: int | None) -> None:
        if self.group.place == "fonts":
            self.rtf.font = number or 0
        else:
            self.group.page = self.rtf.fonts.get(number or 0, "")

    def _charset(self, number: int | None) -> None:
        if self.group.place == "fonts":
            western = "cp1252" if number == 0 and self.rtf.western_fonts else ""
            self.rtf.fonts.setdefault(self.rtf.font, CHARSETS.get(number or 0, western))

    def _font_page(self, number: int | None) -> None:
        if self.group.place == "fonts" and number:
            self.rtf.fonts[self.rtf.font] = code_page(number)

    def _name_font(self, text: str) -> None:
        """Before fonts had character sets, and where a program left them out, their names told: "Arial Cyr"."""
        named = script_of_font(text)
        if named and self.rtf.fonts.get(self.rtf.font, "") in ("", "cp1252"):
            self.rtf.fonts[self.rtf.font] = named

    def _style(self, number: int | None) -> None:
        self.rtf.style = number or 0

    def _outline(self, number: int | None) -> None:
        level = (number or 0) + 1 if number is None or 0 <= number < 9 else 0
        if self.group.place == "styles":
            self.rtf.levels[self.rtf.style] = level
        else:
            self.group.level = level

    def _name_style(self, text: str) -> None:
        called = text.strip().rstrip(";").casefold()
        if called in ("title", "название"):
            self.rtf.levels.setdefault(self.rtf.style, 1)
        elif called.startswith(("heading ", "заголовок ")) and called[-1:] in "123456789":
            self.rtf.levels.setdefault(self.rtf.style, int(called[-1]))

    def _year(self, number: int | None) -> None:
        if self.group.place.startswith("info "):
            self.rtf.info[self.group.place[5:]] = f"{number or 0:04d}"

    def _month_or_day(self, number: int | None) -> None:
        if self.group.place.startswith("info ") and number:
            self.rtf.info[self.group.place[5:]] = self.rtf.info.get(self.group.place[5:], "") + f"-{number:02d}"
