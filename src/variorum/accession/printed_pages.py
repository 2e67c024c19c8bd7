"""Printed pages as they are laid out: from stretches of text with their places to paragraphs, notes, heads and labels.

PDF and DjVu both say where on the sheet every line stands and little else. Their readers gather that as leaves; here
spreads are parted, heads and feet set apart, the numbers that the pages print told, and paragraphs and notes formed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from statistics import median

from variorum.accession import remarks
from variorum.accession.block_quotations import marked_on_page
from variorum.accession.italics import Run
from variorum.accession.marks import TextMark, call_mark
from variorum.accession.marks import parted as split_marks
from variorum.accession.page_labels import PageNumbering, bare_number, numbering, ranges, rising
from variorum.accession.paragraphs import Block, PageBlocks, collapse, paginate
from variorum.accession.pdf_layout import PdfLine, laid_out
from variorum.accession.pdf_lines import Leaf
from variorum.accession.pdf_soundness import Soundness, soundness_of
from variorum.accession.pdf_spreads import PartedSpreads, part_spreads
from variorum.accession.reading import Aside, NoteCall, SetIn
from variorum.accession.running_heads import Heads, recognise
from variorum.finding import Finding, Severity
from variorum.record import Page
from variorum.saying import in_turn, say

HEADING = 1.18  # times the height of most lines that a heading's letters have at least

_NOTE_NUMBER = re.compile(r"[\[(]?(\d{1,4}|[*†‡§]{1,3})[\])]?(?=[.)\s])")
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st", "\u00ad": "-", "\u00a0": " "}
)
_LIGATURE = re.compile("[ﬀ-ﬆ\u00ad\u00a0]")


@dataclass(slots=True)
class GatheredSheets:
    """What one pass over the sheets of a file gives; sheets that failed or hold only a picture count from 1."""

    leaves: list[Leaf] = field(default_factory=list)
    lines: list[tuple[PdfLine, ...]] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)
    pictured: list[int] = field(default_factory=list)  # with a picture and without text
    cut_off: list[int] = field(default_factory=list)
    runs: dict[int, list[Run]] = field(default_factory=dict)  # by sheet, from 0, where italics are wanted


@dataclass(frozen=True, slots=True)
class PrintedPages:
    """The pages of a file, the calls of their notes, what stood aside, and the sheet (from 0) on which each stands.

    `findings` say what was wrong with sheets, text and labels; they are about pages that hold some text.
    """

    pages: tuple[Page, ...]
    calls: tuple[NoteCall, ...]
    asides: tuple[Aside, ...]
    sheets: tuple[int, ...]
    findings: tuple[Finding, ...]
    set_in: tuple[SetIn, ...] = ()

    @property
    def has_text(self) -> bool:
        """Whether anything at all was read."""
        return any(page.text or page.head or page.foot for page in self.pages)


def printed_pages(
    gathered: GatheredSheets, *, own: Sequence[str], outline: Sequence[tuple[int, str]], source: str, name: str
) -> PrintedPages:
    """The pages that were gathered; `own` are the labels of its sheets, `outline` is sheets (from 0) and titles."""
    findings: list[Finding] = []
    parted = part_spreads(gathered.leaves)
    if parted.spreads:
        gathered.leaves = list(parted.leaves)
        gathered.lines = [laid_out(leaf.fragments) for leaf in parted.leaves]
        findings.append(_about_spreads(parted, name))
    called = [frozenset(label for line in lines for _, label in line.calls) for lines in gathered.lines]
    heads = recognise(gathered.lines, [leaf.height for leaf in gathered.leaves], called)
    own = own if not parted.spreads else ("",) * len(parted.leaves)
    turned_numbers = rising([[line for line in leaf.turned if bare_number(line)] for leaf in gathered.leaves])
    numbers = numbering(own, [own_way or turned for own_way, turned in zip(heads.numbers, turned_numbers, strict=True)])
    sections = [(parted.sheets.index(sheet), title) for sheet, title in outline]
    paginated = paginate(_sheets(gathered, heads, numbers, sections), source=source, longest=None)
    findings += _about_pages(gathered, name)
    asides = tuple(
        Aside(index, "turned", line) for index, leaf in enumerate(gathered.leaves, 1) for line in leaf.turned
    )
    made = PrintedPages(paginated.pages, paginated.calls, asides, parted.sheets, tuple(findings), paginated.set_in)
    return (
        replace(made, findings=(*findings, *_about_text(made.pages, gathered, numbers, name)))
        if made.has_text
        else made
    )


def _sheets(
    gathered: GatheredSheets, heads: Heads, numbers: PageNumbering, outline: Sequence[tuple[int, str]]
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
    held: list[list[PdfLine]] = []
    paragraph: list[PdfLine] = []
    for line in [*lines, None]:
        if paragraph and (line is None or line.opens):
            text, marks = split_marks(_spelled_out("\n".join(map(_with_calls, paragraph))))
            large = len(text) < 300 and min(part.height for part in paragraph) > HEADING * usual
            blocks.append(Block(text, numbered=not large, level=int(large), marks=marks))
            held.append(paragraph)
            paragraph = []
        if line is not None:
            paragraph.append(line)
    return marked_on_page(blocks, held)


def _with_notes(blocks: tuple[Block, ...], index: int) -> tuple[Block, ...]:
    """The blocks of a page with its calls joined to the notes below that begin with their labels, the last such one."""
    called: dict[str, int] = {}  # where a label is called first
    for place, block in enumerate(blocks):
        for mark in block.marks:
            if mark.kind == "call":
                called.setdefault(mark.label, place)
    if not called:
        return blocks
    places: dict[str, int] = {}
    for place, block in enumerate(blocks):
        begins = _NOTE_NUMBER.match(block.text)
        if begins and called.get(begins.group(1), place) < place:
            places[begins.group(1)] = place
    joined = []
    for place, block in enumerate(blocks):
        marks = [replace(mark, target=f"{index}:{mark.label}") if mark.kind == "call" else mark for mark in block.marks]
        own = [TextMark(0, "anchor", target=f"{index}:{label}") for label, at in places.items() if at == place]
        joined.append(block._replace(marks=(*own, *marks)))
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


def _about_pages(gathered: GatheredSheets, name: str) -> list[Finding]:
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


def _about_text(pages: Sequence[Page], gathered: GatheredSheets, numbers: PageNumbering, name: str) -> list[Finding]:
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
            "The file has no page labels and no page numbers were recognised; its paragraphs are numbered instead."
        )
        return [remarks.doubtful_labels(name, found)]
    findings = []
    if numbers.contradicting:
        places = _pages(numbers.contradicting)
        found = say(
            "{places:^} of the file print another number than the file's own page label; the label was kept.",
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
