"""Citations in the running text: author and date, MLA's author and page, GOST's numbers in brackets, works in brackets.

Each becomes a note of the kind "in text" with its call where the bracket opens, so that everything after treats it as
a note. What stands in brackets is taken for a citation only by its form: a year after a name, a page after a work, a
name that the bibliography knows with a bare page. Right behind a quotation any name with a page is one, and a page
alone is that of the one author whom the sentence names, or of a work that is not said. Other brackets stay what they
are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from variorum.manuscript.citations.signals import signal_of
from variorum.manuscript.citations.signs import NOT_NAMED
from variorum.manuscript.citations.terms import DAY, IBID, MONTHS, PAGES, PAGES_IN_TEXT, YEAR
from variorum.manuscript.manuscript import Call, Live, Manuscript, Note, Paragraph
from variorum.manuscript.quotation_marks import marked_in
from variorum.text.letters import compiled

_BRACKETED = re.compile(r"\(((?:[^()\[\]]|\([^()]{0,80}\)){1,300})\)|\[([^\[\]()]{1,300})\]")
_NAME = r"(?:\p{Lu}[\w’'-]+|et\s+al\.?|и\s+др\.|and|&|и|de|von|van)"
_LAST_NAME = rf"{NOT_NAMED}(?:(?:von|van|de|den|der|di|da|du|la|le|zu|фон|де)\s+){{0,2}}\p{{Lu}}[\w’'-]+"
_AUTHOR_YEAR = compiled(  # "Vane 1990", "Vane/Moss 1990: 12", "Vane, Ruth, and Moss (1990", "Вейнов и др. 1990а"
    rf"\W{{0,3}}{_LAST_NAME}(?:(?:\s?/\s?|,?\s+(?:(?:and|und|u\.|et|&|и)\s+)?){_LAST_NAME})*"
    r"(?:,?\s+(?:et\s+al\.?|u\.\s?a\.?|и\s+др\.))?,?\s+\(?(?:1[4-9]|20)\d\d[a-zа-г]?\b"
)
_BODY_YEAR = compiled(  # "Federation of Quays 1990: 12": a body, known by the page behind its year
    rf"\W{{0,3}}{NOT_NAMED}\p{{Lu}}[\w’'./-]+(?:\s+[\w’'./&-]+){{1,7}},?\s+\(?(?:1[4-9]|20)\d\d[a-z]?\s?[:,]\s?(?:pp?\.\s|S\.\s)?\d"
)
_LED_TO = re.compile(
    r"(?<!\w)(?:see|siehe|vgl\.|cf\.|bei|by|nach|in|from|after|aus|an|auch|also|etwa|wie|dazu|см\.|ср\.|у|по)\s+",
    re.IGNORECASE,
)
_BROKEN = compiled(r"-\n(?=\p{Ll})")  # a name over a line's end of a PDF
YEAR_ALONE = re.compile(
    r"\s*((?:1[4-9]|20)\d\d[a-z]?)\s*(?:[,:]\s*(?:pp?\.\s*|[Сс]\.\s*)?(\d[\d\s,–-]*|[ivxlc]{1,8}(?:[–-][ivxlc]{1,8})?))?$"
)
_NAME_PAGE = compiled(
    r"\s*((?:\p{Lu}[\w’'-]+(?:,?\s+(?:and\s+)?)?){1,3}?)[,\s]\s*(?:[“\"*_]?[A-Z][^\d()]{2,60}?[”\"*_]?\s+)?(\d{1,4}(?:[–-]\d{1,4})?(?:,\s*\d{1,4}(?:[–-]\d{1,4})?)*)\s*$"
)
_NO_AUTHOR = re.compile(  # "(Chapter 4)", "(March 12)"
    rf"\W*(?:{MONTHS}|(?:chapters?|ch|fig(?:ure)?s?|tables?|plates?|maps?|acts?|scenes?|parts?|books?|vol(?:ume)?s?|notes?|lines?|"
    r"pages?|no|nr|see|cf|глава|гл|рис(?:унок)?|табл(?:ица)?|часть|ч|книга|кн|том|т|прил(?:ожение)?|см|ср|дело|лист|"
    r"kap(?:itel)?|abb(?:ildung)?|tab(?:elle)?|teil|band|bd|anm(?:erkung)?|siehe|vgl|akt|seite|"
    r"appendix|annex|introduction|preface|sections?|above|below|anhang|einleitung|vorwort|abschnitt|oben|unten|раздел|введение|выше|ниже)\b)",
    re.IGNORECASE,
)
PAGE_ALONE = re.compile(r"\s*(?:(?:pp?|[Сс]|S)\.\s*)?(\d{1,4}(?:\s*[–-]\s*\d{1,4})?|[ivxlc]{2,8})\s*$")
_SENTENCE = compiled(r"[.!?…]\s+(?=\p{Lu})")
_CAPITAL_WORD = compiled(r"\b\p{Lu}[^\W\d_]{2,}")
_NUMBER = re.compile(r"\s*(\d{1,3})(?:\s*[,.;]\s*(?:[Т]\.\s*\d+[,.]?\s*)?(?:[СсCcpP]{1,2}\.\s*)(\d[\d\s,–-]*))?\s*$")
_SURNAME_BEFORE = compiled(r"(\p{Lu}[\w’'-]+(?:\s+(?:and|и|&)\s+\p{Lu}[\w’'-]+|\s+et\s+al\.)?)(?:[’']s)?\s*$")

_CITES_IN_NOTES = 10  # notes of a manuscript that does not cite in its text
_CLOSING = "”»“’'\"., "  # between the words of a quotation and the bracket behind it


@dataclass(frozen=True, slots=True)
class _BracketFound:
    """One citation in brackets: the whole bracket, and what it says."""

    start: int
    end: int
    text: str
    lives: tuple[Live, ...] = ()


@dataclass(frozen=True, slots=True)
class CitedAuthors:
    """What is known of those whom a manuscript may cite in its text.

    `surnames` are those of the authors that bibliography and folder know, folded; `dated` has each with the years of
    works. `numbered` says that the bibliography's entries are called by their numbers.
    """

    surnames: Collection[str] = ()
    dated: Collection[tuple[str, str]] = ()
    numbered: bool = False


def with_in_text(manuscript: Manuscript, authors: CitedAuthors) -> Manuscript:
    """The manuscript with a note for each citation in its running text."""
    notes: dict[str, Note] = {}
    order: list[str] = []
    paragraphs = []
    in_notes = len(manuscript.notes) >= _CITES_IN_NOTES and 2 * _behind_quotations(manuscript) < len(manuscript.notes)
    declared = any(PAGES_IN_TEXT.search(one.text) for note in manuscript.notes.values() for one in note.paragraphs)
    for paragraph in manuscript.paragraphs:
        if paragraph.role not in ("body", "quote", "epigraph"):
            paragraphs.append(paragraph)
            continue
        calls = list(paragraph.calls)
        for found in _in_paragraph(paragraph, authors, in_notes=in_notes and not notes, declared=declared):
            label = f"t{len(notes) + 1}"
            notes[label] = _note(label, paragraph, found)
            calls.append(Call(label, found.start))
        calls.sort(key=lambda call: call.at)
        order += [call.note for call in calls]
        paragraphs.append(replace(paragraph, calls=tuple(calls)))
    if not notes:
        return manuscript
    every = {**manuscript.notes, **notes}
    if manuscript.format == "pdf":
        order = _among_feet(order, list(manuscript.notes))
    ordered = {label: every[label] for label in dict.fromkeys([*order, *every])}
    return replace(manuscript, paragraphs=tuple(paragraphs), notes=ordered)


def _among_feet(order: Sequence[str], feet: Sequence[str]) -> list[str]:
    """The labels in the order of a PDF's feet, those in the text each behind the note that was called before it."""
    ranks = {label: rank for rank, label in enumerate(feet)}
    behind: dict[int, list[str]] = {}
    last = -1
    for label in order:
        last = ranks.get(label, last)
        if label not in ranks:
            behind.setdefault(last, []).append(label)
    labels = list(behind.get(-1, ()))
    for rank, label in enumerate(feet):
        labels += [label, *behind.get(rank, ())]
    return labels


