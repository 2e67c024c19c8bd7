"""Statements in the order in which their dates let them have begun."""

from __future__ import annotations

from collections.abc import Iterable

from variorum.record import Statement

_UNBOUNDED = 10**9


def in_order(statements: Iterable[Statement]) -> list[Statement]:
    """Statements by the earliest day on which they can have begun, the undated last, otherwise as they were written."""
    return sorted(statements, key=_begins)


def _begins(statement: Statement) -> tuple[int, int]:
    when = statement.when
    if when is None:
        return (_UNBOUNDED, 0)
    earliest = when.earliest_start if when.earliest_start is not None else when.earliest_end
    latest = when.latest_end if when.latest_end is not None else _UNBOUNDED
    if earliest is None:
        earliest = latest
    return (earliest, latest)
