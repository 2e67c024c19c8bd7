"""A bibliography without a heading: entry after entry at the end, each with a name first and a year, by alphabet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from variorum.manuscript.manuscript import Paragraph

_ENTRY = re.compile(
    r"\s*(?:\[?\d{1,3}[\].)]\s*)?(?:(?P<same>[—–]{2,}|-{3,}|_{3,})"
    r"|(?P<name>[A-ZÀ-ÞŠŽČ][\w’'ʹ-]+)(?:\s[A-ZÀ-ÞŠŽČ][\w’'-]+)?,\s+[A-ZÀ-ÞŠŽČ]"
    r"|(?P<initials>[А-ЯЁ][\w-]+),?\s+[А-ЯЁ]\.)"
)
_YEAR = re.compile(r"\b(?:1[4-9]|20)\d\d")
_FEWEST = 6  # entries
_MOST_BETWEEN = 2  # paragraphs in a row that are none: an entry cut in two by a page
_SHARE = 0.8


def with_bibliography(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Paragraphs with the entries at their end known for a bibliography, where none is known yet."""
    if any(paragraph.role == "bibliography" for paragraph in paragraphs):
        return tuple(paragraphs)
    first, names, entries, others = len(paragraphs), list[str](), 0, 0
    for at in range(len(paragraphs) - 1, len(paragraphs) // 2, -1):
        match = _ENTRY.match(paragraphs[at].text) if paragraphs[at].role in ("body", "quote") else None
        if match is not None and _YEAR.search(paragraphs[at].text):
            first, others = at, 0
            entries += 1
            names += [name.casefold() for name in (match["name"], match["initials"]) if name]
        elif others < _MOST_BETWEEN:
            others += 1
        else:
            break
    ordered = sum(later <= earlier for earlier, later in pairwise(names))
    held = len(paragraphs) - first
    if len(names) < _FEWEST or ordered < _SHARE * (len(names) - 1) or entries < _SHARE * held:
        return tuple(paragraphs)
    return (*paragraphs[:first], *(replace(one, role="bibliography") for one in paragraphs[first:]))
