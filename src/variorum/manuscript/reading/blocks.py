"""Texts made of lines, cut into blocks at blank lines, each with the line in which it begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from variorum.accession import encodings
from variorum.finding import Unreadable
from variorum.saying import say

_WRAPPED = 240  # letters: no editor wraps at more


@dataclass(frozen=True, slots=True)
class LineBlock:
    """Lines that stand together: their text as it is, and the number of the first one."""

    text: str
    line: int


def decoded(data: bytes, name: str) -> str:
    """The text of a file, its line ends made alike.

    Raises:
        Unreadable: the bytes are no text.
    """
    if encodings.is_binary(data) and not encodings.wide_encoding(data):
        raise Unreadable(
            say("{name} is not a text: its bytes are neither letters nor a known kind of document.", name=name)
        )
    text = encodings.decode(data, name=name).text
    return text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")


def blocks_of(text: str) -> Iterator[LineBlock]:
    """The blocks of a text, parted by blank lines."""
    held: list[str] = []
    first = 1
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            if not held:
                first = number
            held.append(line)
        elif held:
            yield LineBlock("\n".join(held), first)
            held = []
    if held:
        yield LineBlock("\n".join(held), first)


def with_whole_lines(block: LineBlock) -> list[LineBlock]:
    """A block whose lines are whole paragraphs, cut into these: it has a line longer than any that was wrapped."""
    lines = block.text.split("\n")
    if len(lines) < 2 or max(map(len, lines)) <= _WRAPPED:
        return [block]
    return [LineBlock(line, number) for number, line in enumerate(lines, start=block.line)]


def parted(block: LineBlock, pattern: re.Pattern[str]) -> Iterator[LineBlock]:
    """A block cut before each of its lines that begins as the pattern says."""
    held: list[str] = []
    first = block.line
    for number, line in enumerate(block.text.split("\n"), start=block.line):
        if held and pattern.match(line):
            yield LineBlock("\n".join(held), first)
            held, first = [], number
        held.append(line)
    yield LineBlock("\n".join(held), first)


def told_apart(calls: Sequence[int], notes: Sequence[int]) -> list[int] | None:
    """Which of the notes of one label each call means, by their places: the one that follows it next.

    None where that leaves a note that nothing calls, so that they cannot be told apart.
    """
    meant = [next((n for n, place in enumerate(notes) if place > at), len(notes) - 1) for at in calls]
    return meant if len(set(meant)) == len(notes) else None


def written_twice(begun: Mapping[str, Sequence[int]]) -> tuple[str, ...]:
    """What is said of notes that share a label, and so were read as one; `begun` has the lines in which each begins."""
    return tuple(
        say(
            "There are {count} notes “{note}” (lines {lines:,}), read as one: what calls one of them is held against "
            "the works of all. Give each a label of its own.",
            count=len(lines),
            note=label,
            lines=tuple(map(str, lines)),
        )
        for label, lines in begun.items()
        if len(lines) > 1
    )
