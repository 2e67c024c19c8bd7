"""A page's text with the passages that are quoted set apart, paragraph by paragraph.

Passages may overlap and cross paragraphs. The text is cut at every edge of a passage; each piece is marked if any
passage covers it, in the gravest tone of those; the note that says what rests on a passage stands beside the
paragraph in which it begins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from variorum.edition.addresses import mention_anchor, passage_anchor, shared_anchor
from variorum.edition.cleaning import clean
from variorum.edition.survey import Resting, SharedStretch
from variorum.edition.verdicts import TONES
from variorum.record import Page

_GRAVITY = {"good": 0, "doubt": 1, "bad": 2}


@dataclass(frozen=True, slots=True)
class MarkedPassage:
    """One stretch of a page that something rests on, with its number on the page."""

    number: int
    start: int
    end: int
    tone: str
    rests: tuple[Resting, ...]

    @property
    def anchor(self) -> str:
        """Where a link to the very words leads."""
        return passage_anchor(self.start, self.end)


@dataclass(frozen=True, slots=True)
class NameLink:
    """A name on the page and where it leads; without an address it has only an anchor."""

    start: int
    end: int
    address: str


@dataclass(frozen=True, slots=True)
class MarkedParagraph:
    """One paragraph as it is shown: its number in the source, its text, and the passages that begin in it.

    `shared` are the stretches that stand in other sources too and begin in it.
    """

    number: int | None
    text: Markup
    passages: tuple[MarkedPassage, ...]
    shared: tuple[SharedStretch, ...] = ()
    start: int = 0  # the offset in the page's text at which it begins


def mark_page(
    page: Page, resting: Sequence[Resting], links: Sequence[NameLink] = (), *, shared: Sequence[SharedStretch] = ()
) -> list[MarkedParagraph]:
    """The paragraphs of a page with their passages marked and the names in it linked; `links` do not overlap.

    What stands in other sources too (`shared`) is set apart in a way of its own.
    """
    passages = _passages(page, resting)
    paragraphs = []
    for number, start, end in _bounds(page):
        here = [passage for passage in passages if passage.start < end and passage.end > start]
        own = tuple(passage for passage in here if passage.start >= start)
        named = [link for link in links if link.start < end and link.end > start]
        common = [each for each in shared if each.start < end and each.end > start]
        text = _in_common(page.text, start, end, common=common, passages=here, links=named)
        begun = tuple(each for each in common if each.start >= start)
        paragraphs.append(MarkedParagraph(number, text, own, begun, start))
    return paragraphs


def _passages(page: Page, resting: Sequence[Resting]) -> list[MarkedPassage]:
    grouped: dict[tuple[int, int], list[Resting]] = {}
    for rest in resting:
        start, end = max(0, rest.start), min(len(page.text), rest.end)
        if start < end:
            grouped.setdefault((start, end), []).append(rest)
    return [
        MarkedPassage(number, start, end, _gravest(rests), tuple(rests))
        for number, ((start, end), rests) in enumerate(sorted(grouped.items()), start=1)
    ]


def _gravest(rests: Sequence[Resting]) -> str:
    tones = [TONES.get(rest.checked.verification.verdict, "doubt") for rest in rests]
    return max(tones, key=lambda tone: _GRAVITY[tone])


def _bounds(page: Page) -> list[tuple[int | None, int, int]]:
    """Number, start and end of each paragraph; what stands before the first counted one has no number."""
    if not page.paragraphs:
        return [(None, 0, len(page.text))] if page.text else []
    starts = list(page.paragraphs)
    bounds: list[tuple[int | None, int, int]] = []
    if starts[0] > 0 and page.text[: starts[0]].strip():
        bounds.append((None, 0, starts[0]))
    for index, start in enumerate(starts):
        end = starts[index + 1] if index + 1 < len(starts) else len(page.text)
        bounds.append((page.first_paragraph + index, start, end))
    return bounds


def _in_common(
    text: str,
    start: int,
    end: int,
    *,
    common: Sequence[SharedStretch],
    passages: Sequence[MarkedPassage],
    links: Sequence[NameLink],
) -> Markup:
    """A stretch of the text, what stands in other sources too set apart in it; passages are cut at its edges."""
    until = start + len(text[start:end].rstrip("\n"))
    edges = sorted({start, end, *(edge for one in common for edge in (one.start, one.end) if start < edge < end)})
    pieces = []
    for left, right in pairwise(edges):
        here = [passage for passage in passages if passage.start < right and passage.end > left]
        piece = _marked(text, (left, right, until), here, links)
        if any(one.start < right and one.end > left for one in common):
            begun = dict.fromkeys(shared_anchor(one.start, one.end) for one in common if one.start == left)
            anchors = Markup("").join(Markup('<span id="{}"></span>').format(anchor) for anchor in begun)
            piece = Markup('<span class="shared">{}{}</span>').format(anchors, piece)
        pieces.append(piece)
    return Markup("").join(pieces)


def _marked(
    text: str, bounds: tuple[int, int, int], passages: Sequence[MarkedPassage], links: Sequence[NameLink]
) -> Markup:
    """A stretch of the text with its passages marked; the last of the bounds is where the paragraph's text ends."""
    start, end, until = bounds
    edges = sorted({start, end, *(edge for p in passages for edge in (p.start, p.end) if start < edge < end)})
    begun: Mapping[int, list[MarkedPassage]] = {edge: [p for p in passages if p.start == edge] for edge in edges}
    pieces = []
    for left, right in pairwise(edges):
        piece = _with_names(text, left, max(left, min(right, until)), links)
        covering = [passage for passage in passages if passage.start < right and passage.end > left]
        pieces.append(_piece(piece, covering, begun[left], right) if covering else piece)
    return Markup("").join(pieces)


def _with_names(text: str, left: int, right: int, links: Sequence[NameLink]) -> Markup:
    """A stretch of the text with the names in it linked; a name that an edge cuts is linked in both its parts."""
    pieces, place = [], left
    for link in links:
        start, end = max(left, link.start), min(right, link.end)
        if start >= end:
            continue
        pieces += [escape(clean(text[place:start])), _named(link, escape(clean(text[start:end])), at=start)]
        place = end
    return Markup("").join([*pieces, escape(clean(text[place:right]))])


def _named(link: NameLink, text: Markup, *, at: int) -> Markup:
    anchor = Markup(' id="{}"').format(mention_anchor(link.start, link.end)) if at == link.start else Markup("")
    if not link.address:
        return Markup("<span{}>{}</span>").format(anchor, text)
    return Markup('<a class="named" href="{}"{}>{}</a>').format(link.address, anchor, text)


def _piece(text: Markup, covering: Sequence[MarkedPassage], begun: Sequence[MarkedPassage], right: int) -> Markup:
    tone = max((passage.tone for passage in covering), key=lambda each: _GRAVITY[each])
    anchors = [passage.anchor for passage in begun]
    identity = Markup(' id="{}"').format(anchors[0]) if anchors else Markup("")
    others = Markup("").join(Markup('<span id="{}"></span>').format(anchor) for anchor in anchors[1:])
    numbers = Markup("").join(
        Markup('<sup><a href="#rest-{0}">{0}</a></sup>').format(passage.number)
        for passage in covering
        if passage.end == right
    )
    return Markup('<mark{} class="{}">{}{}</mark>{}').format(identity, tone, others, text, numbers)
