"""How a borrower marks what it borrows: in quotation marks, set apart, with its source named, or not at all.

Which letters of a page stand between quotation marks, and how deep.

Marks are paired within a paragraph. One that opens and never closes holds to the paragraph's end, since a quotation of
several paragraphs closes only in its last; one that closes and never opened holds from the paragraph's beginning, since
the quotation may have begun on the page before. A straight mark opens after a space and before none; one that never
closes is believed only where this paragraph or the next begins with one. A single mark between two letters is an
apostrophe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from variorum.evidence import Side
from variorum.record import Page
from variorum.stemma.references import Called, SourceNamed, named_near
from variorum.text.publishers_matter import Span, share_within

_PAIRS = {"«": "»", "“": "”", "„": "“”", "‹": "›", "‘": "’", "「": "」", "『": "』"}
_PARAGRAPH = re.compile(r"\n[ \t\u00a0]*\n\s*")
_MARK = re.compile(r"[«»“”„‹›‘’\"「」『』]")


@dataclass(frozen=True, slots=True)
class QuotedSpans:
    """Stretches of a page between quotation marks, nested ones too: start and end of each without the marks."""

    spans: tuple[tuple[int, int], ...]

    def depth(self, start: int, end: int) -> float:
        """How deep a stretch stands in quotation marks on average: 0 outside, 1 in one pair, 2 in a pair in a pair."""
        if start >= end:
            return 0.0
        within = sum(max(0, min(end, last) - max(start, first)) for first, last in self.spans)
        return within / (end - start)


def quoted_in(text: str, paragraphs: Sequence[int] = ()) -> QuotedSpans:
    """What stands between quotation marks on a page; `paragraphs` are the offsets at which they begin."""
    bounds = sorted({0, len(text), *paragraphs, *(match.end() for match in _PARAGRAPH.finditer(text))})
    spans: list[tuple[int, int]] = []
    for start, end in pairwise(bounds):
        spans += _in_paragraph(text, start, end)
    return QuotedSpans(tuple(sorted(spans)))


def _in_paragraph(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    opened: list[tuple[str, int]] = []
    for match in _MARK.finditer(text, start, end):
        mark, at = match[0], match.start()
        if _is_apostrophe(text, at, opened):
            continue
        if mark == '"' and _opens(text, at):
            opened.append((mark, at + 1))
            continue
        closes = next((n for n in range(len(opened) - 1, -1, -1) if mark in _closing(opened[n][0])), None)
        if closes is not None:
            yield opened[closes][1], at
            del opened[closes:]
        elif mark in _PAIRS:
            opened.append((mark, at + 1))
        elif mark != "’":
            yield start, at
    for mark, first in opened:
        goes_on = mark == '"' and ('"' in text[start : start + 2] or text[end : end + 1] == '"')
        if goes_on or mark not in '‘"':
            yield first, end


def _opens(text: str, at: int) -> bool:
    """Whether a straight mark stands where one opens: with a space or a bracket before it, and none after."""
    return (at == 0 or text[at - 1] in " \t\n\u00a0([—–-«“‘'") and not text[at + 1 : at + 2].isspace()


def _closing(mark: str) -> str:
    return '"' if mark == '"' else _PAIRS[mark]


def _is_apostrophe(text: str, at: int, opened: Sequence[tuple[str, int]]) -> bool:
    if text[at] not in "‘’":
        return False
    before, after = text[at - 1 : at].isalnum(), text[at + 1 : at + 2].isalnum()
    if text[at] == "‘":
        return before
    return (before and after) or not any(mark == "‘" for mark, _ in opened)


MANNERS = ("quoted", "cited", "both", "unmarked", "formula")
_BEFORE, _AFTER = 500, 250  # letters within which a source named belongs to a passage in quotation marks
_CLOSE = 120  # and to one without
_MOSTLY = 0.6  # share of a passage that must stand in quotation marks
_PARTLY = 0.35  # the same where the source is named: words of one's own may stand between the pieces quoted
_WHOLLY = 0.95  # the same for a passage that is nothing but a quotation
_DEEPER = 0.4  # by how much deeper than the other side, whose own marks are no quoter's
_PAGE = re.compile(r"\b(?:pp?|с|стр|S|vol|no|т|№)\.? ?\d|\b(?:pp?|с|стр|vol|no)\b\W*$", re.IGNORECASE)
_IMPRINT = 0.6  # share of a passage that must be its publisher's
_LAST_MARK = re.compile(r"[»”\"’](?=[^»”\"’]*$)")


@dataclass(frozen=True, slots=True)
class Marking:
    """How one side of a borrowing sets off the passage from its own words.

    `depth` is how deep it stands in quotation marks on average; `apart` whether it is a paragraph of its own that the
    one before announces, or is indented; `named` how it names the other side's source, `is_close` whether it does so
    in the sentence before or after. `is_reference` says that the passage itself stands within a reference's brackets,
    `is_imprint` that it speaks of the copy and not of the matter: licence, copyright, who made the file.
    """

    depth: float = 0.0
    apart: bool = False
    named: SourceNamed = field(default_factory=SourceNamed)
    is_close: bool = False
    is_reference: bool = False
    is_imprint: bool = False

    @property
    def in_marks(self) -> bool:
        """Whether it stands in quotation marks, whoever set them, or apart."""
        return self.depth >= _MOSTLY or self.apart

    @property
    def refers(self) -> bool:
        """Whether it names the other source, or gives a reference."""
        return bool(self.named.by or self.named.reference)

    @property
    def cites(self) -> bool:
        """The same for a passage without quotation marks: only what names the source close by is meant for it."""
        return bool((self.named.by and self.is_close) or self.named.reference)


def marking_of(
    side: Side,
    pages: Sequence[Page],
    *,
    quoted: Sequence[QuotedSpans],
    imprint: Sequence[Sequence[Span]],
    other: Called,
) -> Marking:
    """How a side sets off its passage.

    `quoted` is what stands in quotation marks on each of its source's pages, `imprint` what is the publisher's there.
    """
    by_number = {page.sequence: (page, marks) for page, marks in zip(pages, quoted, strict=True)}
    here = [(stretch, *by_number[stretch.page]) for stretch in side.stretches if stretch.page in by_number]
    if not here:
        return Marking()
    length = sum(stretch.end - stretch.start for stretch, _, _ in here)
    depth = sum(marks.depth(s.start, s.end) * (s.end - s.start) for s, _, marks in here) / max(1, length)
    first, last = here[0][0], here[-1][0]
    before = _tail(by_number.get(first.page - 1)) + "\n" + by_number[first.page][0].text[: first.start]
    after = by_number[last.page][0].text[last.end :] + "\n" + _head(by_number.get(last.page + 1))
    apart = len(here) == 1 and _is_set_apart(here[0][1].text, first.start, last.end)
    own = _own_reference(side.text)  # the passage may run over the reference that follows the borrower's quotation
    close = named_near(other, before[-_CLOSE:], own + after[:_CLOSE])
    return Marking(
        depth,
        apart,
        named_near(other, before[-_BEFORE:], own + after[:_AFTER]),
        bool(close.by),
        _is_reference(before[-_CLOSE:], side.text, after),
        _is_imprint(side, {page.sequence: spans for page, spans in zip(pages, imprint, strict=True)}),
    )


def is_quoted(borrower: Marking, lender: Marking) -> bool:
    """Whether the borrower puts the passage in quotation marks, or sets it apart, as the lender does not.

    A passage that stands in quotation marks from end to end on both sides is somebody's words to both. Where speech is
    only a part of what was taken, its marks are the lender's own and mark nothing.
    """
    in_marks = borrower.depth >= _MOSTLY and borrower.depth - lender.depth >= _DEEPER
    patched = borrower.depth >= _PARTLY and borrower.depth - lender.depth >= _PARTLY
    referring = (borrower.depth >= _MOSTLY or patched) and borrower.refers
    return in_marks or (borrower.apart and not lender.apart) or referring or borrower.depth >= _WHOLLY


def manner_of(borrower: Marking, lender: Marking) -> str:
    """One of MANNERS but formula, which is told by how often a phrase recurs."""
    quoted = is_quoted(borrower, lender)
    if quoted:
        return "both" if borrower.refers else "quoted"
    return "cited" if borrower.cites else "unmarked"


def _is_set_apart(text: str, start: int, end: int) -> bool:
    """Whether a passage is a paragraph of its own, announced by a colon or indented where its neighbours are not."""
    before, after = text[:start].rstrip("«“”„\"'‘ \t"), text[end:].lstrip("»”“.\"'’…!? \t")
    opens = before == "" or before.endswith("\n")
    closes = after == "" or after.startswith("\n") or re.match(r"[\[(][^\[\]()\n]{0,120}[\])]\W*(?:\n|$)", after)
    if not (opens and closes):
        return False
    announced = before.rstrip().endswith((":", ":—", ": —", ":–"))
    lines = [line for line in text[text.rfind("\n", 0, start) + 1 : end].split("\n") if line.strip()]
    others = [line for line in (before + "\n" + after).split("\n") if line.strip()]
    indented = all(line[:2].isspace() or line.startswith(">") for line in lines)
    return announced or (indented and bool(others) and sum(line[:2].isspace() for line in others) * 2 < len(others))


def _own_reference(text: str) -> str:
    """The reference after the last closing quotation mark of a passage, where it runs over one."""
    last = _LAST_MARK.search(text, max(0, len(text) - _CLOSE))
    return text[last.end() :] if last and re.match(r"[\s.,;]*[\[(]", text[last.end() :]) else ""


def _is_reference(before: str, text: str, after: str) -> bool:
    """Whether a passage stands within the brackets of a reference, or is one: nobody's words."""
    opened = max(before.rfind("["), before.rfind("(")) > max(before.rfind("]"), before.rfind(")"))
    return (opened or text[:1] in "[(") and bool(_PAGE.search(text[-_CLOSE:] + after[:20]))


def _is_imprint(side: Side, imprint: Mapping[int, Sequence[Span]]) -> bool:
    length = sum(stretch.end - stretch.start for stretch in side.stretches)
    within = sum(
        share_within(stretch.start, stretch.end, imprint.get(stretch.page, ())) * (stretch.end - stretch.start)
        for stretch in side.stretches
    )
    return length > 0 and within / length >= _IMPRINT


def _tail(page: tuple[Page, QuotedSpans] | None) -> str:
    return page[0].text[-_BEFORE:] if page else ""


def _head(page: tuple[Page, QuotedSpans] | None) -> str:
    return page[0].text[:_AFTER] if page else ""
