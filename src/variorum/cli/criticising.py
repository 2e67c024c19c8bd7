"""`check` and `explain`: the findings, and what each kind of finding means."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from variorum.cli.options import in_archive, opened, progress, status_of, with_fail_on, with_format, write_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from variorum.criticism.manual import Explanation
    from variorum.finding import Finding

_MOST_NOTES = 6  # of one code that are shown one by one


@click.command(short_help="Show the findings.")
@click.argument("codes", nargs=-1, metavar="[CODE]…")
@in_archive
@with_format("text", "json", "sarif")
@with_fail_on
@click.pass_context
def check(context: click.Context, codes: tuple[str, ...], folder: Path, form: str, fail_on: str) -> None:
    """Show the findings: all, or those of the codes or families named (`check Q W302`)."""
    from variorum.criticism.framework import known_codes
    from variorum.finding import as_json, as_text
    from variorum.pipeline import examine

    wanted = known_codes(codes)
    with progress(form=form) as show:
        criticism = examine(opened(folder), codes=wanted, progress=show)
    if form == "json":
        write_json([as_json(finding) for finding in criticism.findings])
    elif form == "sarif":
        from variorum.criticism.sarif import as_sarif

        write_json(as_sarif(criticism.findings))
    else:
        shown, gathered = gathered_notes(criticism.findings, asked=bool(wanted))
        for finding in shown:
            click.echo(as_text(finding) + "\n")
        for line in gathered:
            click.echo(line)
        click.echo(summary(criticism.findings, len(criticism.silenced)))
    context.exit(status_of(criticism.findings, fail_on))


@click.command(short_help="Say what a kind of finding means.")
@click.argument("code")
@with_format("text", "json")
def explain(code: str, form: str) -> None:
    """Say what a check looks for, why it matters, and what to do."""
    from dataclasses import asdict

    from variorum.criticism.manual import explain as explained

    page = explained(code)
    if form == "json":
        write_json(asdict(page))
        return
    usual = f" ({page.severity})" if page.severity else ""
    click.echo(f"{page.code}{usual}: {page.title}\n")
    for heading, text in (("", page.looks_for), ("Why it matters: ", page.why), ("What to do: ", page.what_to_do)):
        if text:
            click.echo(click.wrap_text(heading + text, width=100) + "\n")


def gathered_notes(findings: tuple[Finding, ...], *, asked: bool) -> tuple[list[Finding], list[str]]:
    """Findings to show one by one, and a line for each kind of note that is too frequent for that.

    Where somebody asked for certain codes, everything is shown.
    """
    from collections import Counter

    from variorum.criticism.manual import manual
    from variorum.finding import Severity

    notes = Counter(finding.code for finding in findings if finding.severity is Severity.NOTE)
    many = {} if asked else {code: count for code, count in notes.items() if count > _MOST_NOTES}
    pages = manual() if many else {}
    lines = [
        f"note {code}, {count} times: {_title(pages, code)} `variorum check {code}` lists them."
        for code, count in sorted(many.items())
    ]
    return [f for f in findings if f.code not in many or f.severity is not Severity.NOTE], lines


def summary(findings: tuple[Finding, ...], silenced: int) -> str:
    """How many findings of each severity there are, in one line."""
    from collections import Counter

    counted = Counter(finding.severity.word for finding in findings)
    if not findings:
        text = "No findings."
    else:
        met = [word for word in ("error", "warning", "note") if counted[word]]
        text = ", ".join(f"{counted[word]} {word}{'s' * (counted[word] != 1)}" for word in met) + "."
    return text + (f" {silenced} more set aside by judgements." if silenced else "")


def _title(pages: Mapping[str, Explanation], code: str) -> str:
    return pages[code].title if code in pages else ""
