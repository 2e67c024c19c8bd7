"""What a line of a PDF holds besides letters on its baseline: raised signs that call notes, accents set on their own.

Both are told by measuring single characters, and only those that could be meant: figures and asterisks, and accents
that stand before or after the letter that they belong to, as TeX's old fonts have them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from variorum.accession.marks import call_mark, parted
from variorum.accession.note_signs import call_in, calls_unlinked, number_in, raised

SMALLER = 0.88  # times the height of its line's letters that a raised sign has at most
HIGHER = 0.1  # times that height by which its baseline is lifted at least
LONGEST_RUN = 12

_RUN = re.compile(r"\d+(?:[,–-]\d{1,3})*|[⁰¹²³⁴-⁹]+|[*∗†‡§]{1,3}")
_BEGINS_RUN = re.compile(r"[\d⁰¹²³⁴-⁹*∗†‡§]")
_YEAR = re.compile(r"(?:^|\D)(?:1[0-9]|20)\d\d$")
_UNICODE_FIGURES = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_ACCENTS = {
    "¨": "\u0308", "´": "\u0301", "`": "\u0300", "ˆ": "\u0302", "^": "\u0302", "˜": "\u0303", "~": "\u0303",
    "¯": "\u0304", "˘": "\u0306", "ˇ": "\u030c", "˙": "\u0307", "˚": "\u030a", "˝": "\u030b", "¸": "\u0327",
    "˛": "\u0328", "\u0308": "\u0308", "\u0301": "\u0301", "\u0300": "\u0300", "\u0302": "\u0302",
}  # fmt: skip
_ACCENT = re.compile(f"[{''.join(map(re.escape, _ACCENTS))}]")
_DOTLESS = {"ı": "i", "ȷ": "j"}


class Gauge(Protocol):
    """What measures single characters of a page, by their number."""

    def box(self, index: int) -> tuple[float, float, float, float]:
        """Left, bottom, right, top of a character's font box."""

    def ink(self, index: int) -> tuple[float, float, float, float]:
        """Left, bottom, right, top of what is drawn of it."""

    def origin(self, index: int) -> tuple[float, float]:
        """The point of the baseline at which it begins."""


class Signed(NamedTuple):
    """A line's words without its raised signs, the numbers of their characters, and the calls at their offsets."""

    words: str
    numbers: Sequence[int]
    calls: tuple[tuple[int, str], ...] = ()
    last_call: int = 0
    base: float | None = None  # where the line's first character is raised: the baseline of the others


def signed(words: str, numbers: Sequence[int], gauge: Gauge, *, last_call: int) -> Signed:
    """The words of one line with accents put onto their letters and raised calls taken out."""
    if not words.isascii() or "`" in words or "^" in words or "~" in words:
        words, numbers = _with_accents(words, numbers, gauge)
    found = _BEGINS_RUN.search(words) and [run for run in _RUN.finditer(words) if len(run.group()) <= LONGEST_RUN]
    if not found:
        return Signed(words, numbers, last_call=last_call)
    measure = _line_of_letters(words, numbers, gauge)
    lifted = [(run, start) for run in found if (start := _raised_from(run, numbers, gauge, measure)) is not None]
    if not lifted:
        return Signed(words, numbers, last_call=last_call)
    return _without_calls(words, numbers, lifted, measure and measure[1], last_call)


def _with_accents(words: str, numbers: Sequence[int], gauge: Gauge) -> tuple[str, Sequence[int]]:
    """Accents that stand over (or under) a letter beside them, as one with it."""
    places = [match.start() for match in _ACCENT.finditer(words)]
    if not places:
        return words, numbers
    letters, kept = list(words), list(numbers)
    for at in reversed(places):
        accent = _ACCENTS[letters[at]]
        for beside in (at + 1, at + 2, at - 1):
            if not 0 <= beside < len(letters) or (beside == at + 2 and letters[at + 1] != " "):
                continue
            whole = unicodedata.normalize("NFC", _DOTLESS.get(letters[beside], letters[beside]) + accent)
            if len(whole) == 1 and whole.isalpha() and _stands_over(kept[at], kept[beside], gauge):
                letters[beside] = whole
                gone = range(at, at + 2) if beside == at + 2 else range(at, at + 1)
                for place in reversed(gone):
                    del letters[place], kept[place]
                break
    return "".join(letters), kept


