"""Notes that were typed by hand: raised numbers, [1] or what was raised once, and paragraphs that begin with them.

Word processors number notes themselves, but older files, pages of the web, and texts that were turned from PDF into
something else have numbers that are letters like all others. They are taken for notes only where calls and notes answer
each other; a lone raised figure is an exponent or whatever it may be. A bibliography whose entries have numbers in
brackets is none: the text cites them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter

from variorum.manuscript.manuscript import Call, Manuscript, Note, Paragraph
from variorum.manuscript.reading.blocks import told_apart
from variorum.manuscript.reading.docx_story import Draft, Story, moved, without
from variorum.manuscript.reading.roles import BIBLIOGRAPHY, NOTES
from variorum.manuscript.reading.typed_signs import (
    BRACKETED,
    Signs,
    TypedText,
    bracketed_signs,
    lowered_signs,
    raised_signs,
)
from variorum.saying import say

TYPED = "typed"
"""The first word of the keys by which typed notes are known within a file."""

_FEWEST = 2  # notes
_SHARE = 0.6  # of the calls, and of the notes, that the others answer at least
_MANY = 5  # notes that need not stand in one list
_NEARLY = 0.9  # … where nothing but the counting tells the calls
_MOST_LOST = 2  # numbers that may be missing between two calls
_MOST_OF_A_NOTE = 3  # paragraphs of one note behind its first
_LONGEST_TITLE = 90  # letters
_WITH_PAGE = re.compile(r"\[\d{1,3}\s?[,:]\s?(?:[сСpPS]{1,2}\.\s?)?\d")
_HEAD = re.compile(r"\s*(?:\[(\d{1,3})\]|(\d{1,3})[.)]?(?=\s))\s*")


@dataclass(slots=True)
class TypedNotes:
    """The typed notes of a text, by keys of their own.

    `calls` are paragraph, start and end of each call's letters, and the key of its note; `notes` the paragraphs of each
    note, and how many letters of the first are its number.
    """

    calls: list[tuple[int, int, int, str]] = field(default_factory=list)
    notes: dict[str, tuple[list[int], int]] = field(default_factory=dict)

    def by_paragraph(self) -> Iterator[tuple[int, list[tuple[int, int, str]]]]:
        """Each paragraph that calls notes, with the calls: start, end and key."""
        for at, own in groupby(sorted(self.calls), key=itemgetter(0)):
            yield at, [(start, end, key) for _, start, end, key in own]


@dataclass(slots=True)
class _Head:
    """A paragraph with which a note begins, and those that go on with it."""

    label: int
    paragraphs: list[int]
    cut: int


def take_typed_notes(story: Story, is_heading: Callable[[Draft], bool]) -> None:
    """Take notes that were typed by hand out of an office document's text, if it calls none of the format's own.

    What is left in the place of a note is an empty paragraph, so that all others keep their numbers.
    """
    if any(draft.calls for draft in story.drafts):
        return
    drafts = story.drafts
    typed = [TypedText(draft.text, _raised(draft), draft.listed, is_heading(draft)) for draft in drafts]
    if (found := typed_notes(typed)) is None:
        return
    for at, own in found.by_paragraph():
        spans = [(start, end) for start, end, _ in own]
        drafts[at].take_out(spans)
        drafts[at].calls = [(key, moved(start, spans)) for start, _, key in own]
    for key, (places, cut) in found.notes.items():
        story.notes[key] = [drafts[place] for place in places]
        story.notes[key][0].cut = cut
        for place in places:
            drafts[place] = Draft(drafts[place].start)


def with_typed_notes(manuscript: Manuscript) -> Manuscript:
    """A manuscript with notes of what was typed as notes by hand, if it has none of its format's own."""
    own = manuscript.paragraphs
    if manuscript.notes:
        return manuscript
    found = typed_notes([TypedText(one.text, heading=one.role == "heading") for one in own])
    if found is None:
        return manuscript
    labels = _labels(found.notes)
    called = dict(found.by_paragraph())
    taken = {place for places, _ in found.notes.values() for place in places}
    kept = [
        _without_signs(one, [(start, end, labels[key]) for start, end, key in called.get(at, ())])
        for at, one in enumerate(own)
        if at not in taken
    ]
    notes = {}
    for key, (places, cut) in found.notes.items():
        first, *rest = (own[place] for place in places)
        parts = [_without_signs(first, [(0, cut, "")]), *rest]
        paragraphs = tuple(
            replace(part, number=number, role="note", note=labels[key], chapter="", calls=())
            for number, part in enumerate(parts, start=1)
        )
        notes[labels[key]] = Note(labels[key], "endnote", paragraphs)
    paragraphs = tuple(replace(one, number=number) for number, one in enumerate(kept, start=1))
    remarks = (*manuscript.remarks, *remark_on_typed(found.notes))
    return replace(manuscript, paragraphs=paragraphs, notes=notes, remarks=remarks)


