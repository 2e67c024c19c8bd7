"""PDF with a text layer: pages with the labels that the source prints, text in reading order, heads and feet apart.

pdfium does the parsing; it runs no script of the file. It is not safe in two threads at once, so one file is read at
a time. What pdfium cannot open although pages are in it (a file cut off, which has lost its table) is pieced together
again by `pdf_salvage`.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from statistics import median
from typing import Any

from variorum.accession import limits, remarks
from variorum.accession.marks import TextMark, call_mark
from variorum.accession.marks import parted as split_marks
from variorum.accession.page_labels import PageNumbering, bare_number, numbering, ranges, rising
from variorum.accession.paragraphs import Block, PageBlocks, collapse, paginate
from variorum.accession.pdf_colophon import colophon_of, outline_of, own_labels
from variorum.accession.pdf_layout import PdfLine, laid_out
from variorum.accession.pdf_lines import Leaf, leaf_of
from variorum.accession.pdf_salvage import mended
from variorum.accession.pdf_soundness import Soundness, soundness_of
from variorum.accession.pdf_spreads import PartedSpreads, part_spreads
from variorum.accession.reading import Aside, Reading
from variorum.accession.running_heads import Heads, recognise
from variorum.accession.whereabouts import reached
from variorum.finding import Finding, Severity
from variorum.record import Page
from variorum.saying import in_turn, say

READER = "pdf"
MEDIA_TYPE = "application/pdf"
STAMP = 25  # characters of a scanned page that are no text of its own (a library's mark, a page number)
HEADING = 1.18  # times the height of most lines that a heading's letters have at least

_NOTE_NUMBER = re.compile(r"[\[(]?(\d{1,4}|[*†‡§]{1,3})[\])]?(?=[.)\s])")
_ONE_AT_A_TIME = threading.Lock()
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st", "\u00ad": "-", "\u00a0": " "}
)
_LIGATURE = re.compile("[ﬀ-ﬆ\u00ad\u00a0]")
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_PROTECTED = 5  # FPDF_ERR_SECURITY


@dataclass(slots=True)
class _GatheredPages:
    """What one pass over the pages gives."""

    leaves: list[Leaf] = field(default_factory=list)
    lines: list[tuple[PdfLine, ...]] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)
    pictured: list[int] = field(default_factory=list)  # with a picture and without text
    cut_off: list[int] = field(default_factory=list)


def read_pdf(data: bytes, *, name: str, source: str) -> Reading:
    """Reads a PDF; whatever is wrong with it becomes a finding."""
    if not data.strip(b"\0 \r\n\t"):
        return Reading((), "none", MEDIA_TYPE, READER, findings=(remarks.empty(name),))
    if len(data) > limits.LARGEST_FILE:
        found = say(
            "The file weighs {count} bytes; more than {largest_file} are not read.",
            count=len(data),
            largest_file=limits.LARGEST_FILE,
        )
        return Reading((), "none", MEDIA_TYPE, READER, findings=(remarks.too_large(name, found),))
    with _ONE_AT_A_TIME:
        document, findings = _opened(data, name)
        if document is None:
            return Reading((), "none", MEDIA_TYPE, READER, findings=tuple(findings))
        try:
            return _read(document, data, name=name, source=source, findings=findings)
        finally:
            document.close()


def _opened(data: bytes, name: str) -> tuple[Any, list[Finding]]:
    """The open document, or None, and the findings so far."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(data)
        if len(document):
            return document, _cut_short(data, name)
        document.close()
    except PdfiumError as error:
        if getattr(error, "err_code", None) in (_PASSWORD, _PROTECTED):
            return None, [
                remarks.encrypted(name, say("The PDF is protected by a password, so its text cannot be read."))
            ]
    whole = mended(data)
    if whole:
        try:
            document = PdfDocument(whole)
            if len(document):
                found = say(
                    "The PDF is damaged or cut off; {count} of its pages were found and read.", count=len(document)
                )
                return document, [remarks.damaged(name, found)]
            document.close()
        except PdfiumError:
            pass  # said below: nothing could be read
    found = say("The PDF is damaged or cut off so badly that no page of it can be read.")
    return None, [remarks.damaged(name, found, severity=Severity.ERROR)]


