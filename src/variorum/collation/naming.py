"""The names in a change: which of them are gone, which have come, and which only changed places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from variorum.collation.blocks import Aligned, AlignedBlock, Edit
from variorum.collation.publishers_words import Apart
from variorum.collation.still_named import StillNamed
from variorum.collation.wording import Wording
from variorum.quotation.critical_words import is_name

_STEM = 5  # letters by which forms of one name are known
ENDS = re.compile(r"[.!?…:(\[“«\"]|\n\s*\n|\x1c")
_NEAR = 60  # words within which two names that stand in one another's places have been exchanged
_SENTENCE = re.compile(r"[.!?…]|\n\s*\n|\x1c")


def stem_of(plain: str) -> str:
    """The beginning of a levelled word by which the forms of one name are known, "King's" and "King" too."""
    return plain.removesuffix("'s")[:_STEM]


@dataclass(frozen=True)
class Namer:
    """Tells names from words that only open a sentence: a name has its capital elsewhere too."""

    pair: Aligned
    apart: Apart | None = None

    @cached_property
    def _capital(self) -> frozenset[str]:
        """The beginnings of words that have a capital in the middle of a sentence."""
        found: set[str] = set()
        for wording in (self.pair.earlier, self.pair.later):
            first = [wording.text[start] for start in wording.starts]
            for index, plain in enumerate(wording.plain):
                if first[index].isupper() and stem_of(plain) not in found and not opens_sentence(wording, index):
                    found.add(stem_of(plain))
        return frozenset(found)

    def gone(self) -> tuple[tuple[str, int], ...]:
        """Names that stand inside sentences of the earlier text, and of which the later has nothing like a form."""
        known = frozenset(map(stem_of, self.pair.later.plain))
        forms: dict[str, Counter[str]] = {}
        places: dict[str, list[int]] = {}
        for index, plain in enumerate(self.pair.earlier.plain):
            stem = stem_of(plain)
            if self.apart is not None and self.apart.earlier[index]:
                continue
            if len(plain) < 3 or stem in known or stem not in self._capital:
                continue
            word = self.pair.earlier.written(index)
            if is_name(word):
                forms.setdefault(stem, Counter())[word] += 1
                places.setdefault(stem, []).append(index)
        small = set(map(stem_of, self._small))
        still = StillNamed(self.pair)
        counted = [
            (min(f, key=lambda w: (-f[w], w)), f.total())
            for stem, f in forms.items()
            if stem not in small
            and not any(map(still.is_there, f))
            and not still.is_given_name(places[stem], known, stem=stem_of)
            and not all(still.stands_in_place(place) for place in places[stem])
        ]
        return tuple(sorted(counted, key=lambda one: (-one[1], one[0])))

    @cached_property
    def _small(self) -> frozenset[str]:
        earlier = self.pair.earlier
        return frozenset(p for i, p in enumerate(earlier.plain) if earlier.text[earlier.starts[i]].islower())

    def names(self, block: AlignedBlock) -> tuple[list[str], list[str]]:
        """The names that only the earlier side has, and those that only the later has."""
        ours = self._of(self.pair.earlier, block.a, block.b)
        theirs = self._of(self.pair.later, block.c, block.d)
        gone = [word for key, word in ours.items() if key not in theirs]
        return gone, [word for key, word in theirs.items() if key not in ours]

    def _of(self, wording: Wording, low: int, high: int) -> dict[str, str]:
        found = {}
        for index in range(low, high):
            word, plain = wording.written(index), wording.plain[index]
            if (
                is_name(word)
                and len(word) > 2
                and not (opens_sentence(wording, index) and stem_of(plain) not in self._capital)
            ):
                found[plain] = word
        return found


def opens_sentence(wording: Wording, index: int) -> bool:
    """Whether a word may open a sentence; what follows an initial does not."""
    if index == 0:
        return True
    start, end = int(wording.starts[index - 1]), int(wording.ends[index - 1])
    if end - start == 1 and wording.text[start].isupper() and wording.text[end : end + 1] == ".":
        return False
    return ENDS.search(wording.between(index)) is not None


def with_exchanges(pair: Aligned, edits: Sequence[Edit]) -> list[Edit]:
    """The edits, those that only exchange names told so, and not as one gone and another new.

    A name that is taken out and put in again is exchanged with what stands between within one sentence only.
    """
    found = list(edits)
    named = {number: _names(pair, edit) for number, edit in enumerate(found) if edit.kind == "name"}
    for number, (gone, come) in named.items():
        if gone and sorted(map(_stem, gone)) == sorted(map(_stem, come)):
            found[number] = replace(found[number], note=_exchanged(gone))
    for one, other in pairwise(named):
        (gone, come), (gone_later, come_later) = named[one], named[other]
        if (
            list(map(_stem, gone)) == list(map(_stem, come_later))
            and list(map(_stem, come)) == list(map(_stem, gone_later))
            and (
                _in_one_sentence(pair, found[one], found[other])
                or (gone and come and _are_near(found[one], found[other]))
            )
        ):
            between = _between(pair, found[one], found[other])
            note = _exchanged([*gone, *come] if gone and come else [*gone, *come, *between])
            found[one], found[other] = replace(found[one], note=note), replace(found[other], note=note)
    return found


def _names(pair: Aligned, edit: Edit) -> tuple[list[str], list[str]]:
    """The names of either side of an edit, in order."""
    ours = [pair.earlier.written(i) for i in range(edit.a, edit.b)]
    theirs = [pair.later.written(i) for i in range(edit.c, edit.d)]
    return [word for word in ours if is_name(word)], [word for word in theirs if is_name(word)]


def _stem(name: str) -> str:
    return name.lower()[:_STEM]


def _exchanged(names: Sequence[str]) -> str:
    return f"exchanged: {', '.join(names)}" if len(names) > 1 else f"moved: {names[0]}"


def _in_one_sentence(pair: Aligned, one: Edit, other: Edit) -> bool:
    """Whether no sentence of the earlier text ends between two edits."""
    return not any(_SENTENCE.search(pair.earlier.between(index)) for index in range(one.b, other.a + 1) if index)


def _are_near(one: Edit, other: Edit) -> bool:
    return other.a - one.b <= _NEAR


def _between(pair: Aligned, one: Edit, other: Edit) -> list[str]:
    """The names that both texts have between two edits."""
    words = (pair.earlier.written(index) for index in range(one.b, other.a))
    return [word for word in words if is_name(word)]
