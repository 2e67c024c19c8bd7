"""The environments that set a quotation apart: LaTeX's and csquotes' own, and those that a manuscript makes of them."""

from __future__ import annotations

import re

QUOTING = frozenset({"quote", "quotation", "verse", "displayquote", "displaycquote", "quoting", "foreigndisplayquote"})
_COMMENT = re.compile(r"(?<!\\)%[^\n]*")
_MADE = re.compile(r"\\(?:re)?newenvironment\*?\s*\{([A-Za-z]+)\*?\}\s*(?:\[[^\]]*\]\s*)*\{")
_BEGUN = re.compile(r"\\begin\s*\{([A-Za-z]+)\*?\}|\\(?:list|leftmargin|rightmargin)\b")


def quoting_in(source: str, known: frozenset[str] = QUOTING) -> frozenset[str]:
    """The quoting environments of a file: those known, and those that it defines by one of them or by a margin."""
    bare = _COMMENT.sub("", source)
    found = set(known)
    for match in _MADE.finditer(bare):
        begun = _BEGUN.search(bare, match.end(), _closed(bare, match.end()))
        if begun is not None and (begun[1] is None or begun[1] in found):
            found.add(match[1])
    return frozenset(found)


def _closed(source: str, at: int) -> int:
    """Where the brace that was opened right before `at` is closed."""
    depth = 1
    while at < len(source) and depth:
        depth += {"{": 1, "}": -1}.get(source[at], 0)
        at += 1
    return at
