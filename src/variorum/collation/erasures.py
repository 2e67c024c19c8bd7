"""Whom an edition ceases to know, and what stands in their place.

The unit is the sentence, since it is sentences that an editor keeps or cuts: of the sentences that name somebody, how
many does the later edition keep with the name, and how many of all the others does it keep? Fisher's exact test says
how likely so great a difference is by chance; where whole chapters fell, a name that fell with them proves nothing. A
sentence that is kept and has lost the name is evidence by itself, and is shown.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from variorum.collation.blocks import AlignedBlock
from variorum.collation.chances import fisher_less, holm, probability
from variorum.collation.changes import Collated
from variorum.collation.comparing import side_of
from variorum.collation.wording import Wording
from variorum.evidence import Erasure, Side
from variorum.languages import tables
from variorum.names.forms.titles import is_title
from variorum.quotation.texts import Body
from variorum.saying import say
from variorum.text.levelled import levelled

_KEPT = 0.5  # of a sentence's words, for it to count as kept
_NEAR = 3  # words before a name in which an insult is looked for
_LEVEL = 0.05  # of significance
_IN_PLACE = 8  # words: in a longer rewriting "one" and "some" stand for nobody
_SHOWN = 12  # places of one erasure that are kept
_FULL_STOP = re.compile(r"[.!?…]|\n\s*\n|\x1c")


@dataclass(frozen=True, slots=True)
class CertainName:
    """A name where it stands in a body's text, with the dossier that it names for certain."""

    entity: str
    start: int
    end: int


@dataclass(frozen=True)
class EditionRead:
    """One edition: its text, its words, and who is named in it. `forms` are all the words that dossiers' names have."""

    body: Body
    wording: Wording
    named: tuple[CertainName, ...]

    @cached_property
    def mentions(self) -> Mapping[str, list[tuple[int, int]]]:
        """For each dossier the words, from and to, that name it."""
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for one in self.named:
            first = int(np.searchsorted(self.wording.ends, one.start, side="right"))
            last = int(np.searchsorted(self.wording.starts, one.end, side="left"))
            if last > first:
                found[one.entity].append((first, last))
        return found

    @cached_property
    def sentences(self) -> npt.NDArray[np.int32]:
        """For each word the number of its sentence, from 0."""
        numbers = np.zeros(len(self.wording), dtype=np.int32)
        number = 0
        for index in range(1, len(self.wording)):
            number += ends_sentence(self.wording, index)
            numbers[index] = number
        return numbers


def ends_sentence(wording: Wording, index: int) -> bool:
    """Whether a sentence ends before this word: after a full stop that follows no initial, or at a blank line."""
    between = wording.between(index)
    if not _FULL_STOP.search(between):
        return False
    start, end = int(wording.starts[index - 1]), int(wording.ends[index - 1])
    is_initial = end - start <= 2 and wording.text[start].isupper() and between.startswith(".")
    return not is_initial and not wording.text[wording.starts[index]].islower()


def erasures_between(
    earlier: EditionRead,
    later: EditionRead,
    collated: Collated,
    *,
    knows: Callable[[str, Wording], bool],
    may_be: Callable[[str, str], bool] = lambda _entity, _phrase: False,
    people: bool = True,
) -> tuple[Erasure, ...]:
    """Everybody whom the later edition names less than the earlier, or otherwise, with the test and the places.

    `knows(entity, wording)` says whether a text may name somebody after all, in a form that was not recognised for
    certain; `may_be(entity, phrase)` says so of a few words that stand where a name stood. The probabilities are
    corrected for the number of dossiers that the earlier edition names. With `people` they may be turned into enemies,
    which a place is not.
    """
    pair = _EditionPair(earlier, later, collated)
    found = [
        _Case(
            entity, pair, mentions, tuple(later.mentions.get(entity, ())), knows(entity, later.wording), people, may_be
        )
        for entity, mentions in sorted(earlier.mentions.items())
    ]
    corrected = holm([case.chance for case in found])
    return tuple(
        erasure for case, chance in zip(found, corrected, strict=True) if (erasure := case.erasure(chance)) is not None
    )


