"""The language in which the words under comparison are read: told by whoever holds the source, never by its letters.

Some forty functions of this room ask what single words are (a negation, a number, the contrary of another). The
language stands for all of them from where a source is opened until it is left, so that it is passed once, and a
function that is called outside of that reads by one language for each script (`languages.read_by`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_LANGUAGE: ContextVar[str] = ContextVar("language of the words compared", default="")


@contextmanager
def read_as(language: str) -> Iterator[None]:
    """Read the words of what is done within as words of this language (BCP 47; empty where nobody tells)."""
    before = _LANGUAGE.set(language)
    try:
        yield
    finally:
        _LANGUAGE.reset(before)


def language() -> str:
    """The language in which words are read here and now; empty where nobody has told."""
    return _LANGUAGE.get()
