"""A paragraph of the historian's own put into a dossier's prose, byte by byte: nothing else of the file changes."""

from __future__ import annotations

from unicodedata import normalize

from variorum.archive.layout import STATEMENTS, lay_out
from variorum.archive.sheet import FileLines


def note_added(raw: bytes, paragraph: str) -> bytes:
    """Put a paragraph after the prose that is there: before the statements, or at the end of the file."""
    sheet = FileLines.of(raw)
    sections = lay_out(sheet.texts, STATEMENTS).sections
    at = sections[0].heading if sections else len(sheet.texts)
    while at > 0 and not sheet.texts[at - 1].strip():
        at -= 1
    before = [""] if at > 0 else []
    return sheet.inserted(at, [*before, normalize("NFC", " ".join(paragraph.split()))])
