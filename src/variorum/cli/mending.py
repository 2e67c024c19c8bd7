"""`mend`: corrections that the program knows, shown as differences, accepted one by one or by kind, undoable."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from variorum.cli.options import in_archive, opened, progress, with_format, write_json
from variorum.cli.speaking import said, tell
from variorum.saying import in_turn, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.archive.folder import Archive
    from variorum.manuscript.mending import Mend


@click.command(short_help="Accept corrections that the program knows.")
@click.argument("codes", nargs=-1, metavar="[CODE]…")
@in_archive
@click.option("--yes", is_flag=True, help="Accept all of the kinds named, without being asked one by one.")
@click.option("--undo", is_flag=True, help="Take back what the last mending changed.")
@with_format("text", "json")
def mend(codes: tuple[str, ...], folder: Path, yes: bool, undo: bool, form: str) -> None:
    """Show each known correction as a difference (C101, Q201, Q206, Q207) and make those that are accepted."""
    from variorum.finding import NotFound, Refused
    from variorum.manuscript.mending import CODES, mends_of
    from variorum.pipeline.examining import examined

    archive = opened(folder)
    if undo:
        _undo(archive)
        return
    wrong = [code for code in codes if code not in CODES]
    if wrong:
        raise NotFound(
            say("There are corrections for {codes:,}, and none for {wrong:,}.", codes=tuple(CODES), wrong=tuple(wrong))
        )
    if yes and not codes:
        raise Refused(say("Name the kinds that --yes is to accept, such as `mend Q206 --yes`."))
    with progress(form=form) as show:
        found = mends_of(examined(archive, progress=show).record, codes=codes)
    if form == "json":
        write_json([_as_json(one) for one in found])
        if not yes:
            return
    elif not found:
        tell(say("There is nothing that the program could correct by itself."))
        return
    accepted = list(found) if yes else _chosen(archive, found)
    done = _made(archive, accepted)
    if form == "text":
        made = say("{done} of {n} {n:correction|corrections} made.", done=done, n=len(found))
        tell(in_turn(made, say("`variorum mend --undo` takes them back.") if done else ""))


def _as_json(one: Mend) -> dict[str, object]:
    return {
        "code": one.code, "file": one.position.file, "line": one.position.line, "old": one.old, "new": one.new,
        "because": one.because,
    }  # fmt: skip


def _chosen(archive: Archive, found: Sequence[Mend]) -> list[Mend]:
    """Ask about each: y, n, a (this and all others of its kind), q; where nobody can answer, only show."""
    import sys

    from variorum.finding import ChangedOnDisk
    from variorum.manuscript.mending import difference

    asks = sys.stdin.isatty()
    chosen: list[Mend] = []
    all_of: set[str] = set()
    for one in found:
        try:
            lines = difference(one, (archive.root / one.position.file).read_bytes())
        except ChangedOnDisk as moved:
            tell(moved.sentence)
            continue
        tell("", say("{code}  {why}", code=one.code, why=one.because), *lines)
        if one.code in all_of:
            chosen.append(one)
            continue
        answer = (
            click.prompt(
                said(say("Accept? y: yes, n: no, a: all of this kind, q: quit")), default="n", show_default=False
            )
            if asks
            else "n"
        )
        if answer.lower().startswith("q"):
            break
        if answer.lower().startswith("a"):
            all_of.add(one.code)
        if answer.lower()[:1] in ("y", "a"):
            chosen.append(one)
    return chosen


def _made(archive: Archive, accepted: Sequence[Mend]) -> int:
    from variorum.finding import ChangedOnDisk
    from variorum.manuscript.mended import made

    done, troubles = made(archive.root, accepted)
    for trouble in troubles:
        tell(say("! {trouble}", trouble=trouble), err=True)
    if troubles and not done:
        raise ChangedOnDisk(say("Nothing was changed."))
    return done


def _undo(archive: Archive) -> None:
    from variorum.manuscript.mended import undone

    files = undone(archive.root)
    if files:
        tell(say("Undone in {files:,}.", files=tuple(files)))
    else:
        tell(say("There is no correction to undo."))
