"""Notes that were typed by hand: raised numbers in the text, and a list of notes that begin with them.

Word processors number notes themselves, but older files, pages of the web, and texts that were turned from PDF into
something else have numbers that are letters like all others. They are taken for notes only where calls and notes answer
each other; a lone raised figure is an exponent or whatever it may be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from variorum.manuscript.reading.blocks import told_apart
from variorum.manuscript.reading.docx_story import Draft, Story, moved
from variorum.manuscript.reading.roles import BIBLIOGRAPHY
from variorum.manuscript.reading.text import NOTES
from variorum.saying import say

TYPED = "typed"
"""The first word of the keys by which typed notes are known within a file."""

_FEWEST = 2  # notes
_SHARE = 0.6  # of the calls, and of the notes, that the others answer at least
_MOST_LOST = 2  # numbers that may be missing between two calls
_MOST_OF_A_NOTE = 3  # paragraphs of one note behind its first
_LONGEST_TITLE = 90  # letters
_UNIT = re.compile(r"(?<![^\W\d_])(?:[kcdm]?m|in|ft|yd|[кcдс]?м)$")  # "40 m" before a raised 2
_HEAD = re.compile(r"\s*(?:\[(\d{1,3})\]|(\d{1,3})[.)]?(?=\s))\s*")


@dataclass(frozen=True, slots=True)
class TypedText:
    """A paragraph as typed: its text, what of it is raised, whether a list numbers it, whether it is a heading."""

    text: str
    raised: Sequence[tuple[int, int]] = ()
    listed: bool = False
    heading: bool = False


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


def _raised(draft: Draft) -> list[tuple[int, int]]:
    """The letters of runs that are raised as a whole."""
    return [(piece.start, piece.end) for piece in draft.pieces if piece.run.raised]


def remark_on_typed(notes: Mapping[str, object]) -> tuple[str, ...]:
    """A remark on notes that were typed by hand, by their keys; none where there are none."""
    count = sum(key.startswith(TYPED) for key in notes)
    said = say(
        "{count} {count:note was|notes were} typed by hand and not inserted as {count:a footnote|footnotes}: "
        "{count:it is|they are} known by a raised number and a paragraph that begins with the same number.",
        count=count,
    )
    return (said,) if count else ()


def typed_notes(paragraphs: Sequence[TypedText]) -> TypedNotes | None:
    """The notes of these paragraphs and their calls; None where nothing tells that there are any."""
    calls = [*_calls(paragraphs)]
    heads = _heads(paragraphs, {label for *_, label in calls}) if len(calls) >= _FEWEST else []
    begun = {head.paragraphs[0] for head in heads}
    calls = [call for call in calls if call[0] not in begun]
    labels = {head.label for head in heads}
    answered = [call for call in calls if call[3] in labels]
    called = {label for *_, label in answered}
    if (
        len(answered) < max(_FEWEST, _SHARE * len(calls))
        or sum(head.label in called for head in heads) < _SHARE * len(heads)
    ):  # fmt: skip
        return None
    return _answering(answered, [head for head in heads if head.label in called])


def _answering(calls: Sequence[tuple[int, int, int, int]], heads: Sequence[_Head]) -> TypedNotes | None:
    """Calls and notes as they belong together: where chapters count anew, a call means the note that follows it."""
    made = TypedNotes()
    for label in sorted({head.label for head in heads}):
        own = [head for head in heads if head.label == label]
        theirs = [call for call in calls if call[3] == label]
        meant = told_apart([at for at, *_ in theirs], [head.paragraphs[0] for head in own])
        if meant is None:
            return None
        for number, head in enumerate(own, start=1):
            made.notes[f"{TYPED} {label}.{number}"] = (head.paragraphs, head.cut)
        made.calls += [
            (at, start, end, f"{TYPED} {label}.{turn + 1}")
            for (at, start, end, _), turn in zip(theirs, meant, strict=True)
        ]
    return made


def _calls(paragraphs: Sequence[TypedText]) -> Iterator[tuple[int, int, int, int]]:
    """What may be a call: paragraph, start, end and number, as far as the numbers count up or begin anew."""
    last = 0
    for at, paragraph in enumerate(paragraphs):
        for start, end, label in sorted(_signs(paragraph)):
            if not paragraph.text[:start].strip():
                continue  # a note's own number
            if label == 1 or last < label <= last + 1 + _MOST_LOST:
                last = label
                yield at, start, end, label


def _signs(paragraph: TypedText) -> Iterator[tuple[int, int, int]]:
    """The raised numbers of a paragraph: where each begins and ends, and what it says."""
    for start, end in paragraph.raised:
        sign = paragraph.text[start:end].strip(" \t\u00a0[]().,;")
        is_power = sign in ("2", "3") and _UNIT.search(paragraph.text, max(0, start - 5), start)
        if sign.isdecimal() and sign.isascii() and len(sign) <= 3 and not is_power:
            yield start, end, int(sign)


class _List:
    """The notes of a text as they are gathered, one after another."""

    def __init__(self) -> None:
        self.heads: list[_Head] = []
        self.under_heading = False  # whether what comes stands under “Notes”
        self._counted = 0  # paragraphs of a list that numbers itself
        self._unsure: list[int] = []  # paragraphs that go on with the last note if another follows

    def begin(self, *, under_heading: bool) -> None:
        """Take a heading."""
        self.under_heading, self._counted = under_heading, 0
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
            self.begin(under_heading=False)

    def _number(self, paragraph: TypedText) -> tuple[int, int]:
        """The number with which a note begins and the letters that it takes up; 0 where it begins with none."""
        for start, end, label in _signs(paragraph):
            if not paragraph.text[:start].strip():
                return label, len(paragraph.text) - len(paragraph.text[end:].lstrip(" \t\n\u00a0.:"))
        match = _HEAD.match(paragraph.text) if self.under_heading else None
        if match is not None:
            return int(match[1] or match[2]), match.end()
        self._counted += self.under_heading and paragraph.listed
        return (self._counted, 0) if self.under_heading and paragraph.listed else (0, 0)


def _heads(paragraphs: Sequence[TypedText], called: set[int]) -> list[_Head]:
    """The notes: under a heading that says so each numbered paragraph, elsewhere what begins with a raised number."""
    found = _List()
    for at, paragraph in enumerate(paragraphs):
        bare = " ".join(paragraph.text.split())
        if paragraph.heading or (len(bare) < _LONGEST_TITLE and (BIBLIOGRAPHY.match(bare) or NOTES.match(bare))):
            found.begin(under_heading=NOTES.match(bare) is not None)
        elif bare:
            found.take(at, paragraph, called)
    return found.heads
