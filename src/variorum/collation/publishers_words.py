"""The publisher's own words in two editions, which are no part of the text that the editions are of."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from variorum.collation.blocks import Aligned, Edit
from variorum.collation.wording import Wording
from variorum.text.publishers_matter import publishers_matter


@dataclass(frozen=True)
class Apart:
    """For each word of the earlier and of the later text whether it belongs to a licence or an imprint."""

    earlier: npt.NDArray[np.bool_]
    later: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, pair: Aligned) -> Apart:
        """The publisher's words of two texts."""
        return cls(_words_apart(pair.earlier), _words_apart(pair.later))

    @property
    def numbers(self) -> tuple[int, int]:
        """How many words of either text are set apart."""
        return int(self.earlier.sum()), int(self.later.sum())

    def without(self, edit: Edit) -> Edit | None:
        """An edit without the publisher's words at its edges; None where nothing else is in it."""
        a, b = _trimmed(self.earlier, edit.a, edit.b)
        c, d = _trimmed(self.later, edit.c, edit.d)
        if (a, b, c, d) == (edit.a, edit.b, edit.c, edit.d):
            return edit
        if a == b and c == d:
            return None
        kind = edit.kind if a < b and c < d else "cut" if a < b else "added"
        return replace(edit, kind=kind, a=a, b=b, c=c, d=d, note="")


def _words_apart(wording: Wording) -> npt.NDArray[np.bool_]:
    apart = np.zeros(len(wording), dtype=bool)
    (spans,) = publishers_matter([wording.text])
    for low, high in spans:
        first, last = np.searchsorted(wording.starts, [low, high])
        apart[first:last] = True
    return apart


def _trimmed(apart: npt.NDArray[np.bool_], low: int, high: int) -> tuple[int, int]:
    while low < high and apart[low]:
        low += 1
    while high > low and apart[high - 1]:
        high -= 1
    return low, high
