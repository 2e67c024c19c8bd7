"""The server on this machine: a free port, the address with its one-time token, and uvicorn until it is stopped."""

from __future__ import annotations

import socket
from collections.abc import Callable
from types import FrameType

import uvicorn

from variorum.archive.folder import Archive
from variorum.finding import Refused
from variorum.reading_room.guarding import Gate
from variorum.reading_room.room import Room
from variorum.reading_room.web import application

HOST = "127.0.0.1"
PORT = 8470
_TRIED = 30  # ports after the one that was wished for


def serve(archive: Archive, *, port: int, by: str, language: str, tell: Callable[[str], None]) -> None:
    """Serve an archive until the terminal stops it; `tell` is given the address once the server listens.

    Raises Refused where no port is free.
    """
    listening = listen(port)
    gate = Gate(listening.getsockname()[1])
    room = Room(archive, by=by, language=language)
    room.start()
    config = uvicorn.Config(
        application(room, gate),
        log_level="critical",
        access_log=False,
        lifespan="on",
        timeout_graceful_shutdown=2,
        server_header=False,
        date_header=False,
    )
    tell(gate.address)
    try:
        _Server(config, room.hub.close).run(sockets=[listening])
    finally:
        room.close()
        listening.close()


class _Server(uvicorn.Server):
    """A server that ends the streams of events when it is stopped, so that it need not wait for them."""

    def __init__(self, config: uvicorn.Config, ending: Callable[[], None]) -> None:
        super().__init__(config)
        self._ending = ending

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop, streams first."""
        self._ending()
        super().handle_exit(sig, frame)


def listen(port: int) -> socket.socket:
    """A socket on this machine alone: on the port that was wished for, or the next that is free."""
    for candidate in (*range(port, min(port + _TRIED, 65536)), 0):
        one = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            one.bind((HOST, candidate))
            one.listen(128)
        except OSError:
            one.close()
            continue
        return one
    raise Refused("No port of this machine is free to listen on.")
