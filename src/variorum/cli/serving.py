"""`serve`: the reading room on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from variorum.cli.options import in_archive, opened


@click.command(short_help="Open the reading room in the browser.")
@click.option("--port", default=8470, type=click.IntRange(1, 65535), show_default=True, help="The port to listen on.")
@click.option("--no-browser", is_flag=True, help="Print the address, and open no browser.")
@click.option("--by", default="", help="Who writes and judges; by default the name that git knows.")
@click.option("--language", metavar="CODE", help="The language of the pages.")
@in_archive
def serve(port: int, by: str, language: str | None, folder: Path, *, no_browser: bool) -> None:
    """Open the reading room: read, mark, state, judge and write in the browser, on the very files of the archive.

    It listens on this machine alone, at an address that is good once. Another port is taken where this one is in use.
    """
    from variorum.pipeline.identities import by_git
    from variorum.reading_room.serving import serve as serve_archive

    archive = opened(folder)

    def tell(address: str) -> None:
        click.echo(f"The reading room is open at\n\n    {address}\n\nThe address is good once. Ctrl-C closes the room.")
        if not no_browser:
            click.launch(address)

    who = by or by_git(archive.root) or _user()
    serve_archive(archive, port=port, by=who, language=language or "", tell=tell)


def _user() -> str:
    """The name of this user of the system; "reader" where it knows none."""
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError, ImportError):
        return "reader"
