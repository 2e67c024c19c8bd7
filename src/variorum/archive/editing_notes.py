"""A paragraph put into a dossier's prose, a line into a thesis's evidence, byte by byte: nothing else changes."""

from __future__ import annotations

from unicodedata import normalize

from variorum.archive.file_lines import FileLines
from variorum.archive.layout import EVIDENCE, STATEMENTS, lay_out


def note_added(raw: bytes, paragraph: str) -> bytes:
    """Put a paragraph after the prose that is there: before the statements, or at the end of the file."""
    sheet = FileLines.of(raw)
    sections = lay_out(sheet.texts, STATEMENTS).sections
    at = sections[0].heading if sections else len(sheet.texts)
    while at > 0 and not sheet.texts[at - 1].strip():
        at -= 1
    before = [""] if at > 0 else []
    return sheet.inserted(at, [*before, normalize("NFC", " ".join(paragraph.split()))])


def evidence_added(raw: bytes, line: str) -> bytes:
    """Put a line after a thesis's last line of evidence, or under a new heading at the end of the file."""
    sheet = FileLines.of(raw)
    sections = lay_out(sheet.texts, EVIDENCE).sections
    written = f"- {normalize('NFC', ' '.join(line.split()))}"
    if not sections:
        between = [] if not sheet.texts or not sheet.texts[-1].strip() else [""]
        return sheet.inserted(len(sheet.texts), [*between, "## Evidence", "", written])
    section = sections[-1]
    if section.items:
        return sheet.inserted(section.items[-1].end, [written])
    after = section.heading + 1
    blank = after < len(sheet.texts) and not sheet.texts[after].strip()
    return sheet.inserted(after + blank, [written] if blank else ["", written])
