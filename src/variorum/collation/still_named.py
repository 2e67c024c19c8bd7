"""Whether a name that a later text does not have may stand in it all the same, in a form of which nobody thought.

To say of somebody that an edition has removed them is an accusation, so that everything that may be their name speaks
against it: a misprint or a misreading, another script, another case, letters spaced out, a word cut short or filled up
by an editor ("Kam.", "Kam[enev]"), a surname without the given name. Asked are those words alone that the later text
has and the earlier lacks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from variorum.collation.blocks import Aligned
from variorum.names.forms.surnames import surname_skeletons
from variorum.text.levelled import levelled

_SPACED = re.compile(r"(?<!\w)\w(?:[ \u00a0\u2009]\w){3,}(?!\w)")
_OPENED = re.compile(r"\w+\[[^\W\d_]+\]\w*|\[[^\W\d_]+\]\w+")
_TOKEN = re.compile(r"[\w\[\]]+\.?")
_BRACKETS = str.maketrans("", "", "[]")
_CUT_SHORT = re.compile(r"\b[^\W\d_]{3,}\.")
_ONE, _TWO = 4, 7  # letters of a name in which one, and two, may be other letters
_ENDING = 3  # letters that a case may add to a short name


@dataclass(frozen=True)
class StillNamed:
    """The words of a later edition that may be names of the earlier in another form."""

    pair: Aligned

    def is_there(self, word: str) -> bool:
        """Whether a word of the earlier text, written as there, may stand in the later in another form."""
        plain = levelled(word)
        if any(plain.startswith(brief) for brief in self._brief):
            return True
        return any(self._alike(plain, other) for other in self._new) or bool(
            self._in_other_script(plain) and surname_skeletons(word) & self._skeletons(is_latin=not plain.isascii())
        )

    def may_be(self, word: str, phrase: str) -> bool:
        """Whether some word of a phrase of the later text may be a word of the earlier in another form."""
        plain = levelled(word)
        for token in _TOKEN.findall(phrase):
            other = levelled(token.translate(_BRACKETS).removesuffix("."))
            if self._alike(plain, other) or (token.endswith(".") and len(other) > 2 and plain.startswith(other)):
                return True
        return False

    def stands_in_place(self, place: int) -> bool:
        """Whether the later text has, in the place of a word of the earlier, one that may be it: a misprint mended."""
        other = int(self.pair.partner[place])
        return other >= 0 and self.may_be(self.pair.earlier.written(place), self.pair.later.written(other))

    def is_given_name(self, places: Sequence[int], known: frozenset[str], *, stem: Callable[[str], str]) -> bool:
        """Whether words stand nowhere but before a name that the later text knows: the bearer is there without them."""
        return all(self._leads_to_known(place, known, stem) for place in places)

    def _leads_to_known(self, place: int, known: frozenset[str], stem: Callable[[str], str]) -> bool:
        """Whether after a word, over one more at most, a name follows of which the later text has a form."""
        wording = self.pair.earlier
        for step in (place + 1, place + 2):
            if (
                step >= len(wording)
                or wording.between(step).strip(" .\u00a0")
                or not wording.written(step)[0].isupper()
            ):
                return False
            if stem(wording.plain[step]) in known or self.is_there(wording.written(step)):
                return True
        return False

    @staticmethod
    def _alike(plain: str, other: str) -> bool:
        from rapidfuzz.distance import OSA

        if other.startswith(plain) and len(other) - len(plain) <= _ENDING:
            return True
        most = (len(plain) >= _ONE) + (len(plain) >= _TWO)
        return bool(most) and OSA.distance(plain, other, score_cutoff=most) <= most

    @cached_property
    def _new(self) -> tuple[str, ...]:
        """The words, capitalised or spaced out, that only the later text has."""
        later, known = self.pair.later, frozenset(self.pair.earlier.plain)
        runs = (levelled("".join(match[0].split())) for match in _SPACED.finditer(later.text))
        spaced = (each for run in runs for each in (run, run[1:], run[:-1], run[1:-1]))  # "и П р я х и н"
        opened = (levelled(match[0].translate(_BRACKETS)) for match in _OPENED.finditer(later.text))
        capital = (plain for at, plain in zip(later.starts, later.plain, strict=True) if later.text[at].isupper())
        return tuple(dict.fromkeys((*spaced, *opened, *(word for word in capital if word not in known))))

    @cached_property
    def _brief(self) -> frozenset[str]:
        """The beginnings of words that the later text cuts short by a point, and the earlier does not: "Kam."."""
        known = frozenset(self.pair.earlier.plain)
        found = (match[0] for match in _CUT_SHORT.finditer(self.pair.later.text) if match[0][0].isupper())
        cut = (levelled(word[:-1]) for word in found)
        return frozenset(cut) - known

    @cached_property
    def _by_script(self) -> dict[bool, frozenset[str]]:
        found = {}
        for is_latin in (False, True):
            words = (word for word in self._new if word.isascii() == is_latin)
            found[is_latin] = frozenset[str]().union(*(surname_skeletons(word.capitalize()) for word in words))
        return found

    def _skeletons(self, *, is_latin: bool) -> frozenset[str]:
        return self._by_script[is_latin]

    def _in_other_script(self, plain: str) -> bool:
        return any(word.isascii() != plain.isascii() for word in self._new)
