"""What pages need that is worked out of values handed in alone, recalled where the very same are handed in again.

A work is a function at the top of a module; it is handed texts, numbers, tuples of such, and what other works gave, and
nothing else: no site, no record, no look-up. So what it gives cannot rest on anything that a digest of what it was
handed, and of the code, does not cover. It gives what JSON can write (texts, numbers, lists, mappings by text): what is
read back is the same. What needs the site is handed it traced, and rests on whatever it looked at there.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from variorum.digest import sha_of

Work = Callable[..., Any]


@dataclass(frozen=True, slots=True, eq=False)
class Handed:
    """What a work gave, told from anything else by its digest, and read only by who needs it."""

    digest: str
    value: Callable[[], Any]

    @classmethod
    def of(cls, value: object) -> Handed:
        """A value that JSON can write."""
        written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return cls(sha_of(written), lambda: json.loads(written))

    def __repr__(self) -> str:
        return f"<{self.digest}>"


class Recall(Protocol):
    """How pages come by what a work gives: worked out at once, or as it was kept."""

    def __call__(self, work: Work, name: str, *handed: object) -> Any:
        """What the work gives for what it is handed; `name` tells one use of it from others."""

    def told(self, work: Work, name: str, *handed: object) -> Handed:
        """The same, told by its digest: to be handed on, or read where it is needed."""

    def seen(self, name: str, work: Work, site: Any) -> Any:
        """What the work makes of a site, made again where something that it looked at there is another (`tracing`)."""

    def spare(self, *works: Work) -> None:
        """Keep what these works gave, though this edition may have no need to ask for it."""


def values_of(handed: object) -> Any:
    """What a work is handed, with what other works gave read."""
    if type(handed) is tuple:
        return tuple(map(values_of, handed))
    return handed.value() if isinstance(handed, Handed) else handed


class _AtOnce:
    """A `Recall` that keeps nothing."""

    def __call__(self, work: Work, name: str, *handed: object) -> Any:  # noqa: ARG002 (it is kept under no name)
        return work(*values_of(handed))

    def told(self, work: Work, name: str, *handed: object) -> Handed:
        return Handed.of(self(work, name, *handed))

    def seen(self, name: str, work: Work, site: Any) -> Any:  # noqa: ARG002 (it is kept under no name)
        return work(site)

    def spare(self, *works: Work) -> None:
        """Nothing is kept."""


at_once = _AtOnce()
