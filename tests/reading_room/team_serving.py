"""A room of a team, served in a thread of the test's own, and people who come in by their invitations."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import uvicorn

from variorum.archive.folder import Archive
from variorum.reading_room.room import Room
from variorum.reading_room.serving import listen
from variorum.reading_room.team_gate import TeamGate
from variorum.reading_room.teamwork import Team
from variorum.reading_room.web import application

PASSWORD = "four words of a password"


@dataclass
class ServedTeam:
    """A room of a team that is being served."""

    archive: Archive
    room: Room
    gate: TeamGate
    team: Team

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.gate.port}"

    def read(self, file: str) -> str:
        return (self.archive.root / file).read_text("utf-8")

    def invitation(self, name: str, role: str) -> str:
        """The address that invites somebody."""
        return f"{self.address}/room/invitation?secret={self.team.accounts.invite(name, role, sees_all=True)}"


def serving_team(archive: Archive, language: str = "en") -> Iterator[ServedTeam]:
    listening: socket.socket = listen(8700)
    team = Team(archive.root)
    gate = TeamGate(listening.getsockname()[1], accounts=team.accounts, audit=team.audit)
    room = Room(archive, by="Ada", language=language, team=team)
    team.base = f"http://127.0.0.1:{gate.port}"
    room.start()
    config = uvicorn.Config(application(room, gate), log_level="error", access_log=False, timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield ServedTeam(archive, room, gate, team)
    finally:
        room.close()
        server.should_exit = True
        thread.join(timeout=10)
        listening.close()
