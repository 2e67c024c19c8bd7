"""What a team does together: changes of contributors that wait for review, invitations, who is here.

A contributor's write is kept as it was asked, and asked again in the contributor's name when an editor takes it: so it
is composed against the files as they are then, and never overwrites what came between.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from typing import Any

from variorum.archive.writing import ABSENT, digest_of_bytes, write_atomically
from variorum.finding import ChangedOnDisk, NotFound, Refused
from variorum.reading_room.accounts import FOLDER, Accounts, Ledger, make_folder
from variorum.reading_room.asked import BadRequest, asked_text, read_asked
from variorum.reading_room.composing import read_file
from variorum.reading_room.merging import merged
from variorum.reading_room.room import Rehearsed, Room
from variorum.reading_room.viewing import PROPOSED, Viewer
from variorum.reading_room.withholding import may_protect
from variorum.saying import as_plain, from_plain, say

Json = Mapping[str, object]
Act = Callable[[Room, Any], Json]
WAITING, ACCEPTED, REFUSED, WITHDRAWN = "waiting", "accepted", "refused", "withdrawn"
_ID = re.compile(r"[0-9a-f]{12}")
_MOST_WAITING = 500  # proposals of one person
_FRESH = ("digest",)  # of a request that is composed anew when it is taken


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change that somebody asked for and that an editor decides on."""

    id: str
    by: str
    when: str  # ISO 8601
    path: str  # the question of the API
    asked: dict[str, object]
    what: str
    files: list[str]
    base: str = ""  # of a whole file: what it held when it was read
    state: str = WAITING
    decided_by: str = ""
    why: str = ""


class Team:
    """Accounts, proposals, comments and the audit log of one archive; all of it in its folder `.team`."""

    def __init__(self, root: Path) -> None:
        self.folder = root / FOLDER
        self.accounts = Accounts(root)
        self.audit = Ledger(self.folder, "audit.jsonl")
        self.comments = Ledger(self.folder, "comments.jsonl")
        self.base = ""  # the address under which links are told

    def proposals(self) -> list[Proposal]:
        """Every proposal, the oldest first."""
        found = []
        with suppress(OSError):
            for path in (self.folder / "proposals").glob("*.json"):
                with suppress(OSError, ValueError, TypeError):
                    given = json.loads(path.read_bytes())
                    found.append(Proposal(**{**given, "what": from_plain(given.get("what"))}))
        return sorted(found, key=lambda one: (one.when, one.id))

    def keep(self, proposal: Proposal) -> None:
        """Write a proposal down."""
        folder = self.folder / "proposals"
        make_folder(self.folder)
        folder.mkdir(mode=0o700, exist_ok=True)
        row = {**asdict(proposal), "what": as_plain(proposal.what)}
        content = json.dumps(row, ensure_ascii=False).encode("utf-8")
        write_atomically(folder / f"{proposal.id}.json", content)


# ── proposing and deciding ──────────────────────────────────────────────────────────────────────────────────────────


def propose(room: Room, path: str, asked: Any, act: Act) -> Json:
    """Hold a contributor's write against all that it must hold against, and keep it for review."""
    team = team_of(room)
    waiting = [one for one in team.proposals() if one.by == room.by and one.state == WAITING]
    if len(waiting) >= _MOST_WAITING:
        raise Refused(say("{n} changes of yours wait for review; wait until some are decided.", n=_MOST_WAITING))
    try:
        act(room.seat(room.viewer, rehearsing=True), asked)
    except Rehearsed as held:
        what, files = held.what, list(held.files)
    else:
        raise Refused(say("This cannot be proposed."))
    given = {each.name: getattr(asked, each.name) for each in fields(asked)}
    base = ""
    if path == "/api/file" and given["digest"] != ABSENT:
        raw = read_file(room, str(given["file"]))
        if digest_of_bytes(raw) != given["digest"]:
            said = say(
                "{file} changed since it was read; your text is kept here. Compare the two.", file=str(given["file"])
            )
            raise ChangedOnDisk(said)
        base = raw.decode("utf-8", "replace")
    when = datetime.now(UTC).isoformat(timespec="seconds")
    one = Proposal(token_hex(6), room.by, when, path, _plain(given), what, files, base)
    team.keep(one)
    team.audit.add(by=room.by, did="proposed", what=as_plain(what), id=one.id)
    return {"proposal": one.id, "what": what, "by": one.by, "when": when, "files": files, "waits": True}


def _plain(given: Mapping[str, object]) -> dict[str, object]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in given.items()}


@dataclass(frozen=True, slots=True)
class ProposalsAsked:
    """Which proposals are meant."""

    state: str = asked_text(says="waiting, accepted, refused or withdrawn; empty for all", default="")


