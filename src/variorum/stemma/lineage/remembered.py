"""A record as a key under which what was worked out from it is remembered."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.record import Record


@dataclass(frozen=True, slots=True, eq=False)
class Same:
    """A record that is equal to itself alone, so that what was made from it is found without comparing contents."""

    record: Record

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.record is other.record

    def __hash__(self) -> int:
        return id(self.record)
