"""A text as the words of an edition: each word as written, and levelled, so that spelling is told from substance.

The alignment sees levelled words only (no case, no old spelling, no hyphens inside a word); what was levelled, and what
stands between the words, is compared afterwards and told apart as spelling or punctuation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from variorum.text.lettering import emphasis_marks
from variorum.text.levelled import WORD, levelled

Numbers = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Wording:
    """The words of one text: word `i` stands from `starts[i]` to `ends[i]` and is levelled as `plain[i]`.

    `language` is that of the text (BCP 47), empty where nobody tells.
    """

    text: str
    starts: Numbers
    ends: Numbers
    plain: tuple[str, ...]
    language: str = ""

    def __len__(self) -> int:
        return len(self.plain)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words as they stand in the text, their pieces joined where they are broken at the end of a line."""
        spans = zip(self.starts.tolist(), self.ends.tolist(), strict=True)
        return tuple(rejoined(self.text[start:end]) for start, end in spans)

    def written(self, index: int) -> str:
        """One word as it stands in the text, in one piece."""
        return self.words[index]

    def between(self, index: int) -> str:
        """What stands between the word before `index` and the word at `index`."""
        start = int(self.ends[index - 1]) if index else 0
        end = int(self.starts[index]) if index < len(self.plain) else len(self.text)
        return self.text[start:end]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the words from `first` up to, not including, `last` stand in the text; an empty place where none do."""
        if first < last:
            return int(self.starts[first]), int(self.ends[last - 1])
        place = int(self.ends[first - 1]) if first else 0
        return place, place

    def phrase(self, first: int, last: int) -> str:
        """The words from `first` to `last` as they read, on one line."""
        start, end = self.span(first, last)
        return in_one_line(self.text[start:end])


def wording_of(text: str, language: str = "") -> Wording:
    """The words of a text in order; `language` is the text's, where somebody tells."""
    spans = [match.span() for match in WORD.finditer(text)]
    places = np.array(spans, dtype=np.int32).reshape(-1, 2)
    plain = tuple(levelled(text[start:end]) for start, end in spans)
    return Wording(text, places[:, 0], places[:, 1], plain, language)


def rejoined(word: str) -> str:
    """A word without the line end that broke it; a hyphen there is taken for the printer's."""
    if "\n" not in word and "\x1c" not in word and "\u00ad" not in word:
        return word
    return re.sub(r"[-‐‑\u00ad¬][ \t]*[\n\f\x1c]\s*|\u00ad", "", word)


def in_one_line(text: str) -> str:
    """A stretch of text as it reads: broken words joined, white space levelled, marks of emphasis left out."""
    marks = emphasis_marks(text)
    for start, end in sorted(marks, reverse=True):
        text = text[:start] + text[end:]
    text = re.sub(r"(?<=[^\W\d_])[-‐‑\u00ad¬][ \t]*[\n\f\x1c]\s*(?=[^\W\d_])|\u00ad", "", text)
    return " ".join(text.split())
