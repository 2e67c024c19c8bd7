"""What vague words are taken to mean: the table in `policies.toml`, which an archive may change."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from variorum.dates.malformed import MalformedDate
from variorum.saying import say

_PARTED = ("month", "year", "season", "decade", "century")
_HIGHEST = {"month": 31, "year": 12, "season": 3, "decade": 10, "century": 100}


@dataclass(frozen=True, slots=True)
class Policies:
    """What "early", "about" and "autumn" mean: the version of the table, and its rows.

    `parts` maps (unit, part) to a first and last subdivision counted from 1; `about` the unit to a number of days;
    `seasons` the EDTF number (21 to 24) to its first month and number of months, `terms` the same by order in the year.
    """

    version: str
    parts: Mapping[tuple[str, str], tuple[int, int]]
    about: Mapping[str, int]
    seasons: Mapping[int, tuple[int, int]]
    terms: Mapping[int, tuple[int, int]]


@cache
def default_policies() -> Policies:
    """The table that comes with the program."""
    text = resources.files("variorum.dates").joinpath("policies.toml").read_text("utf-8")
    return policies_from(tomllib.loads(text))


def policies_from(table: Mapping[str, object], base: Policies | None = None) -> Policies:
    """A table of policies from parsed TOML; whatever it leaves out is taken from `base`.

    MalformedDate names a row that is not two ascending whole numbers within its unit.
    """
    parts = dict(base.parts) if base else {}
    about = dict(base.about) if base else {}
    seasons = dict(base.seasons) if base else {}
    terms = dict(base.terms) if base else {}
    for unit in _PARTED:
        for part, row in _rows(table, unit).items():
            parts[(unit, part)] = _pair(f"{unit}.{part}", row, _HIGHEST[unit])
    for unit, days in _rows(table, "about").items():
        if not isinstance(days, int) or isinstance(days, bool) or days < 0:
            raise MalformedDate(
                say("The policy about.{unit} is not a number of days.", unit=unit),
                remedy=say("Write, for example, 731."),
            )
        about[unit] = days
    for index, name in enumerate(("spring", "summer", "autumn", "winter"), 21):
        if name in _rows(table, "seasons"):
            seasons[index] = _pair(f"seasons.{name}", _rows(table, "seasons")[name], 12, ascending=False)
    for index, name in enumerate(("hilary", "easter", "trinity", "michaelmas"), 1):
        if name in _rows(table, "terms"):
            terms[index] = _pair(f"terms.{name}", _rows(table, "terms")[name], 12, ascending=False)
    version = str(table.get("version", f"{base.version}+" if base else "unversioned"))
    return Policies(version, parts, about, seasons, terms)


def _rows(table: Mapping[str, object], heading: str) -> Mapping[str, object]:
    rows = table.get(heading, {})
    return rows if isinstance(rows, Mapping) else {}


def _pair(name: str, row: object, highest: int, *, ascending: bool = True) -> tuple[int, int]:
    if isinstance(row, list) and len(row) == 2 and all(isinstance(n, int) and 1 <= n <= highest for n in row):
        first, last = row
        if first <= last or not ascending:
            return first, last
    raise MalformedDate(
        say("The policy {name} is not a first and a last of 1 to {highest}.", name=name, highest=highest),
        remedy=say("Write two ascending numbers, such as [1, 10]."),
    )
