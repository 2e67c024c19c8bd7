"""What an RTF file says outside its text, and what holds inside one of its groups, while it is read.

What an RTF file says and is besides its text: whether it has pages, its colophon, and what was wrong with it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from variorum.accession import limits, remarks
from variorum.accession.paragraphs import collapse, tidy
from variorum.accession.reading import Colophon
from variorum.accession.rtf_tokens import tokens
from variorum.accession.typescript import Typescript, has_pages, left_out, numbered_as
from variorum.finding import Finding, Severity
from variorum.saying import say

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
    left: int = 0  # indents in twips, size in half points
    right: int = 0
    first: int = 0
    size: int = 24
    italic: bool = False
    script: Typescript | None = None
    opened: str = ""  # the destination that this group opened: note, head, foot, first, box
    begun: int = 0  # of the runs read so far, where that one's begin


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


DEEPEST = 2000  # groups within groups; programs write some tens


def is_paged(data: bytes) -> bool:
    """Whether the breaks in the file are as many as the pages that it says it has, or are those of its layout."""
    hard = soft = declared = 0
    for token in tokens(data) if b"\\page" in data or b"\\softpage" in data else ():
        if token.kind == "word":
            hard += token.word in ("page", "sect")
            soft += token.word == "softpage"
            declared = token.number or 0 if token.word == "nofpages" else declared
    return has_pages(hard + soft, 0, declared=declared, laid_out=soft > 0)


def findings_of(rtf: RtfDocument, data: bytes, name: str) -> list[Finding]:
    """What was wrong with the file, and what it holds that is no text."""
    findings = []
    if not data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf"):
        findings.append(remarks.damaged(name, say("The file does not begin as RTF does; its beginning may be lost.")))
    if rtf.left_open:
        findings.append(
            remarks.damaged(name, say("The RTF ends in the middle: it was cut off, and its end is missing."))
        )
    if rtf.overlong:
        found = say(
            "The document holds more than {largest_text} letters; what lies beyond was not read.",
            largest_text=limits.LARGEST_TEXT,
        )
        findings.append(remarks.too_large(name, found, severity=Severity.WARNING))
    if rtf.too_deep:
        found = say(
            "The file nests its groups more than {deepest} deep; what lies deeper was left out.", deepest=DEEPEST
        )
        findings.append(remarks.hostile(name, found))
    if rtf.tally.pop("objects", 0):
        found = say("The document carries embedded objects; they were not opened and are not part of its text.")
        findings.append(remarks.hostile(name, found, severity=Severity.NOTE))
    return [*findings, *left_out(name, {key: rtf.tally[key] for key in sorted(rtf.tally)})]


def colophon_of(rtf: RtfDocument) -> Colophon:
    """What the group of information says."""
    said = {key: collapse(tidy(value))[:1000] for key, value in rtf.info.items()}
    dates = {"file-made": said.get("creatim", ""), "file-changed": said.get("revtim", "")}
    other = {
        "subject": said.get("subject", ""),
        "keyword": said.get("keywords", ""),
        "abstract": said.get("doccomm", ""),
        "publisher": said.get("company", ""),
    }
    return Colophon(
        title=said.get("title", ""),
        authors=tuple(part.strip() for part in said.get("author", "").split(";") if part.strip()),
        dates={key: value for key, value in dates.items() if value},
        other={key: value for key, value in other.items() if value},
    )