@dataclass(frozen=True, slots=True)
class DecisionAsked:
    """What becomes of a proposal."""

    id: str = asked_text(says="the proposal")
    verdict: str = asked_text(says="accepted or refused")
    why: str = asked_text(says="the reason, which its author sees", default="")


@dataclass(frozen=True, slots=True)
class ProposalAsked:
    """One proposal."""

    id: str = asked_text(says="the proposal")


def proposals_seen(room: Room, state: str = "") -> list[Proposal]:
    """The proposals that who asks may see, the oldest first: an editor those of all, a contributor their own."""
    return [one for one in team_of(room).proposals() if state in ("", one.state) and _may_see(room, one)]


def proposals(room: Room, asked: ProposalsAsked) -> Json:
    """The proposals that who asks may see, the newest first, and the texts that they are held against."""
    seen = proposals_seen(room, asked.state)
    return {"proposals": [_proposal_as_json(room, one) for one in reversed(seen[-200:])]}


def _may_see(room: Room, one: Proposal) -> bool:
    """Their own; and an editor's those of others in which nothing is that is kept back from the editor, or would be."""
    if one.by == room.by:
        return True
    if not room.viewer.may("editor"):
        return False
    if room.viewer.sees_all:
        return True
    opened = room.needed().state.site.opened
    told = "\n".join(map(str, (*one.asked.values(), one.what, one.base, one.why)))
    would_keep = any(map(may_protect, told.splitlines()))
    return not (would_keep or opened.betrays(told) or any(file in opened.files for file in one.files))


def _proposal_as_json(room: Room, one: Proposal) -> dict[str, object]:
    told = {name: value for name, value in asdict(one).items() if name != "base"}
    if one.path == "/api/file" and one.state == WAITING:
        told["base"] = one.base
        with suppress(NotFound):
            told["now"] = read_file(room, str(one.asked["file"])).decode("utf-8", "replace")
    return told


def decide(room: Room, asked: DecisionAsked, acts: Mapping[str, tuple[type[Any], Act]]) -> Json:
    """Carry a proposal out in its author's name, or refuse it; ChangedOnDisk where both texts must be looked at."""
    team = team_of(room)
    one = _waiting(room, asked.id)
    if asked.verdict not in (ACCEPTED, REFUSED):
        raise BadRequest(
            say(
                "“{verdict}” is no verdict; there are {verdicts}.",
                verdict=asked.verdict[:40],
                verdicts=(ACCEPTED, REFUSED),
            )
        )
    if one.by == room.by and not room.viewer.may("owner"):
        raise Refused(say("Nobody but an owner decides on changes of their own."))
    done: Json = {}
    if asked.verdict == ACCEPTED:
        kind, act = acts[one.path]
        author = room.seat(Viewer(one.by, "editor", room.viewer.sees_all))
        done = act(author, read_asked(kind, asked_now(room, one)))
    team.keep(replace(one, state=asked.verdict, decided_by=room.by, why=asked.why))
    team.audit.add(by=room.by, did=asked.verdict, what=as_plain(one.what), id=one.id, of=one.by, why=asked.why)
    return {**done, "proposal": one.id, "state": asked.verdict, "by": one.by, "decided_by": room.by}


def asked_now(room: Room, one: Proposal) -> dict[str, object]:
    """The request as it is to be asked now: composed anew, or a whole file merged with what came between."""
    given = dict(one.asked)
    if one.path != "/api/file":
        return {name: "" if name in _FRESH else value for name, value in given.items()}
    if given["digest"] == ABSENT:
        return given
    raw = read_file(room, str(given["file"]))
    if digest_of_bytes(raw) != given["digest"]:
        both = merged(
            plain_lines(one.base), plain_lines(str(given["text"])), plain_lines(raw.decode("utf-8", "replace"))
        )
        if both is None:
            raise ChangedOnDisk(
                say(
                    "{file} was changed in the same lines since {name} read it. Nothing was written; both texts stand "
                    "in the proposal.",
                    file=str(given["file"]),
                    name=one.by,
                )
            )
        given |= {"text": both, "digest": digest_of_bytes(raw)}
    return given


def plain_lines(text: str) -> str:
    """A text without a byte order mark, its lines ended by line feeds alone."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def withdraw(room: Room, asked: ProposalAsked) -> Json:
    """Take one's own proposal back."""
    one = _waiting(room, asked.id)
    if one.by != room.by:
        raise Refused(say("A proposal is withdrawn by its author; an editor refuses it."))
    team_of(room).keep(replace(one, state=WITHDRAWN, decided_by=room.by))
    team_of(room).audit.add(by=room.by, did=WITHDRAWN, what=as_plain(one.what), id=one.id)
    return {"proposal": one.id, "state": WITHDRAWN}


