"""Witnesses: block quotes that end at their citation, as text and as values.

A quotation may itself hold brackets (`[He]`, `[…]`): only a bracket with a stance or nothing before `@` is a citation.
Should the words quoted contain such a bracket, a backslash before it says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from variorum.archive.citations import BracketCitation, parse_bracket, write_citation
from variorum.archive.did_you_mean import did_you_mean
from variorum.archive.text import Strip, TextFile, join
from variorum.finding import Finding
from variorum.record import STANCES, Witness
from variorum.saying import say

# One level of brackets may stand inside a citation ("p. [3]"); possessive, so that hostile text cannot make it
# backtrack.
_CITED = re.compile(r"(?P<slashes>\\*)\[(?P<inside>(?:[^\W\d_]+\s+)?-?@[\w{][^\[\]]*+(?:\[[^\[\]]*+\][^\[\]]*+)*+)\]")
_TO_ESCAPE = re.compile(r"(?=\[(?:[^\W\d_]+\s+)?-?@)")
_BEGUN = re.compile(r"\[(?:[^\W\d_]+\s+)?-?@")


@dataclass(frozen=True, slots=True)
class QuotedCitations:
    """The words up to a citation and the citations that close them.

    `start` is the offset at which the words begin, `citation_start` that of the citation's bracket, `end` that behind
    it.
    """

    quotation: str | None
    citations: tuple[BracketCitation, ...]
    start: int
    citation_start: int
    end: int


def quoted_pieces(text: str) -> Iterator[QuotedCitations]:
    """Divide a block quote at its citations; what stands after the last one comes with no citations, if it is more
    than a full stop.
    """
    start = 0
    for match in _CITED.finditer(text):
        if len(match["slashes"]) % 2 or not (cited := parse_bracket(match["inside"])):
            continue
        opening = match.end("slashes")
        words = text[start:opening]
        yield QuotedCitations(_clean(words), tuple(cited), start + _margin(words), opening, match.end())
        start = match.end()
        if text[start : start + 1] in (".", ";", ","):
            start += 1
    rest = text[start:]
    if _clean(rest) is not None:
        yield QuotedCitations(_clean(rest), (), start + _margin(rest), start, len(text))


def read_witnesses(
    text: TextFile, quotes: Sequence[Sequence[tuple[int, int, str]]]
) -> tuple[list[Witness], list[Finding]]:
    """The witnesses in the block quotes under one statement, and what was wrong with them."""
    witnesses: list[Witness] = []
    findings: list[Finding] = []
    for quote in quotes:
        strip = join(quote, "\n")
        for piece in quoted_pieces(strip.text):
            if not piece.citations:
                findings.append(_uncited(text, strip, piece))
            for cited in piece.citations:
                if cited.prefix and cited.prefix.casefold() not in STANCES:
                    findings.append(_unknown_stance(text, strip, piece, cited))
                    continue
                position = text.position(strip.place(piece.start))
                stance = cited.prefix.casefold() or "affirms"
                witnesses.append(Witness(cited.citation, piece.quotation, stance, position))
    return witnesses, findings


def write_witness(witness: Witness) -> str:
    """A witness as the text of its block quote, without the `> ` before each line."""
    stance = "" if witness.stance == "affirms" else witness.stance + " "
    citation = f"[{stance}{write_citation(witness.citation)}]"
    if witness.quotation is None:
        return citation
    return _TO_ESCAPE.sub(lambda _: "\\", _double(witness.quotation)) + " " + citation


def _double(quotation: str) -> str:
    """Backslashes that stand before a citation-like bracket are doubled, so that the one put in front of it is odd."""
    return re.sub(r"\\+(?=\[(?:[^\W\d_]+\s+)?-?@)", lambda m: m[0] * 2, quotation)


def _clean(words: str) -> str | None:
    stripped = words.strip()
    if not stripped.strip(".;,"):
        return stripped if stripped.startswith("...") else None
    if "\\" in stripped:
        stripped = re.sub(r"(\\+)(?=\[(?:[^\W\d_]+\s+)?-?@)", lambda m: m[1][: len(m[1]) // 2], stripped)
    return stripped


def _margin(words: str) -> int:
    return len(words) - len(words.lstrip())


def _uncited(text: TextFile, strip: Strip, piece: QuotedCitations) -> Finding:
    words = piece.quotation or ""
    begun = _BEGUN.search(words)
    if begun is not None:
        remedy = say("Close the citation with a bracket: [@key, p. 1].")
    else:
        remedy = say(
            "Close the quotation with its citation: > words [@key, p. 1]. If it goes on below, put "
            "> on the empty line between."
        )
    offset = piece.start + (begun.start() if begun else 0)
    return text.finding(
        "S009", say("This quotation has no citation, so it witnesses nothing."), at=strip.place(offset), remedy=remedy
    )


def _unknown_stance(text: TextFile, strip: Strip, piece: QuotedCitations, cited: BracketCitation) -> Finding:
    message = say("“{prefix}” is not a stance that a witness can take; this witness was left out.", prefix=cited.prefix)
    known = ", ".join(STANCES)
    remedy = did_you_mean(
        cited.prefix, STANCES, otherwise=say("Before the key stands nothing or one of: {known}.", known=known)
    )
    return text.finding("S012", message, at=strip.place(piece.citation_start + 1), remedy=remedy)
