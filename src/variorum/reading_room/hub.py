"""What happens, told to every page that is open: progress, files that changed, a new state of the archive."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from threading import Lock

_MOST_WAITING = 200  # messages that a page may be behind; older ones are dropped, since each new state tells all
_HEARTBEAT = 15.0  # seconds


class Hub:
    """Sends messages from any thread to the listeners of the server's loop."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._listeners: dict[asyncio.Queue[str | None], asyncio.AbstractEventLoop] = {}

    def tell(self, event: str, said: Mapping[str, object]) -> None:
        """Send one message to everybody, in the form of server-sent events."""
        message = f"event: {event}\ndata: {json.dumps(said, ensure_ascii=False)}\n\n"
        self._send(message)

    def close(self) -> None:
        """End every stream."""
        self._send(None)

    def _send(self, message: str | None) -> None:
        with self._lock:
            listeners = list(self._listeners.items())
        for queue, loop in listeners:
            with suppress(RuntimeError):  # the loop has ended
                loop.call_soon_threadsafe(_put, queue, message)

    async def listen(self, first: str) -> AsyncIterator[str]:
        """The messages as they come, `first` before them; a comment now and then keeps the line open."""
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        with self._lock:
            self._listeners[queue] = asyncio.get_running_loop()
        try:
            yield first
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


def _put(queue: asyncio.Queue[str | None], message: str | None) -> None:
    if queue.qsize() >= _MOST_WAITING:
        queue.get_nowait()
    queue.put_nowait(message)
