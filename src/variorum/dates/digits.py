"""Dates in digits, as archives and newspapers write them."""

from __future__ import annotations

import re

from variorum.dates.points import Point

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def numeric_point(written: str) -> Point | None:
    """12.05.1927, 12/5/1927, 1927-05-12, 12/V-27, III.1927, 12.V: day before month before year, unless the year stands
    first; the year may be left out, or the day.
    """
    pieces = [piece for piece in re.split(r"[./-]\s?", written) if piece]
    if len(pieces) == 2:
        return _of_two(*pieces)
    if len(pieces) != 3:
        return None
    year_first = len(pieces[0]) == 4
    if year_first:
        pieces = pieces[::-1]
    elif len(pieces[2]) not in (2, 4) or (len(pieces[2]) == 2 and "-" in written and pieces[1].isdigit()):
        return None
    day, month, year = pieces[0], pieces[1], pieces[2]
    number = month_number(month)
    in_month = int(day) if day.isdigit() else 0
    if number > 12 and in_month <= 12 and "/" in written:
        number, in_month = in_month, number
    if not (1 <= number <= 12 and 1 <= in_month <= 31 and year.isdigit()):
        return None
    unsure = "/" in written and month.isdigit() and in_month <= 12 and in_month != number and not year_first
    return Point("day", int(year), number, in_month, century_known=len(year) == 4, day_or_month=unsure)


def month_number(written: str) -> int:
    """A month in Arabic or Roman digits, whose letters may be Cyrillic lookalikes; 0 for anything else."""
    latin = written.replace("Х", "X").replace("І", "I")
    return _ROMAN.index(latin) + 1 if latin in _ROMAN else int(written) if written.isdigit() else 0


def _of_two(first: str, second: str) -> Point | None:
    """ "III.1927", "05.1927": a month of a year; "12.V", "12.05": a day of a month, whose year the context tells."""
    if len(second) == 4:
        month = month_number(first)
        return Point("month", int(second), month) if 1 <= month <= 12 else None
    month, day = month_number(second), int(first) if first.isdigit() else 0
    return Point("day", None, month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None
