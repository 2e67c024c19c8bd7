"""Where the pieces of a quotation that its omissions part stand, when they do not stand exactly.

Each looked for near its neighbour first.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from variorum.quotation.asking import without_marks
from variorum.quotation.gaps import OMISSION_LETTERS
from variorum.quotation.nearest import LetterWindow, nearest_beside, nearest_windows, standing_words
from variorum.text.lettering import Lettering, fold, letters_of

_NEAR = 0.75  # likeness that a piece must have beside its neighbour
_FAR = 0.85  # and anywhere else
_SHORT = 24  # letters of a piece that may stand in many places, each of which is tried
_STANDING = 64  # of which so many at most
_ANCHORS = 3  # pieces tried as the one from which the others are looked for
_LEAST_FAR = 10  # letters of a piece that may be looked for anywhere
_PLACED = 0.45  # share of the quotation's letters whose piece must be found


@dataclass(frozen=True, slots=True)
class PlacedPieces:
    """Where each piece stands, as offsets of the body (None: nowhere).

    Whether all follow one another within the limits, or one stands before another; and how many letters agree.
    """

    spans: tuple[tuple[int, int] | None, ...]
    follows: bool
    backwards: bool
    agreeing: float


def place_runs(runs: tuple[str, ...], source: Lettering) -> PlacedPieces | None:
    """Place the pieces of a quotation, the longest first and the others from it outwards.

    None where too little is found. Of several places that is taken where the pieces follow and most letters agree.
    """
    wanted = [letters_of(without_marks(run)).letters for run in runs]
    total = sum(map(len, wanted))
    for anchor in sorted(range(len(runs)), key=lambda number: (-len(wanted[number]), number))[:_ANCHORS]:
        found = list[PlacedPieces]()
        for window in _places_of(wanted[anchor], source):
            placed = _around(wanted, source, anchor, window)
            if placed.follows and placed.agreeing >= total:
                return placed
            if sum(len(piece) for piece, span in zip(wanted, placed.spans, strict=True) if span) >= _PLACED * total:
                found.append(placed)
        if found:
            return max(found, key=lambda placed: (placed.follows, placed.agreeing))
    return None


def _places_of(wanted: str, source: Lettering) -> list[LetterWindow]:
    """Where a piece may stand: a short one wherever its very letters do, any where the source comes nearest to it."""
    standing = standing_words(wanted, source, most=_STANDING) if len(wanted) < _SHORT else []
    near = [window for window in nearest_windows(fold(wanted), source)[:3] if window.likeness >= _NEAR]
    return [*standing, *(window for window in near if window not in standing)]


def _around(wanted: list[str], source: Lettering, anchor: int, window: LetterWindow) -> PlacedPieces:
    places: list[LetterWindow | None] = [None] * len(wanted)
    places[anchor] = window
    far = False
    for step in (1, -1):
        last, number = window, anchor + step
        while 0 <= number < len(wanted):
            found, is_far = _next(wanted[number], source, last, step)
            far = far or is_far
            places[number] = found
            last = found if found is not None and not is_far else last
            number += step
    spans = tuple(_span(source, place) if place is not None else None for place in places)
    held = [span for span in spans if span is not None]
    backwards = any(later[0] < earlier[0] for earlier, later in pairwise(held))
    agreeing = sum(len(piece) * place.likeness for piece, place in zip(wanted, places, strict=True) if place)
    return PlacedPieces(spans, not far and not backwards, backwards, agreeing)


def _next(wanted: str, source: Lettering, last: LetterWindow, step: int) -> tuple[LetterWindow | None, bool]:
    """The piece beside its neighbour, or else anywhere, and whether it is the latter."""
    reach = OMISSION_LETTERS + len(wanted) + 8
    low, high = (last.last, last.last + reach) if step > 0 else (last.first - reach, last.first)
    beside = nearest_beside(wanted, source, low=low, high=high, least=_NEAR, after=step > 0)
    if beside is not None:
        return beside, False
    if len(wanted) < _LEAST_FAR:
        return None, False
    far = [window for window in nearest_windows(fold(wanted), source) if window.likeness >= _FAR]
    return (far[0], True) if far else (None, False)


def _span(source: Lettering, window: LetterWindow) -> tuple[int, int]:
    """A window as offsets of the body, widened to whole words."""
    first, last = window.first, window.last
    while first > 0 and not source.starts_word(first):
        first -= 1
    while last < len(source) and not source.starts_word(last):
        last += 1
    return int(source.positions[first]), int(source.positions[last - 1]) + 1
