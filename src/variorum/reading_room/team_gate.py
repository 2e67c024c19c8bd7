"""The gate of a team: sessions of those who signed in, the doors by which one comes in, and how often one may knock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from secrets import token_urlsafe
from threading import RLock
from time import monotonic
from urllib.parse import parse_qs, quote, urlsplit

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from variorum.edition.wording import InterfaceWords, words_of
from variorum.finding import Refused, VariorumError
from variorum.reading_room.accounts import SHORTEST, Account, Accounts, Invitation, Ledger
from variorum.reading_room.building import MOVED
from variorum.reading_room.guarding import Gate, Gatekeeper, door_page, sentence, with_headers
from variorum.reading_room.viewing import Viewer
from variorum.saying import say

SIGN_IN, SIGN_OUT, INVITATION = "/room/sign-in", "/room/sign-out", "/room/invitation"
_IDLE = 12 * 3600.0  # seconds after which a session ends by itself
_LONGEST = 14 * 24 * 3600.0
_MOST_FORM = 8192  # bytes of a form at a door
_TOO_OFTEN = say("This was tried too often; wait a quarter of an hour, then try again.")
_TOO_FAST = say("More is asked here than a person asks; wait a moment, then go on.")


class Rates:
    """How often something may be done under a name: so many at once, and so many a second after that."""

    def __init__(self, most: float, *, a_second: float, now: Callable[[], float] = monotonic) -> None:
        self._most, self._a_second, self._now = most, a_second, now
        self._left: dict[str, tuple[float, float]] = {}
        self._lock = RLock()

    def allows(self, name: str, *, costs: float = 1.0) -> bool:
        """Whether it may be done once more; if so it is counted."""
        with self._lock:
            now = self._now()
            if len(self._left) > 10_000:  # those that are full again say nothing
                self._left = {key: one for key, one in self._left.items() if self._filled(one, now) < self._most}
            left = self._filled(self._left.get(name, (self._most, now)), now)
            if left < costs:
                self._left[name] = left, now
                return False
            self._left[name] = left - costs, now
            return True

    def _filled(self, one: tuple[float, float], now: float) -> float:
        return min(self._most, one[0] + (now - one[1]) * self._a_second)


@dataclass(slots=True)
class TeamSession:
    """Somebody who signed in: the token of their writes, since when, and when they last asked for anything."""

    name: str
    csrf: str
    password: str  # the hash that the account had: a session ends when it has another
    since: float
    last: float


@dataclass(slots=True)
class TeamGate(Gate):
    """The gate where several come in: by name and password, each with a role; no address opens it by itself."""

    accounts: Accounts = field(kw_only=True)
    audit: Ledger = field(kw_only=True)
    behind: str = ""  # the address of the proxy before it, as browsers see it: https://archive.example.org
    signed_in: dict[str, TeamSession] = field(default_factory=dict)
    knocking: Rates = field(default_factory=lambda: Rates(10, a_second=10 / 900))  # by name, and by address
    asking: Rates = field(default_factory=lambda: Rates(400, a_second=60))

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names by which this server may be called: the one that was named, else those of this machine."""
        own = (f"127.0.0.1:{self.port}", f"localhost:{self.port}")
        return (urlsplit(self.behind).netloc.lower(),) if self.behind else own

    @property
    def origins(self) -> tuple[str, ...]:
        """The addresses from which the room's own pages send requests."""
        return (self.behind,) if self.behind else tuple(f"http://{host}" for host in self.hosts)

    @property
    def address(self) -> str:
        """Where the room is."""
        return f"{self.behind or self.origins[0]}/"

    @property
    def is_secure(self) -> bool:
        """Whether browsers reach it by an encrypted connection alone."""
        return self.behind.startswith("https://")

    def enter(self, token: str) -> str | None:  # noqa: ARG002
        """No address opens the room of a team."""
        return None

    def let_in(self, account: Account) -> str:
        """Begin a session."""
        now = monotonic()
        session = token_urlsafe(32)
        gone = [key for key, one in self.signed_in.items() if not _holds(one, now)]
        for key in gone:
            del self.signed_in[key]
        self.signed_in[session] = TeamSession(account.name, token_urlsafe(24), account.password, now, now)
        return session

    def writes(self, session: str) -> str:
        """The token that a session's writes must bring; empty where it has ended or its account is gone."""
        one = self.signed_in.get(session)
        account = self.accounts.named(one.name) if one else None
        if one is not None and account is None and not self.accounts.all():
            return ""  # the archive was moved: nobody is let in, and when it is back nobody need sign in again
        if one is None or account is None or account.password != one.password or not _holds(one, monotonic()):
            self.signed_in.pop(session, None)
            return ""
        one.last = monotonic()
        return one.csrf

    def renewed(self, session: str, account: Account) -> None:
        """Let the session in which somebody took a new password go on."""
        if (one := self.signed_in.get(session)) is not None:
            one.password = account.password

    def end_sessions(self, name: str) -> int:
        """End every session of somebody; how many there were."""
        theirs = [key for key, one in list(self.signed_in.items()) if one.name == name]
        for key in theirs:
            self.signed_in.pop(key, None)
        return len(theirs)

    def viewer(self, session: str) -> Viewer | None:
        """Who is behind a session, with the role that the account has now."""
        one = self.signed_in.get(session)
        account = self.accounts.named(one.name) if one else None
        return account.viewer if account else Viewer("", "reader", sees_all=False)


