"""Notes at the foot of a PDF's page: where each begins, and the lines that go on with it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from variorum.accession.reading import NoteCall
from variorum.manuscript.citations.terms import MONTHS
from variorum.record import Page
from variorum.text.letters import compiled

_OPENS = r"(?=[^\W\d_]|[“«„‘\"(\[])"
_CLOSED = re.compile(r"[.!?…][\s»”’)\]]*$")
_FEW = 6  # notes in a row whose calls were not told
_NUMBER_ALONE = re.compile(r"\W*\d{1,4}\W*")


@dataclass(frozen=True, slots=True)
class Foot:
    """What of a page's text belongs to one note: from where it begins up to an end."""

    start: int
    end: int

    def holds(self, at: int) -> bool:
        """Whether a place lies within the note and is not its beginning."""
        return self.start < at < self.end


def with_feet(calls: Sequence[NoteCall], pages: Sequence[Page]) -> Iterator[NoteCall]:
    """The calls of a PDF, each with the place at the foot of its page that begins with its number.

    Most begin a line; one that was set behind the end of the note before, in the same line, is found there. The last
    one of a page may have been carried over to the foot of the next, before the notes that are called there.
    """
    placed = sorted(_on_their_pages(calls, pages), key=lambda one: (one.page, one.offset))
    texts = {page.sequence: page.text for page in pages}
    for call, following in pairwise([*placed, None]):
        if call is not None:
            yield _carried_over(call, following, texts)


def _carried_over(call: NoteCall, following: NoteCall | None, texts: Mapping[int, str]) -> NoteCall:
    """A call without a note whose number stands on the next page right before the note of the call after it."""
    if call.note or following is None or not following.note or following.note[0] != call.page + 1:
        return call
    if not call.label.isdigit() or following.label != str(int(call.label) + 1) or following.page == call.page:
        return call
    page, end = following.note
    line = re.compile(rf"^[ \t]*{call.label}[.)]?[ \t]+{_OPENS}", re.MULTILINE)
    begins = [match.start() for match in line.finditer(texts.get(page, ""), 0, end)]
    closed = begins and _is_closed(texts[page][begins[-1] : end])
    return replace(call, note=(page, begins[-1])) if closed else call


def _on_their_pages(calls: Sequence[NoteCall], pages: Sequence[Page]) -> Iterator[NoteCall]:
    ordered = sorted(calls, key=lambda one: (one.page, one.offset))
    own = {one.note for one in ordered if one.note and one.note[0] == one.page}
    for page in pages:
        at = -1
        placed = []
        for call in (one for one in ordered if one.page == page.sequence):
            if call.note and call.note[0] == page.sequence and _is_a_place(page.text[call.note[1] :], call.label):
                call = replace(call, note=None)
            if call.note and call.note[0] != page.sequence and call.note in own:
                call = replace(call, note=None)  # the note of a later page, which is called there
            if call.note is None and call.label:
                begins = _begins(page.text, call, at)
                at = begins if begins >= 0 else at
                call = replace(call, note=(page.sequence, at)) if begins >= 0 else call
            elif call.note and call.note[0] == page.sequence:
                at = call.note[1]
            placed.append(call)
            yield call
        yield from _missed(page, placed)


def _begins(text: str, call: NoteCall, before: int) -> int:
    """Where the note of a call begins behind the note before it; -1 where nothing shows it."""
    line = re.compile(rf"^[ \t]*{re.escape(call.label)}[.)]?[ \t]*{_OPENS}", re.MULTILINE)
    found = [match.start() for match in line.finditer(text, max(before + 1, call.offset))]
    if found:
        return found[-1] if before < 0 else found[0]
    if before < call.offset or not call.label.isdigit():
        return -1
    within = compiled(rf"(?<=[.!?)»”’>])\s+{call.label}\s+(?!{MONTHS})(?=[\p{{Lu}}“«„‘<])", re.IGNORECASE)
    behind = [match for match in within.finditer(text, before + 1) if not text[match.end()].islower()]
    return behind[0].start() + len(behind[0][0]) - len(behind[0][0].lstrip()) if behind else -1


def _missed(page: Page, calls: Sequence[NoteCall]) -> Iterator[NoteCall]:
    """Calls that were not told from the text: of a note below a closed one, whose number stands once where it must."""
    placed = [one for one in calls if one.label.isdigit() and one.note and one.note[0] == page.sequence]
    if not placed:
        return
    below = min(one.note[1] for one in placed if one.note)
    last = NoteCall(page.sequence, below, str(int(placed[-1].label) + _FEW), note=(page.sequence, len(page.text)))
    for one, following in pairwise([*placed, last]):
        at, end = (call.note[1] if call.note else 0 for call in (one, following))
        low, high = one.offset, min(following.offset, below)
        for number in range(int(one.label) + 1, min(int(following.label), int(one.label) + _FEW)):
            line = re.compile(rf"^[ \t]*{number}[.)]?[ \t]+{_OPENS}", re.MULTILINE).search(page.text, at + 1, end)
            behind = re.compile(rf"(?<=[^\W\d_]|[.,;:?!”\"’»)\]]){number}(?![\w.,]?\d|\w)")
            stands = list(behind.finditer(page.text, low, high))
            if line is None or len(stands) != 1 or not _is_closed(page.text[at : line.start()]):
                break
            at, low = line.start(), stands[0].start()
            yield NoteCall(page.sequence, low, str(number), note=(page.sequence, at))


def _is_a_place(text: str, label: str) -> bool:
    """Whether a line that begins with a note's number begins with a place of more figures: 2.1.163."""
    return label.isdigit() and re.match(rf"\W*{label}[.:]\d", text) is not None


def feet_of(page: Page, begun: Collection[int], calls: Sequence[NoteCall]) -> tuple[Foot, ...]:
    """What belongs to each note of a page, by where the notes begin.

    Between two notes nothing stands but the first of them, unless something there calls a note, as it does where a
    page has columns. The last one goes on as long as its sentence is not closed.
    """
    starts = sorted(begun)
    called = [call.offset for call in calls if call.page == page.sequence]
    found = [Foot(start, end) for start, end in pairwise(starts) if not any(start < at < end for at in called)]
    if starts and not any(at > starts[-1] for at in called):
        found.append(Foot(starts[-1], _end_of_last(page, starts[-1])))
    return tuple(found)


def _end_of_last(page: Page, start: int) -> int:
    """Where the last note of a page ends: at the first paragraph that closes, and before the page's number."""
    bounds = [*(at for at in page.paragraphs if at > start), len(page.text)]
    end = bounds[0]
    for low, high in pairwise(bounds):
        if _is_closed(page.text[start:low]) or _NUMBER_ALONE.fullmatch(page.text[low:high]):
            break
        end = high
    return end


def _is_closed(text: str) -> bool:
    """Whether a note's lines so far end with a sentence, and not with “[1 Jan.”, within a bracket."""
    opened = sum(text.count(mark) for mark in "([") - sum(text.count(mark) for mark in ")]")
    initial = re.search(r"(?<![^\W\d_])[^\W\d_]\.$", text.rstrip())  # “in A.R.”, and a name follows
    return initial is None and _CLOSED.search(text.rstrip()) is not None and opened <= 0
