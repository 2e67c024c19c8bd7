"""Borrowings as people read them in a terminal: both places in context, and what differs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from variorum.cli.speaking import said
from variorum.evidence import Borrowing, Side
from variorum.finding import printable
from variorum.saying import Sentence, in_turn, say, template
from variorum.text.shown import unwrapped

if TYPE_CHECKING:
    from variorum.pipeline.borrowed import Borrowed, PageAt

_WIDTH = 96
_CONTEXT = 60  # code points shown before and after a passage
_PASSAGE = 600  # of a passage that are shown
_DIFFERENCES = 8
_BLANKS = re.compile(r"\s+")
_DIRECTIONS = {
    "a-from-b": template("{b} had it first; {a} may have it from there"),
    "b-from-a": template("{a} had it first; {b} may have it from there"),
    "common": template("both have it from a third"),
    "unknown": template("which has it from which is not known"),
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
    stand = say("{n:,} {n:passage stands|passages stand} in more than one source.", n=len(passages))
    some = say("The {limit} longest are shown; --limit shows more.", limit=limit) if len(shown) < len(passages) else ""
    yield said(in_turn(stand, some))
    apart = len(found.borrowings) - len(passages)
    if found.formulas or apart:
        yield said(
            say(
                "Set apart: {formulas:,} {formulas:formula|formulas}, {apart:,} {apart:passage|passages} made of them "
                "(--formulas).",
                formulas=len(found.formulas),
                apart=apart,
            )
        )


def formula_lines(found: Borrowed, limit: int) -> Iterator[str]:
    """The formulas, the most frequent first."""
    for formula in found.formulas[:limit]:
        first = formula.places[0].source if formula.places else ""
        times = say("{n:,} {n:time|times}, first in {source}", n=formula.times, source=first) if first else ""
        yield click.style(printable(said(times)), bold=True)
        yield _indented(_one_line(formula.text))
    yield said(say("{n:,} {n:formula|formulas}.", n=len(found.formulas)))


def _borrowing(one: Borrowing, page_at: PageAt) -> Iterator[str]:
    from variorum.reuse.differing import differing

    a, b = one.a.source, one.b.source
    direction = Sentence(_DIRECTIONS[one.direction], {"a": a, "b": b})
    manner = (
        say("; {manner:quoted=quoted|cited=cited|both=quoted and cited|unmarked=unmarked|=formula}", manner=one.manner)
        if one.manner
        else ""
    )
    alike = say("{n} {n:word|words}, {share:.0%} alike", n=one.words, share=one.identity)
    yield click.style(printable(said(say("{sources}", sources=(a, b)))), bold=True) + f": {said(alike)}{said(manner)}"
    yield _indented(printable(said(in_turn(say("{direction}.", direction=direction), *one.because))))
    for side in (one.a, one.b):
        yield _indented(f"{printable(_place(side, page_at))}: {_in_context(side, page_at)}")
    changes = differing(one.a.text, one.b.text)
    told = [f"“{ours or '–'}” / “{theirs or '–'}”" for ours, theirs in changes[:_DIFFERENCES]]
    if told:
        differing_words = "; ".join(" ".join(one.split()) for one in told)
        differs = say("differs: {words}", words=differing_words)
        if len(changes) > len(told):
            differs = say("differs: {words} and {more} more", words=differing_words, more=len(changes) - len(told))
        yield _indented(printable(said(differs)))


def _place(side: Side, page_at: PageAt) -> str:
    first, last = side.stretches[0], side.stretches[-1]
    pages = [page_at(stretch.source, stretch.page) for stretch in (first, last)]
    names = [page.locator_at(stretch.start) if page else "" for page, stretch in zip(pages, (first, last), strict=True)]
    shown = [
        name or say("page {page} of the file", page=stretch.page)
        for name, stretch in zip(names, (first, last), strict=True)
    ]
    if shown[1] == shown[0]:
        return said(say("{source}, {first}", source=side.source, first=shown[0]))
    return said(say("{source}, {first} to {last}", source=side.source, first=shown[0], last=shown[1]))


def _in_context(side: Side, page_at: PageAt) -> str:
    first, last = side.stretches[0], side.stretches[-1]
    opening, closing = page_at(first.source, first.page), page_at(last.source, last.page)
    before = opening.text[max(0, first.start - _CONTEXT) : first.start] if opening else ""
    after = closing.text[last.end : last.end + _CONTEXT] if closing else ""
    text = (
        side.text if len(side.text) <= _PASSAGE else f"{side.text[: _PASSAGE // 2]} […] {side.text[-_PASSAGE // 2 :]}"
    )
    return f"…{_one_line(before)}{click.style(_one_line(text), underline=True)}{_one_line(after)}…"


def _one_line(text: str) -> str:
    return printable(_BLANKS.sub(" ", unwrapped(text)))


def _indented(text: str) -> str:
    return click.wrap_text(text, width=_WIDTH, initial_indent="    ", subsequent_indent="    ")
