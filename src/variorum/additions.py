"""What other packages add to the program: taken through entry points, each looked at before it is used.

What cannot be had costs nobody anything but itself, and is never passed over in silence: it is told as `Lacking`, of
which a finding is made where an archive is examined.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import variorum
from variorum.remembering import remembered

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

Added = TypeVar("Added")
_ROOT = Path(variorum.__file__).parent


RAISED, NO_SUCH_KIND, TAKEN_ALREADY, NO_FILE, UNREADABLE, NO_FIELD, NO_RULE, NO_HEADING = (
    "raised", "no such kind", "taken already", "no file", "unreadable", "no field", "no rule", "no heading",
)  # fmt: skip


class Unfit(Exception):
    """What an entry point names is not what its group asks for: one of the reasons above, and what it concerns."""

    def __init__(self, reason: str, *of: str) -> None:
        super().__init__(reason, *of)
        self.reason, self.of = reason, of


@dataclass(frozen=True, slots=True)
class Lacking:
    """Something of another package that could not be had: its group of entry points, its name, the package, and why."""

    group: str
    name: str
    package: str
    reason: str  # one of the reasons above
    of: tuple[str, ...] = ()  # what it concerns: an error's kind and message, a file, a field


GROUPS = ("variorum.readers", "variorum.languages", "variorum.checks", "variorum.exporters")


def declared() -> tuple[str, ...]:
    """What is declared in all groups by whatever is installed, a line each: group, name, value and version."""
    return tuple(remembered(_ROOT, "additions", _declared).splitlines())


def declares(group: str) -> bool:
    """Whether anything is declared in a group."""
    return any(line.startswith(f"{group} ") for line in declared())


def _declared() -> str:
    from importlib.metadata import entry_points

    return "\n".join(
        f"{group} {point.name} {point.value} {point.dist.version if point.dist else ''}"
        for group in GROUPS
        for point in sorted(entry_points(group=group), key=lambda one: (one.name, one.value))
    )


def taken(group: str, take: Callable[[EntryPoint], Added]) -> tuple[Mapping[str, Added], tuple[Lacking, ...]]:
    """What the entry points of a group give, by name and in its order, and what of them could not be had.

    `take` loads one and raises `Unfit` where it is not what is wanted; whatever else its package raises counts too.
    """
    found: dict[str, Added] = {}
    lacking: list[Lacking] = []
    if not declares(group):
        return found, ()
    from importlib.metadata import entry_points

    for point in sorted(entry_points(group=group), key=lambda one: one.name):
        try:
            found[point.name] = take(point)
        except Unfit as unfit:
            lacking.append(Lacking(group, point.name, _package(point), unfit.reason, unfit.of))
        except (Exception, SystemExit) as error:  # another package's import may raise whatever it pleases
            lacking.append(Lacking(group, point.name, _package(point), RAISED, (type(error).__name__, str(error))))
    return found, tuple(lacking)


def _package(point: EntryPoint) -> str:
    """The distribution that brings an entry point, or the module where no distribution is told."""
    return point.dist.name if point.dist is not None else point.module.partition(".")[0]