def _cut_short(data: bytes, name: str) -> list[Finding]:
    if b"%%EOF" in data[-2048:] or b"startxref" in data[-2048:]:
        return []
    return [
        remarks.damaged(name, say("The PDF ends before its end mark: it may be cut off, and pages may be missing."))
    ]


def _read(document: Any, data: bytes, *, name: str, source: str, findings: list[Finding]) -> Reading:
    count = min(len(document), limits.MOST_PAGES)
    if count < len(document):
        found = say("The PDF claims {claimed} pages; the first {count} were read.", claimed=len(document), count=count)
        findings.append(remarks.too_large(name, found, severity=Severity.WARNING))
    gathered = _gather(document, count)
    parted = part_spreads(gathered.leaves)
    if parted.spreads:
        gathered.leaves = list(parted.leaves)
        gathered.lines = [laid_out(leaf.fragments) for leaf in parted.leaves]
        findings.append(_about_spreads(parted, name))
    called = [frozenset(label for line in lines for _, label in line.calls) for lines in gathered.lines]
    heads = recognise(gathered.lines, [leaf.height for leaf in gathered.leaves], called)
    own = own_labels(document, count) if not parted.spreads else ("",) * len(parted.leaves)
    turned_numbers = rising([[line for line in leaf.turned if bare_number(line)] for leaf in gathered.leaves])
    numbers = numbering(own, [own_way or turned for own_way, turned in zip(heads.numbers, turned_numbers, strict=True)])
    outline = [(parted.sheets.index(sheet), title) for sheet, title in outline_of(document, count)]
    sheets = _sheets(gathered, heads, numbers, outline)
    paginated = paginate(sheets, source=source, longest=None)
    pages = paginated.pages
    findings += _about_pages(gathered, name)
    if not any(page.text or page.head or page.foot for page in pages):
        findings.append(_without_text(gathered, name, count))
        return Reading((), "none", MEDIA_TYPE, READER, colophon_of(document, data, name), tuple(findings))
    findings += _about_text(pages, gathered, numbers, name)
    colophon = colophon_of(document, data, name)
    turned = tuple(
        Aside(index, "turned", line) for index, leaf in enumerate(gathered.leaves, 1) for line in leaf.turned
    )
    reading = Reading(pages, "pages", MEDIA_TYPE, READER, colophon, (), paginated.calls, turned)
    findings += remarks.beside(name, turned)
    return replace(reading, findings=tuple(findings))


def _gather(document: Any, count: int) -> _GatheredPages:
    """Measures and lays out every page; a page that fails stays in its place, empty."""
    from pypdfium2 import PdfiumError

    gathered = _GatheredPages()
    characters = 0
    last_call = 0
    for index in range(count):
        leaf = Leaf(0.0, 0.0, (), last_call=last_call)
        try:
            if not reached(say("page {number} of the file", number=index + 1)):
                raise IndexError(index)
            page = document[index]
        except (PdfiumError, IndexError):
            gathered.failed.append(index + 1)
        else:
            try:
                if characters < limits.LARGEST_TEXT:
                    leaf = leaf_of(page, last_call=leaf.last_call)
                if sum(len(f.text) for f in leaf.fragments) < STAMP and _has_picture(page, bare=not leaf.fragments):
                    gathered.pictured.append(index + 1)
            except (PdfiumError, ValueError, OverflowError):
                gathered.failed.append(index + 1)
            finally:
                page.close()
        last_call = leaf.last_call
        characters += sum(len(fragment.text) for fragment in leaf.fragments)
        if leaf.cut_off or characters >= limits.LARGEST_TEXT:
            gathered.cut_off.append(index + 1)
        gathered.leaves.append(leaf)
        gathered.lines.append(laid_out(leaf.fragments))
    return gathered


