"""How a text is read, what a mention turned out to mean, and the bounds that a preposition draws from a date."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.dates.calendars import CALENDARS, Calendar
from variorum.dates.dating import Dating, greatest, least
from variorum.dates.points import DateWindow, Point, day_edtf
from variorum.dates.policies import Policies
from variorum.dates.resolving import Context


@dataclass(frozen=True, slots=True)
class DateTerms:
    """How a text is read: its calendar, the policies, how its language writes, whether its style is unknown.

    `day_first` where in figures the day stands before the month; `eastern` where its feasts are those of the Eastern
    Church.
    """

    calendar: Calendar
    policies: Policies
    day_first: bool
    eastern: bool
    unknown_style: bool
    origin: Context  # the day on which it was written or said, where that is known: "ago" counts from it


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a mention turned out to mean, and the context for what follows it."""

    dating: Dating
    bound: str
    context: Context
    named: tuple[Dating, ...] = ()
    alternatives: tuple[Dating, ...] = ()
    policies: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def calendar_of(point: Point, reading: DateTerms) -> Calendar:
    """The calendar that the phrase itself names ("O.S."), or that of its source."""
    return CALENDARS[point.calendar] if point.calendar else reading.calendar


def within(window: DateWindow, calendar: Calendar, written: str, *, whole: bool) -> Dating:
    """Some day of a window, or the whole of it."""
    first, last = window.first, window.last
    if whole:
        return Dating(written, window.edtf, calendar.name, first, first, last, last)
    return Dating(written, window.edtf, calendar.name, first, last, first, last)


def bounded(window: DateWindow, bound: str, calendar: Calendar, written: str, *, whole: bool) -> Dating:
    """The bounds that a preposition draws from a date: "by" only from above, and "before" without the day itself."""
    first, last, name = window.first, window.last, calendar.name
    bottom, top = inner(window.edtf)
    doubt = "?" if "?" in window.edtf or "%" in window.edtf else ""
    if bound == "by":
        return Dating(written, f"[..{top}]", name, None, last, None, last)
    if bound == "until":
        return Dating(written, f"../{top}", name, None, last, first, last)
    if bound == "before":
        return Dating(written, f"[..{day_edtf(first - 1, calendar)}{doubt}]", name, None, first - 1, None, first - 1)
    if bound == "after":
        return Dating(written, f"[{day_edtf(last + 1, calendar)}{doubt}..]", name, last + 1, None, last + 1, None)
    if bound == "from":
        return Dating(written, f"{bottom}/..", name, first, last, first, None)
    return within(window, calendar, written, whole=whole)


def either_way(datings: tuple[Dating, ...], written: str) -> Dating:
    """One dating that leaves open which of several is right."""
    return Dating(
        written,
        datings[-1].edtf,
        "unknown",
        least(tuple(d.earliest_start for d in datings)),
        greatest(tuple(d.latest_start for d in datings)),
        least(tuple(d.earliest_end for d in datings)),
        greatest(tuple(d.latest_end for d in datings)),
    )


def outer(dating: Dating) -> tuple[int | None, int | None]:
    """The first and the last day that a dating allows."""
    return dating.earliest_start, dating.latest_end


def inner(edtf: str) -> tuple[str, str]:
    """The two sides of a range, a set or an interval in EDTF; of a single date, the date twice."""
    bare = edtf.strip("[]{}")
    for joint in ("..", "/"):
        if joint in bare:
            before, _, after = bare.partition(joint)
            return before, after
    return bare, bare
