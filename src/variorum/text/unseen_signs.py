"""Signs in a text that no reader sees: the one list of them, and those by which words are seen in another order.

They part no word: "un", a joiner and "faithful" are one. The list is what Unicode lets a program pass over when it
shows a text, without the fillers of Hangul, which are seen as a space.
"""

from __future__ import annotations

import re
import unicodedata

_RUNS = (
    (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F),
    (0x202A, 0x202C), (0x2060, 0x206F), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xE0000, 0xE01EF),
)  # fmt: skip
_OVERRIDES = "\u202d\u202e"  # letters after them are seen in another order than they are written
HARMLESS_CLASS = "".join(f"{chr(first)}-{chr(last)}" for first, last in _RUNS)  # for between the brackets of a pattern
UNSEEN_CLASS = HARMLESS_CLASS + _OVERRIDES
HARMLESS = "".join(chr(point) for first, last in _RUNS for point in range(first, last + 1))
UNSEEN = HARMLESS + _OVERRIDES

_TURNS = re.compile(f"[{_OVERRIDES}]")
_TURNS_LEFT_TO_RIGHT = re.compile("[\u200f\u061c\u202b\u202d\u202e\u2067]")


def turned(text: str) -> str:
    """The first sign by which words are seen in another order than they are written; empty where there is none.

    Signs for writing from right to left belong to Hebrew, Arabic and their like; where no letter of such a script
    stands, they make "1933–1932" of "1932–1933" for whoever reads the page.
    """
    if text.isascii():
        return ""
    from_right = any(unicodedata.bidirectional(sign) in ("R", "AL") and sign.isalpha() for sign in text)
    found = (_TURNS if from_right else _TURNS_LEFT_TO_RIGHT).search(text)
    return found.group() if found else ""
