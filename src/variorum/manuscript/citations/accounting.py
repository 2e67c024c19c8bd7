"""Whether everything that a piece of a note says is accounted for by what was read of it.

What shows a sign of a work and was not read as one is left open, and said: a second work in somebody's sentence, pages
beside those that were read, a number that is no year, volume, issue, date or edition and may be the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from variorum.manuscript.citations.archives import shelved
from variorum.manuscript.citations.locating import without_remark
from variorum.manuscript.citations.prose import SENTENCE_BREAKS, has_imprint, imprints_in, is_sentence
from variorum.manuscript.citations.signs import (
    BACK_AGAIN,
    DATED,
    LIVED,
    NAMED_AND_DATED,
    SAID,
    SENT_ON,
    is_remark,
    signs_in,
)
from variorum.manuscript.citations.splitting import ADDRESS, sentences_in
from variorum.manuscript.citations.terms import (
    DAY,
    EXTENT,
    ISSUE,
    PAGES,
    REMARK_BETWEEN_PAGES,
    SECOND_HAND,
    TRAILING,
    YEAR,
)
from variorum.manuscript.citations.values import Reference
from variorum.manuscript.works import same_surname
from variorum.saying import say
from variorum.text.scripts import CYRILLIC

_CHECKED = ("full", "short", "ibid", "op-cit", "author-date", "same-author")
_LABELLED = re.compile(  # numbers with a word of their own: volumes, series, parts, editions
    r"(?<!\w)(?:vols?|nos?|nr|bd|band|jg|heft|h|t|tom|том|т|тт|вып|кн|ч|ser|series|bk|book|pt|part|teil|abt|doc|lot|fig|pl|tab|table|chaps?|ch|chapter|прим|примеч|сноска|"
    r"kap|kapitel|сер|раздел|гл|письмо|letter|lecture|section|sec|art|footnote|note|fn|nn?|anm|version)s?\.?\s*№?\s*\d+(?:[.–/-]\d+)*|"
    r"\d+\s?(?:st|nd|rd|th|d|te|-е|-ое|-я)\b|\d+\.?,?\s*(?:[\wäöü]+\.?,?\s+){0,5}(?:aufl(?:age)?|ausg(?:abe)?|ed|edn|edition|изд)\b|"
    r"(?<!\d)(?!(?:1[4-9]|20)\d\d\D)\d+,?\s*(?:vols?|bde|тт?|ч|вып|кн|с|pp|p|стр)\b|"
    r"[A-Za-z]\d+|\d+[:/.]\d+[\d:/.]*|\d+\s*\((?=[^()]*\d{4}\))|\d+\s*(?:г\.|год)",
    re.IGNORECASE,
)
_SPOKEN = re.compile(r"\d[ff.]*,\s+((?:Interview|Gespräch|интервью|беседа)\b[^;]{3,})", re.IGNORECASE)
_TRANSLATED = re.compile(  # another edition of the same work, named in brackets
    r"\((?:издание\s+на\s+русском|рус\.\s*(?:пер|изд)|в\s+рус\.\s+пер|русский\s+перевод|dt\.|deutsch|engl?\.|English\s+(?:translation|edition)|"
    r"Engl\.\s+transl|trans(?:lated|\.)\s+as|French\s+translation|Russian\s+(?:translation|edition)|Original)[^()]*\)",
    re.IGNORECASE,
)
_IMPRINT = re.compile(r"[(\[][^()\[\]]*\d{4}[^()\[\]]*[)\]]")
_VOLUME_IN_ROMAN = re.compile(
    r"\b(?:letter|chapter|book|part|pt|bk|ser|vol|no|tome?|t|том|т|ч|кн|bd|teil)s?\.?\s+[IVXLC]+\b|"
    r"\b[IVXLC]+,?\s+(?=(?:pp?|S|С|с)\.)",
    re.IGNORECASE,
)
_OF_JOURNAL = re.compile(  # its volume before the year in brackets or after it, and the pages that are not meant
    r"\d+\s?\(\d+(?:[-–]\d+)?\)(?=\s*:|,\s+(?:pp?|S)\.)|\d+(?:[/.:]\d+|,\s*\d+(?:[-–]\d+)?)?(?=,?\s*\([^()]*\d{4}[^()]*\))|\d+(?=,?\s+(?:nos?|nr|№|H|Heft|Hft|issue)\.?\s*\d)|"
    r"\d+(?=,\s+(?:1[4-9]|20)\d\d\b)|(?<=\d{4}\)),?\s+\d{1,2}(?=,\s+(?:S|pp?)\.)|(?<=\d{4}\)\s)\d+(?:\s?\(\d+(?:[-–/]\d+)?\))?(?=\s+[A-Z][^\d]+\d)|\d+(?:\s*[-–]\s*\d+)?(?=,?\s+\(?(?:at|pp?\.|S\.)\s)|"
    r"\d+(?:\s?[-–]\s?\d+)?(?=\s+\(\d+(?:[-–]\d+)?(?:\s?ff?\.?)?\))|\(\d{4}\)\s+\d+(?:\s?\(\d+(?:[-–/]\d+)?\))?\s+[A-Z]\D+\d+(?=,\s+\d+[\s.]*$)|(?<=in:\s)\d{1,3}\.(?=\s+[A-ZÄÖÜ])"
)
_OF_A_KING = re.compile(r"(?<=[a-zà-þ] )[IVXLC]+\b(?!,?\s*\d)")  # "Louis XIV"
_CENTURY = re.compile(  # "X — начала XVIII веков", "im XIX. Jahrhundert", "XVIIe siècle"
    r"\b[IVX]+\.?e?(?:\s*[-–—]\s*(?:[а-яё]+\s+){0,2}[IVX]+\.?e?)?\s+(?:вв?\.|вв?\b|век\w*|ст\.|столети\w*|centur\w+|Jh\.|Jahrhundert\w*|siècles?)"
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
_OF_SOMEBODY = re.compile(  # "Vane and Moss's The Quay": a work told by whose it is
    r"(?<!The )(?<!A )[A-ZÀ-ÞА-ЯЁ][\w-]+(?:[’']s|s[’'])\s+(?:[a-zà-þ-]+\s+){0,2}[A-ZÀ-ÞА-ЯЁ“\"‘«*_]"
)
_LISTED = re.compile(r"[A-ZÀ-ÞА-ЯЁ][\w-]+[.,:]\s+[A-ZÀ-ÞА-ЯЁ«“]\w+")  # «Вейнов. Причал»
_ANOTHER_NAME = re.compile(r"[A-ZÀ-ÞА-ЯЁ][a-zà-þа-яё]{2}")
_NAME_OR_TITLE = re.compile(r",\s[^,()]*(?<![\w.])[A-ZÀ-ÞА-ЯЁ][\w’'-]{2,}[^,()]*,")  # ", with a review by Ada Moss,"
_ANOTHER_LED = re.compile(  # ", and for the barges A. Moss", "), and R. Vane, The Quay"
    r"[,)\d]\s+(?:and|und|sowie|et|as\s+well\s+as|while|whereas|but|wobei|aber)\s+"
    r"(?:(?:[a-zäöüß][\w’'-]*\s+)+(?:[A-ZÀ-Þ]\.\s?)*[A-ZÀ-Þ][\w’'-]|(?:[A-ZÀ-Þ]\.\s?)*[A-ZÀ-Þ][\w’'-]+,\s+[A-ZÀ-Þ])"
)
_SENTENCE_BETWEEN = re.compile(  # "… is striking. The best study is that of A. Moss"
    r"[a-zß)\]]\.\s+(?:The|This|These|Its?|His|Her|He|She|They|There|For|On|Es|Er|Sie|Dies\w*|Dabei|Hier)\s+[a-zäöüß]"
)
_SENTENCE_WITHIN = re.compile(r"[\w)][.]\s+[A-ZÀ-Þ][a-zäöü]+\s+[a-zäöüß]+\s")
_SPAN_OF_YEARS = re.compile(r"\d{4}\s?[-–]\s?\d{2,4}")
_PLACE_BEFORE = re.compile(  # "chapter 4 of Moss, The Quay"
    r"(?<!\w)(?:chapters?|ch\.|pages?|pp?\.|Kapitel|Kap\.|Seiten?|S\.)\s*(?:\d+|[IVX]+)(?:\s?[-–]\s?\d+)?\s+(?:of|in|von|aus|bei)\s",
    re.IGNORECASE,
)
_REVIEW = re.compile(
    r"(?<!\w)(?:reviews?\s+of(?:\s+the\s+(?:book|exhibition|volume|film|edition))?|Rezension(?:en)?\s+(?:zu|von|des|der)|Rez\.\s+(?:zu|von)|"
    r"[Рр]ец(?:ензи\w+|\.)\s+на)\W*(?:[A-ZÀ-Þ][\w.’'-]*\s?){0,4}[,:]?\W*$"
)
_CALLED_REVIEW = re.compile(
    r"\W*(?:reviews?\s+of|Rezension(?:en)?\s+(?:zu|von|des|der)|Rez\.\s+(?:zu|von)|рец(?:ензи\w+|\.)\s+на)[\s:]",
    re.IGNORECASE,
)
_NAMED_WITHIN = re.compile(  # "For the head, see Vane and Moss 2015, 20", "A coffin of oak: Vane 2010, esp. 12"
    r"(?:(?<!\w)(?i:see|cf\.|compare|by|in|and|vgl\.|siehe|bei)|:)\s+"
    r"(?:[A-ZÀ-Þ][\w’'-]+(?:,?\s+(?:and|und|&|et al\.)\s*|,\s+)?){1,4}\s*((?:1[4-9]|20)\d\d)[a-z]?\b"
)
_PLACE_UNREAD = re.compile(  # "The Quay (Leeds, 1902), P115", "The Quay, D81"; "(Leeds, 1902), 5:432 for the names"
    r",\s+[A-Z]\d{1,4}\W*$|\d{2}\),\s+\d+:\d+\s+[a-z]"
)
_NUMBER_BEHIND = re.compile(  # “1978), 4–5, ex. 9”, “160n2”: no title
    r"(?:^|[,)]\s+)(?!(?:1[0-9]|20)\d\d(?!\d))\d{1,4}(?![\d.])|\)[^()]*[a-z]\s\d{1,4}$"
)
_NUMBER_BEHIND_YEAR = re.compile(
    r"(?:(?:1[4-9]|20)\d\d|\)),\s+\d{1,4}(?:n\d|,?\s+[^\W\d])"
)  # “Der Kai, Kiel 1975, 5, ex. 9”
_WORD_BEFORE_PAGES = re.compile(  # what leads to a page and is none: a plate, a leaf, a note, the page beside it
    r"(?<![\w.])(?:(?:facing|opposite|before|after|to|neben|gegenüber|vor|nach|zu|auf|против|после|перед|к)\s+(?:pp?\.|S\.|[Сс]\.)\s*|"
    r"(?!pp?\b|pages?\b|pgs?\b|at\b|here\b|esp|quot|hier\b|bes|insb|and\b|und\b|fols?\b|cols?\b|chaps?\b|chapters?\b|paras?\b|lines?\b|стр|здесь|особ|nn?\b|notes?\b|on\b|sec|art|lots?\b|doc)"
    r"(?<=[,.:)”’»]\s)[a-zäöüßа-яё]{3,}\.?\s+|"
    r"(?<![\w-])(?P<roman>[ivxlc]{1,8}),\s*(?:pp?\.\s*|S\.\s*|[Сс]\.\s*)?)$"
)
_QUOTED = re.compile(r"[“\"«„‘][^”\"»“’]*[”\"»“’]")


def is_doubtful(reference: Reference, text: str) -> bool:
    """Whether a number of a reference is accounted for by nothing that was read of it, and may be the page."""
    if reference.within is not None:
        inner = reference.within
        return is_doubtful(inner, inner.written)
    if reference.kind not in _CHECKED or reference.fonds:
        return False
    until = match.start() if (match := TRAILING.search(text)) and match.start() else len(text)
    rest = without_remark(text[:until].rstrip(" .;,"))
    if not reference.locator and _has_page_elsewhere(reference, text):
        return True
    if _is_led_otherwise(reference, text) or _is_of_another_edition(reference, text) or _has_two_volumes(reference):
        return True
    if _is_prose_with_a_name(reference, text) or _starts_in_roman(reference, text):
        return True
    if "-" not in reference.locator[-6:] and re.search(rf"{_last_number(reference.locator)}\s*[-–—]+\s*\d\D*$", rest):
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
    if (
        reference.kind != "full"
        or reference.authors
        or _QUOTED.search(reference.title)
        or f"“{reference.title}" in text
    ):
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


def _has_two_volumes(reference: Reference) -> bool:
    """“Vane, The Quay, I, 44, II, 57”: pages of two volumes are no one place; nor is a second year (“1975, 1980”)."""
    if reference.kind == "author-date" and re.fullmatch(r"(?:1[4-9]|20)\d\d", reference.locator):
        return abs(int(reference.locator) - int(reference.year[:4])) < 100
    return re.search(r"\d,\s[IVX]+,\s\d", reference.locator) is not None


def _starts_in_roman(reference: Reference, text: str) -> bool:
    """“Vane, The Quay, xv, xxii, 23”: a page in Roman numerals before those that were read."""
    first = re.match(r"[ivxlc]+\b", reference.locator)
    return first is not None and re.search(rf",\s+[ivxlc]+,\s+{first[0]}\b", text) is not None


def runs_over(reference: Reference, text: str) -> bool:
    """Whether another work is named between the one that was read and the pages that it was given.

    “Vane, Die Ernte (1903), and for the barges A. Moss, The Quay, 1859, 5”: the page is the second work's.
    """
    is_seen = reference.within is None
    reference = reference.checked
    if reference.kind not in _CHECKED or reference.fonds or CYRILLIC.search(text):
        return False
    is_marked = re.search(r"[“”„\"«‘]", text) is not None  # a title in marks may have a sentence of its own
    if not is_marked and _SENTENCE_WITHIN.search(reference.title) and is_sentence(reference.title):
        return True
    lead = text[: text.find(reference.authors[0])] if reference.authors and reference.authors[0] in text else ""
    if is_seen and names_a_work(lead):
        return True
    if not reference.locator:
        return False
    if re.search(r"[.)]\s+—\s+\[[A-ZÀ-Þ]", text):  # "… S. 5. — [Ada Moss], Der Kai"
        return True
    until = [match.start() for match in re.finditer(_last_number(reference.locator), text)]
    told = [at + len(part) for part in (reference.title, reference.container) if part and (at := text.find(part)) >= 0]
    between = text[max(told, default=0) : until[-1]] if until else ""
    for pattern in (_QUOTED, DAY, _SPAN_OF_YEARS):
        between = pattern.sub(" ", between)
    between = re.sub(r"\(([^()]*)\)", lambda match: f"§ {match[1][-4:]} " if YEAR.search(match[1]) else " ", between)
    years = [(match[1], match.span()) for match in YEAR.finditer(between)]
    for (first, before), (second, after) in pairwise(years):
        if first != second and _NAME_OR_TITLE.search(between[before[1] : after[0]]):
            return True
    return _ANOTHER_LED.search(between) is not None or _SENTENCE_BETWEEN.search(between) is not None


def names_a_work(lead: str) -> bool:
    """Whether words that lead up to a work have an imprint or an address, which are another's."""
    return ADDRESS in lead or has_imprint(lead)


