"""Quotations that run in the prose itself: `“their words” [@key, p. 59]`, «их слова»[^1], `@key [§ 3] says “…”`.

A quotation belongs to the first citation after it in its sentence, to the note of the writer's own whose mark follows
it, or else to the citation in the text before it in its sentence. Fewer than three words in quotation marks are a word
held at arm's length, or a title, and nobody's testimony.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from variorum.archive.citations import BRACKET, KEY, parse_bracket, parse_citation
from variorum.record import Citation
from variorum.text.letters import compiled

_FEWEST = 3  # words
_LONGEST = 4000  # code points between two quotation marks
_NEAR = 400  # code points between a quotation and its citation
_CLOSINGS = {"«": "»", "“": "”", "„": "“”", '"': '"'}
_MARK = re.compile(r"[«»“”„\"]")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_SENTENCE_END = compiled(r"[.!?…][»”\")]*\s+(?=[\"“«„(\[]?\p{Lu})|\n[ \t]*\n")
_IN_TEXT = re.compile(rf"(?<![\w.\[@/\-])@({KEY})(?:\s+\[([^\[\]@]+)\])?")
_NOTE = re.compile(r"\[\^([^\]\s^]{1,60})\](?!:)")
_DEFINITION = re.compile(r"^\[\^([^\]\s^]{1,60})\]:[ \t]+(\S.*(?:\n(?![ \t]*$|\[\^).+)*)", re.MULTILINE)
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")


@dataclass(frozen=True, slots=True)
class Running:
    """One quotation in running prose with the citations that it belongs to; `offset` is where these stand."""

    quotation: str
    citations: tuple[Citation, ...]
    offset: int


@dataclass(frozen=True, slots=True)
class _Anchor:
    start: int
    end: int
    citations: tuple[Citation, ...]
    before: bool = False  # whether it may also stand before its quotation


def notes_of(text: str) -> Mapping[str, tuple[Citation, ...]]:
    """What the writer's own notes of a file cite, by their labels."""
    return {match[1]: tuple(_cited_in(match[2])) for match in _DEFINITION.finditer(text)}


def running_quotations(text: str, notes: Mapping[str, tuple[Citation, ...]]) -> Iterator[Running]:
    """The quotations of running prose that have a citation, in order of their citations."""
    anchors = sorted(_anchors(text, notes), key=lambda anchor: anchor.start)
    found = []
    for start, end in _marked(text):
        inner = next((a for a in anchors if start <= a.start and a.end <= end and not _words(text[a.end : end])), None)
        anchor = inner or _after(text, end, anchors) or _before(text, start, anchors)
        words = _plain(text[start : inner.start if inner else end])
        if anchor is not None and anchor.citations and _words(words) >= _FEWEST:
            found.append(Running(words, anchor.citations, anchor.start))
    yield from sorted(found, key=lambda running: running.offset)


def _anchors(text: str, notes: Mapping[str, tuple[Citation, ...]]) -> Iterator[_Anchor]:
    taken = []
    for match in BRACKET.finditer(text):
        citations = tuple(cited.citation for cited in parse_bracket(match["inside"]))
        taken.append(match.span())
        yield _Anchor(*match.span(), citations)
    for match in _NOTE.finditer(text):
        if notes.get(match[1]):
            yield _Anchor(*match.span(), notes[match[1]])
    for match in _IN_TEXT.finditer(text):
        citation = parse_citation(f"@{match[1]}" + (f", {match[2]}" if match[2] else ""))
        if citation is not None and not any(low <= match.start() < high for low, high in taken):
            yield _Anchor(*match.span(), (citation,), before=True)


def _cited_in(text: str) -> Iterator[Citation]:
    for match in BRACKET.finditer(text):
        yield from (cited.citation for cited in parse_bracket(match["inside"]))


def _marked(text: str) -> Iterator[tuple[int, int]]:
    """What stands between outermost quotation marks, in each paragraph."""
    starts = [0, *(match.end() for match in _PARAGRAPH.finditer(text))]
    for low, high in zip(starts, [*starts[1:], len(text)], strict=True):
        opened: list[tuple[str, int]] = []
        for match in _MARK.finditer(text, low, high):
            if opened and match.group() in _CLOSINGS[opened[-1][0]]:
                mark, start = opened.pop()
                if not opened and match.start() - start < _LONGEST:
                    yield start + len(mark), match.start()
            elif match.group() in _CLOSINGS:
                opened.append((match.group(), match.start()))


def _after(text: str, end: int, anchors: Sequence[_Anchor]) -> _Anchor | None:
    for anchor in anchors:
        if anchor.start > end:
            between = text[end + 1 : anchor.start]
            return anchor if len(between) <= _NEAR and not _SENTENCE_END.search(between) else None
    return None


def _before(text: str, start: int, anchors: Sequence[_Anchor]) -> _Anchor | None:
    near = [anchor for anchor in anchors if anchor.before and anchor.end <= start]
    if not near or start - near[-1].end > _NEAR or _SENTENCE_END.search(text[near[-1].end : start]):
        return None
    return near[-1]


def _plain(words: str) -> str:
    return _LINK.sub(r"\1", words).strip()


def _words(text: str) -> int:
    return len(_WORD.findall(text))
