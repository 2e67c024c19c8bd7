"""Paragraphs that stand in from the margin, as quotations without marks do: by where they begin, end, and their size.

What such a paragraph is remains to be told by its words: a quotation, an abstract and a list of figures look alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from variorum.accession.marks import TextMark
from variorum.accession.paragraphs import Block
from variorum.accession.pdf_layout import BULLET, PdfLine

BOTH, LEFT = "both", "left"
"""How a paragraph stands in: from both margins, or in smaller letters; or from the left one alone."""

SMALLER = 0.96  # of the usual height of letters, at most
_FEWEST_WORDS = 5
_SHARE = 0.15  # of the letters that begin at a margin at least
_MOST = 200  # paragraphs of a page that are compared
_LETTERS = 0.75  # of the signs of a sentence at least
_PLACE_AT_END = re.compile(r"[(\[][^()\[\]]*[)\]]\W*$")
_CAPTION = re.compile(
    r"(?:fig(?:ure|\.)|table|plate|рис(?:унок|\.)|табл(?:ица|\.)|abb(?:ildung|\.)|tab(?:elle|\.))\s*\d", re.I
)


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph stands: how far in from both edges of its sheet, its letters' size, how many there are.

    `fits` is false where it cannot be a quotation set apart, and only tells where the margins are.
    """

    left: float
    right: float
    size: float
    letters: int
    fits: bool = True


def standing_in(looks: Sequence[Look], *, apart: float) -> list[str]:
    """Of each paragraph BOTH, LEFT, or nothing where it stands in by less than `apart` from where the others begin."""
    left, right = (_margin([(getattr(look, side), look.letters) for look in looks]) for side in ("left", "right"))
    if left is None or right is None:
        return [""] * len(looks)
    size = _most([(look.size, look.letters) for look in looks])
    found = []
    for look in looks:
        narrow = look.right - right >= apart or (0 < look.size <= SMALLER * size)
        found.append("" if not look.fits or look.left - left < apart else BOTH if narrow else LEFT)
    return found


def fits(text: str) -> bool:
    """Whether words may be a quotation that is set apart: a sentence, and no item of a list, caption or table."""
    words = _PLACE_AT_END.sub("", text).split()
    return (
        len(words) >= _FEWEST_WORDS
        and sum(map(str.isalpha, printed := "".join(words))) > _LETTERS * len(printed)
        and not BULLET.match(text)
        and not _CAPTION.match(text)
    )


def marked_on_page(blocks: Sequence[Block], lines: Sequence[Sequence[PdfLine]]) -> tuple[Block, ...]:
    """The blocks of a printed page, those that stand in marked; `lines` are those of each block."""
    lefts = [min(line.left for line in own) for own in lines]
    if not lefts or len(blocks) > _MOST:
        return tuple(blocks)
    height = median(line.height for own in lines for line in own)
    least = min(lefts) + 0.9 * height
    if max(lefts) < least:
        return tuple(blocks)  # as on most pages
    first = _first_lines(lines)
    looks = [_look(block, own, first, least) for block, own in zip(blocks, lines, strict=True)]
    marked = []
    how = ""
    for number, (block, look) in enumerate(zip(blocks, looks, strict=True)):
        beside = [other for other in looks if _overlap(look, other)]
        if look.fits:
            how = standing_in([look, *beside], apart=0.9 * height)[0]
        elif not (how and _is_short_line(block) and abs(look.left - looks[number - 1].left) < 0.3 * height):
            how = ""  # else a line of verse, below another
        marked.append(block._replace(marks=(TextMark(0, "set-in", how), *block.marks)) if how else block)
    return tuple(marked)


def _is_short_line(block: Block) -> bool:
    """Whether a paragraph is too short to be told by itself, and no item of a list, caption or heading."""
    text = block.text
    usual = not block.level and block.numbered and not BULLET.match(text) and not _CAPTION.match(text)
    return usual and len(text.split()) < _FEWEST_WORDS and any(letter.isalpha() for letter in text)


def _look(block: Block, lines: Sequence[PdfLine], first: float, least: float) -> Look:
    """How a paragraph of a page stands; a single line must stand in further than the first lines of others do.

    Further out than `least` no paragraph stands in.
    """
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    height = median(line.height for line in lines)
    rest = [line.left for line in lines[1:]]
    if rest:
        even = max(rest) - min(rest) < 0.6 * height and lines[0].left - min(rest) > -0.3 * height
    else:
        even = lines[0].left - first > 0.5 * height
    could = left >= least and even and not block.level and block.numbered and fits(block.text)
    return Look(left, -right, height, len(block.text), could)


def _first_lines(lines: Sequence[Sequence[PdfLine]]) -> float:
    """Where the first lines of the page's paragraphs begin, by most of them; before all where none goes on."""
    return _most(
        [(own[0].left, 1) for own in lines if len(own) > 1 and own[0].left > min(line.left for line in own)]
        or [(0.0, 1)]
    )


def _overlap(one: Look, other: Look) -> bool:
    """Whether two paragraphs stand in one column."""
    return one is not other and min(-one.right, -other.right) - max(one.left, other.left) > 0.5 * (
        -one.right - one.left
    )


def _margin(places: Sequence[tuple[float, int]]) -> float | None:
    """The outermost place at which enough of all letters begin; None where they begin all over the page."""
    bins: Counter[int] = Counter()
    for place, letters in places:
        bins[round(place / 2)] += letters
    enough = _SHARE * sum(bins.values())
    common = [place for place, letters in bins.items() if letters >= enough]
    return 2.0 * min(common) if common else None


def _most(values: Sequence[tuple[float, int]]) -> float:
    bins: Counter[float] = Counter()
    for value, letters in values:
        bins[round(value, 1)] += letters
    return bins.most_common(1)[0][0]
