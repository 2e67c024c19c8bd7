"""Two changes of one text taken together, where they do not touch the same lines."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

Hunk = tuple[int, int, tuple[str, ...]]  # from line, to line (of the base), the lines instead


def merged(base: str, one: str, other: str) -> str | None:
    """The text with both changes; None where they change the same or neighbouring lines in different ways."""
    lines = base.splitlines(keepends=True)
    ours, theirs = _hunks(lines, one), _hunks(lines, other)
    both = sorted({*ours, *theirs})
    for before, after in pairwise(both):
        if after[0] <= before[1]:
            return None
    out: list[str] = []
    at = 0
    for start, end, instead in both:
        out += [*lines[at:start], *instead]
        at = end
    return "".join([*out, *lines[at:]])


def _hunks(base: Sequence[str], text: str) -> list[Hunk]:
    new = text.splitlines(keepends=True)
    matcher = SequenceMatcher(None, base, new, autojunk=False)
    return [
        (start, end, tuple(new[first:last])) for tag, start, end, first, last in matcher.get_opcodes() if tag != "equal"
    ]
