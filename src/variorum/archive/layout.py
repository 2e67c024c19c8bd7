"""How a dossier's lines divide into front matter, prose, and items with their block quotes: shared by reading and
editing.

List items under a list item: the grounds of a claim, what was known of an option.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from variorum.archive.text import Strip, TextFile, join

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?[ \t]*#*[ \t]*$")
_ITEM = re.compile(r" ?[-*+](?:[ \t]+|$)")  # indented further, it belongs to the item above
_QUOTE = re.compile(r"[ \t]*>[ ]?")
_UNMARKED = re.compile(r"\[[^\[\]]*@[^\[\]]+\]\s*$")  # a citation that ends a line
_FRONT_FENCE = "---"

STATEMENTS = frozenset({"statements", "statement", "высказывания", "утверждения", "сведения"})
EVIDENCE = frozenset({"evidence", "доводы", "свидетельства"})
CLAIMS = frozenset({"claims", "claim", "тезисы", "положения"})
OPTIONS = frozenset({"options", "alternatives", "возможности", "варианты"})
SEQUENCE = frozenset({"sequence", "steps", "последовательность", "шаги"})


@dataclass(frozen=True, slots=True)
class ListItem:
    """One list item: its own words as pieces (line, column, text), the runs of its block-quote lines, and the line
    after it.
    """

    first: int
    words: tuple[tuple[int, int, str], ...]
    quotes: tuple[tuple[tuple[int, int, str], ...], ...]
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """The lines under one heading of items: where the heading stands, the items, the lines that are neither, the line
    after it.
    """

    heading: int
    items: tuple[ListItem, ...]
    strays: tuple[int, ...]
    end: int


@dataclass(frozen=True, slots=True)
class Layout:
    """A dossier's parts as line numbers: `front` without its fences (None: there is none), sections, runs of prose."""

    front: tuple[int, int] | None
    closed: bool
    sections: tuple[Section, ...]
    prose: tuple[tuple[int, int], ...]


def statement_words(item: ListItem) -> tuple[tuple[int, int, str], ...]:
    """The words of an item without those of a witness whose “>” was forgotten, where nothing but such words follows.

    Reading and editing must agree on it, since a statement without an id is known by its words.
    """
    kept = tuple(piece for at, piece in enumerate(item.words) if not at or not _UNMARKED.search(piece[2]))
    return kept if len(kept) == 1 else item.words


def heading_of(lines: Sequence[str], section: Section) -> str:
    """The words of a section's heading in small letters, as the sets of headings name them."""
    match = _HEADING.match(lines[section.heading])
    return (match[2] or "").strip().rstrip(":").casefold() if match else ""


def lay_out(lines: Sequence[str], headings: frozenset[str]) -> Layout:
    """Divide a file's lines (without line ends); `headings` are the second-level headings whose lists are items.

    Every line belongs to exactly one part; nothing is judged here.
    """
    front, closed, body = _front(lines)
    sections: list[Section] = []
    prose: list[tuple[int, int]] = []
    start = body
    for heading, end in _sections(lines, body, headings):
        if start < heading:
            prose.append((start, heading))
        sections.append(_section(lines, heading, end))
        start = end
    if start < len(lines):
        prose.append((start, len(lines)))
    return Layout(front, closed, tuple(sections), tuple(prose))


def _front(lines: Sequence[str]) -> tuple[tuple[int, int] | None, bool, int]:
    if not lines or lines[0].rstrip() != _FRONT_FENCE:
        return None, True, 0
    for number in range(1, len(lines)):
        if lines[number].rstrip() in (_FRONT_FENCE, "..."):
            return (1, number), True, number + 1
    for number in range(1, len(lines)):  # never closed: it ends where the prose seems to begin
        if not lines[number].strip() or lines[number].startswith(("# ", "## ")):
            return (1, number), False, number
    return (1, len(lines)), False, len(lines)


def _sections(lines: Sequence[str], body: int, names: frozenset[str]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    heading: int | None = None
    fence = ""
    for number in range(body, len(lines)):
        line = lines[number]
        if (mark := _FENCE.match(line)) is not None:
            if not fence:
                fence = mark[1]
            elif mark[1].startswith(fence) and not line.strip(" \t`~"):
                fence = ""
            continue
        if fence or not line.lstrip(" ").startswith("#") or (match := _HEADING.match(line)) is None:
            continue
        if len(match[1]) > 2:
            continue
        if heading is not None:
            found.append((heading, number))
        named = len(match[1]) == 2 and (match[2] or "").strip().rstrip(":").casefold() in names
        heading = number if named else None
    if heading is not None:
        found.append((heading, len(lines)))
    return found


class _Growing:
    """An item while its lines are being gathered."""

    def __init__(self, first: int) -> None:
        self.first, self.end = first, first + 1
        self.words: list[tuple[int, int, str]] = []
        self.quotes: list[list[tuple[int, int, str]]] = []

    def item(self) -> ListItem:
        return ListItem(self.first, tuple(self.words), tuple(tuple(quote) for quote in self.quotes), self.end)


def _section(lines: Sequence[str], heading: int, end: int) -> Section:
    items: list[_Growing] = []
    strays: list[int] = []
    before = ""  # what the line above was: "words", "quote", or nothing that could go on
    comment = False
    for number in range(heading + 1, end):
        line = lines[number]
        stripped = line.strip()
        if comment or stripped.startswith("<!--"):
            comment = "-->" not in stripped
            before = ""
        elif not stripped or stripped.startswith("###"):
            before = ""
        elif (quote := _QUOTE.match(line)) is not None and items:
            if before != "quote":
                items[-1].quotes.append([])
            items[-1].quotes[-1].append((number, quote.end(), line[quote.end() :]))
            items[-1].end = number + 1
            before = "quote"
        elif (match := _ITEM.match(line)) is not None:
            items.append(_Growing(number))
            items[-1].words.append((number, match.end(), line[match.end() :].rstrip()))
            before = "words"
        elif before and items and _ITEM.match(line.lstrip()) is None:
            column = len(line) - len(line.lstrip())
            target = items[-1].words if before == "words" else items[-1].quotes[-1]
            target.append((number, column, line[column:].rstrip() if before == "words" else line[column:]))
            items[-1].end = number + 1
        else:
            strays.append(number)
            before = ""
    return Section(heading, tuple(item.item() for item in items), tuple(strays), end)


_SUB = re.compile(r"\s*[-*+][ \t]+")


def with_sub_items(text: TextFile, section: Section) -> Iterator[tuple[ListItem, tuple[Strip, ...]]]:
    """Every item of a section with the items that stand indented under it, each as one line."""
    bounds = [item.first for item in section.items[1:]] + [section.end]
    for item, end in zip(section.items, bounds, strict=True):
        yield item, tuple(_sub_items(text, [line for line in section.strays if item.first < line < end]))


def strays_before(section: Section) -> tuple[int, ...]:
    """Lines that stand above the first item and belong to none."""
    first = section.items[0].first if section.items else section.end
    return tuple(line for line in section.strays if line < first)


def _sub_items(text: TextFile, lines: Sequence[int]) -> Iterator[Strip]:
    pieces: list[tuple[int, int, str]] = []
    for line in lines:
        content = text.lines[line]
        match = _SUB.match(content)
        if match and pieces:
            yield join(pieces, " ")
            pieces = []
        column = match.end() if match else len(content) - len(content.lstrip())
        pieces.append((line, column, content[column:].rstrip()))
    if pieces:
        yield join(pieces, " ")
