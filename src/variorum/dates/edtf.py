"""Reading EDTF (ISO 8601-2, levels 0, 1 and 2): what is written, and between which days it lies.

The grammar is that of the Library of Congress's Extended Date/Time Format Specification (2019), which is ISO
8601-2's. Nothing but MalformedDate is ever raised, with the column at which the text goes wrong and what to write
instead.
"""

from __future__ import annotations

import re

from variorum.dates.calendars import CALENDARS, GREGORIAN, Calendar
from variorum.dates.complaints import refuse_date
from variorum.dates.dating import Dating, greatest, least
from variorum.dates.extent import Extent, extent_of, extent_of_plain
from variorum.dates.malformed import MalformedDate
from variorum.dates.notation import (
    OPEN,
    UNKNOWN,
    EdtfDate,
    EdtfExpression,
    EdtfInterval,
    EdtfRange,
    EdtfSet,
    write_edtf,
)
from variorum.saying import say

__all__ = ["UNKNOWN_STYLE", "MalformedDate", "parse_edtf", "read_edtf"]

UNKNOWN_STYLE = "unknown"  # of a source whose calendar nobody knows
_LONGEST = 4000  # no date is longer; what is, is refused unread
_FLAGS = {"": 0, "?": 1, "~": 2, "%": 3}
_PLAIN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_DATE = re.compile(
    r"([?~%]?)(-?[0-9X]{4})(?:S([1-9]\d*))?([?~%]?)"
    r"(?:-([?~%]?)([0-9X]{2})([?~%]?)(?:-([?~%]?)([0-9X]{2})([?~%]?))?)?",
    re.ASCII,
)
_LONG_YEAR = re.compile(r"([?~%]?)(Y-?(?:[1-9]\d*E[1-9]\d*|[1-9]\d{4,}))(?:S([1-9]\d*))?([?~%]?)", re.ASCII)
_INSTANT = re.compile(
    r"(-?\d{4})-(\d\d)-(\d\d)"
    r"(T(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d|24:00:00)"
    r"(?:Z|\+(?:(?:0\d|1[0-3])(?::[0-5]\d)?|14(?::00)?)|-(?:(?:0[1-9]|1[01])(?::[0-5]\d)?|00:(?:0[1-9]|[1-5]\d)|12(?::00)?))?)",
    re.ASCII,
)


def parse_edtf(text: str, *, calendar: str = "gregorian") -> Dating:
    """Read EDTF and give its bounds as day numbers.

    `written` is the text as given, `edtf` its normal form. `calendar` is that of the source: the digits are its
    digits, the bounds are comparable days. A date that is approximate (`~`, `%`) lies near what is written, and its
    bounds are widened by the policy table; one that is uncertain (`?`) keeps its bounds, since the doubt is not about
    how far off it is.
    """
    if calendar == UNKNOWN_STYLE:
        return _in_either_style(text)
    reckoning = _reckoning(calendar)
    if reckoning is GREGORIAN and (plain := _PLAIN.fullmatch(text)):
        year, month, day = plain.groups()
        bounds = extent_of_plain(int(year), month, day)
        if bounds:
            first, last = bounds
            return Dating(text, text, calendar, first, last, first, last)
    expression = read_edtf(text)
    earliest_start, latest_start, earliest_end, latest_end = _four_bounds(expression, reckoning, text)
    return Dating(text, write_edtf(expression), calendar, earliest_start, latest_start, earliest_end, latest_end)


def _in_either_style(text: str) -> Dating:
    """Old Style or New, nobody says which: the bounds hold both possibilities."""
    old, new = parse_edtf(text, calendar="julian"), parse_edtf(text)
    return Dating(
        text,
        new.edtf,
        UNKNOWN_STYLE,
        least([old.earliest_start, new.earliest_start]),
        greatest([old.latest_start, new.latest_start]),
        least([old.earliest_end, new.earliest_end]),
        greatest([old.latest_end, new.latest_end]),
    )


