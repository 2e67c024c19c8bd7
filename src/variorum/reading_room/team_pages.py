"""The team's own pages, whole without scripts: who is here, what waits for review, what was said, what was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from variorum.edition.addresses import root_from, statement_anchor
from variorum.edition.wording import InterfaceWords
from variorum.finding import Refused
from variorum.reading_room.accounts import SHORTEST
from variorum.reading_room.comments import CommentThread, threads
from variorum.reading_room.reviewing import in_review
from variorum.reading_room.room import Room
from variorum.reading_room.shelves import Shelves, Subject
from variorum.reading_room.teamwork import WAITING, Team, proposal_named, proposals_seen, team_of
from variorum.reading_room.viewing import ROLES
from variorum.saying import from_plain, say

PAGES = {"team": "reader", "review": "contributor", "comments": "reader", "log": "owner"}  # with the least role of each
_MOST_ROWS = 500  # of the log
_MOST_SHOWN = 90  # letters of a statement in a list of choices


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody's call at a page: the token of their forms, and what a form that was sent before has to say."""

    csrf: str
    done: str = ""  # a key of the words `team.done-…`
    trouble: str = ""  # why a form was refused
    link: str = ""  # of an invitation, told this once
    name: str = ""  # whom it invites
    query: str = ""  # what is looked for
    is_sent: bool = False  # the page answers a form, at the form's address and not at its own
    given: Mapping[str, str] = field(default_factory=dict)  # what stood in a form that was refused


def team_page(room: Room, shelves: Shelves, address: str, visit: Visit) -> str | None:
    """The page of the team at an address; None where there is none."""
    parts = address.split("/")
    needed = PAGES.get(parts[1])
    if needed is None or room.team is None or len(parts) > (3 if parts[1] == "review" else 2):
        return None
    if not room.viewer.may(needed):
        raise Refused(say("Your role does not allow this; an owner can give you another."))
    words = shelves.state.site.words
    values = {"team": _team, "review": _review, "comments": _comments, "log": _log}[parts[1]](room, words, parts[2:])
    done = words.get(f"team.done-{visit.done}", "")
    return shelves.state.site.press.page(
        f"room_{values.pop('template', parts[1])}.html",
        root=root_from(address),
        section="room",
        me=room.viewer,
        visit=visit,
        done=done,
        **values,
    )


def waiting_for(room: Room) -> int:
    """How many proposals wait for whoever looks to decide on them."""
    if room.team is None or not room.viewer.may("editor"):
        return 0
    return sum(one.by != room.by or room.viewer.may("owner") for one in proposals_seen(room, WAITING))


# ── who is here ─────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class InvitationTold:
    """An invitation and what became of it: waiting, accepted, taken back, or past."""

    name: str
    role: str
    when: str
    state: str
    until: str = ""


def _team(room: Room, words: InterfaceWords, _: Sequence[str]) -> dict[str, object]:
    team = team_of(room)
    is_owner = room.viewer.may("owner")
    return {
        "title": words("team.title"),
        "accounts": team.accounts.all(),
        "roles": ROLES,
        "invitations": _invitations(team) if is_owner else (),
        "is_owner": is_owner,
        "shortest": SHORTEST,
    }


def _invitations(team: Team) -> Sequence[InvitationTold]:
    """Every invitation that the log tells of, the newest first, with what became of it."""
    open_now = {one.name: one for one in team.accounts.invitations()}
    found: dict[str, InvitationTold] = {}
    told: list[InvitationTold] = []
    for row in team.audit.rows():
        did, by, when = str(row.get("did", "")), str(row.get("by", "")), str(row.get("when", ""))[:16].replace("T", " ")
        whom = str(row.get("whom", ""))
        if did == "invited":
            if whom in found:
                told.append(found.pop(whom))
            found[whom] = InvitationTold(whom, str(row.get("role", "")), when, "past")
        elif did.startswith("came in as") and by in found:
            told.append(InvitationTold(by, found.pop(by).role, when, "accepted"))
        elif did.startswith("took back") and whom in found:
            told.append(InvitationTold(whom, found.pop(whom).role, when, "withdrawn"))
    for name, one in found.items():
        known = open_now.get(name)
        until = known.until[:16].replace("T", " ") if known else ""
        told.append(InvitationTold(name, one.role, one.when, "waiting" if known else "past", until))
    return sorted(told, key=lambda one: one.when, reverse=True)


# ── review ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _review(room: Room, words: InterfaceWords, rest: Sequence[str]) -> dict[str, object]:
    if rest:
        one = proposal_named(room, rest[0])
        may_decide = room.viewer.may("editor") and (one.by != room.by or room.viewer.may("owner"))
        return {
            "template": "change",
            "title": words.said(one.what),
            "seen": in_review(room, one),
            "waits": one.state == WAITING,
            "may_decide": may_decide,
            "is_mine": one.by == room.by,
        }
    seen = list(reversed(proposals_seen(room)))
    return {
        "title": words("team.review"),
        "waiting": [one for one in seen if one.state == WAITING],
        "decided": [one for one in seen if one.state != WAITING][:200],
    }


# ── what was said ───────────────────────────────────────────────────────────────────────────────────────────────────


def _comments(room: Room, words: InterfaceWords, _: Sequence[str]) -> dict[str, object]:
    shelves = room.needed()
    seen = list(reversed(threads(room)))
    names = {page: _title(shelves, page) for page in dict.fromkeys(one.page for one in seen)}
    return {
        "title": words("team.comments"),
        "open": [one for one in seen if not one.settled_by],
        "settled": [one for one in seen if one.settled_by][:200],
        "names": names,
        "may": room.viewer.may("contributor"),
    }


def _title(shelves: Shelves, page: str) -> str:
    subject = shelves.subject(page)
    return shelves.state.site.named(subject.id) if subject else page


def remarks(room: Room, shelves: Shelves, address: str, visit: Visit) -> str:
    """What the team said about a page, with the forms to answer it, to be put at the end of its main part."""
    subject = shelves.subject(address)
    if room.team is None or subject is None:
        return ""
    site = shelves.state.site
    said = threads(room, address)
    places = _places(shelves, subject)
    return site.press.page(
        "room_remarks.html",
        root=root_from(address),
        section="room",
        address=address,
        visit=visit,
        threads=sorted(said, key=lambda one: bool(one.settled_by)),
        places=places,
        placed=_placed(said, dict(places)),
        may=room.viewer.may("contributor"),
    )


def _places(shelves: Shelves, subject: Subject) -> Sequence[tuple[str, str]]:
    """The statements of a dossier that can be commented on, by their anchors."""
    own = [one for one in shelves.state.record.statements if one.ref.startswith(f"{subject.id}#")]
    return [(statement_anchor(one.ref), one.written[:_MOST_SHOWN]) for one in own]


def _placed(said: Sequence[CommentThread], places: Mapping[str, str]) -> Mapping[str, str]:
    """What each thread is about, where that is a part of the page that is still there."""
    return {one.first.id: places[one.anchor] for one in said if one.anchor in places}


# ── what was done ───────────────────────────────────────────────────────────────────────────────────────────────────


def _told(value: object) -> str:
    """A value of the log as it is shown: a sentence so that it can be said in any language."""
    try:
        return from_plain(value)
    except ValueError:
        return str(value)


def _log(room: Room, words: InterfaceWords, _: Sequence[str]) -> dict[str, object]:
    rows = [{name: _told(value) for name, value in row.items()} for row in team_of(room).audit.rows()]
    return {"title": words("team.log"), "rows": list(reversed(rows[-_MOST_ROWS:])), "total": len(rows)}
