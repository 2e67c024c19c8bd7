"""Markdown as Pandoc reads it, as a manuscript: footnotes, inline notes, citations by key, block quotations.

The text of a paragraph stays as it is written, signs of emphasis and all, so that a place in it is a place in the file;
only the calls of notes are taken out.
"""

from __future__ import annotations

import re
from dataclasses import replace

from variorum.archive.citations import BRACKET, KEY, parse_bracket
from variorum.manuscript.manuscript import Call, Live, LiveItem, Manuscript, Note, Paragraph
from variorum.manuscript.reading.blocks import LineBlock, blocks_of, decoded, parted, written_twice
from variorum.manuscript.reading.roles import BIBLIOGRAPHY
from variorum.manuscript.reading.typed_notes import with_typed_notes
from variorum.record import Citation

_DEFINITION = re.compile(r" {0,3}\[\^([^\]\s]+)\]:[ \t]*")
_CALL = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_INLINE = re.compile(r"\^\[((?:[^\[\]]|\[[^\[\]]*\])*)\]")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*$")
_ITALIC = re.compile(  # over the end of a line too, but into no item of a list
    r"(?<![\w*\\])\*(?![*\s])((?:[^*\n]|\n(?!\s*[*+-]\s)){1,400}?)(?<!\s)\*(?!\*)|"
    r"(?<![\w_\\])_(?![_\s])((?:[^_\n]|\n(?!\s*[*+-]\s)){1,400}?)(?<!\s)_(?![\w_])"
)
_IN_TEXT = re.compile(rf"(?<![\w\[@;-])-?@({KEY})(?:\s+\[([^\[\]]*)\])?")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_FRONT = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~\n])")  # Markdown's backslash: "\[…\]", and at a line's end
_PRIVATE = 0xE000
_SIGNS = {_PRIVATE + code: chr(code) for code in range(0x21, 0x7F)}

_Roles = list[tuple[LineBlock, str]]


def read_markdown(data: bytes, name: str) -> Manuscript:
    """Markdown as a manuscript."""
    text = _ESCAPED.sub(_hidden, decoded(data, name))
    if (front := _FRONT.match(text)) is not None:
        text = "\n" * front.group().count("\n") + text[front.end() :]
    body, defined, begun = _parted(text)
    notes: dict[str, Note] = {}
    paragraphs: list[Paragraph] = []
    chapter, listing = "", False
    for block, role in body:
        if role == "heading":
            title = _shown(heading[2] if (heading := _HEADING.match(block.text)) else block.text).strip()
            chapter, listing = title, BIBLIOGRAPHY.match(title) is not None
        elif listing and role == "body":
            role = "bibliography"
        paragraph = _paragraph(block, role, len(paragraphs) + 1, chapter, defined, notes)
        paragraphs.append(paragraph)
    return with_typed_notes(Manuscript(name, "markdown", tuple(paragraphs), notes, remarks=written_twice(begun)))


def _parted(text: str) -> tuple[_Roles, dict[str, list[LineBlock]], dict[str, list[int]]]:
    """The blocks of the text with their roles, those of each note by its label, and the lines where notes begin."""
    body: _Roles = []
    begun: dict[str, list[int]] = {}
    defined: dict[str, list[LineBlock]] = {}
    open_note = ""
    fenced = False
    for whole in blocks_of(text):
        if fenced or _FENCE.match(whole.text):
            fenced ^= sum(1 for line in whole.text.split("\n") if _FENCE.match(line)) % 2 == 1
            continue
        for block in parted(whole, _DEFINITION):
            if (match := _DEFINITION.match(block.text)) is not None:
                open_note = match[1]
                begun.setdefault(open_note, []).append(block.line)
                defined.setdefault(open_note, []).append(LineBlock(block.text[match.end() :], block.line))
            elif open_note and block.text.startswith(("    ", "\t")):
                defined[open_note].append(block)
            else:
                open_note = ""
                body += _by_role(block)
    return body, defined, begun


def _by_role(block: LineBlock) -> list[tuple[LineBlock, str]]:
    if _HEADING.match(block.text.split("\n")[0]):
        first, _, rest = block.text.partition("\n")
        return [
            (LineBlock(first, block.line), "heading"),
            *(_by_role(LineBlock(rest, block.line + 1)) if rest.strip() else []),
        ]
    if block.text.lstrip().startswith(">"):
        return [(block, "quote")]
    return [(block, "body")]


def _paragraph(
    block: LineBlock, role: str, number: int, chapter: str, defined: dict[str, list[LineBlock]], notes: dict[str, Note]
) -> Paragraph:
    """A paragraph of the body; the notes that it calls come into `notes` in the order of their calls."""
    text = re.sub(r"^[ \t]*>[ \t]?", "", block.text, flags=re.MULTILINE) if role == "quote" else block.text
    parts, calls, last, length = [], [], 0, 0
    for match in sorted([*_CALL.finditer(text), *_INLINE.finditer(text)], key=lambda found: found.start()):
        if match.start() < last or (match.re is _CALL and match[1] not in defined):
            continue
        parts.append(text[last : match.start()])
        length += match.start() - last
        last = match.end()
        label = match[1] if match.re is _CALL else f"inline {len(notes) + 1}"
        if label not in notes:
            blocks = defined[label] if match.re is _CALL else [LineBlock(match[1], block.line)]
            notes[label] = Note(label, "footnote", tuple(_of_note(label, b, n) for n, b in enumerate(blocks, start=1)))
        calls.append(Call(label, length))
    plain = "".join([*parts, text[last:]])
    return _decorated(Paragraph(number, plain, role, "", chapter, tuple(calls), line=block.line))


def _of_note(label: str, block: LineBlock, number: int) -> Paragraph:
    return _decorated(Paragraph(number, block.text, "note", label, line=block.line))


def _decorated(paragraph: Paragraph) -> Paragraph:
    italics = tuple((m.start(), m.end()) for m in _ITALIC.finditer(paragraph.text))
    return replace(paragraph, text=_shown(paragraph.text), italics=italics, lives=tuple(_lives(paragraph.text)))


def _hidden(escaped: re.Match[str]) -> str:
    """A sign that a backslash makes one of the text, kept from being read as Markdown's own; a line's end as it is."""
    return chr(_PRIVATE + ord(escaped[1])) if escaped[1] != "\n" else "\n"


def _shown(text: str) -> str:
    """A text with those signs as they are seen."""
    return text if text.isascii() else text.translate(_SIGNS)


def _lives(text: str) -> list[Live]:
    found = []
    for match in BRACKET.finditer(text):
        items = tuple(item for cited in parse_bracket(match["inside"]) for item in _items(cited.citation, cited.prefix))
        if items:
            found.append(Live(match.start(), match.end(), "pandoc", items))
    covered = [(live.start, live.end) for live in found]
    for match in _IN_TEXT.finditer(text):
        if not any(start <= match.start() < end for start, end in covered):
            item = LiveItem(match[1].strip("{}"), {}, (match[2] or "").strip())
            found.append(Live(match.start(), match.end(), "pandoc", (item,)))
    return sorted(found, key=lambda live: live.start)


def _items(citation: Citation, prefix: str) -> list[LiveItem]:
    """The item whose text is looked at: of a voice within a voice the one that quotes, the other as its prefix."""
    checked = citation.checked_in
    said = prefix if checked is citation else f"{prefix} {citation.written} in".strip()
    locator = checked.locator.written if checked.locator else ""
    return [LiveItem(checked.source, {}, _shown(locator), prefix=_shown(said))]
