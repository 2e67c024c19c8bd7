"""`check` and `explain`: the findings, and what each kind of finding means."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from variorum.cli.options import in_archive, opened, progress, status_of, with_fail_on, with_format, write_json
from variorum.cli.speaking import language, said, wrapped
from variorum.finding import Severity, severity_in_words
from variorum.saying import Sentence, in_turn, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from variorum.archive.folder import Archive
    from variorum.finding import Finding

_IN_FULL = 12  # findings up to which all are shown in full without being asked for
_EXAMPLES = 8  # of the gravest, one of a kind, that are shown under a longer summary
_EVIDENCE = 3  # lines of evidence that are shown with an example


@click.command(short_help="Show the findings.")
@click.argument("codes", nargs=-1, metavar="[CODE]…")
@in_archive
@with_format("text", "json", "sarif")
@with_fail_on
@click.option("--all", "everything", is_flag=True, help="Show every finding in full, not only the summary.")
@click.option("--public", is_flag=True, help="Leave out what must not leave the archive; SARIF always does.")
@click.pass_context
def check(
    context: click.Context,
    codes: tuple[str, ...],
    folder: Path,
    form: str,
    fail_on: str,
    *,
    everything: bool,
    public: bool,
) -> None:
    """Show the findings: all, or those of the codes or families named (`check Q W302`).

    A summary comes first, by kind and the most serious first; `--all` shows everything. SARIF is made to be read by
    others, so nothing is in it that is kept back, nor does it count for the exit status; `--public` does the same for
    text and JSON.
    """
    from variorum import pipeline
    from variorum.criticism.framework import known_codes
    from variorum.finding import as_json

    archive = opened(folder)
    _learn_from(archive, codes)
    wanted = known_codes(codes)
    for_others = public or form == "sarif"
    look = (
        pipeline.examine_for_all if for_others else pipeline.examine
    )  # the latter loads nothing that works things out
    with progress(form=form) as show:
        criticism = look(archive, codes=wanted, progress=show)
    if form == "json":
        write_json([as_json(finding) for finding in criticism.findings])
    elif form == "sarif":
        from variorum.criticism.sarif import as_sarif

        write_json(as_sarif(criticism.findings))
    else:
        in_full = everything or bool(wanted)
        for line in lines_of(criticism.findings, len(criticism.silenced), in_full=in_full):
            click.echo(line)
    context.exit(status_of(criticism.findings, fail_on))


@click.command(short_help="Say what a kind of finding means.")
@click.argument("code")
@in_archive
@with_format("text", "json")
def explain(code: str, folder: Path, form: str) -> None:
    """Say what a check looks for, why it matters, and what to do."""
    from dataclasses import asdict

    from variorum.criticism.manual import explain as explained
    from variorum.finding import NotFound
    from variorum.manuscript.manual import manual as of_audits

    with suppress(NotFound):  # outside an archive only the program's own checks are known
        _learn_from(opened(folder), (code,))
    page = of_audits().get(code.strip().upper()) or explained(code)
    if form == "json":
        write_json(asdict(page))
        return
    usual = f" ({said(severity_in_words(Severity[page.severity.upper()]))})" if page.severity else ""
    click.echo(f"{page.code}{usual}: {said(page.title)}\n")
    for told, text in (
        (Sentence(page.looks_for, {}), page.looks_for),
        (say("Why it matters: {text}", text=Sentence(page.why, {})), page.why),
        (say("What to do: {text}", text=Sentence(page.what_to_do, {})), page.what_to_do),
    ):
        if text:
            click.echo(wrapped(told, 100) + "\n")


def _learn_from(archive: Archive, codes: Iterable[str]) -> None:
    """Load the checks of others that an archive names, where a code is asked for that no family of the program has.

    What of them cannot be had is told among the findings.
    """
    from variorum.archive.settings import settings_of
    from variorum.criticism.families import FAMILIES
    from variorum.criticism.framework import family_of, load_plugins

    if any(family_of(code.strip().upper()) not in FAMILIES for code in codes):
        for _ in load_plugins(settings_of(archive.root)):
            pass


def lines_of(findings: tuple[Finding, ...], silenced: int, *, in_full: bool) -> Iterator[str]:
    """The findings for a terminal: how many, of which kinds, and then in full: all, or one of each of the gravest."""
    from variorum.cli.finding_lines import as_text

    gravest = sorted(findings, key=lambda finding: -finding.severity)
    yield said(summary(findings, silenced))
    if not findings:
        return
    everything = in_full or len(findings) <= _IN_FULL
    if not everything or len(findings) > _IN_FULL:
        yield ""
        yield from _by_kind(gravest)
    shown = gravest if everything else _one_of_each(gravest)[:_EXAMPLES]
    if not everything:
        yield "\n" + said(say("One example of each of the {count} most serious kinds:", count=len(shown)))
    for finding in shown:
        yield "\n" + as_text(finding, language(), most_evidence=None if everything else _EVIDENCE)
    if not everything:
        code = shown[0].code
        hint = say(
            "`variorum check {code}` lists the findings of one kind, `variorum check --all` lists all; "
            "`variorum explain {code}` says what a kind means and what to do.",
            code=code,
        )
        yield "\n" + wrapped(hint, 100)


def _by_kind(gravest: Sequence[Finding]) -> Iterator[str]:
    """A line for each kind of finding: severity, code, how often, and what it is; the most serious first."""
    from collections import Counter

    from variorum.criticism.framework import family_of
    from variorum.criticism.manual import manual

    pages = manual({family_of(finding.code) for finding in gravest})  # what no finding is of need not be loaded
    width = 1 + max(len(said(severity_in_words(severity))) for severity in Severity)
    counted = Counter((finding.severity, finding.code) for finding in gravest)
    for (severity, code), count in sorted(counted.items(), key=lambda each: (-each[0][0], -each[1], each[0][1])):
        title = said(pages[code].title) if code in pages else ""
        yield f"  {said(severity_in_words(severity)):<{width}}{code:<6}{count:>5}  {title}".rstrip()


def _one_of_each(gravest: Sequence[Finding]) -> list[Finding]:
    first: dict[str, Finding] = {}
    for finding in gravest:
        first.setdefault(finding.code, finding)
    return list(first.values())


def summary(findings: tuple[Finding, ...], silenced: int) -> str:
    """How many findings of each severity there are, in one line."""
    from collections import Counter

    counted = Counter(finding.severity.word for finding in findings)
    found = say("No findings.")
    if findings:
        each = (
            say("{n} {n:error|errors}", n=counted["error"]),
            say("{n} {n:warning|warnings}", n=counted["warning"]),
            say("{n} {n:note|notes}", n=counted["note"]),
        )
        found = say("{counted:,}.", counted=tuple(one for one in each if one.values["n"]))
    return in_turn(found, say("{n} more set aside by judgements.", n=silenced) if silenced else "")
