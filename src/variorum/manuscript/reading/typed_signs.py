"""The numbers in a paragraph that may call a note: raised, in brackets, or left on the line by a converter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

_UNIT = re.compile(r"(?<![^\W\d_])(?:[kcdm]?m|in|ft|yd|[кcдс]?м)$")  # "40 m" before a raised 2
_RAISED_SIGN = re.compile(  # but for the first they are Markdown's, the last a link to the note: [[1]](#_ftn1)
    r"([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|\^\[?(\d{1,3})\]?\^|<sup>\[?(\d{1,3})\]?</sup>|\[\[?(\d{1,3})\]?\]\(#[^()\s]{1,60}\)"
)
_FIGURES = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LOWERED = re.compile(r"(?<!\d[.,:])(?<=[^\s\d(\[{/№§°-])\d{1,3}(?=[\s,.;:)*_—–-]|$)(?![.,:]\d)")
BRACKETED = re.compile(r"\[(\d{1,3})\](?!\(#)")


@dataclass(frozen=True, slots=True)
class TypedText:
    """A paragraph as typed: its text, what of it is raised, whether a list numbers it, whether it is a heading."""

    text: str
    raised: Sequence[tuple[int, int]] = ()
    listed: bool = False
    heading: bool = False


Signs = Callable[[TypedText], Iterator[tuple[int, int, int]]]
"""The numbers of one kind in a paragraph: where each begins and ends, and what it says."""


def raised_signs(paragraph: TypedText) -> Iterator[tuple[int, int, int]]:
    """The raised numbers of a paragraph: where each begins and ends, and what it says."""
    for start, end in paragraph.raised:
        sign = paragraph.text[start:end].strip(" \t\u00a0[]().,;")
        if sign.isdecimal() and sign.isascii() and len(sign) <= 3 and not _is_power(sign, paragraph.text, start):
            yield start, end, int(sign)
    for match in _RAISED_SIGN.finditer(paragraph.text):
        label = next(group for group in match.groups() if group).translate(_FIGURES)
        if not _is_power(label, paragraph.text, match.start()):
            yield match.start(), match.end(), int(label)


def _is_power(sign: str, text: str, at: int) -> bool:
    """Whether a raised number makes a unit one of areas or volumes: 40 m²."""
    return sign in ("2", "3") and _UNIT.search(text, max(0, at - 5), at) is not None


def bracketed_signs(paragraph: TypedText) -> Iterator[tuple[int, int, int]]:
    """The numbers in brackets of a paragraph: where each begins and ends, and what it says."""
    for match in BRACKETED.finditer(paragraph.text):
        yield match.start(), match.end(), int(match[1])


def lowered_signs(paragraph: TypedText) -> Iterator[tuple[int, int, int]]:
    """The numbers right behind a word or its stop, as raised ones are left by what forgets how they were set."""
    for match in _LOWERED.finditer(paragraph.text):
        yield match.start(), match.end(), int(match[0])
