"""`serve`: the reading room on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from variorum.archive.folder import Archive
from variorum.cli.options import in_archive, opened
from variorum.cli.speaking import chosen
from variorum.cli.speaking import tell as tell_all
from variorum.saying import in_turn, say


def _without_slash(_: click.Context, __: click.Parameter, address: str) -> str:
    return address.rstrip("/")


@click.command(short_help="Open the reading room in the browser.")
@click.option("--port", default=8470, type=click.IntRange(1, 65535), show_default=True, help="The port to listen on.")
@click.option("--no-browser", is_flag=True, help="Print the address, and open no browser.")
@click.option("--by", default="", help="Who writes and judges; by default the name that git knows.")
@click.option("--language", metavar="CODE", help="The language of the pages; else VARIORUM_LANGUAGE, or the archive's.")
@click.option("--team", is_flag=True, help="Let others in: accounts, roles, changes that wait for review.")
@click.option(
    "--behind",
    metavar="ADDRESS",
    default="",
    callback=_without_slash,
    help="With --team: the address of the proxy before it.",
)
@click.option("--listen", metavar="HOST", default="127.0.0.1", help="With --behind: where to listen, for a container.")
@click.option("--install", is_flag=True, help="Put a shortcut on the desktop that opens this archive's room, and end.")
@in_archive
def serve(
    port: int,
    by: str,
    language: str | None,
    folder: Path,
    *,
    no_browser: bool,
    install: bool,
    **openness: Any,
) -> None:
    """Open the reading room: read, mark, state, judge and write in the browser, on the very files of the archive.

    It listens on this machine alone, at an address that is good once. Another port is taken where this one is in use.
    With --team people sign in; the first address that is printed makes the owner's account, and the owner invites.
    Where there is no archive, the page asks what it is to be called, and begins it.
    """
    archive = None if _may_begin(folder) and not (install or openness["team"]) else opened(folder)
    if install and archive:
        _install(archive)
        return
    if language:
        from variorum.edition.wording import words_of

        words_of(language)  # refuses a language that the pages cannot be in
    from variorum.reading_room.workshop import WorkshopApart

    workshop = WorkshopApart(archive) if archive else None
    if workshop:
        workshop.begin()  # it makes ready while the server does
    from variorum.reading_room.serving import Opening, Openness, serve_first
    from variorum.reading_room.serving import serve as serve_archive

    def who() -> str:
        from variorum.pipeline.identities import by_git

        return by or by_git(archive.root if archive else folder) or _user()

    def tell(address: str) -> None:
        tell_all(say("The reading room is open at"), "", f"    {address}", "")
        once = say("The address can be used once.")
        signing = say("Sign in there.")
        tell_all(
            in_turn(signing if openness["team"] and "secret=" not in address else once, say("Ctrl-C closes the room."))
        )
        if not no_browser:
            click.launch(address)

    opening = Opening(who, language or chosen(), workshop)
    try:
        if archive is None:
            serve_first(folder, opening, port=port, tell=tell)
        else:
            serve_archive(archive, opening, port=port, tell=tell, openness=Openness(**openness))
    except KeyboardInterrupt:  # as the room's own words tell to end it
        tell_all(say("The room is closed."))


def _may_begin(folder: Path) -> bool:
    """Whether an archive can be begun in a folder: it is there, and neither it nor one above it is an archive."""
    from variorum.archive.folder import find_archive
    from variorum.finding import NotFound

    try:
        find_archive(folder)
    except NotFound:
        return folder.is_dir()
    return False


def _install(archive: Archive) -> None:
    from variorum.archive.reading import read_record
    from variorum.reading_room.shortcut import install

    path = install(read_record(archive.root)[0].settings.title, archive.root)
    tell_all(
        say("{path} opens the reading room of this archive. To remove the shortcut, delete that file.", path=str(path))
    )


def _user() -> str:
    """The name of this user of the system; "reader" where it knows none."""
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError, ImportError):
        return "reader"