def _stands_over(accent: int, letter: int, gauge: Gauge) -> bool:
    left, _, right, _ = gauge.ink(accent)
    begin, _, end, _ = gauge.ink(letter)
    return right > left and begin - 0.1 * (end - begin) <= (left + right) / 2 <= end + 0.1 * (end - begin)


def _without_calls(
    words: str,
    numbers: Sequence[int],
    lifted: Sequence[tuple[re.Match[str], int]],
    baseline: float | None,
    last_call: int,
) -> Signed:
    """The words without the calls among these runs, each with the place in it from which its figures are raised."""
    pieces: list[str] = []
    kept: list[int] = []
    end, base = 0, None
    for match, start in lifted:
        sign = words[start : match.end()].translate(_UNICODE_FIGURES)
        before, after = words[max(start - 24, 0) : start], words[match.end() :]
        if not before.strip():
            base = baseline
            pieces += [words[end : match.end()], " " * after[:1].isalnum()]
            kept += [*numbers[end : match.end()], *([numbers[match.end()]] if after[:1].isalnum() else ())]
        elif _calls(sign, before, after, last_call):
            pieces += [words[end:start], call_mark(call_in(sign))]
            kept += numbers[end:start]
            last_call = number_in(sign) or last_call
        else:
            pieces += [words[end:start], raised(sign, before)]
            kept += numbers[end : match.end()]
        end = match.end()
    pieces.append(words[end:])
    kept += numbers[end:]
    text, marks = parted("".join(pieces))
    if len(text) != len(kept):  # a blank went with a call
        kept = _matched("".join(part for part in pieces if not part.startswith("\ufdd6")), text, kept)
    return Signed(text, kept, tuple((mark.offset, mark.label) for mark in marks), last_call, base)


def _calls(sign: str, before: str, after: str, last_call: int) -> bool:
    if sign[0] in "*∗†‡§":
        return True
    if _YEAR.search(before) or number_in(sign) == 1:
        return not after[:1].isalpha()
    return calls_unlinked(call_in(sign), before, after, last=last_call)


def _line_of_letters(words: str, numbers: Sequence[int], gauge: Gauge) -> tuple[float, float] | None:
    """Height and baseline of the line's letters, by the first letter that is in no run of figures; None without one."""
    for place, letter in enumerate(words):
        if letter.isalpha():
            _, bottom, _, top = gauge.box(numbers[place])
            return top - bottom, gauge.origin(numbers[place])[1]
    return None


def _raised_from(
    match: re.Match[str], numbers: Sequence[int], gauge: Gauge, measure: tuple[float, float] | None
) -> int | None:
    """Where in a run of figures the raised ones begin, None where none is."""
    sign = match.group()
    if sign[0] in "⁰¹²³⁴⁵⁶⁷⁸⁹":
        return match.start()
    if measure is None:
        return None
    start = match.end()
    while start > match.start() and _is_raised(numbers[start - 1], gauge, measure):
        start -= 1
    while start < match.end() and sign[start - match.start()] in ",–-":
        start += 1
    return start if start < match.end() else None


def _is_raised(number: int, gauge: Gauge, measure: tuple[float, float]) -> bool:
    height, base = measure
    _, bottom, _, top = gauge.box(number)
    return top - bottom < SMALLER * height and gauge.origin(number)[1] > base + HIGHER * height


def _matched(before: str, after: str, numbers: Sequence[int]) -> list[int]:
    """The numbers of the characters that are left of a text from which blanks were taken."""
    kept: list[int] = []
    at = 0
    for letter in after:
        while before[at] != letter:
            at += 1
        kept.append(numbers[at])
        at += 1
    return kept
