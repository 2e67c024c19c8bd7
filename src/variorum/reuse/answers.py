"""Borrowings as the documented JSON of `borrowings` (docs/reference/schemas/borrowings.json)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from variorum.evidence import Borrowing, Formula, Side, Span
from variorum.record import Page

PageAt = Callable[[str, int], Page | None]


def as_json(borrowing: Borrowing, page_at: PageAt) -> dict[str, object]:
    """One borrowing; `page_at` gives a page by its source and its place in the file."""
    return {
        "a": _side(borrowing.a, page_at),
        "b": _side(borrowing.b, page_at),
        "words": borrowing.words,
        "identity": borrowing.identity,
        "manner": borrowing.manner or None,
        "direction": borrowing.direction,
        "because": list(borrowing.because),
    }


def formula_as_json(formula: Formula, page_at: PageAt) -> dict[str, object]:
    """One formula, with the first places in which it stands."""
    places = [_stretch(place, page_at) for place in formula.places]
    return {"text": formula.text, "times": formula.times, "places": places}


def _side(side: Side, page_at: PageAt) -> dict[str, object]:
    """The first stretch of a side, and `more` where it runs on over the end of a page."""
    first, *more = (_stretch(stretch, page_at) for stretch in side.stretches)
    return {**first, "more": more} if more else first


def _stretch(stretch: Span, page_at: PageAt) -> dict[str, Any]:
    page = page_at(stretch.source, stretch.page)
    return {
        "source": stretch.source,
        "page": (page.label or None) if page else None,
        "sequence": stretch.page,
        "locator": page.locator_at(stretch.start) if page else "",
        "start": stretch.start,
        "end": stretch.end,
        "text": page.text[stretch.start : stretch.end] if page else "",
    }
