"""Surnames that a small model takes for places: double ones («Бонч-Бруевич») and those of families («Каюровых»)."""

from __future__ import annotations

import re
from functools import lru_cache

from variorum.languages.ru.equipment import dictionary

_IN_PLACE = re.compile(
    r"(?:\b(?:во?|из|близ|под|через|на|от|до|к|станци\w+|сел[оае]|деревн\w+|посел\w+|посёл\w+|район\w*)\s+|\b(?:гор?|г|с|д|ст|пос)\.\s*|\bгород\w*\s+)$",
    re.IGNORECASE,
)
_SURNAME = re.compile(r"(?:[оеё]в|[иы]н|енко|[оеё]вич|[сц]кий)(?:а|у|ым|ем|ом|е|ы|ых|ым|ыми|ого|ому|им)?$")
_FAMILY = re.compile(r"(?:[оеё]в|[иы]н)(?:ых|ыми)$")


def is_family(text: str, start: int, words: str) -> bool:
    """Whether what a model calls a place is a double surname or a family's, with no word before it for a place."""
    if not words or " " in words or not words[0].isupper() or words[0] < "\u0400":
        return False
    if not (_FAMILY.search(words.lower()) or _is_double(words)) or _is_place(words.lower()):
        return False
    return not _IN_PLACE.search(text[max(0, start - 20) : start])


def _is_double(word: str) -> bool:
    first, _, last = word.rpartition("-")
    return bool(first) and last[:1].isupper() and bool(_SURNAME.search(last.lower()))


@lru_cache(maxsize=20_000)
def _is_place(lower: str) -> bool:
    """Whether the dictionary knows the word, or a half of it, as a place («Ростов», «Орехово-Зуево»)."""
    return any(
        "Geox" in one.tag
        for part in (lower, *lower.split("-"))
        if dictionary().word_is_known(part)
        for one in dictionary().parse(part)
    )
