"""The checks that come with the program, each family in a file or a few, and loaded when a check of it is asked for.

A family is shown those parts of the record alone that it says it looks at. So what is not there yet need not be waited
for, and what it found stays true until one of those parts is another.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from variorum.examined import Verified

_WRITTEN = (
    "settings", "vocabulary", "sources", "entities", "statements", "theses", "chapters", "decisions", "patterns",
)  # fmt: skip
_CHECKED = ("holdings", "quotations")
_ATTESTED = (*_WRITTEN, *_CHECKED, "judgements", "borrowings")  # who bears a statement out, and who has it from whom


@dataclass(frozen=True, slots=True)
class CheckFamily:
    """The modules of a family's checks, and the fields of the record that they look at."""

    modules: tuple[str, ...]
    looks_at: tuple[str, ...]

    def shown(self, record: Verified) -> Verified:
        """The record with nothing in it but what the family looks at."""
        from variorum.examined import Examined, Verified

        kind = Verified if set(self.looks_at) <= {one.name for one in fields(Verified)} else Examined
        return kind(**{name: getattr(record, name) for name in self.looks_at})


FAMILIES: Mapping[str, CheckFamily] = MappingProxyType({
    "B": CheckFamily(("borrowings",), _ATTESTED),
    "C": CheckFamily(("citations",), (*_WRITTEN, *_CHECKED)),
    "D": CheckFamily(("dates",), _ATTESTED),
    "E": CheckFamily(("editions",), (*_WRITTEN, *_CHECKED, "judgements", "naming", "editions", "erasures")),
    "N": CheckFamily(("names", "places"), (*_WRITTEN, *_CHECKED, "judgements", "naming")),
    "Q": CheckFamily(("quotations",), ("settings", "sources", *_CHECKED)),
    "S": CheckFamily(("structure",), _WRITTEN),
    "T": CheckFamily(("argument", "figures", "foresight"), (*_ATTESTED, "naming", "searches")),
    "W": CheckFamily(("witnesses",), _ATTESTED),
})  # fmt: skip


def load(families: Collection[str] = ()) -> None:
    """Import the checks of these families, so that they are registered; of all where none is named."""
    for letter in families or FAMILIES:
        for module in FAMILIES[letter].modules if letter in FAMILIES else ():
            import_module(f"{__name__}.{module}")
