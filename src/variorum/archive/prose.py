"""Running prose: Pandoc citations, `[[links]]`, and block quotes that close with a citation, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from variorum.archive.citations import BRACKET, KEY, parse_bracket, parse_citation
from variorum.archive.links import LINK, link_of
from variorum.archive.running_quotations import notes_of, running_quotations
from variorum.archive.text import Strip, TextFile, join
from variorum.archive.witnesses import quoted_pieces
from variorum.record import Citation, Prose, ProseCitation, ProseLink

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_QUOTE = re.compile(r"[ \t]*>[ ]?")
_HIDDEN = re.compile(r"(`+)(?!`)[^`]+?(?<!`)\1(?!`)|<!--.*?(?:-->|\Z)|%%.*?%%", re.DOTALL)
_COMMENT = re.compile(
    r"(?P<code>^ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}(?P=fence)|\Z)"
    r"|(?P<tick>`+)(?!`)[^`]+?(?<!`)(?P=tick)(?!`))|<!--.*?(?:-->|\Z)|%%.*?%%",
    re.DOTALL | re.MULTILINE,
)
_IN_TEXT = re.compile(rf"(?<![\w.\[@/\-])-?@({KEY})(?:\s+\[([^\[\]@]+)\])?")

Run = tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Lines that are read together: running text, or one block quote."""

    quote: bool
    pieces: Run


def read_prose(text: TextFile, runs: Sequence[tuple[int, int]]) -> Prose:
    """The prose in these runs of lines; code and comments are text, and nothing in them is a citation or a link."""
    whole = "\n\n".join(body for start, end in runs if (body := "\n".join(text.lines[start:end]).strip("\n")).strip())
    if "@" not in whole and "[[" not in whole:
        return Prose(whole)
    citations: list[ProseCitation] = []
    links: list[ProseLink] = []
    running: list[ProseCitation] = []
    notes = notes_of(whole)
    for start, end in runs:
        for stretch in _stretches(text.lines, start, end):
            strip = join(stretch.pieces, "\n")
            shown = _HIDDEN.sub(lambda match: " " * len(match[0]), strip.text)
            citations += _quoted(text, strip) if stretch.quote else _cited(text, strip, shown)
            links += _linked(text, strip, shown)
            running += [] if stretch.quote else _running(text, strip, shown, notes)
    return Prose(whole, tuple(citations), tuple(links), tuple(running))


def without_comments(text: str) -> str:
    """Prose as readers get it, without what a comment hides, of which nothing is checked either; code stays."""
    return _COMMENT.sub(lambda match: match["code"] or "", text) if "<!--" in text or "%%" in text else text


def _stretches(lines: Sequence[str], start: int, end: int) -> Iterator[_Stretch]:
    pieces: list[tuple[int, int, str]] = []
    quoting = False
    fence = ""
    for number in range(start, end):
        line = lines[number]
        mark = _FENCE.match(line)
        if fence or mark:
            if mark and not fence:
                fence = mark[1]
            elif mark and mark[1].startswith(fence) and not line.strip(" \t`~"):
                fence = ""
            continue
        quote = _QUOTE.match(line)
        lazy = (
            quoting and quote is None and bool(line.strip()) and not line.lstrip().startswith(("#", "- ", "* ", "+ "))
        )
        if (quote is not None or lazy) != quoting:
            if pieces:
                yield _Stretch(quoting, tuple(pieces))
            pieces, quoting = [], not quoting
        column = quote.end() if quote else 0
        pieces.append((number, column, line[column:]))
    if pieces:
        yield _Stretch(quoting, tuple(pieces))


def _quoted(text: TextFile, strip: Strip) -> Iterator[ProseCitation]:
    for piece in quoted_pieces(strip.text):
        for cited in piece.citations:
            yield ProseCitation(cited.citation, piece.quotation, text.position(strip.place(piece.start)))


def _cited(text: TextFile, strip: Strip, shown: str) -> list[ProseCitation]:
    found: list[tuple[int, ProseCitation]] = []

    def bracket(match: re.Match[str]) -> str:
        for cited in parse_bracket(match["inside"]):
            offset = match.start("inside") + cited.offset
            found.append((offset, ProseCitation(cited.citation, None, text.position(strip.place(offset)))))
        return " " * len(match[0])

    rest = BRACKET.sub(bracket, shown) if "[" in shown else shown
    for match in _IN_TEXT.finditer(rest):
        citation = parse_citation(f"@{match[1]}" + (f", {match[2]}" if match[2] else ""))
        if citation is not None:
            found.append((match.start(), ProseCitation(citation, None, text.position(strip.place(match.start())))))
    return [citation for _, citation in sorted(found, key=lambda pair: pair[0])]


def _running(
    text: TextFile, strip: Strip, shown: str, notes: Mapping[str, tuple[Citation, ...]]
) -> Iterator[ProseCitation]:
    for one in running_quotations(shown, notes):
        for citation in one.citations:
            yield ProseCitation(citation, one.quotation, text.position(strip.place(one.offset)))


def _linked(text: TextFile, strip: Strip, shown: str) -> Iterator[ProseLink]:
    for match in LINK.finditer(shown):
        if match.start() and shown[match.start() - 1] == "!":  # an embedded picture or note
            continue
        link = link_of(match)
        if link.target or link.block:
            yield ProseLink(link.target, link.block, text.position(strip.place(match.start())))
