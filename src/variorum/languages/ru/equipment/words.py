"""The words of Russian text as slovnet's models were taught them: razdel's, each run of signs asked for once.

razdel looks at a place between two signs together with what stands on both sides. Only a dash, an underscore, or a stop
or stroke beside a figure at the very edge of a run makes it look beyond the white space; such a run is asked for
together with those beside it, every other is remembered.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from razdel.segmenters.punct import DASHES

Spans = tuple[tuple[int, int], ...]

_RUN = re.compile(r"\S+")
_REACHING = frozenset(DASHES + "_")
_STOPS = frozenset(".,/\\")
# a word with at most one sign before and behind it, as nearly all runs are: razdel parts the signs from it
_PLAIN = re.compile(r"([«(\"]?)[А-Яа-яЁё]+([.,;:!?»)\"]?)")


def word_spans(text: str) -> list[tuple[int, int]]:
    """Where each word of a text begins and ends."""
    spans: list[tuple[int, int]] = []
    runs = [(found.start(), found[0]) for found in _RUN.finditer(text)]
    place = 0
    while place < len(runs):
        start, run = runs[place]
        last = place
        while last + 1 < len(runs) and (_reaches(runs[last][1]) or _reaches(runs[last + 1][1])):
            last += 1
        if last > place:
            run = text[start : runs[last][0] + len(runs[last][1])]
            spans += [(start + begun, start + ended) for begun, ended in _asked(run)]
        else:
            spans += [(start + begun, start + ended) for begun, ended in _remembered(run)]
        place = last + 1
    return spans


@lru_cache(maxsize=50_000)
def _reaches(run: str) -> bool:
    """Whether what stands beyond the white space may join or part the signs of this run."""
    if len(run) == 1:
        return False
    first = run[0] in _REACHING or (run[0] in _STOPS and run[1].isdecimal())
    return first or run[-1] in _REACHING or (run[-1] in _STOPS and run[-2].isdecimal())


@lru_cache(maxsize=50_000)
def _remembered(run: str) -> Spans:
    return _asked(run)


def _asked(text: str) -> Spans:
    if plain := _PLAIN.fullmatch(text):
        edges = (0, plain.end(1), plain.start(2), len(text))
        return tuple((begun, ended) for begun, ended in pairwise(edges) if begun < ended)
    from razdel import tokenize

    return tuple((token.start, token.stop) for token in tokenize(text))
