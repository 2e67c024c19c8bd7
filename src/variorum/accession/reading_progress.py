"""How far a reader has come in a file, told as it goes, so that what ends the reader can be placed and passed over.

A reader calls `reached("page 5")` before each part that could end it and passes that part over where the answer is no:
the worker has died there before. Outside a worker the answer is always yes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Watch:
    """Who is told of each place reached, and the places that are not to be entered again."""

    tell: Callable[[str], None]
    fatal: Collection[str] = ()


_WATCH: ContextVar[Watch | None] = ContextVar("watch", default=None)


@contextmanager
def watched(watch: Watch) -> Iterator[None]:
    """Tell this watch of every place reached in the block."""
    token = _WATCH.set(watch)
    try:
        yield
    finally:
        _WATCH.reset(token)


def reached(place: str) -> bool:
    """Say that a reader comes to a place ("page 5"); whether it may go in."""
    watch = _WATCH.get()
    if watch is None:
        return True
    if place in watch.fatal:
        return False
    watch.tell(place)
    return True
