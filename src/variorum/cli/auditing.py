"""`audit`: a manuscript's quotations, notes and references checked against a folder of sources."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from variorum.cli.options import progress, with_format, write_json

if TYPE_CHECKING:
    from variorum.manuscript.audit import Audit


@click.command(short_help="Check every quotation, note and reference of a manuscript.")
@click.argument("manuscript", type=click.Path(path_type=Path))
@click.option(
    "--sources",
    "-s",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="A folder or file of sources; may be given several times. Default: the folder of the manuscript.",
)
@click.option(
    "--library",
    "-l",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="References as BibTeX, BibLaTeX, CSL-JSON or RIS.",
)
@with_format("text", "json")
@click.pass_context
def audit(
    context: click.Context, manuscript: Path, sources: tuple[Path, ...], library: tuple[Path, ...], form: str
) -> None:
    """Say of every quotation whether it stands where its note says, and of every note what it cites."""
    from variorum.manuscript.answers import as_json
    from variorum.manuscript.auditing import audit_file

    with progress(form=form) as show:
        made, texts = audit_file(manuscript, sources=sources, library=library, progress=show)
    if form == "json":
        write_json(as_json(made, texts))
    else:
        _tell(made)
    context.exit(0)


def _tell(made: Audit) -> None:
    for name, count in made.summary.items():
        click.echo(f"{name}: {count}")
