"""`rename`: another id or key for a dossier, source or thesis, with every link following, shown first and undoable."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from variorum.cli.options import in_archive, opened, with_format, write_json
from variorum.cli.speaking import tell
from variorum.finding import printable
from variorum.saying import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from variorum.archive.folder import Archive
    from variorum.archive.renaming import Renaming
    from variorum.reading_room.journal import JournalEntry


@click.command(short_help="Give a dossier or source another id or key; links follow.")
@click.argument("names", nargs=-1, metavar="OLD NEW")
@in_archive
@click.option("--preview", is_flag=True, help="Show every line that would change, and write nothing.")
@click.option("--undo", is_flag=True, help="Take the last renaming back.")
@click.option("--by", default="", metavar="NAME", help="Who renames; by default the name that git knows.")
@with_format("text", "json")
def rename(names: tuple[str, ...], folder: Path, preview: bool, undo: bool, by: str, form: str) -> None:
    """Call a dossier, source or thesis NEW instead of OLD, in all files of the archive or in none.

    Links, citations, ledgers, file names and the folder of transcripts follow. The reading room undoes it too.
    """
    from variorum.archive.renaming import renaming
    from variorum.finding import Refused
    from variorum.pipeline.identities import by_git

    archive = opened(folder)
    who = by or by_git(archive.root) or "variorum rename"
    if undo:
        if names:
            raise Refused(say("`variorum rename --undo` takes no names: it takes back the last renaming."))
        _undo(archive, who, form)
        return
    if len(names) != 2:
        raise Refused(say("Say what is to be renamed and how: `variorum rename OLD NEW`."))
    thought = renaming(archive.root, *(name.strip() for name in names))
    entry = None if preview else _written(archive, thought, who)
    if form == "json":
        write_json({**_as_json(thought), "written": entry is not None})
        return
    _say(thought)
    number = len(thought.changes)
    if entry is None:
        tell(say("{n} {n:file|files} would change; nothing was written.", n=number))
    else:
        tell(
            say(
                "{old} is now called {new}, in {n} {n:file|files}. `variorum rename --undo` takes it back.",
                old=thought.old,
                new=thought.new,
                n=number,
            )
        )


def _written(archive: Archive, thought: Renaming, who: str) -> JournalEntry:
    from variorum.reading_room.journal import Journal
    from variorum.reading_room.renamed import carried_out

    return carried_out(Journal(archive), thought, by=who)


def _as_json(thought: Renaming) -> Mapping[str, object]:
    from variorum.reading_room.renamed import as_json

    return as_json(thought)


def _say(thought: Renaming) -> None:
    from variorum.reading_room.composing import changes_between

    for one in thought.changes:
        if one.after is None:
            tell(say("{file}: is removed", file=one.file))
        elif one.before is None:
            tell(say("{file}: is added", file=one.file))
        else:
            for change in changes_between(one.before, one.after):
                removed, added, line = change["removed"], change["added"], change["line"]
                assert isinstance(removed, list)
                assert isinstance(added, list)
                click.echo(printable(f"{one.file}:{line}"))
                click.echo(printable("\n".join([*(f"- {text}" for text in removed), *(f"+ {text}" for text in added)])))


def _undo(archive: Archive, who: str, form: str) -> None:
    from variorum.finding import NotFound
    from variorum.reading_room.journal import Journal
    from variorum.reading_room.renamed import is_renaming

    journal = Journal(archive)
    last = next((one for one in reversed(journal.standing()) if is_renaming(one)), None)
    if last is None:
        raise NotFound(say("There is no renaming to take back."))
    done = journal.undo(last.id, by=who)
    if form == "json":
        write_json({"undone": last.what, "files": sorted(done.before)})
    else:
        tell(say("Undone: {what}.", what=last.what))
