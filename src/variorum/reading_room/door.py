"""What answers from the first moment: whoever comes in sees the front page of the last time, all else waits a little.

The room takes longer to make ready than a person likes to wait. Until it is there, its door keeps the same gate, hands
out the front page that was kept with what it refers to, and lets every other request wait.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import Thread

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from variorum.edition.shipped import assets
from variorum.finding import NotFound
from variorum.reading_room.assets_sent import asset_at
from variorum.reading_room.front import Front
from variorum.reading_room.guarding import Gate, Gatekeeper, sentence
from variorum.saying import say

_INDEX = ("/", "/index.html")


@dataclass(frozen=True, slots=True)
class Behind:
    """The room behind a door, and whether it has anything to show yet."""

    app: ASGIApp
    has_state: Callable[[], bool]


class Door:
    """An application that has the room made in the background, and hands requests on to it."""

    def __init__(self, make: Callable[[], Behind], gate: Gate, *, front: Front | None) -> None:
        self.failed: BaseException | None = None  # why there is no room
        self._make, self._front = make, front
        self._first = Gatekeeper(self._meanwhile, gate)
        self._room: Behind | None = None
        self._done: asyncio.Event | None = None
        self._shipped: dict[str, bytes] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what can be answered at once; hand on the rest when the room is there."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http" and self._is_answered_here(scope):
            await self._first(scope, receive, send)
        else:
            await self._hand_on(scope, receive, send)

    def _is_answered_here(self, scope: Scope) -> bool:
        if scope["method"] not in ("GET", "HEAD"):
            return False
        path = scope["path"]
        if self._room is None and (path.startswith("/assets/") or b"token=" in scope["query_string"]):
            return True
        return self._front is not None and path in _INDEX and not (self._room and self._room.has_state())

    async def _hand_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._done is not None:
            await self._done.wait()
        if self._room is not None:
            await self._room.app(scope, receive, send)
            return
        said = say("The room could not be opened; the terminal says why. Nothing of your archive was lost.")
        await sentence(Request(scope), 500, said)(scope, receive, send)

    async def _meanwhile(self, scope: Scope, receive: Receive, send: Send) -> None:
        """What whoever is let in is given before the room is there."""
        request = Request(scope)
        path = request.url.path
        if path.startswith("/assets/"):
            try:
                answer = asset_at(self._shipped, path.removeprefix("/assets/"))
            except NotFound as error:
                answer = sentence(request, 404, str(error))
            await answer(scope, receive, send)
        elif self._front is not None and path in _INDEX:
            page = HTMLResponse(self._front.opened(csrf=request.state.csrf))
            await page(scope, receive, send)
        else:
            await RedirectResponse(path, status_code=303)(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        self._done = asyncio.Event()
        self._shipped = dict(assets())
        Thread(target=self._prepare, args=(asyncio.get_running_loop(), self._done), daemon=True).start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await send({"type": "lifespan.shutdown.complete"})

    def _prepare(self, loop: asyncio.AbstractEventLoop, done: asyncio.Event) -> None:
        try:
            self._room = self._make()
        except BaseException as error:
            self.failed = error
        with suppress(RuntimeError):  # the server was stopped meanwhile
            loop.call_soon_threadsafe(done.set)
