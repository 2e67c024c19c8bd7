"""One writer at a time, across processes: a lock file in the archive's root."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from variorum.finding import NotFound, Refused

LOCK_FILE = ".variorum.lock"
PATIENCE = 30.0  # seconds


@contextmanager
def locked(root: Path, *, timeout: float = PATIENCE) -> Iterator[None]:
    """Hold the archive's lock; a nested `locked` in the same thread enters at once.

    The operating system lets go of the lock when a process dies, so a leftover lock file blocks nobody. `Refused` when
    another process still holds it after `timeout` seconds, or when the folder cannot be written.
    """
    from filelock import FileLock, Timeout

    if not root.is_dir():
        raise NotFound(f"There is no folder {root}.")
    lock = FileLock(root.resolve() / LOCK_FILE, is_singleton=True)
    try:
        lock.acquire(timeout=timeout)
    except Timeout:
        raise Refused(
            "Another Variorum is writing in this archive; try again when it has finished, or close it."
        ) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Refused(f"The archive cannot be written ({reason}); nothing was changed.") from error
    try:
        yield
    finally:
        lock.release()
