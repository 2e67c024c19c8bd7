"""Whether the pages that were read of a note are all that it gives: every number is accounted for, or left open."""

from __future__ import annotations

import re

from variorum.manuscript.citations.archives import shelved
from variorum.manuscript.citations.locating import without_remark
from variorum.manuscript.citations.terms import (
    DAY,
    EXTENT,
    ISSUE,
    PAGES,
    REMARK_BETWEEN_PAGES,
    TRAILING,
    YEAR,
)
from variorum.manuscript.citations.values import Reference
from variorum.text.letters import compiled

CHECKED = ("full", "short", "ibid", "op-cit", "author-date", "same-author")
_LABELLED = re.compile(  # numbers with a word of their own: volumes, series, parts, editions
    r"(?<!\w)(?:vols?|nos?|nr|bd|band|jg|heft|h|t|tom|том|т|тт|вып|кн|ч|ser|series|bk|book|pt|part|teil|abt|doc|lot|fig|pl|tab|table|chaps?|ch|chapter|прим|примеч|сноска|"
    r"kap|kapitel|сер|раздел|гл|письмо|letter|lecture|section|sec|art|footnote|note|fn|nn?|anm|version)s?\.?\s*№?\s*\d+(?:[.–/-]\d+)*|"
    r"\d+\s?(?:st|nd|rd|th|d|te|-е|-ое|-я)\b|\d+\.?,?\s*(?:[\wäöü]+\.?,?\s+){0,5}(?:aufl(?:age)?|ausg(?:abe)?|ed|edn|edition|изд)\b|"
    r"(?<!\d)(?!(?:1[4-9]|20)\d\d\D)\d+,?\s*(?:vols?|bde|тт?|ч|вып|кн|с|pp|p|стр)\b|"
    r"[A-Za-z]\d+|\d+[:/.]\d+[\d:/.]*|\d+\s*\((?=[^()]*\d{4}\))|\d+\s*(?:г\.|год)",
    re.IGNORECASE,
)
_IMPRINT = re.compile(r"[(\[][^()\[\]]*\d{4}[^()\[\]]*[)\]]")
_VOLUME_IN_ROMAN = re.compile(
    r"\b(?:letter|chapter|book|part|pt|bk|ser|vol|no|tome?|t|том|т|ч|кн|bd|teil)s?\.?\s+[IVXLC]+\b|"
    r"\b[IVXLC]+,?\s+(?=(?:pp?|S|С|с)\.)",
    re.IGNORECASE,
)
_OF_JOURNAL = compiled(  # its volume before the year in brackets or after it, and the pages that are not meant
    r"\d+\s?\(\d+(?:[-–]\d+)?\)(?=\s*:|,\s+(?:pp?|S)\.)|\d+(?:[/.:]\d+|,\s*\d+(?:[-–]\d+)?)?(?=,?\s*\([^()]*\d{4}[^()]*\))|\d+(?=,?\s+(?:nos?|nr|№|H|Heft|Hft|issue)\.?\s*\d)|"
    r"\d+(?=,\s+(?:1[4-9]|20)\d\d\b)|(?<=\d{4}\)),?\s+\d{1,2}(?=,\s+(?:S|pp?)\.)|(?<=\d{4}\)\s)\d+(?:\s?\(\d+(?:[-–/]\d+)?\))?(?=\s+[A-Z][^\d]+\d)|\d+(?:\s*[-–]\s*\d+)?(?=,?\s+\(?(?:at|pp?\.|S\.)\s)|"
    r"\d+(?:\s?[-–]\s?\d+)?(?=\s+\(\d+(?:[-–]\d+)?(?:\s?ff?\.?)?\))|\(\d{4}\)\s+\d+(?:\s?\(\d+(?:[-–/]\d+)?\))?\s+[A-Z]\D+\d+(?=,\s+\d+[\s.]*$)|(?<=in:\s)\d{1,3}\.(?=\s+\p{LatinLu})"
)
_OF_A_KING = compiled(r"(?<=\p{LatinLl} )[IVXLC]+\b(?!,?\s*\d)")  # "Louis XIV"
_CENTURY = compiled(  # "X — начала XVIII веков", "im XIX. Jahrhundert", "XVIIe siècle"
    r"\b[IVX]+\.?e?(?:\s*[-–—]\s*(?:\p{CyrillicLl}+\s+){0,2}[IVX]+\.?e?)?\s+(?:вв?\.|вв?\b|век\w*|ст\.|столети\w*|centur\w+|Jh\.|Jahrhundert\w*|siècles?)"
)
_ACCOUNTED = (
    _CENTURY,
    re.compile(r"№+\s?\.?\s*\d+(?:\s?[-–]\s?\d+)?(?:\s*\(\d+\))?"),
    re.compile(r"(?<=(?<!\d)\d{4}\.)\s(?:N\s?)?\d{1,3}(?:\s?\(\d+\))?(?=\.\s[PpСсC]\.\s*\d)"),  # "1954. N 10 (23). P."
    re.compile(r"(?<=(?<!\d)\d{4})\s\(\d{1,2}\)(?=[\s.]*$)"),  # "2008 (10)."
    re.compile(r"(?<=(?<!\d)\d{4})[.,]?\s+\d+\s?\(\d+(?:[-–]\d+)?\)(?=[.,:]\s+(?:pp?|[СсC])\.\s*\d)", re.IGNORECASE),
    _OF_JOURNAL, _IMPRINT, _VOLUME_IN_ROMAN, _LABELLED, DAY, ISSUE, YEAR, EXTENT, PAGES, REMARK_BETWEEN_PAGES,
    _OF_A_KING,
    re.compile(r"ISBN\s*[\d-]+X?"),
)  # fmt: skip
_PLACE_BEFORE = re.compile(  # "chapter 4 of Moss, The Quay"
    r"(?<!\w)(?:chapters?|ch\.|pages?|pp?\.|Kapitel|Kap\.|Seiten?|S\.)\s*(?:\d+|[IVX]+)(?:\s?[-–]\s?\d+)?\s+(?:of|in|von|aus|bei)\s",
    re.IGNORECASE,
)
_NAMED_WITHIN = compiled(  # "For the head, see Vane and Moss 2015, 20", "A coffin of oak: Vane 2010, esp. 12"
    r"(?:(?<!\w)(?i:see|cf\.|compare|by|in|and|vgl\.|siehe|bei)|:)\s+"
    r"(?:\p{LatinLu}[\w’'-]+(?:,?\s+(?:and|und|&|et al\.)\s*|,\s+)?){1,4}\s*((?:1[4-9]|20)\d\d)[a-z]?\b"
)
_PLACE_UNREAD = re.compile(  # "The Quay (Leeds, 1902), P115", "The Quay, D81"; "(Leeds, 1902), 5:432 for the names"
    r",\s+[A-Z]\d{1,4}\W*$|\d{2}\),\s+\d+:\d+\s+[a-z]"
)
_NUMBER_BEHIND = re.compile(  # “1978), 4–5, ex. 9”, “160n2”: no title
    r"(?:^|[,)]\s+)(?!(?:1[0-9]|20)\d\d(?!\d))\d{1,4}(?![\d.])|\)[^()]*[a-z]\s\d{1,4}$|\.\s\d{1,4}\s?ff?$"
)
_NUMBER_BEHIND_YEAR = re.compile(
    r"(?:(?:1[4-9]|20)\d\d|\)),\s+\d{1,4}(?:n\d|,?\s+[^\W\d])"
)  # “Der Kai, Kiel 1975, 5, ex. 9”
_TWO_BY_COLONS = re.compile(r"(?<![\d:])\d{1,2}:\d{1,4}(?:[-–]\d+)?,\s+\d{1,2}:\d{1,4}(?!\d)")  # “1:166, 2:168”
_WORD_BEFORE_PAGES = compiled(  # what leads to a page and is none: a plate, a leaf, a note, the page beside it
    r"(?<![\w.])(?:(?:facing|opposite|before|after|to|neben|gegenüber|vor|nach|zu|auf|против|после|перед|к)\s+(?:pp?\.|S\.|[Сс]\.)\s*|"
    r"(?!pp?\b|pages?\b|pgs?\b|at\b|here\b|esp|quot|hier\b|bes|insb|and\b|und\b|fols?\b|cols?\b|chaps?\b|chapters?\b|paras?\b|lines?\b|стр|здесь|особ|nn?\b|notes?\b|on\b|sec|art|lots?\b|doc)"
    r"(?<=[,.:)”’»]\s)\p{Ll}{3,}\.?\s+|"
    r"(?<![\w-])(?P<roman>[ivxlc]{1,8}),\s*(?:pp?\.\s*|S\.\s*|[Сс]\.\s*)?)$"
)
QUOTED = re.compile(r"[“\"«„‘][^”\"»“’]*[”\"»“’]")


