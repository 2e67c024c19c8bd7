"""Borrowings as people read them in a terminal: both places in context, and what differs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from variorum.evidence import Borrowing, Side
from variorum.finding import printable

if TYPE_CHECKING:
    from variorum.pipeline.borrowed import Borrowed, PageAt

_WIDTH = 96
_CONTEXT = 60  # code points shown before and after a passage
_PASSAGE = 600  # of a passage that are shown
_DIFFERENCES = 8
_BLANKS = re.compile(r"\s+")
_DIRECTIONS = {
    "a-from-b": "{a} has it from {b}",
    "b-from-a": "{b} has it from {a}",
    "common": "both have it from a third",
    "unknown": "which has it from which is not known",
}


def lines_of(found: Borrowed, limit: int) -> Iterator[str]:
    """The borrowings, the longest first where not all are shown."""
    passages = [one for one in found.borrowings if one.manner != "formula"]
    shown = passages
    if len(shown) > limit:
        longest = sorted(shown, key=lambda one: -one.words * one.identity)[:limit]
        shown = [one for one in shown if any(one is other for other in longest)]
    for one in shown:
        yield from _borrowing(one, found.page_at)
        yield ""
    stand = "passage stands" if len(passages) == 1 else "passages stand"
    some = f" The {limit} longest are shown; --limit shows more." if len(shown) < len(passages) else ""
    yield f"{len(passages):,} {stand} in more than one source.{some}"
    apart = len(found.borrowings) - len(passages)
    if found.formulas or apart:
        formulas = _counted(len(found.formulas), "formula")
        yield f"Set apart: {formulas}, {_counted(apart, 'passage')} made of them (--formulas)."


def formula_lines(found: Borrowed, limit: int) -> Iterator[str]:
    """The formulas, the most frequent first."""
    for formula in found.formulas[:limit]:
        yield click.style(
            f"{formula.times:,} times, first in {formula.places[0].source}" if formula.places else "", bold=True
        )
        yield _indented(_one_line(formula.text))
    yield f"{len(found.formulas):,} formulas."


def _borrowing(one: Borrowing, page_at: PageAt) -> Iterator[str]:
    from variorum.reuse.differing import differing

    a, b = one.a.source, one.b.source
    direction = _DIRECTIONS[one.direction].format(a=a, b=b)
    manner = f"; {one.manner}" if one.manner else ""
    yield click.style(printable(f"{a} and {b}"), bold=True) + f": {one.words} words, {one.identity:.0%} alike{manner}"
    yield _indented(printable(direction + "." + "".join(f" {reason}" for reason in one.because)))
    for side in (one.a, one.b):
        yield _indented(f"{printable(_place(side, page_at))}: {_in_context(side, page_at)}")
    changes = differing(one.a.text, one.b.text)
    told = [f"“{ours or '–'}” / “{theirs or '–'}”" for ours, theirs in changes[:_DIFFERENCES]]
    if told:
        more = f" and {len(changes) - len(told)} more" if len(changes) > len(told) else ""
        yield _indented(printable(f"differs: {'; '.join(' '.join(one.split()) for one in told)}{more}"))


def _place(side: Side, page_at: PageAt) -> str:
    first, last = side.stretches[0], side.stretches[-1]
    pages = [page_at(stretch.source, stretch.page) for stretch in (first, last)]
    names = [page.locator_at(stretch.start) if page else "" for page, stretch in zip(pages, (first, last), strict=True)]
    shown = [name or f"page {stretch.page} of the file" for name, stretch in zip(names, (first, last), strict=True)]
    return f"{side.source}, {shown[0]}" + (f" to {shown[1]}" if shown[1] != shown[0] else "")


def _in_context(side: Side, page_at: PageAt) -> str:
    first, last = side.stretches[0], side.stretches[-1]
    opening, closing = page_at(first.source, first.page), page_at(last.source, last.page)
    before = opening.text[max(0, first.start - _CONTEXT) : first.start] if opening else ""
    after = closing.text[last.end : last.end + _CONTEXT] if closing else ""
    text = (
        side.text if len(side.text) <= _PASSAGE else f"{side.text[: _PASSAGE // 2]} […] {side.text[-_PASSAGE // 2 :]}"
    )
    return f"…{_one_line(before)}{click.style(_one_line(text), underline=True)}{_one_line(after)}…"


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'s' * (number != 1)}"


def _one_line(text: str) -> str:
    return printable(_BLANKS.sub(" ", text))


def _indented(text: str) -> str:
    return click.wrap_text(text, width=_WIDTH, initial_indent="    ", subsequent_indent="    ")
