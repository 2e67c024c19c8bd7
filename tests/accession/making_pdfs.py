"""PDFs for the tests, drawn line by line: a test says what stands where, and in which order in the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFPageLabels
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

PAGE = (420.0, 595.0)
LEADING = 13.0
Drawing = Callable[[Canvas], None]


@dataclass(frozen=True)
class Words:
    """A line of text at a place of the page."""

    x: float
    y: float
    text: str
    size: float = 10.0
    font: str = "Times-Roman"


def pdf(pages: Sequence[Iterable[Words]], *, labels: object = None, **info: str) -> bytes:
    """A PDF of these pages; `labels` is reportlab's PDFPageLabels."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=PAGE, invariant=1, pageCompression=0)
    for name, value in info.items():
        getattr(canvas, f"set{name.capitalize()}")(value)
    for page in pages:
        for words in page:
            canvas.setFont(words.font, words.size)
            canvas.drawString(words.x, words.y, words.text)
        canvas.showPage()
    if isinstance(labels, PDFPageLabels):
        canvas._doc.Catalog.PageLabels = labels
    canvas.save()
    return buffer.getvalue()


def drawn(*drawings: Drawing, size: tuple[float, float] = PAGE, encrypt: str | None = None) -> bytes:
    """A PDF whose pages are drawn by functions of the canvas."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=1, pageCompression=0, encrypt=encrypt)
    for drawing in drawings:
        drawing(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def column(lines: Sequence[str], *, x: float = 50, y: float = 520, size: float = 10.0) -> list[Words]:
    """Lines under one another."""
    return [Words(x, y - i * LEADING, line, size) for i, line in enumerate(lines)]


def interleaved(*columns: Sequence[Words]) -> list[Words]:
    """Columns written into the file row by row, as some converters do."""
    rows = max(len(lines) for lines in columns)
    return [lines[i] for i in range(rows) for lines in columns if i < len(lines)]


def cyrillic_font() -> str:
    """The name of a registered font with Cyrillic letters; skips the test where none is installed."""
    try:
        import fontpkg_noto_sans
    except ImportError:
        pytest.skip("the package fontpkg-noto-sans, whose letters this test is set in, is not installed")
    file = Path(fontpkg_noto_sans.__file__).parent / "files" / "NotoSans[wdth,wght].ttf"
    pdfmetrics.registerFont(TTFont("NotoSans", str(file)))
    return "NotoSans"
