"""List items under a list item: the grounds of a claim, what was known of an option."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from variorum.archive.layout import ListItem, Section
from variorum.archive.text import Strip, TextFile, join

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