def restorations(
    earlier: EditionRead,
    later: EditionRead,
    turned: Collated,
    *,
    known: Iterable[str],
    knows: Callable[[str, Wording], bool],
) -> tuple[Erasure, ...]:
    """Who is named again: unknown to the earlier edition, named by the later, and by one before them both (`known`).

    `turned` holds the later edition against the earlier, so that the test asks how likely it is that just the sentences
    with the name were missing.
    """
    pair = _EditionPair(later, earlier, turned)
    cases = [
        _Case(entity, pair, later.mentions[entity], (), False)
        for entity in sorted(set(known))
        if entity in later.mentions and entity not in earlier.mentions and not knows(entity, earlier.wording)
    ]
    chances = holm([case.chance for case in cases])
    return tuple(case.restoration(chance) for case, chance in zip(cases, chances, strict=True))


class _EditionPair:
    """What all cases of two editions share: which sentences were kept, and in which block each word lies."""

    def __init__(self, earlier: EditionRead, later: EditionRead, collated: Collated) -> None:
        self.earlier, self.later, self.collated = earlier, later, collated
        self.same = collated.pair.same
        numbers = earlier.sentences
        self.lengths = np.bincount(numbers) if len(numbers) else np.zeros(0, dtype=np.int64)
        kept = np.bincount(numbers, weights=self.same, minlength=len(self.lengths)) if len(numbers) else self.lengths
        self.is_kept = kept >= _KEPT * np.maximum(self.lengths, 1)
        self.starts = [block.a for block in collated.blocks]

    def block_at(self, word: int) -> AlignedBlock:
        """The block of the alignment in which a word of the earlier edition lies."""
        index = int(np.searchsorted(self.starts, word, side="right")) - 1
        blocks = self.collated.blocks
        while index > 0 and not blocks[index].a <= word < blocks[index].b:
            index -= 1
        return blocks[index]

    def sentence(self, number: int) -> tuple[int, int]:
        """The words from and to of a sentence of the earlier edition."""
        numbers = self.earlier.sentences
        return int(np.searchsorted(numbers, number)), int(np.searchsorted(numbers, number, side="right"))


