"""Where in a work: the locator at the end of a reference, told from years, extents, volumes and numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from variorum.manuscript.citations.archives import shelved
from variorum.manuscript.citations.terms import (
    BARE_PAGES,
    BEFORE_SIGLUM,
    COLON_PAGES,
    DASH,
    DAY,
    EXTENT,
    LIST,
    OTHER,
    PAGES,
    REMARK_AFTER_PAGES,
    REMARK_BETWEEN_PAGES,
    ROMAN_VOLUME_PAGES,
    SECOND_HAND,
    SENTENCE_AFTER_PAGES,
    SPACED_PAGE,
    VOLUME_PAGES,
    plain_pages,
)
from variorum.text.letters import compiled
from variorum.text.scripts import CYRILLIC

_VOLUME = re.compile(
    r"(?<!\w)(?:vols?\.|volume|[Tt]\.|[Тт]\.|том|[Bb]d\.)\s*(\d{1,3}|[IVXLC]{2,7}|[IVX])(?![\w/])", re.IGNORECASE
)
_UNLABELLED_VOLUME = re.compile(rf"(\d{{1,2}}),\s*(\d{{1,4}}(?:\s*{DASH}\s*\d{{1,4}})?)")  # «Вейнов, 6, 217–220»
_VOLUME_BEFORE = re.compile(r"[,.\s]+(\d{1,2}|[IVXL]{1,5})$")
_AT = re.compile(
    r"(?:\bat|\besp\.|\bhere|\bhier|\bbes\.|здесь:?|особ\.)\s+(?:pp?\.\s*|[СсCcSs]\.\s*)?\d", re.IGNORECASE
)
_EXTENT_AT = re.compile(  # "45–67, at 52", "Law Journal 470 at 485 and 481", "(1998) 4 at pp. 6–8"
    r"(?:,\s*\d{1,4}\s*[-–]\s*\d{1,4}|(?<=[^\W\d_][\s.])\s*\d{1,4}|(?<=\d{4}\))\s+\d{1,4}),?\s+at\s+(?:pp?\.\s*)?"
    r"(\d{1,4}(?:(?:[-–,\s]|and)+\d{1,4})*)[\s.,]*$"
)
_AFTER_JOURNAL = re.compile(  # "(1993) 20 Journal of Ropes 56, 61", "(1994) 13 Ropes in Context 23"
    r"\((?:1[4-9]|20)\d\d\)\s+(?:\d{1,3}(?:\s?\(\d{1,3}(?:[-–/]\d{1,3})?\))?|[IVXLC]{1,7})?\s*[A-Z][^\d(),;:“”]{2,70}?\s(\d{1,4})(?:,\s*(\d{1,4}(?:[-–]\d{1,4})?))?[\s.]*$"
)
_BEGINS_THEN = re.compile(  # "26 (1978) 219 (224 ff.)", "ZfH 2014, 51 (57)": where it begins, then the page meant
    r"(?:(?<=\d{4}\))|(?<=\s\d{4})(?=,)),?\s+\d{1,4}(?:\s?[-–]\s?\d{1,4})?\s+\((\d{1,4}(?:[-–]\d{1,4})?(?:\s?ff?\.?)?)\)[\s.]*$"
)
_IN_HOST = compiled(  # "in: Vane/Moss 171 ff.", "in: Vane 267 (270 ff.)": a volume by the names of its editors
    r"(?<=[Ii]n: )(?!\p{LatinLu}+\s\d)"
    r"(?:(?:van|von|de)\s)?\p{LatinLu}[\w-]+(?:\s?/\s?(?:(?:van|von|de)\s)?\p{LatinLu}[\w-]+)*(?:\s\(Hrsg\.\))?"
    r"(?P<at>\s)(?:(?P<from>(?!(?:1[4-9]|20)\d\d\b)\d{1,4}(?:\s?ff?\.?)?)|\d{1,4}\s+\((?P<then>\d{1,4}(?:[-–]\d{1,4})?(?:\s?ff?\.?)?)\))[\s.]*$"
)
_NAMES_AND_VOLUME = compiled(  # "Vane/Moss I 12 ff.": a handbook by its authors
    r"(?P<names>\p{LatinLu}[\p{LatinLl}-]+(?:\s?/\s?\p{LatinLu}[\p{LatinLl}-]+)+)\s+(?P<volume>[IVX]{1,4})\s+(?P<pages>\d{1,4}(?:[-–]\d{1,4})?(?:\s?ff?\.?)?)[\s.]*"
)
_LABEL = re.compile(  # "part 13", "box 5": a number that is no page's
    r"\b(?:parts?|pt|vols?|volume|nos?|number|books?|bk|chap|chapters?|series|lot|folder|box|file|item|docs?|document|reel|roll|note|RG|record\s+group|HA|Rep|Tit|MSS?|Add|fonds|class|Nr|Bd|"
    r"Band|Teil|Heft|Kapitel|т|ч|кн|вып|№)\.?\s*$",
    re.IGNORECASE,
)
_OF_A_LIST = re.compile(  # "figs. 87, 88", "nos. 4, 5–7": its further numbers are no pages
    r"(?<![\w.])(?:pls?|plates?)\.?\s*[\dIVXLC][\dIVXLC\s,a-z–-]*$|(?<![\w.])(?:figs|nos|nn|cats?\.\s+nos|inv\.\s+nos|notes|items|boxes|folders|tables|Abb|Nrn?|Taf|Anm|рис|табл|№№)\.?\s*\d[\d\s,a-z–-]*$"
)
_IN_A_SERIES = re.compile(r"(?:1[4-9]|20)\d\d\D.*\([A-Za-zÀ-þ][^()\d]*$")  # "Kiel 2017 (Hafenhefte, 8705)"
_HOST = compiled(r"\bin:?\s+[\p{LatinLu}‘“]")
_ANOTHER_WORK = compiled(  # between two pages: "S. 5, und bei Vane, Kai, S. 9", «с. 5; Вейнов А. Жатва, с. 9»
    r"(?<![\w-])\p{Lu}[\w’-]{2,}(?:,\s|\s\p{CyrillicLu}\.)"
)
_BESIDE = re.compile(r"[\s,;&]*(?:(?:and|und|u\.|и)\s+)?")  # what stands between pages that are all meant
_BESIDE_EXTENT = re.compile(r"[\s,.]*")
_POINTED = re.compile(r"(?:at|here|hier|Zitate?|quot\w+|здесь)\b", re.IGNORECASE)
_INITIAL = compiled(r"\p{CyrillicLu}[\p{CyrillicLl}-]+\s+\p{CyrillicLu}\.\s*$")
_PAGES_OF_FOLIOS = {"л": "", "лл": "", "l": "", "ll": ""}


@dataclass(frozen=True, slots=True)
class Located:
    """A locator as the contract has it, and where it begins in the text (its length where there is none)."""

    locator: str
    at: int
    volume: str = ""


def locate(text: str) -> Located:
    """The locator of one reference; empty where it gives none. A remark in brackets after the pages is passed over."""
    text = REMARK_BETWEEN_PAGES.sub("", without_remark(text))
    volume = match[1] if (match := _last(_VOLUME, text)) else ""
    extents = [found.span() for found in EXTENT.finditer(text)]

    def stands_free(found: re.Match[str]) -> bool:
        if _INITIAL.search(text, 0, found.start(1)) and compiled(r"\s+\p{CyrillicLl}").match(text[found.end(1) :]):
            return False  # "Кремнев С. 10 рассказов о войне": an initial, and a number in a title
        return not any(start <= found.start() < end for start, end in extents)

    for pattern in (PAGES, COLON_PAGES):
        found = [m for m in pattern.finditer(text) if stands_free(m) and not _in_title(text, m.start())]
        if found:
            pages, at = plain_pages(_finest(text, found)), found[0].start()
            numbered = _VOLUME_BEFORE.search(text, 0, at) if pattern is COLON_PAGES else None
            if numbered:  # "History, 2:117" is volume and page
                return Located(pages, numbered.start(), numbered[1])
            return Located(pages, at, volume)
    for pattern in (VOLUME_PAGES, ROMAN_VOLUME_PAGES):
        in_volume = _last(pattern, text)
        if in_volume and not _in_title(text, in_volume.start()):
            return Located(plain_pages(in_volume[2]), in_volume.start(), in_volume[1])
    other = [m for m in OTHER.finditer(text) if not _in_title(text, m.start())]
    if other:
        return Located(_termed(text, other), other[-1].start(), volume)
    for form in (_EXTENT_AT, _AFTER_JOURNAL, _BEGINS_THEN):
        finer = form.search(text)
        if finer is not None and not _in_title(text, finer.start()):
            meant = finer[finer.lastindex or 1]
            return Located(plain_pages(meant), finer.end() if form is _AFTER_JOURNAL else finer.start(), volume)
    if (numbered := _NAMES_AND_VOLUME.fullmatch(text.strip())) is not None:
        return Located(
            plain_pages(numbered["pages"]), text.index(numbered["volume"], numbered.end("names")), numbered["volume"]
        )
    if (hosted := _IN_HOST.search(text)) is not None:
        return Located(plain_pages(hosted["from"] or hosted["then"]), hosted.start("at"), volume)
    bare = BARE_PAGES.search(text) or BEFORE_SIGLUM.search(text)
    if bare and (_OF_A_LIST.search(text, 0, bare.start()) or _IN_A_SERIES.search(text, 0, bare.start())):
        bare = None
    if bare and not _is_day(text, bare) and not _in_title(text, bare.start(1)):
        in_volume = _UNLABELLED_VOLUME.fullmatch(bare[1])
        if in_volume and CYRILLIC.search(text):
            return Located(plain_pages(in_volume[2]), bare.start(), in_volume[1])
        return Located(plain_pages(bare[1]), bare.start(), volume)
    spaced = SPACED_PAGE.search(text)
    if spaced and _after_a_name(text[: spaced.start()]) and not _is_day(text, spaced):
        return Located(plain_pages(spaced[1]), spaced.start(), volume)
    return Located("", len(text), volume)


def without_remark(text: str) -> str:
    """A reference without what is said after its pages; a place and year in brackets are no remark."""
    sentence = SENTENCE_AFTER_PAGES.search(text)
    if sentence and not SECOND_HAND.search(sentence[1]) and not re.search(r"\d[\s.)]*$|\bpp?\.", sentence[1]):
        text = text[: sentence.start(1)]
    remark = REMARK_AFTER_PAGES.search(text)
    if remark is None or _in_title(text, remark.start()):
        return text
    inside = remark["said"] or ""
    is_imprint = re.search(r"(?:1[4-9]|20)\d\d$", inside.strip()) is not None and not DAY.search(inside)
    return text if is_imprint or shelved(inside) is not None else text[: max(remark.start(), remark.end("more"))]


def _finest(text: str, found: list[re.Match[str]]) -> str:
    """Of an article's extent and the page meant the latter ("45–67, at 52"); else the last one given."""
    if (
        len(found) > 2
        and _is_extent(found[0][1])
        and _BESIDE_EXTENT.fullmatch(text[found[0].end(1) : found[1].start()])
    ):
        return _finest(text, found[1:])  # "S. 3–17. S. 4, ebenso S. 9"
    if len(found) == 1 and (at := _AT.search(text, found[0].end(1))) is not None:
        return told[0] if (told := re.match(LIST, text[at.end() - 1 :])) else ""
    following = re.match(
        r"\s*,\s*(?:at|esp\.|here|quot(?:ed?|ation)(?:\s+(?:on|at|from))?)\s+(\d[\d–\-, ]*)", text[found[-1].end() :]
    )
    if following:
        return following[1]
    between = [text[one.end(1) : other.start()] for one, other in pairwise(found)]
    pointed = next((at for at, one in enumerate(found[1:], start=1) if _POINTED.match(one[0])), 0)
    if pointed and all(_BESIDE.fullmatch(words) for words in between[pointed:]):  # "S. 3–9, Zitate S. 4, S. 8"
        return ", ".join(one[1] for one in found[pointed:])
    beside = all(_BESIDE.fullmatch(words) for words in between)
    if between and beside and not _is_extent(found[0][1]):  # "S. 5, S. 9", and no extent
        return ", ".join(one[1] for one in found)
    is_hosted = _HOST.search(text[: found[0].start()]) is not None
    if any(_HOST.match(words.lstrip(" ,.;")) for words in between) and not is_hosted:
        return found[-1][1]
    if any(_ANOTHER_WORK.search(words) for words in between):
        return found[0][1]
    if between and all(
        re.search(r"(?!hier|here)[^\W\d_]{4}", words) for words in between
    ):  # pages of several parts, all meant
        return ", ".join(one[1] for one in found)
    return found[-1][1]


