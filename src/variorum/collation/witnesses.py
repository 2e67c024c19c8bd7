"""What is asked of `collate` as one value: the witnesses with their sigla, their table, and each beside the next."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from variorum.collation.apparatus import ApparatusSegment, segments_of
from variorum.collation.changes import Collated, collate
from variorum.collation.comparing import HARDLY, summed_up
from variorum.collation.tabling import AlignmentTable, table_of
from variorum.collation.wording import Wording, wording_of
from variorum.evidence import EditionsCompared
from variorum.quotation.texts import Body
from variorum.text.scripts import script_in

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Edition:
    """One witness: its siglum, its title, its text as one body, and the words of that."""

    siglum: str
    title: str
    body: Body
    wording: Wording
    language: str = ""

    @property
    def key(self) -> str:
        """The source's key, or the file's name."""
        return self.body.source


@dataclass(frozen=True)
class Collation:
    """Editions in the order given, the oldest first; everything else is worked out when it is first asked for."""

    editions: tuple[Edition, ...]

    @cached_property
    def table(self) -> AlignmentTable:
        """All of them in one table."""
        return table_of([edition.wording for edition in self.editions])

    @cached_property
    def segments(self) -> tuple[ApparatusSegment, ...]:
        """All of them in parallel segments."""
        return segments_of(self.table)

    @cached_property
    def steps(self) -> tuple[Collated, ...]:
        """Each edition held against the one before it."""
        texts = [edition.wording for edition in self.editions]
        return tuple(collate(before, after) for before, after in itertools.pairwise(texts))

    def compared(self, *, writing: bool = False) -> tuple[EditionsCompared, ...]:
        """The steps as evidence, with the places of every change; with `writing` those of spelling too."""
        pairs = zip(self.editions, self.editions[1:], self.steps, strict=False)
        return tuple(summed_up(a.body, b.body, step, writing=writing) for a, b, step in pairs)

    def hardly_one(self, number: int) -> bool:
        """Whether a step is between two texts of which even the shorter has hardly a word in the other."""
        before, after = (len(edition.wording) for edition in self.editions[number : number + 2])
        return self.steps[number].kept * before < HARDLY * min(before, after)

    @property
    def is_translation(self) -> bool:
        """Whether two of them are in different languages, as far as dossiers, files or scripts tell."""
        languages = {edition.language.partition("-")[0].lower() for edition in self.editions} - {""}
        scripts = {script_in(edition.body.text) for edition in self.editions} - {""}
        return len(languages) > 1 or len(scripts) > 1


def collation_of(named: Sequence[tuple[str, Body, str]]) -> Collation:
    """Editions by title, body and language, with sigla A, B, C …"""
    return Collation(
        tuple(
            Edition(_siglum(number), title, body, wording_of(body.text, language), language)
            for number, (title, body, language) in enumerate(named)
        )
    )


def _siglum(number: int) -> str:
    rounds, letter = divmod(number, len(_LETTERS))
    return _LETTERS[letter] + (str(rounds) if rounds else "")
