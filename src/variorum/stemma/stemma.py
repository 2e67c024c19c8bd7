"""What an older third witness of a passage tells of two others: whether they hang together, and which kept its words.

Maas's rule (Textkritik § 8): witnesses that share an innovation against an older one depend on one another or on a
common copy of it; one that has an innovation alone is not the other's source.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from variorum.evidence import DescentGround
from variorum.stemma.grounds import FAIR, ground, keys
from variorum.stemma.readings import DifferingWords, set_against, shown

_UNLIKE = 0.6  # likeness of letters under which two words are not one word misread
_SHORT, _ALONE = 3, 5  # letters of words that are put in or left out together, and of one alone
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Third:
    """An older source that has the passage too, with its words; whether both others are declared to come from it."""

    source: str
    text: str
    declared: bool = False


def grounds_of_third(a: tuple[str, str], b: tuple[str, str], third: Third) -> Iterator[DescentGround]:
    """What the older witness shows of two others, each given as its key and its text of the passage."""
    (key_a, text_a), (key_b, text_b) = a, b
    if third.declared:
        yield ground("third-declared", shows="common", weight=FAIR, a=key_a, b=key_b, c=third.source)
    mine, theirs = _innovations(text_a, third.text), _innovations(text_b, third.text)
    joined = mine.keys() & theirs.keys()
    for place in sorted(joined, key=lambda place: (not (place[1] and place[2]), place))[:1]:
        own, words = shown(mine[place].a[:_SHOWN]), shown(mine[place].b[:_SHOWN])
        kind = _kind("third-joins", own, words)
        yield ground(kind, a=key_a, b=key_b, c=third.source, own=own, words=words)
    alone_a = _alone(mine, theirs, set_against(text_b, third.text).differing)
    alone_b = _alone(theirs, mine, set_against(text_a, third.text).differing)
    for one, other, alone, excluded in ((key_a, key_b, alone_a, "b-from-a"), (key_b, key_a, alone_b, "a-from-b")):
        if alone is not None:
            own, words = shown(alone.a[:_SHOWN]), shown(alone.b[:_SHOWN])
            kind = _kind("third-parts", own, words)
            yield ground(kind, excludes=excluded, weight=FAIR, a=one, b=other, c=third.source, own=own, words=words)
    if not (joined or third.declared or (alone_a and alone_b)):
        yield ground("third-open", a=key_a, b=key_b, c=third.source)


def _kind(kind: str, own: str, words: str) -> str:
    """The kind of a ground on a reading, told otherwise where one of the two states has nothing there."""
    return kind if own and words else f"{kind}-{'adding' if own else 'lacking'}"


Place = tuple[int, tuple[str, ...], tuple[str, ...]]


def _innovations(text: str, older: str) -> dict[Place, DifferingWords]:
    """Where a text departs in substance from an older one, by the place in the older and the words of both."""
    return {
        (reading.at_b, keys(reading.b), keys(reading.a)): reading
        for reading in set_against(text, older).differing
        if _is_substantial(reading)
    }


def _is_substantial(reading: DifferingWords) -> bool:
    """Whether other words stand there, and not the same ones spelled, printed or misread otherwise.

    What is one letter away any copyist puts right, and any scan makes, so that it parts nobody ("at", "ar").
    """
    from rapidfuzz.distance import Indel, Levenshtein

    mine, theirs = " ".join(keys(reading.a)), " ".join(keys(reading.b))
    if not (mine and theirs):
        longest = max(map(len, (*keys(reading.a), *keys(reading.b))))
        return longest >= (_SHORT if len(reading.a) + len(reading.b) > 1 else _ALONE)
    return Indel.normalized_similarity(mine, theirs) < _UNLIKE and Levenshtein.distance(mine, theirs) > 1


def _alone(
    mine: dict[Place, DifferingWords], theirs: dict[Place, DifferingWords], other: tuple[DifferingWords, ...]
) -> DifferingWords | None:
    """The first innovation of one at a place where the other keeps the older words."""
    for place, reading in sorted(mine.items(), key=lambda item: item[0]):
        start, end = reading.at_b, reading.at_b + max(1, len(reading.b))
        touched = any(each.at_b < end and start < each.at_b + max(1, len(each.b)) for each in other)
        if place not in theirs and not touched:
            return reading
    return None