def _behind_quotations(manuscript: Manuscript) -> int:
    """How many quotations have a page in brackets right behind them."""
    found = 0
    for paragraph in manuscript.paragraphs:
        if paragraph.role in ("body", "quote") and "(" in paragraph.text:
            quoted = _quoted(paragraph)
            brackets = (m for m in _BRACKETED.finditer(paragraph.text) if m[1] and _is_behind(m, paragraph, quoted))
            found += sum(1 for m in brackets if _page_of(m[1]))
    return found


def _page_of(inside: str) -> str:
    """The page that a bracket gives with nothing besides, or with a year alone; empty where it gives none."""
    if (year := YEAR_ALONE.match(inside)) is not None:
        return (year[2] or "").strip()
    page = PAGE_ALONE.match(inside)
    return page[1] if page and not YEAR.search(inside) else ""


def _note(label: str, paragraph: Paragraph, found: _BracketFound) -> Note:
    at = paragraph.text.find(found.text, found.start, found.end)
    begun = at if at >= 0 else found.start + 1
    italics = tuple((s - begun, e - begun) for s, e in paragraph.italics if s >= begun and e <= found.end)
    inside = Paragraph(
        1, found.text, "note", label, paragraph.chapter, lives=found.lives, italics=italics, line=paragraph.line
    )
    return Note(label, "in text", (inside,))


def _in_paragraph(
    paragraph: Paragraph, authors: CitedAuthors, *, in_notes: bool, declared: bool
) -> Iterator[_BracketFound]:
    """The citations of a paragraph.

    `in_notes` says that the manuscript cites in notes, and in its text not yet; `declared` that a note says of which
    work the pages in brackets are.
    """
    found = [_of_live(paragraph, live) for live in paragraph.lives]
    quoted = _quoted(paragraph) if _BRACKETED.search(paragraph.text) else []
    for match in _BRACKETED.finditer(paragraph.text):
        if any(one.start < match.end() and match.start() < one.end for one in found):
            continue
        if any(start <= match.start() and match.end() <= end for start, end in quoted):
            continue  # what stands in brackets within a quotation is the source's, or the quoter's word about it
        inside = match[1] if match[1] is not None else match[2]
        before = paragraph.text[max(0, match.start() - 80) : match.start()]
        said = _said(inside, before, authors, square=match[2] is not None, in_notes=in_notes)
        if not said and (declared or not in_notes) and _is_behind(match, paragraph, quoted):
            sentence = _sentence_before(paragraph.text, match.start(), quoted)
            said = inside if _names_page(inside) else _without_author(inside, sentence, authors)
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


