"""The checks that come with the program, one file per family."""

from variorum.criticism.families import (
    argument,
    borrowings,
    citations,
    dates,
    editions,
    names,
    places,
    quotations,
    structure,
    witnesses,
)

__all__ = [
    "argument",
    "borrowings",
    "citations",
    "dates",
    "editions",
    "names",
    "places",
    "quotations",
    "structure",
    "witnesses",
]
