"""PDF: books with running heads and hyphens, newspaper pages in two columns, a photograph without any text."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sample_making.master import Block, Master

FONTS = Path("/usr/share/fonts/truetype/liberation")
FONT_FILES = {"Serif": "LiberationSerif-Regular.ttf", "Serif-Bold": "LiberationSerif-Bold.ttf"}
_VOWELS = frozenset("аеёиоуыэюяaeiouyАЕЁИОУЫЭЮЯAEIOUY")
_MARGIN = 48.0
_INITIALS = re.compile(r"(?<=\b[А-ЯA-Z]\.)\s(?=[А-ЯA-Z])|(?<=\d)\s(?=[а-я])|(?<=№)\s")
"""Spaces at which no line is broken: after initials, after numbers, after the sign №."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of type: its left edge, its width, and where its first and last line stand, in points."""

    left: float
    width: float
    top: float
    bottom: float


def book(master: Master) -> bytes:
    """A book or journal article: a printed page each, with running head, number at the foot, roman preliminaries."""
    width, height = 330.0, 470.0
    canvas, buffer = _canvas(master, width, height)
    for number, (label, blocks) in enumerate(master.pages):
        _label(canvas, number, label)
        canvas.setFont("Serif", 8)
        canvas.drawCentredString(width / 2, height - 34, master.fields["head"])
        canvas.drawCentredString(width / 2, 28, label)
        column = Column(_MARGIN, width - 2 * _MARGIN, height - 62, 48)
        left_over = _set(canvas, blocks, [column], size=10.0)
        if left_over:
            raise SystemExit(f"{master.key}, p. {label}: the text is longer than the page.")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def newspaper(master: Master) -> bytes:
    """A newspaper page in two columns, title across the top and the issue's line at the foot."""
    width, height = 420.0, 470.0
    canvas, buffer = _canvas(master, width, height)
    for number, (label, blocks) in enumerate(master.pages):
        _label(canvas, number, label)
        canvas.setFont("Serif-Bold", 20)
        canvas.drawCentredString(width / 2, height - 50, master.fields["head"])
        canvas.setFont("Serif", 8)
        canvas.drawCentredString(width / 2, 24, master.fields["foot"])
        columns = _balanced(blocks, top=height - 80)
        if not columns or _set(canvas, blocks, columns, size=9.0):
            raise SystemExit(f"{master.key}, p. {label}: the text is longer than the page.")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def photograph(master: Master) -> bytes:
    """A snapshot of a wall newspaper: an image and not one letter of text."""
    from PIL import Image, ImageDraw, ImageFont
    from reportlab.lib.utils import ImageReader

    image = Image.new("L", (620, 460), 150)
    draw = ImageDraw.Draw(image)
    draw.rectangle((40, 30, 580, 430), fill=215, outline=70, width=4)
    line_at = 60
    for block in master.blocks:
        font = ImageFont.truetype(str(FONTS / FONT_FILES["Serif-Bold"]), 34 if line_at == 60 else 22)
        draw.text((80, line_at), block.text, fill=40, font=font)
        line_at += 70
    canvas, buffer = _canvas(master, 420, 320)
    canvas.drawImage(ImageReader(image.rotate(1.5, fillcolor=150)), 20, 20, 380, 280)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def hyphenated(word: str, room: int) -> tuple[str, str]:
    """Part a word so that at most `room` letters and a hyphen stand before the break; ("", word) where it cannot be."""
    if not word.strip("«»„“(),.:;!?").isalpha():
        return "", word
    for cut in range(min(room, len(word) - 3), 2, -1):
        before, at, after = word[cut - 1], word[cut], word[cut + 1]
        if before in _VOWELS and at.isalpha() and at not in _VOWELS and after in _VOWELS and word[:cut].isalpha():
            return word[:cut] + "-", word[cut:]
    return "", word


def _canvas(master: Master, width: float, height: float) -> tuple[Any, io.BytesIO]:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    for name, file in FONT_FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(FONTS / file)))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(width, height), invariant=1)
    canvas.setTitle(master.fields["title"])
    canvas.setAuthor(master.fields.get("author", ""))
    canvas.setSubject("Invented for the sample archive of Variorum")
    return canvas, buffer


def _label(canvas: Any, number: int, label: str) -> None:
    if label.isdigit():
        canvas.addPageLabel(number, style="ARABIC", start=int(label))
    else:
        canvas.addPageLabel(number, style="ROMAN_LOWER", start=("i", "ii", "iii", "iv", "v", "vi").index(label) + 1)


def _balanced(blocks: list[Block], *, top: float) -> list[Column]:
    """Two columns just deep enough for the blocks; none where even the whole page is too small."""
    for bottom in range(int(top) - 40, 43, -4):
        columns = [Column(left, 170.0, top, bottom) for left in (30.0, 220.0)]
        if not _set(None, blocks, columns, size=9.0):
            return columns
    return []


def _set(canvas: Any, blocks: list[Block], columns: list[Column], *, size: float) -> list[Block]:
    """Set the blocks into the columns one after another; what found no room is handed back. None for a canvas tries."""
    left, index = list(blocks), 0
    line_at = columns[0].top
    while left:
        block = left[0]
        font = "Serif-Bold" if block.kind == "heading" else "Serif"
        lines = _lines(block, font, columns[index].width, size)
        need = len(lines) * size * 1.3 + size * 0.8
        if block.kind == "heading" and len(left) > 1:  # no heading is left alone at the foot of a column
            need += size * 1.3 * len(_lines(left[1], "Serif", columns[index].width, size))
        if line_at - need < columns[index].bottom:
            index += 1
            if index == len(columns):
                return left
            line_at = columns[index].top
            continue
        if canvas is not None:
            canvas.setFont(font, size)
            for number, line in enumerate(lines):
                indent = size * 1.5 if not number and block.kind == "para" else 0.0
                canvas.drawString(columns[index].left + indent, line_at - number * size * 1.3, line)
        line_at -= len(lines) * size * 1.3
        line_at -= size * 0.8
        left.pop(0)
    return []


def _lines(block: Block, font: str, width: float, size: float) -> list[str]:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    lines: list[str] = []
    line = ""
    words = [word.replace("\xa0", " ") for word in _INITIALS.sub("\xa0", block.text).split(" ")]
    while words:
        room = width - (size * 1.5 if not lines and block.kind == "para" else 0.0)
        joined = f"{line} {words[0]}" if line else words[0]
        if stringWidth(joined, font, size) <= room:
            line = joined
            words.pop(0)
            continue
        head, rest = "", words[0]
        if block.kind == "para":
            spare = room - stringWidth(line + " ", font, size)
            fits = next((n for n in range(len(rest), 0, -1) if stringWidth(rest[:n] + "-", font, size) <= spare), 0)
            head, rest = hyphenated(rest, fits)
        if head:
            lines.append(f"{line} {head}")
            words[0] = rest
        else:
            lines.append(line)
        line = ""
    return [*lines, line] if line else lines
