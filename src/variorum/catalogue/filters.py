"""Filters of a search: which sources are looked through, by what their dossiers say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from variorum.finding import NotFound, Refused
from variorum.languages.folding import fold
from variorum.record import ACCESSES, SOURCE_KINDS
from variorum.saying import say

if TYPE_CHECKING:
    from variorum.catalogue.lexing import Lexeme
    from variorum.catalogue.store import Catalogued

FILTER_NAMES = {
    "source": "source", "источник": "source", "kind": "kind", "вид": "kind", "author": "author", "автор": "author",
    "language": "language", "lang": "language", "язык": "language", "access": "access", "доступ": "access",
    "from": "from", "since": "from", "с": "from", "to": "to", "until": "to", "по": "to", "date": "date", "дата": "date",
    # these two are no filters: `query` takes them out
    "name": "name", "person": "name", "имя": "name", "script": "script", "письменность": "script",
}  # fmt: skip
_DATE = re.compile(r"(\d{1,4})(?:-(\d\d?)(?:-(\d\d?))?)?")


@dataclass(frozen=True, slots=True)
class Filters:
    """Which sources to look through; an empty field lets every source pass.

    Values of one field are alternatives, fields are joined by AND. `earliest` and `latest` are day numbers: a source
    passes whose dating may fall between them; one without a dating does not. `authors` are looked for within names and
    ids, without regard to case.
    """

    sources: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    accesses: tuple[str, ...] = ()
    earliest: int | None = None
    latest: int | None = None

    def joined(self, other: Filters) -> Filters:
        """Both filters at once: lists of one field are put together, dates narrowed."""
        return Filters(
            self.sources + other.sources,
            self.kinds + other.kinds,
            self.authors + other.authors,
            self.languages + other.languages,
            self.accesses + other.accesses,
            max((day for day in (self.earliest, other.earliest) if day is not None), default=None),
            min((day for day in (self.latest, other.latest) if day is not None), default=None),
        )


def filters_from(named: Iterable[Lexeme]) -> Filters:
    """The filters that a query names; raises `Refused` for a value that cannot be."""
    filters = Filters()
    for lexeme in named:
        filters = filters.joined(_filter_from(lexeme))
    return filters


def passing(filters: Filters, catalogued: Sequence[Catalogued]) -> list[Catalogued]:
    """The sources that a search is to look through; raises `NotFound` for a source that the archive does not have."""
    keys = {source.key for source in catalogued}
    for key in filters.sources:
        if key not in keys:
            raise NotFound(
                say(
                    "The archive has no source “{key}”; its folder sources/ has a file for each that there is.", key=key
                )
            )
    wanted = replace(filters, authors=tuple(map(_plain, filters.authors)))
    return [source for source in catalogued if _passes(wanted, source)]


def _passes(filters: Filters, source: Catalogued) -> bool:
    return (
        (not filters.sources or source.key in filters.sources)
        and (not filters.kinds or source.kind in filters.kinds)
        and (not filters.accesses or source.access in filters.accesses)
        and (not filters.languages or _primary(source.language) in map(_primary, filters.languages))
        and (not filters.authors or _has_author(filters.authors, source.authors))
        and _falls_between(filters, source)
    )


def _has_author(wanted: Sequence[str], authors: Sequence[str]) -> bool:
    names = [_plain(author) for author in authors]
    return any(name in author for name in wanted for author in names)


def _falls_between(filters: Filters, source: Catalogued) -> bool:
    if filters.earliest is None and filters.latest is None:
        return True
    if source.earliest is None and source.latest is None:
        return False
    too_early = filters.earliest is not None and source.latest is not None and source.latest < filters.earliest
    too_late = filters.latest is not None and source.earliest is not None and source.earliest > filters.latest
    return not too_early and not too_late


def _filter_from(lexeme: Lexeme) -> Filters:
    match lexeme.name:
        case "source":
            return Filters(sources=(lexeme.text,))
        case "kind":
            return Filters(kinds=(_one_of(lexeme, SOURCE_KINDS),))
        case "access":
            return Filters(accesses=(_one_of(lexeme, ACCESSES),))
        case "author":
            return Filters(authors=(lexeme.text,))
        case "language":
            return Filters(languages=(lexeme.text,))
        case "from":
            return Filters(earliest=_days(lexeme, lexeme.text)[0])
        case "to":
            return Filters(latest=_days(lexeme, lexeme.text)[1])
        case _:
            first, dots, last = lexeme.text.partition("..")
            return Filters(
                earliest=_days(lexeme, first)[0] if first or not dots else None,
                latest=_days(lexeme, last if dots else first)[1] if last or not dots else None,
            )


def _one_of(lexeme: Lexeme, allowed: Sequence[str]) -> str:
    value = lexeme.text.lower()
    if value not in allowed:
        raise Refused(
            say(
                "{where}: “{text}” is not one of {allowed:,}.",
                where=_at(lexeme),
                text=lexeme.text,
                allowed=tuple(allowed),
            )
        )
    return value


def _days(lexeme: Lexeme, written: str) -> tuple[int, int]:
    """First and last day of a year, a month or a day."""
    found = _DATE.fullmatch(written)
    try:
        if found is None:
            raise ValueError(written)
        year, month, day = (int(part) if part else None for part in found.groups())
        first = date(year or 0, month or 1, day or 1)
        last = first if day else _last_day(first, of_year=month is None)
    except ValueError as error:
        raise Refused(
            say(
                "{where}: “{written}” is not a date; write a year, a month or a day, as 1928, 1928-05 or 1928-05-12.",
                where=_at(lexeme),
                written=written,
            )
        ) from error
    return first.toordinal(), last.toordinal()


def _last_day(first: date, *, of_year: bool) -> date:
    if of_year or first.month == 12:
        return date(first.year, 12, 31)
    return date.fromordinal(date(first.year, first.month + 1, 1).toordinal() - 1)


def _plain(name: str) -> str:
    return fold(name).text.casefold()


def _primary(language: str) -> str:
    return language.replace("_", "-").split("-")[0].lower()


def _at(lexeme: Lexeme) -> str:
    return f"At character {lexeme.start + 1} of the query"
