"""Telling somebody how far a long step has come."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with the step's name, how many are done, and of how many."""


def unwatched(_step: str, _done: int, _total: int) -> None:
    """Tell nobody."""
