"""Dates in digits, as archives and newspapers write them."""

from __future__ import annotations

import re

from variorum.dates.points import Point


def numeric_point(written: str) -> Point | None:
    """12.05.1927, 12/5/1927, 1927-05-12, 12.V.27: day before month before year, unless the year stands first."""
    pieces = re.split(r"[./-]", written)
    if len(pieces) != 3:
        return None
    if len(pieces[0]) == 4:
        pieces = pieces[::-1]
    elif len(pieces[2]) not in (2, 4) or (len(pieces[2]) == 2 and "-" in written):
        return None
    day, month, year = pieces[0], pieces[1], pieces[2]
    number = {
        "I": 1,
        "II": 2,
        "III": 3,
        "IV": 4,
        "V": 5,
        "VI": 6,
        "VII": 7,
        "VIII": 8,
        "IX": 9,
        "X": 10,
        "XI": 11,
        "XII": 12,
    }.get(month)
    number = number or (int(month) if month.isdigit() else 0)
    in_month = int(day) if day.isdigit() else 0
    if number > 12 and in_month <= 12 and "/" in written:
        number, in_month = in_month, number
    if not (1 <= number <= 12 and 1 <= in_month <= 31 and year.isdigit()):
        return None
    unsure = "/" in written and in_month <= 12 and in_month != number and len(pieces[0]) < 4
    return Point("day", int(year), number, in_month, century_known=len(year) == 4, day_or_month=unsure)
