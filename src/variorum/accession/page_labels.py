"""The numbers that a source prints on its pages, recognised because they rise with the pages.

A number at the edge of a page may be a year, a chapter or a price. It is the page's number if its distance from the
page's place in the file is shared by other pages near it. The distance may change (plates, blank leaves, a preface in
roman numerals), so it is sought page by page and not once for the file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

WINDOW = 8  # pages to either side that are asked
LONGEST_NUMBER = 5  # digits

_ROMAN = re.compile(r"(?=[ivxlcdm])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)
_TOTAL = re.compile(r"(\d{1,5})\s*(?:/|of|из|von|sur|de)\s*\d{1,5}\W*$", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W_]+")
_BARE = re.compile(
    r"\W*(?:(?:page|p|pp|seite|s|стр|страница|с)\b\W*)?([^\W_]{1,12})(?:\W+(?:/|of|из)?\W*\d{1,5})?\W*", re.IGNORECASE
)
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number as printed, what it counts to, and whether in roman numerals."""

    printed: str
    value: int
    roman: bool


@dataclass(frozen=True, slots=True)
class PageNumbering:
    """The labels of a file's pages, and how far they can be trusted (page numbers from 1 in the order of the file)."""

    labels: tuple[str, ...]
    counted: tuple[int, ...] = ()  # print no number themselves; it follows from their neighbours
    unknown: tuple[int, ...] = ()
    contradicting: tuple[int, ...] = ()  # print another number than the file's own label
    origin: str = "none"  # "file", "printed" or "none"


def number_of(token: str) -> PrintedNumber | None:
    """A token as an arabic or roman number; None where it is neither."""
    if token.isdecimal() and token.isascii():
        return PrintedNumber(token, int(token), False) if len(token) <= LONGEST_NUMBER else None
    if len(token) <= 12 and _ROMAN.fullmatch(token) and (token.islower() or token.isupper()):
        values = [_VALUES[letter] for letter in token.lower()]
        total = sum(-v if any(v < w for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))
        return PrintedNumber(token, total, True)
    return None


def candidates(edge: str) -> tuple[PrintedNumber, ...]:
    """What could be the page's number in a line at its edge: the first token, the last, or that before "of 57"."""
    tokens = _TOKEN.findall(edge)
    if not tokens:
        return ()
    total = _TOTAL.search(edge)
    found = [number_of(token) for token in dict.fromkeys([tokens[0], tokens[-1], *([total.group(1)] if total else [])])]
    bare = bare_number(edge)
    return tuple(dict.fromkeys(n for n in [bare, *found] if n is not None))


def bare_number(edge: str) -> PrintedNumber | None:
    """The number of a line that holds nothing else ("12", "— 12 —", "стр. 12", "12 / 57")."""
    match = _BARE.fullmatch(edge)
    return number_of(match.group(1)) if match else None


def rising(edges: Sequence[Sequence[str]]) -> tuple[PrintedNumber | None, ...]:
    """For each page, given the lines at its edges, the number that rises together with those of the pages near it."""
    offered = [[n for edge in page for n in candidates(edge)] for page in edges]
    distances = [{(number.roman, number.value - i) for number in page} for i, page in enumerate(offered)]
    needed = 2 if len(edges) > 4 else 1
    chosen: list[PrintedNumber | None] = []
    for i, page in enumerate(offered):
        near = Counter(
            d for j in range(max(i - WINDOW, 0), min(i + WINDOW + 1, len(edges))) if j != i for d in distances[j]
        )
        support = [(near[(number.roman, number.value - i)], -k) for k, number in enumerate(page)]
        best = max(support, default=(0, 0))
        chosen.append(page[-best[1]] if best[0] >= needed else None)
    return tuple(chosen)


def numbering(own: Sequence[str], printed: Sequence[PrintedNumber | None]) -> PageNumbering:
    """The labels: the file's own where it has any, else the printed ones.

    Labels that only count the file's pages from 1 are not the source's, and give way to printed numbers that say
    otherwise.
    """
    if any(own):
        differing = tuple(
            i
            for i, (label, n) in enumerate(zip(own, printed, strict=True), 1)
            if n and n.printed.lower() != label.lower()
        )
        found = sum(1 for number in printed if number)
        only_counts = all(label == str(i) for i, label in enumerate(own, 1))
        if not (only_counts and found >= 3 and len(differing) > found / 2):
            unknown = tuple(i for i, label in enumerate(own, 1) if not label)
            return PageNumbering(tuple(own), (), unknown, differing, "file")
    if not any(printed):
        return PageNumbering(("",) * len(printed), unknown=tuple(range(1, len(printed) + 1)))
    labels = [number.printed if number else "" for number in printed]
    counted = _fill(labels, printed)
    unknown = tuple(i for i, label in enumerate(labels, 1) if not label)
    return PageNumbering(tuple(labels), tuple(counted), unknown, (), "printed")


def roman(value: int, *, capital: bool = False) -> str:
    """A number in roman numerals; as it is where it has none (0, or more than 3999)."""
    if not 0 < value < 4000:
        return str(value)
    text = ""
    for sign, worth in (
        ("m", 1000), ("cm", 900), ("d", 500), ("cd", 400), ("c", 100), ("xc", 90), ("l", 50), ("xl", 40),
        ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1),
    ):  # fmt: skip
        text += sign * (value // worth)
        value %= worth
    return text.upper() if capital else text


def ranges(numbers: Sequence[int]) -> str:
    """Rising numbers in short: "1–3, 7, 9–12"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    written = [f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    return ", ".join(written[:12]) + (f" and {len(written) - 12} more runs" if len(written) > 12 else "")


def _fill(labels: list[str], printed: Sequence[PrintedNumber | None]) -> list[int]:
    """Numbers of pages that print none but stand between two whose numbers leave just room for them."""
    counted: list[int] = []
    known = [i for i, number in enumerate(printed) if number]
    for i, j in pairwise(known):
        before, after = printed[i], printed[j]
        if before and after and before.roman == after.roman and after.value - before.value == j - i > 1:
            for k in range(i + 1, j):
                value = before.value + k - i
                labels[k] = roman(value, capital=before.printed.isupper()) if before.roman else str(value)
                counted.append(k + 1)
    return counted
