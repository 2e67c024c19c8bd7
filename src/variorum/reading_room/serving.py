"""The server on this machine: a free port, the address with its one-time token, and uvicorn until it is stopped."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import uvicorn

from variorum.archive.folder import Archive
from variorum.finding import Refused
from variorum.reading_room.door import Behind, Door
from variorum.reading_room.front import kept_front
from variorum.reading_room.guarding import Gate
from variorum.reading_room.workshop import Workshop, WorkshopApart
from variorum.saying import say

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from variorum.reading_room.room import Room
    from variorum.reading_room.teamwork import Team

HOST = "127.0.0.1"
_TURN = 0.001  # seconds that a build may hold Python before somebody who waits for a page has a turn
_TRIED = 30  # ports after the one that was wished for


@dataclass(frozen=True, slots=True)
class Openness:
    """How far the room is open: to a team, behind the proxy at an address, and on which address it listens."""

    team: bool = False
    behind: str = ""  # as browsers see it: https://archive.example.org
    listen: str = HOST


@dataclass(frozen=True, slots=True)
class Opening:
    """How the room is opened: who writes in it, in which language its pages are, and what works the archive out."""

    by: Callable[[], str]
    language: str = ""
    workshop: Workshop | None = None


def serve(
    archive: Archive,
    opening: Opening,
    *,
    port: int,
    tell: Callable[[str], None],
    openness: Openness = Openness(),
) -> None:
    """Serve an archive until the terminal stops it; `tell` is given the address once the server listens.

    Raises Refused where no port is free, or where the room would be open to others without a proxy before it.
    """
    _hold(openness)
    listening = listen(port, host=openness.listen, exactly=openness.team)
    number = listening.getsockname()[1]
    with _rooms_of(listening) as rooms:
        if openness.team:
            app, address = _of_team(archive, opening, openness.behind, port=number, rooms=rooms)
            _run(app, rooms, listening, tell=partial(tell, address))
            return
        gate = Gate(number, language=lambda: opening.language or "en")
        front = kept_front(archive, asked=opening.language)
        door = Door(partial(_made, archive, opening, gate, rooms=rooms), gate, front=front)
        _run(door, rooms, listening, tell=partial(tell, gate.address))
        if door.failed is not None:
            raise door.failed


def serve_first(folder: Path, opening: Opening, *, port: int, tell: Callable[[str], None]) -> None:
    """Serve a folder without an archive: ask for one, then serve that. Raises Refused where no port is free."""
    from variorum.reading_room.first_archive import FirstArchive

    listening = listen(port)
    gate = Gate(listening.getsockname()[1], language=lambda: opening.language or "en")
    doors: list[Door] = []
    with _rooms_of(listening) as rooms:

        def room_of(archive: Archive) -> ASGIApp:
            doors.append(Door(partial(_made, archive, opening, gate, rooms=rooms), gate, front=None))
            return doors[-1]

        first = FirstArchive(folder.resolve(), gate, room_of, language=opening.language)
        _run(first, rooms, listening, tell=partial(tell, gate.address))
        for door in doors:
            if door.failed is not None:
                raise door.failed


@contextmanager
def _rooms_of(listening: socket.socket) -> Iterator[list[Room]]:
    """The rooms that a server opens, none at first; when it ends they are closed, and its port is free."""
    rooms: list[Room] = []
    sys.setswitchinterval(_TURN)
    try:
        yield rooms
    finally:
        for room in rooms:
            room.close()
        listening.close()


def _made(archive: Archive, opening: Opening, gate: Gate, *, rooms: list[Room]) -> Behind:
    """The owner's room, begun to be worked out; what it needs is imported here, since that takes a while."""
    from variorum.reading_room.pages import keep_as_front
    from variorum.reading_room.room import Room
    from variorum.reading_room.web import application

    workshop = opening.workshop or WorkshopApart(archive)
    room = Room(archive, by=opening.by(), language=opening.language, workshop=workshop)
    room.shown = partial(keep_as_front, room, asked=opening.language)
    rooms.append(room)
    room.start()
    return Behind(application(room, gate), lambda: room.ready(patience=0.0) is not None)


def _of_team(archive: Archive, opening: Opening, behind: str, *, port: int, rooms: list[Room]) -> tuple[ASGIApp, str]:
    """The application of a team's room, and where to begin."""
    from variorum.reading_room.room import Room
    from variorum.reading_room.team_gate import TeamGate
    from variorum.reading_room.teamwork import Team
    from variorum.reading_room.web import application

    by, team = opening.by(), Team(archive.root)
    gate = TeamGate(port, accounts=team.accounts, audit=team.audit, behind=behind)
    team.base = gate.address.rstrip("/")
    room = Room(
        archive, by=by, language=opening.language, team=team, workshop=opening.workshop or WorkshopApart(archive)
    )
    rooms.append(room)
    room.start()
    return application(room, gate), _first_address(team, by)


def _run(app: ASGIApp, rooms: list[Room], listening: socket.socket, *, tell: Callable[[], None]) -> None:
    config = uvicorn.Config(
        app,
        log_level="critical",
        access_log=False,
        lifespan="on",
        timeout_graceful_shutdown=2,
        timeout_keep_alive=75,  # longer than proxies and browsers keep a line, so that none is cut as it is used again
        server_header=False,
        date_header=False,
    )

    def end_streams() -> None:
        for room in rooms:
            room.hub.close()

    tell()
    _Server(config, end_streams).run(sockets=[listening])


def _first_address(team: Team, by: str) -> str:
    """Where to begin: the invitation of the first owner as long as there is no account, then the room itself."""
    if team.accounts.all():
        return f"{team.base}/"
    return f"{team.base}/room/invitation?secret={team.accounts.invite(by, 'owner', sees_all=True)}"


def _hold(openness: Openness) -> None:
    """Refuse what would open the room further than is meant."""
    if not openness.team and (openness.behind or openness.listen != HOST):
        raise Refused(say("--behind and --listen open the room to others, who need accounts: add --team."))
    if openness.behind:
        parts = urlsplit(openness.behind)
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.path or parts.query:
            raise Refused(say("--behind takes the address as browsers see it, such as https://archive.example.org."))
    if openness.listen != HOST and not openness.behind:
        raise Refused(
            say("--listen is for a room behind a proxy: say with --behind under which address browsers see it.")
        )


class _Server(uvicorn.Server):
    """A server that ends the streams of events when it is stopped, so that it need not wait for them."""

    def __init__(self, config: uvicorn.Config, ending: Callable[[], None]) -> None:
        super().__init__(config)
        self._ending = ending

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop, streams first."""
        self._ending()
        super().handle_exit(sig, frame)


def listen(port: int, *, host: str = HOST, exactly: bool = False) -> socket.socket:
    """A socket, on this machine alone unless `host` says otherwise: on the port that was wished for, or the next free.

    With `exactly` no other port is taken, since a proxy or a link in a letter leads to this one.
    """
    for candidate in (port,) if exactly else (*range(port, min(port + _TRIED, 65536)), 0):
        # where TCP is named, asyncio sends each piece at once; else the body of an answer waits 40 ms for its head
        one = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        try:
            # so that a room just closed leaves its port to the next; on Windows it would take that of an open one
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, os.name != "nt")
            one.bind((host, candidate))
            one.listen(128)
        except OSError:
            one.close()
            continue
        return one
    if exactly:
        raise Refused(say("The port {port} is taken or not this user's; choose another with --port.", port=port))
    raise Refused(say("No port of this machine is free to listen on."))
