"""Endnotes of a PDF: the lists under “Notes” at a chapter's or the book's end, and the calls that each one answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from variorum.accession.reading import NoteCall
from variorum.manuscript.reading.roles import NOTES
from variorum.record import Page

_NUMBERED = re.compile(r"^[ \t]*(\d{1,4})[.)]?[ \t]*(?=[^\W\d_]|[“«„\"‘(\[])", re.MULTILINE)
_LINE = re.compile(r"^.+$", re.MULTILINE)
_MOST_BETWEEN = 6_000  # letters from one note to the next
_MOST_LOST = 3  # numbers that may be missing from a list, one after another
_SHARE = 0.6  # of the calls that a list has to answer to be one
_FEWEST = 2

Spot = tuple[int, int]  # the sequence of a page, and the offset in its text


@dataclass(frozen=True, slots=True)
class EndnoteList:
    """A list of endnotes: where its heading stands, and where each note begins, by its number."""

    heading: Spot
    notes: dict[str, Spot]

    def holds(self, spot: Spot) -> bool:
        """Whether a place lies within the list, before its last note's end is anybody's guess."""
        return self.heading < spot <= max(self.notes.values())


def with_endnotes(calls: Sequence[NoteCall], pages: Sequence[Page]) -> tuple[list[NoteCall], list[EndnoteList]]:
    """The calls, those that no foot of a page answers led to the list that follows them; and the lists.

    A list is one where it answers most of the calls since the one before; the last needs no heading.
    """
    made, lists = list(calls), []
    before: Spot = (0, 0)
    last = max(((call.page, call.offset + 1) for call in calls), default=before)
    for heading in (*_headings(pages), last):
        open_calls = [
            n for n, call in enumerate(made)
            if call.note is None and call.label and before <= (call.page, call.offset) < heading
        ]  # fmt: skip
        notes = _notes_after(heading, pages) if open_calls else {}
        answered = [n for n in open_calls if made[n].label in notes]
        if len(answered) < max(_FEWEST, _SHARE * len(open_calls)):
            continue
        for n in answered:
            made[n] = replace(made[n], note=notes[made[n].label])
        lists.append(EndnoteList(heading, notes))
        before = heading
    return made, lists


def _headings(pages: Sequence[Page]) -> Iterator[Spot]:
    for page in pages:
        for line in _LINE.finditer(page.text):
            if len(line[0]) < 90 and NOTES.match(line[0]):
                yield page.sequence, line.start()


def _notes_after(heading: Spot, pages: Sequence[Page]) -> dict[str, Spot]:
    """Where the notes below a heading begin: lines that begin with numbers that count up from one."""
    found: dict[str, Spot] = {}
    last, since = 0, 0
    for page in pages:
        if page.sequence < heading[0]:
            continue
        at = heading[1] if page.sequence == heading[0] else 0
        for line in _NUMBERED.finditer(page.text, at):
            since += line.start() - at
            at = line.start()
            if since > _MOST_BETWEEN:
                return found
            if last < int(line[1]) <= last + 1 + _MOST_LOST:
                last, since = int(line[1]), 0
                found[line[1]] = (page.sequence, line.start())
        since += len(page.text) - at
        if since > _MOST_BETWEEN:
            return found
    return found
