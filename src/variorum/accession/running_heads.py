"""The running heads and feet of a paged source, told from its text by what pages near one another share.

A line at the edge of a page is a head or foot if it is the page's rising number and nothing else; or if it carries that
number, or the same words (numbers aside) stand at the same height on pages near it, and it is set off from the text by
a gap, its type or capitals. A line that reads as a sentence must recur on most pages around it, and one that is neither
set off nor short of a sentence is never a head: a refrain and the numbers of a vote are text. A sentence that runs into
the line, or out of it, makes it text as well. Notes at a page's foot are text: they are known by being called, or by
their number and smaller type. Once enough heads are known, another line at exactly their height, set off from the text
and of their type, is one too: that catches the title of a chapter of one page. What is not proved to be a head stays in
the text, since a sentence taken out of it could no longer be found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from variorum.accession.page_labels import PrintedNumber, bare_number, candidates, rising
from variorum.accession.pdf_layout import PdfLine

EDGE = 0.2  # of the page's height within which heads and feet are looked for
LONGEST = 160  # characters of a head
NEAR = 8  # pages to either side that are compared
LARGE = 1.25  # times the usual height of a page's letters: a heading, not a head
SAME_HEIGHT = 2.5  # points between heads of one setting
SCANNED_HEIGHT = 18.0  # points between the same words on scanned pages
FEWEST = 3  # pages that share a head before it is believed

SET_OFF = 1.2  # of the page's leading: a gap wider than between lines
OTHER_TYPE = 0.05  # by which the height of letters differs in another type
FEWEST_SENTENCES = 4  # pages near that share a line which reads as a sentence before it is believed
SMALL = 0.94  # times the usual height that a note's letters have at most

_SENTENCE = re.compile(r"(?:[^\W\d_]\S*\s+){3,}\S*[.!?…,;:-]$|^[a-zа-яё]|[^\W\d_][-,;]$")
_NOTE = re.compile(r"[\[(]?(\d{1,3}|[*†‡]{1,3})[\])]?[.)]?\s*[^\W\d_«“„\"(\[]?\S.{3,}", re.DOTALL)
_ENDED = frozenset('.!?…:;»”")]')
_NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Band:
    """The line or lines on the outermost baseline of a page; `lines` are their places among the page's lines."""

    text: str
    lines: tuple[int, ...]
    distance: float  # of the baseline from the page's edge
    gap: float  # to the next line inwards, in units of the page's leading
    height: float
    usual: float  # height of most of the page's lines
    runs_on: bool  # a sentence runs through it
    is_note: bool  # it is a note at the page's foot, or goes on with one

    @property
    def large(self) -> bool:
        """Whether it is set in letters larger than most of the page's: a heading."""
        return self.usual > 0 and self.height > LARGE * self.usual

    @property
    def set_off(self) -> bool:
        """Whether a gap, its type or capitals set it off from the text."""
        other_type = self.usual > 0 and abs(self.height / self.usual - 1) > OTHER_TYPE
        return self.gap >= SET_OFF or other_type or (self.text.isupper() and len(self.text) > 3)

    @property
    def is_sentence(self) -> bool:
        """Whether it reads as a sentence or a part of one."""
        return self.runs_on or bool(_SENTENCE.search(self.text))


@dataclass(frozen=True, slots=True)
class Heads:
    """For each page the places of its head and foot among its lines, and the number that it prints."""

    heads: tuple[tuple[int, ...], ...]
    feet: tuple[tuple[int, ...], ...]
    numbers: tuple[PrintedNumber | None, ...]


