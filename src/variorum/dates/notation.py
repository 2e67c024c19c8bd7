"""The parts of an EDTF expression (ISO 8601-2, levels 0 to 2), as it was written, and writing them back.

Nothing is thrown away: a qualification stays with its own component, an open side of an interval stays apart from an
unknown one, and digits that nobody knows stay X.
"""

from __future__ import annotations

from dataclasses import dataclass

UNCERTAIN = 1  # "?"
APPROXIMATE = 2  # "~"; both together are "%"
_MARKS = ("", "?", "~", "%")

OPEN = ".."
UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """One date: the digits of its components as written, and how each is qualified.

    `year` may be "1928", "-0043", "19XX", "Y17E7"; `month` also a season or other grouping (21 to 41); `significant`
    is the number after S, 0 where there is none; `time` the time of day with its T and zone. `qualified` holds for
    year, month and day the sum of UNCERTAIN and APPROXIMATE.
    """

    year: str
    month: str = ""
    day: str = ""
    time: str = ""
    significant: int = 0
    qualified: tuple[int, int, int] = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class EdtfInterval:
    """A stretch of time from one date to another; a side is a date, OPEN or UNKNOWN."""

    start: EdtfDate | str
    end: EdtfDate | str


@dataclass(frozen=True, slots=True)
class EdtfRange:
    """Every date from `first` to `last` within a set; None where the set begins or ends with dots."""

    first: EdtfDate | None
    last: EdtfDate | None


@dataclass(frozen=True, slots=True)
class EdtfSet:
    """Several dates: all of them (`{…}`) or one of them (`[…]`, `one` is true)."""

    members: tuple[EdtfDate | EdtfRange, ...]
    one: bool


EdtfExpression = EdtfDate | EdtfInterval | EdtfSet


def write_edtf(expression: EdtfExpression) -> str:
    """The expression in its normal form: no spaces, each qualification written once and as far right as it reaches."""
    if isinstance(expression, EdtfDate):
        return _written_date(expression)
    if isinstance(expression, EdtfInterval):
        return f"{_written_side(expression.start)}/{_written_side(expression.end)}"
    members = ",".join(_written_member(member) for member in expression.members)
    return f"[{members}]" if expression.one else f"{{{members}}}"


def _written_side(side: EdtfDate | str) -> str:
    return side if isinstance(side, str) else _written_date(side)


def _written_member(member: EdtfDate | EdtfRange) -> str:
    if isinstance(member, EdtfDate):
        return _written_date(member)
    first = _written_date(member.first) if member.first else ""
    last = _written_date(member.last) if member.last else ""
    return f"{first}..{last}"


def _written_date(date: EdtfDate) -> str:
    parts = [date.year, date.month, date.day] if date.day else [date.year, date.month] if date.month else [date.year]
    if date.significant:
        parts[0] += f"S{date.significant}"
    if any(date.qualified):
        parts = _with_marks(parts, date.qualified)
    return "-".join(parts) + date.time


def _with_marks(parts: list[str], qualified: tuple[int, int, int]) -> list[str]:
    """Mark the year, and what shares its qualification, from the right; each later component from its left."""
    reach = 0
    while reach + 1 < len(parts) and qualified[reach + 1] == qualified[0]:
        reach += 1
    if not qualified[0]:
        reach = -1
    marked = [part if i <= reach else _MARKS[qualified[i]] + part for i, part in enumerate(parts)]
    if reach >= 0:
        marked[reach] += _MARKS[qualified[0]]
    return marked