def is_doubtful(reference: Reference, text: str) -> bool:
    """Whether a number of a reference is accounted for by nothing that was read of it, and may be the page."""
    if reference.within is not None:
        inner = reference.within
        return is_doubtful(inner, inner.written)
    if reference.kind not in CHECKED or reference.fonds:
        return False
    until = match.start() if (match := TRAILING.search(text)) and match.start() else len(text)
    rest = without_remark(text[:until].rstrip(" .;,"))
    if not reference.locator and _has_page_elsewhere(reference, text):
        return True
    if (
        _is_led_otherwise(reference, text)
        or _is_of_another_edition(reference, text)
        or _has_two_volumes(reference, text)
    ):
        return True
    if _is_prose_with_a_name(reference, text) or _starts_in_roman(reference, text):
        return True
    if "-" not in reference.locator[-6:] and re.search(rf"{last_number(reference.locator)}\s*[-–—]+\s*\d\D*$", rest):
        return True
    container = "" if _NUMBER_BEHIND.search(reference.container) else reference.container
    title = "" if _NUMBER_BEHIND_YEAR.search(reference.title) else reference.title
    for told in (title, container, *reference.authors):
        rest = rest.replace(told, " ", 1) if told else rest
    rest = rest[: shelf.at] if (shelf := shelved(rest)) is not None else rest
    if reference.kind == "short" and not reference.title and re.search(r",\s*[1-9]\d{3,}$", rest):
        return True  # "Inglis, 1368": votes, or a sum
    for pattern in _ACCOUNTED:
        rest = pattern.sub(" ", rest)
    known = {
        *re.findall(r"\w+", reference.locator.upper()),
        *re.findall(r"\d+", reference.locator),
        *re.findall(r"\w+", reference.volume),
        reference.back,
    }
    left = re.findall(r"(?<![\w.:/])(?:\d{1,4}(?=ff?\b|n\d|[^\w:/]|$)|[IVXLC]{2,}(?![\w:/]))", rest)
    return any(number not in known for number in left) or (not reference.locator and PAGES.search(rest) is not None)


