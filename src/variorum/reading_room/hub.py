"""What happens, told to every page that is open: progress, files that changed, a new state of the archive."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock

_MOST_WAITING = 200  # messages that a page may be behind; older ones are dropped, since each new state tells all
_HEARTBEAT = 15.0  # seconds


_AS_TOLD: Mapping[str, object] = {}  # others are told the same


@dataclass(frozen=True, slots=True)
class Listener:
    """A page that is open: whose, whether they may see everything, and at which address."""

    name: str
    sees_all: bool
    at: str
    loop: asyncio.AbstractEventLoop


class Hub:
    """Sends messages from any thread to the listeners of the server's loop."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._listeners: dict[asyncio.Queue[str | None], Listener] = {}

    def tell(self, event: str, said: Mapping[str, object], *, others: Mapping[str, object] | None = _AS_TOLD) -> None:
        """Send one message in the form of server-sent events; `others` is what those hear who may not see everything,
        None where they hear nothing.
        """
        heard = said if others is _AS_TOLD else others
        for queue, listener in self._open():
            told = said if listener.sees_all else heard
            if told is not None:
                _send(queue, listener, _message(event, told))

    def present(self, at: str) -> list[str]:
        """Who has the page at an address open, each once."""
        return sorted({one.name for _, one in self._open() if at and one.at == at})

    def close(self) -> None:
        """End every stream."""
        for queue, listener in self._open():
            _send(queue, listener, None)

    def _open(self) -> list[tuple[asyncio.Queue[str | None], Listener]]:
        with self._lock:
            return list(self._listeners.items())

    def _tell_presence(self, at: str) -> None:
        """Tell those at an address who else is there."""
        if not at:
            return
        people = self.present(at)
        for queue, listener in self._open():
            if listener.at == at:
                _send(queue, listener, _message("present", {"at": at, "people": people}))

    async def listen(self, first: str, *, name: str = "", sees_all: bool = True, at: str = "") -> AsyncIterator[str]:
        """The messages as they come, `first` before them; a comment now and then keeps the line open."""
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        with self._lock:
            self._listeners[queue] = Listener(name, sees_all, at, asyncio.get_running_loop())
        try:
            yield first
            self._tell_presence(at)
            while True:
                try:
                    message = await asyncio.wait_for(queue.get(), _HEARTBEAT)
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                if message is None:
                    return
                yield message
        finally:
            with self._lock:
                self._listeners.pop(queue, None)
            self._tell_presence(at)


def _message(event: str, said: Mapping[str, object]) -> str:
    return f"event: {event}\ndata: {json.dumps(said, ensure_ascii=False)}\n\n"


def _send(queue: asyncio.Queue[str | None], listener: Listener, message: str | None) -> None:
    with suppress(RuntimeError):  # the loop has ended
        listener.loop.call_soon_threadsafe(_put, queue, message)


def _put(queue: asyncio.Queue[str | None], message: str | None) -> None:
    if queue.qsize() >= _MOST_WAITING:
        queue.get_nowait()
    queue.put_nowait(message)
