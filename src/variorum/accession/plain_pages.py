"""Where the pages of a plain text begin: form feeds, and page numbers that a transcriber set into the text.

Taken for page numbers are only signs made for it ("[p. 59]", "{59}", "-- 59 --", "[стр. 59]", "с. 59" alone on a line),
and only if together they make a rising series of three or more: a bracketed number may also call a note, and a bare one
may count chapters. "[p. 59]" alone on its line can mean nothing else, so one or two of them are enough.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from variorum.accession import limits
from variorum.accession.pages_from_blocks import page_mark

_LABEL = r"(\d{1,4}[a-zа-я]?|[ivxlcdm]{1,9}|[IVXLCDM]{1,9})"
_WORD = r"(?:[Pp]age|PAGE|[Pp]{1,2}\.?|[Pp]g\.?|[Сс]тр\.?|СТР\.?|[Сс]траница|[Сс]\.|[Ss]eite|S\.)"
_BRACKETED = re.compile(rf"\[[ ]?{_WORD}[ ]?{_LABEL}[ ]?\]|\{{[ ]?(?:{_WORD}[ ]?)?{_LABEL}[ ]?\}}")
_ALONE = (
    re.compile(rf"^[ \t]*[-–—]{{1,3}}[ ]?{_LABEL}[ ]?[-–—]{{1,3}}[ \t]*$", re.MULTILINE),
    re.compile(rf"^[ \t]*{_WORD}[ ]{_LABEL}[ \t]*$", re.MULTILINE),
)
_FEED_NUMBER = re.compile(rf"[-–—\[( ]{{0,4}}{_LABEL}[-–—\]) ]{{0,4}}")
_BARE = re.compile(r"\W{0,4}\d{1,3}\W{0,4}")  # a title may be a year
_EXPLICIT = re.compile(rf"^[ \t]*\[[ ]?{_WORD}[ ]?{_LABEL}[ ]?\][ \t]*$", re.MULTILINE)
_FEWEST = 3  # but one is enough that stands alone on its line, in brackets, with the word for it
_WIDEST_GAP = 6
_LARGEST_SHEET = 15_000  # characters a page on average; where there are more, a form feed is a stray byte
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@dataclass(frozen=True, slots=True)
class PageBreaks:
    """The text with page marks in it, how many of them, and how many of these have a label."""

    text: str
    breaks: int = 0
    labelled: int = 0


def with_page_marks(text: str) -> PageBreaks:
    """The text with its page breaks as page marks, printed page numbers taken out where they became labels."""
    feeds = text.strip("\f\n ").count("\f")
    if 0 < feeds <= limits.MOST_PAGES and len(text) <= _LARGEST_SHEET * (feeds + 1):
        return _by_form_feeds(text)
    text = text.replace("\f", "\n")
    for pattern in (_BRACKETED, *_ALONE):
        found = list(islice(pattern.finditer(text), limits.MOST_PAGES))
        labels = [label_of(match) for match in found]
        if (
            0 < len(found) < _FEWEST
            and len(_EXPLICIT.findall(text)) == len(found)
            and (len(found) == 1 or is_rising(labels))
        ):
            return _by_numbers(text, found)
        if len(found) >= _FEWEST and is_rising(labels) and (_mostly_alone(text, found) or _counts_by_one(labels)):
            return _by_numbers(text, found)
    return PageBreaks(text)


def is_mark(line: str) -> bool:
    """Whether a line is nothing but a page's number, however it is set."""
    return any(pattern.fullmatch(line.strip()) for pattern in (_BRACKETED, *_ALONE, _BARE))


def label_of(match: re.Match[str]) -> str:
    """The label that a page number's pattern caught, in whichever of its groups."""
    return next((group for group in match.groups() if group), "")


def is_rising(labels: Sequence[str]) -> bool:
    """Whether labels count pages: nearly every one a little higher than the one before; one may start anew."""
    values = [number_of(label) for label in labels]
    steps = [after - before for before, after in itertools.pairwise(values)]
    small = sum(1 <= step <= _WIDEST_GAP for step in steps)
    return len(steps) >= 1 and small >= 0.9 * len(steps) - 1 and small >= 1 and sum(step <= 0 for step in steps) <= 1


