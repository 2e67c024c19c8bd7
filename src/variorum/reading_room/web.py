"""The web application: the edition's pages made live, and the API that reads and writes the archive's files."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from errno import ENOSPC
from functools import partial
from posixpath import normpath
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from variorum.archive.file_names import SETTINGS_FILE
from variorum.edition.shipped import assets
from variorum.finding import NotFound, Refused, Unreadable, VariorumError
from variorum.reading_room import pages
from variorum.reading_room.answers import ANSWERS, Answer
from variorum.reading_room.asked import BadRequest, read_asked
from variorum.reading_room.assets_sent import asset_at
from variorum.reading_room.audit_pages import exported
from variorum.reading_room.building import MOVED
from variorum.reading_room.facsimile import facsimile, tile
from variorum.reading_room.guarding import Gate, Gatekeeper, TooLarge, sentence
from variorum.reading_room.openapi import openapi
from variorum.reading_room.publishing import packed
from variorum.reading_room.room import Room
from variorum.reading_room.scrolling import leaf_alone
from variorum.reading_room.team_forms import NOT_ALLOWED, answer_form, answer_upload
from variorum.reading_room.team_gate import TeamGate, TeamGatekeeper
from variorum.reading_room.team_pages import Visit
from variorum.reading_room.teamwork import propose
from variorum.reading_room.unseen import WaitsForSight
from variorum.reading_room.viewing import PROPOSED, Viewer
from variorum.saying import Sentence, in_language, say

_ANY_METHOD = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
_READ = frozenset(("GET", "HEAD"))
# the methods of each address of the API
_TAKEN: dict[str, frozenset[str]] = {"/api/openapi.json": _READ, "/api/events": _READ}
_TAKEN["/api/brought"] = frozenset(("POST",))
for _one in ANSWERS:
    _TAKEN[_one.path] = _TAKEN.get(_one.path, frozenset()) | (_READ if _one.method == "GET" else {_one.method})


@dataclass(frozen=True, slots=True)
class _Endpoints:
    """What is answered at the addresses that are no question of the API."""

    room: Room
    gate: Gate
    shipped: Mapping[str, bytes]

    async def asset(self, request: Request) -> Response:
        """A file that the program ships."""
        return await run_in_threadpool(asset_at, self.shipped, request.path_params["path"])

    async def page(self, request: Request) -> Response:
        """A page of the edition or of the room."""
        address = normpath("/" + request.path_params.get("path", "")).lstrip("/")
        asked = request.query_params
        visit = Visit(request.state.csrf, done=asked.get("done", "")[:40], query=asked.get("q", ""))
        return await run_in_threadpool(pages.respond, _seat(self.room, request), address, request.state.csrf, visit)

    async def form(self, request: Request) -> Response:
        """What a form of the room does."""
        return await answer_form(request, _seat(self.room, request), self.gate)

    async def drawn(self, request: Request) -> Response:
        """The picture of a page, whole."""
        key, number = request.path_params["source"], request.path_params["page"]
        picture = await run_in_threadpool(facsimile, _seat(self.room, request), key, number)
        return Response(picture, media_type="image/png", headers={"Cache-Control": "private, max-age=86400"})

    async def in_tiles(self, request: Request) -> Response:
        """A part of the picture of a page."""
        asked, seat = request.path_params, _seat(self.room, request)
        at = asked["column"], asked["row"]
        part = await run_in_threadpool(tile, seat, asked["source"], asked["page"], level=asked["level"], at=at)
        return Response(part, media_type="image/jpeg", headers={"Cache-Control": "private, max-age=86400"})

    async def alone(self, request: Request) -> Response:
        """A page of a source by itself, for the scroll."""
        key, number = request.path_params["source"], request.path_params["page"]
        seat = _seat(self.room, request)
        return HTMLResponse(await run_in_threadpool(lambda: leaf_alone(seat.needed(), key, number)))

    async def taken_away(self, request: Request) -> Response:
        """An audited copy or report, as a file to keep."""
        asked, seat = request.path_params, _seat(self.room, request)
        if not (seat.viewer.may("editor") and seat.viewer.may_ask("GET", "/room/audited")):
            return sentence(request, 403, say("Your role does not allow this; an owner can give you another."))
        name, content = await run_in_threadpool(exported, seat, asked["name"], asked["kind"])
        saved = f"attachment; filename*=UTF-8''{quote(name)}"
        return Response(content, media_type="application/octet-stream", headers={"Content-Disposition": saved})

    async def bring(self, request: Request) -> Response:
        """Files that are brought in."""
        return await answer_upload(request, _seat(self.room, request))

    async def edition(self, request: Request) -> Response:
        """The edition as one file."""
        seat = _seat(self.room, request)
        if not seat.viewer.may_ask("POST", "/api/edition"):
            return sentence(request, 403, NOT_ALLOWED)
        path, name = await run_in_threadpool(packed, seat)
        gone = BackgroundTask(path.unlink, missing_ok=True)
        return FileResponse(path, media_type="application/zip", filename=name, background=gone)

    async def described(self, _: Request) -> Response:
        """What the API can be asked, as OpenAPI."""
        return JSONResponse(openapi())

    async def events(self, request: Request) -> Response:
        """What happens while a page is open, as it happens."""
        seat = _seat(self.room, request)
        here = json.dumps({"generation": self.room.generation, "working": bool(self.room.working)})
        at = await run_in_threadpool(_open_page, seat, request.query_params.get("at", ""))
        told = self.room.hub.listen(
            f"event: here\ndata: {here}\n\n", name=seat.by, sees_all=seat.viewer.sees_all, at=at
        )
        return StreamingResponse(told, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})

    def routes(self) -> list[Route]:
        """The addresses, those that catch all others last."""
        return [
            Route("/assets/{path:path}", self.asset),
            Route("/api/openapi.json", self.described),
            Route("/api/events", self.events),
            Route("/api/brought", self.bring, methods=["POST"]),
            *(Route(one.path, _answering(self.room, one), methods=[one.method]) for one in ANSWERS),
            Route("/facsimile/{source}/{page:int}.png", self.drawn),
            Route("/facsimile/{source}/{page:int}/{level:int}/{column:int}-{row:int}.jpg", self.in_tiles),
            Route("/room/leaf/{source}/{page:int}", self.alone),
            Route("/room/audited/{kind}/{name:path}", self.taken_away),
            Route("/room/publish/edition.zip", self.edition),
            Route("/room/do/bring", self.bring, methods=["POST"]),
            Route("/room/do/{form}", self.form, methods=["POST"]),
            Route("/api/{path:path}", _no_such_question, methods=_ANY_METHOD),
            Route("/favicon.ico", _no_icon),
            Route("/", self.page),
            Route("/{path:path}", self.page),
        ]


def application(room: Room, gate: Gate) -> Starlette:
    """The application for one archive, guarded by one gate."""

    @asynccontextmanager
    async def while_open(_: Starlette) -> AsyncIterator[None]:
        yield
        await run_in_threadpool(room.close)

    gate.language = lambda: room.language
    room.lays_ready = pages.lay_ready
    return Starlette(
        routes=_Endpoints(room, gate, dict(assets())).routes(),
        middleware=[
            Middleware(TeamGatekeeper, gate=gate) if isinstance(gate, TeamGate) else Middleware(Gatekeeper, gate=gate)
        ],
        lifespan=while_open,
        exception_handlers={
            VariorumError: partial(_refusal, room),
            OSError: partial(_unreachable, room),
            HTTPException: _no_route,
            TooLarge: _too_large,
            Exception: _fault,
        },
    )


def _answering(room: Room, answer: Answer) -> Callable[[Request], object]:
    async def respond(request: Request) -> Response:
        given: object = dict(request.query_params)
        if answer.method == "POST":
            try:
                given = json.loads(await request.body() or b"{}")
            except (ValueError, RecursionError):
                raise BadRequest(say("What was sent is no JSON.")) from None
        seat = _seat(room, request)
        if not seat.viewer.may_ask(answer.method, answer.path):
            return sentence(request, 403, say("Your role does not allow this; an owner can give you another."))
        asked = read_asked(answer.asked, _typed(answer, given) if answer.method == "GET" else given)
        if answer.path in PROPOSED and answer.method == "POST" and not seat.viewer.may("editor"):
            told = await run_in_threadpool(propose, seat, answer.path, asked, answer.act)
        else:
            try:
                told = await run_in_threadpool(answer.act, seat, asked)
            except WaitsForSight:
                if answer.path not in PROPOSED:
                    raise
                told = await run_in_threadpool(propose, seat, answer.path, asked, answer.act)
            except (BadRequest, NotFound, Refused) as error:
                if not answer.shows_lines or _has_moved(room):
                    raise
                told = _nothing_to_show(error)
        return JSONResponse(_spoken(told, room.language))

    return respond


def _nothing_to_show(error: VariorumError) -> dict[str, object]:
    """What a preview answers of a form that is half filled in: no lines, and why not; there is nothing to refuse."""
    why = {"code": "", "severity": "error", "message": error.sentence, "remedy": ""}
    return {"file": "", "digest": "", "changes": [], "files": [], "faults": [why]}


def _seat(room: Room, request: Request) -> Room:
    """The room as who asks may see it; of somebody unknown, as if nothing were theirs to see."""
    viewer = request.state.viewer
    if viewer is None:
        return room if room.team is None else room.seat(Viewer("", "reader", sees_all=False))
    return room.seat(viewer)


def _open_page(seat: Room, at: str) -> str:
    """The address of the page that somebody has open, if there is one for them, or whose file they edit."""
    shelves = seat.ready(patience=0.0)
    if shelves is None or len(at) > 400:
        return ""
    at = shelves.page_of(at.removeprefix(pages.EDITOR)) if at.startswith(pages.EDITOR) else at
    return at if at and shelves.has_page(at) else ""


def _typed(answer: Answer, given: object) -> object:
    """The parameters of an address, which are all texts, as the types that are asked for."""
    from typing import get_type_hints

    hints = get_type_hints(answer.asked)
    assert isinstance(given, dict)
    return {name: int(text) if hints.get(name) is int and _is_number(text) else text for name, text in given.items()}


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 17  # whether it is too large is told where it is read


async def _no_icon(_: Request) -> Response:
    """Browsers ask for one unasked."""
    return Response(status_code=204)


async def _no_such_question(request: Request) -> Response:
    """What is asked in another way than it can be, or does not exist."""
    taken = _TAKEN.get(request.url.path)
    if taken:
        answer = sentence(request, 405, say("This is not how that is asked."))
        answer.headers["Allow"] = ", ".join(sorted(taken))
        return answer
    return sentence(request, 404, say("There is no such question; /api/openapi.json lists those that there are."))


def _spoken(value: object, language: str) -> object:
    """An answer with its sentences in the room's language; a locator stays as it is written into the files."""
    if isinstance(value, Sentence):
        return in_language(value, language)
    if isinstance(value, Mapping):
        return {name: one if name == "locator" else _spoken(one, language) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_spoken(one, language) for one in value]
    return value


