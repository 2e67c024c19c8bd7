"""How a text tells its time: which dates carry the story on, and which are asides that "in May" does not follow.

A date within brackets, a year far off, a look back ("two years earlier") and an open bound ("until 1940") do not move
the story. Where a bare year has moved it but the next full date returns to the year told before, that year was an
aside as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from variorum.dates.mentions import DateMention
from variorum.dates.points import Point
from variorum.dates.resolving import Context

_OPENING = re.compile(r"(?:^|[.!?:;\n][\"”’)\]]*\s*)(?:[A-ZА-ЯЁ]\w*\s+){0,2}(?:\w+\s+){0,1}$")
_FAR = 10  # years


def place_of(mention: DateMention, text: str) -> str:
    """Where a mention stands: at the opening of its sentence, within brackets, or in its middle."""
    before = text[max(0, mention.start - 40) : mention.start]
    if before.rfind("(") > before.rfind(")"):
        return "brackets"
    return "opening" if _OPENING.search(before) else "middle"


def is_aside(mention: DateMention, point: Point, context: Context, place: str) -> bool:
    """Whether a date leaves the running context as it was."""
    if context.year is None or not mention.named or point.year is None:
        return False
    if place == "brackets":
        return True
    said = mention.named[0].point
    if said.step_unit in ("year", "decade", "century") and (said.step or 0) < 0:
        return True
    if point.unit == "year" and (said.deictic == "previous" or mention.bound in ("from", "until")):
        return True
    return place == "middle" and point.unit == "year" and abs(point.year - context.year) > _FAR


def is_anchored(mention: DateMention) -> bool:
    """Whether a mention names its own year together with a month, a day or a season."""
    return _anchor(mention) is not None


def needs_year(mention: DateMention) -> bool:
    """Whether a mention leaves its year to the context."""
    return any(
        named.point.year is None
        and named.point.step is None
        and bool(named.point.month or named.point.season or named.point.day)
        for named in mention.named
    )


def years_ahead(mentions: Sequence[DateMention]) -> list[int | None]:
    """For each mention, the year of the next one that is anchored."""
    years: list[int | None] = []
    ahead: int | None = None
    for mention in reversed(mentions):
        years.append(ahead)
        anchor = _anchor(mention)
        ahead = ahead if anchor is None else anchor
    return years[::-1]


def first_year(mentions: Sequence[DateMention]) -> Context:
    """The first year that a text names: the best there is where it opens with a date that lacks one."""
    for mention in mentions:
        for named in mention.named:
            point = named.point
            if point.year is not None and point.century_known and point.unit in ("year", "month", "day", "season"):
                return Context(point.year)
    return Context()


def _anchor(mention: DateMention) -> int | None:
    for named in mention.named:
        point = named.point
        if point.year is not None and point.century_known and point.unit in ("day", "month", "season"):
            return point.year
    return None
