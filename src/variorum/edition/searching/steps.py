"""The pages on which a word stands, as a browser reads them: the steps from one to the next, in few letters.

Each step is a number to the base of 36, with how often the word stands there behind a point where that is more than
once: "3,2.4" is page 3 once, and page 5 four times.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def together(places: Sequence[tuple[Sequence[int], Sequence[int]]]) -> Iterable[tuple[int, int]]:
    """Where several forms stand, as one: pages in their order, with how often."""
    if len(places) == 1:
        return zip(*places[0], strict=True)
    counted: dict[int, int] = {}
    for numbers, counts in places:
        for number, times in zip(numbers, counts, strict=True):
            counted[number] = counted.get(number, 0) + times
    return sorted(counted.items())


def steps(pages: Iterable[tuple[int, int]]) -> str:
    """Pages as the steps to them."""
    return _written(pages)[0]


def put_behind(pages: Iterable[tuple[int, int]], later: str, first: int) -> str:
    """Pages, and behind them others that were written as if `first` were 0."""
    written, last = _written(pages)
    if not later:
        return written
    step, comma, rest = later.partition(",")
    number, point, times = step.partition(".")
    moved = f"{_base36(first - last + int(number, 36))}{point}{times}{comma}{rest}"
    return f"{written},{moved}" if written else moved


def _written(pages: Iterable[tuple[int, int]]) -> tuple[str, int]:
    taken, last = [], 0
    for page, times in pages:
        taken.append(_base36(page - last) + (f".{_base36(times)}" if times > 1 else ""))
        last = page
    return ",".join(taken), last


@lru_cache(maxsize=10_000)
def _base36(number: int) -> str:
    digits = ""
    while number >= 36:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return _DIGITS[number] + digits
