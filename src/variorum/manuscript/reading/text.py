"""Plain text as a manuscript: paragraphs parted by blank lines, notes by their numbers.

Notes are understood where calls and notes answer each other: `[1]`, `(1)` or a raised ¹ in the sentence, and a
paragraph that begins with the same mark, or with `1.` under a heading such as “Notes” or «Примечания».
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from variorum.manuscript.manuscript import Call, Manuscript, Note, Paragraph
from variorum.manuscript.reading.blocks import LineBlock, blocks_of, decoded, parted, written_twice
from variorum.manuscript.reading.page_breaks import over_page_breaks
from variorum.manuscript.reading.roles import BIBLIOGRAPHY

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
NOTES = re.compile(
    r"^\W*(?:notes?|footnotes?|endnotes?|notes\s+and\s+references|примечани[ея]|сноски|ссылки|примечания\s+и\s+ссылки)\W*$",
    re.IGNORECASE,
)
_MARKED = re.compile(r"\s*(?:\[\^?(\d{1,4})\]:?|\((\d{1,4})\)|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}))\s*(?=\S)")
_NUMBERED = re.compile(
    r"\s*(?:\[\^?(\d{1,4})\]:?|\((\d{1,4})\)|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})|(\d{1,4})(?:[.)]|\s)(?!\d))\s*(?=\S)"
)
_CALL = re.compile(r"\[\^?(\d{1,4})\](?!:)|(?<=[\w\"”»’'.,;:!?…)\]])\((\d{1,4})\)|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})")
_INDENT = re.compile(r"[ \t]{4,}|>\s?")


@dataclass(slots=True)
class _Sorted:
    """The blocks of a text by what they are."""

    body: list[tuple[LineBlock, str]] = field(default_factory=list)
    notes: dict[str, list[LineBlock]] = field(default_factory=dict)
    begun: dict[str, list[int]] = field(default_factory=dict)  # the lines in which the notes of a label begin


def read_text(data: bytes, name: str) -> Manuscript:
    """Plain text as a manuscript."""
    text = decoded(data, name)
    sorted_out = _sorted(text)
    paragraphs = []
    chapter = ""
    for number, (block, role) in enumerate(over_page_breaks(sorted_out.body), start=1):
        chapter = " ".join(block.text.split())[:200] if role == "heading" else chapter
        stripped, calls = without_calls(block.text, set(sorted_out.notes))
        paragraphs.append(Paragraph(number, stripped, role, "", chapter, calls, line=block.line))
    notes = {
        label: Note(label, "endnote", tuple(_note(label, block, n) for n, block in enumerate(blocks, start=1)))
        for label, blocks in sorted_out.notes.items()
    }
    called = [call.note for paragraph in paragraphs for call in paragraph.calls]
    ordered = {label: notes[label] for label in dict.fromkeys([*called, *notes])}
    return Manuscript(name, "text", tuple(paragraphs), ordered, remarks=written_twice(sorted_out.begun))


def without_calls(text: str, labels: set[str]) -> tuple[str, tuple[Call, ...]]:
    """A text without the calls of notes that exist, and where each of them hung."""
    parts, calls, last, length = [], [], 0, 0
    for match in _CALL.finditer(text):
        label = (match[1] or match[2] or match[3]).translate(_RAISED)
        if label not in labels:
            continue
        parts.append(text[last : match.start()])
        length += match.start() - last
        calls.append(Call(label, length))
        last = match.end()
    return "".join([*parts, text[last:]]), tuple(calls)


def _sorted(text: str) -> _Sorted:
    found = _Sorted()
    listing = noting = False
    calls = Counter((m[1] or m[2] or m[3]).translate(_RAISED) for m in _CALL.finditer(text))
    last = ""
    for block in blocks_of(text):
        bare = " ".join(block.text.split())
        if len(bare) < 90 and (BIBLIOGRAPHY.match(bare) or NOTES.match(bare)):
            noting = NOTES.match(bare) is not None
            listing = not noting
            found.body.append((block, "heading"))
            continue
        pattern = _NUMBERED if noting else _MARKED
        for part in parted(block, pattern):
            label = "" if listing else _defined(part.text, pattern, calls)
            if label and (match := pattern.match(part.text)):
                found.notes.setdefault(label, []).append(LineBlock(part.text[match.end() :], part.line))
                found.begun.setdefault(label, []).append(part.line)
                last = label
            elif noting and last:
                found.notes[last].append(part)
            elif listing:
                found.body += [(entry, "bibliography") for entry in _entries(part)]
            else:
                found.body.append((part, _role(part)))
    return found


def _defined(text: str, pattern: re.Pattern[str], calls: Counter[str]) -> str:
    """The label of the note that a paragraph is, by the mark it begins with and a call of it elsewhere; or nothing."""
    match = pattern.match(text)
    if match is None:
        return ""
    label = next(group for group in match.groups() if group).translate(_RAISED)
    own = 1 if any(match.groups()[:3]) else 0  # a mark in brackets is counted among the calls itself
    return label if calls[label] > own else ""


def _entries(block: LineBlock) -> list[LineBlock]:
    """The entries of a bibliography: one a line, unless lines are filled and further ones stand in."""
    lines = block.text.split("\n")
    hanging = any(line[:1].isspace() for line in lines[1:])
    found: list[LineBlock] = []
    for number, line in enumerate(lines, start=block.line):
        continues = found and (line[:1].isspace() if hanging else line[:1].islower())
        if continues:
            found[-1] = LineBlock(f"{found[-1].text}\n{line}", found[-1].line)
        else:
            found.append(LineBlock(line, number))
    return found


def _role(block: LineBlock) -> str:
    lines = block.text.split("\n")
    if all(_INDENT.match(line) for line in lines) and len(block.text.split()) >= 5:
        return "quote"
    bare = block.text.strip()
    is_short = len(lines) == 1 and len(bare) < 80 and bare[-1:] not in ".!?…:;,»”\"'"
    if is_short and (
        bare == bare.upper() or re.match(r"(?:chapter|глава|part|часть|§|\d+\.|[IVXLC]+\.)\s", bare, re.IGNORECASE)
    ):
        return "heading"
    return "body"


def _note(label: str, block: LineBlock, number: int) -> Paragraph:
    return Paragraph(number, block.text, "note", label, line=block.line)