@dataclass(frozen=True)
class _Case:
    """One dossier in two editions."""

    entity: str
    pair: _EditionPair
    before: Sequence[tuple[int, int]]
    after: Sequence[tuple[int, int]]
    is_known_otherwise: bool
    may_turn: bool = False
    may_be: Callable[[str, str], bool] | None = None

    @cached_property
    def survivors(self) -> list[bool]:
        """For each mention of the earlier edition whether the later has a mention in its place."""
        held = {word for first, last in self.after for word in range(first, last)}
        partner, survivors = self.pair.collated.pair.partner, []
        for first, last in self.before:
            block = self.pair.block_at(first)
            in_place = set(range(block.c, block.d)) if block.kind == "changed" else set()
            in_place |= {int(word) for word in partner[first:last] if word >= 0}
            stays = bool(in_place & held) or bool(self.pair.same[first:last].all())
            survivors.append(stays or self._may_stand_in(block))
        return survivors

    def _may_stand_in(self, block: AlignedBlock) -> bool:
        """Whether what stands in the place of a name may be that name, cut short, filled up or misprinted."""
        if self.may_be is None or block.kind != "changed" or not 0 < block.d - block.c <= _IN_PLACE:
            return False
        wording = self.pair.later.wording
        start, end = int(wording.starts[block.c]), int(wording.ends[block.d - 1])
        return self.may_be(self.entity, wording.text[start : end + 2])

    @cached_property
    def table(self) -> tuple[int, int, int, int]:
        """Sentences that name: kept with the name, not so; all others: kept, not kept."""
        numbers = self.pair.earlier.sentences
        naming: dict[int, bool] = {}
        for (first, _), survives in zip(self.before, self.survivors, strict=True):
            naming[int(numbers[first])] = naming.get(int(numbers[first]), False) or survives
        kept = sum(naming.values())
        others = [number for number in range(len(self.pair.is_kept)) if number not in naming]
        others_kept = int(self.pair.is_kept[others].sum()) if others else 0
        return kept, len(naming) - kept, others_kept, len(others) - others_kept

    @cached_property
    def chance(self) -> float:
        """How likely so great a loss is by chance."""
        return fisher_less(*self.table)

    @cached_property
    def taken_out(self) -> list[tuple[int, int]]:
        """The mentions that are gone from sentences that were kept."""
        numbers = self.pair.earlier.sentences
        return [
            place
            for place, survives in zip(self.before, self.survivors, strict=True)
            if not survives and self.pair.is_kept[numbers[place[0]]]
        ]

    def erasure(self, chance: float) -> Erasure | None:
        """The case as evidence; None where nothing was erased."""
        renamed = self._renamed()
        turned = self._turned() if self.may_turn else []
        if turned:
            return self._as("turned", chance, self.before, [self._side_after(place[0]) for place in turned])
        if renamed:
            return self._as("renamed", chance, self.before, [self._side_after(place[0]) for place in self.after])
        if (
            len(self.after) >= len(self.before)
            or all(self.survivors)
            or (self.is_known_otherwise and not self.taken_out)
        ):
            return None
        instead = [(place, *self._instead(place[0])) for place in self.taken_out]
        is_nameless = any(
            _is_nameless(words, self.pair.later.wording.language) or self._leaves_post(place[0])
            for place, words, _ in instead
        )
        beside = [(place, side) for place, _, side in instead if side is not None]
        lost = [place for place, survives in zip(self.before, self.survivors, strict=True) if not survives]
        places = [*(place for place, _ in beside), *(place for place in lost if place not in dict(beside))]
        return self._as("anonymised" if is_nameless else "dropped", chance, places, [side for _, side in beside])

    def _leaves_post(self, first: int) -> bool:
        """Whether the post before a name is kept without it: "the secretary"."""
        before = range(max(0, first - _NEAR), first)
        wording, numbers = self.pair.earlier.wording, self.pair.earlier.sentences
        return any(
            is_title(wording.written(word)) and self.pair.same[word] and numbers[word] == numbers[first]
            for word in before
        )

    def restoration(self, chance: float) -> Erasure:
        """The case, taken backwards, as one of somebody who is taken up again."""
        shown = [self._sentence_of(place) for place in self.before[:_SHOWN]]
        sides = tuple(side for side in dict.fromkeys(shown) if side)
        number = len(self.before)
        because = say(
            "An edition before both names it; this one does again, {number} {number:time|times}.", number=number
        )
        sources = self.pair.later.body.source, self.pair.earlier.body.source
        return Erasure(self.entity, "restored", *sources, 0, number, chance, (), sides, (because,), self.table)

    def _as(
        self, kind: str, chance: float, places: Sequence[tuple[int, int]], instead: Sequence[Side | None]
    ) -> Erasure:
        earlier, later = self.pair.earlier, self.pair.later
        said: dict[Side, Side | None] = {}  # a sentence that names twice is shown once
        for number, place in enumerate(places[:_SHOWN]):
            sentence = self._sentence_of(place)
            if sentence is not None:
                said.setdefault(sentence, instead[number] if number < len(instead) else None)
        return Erasure(
            self.entity,
            kind,
            earlier.body.source,
            later.body.source,
            len(self.before),
            len(self.after),
            chance,
            tuple(said),
            tuple(side for side in said.values() if side),
            tuple(self._because(chance)),
            self.table,
        )

    def _because(self, chance: float) -> Iterator[str]:
        kept, lost, others_kept, others_lost = self.table
        share = others_kept / max(1, others_kept + others_lost)
        yield (
            say(
                "Of {all} {all:sentence|sentences} with the name {kept} {kept:is|are} kept with it; of "
                "all others {share:.0%} are kept.",
                all=kept + lost,
                kept=kept,
                share=share,
            )
        )
        if self.taken_out:
            yield say(
                "From {number} {number:sentence that is|sentences that are} kept the name is taken out.",
                number=len(self.taken_out),
            )
        yield say(
            "By chance alone so much would go with a probability of {probability}.", probability=probability(chance)
        )

    def _sentence_of(self, place: tuple[int, int]) -> Side | None:
        first, last = self.pair.sentence(int(self.pair.earlier.sentences[place[0]]))
        return side_of(self.pair.earlier.body, self.pair.earlier.wording, first, last)

    def _side_after(self, first: int) -> Side | None:
        numbers = self.pair.later.sentences
        number = numbers[first]
        low, high = int(np.searchsorted(numbers, number)), int(np.searchsorted(numbers, number, side="right"))
        return side_of(self.pair.later.body, self.pair.later.wording, low, high)

    def _instead(self, first: int) -> tuple[tuple[str, ...], Side | None]:
        """The words that stand where a name was taken out, and the whole sentence in which they stand."""
        block = self.pair.block_at(first)
        stands_instead = block.kind == "changed" and block.d - block.c <= _IN_PLACE
        words = self.pair.later.wording.plain[block.c : block.d] if stands_instead else ()
        low, high = self.pair.sentence(int(self.pair.earlier.sentences[first]))
        others = self.pair.collated.pair.partner[low:high]
        held = others[(others >= 0) & self.pair.same[low:high]]
        if not len(held):
            return words, None
        return words, self._side_after(int(np.median(held)))

    def _renamed(self) -> bool:
        """Whether both editions name them, and never by the same word."""
        ours = {word for place in self.before for word in _telling(self.pair.earlier.wording, *place)}
        theirs = {word for place in self.after for word in _telling(self.pair.later.wording, *place)}
        return bool(ours and theirs) and ours.isdisjoint(theirs)

    def _turned(self) -> list[tuple[int, int]]:
        """Where the later edition calls them an enemy, if the earlier never did."""
        if any(_is_hostile(self.pair.earlier.wording, place[0]) for place in self.before):
            return []
        return [place for place in self.after if _is_hostile(self.pair.later.wording, place[0])]


