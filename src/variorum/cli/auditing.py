"""`audit`: a manuscript's quotations, notes and references checked against a folder of sources."""

from __future__ import annotations

from collections import Counter
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from variorum.cli.options import PATH, gathered, progress, status_of, with_fail_on, with_format, write_json
from variorum.cli.speaking import language as terminal_language
from variorum.finding import Refused, printable
from variorum.saying import Sentence, in_language, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from variorum.archive.folder import Archive
    from variorum.finding import Finding
    from variorum.manuscript.audit import Audit
    from variorum.manuscript.outputs import Written
    from variorum.pipeline import Progress
    from variorum.quotation.texts import Texts

_MOST = 6  # findings that are shown one by one; the report has them all
_SHOWN = 40  # letters of a quotation that is told of


@dataclass(frozen=True, slots=True)
class AuditTerms:
    """Against what a manuscript is held, and what is asked of that."""

    sources: tuple[Path, ...]
    library: tuple[Path, ...]
    memoirs_after: int | None
    ask: bool


@dataclass(frozen=True, slots=True)
class AuditAnswer:
    """What is written where, in which language and form, and what of it fails."""

    out: Path | None
    fix: bool
    language: str
    strict: bool
    form: str
    fail_on: str

    def said(self, sentence: str) -> str:
        """A sentence in the language asked for, else in the terminal's."""
        return in_language(sentence, self.language or terminal_language())


@click.command(short_help="Check every quotation, note and reference of a manuscript.")
@click.argument("manuscript", type=PATH, required=False)
@click.option(
    "--sources", "-s", multiple=True, type=PATH, metavar="PATH",
    help="A folder or file of sources; may be given several times. Default: the manuscript's own folder.",
)  # fmt: skip
@click.option(
    "--library", "-l", multiple=True, type=PATH, metavar="FILE",
    help="References as BibTeX, BibLaTeX, CSL-JSON or RIS.",
)  # fmt: skip
@click.option("--out", type=PATH, metavar="DIR", help="Where to write. Default: beside it.")
@click.option("--fix", is_flag=True, help="Write a second copy with wrong pages and slips as tracked changes.")
@click.option(
    "--language", metavar="CODE", default="", help="The language of report, comments and terminal (en, ru, de …)."
)
@click.option("--strict", is_flag=True, help="List everything that nothing supports.")
@click.option("--memoirs-after", type=int, metavar="YEAR", help="Count memoirs apart that came out after this year.")
@click.option("--ask", is_flag=True, help="Ask which work is meant where that is not certain, and keep the answers.")
@click.option("--against", type=PATH, metavar="FILE", help="An earlier draft to hold this against.")
@click.option("--forget", is_flag=True, help="Empty the memory of sources read, and do nothing else.")
@with_format("text", "json", "sarif")
@with_fail_on
@gathered("terms", AuditTerms)
@gathered("answer", AuditAnswer)
@click.pass_context
def audit(
    context: click.Context,
    *,
    manuscript: Path | None,
    against: Path | None,
    forget: bool,
    terms: AuditTerms,
    answer: AuditAnswer,
) -> None:
    """Say of every quotation whether it stands where its note says, and of every note what it cites."""
    if forget:
        _forget(answer)
        return
    if answer.language:
        _spoken(answer.language)
    if manuscript is None:
        raise click.UsageError(say("Name a manuscript to audit."))
    if against is not None:
        _compare(manuscript, against, terms, answer)
        return
    findings = _audit(manuscript, terms, answer)
    context.exit(status_of(findings, answer.fail_on))


def _audit(manuscript: Path, terms: AuditTerms, answer: AuditAnswer) -> Sequence[Finding]:
    """Audit, write, tell, and give the findings; raises Refused at the end where nothing could be written."""
    from variorum.manuscript.answers import as_json
    from variorum.manuscript.findings import findings_of
    from variorum.manuscript.outputs import Written, write_all

    archive = _archive_around(manuscript, terms)
    place = answer.out or (archive.catalogue_dir / "audits" if archive is not None else None)
    language = answer.language or terminal_language()
    refused: Refused | None = None
    with progress(form=answer.form) as show, _audited(manuscript, archive, terms, answer, show) as (made, texts):
        findings = findings_of(made, strict=answer.strict)
        try:
            written = write_all(made, findings, texts, manuscript, out=place, fix=answer.fix, language=language)
        except Refused as trouble:  # what was found out is told all the same
            refused, written = trouble, Written(())
        told = as_json(made, texts) if answer.form == "json" else {}
    if answer.form == "json":
        write_json(told)
    elif answer.form == "sarif":
        from variorum.manuscript.outputs import as_sarif

        write_json(as_sarif(findings))
    else:
        _tell(made, findings, written, everything=answer.strict, said=answer.said)
    if refused is not None:
        raise refused
    return findings


def _forget(answer: AuditAnswer) -> None:
    from variorum.manuscript.shelf import empty_cache

    freed = say("{size:.1f} MB of remembered readings were forgotten.", size=empty_cache() / 1e6)
    click.echo(in_language(freed, answer.language))


@contextmanager
def _audited(
    manuscript: Path, archive: Archive | None, terms: AuditTerms, answer: AuditAnswer, show: Progress
) -> Iterator[tuple[Audit, Texts]]:
    """The audit against the archive in which the manuscript lies; where there is none, against the folders named.

    With `--ask` it is made again where anything was answered.
    """
    with _audited_once(manuscript, archive, terms, show) as found:
        if not (terms.ask and _asked(found[0], manuscript, answer.said)):
            yield found
            return
    with _audited_once(manuscript, archive, terms, show) as found:
        yield found


