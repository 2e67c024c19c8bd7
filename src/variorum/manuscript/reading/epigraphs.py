"""Epigraphs told from other quotations set apart, and the line that says whose words they are from the words.

An epigraph stands at the head of a text or a chapter: set apart, to the right, or within marks, its author below it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from variorum.manuscript.manuscript import Paragraph
from variorum.text.letters import compiled

_SIGNED = re.compile(r"\s*(?:[—–-]{1,3}\s*|[(\[])(?=[^\W\d_])[^\n]{2,200}$")
_NOT_NAMED = re.compile(r"[?!;:]\s*$|[—–-]\s+[^\W\d_][^\n]*[—–-]\s")  # a speech: “— Go, — he said.”
_NAME_ALONE = compiled(r"(?:\p{Lu}[\w.’'-]*\s+){1,3}\p{Lu}[\w’'-]+\.?$")  # "Thomas Carlyle."
_WHOLE = re.compile(r"\s*[“„«\"‘][^“„«\"]*[”“»\"’][.,]?\s*$", re.DOTALL)
_LONGEST_NAME = 20  # words of a line that says who is quoted
_LONGEST_TITLE = 15  # words of a heading that has no style
_FEWEST_WORDS = 4  # of what is set to the right and is no line of a title page
_MOST = 6  # paragraphs of the epigraphs of one chapter
_SET_APART = ("quote", "epigraph")


def with_epigraphs(paragraphs: Sequence[Paragraph], *, to_the_right: Collection[int] = ()) -> tuple[Paragraph, ...]:
    """Paragraphs with their epigraphs told, and the lines below quotations that name whose they are.

    `to_the_right` are the numbers of paragraphs that are set to the right margin.
    """
    roles = {paragraph.number: paragraph.role for paragraph in paragraphs}
    for at in range(len(paragraphs)):
        if _is_head(paragraphs[at - 1 : at], roles) and (run := _epigraphs(paragraphs[at:], to_the_right)):
            roles |= run
    for before, paragraph in pairwise(paragraphs):
        if roles[before.number] in _SET_APART and roles[paragraph.number] in _SET_APART and _names(paragraph):
            roles[paragraph.number] = "caption"
    return tuple(
        paragraph if paragraph.role == roles[paragraph.number] else replace(paragraph, role=roles[paragraph.number])
        for paragraph in paragraphs
    )


def _is_head(before: Sequence[Paragraph], roles: dict[int, str]) -> bool:
    """Whether a text or a chapter begins here."""
    if not before or roles[before[0].number] == "heading":
        return True
    bare = before[0].text.strip()
    return roles[before[0].number] == "body" and len(bare.split()) <= _LONGEST_TITLE and bare[-1:].isalnum()


def _epigraphs(paragraphs: Sequence[Paragraph], to_the_right: Collection[int]) -> dict[int, str]:
    """The roles of the epigraphs and of their authors' lines with which these paragraphs begin; empty where none do."""
    found: dict[int, str] = {}
    held: list[Paragraph] = []
    for paragraph in paragraphs[:_MOST]:
        right = paragraph.number in to_the_right
        if held and (_names(paragraph) or (right and _is_short(paragraph))):
            found |= {one.number: "epigraph" for one in held} | {paragraph.number: "caption"}
            held = []
        elif paragraph.role in _SET_APART or (paragraph.role == "body" and _may_be_quoted(paragraph.text, right)):
            held.append(paragraph)
            if paragraph.role == "epigraph" or _SIGNED.match(
                paragraph.text.rpartition("\n")[2] * ("\n" in paragraph.text)
            ):
                found |= {one.number: "epigraph" for one in held}
                held = []
        else:
            break
    return found


def _may_be_quoted(text: str, right: bool) -> bool:
    """Whether a paragraph that no style sets apart may be an epigraph: within marks, or sentences set to the right."""
    sentences = len(text.split()) >= _FEWEST_WORDS and text.rstrip()[-1:] in ".!?…”»\"'’"
    return (right and sentences) or _WHOLE.match(text) is not None


def _names(paragraph: Paragraph) -> bool:
    """Whether a paragraph is nothing but the line that says whose the words above are."""
    text = paragraph.text.strip()
    named = _SIGNED.match(text) is not None or (paragraph.role in _SET_APART and _NAME_ALONE.match(text) is not None)
    return named and _is_short(paragraph) and not _NOT_NAMED.search(text)


def _is_short(paragraph: Paragraph) -> bool:
    text = paragraph.text.strip()
    return "\n" not in text and 0 < len(text.split()) <= _LONGEST_NAME and text[-1:] not in "?!;:"
