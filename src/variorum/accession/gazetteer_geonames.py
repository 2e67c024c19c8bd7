"""GeoNames dumps: one place a line, nineteen columns parted by tabs (https://download.geonames.org/export/dump/readme.txt).

The dump gives no years. Of the alternate names, which are in all languages and none is told, those are taken that are
spelled in Latin or Russian letters and are asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from variorum.accession.gazetteer import Gazetteer, GazetteerPlace, Wanted, degrees, plain, unreadable_entry
from variorum.finding import Finding
from variorum.record import NameForm

_COLUMNS = 19
_IDENTIFIER, _NAME, _ASCII, _OTHERS, _LATITUDE, _LONGITUDE, _CLASS, _CODE, _COUNTRY = range(9)
_ADMIN = 10
_INHABITED = "P"
_RUSSIAN = re.compile(r"[А-Яа-яЁё][А-Яа-яЁё .'’-]*")
_LONGEST = 100_000  # characters of a line: the longest of the dump has some 12,000


def recognises(head: str) -> bool:
    """Whether the first line has the nineteen columns, or is so near that a sentence about them helps."""
    first = head.partition("\n")[0]
    return first.count("\t") >= 8 and first.partition("\t")[0].isdecimal()


def opened(path: Path) -> Gazetteer:
    """The dump, to be read line by line."""
    return Gazetteer(path, "geonames", "GeoNames, CC BY 4.0", lambda wanted: _places(path, wanted))


def _places(path: Path, wanted: Wanted) -> Iterator[GazetteerPlace | Finding]:
    with path.open(encoding="utf-8", errors="replace", newline="\n") as lines:
        number = 0
        while line := lines.readline(_LONGEST):
            number += 1
            fields = line.rstrip("\r\n").split("\t")
            if len(fields) != _COLUMNS:
                message = f"line {number} has {len(fields)} columns where {_COLUMNS} were expected."
                yield unreadable_entry(path, message, excerpt=line.strip())
            elif _is_wanted(fields, wanted):
                yield _place(fields, wanted) or unreadable_entry(
                    path, f"line {number} gives no place on earth.", excerpt=line.strip()
                )


def _is_wanted(fields: list[str], wanted: Wanted) -> bool:
    names = [fields[_NAME], fields[_ASCII]]
    if fields[_OTHERS]:
        names += fields[_OTHERS].split(",")
    return wanted.has(names, (f"geonames:{fields[_IDENTIFIER]}",))


def _place(fields: list[str], wanted: Wanted) -> GazetteerPlace | None:
    coordinates = degrees(fields[_LATITUDE], fields[_LONGITUDE])
    if coordinates is None or not fields[_NAME]:
        return None
    others = [name for name in fields[_OTHERS].split(",") if name]
    asked = [name for name in others if plain(name) in wanted.names]
    # of an identifier nobody named the place: its Russian names are taken as they come
    russian = [] if asked else [name for name in others if _RUSSIAN.fullmatch(name)][:1]
    names = dict.fromkeys([fields[_NAME], *asked, *russian])
    region = ", ".join(filter(None, (fields[_COUNTRY], fields[_ADMIN], fields[_CODE])))
    return GazetteerPlace(
        fields[_NAME],
        tuple(NameForm(name) for name in names),
        coordinates,
        (f"geonames:{fields[_IDENTIFIER]}",),
        region,
        fields[_CLASS] == _INHABITED,
    )
