"""What is dated, and what a dating turns out to be once everything else is known."""

from __future__ import annotations

import re
from dataclasses import dataclass

from variorum.dates.allen import EventEnds
from variorum.dates.dating import Dating, Order, order
from variorum.record import Position, Statement

NOWHERE = Position("")
STATEMENT, SOURCE, LIFE, EVENT = "statement", "source", "life", "event"


@dataclass(frozen=True, slots=True)
class Event:
    """Something with a start and an end: a statement, a source's making, a life, an event's course.

    `ref` is the statement's ref, "source:KEY", "life:ID" or "event:ID"; start and end are the same node where it is a
    moment. `moment` events lie on one day; for the others a dating without an interval says only that they were going
    on at some time of it, unless it is that of the `whole` (an event that took place then, a source composed then).
    """

    ref: str
    kind: str
    stretch: EventEnds
    moment: bool
    attested: Dating | None = None
    statement: Statement | None = None
    position: Position = NOWHERE
    whole: bool = False


@dataclass(frozen=True, slots=True)
class EventWindow:
    """Between which days an event starts and ends; None where that is open."""

    earliest_start: int | None = None
    latest_start: int | None = None
    earliest_end: int | None = None
    latest_end: int | None = None

    @property
    def bounds(self) -> tuple[int | None, int | None, int | None, int | None]:
        """The four bounds in order."""
        return (self.earliest_start, self.latest_start, self.earliest_end, self.latest_end)

    @property
    def is_open(self) -> bool:
        """Whether nothing at all is known."""
        return self.bounds == (None, None, None, None)


@dataclass(frozen=True, slots=True)
class Dated:
    """An event with its dating as attested and as inferred from everything else.

    `tighter` tells whether more is known than the dating itself says. `options` are the readings that remain of an
    either-or date, in EDTF. `doubted` marks an event whose own dating was set aside so that the rest can be true; what
    is inferred is then what the others say of it.
    """

    event: Event
    attested: EventWindow
    inferred: EventWindow
    tighter: bool
    options: tuple[str, ...] = ()
    doubted: bool = False

    @property
    def ref(self) -> str:
        """The ref of the event."""
        return self.event.ref


_VAGUE = re.compile(r"-?\d{4}(?:-\d\d){0,2}[~?%]")


def is_vague(when: Dating) -> bool:
    """Whether a dating is one day, month or year that is only about right or uncertain."""
    return bool(_VAGUE.fullmatch(when.edtf)) and when.calendar == "gregorian"


def order_of(a: EventWindow, b: EventWindow) -> Order:
    """How two windows lie to one another; UNDECIDED wherever they leave more than one answer."""
    return order(_as_dating(a), _as_dating(b))


def _as_dating(window: EventWindow) -> Dating:
    return Dating("", "", "gregorian", *window.bounds)