def read_edtf(text: str) -> EdtfExpression:
    """Read EDTF into its parts without asking for its days; `write_edtf` is the way back."""
    if len(text) > _LONGEST:
        raise MalformedDate(
            say("This is {count} characters long, and no date is.", count=len(text)),
            written=text[:80],
            remedy=say("Give one date at a time."),
        )
    head = text[:1]
    if head in ("[", "{"):
        return _read_set(text)
    before, slash, after = text.partition("/")
    if slash:
        return _read_interval(text, before, after)
    return _read_date(text, 0, text, with_time=True)


def _reckoning(calendar: str) -> Calendar:
    try:
        return CALENDARS[calendar]
    except KeyError:
        names = ", ".join(sorted([*CALENDARS, UNKNOWN_STYLE]))
        raise MalformedDate(
            say("“{calendar}” is not a calendar known here.", calendar=calendar),
            remedy=say("Write one of: {names}.", names=names),
        ) from None


def _read_date(piece: str, offset: int, text: str, *, with_time: bool = False) -> EdtfDate:
    """Read one date that begins at `offset` of the whole text."""
    match = _DATE.fullmatch(piece)
    if match:
        return _from_match(match, offset, text)
    match = _LONG_YEAR.fullmatch(piece)
    if match:
        mark_left, year, significant, mark_right = match.groups("")
        return EdtfDate(year, significant=_count(significant), qualified=(_FLAGS[mark_left] | _FLAGS[mark_right], 0, 0))
    match = _INSTANT.fullmatch(piece)
    if match and with_time and match[1] != "-0000":
        year, month, day, time = match.groups()
        return EdtfDate(year, month, day, time)
    raise refuse_date(piece, offset, text, with_time=with_time)


def _from_match(match: re.Match[str], offset: int, text: str) -> EdtfDate:
    left, year, significant, right, left2, month, right2, left3, day, right3 = match.groups("")
    if year == "-0000" or (significant and month):
        raise refuse_date(match[0], offset, text, with_time=False)
    if not (left or right or left2 or right2 or left3 or right3):
        return EdtfDate(year, month, day, "", _count(significant))
    on_day = _FLAGS[right3]
    on_month = on_day | _FLAGS[right2]
    on_year = on_month | _FLAGS[right] | _FLAGS[left]
    qualified = (on_year, on_month | _FLAGS[left2] if month else 0, on_day | _FLAGS[left3] if day else 0)
    return EdtfDate(year, month, day, "", _count(significant), qualified)


def _count(digits: str) -> int:
    return min(int(digits[:4]), 1000) if digits else 0


def _read_interval(text: str, before: str, after: str) -> EdtfInterval:
    if not before and not after:
        raise MalformedDate(
            say("Both sides of the interval are unknown, so it says nothing."),
            written=text,
            remedy=say("Leave the date out, or write at least one side."),
        )
    start = before if before in (OPEN, UNKNOWN) else _read_date(before, 0, text)
    end = after if after in (OPEN, UNKNOWN) else _read_date(after, len(before) + 1, text)
    return EdtfInterval(start, end)


def _read_set(text: str) -> EdtfSet:
    closing = "]" if text[0] == "[" else "}"
    if not text.endswith(closing) or len(text) < 3:
        raise MalformedDate(
            say(
                "A set that opens with “{text}” holds at least one date and ends with “{closing}”.",
                text=text[0],
                closing=closing,
            ),
            written=text,
            column=len(text),
            remedy=say("Write, for example, [1667,1668,1670..1672]."),
        )
    members: list[EdtfDate | EdtfRange] = []
    pieces = text[1:-1].split(",")
    offset = 1
    for index, piece in enumerate(pieces):
        inner = piece.lstrip(" ") if index else piece
        members.append(
            _read_member(inner, offset + len(piece) - len(inner), text, index == 0, index == len(pieces) - 1)
        )
        offset += len(piece) + 1
    return EdtfSet(tuple(members), text[0] == "[")


