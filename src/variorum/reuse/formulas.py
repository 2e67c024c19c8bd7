"""What stands in so many places that it is nobody's: headings, forms of address, verses, the archive's own phrases.

Set apart from borrowings, not lost: each with how often it stands and where first.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from variorum.evidence import Formula
from variorum.reuse.corpus import Corpus, Letters
from variorum.reuse.limits import GRAMS, MOST, Terms
from variorum.reuse.passage_places import Pages, Reader, count_words

_SHOWN = 12  # places of one formula that are given
_LONGEST = GRAMS[-1]


def formulas_in(corpus: Corpus, states: Letters, pages_of: Pages, *, terms: Terms) -> Iterator[Formula]:
    """The formulas of a corpus, the most frequent first; `states` are those after the last pass over the corpus."""
    runs = _runs(corpus.letters, states)
    runs = runs[runs[:, 1] - runs[:, 0] >= 3 * terms.least_words]
    places: dict[bytes, list[int]] = {}
    for number, start in enumerate(runs[:, 0].tolist()):
        places.setdefault(corpus.letters[start : start + _LONGEST].tobytes(), []).append(number)
    reader = Reader(corpus, pages_of)
    for numbers in sorted(places.values(), key=lambda numbers: (-len(numbers), numbers)):
        shown = runs[numbers[:_SHOWN]]
        sides = [side for side, _ in reader.sides(np.hstack([shown, shown])) if side is not None]
        if sides and len(numbers) > MOST[-1] and count_words(sides[0].text) >= terms.least_words:
            yield Formula(sides[0].text, len(numbers), tuple(side.stretches[0] for side in sides))


def _runs(letters: Letters, states: Letters) -> npt.NDArray[np.int64]:
    """Where runs of letters begin and end of which every part of the longest size is too common to be a seed."""
    ends = np.append(np.flatnonzero(letters == 0), len(letters))  # of pages
    common = np.flatnonzero(states == 0)
    common = common[common + _LONGEST <= ends[np.searchsorted(ends, common)]]
    breaks = np.flatnonzero(np.diff(common) > 1)
    firsts, lasts = np.append(common[:1], common[breaks + 1]), np.append(common[breaks], common[-1:])
    return np.stack([firsts, lasts + _LONGEST], axis=1)