def _has_picture(page: Any, *, bare: bool) -> bool:
    """Whether the page shows a picture; where there is no text, drawn lines count as one (letters as curves)."""
    import pypdfium2.raw as pdfium

    drawn = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_SHADING) if bare else ()
    kinds = (pdfium.FPDF_PAGEOBJ_IMAGE, *drawn)
    return next(page.get_objects(filter=kinds, max_depth=3), None) is not None


# ── pages ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _sheets(
    gathered: _GatheredPages, heads: Heads, numbers: PageNumbering, outline: Sequence[tuple[int, str]]
) -> list[PageBlocks]:
    heights = [line.height for lines in gathered.lines for line in lines]
    usual = median(heights) if heights else 1.0
    sheets: list[PageBlocks] = []
    upcoming, section, before = list(reversed(outline)), "", ""  # outline: (page index, title) by page
    for index, lines in enumerate(gathered.lines):
        apart = {*heads.heads[index], *heads.feet[index]}
        blocks = _with_notes(_blocks([line for i, line in enumerate(lines) if i not in apart], usual), index)
        while upcoming and (upcoming[-1][0] < index or _begins_with(blocks, upcoming[-1], index)):
            section = upcoming.pop()[1]
        sheets.append(
            PageBlocks(
                blocks,
                label=numbers.labels[index],
                section=section,
                head=_edge(lines, heads.heads[index]),
                foot=_edge(lines, heads.feet[index]),
                continues=_continues(before, blocks),
            )
        )
        before = _last_words(blocks) or before
    return sheets


def _blocks(lines: Sequence[PdfLine], usual: float) -> tuple[Block, ...]:
    """Paragraphs with their lines as printed; large letters make a heading, which takes no number."""
    blocks: list[Block] = []
    paragraph: list[PdfLine] = []
    for line in [*lines, None]:
        if paragraph and (line is None or line.opens):
            text, marks = split_marks(_spelled_out("\n".join(map(_with_calls, paragraph))))
            large = len(text) < 300 and min(part.height for part in paragraph) > HEADING * usual
            blocks.append(Block(text, numbered=not large, level=int(large), marks=marks))
            paragraph = []
        if line is not None:
            paragraph.append(line)
    return tuple(blocks)


def _with_notes(blocks: tuple[Block, ...], index: int) -> tuple[Block, ...]:
    """The blocks of a page with its calls joined to the notes that begin with their labels, the last such block."""
    called = {mark.label for block in blocks for mark in block.marks}
    if not called:
        return blocks
    places: dict[str, int] = {}
    for place, block in enumerate(blocks):
        begins = _NOTE_NUMBER.match(block.text)
        if begins and begins.group(1) in called:
            places[begins.group(1)] = place
    joined = []
    for place, block in enumerate(blocks):
        marks = [replace(mark, target=f"{index}:{mark.label}") for mark in block.marks]
        own = [TextMark(0, "anchor", target=f"{index}:{label}") for label, at in places.items() if at == place]
        joined.append(replace(block, marks=(*own, *marks)))
    return tuple(joined)


def _with_calls(line: PdfLine) -> str:
    """A line's text with a mark wherever it calls a note."""
    if not line.calls:
        return line.text
    text = line.text
    for at, label in sorted(line.calls, reverse=True):
        text = text[:at] + call_mark(label) + text[at:]
    return text


def _begins_with(blocks: Sequence[Block], entry: tuple[int, str], index: int) -> bool:
    """Whether the page begins with the heading that this entry of the outline names."""
    return entry[0] == index and bool(entry[1]) and any(entry[1] in collapse(block.text) for block in blocks[:2])


def _edge(lines: Sequence[PdfLine], places: tuple[int, ...]) -> str:
    rows = groupby(sorted(places, key=lambda i: (-lines[i].base, lines[i].left)), key=lambda i: round(lines[i].base))
    return "\n".join(" ".join(lines[i].text for i in row) for _, row in rows).translate(_LIGATURES)


