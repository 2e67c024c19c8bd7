"""What pages need that is worked out of values handed in alone, recalled where the very same are handed in again.

A work is a function at the top of a module; it is handed texts, numbers and tuples of such, and nothing else: no site,
no record, no look-up. So what it gives cannot rest on anything that a digest of what it was handed, and of the code,
does not cover. It gives what JSON can write (texts, numbers, lists, mappings by text): what is read back is the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

Work = Callable[..., Any]


class Recall(Protocol):
    """How pages come by what a work gives: worked out at once, or as it was kept."""

    def __call__(self, work: Work, name: str, *handed: object) -> Any:
        """What the work gives for what it is handed; `name` tells one use of it from others."""


def at_once(work: Work, name: str, *handed: object) -> Any:  # noqa: ARG001 (a Recall that keeps nothing)
    """What a work gives, worked out anew."""
    return work(*handed)
