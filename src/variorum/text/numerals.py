"""Numbers as texts write them, in figures or in the words of a language, as values to be compared.

`spoken` is that language (BCP 47); where it is empty, or has no table of numerals, those of all languages count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from variorum.languages.registry import tables
from variorum.text.figures import NUMBER, values_of
from variorum.text.levelled import levelled

_FIGURES = re.compile(NUMBER)
_MULTIPLIERS = (100, 1000, 1_000_000)


def numbers_in(words: Sequence[str], spoken: str) -> list[float]:
    """The numbers that a run of levelled words gives, those in several words put together ("тысяча двести": 1200)."""
    found: list[float] = []
    total = part = 0.0
    is_open = False
    for word, following in zip((*words, ""), (*words[1:], "", ""), strict=False):
        value = value_of(word, spoken)
        if is_open and word in ("and", "и") and part:
            continue
        if value is not None and value < 1000 and word[0].isdigit() and _multiplies(following, spoken):  # "5 hundred"
            found += [total + part] if is_open else []
            total, part, is_open = 0.0, value, True
        elif value is None or (word and word[0].isdigit()):
            if is_open:
                found.append(total + part)
            total, part, is_open = 0.0, 0.0, False
            if value is not None:
                found.append(value)
        elif value in _MULTIPLIERS and value > 100:
            total, part, is_open = total + max(part, 1) * value, 0.0, True
        elif value == 100 and 0 < part < 10:
            part, is_open = part * 100, True
        elif is_open and part and _zeros(part) < len(str(int(value))):  # "five six": two numbers
            found.append(total + part)
            total, part = 0.0, value
        else:
            part, is_open = part + value, True
    return found


def _multiplies(word: str, spoken: str) -> bool:
    """Whether a word counts hundreds, thousands or millions."""
    return word[:1].isalpha() and value_of(word, spoken) in _MULTIPLIERS


def is_vague(word: str, spoken: str) -> bool:
    """Whether a word stands where a number might and gives none: "several", «некоторые», «большинство»."""
    return word in _tables(spoken)[1]


@lru_cache(maxsize=20_000)
def value_of(word: str, spoken: str) -> float | None:
    """What one levelled word counts; None where it is no numeral."""
    if not word:
        return None
    if word[0].isdigit():
        return values_of(word)[0] if _FIGURES.fullmatch(word) else None
    whole, beginnings = _tables(spoken)[0]
    if word in whole:
        return whole[word]
    return next((value for beginning, value in beginnings if word.startswith(beginning)), None)


def _zeros(value: float) -> int:
    """How many noughts a number ends in: forty leaves room for one more digit, seven for none."""
    text = str(int(value))
    return len(text) - len(text.rstrip("0"))


@lru_cache(maxsize=20)
def _tables(spoken: str) -> tuple[tuple[dict[str, float], list[tuple[str, float]]], frozenset[str]]:
    whole: dict[str, float] = {}
    beginnings: list[tuple[str, float]] = []
    vague: set[str] = set()
    for table in tables("numerals", spoken):
        vague.update(map(levelled, table["vague"]["words"].split()))
        for value, forms in table["numbers"].items():
            for form in forms.split():
                if form.endswith("$"):
                    whole[levelled(form[:-1])] = float(value)
                else:
                    beginnings.append((levelled(form), float(value)))
    beginnings.sort(key=lambda pair: -len(pair[0]))
    return (whole, beginnings), frozenset(vague)
