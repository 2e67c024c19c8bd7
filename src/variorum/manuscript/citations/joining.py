"""A note's pieces cut further where words, a stroke or brackets join two works, each with pages of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from variorum.languages.registry import of_every_language
from variorum.manuscript.citations.archives import shelved
from variorum.manuscript.citations.locating import locate
from variorum.manuscript.citations.signals import signal_of
from variorum.manuscript.citations.splitting import (
    ADDRESS,
    DATED_WORK,
    ENDS_IN_BRACKETS,
    GERMAN_MARKS,
    TITLE_WITH_YEAR,
    at_sentences,
    at_words_shown,
    ends_in_pages,
    ends_in_year,
    has_pages,
    is_work,
    without_marks,
)
from variorum.manuscript.citations.terms import DAY
from variorum.text.letters import compiled

_SENT_IN_BRACKETS = re.compile(r"(?<=[\df.])\s\(([^()]*(?:\([^()]*\)[^()]*)*)\)[.\s]*$")
_NEXT_QUOTED = compiled(  # “Ropes,” and Ada Moss, “Barges,” …: two works, each with its author
    r"(?<=[”’»]),?\s+(?:and|und|и)\s+(?=(?:\p{Lu}[\w.’'-]*\s){1,3}\p{Lu}[\w’'-]+,\s[“‘«])"
)
_NEXT_UNIT = re.compile(r"(?<=[\dб])[.,]+\s+(?=(?:[Дд]|[Оо]п|[Фф])\.\s*\d)")  # «л. 1–3, д. 149, л. 7»
_NEXT_RECORDS = re.compile(  # "RG 59/12, Letter, 1945, RG 65/3, and RG 7/1", "…, and The National Archives, KV 2/1"
    r",\s+(?:and\s+)?(?=RG\s\d)|,?\s+and\s+(?=(?:The\s)?(?:[A-Z]\w+\s){0,2}Archives?\b|TNA\b|NARA\b)"
)
_TITLE_IN_PLACE = compiled(  # "…, Kiel 1994 und Das Recht der Ernte. Ein Umriss, Leeds 2013": the same author's
    r"(?:\p{LatinLu}[\w’-]*\s)(?:[\w’-]+\s)+[^;()\d]{4,160},\s\p{LatinLu}[\w./-]+\s(?:1[4-9]|20)\d\d(?=$|[.:,])"
)
_SHORT_TITLE = compiled(  # "Moss, The Quay": behind an imprint and “and”
    r"(?:\p{Lu}\.\s?){0,3}\p{Lu}[\w’-]+(?:\s\p{Lu}[\w’-]+)?,\s+[“‘«„]?\p{Lu}[^;()\d]{4,}"
)
_TITLE_AND_IMPRINT = compiled(  # "(Leeds: Kiln, 1960) and A History of the Quay (York: Aal, 1961)": the same author's
    r"(?:\p{LatinLu}[\w’-]*\s)(?:[\w’:,–-]+\s){2,24}\(\p{LatinLu}[^():]*:\s[^()]*(?:1[4-9]|20)\d\d\)"
)
_DATED_PIECE = re.compile(
    rf"“[^”]{{4,}}”\s+[^;.“”]{{3,60}},\s+(?i:{DAY.pattern})"
)  # “By Night,” Quay Post, May 3, 1921
_YEAR_TOLD = re.compile(r"(?<![\d–-])(?:1[4-9]|20)\d\d\b(?!\s*[-–])")


def pieces_of(text: str, italics: Sequence[tuple[int, int]] = ()) -> Iterator[tuple[int, int]]:
    """The stretches of a note that may each cite a work, in order, with white space and full stops trimmed.

    What is in italics is one title, in which nothing is parted.
    """
    closed = without_marks(text, italics)
    text = GERMAN_MARKS.sub(lambda match: f"“{match[1].replace('“', '_')}”", text)
    for start, end in at_words_shown(closed):
        for low, high in _at_conjunctions(text, at_sentences(closed, start, end), italics):
            piece = text[low:high]
            low += len(piece) - len(piece.lstrip(" \t\n\u00a0;"))
            high = low + len(text[low:high].rstrip(" \t\n\u00a0;"))
            if high > low:
                yield low, high


@cache
def _joins() -> str:
    return "|".join(one for table in of_every_language("note_signals").values() for one in table.get("joins", ()))


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{_joins()})\s+")


@cache
def _and() -> re.Pattern[str]:
    """What joins two works after pages: “and”, “und bei”, “, ferner”, a stroke, or a comma alone."""
    return compiled(
        rf"(?<=[\df.)])(?:,?\s+(?:{_joins()})\s+(?:(?:\p{{LatinLl}}+\s+){{0,2}}(?:in|see|by|bei)\s+)?"
        r"(?=[\p{Lu}«“„‘']|(?:the\s+)?same\s+author)|\s?[/–—]\s+(?=[\p{Lu}«“„‘])|"
        r",\s+(?:ebenso\s+|(?=(?:vgl\.|siehe|see|cf\.|см\.|ср\.)\s))|"
        r"(?<!\)),\s+(?=\p{Lu})(?!(?:Nr|No|Bd|Vol|Heft|Jg|H)\.?\s*\d))"
    )


def _at_conjunctions(
    text: str, pieces: Iterable[tuple[int, int]], italics: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Cut pieces further where “and”, after pages, leads to another author's work with pages of its own."""
    for low, high in (part for piece in pieces for part in _out_of_brackets(text, *piece)):
        for match in _NEXT_QUOTED.finditer(text, low, high):
            yield low, match.start()
            low = match.end()
        for match in _NEXT_UNIT.finditer(text, low, high):
            if re.search(r"(?<!\w)[Лл]{1,2}\.\s*\d[\d\s,.–—\-об]*$", text[low : match.start()]):
                yield low, match.start()
                low = match.end()
        for match in _NEXT_RECORDS.finditer(text, low, high):
            if (shelf := shelved(text[low : match.start()])) is not None and "class" in shelf.parts:
                yield low, match.start()
                low = match.end()
        for match in _and().finditer(text, low, high):
            if any(start < match.start() < match.end() <= end for start, end in italics):
                continue  # within one title
            after = text[match.end() : high]
            after = after[sent.end() :] if match[0].startswith(",") and (sent := signal_of(after)) else after
            before = text[low : match.start()]
            told = _tells_place(after)
            if match[0].strip() != "," and ends_in_year(before):  # "Cambridge 1997 и S. Vane, …, Oxford 1999"
                told = told or _YEAR_TOLD.search(after.partition(";")[0]) is not None
                if not TITLE_WITH_YEAR.search(before) and _TITLE_IN_PLACE.match(after):
                    yield low, match.start()
                    low = match.end()
                    continue
            elif ADDRESS not in match[0] and not ends_in_pages(before):
                continue
            is_short = _SHORT_TITLE.fullmatch(after) is not None
            is_titled = is_short or _TITLE_AND_IMPRINT.match(after) is not None
            joined = is_short and match[0].strip() != ","  # "Moss, ‘Rope’, p. 5, and Vane, The Quay"
            if (told and is_work(after)) or joined or (ENDS_IN_BRACKETS.search(before) and is_titled):
                yield low, match.start()
                low = match.end()
        yield low, high


def _out_of_brackets(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """A piece, and the works in brackets at its end that they send to: “Vane, The Quay, 5 (see Moss, Barge, 9)”."""
    found = _SENT_IN_BRACKETS.search(text, low, high)
    spans = [part.span() for part in re.finditer(r"[^;]+", found[1])] if found is not None else []
    works: list[tuple[int, int]] = []
    for start, end in spans:
        work = found[1][start:end] if found is not None else ""
        sent, joined = signal_of(work), _joined().match(work)
        after = work[sent.end() :] if sent else work[joined.end() :] if joined else work.lstrip()
        is_told = _tells_place(after) if sent or joined or works else bool(locate(after).locator)
        if is_told and is_work(after):
            works.append((start if sent else end - len(after), end))
    if found is None or len(works) < len(spans) or not ends_in_pages(text[low : found.start()]):
        yield low, high
        return
    yield low, found.start()
    yield from ((found.start(1) + start, found.start(1) + end) for start, end in works)


def _tells_place(after: str) -> bool:
    """Whether what begins here has pages, an address, a day or a year, as a work that is cited does."""
    return has_pages(after) or ADDRESS in after or any(one.match(after) for one in (_DATED_PIECE, DATED_WORK))
