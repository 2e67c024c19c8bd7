"""Dates as the archive's files write them: EDTF to a `Dating`, or a sentence and a proposal where it is none."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType

from variorum.dates.dating import Dating

_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_RUSSIAN = ("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_MONTHS: Mapping[str, int] = MappingProxyType(
    {stem: number for number, stem in enumerate(_ENGLISH, 1)}
    | {stem: number for number, stem in enumerate(_RUSSIAN, 1)}
    | {"мая": 5}
)
_DAY_FIRST = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_WORDS = re.compile(
    r"(?:(\d{1,2})\s+)?([^\W\d_]{3,})\.?,?\s+(?:(\d{1,2}),\s*)?(\d{4})(?:\s*г\.?|\s*года)?", re.IGNORECASE
)
_ABOUT = re.compile(r"(?:c\.|ca\.?|circa|about|около|ок\.)\s*(\d{4}(?:-\d\d){0,2})", re.IGNORECASE)
_DECADE = re.compile(r"(\d{3})0(?:'?s|-е|-х)(?:\s+гг?\.?)?", re.IGNORECASE)
_YEARS = re.compile(r"(\d{4})\s*[-–—]\s*(\d{4}|\d{2})(?:\s*гг?\.?)?")
_LEADING = re.compile(r"(?:in|on|во?)\s+", re.IGNORECASE)
_BARE = re.compile(r"(\d{4}(?:-\d\d?){0,2})\s*(?:г\.?|года|году)?", re.IGNORECASE)


@lru_cache(maxsize=65536)
def read_dating(written: str, calendar: str) -> tuple[Dating, str]:
    """The dating that these characters mean, and what is wrong with them as a sentence (empty: nothing).

    What is no EDTF is kept as written, with empty `edtf` and no bounds, so that nothing of it is lost.
    """
    from variorum.dates.edtf import parse_edtf

    try:
        return parse_edtf(written, calendar=calendar), ""
    except ValueError as error:
        return Dating(written, "", calendar), str(error)


def proposed_edtf(written: str) -> str:
    """What was probably meant, in EDTF; empty where nothing can be said."""
    text = _LEADING.sub("", " ".join(written.split()).strip(" .,"))
    for pattern, rewrite in _PROPOSALS:
        if (match := pattern.fullmatch(text)) is not None:
            proposal = rewrite(match)
            if proposal and not read_dating(proposal, "gregorian")[1]:
                return proposal
    return ""


def _from_words(match: re.Match[str]) -> str:
    month = _MONTHS.get(match[2].casefold()[:3])
    day = match[1] or match[3]
    if month is None:
        return ""
    return f"{match[4]}-{month:02}" + (f"-{int(day):02}" if day else "")


def _from_years(match: re.Match[str]) -> str:
    last = match[2] if len(match[2]) == 4 else match[1][:2] + match[2]
    return f"{match[1]}/{last}" if last > match[1] else ""


def _from_bare(match: re.Match[str]) -> str:
    year, *rest = match[1].split("-")
    return "-".join([year, *(f"{int(number):02}" for number in rest)])


_PROPOSALS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_DAY_FIRST, lambda m: f"{m[3]}-{int(m[2]):02}-{int(m[1]):02}"),
    (_WORDS, _from_words),
    (_ABOUT, lambda m: f"{m[1]}~"),
    (_DECADE, lambda m: f"{m[1]}X"),
    (_YEARS, _from_years),
    (_BARE, _from_bare),
)
