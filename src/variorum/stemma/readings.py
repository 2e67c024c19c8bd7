"""Two states of one passage, word by word: where they differ, and what each has that the other lacks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from variorum.languages.folding import fold

_LINE_END = re.compile(r"(?<=[^\W\d_])[-‐¬\u00ad][ \t]*\n\s*(?=[^\W\d_])")
_WORD = re.compile(r"\[[^\[\]\s]{1,30}\]|\[?(?:…|\.(?: ?\.){2,})\]?|\d+(?:[.,]\d+)*|[^\W_]+(?:['’-][^\W_]+)*")
_LETTERS = re.compile(r"[^\W\d_]+")
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class PassageWord:
    """A word of a passage: as it is compared, as it stands, and where. An ellipsis is a word too, compared as "…".

    Offsets are those of the passage with the words joined that a line's end divides (`joined`).
    """

    key: str
    shown: str
    start: int = 0
    end: int = 0

    @property
    def is_bracketed(self) -> bool:
        """Whether it stands in square brackets, as what an editor puts in does."""
        return self.shown.startswith("[") and self.shown[1:2] not in (".", ELLIPSIS)


@dataclass(frozen=True, slots=True)
class DifferingWords:
    """A place where two states of a passage differ: the words of each, none where one has nothing there.

    `at_a` and `at_b` are the numbers of the first of these words, counted from 0.
    """

    at_a: int
    at_b: int
    a: tuple[PassageWord, ...]
    b: tuple[PassageWord, ...]


@dataclass(frozen=True, slots=True)
class Readings:
    """Two states of a passage set against each other."""

    a: tuple[PassageWord, ...]
    b: tuple[PassageWord, ...]
    differing: tuple[DifferingWords, ...]


def joined(text: str) -> str:
    """A passage with the words joined that a line's end divides."""
    return _LINE_END.sub("", text)


def words_of(text: str) -> tuple[PassageWord, ...]:
    """The words of a passage; those divided by a line's end are joined, case and old letters count for nothing."""
    return tuple(_word(match) for match in _WORD.finditer(joined(text)))


def counted(text: str) -> Counter[str]:
    """How often each word of a text stands in it, as words are compared; hyphened ones in their parts."""
    return Counter(_LETTERS.findall(fold(text).text.casefold()))


def set_against(a: str, b: str, *, edges: bool = False) -> Readings:
    """Set two states of a passage against each other.

    Differences at its very edges are left out, being those of its bounds, unless `edges` asks for them.
    """
    from rapidfuzz.distance import Indel

    ours, theirs = words_of(a), words_of(b)
    found: list[DifferingWords] = []
    for code in Indel.opcodes([word.key for word in ours], [word.key for word in theirs]):
        if code.tag == "equal":
            continue
        one, other = ours[code.src_start : code.src_end], theirs[code.dest_start : code.dest_end]
        last = found[-1] if found else None
        if last and (last.at_a + len(last.a), last.at_b + len(last.b)) == (code.src_start, code.dest_start):
            found[-1] = DifferingWords(last.at_a, last.at_b, last.a + one, last.b + other)
        else:
            found.append(DifferingWords(code.src_start, code.dest_start, one, other))
    inner = [reading for reading in found if edges or _is_inner(reading, len(ours), len(theirs))]
    return Readings(ours, theirs, tuple(inner))


def shown(words: Sequence[PassageWord]) -> str:
    """Words as they stand, parted by spaces."""
    return " ".join(word.shown for word in words)


def _is_inner(reading: DifferingWords, length_a: int, length_b: int) -> bool:
    begins = reading.at_a == 0 or reading.at_b == 0
    ends = reading.at_a + len(reading.a) == length_a or reading.at_b + len(reading.b) == length_b
    return not (begins or ends)


def _word(match: re.Match[str]) -> PassageWord:
    shown = match[0]
    if ELLIPSIS in shown or shown.startswith(("..", ". .", "[..", "[. ")):
        return PassageWord(ELLIPSIS, shown, *match.span())
    return PassageWord(_key(shown), shown, *match.span())


@lru_cache(maxsize=1 << 16)
def _key(shown: str) -> str:
    return fold(shown.strip("[]")).text.casefold().replace("’", "'")
