"""The running heads and feet of a paged source, told from its text by what pages near one another share.

A line at the edge of a page is a head or foot if it carries the page's rising number, or if the same words (numbers
aside) stand at the same height on pages near it. Once enough heads are known, another line at exactly their height,
set off from the text, is one too: that catches the title of a chapter of one page. What is not proved to be a head
stays in the text, since a sentence taken out of it could no longer be found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from variorum.accession.page_labels import PrintedNumber, bare_number, candidates, rising
from variorum.accession.pdf_layout import Line

EDGE = 0.2  # of the page's height within which heads and feet are looked for
LONGEST = 160  # characters of a head
NEAR = 8  # pages to either side that are compared
LARGE = 1.25  # times the usual height of a page's letters: a heading, not a head
SAME_HEIGHT = 2.5  # points between heads of one setting
SCANNED_HEIGHT = 18.0  # points between the same words on scanned pages
FEWEST = 3  # pages that share a head before it is believed

_NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Band:
    """The line or lines on the outermost baseline of a page; `lines` are their places among the page's lines."""

    text: str
    lines: tuple[int, ...]
    distance: float  # of the baseline from the page's edge
    gap: float  # to the next line inwards, in units of the page's leading
    large: bool  # set in letters larger than most of the page's: a heading


@dataclass(frozen=True, slots=True)
class Heads:
    """For each page the places of its head and foot among its lines, and the number that it prints."""

    heads: tuple[tuple[int, ...], ...]
    feet: tuple[tuple[int, ...], ...]
    numbers: tuple[PrintedNumber | None, ...]


def recognise(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> Heads:
    """The heads and feet of all pages, looked for twice at each edge since a head may have two lines."""
    outer = [
        [_band(lines, height, top=top, skip=()) for lines, height in zip(pages, heights, strict=True)]
        for top in (True, False)
    ]
    numbers = rising([[band.text for band in page if band] for page in zip(*outer, strict=True)])
    taken: list[list[tuple[int, ...]]] = []
    for top, bands, other in zip((True, False), outer, outer[::-1], strict=True):
        first = _proved(
            bands,
            [None if _bare(far) and not _bare(near) else n for n, near, far in zip(numbers, bands, other, strict=True)],
        )
        inner = [
            _band(lines, height, top=top, skip=band.lines) if band and ok else None
            for lines, height, band, ok in zip(pages, heights, bands, first, strict=True)
        ]
        second = _proved(inner, rising([[band.text] if band else [] for band in inner]))
        taken.append(
            [
                (band.lines if band and ok else ()) + (further.lines if further and also else ())
                for band, ok, further, also in zip(bands, first, inner, second, strict=True)
            ]
        )
    return Heads(tuple(taken[0]), tuple(taken[1]), numbers)


def _bare(band: Band | None) -> bool:
    """Whether the band holds a number and nothing else: then no other number on the page is the page's."""
    return band is not None and bare_number(band.text) is not None


def _band(lines: Sequence[Line], height: float, *, top: bool, skip: tuple[int, ...]) -> Band | None:
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
    rest = [lines[i].base for i in places if i not in held]
    nearest = min((abs(base - line.base) for base in rest), default=height)
    usual = median(lines[i].height for i in places)
    large = len(places) > 3 and min(lines[i].height for i in held) > LARGE * usual
    return Band(text, tuple(held), distance, nearest / _leading(lines), large)


def _leading(lines: Sequence[Line]) -> float:
    steps = [a.base - b.base for a, b in pairwise(lines) if 0 < a.base - b.base < 4 * a.height]
    return median(steps) if steps else max(lines[0].height, 0.1)


def _words(band: Band | None, number: PrintedNumber | None) -> str:
    """What is compared: letters and digits without case, and without the page's own number."""
    if band is None:
        return ""
    tokens = _NO_LETTER.sub(" ", band.text.casefold()).split()
    own = number.printed.casefold() if number else ""
    return " ".join(token for token in tokens if token != own)


def _proved(bands: Sequence[Band | None], numbers: Sequence[PrintedNumber | None]) -> list[bool]:
    """Which bands are heads: by number, by words shared with pages near, then by standing where proved ones stand."""
    proved = [False] * len(bands)
    words = [_words(band, number) for band, number in zip(bands, numbers, strict=True)]
    for i, band in enumerate(bands):
        if band is None:
            continue
        number = numbers[i]
        numbered = number is not None and number in candidates(band.text) and (len(band.text) < 90 or band.gap > 1.2)
        by_number = numbered and (bare_number(band.text) is not None or band.gap > 1.05)
        proved[i] = by_number or (not band.large and _shared(bands, words, i))
    standing = [(i, band.distance) for i, band in enumerate(bands) if band and proved[i]]
    for i, band in enumerate(bands):
        if band is None or proved[i] or band.large or band.gap < 1.25:
            continue
        alike = sum(1 for j, d in standing if abs(d - band.distance) < SAME_HEIGHT and abs(i - j) <= 4 * NEAR)
        proved[i] = alike >= FEWEST and len(band.text) < 100
    return proved


def _shared(bands: Sequence[Band | None], words: Sequence[str], i: int) -> bool:
    """Whether the same words stand at the same height on enough pages near page `i`."""
    band = bands[i]
    if band is None or not any(letter.isalpha() for letter in words[i]):
        return False
    alike = [
        other
        for j in range(max(i - NEAR, 0), min(i + NEAR + 1, len(bands)))
        if j != i
        and (other := bands[j])
        and abs(other.distance - band.distance) < SCANNED_HEIGHT
        and _alike(words[j], words[i])
    ]
    exact = any(abs(other.distance - band.distance) < SAME_HEIGHT for other in alike)
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
