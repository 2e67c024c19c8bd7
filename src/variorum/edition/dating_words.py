"""A dating in words: "about December 1927", «до 15 июля 1928».

EDTF (ISO 8601-2) is read only as far as it can be said in words; what is not understood is shown as it was written,
so that nothing is lost. The month stands in the genitive in Russian wherever a day or a preposition governs it.
"""

from __future__ import annotations

import re

from variorum.dates.dating import Dating
from variorum.edition.wording import InterfaceWords

_POINT = re.compile(r"(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?([?~%])?")
_DECADE = re.compile(r"(\d{3})X([?~%])?")
_CENTURY = re.compile(r"(\d\d)XX([?~%])?")
_UNSPECIFIED = re.compile(r"(\d{4})(?:-(\d\d))?(?:-XX)+([?~%])?")


def dating_in_words(dating: Dating, words: InterfaceWords) -> str:
    """The dating as a reader would say it, with its calendar where that is not the Gregorian one."""
    said = _expression(dating.edtf.strip(), words) or dating.written or dating.edtf
    return words(f"date.{dating.calendar}", date=said) if dating.calendar in ("julian", "unknown") else said


def day_in_words(moment: str, words: InterfaceWords) -> str:
    """The day of a moment in ISO 8601, as a reader would say it; as it is written where it is none."""
    return _point(moment[:10], words) or moment


def _expression(edtf: str, words: InterfaceWords) -> str | None:
    if edtf.startswith(("[", "{")) and edtf.endswith(("]", "}")):
        return _one_of(edtf[1:-1], "date.or" if edtf[0] == "[" else "date.and", words)
    if "/" in edtf:
        start, _, end = edtf.partition("/")
        return _interval(start, end, words)
    return _point(edtf, words)


def _one_of(members: str, joint: str, words: InterfaceWords) -> str | None:
    if ".." in members and "," not in members:
        first, _, last = members.partition("..")
        if first and last:
            return _joined([_point(first, words), _point(last, words)], "date.between", words)
        said = _point(first or last, words)
        return words("date.or-earlier" if last else "date.or-later", date=said) if said else None
    return _joined([_point(member.strip(), words) for member in members.split(",")], joint, words)


def _joined(parts: list[str | None], joint: str, words: InterfaceWords) -> str | None:
    if not parts or None in parts:
        return None
    said = [part for part in parts if part is not None]
    whole = said[0]
    for part in said[1:]:
        whole = words(joint, first=whole, last=part)
    return whole


def _interval(start: str, end: str, words: InterfaceWords) -> str | None:
    if start in ("", "..") and end in ("", ".."):
        return None
    if start in ("", ".."):
        said = _point(end, words)
        return words("date.until" if start else "date.until-unknown", date=said) if said else None
    if end in ("", ".."):
        said = _point(start, words, governed=True)
        return words("date.from" if end else "date.from-unknown", date=said) if said else None
    first, last = _point(start, words), _point(end, words)
    return words("date.span", first=first, last=last) if first and last else None


def _point(edtf: str, words: InterfaceWords, *, governed: bool = False) -> str | None:
    if match := _POINT.fullmatch(edtf):
        year, month, day, doubt = match.groups()
        said = calendar_date(int(year), int(month or 0), int(day or 0), words, governed or doubt in ("~", "%"))
        return _doubted(said, doubt, words) if said else None
    if match := _DECADE.fullmatch(edtf):
        return _doubted(words("date.decade", year=f"{match[1]}0"), match[2], words)
    if match := _CENTURY.fullmatch(edtf):
        return _doubted(words("date.span", first=f"{match[1]}00", last=f"{match[1]}99"), match[2], words)
    if match := _UNSPECIFIED.fullmatch(edtf):
        said = calendar_date(int(match[1]), int(match[2] or 0), 0, words, governed)
        return _doubted(said, match[3], words) if said else None
    return None


def calendar_date(year: int, month: int, day: int, words: InterfaceWords, governed: bool = False) -> str | None:
    """A year, a month (0: none) and a day (0: none) as a reader would say them; None where there is no such month.

    `governed` asks for the case that a preposition wants in Russian.
    """
    said_year = str(year) if year > 0 else words("date.before-christ", year=1 - year)
    if not month:
        return said_year
    if 21 <= month <= 24:
        return words("date.season", season=words(f"season.{month}"), year=said_year)
    if not 1 <= month <= 12:
        return None
    name = words(f"month.genitive.{month}" if day or governed else f"month.{month}")
    return words("date.day", day=day, month=name, year=said_year) if day else f"{name} {said_year}"


def _doubted(said: str, doubt: str | None, words: InterfaceWords) -> str:
    if doubt in ("~", "%"):
        said = words("date.about", date=said)
    return words("date.uncertain", date=said) if doubt in ("?", "%") else said
