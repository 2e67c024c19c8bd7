"""One quotation of a manuscript, as it is found: its words, where they stand, and what they are."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.manuscript.manuscript import Place


@dataclass(frozen=True, slots=True)
class FoundQuotation:
    """One quotation of a manuscript: its words as they stand, where, and what it is.

    `kind` is "quotation", "fragment", "title", "word" or "scare". `places` holds one stretch for each paragraph that
    it runs over. `how` is "marks", "block" or "epigraph". `closed` is false where its closing mark is missing; `told`
    where neither the marks nor the sentence tell whether it is a fragment that somebody is quoted with, or a title, a
    name or words in quotes.
    """

    text: str
    places: tuple[Place, ...]
    kind: str
    how: str
    closed: bool = True
    told: bool = True

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self.places[0]