def _has_page_elsewhere(reference: Reference, text: str) -> bool:
    """“Vane, The Quay 57 (Ada Moss ed. 2002)”, as jurists give the page; “chapter 4 of Moss, The Quay”."""
    if re.fullmatch(r"[A-Z]?\d[\d\s–-]*", reference.container.strip()):
        return True  # “Ropes,” 1707–91; “Ropes,” P10008
    if reference.kind in ("full", "short") and _PLACE_UNREAD.search(text):
        return True
    named = max(text.find(one) for one in (reference.title, *reference.authors))
    if _PLACE_BEFORE.search(text, 0, max(named, 0)):
        return True
    before_imprint = (
        rf"{re.escape(reference.title)}[.,]?\s+(?!(?:1[4-9]|20)\d\d\b)\d{{1,4}}\s+\([^()]*(?:1[4-9]|20)\d\d\)"
    )
    return bool(reference.title and not reference.container and re.search(before_imprint, text))


def _is_prose_with_a_name(reference: Reference, text: str) -> bool:
    """Whether what was read as a title without author is somebody's words that lead up to a name and a year."""
    if reference.kind != "full" or reference.authors or QUOTED.search(reference.title) or f"“{reference.title}" in text:
        return False
    named = [match for match in _NAMED_WITHIN.finditer(reference.title) if match[1] == reference.year[:4]]
    return any(
        reference.title[match.end() :].strip() or YEAR.search(reference.title, 0, match.start()) for match in named
    )


def _is_led_otherwise(reference: Reference, text: str) -> bool:
    """Whether the page follows a word that is no page's: “facing p. 5”, “note 4 to p. 5”, “leaf 5”, “xcix, 5”."""
    first = re.match(r"\w+", reference.locator)
    named = max(
        (at + len(one) for one in (reference.title, *reference.authors) if one and (at := text.find(one)) >= 0),
        default=0,
    )
    led = None if first is None else _WORD_BEFORE_PAGES.search(text[: _where(first[0], text, named)], named)
    if led is None:
        return False
    if led["roman"]:
        return led["roman"] not in (reference.volume, *re.findall(r"\w+", reference.locator))
    return True


def _where(page: str, text: str, begins: int) -> int:
    found = [match.start() for match in re.finditer(rf"(?<!\w){page}", text[begins:])]
    return begins + found[-1] if found else 0


def _is_of_another_edition(reference: Reference, text: str) -> bool:
    """“p. 5 of the first edition (p. 7 in that of Kiel 1967)”: pages in brackets with a year of their own."""
    theirs = (match[0] for match in re.finditer(r"\([^()]*\)", text) if YEAR.search(match[0]))
    told = {number for inside in theirs for pages in PAGES.finditer(inside) for number in re.findall(r"\d+", pages[1])}
    return bool(told & set(re.findall(r"\d+", reference.locator)))


def _has_two_volumes(reference: Reference, text: str) -> bool:
    """“Vane, The Quay, I, 44, II, 57”: pages of two volumes are no one place; nor is a second year (“1975, 1980”)."""
    if reference.kind == "author-date" and re.fullmatch(r"(?:1[4-9]|20)\d\d", reference.locator):
        return abs(int(reference.locator) - int(reference.year[:4])) < 100
    return re.search(r"\d,\s[IVX]+,\s\d", reference.locator) is not None or _TWO_BY_COLONS.search(text) is not None


def _starts_in_roman(reference: Reference, text: str) -> bool:
    """“Vane, The Quay, xv, xxii, 23”, “(Leeds, 1981), xii, 36”: a page in Roman numerals before the others."""
    first = re.match(r"[ivxlc]+\b", reference.locator)
    if first is not None:
        return re.search(rf",\s+[ivxlc]+,\s+{first[0]}\b", text) is not None
    return (
        not reference.container and re.search(rf",\s+x[ivxlc]+,\s+{last_number(reference.locator)}\b", text) is not None
    )


def last_number(locator: str) -> str:
    """A pattern for the last number of a locator; one that fits nothing where there is none."""
    numbers = re.findall(r"\d+", locator)
    return rf"(?<!\d){numbers[-1]}" if numbers else r"(?!)"
