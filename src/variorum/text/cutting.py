"""Texts made short enough to be shown, and never within a word."""

from __future__ import annotations


def cut_at_word(text: str, longest: int) -> str:
    """The text, or as many of its whole words as fit into `longest` characters with the sign that more follows."""
    if len(text) <= longest:
        return text
    kept = text[: longest - 1]
    if not text[longest - 1].isspace() and " " in kept.strip():
        kept = kept.rpartition(" ")[0]
    return kept.rstrip(" ,;:·–—-") + "…"
