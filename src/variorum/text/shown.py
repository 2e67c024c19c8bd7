"""Texts made ready to be shown: cut short, and words that a line's end breaks on one line ("inde-⏎pendently").

The hyphen stays, since nothing tells a printer's from a word's own ("well-⏎known"). A hyphen that hangs before "and" or
"or" („Haupt-⏎und Nebenwege“) keeps its space.
"""

from __future__ import annotations

import re

_BREAK = re.compile(
    r"(?<=[^\W\d_][-‐‑])[ \t]*[\n\f\x1c]\s*(?=[^\W\d_])(?!(?:and|or|to|und|oder|bis|bzw|sowie|и|или)\b)"
    r"|\u00ad[ \t]*[\n\f\x1c]\s*"
)


def unwrapped(text: str) -> str:
    """A text without the line ends that break its words; all other white space stays."""
    return _BREAK.sub("", text)


def in_one_line(text: str) -> str:
    """A text on one line, without white space at its ends."""
    return " ".join(unwrapped(text).split())


def cut_at_word(text: str, longest: int) -> str:
    """The text, or as many of its whole words as fit into `longest` characters with the sign that more follows."""
    if len(text) <= longest:
        return text
    kept = text[: longest - 1]
    if not text[longest - 1].isspace() and " " in kept.strip():
        kept = kept.rpartition(" ")[0]
    return kept.rstrip(" ,;:·–—-") + "…"
