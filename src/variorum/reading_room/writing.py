"""Every write of the room: through `archive/editing` with the digest of what was read, and into the journal."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import TypeVar

from variorum.archive.bounds import leads_out
from variorum.archive.editing import edit
from variorum.archive.file_names import JUDGEMENTS_FILE, SEARCHES_FILE
from variorum.archive.ledgers import append_judgement, append_search
from variorum.archive.new_dossiers import FOLDERS, entity_dossier, propose_id
from variorum.archive.renaming import named_in
from variorum.archive.writing import ABSENT, write_atomically
from variorum.finding import NotFound, Refused
from variorum.pipeline.identities import judge
from variorum.reading_room.asked import LONGEST_NAME, BadRequest, DossierAsked, FileAsked, JudgementAsked, KindAsked
from variorum.reading_room.composing import ComposedChange, read_file
from variorum.reading_room.journal import JournalEntry
from variorum.reading_room.room import Rehearsed, Room
from variorum.reading_room.unseen import hold_names_in, hold_new_file, hold_sides_seen, hold_words
from variorum.record import ENTITY_KINDS, AboutDescent, AboutFinding, AboutNames, Judgement, Sought, matter_of
from variorum.saying import say

Result = TypeVar("Result")
EDITABLE = ("people", "groups", "places", "works", "events", "sources", "theses", "chapters", "patterns")
RESTED_ON = ("people", "groups", "places", "works", "events", "sources", "theses")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
CHAPTER = "chapter"
DESCENT_VERDICTS = ("confirmed", "refused", "unsure")
FINDING_VERDICTS = ("accepted", "withdrawn")


def write_composed(room: Room, composed: ComposedChange, *, expected: str) -> JournalEntry:
    """Write a change that was composed; ChangedOnDisk where the file holds other bytes than those that were read."""
    hold_names_in(room, composed.file, composed.before, composed.after)
    _, entry = written(
        room,
        composed.what,
        lambda: edit(room.archive.root, composed.file, lambda _: composed.after, expected=expected or composed.digest),
        files=[composed.file],
    )
    return entry


def write_file(room: Room, asked: FileAsked) -> tuple[str, JournalEntry]:
    """Put a text into a file of the archive, and give the digest of what it holds now."""
    file = editable(room, asked.file)
    content = asked.text.encode("utf-8")
    if asked.digest == ABSENT:
        hold_new_file(room)
        path = room.archive.root / file
        path.parent.mkdir(exist_ok=True)
        _, entry = written(
            room,
            say("new file: {file}", file=file),
            lambda: write_atomically(path, content, expected=ABSENT),
            files=[file],
        )
    else:
        if not asked.digest:
            raise BadRequest(say("“digest” is missing: say what the file held when it was read."))
        if not room.viewer.sees_all:
            hold_names_in(room, file, read_file(room, file), content)
        change = lambda before: _as_it_was(before, content)  # noqa: E731
        _, entry = written(
            room,
            say("written: {file}", file=file),
            lambda: edit(room.archive.root, file, change, expected=asked.digest),
            files=[file],
        )
    return entry.after[file], entry


def new_dossier(room: Room, asked: DossierAsked) -> tuple[str, str, JournalEntry]:
    """Write a new dossier; gives its id and file."""
    id_, file, content = plan_dossier(room, asked)
    hold_new_file(room)
    path = room.archive.root / file
    path.parent.mkdir(exist_ok=True)
    name = " ".join(asked.name.split())
    _, entry = written(
        room,
        say("new chapter: {name}", name=name) if asked.kind == CHAPTER else say("new dossier: {name}", name=name),
        lambda: write_atomically(path, content, expected=ABSENT),
        files=[file],
    )
    if asked.kind != CHAPTER:
        room.begins(id_, asked.kind, file)
    return id_, file, entry


def plan_dossier(room: Room, asked: DossierAsked) -> tuple[str, str, bytes]:
    """The id, the file and the content of a dossier that is asked for; refused where there is one already."""
    record = room.worked_out().record
    name = " ".join(asked.name.split())
    if asked.kind not in (*ENTITY_KINDS, CHAPTER):
        raise BadRequest(
            say(
                "“{kind}” is no kind of dossier; there are {kinds}.",
                kind=asked.kind[:40],
                kinds=(*ENTITY_KINDS, CHAPTER),
            )
        )
    if not name or len(name) > LONGEST_NAME:
        raise BadRequest(say("A name has between 1 and 300 letters."))
    id_ = asked.id.strip() or propose_id(
        name, asked.kind, taken={*record.entities, *record.sources, *record.theses, *room.begun}
    )
    if not _ID.fullmatch(id_) or len(id_) > 80:
        raise BadRequest(
            say("“{id}” is no id: small letters without accents, digits and hyphens, at most 80.", id=id_[:80])
        )
    if id_ in record.entities or id_ in record.sources or id_ in record.theses:
        raise Refused(say("There is a dossier {id} already; choose another id.", id=id_))
    if asked.kind == CHAPTER:
        return id_, f"chapters/{_next_chapter(room):02}-{id_}.md", f"# {name}\n".encode()
    file = f"{FOLDERS.get(asked.kind, 'events')}/{id_}.md"
    return id_, file, entity_dossier(id_, name, asked.forms).encode("utf-8")


def _next_chapter(room: Room) -> int:
    """The number of a new chapter, behind those that are there for who writes: one kept back is not counted."""
    files = [PurePosixPath(one.position.file).name for one in room.worked_out().record.chapters]
    if room.viewer.sees_all:
        files += [file.name for file in (room.archive.root / "chapters").glob("*.md")]  # those not worked out yet too
    return max((int(found[0]) for file in files if (found := re.match(r"\d+", file))), default=0) + 1


def judge_matter(room: Room, asked: JudgementAsked) -> JournalEntry:
    """Record a judgement on names, on descent or on a finding."""
    archive, why = room.archive, " ".join(asked.why.split())
    hold_words(room, why)
    about = " ".join(asked.about.split())
    if isinstance(matter_of(about), AboutNames):
        hold_sides_seen(room, about)
        act: Callable[[], object] = lambda: judge(archive, about, asked.verdict, why=why, by=room.by)  # noqa: E731
    else:
        hold_judgement(room, about, asked.verdict, why)
        now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        made = Judgement(about, asked.verdict, room.by, now, why)
        act = lambda: append_judgement(archive.root, made)  # noqa: E731
    what = say("judged {verdict}: {about}", verdict=asked.verdict, about=about[:100])
    _, entry = written(room, what, act, files=[JUDGEMENTS_FILE])
    return entry


def set_kind_aside(room: Room, asked: KindAsked) -> tuple[int, JournalEntry]:
    """Set every finding of a kind aside for one reason, in one write that is undone as one; how many there were."""
    why = " ".join(asked.why.split())
    found = [one.identity for one in room.worked_out().findings if one.code == asked.code]
    if not why:
        raise Refused(say("Say why these findings are set aside: readers see the reason."))
    if not found:
        raise NotFound(say("There is no finding of the kind {code}.", code=asked.code[:20]))
    hold_words(room, why)
    now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

    def act() -> None:
        for identity in dict.fromkeys(found):
            append_judgement(room.archive.root, Judgement(f"finding {identity}", "accepted", room.by, now, why))

    what = say("set aside: {n} × {code}", n=len(found), code=asked.code)
    _, entry = written(room, what, act, files=[JUDGEMENTS_FILE])
    return len(found), entry


def keep_search(room: Room, query: str, *, where: str, found: int) -> JournalEntry:
    """Keep what was looked for, where, and how often it was found."""
    hold_words(room, query)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    _, entry = written(
        room,
        say("looked for: {query}", query=query[:100]),
        lambda: append_search(room.archive.root, Sought(query, where, now, found, room.by)),
        files=[SEARCHES_FILE],
    )
    return entry


def undo(room: Room, wanted: str) -> JournalEntry:
    """Take a write back: the newest that stands and that who asks may see, where none is named."""
    standing = [one for one in room.journal.standing() if room.sees(one)]
    if not any(wanted in ("", one.id) for one in standing):
        raise NotFound(say("There is nothing to undo.") if not wanted else say("This write was undone already."))
    wanted = wanted or standing[-1].id
    hold_unused(room, next(one for one in standing if one.id == wanted))
    with room.writing():
        return room.journal.undo(wanted, by=room.by)


def hold_unused(room: Room, entry: JournalEntry) -> None:
    """Refuse to take back a new source or dossier that something in the archive names by now."""
    for file in entry.after:
        path = PurePosixPath(file)
        if entry.before.get(file) != ABSENT or entry.after[file] == ABSENT or path.parts[0] not in RESTED_ON:
            continue
        named = (one for one in named_in(room.archive.root, path.stem, own=file) if one not in entry.after)
        for one in named:
            if room.viewer.sees_all or room.reads(one, (room.archive.root / one).read_bytes()):
                raise Refused(
                    say(
                        "{file} stays, since {other} rests on it; undo that first, or take it out there.",
                        file=file,
                        other=one,
                    )
                )


def editable(room: Room, file: str) -> str:
    """A path that the room may write: a Markdown file in one of the archive's own folders; Refused for any other."""
    path = PurePosixPath(file)
    parts = path.parts
    if (
        path.is_absolute()
        or len(parts) < 2
        or parts[0] not in EDITABLE
        or any(part.startswith(".") or part in ("", "..") or "\\" in part or ":" in part for part in parts)
        or any(ord(letter) < 32 for letter in file)
        or len(path.name.encode()) > 200
        or path.suffix.lower() != ".md"
    ):
        raise Refused(say("Only the Markdown files of the archive's own folders are read and written here."))
    if leads_out(room.archive.root / path, room.archive.root):
        raise Refused(say("{file} is a link that leads out of the archive.", file=file))
    return path.as_posix()


