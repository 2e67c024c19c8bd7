"""What every reader of manuscripts gives: paragraphs, calls of notes in their places, notes, and live citations.

Frozen values. Offsets count code points of a paragraph's text exactly as the file has it: nothing is levelled, so that
a place found in the text is a place in the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

ROLES = ("body", "heading", "quote", "epigraph", "bibliography", "caption", "note")


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of one paragraph; `note` is the id of the note in which the paragraph stands, empty for the body."""

    paragraph: int
    start: int
    end: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """The mark in a sentence that sends the reader to a note: the note's id and the offset at which it hangs."""

    note: str
    at: int


@dataclass(frozen=True, slots=True)
class LiveItem:
    """One item of a reference manager's field: its CSL fields, and the locator exactly as it was entered."""

    key: str
    csl: Mapping[str, object]
    locator: str = ""
    label: str = ""  # CSL's name of the locator's kind: page, folio, section …
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Live:
    """A citation that a reference manager keeps up: what it prints stands from `start` to `end`."""

    start: int
    end: int
    by: str  # zotero, mendeley, endnote, word, citavi, pandoc, latex
    items: tuple[LiveItem, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its text, what part it plays, and what hangs in it.

    `number` counts from 1 in the body, and from 1 in each note. `chapter` is the heading under which it stands.
    """

    number: int
    text: str
    role: str = "body"
    note: str = ""
    chapter: str = ""
    calls: tuple[Call, ...] = ()
    lives: tuple[Live, ...] = ()
    italics: tuple[tuple[int, int], ...] = ()
    line: int = 0  # in formats that have lines: the one in which it begins
    file: str = ""  # the file that the manuscript includes and in which the paragraph stands; empty for its own


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote (`kind`), or a citation in the running text ("in text")."""

    id: str
    kind: str
    paragraphs: tuple[Paragraph, ...] = ()

    @property
    def text(self) -> str:
        """The note's words, its paragraphs parted by line ends."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs).strip()


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A manuscript as read: `entries` are those of its own bibliography, `within` the sources that its file carries.

    `remarks` say what was taken how: tracked changes, hidden text, what could not be understood.
    """

    name: str
    format: str
    paragraphs: tuple[Paragraph, ...]
    notes: Mapping[str, Note] = field(default_factory=dict)
    within: tuple[LiveItem, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def entries(self) -> tuple[Paragraph, ...]:
        """The entries of the manuscript's own bibliography."""
        return tuple(paragraph for paragraph in self.paragraphs if paragraph.role == "bibliography")
