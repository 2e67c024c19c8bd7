"""Whether two to five words within marks are quoted, where no rule is sure: weak signs that weigh together.

That the words stand nowhere else in the manuscript, that a longer quotation stands near, that the passages around are
quotations: none of it tells anything alone. How much each weighs is learnt from passages that people have annotated:
`quotation_weights.toml` says from how many, and how well they tell passages of authors from whom nothing was learnt.
`tools/weigh_quotations.py` learns them anew. Titles, names, words spoken of as words, lone words, and six words and
more are told by the rules alone, as is everything in a text that is too short to be a background.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from math import inf, log

from variorum.manuscript.found_quotation import FoundQuotation
from variorum.manuscript.manuscript import Paragraph, Place
from variorum.manuscript.quotation_kinds import FEW, SENTENCE, WORD, calls_in, stem_of, stems
from variorum.text.scripts import CYRILLIC

Paragraphs = Mapping[tuple[str, int], Paragraph]
"""The paragraphs of a manuscript by their note, empty for the body, and their number."""

SIGNS = (
    "told as a fragment",  # by the rules
    "told as a quotation",
    "begins small",
    "few begin small",  # three words or fewer
    "few in Cyrillic",
    "new words",  # the share of its longer words that stand nowhere outside marks
    "stands twice",  # within marks
    "near a long one",
    "quoted around",  # the share of the eight passages around that the rules take for quoted
    "a note behind",
)
_FEWEST, _MOST = 2, 5  # words of what is weighed
_FEWEST_PASSAGES, _FEWEST_WORDS = 12, 500  # of a text that is a background
_NEAR = 400  # characters
_BEHIND = 15
_AROUND = 4  # passages before and behind
_SHORT_STEM = 3  # letters
_TOLD, _POSSIBLE = log(0.5 / 0.5), log(0.3 / 0.7)  # from one half on it is told; from three in ten on it is looked for


def weighed(found: Sequence[FoundQuotation], paragraphs: Paragraphs) -> list[FoundQuotation]:
    """The same, what is open being told anew: quoted, perhaps quoted (not `told`), or scare quotes."""
    weights = _weights()
    again = list(found)
    for at, signs in signs_in(found, paragraphs).items():
        odds = round(weights["always"] + sum(weights[name] * signs[name] for name in SIGNS), 6)
        again[at] = _retold(found[at], odds)
    return again


def signs_in(found: Sequence[FoundQuotation], paragraphs: Paragraphs) -> dict[int, dict[str, float]]:
    """The signs of each passage that is open, by its place among all; of none in a text that is no background."""
    marked = sum(one.how == "marks" for one in found)
    open_ones = [at for at, one in enumerate(found) if _is_open(one) and not _is_said(one, paragraphs)]
    if not open_ones or marked < _FEWEST_PASSAGES:
        return {}
    outside, length = _outside(found, paragraphs)
    if length < _FEWEST_WORDS:
        return {}
    times = Counter(stems(one.text) for one in found)
    calls = {key: _calls(paragraphs[key]) for key in {_key(found[at].places[-1]) for at in open_ones}}
    return {
        at: {
            **_own_signs(found[at]),
            "new words": _new(stems(found[at].text), outside),
            "stands twice": float(times[stems(found[at].text)] > 1),
            "near a long one": float(_is_near_long(found, at)),
            "quoted around": _quoted_around(found, at),
            "a note behind": float(_has_note_behind(found[at].places[-1], calls[_key(found[at].places[-1])])),
        }
        for at in open_ones
    }


def _key(place: Place) -> tuple[str, int]:
    return place.note, place.paragraph


def _calls(paragraph: Paragraph) -> list[int]:
    return sorted((*calls_in(paragraph), *(live.start for live in paragraph.lives)))


def _is_open(quoted: FoundQuotation) -> bool:
    if quoted.how != "marks" or quoted.kind not in ("quotation", "fragment", "scare"):
        return False
    return _FEWEST <= len(WORD.findall(quoted.text)) <= _MOST


def _is_said(quoted: FoundQuotation, paragraphs: Paragraphs) -> bool:
    """Whether a whole sentence is said behind a colon: he called: “The quay is empty!”"""
    before = paragraphs[_key(quoted.place)].text[max(0, quoted.place.start - 4) : quoted.place.start - 1]
    is_sentence = quoted.text.strip()[-1:] in ".!?…" and quoted.text.lstrip()[:1].isupper()
    return is_sentence and quoted.kind != "scare" and quoted.told and before.rstrip().endswith(":")


def _retold(quoted: FoundQuotation, odds: float) -> FoundQuotation:
    if odds < _POSSIBLE:
        return replace(quoted, kind="scare", told=True)
    if odds < _TOLD:
        return replace(quoted, kind="fragment", told=False)
    few = len(WORD.findall(quoted.text)) <= FEW
    return replace(quoted, kind="fragment" if few else "quotation", told=True)


def _outside(found: Sequence[FoundQuotation], paragraphs: Paragraphs) -> tuple[frozenset[str], int]:
    """The stems of all words outside quotations, and how many words stand there."""
    within: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for one in found:
        for place in one.places:
            within.setdefault(_key(place), []).append((place.start, place.end))
    words: list[str] = []
    for key, paragraph in paragraphs.items():
        at = 0
        for start, end in sorted(within.get(key, ())):
            words += WORD.findall(paragraph.text[at:start])
            at = max(at, end)
        words += WORD.findall(paragraph.text[at:])
    return frozenset(stem_of(word) for word in set(words)), len(words)


def _own_signs(quoted: FoundQuotation) -> dict[str, float]:
    small, few = quoted.text.lstrip()[:1].islower(), len(WORD.findall(quoted.text)) <= FEW
    return {
        "told as a fragment": float(quoted.kind == "fragment" and quoted.told),
        "told as a quotation": float(quoted.kind == "quotation"),
        "begins small": float(small),
        "few begin small": float(small and few),
        "few in Cyrillic": float(few and CYRILLIC.search(quoted.text) is not None),
    }


def _new(own: Sequence[str], outside: frozenset[str]) -> float:
    longer = [stem for stem in own if len(stem) > _SHORT_STEM]
    return round(sum(stem not in outside for stem in longer) / max(1, len(longer)), 2)


def _is_near_long(found: Sequence[FoundQuotation], at: int) -> bool:
    """Whether a longer quotation of the same paragraph stands near; those of a paragraph follow each other."""
    own = found[at].place
    for step in (-1, 1):
        beside = at + step
        while 0 <= beside < len(found) and _apart(own, found[beside].place) <= _NEAR:
            if found[beside].kind == "quotation" and len(WORD.findall(found[beside].text)) >= SENTENCE:
                return True
            beside += step
    return False


def _apart(one: Place, other: Place) -> float:
    """How many characters stand between two places; infinitely many between those of two paragraphs."""
    if _key(one) != _key(other):
        return inf
    return max(other.start - one.end, one.start - other.end)


def _quoted_around(found: Sequence[FoundQuotation], at: int) -> float:
    around = (*found[max(0, at - _AROUND) : at], *found[at + 1 : at + 1 + _AROUND])
    return sum(one.told and one.kind in ("quotation", "fragment") for one in around) / (2 * _AROUND)


def _has_note_behind(place: Place, calls: Sequence[int]) -> bool:
    following = bisect_left(calls, place.end)
    return following < len(calls) and calls[following] <= place.end + _BEHIND


@cache
def _weights() -> Mapping[str, float]:
    written = tomllib.loads(files(__package__).joinpath("quotation_weights.toml").read_text(encoding="utf-8"))
    return {name: float(weight) for name, weight in written["weights"].items()}
