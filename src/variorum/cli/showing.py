"""`show`, `publish` and `status`: a dossier, the edition, and how things stand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from variorum.cli.options import in_archive, opened, progress, with_format, write_json
from variorum.cli.speaking import language, said
from variorum.cli.speaking import tell as tell_all
from variorum.saying import say

if TYPE_CHECKING:
    from variorum.archive.folder import Archive
    from variorum.examined import Examined, Verified

_WORTH_TELLING = 100_000  # bytes kept by audits


@click.command(short_help="Show a dossier.")
@click.argument("name", metavar="ID")
@in_archive
@with_format("text", "json")
def show(name: str, folder: Path, form: str) -> None:
    """Show a dossier: a person, group, place, work, event, source or thesis."""
    from variorum.finding import NotFound
    from variorum.pipeline.asking import looked_up

    def tell(record: Examined) -> list[str]:
        from variorum.cli.dossiers import as_json, lines_of, nearest

        lines = list(lines_of(record, name, language()))
        if not lines:
            raise NotFound(
                say("There is no dossier “{name}” in this archive.{nearest}", name=name, nearest=nearest(record, name))
            )
        return [json.dumps(as_json(record, name))] if form == "json" else [said(line) for line in lines]

    def rests_on_borrowings(record: Verified) -> bool:
        from variorum.cli.dossiers import rests_on_borrowings

        return rests_on_borrowings(record, name)

    with progress(form=form) as watch:
        key = f"{form} {language()} {name}"
        lines = looked_up(opened(folder), key, tell, rests_on_borrowings=rests_on_borrowings, progress=watch)
    if form == "json":
        write_json(json.loads(lines[0]))
    else:
        tell_all(*lines)


@click.command(short_help="Write the edition.")
@click.option("--language", metavar="CODE", help="The language of the edition's interface (en, ru, de …).")
@in_archive
@with_format("text", "json")
def publish(language: str | None, folder: Path, form: str) -> None:
    """Write the edition: a footnoted site that works without a server."""
    from variorum.edition.wording import words_of
    from variorum.pipeline import publish as publish_edition

    if language is not None:
        words_of(language)  # a language that the edition does not speak is refused before anything is built

    with progress(form=form) as show:
        built = publish_edition(opened(folder), language=language, progress=show)
    if form == "json":
        write_json({"edition": str(built.front_page), "pages": built.published.pages})
    else:
        tell_all(
            say(
                "{n} {n:page|pages} of the edition. Open {page}",
                n=built.published.pages,
                page=str(built.front_page),
            )
        )


@click.command(short_help="Say how things stand.")
@click.option("--why", "thing", metavar="THING", default="", help="Say what THING was made from, and what changed.")
@in_archive
@with_format("text", "json")
def status(thing: str, folder: Path, form: str) -> None:
    """Say what the archive holds, what is out of date, and what is missing on this machine.

    With --why: what a source, a statement (`strike-1932#^place`), a dossier or a page of the edition was made from, and
    why it is, or is not, up to date.
    """
    from variorum.manuscript.shelf import cache_size
    from variorum.pipeline.status import standing_of
    from variorum.reading_room.journal import Journal

    if thing:
        _tell_why(opened(folder), thing, form)
        return

    archive = opened(folder)
    standing, reach = standing_of(archive), Journal(archive).reach()
    if form == "json":
        journal = {"writes": reach.writes, "since": reach.since, "bytes": reach.size}
        write_json({**standing.as_json(), "audit memory": cache_size(), "can be undone": journal})
    else:
        tell_all(*standing.lines())
        if reach.writes:
            tell_all(
                say(
                    "In the reading room {n} {n:write|writes} can be undone, back to {since}; {size:.1f} MB are kept "
                    "for it.",
                    n=reach.writes,
                    since=reach.since[:10],
                    size=reach.size / 1e6,
                )
            )
        if (size := cache_size()) >= _WORTH_TELLING:
            tell_all(
                say(
                    "Audits keep {size:.1f} MB of sources already read; `variorum audit --forget` deletes them.",
                    size=size / 1e6,
                )
            )


def _tell_why(archive: Archive, thing: str, form: str) -> None:
    from variorum.pipeline.why import why

    found = why(archive, thing)
    if form == "json":
        write_json([one.as_json() for one in found])
    else:
        tell_all(*(line for one in found for line in one.lines()))
