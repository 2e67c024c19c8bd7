"""RTF as a manuscript, by the reader of sources."""

from __future__ import annotations

from variorum.manuscript.manuscript import Manuscript
from variorum.manuscript.reading.from_reading import manuscript_from_reading


def read_rtf(data: bytes, name: str) -> Manuscript:
    """An RTF as a manuscript."""
    return manuscript_from_reading(data, name, "rtf")
