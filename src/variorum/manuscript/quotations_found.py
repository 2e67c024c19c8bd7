"""The quotations of a manuscript: within quotation marks, set apart as blocks, and as epigraphs; and what each is.

Not everything in quotation marks is quoted. A title is one because the bibliography, a reference or its own capitals
say so; a word is mentioned as a word where the sentence speaks of words; one or two words that no note stands behind
are scare quotes. What is left is a quotation, or a fragment where it has three words or fewer. Where neither the marks
nor the sentence tell, as of a few words within a Russian sentence, it is a fragment that is not `told`: looked for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from html import unescape

from variorum.manuscript.found_quotation import FoundQuotation
from variorum.manuscript.manuscript import Manuscript, Paragraph, Place
from variorum.manuscript.quotation_kinds import (
    LINK,
    SENTENCE,
    UNTOLD,
    VERSE,
    WORD,
    calls_in,
    is_called_soon,
    is_cited_here,
    kind_within_marks,
    stems,
)
from variorum.manuscript.quotation_marks import Marked, marked_in
from variorum.manuscript.quotation_speakers import ends_between
from variorum.manuscript.quotation_weighing import weighed

_PLACE_AT_END = re.compile(
    r"(?<=[.!?…,;:—–\-”\"’'»«“])\s*\((?!\d{4}\))[^()]{0,80}\d[^()]{0,20}\)[.\s]*$|\n\s*\([^()]{0,80}\d[^()]{0,20}\)[.\s]*$"
)
"""The place in brackets that ends a quotation set apart, behind its own stop or in a line of its own."""
_CUT_OFF = re.compile(r"(?:…|\.\.\.)\s*$")
_BRACKETS = 7  # characters: a year in brackets
_JOINS = re.compile(
    r"[»«”\"“’']\s*(?:\((?:(?:1[4-9]|20)\d\d|[^()\d]{1,7})\)\s*)?(?:[,;]\d{0,3}|[,;]?\s*(?:и|или|and|or|nor|und|oder|bzw\.))?\s*[«»“\"„‘']"
)
_IN_A_ROW = 8  # characters between two of a row: the marks, and what joins them
_FEWEST_OF_A_BLOCK = 3  # words of what is set apart and quotes somebody: "Frontispiece." does not
_SHORTEST_LINE = 3  # words of a title in a row that a page may follow
_LONGEST_KNOWN = 6  # words of a title that was told elsewhere


def quotations_in(manuscript: Manuscript, *, titles: Collection[str] = ()) -> tuple[FoundQuotation, ...]:
    """Every quotation of a manuscript, in the order of the text, those of the notes after it.

    `titles` are the works and containers that bibliography, notes and sources name, folded by `fold_title`.
    """
    found = weighed(told_by_rules(manuscript, titles=titles), paragraphs_of(manuscript))
    if manuscript.format == "markdown":  # its text stays as written, and “&nbsp;” is no word
        found = [replace(quoted, text=LINK.sub(r"\1", unescape(quoted.text))) for quoted in found]
    return tuple(found)


def told_by_rules(manuscript: Manuscript, *, titles: Collection[str] = ()) -> list[FoundQuotation]:
    """The same by rules alone, before weak signs are weighed where no rule is sure."""
    known = frozenset(titles)
    found = _in(manuscript.paragraphs, known)
    for note in manuscript.notes.values():
        if note.kind != "in text":
            found += _in(note.paragraphs, known)
    return _as_elsewhere(found)


def paragraphs_of(manuscript: Manuscript) -> dict[tuple[str, int], Paragraph]:
    """The paragraphs of a manuscript and of its notes, by the note (empty for the body) and their number."""
    body = {("", paragraph.number): paragraph for paragraph in manuscript.paragraphs}
    notes = [note for note in manuscript.notes.values() if note.kind != "in text"]
    return body | {(paragraph.note, paragraph.number): paragraph for note in notes for paragraph in note.paragraphs}


def left_open_in(manuscript: Manuscript) -> tuple[Place, ...]:
    """Where a quotation mark opens what is closed nowhere and no note ends, so that no quotation was made of it."""
    texts = [manuscript.paragraphs, *(note.paragraphs for note in manuscript.notes.values() if note.kind != "in text")]
    return tuple(
        Place(run[stretch.paragraph].number, stretch.start, stretch.end, run[stretch.paragraph].note)
        for paragraphs in texts
        for run in _runs(paragraphs)
        for stretches in marked_in([paragraph.text for paragraph in run])
        for stretch in stretches[:1]
        if not stretches[-1].closed and _up_to_call(run[stretches[-1].paragraph], stretches[-1]) is None
    )


def _in(paragraphs: Sequence[Paragraph], titles: frozenset[str]) -> list[FoundQuotation]:
    found = [_block(paragraph) for paragraph in paragraphs if paragraph.role in ("quote", "epigraph")]
    for run in _runs(paragraphs):
        for stretches in marked_in([paragraph.text for paragraph in run]):
            if (quoted := _marked(run, stretches, titles)) is not None:
                found.append(_as_before(quoted, found[-1] if found else None, run))
    ordered = sorted(found, key=lambda quoted: (quoted.place.paragraph, quoted.place.start))
    texts = {paragraph.number: paragraph.text for paragraph in paragraphs}
    return _in_passages(ordered, texts)


def _in_passages(found: Sequence[FoundQuotation], texts: Mapping[int, str]) -> list[FoundQuotation]:
    """The same, two or three words being quoted between quoted sentences of a paragraph, or in a sentence with more."""
    said: dict[int, list[int]] = {}
    for at, quoted in enumerate(found):
        if quoted.kind == "quotation" and len(WORD.findall(quoted.text)) >= SENTENCE:
            said.setdefault(quoted.place.paragraph, []).append(at)

    def is_theirs(at: int, quoted: FoundQuotation) -> bool:
        sentences = said.get(quoted.place.paragraph, [0])
        small, words = quoted.text.lstrip()[:1].islower(), len(WORD.findall(quoted.text))
        if not 1 < words <= SENTENCE or not (small or quoted.kind == "scare"):
            return False
        if small and words <= 3 and sentences[0] < at < sentences[-1]:
            return True
        beside = (found[other] for other in (at - 1, at + 1) if 0 <= other < len(found))
        return any(_shares_sentence(quoted, one, texts) for one in beside)

    return [
        replace(quoted, kind="fragment", told=True) if _is_open(quoted) and is_theirs(at, quoted) else quoted
        for at, quoted in enumerate(found)
    ]


def _shares_sentence(quoted: FoundQuotation, other: FoundQuotation, texts: Mapping[int, str]) -> bool:
    """Whether what is told to be quoted, and is longer than a fragment, stands in the sentence of some words."""
    if other.kind != "quotation" or other.how != "marks" or len(quoted.places) + len(other.places) > 2:
        return False
    first, last = sorted((quoted.place, other.place), key=lambda place: (place.paragraph, place.start))
    if first.paragraph != last.paragraph:
        return False
    return not ends_between(texts.get(first.paragraph, ""), first.end, last.start)


def _as_elsewhere(found: Sequence[FoundQuotation]) -> list[FoundQuotation]:
    """The same, a few words being a title wherever they stand if they are told to be one twice: «в Жатве», «Жатвы»."""
    told = Counter(stems(quoted.text) for quoted in found if quoted.kind == "title")
    return [
        replace(quoted, kind="title")
        if quoted.kind in ("quotation", "fragment")
        and quoted.text.lstrip()[:1].isupper()
        and len(own := stems(quoted.text)) <= _LONGEST_KNOWN
        and told[own] > 1
        else quoted
        for quoted in found
    ]


def _is_open(quoted: FoundQuotation) -> bool:
    """Whether a few words are not quoted by what stands beside them alone."""
    return quoted.kind == "scare" or not quoted.told


def _runs(paragraphs: Sequence[Paragraph]) -> list[list[Paragraph]]:
    """The paragraphs of running text, those together that follow each other."""
    runs: list[list[Paragraph]] = []
    for paragraph in paragraphs:
        if paragraph.role in ("quote", "epigraph"):
            runs.append([])
        elif paragraph.role in ("body", "note"):
            if not runs or not runs[-1] or runs[-1][-1].number != paragraph.number - 1:
                runs.append([])
            runs[-1].append(paragraph)
    return runs


def _as_before(quoted: FoundQuotation, before: FoundQuotation | None, run: Sequence[Paragraph]) -> FoundQuotation:
    """A quotation, or a title where it follows one in a row: «Лада», «Верфь» и «Северный путь»."""
    if quoted.kind not in ("quotation", "fragment") or before is None or before.kind not in ("title", "scare", "word"):
        return quoted
    if before.kind != "title" and len(WORD.findall(quoted.text)) > (4 if before.kind == "word" else 2):
        return quoted
    here, last = quoted.place, before.places[-1]
    between = here.start - last.end
    if (here.paragraph, here.note) != (last.paragraph, last.note) or not 0 <= between <= _IN_A_ROW + _BRACKETS:
        return quoted
    paragraph = run[here.paragraph - run[0].number]
    may_be_line = len(WORD.findall(quoted.text)) > _SHORTEST_LINE and before.kind == "title"
    is_line = VERSE.search(quoted.text) or is_cited_here(paragraph.text, quoted.places[-1].end, SENTENCE)
    if may_be_line and is_line:
        return quoted
    is_cut_off = _CUT_OFF.search(before.text) is not None and _CUT_OFF.search(quoted.text) is not None
    stopped = (re.search(r"[.?…,]$", quoted.text.strip()) and not is_cut_off) or not quoted.text.lstrip()[:1].isupper()
    if (before.kind == "title" and stopped) or is_called_soon(paragraph, quoted.places[-1].end):
        return quoted
    joint = paragraph.text[last.end : here.start]
    if not re.search(r"[^\W\d_]|[,;]", joint) and len(WORD.findall(quoted.text)) > _LONGEST_KNOWN:
        return quoted  # a law's title, and what it says: «О причалах» «управа ведает причалами …»
    return replace(quoted, kind=before.kind) if _JOINS.fullmatch(joint) else quoted


def _block(paragraph: Paragraph) -> FoundQuotation:
    """A quotation set apart: all of its paragraph but marks around the whole, and the line that names its author."""
    text = paragraph.text
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if paragraph.role == "epigraph" or "\n" in text.strip():
        signed = re.search(r"\n\s*(?:[—–-]{1,3}\s*\S|[(\[])[^\n]{0,200}\s*$", text[:end])
        end = len(text[: signed.start()].rstrip()) if signed and signed.start() > start else end
    cited = [live.start for live in paragraph.lives if live.end >= end - 2]
    cited += [
        call.at
        for call in paragraph.calls
        if call.note.startswith("t") and text[call.at : call.at + 1] in "([" and call.at > start
    ]
    if cited:
        last = min(cited, key=lambda at: end - at)
        if not re.search(r"[)\]]\s*[^\W\d_]", text[last:end]):
            end = len(text[:last].rstrip())
    elif (behind := _PLACE_AT_END.search(text, start, end)) is not None:
        end = len(text[: behind.start()].rstrip())
    pairs = marked_in([text[start:end]])
    if len(pairs) == 1 and pairs[0][0].start == 1 and pairs[0][0].end >= end - start - 2:
        start, end = start + pairs[0][0].start, start + pairs[0][0].end
    place = Place(paragraph.number, start, end, paragraph.note)
    kind = "quotation" if len(WORD.findall(text[start:end])) >= _FEWEST_OF_A_BLOCK else "scare"
    return FoundQuotation(text[start:end], (place,), kind, "epigraph" if paragraph.role == "epigraph" else "block")


def _marked(run: Sequence[Paragraph], stretches: Sequence[Marked], titles: frozenset[str]) -> FoundQuotation | None:
    first = stretches[0]
    paragraph = run[first.paragraph]
    places = tuple(Place(run[s.paragraph].number, s.start, s.end, run[s.paragraph].note) for s in stretches)
    text = "\n".join(run[s.paragraph].text[s.start : s.end] for s in stretches)
    closed = stretches[-1].closed
    if not closed:
        cut = _up_to_call(run[stretches[-1].paragraph], stretches[-1])
        if cut is None:
            return None
        last = places[-1]
        places = (*places[:-1], Place(last.paragraph, last.start, cut, last.note))
        text = text[: len(text) - (last.end - cut)]
    if not WORD.search(text):
        return None
    kind = kind_within_marks(text, paragraph, first, run[places[-1].paragraph - run[0].number], places[-1], titles)
    told = kind != UNTOLD
    return FoundQuotation(text, places, kind if told else "fragment", "marks", closed, told)


def _up_to_call(paragraph: Paragraph, stretch: Marked) -> int | None:
    """Where a quotation whose closing mark is missing may be taken to end: at the next note's call, if there is one."""
    return next((at for at in calls_in(paragraph) if stretch.start < at <= stretch.end), None)
