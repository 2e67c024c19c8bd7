"""What a team says to itself about a page or a statement: threads that are answered and settled.

They are lines of `.team/comments.jsonl`, to which is only ever added: what was said, what answers it, what settles it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from variorum.digest import sha_of
from variorum.finding import NotFound
from variorum.reading_room.asked import BadRequest, asked_text
from variorum.reading_room.room import Room
from variorum.reading_room.teamwork import Json, Row, team_of
from variorum.reading_room.withholding import may_protect
from variorum.saying import say

_MOST = 200  # threads told at once


@dataclass(frozen=True, slots=True)
class TeamComment:
    """One remark: on what (a page's address, with `#id` for a part of it), by whom, when (ISO 8601), in answer to
    which.
    """

    id: str
    about: str
    by: str
    when: str
    text: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class CommentThread:
    """A remark with its answers, and who settled it, if it is settled."""

    first: TeamComment
    answers: tuple[TeamComment, ...] = ()
    settled_by: str = ""

    @property
    def page(self) -> str:
        """The address of the page that it is about."""
        return self.first.about.partition("#")[0]

    @property
    def anchor(self) -> str:
        """The part of the page that it is about; empty for the whole."""
        return self.first.about.partition("#")[2]


@dataclass(frozen=True, slots=True)
class CommentsAsked:
    """The page whose comments are wanted."""

    about: str = asked_text(says="the page's address, with #id for a part of it; empty for all", default="")


@dataclass(frozen=True, slots=True)
class CommentAsked:
    """A remark on a page, for the team alone."""

    about: str = asked_text(says="the page's address, with #id for a part of it")
    text: str = asked_text(10_000, says="what is to be said", least=1)
    to: str = asked_text(says="the id of the remark that it answers", default="")


@dataclass(frozen=True, slots=True)
class SettledAsked:
    """A thread that is settled, or open again."""

    id: str = asked_text(says="the id of its first remark")
    open: str = asked_text(says="“yes”: it is open again", default="")


def threads(room: Room, page: str = "") -> Sequence[CommentThread]:
    """The threads on a page (or all), the oldest first; what names something kept back is shown to its author alone."""
    shelves = room.needed()
    opened = shelves.state.site.opened
    found: dict[str, CommentThread] = {}
    again: Counter[str] = Counter()
    for row in team_of(room).comments.rows():
        if (settled := found.get(str(row.get("settles", "")))) is not None:
            by = "" if row.get("open") else str(row.get("by", ""))
            found[settled.first.id] = replace(settled, settled_by=by)
            continue
        one = _read(row)
        again[one.id] += 1
        if again[one.id] > 1:  # the same words within a second are two remarks, and each has its own id
            one = replace(one, id=f"{one.id}-{again[one.id]}")
        about = one.about.partition("#")[0]
        if "settles" in row or (page and page != about):
            continue
        if not room.viewer.sees_all and not shelves.has_page(about):
            continue
        if not room.viewer.sees_all and one.by != room.by:
            said = f"{one.text}\n{one.about}\n{one.by}"
            if opened.betrays(said) or any(map(may_protect, said.splitlines())) or not shelves.has_part(one.about):
                continue
        if (thread := found.get(one.to)) is not None:
            found[one.to] = replace(thread, answers=(*thread.answers, one), settled_by="")
        elif not one.to:
            found[one.id] = CommentThread(one)
    return tuple(found.values())


def _read(row: Mapping[str, object]) -> TeamComment:
    about, text, by = str(row.get("about", "")), str(row.get("text", "")), str(row.get("by", ""))
    when, to = str(row.get("when", "")), str(row.get("to", ""))
    made = sha_of(f"{when}\0{by}\0{about}\0{text}\0{to}")[:12]
    return TeamComment(made, about, by, when, text, to)


def comments(room: Room, asked: CommentsAsked) -> Json:
    """The comments on a page, or the newest of all, thread by thread."""
    seen = threads(room, asked.about.partition("#")[0])
    told = []
    for thread in seen[-_MOST:]:
        for one in (thread.first, *thread.answers):
            told.append({
                "id": one.id, "about": one.about, "text": one.text, "by": one.by, "when": one.when, "to": one.to,
                "settled_by": thread.settled_by,
            })  # fmt: skip
    return {"comments": told}


def comment(room: Room, asked: CommentAsked) -> Json:
    """Say something about a page, or answer what was said; readers of the edition never see it."""
    text = asked.text.strip()
    if not text:
        raise BadRequest(say("Write what you want to say."))
    page = asked.about.partition("#")[0]
    if not room.needed().has_page(page):
        raise NotFound(say("There is no such page to comment on."))
    if asked.to:
        thread_named(room, asked.to, page)
    team_of(room).comments.add(by=room.by, about=asked.about, text=text, **({"to": asked.to} if asked.to else {}))
    room.hub.tell("commented", {"about": asked.about}, others=None)
    return {"about": asked.about, "by": room.by}


def settle(room: Room, asked: SettledAsked) -> Json:
    """Settle a thread, or open it again."""
    thread = thread_named(room, asked.id)
    if asked.open:
        team_of(room).comments.add(by=room.by, settles=thread.first.id, open="yes")
    else:
        team_of(room).comments.add(by=room.by, settles=thread.first.id)
    return {"id": thread.first.id, "settled_by": "" if asked.open else room.by}


def thread_named(room: Room, wanted: str, page: str = "") -> CommentThread:
    """The thread that begins with this remark, if who asks may see it."""
    for thread in threads(room, page):
        if thread.first.id == wanted:
            return thread
    raise NotFound(say("There is no such comment."))


ROWS: tuple[Row, ...] = (
    ("GET", "/api/comments", "What the team said about a page.", CommentsAsked, comments),
    ("POST", "/api/comment", "Say something about a page, to the team.", CommentAsked, comment),
    ("POST", "/api/comment/settle", "Settle what was said about a page, or open it again.", SettledAsked, settle),
)
