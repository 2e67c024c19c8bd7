"""Runs of five words: whether a text repeats words of a restricted one.

Every run of five words is kept as one 64-bit number of words levelled for case and spelling. The index of seeds, which
finds quotations, keeps a third of all runs of eight letters and gives likely places: it may miss five short words, and
a door may miss nothing. Five words weigh eight bytes here, and a text is asked in one pass over its words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from variorum.disclosure.levelling import DisguisedWord, levelled, ways_to_read

RUN = 5
_SHORTEST = 12  # letters of a whole text of fewer words than a run that is looked for all the same
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_HIGH = np.uint64(29)

Hashes = npt.NDArray[np.uint64]
OpenTexts = Callable[[], Iterable[str]]


@dataclass(slots=True)
class RestrictedRuns:
    """The runs of words of restricted texts, without those that stand in an open one as well.

    `open_texts` gives the open texts; they are read only once some text repeats a run.
    """

    texts: Iterable[str]
    open_texts: OpenTexts = tuple
    short_texts: Iterable[str] = ()  # looked for as a whole where they have fewer words than a run
    _numbers: dict[str, int] = field(default_factory=dict)
    _runs: Hashes = field(default_factory=lambda: np.zeros(0, dtype=np.uint64))
    _short: frozenset[tuple[str, ...]] = frozenset()
    _allowed: Hashes | None = None

    def __post_init__(self) -> None:
        found: list[Hashes] = []
        short: set[tuple[str, ...]] = set()
        for text in self.texts:
            for words in ways_to_read(text):
                plain = [levelled(word.text) for word in words]
                for word in plain:
                    self._numbers.setdefault(word, len(self._numbers) + 1)
                if len(plain) >= RUN:
                    found.append(self._hashes(plain))
        for text in self.short_texts:
            plain = _plain(text)
            if len(plain) < RUN and sum(map(len, plain)) >= _SHORTEST:
                short.add(tuple(plain))
        self._runs = np.unique(np.concatenate(found)) if found else self._runs
        self._short = frozenset(short)
        self.texts = self.short_texts = ()

    def __bool__(self) -> bool:
        return bool(len(self._runs) or self._short)

    def repeated_in(self, text: str) -> bool:
        """Whether a text has a run of five words of a restricted text that no open text has."""
        return any(self._repeated(words) for words in ways_to_read(text)) if self else False

    def _repeated(self, words: Sequence[DisguisedWord]) -> bool:
        plain = [levelled(word.text) for word in words]
        if self._short and any(run in self._short for run in _short_runs(plain)):
            return not self._all_open(plain)
        hit = self._hit(plain)
        if not len(hit):
            return False
        return not bool(np.isin(hit, self._open()).all())

    def _all_open(self, plain: Sequence[str]) -> bool:
        standing = {run for text in self.open_texts() for run in _short_runs(_plain(text)) if run in self._short}
        return all(run in standing for run in _short_runs(plain) if run in self._short)

    def _hit(self, plain: Sequence[str]) -> Hashes:
        if len(plain) < RUN or not len(self._runs):
            return np.zeros(0, dtype=np.uint64)
        if sum(word in self._numbers for word in plain) < RUN:
            return np.zeros(0, dtype=np.uint64)
        hashes = self._hashes(plain)
        at = np.minimum(np.searchsorted(self._runs, hashes), len(self._runs) - 1)
        found: Hashes = hashes[self._runs[at] == hashes]
        return found

    def _open(self) -> Hashes:
        """Those of the restricted runs that stand in an open text too."""
        if self._allowed is None:
            found = [hit for text in self.open_texts() for w in ways_to_read(text) if len(hit := self._hit(_levels(w)))]
            self._allowed = np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.uint64)
        return self._allowed

    def _hashes(self, plain: Sequence[str]) -> Hashes:
        """The number of each run; a word that no restricted text has counts as none, and its runs match nothing."""
        numbers = np.fromiter((self._numbers.get(word, 0) for word in plain), dtype=np.uint64, count=len(plain))
        count = len(numbers) - RUN + 1
        hashes = np.zeros(count, dtype=np.uint64)
        known = np.ones(count, dtype=bool)
        for shift in range(RUN):
            part = numbers[shift : shift + count]
            known &= part != 0
            hashes = (hashes ^ part) * _FACTOR
            hashes ^= hashes >> _HIGH
        return hashes[known]


def _levels(words: Iterable[DisguisedWord]) -> list[str]:
    return [levelled(word.text) for word in words]


def _plain(text: str) -> list[str]:
    return _levels(next(ways_to_read(text)))


def _short_runs(plain: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for size in range(1, RUN):
        for at in range(len(plain) - size + 1):
            yield tuple(plain[at : at + size])
