"""DjVu: the text that was recognised in a scanned book, laid out as that of a PDF is, and where its words stand.

The djvu-rs library unpacks the file (DjVu 3 specification, Lizardtech 2005). A sheet's text comes in zones within
zones, down to lines and words with their boxes; some files have only the text. Boxes of scans differ from line to line
in height, so that a line counts as of the usual height unless it is far off. Pages that lie in files of their own (an
"indirect" document is a list of them) are not looked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING, Any, TypeVar

from variorum.accession import limits, remarks
from variorum.accession.pdf_layout import laid_out
from variorum.accession.pdf_lines import Fragment, Leaf
from variorum.accession.printed_pages import GatheredSheets, printed_pages
from variorum.accession.reading import Colophon, PageWords, Picture, Reading
from variorum.accession.reading_progress import reached
from variorum.accession.scanned import SCALE
from variorum.accession.word_places import PlacedWord, in_text, written
from variorum.finding import Finding, Severity
from variorum.record import Page
from variorum.saying import say

if TYPE_CHECKING:
    from PIL.Image import Image

T = TypeVar("T")

READER = "djvu"
MEDIA_TYPE = "image/vnd.djvu"
SIGNATURE = b"AT&TFORM"
_POINTS = 72
_LIKELY_DPI = (50, 1200)
_USUAL_DPI = 300
_FAR_OFF = (0.72, 1.45)  # times the usual height of a sheet's lines, beyond which a line's own height is believed
_FONT_BOX = 1.25  # times the height of a word's ink that its font's box has
_LINE, _WORD = ("Line",), ("Word", "Character")
_DEEPEST = 12
_NO_RASTER = 20_000  # pixels of a side: more is no sheet of paper


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as recognised, and its box in pixels of the sheet: left, top, width, height."""

    text: str
    box: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet: its size in pixels, its dots an inch, its lines of words, and its text where it has no zones."""

    width: int
    height: int
    dpi: int
    lines: tuple[tuple[_Word, ...], ...] = ()
    plain: str = ""


_BROKEN = _Sheet(0, 0, _USUAL_DPI)


def read_djvu(data: bytes, *, name: str, source: str) -> Reading:
    """Reads a DjVu file; whatever is wrong with it becomes a finding."""
    document, said = _opened(data, name)
    if document is None:
        return Reading((), "none", MEDIA_TYPE, READER, findings=said)
    count = min(_or(document.page_count, 0), limits.MOST_FRAMES)
    sheets, failed = [], []
    for index in range(count):
        sheet = _sheet(document, index) if reached(say("page {number} of the file", number=index + 1)) else _BROKEN
        if sheet is _BROKEN:
            failed.append(index + 1)
        sheets.append(sheet)
    gathered = GatheredSheets(failed=failed)
    for index, sheet in enumerate(sheets, 1):
        leaf = _leaf(sheet)
        gathered.leaves.append(leaf)
        gathered.lines.append(tuple(line._replace(text=line.text.rstrip()) for line in laid_out(leaf.fragments)))
        if not leaf.fragments and sheet is not _BROKEN:
            gathered.pictured.append(index)
    printed = printed_pages(gathered, own=("",) * count, outline=_outline(document, count), source=source, name=name)
    colophon = _colophon(document)
    pictures = tuple(Picture(max(one.width, 1), max(one.height, 1)) for one in sheets)
    if not printed.has_text:
        found = (*said, *printed.findings, _without_text(name, count))
        return Reading((), "none", MEDIA_TYPE, READER, colophon, found, pictures=pictures)
    words = tuple(
        _places(page, sheets[sheet]) for page, sheet in zip(printed.pages, printed.sheets, strict=True)
    ) if len(printed.pages) == len(sheets) else ()  # fmt: skip
    return Reading(
        printed.pages, "pages", MEDIA_TYPE, READER, colophon, (*said, *printed.findings), printed.calls,
        words=words, pictures=pictures,
    )  # fmt: skip


def drawn(data: bytes, index: int) -> Image:
    """A sheet (from 0) as a picture, at its full size; raises ValueError where it cannot be drawn or is too large."""
    from PIL import Image as pictures

    document, _ = _opened(data, "")
    page = None if document is None else _or(lambda: document.page(index), None)
    if page is None or page.width * page.height > limits.LARGEST_PICTURE:
        raise ValueError(index)
    pixmap = _or(page.render, None)
    if pixmap is None:
        raise ValueError(index)
    return pictures.frombuffer("RGBA", (pixmap.width, pixmap.height), pixmap.data(), "raw", "RGBA", 0, 1).convert("RGB")


# ── what the library tells ──────────────────────────────────────────────────────────────────────────────────────────


def _or(asked: Callable[[], T], otherwise: T) -> T:
    """What the library answers; `otherwise` where the file is damaged there.

    A panic of the library is no `Exception`; an interrupt, and memory that is spent, go on to the caller.
    """
    try:
        return asked()
    except (KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError):
        raise
    except BaseException:
        return otherwise


def _opened(data: bytes, name: str) -> tuple[Any, tuple[Finding, ...]]:
    """The open document, or None, and what is wrong with it."""
    import djvu_rs

    if b"FORM" in data[:16] and b"DJVM" in data[:16] and _is_indirect(data):
        found = say("This DjVu file is only the list of a book's pages; the pages lie in files of their own beside it.")
        remedy = say("Join them into one file (in DjVuLibre: djvmcvt -b), and add that.")
        return None, (replace(remarks.damaged(name, found, severity=Severity.ERROR), remedy=remedy),)
    document = _or(lambda: djvu_rs.Document.from_bytes(data), None)
    if document is None or not _or(document.page_count, 0):
        found = say("The DjVu file is damaged or cut off so badly that no page of it can be read.")
        return None, (remarks.damaged(name, found, severity=Severity.ERROR),)
    long = int.from_bytes(data[8:12], "big") + 12
    if len(data) < long:
        found = say(
            "The DjVu file is cut off: it weighs {count:,} bytes, and should weigh {long:,}.",
            count=len(data),
            long=long,
        )
        return document, (remarks.damaged(name, found),)
    return document, ()


def _is_indirect(data: bytes) -> bool:
    """Whether the pages lie in other files: the first bit of the directory's flags says that they are bundled."""
    at = data.find(b"DIRM", 12, 64)
    return at > 0 and len(data) > at + 8 and not data[at + 8] & 0x80


