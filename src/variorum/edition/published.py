"""What is told of an edition once it is written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Published:
    """An edition written: how many pages and bytes it has, how many pages were taken over, and what was held back."""

    pages: int
    bytes: int
    unchanged: int
    omitted: tuple[str, ...]  # keys of the sources that are not open
    withheld_findings: int = 0
