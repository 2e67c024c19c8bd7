"""RTF and PDF as manuscripts, by way of the readers of sources, which tell where notes are called and where they begin.

Of a PDF notes are known as far as the page shows them: a raised number in the line, and a paragraph at the foot that
begins with it. A quotation set apart is one where a paragraph stands in from the margin and something says that it is
quoted: a note or a place at its end, or the sentence that leads up to it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from variorum.accession import read_file
from variorum.accession.reading import Italics, NoteCall, Reading
from variorum.finding import Severity, Unreadable
from variorum.manuscript.manuscript import Call, Manuscript, Note, Paragraph
from variorum.manuscript.reading.listed import entries_in, with_whole_entries
from variorum.manuscript.reading.page_breaks import over_page_breaks
from variorum.manuscript.reading.pdf_endnotes import EndnoteList, with_endnotes
from variorum.manuscript.reading.pdf_feet import Foot, feet_of, with_feet
from variorum.manuscript.reading.roles import BIBLIOGRAPHY, NOTES, is_chapter, sets_apart
from variorum.manuscript.reading.typed_notes import with_typed_notes
from variorum.manuscript.reading.whole_paragraphs import joined
from variorum.record import Page
from variorum.saying import say

_BACK = re.compile(r"[\s↩↑↵⮌⏎⤴\ufe0e\ufe0f]+$")  # the arrow that leads back from a note of a page of the web
_BLANK_LINE = re.compile(r"\n{2,}")
_LONGEST_TITLE = 90  # letters
_LABEL = re.compile(r"\s*[\[(]?\s*(?:\d{1,4}|\*{1,3}|[†‡§])\s*[\])]?[.:]?\s*")


def manuscript_from_reading(data: bytes, name: str, format: str) -> Manuscript:
    """What a reader of sources gives of a file, as a manuscript.

    Raises:
        Unreadable: the reader could read nothing; the message is the reader's own.
    """
    with TemporaryDirectory(prefix="variorum-") as folder:  # the reader works in a process of its own, from a file
        path = Path(folder) / f"manuscript.{format}"
        path.write_bytes(data)
        reading = read_file(path, source="manuscript", name=name, italics=True)
    if not reading.pages:
        grave = [finding.message for finding in reading.findings if finding.severity is Severity.ERROR]
        raise Unreadable(say("{name}: {what}", name=name, what=grave[0] if grave else say("There is no text in it.")))
    feet = with_feet(reading.calls, reading.pages) if format == "pdf" else reading.calls
    called, lists = with_endnotes(list(feet), reading.pages)
    reading = replace(reading, calls=tuple(called))
    parting = _Parting(reading, lists)
    for page in reading.pages:
        begun = {at for sequence, at in parting.begun if sequence == page.sequence}
        own_feet = feet_of(page, begun, reading.calls) if format == "pdf" else ()
        for start, end in _paragraphs(page, begun):
            if not parting.take_note(page, start, end, own_feet):
                parting.take_text(page, start, end)
    made = {label: Note(label, "footnote", tuple(found)) for label, found in parting.notes.items()}
    paragraphs = with_whole_entries(tuple(_joined(parting.paragraphs)))
    read = with_typed_notes(Manuscript(name, format, paragraphs, made))
    typed = read.remarks if format != "pdf" else ()  # whose notes are all typed, as far as the page shows
    return replace(read, remarks=(*_remarks(reading, read.notes, format), *typed))


class _Parting:
    """The text of pages parted into paragraphs and notes, stretch by stretch in the order of the pages."""

    def __init__(self, reading: Reading, lists: Sequence[EndnoteList]) -> None:
        self.labels = _labels(reading)
        self.notes: dict[str, list[Paragraph]] = {label: [] for _, label in sorted(self.labels.items())}
        self.paragraphs: list[Paragraph] = []
        self._reading, self._lists = reading, lists
        called = {(sequence, at) for sequence, at, _ in self.labels}
        spots = ((spot, label) for one in lists for label, spot in one.notes.items())
        self._uncalled = {spot: label for spot, label in spots if spot not in called and label not in self.notes}
        self.begun = called | self._uncalled.keys()
        self._standing = {(one.page, one.offset): one.how for one in reading.set_in}
        self._italics = _by_page(reading.italics)
        self._within = ""  # the note that goes on in what follows
        self._chapter, self._listing = "", False
        self._last = (0, 0)  # where the paragraph before ended

    def take_note(self, page: Page, start: int, end: int, feet: Sequence[Foot]) -> bool:
        """Take a stretch that is a note, or goes on with one; whether it is."""
        text = page.text[start:end]
        label = _note_of(page, start, end, self.labels) or self._uncalled.get((page.sequence, start), "")
        before = self.notes[self._within] if self._within else []
        if not label and before and any(one.holds(start) for one in feet):
            rest = Paragraph(0, text.rstrip(), "note", italics=self._slanted(page, start, end))
            before[-1] = joined([before[-1], rest])
            return True
        goes_on = not label and any(one.holds((page.sequence, start)) for one in self._lists)
        self._within = self._within if goes_on else label
        if not self._within:
            return False
        cut = len(match.group()) if not goes_on and (match := _LABEL.match(text)) else 0
        own, italics = self.notes.setdefault(self._within, []), self._slanted(page, start + cut, end)
        own.append(Paragraph(len(own) + 1, _BACK.sub("", text[cut:]), "note", self._within, italics=italics))
        return True

    def take_text(self, page: Page, start: int, end: int) -> None:
        """Take a stretch of the text: a paragraph, a heading, or entries of a bibliography."""
        text = page.text[start:end]
        line = text.find("\n") + 1
        if line and text[line:].strip() and _is_title_of_list(text[:line].strip()):
            self._take_one(page, start, start + line)
            start += line
        own = entries_in(page.text[start:end]) if self._listing else [(0, end - start)]
        for low, high in own:
            self._take_one(page, start + low, start + high)

    def _take_one(self, page: Page, start: int, end: int) -> None:
        text = page.text[start:end]
        bare = " ".join(text.split())
        is_title = _is_title_of_list(bare)
        listing = self._listing and not is_chapter(bare)
        self._listing = BIBLIOGRAPHY.match(bare) is not None if is_title else listing
        role = "heading" if is_title else "bibliography" if self._listing else "body"
        self._chapter = bare if is_title else page.section or self._chapter
        calls = _calls(self._reading, page, start, end, self.labels)
        how, before = self._standing.get((page.sequence, start), ""), self.paragraphs[-1:]
        if role == "body" and _is_quoted(text, calls, how, before):
            role = "quote"
        paragraph = Paragraph(
            len(self.paragraphs) + 1, text.rstrip("\n"), role, "", self._chapter, calls,
            italics=self._slanted(page, start, end),
        )  # fmt: skip
        if self._last == (page.sequence, start) and _goes_on(paragraph, before):
            self.paragraphs[-1] = joined([*before, paragraph])
        else:
            self.paragraphs.append(paragraph)
        self._last = (page.sequence, end)

    def _slanted(self, page: Page, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """The italics of a stretch of a page, as they count within it."""
        return tuple(
            (max(one.start, start) - start, min(one.end, end) - start)
            for one in self._italics[page.sequence]
            if one.start < end and one.end > start
        )


def _is_title_of_list(text: str) -> bool:
    """Whether a line is the heading of a bibliography or of notes."""
    return len(text) < _LONGEST_TITLE and (BIBLIOGRAPHY.match(text) or NOTES.match(text)) is not None


def _is_quoted(text: str, calls: Sequence[Call], how: str, before: Sequence[Paragraph]) -> bool:
    """Whether a paragraph that stands in is a quotation: by what ends it, or by what leads up to it."""
    if not how:
        return False
    if sets_apart(text, [call.at for call in calls]):
        return True
    led = bool(before) and (before[0].role == "quote" or before[0].text.rstrip()[-1:] in (":", ",", "—", "–"))
    return how == "both" and led


def _goes_on(paragraph: Paragraph, before: Sequence[Paragraph]) -> bool:
    """Whether two that stand apart are one quotation, as verse is set line by line: the first names no place."""
    if not before or {paragraph.role, before[0].role} != {"quote"}:
        return False
    return not sets_apart(before[0].text, [call.at for call in before[0].calls])


def _labels(reading: Reading) -> dict[tuple[int, int, str], str]:
    """A label for each call that leads to a note, in order: the number that the text shows, where it is shown once."""
    found: dict[tuple[int, int, str], str] = {}
    used: set[str] = set()
    for number, call in enumerate(sorted(reading.calls, key=lambda one: (one.page, one.offset)), start=1):
        if call.note is None:
            continue
        label = call.label if call.label and call.label not in used else f"{call.label} ({number})"
        used.add(label)
        found[_key(call)] = label
    return found


def _key(call: NoteCall) -> tuple[int, int, str]:
    return (*(call.note or (0, 0)), "")


def _note_of(page: Page, start: int, end: int, labels: dict[tuple[int, int, str], str]) -> str:
    return next(
        (label for (sequence, at, _), label in labels.items() if sequence == page.sequence and start <= at < end), ""
    )


def _calls(
    reading: Reading, page: Page, start: int, end: int, labels: dict[tuple[int, int, str], str]
) -> tuple[Call, ...]:
    return tuple(
        Call(labels[_key(call)], min(call.offset, end) - start)
        for call in sorted(reading.calls, key=lambda one: one.offset)
        if call.page == page.sequence and start <= call.offset <= end and _key(call) in labels
        and not (call.offset == end and end < len(page.text))
    )  # fmt: skip


def _paragraphs(page: Page, begun: set[int]) -> Iterator[tuple[int, int]]:
    """The paragraphs of a page, its headings, which take no number, and its notes: a blank line parts them."""
    after = (match.end() for match in _BLANK_LINE.finditer(page.text))
    starts = sorted({start for start in (0, *page.paragraphs, *begun, *after) if start < len(page.text)})
    for start, end in pairwise([*starts, len(page.text)]):
        if page.text[start:end].strip():
            yield start, end


def _joined(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Paragraphs with those that a page's end cut in two made whole again, without its number and its running head."""
    wholes = over_page_breaks([(paragraph.text, paragraph.role) for paragraph in paragraphs], cut_by_pages=True)
    for number, whole in enumerate(wholes, start=1):
        yield replace(joined([paragraphs[one] for one in whole]), number=number)


def _by_page(italics: Sequence[Italics]) -> Mapping[int, list[Italics]]:
    found: dict[int, list[Italics]] = defaultdict(list)
    for one in italics:
        found[one.page].append(one)
    return found


def _remarks(reading: Reading, notes: Mapping[str, Note], format: str) -> tuple[str, ...]:
    said = [finding.message for finding in reading.findings if finding.severity is not Severity.NOTE][:4]
    lost = sum(1 for call in reading.calls if call.note is None)
    if format == "pdf":
        said.append(
            say(
                "Of a PDF notes are known only as far as the page shows: {count} calls led to one, "
                "{lost} did not. Quotations set apart without marks are told where they stand in from the margin and "
                "a note, a place or a colon says that they are quoted. "
                "The DOCX or ODT is read exactly.",
                count=len(notes),
                lost=lost,
            )
        )
    if format == "rtf":
        said.append(
            say(
                "Of an RTF quotations set apart without marks are told where they stand in from the margin and a note, "
                "a place or a colon says that they are quoted; save it as DOCX or ODT to have its styles seen."
            )
        )
    return tuple(said)
