"""Dates as the archive's files write them: EDTF to a `Dating`, or a sentence and a proposal where it is none."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from variorum.dates.dating import Dating
from variorum.finding import Severity
from variorum.saying import say

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
_NOT_AFTER = re.compile(r"(?:\.\.+|…|[-–—]|<=|≤)\s*(\d{4}(?:-\d\d){0,2})")
_NOT_BEFORE = re.compile(r"(\d{4}(?:-\d\d){0,2})\s*(?:\.\.+|…|[-–—])")
_BETWEEN = re.compile(r"(\d{4}(?:-\d\d){0,2})\s*(?:\.\.+|…)\s*(\d{4}(?:-\d\d){0,2})")
_LONGEST_PHRASE = 80
_LIKE_A_MONTH = re.compile(r"(\d{4})-(2[1-9]|3\d|4[01])[?~%]?")
_SEASON = 24  # the highest of the codes that people do use: 21 spring, 22 summer, 23 autumn, 24 winter
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
    text = _LEADING.sub("", " ".join(written.split()).strip(" ,"))
    text = text if ".." in text else text.strip(" .,")
    for pattern, rewrite in _PROPOSALS:
        if (match := pattern.fullmatch(text)) is not None:
            proposal = rewrite(match)
            if proposal and not read_dating(proposal, "gregorian")[1]:
                return proposal
    return _read_as_words(" ".join(written.split()))


@dataclass(frozen=True, slots=True)
class DatingDoubt:
    """A date that is EDTF and was probably not meant as such: what EDTF reads in it, what to do, and how likely."""

    message: str
    remedy: str
    severity: Severity


def doubt_of(written: str) -> DatingDoubt | None:
    """`1928-29` is EDTF for a spring in the southern hemisphere, where mostly 1928/1929 is meant; None where all is
    well.

    EDTF (ISO 8601-2, level 2) gives 21–24 to the seasons, 25–32 to those of either hemisphere, 33–41 to quarters,
    thirds and halves of a year. A number not above the year's last two digits cannot be the second of two years.
    """
    match = _LIKE_A_MONTH.fullmatch(written.strip())
    if match is None or int(match[2]) <= int(match[1][2:]):
        return None
    year, number = match[1], int(match[2])
    if number <= _SEASON and number != int(year[2:]) + 1:
        return None
    years = f"{year}/{year[:2]}{number}"
    return DatingDoubt(
        say(
            "“{written}” has no month {number}: EDTF reads it as {part_of_year}.",
            written=written,
            number=number,
            part_of_year=_part_of_year(year, number),
        ),
        say("Write {years} if the two years are meant; if not, set this finding aside.", years=years),
        Severity.NOTE if number <= _SEASON else Severity.WARNING,
    )


def _part_of_year(year: str, number: int) -> str:
    if number > 32:
        part = "quarter" if number <= 36 else "third" if number <= 39 else "half"
        return say("a {part} of {year}", part=part, year=year)
    season = ("spring", "summer", "autumn", "winter")[(number - 21) % 4]
    if number <= _SEASON:
        return say("{season} {year}", season=season, year=year)
    half = "northern" if number <= 28 else "southern"
    return say("{season} {year} in the {half} hemisphere", season=season, year=year, half=half)


def _read_as_words(written: str) -> str:
    """The EDTF of a date in words ("before 1928", «весной 1932 г.», "Ende Mai 1932"), if it is one from end to end."""
    from variorum.dates.malformed import MalformedDate
    from variorum.dates.phrases import read_in_any_language

    if not any(letter.isdigit() for letter in written) or len(written) > _LONGEST_PHRASE:
        return ""
    try:
        found = read_in_any_language(written)
    except MalformedDate:
        return ""
    whole = not written[: found.start].strip(" .,") and not written[found.end :].strip(" .,")
    return found.dating.edtf if whole and not read_dating(found.dating.edtf, "gregorian")[1] else ""


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
    (_NOT_AFTER, lambda m: f"../{m[1]}"),
    (_NOT_BEFORE, lambda m: f"{m[1]}/.."),
    (_BETWEEN, lambda m: f"{m[1]}/{m[2]}"),
)
