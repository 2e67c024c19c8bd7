"""A room served in a thread of the test's own, for as long as a test needs it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import Queue

import pytest
import uvicorn

from variorum.archive.folder import Archive
from variorum.reading_room import serving as served_by
from variorum.reading_room.guarding import Gate
from variorum.reading_room.room import Room
from variorum.reading_room.serving import Opening, listen, serve_first
from variorum.reading_room.web import application


@dataclass
class Served:
    """A room that is being served: where, and the archive behind it."""

    archive: Archive
    room: Room
    gate: Gate

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.gate.port}"

    def read(self, file: str) -> str:
        return (self.archive.root / file).read_text("utf-8")


def files_of(root: Path) -> dict[str, bytes]:
    """Everything that the user wrote."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(root).parts)
    }


def serving(archive: Archive, language: str = "en") -> Iterator[Served]:
    listening: socket.socket = listen(8600)
    gate = Gate(listening.getsockname()[1])
    room = Room(archive, by="A. Reader", language=language)
    room.start()
    config = uvicorn.Config(application(room, gate), log_level="error", access_log=False, timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield Served(archive, room, gate)
    finally:
        room.close()
        server.should_exit = True
        thread.join(timeout=10)
        listening.close()


def serving_first(folder: Path) -> Iterator[str]:
    """The address at which a folder without an archive is served, as `variorum serve` does it."""
    addresses: Queue[str] = Queue()
    servers: list[uvicorn.Server] = []

    class Kept(served_by._Server):
        def __init__(self, *given: object) -> None:
            super().__init__(*given)  # type: ignore[arg-type]
            servers.append(self)

    opening = Opening(lambda: "A. Reader")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(served_by, "_Server", Kept)
        thread = threading.Thread(
            target=serve_first, args=(folder, opening), kwargs={"port": 8900, "tell": addresses.put}
        )
        thread.daemon = True
        thread.start()
        try:
            yield addresses.get(timeout=60)
        finally:
            servers[0].should_exit = True
            thread.join(timeout=20)
