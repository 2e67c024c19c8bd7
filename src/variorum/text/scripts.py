"""In which script a text is written."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

CYRILLIC = re.compile("[\u0400-\u052f]")
"""A letter of the Cyrillic script."""


def is_cyrillic(text: str) -> bool:
    """Whether most letters of a text are Cyrillic."""
    return 2 * len(CYRILLIC.findall(text)) > sum(map(str.isalpha, text))


def script_in(text: str) -> str:
    """The script in which most letters of a text are written ("LATIN", "CYRILLIC" …), empty where it has none."""
    counts: Counter[str] = Counter()
    for letter, times in Counter(text[:4000]).items():  # each letter is named once, however often it stands there
        if letter.isalpha():
            counts[unicodedata.name(letter, "unnamed").split()[0]] += times
    return counts.most_common(1)[0][0] if counts else ""
