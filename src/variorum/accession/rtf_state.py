"""What an RTF file says outside its text, and what holds inside one of its groups, while it is read."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from variorum.accession.typescript import Typescript, numbered_as

_OF_NOTES = re.compile(r"s?(a?)ftn(n\w+|start|rstpg|rstcont|restart)")
_NOTE_STYLES = {"nar": "decimal", "nalc": "a", "nauc": "A", "nrlc": "i", "nruc": "I", "nchi": "chicago"}


@dataclass(slots=True)
class RtfGroup:
    """What holds inside one pair of braces."""

    place: str = "text"  # text, skip, fonts, styles, info, or the field of the information group
    page: str | None = None  # codec of bytes; empty: the document's; None: no font was chosen, so the default one's
    fallback: int = 1  # letters that stand in for one given by number
    hidden: bool = False
    deleted: bool = False
    high: bool = False  # raised above the line
    table: bool = False
    level: int = 0
    script: Typescript | None = None
    opened: str = ""  # the destination that this group opened: note, head, foot, first, box


@dataclass(slots=True)
class RtfDocument:
    """What the file says outside its text, and the state of reading."""

    document_page: str = "cp1252"
    western_fonts: bool = True
    fonts: dict[int, str] = field(default_factory=dict)
    font: int = 0
    default_font: int = 0
    levels: dict[int, int] = field(default_factory=dict)
    style: int = 0
    info: dict[str, str] = field(default_factory=dict)
    heads: dict[str, dict[str, None]] = field(default_factory=lambda: {"head": {}, "foot": {}, "first": {}})
    tally: Counter[str] = field(default_factory=Counter)
    styles_of_notes: dict[str, str] = field(default_factory=dict)  # how notes of a kind are numbered
    restarts: dict[str, str] = field(default_factory=dict)  # "section" or "page"
    notes: Counter[str] = field(default_factory=Counter)
    noted_page: int = 0
    too_deep: bool = False
    left_open: bool = False
    overlong: bool = False

    def number_notes(self, word: str, number: int | None) -> None:
        """Takes note of a word that says how notes are numbered."""
        match = _OF_NOTES.fullmatch(word)
        if match is None:
            return
        kind, said = "endnote" if match.group(1) else "footnote", match.group(2)
        if said in _NOTE_STYLES:
            self.styles_of_notes[kind] = _NOTE_STYLES[said]
        elif said.startswith("start"):
            self.notes[kind] = max(number or 1, 1) - 1
        else:
            self.restarts[kind] = {"rstpg": "page", "restart": "section"}.get(said, "")

    def begin_section(self) -> None:
        """Notes that are counted by section begin anew."""
        for kind, unit in self.restarts.items():
            if unit == "section":
                self.notes[kind] = 0

    def next_note(self, kind: str, *, page: int) -> str:
        """The mark of the next note of this kind, called on this page."""
        if self.restarts.get(kind) == "page" and page != self.noted_page:
            self.notes[kind], self.noted_page = 0, page
        self.notes[kind] += 1
        return numbered_as(self.notes[kind], self.styles_of_notes.get(kind, "decimal"))

    def default_page(self, chosen: str | None) -> str:
        """The codec where no font names one: the default font's (if none was chosen), else the document's.

        An ANSI font says nothing against the document's code page.
        """
        page = self.fonts.get(self.default_font, "") if chosen is None else ""
        return page if page not in ("", "cp1252") else self.document_page
