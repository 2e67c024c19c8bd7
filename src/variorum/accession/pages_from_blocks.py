"""A run of blocks divided into pages, or into sections where the source marks no pages.

The readers of flowing formats (text, HTML, EPUB, FB2, TEI, DOCX …) hand over their blocks in reading order. Where the
source's own page breaks are known they stand inside the blocks' text as `page_mark(label)`, in the middle of a word if
the page broke there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from variorum.accession import limits
from variorum.accession.marks import TextMark, bare, parted
from variorum.accession.note_signs import with_raised_calls
from variorum.accession.paragraphs import Block, PageBlocks, collapse, paginate
from variorum.accession.reading import Aside, Colophon, NoteCall, Reading, SetIn
from variorum.finding import Finding
from variorum.record import Page
from variorum.text.shown import cut_at_word

_MARK = "\ufdd0"  # a noncharacter: no text holds it, and `tidy` takes it out of those that do
_FIELD = "\ufdd5"
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef]")
_MARKS = re.compile(f"{_MARK}([^{_MARK}]*){_MARK}")
_LONGEST_SECTION_NAME = 200
SOFT_HYPHEN = "\u00ad"
"""Written where a page parts a word for which its source has no hyphen, so that the word can be put together again."""


def page_mark(label: str, *, head: str = "", foot: str = "") -> str:
    """What to put into a block's text where a page of this label begins, with its running head and foot if they are
    known.
    """
    said = _FIELD.join(_NONCHARACTERS.sub("", part) for part in (label, head, foot))
    return f"{_MARK}{said.rstrip(_FIELD)}{_MARK}"


def on_every_page(sign: str, text: str) -> str:
    """A block's text with a sign at its head and wherever a page begins in it."""
    return sign + _MARKS.sub(lambda mark: mark.group() + sign, text)


def without_marks(text: str) -> str:
    """Text in which nothing can be mistaken for a mark: for what comes from a file before marks are put in."""
    return text if text.isascii() else _NONCHARACTERS.sub("", text)


@dataclass(frozen=True, slots=True)
class ComposedPages:
    """The pages, how they are divided (as in `Reading.paging`), the calls of notes and what was left out."""

    pages: tuple[Page, ...]
    paging: str
    calls: tuple[NoteCall, ...] = ()
    asides: tuple[Aside, ...] = ()
    set_in: tuple[SetIn, ...] = ()

    def reading(self, media_type: str, reader: str, colophon: Colophon, findings: Iterable[Finding] = ()) -> Reading:
        """The reading of a file that was composed to this."""
        return Reading(
            self.pages, self.paging, media_type, reader, colophon, tuple(findings), self.calls, self.asides,
            set_in=self.set_in,
        )  # fmt: skip


def compose(blocks: Iterable[Block], *, source: str) -> ComposedPages:
    """The pages, divided as "pages" where there is a page mark, else as "sections"; "none" without text.

    Without page marks every heading begins a new page, named for it; headings that follow one another share one. With
    them, a page's section is the one in which it begins. Empty pages stay if they have a label, so that a locator
    naming one is not taken for an error. A note that stands in the text by `note_mark` follows, without a number, what
    its page holds of the paragraph that calls it.
    """
    run = list(islice(blocks, limits.MOST_BLOCKS))
    marks = sum(block.text.count(_MARK) for block in run) // 2
    paged = 0 < marks <= limits.MOST_PAGES
    if marks and not paged:
        run = [block._replace(text=_MARKS.sub("", block.text)) for block in run]
    sheets = _by_page(run) if paged else _by_section(_settled(run))
    paginated = paginate(sheets, source=source)
    if not any(page.text for page in paginated.pages):
        return ComposedPages((), "none", asides=tuple(aside for aside in paginated.asides if aside.text))
    return ComposedPages(
        paginated.pages, "pages" if paged else "sections", paginated.calls, paginated.asides, paginated.set_in
    )


