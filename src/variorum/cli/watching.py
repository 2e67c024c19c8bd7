"""`watch`: built on every change, and told is what the change did."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from variorum.cli.options import in_archive, opened, progress, with_format, write_line
from variorum.cli.speaking import tell as tell_all
from variorum.cli.verdict_words import place_in_words, verdict_in_words
from variorum.finding import place_in_words as finding_place_in_words
from variorum.finding import severity_in_words
from variorum.saying import in_turn, say

if TYPE_CHECKING:
    from variorum.pipeline.watching import WatchMessage

_FILES = 3  # files that changed that are named


@click.command(short_help="Build on every change, and tell what the change did.")
@in_archive
@with_format("text", "json")
def watch(folder: Path, form: str) -> None:
    """Build the archive now and whenever a file of it changes, and tell only what the change did; Ctrl-C ends it.

    Verdicts and structure are told first, names, borrowings and pages when they are worked out. With JSON: one object a
    line.
    """
    from variorum.pipeline.watching import watch as watched

    archive = opened(folder)

    def tell(told: WatchMessage) -> None:
        if form == "json":
            write_line(as_json(told))
        else:
            tell_all(*lines(told))

    with progress(form=form) as show:
        builds = watched(archive, tell, progress=show)
        first = next(builds)
    if form == "text":
        watching = say("Watching {root}; Ctrl-C ends it.", root=str(archive.root))
        tell_all(in_turn(first.in_words, watching))
    for _ in builds:
        pass


def lines(told: WatchMessage) -> Iterator[str]:
    """What a change did, for people."""
    if told.is_first:
        more = len(told.changed) - _FILES
        named = told.changed[:_FILES]
        yield say("{files:,} and {more} more:", files=named, more=more) if more > 0 else say("{files:,}:", files=named)
    for verdict in told.effect.verdicts:
        yield say(
            "  {statement} “{words}”: {change}",
            statement=verdict.statement,
            words=_short(verdict.words),
            change=_change(verdict.before, verdict.after),
        )
    for sign, findings in (("+", told.effect.appeared), ("-", told.effect.gone)):
        for finding in findings:
            yield say(
                "  {sign} {severity} {code}: {place}{message}",
                sign=sign,
                severity=severity_in_words(finding.severity),
                code=finding.code,
                place=finding_place_in_words(finding.position),
                message=finding.message,
            )
    if told.whole:
        if told.written:
            yield say("  {n} {n:page|pages} of the edition written.", n=told.written)
        else:
            yield say("  No page of the edition has changed.")
    elif not told.effect:
        yield say("  No verdict has changed. Names, borrowings and pages are still being checked.")
    elif told.is_first:
        yield say("  Names, borrowings and pages are still being checked.")


def as_json(told: WatchMessage) -> dict[str, object]:
    """The same for programs."""
    from variorum.finding import as_json as finding_as_json

    return {
        "changed": list(told.changed),
        "whole": told.whole,
        "waiting": list(told.waiting),
        "verdicts": [
            {
                "statement": one.statement,
                "quotation": one.words,
                "before": one.before or None,
                "after": one.after or None,
            }
            for one in told.effect.verdicts
        ],
        "appeared": [finding_as_json(one) for one in told.effect.appeared],
        "gone": [finding_as_json(one) for one in told.effect.gone],
        "written": told.written,
    }


def _change(before: str, after: str) -> str:
    if not before:
        return say("{after} (new)", after=_verdict(after))
    if not after:
        return say("{before} (removed)", before=_verdict(before))
    return say("{before} → {after}", before=_verdict(before), after=_verdict(after))


def _verdict(told: str) -> str:
    """A verdict and its place ("verbatim, as cited") as the terminal's reader knows them."""
    verdict, _, place = told.partition(", ")
    named = (verdict_in_words(verdict), *((place_in_words(place),) if place else ()))
    return say("{named:,}", named=named)


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:57]}…"
