"""Gazetteers read as a stream of places: GeoNames dumps, Linked Places, and lists of towns with the names they bore.

A reader yields only the places that somebody asked for, so that a dump of twelve million lines costs time and no
memory. What cannot be read of a gazetteer is a finding and costs that entry; a file that is none of them at all is
refused in one sentence.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from variorum.accession import limits
from variorum.finding import Finding, NotFound, Severity, Unreadable, words_of_system
from variorum.record import NameForm
from variorum.saying import say

_HEAD = 65_536  # bytes by which the format is told


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """A place as a gazetteer has it: its names with their periods, where it lies, and what it is called elsewhere.

    `coordinates` are latitude and longitude as written. `same_as` are identifiers ("geonames:1486209"), the gazetteer's
    own first. `region` says in words where the place lies; `inhabited` is False for rivers, districts and the like.
    """

    name: str
    forms: tuple[NameForm, ...]
    coordinates: tuple[str, str] | None = None
    same_as: tuple[str, ...] = ()
    region: str = ""
    inhabited: bool = True


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """A gazetteer opened for reading; `credit` says whose work it is and under which licence."""

    path: Path
    format: str
    credit: str
    read: Callable[[Wanted], Iterator[GazetteerPlace | Finding]]

    def places(self, wanted: Wanted) -> Iterator[GazetteerPlace | Finding]:
        """The places that are asked for, and what could not be read; beyond some findings only their number."""
        told = 0
        last: Finding | None = None
        for one in self.read(wanted):
            if isinstance(one, Finding):
                told, last = told + 1, one
                if told > limits.MOST_FINDINGS:
                    continue
            yield one
        if last is not None and told > limits.MOST_FINDINGS:
            yield replace(
                last,
                message=say(
                    "{told} entries more of {name} are left out.", told=told - limits.MOST_FINDINGS, name=self.path.name
                ),
            )


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which places are asked for: by name, plain as `plain` makes it, or by identifier."""

    names: frozenset[str] = frozenset()
    identifiers: frozenset[str] = frozenset()

    def has(self, names: Iterable[str], identifiers: Collection[str] = ()) -> bool:
        """Whether one of these names or identifiers is asked for."""
        return not self.names.isdisjoint(map(plain, names)) or not self.identifiers.isdisjoint(identifiers)


def plain(name: str) -> str:
    """A name without case, stress and the difference of ё and е: how gazetteers and archives are held together."""
    lowered = name.lower()
    if lowered.isascii():
        return lowered
    return unicodedata.normalize("NFC", lowered).replace("\u0301", "").replace("ё", "е")


def open_gazetteer(path: Path) -> Gazetteer:
    """Tell what kind of gazetteer a file is; raises `NotFound` or `Unreadable` in one sentence."""
    from variorum.accession import gazetteer_cities, gazetteer_geonames, gazetteer_linked

    if not path.is_file():
        raise NotFound(say("There is no file {path} to import.", path=str(path)))
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise Unreadable(say("{name} cannot be read ({why}).", name=path.name, why=words_of_system(error))) from error
    if head.startswith(b"PK"):
        raise Unreadable(
            say("{name} is a zip archive; unpack it first and import the .txt file in it.", name=path.name)
        )
    text = head.decode("utf-8-sig", errors="replace")
    formats = (
        (gazetteer_linked.recognises, gazetteer_linked.opened),
        (gazetteer_geonames.recognises, gazetteer_geonames.opened),
        (gazetteer_cities.recognises, gazetteer_cities.opened),
    )
    for recognises, opened in formats:
        if recognises(text):
            return opened(path)
    raise Unreadable(
        say(
            "{name} is no gazetteer that can be read: neither a GeoNames dump (19 columns parted by "
            "tabs), nor Linked Places (a FeatureCollection), nor towns with latitude, longitude and "
            "nameHistory.",
            name=path.name,
        )
    )


def text_of(path: Path) -> str:
    """The whole text of a gazetteer that must be read at once; `Unreadable` where it is too large or no UTF-8."""
    if path.stat().st_size > limits.LARGEST_TEXT:
        raise Unreadable(
            say(
                "{name} is larger than {largest_text} MB; cut it into parts.",
                name=path.name,
                largest_text=limits.LARGEST_TEXT // 1000000,
            )
        )
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(
            say("{name} is not in UTF-8 (byte {start}); save it as UTF-8.", name=path.name, start=error.start)
        ) from error


def unreadable_entry(path: Path, message: str, *, excerpt: str = "") -> Finding:
    """The finding about one entry of a gazetteer that was left out."""
    return Finding(
        "A014",
        Severity.WARNING,
        f"{path.name}: {message}",
        about=(path.name,),
        excerpt=excerpt[:200],
        remedy=say("The entry was left out. Look whether the file is whole, or fetch it anew."),
    )


def degrees(latitude: object, longitude: object) -> tuple[str, str] | None:
    """Two numbers of degrees as they are written; None where they are no place on earth."""
    written = str(latitude).strip(), str(longitude).strip()
    try:
        north, east = map(float, written)
    except ValueError:
        return None
    return written if abs(north) <= 90 and abs(east) <= 180 else None