def _labels(keys: Iterable[str]) -> dict[str, str]:
    """The labels of typed notes by their keys: their numbers, with a further one where chapters count anew."""
    found: dict[str, str] = {}
    for key in keys:
        number, _, turn = key.removeprefix(TYPED).strip().partition(".")
        found[key] = number if turn == "1" else f"{number} ({turn})"
    return found


def _without_signs(paragraph: Paragraph, signs: Sequence[tuple[int, int, str]]) -> Paragraph:
    """A paragraph without the numbers that call its notes, with the calls in their places."""
    spans = [(start, end) for start, end, _ in signs]
    lives = [replace(one, start=moved(one.start, spans), end=moved(one.end, spans)) for one in paragraph.lives]
    italics = [(moved(start, spans), moved(end, spans)) for start, end in paragraph.italics]
    return replace(
        paragraph,
        text=without(paragraph.text, spans),
        calls=tuple(Call(label, moved(start, spans)) for start, _, label in signs if label),
        lives=tuple(lives),
        italics=tuple((start, end) for start, end in italics if start < end),
    )


def _raised(draft: Draft) -> list[tuple[int, int]]:
    """The letters of runs that are raised as a whole."""
    return [(piece.start, piece.end) for piece in draft.pieces if piece.run.raised]


def remark_on_typed(notes: Mapping[str, object]) -> tuple[str, ...]:
    """A remark on notes that were typed by hand, by their keys; none where there are none."""
    count = sum(key.startswith(TYPED) for key in notes)
    said = say(
        "{count} {count:note was|notes were} typed by hand and not inserted as {count:a footnote|footnotes}: "
        "{count:it is|they are} known by a number in the text and a paragraph that begins with the same number.",
        count=count,
    )
    return (said,) if count else ()


def typed_notes(paragraphs: Sequence[TypedText]) -> TypedNotes | None:
    """The notes of these paragraphs and their calls; None where nothing tells that there are any."""
    return _told(paragraphs, raised_signs) or _told(paragraphs, bracketed_signs) or _told(paragraphs, lowered_signs)


def _told(paragraphs: Sequence[TypedText], signs: Signs) -> TypedNotes | None:
    """The notes whose calls are of one kind."""
    calls = [*_calls(paragraphs, signs)]
    labels = {label for *_, label in calls}
    wanted = {*range(1, max(labels, default=0) + 1)} if signs is lowered_signs else labels
    heads = _heads(paragraphs, wanted, signs) if len(calls) >= _FEWEST else []
    begun = {head.paragraphs[0] for head in heads}
    calls = [call for call in calls if call[0] not in begun]
    last = {head.label: head.paragraphs[0] for head in heads}
    answered = [call for call in calls if call[0] < last.get(call[3], 0)]
    called = {label for *_, label in answered}
    if (
        len(answered) < max(_FEWEST, _SHARE * len(calls))
        or sum(head.label in called for head in heads) < _SHARE * len(heads)
        or (signs is bracketed_signs and (_are_of_text(paragraphs, called) or _cites_by_number(paragraphs)))
        or (signs is lowered_signs and not _count_up(heads, called))
    ):
        return None
    return _answering(answered, [head for head in heads if head.label in called or signs is lowered_signs])


def _are_of_text(paragraphs: Sequence[TypedText], called: set[int]) -> bool:
    """Whether most paragraphs that begin with a number in brackets are no notes: a judgment numbers its own so."""
    begun = [match for one in paragraphs if (match := BRACKETED.match(one.text.lstrip())) is not None]
    return sum(int(match[1]) in called for match in begun) < _SHARE * len(begun)


def _cites_by_number(paragraphs: Sequence[TypedText]) -> bool:
    """Whether a text gives pages with its numbers, [12, с. 45], and so cites the entries of a bibliography by them."""
    return any(_WITH_PAGE.search(one.text) for one in paragraphs)


def _count_up(heads: Sequence[_Head], called: set[int]) -> bool:
    """Whether notes count from 1 without a gap, nearly all of them called; a few stand in a list without other text."""
    labels = [head.label for head in heads]
    if labels != [*range(1, len(labels) + 1)] or len(called) < _NEARLY * len(labels):
        return False
    ends = heads[-1].paragraphs[0] - heads[0].paragraphs[0] if heads else 0
    return len(labels) >= _MANY or (len(labels) > _FEWEST and ends == len(labels) - 1)


