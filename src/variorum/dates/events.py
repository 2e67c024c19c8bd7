"""Named events that sources date by ("after the 15th Congress"), from the table `events.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from variorum.dates.edtf import parse_edtf


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
