"""`demo`, `new`, `add` and `build`: from files to a checked edition."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from variorum.cli.criticising import summary
from variorum.cli.options import PATH, in_archive, opened, progress, status_of, with_fail_on, with_format, write_json
from variorum.cli.speaking import language
from variorum.cli.speaking import tell as tell_all
from variorum.saying import in_turn, say

if TYPE_CHECKING:
    from variorum.archive.folder import Archive
    from variorum.pipeline.examining import Examination, FirstLook, Meanwhile
    from variorum.pipeline.full_build import Built


@click.command(short_help="Make the sample archive, and check it.")
@click.argument("folder", default="variorum-demo", type=PATH, metavar="[DIR]")
@click.option("--again", is_flag=True, help="Take a sample archive that is there already, instead of refusing.")
@with_format("text", "json")
def demo(folder: Path, again: bool, form: str) -> None:
    """Make the sample archive in DIR, build it, and say what was found and what to open."""
    from variorum.archive.folder import open_archive
    from variorum.pipeline import build as build_whole
    from variorum.pipeline.build_report import demo_in_ten_lines, demo_report
    from variorum.sample import copy_sample, is_sample

    if not (again and is_sample(folder)):
        copy_sample(folder)
    with progress(form=form) as show:
        built = build_whole(open_archive(folder), progress=show)
    if form == "json":
        write_json(demo_report(built))
    else:
        tell_all(*demo_in_ten_lines(built))


@click.command(short_help="Make an empty archive.")
@click.argument("folder", type=PATH, metavar="DIR")
@click.option("--title", default="", help="The archive's title.")
@with_format("text", "json")
def new(folder: Path, title: str, form: str) -> None:
    """Make an empty archive in DIR, with comments that explain each file."""
    from variorum.archive.folder import create_archive
    from variorum.finding import as_typed

    archive = create_archive(folder, title=title or folder.resolve().name)
    if form == "json":
        write_json({"archive": str(archive.root)})
    else:
        tell_all(
            say(
                "An empty archive is in {root}. Take sources in with: variorum add -C {folder} FILES…",
                root=str(archive.root),
                folder=as_typed(folder),
            )
        )


@click.command(short_help="Take files in as sources.")
@click.argument("paths", nargs=-1, required=True, type=PATH, metavar="PATH…")
@click.option("--key", default="", metavar="KEY", help="The key under which the source is cited; for one file only.")
@in_archive
@with_format("text", "json")
@with_fail_on
@click.pass_context
def add(context: click.Context, paths: tuple[Path, ...], key: str, folder: Path, form: str, fail_on: str) -> None:
    """Take files or folders in as sources: copy, read, and write a dossier for each."""
    from variorum.cli.finding_lines import as_text
    from variorum.finding import as_json
    from variorum.pipeline import take_in

    with progress(form=form) as show:
        taken = take_in(opened(folder), paths, key=key, progress=show)
    if form == "json":
        sources = [{"key": source.key, "file": source.file, "pages": source.pages} for source in taken.sources]
        write_json({"added": sources, "findings": [as_json(finding) for finding in taken.findings]})
    else:
        for source in taken.sources:
            tell_all(
                say(
                    "{key}  {title}  ({pages}) from {file}",
                    key=source.key,
                    title=" ".join(source.title.split("\n")),
                    pages=source.pages_in_words,
                    file=" ".join(source.file.split("\n")),
                )
            )
        for finding in taken.findings:
            click.echo(as_text(finding, language()))
        tell_all(taken.in_one_line)
    context.exit(status_of(taken.findings, fail_on))


@click.command(short_help="Do whatever is not up to date.")
@in_archive
@with_format("text", "json")
@with_fail_on
@click.pass_context
def build(context: click.Context, folder: Path, form: str, fail_on: str) -> None:
    """Do whatever is not up to date: read, index, verify, check, publish."""
    from variorum.pipeline.asking import still_stands
    from variorum.pipeline.build_report import build_report

    archive = opened(folder)
    built = still_stands(archive) or _built(archive, form)
    if form == "json":
        write_json(build_report(built))
    else:
        tell_all(
            built.in_words,
            in_turn(summary(built.findings, len(built.silenced)), say("`variorum check` shows them.")),
            say("The edition: {page}", page=str(built.front_page)),
        )
    context.exit(status_of(built.findings, fail_on))


def _built(archive: Archive, form: str) -> Built:
    from variorum.pipeline import build as build_whole

    with progress(form=form) as show:
        return build_whole(archive, progress=show, meanwhile=None if form == "json" else _teller())


def _teller() -> Meanwhile:
    """Tells what is known within seconds, then of each family of checks when it can be told of.

    Nothing is told where a build reads no source and verifies no quotation: it is over soon.
    """
    from variorum.pipeline.build_report import families_in_words, verdicts_in_words
    from variorum.pipeline.examining import FirstLook

    waiting = set[str]()

    def tell(done: FirstLook | Examination) -> None:
        fresh = waiting.difference(done.waiting)
        if isinstance(done, FirstLook):
            if done.engine.made["verification"] or done.anew.read:
                tell_all(*verdicts_in_words(done))
                waiting.update(done.waiting)
        elif fresh:
            tell_all(families_in_words(done, fresh))
            waiting.difference_update(fresh)

    return tell
