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
from functools import partial
from typing import Any, Protocol

from variorum.digest import sha_of

Work = Callable[..., Any]


@dataclass(frozen=True, slots=True, eq=False)
class Handed:
    """What a work gave, told from anything else by its digest, and read only by who needs it."""

    digest: str
    written: Callable[[], str]  # as JSON

    @classmethod
    def of(cls, value: object) -> Handed:
        """A value that JSON can write."""
        written = as_json(value)
        return cls(sha_of(written), partial(str, written))

    def value(self) -> Any:
        """What the work gave."""
        return json.loads(self.written())

    def on_its_own(self) -> Handed:
        """The same, with all that it needs to be read in another process."""
        return Handed(self.digest, partial(str, self.written()))

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

    def ahead(self, work: Work, name: str, *handed: object) -> None:
        """Let another process work it out meanwhile, where one is at leisure: it will be asked for."""

    def spare(self, *works: Work) -> None:
        """Keep what these works gave, though this edition may have no need to ask for it."""


def as_json(value: object) -> str:
    """A value as works give and are handed it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def on_its_own(handed: object) -> object:
    """What a work is handed, with what other works gave."""
    if type(handed) is tuple:
        return tuple(map(on_its_own, handed))
    return handed.on_its_own() if isinstance(handed, Handed) else handed


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

    def ahead(self, work: Work, name: str, *handed: object) -> None:
        """It is worked out when it is asked for."""

    def spare(self, *works: Work) -> None:
        """Nothing is kept."""


at_once = _AtOnce()
