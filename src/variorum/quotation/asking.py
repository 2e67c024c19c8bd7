"""One quotation put to the texts: everything that is settled before the search begins.

And one place where it was found.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from variorum.evidence import Span
from variorum.quotation.cited_place import CitedPlace, cited_place, paging_of
from variorum.quotation.marks import PartedQuotation, marks_in, read_marks
from variorum.quotation.matching import Match
from variorum.quotation.texts import Body, Texts
from variorum.record import Locator
from variorum.text.lettering import Lettering, fold, is_letter, letters_of
from variorum.text.normalisation import STEPS, Steps, ordered
from variorum.text.seeds import CandidatePages
from variorum.text.unseen_signs import turned

_CANDIDATES = 24
_SMALL = 3_000_000  # letters of an archive small enough to be read through
_SEEKABLE = 20  # letters of a piece that is looked for in any number of texts
_SEEDED = 60  # letters of a quotation that has seeds enough, even with a word in four changed


@dataclass(frozen=True, slots=True)
class Policy:
    """What may be levelled (see `levelling`), as `variorum.toml` says."""

    levelling: tuple[str, ...] = STEPS

    def allowed(self, levels_spelling: bool) -> Steps:
        """The steps allowed for a source; spelling is left alone in languages where і and ъ are living letters."""
        return frozenset(step for step in self.levelling if step in STEPS and (step != "spelling" or levels_spelling))


@dataclass(frozen=True)
class QuotationQuestion:
    """A quotation, what it is held against, and its reading."""

    quotation: str
    texts: Texts
    source: str | None
    locator: Locator | None
    policy: Policy
    quoted: Lettering
    reading: PartedQuotation
    may_be_printed: bool
    seeded: tuple[CandidatePages, ...] | None = (
        None  # candidates for the whole quotation, where they were looked up beforehand
    )

    def cited(self, source: str) -> CitedPlace | None:
        """What the locator means in a source; None where there is no locator."""
        if self.locator is None:
            return None
        if source not in self._cited_in:  # asked for every place where the words stand, and there may be hundreds
            pages = self.texts.pages(source)
            self._cited_in[source] = cited_place(self.locator, pages, paging=paging_of(self.texts, source))
        return self._cited_in[source]

    @cached_property
    def _cited_in(self) -> dict[str, CitedPlace]:
        return {}

    def ordered(self, steps: Steps) -> tuple[str, ...]:
        """Steps as a verdict names them."""
        return ordered(steps)

    @cached_property
    def turned(self) -> str:
        """A sign by which the quotation is read in another order than it is written; empty where it has none."""
        return turned(self.quotation)

    @cached_property
    def visible(self) -> str:
        """The quotation without the quoter's marks."""
        return without_marks(self.quoted.text)

    @cached_property
    def candidates(self) -> tuple[CandidatePages, ...]:
        """Pages where the quotation may stand: asked whole, then each of its longer pieces on its own.

        With room for marks.
        """
        seeds = self.texts.seeds()
        if seeds is None:
            return ()
        found = list(self.seeded if self.seeded is not None else seeds.candidates(self.visible, limit=_CANDIDATES))
        if not self.reading.is_plain:
            pieces = sorted(self.reading.pieces, key=lambda piece: piece.first - piece.last)[:3]
            asked = [fold(self.quoted.letters[piece.first : piece.last]) for piece in pieces]
            of_pieces = [place for places in seeds.candidates_of(asked, limit=_CANDIDATES // 2) for place in places]
            found = [*of_pieces, *found] if self.reading.gaps else [*found, *of_pieces]
        room = 1 + len(self.reading.gaps) if self.reading.gaps else 0
        most = max((place.votes for place in found), default=0)
        kept = [place for place in found if place.votes * 4 >= most or self.reading.gaps]
        return tuple(
            dict.fromkeys(replace(place, first=max(0, place.first - room), last=place.last + room) for place in kept)
        )

    @cached_property
    def spoken(self) -> str:
        """The quotation with the words of its brackets, without the brackets."""
        found, last = [], 0
        for mark in marks_in(self.quoted.text):
            inside = mark.inside if mark.kind in ("bracket", "within") else " "
            found += [self.quoted.text[last : mark.start], inside]
            last = mark.end
        return "".join([*found, self.quoted.text[last:]])

    @cached_property
    def reads_everything(self) -> bool:
        """Whether every source is read through: without an index.

        Or in a small archive for what is too short to trust seeds.
        """
        seeds = self.texts.seeds()
        if seeds is None:
            return True
        return seeds.size <= _SMALL and (len(self.quoted.letters) < _SEEDED or not self.reading.is_plain)

    @property
    def is_hard_to_seek(self) -> bool:
        """Whether its omissions leave pieces that stand in more places of a large archive than can be looked at."""
        longest = max((piece.last - piece.first for piece in self.reading.pieces), default=0)
        return bool(self.reading.gaps) and longest < _SEEKABLE and not self.reads_everything

    @cached_property
    def runs(self) -> tuple[str, ...]:
        """The quotation parted at its omissions, brackets left in."""
        found, last = [], 0
        for mark in marks_in(self.quoted.text):
            if mark.kind == "omission":
                found.append(self.quoted.text[last : mark.start])
                last = mark.end
        found.append(self.quoted.text[last:])
        return tuple(run.strip() for run in found if any(is_letter(character) for character in run))


@dataclass(frozen=True)
class ExactPlace:
    """One place where the quotation stands exactly."""

    body: Body
    match: Match

    @cached_property
    def segments(self) -> tuple[Span, ...]:
        """The pieces as segments of pages.

        The first and last with the punctuation that the quotation shares with the source.
        """
        positions, spans = self.match.lettering.positions, self.match.pieces
        found: list[Span] = []
        for number, (first, last) in enumerate(spans):
            start = self.match.start if number == 0 else int(positions[first])
            end = self.match.end if number == len(spans) - 1 else int(positions[last - 1]) + 1
            found += self.body.segments(start, end)
        return _joined(found)

    @cached_property
    def lettering(self) -> Lettering:
        """The body's letters among which the words are read: the seamless ones, or all where they stand in a seam."""
        in_seam = self.body.passes_over(self.match.start, self.match.end)
        return self.body.printed if in_seam else self.body.seamless

    @cached_property
    def letters(self) -> tuple[int, int]:
        """The letters from the first to the last, by that lettering."""
        low, high = np.searchsorted(self.lettering.positions, (self.match.start, self.match.end)).tolist()
        return min(low, max(0, high - 1)), high

    @cached_property
    def found(self) -> str:
        """The source's very words from the first to the last, what was omitted between them included."""
        return self.body.words(self.match.start, self.match.end).strip()


def without_marks(text: str) -> str:
    """A text without the marks that may be a quoter's; a bracket inside a word leaves the word whole."""
    found, last = [], 0
    for mark in marks_in(text):
        found += [text[last : mark.start], mark.inside if mark.kind == "within" else " "]
        last = mark.end
    return "".join([*found, text[last:]])


def question_of(
    quotation: str, texts: Texts, source: str | None, locator: Locator | None, policy: Policy
) -> QuotationQuestion:
    """Read a quotation's marks and letters."""
    quoted = letters_of(quotation)
    marks = marks_in(quotation)
    return QuotationQuestion(
        quotation, texts, source, locator, policy, quoted, read_marks(quoted),
        may_be_printed=all(mark.printable for mark in marks),
    )  # fmt: skip


def _joined(segments: list[Span]) -> tuple[Span, ...]:
    """Segments with those that touch made one, as where a bracket stood for nothing in the source."""
    found: list[Span] = []
    for segment in segments:
        last = found[-1] if found else None
        if last and last.page == segment.page and last.end >= segment.start:
            found[-1] = Span(last.source, last.page, last.start, max(last.end, segment.end))
        else:
            found.append(segment)
    return tuple(found)