def is_called_review(title: str) -> bool:
    """Whether a title says itself that it is a review: “Review of The Quay”."""
    return _CALLED_REVIEW.match(title) is not None


def is_review(reference: Reference, text: str) -> bool:
    """Whether the title that was read is of the work that a review is of, and not of the review."""
    at = text.find(reference.title) if reference.title else -1
    return at > 0 and _REVIEW.search(text, 0, at) is not None


def voice_left_open(reference: Reference, text: str, start: int) -> Reference | None:
    """The work that a piece names before "quoted in", left open where its form was not read; None where it was."""
    turn = SECOND_HAND.search(text)
    if reference.within is None or turn is None:
        return None
    named = (*reference.authors, reference.title)
    if reference.kind != "unread" and not any(_OF_SOMEBODY.search(one) for one in named):
        return None
    return _open(text, start, 0, turn.start())


def named_before(text: str, start: int, following: str) -> Reference | None:
    """A sentence of its own that names a work and was not read, left open where the next begins with "quoted in"."""
    if not SECOND_HAND.match(following) or is_sentence(text) or not (_OF_SOMEBODY.search(text) or _LISTED.match(text)):
        return None
    return _open(text, start, 0, len(text.rstrip()))


def only_names_an_author(one: Reference, text: str, found: Sequence[Reference]) -> bool:
    """Whether what was left open names but the author of a work that the note goes on to cite.

    “Vane holds that … R. Vane, The Quay, 5”: the sentence leads up to the work.
    """
    if one.kind != "unread" or re.search(r"\d", one.written):
        return False
    names = re.findall(r"[A-ZÀ-ÞА-ЯЁ][\w-]+", text[max(0, one.start - 24) : one.end])[-2:]
    later = (name for other in found if other.start >= one.end and other.kind != "unread" for name in other.authors)
    return any(same_surname(name, author) for author in later for name in names)


