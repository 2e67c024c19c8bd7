"""`watch`: built on every change, and told is what the change did."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from variorum.cli.options import in_archive, opened, progress, with_format, write_line

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
    from variorum.finding import printable
    from variorum.pipeline.watching import watch as watched

    archive = opened(folder)

    def tell(told: WatchMessage) -> None:
        if form == "json":
            write_line(as_json(told))
        else:
            click.echo(printable("\n".join(lines(told))))

    with progress(form=form) as show:
        builds = watched(archive, tell, progress=show)
        first = next(builds)
    if form == "text":
        click.echo(f"{first.in_words} Watching {archive.root}; Ctrl-C ends it.")
    for _ in builds:
        pass


def lines(told: WatchMessage) -> Iterator[str]:
    """What a change did, for people."""
    if told.is_first:
        named = ", ".join(told.changed[:_FILES])
        more = len(told.changed) - _FILES
        yield f"{named}{f' and {more} more' if more > 0 else ''}:"
    for verdict in told.effect.verdicts:
        yield f"  {verdict.statement} “{_short(verdict.words)}”: {_change(verdict.before, verdict.after)}"
    for sign, findings in (("+", told.effect.appeared), ("-", told.effect.gone)):
        for finding in findings:
            place = f"{finding.position.file}:{finding.position.line}: " if finding.position else ""
            yield f"  {sign} {finding.severity.word} {finding.code}: {place}{finding.message}"
    if told.whole:
        pages = f"{told.written} page{'s' * (told.written != 1)} of the edition written"
        yield f"  {pages}." if told.written else "  No page of the edition is another."
    elif not told.effect:
        yield "  No verdict is another. Names, borrowings and pages are being looked at."
    elif told.is_first:
        yield "  Names, borrowings and pages are being looked at."


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
        return f"{after} (new)"
    return f"{before} → {after}" if after else f"{before} (taken out)"


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:57]}…"
