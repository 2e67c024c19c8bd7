"""`theses`, `predictions`, `options`, `patterns` and `figures`: what the evidence does to rival interpretations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from variorum.cli.options import in_archive, opened, progress, with_format, write_json
from variorum.cli.speaking import tell
from variorum.saying import say

if TYPE_CHECKING:
    from variorum.examined import Examined


@click.command(short_help="Hold rival theses against the evidence.")
@click.argument("question", required=False)
@click.option(
    "--without",
    multiple=True,
    metavar="UNIT",
    help="Show the table without source:KEY, family:KEY, author:ID, standing:…, kind:… or after:YEAR (repeatable).",
)
@in_archive
@with_format("text", "json")
def theses(question: str | None, without: tuple[str, ...], folder: Path, form: str) -> None:
    """Hold the rival theses of a QUESTION against the evidence: what tells them apart, what hangs on what.

    Nothing is scored and nobody wins. Without a QUESTION all of them are told.
    """
    from variorum.argument.answers import table_as_json
    from variorum.argument.evidence import Evidence
    from variorum.argument.occurrences import Chronicle
    from variorum.argument.silence import silences_of
    from variorum.argument.table import questions, table_of
    from variorum.cli.argument_lines import known_units, lines_of_table

    record = _record(folder, form)
    evidence, chronicle = Evidence(record), Chronicle(record)
    known_units(evidence, without)
    asked = [question] if question else list(questions(record.theses))
    tables = [table_of(evidence, one, without=without) for one in asked]
    silences = [[s for thesis in table.theses for s in silences_of(evidence, chronicle, thesis)] for table in tables]
    evidence = evidence.lacking(without)
    if form == "json":
        answers = [table_as_json(table, evidence, found) for table, found in zip(tables, silences, strict=True)]
        write_json(answers[0] if question else answers)
        return
    if not tables:
        tell(say("No thesis of this archive answers a question yet. Write one in theses/, with a line question: …"))
    for table, found in zip(tables, silences, strict=True):
        tell(*lines_of_table(table, evidence, found), "")


@click.command(short_help="Say who foresaw what.")
@click.argument("about", required=False, metavar="[EVENT]")
@in_archive
@with_format("text", "json")
def predictions(about: str | None, folder: Path, form: str) -> None:
    """Say who foretold what, by when, and whether the words stood there before the outcome."""
    from variorum.argument.answers import predictions_as_json
    from variorum.argument.evidence import Evidence
    from variorum.argument.occurrences import Chronicle
    from variorum.argument.predictions import predictions_of, readings
    from variorum.cli.argument_lines import lines_of_predictions

    record = _record(folder, form)
    _must_be_known(about, record)
    found = predictions_of(Evidence(record), Chronicle(record), about or "")
    if form == "json":
        write_json(predictions_as_json(found, readings(record.judgements)))
    else:
        tell(*lines_of_predictions(found, record))


@click.command(short_help="Say what else could have been decided.")
@click.argument("event", required=False)
@in_archive
@with_format("text", "json")
def options(event: str | None, folder: Path, form: str) -> None:
    """Say what else could have been decided at an EVENT, and what was known of it then."""
    from variorum.argument.answers import decisions_as_json
    from variorum.argument.evidence import Evidence
    from variorum.argument.occurrences import Chronicle
    from variorum.argument.options import decisions_of
    from variorum.cli.argument_lines import lines_of_decisions

    record = _record(folder, form)
    _must_be_known(event, record)
    found = decisions_of(Evidence(record), Chronicle(record), event or "")
    if form == "json":
        answers = decisions_as_json(found)
        write_json(answers[0] if event and answers else answers)
    else:
        tell(*lines_of_decisions(found, record))


@click.command(short_help="Find sequences that come back.")
@click.argument("pattern", required=False, metavar="[ID|propose]")
@click.option(
    "--shuffles",
    default=9_999,
    show_default=True,
    type=click.IntRange(99, 1_000_000),
    help="How often what happened is shuffled, to see what chance would give.",
)
@in_archive
@with_format("text", "json")
def patterns(pattern: str | None, shuffles: int, folder: Path, form: str) -> None:
    """Find the runs of the patterns that patterns/ holds, each sure or possible, and what chance would give.

    `patterns propose` looks for sequences that recur more than chance allows.
    """
    from variorum.argument.answers import pattern_as_json
    from variorum.argument.occurrences import Chronicle
    from variorum.argument.patterns import recurrence_of
    from variorum.cli.argument_lines import lines_of_pattern, lines_of_proposals
    from variorum.finding import NotFound

    record = _record(folder, form)
    chronicle = Chronicle(record)
    if pattern == "propose":
        from variorum.argument.patterns import proposals

        proposed = proposals(chronicle, shuffles=shuffles)
        if form == "json":
            write_json([one.as_json() for one in proposed])
        else:
            tell(*lines_of_proposals(proposed))
        return
    if pattern and pattern not in record.patterns:
        known = ", ".join(record.patterns) or "none"
        raise NotFound(say("There is no pattern “{pattern}”. The patterns are: {known}.", pattern=pattern, known=known))
    asked = [record.patterns[pattern]] if pattern else list(record.patterns.values())
    found = [(one, recurrence_of(one, chronicle, shuffles=shuffles)) for one in asked]
    if form == "json":
        answers = [pattern_as_json(one, result) for one, result in found]
        write_json(answers[0] if pattern else answers)
        return
    if not found:
        tell(say("This archive holds no patterns yet. Write one in patterns/; the how-to “Argue” shows how."))
    for one, result in found:
        tell(*lines_of_pattern(one, result, record), "")


@click.command(short_help="Hold numbers against one another.")
@click.argument("subject", required=False)
@in_archive
@with_format("text", "json")
def figures(subject: str | None, folder: Path, form: str) -> None:
    """Hold the counts of one thing against one another, and say which others are not the same count."""
    from variorum.argument.answers import figures_as_json
    from variorum.argument.evidence import Evidence
    from variorum.argument.figures import figures_of
    from variorum.cli.argument_lines import lines_of_figures

    record = _record(folder, form)
    _must_be_known(subject, record)
    evidence = Evidence(record)
    found = figures_of(evidence, subject or "")
    if form == "json":
        write_json(figures_as_json(found))
    else:
        tell(*lines_of_figures(found, evidence))


def _record(folder: Path, form: str) -> Examined:
    from variorum.pipeline import examined

    with progress(form=form) as show:
        return examined(opened(folder), progress=show).record


def _must_be_known(id_: str | None, record: Examined) -> None:
    """Raise NotFound for an id that no dossier has, with the nearest."""
    from variorum.cli.dossiers import nearest
    from variorum.finding import NotFound

    refs = (statement.ref for statement in record.statements)
    if id_ and id_ not in record.entities and id_ not in record.sources and id_ not in refs:
        raise NotFound(
            say("There is no dossier “{id}” in this archive.{nearest}", id=id_, nearest=nearest(record, id_))
        )
