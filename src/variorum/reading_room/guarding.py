"""Who may ask anything at all: the address that the terminal printed, once; then a session, and a token on each write.

The room listens on this machine alone, but any page open in the same browser can send requests there. So a request must
name this host, carry the session's cookie (which no other site is sent with), and, where it would write, come from a
page of the room's own and bring the session's token.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from hmac import compare_digest
from secrets import token_urlsafe
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from variorum.reading_room.uploading import MOST_BYTES
from variorum.reading_room.viewing import Viewer
from variorum.saying import in_language, say

if TYPE_CHECKING:
    from markupsafe import Markup

    from variorum.edition.wording import InterfaceWords

CSRF_HEADER = "x-variorum-token"
FORMS = "/room/do/"  # forms that work without scripts: their token is a field, read where they are answered
UPLOADS = (f"{FORMS}bring", "/api/brought")  # which bring files, and are written to disk as they arrive
LARGEST_BODY = 8 * 1024 * 1024  # bytes
_READING = ("GET", "HEAD")
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@dataclass(slots=True)
class Gate:
    """The one-time token of the address that was printed, and the sessions that were opened with it."""

    port: int
    token: str = field(default_factory=lambda: token_urlsafe(24))
    sessions: dict[str, str] = field(default_factory=dict)  # session → the token of its writes
    language: Callable[[], str] = lambda: "en"  # of what is said at the gate: that of the room, once there is one

    @property
    def cookie(self) -> str:
        """The cookie's name; cookies do not know ports, so the name must."""
        return f"variorum-{self.port}"

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names by which this server may be called."""
        return f"127.0.0.1:{self.port}", f"localhost:{self.port}"

    @property
    def origins(self) -> tuple[str, ...]:
        """The addresses from which the room's own pages send requests."""
        return tuple(f"http://{host}" for host in self.hosts)

    def viewer(self, session: str) -> Viewer | None:  # noqa: ARG002
        """Who is behind a session; None says whoever owns the archive."""
        return None

    @property
    def address(self) -> str:
        """The address to open, once."""
        return f"http://127.0.0.1:{self.port}/?token={self.token}"

    def enter(self, token: str) -> str | None:
        """Exchange the token for a session; None where it is another's, of an earlier start, or used already."""
        if not self.token or not compare_digest(token.encode(), self.token.encode()):
            return None
        self.token = ""
        session = token_urlsafe(32)
        self.sessions[session] = token_urlsafe(24)
        return session

    def writes(self, session: str) -> str:
        """The token that a session's writes must bring; empty where there is no such session."""
        return self.sessions.get(session, "")


class Gatekeeper:
    """The gate before the application."""

    def __init__(self, app: ASGIApp, gate: Gate) -> None:
        self.app, self.gate = app, gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with a sentence."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        scope["state"] = {**scope.get("state", {}), "language": self.gate.language()}
        request = Request(scope)
        refused = self._refused(request)
        if refused is not None:
            await refused(scope, receive, with_headers(send))
            return
        session = self._session(request)
        scope["state"] |= {
            "csrf": self.gate.writes(session),
            "viewer": self.gate.viewer(session),
        }
        most = MOST_BYTES if request.url.path in UPLOADS else LARGEST_BODY
        await self.app(scope, _bounded(receive, most), with_headers(send))

    def _session(self, request: Request) -> str:
        return request.cookies.get(self.gate.cookie, "")

    def _refused(self, request: Request) -> Response | None:
        if request.headers.get("host", "").lower() not in self.gate.hosts:
            return sentence(request, 403, say("This server answers only to the address that the terminal printed."))
        if request.url.path.startswith("/assets/") and request.method in _READING:
            return None
        expected = self.gate.writes(self._session(request))
        token = request.query_params.get("token")
        if token is not None and request.method == "GET":
            return self._entering(request, token, known=bool(expected))
        if not expected:
            return sentence(
                request,
                403,
                say(
                    "This page is open only to whoever started it: open the address that the terminal printed, or "
                    "start `variorum serve` anew. The address of an earlier start does not hold any more."
                ),
            )
        return None if request.method in _READING else self._forged(request, expected)

    def _entering(self, request: Request, token: str, *, known: bool) -> Response:
        session = self.gate.enter(token)
        if session is None and not known:
            return sentence(
                request,
                403,
                say(
                    "This address is of an earlier start, or was opened already: each is good once. Start "
                    "`variorum serve` anew and open the address that it prints."
                ),
            )
        response = RedirectResponse(request.url.path or "/", status_code=303)
        if session is not None:
            response.set_cookie(self.gate.cookie, session, httponly=True, samesite="strict", path="/")
        return response

    def _forged(self, request: Request, expected: str) -> Response | None:
        origin = request.headers.get("origin")
        own = self.gate.origins
        site = request.headers.get("sec-fetch-site", "same-origin")
        given = request.headers.get(CSRF_HEADER, "")
        is_form = request.url.path.startswith(FORMS)
        is_told = origin is not None or is_form  # browsers say with every form where it comes from
        if (is_told and origin not in own) or site != "same-origin":
            return sentence(
                request, 403, say("This request came from another site and was refused; nothing was written.")
            )
        if not is_form and not compare_digest(given.encode(), expected.encode()):
            return sentence(
                request, 403, say("This request does not carry the page's token and was refused; load the page again.")
            )
        return None


def policy(nonce: str = "") -> str:
    """What a page may load: its own files alone; `nonce` names the one style sheet that the editor makes for itself."""
    styles = f"'self' 'nonce-{nonce}'" if nonce else "'self'"
    return (
        f"default-src 'none'; script-src 'self'; style-src {styles}; font-src 'self'; img-src 'self' data: blob:; "
        "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )


def sentence(request: Request, status: int, said: str, **more: object) -> Response:
    """One sentence with a status, in the language of the room: JSON for the API, a plain page for a person."""
    language = request.scope.get("state", {}).get("language", "en")
    said = in_language(said, language)
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": said, **more}, status_code=status)
    return HTMLResponse(plain_page(language, said), status_code=status)


def plain_page(language: str, *said: str) -> str:
    """A page that only says something, of the paragraphs that are not empty."""
    from markupsafe import escape

    paragraphs = "".join(f"<p>{escape(one)}</p>" for one in said if one)
    return (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8"><meta name="viewport" '
        'content="width=device-width, initial-scale=1"><title>Variorum</title>'
        '<link rel="stylesheet" href="/assets/edition.css"></head><body><main id="main"><article class="prose">'
        f'<h1><a href="/">Variorum</a></h1>{paragraphs}</article></main></body></html>'
    )


def door_page(words: InterfaceWords, title: str, body: Markup) -> str:
    """A page at the door of a room, before anything of an archive is shown."""
    from markupsafe import escape

    return (
        f'<!doctype html><html lang="{words.language}"><head><meta charset="utf-8"><meta name="viewport" '
        'content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">'
        f"<title>{escape(title)} · Variorum</title>"
        '<link rel="stylesheet" href="/assets/edition.css"><link rel="stylesheet" href="/assets/room.css"></head>'
        f'<body><main id="main"><article class="prose room-door"><h1>{escape(title)}</h1>{body}</article></main>'
        "</body></html>"
    )


def with_headers(send: Send) -> Callable[[Message], Awaitable[None]]:
    """Sending, with what every answer forbids."""

    async def headed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.setdefault("Content-Security-Policy", policy())
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return headed


class TooLarge(Exception):
    """A request's body is larger than anything that a person writes."""


def _bounded(receive: Receive, most: int) -> Receive:
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise TooLarge
        return message

    return bounded