def number_of(label: str) -> int:
    """The value of a page label, Roman or not; 0 where it has none."""
    digits = re.match(r"\d{1,9}", label)
    if digits:
        return int(digits.group())
    values = [_ROMAN.get(sign, 0) for sign in label.lower()]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=False))


def _mostly_alone(text: str, found: Sequence[re.Match[str]]) -> bool:
    alone = sum(
        text[m.start() - 1 : m.start()] in ("", "\n") and text[m.end() : m.end() + 1] in ("", "\n") for m in found
    )
    return alone * 2 > len(found)


def _counts_by_one(labels: Sequence[str]) -> bool:
    """Whether hardly a page is missing: asked of numbers within lines, which might be citations."""
    values = [number_of(label) for label in labels]
    return sum(b - a == 1 for a, b in pairwise(values)) >= 0.8 * (len(values) - 1)


def _by_form_feeds(text: str) -> PageBreaks:
    """Pages between form feeds, labelled by the number that stands alone in their first or last line, if these rise."""
    sheets = text.strip("\f").split("\f")
    for line in (0, -1):
        numbers = [_number_in(sheet, line) for sheet in sheets]
        known = [number for number in numbers if number]
        enough = len(known) >= max(_FEWEST, len(sheets) // 2) or (len(known) == len(sheets) and _counts_by_one(known))
        if enough and is_rising(known):
            bodies = [_without_line(s, line) if n else s for s, n in zip(sheets, numbers, strict=True)]
            marked = "".join(page_mark(n) + _joint(b) for n, b in zip(numbers, bodies, strict=True))
            return PageBreaks(marked, len(sheets), len(known))
    return PageBreaks("".join(page_mark("") + _joint(sheet) for sheet in sheets), len(sheets))


def _joint(sheet: str) -> str:
    """A sheet as it follows on the mark: a new paragraph, unless the page begins in mid-sentence."""
    body = sheet.strip("\n")
    return (body if body.lstrip()[:1].islower() else "\n\n" + body) + ("\n" if _runs_on(body) else "\n\n")


def _runs_on(body: str) -> bool:
    return body.rstrip()[-1:].isalpha() or body.rstrip()[-1:] in (",", "-", "–", "—", ";")


def _number_in(sheet: str, line: int) -> str:
    lines = sheet.strip().split("\n") if len(sheet) < 100_000 else [""]
    match = _FEED_NUMBER.fullmatch(lines[line].strip())
    return label_of(match) if match else ""


def _without_line(sheet: str, line: int) -> str:
    body = sheet.strip()
    return body.partition("\n")[2] if line == 0 else body.rpartition("\n")[0]


def _by_numbers(text: str, found: Sequence[re.Match[str]]) -> PageBreaks:
    """Page marks in place of the numbers: at the head of their page, or at its foot if the text ends with one."""
    labels = [label_of(match) for match in found]
    at_foot = text[: found[0].start()].strip() != "" and text[found[-1].end() :].strip() == ""
    if at_foot:
        labels = [*labels[1:], ""]
    pieces, end = [page_mark(label_of(found[0])) if at_foot else ""], 0
    for match, label in zip(found, labels, strict=True):
        before, after = text[end : match.start()], text[match.end() : match.end() + 200]
        alone = before.rstrip(" \t")[-1:] in ("", "\n") and after.lstrip(" \t")[:1] in ("", "\n")
        mark = page_mark(label) if label or not at_foot else ""
        if alone and _runs_on(before) and after.lstrip()[:1].islower():
            pieces += [before.rstrip("\n \t"), "\n", mark]
            end = match.end() + len(after) - len(after.lstrip())
            continue
        pieces += [before, mark]
        end = match.end()
    return PageBreaks("".join([*pieces, text[end:]]), len(found), len(found))
