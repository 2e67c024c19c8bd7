"""The builder of a record's network of constraints: nodes are handed out, constraints are gathered."""

from __future__ import annotations

from dataclasses import dataclass, field

from variorum.chronology.events import Event
from variorum.chronology.rules import ABOUT, ALTERNATIVES, DATED, ONE_DAY_OR_MORE, Rule
from variorum.dates.allen import EventEnds
from variorum.dates.dating import Dating
from variorum.dates.edtf import MalformedDate, parse_edtf, read_edtf
from variorum.dates.network import Constraint, bounds
from variorum.dates.network_choices import Choice, Possibility
from variorum.dates.notation import EdtfDate, EdtfSet, write_edtf

_BOTH_STYLES = ("gregorian", "julian")


@dataclass(slots=True)
class ConstraintBuilder:
    """Gathers the events, constraints and either-or datings of one record."""

    nodes: int = 1  # the origin
    constraints: list[Constraint] = field(default_factory=list)
    events: dict[str, Event] = field(default_factory=dict)
    choices: list[Choice] = field(default_factory=list)
    readings: dict[str, tuple[str, ...]] = field(default_factory=dict)  # ref → what its choice's possibilities are

    def stretch(self, *, moment: bool) -> EventEnds:
        """Two new nodes, or one where start and end are the same."""
        start = self.nodes
        self.nodes += 1 if moment else 2
        if moment:
            return EventEnds(start, start)
        self.at_most(start, start + 1, 0, ONE_DAY_OR_MORE)
        return EventEnds(start, start + 1)

    def add(self, event: Event) -> Event:
        """Take in an event, made with a `stretch` of this builder, and its own dating."""
        self.events[event.ref] = event
        if event.attested is not None:
            self.date(event, event.attested)
        return event

    def date(self, event: Event, dating: Dating) -> None:
        """Put an event where its dating says.

        A moment lies within the dating. What lasts was going on at some time of it, unless the dating is an interval
        or that of the whole; then it starts and ends as the dating's two sides say.
        """
        reasons: tuple[object, ...] = (event.ref, DATED)
        if "~" in dating.edtf or "%" in dating.edtf:
            reasons = (event.ref, DATED, ABOUT)
        possibilities = alternatives(dating)
        if len(possibilities) > 1:
            self._choose(event, possibilities, (event.ref, ALTERNATIVES))
            return
        one = _possibility(event, dating)
        self.constraints += bounds(event.stretch.start, one.earliest_start, one.latest_start, reasons)
        if not event.moment:
            self.constraints += bounds(event.stretch.end, one.earliest_end, one.latest_end, reasons)

    def at_most(self, x: int, y: int, days: int, *reasons: str | Rule) -> None:
        """Node `x` lies at most `days` after node `y`."""
        if x != y or days < 0:
            self.constraints.append(Constraint(x, y, days, reasons))

    def not_before(self, later: int, earlier: int, *reasons: str | Rule) -> None:
        """Node `later` does not lie before node `earlier`."""
        self.at_most(earlier, later, 0, *reasons)

    def _choose(self, event: Event, possibilities: tuple[Dating, ...], reasons: tuple[object, ...]) -> None:
        readings = tuple(_possibility(event, one) for one in possibilities)
        self.choices.append(Choice(event.stretch.start, event.stretch.end, readings, reasons))
        self.readings[event.ref] = tuple(
            one.edtf if one.calendar == possibilities[0].calendar else f"{one.edtf} ({one.calendar})"
            for one in possibilities
        )


def alternatives(dating: Dating) -> tuple[Dating, ...]:
    """The datings of which one is meant: the members of an EDTF set, or the two styles of an unknown calendar."""
    try:
        if dating.calendar == "unknown":
            return tuple(dict.fromkeys(parse_edtf(dating.edtf, calendar=style) for style in _BOTH_STYLES))
        if not dating.edtf.startswith("["):
            return (dating,)
        expression = read_edtf(dating.edtf)
        if not isinstance(expression, EdtfSet) or not expression.one:
            return (dating,)
        members = [one for one in expression.members if isinstance(one, EdtfDate)]
        if len(members) < len(expression.members):  # a range such as 1928..1930: no list of possibilities
            return (dating,)
        return tuple(parse_edtf(write_edtf(member), calendar=dating.calendar) for member in members)
    except MalformedDate:
        return (dating,)


def is_interval(dating: Dating) -> bool:
    """Whether the dating gives a start and an end of their own."""
    return "/" in dating.edtf


def _possibility(event: Event, dating: Dating) -> Possibility:
    low, high = dating.earliest_start, dating.latest_end
    if event.moment:
        return Possibility(low, high, low, high)
    if is_interval(dating) or event.whole:
        return Possibility(low, dating.latest_start, dating.earliest_end, high)
    return Possibility(None, high, low, None)
