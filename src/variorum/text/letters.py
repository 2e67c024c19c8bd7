"""Patterns that know the letters of every Latin and Cyrillic alphabet, by the names that Unicode has for their kinds.

`re` knows no kinds of letters. Where capitals are written out as ranges they are those of the alphabets that somebody
thought of, and Łuczak, Řezáč or Ђорђевић have no name in a note.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import groupby
from unicodedata import category

_BLOCKS = {"Latin": ((0x41, 0x250), (0x1E00, 0x1F00)), "Cyrillic": ((0x400, 0x530),)}
_PART = re.compile(
    r"\\p\{(?P<script>Latin|Cyrillic)?(?P<kind>Lu|Ll)\}|(?P<opens>\[\^?\]?)|(?P<closes>\])|\\.|[^\\\[\]]+", re.DOTALL
)


def spelled(pattern: str) -> str:
    r"""A pattern in which `\p{Lu}` (capitals) and `\p{Ll}` (small letters) are written out as letters.

    They are letters of both scripts, `\p{LatinLu}`, `\p{CyrillicLl}` and so on those of one; within `[…]` or not. The
    names are those of Unicode's general categories (UAX 44), the letters those of the database that Python brings.
    """
    parts: list[str] = []
    within = False
    for part in _PART.finditer(pattern):
        if part["kind"]:
            letters = _letters(part["kind"], part["script"] or "")
            parts.append(letters if within else f"[{letters}]")
            continue
        within = within or bool(part["opens"])
        within = within and not part["closes"]
        parts.append(part[0])
    return "".join(parts)


@lru_cache(maxsize=4096)
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `re` makes of a pattern once it is `spelled`; raises `re.error` as that does."""
    return re.compile(spelled(pattern), flags)


@cache
def _letters(kind: str, script: str) -> str:
    """The letters of a kind as they are written within `[…]`."""
    blocks = [block for name, own in _BLOCKS.items() if name.startswith(script) for block in own]
    numbers = [number for first, end in blocks for number in range(first, end) if category(chr(number)) == kind]
    runs = [[number for _, number in run] for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])]
    return "".join(chr(run[0]) if len(run) == 1 else f"{chr(run[0])}-{chr(run[-1])}" for run in runs)
