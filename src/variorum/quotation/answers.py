"""A verification as the documented JSON object of `quote` (docs/reference/schemas/quote.json)."""

from __future__ import annotations

from variorum.evidence import Span, Verification
from variorum.quotation.texts import Texts, page_of
from variorum.record import Page


def as_json(verification: Verification, texts: Texts) -> dict[str, object]:
    """The JSON contract of `quote`: labels as one would cite them, offsets on the page of the first segment."""
    pages: dict[str, dict[int, Page]] = {}
    for segment in (*verification.segments, *verification.candidates):
        page = page_of(texts, segment.source, segment.page)
        pages.setdefault(segment.source, {}).update({segment.page: page} if page is not None else {})
    first = verification.segments[0] if verification.segments else None
    same_page = [s for s in verification.segments if first and (s.source, s.page) == (first.source, first.page)]
    return {
        "quotation": verification.quotation,
        "verdict": verification.verdict,
        "place": verification.place,
        "levelled": list(verification.levelled),
        "source": first.source if first else None,
        "page": _label(first, pages) if first else None,
        "sequence": first.page if first else None,
        "start": min(segment.start for segment in same_page) if first else None,
        "end": max(segment.end for segment in same_page) if first else None,
        "found": verification.found,
        "differences": [{"kind": d.kind, "quoted": d.quoted, "found": d.found} for d in verification.differences],
        "omitted": list(verification.omitted),
        "warnings": list(verification.warnings),
        "segments": [_segment(segment, pages) for segment in verification.segments],
        "candidates": [_candidate(segment, pages) for segment in verification.candidates],
        "locator": verification.locator,
        "reason": verification.reason,
        "voice": verification.voice,
        "frame": verification.frame or None,
        "passed_over": list(verification.passed_over),
    }


def _segment(segment: Span, pages: dict[str, dict[int, Page]]) -> dict[str, object]:
    return {
        "source": segment.source,
        "page": _label(segment, pages),
        "sequence": segment.page,
        "start": segment.start,
        "end": segment.end,
    }


def _candidate(segment: Span, pages: dict[str, dict[int, Page]]) -> dict[str, object]:
    page = pages[segment.source].get(segment.page)
    return {**_segment(segment, pages), "text": page.text[segment.start : segment.end] if page else ""}


def _label(segment: Span, pages: dict[str, dict[int, Page]]) -> str:
    page = pages[segment.source].get(segment.page)
    if page is None:
        return ""
    return page.label or page.locator_at(segment.start)