def proposal_named(room: Room, wanted: str) -> Proposal:
    """The proposal of this id, if who asks may see it."""
    found = [one for one in team_of(room).proposals() if one.id == wanted and _may_see(room, one)]
    if not _ID.fullmatch(wanted) or not found:
        raise NotFound(say("There is no such proposal."))
    return found[0]


def _waiting(room: Room, wanted: str) -> Proposal:
    found = proposal_named(room, wanted)
    if found.state != WAITING:
        raise Refused(
            say(
                "This was decided already: {state:accepted=accepted|refused=refused|withdrawn=withdrawn} by {name}.",
                state=found.state,
                name=found.decided_by,
            )
        )
    return found


# ── who is here, and who may come in ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class PresentAsked:
    """A page on which one wants to know who else is."""

    at: str = asked_text(says="the page's address")


@dataclass(frozen=True, slots=True)
class InviteAsked:
    """Somebody to be invited."""

    name: str = asked_text(says="the name under which they sign in and write")
    role: str = asked_text(says="reader, contributor, editor or owner", default="reader")
    sees_all: str = asked_text(says="“yes”: they may see what is kept back", default="")


@dataclass(frozen=True, slots=True)
class InvitedAsked:
    """Somebody who was invited."""

    name: str = asked_text(says="the name in the invitation")


@dataclass(frozen=True, slots=True)
class RoleAsked:
    """An account that is to have other rights, or to go."""

    name: str = asked_text(says="the account")
    role: str = asked_text(says="reader, contributor, editor, owner, or none to take the account away")
    sees_all: str = asked_text(says="“yes”: they may see what is kept back", default="")


def present(room: Room, asked: PresentAsked) -> Json:
    """Who has a page open; of a page that is not there for who asks, nobody."""
    return {"people": room.hub.present(asked.at) if room.needed().has_page(asked.at) else []}


def members(room: Room, _: object) -> Json:
    """The accounts, and the invitations that still hold."""
    accounts = team_of(room).accounts
    return {
        "accounts": [{"name": one.name, "role": one.role, "sees_all": one.viewer.sees_all} for one in accounts.all()],
        "invitations": [
            {"name": one.name, "role": one.role, "sees_all": one.sees_all, "until": one.until}
            for one in accounts.invitations()
        ],
    }


def invite(room: Room, asked: InviteAsked) -> Json:
    """Invite somebody: the link to send them, which is told this once."""
    team = team_of(room)
    secret = team.accounts.invite(asked.name, asked.role, sees_all=asked.sees_all == "yes")
    team.audit.add(by=room.by, did="invited", whom=asked.name, role=asked.role)
    return {"link": f"{team.base}/room/invitation?secret={secret}", "name": asked.name, "role": asked.role}


def take_back(room: Room, asked: InvitedAsked) -> Json:
    """Take back an invitation that nobody has used yet."""
    team = team_of(room)
    taken = team.accounts.withdraw(asked.name)
    team.audit.add(by=room.by, did="took back the invitation of", whom=taken.name)
    return {"name": taken.name}


def change_account(room: Room, asked: RoleAsked) -> Json:
    """Give somebody another role, or take the account away; it holds from their next request on."""
    team = team_of(room)
    account = team.accounts.change(asked.name, asked.role, sees_all=asked.sees_all == "yes")
    team.audit.add(by=room.by, did="changed the rights of", whom=account.name, role=asked.role)
    return {"name": account.name, "role": asked.role}


def team_of(room: Room) -> Team:
    """What the team of a room works with; NotFound where nobody else comes in."""
    team = room.team
    if not isinstance(team, Team):
        raise NotFound(say("Nobody else works here: the room was not opened with `variorum serve --team`."))
    return team


Row = tuple[str, str, str, type[Any], Act]
ROWS: tuple[Row, ...] = (
    ("GET", "/api/proposals", "Changes that wait for review, or were decided.", ProposalsAsked, proposals),
    ("POST", "/api/proposal/withdraw", "Take one's own proposal back.", ProposalAsked, withdraw),
    ("GET", "/api/present", "Who else has a page open.", PresentAsked, present),
    ("POST", "/api/team/invite", "Invite somebody; the answer has the link.", InviteAsked, invite),
    ("POST", "/api/team/withdraw", "Take an invitation back that nobody has used yet.", InvitedAsked, take_back),
    ("POST", "/api/team/change", "Give somebody another role, or take the account away.", RoleAsked, change_account),
)


def deciding(acts: Mapping[str, tuple[type[Any], Act]]) -> Act:
    """The answer to a decision, given what each proposed request is answered by."""
    assert set(acts) == PROPOSED
    return lambda room, asked: decide(room, asked, acts)
