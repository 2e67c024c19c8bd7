"""Variorum: double-entry bookkeeping for history. Nothing is said without its source, and every source is checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from variorum.evidence import Verification
    from variorum.examined import Examined
    from variorum.notebook import criticise, doubts, judge, named, open_archive, publish, search, verify
    from variorum.record import Citation, Entity, Judgement, Page, Passage, Record, Source, Statement, Thesis, Witness

__all__ = [
    "Citation",
    "Entity",
    "Examined",
    "Judgement",
    "Page",
    "Passage",
    "Record",
    "Source",
    "Statement",
    "Thesis",
    "Verification",
    "Witness",
    "__version__",
    "collate",
    "criticise",
    "doubts",
    "judge",
    "named",
    "open_archive",
    "publish",
    "search",
    "verify",
]

_ELSEWHERE = {"Examined": "examined", "Verification": "evidence"}
_OF_THE_NOTEBOOK = ("collate", "criticise", "doubts", "judge", "named", "open_archive", "publish", "search", "verify")


def __getattr__(name: str) -> object:
    """Import what is asked for when it is asked for, so that `import variorum` costs nothing."""
    if name not in __all__:
        raise AttributeError(f"module 'variorum' has no attribute {name!r}")
    from importlib import import_module

    module = "notebook" if name in _OF_THE_NOTEBOOK else _ELSEWHERE.get(name, "record")
    return getattr(import_module(f"variorum.{module}"), name)


def __dir__() -> list[str]:
    """What there is to ask for."""
    return sorted(__all__)
