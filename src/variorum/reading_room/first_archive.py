"""Where `serve` finds no archive: a page asks what it is to be called, makes it as `new` does, and leads into its room.

Archives that lie in the folder already are offered too, so that whoever stands in the same folder the next day finds
the one of today. What a browser sends is never a path: a folder is named after the title.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from hmac import compare_digest
from pathlib import Path

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from variorum.archive.file_names import SETTINGS_FILE, safe_name
from variorum.archive.folder import Archive, create_archive, open_archive
from variorum.edition.shipped import assets
from variorum.edition.wording import InterfaceWords, words_of
from variorum.finding import NotFound, Refused, VariorumError
from variorum.languages import having, pack, primary
from variorum.reading_room.assets_sent import asset_at
from variorum.reading_room.guarding import FORMS, Gate, Gatekeeper, door_page, sentence
from variorum.reading_room.team_gate import read_form
from variorum.saying import say

_BEGIN, _OPEN = f"{FORMS}begin", f"{FORMS}open"
_LONGEST_TITLE = 200
_MOST_LISTED = 40
_NOTHING: Mapping[str, str] = {}


class FirstArchive:
    """An application for a folder without an archive; `room_of` makes the room of the one that is begun or opened."""

    def __init__(self, folder: Path, gate: Gate, room_of: Callable[[Archive], ASGIApp], *, language: str) -> None:
        self._folder, self._gate, self._room_of, self._language = folder, gate, room_of, language
        self._guarded = Gatekeeper(self._answer, gate)
        self._room: ASGIApp | None = None
        self._living: asyncio.Task[None] | None = None
        self._told: asyncio.Queue[Message] = asyncio.Queue()
        self._beginning = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Ask, as long as there is no archive; hand on to its room from then on."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif self._room is not None:
            await self._room(scope, receive, send)
        else:
            await self._guarded(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "lifespan.startup.complete"})
        end = await receive()
        if self._living is not None:
            await self._told.put(end)
            await self._living
        await send({"type": "lifespan.shutdown.complete"})

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        await (await self._answered(request))(scope, receive, send)

    async def _answered(self, request: Request) -> Response:
        path, language = request.url.path, self._language or _spoken(request)
        scope_state = request.scope["state"]
        scope_state["language"] = language
        if path.startswith("/assets/"):
            try:
                return await run_in_threadpool(asset_at, dict(assets()), path.removeprefix("/assets/"))
            except NotFound as error:
                return sentence(request, 404, str(error))
        if request.method in ("GET", "HEAD"):
            return self._page(request, language) if path == "/" else RedirectResponse("/", status_code=303)
        given = await read_form(request) if path in (_BEGIN, _OPEN) else None
        csrf = request.state.csrf
        if given is None or not compare_digest(given.get("csrf", "").encode(), csrf.encode()):
            said = say("This form does not carry the page's token and was refused; load the page again.")
            return sentence(request, 403, said)
        async with self._beginning:  # a second click comes to the archive of the first
            if self._room is None:
                try:
                    archive = await run_in_threadpool(self._begun if path == _BEGIN else self._opened, given)
                except VariorumError as error:
                    return self._page(request, language, error.args[0], given, status=error.status)
                await self._hand_over(archive)
        return RedirectResponse("/", status_code=303)

    def _begun(self, given: Mapping[str, str]) -> Archive:
        title = " ".join(given.get("title", "").split())[:_LONGEST_TITLE]
        if not title:
            raise Refused(say("Say what the archive is to be called."))
        language = given.get("language", "")
        if language not in having("locale"):
            raise Refused(say("Choose a language."))
        folder = self._folder if _is_empty(self._folder) else self._folder / safe_name(title)
        return create_archive(folder, title=title, language=language)

    def _opened(self, given: Mapping[str, str]) -> Archive:
        if given.get("folder", "") not in self._listed():
            raise NotFound(say("This archive is not here any more."))
        return open_archive(self._folder / given["folder"])

    def _listed(self) -> list[str]:
        """The folders in this one that hold an archive."""
        try:
            found = sorted(one.parent.name for one in self._folder.glob(f"*/{SETTINGS_FILE}") if one.is_file())
        except OSError:
            return []
        return [name for name in found if not name.startswith(".")][:_MOST_LISTED]

    async def _hand_over(self, archive: Archive) -> None:
        room, ready = self._room_of(archive), asyncio.Event()

        async def send(_: Message) -> None:
            ready.set()

        async def live() -> None:
            await room({"type": "lifespan"}, self._told.get, send)

        self._living = asyncio.create_task(live())
        await self._told.put({"type": "lifespan.startup"})
        await ready.wait()
        self._room = room

    def _page(
        self,
        request: Request,
        language: str,
        said: str = "",
        given: Mapping[str, str] = _NOTHING,
        *,
        status: int = 200,
    ) -> Response:
        words = words_of(language)
        trouble = Markup('<p class="error" role="alert">{}</p>').format(words.said(said)) if said else Markup("")
        token = Markup('<input type="hidden" name="csrf" value="{}">').format(request.state.csrf)
        listed = self._listed()
        body = trouble + self._asking(words, token, given)
        if listed:
            buttons = [
                Markup('<p><button name="folder" value="{}">{}</button></p>').format(name, name) for name in listed
            ]
            body = body + Markup('<h2>{}</h2><form method="post" action="{}">{}{}</form>').format(
                words("first.there"), _OPEN, token, Markup("").join(buttons)
            )
        return HTMLResponse(door_page(words, words("first.title"), body), status_code=status)

    def _asking(self, words: InterfaceWords, token: Markup, given: Mapping[str, str]) -> Markup:
        chosen = given.get("language", words.language)
        languages = [
            Markup('<option value="{}"{}>{}</option>').format(
                code, Markup(" selected") if code == chosen else "", own.own_name
            )
            for code in having("locale")
            if (own := pack(code)) is not None
        ]
        lies = words("first.here" if _is_empty(self._folder) else "first.beside", folder=str(self._folder))
        return Markup(
            '<p>{}</p><form method="post" action="{}">{}'
            '<p><label>{}<br><input name="title" required maxlength="{}" value="{}" autofocus></label></p>'
            '<p><label>{}<br><select name="language">{}</select></label></p>'
            '<p>{}</p><p><button class="main">{}</button></p></form>'
        ).format(
            words("first.what"),
            _BEGIN,
            token,
            words("first.name"),
            _LONGEST_TITLE,
            given.get("title", ""),
            words("first.language"),
            Markup("").join(languages),
            lies,
            words("first.begin"),
        )


def _is_empty(folder: Path) -> bool:
    """Whether there is nothing in a folder but what is hidden."""
    try:
        return all(one.name.startswith(".") for one in folder.iterdir())
    except OSError:
        return False


def _spoken(request: Request) -> str:
    """The first language that the browser asks for and that the pages can be in."""
    asked = [primary(one.partition(";")[0]) for one in request.headers.get("accept-language", "").split(",")]
    return next((one for one in asked if one in having("locale")), "en")
