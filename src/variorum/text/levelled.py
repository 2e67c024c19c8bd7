"""Words levelled so that spelling is told from substance: without case, accents, hyphens inside, and old spelling."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from variorum.text.lettering import LIGATURES, OLD_SPELLING

WORD = re.compile(
    r"\d+(?:[.,:/]\d+)+"
    r"|[^\W_]+(?:[\u0300-\u036f]|['’ʼ](?=[^\W_])|[-‐‑\u00ad¬](?:[ \t]*[\n\f\x1c]\s*)?(?=[^\W\d_])|[^\W_])*"
)
_INSIDE = re.compile(r"[-‐‑\u00ad¬\s\x1c]+")
_MARKS = re.compile(r"[\u0300-\u0305\u0307-\u036f]")
_FINAL_HARD_SIGN = re.compile(r"(?<=[бвгджзклмнпрстфхцчшщ])ъ$")
_FOLDED = str.maketrans({**OLD_SPELLING, **LIGATURES, "’": "'", "ʼ": "'", "æ": "ae", "œ": "oe"})


def levelled_words(text: str) -> tuple[str, ...]:
    """The words of a text in order, each levelled."""
    return tuple(levelled(match.group()) for match in WORD.finditer(text))


@lru_cache(maxsize=400_000)
def levelled(word: str) -> str:
    """A word without case, accents, hyphens and the spelling before 1918: equal for words that say the same."""
    plain = _INSIDE.sub("", word).lower().translate(_FOLDED)
    if not plain.isascii():
        plain = _FINAL_HARD_SIGN.sub("", plain)
        plain = unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", plain)))
    return plain