def _is_extent(pages: str) -> bool:
    return re.search(rf"\d\s*{DASH}\s*\d", pages) is not None


def _termed(text: str, found: list[re.Match[str]]) -> str:
    """The last place of a term of its own, with those of the same term just before it (“Art. 4 and Art. 6”)."""
    match = found[-1]
    meant = [match[2]]
    for before, after in zip(found[-2::-1], found[:0:-1], strict=False):
        if before[1].casefold() != after[1].casefold() or not _BESIDE.fullmatch(text, before.end(), after.start()):
            break
        meant.insert(0, before[2])
    term, labels = match[1].strip().rstrip(".").replace("лава", "л"), plain_pages(", ".join(meant))
    if term.casefold() in _PAGES_OF_FOLIOS:
        return labels
    if term in ("§", "§§", "¶", "¶¶"):
        return f"§ {labels}"
    return (
        f"{term.casefold()}. {labels}"
        if len(term) < 6 and not term.casefold().startswith("lot")
        else f"{term.casefold()} {labels}"
    )


def _in_title(text: str, at: int) -> bool:
    """Whether a place lies within quotation marks: numbers there belong to a title."""
    before = text[:at]
    if "„" in before:  # there “ closes
        return before.count("„") > before.count("“") + before.count("”")
    return before.count("“") > before.count("”") or before.count("«") > before.count("»")


def _is_day(text: str, match: re.Match[str]) -> bool:
    """Whether a number at the end is the day of a date ("Pravda, November 7")."""
    return any(day.start() <= match.start(1) < day.end() for day in DAY.finditer(text))


def _after_a_name(before: str) -> bool:
    """Whether what stands before a bare page is a name, a short title or a quoted one, as MLA writes."""
    words = re.findall(r"[^\W\d_]+", before)
    if compiled(r"\d\s*(?:and|&|und|и)\s*$|\b[Ii]n:\s+\p{LatinLu}{2,6}$").search(before) or _LABEL.search(before):
        return False  # "in: MEW 3" is a volume
    return 0 < len(words) <= 12 and any(word[0].isupper() for word in words) and not re.search(r"\b\d{4}\b", before)


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = list(pattern.finditer(text))
    return found[-1] if found else None
