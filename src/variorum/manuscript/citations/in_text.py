"""Citations in the running text: author and date, MLA's author and page, GOST's numbers in brackets, works in brackets.

Each becomes a note of the kind "in text" with its call where the bracket opens, so that everything after treats it as
a note. What stands in brackets is taken for a citation only by its form: a year after a name, a page after a work, a
name that the bibliography knows with a bare page. Other brackets stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from variorum.manuscript.citations.terms import DAY, IBID, MONTHS, PAGES, YEAR
from variorum.manuscript.manuscript import Call, Live, Manuscript, Note, Paragraph
from variorum.manuscript.quotation_marks import marked_in

_BRACKETED = re.compile(r"\(((?:[^()\[\]]|\([^()]{0,80}\)){1,300})\)|\[([^\[\]()]{1,300})\]")
_NAME = r"(?:[A-ZÀ-ÞА-ЯЁ][\w’'-]+|et\s+al\.?|и\s+др\.|and|&|и|de|von|van)"
_AUTHOR_YEAR = re.compile(
    rf"(?:(?:see|cf\.|e\.g\.,?|см\.:?|ср\.:?)\s+(?:also\s+|также\s+)?)?{_NAME}(?:[\s,]+{_NAME})*,?\s+\(?(?:1[4-9]|20)\d\d[a-zа-г]?\b",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"\s*((?:1[4-9]|20)\d\d[a-z]?)\s*(?:[,:]\s*(?:pp?\.\s*|[Сс]\.\s*)?\d[\d\s,–-]*)?$")
_NAME_PAGE = re.compile(
    r"\s*((?:[A-ZÀ-ÞА-ЯЁ][\w’'-]+(?:,?\s+(?:and\s+)?)?){1,3}?)[,\s]\s*(?:[“\"*_]?[A-Z][^\d()]{2,60}?[”\"*_]?\s+)?(\d{1,4}(?:[–-]\d{1,4})?(?:,\s*\d{1,4}(?:[–-]\d{1,4})?)*)\s*$"
)
_PAGE_ALONE = re.compile(r"\s*(?:pp?\.\s*)?(\d{1,4}(?:\s*[–-]\s*\d{1,4})?)\s*$")
_NUMBER = re.compile(r"\s*(\d{1,3})(?:\s*[,.;]\s*(?:[Т]\.\s*\d+[,.]?\s*)?(?:[СсCcpP]{1,2}\.\s*)(\d[\d\s,–-]*))?\s*$")
_SURNAME_BEFORE = re.compile(
    r"([A-ZÀ-ÞА-ЯЁ][\w’'-]+(?:\s+(?:and|и|&)\s+[A-ZÀ-ÞА-ЯЁ][\w’'-]+|\s+et\s+al\.)?)(?:[’']s)?\s*$"
)


@dataclass(frozen=True, slots=True)
class _BracketFound:
    """One citation in brackets: the whole bracket, and what it says."""

    start: int
    end: int
    text: str
    lives: tuple[Live, ...] = ()


def with_in_text(manuscript: Manuscript, *, surnames: Collection[str], numbered: bool) -> Manuscript:
    """The manuscript with a note for each citation in its running text.

    `surnames` are those of the authors that bibliography and folder know, folded; `numbered` says that the
    bibliography's entries are called by their numbers.
    """
    notes: dict[str, Note] = {}
    order: list[str] = []
    paragraphs = []
    pages_alone = False
    for paragraph in manuscript.paragraphs:
        if paragraph.role not in ("body", "quote", "epigraph"):
            paragraphs.append(paragraph)
            continue
        calls = list(paragraph.calls)
        for found in _in_paragraph(
            paragraph, surnames, numbered=numbered, pages_alone=pages_alone, noted=len(manuscript.notes) >= 10
        ):
            label = f"t{len(notes) + 1}"
            notes[label] = _note(label, paragraph, found)
            calls.append(Call(label, found.start))
            pages_alone = True
        calls.sort(key=lambda call: call.at)
        order += [call.note for call in calls]
        paragraphs.append(replace(paragraph, calls=tuple(calls)))
    if not notes:
        return manuscript
    every = {**manuscript.notes, **notes}
    ordered = {label: every[label] for label in dict.fromkeys([*order, *every])}
    return replace(manuscript, paragraphs=tuple(paragraphs), notes=ordered)


def _note(label: str, paragraph: Paragraph, found: _BracketFound) -> Note:
    italics = tuple(
        (s - found.start - 1, e - found.start - 1) for s, e in paragraph.italics if s >= found.start and e <= found.end
    )
    inside = Paragraph(
        1, found.text, "note", label, paragraph.chapter, lives=found.lives, italics=italics, line=paragraph.line
    )
    return Note(label, "in text", (inside,))


def _in_paragraph(
    paragraph: Paragraph, surnames: Collection[str], *, numbered: bool, pages_alone: bool, noted: bool
) -> Iterator[_BracketFound]:
    found = [_of_live(paragraph, live) for live in paragraph.lives]
    quoted = _quoted(paragraph)
    for match in _BRACKETED.finditer(paragraph.text):
        if any(one.start < match.end() and match.start() < one.end for one in found):
            continue
        if any(start <= match.start() and match.end() <= end for start, end in quoted):
            continue  # what stands in brackets within a quotation is the source's, or the quoter's word about it
        inside = match[1] if match[1] is not None else match[2]
        said = _said(
            inside,
            paragraph.text[max(0, match.start() - 80) : match.start()],
            surnames,
            square=match[2] is not None,
            numbered=numbered,
            pages_alone=pages_alone,
            noted=noted,
        )
        if said:
            found.append(_BracketFound(match.start(), match.end(), said))
    yield from sorted(found, key=lambda one: one.start)


def _quoted(paragraph: Paragraph) -> list[tuple[int, int]]:
    """The stretches of a paragraph that are quoted: within marks, or all of a block but a bracket at its end."""
    if paragraph.role in ("quote", "epigraph"):
        text = paragraph.text.rstrip(" .;")
        last = re.search(r"\s*[(\[][^()\[\]]{1,200}[)\]]$", text)
        return [(0, last.start() if last else len(paragraph.text))]
    return [(pair.start, pair.end) for run in marked_in([paragraph.text]) for pair in run if pair.closed]


def _of_live(paragraph: Paragraph, live: Live) -> _BracketFound:
    text = paragraph.text[live.start : live.end]
    return _BracketFound(live.start, live.end, text, (replace(live, start=0, end=len(text)),))


def _said(
    inside: str, before: str, surnames: Collection[str], *, square: bool, numbered: bool, pages_alone: bool, noted: bool
) -> str:
    """What a bracket cites, as a note would say it; empty where it cites nothing."""
    if IBID.match(inside) and len(inside) < 80:
        return inside
    if (
        square
        and (match := _NUMBER.match(inside))
        and numbered
        and (match[2] or not before.rstrip().endswith(("“", "«", '"')))
    ):
        return inside
    if square and numbered and all(_NUMBER.match(part) for part in inside.split(";")):
        return inside
    if DAY.search(inside) or re.match(rf"\W*(?:in\s+|в\s+)?{MONTHS}\s", inside, re.IGNORECASE):
        return inside if PAGES.search(inside) else ""
    if re.fullmatch(rf"\s*{_NAME},\s+\d{{4}}\s*", inside) and noted and not _is_known(inside, surnames):
        return ""  # "(Repealed, 1760)" where the manuscript cites in notes
    if all(
        _AUTHOR_YEAR.match(part.strip()) or _YEAR_FIRST.match(part) for part in inside.split(";")
    ) and _AUTHOR_YEAR.match(inside.strip()):
        return inside
    if (
        (match := _YEAR_FIRST.match(inside))
        and (name := _SURNAME_BEFORE.search(before))
        and (_is_known(name[1], surnames) or re.search(r"[,:]", inside))
    ):
        return f"{name[1]} {inside.strip()}"
    if (
        PAGES.search(inside)
        and re.search(r"[^\W\d_]{3}", PAGES.sub("", inside))
        and next((c for c in inside if c.isalpha()), "").isupper()
    ):
        return inside
    if (match := _NAME_PAGE.match(inside)) and _is_known(match[1], surnames) and not YEAR.fullmatch(match[2]):
        return inside
    if not square and _PAGE_ALONE.match(inside) and not YEAR.search(inside):
        name = _SURNAME_BEFORE.search(before.rstrip('“”"»«., '))
        if pages_alone or name:
            quoted = re.search(r"[”\"»’]\s*$", before) is not None
            return f"Ibid., {inside.strip()}" if quoted and pages_alone else ""
    return ""


def _is_known(names: str, surnames: Collection[str]) -> bool:
    words = [word.casefold() for word in re.findall(r"[^\W\d_][\w’'-]+", names)]
    return any(word in surnames for word in words)
