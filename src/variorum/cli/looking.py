"""`search` and `quote`: what stands where."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from variorum.cli.options import (
    batch_lines,
    in_archive,
    opened,
    progress,
    refuse_both,
    with_batch,
    with_format,
    write_json,
    write_line,
)
from variorum.saying import say

if TYPE_CHECKING:
    from variorum.catalogue.filters import Filters
    from variorum.pipeline.lookup import Desk


_NARROWING = ("source", "kind", "author", "language", "since", "until")


@click.command(short_help="Find passages.")
@click.argument("query", required=False, nargs=-1)
@click.option("--source", help="Only in this source (its key).")
@click.option("--kind", help="Only in sources of this kind (letter, memoir, newspaper …).")
@click.option("--author", help="Only in sources by this author (id or part of the name).")
@click.option("--language", help="Only in sources in this language (en, ru …).")
@click.option("--from", "since", metavar="EDTF", help="Only in sources from this date on.")
@click.option("--to", "until", metavar="EDTF", help="Only in sources up to this date.")
@click.option("--exact-script", "script", flag_value="exact", help="Look for names only as they are spelled here.")
@click.option("--any-script", "script", flag_value="any", help="Look for every word in both scripts, not names alone.")
@click.option("--meaning", is_flag=True, help="Find passages that mean the same too, in either language ([embed]).")
@click.option("--limit", default=20, type=click.IntRange(1, 10_000), show_default=True, help="How many hits to show.")
@click.option("--offset", default=0, type=click.IntRange(0), help="How many hits to pass over.")
@click.option("--keep", is_flag=True, help="Record in searches.jsonl what was looked for, where, and not found.")
@in_archive
@with_format("text", "json")
@with_batch
def search(query: tuple[str, ...], folder: Path, form: str, batch: Path | None, keep: bool, **how: Any) -> None:
    """Find passages: words in any of their forms, "exact phrases", =exact, begin*, AND OR NOT.

    Words are found by their lemma, in English and Russian at once; names in both scripts and all transliterations, and
    the answer says in which. name:ID finds every form that a dossier lists. QUERY may hold filters too: source:KEY
    kind:letter author:NAME language:ru from:1928 to:1930, and script:exact or script:any.
    """
    from variorum.cli.passages import beside_as_json, hits_as_json, print_beside, print_hits
    from variorum.pipeline.lookup import desk

    words, how["script"] = " ".join(query), how["script"] or ""
    narrowed = {name: how.pop(name) for name in _NARROWING}
    refuse_both(batch, asked=bool(words.strip()))
    if not batch and not words.strip():
        raise click.UsageError(say("Say what to look for."))
    with progress(form=form) as show, desk(opened(folder), progress=show) as at:
        if batch:
            for asked in batch_lines(batch):
                write_line(_answered(at, asked, **{name: how[name] for name in ("limit", "script", "meaning")}))
            return
        hits = at.search(words, filters=_filters(narrowed), **how)
        if keep:
            at.keep(hits)
        beside = at.beside(words, source=narrowed["source"]) if not hits.total else ()
    if form == "json":
        write_json({**hits_as_json(hits), **beside_as_json(beside)})
    else:
        print_hits(hits, offset=how["offset"])
        print_beside(beside)


@click.command(short_help="Say where a quotation stands, and what it is.")
@click.argument("text", required=False, nargs=-1)
@click.option("--source", help="The source that is cited (its key).")
@click.option("--page", help="The page that is cited, as the source prints it; or a locator such as “§ 31”.")
@in_archive
@with_format("text", "json")
@with_batch
def quote(
    text: tuple[str, ...], source: str | None, page: str | None, folder: Path, form: str, batch: Path | None
) -> None:
    """Say where a quotation stands and what it turns out to be."""
    from variorum.cli.passages import beside_as_json, print_beside
    from variorum.pipeline.lookup import desk
    from variorum.quotation.verification import as_json

    quotation = " ".join(text)
    refuse_both(batch, asked=bool(quotation.strip()))
    if not batch and not quotation.strip():
        raise click.UsageError(say("Give the quotation, in quotation marks."))
    with progress(form=form) as show, desk(opened(folder), progress=show) as at:
        if batch:
            for answer in at.verify_many(list(batch_lines(batch))):
                write_line(answer)
            return
        verification = at.verify(quotation, source=source, page=page)
        beside = at.beside(quotation) if verification.verdict == "absent" else ()
        answer = {**as_json(verification, at.texts), **beside_as_json(beside)}
    if form == "json":
        write_json(answer)
    else:
        from variorum.cli.passages import print_verification

        print_verification(verification, answer)
        print_beside(beside)


def _filters(narrowed: dict[str, str | None]) -> Filters:
    """The filters that the options name, understood as those within a query are."""
    from variorum.catalogue.query import parse_query

    names = {"since": "from", "until": "to"}
    given = [f'{names.get(name, name)}:"{value}"' for name, value in narrowed.items() if value]
    return parse_query(" ".join(["x", *given])).filters


def _answered(at: Desk, asked: dict[str, Any], **how: Any) -> dict[str, object]:
    """One line of a batch answered; what cannot be searched for answers {"query", "error"}."""
    from variorum.cli.passages import hits_as_json
    from variorum.finding import VariorumError

    query = asked.get("query")
    if "error" in asked or not isinstance(query, str):
        return {"query": query, "error": asked.get("error", "“query” is missing or is no text.")}
    try:
        return {"query": query, **hits_as_json(at.search(query, **how))}
    except VariorumError as error:
        return {"query": query, "error": str(error)}
