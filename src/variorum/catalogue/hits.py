"""One hit of a search: the words in context, exactly as the page has them, with the place of every word found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from variorum.catalogue.expansion import Sequence as TermSequence
from variorum.catalogue.expansion import Term
from variorum.catalogue.passages import Stretch, analyzer, stretches
from variorum.record import Page

_WIDTH = 260  # code points of context, about three lines
_LEAD = 70  # of these before the first mark


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found: `text` is what stands in the page from `start` to `end`, letter for letter.

    `page` is Page.sequence, `label` what the source prints there (empty where it prints none), `locator` what one would
    cite. `marks` are the words found, relative to `text`. All offsets are code points.
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
    shown = _joined([mark for mark in marks if left <= mark.start and mark.end <= right])
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
    }


def _marks_in(stretch: Stretch, wanted: Sequence[TermSequence]) -> Iterator[_Mark]:
    forms, spans = _words(stretch)
    places: dict[str, list[int]] = {}
    for index, form in enumerate(forms):
        places.setdefault(form, []).append(index)
    for number, terms in enumerate(wanted):
        for first, last in _matches(terms, places):
            mark = _Mark(spans[first][0], spans[last][1], number)
            if stretch.bridge is None or _spans_bridge(stretch, mark):
                yield mark


def _words(stretch: Stretch) -> tuple[list[str], list[tuple[int, int]]]:
    folded, offset = stretch.folded, stretch.offset
    tokens = analyzer().pre_tokenize(folded.text).tokens
    forms = [token.text for token in tokens]
    if not folded.cuts:
        return forms, [(token.char_offset_from + offset, token.char_offset_to + offset) for token in tokens]
    return forms, [
        (folded.start(token.char_offset_from) + offset, folded.end(token.char_offset_to) + offset) for token in tokens
    ]


def _spans_bridge(stretch: Stretch, mark: _Mark) -> bool:
    # the rest of such a stretch is only context, and the passage itself has marked it already
    left, right = (place + stretch.offset for place in stretch.bridge or (0, 0))
    return mark.start <= right and mark.end >= left


def _matches(wanted: TermSequence, places: dict[str, list[int]]) -> Iterator[tuple[int, int]]:
    """First and last word of each place where the terms stand in order, within the gap."""
    if not wanted.terms:
        return
    first, *others = (_indices(term, places) for term in wanted.terms)
    for start in sorted(first):
        last, left = start, wanted.gap
        for indices in others:
            following = next((i for i in range(last + 1, last + 2 + left) if i in indices), None)
            if following is None:
                break
            left -= following - last - 1
            last = following
        else:
            yield start, last


def _indices(term: Term, places: dict[str, list[int]]) -> set[int]:
    if term.prefix:
        return {index for form, found in places.items() if term.matches(form) for index in found}
    shorter, longer = (places, term.forms) if len(places) < len(term.forms) else (term.forms, places)
    return {index for form in shorter if form in longer for index in places[form]}


def _window(text: str, passage: tuple[int, int], marks: Sequence[_Mark]) -> tuple[int, int]:
    """The stretch to show: the one with the most different words of the query, then with the most words."""
    centre = passage[0] + _LEAD
    best = (0, 0)
    for index, mark in enumerate(marks):
        within = [other for other in marks[index : index + 40] if other.end <= mark.start + _WIDTH - _LEAD]
        richness = (len({other.wanted for other in within}), len(within))
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
