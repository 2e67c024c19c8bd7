"""Renaming in the room: looked at first, written together in one write, undone like any other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from variorum.archive.renaming import Renaming, renaming
from variorum.archive.transaction import write_together
from variorum.finding import Refused
from variorum.reading_room.asked import asked_text
from variorum.reading_room.composing import changes_between
from variorum.reading_room.journal import Journal, JournalEntry
from variorum.reading_room.room import Room
from variorum.saying import Sentence, say, template

_WHAT = template("renamed: {old} to {new}")
_SHOWN = 400  # files of a preview


@dataclass(frozen=True, slots=True)
class RenameAsked:
    """A dossier, source or thesis that is to be called otherwise."""

    id: str = asked_text(says="what it is called now: its id or key")
    new: str = asked_text(says="what it is to be called")


def preview_renaming(room: Room, asked: RenameAsked) -> Mapping[str, object]:
    """Every line that would change, file by file; nothing is written."""
    return as_json(_thought_out(room, asked))


def rename(room: Room, asked: RenameAsked) -> Mapping[str, object]:
    """Give it the new name, in all files or none."""
    thought = _thought_out(room, asked)
    with room.writing():
        entry = carried_out(room.journal, thought, by=room.by)
    return {**as_json(thought), "write": entry.id, "what": entry.what, "by": entry.by, "when": entry.when}


def carried_out(journal: Journal, thought: Renaming, *, by: str) -> JournalEntry:
    """Write a renaming that was thought out, in one write that can be undone."""
    _, entry = journal.write(
        Sentence(_WHAT, {"old": thought.old, "new": thought.new}),
        lambda: write_together(journal.archive.root, thought.changes),
        files=[one.file for one in thought.changes],
        by=by,
    )
    return entry


def is_renaming(entry: JournalEntry) -> bool:
    """Whether a write of the journal gave something another name."""
    return entry.what.startswith(_WHAT.partition("{")[0])


def _thought_out(room: Room, asked: RenameAsked) -> Renaming:
    if not room.viewer.sees_all:
        raise Refused(say("A name stands in many files, some of which may not be for you; ask an owner to rename it."))
    return renaming(room.archive.root, asked.id.strip(), asked.new.strip())


def as_json(thought: Renaming) -> dict[str, object]:
    """What a renaming changes, file by file and line by line."""
    moved = {one.file for one in thought.changes if one.after is None}
    return {
        "id": thought.new,
        "file": thought.file,
        "total": len(thought.changes),
        "files": [
            {
                "file": one.file,
                "goes": one.file in moved,
                "comes": one.before is None,
                "changes": changes_between(one.before, one.after)
                if one.before is not None and one.after is not None
                else [],
            }
            for one in sorted(thought.changes, key=lambda one: one.file.endswith(".jsonl"))[:_SHOWN]
        ],
    }


ROWS = (
    ("POST", "/api/rename/preview", "What another id or key would change.", RenameAsked, preview_renaming),
    (
        "POST",
        "/api/rename",
        "Give a dossier or source another id or key, and let all links follow.",
        RenameAsked,
        rename,
    ),
)