def _said(inside: str, before: str, authors: CitedAuthors, *, square: bool, in_notes: bool) -> str:
    """What a bracket cites, as a note would say it; empty where it cites nothing."""
    surnames, numbered = authors.surnames, authors.numbered
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
    if compiled(rf"\s*{_NAME},\s+\d{{4}}\s*").fullmatch(inside) and in_notes and not _is_known(inside, surnames):
        return ""  # "(Repealed, 1760)" where the manuscript cites in notes
    if dated := _dated(inside):
        return dated
    if (
        (match := YEAR_ALONE.match(inside))
        and (name := _SURNAME_BEFORE.search(before))
        and (_is_known(name[1], surnames) or re.search(r"[,:]", inside))
    ):
        return f"{name[1]} {inside.strip()}"
    if _is_paged(inside):
        return inside
    return inside if (named := _names_page(inside)) and _is_known(named, surnames) else ""


def _dated(inside: str) -> str:
    """What of a bracket cites by names and years, from the first work to the last; empty where nothing does."""
    parts = inside.split(";")
    cites = [_is_dated(part) or YEAR_ALONE.match(part) is not None for part in parts]
    first = next((at for at, part in enumerate(parts) if _is_dated(part)), None)
    if first is None:
        return ""
    last = max(at for at, cited in enumerate(cites) if cited)
    return ";".join(parts[first : last + 1])


def _is_paged(inside: str) -> bool:
    """Whether a bracket names a work and its page: Vane, *The Quay*, p. 12; vgl. Moos, S. 12."""
    begun = _begun(inside)
    if PAGES.search(begun) is None:
        return False
    named = PAGES.sub("", begun)
    capital = next((letter for letter in named if letter.isalpha()), "").isupper()
    is_sent = begun != inside and _NO_AUTHOR.match(named) is not None  # "see Figure 3, p. 12"
    return re.search(r"[^\W\d_]{3}", named) is not None and capital and not is_sent


def _begun(text: str) -> str:
    """A citation without the words that send to it."""
    signal = signal_of(text)
    return text[signal.end() :] if signal else text


def _is_dated(part: str) -> bool:
    """Whether a part of a bracket names somebody and a year, alone or behind words that lead to him: vgl. Vane 1990."""
    part = _BROKEN.sub("", part)
    begun = _begun(part)
    if _AUTHOR_YEAR.match(begun) or _BODY_YEAR.match(begun):
        return True
    return any(_AUTHOR_YEAR.match(part, led.end()) for led in _LED_TO.finditer(part))


def _names_page(inside: str) -> str:
    """The name that a bracket gives with a page, as MLA has it: (Vane, 12), (Vane 12); empty where it gives none."""
    begun = _begun(inside)
    match = _NAME_PAGE.match(begun) if not _NO_AUTHOR.match(begun) else None
    return match[1] if match and not YEAR.fullmatch(match[2]) else ""


def _is_behind(bracket: re.Match[str], paragraph: Paragraph, quoted: Sequence[tuple[int, int]]) -> bool:
    """Whether a bracket stands right behind a quotation, or ends one that is set apart."""
    if paragraph.role in ("quote", "epigraph"):
        return not paragraph.text[bracket.end() :].strip(" .;")
    at = bracket.start()
    return any(0 <= at - end <= 3 and not paragraph.text[end:at].strip(_CLOSING) for _, end in quoted)


def _sentence_before(text: str, at: int, quoted: Sequence[tuple[int, int]]) -> str:
    """The sentence that leads up to a place, without what is quoted in it."""
    said = text[:at]
    for start, end in reversed(quoted):
        said = f"{said[:start]}…{said[end:]}" if end <= at else said
    return _SENTENCE.split(said)[-1]


def _without_author(inside: str, sentence: str, authors: CitedAuthors) -> str:
    """What a year or a page behind a quotation cites: by the one author whom the sentence names, or standing alone."""
    year = YEAR_ALONE.match(inside)
    page = _page_of(inside)
    if not year and not page:
        return ""
    names = {word.casefold(): word for word in _CAPITAL_WORD.findall(sentence) if word.casefold() in authors.surnames}
    if year:
        names = {name: word for name, word in names.items() if (name, year[1]) in authors.dated}
    if len(names) == 1:
        return f"{next(iter(names.values()))} {inside.strip()}"
    return inside.strip() if page else ""


def _is_known(names: str, surnames: Collection[str]) -> bool:
    words = [word.casefold() for word in re.findall(r"[^\W\d_][\w’'-]+", names)]
    return any(word in surnames for word in words)
