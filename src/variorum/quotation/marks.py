"""The marks by which a quoter says what was done to the words: omissions, words replaced or put in, comments.

`[…]` is always the quoter's. Every other mark may stand in the source itself and is tried as printed first (see
`matching`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import numpy as np

from variorum.languages.registry import of_every_language
from variorum.text.lettering import Lettering, is_letter

_DOTS = r"(?:…[\s.…]*|\.(?:[ \u00a0\u202f]?\.){2,}|(?<=[!?])\.\.(?!\.))"  # "!..": three, as Russian prints them
_OMISSION = re.compile(
    rf"\[\s*(?:{_DOTS}|-{{2,3}}|—)\s*\]|<\s*{_DOTS}\s*>|⟨\s*{_DOTS}\s*⟩|\(\s*{_DOTS}\s*\)|/\s*{_DOTS}\s*/|{_DOTS}"
)
_BRACKET = re.compile(r"\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)?\]|⟨[^⟨⟩]*⟩|<[^<>\n]{1,80}>")
_REMARK_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_RECTE = re.compile(r"\W*recte\b", re.IGNORECASE)
_LONGEST_REMARK = 100  # letters
_MOST_NAMES = 3
_PARENTHESIS = re.compile(r"\([^()]{1,120}\)")
_EXPLAINS = re.compile(
    r"^\W*(?:sic\b|так(?=\W*$|\s+в\s)|i\.\s?e\.|e\.\s?g\.|т\.\s?е\.|то есть|that is|viz\.|=|\?|!)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class QuoterMark:
    """One mark of the quoter, or several that follow one another: `start` and `end` are code points of the quotation.

    `kind` is "omission", "bracket" (a word or words replaced or put in), "comment" (put in only) or "within" (a bracket
    inside a word, as in "[H]e" and "work[ed]"). `printable` says that it may stand in the source itself.
    """

    kind: str
    start: int
    end: int
    text: str
    printable: bool

    @property
    def inside(self) -> str:
        """What stands between the brackets."""
        return self.text[1:-1].strip() if self.text[:1] in "[<⟨(" else ""


@dataclass(frozen=True, slots=True)
class QuotedPiece:
    """A run of the quotation between two marks, as a range of its letters."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class PartedQuotation:
    """A quotation parted at its marks: `pieces` one more than `gaps` minus those at the edges.

    `gaps[i]` stands after piece i.

    `before` and `after` are the marks that open and close the quotation.
    """

    pieces: tuple[QuotedPiece, ...]
    gaps: tuple[tuple[QuoterMark, ...], ...]
    before: tuple[QuoterMark, ...] = ()
    after: tuple[QuoterMark, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether the quoter made no mark at all."""
        return not self.gaps and not self.before and not self.after


def marks_in(text: str) -> tuple[QuoterMark, ...]:
    """All the marks that may be the quoter's, in order."""
    found: list[QuoterMark] = []
    ahead = {pattern: _search(pattern, text, 0) for pattern in (_OMISSION, _BRACKET, _PARENTHESIS)}
    while spans := [match.span() for match in ahead.values() if match]:
        start, end = min(spans, key=lambda span: (span[0], -span[1]))
        mark = _classified(text, start, end)
        if mark is not None:
            found.append(mark)
        for pattern, match in ahead.items():
            if match is not None and match.start() < end:  # each text is gone through once by each pattern
                ahead[pattern] = _search(pattern, text, end)
    return tuple(found)


def read_marks(quotation: Lettering) -> PartedQuotation:
    """Part a quotation at its marks."""
    marks = marks_in(quotation.text)
    edges = [0]
    for mark in marks:
        edges += [_index(quotation, mark.start), _index(quotation, mark.end)]
    edges.append(len(quotation.letters))
    pieces: list[QuotedPiece] = []
    gaps: list[tuple[QuoterMark, ...]] = []
    pending: list[QuoterMark] = []
    before: tuple[QuoterMark, ...] = ()
    for number in range(len(marks) + 1):
        first, last = edges[2 * number], edges[2 * number + 1]
        if last > first:
            if pieces:
                gaps.append(tuple(pending))
            else:
                before = tuple(pending)
            pieces.append(QuotedPiece(first, last))
            pending = []
        if number < len(marks):
            pending.append(marks[number])
    return PartedQuotation(tuple(pieces), tuple(gaps), before, tuple(pending) if pieces else ())


def _search(pattern: re.Pattern[str], text: str, at: int) -> re.Match[str] | None:
    match = pattern.search(text, at)
    while (
        match and pattern is _PARENTHESIS and not _is_remark(match.group()) and not _OMISSION.fullmatch(match.group())
    ):
        match = pattern.search(text, match.end())
    return match


def _classified(text: str, start: int, end: int) -> QuoterMark | None:
    written = text[start:end]
    if _OMISSION.fullmatch(written):
        return QuoterMark("omission", start, end, written, written[0] != "[")
    if written.startswith("<") and re.match(r"</?[a-z]+>$", written, re.IGNORECASE):
        return None  # a tag of emphasis, not a bracket
    if written.startswith("(") or _EXPLAINS.match(written[1:]) or _is_remark(written):
        return QuoterMark("comment", start, end, written, printable=True)
    glued_before = start > 0 and is_letter(text[start - 1])
    glued_after = goes_on_after(text, end)
    if (glued_before or glued_after) and re.fullmatch(r"[^\W\d_]{0,20}['-]?", written[1:-1]):
        return QuoterMark("within", start, end, written, printable=True)
    return QuoterMark("bracket", start, end, written, printable=True)


def _is_remark(written: str) -> bool:
    """Whether brackets hold a remark on how the words are set (“emphasis added”), and nothing that could be quoted.

    What a remark is made of each language lists in its `small_words`; a word that is in no list makes it none.
    """
    if _RECTE.match(written):
        return True
    words = " ".join(_REMARK_WORD.findall(written)).replace("ё", "е").replace("’", "'")
    return len(words) < _LONGEST_REMARK and any(made.holds(words) for made in _remarks())


@dataclass(frozen=True, slots=True)
class _Remarks:
    """What remarks are made of in a language; each kind is taken out in turn: nothing is tried twice."""

    about: re.Pattern[str]
    by: re.Pattern[str]
    beside: re.Pattern[str]
    alone: re.Pattern[str]
    endings: tuple[str, ...]  # of a name that tells who made the remark

    def holds(self, words: str) -> bool:
        """Whether words are a remark and nothing else."""
        rest, times = self.alone.subn(" ", words, count=1)
        if times and all(len(name) == 1 and name.isupper() for name in rest.split()):
            return True
        rest, told = self.about.subn(" ", words)
        rest, makers = self.by.subn(" ", rest)
        names = self.beside.sub(" ", rest).split()
        named = any(len(name) == 1 or name.endswith(self.endings) for name in names)
        return told > 0 and (makers > 0 or named) and len(names) <= _MOST_NAMES and all(n[0].isupper() for n in names)


@cache
def _remarks() -> tuple[_Remarks, ...]:
    return tuple(
        _Remarks(
            _any_of(table["remark"]),
            _any_of(table["remark-by"]),
            _any_of(table["remark-beside"]),
            _any_of(table["remark-alone"]),
            tuple(table.get("remark-names", "").split()),
        )
        for table in of_every_language("small_words").values()
        if "remark" in table
    )


def _any_of(phrases: str) -> re.Pattern[str]:
    """What finds phrases, commas or lines between them, as whole words, the longest first."""
    told = sorted(re.split(r"[,\n]\s*", phrases.strip()), key=len, reverse=True)
    return re.compile(
        rf"(?<![\w'-])(?:{'|'.join(re.escape(one.strip()) for one in told if one.strip())})(?![\w'-])", re.IGNORECASE
    )


def goes_on_after(text: str, end: int) -> bool:
    """Whether a word goes on at an offset: with a letter, or with an apostrophe and a letter ("[i]’d")."""
    return end < len(text) and (is_letter(text[end]) or re.match(r"['’ʼ][^\W\d_]", text[end : end + 2]) is not None)


def _index(quotation: Lettering, offset: int) -> int:
    return int(np.searchsorted(quotation.positions, offset, side="left"))
