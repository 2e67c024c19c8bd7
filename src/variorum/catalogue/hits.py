"""One hit of a search: the words in context, exactly as the page has them, with the place of every word found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from variorum.catalogue.expansion import Sequence as TermSequence
from variorum.catalogue.expansion import Term
from variorum.catalogue.passages import FoldedPassage, analyzer, stretches
from variorum.record import Page

_WIDTH = 260  # code points of context, about three lines
_LEAD = 70  # of these before the first mark
_WORD = re.compile(r"[^\W_]+")
# characters that Python and the index's analyzer cut and fold alike; others (ß, ﬁ, ², İ) are left to the analyzer
_UNALIKE = re.compile(
    r"[^\x00-\x7f\xa0-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb-\xbf\u0400-\u052f\u2010-\u2027\u2030-\u205e\u2116]"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found: `text` is what stands in the page from `start` to `end`, letter for letter.

    `page` is Page.sequence, `label` what the source prints there (empty where it prints none), `locator` what one would
    cite. `marks` are the words found, relative to `text`. All offsets are code points. `found` says by what: "words",
    "meaning" (then nothing is marked), or "both". `share` is how many of the query's words and phrases stand in `text`.
    """

    source: str
    page: int
    label: str
    locator: str
    start: int
    end: int
    text: str
    marks: tuple[tuple[int, int], ...]
    score: float
    found: str = "words"
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    wanted: int  # which of the query's sequences it answers


def hit_in(page: Page, passage: tuple[int, int], wanted: Sequence[TermSequence], score: float) -> Hit:
    """The hit that a passage of a page makes; without marks where the page has changed since it was indexed."""
    start, end = min(passage[0], len(page.text)), min(passage[1], len(page.text))
    marks: set[_Mark] = set()
    for stretch in stretches(page.text, start, end):
        marks.update(_marks_in(stretch, wanted))
    left, right = _window(page.text, (start, end), sorted(marks, key=lambda mark: (mark.start, mark.end)))
    within = [mark for mark in marks if left <= mark.start and mark.end <= right]
    shown = _joined(within)
    return Hit(
        source=page.source,
        page=page.sequence,
        label=page.label,
        locator=page.locator_at(shown[0][0] if shown else left),
        start=left,
        end=right,
        text=page.text[left:right],
        marks=tuple((mark_start - left, mark_end - left) for mark_start, mark_end in shown),
        score=score,
        share=len({mark.wanted for mark in within}) / max(1, len(wanted)),
    )


def as_json(hit: Hit) -> dict[str, object]:
    """A hit as the documented JSON object; `page` is the printed label, null where the source has none."""
    return {
        "source": hit.source,
        "page": hit.label or None,
        "sequence": hit.page,
        "locator": hit.locator,
        "start": hit.start,
        "end": hit.end,
        "text": hit.text,
        "marks": [list(mark) for mark in hit.marks],
        "score": hit.score,
        "found": hit.found,
    }


def _marks_in(stretch: FoldedPassage, wanted: Sequence[TermSequence]) -> Iterator[_Mark]:
    forms = _forms(stretch.folded.text)
    found = [(number, match) for number, terms in enumerate(wanted) for match in _matches(terms, forms)]
    spans = _spans(stretch, len(forms)) if found else []
    for number, (first, last) in found:
        start, end = stretch.folded.original(spans[first][0]), stretch.folded.original(spans[last][1])
        mark = _Mark(start + stretch.offset, end + stretch.offset, number)
        if stretch.bridge is None or _spans_bridge(stretch, mark):
            yield mark


def _forms(text: str) -> list[str]:
    # for most texts the same as the analyzer's answer, in a third of the time
    return analyzer().analyze(text) if _UNALIKE.search(text) else _WORD.findall(text.lower())


def _spans(stretch: FoldedPassage, count: int) -> list[tuple[int, int]]:
    """Where each of the analyzer's words stands in the folded text."""
    text = stretch.folded.text
    spans = [word.span() for word in _WORD.finditer(text)]
    if len(spans) == count:
        return spans
    # Rust's letters are not Python's in some scripts; the analyzer itself knows, more slowly
    return [(token.char_offset_from, token.char_offset_to) for token in analyzer().pre_tokenize(text).tokens]


def _spans_bridge(stretch: FoldedPassage, mark: _Mark) -> bool:
    # the rest of such a stretch is only context, and the passage itself has marked it already
    left, right = (place + stretch.offset for place in stretch.bridge or (0, 0))
    return mark.start <= right and mark.end >= left


def _matches(wanted: TermSequence, forms: Sequence[str]) -> Iterator[tuple[int, int]]:
    """First and last word of each place where the terms stand in order, within the gap."""
    if not wanted.terms:
        return
    first, *others = wanted.terms
    if first.prefix or first.divided:
        starts = [(index, length) for index in range(len(forms)) if (length := first.words_at(forms, index))]
    else:
        starts = [(index, 1) for index, form in enumerate(forms) if form in first.forms]
    for start, length in starts:
        last = _last_of(others, forms, start + length - 1, wanted.gap)
        if last is not None:
            yield start, last


def _last_of(terms: Sequence[Term], forms: Sequence[str], last: int, gap: int) -> int | None:
    for term in terms:
        reach = range(last + 1, min(last + 2 + gap, len(forms)))
        following = next(((index, length) for index in reach if (length := term.words_at(forms, index))), None)
        if following is None:
            return None
        gap -= following[0] - last - 1
        last = following[0] + following[1] - 1
    return last


def _window(text: str, passage: tuple[int, int], marks: Sequence[_Mark]) -> tuple[int, int]:
    """The stretch to show: the one with the most different words of the query, then with the most words."""
    centre = passage[0] + _LEAD
    best = (0, 0)
    last = 0
    for index, mark in enumerate(marks):
        while last < len(marks) and marks[last].end <= mark.start + _WIDTH - _LEAD:
            last += 1
        richness = (len({other.wanted for other in marks[index:last]}), last - index)
        if richness > best:
            best, centre = richness, mark.start
    left = max(passage[0], centre - _LEAD)
    right = min(len(text), left + _WIDTH)
    reach = max((mark.end for mark in marks if mark.start == centre), default=right)
    return _at_words(text, left, max(right, reach), centre)


def _at_words(text: str, left: int, right: int, centre: int) -> tuple[int, int]:
    """Whole words only, no white space at the edges; a run of letters longer than the window is cut all the same."""
    if left > 0 and not text[left - 1].isspace():
        left = next((i + 1 for i in range(left, min(centre, right)) if text[i].isspace()), left)
    if right < len(text) and not text[right].isspace():
        right = next((i for i in range(right, max(centre, right - _LEAD), -1) if text[i].isspace()), right)
    while left < right and text[left].isspace():
        left += 1
    while right > left and text[right - 1].isspace():
        right -= 1
    return left, right


def _joined(marks: Sequence[_Mark]) -> list[tuple[int, int]]:
    """Marks in order, those that overlap made one."""
    joined: list[tuple[int, int]] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, mark.end)):
        if joined and mark.start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], mark.end))
        else:
            joined.append((mark.start, mark.end))
    return joined
