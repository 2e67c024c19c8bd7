"""Citations as Pandoc writes them, pure text to values and back: `[@rogovin1993, p. 59, in @peters2019, § 27]`.

A witness may put a stance before the key (`[denies @pravda1930, p. 2]`); several citations stand in one bracket, parted
by semicolons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from variorum.archive.locators import parse_locator
from variorum.record import Citation

# Pandoc's rule: letters, digits and _, with single punctuation marks inside; anything else in braces.
KEY = r"(?:\{[^{}\n]+\}|\w(?:\w|[:.#$%&\-+?<>~/](?=\w))*)"
_AT_KEY = re.compile(rf"@({KEY})")
_WITHIN = re.compile(
    r"[\s,]+(?:(?:as\s+)?(?:cited|quoted|printed)\s+in|in|apud|цит\.?\s+по:?|по|в)\s+(?=@)", re.IGNORECASE
)
_PREFIXED = re.compile(r"(?P<prefix>[^@]*?)(?P<silent>-?)(?=@)")

# A bracket with a citation in it: an @ that begins a word, and at most one level of brackets inside ("p. [3]").
BRACKET = re.compile(
    rf"(?<!\[)\[(?!\[)(?P<inside>(?:[^@\[\]]*?(?:(?<=[\s\[(\-—;])))?-?@{KEY}[^\[\]]*+(?:\[[^\[\]]*+\][^\[\]]*+)*+)\](?!\()"
)


@dataclass(frozen=True, slots=True)
class BracketCitation:
    """One citation of a bracket: the words before its key (a stance, or Pandoc's "see"), and where it begins."""

    prefix: str
    citation: Citation
    offset: int


def parse_citation(text: str) -> Citation | None:
    """Read one citation, with or without its brackets; None where the text is not exactly one citation.

    `Citation.written` is the text without brackets. A locator that is not understood is kept, its kind "unknown".
    """
    inside = text.strip()
    if inside.startswith("[") and inside.endswith("]"):
        inside = inside[1:-1].strip()
    if not inside.startswith("@"):
        return None
    return _parse_bare(inside)


def parse_bracket(inside: str) -> list[BracketCitation]:
    """The citations between two brackets, in order; pieces without a key are left out."""
    found: list[BracketCitation] = []
    for start, piece in _pieces(inside):
        if (match := _PREFIXED.match(piece)) is None:
            continue
        bare = piece[match.end() :]
        if (citation := _parse_bare(bare.strip())) is not None:
            found.append(BracketCitation(match["prefix"].strip(), citation, start + match.end()))
    return found


def write_citation(citation: Citation) -> str:
    """A citation without its brackets, such that `parse_citation` gives the same values again."""
    if citation.written and (again := parse_citation(citation.written)) is not None and _same(again, citation):
        return citation.written
    key = citation.source if re.fullmatch(KEY, citation.source) else "{" + citation.source + "}"
    written = "@" + key
    if citation.locator is not None and citation.locator.written:
        written += ", " + citation.locator.written
    if citation.within is not None:
        written += ", in " + write_citation(citation.within)
    return written


def _pieces(inside: str) -> Iterator[tuple[int, str]]:
    start = 0
    for match in re.finditer(r";(?=[^;]*@)", inside):
        yield start, inside[start : match.start()]
        start = match.end()
    yield start, inside[start:]


def _parse_bare(text: str) -> Citation | None:
    match = _AT_KEY.match(text)
    if match is None:
        return None
    key = match[1].strip("{}")
    rest = text[match.end() :]
    within: Citation | None = None
    if (turn := _WITHIN.search(rest)) is not None:
        within = _parse_bare(rest[turn.end() :])
        if within is None:
            return None
        rest = rest[: turn.start()]
    elif _AT_KEY.search(rest):
        return None
    locator = rest.strip().lstrip(",:").strip()
    return Citation(key, parse_locator(locator) if locator else None, within, " ".join(text.split()))


def _same(a: Citation, b: Citation) -> bool:
    if (a.source, a.locator) != (b.source, b.locator) or (a.within is None) != (b.within is None):
        return False
    return a.within is None or b.within is None or _same(a.within, b.within)
