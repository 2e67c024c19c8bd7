"""Allen's relations between two stretches of time, in a historian's words, and durations.

After Allen (Maintaining knowledge about temporal intervals, 1983). Sources count in days and rarely in less, so that
what lies within one day may lie in any order: "before" allows the same day, and "meets" the next one. What is stated
strictly leaves a day between.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from variorum.dates.malformed import MalformedDate
from variorum.dates.network import FARTHEST, Constraint, Reason
from variorum.languages.registry import of_every_language, words_of_every_language
from variorum.saying import say

# What each relation says of the four ends: (x, y, least days, most days) for least <= x - y <= most, where s and e are
# the start and end of the first stretch, S and E those of the second.
_Rule = tuple[str, str, int | None, int | None]
RELATIONS: Mapping[str, tuple[_Rule, ...]] = MappingProxyType(
    {
        "before": (("S", "e", 0, None),),
        "after": (("s", "E", 0, None),),
        "meets": (("S", "e", 0, 1),),
        "met by": (("s", "E", 0, 1),),
        "overlaps": (("S", "s", 0, None), ("e", "S", 0, None), ("E", "e", 0, None)),
        "overlapped by": (("s", "S", 0, None), ("E", "s", 0, None), ("e", "E", 0, None)),
        "starts": (("s", "S", 0, 0), ("E", "e", 0, None)),
        "started by": (("s", "S", 0, 0), ("e", "E", 0, None)),
        "during": (("s", "S", 0, None), ("E", "e", 0, None)),
        "contains": (("S", "s", 0, None), ("e", "E", 0, None)),
        "finishes": (("e", "E", 0, 0), ("s", "S", 0, None)),
        "finished by": (("e", "E", 0, 0), ("S", "s", 0, None)),
        "equals": (("s", "S", 0, 0), ("e", "E", 0, 0)),
        # Looser ones, which sources use more often than the thirteen.
        "together with": (("e", "S", 0, None), ("E", "s", 0, None)),
        "starts before": (("S", "s", 0, None),),
        "starts after": (("s", "S", 0, None),),
        "ends before": (("E", "e", 0, None),),
        "ends after": (("e", "E", 0, None),),
    }
)


@dataclass(frozen=True, slots=True)
class EventEnds:
    """The two nodes of an event: where it starts and where it ends."""

    start: int
    end: int


def relation_named(words: str) -> str | None:
    """The relation that these words mean, in any language; None where they mean none."""
    plain = " ".join(words.replace("-", " ").replace("_", " ").casefold().split())
    return plain if plain in RELATIONS else _phrases("order").get(plain)


def durations_of(attributes: Mapping[str, str]) -> list[str]:
    """What a statement's attributes say of how long it lasted."""
    names = words_of_every_language("small_words", "lasting")
    return [value for name, value in attributes.items() if name.casefold() in names]


def constraints_of(relation: str, a: EventEnds, b: EventEnds, *, reasons: tuple[Reason, ...]) -> list[Constraint]:
    """What it means that `a` lies to `b` as the relation says; KeyError for one that RELATIONS does not have."""
    nodes = {"s": a.start, "e": a.end, "S": b.start, "E": b.end}
    found = []
    for later, earlier, least, most in RELATIONS[relation]:
        x, y = nodes[later], nodes[earlier]
        if least is not None:
            found.append(Constraint(y, x, -least, reasons))
        if most is not None:
            found.append(Constraint(x, y, most, reasons))
    return found


# ── durations ───────────────────────────────────────────────────────────────────────────────────────────────────────

# Shortest and longest, in days: months and years are not all alike. The names are those of `dates.toml`.
_UNITS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "day": (1, 1),
        "week": (7, 7),
        "fortnight": (14, 14),
        "month": (28, 31),
        "year": (365, 366),
        "decade": (3652, 3653),
    }
)
_LONGEST = 80  # characters of a duration
_FROM_TO = r"\s*(?:-|–|—|\.\.)\s*"


def duration(words: str) -> tuple[int, int]:
    """The least and the most days that a duration in words can be: "three weeks", «около двух месяцев», "zwei Jahre".

    "Three weeks" is three weeks give or take half of one, since nobody who says so has counted the days; a duration
    told in days is exact. MalformedDate where the words are no duration.
    """
    bound, count, unit = _taken_apart(" ".join(words.casefold().split()))
    first, second = _counts(count)
    span = _units().get(unit)
    if span is None or first is None or second is None:
        raise MalformedDate(
            say("“{words}” is no duration that is understood here.", words=words),
            written=words,
            remedy=say("Write a number and a unit, such as “three weeks” or «3 месяца»."),
        )
    low, high = int(min(first, second) * span[0]), int(max(first, second) * span[1])
    slack = span[1] // 2 if span[1] > 1 else 0
    if bound in ("about", "nearly"):
        slack = max(slack * 2, high // 4, 1)
    if bound == "over":
        return low, FARTHEST
    if bound == "up-to":
        return 0, high + slack
    return max(low - slack, 0), high + slack


def lasting(stretch: EventEnds, least: int, most: int, *, reasons: tuple[Reason, ...]) -> list[Constraint]:
    """The constraints that make an event last between so many days, its first and last day both counted."""
    found = [Constraint(stretch.start, stretch.end, -max(least - 1, 0), reasons)]
    if most < FARTHEST:
        found.append(Constraint(stretch.end, stretch.start, most, reasons))
    return found


def _taken_apart(plain: str) -> tuple[str, str, str]:
    """The sort of a bound, the words of the number, and those of the unit."""
    bounds = _phrases("bounds", "numerals")
    said = max((each for each in bounds if plain.startswith(f"{each} ")), key=len, default="")
    count, _, unit = plain[: _LONGEST + 1].removeprefix(said).strip().rpartition(" ")
    return bounds.get(said, ""), count, "" if len(plain) > _LONGEST else unit


def _counts(words: str) -> tuple[float | None, float | None]:
    first, *second = re.split(_between(), words, maxsplit=1)
    return _number(first), _number(second[0] if second else first)


def _number(words: str) -> float | None:
    return float(words) if words.isdecimal() else _numbers().get(words)


@cache
def _phrases(heading: str, name: str = "small_words") -> Mapping[str, str]:
    """The phrases of every language under a heading, commas between them, each with the key that it stands for."""
    rows = [row for table in of_every_language(name).values() for row in table.get(heading, {}).items()]
    return {" ".join(phrase.split()): key for key, phrases in rows for phrase in phrases.split(",")}


@cache
def _units() -> Mapping[str, tuple[int, int]]:
    units = {word: _UNITS[unit] for unit, words in _dates("unit") if unit in _UNITS for word in words}
    return units | {word: _UNITS["year"] for each in ("year", "god") for _, words in _dates(each) for word in words}


@cache
def _numbers() -> Mapping[str, float]:
    numbers = {word: float(number) for number, words in _dates("number") for word in words}
    return numbers | {phrase: float(key) for phrase, key in _phrases("lengths", "numerals").items()} | {"": 1.0}


@cache
def _between() -> re.Pattern[str]:
    """What stands between two numbers of which one is meant."""
    words = {word for each in ("to", "or") for _, words in _dates(each) for word in words}
    either = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(rf"{_FROM_TO}|\s+(?:{either})\s+")


def _dates(heading: str) -> list[tuple[str, list[str]]]:
    return [row for table in of_every_language("dates").values() for row in table.get(heading, {}).items()]
