"""Allen's relations between two stretches of time, in a historian's words, and durations.

After Allen (Maintaining knowledge about temporal intervals, 1983). Sources count in days and rarely in less, so that
what lies within one day may lie in any order: "before" allows the same day, and "meets" the next one. What is stated
strictly leaves a day between.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from variorum.dates.malformed import MalformedDate
from variorum.dates.network import FARTHEST, Constraint, Reason
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

_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "earlier than": "before", "precedes": "before", "до": "before", "раньше": "before", "перед": "before",
        "later than": "after", "follows": "after", "после": "after", "позже": "after", "вслед за": "after",
        "until": "meets", "вплоть до": "meets", "from": "met by", "straight after": "met by", "сразу после": "met by",
        "пересекается с": "overlaps", "заходит за начало": "overlaps", "захвачено концом": "overlapped by",
        "начинает": "starts", "начинается с": "started by",
        "in": "during", "within": "during", "in the course of": "during",
        "во время": "during", "в ходе": "during", "в течение": "during", "в период": "during", "при": "during",
        "includes": "contains", "включает": "contains", "охватывает": "contains",
        "завершает": "finishes", "завершается": "finished by",
        "same time as": "equals", "the same as": "equals", "одновременно с": "equals",
        "at the time of": "together with", "while": "together with", "наряду с": "together with",
        "вместе с": "together with",
        "начинается до": "starts before", "начинается после": "starts after",
        "кончается до": "ends before", "кончается после": "ends after",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EventEnds:
    """The two nodes of an event: where it starts and where it ends."""

    start: int
    end: int


def relation_named(words: str) -> str | None:
    """The relation that these words mean, in English or Russian; None where they mean none."""
    plain = " ".join(words.replace("-", " ").replace("_", " ").casefold().split())
    return plain if plain in RELATIONS else _WORDS.get(plain)


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

# Shortest and longest, in days: months and years are not all alike.
_UNITS: tuple[tuple[str, int, int], ...] = (
    (r"days?|д(?:ень|ня|ней)|сут(?:ки|ок)", 1, 1),
    (r"weeks?|недел(?:я|и|ь|ю)", 7, 7),
    (r"fortnights?", 14, 14),
    (r"months?|месяц(?:а|ев)?", 28, 31),
    (r"years?|год(?:а|у)?|лет", 365, 366),
)
_NUMBERS: Mapping[str, float] = MappingProxyType(
    {
        "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
        "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40,
        "fifty": 50, "hundred": 100, "half": 0.5, "half a": 0.5,
        "один": 1, "одна": 1, "одну": 1, "одни": 1, "два": 2, "две": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6,
        "семь": 7, "восемь": 8, "девять": 9, "десять": 10, "одиннадцать": 11, "двенадцать": 12, "пятнадцать": 15,
        "двадцать": 20, "тридцать": 30, "сорок": 40, "пятьдесят": 50, "сто": 100, "трое": 3, "двое": 2,
        "полтора": 1.5, "полторы": 1.5,
    }
)  # fmt: skip
_DURATION = re.compile(
    r"(?P<bound>at least|not less than|no less than|more than|over|не менее|не меньше|больше|более|свыше|"
    r"at most|not more than|no more than|less than|up to|не более|не больше|меньше|менее|до|"
    r"about|around|some|nearly|около|примерно|почти)?\s*"
    r"(?:(?P<first>\d+|[^\W\d_]+(?:\s+a)?)(?:\s*(?:-|–|—|\.\.|\bto\b|\bor\b|\bдо\b|\bили\b)\s*(?P<second>\d+|[^\W\d_]+))?\s+)?"
    r"(?P<unit>[^\W\d_]+)",
    re.IGNORECASE,
)
_LEAST = frozenset({"at least", "not less than", "no less than", "more than", "over"}) | frozenset(
    {"не менее", "не меньше", "больше", "более", "свыше"}
)
_MOST = frozenset({"at most", "not more than", "no more than", "less than", "up to"}) | frozenset(
    {"не более", "не больше", "меньше", "менее", "до"}
)
_ABOUT = frozenset({"about", "around", "some", "nearly", "около", "примерно", "почти"})


def duration(words: str) -> tuple[int, int]:
    """The least and the most days that a duration in words can be: "three weeks", «около двух месяцев» in numerals.

    "Three weeks" is three weeks give or take half of one, since nobody who says so has counted the days; a duration
    told in days is exact. MalformedDate where the words are no duration.
    """
    match = _DURATION.fullmatch(" ".join(words.split()))
    span = _unit(match["unit"]) if match else None
    first = _number(match["first"]) if match else None
    if match is None or span is None or first is None:
        raise MalformedDate(
            say("“{words}” is no duration that is understood here.", words=words),
            written=words,
            remedy=say("Write a number and a unit, such as “three weeks” or «3 месяца»."),
        )
    second = _number(match["second"]) if match["second"] else first
    low, high = int(min(first, second or first) * span[0]), int(max(first, second or first) * span[1])
    slack = span[1] // 2 if span[1] > 1 else 0
    bound = (match["bound"] or "").casefold()
    if bound in _ABOUT:
        slack = max(slack * 2, high // 4, 1)
    if bound in _LEAST:
        return low, FARTHEST
    if bound in _MOST:
        return 0, high + slack
    return max(low - slack, 0), high + slack


def lasting(stretch: EventEnds, least: int, most: int, *, reasons: tuple[Reason, ...]) -> list[Constraint]:
    """The constraints that make an event last between so many days, its first and last day both counted."""
    found = [Constraint(stretch.start, stretch.end, -max(least - 1, 0), reasons)]
    if most < FARTHEST:
        found.append(Constraint(stretch.end, stretch.start, most, reasons))
    return found


def _number(words: str | None) -> float | None:
    if words is None:
        return 1.0
    plain = words.casefold()
    return float(plain) if plain.isdecimal() else _NUMBERS.get(plain)


def _unit(word: str) -> tuple[int, int] | None:
    for pattern, low, high in _UNITS:
        if re.fullmatch(pattern, word, re.IGNORECASE):
            return low, high
    return None