async def _refusal(room: Room, request: Request, error: Exception) -> Response:
    if isinstance(error, Unreadable | NotFound) and _has_moved(room):
        return sentence(request, 409, MOVED)
    status = error.status if isinstance(error, VariorumError) else 500
    said = error.args[0] if error.args and isinstance(error.args[0], Sentence) else str(error)
    return sentence(request, status, said)


def _has_moved(room: Room) -> bool:
    return not (room.archive.root / SETTINGS_FILE).is_file()


async def _unreachable(room: Room, request: Request, error: Exception) -> Response:
    """What is said where the disk gives nothing: the archive was moved, or a file of it cannot be used."""
    if _has_moved(room):
        return sentence(request, 409, MOVED)
    if isinstance(error, OSError) and error.errno == ENOSPC:
        return sentence(request, 507, say("The disk is full. Nothing was lost; make room and try this again."))
    why = (error.strerror if isinstance(error, OSError) else "") or type(error).__name__
    return sentence(request, 503, say("A file of the archive cannot be used ({why}); nothing was lost.", why=why))


async def _no_route(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    said = say("This is not how that is asked.") if status == 405 else say("There is no such page.")
    answer = sentence(request, status, said)
    answer.headers.update(getattr(error, "headers", None) or {})  # which methods there are, where another was used
    return answer


async def _too_large(request: Request, _: Exception) -> Response:
    return sentence(request, 413, say("This is larger than anything that a person writes; nothing was done."))


async def _fault(request: Request, error: Exception) -> Response:
    return sentence(
        request,
        500,
        say(
            "This is a fault of the program, not of yours ({fault}). Nothing of your archive was lost.",
            fault=type(error).__name__,
        ),
    )
