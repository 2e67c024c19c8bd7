"""Pages out of paragraphs: what every reader hands its text to.

Paragraphs are numbered over the whole source, from 1, so that "§ 31" means one place. Numbered is every paragraph, list
item, verse stanza or table row group that the file sets apart; not numbered are headings, title lines and a motto at
the head of a text, since nobody counts those. A paragraph that runs over a page break is one paragraph: the page that
it goes on in counts from its number. Text is NFC, and as printed: hyphens at line ends stay, and lines are kept where
the file keeps them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from variorum.accession import limits
from variorum.accession.marks import TextMark, shifted
from variorum.accession.reading import Aside, NoteCall, SetIn
from variorum.record import Page

BETWEEN = "\n\n"
"""What stands between two paragraphs of a page's text."""

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\u200b\u2060\ufeff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n?|\x85|\u2028|\u2029")


class Block(NamedTuple):
    """One paragraph or heading. Without `numbered` it takes no number; `level` is a heading's depth from 1.

    `section` names the section that begins here where the text itself does not (a block may be nothing but that).
    `marks` stand at offsets of the text.
    """

    text: str
    numbered: bool = True
    level: int = 0
    section: str = ""
    marks: tuple[TextMark, ...] = ()


@dataclass(frozen=True, slots=True)
class PageBlocks:
    """What goes onto one page: its blocks in order, with label, section, running head and foot.

    With `continues`, the first numbered block goes on from the sheet before (and begins this one). `marks` are those of
    a sheet that has no block for them.
    """

    blocks: tuple[Block, ...]
    label: str = ""
    section: str = ""
    head: str = ""
    foot: str = ""
    continues: bool = False
    image: str | None = None
    marks: tuple[TextMark, ...] = ()


@dataclass(frozen=True, slots=True)
class Paginated:
    """Pages, with the calls of notes in them, what was left out of them, and which paragraphs stand in."""

    pages: tuple[Page, ...]
    calls: tuple[NoteCall, ...] = ()
    asides: tuple[Aside, ...] = ()
    set_in: tuple[SetIn, ...] = ()


