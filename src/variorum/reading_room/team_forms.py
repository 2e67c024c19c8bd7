"""The forms of the room's pages, answered without scripts: a field carries the token, and one is sent on to a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hmac import compare_digest
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from variorum.finding import NotFound, Refused, VariorumError
from variorum.reading_room import pages
from variorum.reading_room.answers import ANSWERS
from variorum.reading_room.asked import BadRequest, read_asked
from variorum.reading_room.bringing import SourceAsked, take
from variorum.reading_room.comments import CommentAsked, SettledAsked, comment, settle, thread_named
from variorum.reading_room.describing import NAMES, DescriptionAsked, describe
from variorum.reading_room.guarding import Gate, sentence
from variorum.reading_room.room import Room
from variorum.reading_room.source_pages import BRING, DESCRIBE, PUBLISH
from variorum.reading_room.team_gate import TeamGate, read_form
from variorum.reading_room.team_pages import Visit
from variorum.reading_room.teamwork import (
    DecisionAsked,
    InviteAsked,
    InvitedAsked,
    ProposalAsked,
    RoleAsked,
    change_account,
    invite,
    propose,
    take_back,
    team_of,
    withdraw,
)
from variorum.reading_room.uploading import MOST_FILES, upload
from variorum.saying import say

_MOST_FORM = 128 * 1024  # bytes: a comment of ten thousand letters in any script, as a form sends it
_MOST_TAKEN = 1024 * 1024  # bytes: what is said of two hundred sources
_MOST_FIELDS = 12 * MOST_FILES
NOT_ALLOWED = say("Your role does not allow this; an owner can give you another.")
_NO_TOKEN = say("This form does not carry the page's token and was refused; load the page again.")
Given = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FormSent:
    """A form as it arrived: what it holds, the gate by which it came, the session that sent it."""

    given: Given
    gate: Gate
    session: str

    def text(self, name: str) -> str:
        """One field; empty where it is missing."""
        return self.given.get(name, "")


@dataclass(frozen=True, slots=True)
class FormDone:
    """Where a form leads that was carried out, and what is said there."""

    address: str
    visit: Visit


@dataclass(frozen=True, slots=True)
class RoomForm:
    """A form: the least role that may send it, the page to which it belongs, and what carries it out."""

    role: str
    page: Callable[[Given], str]
    act: Callable[[Room, FormSent], FormDone]
    needs_team: bool = True
    most: int = _MOST_FORM  # bytes


def _invite(room: Room, sent: FormSent) -> FormDone:
    asked = InviteAsked(sent.text("name"), sent.text("role"), sent.text("sees_all"))
    told = invite(room, asked)
    return FormDone("room/team", Visit("", link=str(told["link"]), name=str(told["name"])))


def _take_back(room: Room, sent: FormSent) -> FormDone:
    take_back(room, InvitedAsked(sent.text("name")))
    return FormDone("room/team", Visit("", "taken-back"))


def _change(room: Room, sent: FormSent) -> FormDone:
    role = "none" if sent.text("go") else sent.text("role")
    change_account(room, RoleAsked(sent.text("name"), role, sent.text("sees_all")))
    return FormDone("room/team", Visit("", "removed" if role == "none" else "changed"))


def _password(room: Room, sent: FormSent) -> FormDone:
    if sent.text("new") != sent.text("again"):
        raise Refused(say("The two passwords are not the same; write it twice in the same way."))
    gate = _team_gate(sent)
    if not gate.knocking.allows(f"name {room.by.casefold()}"):
        raise Refused(say("This was tried too often; wait a quarter of an hour, then try again."))
    team = team_of(room)
    account = team.accounts.renew_password(room.by, sent.text("old"), sent.text("new"))
    gate.renewed(sent.session, account)
    team.audit.add(by=room.by, did="took a new password")
    return FormDone("room/team", Visit("", "password"))


def _everywhere(room: Room, sent: FormSent) -> FormDone:
    ended = _team_gate(sent).end_sessions(room.by)
    team_of(room).audit.add(by=room.by, did="signed out everywhere", sessions=ended)
    return FormDone("room/sign-in", Visit(""))


def _decide(room: Room, sent: FormSent) -> FormDone:
    asked = DecisionAsked(sent.text("id"), sent.text("verdict"), sent.text("why"))
    act = next(one.act for one in ANSWERS if one.path == "/api/proposal/decide")
    act(room, asked)
    return FormDone("room/review", Visit("", "accepted" if asked.verdict == "accepted" else "refused"))


def _withdraw(room: Room, sent: FormSent) -> FormDone:
    withdraw(room, ProposalAsked(sent.text("id")))
    return FormDone("room/review", Visit("", "withdrawn"))


def _comment(room: Room, sent: FormSent) -> FormDone:
    page, at = sent.text("page"), sent.text("at")
    if sent.text("to"):
        thread = thread_named(room, sent.text("to"), page)
        page, at = thread.page, thread.anchor
    given = {"about": f"{page}#{at}" if at else page, "text": sent.text("text"), "to": sent.text("to")}
    comment(room, read_asked(CommentAsked, given))
    return FormDone(f"{page}#comments", Visit(""))


def _settle(room: Room, sent: FormSent) -> FormDone:
    page = thread_named(room, sent.text("id")).page
    settle(room, SettledAsked(sent.text("id"), sent.text("open")))
    return FormDone(f"{page}#comments", Visit(""))


def _take(room: Room, sent: FormSent) -> FormDone:
    batch = sent.text("batch")
    given = [name.partition("-")[2] for name in sent.given if name.startswith("take-")]
    entry = take(
        room,
        [
            SourceAsked(
                batch=batch,
                file=int(at),
                key=sent.text(f"key-{at}"),
                **{name: sent.text(f"{name}-{at}") for name in NAMES},
            )
            for at in given
            if at.isascii() and at.isdigit() and len(at) < 5
        ],
    )
    room.brought.forget(batch)
    return FormDone(f"{BRING}/taken/{entry.id}", Visit(""))


def _discard(room: Room, sent: FormSent) -> FormDone:
    room.brought.forget(room.brought.batch(sent.text("batch"), by=room.by).id)
    return FormDone(BRING, Visit("", "discarded"))


def _describe(room: Room, sent: FormSent) -> FormDone:
    key = sent.text("source")
    given = {"source": key, "digest": sent.text("digest"), **{name: sent.text(name) for name in NAMES}}
    asked = read_asked(DescriptionAsked, given)
    if not room.viewer.may("editor"):
        propose(room, "/api/description", asked, describe)
        return FormDone("room/review", Visit(""))
    describe(room, asked)
    return FormDone(room.needed().state.site.addresses.sources.get(key, ""), Visit(""))


def _publish(room: Room, _: FormSent) -> FormDone:
    room.publishing.begin()
    return FormDone(PUBLISH, Visit(""))


def _team_gate(sent: FormSent) -> TeamGate:
    if not isinstance(sent.gate, TeamGate):
        raise NotFound(say("Nobody else works here: the room was not opened with `variorum serve --team`."))
    return sent.gate


FORMS: Mapping[str, RoomForm] = {
    "invite": RoomForm("owner", lambda _: "room/team", _invite),
    "take-back": RoomForm("owner", lambda _: "room/team", _take_back),
    "change": RoomForm("owner", lambda _: "room/team", _change),
    "password": RoomForm("reader", lambda _: "room/team", _password),
    "everywhere": RoomForm("reader", lambda _: "room/team", _everywhere),
    "decide": RoomForm("editor", lambda given: f"room/review/{given.get('id', '')}", _decide),
    "withdraw": RoomForm("contributor", lambda given: f"room/review/{given.get('id', '')}", _withdraw),
    "comment": RoomForm("contributor", lambda given: given.get("page", ""), _comment),
    "settle": RoomForm("contributor", lambda given: given.get("page", ""), _settle),
    "take": RoomForm(
        "editor", lambda given: f"{BRING}/{given.get('batch', '')}", _take, needs_team=False, most=_MOST_TAKEN
    ),
    "discard": RoomForm("editor", lambda _: BRING, _discard, needs_team=False),
    "describe": RoomForm(
        "contributor", lambda given: f"{DESCRIBE}/{given.get('source', '')}", _describe, needs_team=False
    ),
    "publish": RoomForm("owner", lambda _: PUBLISH, _publish, needs_team=False),
}


async def answer_form(request: Request, room: Room, gate: Gate) -> Response:
    """Carry a form out and send its sender on; where it is refused, show its page again with the reason."""
    form = FORMS.get(request.path_params["form"])
    if form is None or (form.needs_team and room.team is None):
        return sentence(request, 404, say("There is no such form."))
    given = await read_form(request, most=form.most, fields=_MOST_FIELDS)
    if given is None:
        return sentence(request, 413, say("This is larger than anything that a person writes; nothing was done."))
    csrf = request.state.csrf
    if not is_token(given, csrf):
        return sentence(request, 403, _NO_TOKEN)
    if not room.viewer.may(form.role) or not room.viewer.may_ask("GET", f"/{form.page(given)}"):
        return sentence(request, 403, NOT_ALLOWED)
    sent = FormSent(given, gate, request.cookies.get(gate.cookie, ""))
    try:
        done = await run_in_threadpool(form.act, room, sent)
    except VariorumError as error:
        said = error.args[0] if error.args else ""
        return await run_in_threadpool(
            _again, room, form.page(given), Visit(csrf, trouble=said, is_sent=True, given=given), error
        )
    if done.visit.link:
        told = Visit(csrf, link=done.visit.link, name=done.visit.name, is_sent=True)
        return await run_in_threadpool(pages.respond, room, done.address, csrf, told)
    return _led_on(done.address, done.visit.done)


async def answer_upload(request: Request, room: Room) -> Response:
    """Take the form in that brings files, and lead to what is read of them; JSON for the API."""
    is_api = request.url.path.startswith("/api/")
    csrf = request.state.csrf
    if not room.viewer.may_ask("POST", "/api/brought"):
        return sentence(request, 403, NOT_ALLOWED)

    def hold(given: Given) -> None:
        if not is_api and not is_token(given, csrf):
            raise Refused(_NO_TOKEN)

    folder = await run_in_threadpool(room.brought.begin)
    try:
        found = await upload(request.headers.get("content-type", ""), request.stream(), folder, hold=hold)
        batch = await run_in_threadpool(lambda: room.brought.keep(folder, found, by=room.by))
    except BaseException as error:
        await run_in_threadpool(room.brought.forget, folder.name)
        if is_api or not isinstance(error, BadRequest):
            raise
        visit = Visit(csrf, trouble=error.args[0], is_sent=True)
        return await run_in_threadpool(_again, room, BRING, visit, error)
    return JSONResponse({"batch": batch}) if is_api else _led_on(f"{BRING}/{batch}", "")


def is_token(given: Given, csrf: str) -> bool:
    """Whether a form carries the token of the page that it was sent from."""
    return bool(csrf) and compare_digest(given.get("csrf", "").encode(), csrf.encode())


def _led_on(address: str, done: str) -> Response:
    page, _, at = address.partition("#")
    query = f"?done={quote(done)}" if done else ""
    return RedirectResponse(f"/{quote(page)}{query}" + (f"#{at}" if at else ""), status_code=303)


def _again(room: Room, address: str, visit: Visit, error: VariorumError) -> Response:
    try:
        page = pages.respond(room, address, visit.csrf, visit)
    except VariorumError:
        raise error from None
    page.status_code = error.status
    return page