def _spelled_out(text: str) -> str:
    """The text with its ligatures as letters, hyphens and blanks that are not shown otherwise as plain ones."""
    return text.translate(_LIGATURES) if not text.isascii() and _LIGATURE.search(text) else text


def _last_words(blocks: Sequence[Block]) -> str:
    return blocks[-1].text[-80:] if blocks else ""


def _continues(before: str, blocks: Sequence[Block]) -> bool:
    """Whether the first paragraph of a page goes on from the page before: a sentence stands open across the break."""
    if not before or not blocks or not blocks[0].numbered:
        return False
    first = blocks[0].text[:1]
    open_sentence = before[-1:].isalnum() or before[-1:] == ","
    return before[-1:] == "-" or first.islower() or (open_sentence and first.isalpha())


# ── findings ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _about_pages(gathered: _GatheredPages, name: str) -> list[Finding]:
    findings = []
    if gathered.failed:
        found = say("{pages:^} of the file cannot be read; the others were.", pages=_pages(gathered.failed))
        findings.append(remarks.damaged(name, found))
    if gathered.cut_off:
        found = say(
            "{pages:^} of the file hold more text than is read; the rest of it was left out.",
            pages=_pages(gathered.cut_off),
        )
        findings.append(remarks.too_large(name, found, severity=Severity.WARNING))
    return findings


def _without_text(gathered: _GatheredPages, name: str, count: int) -> Finding:
    what = say("only pictures of pages") if gathered.pictured else say("no text")
    return remarks.no_text(
        name,
        say(
            "The PDF ({count} pages) holds {what}, so that nothing in it can be searched or checked.",
            count=count,
            what=what,
        ),
    )


def _about_text(pages: Sequence[Page], gathered: _GatheredPages, numbers: PageNumbering, name: str) -> list[Finding]:
    findings = []
    if gathered.pictured:
        found = say(
            "Only a picture, without text: {pages} of the file. The others were read.",
            pages=_pages(gathered.pictured),
        )
        findings.append(replace(remarks.no_text(name, found), severity=Severity.WARNING))
    broken = soundness_of(pages)
    if broken.pages:
        findings.append(remarks.broken_layer(name, _broken(broken)))
    return findings + _about_labels(numbers, name)


def _broken(broken: Soundness) -> str:
    return say("The text of {pages} of the file looks broken: {why}.", pages=_pages(broken.pages), why=broken.why)


def _about_labels(numbers: PageNumbering, name: str) -> list[Finding]:
    total = len(numbers.labels)
    if numbers.origin == "none":
        found = say(
            "The PDF has no page labels and no page numbers were recognised; its paragraphs are numbered instead."
        )
        return [remarks.doubtful_labels(name, found)]
    findings = []
    if numbers.contradicting:
        places = _pages(numbers.contradicting)
        found = say(
            "{places:^} of the file print another number than the PDF's own page label; the label was kept.",
            places=places,
        )
        findings.append(remarks.doubtful_labels(name, found, severity=Severity.WARNING))
    if numbers.origin == "printed":
        found = say("The page numbers were taken from what the pages print (pages 1–{total} of the file).", total=total)
        told = in_turn(
            found,
            say("Counted from their neighbours: {pages}.", pages=ranges(numbers.counted)) if numbers.counted else "",
            say("Without a number: {pages}.", pages=ranges(numbers.unknown)) if numbers.unknown else "",
        )
        findings.append(remarks.doubtful_labels(name, told))
    elif numbers.unknown:
        found = say("{pages:^} of the file have no label.", pages=_pages(numbers.unknown))
        findings.append(remarks.doubtful_labels(name, found))
    return findings


def _about_spreads(parted: PartedSpreads, name: str) -> Finding:
    found = say(
        "Two pages stand side by side on {spreads} of the file's {count} sheets; each was read as a page of its own.",
        spreads=parted.spreads,
        count=len(set(parted.sheets)),
    )
    return remarks.doubtful_labels(name, found)


def _pages(numbers: Sequence[int]) -> str:
    return say("{count:page|pages} {numbers}", count=len(numbers), numbers=ranges(numbers))
