"""Whether every number that a reference gives is understood: one that is left over may be the page.

Pages are what a quotation is looked up by. A number after the title that is no year, volume, issue, date or edition,
and was not read as pages either, makes the reading doubtful, and a doubtful reading is left open.
"""

from __future__ import annotations

import re

from variorum.manuscript.citations.terms import DAY, ISSUE, PAGES, TRAILING, YEAR
from variorum.manuscript.citations.values import Reference

_CHECKED = ("full", "short", "ibid", "op-cit", "author-date", "same-author")
_LABELLED = re.compile(  # numbers with a word of their own: volumes, series, parts, editions
    r"№+\s*\d+(?:[-–]\d+)?(?:\s*\(\d+\))?|(?:vols?|nos?|nr|bd|band|jg|heft|h|t|tom|том|т|тт|вып|кн|ч|ser|series|bk|book|pt|part|teil|abt|doc|lot|fig|pl|tab|table|chaps?|ch|chapter|"
    r"kap|kapitel|сер|раздел|гл|письмо|letter|lecture|section|sec|art|note|n|anm|version)s?\.?\s*№?\s*\d+(?:[.–/-]\d+)*|"
    r"\d+\s?(?:st|nd|rd|th|d|te|-е|-ое|-я)\b|\d+\.?,?\s*(?:[\wäöü]+\.?,?\s+){0,3}(?:aufl|ed|edn|edition|изд|vols?|bde|тт?|ч|вып|кн|с|pp|p|стр)\b|"
    r"[A-Za-z]\d+|\d+[:/.]\d+[\d:/.]*|\d+\s*\((?=[^()]*\d{4}\))|\d+\s*(?:г\.|год)",
    re.IGNORECASE,
)
_AFTER_TITLE = re.compile(r"[”\"»’)\]](?=[^”\"»’)\]]*$)")  # the last mark or bracket that is closed


def is_doubtful(reference: Reference, text: str) -> bool:
    """Whether a number stands where the pages of a reference stand, and was not read as any."""
    if reference.kind not in _CHECKED or reference.date or reference.fonds or reference.within is not None:
        return False
    until = match.start() if (match := TRAILING.search(text)) else len(text)
    text = text[:until].rstrip(" .;,")
    if reference.locator:
        return (
            re.search(rf"{_last_number(reference.locator)}\s*[-–—]+\s*\d", text) is not None
            and "-" not in (reference.locator[-6:])
        )
    closed = _AFTER_TITLE.search(text)
    rest = text[closed.end() :] if closed else ""
    for pattern in (_LABELLED, DAY, ISSUE, YEAR):
        rest = pattern.sub(" ", rest)
    return re.search(r"(?<![\w.])\d{1,4}(?!\w)", rest) is not None or PAGES.search(rest) is not None


def _last_number(locator: str) -> str:
    numbers = re.findall(r"\d+", locator)
    return rf"(?<!\d){numbers[-1]}" if numbers else r"(?!)"
