"""What the printer put between two pages that is no part of the text: page numbers, running heads and feet.

A line that is passed over can hide a word, so that little is: a line is a head only by its place (at the same edge of
pages near one another), its kind (it opens with a capital or a figure, it does not close like a clause, it holds no
negation) and its share of all the pages between its first and its last. Where it is not set apart by an empty line it
must stand on most of them, as a line of a roll or a refrain does not. Only a word broken at the page's end shows by
itself what lies between its halves. Whatever is passed over is kept with its words, and a verdict names it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from variorum.evidence import Difference
from variorum.quotation import remarks
from variorum.quotation.critical_words import negations
from variorum.record import Page
from variorum.saying import Sentence

_LONGEST = 120  # characters of a line at an edge
_HEAD = 80  # of a head that shows itself by its words
_FEWEST = 3  # pages that must share a head or have rising numbers
_SHARE = 0.3  # of the pages between its first and its last that a head set apart stands on
_MOST = 0.6  # and one that is not set apart; heads of left and right pages are two heads, each on half of them
_PAGES = 5  # pages among which a line that is not set apart may be proved a head or a number
_NUMBERED = 0.8  # of pages that have a number at this edge, where it is not set apart
_NOTES = 1500  # characters of notes at a page's foot that may part the halves of a broken word
_BROKEN = re.compile(r"[^\W\d_][-‐‑\u00ad¬]$")
_BROKEN_LINE, _LETTER = re.compile(r"[-‐‑\u00ad¬][ \t]*\n"), re.compile(r"[^\W\d_]")
_NOTE = re.compile(r"\s*(?:\[?\(?\d{1,3}[).\]]?\s|[*†‡]|[¹²³⁰-⁹]|[-–—_]{3,})")
_CLAUSE_END = re.compile(r"[,;:!?\-–—«„“(…]\s*$")


_NUMBERED_NOTE = re.compile(r"\W{0,2}(?:\d{1,3}|[*†]{1,3})[.)\]]?\s+[^\W\d_]")  # at a page's foot: no foot of the book


@dataclass(frozen=True, slots=True)
class Seam:
    """A line passed over: offsets of the body, and whether it is a "number", a "head", or what "parts" a word."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class _Line:
    page: int
    top: bool
    low: int
    high: int
    text: str
    apart: bool  # whether an empty line lies between it and the rest of the page

    @property
    def shape(self) -> str:
        """Its words without case, numbers and punctuation."""
        return re.sub(r"[\W\d_]+", " ", self.text).strip().casefold()


def seams_of(pages: Sequence[Page], starts: Sequence[int]) -> tuple[Seam, ...]:
    """All that is passed over between these pages, which begin at the offsets `starts` of one text, in order."""
    if len(pages) < 2:
        return ()
    told = any(page.head or page.foot for page in pages)  # the reader, who saw more of them, told heads from the text
    lines = [] if told else [line for index, page in enumerate(pages) for line in _edge_lines(index, page.text)]
    heads, numbers = _by_shape(lines), _by_number(lines)
    found: dict[tuple[int, int], Seam] = {}
    for line in lines:
        kind = _kind(line, pages[line.page].label, heads, numbers, len(pages))
        if kind:
            span = (starts[line.page] + line.low, starts[line.page] + line.high)
            found[span] = Seam(*span, kind)
    for index in range(len(pages) - 1):
        for low, high in _parting(pages[index].text, pages[index + 1].text, starts[index], starts[index + 1]):
            if not any(start < high and low < end for start, end in found):
                found[(low, high)] = Seam(low, high, "parts")
    return tuple(found[span] for span in sorted(found))


def headings_left_out(differences: Sequence[Difference], lines: Sequence[str]) -> tuple[str, ...]:
    """A word on lines that stand alone at a page's edge, where the quotation differs by nothing but lacking them.

    They may be a part's heading over which a sentence runs on, or a line of the text. One page cannot tell, so that the
    words stay altered; a head that recurs on many pages is passed over before this (`seams`).
    """
    if not differences or any(d.kind != "omitted" or " ".join(d.found.split()) not in lines for d in differences):
        return ()
    line = differences[0].found
    return (Sentence(remarks.PERHAPS_HEADING, {"line": line}),)


def _kind(
    line: _Line, label: str, heads: dict[tuple[bool, str], list[int]], numbers: dict[tuple[bool, int], int], pages: int
) -> str:
    if _is_label(line.text, label):
        return "number"
    number = _number(line.text)
    if number >= 0:
        alike = numbers[line.top, number - line.page]
        proved = line.apart or _is_decorated(line.text) or (pages >= _PAGES and alike >= _NUMBERED * pages)
        return "number" if alike >= _FEWEST and proved else ""
    if _is_head_with(line.text, label):
        return "head"
    return "head" if _is_head(line, heads[line.top, line.shape], pages) else ""


