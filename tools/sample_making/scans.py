"""A typescript drawn as a scan, and the ALTO of its words: every box is that of the ink which was drawn.

The sheet is yellowish paper in sixteen colours; the letters dance a little, as those of an old machine do.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import quoteattr

from PIL import Image, ImageDraw, ImageFont

from sample_making.master import Master

FONT = Path("/usr/share/fonts/truetype/liberation/LiberationMono-Regular.ttf")
_SHEET = (910, 1290)  # pixels: A4 at 110 dots an inch
_LEFT, _TOP, _LINE, _COLUMNS, _SIZE = 105, 90, 25, 68, 17
_PAPER, _INK = (243, 236, 219), (46, 42, 52)


@dataclass(frozen=True, slots=True)
class TypedWord:
    """A word with the box of its ink: left, top, right, bottom in pixels."""

    text: str
    box: tuple[int, int, int, int]


def typescript(master: Master) -> dict[str, bytes]:
    """The sheet as a PNG, and its ALTO beside it."""
    picture = Image.new("RGB", _SHEET, _PAPER)
    pen, font = ImageDraw.Draw(picture), ImageFont.truetype(FONT, _SIZE)
    blocks: list[list[list[TypedWord]]] = []
    down = _TOP
    for block in master.blocks:
        lines = []
        for line in textwrap.wrap(" ".join(block.text.split()), _COLUMNS, break_on_hyphens=False):
            across = _centred(line, font) if line.isupper() else _LEFT
            lines.append(_typed(pen, font, line, (across, down)))
            down += _LINE
        blocks.append(lines)
        down += _LINE // 2
    if down > _SHEET[1]:
        raise SystemExit(f"{master.key}: the text is longer than the sheet.")
    out = BytesIO()
    picture.quantize(16).save(out, "PNG", optimize=True)
    return {"01.png": out.getvalue(), "01.xml": _alto(blocks)}


def _centred(line: str, font: ImageFont.FreeTypeFont) -> int:
    return int((_SHEET[0] - font.getlength(line)) / 2)


def _typed(
    pen: ImageDraw.ImageDraw, font: ImageFont.FreeTypeFont, line: str, place: tuple[int, int]
) -> list[TypedWord]:
    """One line drawn letter by letter; the box of a word goes around what was drawn of it."""
    across, down = float(place[0]), place[1]
    words: list[TypedWord] = []
    for word in line.split(" "):
        boxes = []
        for number, letter in enumerate(word):
            at = (round(across), down + (ord(letter) * 7 + number * 3) % 3 - 1)
            pen.text(at, letter, font=font, fill=_INK)
            boxes.append(pen.textbbox(at, letter, font=font))
            across += font.getlength(letter)
        box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
        words.append(TypedWord(word, (int(box[0]), int(box[1]), int(box[2]), int(box[3]))))
        across += font.getlength(" ")
    return words


def _alto(blocks: list[list[list[TypedWord]]]) -> bytes:
    width, height = _SHEET
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#">',
        "<Description><MeasurementUnit>pixel</MeasurementUnit>",
        "<sourceImageInformation><fileName>01.png</fileName></sourceImageInformation></Description>",
        f'<Layout><Page ID="p1" PHYSICAL_IMG_NR="1" WIDTH="{width}" HEIGHT="{height}"><PrintSpace>',
    ]
    for number, block in enumerate(blocks, 1):
        lines.append(f'<TextBlock ID="b{number}">')
        for line in block:
            lines.append("<TextLine>")
            for word in line:
                left, top, right, bottom = word.box
                place = f'HPOS="{left}" VPOS="{top}" WIDTH="{right - left}" HEIGHT="{bottom - top}"'
                lines.append(f"<String CONTENT={quoteattr(word.text)} {place}/>")
            lines.append("</TextLine>")
        lines.append("</TextBlock>")
    lines.append("</PrintSpace></Page></Layout></alto>")
    return ("\n".join(lines) + "\n").encode()
