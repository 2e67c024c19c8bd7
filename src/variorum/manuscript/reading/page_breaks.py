"""Paragraphs of a plain text that a page's number and its running head cut in two, joined again.

Joined is only what a page's number parts in the middle of a sentence: the first half ends with no stop, the second
begins small. Anything less sure is left as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from variorum.manuscript.reading.blocks import LineBlock

_LONGEST = 80  # letters of a running head
_MOST = 3  # lines between two pages: a foot, a number, a head
_NUMBER = r"(?:\d{1,4}|[ivxlc]{1,7})"
_NUMBERED = re.compile(rf"\W*{_NUMBER}\W*|{_NUMBER}\W*\s\W*[^\d]{{2,70}}|[^\d]{{2,70}}\s\W*{_NUMBER}", re.DOTALL)
_STOPPED = re.compile(r"[.!?…:;][”\"»’)\]]*$")
_BEGINS_SMALL = re.compile(r"[“\"«„‘(]?[a-zß-öø-ÿа-яё]")


def over_page_breaks(blocks: Sequence[tuple[LineBlock, str]]) -> list[tuple[LineBlock, str]]:
    """Blocks with their roles, those that a page break cut in two joined, without what stood between them."""
    found: list[tuple[LineBlock, str]] = []
    at = 0
    while at < len(blocks):
        block, role = blocks[at]
        at += 1
        while role == "body" and (after := _going_on(blocks, at, block.text)) is not None:
            block = LineBlock(f"{block.text}\n{blocks[after][0].text}", block.line)
            at = after + 1
        found.append((block, role))
    return found


def _going_on(blocks: Sequence[tuple[LineBlock, str]], at: int, before: str) -> int | None:
    """Where a paragraph goes on behind the lines of a page break that begin at `at`; None where it does not."""
    if _STOPPED.search(before.rstrip()):
        return None
    for after in range(at + 1, min(at + _MOST, len(blocks) - 1) + 1):
        between = [block.text.strip() for block, _ in blocks[at:after]]
        if not all(_may_be_head(line) for line in between):
            return None
        block, role = blocks[after]
        goes_on = (
            role == "body" and not _NUMBERED.fullmatch(block.text.strip()) and _BEGINS_SMALL.match(block.text.strip())
        )
        if goes_on and any(_NUMBERED.fullmatch(line) for line in between):
            return after
    return None


def _may_be_head(line: str) -> bool:
    return "\n" not in line and len(line) < _LONGEST and _STOPPED.search(line) is None