def recognise(
    pages: Sequence[Sequence[PdfLine]], heights: Sequence[float], called: Sequence[frozenset[str]] = ()
) -> Heads:
    """The heads and feet of all pages, looked for twice at each edge since a head may have two lines.

    `called` are the labels of the notes that each page calls, if they are known.
    """
    known = [called[i] | (called[i - 1] if i else frozenset()) if called else frozenset() for i in range(len(pages))]
    grounds = [_ground(pages, i, known[i]) for i in range(len(pages))]
    outer = [
        [_band(lines, height, ground, top=top, skip=()) for lines, height, ground in _each(pages, heights, grounds)]
        for top in (True, False)
    ]
    offered = [[band.text for band in page if band and not band.is_note] for page in zip(*outer, strict=True)]
    numbers = rising(offered)
    taken: list[list[tuple[int, ...]]] = []
    for top, bands, other in zip((True, False), outer, outer[::-1], strict=True):
        first = _proved(
            bands,
            [None if _bare(far) and not _bare(near) else n for n, near, far in zip(numbers, bands, other, strict=True)],
            top=top,
        )
        inner = [
            _band(lines, height, ground, top=top, skip=band.lines) if band and ok else None
            for (lines, height, ground), band, ok in zip(_each(pages, heights, grounds), bands, first, strict=True)
        ]
        second = _proved(inner, rising([[band.text] if band and not band.is_note else [] for band in inner]), top=top)
        taken.append(
            [
                (band.lines if band and ok else ()) + (further.lines if further and also else ())
                for band, ok, further, also in zip(bands, first, inner, second, strict=True)
            ]
        )
    return Heads(tuple(taken[0]), tuple(taken[1]), numbers)


@dataclass(frozen=True, slots=True)
class _Ground:
    """What of a page its bands are held against."""

    usual: float  # height of most lines
    leading: float
    before: str  # the last words of the page before
    notes_from: float  # the baseline of the first note at the foot; below every line where there is none


def _each(
    pages: Sequence[Sequence[PdfLine]], heights: Sequence[float], grounds: Sequence[_Ground]
) -> Iterator[tuple[Sequence[PdfLine], float, _Ground]]:
    return zip(pages, heights, grounds, strict=True)


def _ground(pages: Sequence[Sequence[PdfLine]], i: int, known: frozenset[str]) -> _Ground:
    lines = pages[i]
    if not lines:
        return _Ground(0.0, 1.0, "", -1.0)
    usual = median(line.height for line in lines)
    longest = max((line.height for line in lines if len(line.text) > 20), default=usual)
    notes = [line.base for line in lines if _begins_note(line, max(usual, longest), known, lines)]
    before = pages[i - 1][-1].text if i and pages[i - 1] else ""
    return _Ground(usual, _leading(lines), before, max(notes, default=-1.0))


def _begins_note(line: PdfLine, usual: float, known: frozenset[str], lines: Sequence[PdfLine]) -> bool:
    """Whether a line of a page's lower half begins a note: one that the page calls, or numbered and in smaller type."""
    match = _NOTE.match(line.text)
    if match is None or line.base > sum(other.base for other in lines) / len(lines):
        return False
    return match.group(1) in known or line.height < SMALL * usual


def _bare(band: Band | None) -> bool:
    """Whether the band holds a number and nothing else: then no other number on the page is the page's."""
    return band is not None and bare_number(band.text) is not None


def _band(lines: Sequence[PdfLine], height: float, ground: _Ground, *, top: bool, skip: tuple[int, ...]) -> Band | None:
    """The outermost band of a page at one edge, leaving out the lines `skip`."""
    places = [i for i in range(len(lines)) if i not in skip]
    if not places:
        return None
    outermost = max(places, key=lambda i: lines[i].base if top else -lines[i].base)
    line = lines[outermost]
    held = sorted(
        (i for i in places if abs(lines[i].base - line.base) < 0.4 * line.height), key=lambda i: lines[i].left
    )
    text = " ".join(lines[i].text for i in held)
    distance = height - line.base if top else line.base
    if distance > EDGE * height or len(text) > LONGEST:
        return None
    rest = [i for i in places if i not in held]
    nearest = min(rest, key=lambda i: abs(lines[i].base - line.base), default=None)
    gap = (height if nearest is None else abs(lines[nearest].base - line.base)) / ground.leading
    beside = "" if nearest is None else lines[nearest].text
    runs_on = _runs_on(ground.before, text, beside if gap < SET_OFF else "") if top else _runs_on(beside, text, "")
    tall = min(lines[i].height for i in held)
    is_note = not top and line.base <= ground.notes_from + 0.5 and bare_number(text) is None
    return Band(text, tuple(held), distance, gap, tall, ground.usual if len(places) > 3 else 0.0, runs_on, is_note)


def _runs_on(before: str, text: str, after: str) -> bool:
    """Whether a sentence runs from the line before into this one, or from this one into the line after."""
    into = bool(before) and before[-1] not in _ENDED and text[:1].islower()
    out_of = bool(after) and text[-1:] not in _ENDED and after[:1].islower()
    return into or out_of or (text[-1:] == "-" and text[-2:-1].isalpha())


