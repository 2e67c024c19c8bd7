"""Paragraphs that a page's number and its running head cut in two, joined again: of plain text, and of a PDF.

Joined is only what a page's number parts in the middle of a sentence: the first half ends with no stop, the second
begins small. Anything less sure is left as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from variorum.text.letters import compiled

_LONGEST = 80  # letters of a running head
_MOST = 3  # lines between two pages: a foot, a number, a head
_NUMBER = r"(?:\d{1,4}|[ivxlc]{1,7})"
_NUMBERED = re.compile(rf"\W*{_NUMBER}\W*|{_NUMBER}\W*\s\W*[^\d]{{2,70}}|[^\d]{{2,70}}\s\W*{_NUMBER}", re.DOTALL)
_ALONE = re.compile(rf"\W*{_NUMBER}\W*")
_STOPPED = re.compile(r"[.!?…:;][”\"»’)\]]*$")
_BEGINS_SMALL = compiled(r"[“\"«„‘(]?\p{Ll}")


def over_page_breaks(blocks: Sequence[tuple[str, str]], *, cut_by_pages: bool = False) -> list[list[int]]:
    """Which of these blocks (text and role) make up each paragraph, by their numbers; what parts them is in none.

    With `cut_by_pages` two blocks that follow each other may be one as well, since the file ends a block with its page.
    """
    found: list[list[int]] = []
    at = 0
    while at < len(blocks):
        whole = [at]
        at += 1
        while (after := _going_on(blocks, at, blocks[whole[-1]], cut_by_pages=cut_by_pages)) is not None:
            whole.append(after)
            at = after + 1
        found.append(whole)
    return found


def without_page_breaks(text: str) -> str:
    """A block's lines without a page's number that stands alone between two lines of one sentence, and its head."""
    lines = text.split("\n")
    kept: list[str] = []
    at = 0
    while at < len(lines):
        at = (_line_after(lines, at, kept[-1]) if kept else None) or at
        kept.append(lines[at])
        at += 1
    return "\n".join(kept)


def _line_after(lines: Sequence[str], at: int, before: str) -> int | None:
    """The line with which a sentence goes on behind a page's number and its head in capitals; None where none does."""
    if _STOPPED.search(before.rstrip()):
        return None
    for after in range(at + 1, min(at + _MOST, len(lines) - 1) + 1):
        between = [line.strip() for line in lines[at:after]]
        if not all(_ALONE.fullmatch(line) or line == line.upper() for line in between):
            return None
        if any(_ALONE.fullmatch(line) for line in between) and _BEGINS_SMALL.match(lines[after].strip()):
            return after
    return None


def _going_on(blocks: Sequence[tuple[str, str]], at: int, before: tuple[str, str], *, cut_by_pages: bool) -> int | None:
    """Where a paragraph goes on behind the lines of a page break that begin at `at`; None where it does not."""
    text, role = before
    if role not in ("body", "quote") or _STOPPED.search(text.rstrip()):
        return None
    for after in range(at if cut_by_pages else at + 1, min(at + _MOST, len(blocks) - 1) + 1):
        between = [block.strip() for block, _ in blocks[at:after]]
        if not all(_may_be_head(line) for line in between):
            return None
        following = blocks[after][0].strip()
        goes_on = blocks[after][1] == role and not _NUMBERED.fullmatch(following) and _BEGINS_SMALL.match(following)
        if goes_on and (not between or any(_NUMBERED.fullmatch(line) for line in between)):
            return after
    return None


def _may_be_head(line: str) -> bool:
    return "\n" not in line and len(line) < _LONGEST and _STOPPED.search(line) is None