def _sheet(document: Any, index: int) -> _Sheet:
    page = _or(lambda: document.page(index), None)
    if page is None or not (0 < page.width < _NO_RASTER and 0 < page.height < _NO_RASTER):
        return _BROKEN
    dpi = page.dpi if _LIKELY_DPI[0] <= page.dpi <= _LIKELY_DPI[1] else _USUAL_DPI
    layer = _or(page.text_layer, None)
    if layer is None:
        return _Sheet(page.width, page.height, dpi, plain=_or(page.text, None) or "")
    lines = tuple(line for zone in layer["zones"] for line in _lines(zone, 0))
    return _Sheet(page.width, page.height, dpi, lines, "" if lines else layer["text"])


def _lines(zone: Any, depth: int) -> Iterator[tuple[_Word, ...]]:
    """The lines of a zone: those that it has, else what it holds itself as one."""
    children = zone["children"]
    if zone["kind"] in _LINE or not children or children[0]["kind"] in _WORD or depth > _DEEPEST:
        words = tuple(word for word in _words(zone, depth) if word.text)
        if words:
            yield words
        return
    for child in children:
        yield from _lines(child, depth + 1)


def _words(zone: Any, depth: int) -> Iterator[_Word]:
    children = zone["children"]
    if zone["kind"] in _WORD or not children or depth > _DEEPEST:
        box = zone["rect"]
        yield _Word(" ".join(zone["text"].split()), (box["x"], box["y"], box["width"], box["height"]))
        return
    for child in children:
        yield from _words(child, depth + 1)


def _outline(document: Any, count: int) -> list[tuple[int, str]]:
    """The bookmarks that lead to a sheet by its number ("#12"), by sheet."""
    found: list[tuple[int, str]] = []

    def gather(entries: Sequence[Any], depth: int) -> None:
        for entry in entries:
            target = entry["url"].removeprefix("#")
            title = " ".join(entry["title"].split())[:200]
            if title and target.isdecimal() and len(target) < 7 and 0 < int(target) <= count:
                found.append((int(target) - 1, title))
            if depth < _DEEPEST:
                gather(entry["children"], depth + 1)

    gather(_or(document.bookmarks, []), 0)
    return sorted(found, key=lambda one: one[0])


