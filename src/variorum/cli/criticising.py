"""`check` and `explain`: the findings, and what each kind of finding means."""

from __future__ import annotations

from pathlib import Path

import click

from variorum.cli.options import in_archive, opened, progress, status_of, with_fail_on, with_format, write_json


@click.command(short_help="Show the findings.")
@click.argument("codes", nargs=-1, metavar="[CODE]…")
@in_archive
@with_format("text", "json", "sarif")
@with_fail_on
@click.pass_context
def check(context: click.Context, codes: tuple[str, ...], folder: Path, form: str, fail_on: str) -> None:
    """Show the findings: all, or those of the codes or families named (`check Q W302`)."""
    from variorum.build import examine
    from variorum.criticism.framework import known_codes
    from variorum.finding import as_json, as_text

    wanted = known_codes(codes)
    with progress(form=form) as show:
        criticism = examine(opened(folder), codes=wanted, progress=show)
    if form == "json":
        write_json([as_json(finding) for finding in criticism.findings])
    elif form == "sarif":
        from variorum.criticism.sarif import as_sarif

        write_json(as_sarif(criticism.findings))
    else:
        for finding in criticism.findings:
            click.echo(as_text(finding) + "\n")
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


def summary(findings: tuple[object, ...], silenced: int) -> str:
    """How many findings of each severity there are, in one line."""
    from collections import Counter

    from variorum.finding import Finding

    counted = Counter(finding.severity.word for finding in findings if isinstance(finding, Finding))
    if not findings:
        text = "No findings."
    else:
        met = [word for word in ("error", "warning", "note") if counted[word]]
        text = ", ".join(f"{counted[word]} {word}{'s' * (counted[word] != 1)}" for word in met) + "."
    return text + (f" {silenced} more set aside by judgements." if silenced else "")
