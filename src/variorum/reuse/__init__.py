"""Passages that stand in more than one place: found in whole corpora, tight to the word, through noise.

`find_borrowings` is the door for sources in memory; `compare` for segments made and kept elsewhere.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from variorum.reuse.corpus import SourceLetters
    from variorum.reuse.limits import Terms
    from variorum.reuse.passages import compare, find_borrowings

__all__ = ["SourceLetters", "Terms", "compare", "find_borrowings"]
_WHERE = {
    "SourceLetters": "corpus", "Terms": "limits", "compare": "passages", "find_borrowings": "passages",
}  # fmt: skip


def __getattr__(name: str) -> object:
    """Load the engine, with NumPy behind it, when it is first asked for."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