def left_over(text: str, start: int, italics: Sequence[tuple[int, int]], found: Sequence[Reference]) -> list[Reference]:
    """A reference left open for the first sign of a work, in a piece of a note, that none of those read accounts for.

    Where nothing was read the first sign in all of it; else what stands outside the references, and what a reading of
    the whole piece leaves aside.
    """
    masked = _TRANSLATED.sub(lambda match: " " * len(match[0]), text)
    places = sorted(_unread(masked, start, italics, found))
    return [_open(text, start, *places[0])] if places else []


def _unread(
    text: str, start: int, italics: Sequence[tuple[int, int]], found: Sequence[Reference]
) -> Iterator[tuple[int, int]]:
    whole = [one for one in found if one.end - one.start >= len(text)]
    if len(whole) == 1 and len(found) == 1:
        yield from _beside(text, start, whole[0])
        yield from _named_beside(text, italics, whole[0])
        return
    if whole:
        return
    read = [(one.start - start, one.end - start) for one in found]
    named = " ".join(name for one in found for name in (*one.authors, *one.checked.authors))
    for low, high in _gaps(read, len(text)):
        said = _said(text[low:high].rstrip() if high < len(text) else text[low:high] + " ", named)
        yield from ((low + s, low + e) for s, e in said)
        yield from ((low + s, low + e) for s, e in _not_read(text[low:high], leads_up=high < len(text)))
        inside = [(max(s, low) - low, min(e, high) - low) for s, e in italics if s < high and e > low]
        yield from ((low + s, low + e) for s, e in signs_in(text[low:high], inside, alone=not found))