def _answering(calls: Sequence[tuple[int, int, int, int]], heads: Sequence[_Head]) -> TypedNotes | None:
    """Calls and notes as they belong together: where chapters count anew, a call means the note that follows it."""
    made = TypedNotes()
    for label in sorted({head.label for head in heads}):
        own = [head for head in heads if head.label == label]
        theirs = [call for call in calls if call[3] == label]
        meant = told_apart([at for at, *_ in theirs], [head.paragraphs[0] for head in own])
        if meant is None and (theirs or len(own) > 1):
            return None
        for number, head in enumerate(own, start=1):
            made.notes[f"{TYPED} {label}.{number}"] = (head.paragraphs, head.cut)
        made.calls += [
            (at, start, end, f"{TYPED} {label}.{turn + 1}")
            for (at, start, end, _), turn in zip(theirs, meant or (), strict=True)
        ]
    return made


def _calls(paragraphs: Sequence[TypedText], signs: Signs) -> Iterator[tuple[int, int, int, int]]:
    """What may be a call: paragraph, start, end and number, as far as the numbers count up or begin anew.

    Numbers in brackets may come again, as those of a bibliography do.
    """
    last = 0
    for at, paragraph in enumerate(paragraphs):
        for start, end, label in sorted(signs(paragraph)):
            if not paragraph.text[:start].strip():
                continue  # a note's own number
            is_again = label <= last and signs is bracketed_signs
            if label == 1 or is_again or last < label <= last + 1 + _MOST_LOST:
                last = last if is_again else label
                yield at, start, end, label


class _List:
    """The notes of a text as they are gathered, one after another."""

    def __init__(self, signs: Signs) -> None:
        self._signs = signs
        self.heads: list[_Head] = []
        self.under_heading = False  # whether what comes stands under “Notes”
        self.under_works = False  # … or in a bibliography
        self._counted = 0  # paragraphs of a list that numbers itself
        self._unsure: list[int] = []  # paragraphs that go on with the last note if another follows

    def begin(self, *, under_heading: bool, under_works: bool = False) -> None:
        """Take a heading."""
        self.under_heading, self.under_works, self._counted = under_heading, under_works, 0
        self._unsure.clear()

    def take(self, at: int, paragraph: TypedText, called: set[int]) -> None:
        """Take a paragraph that is a note, goes on with one, or is text."""
        label, cut = self._number(paragraph)
        if label in called:
            if self.heads and self._unsure:
                self.heads[-1].paragraphs += self._unsure
            self._unsure.clear()
            self.heads.append(_Head(label, [at], cut))
        elif self.under_heading and self.heads and len(self._unsure) < _MOST_OF_A_NOTE:
            self._unsure.append(at)
        else:
            self.begin(under_heading=False, under_works=self.under_works)

    def _is_listing(self) -> bool:
        """Whether what comes are the entries of a bibliography, which numbers in brackets may lead."""
        return self.under_works and self._signs is bracketed_signs

    def _number(self, paragraph: TypedText) -> tuple[int, int]:
        """The number with which a note begins and the letters that it takes up; 0 where it begins with none."""
        for start, end, label in () if self._is_listing() else self._signs(paragraph):
            if not paragraph.text[:start].strip():
                return label, len(paragraph.text) - len(paragraph.text[end:].lstrip(" \t\n\u00a0.:"))
        may_begin = self.under_heading or (self._signs is lowered_signs and not self.under_works)
        match = _HEAD.match(paragraph.text) if may_begin else None
        if match is not None:
            return int(match[1] or match[2]), match.end()
        self._counted += self.under_heading and paragraph.listed
        return (self._counted, 0) if self.under_heading and paragraph.listed else (0, 0)


def _heads(paragraphs: Sequence[TypedText], called: set[int], signs: Signs) -> list[_Head]:
    """The notes: under a heading that says so each numbered paragraph, elsewhere what begins with a raised number."""
    found = _List(signs)
    for at, paragraph in enumerate(paragraphs):
        bare = " ".join(paragraph.text.split())
        if paragraph.heading or (len(bare) < _LONGEST_TITLE and (BIBLIOGRAPHY.match(bare) or NOTES.match(bare))):
            is_notes = NOTES.match(bare) is not None
            found.begin(under_heading=is_notes, under_works=not is_notes and BIBLIOGRAPHY.match(bare) is not None)
        elif bare:
            found.take(at, paragraph, called)
    return found.heads
