"""What can be held of a translated quotation: a number that is nearly one of the place cited, and is not found there.

A nought too many, a digit lost or another can be seen in a translation too. Told is only what can be shown: the number
that the pages cited have in figures, and that the translation's own was not found there, in figures or in such words
as are understood. Years, and units that a translator may convert, are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from variorum.languages import having, primary
from variorum.quotation import remarks
from variorum.record import Page
from variorum.saying import Sentence
from variorum.text.figures import NUMBER, multipliers, values_of
from variorum.text.levelled import levelled_words
from variorum.text.numerals import numbers_in, value_of

_PUT_IN = re.compile(r"\[[^\[\]]*\]")  # the quoter's own
_MULTIPLIED = r"(?:\s*(?P<times>[^\W\d_]+)\.?)?"
_FIGURES = re.compile(rf"(?<![\w.,:/–-])(?P<number>{NUMBER})(?![\w:/–-]|[.,]\d)(?!\s?(?:°|%|[ap]\.?m\b)){_MULTIPLIED}")
_CONVERTED = re.compile(  # units that a translator may have put into others
    r"\s*(?:miles?|feet|foot|inch(?:es)?|yards?|acres?|pounds?|tons?|km|kilomet\w+|met(?:re|er)s?|hectares?|kilos?|kg|"
    r"degrees?|dollars?|Meilen?|Fu(?:ß|ss)|Pfund|Kilometer\w*|Meter\w*|Hektar\w*|вёрст\w*|верст\w*|пуд\w*|десятин\w*)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"1[4-9]\d\d|20\d\d")
_LEAST = 10  # smaller numbers are near to too many others by a nought
_LEAST_BY_DIGIT = 100  # … and by a digit


def on_numbers(quoted: str, cited: Sequence[Page], *, spoken: str) -> tuple[str, ...]:
    """What is said of numbers of a translation that the pages cited have otherwise.

    `spoken` is the language of the source (BCP 47); of one whose numerals are not known nothing is said.
    """
    if primary(spoken) not in having("numerals"):
        return ()
    ours = dict(_figures(_PUT_IN.sub(lambda match: " " * len(match[0]), quoted)))
    theirs = {value: written for page in cited for value, written in _figures(page.text)} if ours else {}
    held = frozenset[float]().union(*(_held(page.text, spoken) for page in cited)) if theirs else frozenset[float]()
    told = []
    for value, written in ours.items():
        near = [other for number, other in theirs.items() if number not in ours and _is_near(value, number)]
        if value not in held and near:
            told.append(Sentence(remarks.NUMBER_OTHERWISE, {"number": written, "near": tuple(near)}))
    return tuple(told)


def _figures(text: str) -> Iterator[tuple[float, str]]:
    """The numbers in figures of a text, each with the word that multiplies it, as written; no years and no measures.

    Of the two values that 1,250 has the first takes the sign to part thousands, as nearly always.
    """
    for match in _FIGURES.finditer(text):
        if _CONVERTED.match(text, match.end("number")) or _YEAR.fullmatch(match["number"]):
            continue
        times = _times(match["times"] or "")
        yield (
            values_of(match["number"])[0] * (times or 1),
            text[match.start() : match.end("times" if times else "number")],
        )


@lru_cache(maxsize=4096)
def _held(text: str, spoken: str) -> frozenset[float]:
    """Every number that a page may have: in figures, in words, and in words beside one another put together."""
    words = levelled_words(re.sub(r"-(?=[^\W\d_])", " ", text))
    found = {*numbers_in(words, spoken), *(value for value, _ in _figures(text))}
    found.update(value for match in _FIGURES.finditer(text) for value in values_of(match["number"]))
    found.update(float(digits) for digits in re.findall(r"\d{1,15}", text))
    values = [value for word in words if (value := value_of(word, spoken)) is not None]
    for first, second in pairwise(values):  # "fifteen hundred", "two dozen"
        found |= {first * second, first + second}
    return frozenset(found)


def _is_near(ours: float, theirs: float) -> bool:
    """Whether one number looks like another gone wrong: noughts lost or gained, or one digit lost, gained or other."""
    a, b = (f"{number:.0f}" for number in (ours, theirs))
    if min(ours, theirs) < _LEAST or a == b:
        return False
    if a.rstrip("0") == b.rstrip("0"):
        return True
    if max(ours, theirs) < _LEAST_BY_DIGIT:
        return False
    if len(a) == len(b):
        return sum(one != other for one, other in zip(a, b, strict=True)) == 1
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def _times(word: str) -> float:
    """What the word behind a number multiplies it by; 0 where it is no such word."""
    stems = [stem for stem in multipliers() if word.casefold().startswith(stem.rstrip("."))] if word else []
    return multipliers()[max(stems, key=len)] if stems else 0.0
