"""The Soviet weeks of five and six days (1929–1940), named for what they are: they moved no date and no month.

A "day five of the six-day week" is no weekday; the seven-day week went on beside it. Sources: decrees of the Council
of People's Commissars of 24 September 1929 and 21 November 1931, and of the Presidium of the Supreme Soviet of 26
June 1940.
"""

from __future__ import annotations

from dataclasses import dataclass

from variorum.dates.days import civil_date, day_number

_FIVE_BEGINS = day_number(1929, 10, 1)
_SIX_BEGINS = day_number(1931, 12, 1)
_SIX_ENDS = day_number(1940, 6, 26)
_HOLIDAYS = {(1, 22), (5, 1), (5, 2), (11, 7), (11, 8)}
_COLOURS = ("yellow", "pink", "red", "purple", "green")


@dataclass(frozen=True, slots=True)
class SovietDay:
    """A day within a Soviet week: of five days (a colour told each worker's rest) or of six (all rested on the sixth).

    `day` is 0 for a holiday or a 31st, which stood outside the week.
    """

    week: str
    day: int
    colour: str = ""
    rest: bool = False


def soviet_day(number: int) -> SovietDay | None:
    """The place of a day in the Soviet week of its time; None where the week had seven days."""
    if not _FIVE_BEGINS <= number <= _SIX_ENDS:
        return None
    _, month, day = civil_date(number)
    if number < _SIX_BEGINS:
        if (month, day) in _HOLIDAYS:
            return SovietDay("five-day", 0, rest=True)
        place = _working_days_before(number) % 5
        return SovietDay("five-day", place + 1, _COLOURS[place])
    if day == 31:
        return SovietDay("six-day", 0)
    is_rest = day % 6 == 0 or (month, day) == (3, 1)
    return SovietDay("six-day", (day - 1) % 6 + 1, rest=is_rest)


def _working_days_before(number: int) -> int:
    """Days since 1 October 1929 without the five holidays, which interrupted the round of five."""
    return sum(1 for earlier in range(_FIVE_BEGINS, number) if civil_date(earlier)[1:] not in _HOLIDAYS)
