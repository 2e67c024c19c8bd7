"""A node: one word, number or sign of a text as the grammar of dates sees it (the classes stand in `lexing`)."""

from __future__ import annotations

from typing import NamedTuple


class Node(NamedTuple):
    """A word, number or sign: its class, where it stands (code points), and what it means."""

    cls: str
    start: int
    end: int
    value: object
    mark: str = ""  # "?" where the writer or the editor doubts it, "dual" for a year told in both styles (1731/2)
