"""`export`: what may leave the archive, in a file that other programs read."""

from __future__ import annotations

from pathlib import Path

import click

from variorum.cli.options import PATH, in_archive, opened, progress
from variorum.cli.speaking import said, tell
from variorum.saying import say


class _Export(click.Command):
    def format_epilog(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        """The formats that other packages bring."""
        from variorum.interchange import others

        if others():
            formatter.write_paragraph()
            formatter.write_text(said(say("Other packages bring: {formats:,}.", formats=others())))


@click.command(cls=_Export, short_help="Write a file for another program.")
@click.argument("name", metavar="FORMAT")
@click.option("--out", type=PATH, metavar="PATH", help="The file to write (default: - the screen).")
@in_archive
def export(name: str, out: Path | None, folder: Path) -> None:
    """Write a file for another program: argdown, aif, gexf, graphml, network-csv, chronology-csv.

    What is restricted or protected is never in it.
    """
    from variorum.archive.writing import write_atomically
    from variorum.finding import printable
    from variorum.interchange import format_named
    from variorum.pipeline.examining import public_record

    chosen = format_named(name)
    with progress() as show:
        text = chosen.write(public_record(opened(folder), progress=show))
    if out is None or str(out) == "-":
        click.echo(printable(text), nl=False)
    else:
        write_atomically(out, text.encode("utf-8"))
        tell(say("Written to {file}", file=str(out)))