def _not_read(text: str, *, leads_up: bool) -> Iterator[tuple[int, int]]:
    """What is nobody's sentence, and no remark of a known form: a citation, it seems, of a form that is not read.

    With `leads_up` the last stretch runs on into a reference, and is what leads up to it.
    """
    stretches = [] if LIVED.match(text) else list(sentences_in(text))
    for low, high in stretches[:-1] if leads_up else stretches:
        words = text[low:high].strip(" .,;:()")
        names = re.findall(r"(?<!\w)[A-ZÀ-ÞА-ЯЁ][^\W\d_]{2,}|\d+|[A-ZА-ЯЁ]{2,}(?!\w)", _FIRST_WORD.sub("", words))
        is_long = len(re.findall(r"(?<!\w)[a-zà-þа-яё]+(?!\w)", words)) >= 8 and not _MARKED.search(words)
        if len(names) > 1 and not is_long and not is_sentence(words) and not is_remark(words):
            yield low, high


_NAME_LEADS = re.compile(  # "and Conquest, *Stalin*", "see also Moss’s *Quay*"
    r"(?<!\w)(?:and|und|et|и|see|also|siehe|vgl\.|см\.)\s+(?P<name>[A-ZÀ-ÞА-ЯЁ][\w.’'-]*(?:\s[A-ZÀ-ÞА-ЯЁ][\w.’'-]*){0,3}?)(?:[’']s)?,?\s*$"
)
_NAMED_AFTER = re.compile(  # “…’, and R. Vane, The Quay”, “… (Leeds, 1931), und Moos, Der Kai”: a second work
    r"[)”’»],?\s+(?:and|und|et|sowie|и)\s+(?:(?:for|on|about|zu[rm]?|über)\s[^;.()\d]{3,90}?,?\s)?(?P<work>(?:[A-ZÀ-ÞА-ЯЁ]\.\s?){0,3}[A-ZÀ-ÞА-ЯЁ][\w’-]{2,}(?:\s[A-ZÀ-ÞА-ЯЁ][\w’-]+)?,\s+"
    r"[“‘«„]?[A-ZÀ-ÞА-ЯЁ]\w)"
)
_AND_ALONE = re.compile(r"[,)\d”’]\s+(?:and|und|et|sowie|и)\s+$")
_HOSTS = re.compile(r"\bin:?\s+(?:[A-ZÀ-ÞА-ЯЁ][\w.’'-]*,?\s+)+$")  # "in Vane and Moss, *The Quay*": its editors
_AS_WELL_AS = re.compile(r"\b(?:as\s+well\s+as|sowie\s+bei|а\s+также\s+у)\s+(?P<name>[A-ZÀ-ÞА-ЯЁ][\w’'-]+)")
_FIRST_WORD = re.compile(r"^[A-ZÀ-ÞА-ЯЁ]\w*(?=\s+[a-zà-þа-яё])")
_MARKED = re.compile(rf"(?i:{DAY.pattern})|(?<!\w)[A-Z]{{2,}}\s?\d|\d/\d|(?<!\w)(?:Nr|No|Bd|vol|№)\.?\s?\d")


