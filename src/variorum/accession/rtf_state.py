"""What an RTF file says outside its text, and what holds inside one of its groups, while it is read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from variorum.accession.typescript import Typescript


@dataclass(slots=True)
class Group:
    """What holds inside one pair of braces."""

    place: str = "text"  # text, skip, fonts, styles, info, or the field of the information group
    page: str | None = None  # codec of bytes; empty: the document's; None: no font was chosen, so the default one's
    fallback: int = 1  # letters that stand in for one given by number
    hidden: bool = False
    deleted: bool = False
    table: bool = False
    level: int = 0
    script: Typescript | None = None
    opened: str = ""  # the destination that this group opened: note, head, foot, first, box


@dataclass(slots=True)
class Document:
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
    notes: int = 0
    too_deep: bool = False
    left_open: bool = False
    overlong: bool = False

    def default_page(self, chosen: str | None) -> str:
        """The codec where no font names one: the default font's (if none was chosen), else the document's.

        An ANSI font says nothing against the document's code page.
        """
        page = self.fonts.get(self.default_font, "") if chosen is None else ""
        return page if page not in ("", "cp1252") else self.document_page