def _read_member(piece: str, offset: int, text: str, is_first: bool, is_last: bool) -> EdtfDate | EdtfRange:
    before, dots, after = piece.partition("..")
    if not dots:
        return _read_date(piece, offset, text)
    if (not before and not (is_first and after)) or (not after and not is_last):
        raise MalformedDate(
            say("Dots without a date beside them may stand only at the beginning or the end of a set."),
            written=text,
            column=offset + 1,
            remedy=say("Write [..1984] for 1984 or earlier, [1984..] for 1984 or later."),
        )
    first = _read_date(before, offset, text) if before else None
    last = _read_date(after, offset + len(before) + 2, text) if after else None
    if first and last and _precision(first) != _precision(last):
        raise MalformedDate(
            say("The two ends of a range in a set must be equally precise: both years, both months, or both days."),
            written=text,
            column=offset + 1,
            remedy=say("Bring {before} and {after} to the same precision.", before=before, after=after),
        )
    return EdtfRange(first, last)


def _precision(date: EdtfDate) -> str:
    if date.day:
        return "day"
    if not date.month:
        return "year"
    return "season" if date.month.isdigit() and int(date.month) > 20 else "month"


# ── bounds ──────────────────────────────────────────────────────────────────────────────────────────────────────────

_Bounds = tuple[int | None, int | None, int | None, int | None]


def _four_bounds(expression: EdtfExpression, calendar: Calendar, text: str) -> _Bounds:
    if isinstance(expression, EdtfDate):
        first, last = extent_of(expression, calendar, text)
        return first, last, first, last
    if isinstance(expression, EdtfInterval):
        return _interval_bounds(expression, calendar, text)
    return _set_bounds(expression, calendar, text)


def _interval_bounds(interval: EdtfInterval, calendar: Calendar, text: str) -> _Bounds:
    """Bounds of start and end; an end is never before its start, and that is used where a side is not known."""
    start = None if isinstance(interval.start, str) else extent_of(interval.start, calendar, text)
    end = None if isinstance(interval.end, str) else extent_of(interval.end, calendar, text)
    if start and end:
        if start[0] > end[1]:
            raise MalformedDate(
                say("The interval ends before it begins."),
                written=text,
                column=text.index("/") + 2,
                remedy=say("Write the earlier date first."),
            )
        return start[0], min(start[1], end[1]), max(start[0], end[0]), end[1]
    if start:
        return start[0], start[1], start[0], None
    if end:
        return None, end[1], end[0], end[1]
    return None, None, None, None


def _set_bounds(dates: EdtfSet, calendar: Calendar, text: str) -> _Bounds:
    """Bounds of one of several dates; of all of them, those of the first's start and the last's end."""
    extents: list[tuple[int | None, int | None]] = []
    lasts: list[int | None] = []
    starts: list[int | None] = []
    for member in dates.members:
        first, last = _member_extents(member, calendar, text)
        extents.append((first[0] if first else None, last[1] if last else None))
        starts.append(first[1] if first else None)
        lasts.append(last[0] if last else None)
    earliest = least([low for low, _ in extents])
    latest = greatest([high for _, high in extents])
    if dates.one:
        return earliest, latest, earliest, latest
    latest_start = min((low for low in starts if low is not None), default=latest)
    earliest_end = max((high for high in lasts if high is not None), default=earliest)
    return earliest, latest_start, earliest_end, latest


def _member_extents(member: EdtfDate | EdtfRange, calendar: Calendar, text: str) -> tuple[Extent | None, Extent | None]:
    if isinstance(member, EdtfDate):
        extent = extent_of(member, calendar, text)
        return extent, extent
    first = extent_of(member.first, calendar, text) if member.first else None
    last = extent_of(member.last, calendar, text) if member.last else None
    if first and last and first[0] > last[1]:
        raise MalformedDate(
            say("A range in the set ends before it begins."), written=text, remedy=say("Write the earlier date first.")
        )
    return first, last
