"""A dating in the words of a language: "about December 1927", «до 15 июля 1928», „vor dem 15. Juli 1928“.

EDTF (ISO 8601-2) is read only as far as it can be said in words. The words are the sections `date`, `season` and
`month` of a language's table `locale`. The month stands in the genitive in Russian wherever a day or a preposition
governs it.
Pure, and above every room, since sentences are put into words by it (`saying`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from variorum.languages.registry import primary, table

_POINT = re.compile(r"(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?([?~%])?")
_DECADE = re.compile(r"(\d{3})X([?~%])?")
_CENTURY = re.compile(r"(\d\d)XX([?~%])?")
_UNSPECIFIED = re.compile(r"(\d{4})(?:-(\d\d))?(?:-XX)+([?~%])?")


def in_words(edtf: str, language: str, *, governed: bool = False) -> str | None:
    """An EDTF expression as a reader of the language would say it; None where it cannot be said in words.

    `governed` asks for the case that a preposition wants in Russian («не раньше мая 1933»).
    """
    edtf = edtf.strip()
    if edtf.startswith(("[", "{")) and edtf.endswith(("]", "}")):
        return _one_of(edtf[1:-1], "date.or" if edtf[0] == "[" else "date.and", language)
    if "/" in edtf:
        start, _, end = edtf.partition("/")
        return _interval(start, end, language)
    return _point(edtf, language, governed=governed)


def calendar_date(year: int, month: int, day: int, language: str, *, governed: bool = False) -> str | None:
    """A year, a month (0: none) and a day (0: none) as a reader would say them; None where there is no such month."""
    said_year = str(year) if year > 0 else _said(language, "date.before-christ", year=1 - year)
    if not month:
        return said_year
    if 21 <= month <= 24:
        return _said(language, "date.season", season=_said(language, f"season.{month}"), year=said_year)
    if not 1 <= month <= 12:
        return None
    name = _said(language, f"month.genitive.{month}" if day or governed else f"month.{month}")
    return _said(language, "date.day", day=day, month=name, year=said_year) if day else f"{name} {said_year}"


def _one_of(members: str, joint: str, language: str) -> str | None:
    if ".." in members and "," not in members:
        first, _, last = members.partition("..")
        if first and last:
            return _joined([_point(first, language), _point(last, language)], "date.between", language)
        said = _point(first or last, language)
        return _said(language, "date.or-earlier" if last else "date.or-later", date=said) if said else None
    return _joined([_point(member.strip(), language) for member in members.split(",")], joint, language)


def _joined(parts: list[str | None], joint: str, language: str) -> str | None:
    if not parts or None in parts:
        return None
    said = [part for part in parts if part is not None]
    whole = said[0]
    for part in said[1:]:
        whole = _said(language, joint, first=whole, last=part)
    return whole


def _interval(start: str, end: str, language: str) -> str | None:
    if start in ("", "..") and end in ("", ".."):
        return None
    if start in ("", ".."):
        said = _point(end, language)
        return _said(language, "date.until" if start else "date.until-unknown", date=said) if said else None
    if end in ("", ".."):
        said = _point(start, language, governed=True)
        return _said(language, "date.from" if end else "date.from-unknown", date=said) if said else None
    first, last = _point(start, language), _point(end, language)
    return _said(language, "date.span", first=first, last=last) if first and last else None


def _point(edtf: str, language: str, *, governed: bool = False) -> str | None:
    if match := _POINT.fullmatch(edtf):
        year, month, day, doubt = match.groups()
        case = governed or doubt in ("~", "%")
        said = calendar_date(int(year), int(month or 0), int(day or 0), language, governed=case)
        return _doubted(said, doubt, language) if said else None
    if match := _DECADE.fullmatch(edtf):
        return _doubted(_said(language, "date.decade", year=f"{match[1]}0"), match[2], language)
    if match := _CENTURY.fullmatch(edtf):
        return _doubted(_said(language, "date.span", first=f"{match[1]}00", last=f"{match[1]}99"), match[2], language)
    if match := _UNSPECIFIED.fullmatch(edtf):
        said = calendar_date(int(match[1]), int(match[2] or 0), 0, language, governed=governed)
        return _doubted(said, match[3], language) if said else None
    return None


def _doubted(said: str | None, doubt: str | None, language: str) -> str | None:
    if said and doubt in ("~", "%"):
        said = _said(language, "date.about", date=said)
    return _said(language, "date.uncertain", date=said) if said and doubt in ("?", "%") else said


def _said(language: str, key: str, **values: object) -> str:
    return _words(primary(language))[key].format(**values)


@cache
def _words(language: str) -> Mapping[str, str]:
    """The words for dates, by key; in English where the language has none."""
    return MappingProxyType(
        {
            key: words
            for code in ("en", language)
            for section in ("date", "season", "month")
            for key, words in _flat(section, table(code, "locale").get(section, {}))
        }
    )


def _flat(prefix: str, words: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for key, said in words.items():
        if isinstance(said, Mapping):
            yield from _flat(f"{prefix}.{key}", said)
        else:
            yield f"{prefix}.{key}", str(said)