def _said(text: str, named: str) -> Iterator[tuple[int, int]]:
    """Where somebody's sentence reports one who wrote, and is not named by what was read."""
    for match in SAID.finditer(text):
        is_led = match.end() == len(text)  # "Größere Chancen zeigt | Vane 1976": who is cited follows
        if not is_led and (match["name"] or match["follows"]) not in named:
            yield match.span()


def _gaps(spans: Sequence[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    at = 0
    for low, high in sorted(spans):
        if low > at:
            yield at, low
        at = max(at, high)
    if at < length:
        yield at, length


def _beside(text: str, start: int, one: Reference) -> Iterator[tuple[int, int]]:
    """What a reading of a whole piece leaves aside: a remark at the end, one between pages, second works."""
    whole = match.start() if (match := TRAILING.search(text)) and match.start() > 0 else len(text)
    until = len(without_remark(text[:whole]))
    yield from ((until + s, until + e) for s, e in signs_in(text[until:whole]))
    said = list(sentences_in(text[until:whole]))
    for low, high in said[1:]:
        yield from (
            (until + low + s, until + low + e) for s, e in _not_read(text[until + low : until + high], leads_up=False)
        )
    for remark in REMARK_BETWEEN_PAGES.finditer(text[:until]):
        yield from ((remark.start() + s, remark.start() + e) for s, e in signs_in(remark[0]))
    if (spoken := _SPOKEN.search(text, 0, until)) is not None:
        yield spoken.span(1)
    if one.checked.kind == "unread":
        return
    named = " ".join((*one.authors, *one.checked.authors))
    begins = one.within.checked.start - start if one.within is not None else 0
    begins = begins or (len(one.signal) if text.startswith(one.signal) else 0)
    yield from _further_works(text[:until], begins, one.checked)
    for low, high in sentences_in(text[:until]):
        told = (one.checked.title, one.checked.container[-24:], *one.checked.authors)
        is_read = any(words and words in text[low:high] for words in told)
        if is_sentence(text[low:high]) and not is_read:
            yield from ((low + s, low + e) for s, e in (*signs_in(text[low:high]), *_said(text[low:high], named)))


def _named_beside(text: str, italics: Sequence[tuple[int, int]], one: Reference) -> Iterator[tuple[int, int]]:
    """A work after the one that was read, told by “and” or “see” and a name: its title in italics, or nothing more."""
    at = text.find(one.checked.title) + len(one.checked.title) if one.checked.title else 0
    for start, end in italics:
        led = _NAME_LEADS.search(text, at, start) if start >= at else None
        follows = start >= at and _AND_ALONE.search(text, at, start)  # "…, 298, and *The Quay*": of the same author
        is_parted = start >= at > 0 and SENTENCE_BREAKS.search(text, at, start) is not None
        if follows or (is_parted and len(text[start:end].split()) > 1):
            yield start, end
        if led is not None and not _HOSTS.search(text, at, led.start()):
            yield led.start("name"), start
    for match in _AS_WELL_AS.finditer(text, at):
        yield match.span("name")


def _further_works(text: str, begins: int, one: Reference) -> Iterator[tuple[int, int]]:
    yield from [span for span in imprints_in(text) if span[0] >= begins][1:]
    plain = _QUOTED.sub(lambda match: "_" * len(match[0]), text)
    if one.kind not in ("ibid", "op-cit", "same-author"):
        yield from (match.span() for match in BACK_AGAIN.finditer(plain) if match.start() > max(begins, 3))
    yield from (match.span() for match in SENT_ON.finditer(plain, begins) if match.start() > begins + 1)
    named = f"{one.title} {one.container} {' '.join(one.authors)}"
    for match in DATED.finditer(plain, begins):
        is_led = (match["led"] or "").strip(" ([") != ""
        is_told = is_led and (match["paged"] is not None or not one.fonds)  # "…, Letter from Leeds, 1945" of an archive
        if is_told and match["year"] != one.year[:4] and match["name"] not in named:
            yield match.start("name"), match.end()
    for match in NAMED_AND_DATED.finditer(plain, begins):
        if match["year"] != one.year[:4] and match["name"] not in named:
            yield match.span()
    yield from (match.span("work") for match in _NAMED_AFTER.finditer(text, begins))
    pages = list(PAGES.finditer(plain, begins))
    for before, after in pairwise(pages):
        between = plain[before.end(1) : after.start()]
        if _ANOTHER_NAME.search(between) and not re.match(r"\W*in:?\s", between):
            yield after.span()
    if (address := text.find(ADDRESS)) > 0 and re.search(
        r"\d[ff.]*,?\s+(?:sowie|und|and|as\s+well\s+as|и|а\s+также)\s+[^;\d]{5,160}$", text[:address]
    ):
        yield address, address + 8


def _open(text: str, start: int, low: int, high: int) -> Reference:
    words = text[low:high]
    if not words.strip(ADDRESS + " "):
        doubt = say("The note sends to a page in the web.")
    elif re.match(r"(?:interview|gespräch|интервью|беседа)", words, re.IGNORECASE):
        doubt = say("The note sends to what was said or written to the author.")
    else:
        doubt = say("A further work in this sentence is not understood.")
    return Reference(words, start + low, start + high, "unread", doubt=doubt)


def _last_number(locator: str) -> str:
    numbers = re.findall(r"\d+", locator)
    return rf"(?<!\d){numbers[-1]}" if numbers else r"(?!)"
