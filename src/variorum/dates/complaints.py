"""Why a text is not an EDTF date: the sentence, the column and the remedy that a historian can act on."""

from __future__ import annotations

import re

from variorum.dates.malformed import MalformedDate
from variorum.saying import say

_SLASHED = re.compile(r"\d{1,2}[-./]\d{1,2}[-./]\d{4}", re.ASCII)
_SHORT = re.compile(r"-?\d{1,3}(?:-|$)", re.ASCII)
_LOOSE_DAY = re.compile(r"-?\d{4}-\d{1,2}(-\d{1,2})?", re.ASCII)
_GOOD = re.compile(
    r"[?~%]?-?(?:[0-9X]{4}[?~%]?(?:-[?~%]?(?:[0-9X]{2}[?~%]?(?:-[?~%]?[0-9X]{0,2}[?~%]?)?)?)?|[0-9X]{0,3})", re.ASCII
)


def refuse_date(piece: str, offset: int, text: str, *, with_time: bool) -> MalformedDate:
    """The error for a piece of text that is not a date; `offset` is where the piece begins in the whole text."""
    sentence, place, remedy = _diagnosis(piece, with_time)
    return MalformedDate(sentence, written=text, column=offset + place + 1, remedy=remedy)


def _diagnosis(piece: str, with_time: bool) -> tuple[str, int, str]:
    for diagnose in (_of_blanks, _of_years, _of_order, _of_time):
        if found := diagnose(piece, with_time):
            return found
    place = _GOOD.match(piece)
    stop = min(place.end() if place else 0, max(len(piece) - 1, 0))
    return (
        say("“{piece}” is not a date in EDTF: it goes wrong at “{sign}”.", piece=piece, sign=piece[stop : stop + 1]),
        stop,
        say("Write a year (1928), a month (1928-07) or a day (1928-07-11)."),
    )


def _of_blanks(piece: str, _with_time: bool) -> tuple[str, int, str] | None:
    if not piece.strip():
        return say("A date is missing here."), 0, say("Write a date such as 1928, 1928-07 or 1928-07-11.")
    blank = next((i for i, c in enumerate(piece) if c.isspace()), None)
    if blank is not None:
        return say("There is a space within the date."), blank, say("Take the space out.")
    return None


def _of_years(piece: str, _with_time: bool) -> tuple[str, int, str] | None:
    if piece.startswith("+"):
        return say("A year carries no plus sign."), 0, say("Write the year with four digits: 2006.")
    if piece.startswith("-0000"):
        return say("There is no year −0: 1 BCE is written 0000."), 0, say("Write 0000 for 1 BCE, -0043 for 44 BCE.")
    if piece.startswith("Y"):
        return (
            say("A year with Y has more than four digits, none of them a leading zero."),
            0,
            say("Write 1928 without Y; Y17E7 or Y170000002 for years beyond four digits."),
        )
    if _SHORT.match(piece):
        return say("A year has four digits."), 0, say("Put zeros before it: 0476 for 476, -0043 for 44 BCE.")
    if "S" in piece and "-" in piece.lstrip("-"):
        return (
            say("Significant digits (S) belong to a year alone."),
            piece.index("S"),
            say("Write 1950S2 without a month."),
        )
    return None


def _of_order(piece: str, _with_time: bool) -> tuple[str, int, str] | None:
    if _SLASHED.fullmatch(piece):
        return say("The year comes first in EDTF, then month and day."), 0, say("Write 1985-04-12 for 12 April 1985.")
    if piece.isdigit() and len(piece) == 8:
        return (
            say("Year, month and day are parted by hyphens."),
            4,
            say("Write {date}.", date=f"{piece[:4]}-{piece[4:6]}-{piece[6:]}"),
        )
    if "(" in piece:
        return (
            say("Parentheses belong to an older draft of EDTF."),
            piece.index("("),
            say("Put ?, ~ or % beside the part it is about."),
        )
    if "^" in piece:
        return (
            say("A season with a place belongs to an older draft of EDTF."),
            piece.index("^"),
            say("Write 25 to 28 for the north, 29 to 32 for the south."),
        )
    if "/" in piece:
        return say("An interval has only two dates."), piece.index("/"), say("Write start/end.")
    if _LOOSE_DAY.fullmatch(piece):
        return (
            say("Month and day have two digits each."),
            piece.index("-", 1) + 1,
            say("Put a zero before the single digit."),
        )
    return None


def _of_time(piece: str, with_time: bool) -> tuple[str, int, str] | None:
    place = piece.upper().find("T")
    if place < 1 or not (piece[0].isdigit() or piece[0] == "-"):
        return None
    if not with_time:
        return (
            say("A time of day cannot stand in an interval or a set."),
            place,
            say("Leave the time out, or give it as a date of its own."),
        )
    return (
        say("The time of day is not complete or not possible."),
        place,
        say("Write hours, minutes and seconds, and a zone from -12:00 to +14:00 if known: 1985-04-12T23:20:30+03:00."),
    )
