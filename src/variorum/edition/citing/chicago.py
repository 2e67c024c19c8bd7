"""Notes and bibliography as The Chicago Manual of Style has them (17th edition, chapter 14).

Followed here: full note and shortened note (14.19, 14.30), a shortened note without title where the same work was
cited alone in the note just before (14.34, which prefers this to "ibid."), books (14.100–116), chapters (14.106),
journals (14.168–175), newspapers (14.191–198), manuscripts in archives and letters (14.219–231), works of reference
(14.232), reviews (14.201), titles in other languages left in their own capitals (14.98). Dates and terms are in
English, titles and names in the original.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup

from variorum.dates.dating import Dating
from variorum.edition.citing.item import CitationItem, CitationName, place_in
from variorum.edition.citing.pieces import (
    NoteCitation,
    Piece,
    ends_with_point,
    full_stop,
    italic,
    labels_of,
    plain,
    sentence,
    short_title,
    tucked,
)
from variorum.edition.cleaning import shown
from variorum.edition.in_words import dating_in_words
from variorum.edition.wording import words_of
from variorum.record import Locator

_BOOKS = frozenset({"book", "thesis", "report", "map", "musical_score", "motion_picture", "pamphlet", "classic"})
_PARTS = frozenset({"chapter", "entry", "entry-encyclopedia", "entry-dictionary", "paper-conference"})
_SERIALS = frozenset({"article", "article-journal", "article-magazine", "article-newspaper", "review", "review-book"})
_TERMS = {
    "folio": ("fol.", "fols."), "column": ("col.", "cols."), "number": ("no.", "nos."),
    "paragraph": ("§", "§§"), "section": ("sec.", "secs."),
}  # fmt: skip
_STOP = frozenset({"a", "an", "the"})
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def note(item: CitationItem, cited: NoteCitation) -> Markup:
    """One source as a footnote cites it, without the closing point."""
    if cited.follows and item.authors:
        return sentence([_families(item), _place(cited.locator, item)], ", ")
    if cited.seen:
        return sentence([_families(item), _short_title(item), _place(cited.locator, item)], ", ")
    return _with_place(_full(item), cited.locator, item)


def entry(item: CitationItem) -> Markup:
    """One source as the bibliography lists it."""
    names = _inverted(item.authors)
    if item.type in _BOOKS:
        body: list[Piece] = [_title(item), _edited(item, "Edited by", "Translated by"), _edition(item), _imprint(item)]
    elif item.type in _PARTS:
        container = Markup("In ") + _container(item) if item.field("container-title") else Markup("")
        pages = item.field("page").replace("-", "–")
        inside = sentence([container, _edited(item, "edited by", "translated by"), pages], ", ")
        body = [_title(item), inside, _imprint(item)]
    elif item.type in _SERIALS:
        body = [_title(item), _serial(item, with_pages=True)]
    else:
        body = [_title(item), _date(item), place_in(None, item), _archive(item), _imprint_name(item)]
    return full_stop(_periods([names, *body, item.field("URL")]))


def _periods(pieces: Sequence[Piece]) -> Markup:
    """The areas of an entry, each closed by a period, which goes inside a closing quotation mark (6.9)."""
    areas = [piece if isinstance(piece, Markup) else shown(piece) for piece in pieces if piece]
    closed = [tucked(a, ".") if a.endswith("”") and not ends_with_point(a) else full_stop(a) for a in areas[:-1]]
    return Markup(" ").join([*closed, *areas[-1:]])


def _full(item: CitationItem) -> Markup:
    names = _listed([name.natural for name in item.authors])
    if item.type in _BOOKS:
        head = sentence([names, _title(item), _edited(item, "ed.", "trans."), _edition(item)], ", ")
        return sentence([head, _bracketed(_imprint(item))], " ")
    if item.type in _PARTS:
        container = Markup("in ") + _container(item) if item.field("container-title") else Markup("")
        inside = sentence([container, _edited(item, "ed.", "trans."), _edition(item)], ", ")
        return sentence([_after_title([names, _title(item)], inside), _bracketed(_imprint(item))], " ")
    if item.type in _SERIALS:
        return _after_title([names, _title(item)], _serial(item))
    shelf = "" if item.type != "legislation" else item.field("container-title")
    tail = sentence([shelf, _date(item)], ", ")
    return _after_title([names, _title(item)], tail)


def _with_place(full: Markup, locator: Locator | None, item: CitationItem) -> Markup:
    if item.field("archive_location") or item.field("archive") or (locator and locator.kind == "archival"):
        return sentence([full, place_in(locator, item), _archive(item)], ", ")
    joint = ": " if item.type == "article-journal" and locator and locator.kind == "page" else ", "
    place = _place(locator, item)
    return sentence([full, place], joint)


def _place(locator: Locator | None, item: CitationItem) -> str:
    """The locator as Chicago prints it: a page is a bare number, but for newspapers, whose pages say that they are."""
    if locator is None:
        return ""
    if locator.kind == "archival" or item.field("archive_location"):
        return place_in(locator, item)
    several = locator.first != locator.last
    places = labels_of(locator)
    if several and "labels" not in locator.parts:
        places = f"{locator.first}–{_abridged(locator.first, locator.last)}"
    if locator.kind == "page" and places:
        sign = ("pp. " if several else "p. ") if item.type == "article-newspaper" else ""
        volume = locator.parts.get("volume", "")
        return f"{volume}:{places}" if volume else sign + places
    if locator.kind in _TERMS and places:
        return f"{_TERMS[locator.kind][several]} {places}"
    return locator.written


def _abridged(first: str, last: str) -> str:
    """The second number of a range, shortened as 9.61 has it (71–72, 100–104, 101–8, 321–28)."""
    if not (first.isdecimal() and last.isdecimal() and len(first) == len(last) >= 3) or first.endswith("00"):
        return last
    if first[:-2] != last[:-2]:
        return last
    return last[-1] if first[-2] == "0" == last[-2] else last[-2:]


def _title(item: CitationItem) -> Markup:
    if item.type in _BOOKS or item.type in ("legal_case",):
        return italic(item.title, item.language, "en")
    if item.type in ("personal_communication", "legislation", "manuscript", "graphic", "document", "speech"):
        quoted = item.type == "speech"
        return _quoted(item.title, item.language) if quoted else plain(item.title, item.language, "en")
    return _quoted(item.title, item.language)


def _quoted(title: str, language: str) -> Markup:
    inner = re.sub(r"[“”«»„]", lambda mark: "‘" if mark[0] in "“«„" else "’", title)
    return Markup("“{}”").format(plain(inner, language, "en"))


def _after_title(pieces: list[Piece], tail: Markup) -> Markup:
    """Names, title, and what follows; the comma goes inside the closing quotation mark, as American printing has it."""
    head = sentence(pieces, ", ")
    if not tail:
        return head
    if head.endswith("”"):
        return tucked(head, "" if ends_with_point(head.removesuffix("”")) else ",") + " " + tail
    return head + ", " + tail


def _short_title(item: CitationItem) -> Markup:
    """The title cut to its main part, without the article it opens with, about five words (14.33)."""
    article, _, rest = item.title.strip().partition(" ")
    short, _ = short_title(rest if article.lower() in _STOP and rest else item.title, words=5)
    short = short[:1].upper() + short[1:]
    if item.type in _BOOKS:
        return italic(short, item.language, "en")
    if item.type in _SERIALS or item.type in _PARTS or item.type == "speech":
        return _quoted(short, item.language)
    return plain(short, item.language, "en")


def _serial(item: CitationItem, *, with_pages: bool = False) -> Markup:
    journal = _container(item)
    pages = item.field("page").replace("-", "–") if with_pages else ""
    if item.type == "article-newspaper" or not (item.field("volume") or item.field("issue")):
        return sentence([journal, _date(item), pages], ", ")
    issue = f"no. {item.field('issue')}" if item.field("issue") else ""
    head = sentence([sentence([journal, item.field("volume")], " "), issue], ", ")
    return sentence([sentence([head, _bracketed(_date(item))], " "), pages], ": ")


def _container(item: CitationItem) -> Markup:
    container = item.field("container-title")
    return italic(container, item.language, "en") if container else Markup("")


def _edited(item: CitationItem, editing: str, translating: str) -> Markup:
    people = [(editing, item.editors), (translating, item.translators)]
    return sentence([f"{term} {_listed([n.natural for n in names])}" for term, names in people if names], ", ")


def _edition(item: CitationItem) -> str:
    edition = item.field("edition")
    if not edition.isdecimal():
        return edition
    number = int(edition)
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending} ed."


def _imprint(item: CitationItem) -> Markup:
    place, publisher = item.field("publisher-place"), item.field("publisher")
    house = sentence(
        [
            plain(place, item.language, "en") if place else "",
            plain(publisher, item.language, "en") if publisher else "",
        ],
        ": ",
    )
    year = re.match(r"\d{4}", item.date.edtf) if item.date else None
    return sentence([house, year[0] if year else _date(item) or "n.d."], ", ")


def _imprint_name(item: CitationItem) -> str:
    return "" if item.field("archive") else item.field("publisher")


def _archive(item: CitationItem) -> Markup:
    parts = [item.field("archive"), item.field("archive-place") or item.field("archive_place")]
    return sentence([plain(part, item.language, "en") if part else "" for part in parts], ", ")


def _bracketed(text: Piece) -> Markup:
    return Markup("({})").format(text if isinstance(text, Markup) else shown(text)) if text else Markup("")


def _date(item: CitationItem) -> str:
    return american_date(item.date) if item.date else ""


def american_date(dating: Dating) -> str:
    """A date as American notes print it: "August 19, 1930"; a less simple one in words."""
    if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", dating.edtf):
        month = int(match[2])
        if 1 <= month <= 12:
            return f"{_MONTHS[month - 1]} {int(match[3])}, {match[1]}"
    return dating_in_words(dating, words_of("en"))


def _families(item: CitationItem) -> str:
    names = [name.family for name in item.authors]
    return f"{names[0]} et al." if len(names) > 3 else _listed(names)


def _inverted(names: tuple[CitationName, ...]) -> str:
    if not names:
        return ""
    first = f"{names[0].family}, {names[0].given}" if names[0].given else names[0].family
    return _listed([first, *(name.natural for name in names[1:])], inverted=True)


def _listed(names: list[str], *, inverted: bool = False) -> str:
    if len(names) > 3 and not inverted:
        return f"{names[0]} et al."
    if len(names) < 2:
        return names[0] if names else ""
    comma = "," if len(names) > 2 or inverted else ""
    return f"{', '.join(names[:-1])}{comma} and {names[-1]}"
