"""The state of a file: what its bytes cannot change without, and whether a state that was seen may be trusted.

The caution is git's: a file that was written within a tick of the clock before it was looked at could change again and
have the same times, so its state tells nothing yet. A program that sets the time of change back does not set back that
of the inode.
"""

from __future__ import annotations

import os

_TICK = 100_000_000  # nanoseconds; clocks of file systems tick every 4 to 16 milliseconds …
_WHOLE = 3_000_000_000  # … but where they keep whole seconds only, every one or two seconds


def told_by(state: os.stat_result) -> str:
    """What a file's bytes cannot change without."""
    return f"{state.st_size}:{state.st_mtime_ns}:{state.st_ctime_ns}:{state.st_ino}"


def is_settled(state: os.stat_result, now: int) -> bool:
    """Whether a file that was looked at at this time (nanoseconds) would have another time if it changed thereafter."""
    latest = max(state.st_mtime_ns, state.st_ctime_ns)
    coarse = not (state.st_mtime_ns % 1_000_000_000 and state.st_ctime_ns % 1_000_000_000)
    return latest + (_WHOLE if coarse else _TICK) < now