def is_telling(erasure: Erasure) -> bool:
    """Whether more than a fall of whole passages is behind it.

    A name that is taken out of a sentence which is otherwise kept, or replaced there, tells by itself; one that went
    with its sentences tells where chance would hardly take so many.
    """
    return erasure.kind != "dropped" or bool(erasure.instead) or erasure.chance < _LEVEL


def _telling(wording: Wording, first: int, last: int) -> set[str]:
    """The words of a name without initials, cut where Russian cases begin to differ."""
    return {word[: max(4, len(word) - 3)] for word in wording.plain[first:last] if len(word) > 2}


def _is_nameless(words: Sequence[str], language: str) -> bool:
    return any(_begins(word, "nameless", language) for word in words)


def _is_hostile(wording: Wording, first: int) -> bool:
    near = wording.plain[max(0, first - _NEAR) : first]
    return any(_begins(word, "hostile", wording.language) for word in near)


@lru_cache(maxsize=50_000)
def _begins(word: str, kind: str, language: str) -> bool:
    whole, beginnings = _words(language)[kind]
    return word in whole or word.startswith(beginnings)


@lru_cache(maxsize=20)
def _words(language: str) -> Mapping[str, tuple[frozenset[str], tuple[str, ...]]]:
    found = {}
    for kind in ("nameless", "hostile"):
        words = [word for table in tables("erasures", language) for word in table[kind]["words"].split()]
        whole = frozenset(levelled(word[:-1]) for word in words if word.endswith("$"))
        found[kind] = (whole, tuple(levelled(word) for word in words if not word.endswith("$")))
    return found