def _leading(lines: Sequence[PdfLine]) -> float:
    steps = [a.base - b.base for a, b in pairwise(lines) if 0 < a.base - b.base < 4 * a.height]
    return median(steps) if steps else max(lines[0].height, 0.1)


def _words(band: Band | None, number: PrintedNumber | None) -> str:
    """What is compared: letters and digits without case, and without the page's own number."""
    if band is None:
        return ""
    tokens = _NO_LETTER.sub(" ", band.text.casefold()).split()
    own = number.printed.casefold() if number else ""
    return " ".join(token for token in tokens if token != own)


def _proved(bands: Sequence[Band | None], numbers: Sequence[PrintedNumber | None], *, top: bool) -> list[bool]:
    """Which bands are heads: by number, by words shared with pages near, then by standing where proved ones stand."""
    words = [_words(band, number) for band, number in zip(bands, numbers, strict=True)]
    proved = [
        band is not None and (_by_number(bands, words, i, numbers[i], top=top) or _shared(bands, words, i))
        for i, band in enumerate(bands)
    ]
    standing = [(i, band) for i, band in enumerate(bands) if band and proved[i]]
    for i, band in enumerate(bands):
        if band is None or proved[i] or band.large or band.gap < 1.25 or band.is_sentence or band.is_note:
            continue
        alike = sum(
            1
            for j, other in standing
            if abs(other.distance - band.distance) < SAME_HEIGHT
            and abs(i - j) <= 4 * NEAR
            and abs(other.height - band.height) < 0.1 * other.height
        )
        proved[i] = alike >= FEWEST and len(band.text) < 100
    return proved


def _by_number(
    bands: Sequence[Band | None], words: Sequence[str], i: int, number: PrintedNumber | None, *, top: bool
) -> bool:
    """Whether a band carries the page's number as heads do: alone, or set off and with words that are a head's."""
    band = bands[i]
    if band is None or number is None or number not in candidates(band.text):
        return False
    if bare_number(band.text) is not None:
        return True
    if band.runs_on or not band.set_off:
        return False
    if band.is_note or not top:
        return _alike_near(bands, words, i, within=2 * NEAR) >= 1 and not (band.is_note and band.gap < SET_OFF)
    return len(band.text) < 90 and (not band.is_sentence or _alike_near(bands, words, i, within=2 * NEAR) >= 1)


def _alike_near(bands: Sequence[Band | None], words: Sequence[str], i: int, *, within: int) -> int:
    """How many bands of pages near have the same words at about the same height."""
    band = bands[i]
    return sum(
        1
        for j in range(max(i - within, 0), min(i + within + 1, len(bands)))
        if j != i
        and band
        and (other := bands[j])
        and abs(other.distance - band.distance) < SCANNED_HEIGHT
        and any(letter.isalpha() for letter in words[i])
        and _alike(words[j], words[i])
    )


def _shared(bands: Sequence[Band | None], words: Sequence[str], i: int) -> bool:
    """Whether the same words stand at the same height on enough pages near page `i` for what the line looks like."""
    band = bands[i]
    if band is None or band.large or band.runs_on or not any(letter.isalpha() for letter in words[i]):
        return False
    near = [j for j in range(max(i - NEAR, 0), min(i + NEAR + 1, len(bands))) if j != i and bands[j]]
    alike = [
        other
        for j in near
        if (other := bands[j])
        and not other.runs_on
        and abs(other.distance - band.distance) < SCANNED_HEIGHT
        and _alike(words[j], words[i])
    ]
    exact = any(abs(other.distance - band.distance) < SAME_HEIGHT for other in alike)
    usual = len(alike) >= FEWEST_SENTENCES and len(alike) >= 0.4 * len(near)
    if band.is_sentence or band.is_note:
        return band.set_off and usual and exact and not (band.is_note and band.gap < SET_OFF)
    if not band.set_off:
        return usual and exact
    if len(alike) >= FEWEST - 1:
        return exact or band.gap > 1.25
    return bool(alike) and exact and band.gap > 1.4 and len(words[i]) > 8 and len(bands) > 2


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if abs(len(one) - len(other)) > 4 or len(one) < 8 or _digits(one) != _digits(other):
        return False
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(one, other, score_cutoff=0.85) > 0  # recognition errs from page to page


def _digits(words: str) -> str:
    return "".join(letter for letter in words if letter.isdigit())