def _colophon(document: Any) -> Colophon:
    """What the file says of itself; what the program that made it put there is none of the book's."""
    told = _or(document.metadata, None) or {}
    said = {key: " ".join((told.get(key) or "").split())[:1000] for key in ("title", "author", "publisher", "year")}
    return Colophon(
        said["title"],
        (said["author"],) if said["author"] else (),
        dates={"published": said["year"]} if said["year"] else {},
        other={"publisher": said["publisher"]} if said["publisher"] else {},
    )


# ── from boxes to lines, and back ───────────────────────────────────────────────────────────────────────────────────


def _leaf(sheet: _Sheet) -> Leaf:
    """The sheet in points, its lines as stretches of text."""
    scale = _POINTS / sheet.dpi
    width, height = sheet.width * scale, sheet.height * scale
    if not all(_is_placed(line, sheet) for line in sheet.lines):
        return Leaf(width, height, _unplaced([" ".join(word.text for word in line) for line in sheet.lines], height))
    if not sheet.lines:
        return Leaf(width, height, _unplaced(sheet.plain.split("\n"), height))
    heights = [median(word.box[3] for word in line) * scale * _FONT_BOX for line in sheet.lines]
    usual = median(heights)
    fragments = []
    for order, (line, own) in enumerate(zip(sheet.lines, heights, strict=True)):
        left = min(word.box[0] for word in line) * scale
        right = max(word.box[0] + word.box[2] for word in line) * scale
        tall = usual if _FAR_OFF[0] * usual <= own <= _FAR_OFF[1] * usual else own
        text = " ".join(word.text for word in line) + " "  # whatever goes on in the same row is another word
        fragments.append(Fragment(text, left, right, _base(line, sheet) * scale, max(tall, 1.0), order))
    return Leaf(width, height, tuple(fragments))


def _unplaced(lines: Sequence[str], height: float) -> tuple[Fragment, ...]:
    """Lines of which nobody knows where they stand, one below the other at the same distance; blank ones part them."""
    step = height / (len(lines) + 2)
    return tuple(
        Fragment(text, 0.0, 0.5 * step * len(text), height - step * (number + 1), 0.8 * step, number)
        for number, line in enumerate(lines)
        if (text := " ".join(line.split()))
    )


def _is_placed(line: Sequence[_Word], sheet: _Sheet) -> bool:
    """Whether every word of a line has a box that lies on the sheet."""
    return all(
        width > 0 and height > 0 and 0 <= left < sheet.width and 0 <= top < sheet.height
        for left, top, width, height in (word.box for word in line)
    )


def _base(line: Sequence[_Word], sheet: _Sheet) -> float:
    """The line on which the letters stand, in pixels from below: where most words end that nothing hangs down from."""
    ends = sorted(sheet.height - word.box[1] - word.box[3] for word in line)
    return float(ends[(3 * len(ends)) // 4]) if len(ends) > 1 else float(ends[0])


def _places(page: Page, sheet: _Sheet) -> PageWords:
    """The words of a page in the boxes in which they were recognised."""
    text, words = "", []
    for word in (word for line in sheet.lines for word in line):
        at = len(text)
        text += word.text + " "
        box = _parts(word.box, sheet)
        if box is not None:
            words.append(PlacedWord(at, at + len(word.text), box))
    return PageWords(page.sequence, "", sheet.width, sheet.height, written(in_text(words, text, page.text)))


def _parts(box: tuple[int, int, int, int], sheet: _Sheet) -> tuple[int, int, int, int] | None:
    """A box in ten-thousandths of the sheet; None where it does not lie on it."""
    left, top, width, height = box
    right, bottom = min(left + width, sheet.width), min(top + height, sheet.height)
    if not (0 <= left < right and 0 <= top < bottom):
        return None
    low = round(left / sheet.width * SCALE), round(top / sheet.height * SCALE)
    high = round(right / sheet.width * SCALE), round(bottom / sheet.height * SCALE)
    return low[0], low[1], max(1, high[0] - low[0]), max(1, high[1] - low[1])


# ── findings ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _without_text(name: str, count: int) -> Finding:
    found = say(
        "The DjVu file ({count} {count:page|pages}) holds only pictures of pages, so that nothing in it can be "
        "searched or checked.",
        count=count,
    )
    return remarks.no_text(name, found)
