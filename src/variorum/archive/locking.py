"""One writer at a time, across processes: a lock on the user's files, held for a moment, and one on what is worked out.

A build takes minutes and writes nothing of the user's but a line of a ledger; so it holds a lock of its own
(`building`), and whoever writes a file (`locked`) never waits for it. A build that files change under goes on: each
result is kept with the digest of what it was made from, and the next build makes anew what is stale.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from variorum.finding import NotFound, Refused
from variorum.saying import Sentence, say

LOCK_FILE = ".variorum.lock"
BUILD_LOCK_FILE = ".catalogue/building.lock"
PATIENCE = 30.0  # seconds


class Busy(Refused):
    """Another process holds a lock for longer than one waits; it will let go of it."""


def locked(root: Path, *, timeout: float = PATIENCE) -> AbstractContextManager[None]:
    """Hold the lock on the archive's files while some are written; a nested `locked` in the same thread enters at once.

    The operating system lets go of the lock when a process dies, so a leftover lock file blocks nobody. `Busy` when
    another process still holds it after `timeout` seconds, `Refused` when the folder cannot be written. Whoever holds
    it must not wait for `building`.
    """
    return _held(root, LOCK_FILE, timeout, say("Another Variorum is writing in this archive"))


def building(root: Path, *, timeout: float = PATIENCE) -> AbstractContextManager[None]:
    """Hold the lock on what is derived from the archive while it is worked out; the same as `locked` in all else."""
    return _held(root, BUILD_LOCK_FILE, timeout, say("Another Variorum is working this archive out"))


@contextmanager
def _held(root: Path, name: str, timeout: float, busy: Sentence) -> Iterator[None]:
    from filelock import FileLock, Timeout

    if not root.is_dir():
        raise NotFound(say("There is no folder {root}.", root=str(root)))
    path = root.resolve() / name
    lock = FileLock(path, is_singleton=True)
    try:
        path.parent.mkdir(exist_ok=True)
        lock.acquire(timeout=timeout)
    except Timeout:
        raise Busy(say("{busy}; try again when it has finished, or close it.", busy=busy)) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Refused(say("The archive cannot be written ({reason}); nothing was changed.", reason=reason)) from error
    try:
        yield
    finally:
        lock.release()
