"""Whose words stand between the source's own quotation marks."""

from __future__ import annotations

import re

from variorum.quotation.critical_words import words_in
from variorum.quotation.phrases import first_of

UNNAMED = "somebody quoted"
_REACH = 3000  # code points before, within the paragraph, in which an opening mark is looked for
_SPEAKER = 9  # words in which the speaker is named
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_MARKS = re.compile(r"[«»“”„\"]")
_SENTENCE = re.compile(r"[.!?…][»”\"]?\s+(?=[A-ZА-ЯЁ«“„\"])|\n[ \t]*\n")


def voice_around(text: str, start: int, end: int) -> str:
    """Whose words a stretch is part of, as the source tells it; empty where it stands in no quotation marks."""
    low = max(0, start - _REACH)
    paragraphs = list(_PARAGRAPH.finditer(text, low, start))
    low = paragraphs[-1].end() if paragraphs else low
    opened = _open_mark(text[low:start])
    if opened is None or _closes_within(text[low + opened], text[start:end]):
        return ""
    closing = _closing_mark(text, end, text[low + opened])
    if closing is None:
        return ""
    return _speaker(text[max(low, low + opened - 160) : low + opened], text[closing + 1 : closing + 200])


def _open_mark(before: str) -> int | None:
    """Where the innermost mark stands that is open at the end of this text; None where none is."""
    stack: list[tuple[str, int]] = []
    for match in _MARKS.finditer(before):
        mark, top = match.group(), stack[-1][0] if stack else ""
        closes = mark in "»”" or (mark == "“" and top == "„") or (mark == '"' and top == '"')
        if not closes:
            stack.append((mark, match.start()))
        elif stack:
            stack.pop()
    return stack[-1][1] if stack else None


def _closes_within(opening: str, words: str) -> bool:
    """Whether the mark is closed before the words end, so that they run out of the voice."""
    return _first_closing(opening, words.rstrip(' »”"“.,!?…;:')) is not None


def _first_closing(opening: str, text: str) -> int | None:
    closings = {"«": "»", "“": "”", "„": "“”", '"': '"'}[opening]
    depth = 0
    for match in _MARKS.finditer(text):
        if match.group() == opening and opening != '"':
            depth += 1
        elif match.group() in closings:
            if depth == 0:
                return match.start()
            depth -= 1
    return None


def _closing_mark(text: str, end: int, opening: str) -> int | None:
    paragraph = _PARAGRAPH.search(text, end)
    stop = min(paragraph.start() if paragraph else len(text), end + _REACH)
    at = _first_closing(opening, text[end:stop])
    return end + at if at is not None else None


def _speaker(before: str, after: str) -> str:
    """The words that name the speaker, after the closing mark or before the opening one."""
    follows = re.split(r"[.;!?…]|\n[ \t]*\n|[«“„\"]", after.lstrip(" ,—–-"))[0]
    told = " ".join(follows.split()[:_SPEAKER])
    if (
        told
        and after.lstrip(" ,—–-")[:1].isalpha()
        and first_of("report", told)
        and not re.match(r"\s+[A-ZА-ЯЁ]", after)
    ):
        return told.strip(" ,")
    precedes = _SENTENCE.split(before)[-1]
    told = " ".join(precedes.split()[-_SPEAKER:]).strip(" ,:—–-")
    return told if words_in(told) and first_of("report", told) else UNNAMED
