"""PDF as a manuscript, by the reader of sources, as far as notes can be told from the page."""

from __future__ import annotations

from variorum.manuscript.manuscript import Manuscript
from variorum.manuscript.reading.from_reading import manuscript_from_reading


def read_pdf(data: bytes, name: str) -> Manuscript:
    """A PDF as a manuscript."""
    return manuscript_from_reading(data, name, "pdf")
