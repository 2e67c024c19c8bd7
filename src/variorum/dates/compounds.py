"""Words that a language writes together and that name a part of time: "Maihälfte", "Jahresende", "Spätherbst".

They are taken apart where both halves are words of the language's own table, so that no list of them is needed. Only
languages that say so (`writing.compounds` in the table `dates`) have their words taken apart.
"""

from __future__ import annotations

from variorum.dates.lexicon import Meaning

_WHOLES = frozenset("mYu")  # what a part is of: a month, the year, the month
_PARTS = frozenset("Hpu")
_SHORTEST = 6


def halves_of(word: str, words: dict[str, Meaning]) -> tuple[Meaning, ...]:
    """The two meanings of a compound in the order in which they would be said apart; none where it is no compound.

    "Maihälfte" is said as "Hälfte … Mai", "Spätherbst" as "später Herbst".
    """
    if len(word) < _SHORTEST:
        return ()
    for at in range(3, len(word) - 2):
        first, second = words.get(word[:at]), words.get(word[at:])
        if first is None or second is None:
            continue
        if first[0] in _WHOLES and second[0] in _PARTS and first != second:
            return second, first
        if first[0] == "p" and second[0] == "s":
            return first, second
    return ()