class TeamGatekeeper(Gatekeeper):
    """The gate of a team before the application: it answers at the doors itself and lets in who is signed in."""

    def __init__(self, app: ASGIApp, gate: TeamGate) -> None:
        super().__init__(app, gate)
        self.team = gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, answer it at a door, or send it to one."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        scope["state"] = {**scope.get("state", {}), "language": self.team.language()}
        request = Request(scope, receive)
        answer = await self._answer(request)
        if answer is not None:
            await answer(scope, receive, with_headers(send))
            return
        await super().__call__(scope, receive, send)

    async def _answer(self, request: Request) -> Response | None:
        """What is answered before anything is asked of the room; None lets the request go on."""
        if request.headers.get("host", "").lower() not in self.team.hosts:
            return sentence(request, 403, say("This server answers only to the address that it was given."))
        path, session = request.url.path, self._session(request)
        if not path.startswith("/assets/") and not self.team.accounts.archive_is_there:
            return sentence(request, 409, MOVED)  # before a door writes into its log where the archive was
        if path in (SIGN_IN, INVITATION) or (path == SIGN_OUT and request.method == "POST"):
            return await self._door(request, path, session)
        if path.startswith("/assets/"):
            return None
        if not self.team.writes(session):
            if request.method == "GET" and not path.startswith("/api/"):
                return RedirectResponse(f"{SIGN_IN}?to={quote(path)}", status_code=303)
            return sentence(request, 403, say("Nobody is signed in here any more; sign in, and try this again."))
        if not self.team.asking.allows(session):
            return sentence(request, 429, _TOO_FAST)
        return None

    # ── the doors ──

    async def _door(self, request: Request, path: str, session: str) -> Response:
        if request.method in ("GET", "HEAD"):
            return self._form(request, path, "")
        if request.method != "POST":
            return sentence(request, 405, say("This is not how that is asked."))
        if not self._is_own(request):
            return sentence(
                request, 403, say("This request came from another site and was refused; nothing was written.")
            )
        form = await read_form(request)
        if form is None:
            return sentence(request, 413, say("This is larger than any name and password."))
        if path == SIGN_OUT:
            one = self.team.signed_in.pop(session, None)
            self.team.audit.add(by=one.name if one else "", did="signed out")
            response = RedirectResponse(SIGN_IN, status_code=303)
            response.delete_cookie(self.gate.cookie, path="/")
            return response
        try:
            return await (self._sign_in(request, form) if path == SIGN_IN else self._accept(request, form))
        except VariorumError as error:
            said = error.args[0] if error.args else ""
            return self._form(request, path, said, form, status=error.status)

    async def _sign_in(self, request: Request, form: dict[str, str]) -> Response:
        name = form.get("name", "")[:200]
        keys = f"name {name.casefold()}", f"from {self._address(request)}"
        if not all(self.team.knocking.allows(key, costs=cost) for key, cost in zip(keys, (1.0, 0.4), strict=True)):
            self.team.audit.add(by=name, did="was refused at the door: too often", address=self._address(request))
            return self._form(request, SIGN_IN, _TOO_OFTEN, form, status=429)
        account = await run_in_threadpool(self.team.accounts.signed_in, name, form.get("password", ""))
        if account is None:
            self.team.audit.add(by=name, did="was refused at the door", address=self._address(request))
            said = say(
                "Name and password do not belong together. A password that is lost is replaced by a new invitation."
            )
            return self._form(request, SIGN_IN, said, form, status=403)
        self.team.audit.add(by=account.name, did="signed in", address=self._address(request))
        return self._let_in(account, form.get("to", ""))

    async def _accept(self, request: Request, form: dict[str, str]) -> Response:
        if not self.team.knocking.allows(f"from {self._address(request)}"):
            return self._form(request, INVITATION, _TOO_OFTEN, form, status=429)
        if form.get("password") != form.get("again"):
            raise Refused(say("The two passwords are not the same; write it twice in the same way."))
        account = await run_in_threadpool(self.team.accounts.accept, form.get("secret", ""), form.get("password", ""))
        self.team.audit.add(by=account.name, did=f"came in as {account.role}", address=self._address(request))
        return self._let_in(account, "")

    def _let_in(self, account: Account, to: str) -> Response:
        response = RedirectResponse(_local(to), status_code=303)
        response.set_cookie(
            self.gate.cookie,
            self.team.let_in(account),
            httponly=True,
            samesite="lax",
            secure=self.team.is_secure,
            path="/",
        )
        return response

    def _is_own(self, request: Request) -> bool:
        """Whether a form was sent from a page of the room's own; browsers say so of every form."""
        origin = request.headers.get("origin")
        site = request.headers.get("sec-fetch-site", "same-origin")
        return origin in self.team.origins and site == "same-origin"

    def _address(self, request: Request) -> str:
        """Where a request came from; what a proxy says of it counts only where a proxy was named."""
        told = request.headers.get("x-forwarded-for", "") if self.team.behind else ""
        return told.rpartition(",")[2].strip()[:60] or (request.client.host if request.client else "")

    def _form(
        self, request: Request, path: str, said: str, form: dict[str, str] | None = None, *, status: int = 200
    ) -> Response:
        given = form or dict(request.query_params)
        words = words_of(self.team.language())
        trouble = Markup('<p class="error" role="alert">{}</p>').format(words.said(said)) if said else Markup("")
        if path == INVITATION:
            invitation = self.team.accounts.invitation(given.get("secret", ""))
            if invitation is None:
                gone = say("This invitation was used, or is past; ask for another.")
                return HTMLResponse(
                    door_page(words, words("team.sign-in"), Markup("<p>{}</p>").format(words.said(gone))),
                    status_code=404,
                )
            return HTMLResponse(
                door_page(words, words("team.sign-in"), _invited(words, invitation, trouble, given)), status_code=status
            )
        body = trouble + Markup(
            '<form method="post" action="{}"><input type="hidden" name="to" value="{}">'
            '<p><label>{}<br><input name="name" required value="{}" autocomplete="username"></label></p>'
            '<p><label>{}<br><input type="password" name="password" required '
            'autocomplete="current-password"></label></p><p><button class="main">{}</button></p></form>'
        ).format(
            SIGN_IN,
            _local(given.get("to", "")),
            words("team.name"),
            given.get("name", "")[:200],
            words("team.password"),
            words("team.sign-in"),
        )
        return HTMLResponse(door_page(words, words("team.sign-in"), body), status_code=status)


