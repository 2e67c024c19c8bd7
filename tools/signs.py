"""Draw the signs that the shipped typefaces lack (arrows, ≠, ≈, ∅, ✓, circles) as a small typeface of our own.

`tools/signs.py` writes `src/variorum/edition/assets/signs/variorum-signs.woff2`; the same program writes the same
bytes. Units are thousandths of an em; strokes are as heavy as those of the text beside them.
"""

from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

OUT = Path(__file__).resolve().parent.parent / "src/variorum/edition/assets/signs/variorum-signs.woff2"
_STROKE = 62
_WIDTH = 700
_MIDDLE = (350, 290)
Point = tuple[float, float]


class _Pen:
    """Strokes and circles; everything that is filled runs clockwise."""

    def __init__(self) -> None:
        self.pen = TTGlyphPen(None)

    def line(self, *points: Point, stroke: float = _STROKE) -> None:
        for (x, y), (u, v) in pairwise(points):
            length = math.hypot(u - x, v - y)
            dx, dy = (u - x) / length * stroke / 2, (v - y) / length * stroke / 2
            self._closed(
                [
                    (x - dx - dy, y - dy + dx),
                    (u + dx - dy, v + dy + dx),
                    (u + dx + dy, v + dy - dx),
                    (x - dx + dy, y - dy - dx),
                ]
            )

    def ring(self, centre: Point, radius: float) -> None:
        self._closed(_arc(centre, radius + _STROKE / 2, 90, -270))
        self._closed(_arc(centre, radius - _STROKE / 2, 90, 450))

    def disc(self, centre: Point, radius: float, start: float = 90, end: float = -270) -> None:
        self._closed(_arc(centre, radius, start, end))

    def arrow(self, start: Point, end: Point, *, head: float = 130) -> None:
        self.line(start, end)
        back = math.atan2(start[1] - end[1], start[0] - end[0])
        for turn in (0.7, -0.7):
            self.line(end, (end[0] + head * math.cos(back + turn), end[1] + head * math.sin(back + turn)))

    def _closed(self, points: list[Point]) -> None:
        self.pen.moveTo((round(points[0][0]), round(points[0][1])))
        for x, y in points[1:]:
            self.pen.lineTo((round(x), round(y)))
        self.pen.closePath()


def _arc(centre: Point, radius: float, start: float, end: float, steps: int = 40) -> list[Point]:
    angles = (math.radians(start + (end - start) * step / steps) for step in range(steps))
    return [(centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)) for angle in angles]


def _draw(sign: str, to: _Pen) -> None:
    left, right, y = 70, 630, 290
    if sign in "≠":
        to.line((90, 210), (610, 210))
        to.line((90, 370), (610, 370))
        to.line((210, 60), (490, 520))
    elif sign == "≈":
        for base in (210, 370):
            to.line(*((left + 8 * step * 7, base + 38 * math.sin(step * math.pi / 5)) for step in range(11)), stroke=56)
    elif sign == "∅":
        to.ring(_MIDDLE, 230)
        to.line((120, 20), (580, 560))
    elif sign == "○":
        to.ring(_MIDDLE, 230)
    elif sign == "●":
        to.disc(_MIDDLE, 260)
    elif sign == "◐":
        to.ring(_MIDDLE, 230)
        to.disc(_MIDDLE, 230, 270, 90 - 4.5)
    elif sign == "✓":
        to.line((110, 290), (270, 90), (600, 560), stroke=82)
    elif sign in "←→↔":
        if sign in "→↔":
            to.arrow((left, y), (right, y))
        if sign in "←↔":
            to.arrow((right, y), (left, y))
    elif sign == "⇄":
        to.arrow((left, 400), (right, 400))
        to.arrow((right, 170), (left, 170))
    elif sign == "↗":
        to.arrow((150, 80), (560, 490), head=180)
    elif sign == "↩":
        to.arrow((480, 180), (left, 180))
        to.line(*_arc((480, 300), 120, -90, 90, 12), (480, 420), (330, 420))


SIGNS = "≠≈∅○●◐✓←→↔⇄↗↩"


def main() -> None:
    """Write the typeface."""
    glyphs, names = {".notdef": TTGlyphPen(None).glyph(), "space": TTGlyphPen(None).glyph()}, {0x20: "space"}
    for sign in SIGNS:
        pen = _Pen()
        _draw(sign, pen)
        name = f"uni{ord(sign):04X}"
        glyphs[name], names[ord(sign)] = pen.pen.glyph(), name
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(list(glyphs))
    font.setupCharacterMap(names)
    font.setupGlyf(glyphs)
    font.setupHorizontalMetrics({name: (_WIDTH, getattr(glyph, "xMin", 0) or 0) for name, glyph in glyphs.items()})
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "Variorum Signs", "styleName": "Regular"})
    font.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    font.setupPost()
    font.font["head"].created = font.font["head"].modified = 0
    font.font.recalcTimestamp = False
    font.font.flavor = "woff2"
    OUT.parent.mkdir(exist_ok=True)
    font.save(OUT)


if __name__ == "__main__":
    main()
