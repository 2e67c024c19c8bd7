"""Named events that sources date by ("after the 15th Congress"), from the table `events.toml`.

Party time: "between the 15th and the 16th congress", from the table of named events.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from variorum.dates.bounds import DateTerms, Meaning, bounded, within
from variorum.dates.calendars import GREGORIAN
from variorum.dates.dating import Dating
from variorum.dates.edtf import parse_edtf
from variorum.dates.mentions import DateMention
from variorum.dates.points import DateWindow, Point, day_edtf, window_of
from variorum.dates.resolving import Context, step_from


@dataclass(frozen=True, slots=True)
class NamedEvent:
    """An event with a name of its own: first and last day as day numbers, and where that can be checked."""

    kind: str
    number: int
    first: int
    last: int
    source: str

    @property
    def name(self) -> str:
        """The event as the table names it: "congress 15"."""
        return f"{self.kind} {self.number}"


@cache
def named_events() -> dict[tuple[str, int], NamedEvent]:
    """The table that comes with the program, by kind and number."""
    table = tomllib.loads(resources.files("variorum.dates").joinpath("events.toml").read_text("utf-8"))
    events = {}
    for row in table["event"]:
        first = parse_edtf(row["start"]).earliest_start or 0
        last = parse_edtf(row["end"]).latest_end or 0
        source = table["sources"].get(row["source"], row["source"])
        events[(row["kind"], row["number"])] = NamedEvent(row["kind"], row["number"], first, last, source)
    return events


def meaning_of_event(mention: DateMention, reading: DateTerms, written: str) -> Meaning | None:
    """ "between the 15th and the 16th congress": two constraints on named events, not a date."""
    events = [named_events().get(event) for event in mention.events]
    known = [event for event in events if event is not None]
    if len(known) != len(events) or not known:
        return None
    names = tuple(f"{event.name} ({event.source})" for event in known)
    if mention.step:
        count, unit = mention.step
        year, month, day = GREGORIAN.date_of(known[0].first if count < 0 else known[0].last)
        moved = step_from(Point("day", year, month, day), count, unit, GREGORIAN)
        if moved is None:
            return None
        dating = within(window_of(moved, GREGORIAN, reading.policies), GREGORIAN, written, whole=False)
        kind = "on" if moved.unit == "day" else "within"
        return Meaning(dating, kind, Context().after(moved), (dating,), events=names)
    dating, bound = _around(known, mention.bound, written)
    year, month, day = GREGORIAN.date_of(known[-1].last)
    return Meaning(dating, bound, Context(year, month, day), (dating,), events=names)


def _around(events: list[NamedEvent], bound: str, written: str) -> tuple[Dating, str]:
    first, last = events[0].first, events[-1].last
    edtf = f"{day_edtf(first, GREGORIAN)}/{day_edtf(last, GREGORIAN)}"
    if bound == "between" and len(events) == 2:
        low, high = events[0].last + 1, events[1].first - 1
        if low <= high:
            edtf = f"[{day_edtf(low, GREGORIAN)}..{day_edtf(high, GREGORIAN)}]"
            return Dating(written, edtf, "gregorian", low, high, low, high), "within"
    if bound in ("by", "before", "after", "from", "until"):
        window = DateWindow(first, last, edtf)
        if bound == "by":
            window = DateWindow(first, first, day_edtf(first, GREGORIAN))
        return bounded(
            replace(window, edtf=window.edtf.replace("/", "..")), bound, GREGORIAN, written, whole=False
        ), bound
    return Dating(written, f"[{edtf.replace('/', '..')}]", "gregorian", first, last, first, last), "within"