def _invited(words: InterfaceWords, invitation: Invitation, trouble: Markup, given: Mapping[str, str]) -> Markup:
    """The door of an invitation: who is invited as what, and a password chosen twice."""
    return Markup(
        "<p>{}</p>{}"
        '<form method="post" action="{}"><input type="hidden" name="secret" value="{}">'
        '<p><label>{}<br><input type="password" name="password" required '
        'minlength="{}" autocomplete="new-password" autofocus></label></p>'
        '<p><label>{}<br><input type="password" name="again" required minlength="{}" '
        'autocomplete="new-password"></label></p><p><button class="main">{}</button></p></form>'
    ).format(
        words("team.invited", name=invitation.name, role=words(f"team.role-{invitation.role}")),
        trouble,
        INVITATION,
        given.get("secret", ""),
        words("team.choose-password", n=SHORTEST),
        SHORTEST,
        words("team.password-again"),
        SHORTEST,
        words("team.come-in"),
    )


def _holds(one: TeamSession, now: float) -> bool:
    return now - one.last < _IDLE and now - one.since < _LONGEST


def _local(to: str) -> str:
    """An address within the room; the front page for any other, so that no link leads elsewhere by way of the door."""
    plain = to.startswith("/") and not to.startswith(("//", "/\\", "/room/sign", "/room/invitation"))
    return quote(to, safe="/?=&%#.-_~") if plain and to.isprintable() and "\\" not in to else "/"


async def read_form(request: Request, *, most: int = _MOST_FORM, fields: int = 20) -> dict[str, str] | None:
    """The fields of a form; None where they are more, or have more bytes, than such a form has."""
    raw = b""
    async for piece in request.stream():
        raw += piece
        if len(raw) > most:
            return None
    try:
        read = parse_qs(raw.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=fields)
    except ValueError:
        return None
    return {name: values[0] for name, values in read.items()}
