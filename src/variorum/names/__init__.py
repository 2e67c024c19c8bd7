"""Names: taken apart, brought to the nominative, compared across scripts; whether two may be forms of one name.

Nothing here says that two names mean one person: that is a judgement, which a person makes and may take back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from variorum.languages.person_name import NameReading, PersonName
    from variorum.names.forms.comparing import NameComparison, compare
    from variorum.names.forms.parsing import parse
    from variorum.names.forms.skeleton import skeleton, skeletons

__all__ = ["NameComparison", "NameReading", "PersonName", "compare", "parse", "skeleton", "skeletons"]
_WHERE = {
    "NameComparison": "comparing", "compare": "comparing", "parse": "parsing", "PersonName": "person",
    "NameReading": "person", "skeleton": "skeleton", "skeletons": "skeleton",
}  # fmt: skip


def __getattr__(name: str) -> object:
    """Load a module of the room when one of its names is first asked for."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.forms.{_WHERE[name]}"), name)
