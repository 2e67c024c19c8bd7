"""`borrowings`: what stands in more than one source, and who took it from whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from variorum.cli.options import PATH, gathered, in_archive, opened, progress, with_format, write_json, write_line
from variorum.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from variorum.pipeline.borrowed import Borrowed
    from variorum.reuse import Terms


_MASTER = re.compile(r"local(?:\[[\d*, ]+\])?|yarn|(?:spark|k8s|mesos|sc)://\S+")


@dataclass(frozen=True, slots=True)
class WhereDone:
    """On which engine the work is done."""

    engine: str
    master: str

    @property
    def spark(self) -> str:
        """The address of Spark's master; empty where the work is done here."""
        return self.master if self.engine == "spark" else ""


@dataclass(frozen=True, slots=True)
class BorrowingsAnswer:
    """What is shown, how much of it, in which form and where."""

    formulas: bool
    limit: int
    out: Path | None
    form: str


@click.command(short_help="Show what stands in more than one source.")
@click.argument("keys", nargs=-1, metavar="[KEY]…")
@click.option("--within", is_flag=True, help="Look for repetitions inside one source too.")
@click.option("--least-words", default=12, show_default=True, type=click.IntRange(4), help="Length of a passage.")
@click.option("--formulas", is_flag=True, help="Show instead what stands nearly everywhere and is set apart.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1), help="How many to show as text.")
@click.option(
    "--pages",
    type=PATH,
    metavar="PATH",
    help="Without an archive: a folder of texts, or a file of JSON Lines {“id”, “book”, “text”}, a page each.",
)
@click.option("--out", type=PATH, metavar="FILE", help="Write to a file: .jsonl or .parquet.")
@click.option("--engine", type=click.Choice(["local", "spark"]), default="local", help="Where the work is done.")
@click.option(
    "--master", default="local[*]", show_default=True, metavar="URL", help="Spark's master, for --engine spark."
)
@in_archive
@with_format("text", "json")
@gathered("where", WhereDone)
@gathered("answer", BorrowingsAnswer)
def borrowings(
    *,
    keys: tuple[str, ...],
    folder: Path,
    pages: Path | None,
    least_words: int,
    within: bool,
    where: WhereDone,
    answer: BorrowingsAnswer,
) -> None:
    """Show every passage of about twelve words or more that stands in two sources, and who took it from whom.

    KEY narrows it to passages with a side in these sources. What stands in dozens of places is a formula and is set
    apart (--formulas). With --pages FILE.jsonl the answer is a line of JSON for each passage: ids of the two pages,
    and offsets in their texts; a passage that runs over the end of a page of a “book” gives a line for each page.
    --engine spark does the same on Apache Spark, for a corpus that outgrows one machine.
    """
    from variorum.reuse import Terms

    terms = Terms(least_words=least_words, within=within)
    if where.spark and not _MASTER.fullmatch(where.spark):
        raise click.UsageError(
            say("“{master}” is no address of Spark's master: local[*], spark://HOST:7077, yarn …", master=where.spark)
        )
    if pages and not pages.is_dir():
        if answer.formulas and where.spark:
            raise click.UsageError(
                say("--formulas for a file of pages needs the local engine; leave out --engine spark.")
            )
        _answer_lines(pages, answer, terms, where.spark)
        return
    if pages and where.spark:
        raise click.UsageError(say("--engine spark reads pages from an archive or from a file of JSON Lines."))
    with progress(form=answer.form) as show:
        if pages:
            from variorum.pipeline.borrowed import borrowed_in

            _answer(borrowed_in(pages, terms=terms, progress=show), answer)
            return
        from variorum.pipeline.borrowed import borrowed

        with borrowed(opened(folder), keys, terms=terms, master=where.spark, progress=show) as found:
            _answer(found, answer)


def _answer_lines(pages: Path, answer: BorrowingsAnswer, terms: Terms, master: str) -> None:
    from dataclasses import asdict

    found: Iterable[dict[str, Any]]
    if answer.formulas:
        from variorum.pipeline.page_lines import formulas_of

        found = (
            {"text": one.text, "times": one.times,
             "places": [{"id": name, "start": start, "end": end} for name, start, end in one.places]}
            for one in formulas_of(pages, terms=terms)
        )  # fmt: skip
    elif master:
        from variorum.pipeline.on_spark import hits_on_spark

        found = map(asdict, hits_on_spark(pages, master=master, terms=terms))
    else:
        from variorum.pipeline.page_lines import hits_in

        found = map(asdict, hits_in(pages, terms=terms))
    if answer.out:
        from variorum.pipeline.tables import write_rows

        write_rows(answer.out, found)
        return
    for hit in found:
        write_line(hit)


def _answer(found: Borrowed, answer: BorrowingsAnswer) -> None:
    from variorum.reuse.answers import as_json, formula_as_json

    if answer.formulas:
        values = (formula_as_json(one, found.page_at) for one in found.formulas)
    else:
        values = (as_json(one, found.page_at) for one in found.borrowings)
    if answer.out:
        from variorum.pipeline.tables import write_rows

        write_rows(answer.out, values)
    elif answer.form == "json":
        write_json(list(values))
    else:
        from variorum.cli.borrowed_lines import formula_lines, lines_of

        for line in (formula_lines if answer.formulas else lines_of)(found, answer.limit):
            click.echo(line)
