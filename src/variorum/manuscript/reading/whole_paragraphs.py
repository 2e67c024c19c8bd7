"""Paragraphs that the end of a page or of a line parted, made one again with what hangs in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from variorum.manuscript.manuscript import Call, Paragraph


def joined(paragraphs: Sequence[Paragraph]) -> Paragraph:
    """Paragraphs as one, a line each."""
    text, calls, slanted = "", list[Call](), list[tuple[int, int]]()
    for paragraph in paragraphs:
        text += "\n" if text else ""
        calls += [Call(call.note, call.at + len(text)) for call in paragraph.calls]
        slanted += [(start + len(text), end + len(text)) for start, end in paragraph.italics]
        text += paragraph.text
    return replace(paragraphs[0], text=text, calls=tuple(calls), italics=_over_lines(text, slanted))


def _over_lines(text: str, italics: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Italics that a page's or a line's end parted made one again."""
    found: list[tuple[int, int]] = []
    for start, end in italics:
        if found and not text[found[-1][1] : start].strip():
            start = found.pop()[0]
        found.append((start, end))
    return tuple(found)
