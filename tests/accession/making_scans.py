"""Scans for tests: words drawn into a picture by a font, and what recognising programs would write of that picture."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import quoteattr

from PIL import Image, ImageDraw, ImageFont

LINES = (
    ("The", "lamps", "were", "lit", "at", "six", "on", "the", "embank-"),
    ("ment,", "and", "nobody", "asked", "who", "had", "paid."),
    ("Вечером", "зажигали", "фонари", "на", "всей", "набережной."),
)


@dataclass(frozen=True)
class Drawn:
    """A picture, and each line's words with the boxes of their ink: left, top, right, bottom in pixels."""

    picture: Image.Image
    lines: tuple[tuple[tuple[str, tuple[int, int, int, int]], ...], ...]


def draw(lines: Sequence[Sequence[str]] = LINES, *, size: tuple[int, int] = (900, 1200), skewed: int = 0) -> Drawn:
    """Words drawn black on white, each line `skewed` pixels lower at its end than where it begins."""
    picture = Image.new("L", size, 255)
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(28)
    down, drawn = 100, []
    for line in lines:
        across, found = 80, []
        for word in line:
            place = across, down + skewed * across // size[0]
            pen.text(place, word, font=font, fill=0)
            box = pen.textbbox(place, word, font=font)
            found.append((word, tuple(int(one) for one in box)))
            across = int(box[2]) + 14
        drawn.append(tuple(found))
        down += 60
    return Drawn(picture, tuple(drawn))


def saved(picture: Image.Image, kind: str = "PNG", **how: object) -> bytes:
    """A picture as the bytes of a file."""
    out = BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


def alto(drawn: Drawn, *, version: int = 4, image: str = "scan.png", unit: str = "pixel") -> bytes:
    """ALTO of one block; the first line's last word is parted as the schema says."""
    width, height = drawn.picture.size
    lines = []
    for number, line in enumerate(drawn.lines):
        words = []
        for word, (left, top, right, bottom) in line:
            place = f'HPOS="{left}" VPOS="{top}" WIDTH="{right - left}" HEIGHT="{bottom - top}"'
            if word.endswith("-") and word == line[-1][0]:
                words.append(f'<String CONTENT={quoteattr(word[:-1])} SUBS_TYPE="HypPart1" {place}/><HYP CONTENT="-"/>')
            else:
                words.append(f"<String CONTENT={quoteattr(word)} {place}/>")
        lines.append(f'<TextLine ID="l{number}">{"<SP/>".join(words)}</TextLine>')
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v{version}#">'
        f"<Description><MeasurementUnit>{unit}</MeasurementUnit><sourceImageInformation><fileName>{image}</fileName>"
        f'</sourceImageInformation></Description><Layout><Page ID="p1" WIDTH="{width}" HEIGHT="{height}">'
        f'<PrintSpace><TextBlock ID="b1">{"".join(lines)}</TextBlock></PrintSpace></Page></Layout></alto>'
    ).encode()


def page_xml(drawn: Drawn, *, image: str = "scan.png", whole: Sequence[str] = ()) -> bytes:
    """PAGE XML; `whole` are the lines' own texts where a person corrected them."""
    width, height = drawn.picture.size
    lines = []
    for number, line in enumerate(drawn.lines):
        words = "".join(
            f'<Word id="w{number}{at}"><Coords points="{x},{t} {r},{t} {r},{b} {x},{b}"/>'
            f"<TextEquiv><Unicode>{word}</Unicode></TextEquiv></Word>"
            for at, (word, (x, t, r, b)) in enumerate(line)
        )
        left, right = line[0][1][0], line[-1][1][2]
        top, bottom = min(box[1] for _, box in line), max(box[3] for _, box in line)
        text = whole[number] if whole else " ".join(word for word, _ in line)
        lines.append(
            f'<TextLine id="l{number}"><Coords points="{left},{top} {right},{top} {right},{bottom} {left},{bottom}"/>'
            f"{words}<TextEquiv><Unicode>{text}</Unicode></TextEquiv></TextLine>"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15">'
        f'<Page imageFilename="{image}" imageWidth="{width}" imageHeight="{height}">'
        '<ReadingOrder><OrderedGroup id="o"><RegionRefIndexed index="0" regionRef="r2"/>'
        '<RegionRefIndexed index="1" regionRef="r1"/></OrderedGroup></ReadingOrder>'
        f'<TextRegion id="r1"><Coords points="0,0 9,9"/>{"".join(lines)}</TextRegion>'
        '<TextRegion id="r2" type="page-number"><Coords points="0,0 9,9"/><TextEquiv><Unicode>— 12 —</Unicode>'
        "</TextEquiv></TextRegion></Page></PcGts>"
    ).encode()


def hocr(drawn: Drawn, *, image: str = "scan.png") -> bytes:
    """hOCR as Tesseract writes it."""
    width, height = drawn.picture.size
    lines = "".join(
        "<span class='ocr_line' title='bbox 0 0 9 9'>"
        + " ".join(
            f"<span class='ocrx_word' title='bbox {' '.join(map(str, b))}; x_wconf 90'>{w}</span>" for w, b in one
        )
        + "</span>"
        for one in drawn.lines
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head>'
        "<title></title><meta name='ocr-system' content='tesseract 5.3.0'/></head><body>"
        f"<div class='ocr_page' id='page_1' title='image \"/tmp/{image}\"; bbox 0 0 {width} {height}; ppageno 0'>"
        f"<div class='ocr_carea'><p class='ocr_par' lang='eng'>{lines}</p></div></div></body></html>"
    ).encode()


def tsv(drawn: Drawn) -> bytes:
    """Tesseract's table."""
    width, height = drawn.picture.size
    rows = [
        "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext",
        f"1\t1\t0\t0\t0\t0\t0\t0\t{width}\t{height}\t-1\t",
    ]
    for number, line in enumerate(drawn.lines, 1):
        for at, (word, (x, t, r, b)) in enumerate(line, 1):
            rows.append(f"5\t1\t1\t1\t{number}\t{at}\t{x}\t{t}\t{r - x}\t{b - t}\t90\t{word}")
    return "\n".join(rows).encode()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files in a zip."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in files.items():
            package.writestr(name, content)
    return out.getvalue()