def _is_head(line: _Line, where: list[int], pages: int) -> bool:
    """Whether a line shows itself a running head by place, kind, and its share of the pages."""
    first = next((letter for letter in line.text if letter.isalnum()), "")
    if (
        len(line.shape) < 3
        or len(line.text) >= _HEAD
        or len(where) < _FEWEST
        or not (first.isupper() or first.isdigit())
    ):
        return False
    if negations(line.text) or _CLAUSE_END.search(line.text) or (not line.top and _NUMBERED_NOTE.match(line.text)):
        return False
    span = where[-1] - where[0] + 1
    if line.apart:
        return len(where) >= _SHARE * span
    runs = len(where) >= _MOST * span or (_alternate(where) and 2 * len(where) >= _MOST * span)
    capitals = line.text == line.text.upper()
    return (
        runs and pages >= _PAGES and len(line.shape.split()) > 1 and (capitals or not line.text.rstrip().endswith("."))
    )


def _alternate(where: list[int]) -> bool:
    return len({index % 2 for index in where}) == 1


def _by_shape(lines: Sequence[_Line]) -> defaultdict[tuple[bool, str], list[int]]:
    found: defaultdict[tuple[bool, str], list[int]] = defaultdict(list)
    for line in lines:
        found[line.top, line.shape].append(line.page)
    return found


def _by_number(lines: Sequence[_Line]) -> defaultdict[tuple[bool, int], int]:
    found: defaultdict[tuple[bool, int], int] = defaultdict(int)
    for line in lines:
        if _number(line.text) >= 0:
            found[line.top, _number(line.text) - line.page] += 1
    return found


def _edge_lines(page: int, text: str) -> list[_Line]:
    """The first and the last line of a page, once where it has a single one."""
    first = re.search(r"[^\n]*\S[^\n]*", text[:300])
    tail = max(0, len(text) - 300)
    last = list(re.finditer(r"[^\n]*\S[^\n]*", text[tail:]))[-1:]
    found: list[_Line] = []
    if first and first.end() - first.start() < _LONGEST:
        apart = re.match(r"[ \t]*\n[ \t]*\n", text[first.end() :]) is not None
        found.append(_Line(page, True, *first.span(), first.group(), apart))
    for match in last:
        low, high = match.start() + tail, match.end() + tail
        whole = low == 0 or text[low - 1] == "\n"
        if high - low < _LONGEST and whole and not (found and found[0].low == low):
            apart = re.search(r"\n[ \t]*\n[ \t]*$", text[:low]) is not None
            found.append(_Line(page, False, low, high, match.group(), apart))
    return found


def _parting(here: str, there: str, start: int, follows: int) -> list[tuple[int, int]]:
    """What lies between the halves of a word broken at a page's end: a foot on this page, heads on the next."""
    broken = _broken_at(here)
    if broken is None:
        return []
    found: list[tuple[int, int]] = []
    if here[broken:].strip():
        found.append((start + broken, start + len(here.rstrip())))
    at = 0
    for match in list(re.finditer(r"[^\n]*\S[^\n]*", there[:400]))[:3]:
        line = match.group().strip()
        if line[0].islower():
            if at:
                found.append((follows, follows + at))
            return found
        if len(line) >= _HEAD:
            return []
        at = match.end()
    return []


def _broken_at(text: str) -> int | None:
    """Where the text of a page ends with half a word, before a number or notes at its foot if there are any."""
    bare = text.rstrip()
    if _BROKEN.match(bare, len(bare) - 2):
        return len(bare)
    tail = max(0, len(text) - _NOTES)
    for match in _BROKEN_LINE.finditer(text, tail):
        if match.start() == tail or not _LETTER.match(text, match.start() - 1):
            continue
        at = match.end()
        rest = text[at:].strip()
        is_foot = text[at:].lstrip(" \t")[:1] == "\n" and "\n" not in rest and len(rest) < _LONGEST
        if _number(rest) >= 0 or ((is_foot or _NOTE.match(text, at)) and not rest[:1].islower()):
            return at
    return None


def _is_label(line: str, label: str) -> bool:
    bare = re.sub(r"[\s\W_]+", "", line)
    return bool(bare) and bare.casefold() == re.sub(r"[\s\W_]+", "", label).casefold()


def _is_head_with(line: str, label: str) -> bool:
    """Whether a line is the page's own label before or after words in capitals alone: a running head."""
    words = line.split()
    if not label or len(words) < 3 or label not in (words[0], words[-1]) or negations(line):
        return False
    rest = " ".join(words[1:] if words[0] == label else words[:-1])
    return rest == rest.upper() and sum(letter.isalpha() for letter in rest) >= 8 and not re.search(r"\d", rest)


def _is_decorated(line: str) -> bool:
    return re.fullmatch(r"\s*[-–—\[(]\s*\d+\s*[-–—\])]\s*", line) is not None


def _number(line: str) -> int:
    """The number that is all there is in a line, such as a page number between dashes; far below zero for any other."""
    bare = re.sub(r"[\s\W_]+", "", line)
    return int(bare) if bare.isascii() and bare.isdigit() and len(bare) < 5 else -(10**6)
