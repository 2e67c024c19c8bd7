"""Text in NFC with a way back, for files whose letters and accents stand apart, as some systems write them."""

from __future__ import annotations

import re
import unicodedata
from array import array

_CLUSTER = re.compile(r"[^\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]?"
                      r"[\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")  # fmt: skip


def composed(text: str) -> tuple[str, array[int] | None]:
    """The text with every letter and its accents composed, and where each of its characters began; None: unchanged.

    The list has one entry more than the text, for its end.
    """
    if unicodedata.is_normalized("NFC", text):
        return text, None
    parts: list[str] = []
    places = array("q")
    last = 0
    for cluster in _CLUSTER.finditer(text):
        parts.append(text[last : cluster.start()])
        places.extend(range(last, cluster.start()))
        whole = unicodedata.normalize("NFC", cluster[0])
        parts.append(whole)
        places.extend([cluster.start()] * len(whole))
        last = cluster.end()
    parts.append(text[last:])
    places.extend(range(last, len(text) + 1))
    return "".join(parts), places
