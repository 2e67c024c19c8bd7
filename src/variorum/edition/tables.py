"""Columns and cells, from which one template makes every index and ledger."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column."""

    label: str
    number: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what it shows, what it sorts by where that is not what it shows, and its language where foreign."""

    text: object
    sort: object = None
    number: bool = False
    language: str = ""
