"""Plain text as a manuscript: paragraphs parted by blank lines, notes by their numbers.

Notes are understood where calls and notes answer each other: `[1]`, `(1)` or a raised ¹ in the sentence, and a
paragraph that begins with the same mark, or with `1.` under a heading such as “Notes” or «Примечания». Such a list may
stand in the middle: it ends with the next heading, or with a paragraph that is no note and goes on with none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from variorum.manuscript.manuscript import Call, Manuscript, Note, Paragraph
from variorum.manuscript.reading.blocks import (
    LineBlock,
    blocks_of,
    decoded,
    parted,
    told_apart,
    with_whole_lines,
    written_twice,
)
from variorum.manuscript.reading.page_breaks import over_page_breaks, without_page_breaks
from variorum.manuscript.reading.roles import BIBLIOGRAPHY, NOTES, is_chapter
from variorum.manuscript.reading.typed_notes import with_typed_notes

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MARKED = re.compile(r"\s*(?:\[\^?(\d{1,4})\]:?|\((\d{1,4})\)|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}))\s*(?=\S)")
_NUMBERED = re.compile(
    r"\s*(?:\[\^?(\d{1,4})\]:?|\((\d{1,4})\)|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})|(\d{1,4})(?:[.)]|\s)(?!\d))\s*(?=\S)"
)
_CALL = re.compile(r"\[\^?(\d{1,4})\](?!:)|(?<=[\w\"”»’'.,;:!?…)\]])\((\d{1,4})\)|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})")
_MOST_OF_A_NOTE = 3  # paragraphs of one note that do not stand in
_LONGEST_TITLE = 80  # letters
_INDENT = re.compile(r"[ \t]{4,}|>\s?")
_SLIGHT_INDENT = re.compile(r"[ \t]{2,}|>\s?")  # where paragraphs begin at the margin
_FLUSH = 0.7  # of the paragraphs of some lines, which begin at the margin there


@dataclass(slots=True)
class _TextNote:
    """A note: its number, the line in which it begins, and its paragraphs."""

    label: str
    line: int
    blocks: list[LineBlock]


@dataclass(slots=True)
class _Sorted:
    """The blocks of a text by what they are."""

    body: list[tuple[LineBlock, str]] = field(default_factory=list)
    notes: dict[str, list[_TextNote]] = field(default_factory=dict)


def read_text(data: bytes, name: str) -> Manuscript:
    """Plain text as a manuscript."""
    found = _sorted(decoded(data, name))
    roles = [(block.text, role) for block, role in found.body]
    drafts = []
    for whole in over_page_breaks(roles):
        block, role = found.body[whole[0]]
        text = "\n".join(found.body[number][0].text for number in whole)
        drafts.append((*without_calls(text, set(found.notes)), role, block.line))
    places: dict[str, list[int]] = {}
    for _, calls, _, line in drafts:
        for call in calls:
            places.setdefault(call.note, []).append(line)
    notes, meant, twice = _settled(found.notes, places)
    paragraphs = []
    chapter = ""
    for number, (text, calls, role, line) in enumerate(drafts, start=1):
        chapter = " ".join(text.split())[:200] if role == "heading" else chapter
        own = tuple(replace(call, note=next(meant[call.note])) for call in calls)
        paragraphs.append(Paragraph(number, text, role, "", chapter, own, line=line))
    called = [call.note for paragraph in paragraphs for call in paragraph.calls]
    ordered = {label: notes[label] for label in dict.fromkeys([*called, *notes])}
    return with_typed_notes(Manuscript(name, "text", tuple(paragraphs), ordered, remarks=written_twice(twice)))


def _settled(
    notes: Mapping[str, Sequence[_TextNote]], calls: Mapping[str, Sequence[int]]
) -> tuple[dict[str, Note], dict[str, Iterator[str]], dict[str, list[int]]]:
    """The notes by labels of their own, the labels that each one's calls mean in turn, and the lines of those joined.

    Where chapters count anew, a call means the note of its number that follows; `calls` are the lines of each label's.
    """
    made: dict[str, Note] = {}
    meant: dict[str, Iterator[str]] = {}
    twice: dict[str, list[int]] = {}
    for label, own in notes.items():
        lines = [note.line for note in own]
        turns = told_apart(calls.get(label, ()), lines)
        names = [label if number == 0 or turns is None else f"{label} ({number + 1})" for number in range(len(own))]
        if turns is None and len(own) > 1:
            twice[label] = lines
        for name in dict.fromkeys(names):
            blocks = [block for note, called in zip(own, names, strict=True) if called == name for block in note.blocks]
            made[name] = Note(name, "endnote", tuple(_note(name, block, n) for n, block in enumerate(blocks, start=1)))
        meant[label] = iter([names[turn] for turn in turns] if turns else [label] * len(calls.get(label, ())))
    return made, meant, twice


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
    last: _TextNote | None = None
    blocks = [
        LineBlock(without_page_breaks(block.text), block.line)
        for whole in blocks_of(text)
        for block in with_whole_lines(whole)
    ]
    apart = _SLIGHT_INDENT if _begins_at_margin(blocks) else _INDENT
    for number, block in enumerate(blocks):
        bare = " ".join(block.text.split())
        if len(bare) < 90 and (BIBLIOGRAPHY.match(bare) or NOTES.match(bare)):
            noting = NOTES.match(bare) is not None
            listing, last = not noting, None
            found.body.append((block, "heading"))
            continue
        if (listing and is_chapter(bare)) or (noting and last and _is_title(block, blocks[number + 1 : number + 2])):
            listing = noting = False
            found.body.append((block, "heading"))
            continue
        pattern = _NUMBERED if noting else _MARKED
        for part in parted(block, pattern):
            label = "" if listing else _defined(part.text, pattern, calls)
            if label and (match := pattern.match(part.text)):
                last = _TextNote(label, part.line, [LineBlock(part.text[match.end() :], part.line)])
                found.notes.setdefault(label, []).append(last)
            elif noting and last and _belongs(part, last, blocks[number + 1 : number + 1 + _MOST_OF_A_NOTE], calls):
                last.blocks.append(part)
            elif listing:
                found.body += [(entry, "bibliography") for entry in _entries(part)]
            else:
                noting = noting and not last
                found.body.append((part, _role(part, apart)))
    return found


def _begins_at_margin(blocks: Sequence[LineBlock]) -> bool:
    """Whether most paragraphs of several lines begin at the margin, so that those that stand in are set apart."""
    long = [block.text for block in blocks if block.text.count("\n") > 1]
    return sum(not text[:1].isspace() for text in long) > _FLUSH * len(long) > 0


def _is_title(block: LineBlock, following: Sequence[LineBlock]) -> bool:
    """Whether a line under “Notes” is the next heading: short, without a stop, and with text below it."""
    bare = block.text.strip()
    if "\n" in bare or len(bare) >= _LONGEST_TITLE or not following or _NUMBERED.match(bare):
        return False
    words = bare[:1].isupper() and bare[-1:] not in ".!?…:;,»”\"')]" and not any(letter.isdigit() for letter in bare)
    return (_role(block) == "heading" or words) and not _NUMBERED.match(following[0].text)


def _belongs(part: LineBlock, last: _TextNote, following: Sequence[LineBlock], calls: Counter[str]) -> bool:
    """Whether a paragraph under “Notes” goes on with the note before: it stands in, or other notes follow it."""
    if _INDENT.match(part.text):
        return True
    own = [int((m[1] or m[2] or m[3]).translate(_RAISED)) for m in _CALL.finditer(part.text)]
    if any(number > int(last.label) for number in own):
        return False  # it calls notes that are still to come
    for block in following:
        bare = " ".join(block.text.split())
        if len(bare) < 90 and (BIBLIOGRAPHY.match(bare) or NOTES.match(bare)):
            return False
        if _defined(block.text, _NUMBERED, calls):
            return True
    return False


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


def _role(block: LineBlock, apart: re.Pattern[str] = _INDENT) -> str:
    lines = block.text.split("\n")
    if all(apart.match(line) for line in lines) and len(block.text.split()) >= 5:
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