def tidy(text: str) -> str:
    """Text in NFC with `\\n` at line ends and without control characters, byte order marks or lone surrogates."""
    if text.isprintable() or text.replace("\n", "").isprintable():
        return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)
    text = _SURROGATE.sub("\ufffd", _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", text)))
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def collapse(text: str) -> str:
    """White space of every kind made single blanks, as markup means it."""
    return " ".join(text.split())


def paginate(sheets: Iterable[PageBlocks], *, source: str, longest: int | None = limits.LONGEST_PAGE) -> Paginated:
    """The sheets as pages of a source, with sequence, paragraph offsets and numbers.

    A sheet over `longest` characters is cut between paragraphs into several pages of the same label and section (an
    endless paragraph at a blank); None never cuts, which is for formats whose pages are fixed. Empty sheets become
    empty pages: leave them out before if they are none.
    """
    pages: list[Page] = []
    placed: list[tuple[int, TextMark]] = []
    number = 1
    for sheet in sheets:
        for part in [sheet] if longest is None else _cut(_tidied(sheet), longest):
            tidied = part if longest is not None else _tidied(part)
            page, number = _page(tidied, source, len(pages) + 1, number)
            pages.append(page)
            placed += _placed(tidied, page.sequence)
    anchors = {mark.target: (sequence, mark.offset) for sequence, mark in reversed(placed) if mark.kind == "anchor"}
    calls = tuple(NoteCall(at, m.offset, m.label, anchors.get(m.target)) for at, m in placed if m.kind == "call")
    asides = tuple(Aside(at, m.label, tidy(m.text), m.offset) for at, m in placed if m.kind == "aside")
    set_in = tuple(SetIn(at, mark.offset, mark.label) for at, mark in placed if mark.kind == "set-in")
    return Paginated(tuple(pages), calls, asides, set_in)


def _placed(sheet: PageBlocks, sequence: int) -> Iterator[tuple[int, TextMark]]:
    """The marks of a page's blocks with their offsets in the page's text."""
    yield from ((sequence, replace(mark, offset=0)) for mark in sheet.marks)
    at = 0
    for block in sheet.blocks:
        for mark in block.marks:
            yield sequence, replace(mark, offset=at + mark.offset)
        at += len(block.text) + len(BETWEEN)


def _page(sheet: PageBlocks, source: str, sequence: int, number: int) -> tuple[Page, int]:
    """One page, and the number that the next paragraph takes."""
    offsets: list[int] = []
    at = 0
    for block in sheet.blocks:
        if block.numbered:
            offsets.append(at)
        at += len(block.text) + len(BETWEEN)
    first = number - 1 if sheet.continues and number > 1 and offsets and sheet.blocks[0].numbered else number
    page = Page(
        source=source,
        sequence=sequence,
        label=sheet.label,
        text=BETWEEN.join(block.text for block in sheet.blocks),
        section=sheet.section,
        paragraphs=tuple(offsets),
        first_paragraph=first,
        head=sheet.head,
        foot=sheet.foot,
        image=sheet.image,
    )
    return page, first + len(offsets)


def _tidied(sheet: PageBlocks) -> PageBlocks:
    blocks = []
    for block in sheet.blocks:
        text = tidy(block.text).strip("\n ")
        if text:
            blocks.append(block if text is block.text else block._replace(text=text, marks=_moved(block, text)))
    return replace(
        sheet,
        blocks=tuple(blocks),
        label=tidy(sheet.label).strip(),
        section=collapse(tidy(sheet.section)),
        head=tidy(sheet.head),
        foot=tidy(sheet.foot),
    )


def _moved(block: Block, text: str) -> tuple[TextMark, ...]:
    """A block's marks where they stand in its tidied text."""
    if not block.marks:
        return ()
    lead = tidy(block.text)
    lead = lead[: len(lead) - len(lead.lstrip("\n "))]
    if len(block.text) == len(tidy(block.text)):
        return shifted(block.marks, -len(lead), within=len(text))
    exact = (replace(mark, offset=len(tidy(block.text[: mark.offset]))) for mark in block.marks)
    return shifted(tuple(exact), -len(lead), within=len(text))


def _cut(sheet: PageBlocks, longest: int) -> Iterator[PageBlocks]:
    if sum(len(block.text) + len(BETWEEN) for block in sheet.blocks) <= longest:
        yield sheet
        return
    held: list[Block] = []
    size = 0
    continues = sheet.continues
    for block in sheet.blocks:
        for index, piece in enumerate(_pieces(block, longest)):
            if held and (index or size + len(piece.text) > longest):
                yield replace(sheet, blocks=tuple(held), continues=continues)
                held, size, continues = [], 0, index > 0
            held.append(piece)
            size += len(piece.text) + len(BETWEEN)
    yield replace(sheet, blocks=tuple(held), continues=continues)


def _pieces(block: Block, longest: int) -> Sequence[Block]:
    """A block in pieces of at most `longest` characters, cut at a line end or blank, or inside an endless word."""
    if len(block.text) <= longest:
        return (block,)
    pieces: list[tuple[int, str]] = []
    text, start = block.text, 0
    while len(text) - start > longest:
        cut = max(text.rfind("\n", start + longest // 2, start + longest), text.rfind(" ", start, start + longest))
        end = cut if cut > start else _between_letters(text, start + longest)
        pieces.append((start, text[start:end]))
        start = end + (cut == end)
    pieces.append((start, text[start:]))
    ends = [*(at for at, _ in pieces[1:]), len(text) + 1]
    return [
        block._replace(text=piece, marks=shifted(_within(block.marks, at, end), -at, within=len(piece)))
        for (at, piece), end in zip(pieces, ends, strict=True)
        if piece
    ]


def _within(marks: Sequence[TextMark], start: int, end: int) -> Sequence[TextMark]:
    return [mark for mark in marks if start <= mark.offset < end]


def _between_letters(text: str, at: int) -> int:
    """The last place at or before `at` that does not part a letter from its accents."""
    for place in range(at, max(at - 64, 1), -1):
        if not unicodedata.combining(text[place]):
            return place
    return at