def _audited_once(
    manuscript: Path, archive: Archive | None, terms: AuditTerms, show: Progress
) -> AbstractContextManager[tuple[Audit, Texts]]:
    library, after = terms.library, terms.memoirs_after
    if archive is not None:
        from variorum.pipeline.auditing import audited_in

        return audited_in(archive, manuscript, library=library, progress=show, memoirs_after=after)
    from variorum.manuscript.auditing import audit_file

    found = audit_file(manuscript, sources=terms.sources, library=library, progress=show, memoirs_after=after)
    return nullcontext(found)


def _archive_around(manuscript: Path, terms: AuditTerms) -> Archive | None:
    """The archive in which a manuscript lies, unless folders of sources were named."""
    if terms.sources:
        return None
    from variorum.archive.folder import find_archive, open_archive
    from variorum.finding import NotFound

    try:
        return open_archive(find_archive(manuscript.resolve().parent))
    except NotFound:
        return None


def _tell(
    made: Audit, findings: Sequence[Finding], written: Written, *, everything: bool, said: Callable[[str], str]
) -> None:
    """Ten lines and the gravest findings; the rest is in the report."""
    from variorum.finding import Severity
    from variorum.manuscript.findings import TITLES
    from variorum.manuscript.report import lead_of, witnesses_in_words
    from variorum.manuscript.resolving import asked_about

    heading = say(
        "{name}: {quotations:,} {quotations:quotation|quotations}, {notes:,} {notes:note|notes}",
        name=made.manuscript.name,
        quotations=made.summary["quotations"],
        notes=made.summary["notes"],
    )
    click.secho(printable(said(heading)), bold=True)
    click.echo(printable(click.wrap_text(said(lead_of(made)), 96)))
    click.echo(printable(click.wrap_text(said(witnesses_in_words(made)), 96)))
    if uncertain := len(asked_about(made.notes)):
        hint = say(
            "Of {count:,} {count:reference|references} it is not certain which work is meant: “variorum audit --ask” "
            "asks you, and keeps your answers.",
            count=uncertain,
        )
        click.echo(printable(click.wrap_text(said(hint), 96)))
    for remark in made.remarks:
        click.echo(printable(click.wrap_text(said(remark), 96)))
    grave = [finding for finding in findings if everything or finding.severity > Severity.NOTE]
    shown = grave if everything else grave[:_MOST]
    for finding in shown:
        where = said(_where(finding, made))
        click.echo(printable(click.wrap_text(f"{where}: {said(finding.message)}", 96, "  ", "      ")))
    if len(grave) > len(shown):
        counted = Counter(finding.code for finding in grave[_MOST:])
        codes = tuple(
            say("{title:-} ({code}) {count}", title=Sentence(TITLES[code], {}), code=code, count=count)
            for code, count in counted.most_common()
        )
        more = say("… and {count} more: {codes:;}.", count=len(grave) - _MOST, codes=codes)
        click.echo(printable(click.wrap_text(said(more), 96, "  ", "      ")))
    for line in written.said:
        click.echo(printable(said(line)))
    if written.files:
        names = tuple(file.name for file in written.files)
        told = say("Written in {folder}: {names:,}.", folder=str(written.files[0].parent), names=names)
        click.echo(printable(said(told)))


def _spoken(language: str) -> None:
    """A language that the program does not speak is refused before anything is read."""
    from variorum.edition.wording import words_of

    words_of(language)


def _where(finding: Finding, made: Audit) -> str:
    from variorum.manuscript.report import where_of

    about = str(finding.about[0])
    one = next((one for one in made.quotations if one.id == about), None)
    if about.startswith("paragraph "):
        return about.replace("paragraph", "¶")
    if one is None:
        return say("note {note}", note=about.removeprefix("note "))
    words = " ".join(one.quoted.text.split())
    dots = "…" if len(words) > _SHOWN else ""
    return say("{where} “{words}{dots}”", where=where_of(one), words=words[:_SHOWN], dots=dots)


def _asked(made: Audit, path: Path, said: Callable[[str], str]) -> bool:
    """Ask about every reference that may mean several works; whether anything was answered."""
    from variorum.manuscript.remembered import keep_answers, read_answers
    from variorum.manuscript.resolving import asked_about

    answers = read_answers(path)
    before = len(answers)
    for written, name, candidates in asked_about(made.notes):
        if name in answers:
            continue
        click.echo("\n" + printable(said(say("Which work is meant by: {written}", written=written))))
        for number, candidate in enumerate(candidates, start=1):
            click.echo(printable(f"  {number}  {candidate.key} ({said(candidate.because)})"))
        question = said(say("Number, 0 for none of them, Enter to leave it open"))
        choice = click.prompt(question, default="", show_default=False)
        if choice.strip().isdigit() and int(choice) <= len(candidates):
            answers[name] = candidates[int(choice) - 1].key if int(choice) else ""
    if len(answers) > before:
        keep_answers(path, answers)
    return len(answers) > before


def _compare(new: Path, old: Path, terms: AuditTerms, answer: AuditAnswer) -> None:
    from variorum.manuscript.auditing import audit_file
    from variorum.manuscript.drafts import as_json, compare, in_lines

    with progress(form=answer.form) as show:
        earlier, _ = audit_file(old, sources=terms.sources, library=terms.library, progress=show)
        later, _ = audit_file(new, sources=terms.sources, library=terms.library, progress=show)
    found = compare(earlier, later)
    if answer.form == "text":
        for line in in_lines(found, old.name, new.name):
            click.echo(printable(answer.said(line)))
    else:
        write_json(as_json(found, old.name, new.name))
