"""What can be held of a translated quotation: its numbers, which a translator leaves as they are.

A number counts as missing only where the source's language is one whose numerals are known, and the place cited has it
neither in figures nor in words; where the source has no such place, all of it is looked through. Ordinals, clock times
and units that a translator may convert are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from variorum.languages import having, primary
from variorum.quotation import remarks
from variorum.record import Page
from variorum.saying import Sentence
from variorum.text.figures import NUMBER, multipliers, values_of
from variorum.text.levelled import levelled_words
from variorum.text.numerals import numbers_in

_PUT_IN = re.compile(r"\[[^\[\]]*\]")  # the quoter's own
_MULTIPLIED = r"(?:\s*(?P<times>[^\W\d_]+)\.?)?"
_FIGURES = re.compile(rf"(?<![\w.,:/–-])(?P<number>{NUMBER})(?![\w:/–-]|[.,]\d)(?!\s?(?:°|%|[ap]\.?m\b)){_MULTIPLIED}")
_CONVERTED = re.compile(  # units that a translator may have put into others
    r"\s*(?:miles?|feet|foot|inch(?:es)?|yards?|acres?|pounds?|tons?|km|kilomet\w+|met(?:re|er)s?|hectares?|kilos?|kg|"
    r"degrees?|dollars?|Meilen?|Fu(?:ß|ss)|Pfund|Kilometer\w*|Meter\w*|Hektar\w*|вёрст\w*|верст\w*|пуд\w*|десятин\w*)\b",
    re.IGNORECASE,
)


def on_numbers(quoted: str, cited: Sequence[Page], pages: Sequence[Page], *, spoken: str) -> tuple[str, ...]:
    """What is said of numbers of a translation that its source lacks: in the pages cited, or, without such, at all.

    `spoken` is the language of the source (BCP 47).
    """
    if primary(spoken) not in having("numerals"):
        return ()
    words = _PUT_IN.sub(lambda match: " " * len(match[0]), quoted)
    lacking = tuple(_lacking(words, cited or pages, spoken))
    where = Sentence(remarks.THERE if cited else remarks.IN_SOURCE, {})
    said = Sentence(remarks.NUMBERS_LACKING, {"numbers": lacking, "count": len(lacking), "where": where})
    return (said,) if lacking else ()


def _lacking(quoted: str, pages: Sequence[Page], spoken: str) -> Iterator[str]:
    """The numbers in figures of a quotation, as written there, that no page has in any form."""
    wanted = [(match, values[:1]) for match in _FIGURES.finditer(quoted) if (values := _values(match, quoted))]
    if not wanted:
        return
    held: set[float] = set()
    for page in pages:
        held.update(numbers_in(levelled_words(page.text), spoken))
        for match in _FIGURES.finditer(page.text):
            held.update(*(_values(match, page.text), values_of(match["number"])))
        held.update(float(digits) for digits in re.findall(r"\d{1,15}", page.text))
    for match, values in wanted:
        if held.isdisjoint(values):
            yield quoted[match.start() : match.end("times") if _times(match) else match.end("number")]


def _values(match: re.Match[str], text: str) -> tuple[float, ...]:
    """The values that a number may have, with the word that multiplies it; none for what may have been converted.

    Of two, as 1,250 has, the first takes the sign to part thousands, as nearly always.
    """
    if _CONVERTED.match(text, match.end("number")):
        return ()
    return tuple(value * (_times(match) or 1) for value in values_of(match["number"]))


def _times(match: re.Match[str]) -> float:
    """What the word behind a number multiplies it by; 0 where it is no such word."""
    word = (match["times"] or "").casefold()
    stems = [stem for stem in multipliers() if word.startswith(stem.rstrip("."))] if word else []
    return multipliers()[max(stems, key=len)] if stems else 0.0
