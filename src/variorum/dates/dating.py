"""A dating: when something was, as somebody wrote it and as far as it can be known.

Days are counted in the proleptic Gregorian calendar as Python's `date.toordinal` counts them (1 January of the year
1 is day 1), continued below zero for earlier years, so that two datings compare whatever calendar they were written in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum


class Order(Enum):
    """How two datings lie to one another, as far as that is certain."""

    BEFORE = "before"
    AFTER = "after"
    SAME = "same"
    OVERLAPS = "overlaps"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Dating:
    """When something was: the words or EDTF as written, and four bounds on its start and its end.

    The event starts somewhere in [earliest_start, latest_start] and ends somewhere in [earliest_end, latest_end];
    each is a day number, or None where that side is open or unknown. A dating has no `<`: two vague datings are often
    neither before nor after one another, and `order` says so.
    """

    written: str
    edtf: str
    calendar: str = "gregorian"
    earliest_start: int | None = None
    latest_start: int | None = None
    earliest_end: int | None = None
    latest_end: int | None = None


def order(a: Dating, b: Dating) -> Order:
    """Tell how `a` lies to `b`, answering UNDECIDED wherever the bounds leave more than one answer.

    BEFORE means that `a` has certainly ended before `b` can start; SAME that both are certainly the same stretch of
    days; OVERLAPS that they certainly share a day.
    """
    if known_less(a.latest_end, b.earliest_start):
        return Order.BEFORE
    if known_less(b.latest_end, a.earliest_start):
        return Order.AFTER
    if _is_exact(a) and _is_exact(b) and (a.earliest_start, a.earliest_end) == (b.earliest_start, b.earliest_end):
        return Order.SAME
    if known_not_after(a.latest_start, b.earliest_end) and known_not_after(b.latest_start, a.earliest_end):
        return Order.OVERLAPS
    return Order.UNDECIDED


def _is_exact(dating: Dating) -> bool:
    return (
        dating.earliest_start is not None
        and dating.earliest_start == dating.latest_start
        and dating.earliest_end is not None
        and dating.earliest_end == dating.latest_end
    )


def known_less(left: int | None, right: int | None) -> bool:
    """Whether one day surely lies before another; a day that is open (None) does not surely lie anywhere."""
    return left is not None and right is not None and left < right


def known_not_after(left: int | None, right: int | None) -> bool:
    """Whether one day surely lies before another or is the same."""
    return left is not None and right is not None and left <= right


def least(days: Sequence[int | None]) -> int | None:
    """The first of days; open where one of them is."""
    known = [day for day in days if day is not None]
    return min(known) if len(known) == len(days) else None


def greatest(days: Sequence[int | None]) -> int | None:
    """The last of days; open where one of them is."""
    known = [day for day in days if day is not None]
    return max(known) if len(known) == len(days) else None


def ended_before(one: Dating | None, other: Dating | None) -> bool:
    """Whether something was certainly over before something else can have begun."""
    return one is not None and other is not None and known_less(one.latest_end, other.earliest_start)