class _Settling:
    """Takes the marks out of blocks: notes become blocks of their own, and marks without text wait for the next."""

    def __init__(self) -> None:
        self._waiting: list[TextMark] = []
        self._notes = 0

    def blocks(self, block: Block, text: str) -> Iterable[Block]:
        """A block with this text, if there is any, and after it the notes that stood in it."""
        if text is block.text and text.isascii() and text.strip() and not (block.marks or self._waiting):
            return (block,)  # as most are: no mark is written in ASCII
        return self._taken_apart(block, text)

    def _taken_apart(self, block: Block, text: str) -> Iterator[Block]:
        text, marks = parted(with_raised_calls(text))
        own: list[TextMark] = []
        notes: list[Block] = []
        for mark in marks:
            if mark.kind not in ("note", "box"):
                own.append(mark)
                continue
            self._notes += 1
            target = f" {self._notes}"
            if mark.kind == "note":
                own.append(replace(mark, kind="call", target=target, text=""))
            said = mark.text if mark.text.startswith(mark.label) else f"{mark.label} {mark.text}"
            notes.append(Block(said.strip(), numbered=False, marks=(TextMark(0, "anchor", target=target),)))
        if text.strip():
            marks = (*(replace(mark, offset=0) for mark in self._waiting), *own)
            unchanged = text is block.text and marks == block.marks  # as nearly all are
            yield block if unchanged else Block(text, block.numbered, block.level, block.section, marks)
            self._waiting = []
        else:
            self._waiting += own
            if block.section:
                yield block
        yield from notes

    def ended(self, sheet: PageBlocks, held: list[Block]) -> PageBlocks:
        """A page that is over, with its blocks: marks that still wait stand at its end."""
        late, self._waiting = tuple(self._waiting), []
        if not late:
            return replace(sheet, blocks=tuple(held))
        if not held or not held[-1].text:
            return replace(sheet, blocks=tuple(held), marks=late)
        last = held[-1]
        at_end = (replace(mark, offset=len(last.text)) for mark in late)
        return replace(sheet, blocks=(*held[:-1], last._replace(marks=(*last.marks, *at_end))))


def _settled(blocks: Iterable[Block]) -> Iterator[Block]:
    settling = _Settling()
    before: Block | None = None
    for block in blocks:
        for settled in settling.blocks(block, block.text):
            if before is not None:
                yield before
            before = settled
    if before is not None:
        yield from settling.ended(PageBlocks(()), [before]).blocks


def _by_page(blocks: Sequence[Block]) -> Iterator[PageBlocks]:
    sheet, section = PageBlocks(()), ""
    settling = _Settling()
    held: list[Block] = []
    for block in blocks:
        pieces = _MARKS.split(block.text)
        if block.level:
            section = cut_at_word(block.section or _named("".join(pieces[::2])), _LONGEST_SECTION_NAME)
        begun = False
        for index, piece in enumerate(pieces):
            if index % 2:
                if held or sheet.label:
                    yield settling.ended(sheet, held)
                label, head, foot = (*piece.split(_FIELD), "", "")[:3]
                sheet = PageBlocks((), label, section, head, foot, continues=begun and block.numbered)
                held = []
            elif piece.strip():
                if not held:
                    sheet = replace(sheet, section=section)
                parts_word = index + 2 < len(pieces) and _parts_word(piece, pieces[index + 2])
                settled = list(settling.blocks(block, piece + SOFT_HYPHEN * parts_word))
                held += settled
                begun = begun or bool(settled)
    if held or sheet.label:
        yield settling.ended(sheet, held)


def _parts_word(before: str, after: str) -> bool:
    """Whether a page begins in the middle of a word that the file writes without a hyphen."""
    before, after = before[-40:], after[:40]
    return before[-1:].isalpha() and after[:1].isalpha() and after[0].islower()


def _by_section(blocks: Iterable[Block]) -> Iterator[PageBlocks]:
    held: list[Block] = []
    names: list[str] = []
    only_headings = True
    for block in blocks:
        if not block.text.strip() and not block.section:
            continue
        if block.level:
            if held and not only_headings:
                yield PageBlocks(tuple(held), section=_section_name(names))
                held, names, only_headings = [], [], True
            if only_headings:
                names.append(block.section or _named(block.text))
        else:
            only_headings = only_headings and not block.numbered
        held.append(block)
    if held:
        yield PageBlocks(tuple(held), section=_section_name(names))


def _named(heading: str) -> str:
    """A heading without the signs by which plain texts set it off."""
    heading = bare(heading)
    return collapse(heading).strip("#*=_ ") or collapse(heading)


def _section_name(names: Sequence[str]) -> str:
    return cut_at_word(" · ".join(dict.fromkeys(names)), _LONGEST_SECTION_NAME)
