"""Pages as a recognising program describes them: words with their boxes, made into text whose words know their boxes.

ALTO, PAGE XML, hOCR and Tesseract's tables differ in their markup alone. Their readers hand over what they found as
`ScannedPage`, and here it becomes pages of text. Lines stay lines, hyphens at their ends stay where they are printed
(levelling knows them), so that a word that the line parts has two boxes. What a reader does not know it leaves empty:
no box is worked out from its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from variorum.accession import limits, remarks
from variorum.accession.paragraphs import Block, PageBlocks, paginate, tidy
from variorum.accession.reading import Colophon, PageWords, Reading
from variorum.finding import Finding
from variorum.saying import say

SCALE = 10_000
"""Boxes are kept in so many parts of the picture's width and height."""

Box = tuple[float, float, float, float]  # left, top, width, height, in the file's own units
_BETWEEN = 2  # characters between two blocks of a page
_HYPHENS = "-‐­¬⸗"
_LABEL = re.compile(r"[\[(\-–—.\s]*([0-9]{1,6}|[ivxlcdmIVXLCDM]{1,12}|[0-9]{1,6}\s?[rvab])[\])\-–—.\s]*")


@dataclass(frozen=True, slots=True)
class ScannedWord:
    """A word as it was recognised, and its box; a whole line where only lines have boxes."""

    text: str
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class ScannedBlock:
    """Lines of words; `kind` is "text", "heading", "head", "foot" or "number" (of the page)."""

    lines: tuple[tuple[ScannedWord, ...], ...]
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """One page: its blocks in reading order, its picture's name, and the width and height that boxes are measured on.

    A width or height of 0 is not known: then no box of the page is believed.
    """

    blocks: tuple[ScannedBlock, ...]
    width: float = 0
    height: float = 0
    image: str = ""
    label: str = ""


def reading_of(
    scanned: Iterable[ScannedPage],
    *,
    source: str,
    made_by: tuple[str, str],
    name: str,
    findings: Sequence[Finding] = (),
) -> Reading:
    """The reading of such pages; `made_by` is the media type and the reader's name."""
    found = list(scanned)
    noted = list(findings)
    if len(found) > limits.MOST_PAGES:
        message = say("The file has {count:,} pages; more than {most:,} are not read.", count=len(found),
                      most=limits.MOST_PAGES)  # fmt: skip
        noted.append(remarks.too_large(name, message))
        found = found[: limits.MOST_PAGES]
    sheets, places = [], []
    for one in found:
        sheet, boxes = _sheet(one)
        sheets.append(sheet)
        places.append(boxes)
    paginated = paginate(sheets, source=source, longest=None)
    words = tuple(
        PageWords(page.sequence, one.image, int(one.width), int(one.height), " ".join(map(str, boxes)))
        for page, one, boxes in zip(paginated.pages, found, places, strict=True)
    )
    if any(boxes_missing(one) for one in found):
        noted.append(_unmeasured(name, sum(map(boxes_missing, found)), len(found)))
    text = any(page.text for page in paginated.pages)
    return Reading(
        paginated.pages if text else (),
        "pages" if text else "none",
        made_by[0],
        made_by[1],
        Colophon(),
        tuple(noted),
        words=words if text else (),
    )


def boxes_missing(page: ScannedPage) -> bool:
    """Whether a page has boxes that cannot be believed, because it does not say how large it is."""
    measured = page.width > 0 and page.height > 0
    return not measured and any(word.box for block in page.blocks for line in block.lines for word in line)


def _unmeasured(name: str, missing: int, total: int) -> Finding:
    message = say(
        "{missing} of {total} pages do not say how wide and high they are, so that their words cannot be shown in the "
        "picture.",
        missing=missing,
        total=total,
    )
    return remarks.doubtful_boxes(name, message)


def _sheet(page: ScannedPage) -> tuple[PageBlocks, list[int]]:
    """A page's blocks, and six numbers for each of its words: start, end, left, top, width, height."""
    blocks: list[Block] = []
    boxes: list[int] = []
    beside: dict[str, list[str]] = {"head": [], "foot": [], "number": []}
    at = 0
    for block in page.blocks:
        text, own = _written(block, page, at)
        if not text:
            continue
        if block.kind in beside:
            beside[block.kind].append(text)
            continue
        heading = block.kind == "heading"
        blocks.append(Block(text, numbered=not heading, level=int(heading)))
        boxes += own
        at += len(text) + _BETWEEN
    label = page.label or next((m[1].replace(" ", "") for one in beside["number"] if (m := _LABEL.fullmatch(one))), "")
    head = "\n".join([*beside["head"], *beside["number"]])
    sheet = PageBlocks(tuple(blocks), label, head=head, foot="\n".join(beside["foot"]), image=page.image or None)
    return sheet, boxes


def _written(block: ScannedBlock, page: ScannedPage, at: int) -> tuple[str, list[int]]:
    """A block's text, a line for each of its lines, and its words' boxes with offsets from `at`.

    Each word is tidied by itself, so that nothing of it moves when the whole is tidied.
    """
    lines: list[str] = []
    boxes: list[int] = []
    for line in block.lines:
        written = ""
        for word in line:
            text = " ".join(tidy(word.text).split())
            if not text:
                continue
            written += " " * bool(written)
            start = at + len(written)
            written += text
            boxes += _kept(start, start + len(text), word.box, page)
        if written:
            lines.append(written)
            at += len(written) + 1
    return "\n".join(lines), boxes


def _kept(start: int, end: int, box: Box | None, page: ScannedPage) -> list[int]:
    if box is None or page.width <= 0 or page.height <= 0:
        return []
    left, top, width, height = box
    right, bottom = min(left + width, page.width), min(top + height, page.height)
    left, top = max(left, 0.0), max(top, 0.0)
    if not (left < right and top < bottom):  # turned inside out, beside the page, or no number
        return []
    low = [round(left / page.width * SCALE), round(top / page.height * SCALE)]
    high = [round(right / page.width * SCALE), round(bottom / page.height * SCALE)]
    return [start, end, *low, max(1, high[0] - low[0]), max(1, high[1] - low[1])]


def with_hyphen(words: Sequence[ScannedWord], sign: str, box: Box | None) -> list[ScannedWord]:
    """The words of a line whose last one is parted, with the hyphen that the file keeps apart from it."""
    if not words or words[-1].text.endswith(tuple(_HYPHENS)):
        return list(words)
    last = words[-1]
    shown = sign if sign and sign not in "­¬" else "-"
    return [*words[:-1], replace(last, text=last.text + shown, box=_around(last.box, box))]


def _around(one: Box | None, other: Box | None) -> Box | None:
    if one is None or other is None:
        return one
    left, top = min(one[0], other[0]), min(one[1], other[1])
    right, bottom = max(one[0] + one[2], other[0] + other[2]), max(one[1] + one[3], other[1] + other[3])
    return left, top, right - left, bottom - top


def number(value: str | None) -> float:
    """A measure as a file writes it; not a number where it is none, so that what it measures is not believed."""
    try:
        found = float(value or "nan")
    except ValueError:
        return float("nan")
    return found if abs(found) < 1e9 else float("nan")


def box_of(left: str | None, top: str | None, width: str | None, height: str | None) -> Box | None:
    """A box of four written measures; None where one of them is none."""
    box = number(left), number(top), number(width), number(height)
    return box if all(one == one for one in box) else None


def size_of(width: str | None, height: str | None) -> tuple[float, float]:
    """A page's width and height; 0 each where one of them is not said."""
    across, down = number(width), number(height)
    return (across, down) if across > 0 and down > 0 else (0.0, 0.0)