def hold_judgement(room: Room, about: str, verdict: str, why: str) -> None:
    """Refuse a judgement on what is not there, or with a verdict that its matter does not know."""
    record = room.worked_out().record
    matter = matter_of(about)
    if isinstance(matter, AboutDescent):
        if verdict not in DESCENT_VERDICTS:
            raise Refused(
                say(
                    "“{verdict}” is no verdict on descent; there are {descent_verdicts:,}.",
                    verdict=verdict[:40],
                    descent_verdicts=tuple(DESCENT_VERDICTS),
                )
            )
        for key in (matter.source, matter.ancestor):
            if key not in record.sources:
                raise NotFound(say("There is no source “{source}” in the archive.", source=key[:80]))
        return
    if isinstance(matter, AboutFinding):
        if verdict not in FINDING_VERDICTS:
            raise Refused(
                say(
                    "“{verdict}” is no verdict on a finding; there are {finding_verdicts:,}.",
                    verdict=verdict[:40],
                    finding_verdicts=tuple(FINDING_VERDICTS),
                )
            )
        if not why and verdict == "accepted":
            raise Refused(say("Say why the finding is set aside: readers see the reason."))
        return
    raise Refused(
        say("Here names, descent and findings are judged: “names A = B”, “descent A from B”, “finding CODE …”.")
    )


def written(room: Room, what: str, act: Callable[[], Result], *, files: list[str]) -> tuple[Result, JournalEntry]:
    """Carry a write out through the journal; a rehearsal ends here."""
    if room.rehearsing:
        raise Rehearsed(what, files)
    with room.writing():
        return room.journal.write(what, act, files=files, by=room.by)


def _as_it_was(before: bytes, content: bytes) -> bytes:
    """The new text with the file's own line ends and byte order mark, so that only what was edited changes."""
    if b"\r\n" in before and b"\r\n" not in content:
        content = content.replace(b"\n", b"\r\n")
    mark = b"\xef\xbb\xbf"
    return mark + content if before.startswith(mark) and not content.startswith(mark) else content
