"""A run of blocks divided into pages, or into sections where the source marks no pages.

The readers of flowing formats (text, HTML, EPUB, FB2, TEI, DOCX …) hand over their blocks in reading order. Where the
source's own page breaks are known they stand inside the blocks' text as `page_mark(label)`, in the middle of a word if
the page broke there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from variorum.accession import limits
from variorum.accession.paragraphs import Block, Sheet, collapse, paginate
from variorum.record import Page

_MARK = "\ufdd0"  # a noncharacter: no text holds it, and `tidy` takes it out of those that do
_FIELD = "\ufdd5"
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef]")
_MARKS = re.compile(f"{_MARK}([^{_MARK}]*){_MARK}")
_LONGEST_SECTION_NAME = 200


def page_mark(label: str, *, head: str = "", foot: str = "") -> str:
    """What to put into a block's text where a page of this label begins, with its running head and foot if they are
    known.
    """
    said = _FIELD.join(_NONCHARACTERS.sub("", part) for part in (label, head, foot))
    return f"{_MARK}{said.rstrip(_FIELD)}{_MARK}"


def without_marks(text: str) -> str:
    """Text in which no page mark can be mistaken: for what comes from a file before marks are put in."""
    return text.replace(_MARK, "") if _MARK in text else text


def compose(blocks: Iterable[Block], *, source: str) -> tuple[tuple[Page, ...], str]:
    """The pages, and how they are divided: "pages" where there is a page mark, else "sections", "none" without text.

    Without page marks every heading begins a new page, named for it; headings that follow one another share one. With
    them, a page's section is the one in which it begins. Empty pages stay if they have a label, so that a locator
    naming one is not taken for an error.
    """
    run = list(islice(blocks, limits.MOST_BLOCKS))
    marks = sum(block.text.count(_MARK) for block in run) // 2
    paged = 0 < marks <= limits.MOST_PAGES
    if marks and not paged:
        run = [replace(block, text=_MARKS.sub("", block.text)) for block in run]
    sheets = _by_page(run) if paged else _by_section(run)
    pages = paginate(sheets, source=source)
    if not any(page.text for page in pages):
        return (), "none"
    return pages, "pages" if paged else "sections"


def _by_page(blocks: Sequence[Block]) -> Iterator[Sheet]:
    sheet, section = Sheet(()), ""
    held: list[Block] = []
    for block in blocks:
        pieces = _MARKS.split(block.text)
        if block.level:
            section = (block.section or _named("".join(pieces[::2])))[:_LONGEST_SECTION_NAME]
        begun = False
        for index, piece in enumerate(pieces):
            if index % 2:
                if held or sheet.label:
                    yield replace(sheet, blocks=tuple(held))
                label, head, foot = (*piece.split(_FIELD), "", "")[:3]
                sheet = Sheet((), label, section, head, foot, continues=begun and block.numbered)
                held = []
            elif piece.strip():
                if not held:
                    sheet = replace(sheet, section=section)
                held.append(replace(block, text=piece))
                begun = True
    if held or sheet.label:
        yield replace(sheet, blocks=tuple(held))


def _by_section(blocks: Sequence[Block]) -> Iterator[Sheet]:
    held: list[Block] = []
    names: list[str] = []
    only_headings = True
    for block in blocks:
        if not block.text.strip() and not block.section:
            continue
        if block.level:
            if held and not only_headings:
                yield Sheet(tuple(held), section=_section_name(names))
                held, names, only_headings = [], [], True
            if only_headings:
                names.append(block.section or _named(block.text))
        else:
            only_headings = only_headings and not block.numbered
        held.append(block)
    if held:
        yield Sheet(tuple(held), section=_section_name(names))


def _named(heading: str) -> str:
    """A heading without the signs by which plain texts set it off."""
    return collapse(heading).strip("#*=_ ") or collapse(heading)


def _section_name(names: Sequence[str]) -> str:
    return " · ".join(dict.fromkeys(names))[:_LONGEST_SECTION_NAME]
