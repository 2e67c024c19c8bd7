"""Page labels as a person has given them, and page texts as a person has corrected them, laid over what was read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from variorum.accession.reading import Reading
from variorum.accession.word_places import words_after
from variorum.record import Page, Source

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_IS_ROMAN = re.compile(r"(?=.)m*(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_PARAGRAPH = re.compile(r"(?:\A|\n[ \t]*\n)\s*(?=\S)")


def laid(reading: Reading, source: Source, transcripts: Mapping[str, str]) -> Reading:
    """A reading with the labels that the dossier gives and the texts that a person corrected.

    Where the dossier says how the pages are numbered, the reader's doubts about their labels (A011) are settled.
    """
    pages, paging, findings = reading.pages, reading.paging, reading.findings
    if source.unpaged or source.numbering:
        findings = tuple(finding for finding in findings if finding.code != "A011")
    if source.unpaged:
        pages, paging = tuple(replace(page, label="") for page in pages), "sections" if pages else paging
    elif source.numbering:
        pages, paging = relabelled(pages, source.numbering), "pages" if pages else paging
    if transcripts:
        pages, paging = corrected(pages, transcripts, source=source.key), "pages" if paging == "none" else paging
    words = words_after(reading.words, reading.pages, pages)
    return replace(reading, pages=pages, paging=paging, findings=findings, words=words)


def relabelled(pages: Sequence[Page], numbering: Mapping[int, str]) -> tuple[Page, ...]:
    """Pages with the labels that a dossier gives: from each file page named there on, counting up.

    {1: "i", 13: "1"} labels i, ii, iii … and from the thirteenth page of the file 1, 2, 3 …; a label that cannot be
    counted up ("12v", "plate") holds for its page alone.
    """
    labels = dict(numbering)
    labelled = []
    current: str | None = None
    for page in pages:
        if page.sequence in labels:
            current = labels[page.sequence]
        elif current is not None:
            current = following(current)
        labelled.append(page if current is None else replace(page, label=current))
    return tuple(labelled)


def following(label: str) -> str:
    """The label after this one: digits and Roman numerals count up, anything else has no successor ("")."""
    if tail := re.fullmatch(r"(.*?)(\d+)", label):
        return f"{tail[1]}{int(tail[2]) + 1}"
    if label and _IS_ROMAN.fullmatch(label.lower()):
        next_one = _to_roman(_from_roman(label.lower()) + 1)
        return next_one.upper() if label.isupper() else next_one
    return ""


def corrected(pages: Sequence[Page], transcripts: Mapping[str, str], *, source: str) -> tuple[Page, ...]:
    """Pages with the text that a person corrected standing before what was read.

    A transcript of a page that was not read (a picture without text) becomes a page of its own, in the order of labels.
    Paragraph numbers are counted anew where a correction changed how many there are.
    """
    if not transcripts:
        return tuple(pages)
    texts = {label: unicodedata.normalize("NFC", text) for label, text in transcripts.items()}
    known = {page.label for page in pages}
    laid = [_with_text(page, texts[page.label]) if page.label in texts else page for page in pages]
    laid += [_with_text(Page(source, 0, label, ""), texts[label]) for label in texts if label not in known]
    if set(texts) - known:
        laid.sort(key=lambda page: _natural(page.label))
    return _renumbered(pages, laid)


def _with_text(page: Page, text: str) -> Page:
    text = text.replace("\r\n", "\n").strip("\n")
    return replace(page, text=text, paragraphs=tuple(match.end() for match in _PARAGRAPH.finditer(text)))


def _renumbered(before: Sequence[Page], pages: Sequence[Page]) -> tuple[Page, ...]:
    goes_on = {
        later.label: later.first_paragraph < earlier.first_paragraph + len(earlier.paragraphs)
        for earlier, later in pairwise(before)
    }
    number, numbered = 1, []
    for sequence, page in enumerate(pages, start=1):
        first = number - 1 if goes_on.get(page.label) and number > 1 and page.paragraphs else number
        numbered.append(replace(page, sequence=sequence, first_paragraph=first))
        number = first + len(page.paragraphs)
    return tuple(numbered)


def _natural(label: str) -> tuple[int, int, str]:
    if digits := re.match(r"\d+", label):
        return (1, int(digits[0]), label)
    roman = label.lower()
    return (0, _from_roman(roman) if _IS_ROMAN.fullmatch(roman) else 0, label)


def _from_roman(numeral: str) -> int:
    values = {letter: value for value, letter in _ROMAN if len(letter) == 1}
    numbers = [values[letter] for letter in numeral]
    return sum(-n if n < max(numbers[i:]) else n for i, n in enumerate(numbers))


def _to_roman(number: int) -> str:
    letters = ""
    for value, numeral in _ROMAN:
        while number >= value:
            letters += numeral
            number -= value
    return letters
