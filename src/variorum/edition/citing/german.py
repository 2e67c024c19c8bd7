"""Footnotes and list of sources as German historians print them: Verfasser, Titel, Ort Jahr, S. 12.

There is no standard that all follow; this is the common core of the house styles of German historical journals: titles
in roman, areas parted by commas, "in:" before what holds a part, "Hg." after editors, "S." before a page, the year
after the place without a comma, "Ebd." for the note just before, family name and short title for what was cited
earlier, "zit. nach" for what is taken from another. Dates stand in digits (12.5.1932). Terms are German, titles and
names stay in the original.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from variorum.dates.dating import Dating
from variorum.edition.citing.item import CitationItem, CitationName, place_in
from variorum.edition.citing.pieces import NoteCitation, Piece, full_stop, labels_of, plain, sentence, short_title
from variorum.edition.in_words import dating_in_words
from variorum.edition.wording import words_of
from variorum.record import Locator

_BOOKS = frozenset({"book", "thesis", "report", "map", "musical_score", "motion_picture", "pamphlet", "classic"})
_PARTS = frozenset({"chapter", "entry", "entry-encyclopedia", "entry-dictionary", "paper-conference"})
_SERIALS = frozenset({"article", "article-journal", "article-magazine", "article-newspaper", "review", "review-book"})
_TERMS = {"page": "S.", "folio": "Bl.", "column": "Sp.", "number": "Nr.", "paragraph": "§", "section": "Abschn."}
_ARTICLES = frozenset({"der", "die", "das", "ein", "eine", "the", "a", "an", "le", "la", "les"})
_MOST_NAMES = 3  # beyond them only the first is named


def note(item: CitationItem, cited: NoteCitation) -> Markup:
    """One source as a footnote cites it, without the closing point."""
    place = _place(cited.locator, item)
    if cited.follows:
        return sentence(["Ebd.", "" if cited.same_place else place], ", ")
    if cited.seen:
        return sentence([_families(item), _short_title(item), place], ", ")
    has_shelf = cited.locator is not None and cited.locator.kind == "archival"
    names = _names([name.natural for name in item.authors])
    full = _body(item, names, with_pages=not place, with_shelf=not has_shelf)
    return sentence([full, place], _joint(item, cited.locator))


def entry(item: CitationItem) -> Markup:
    """One source as the list of sources has it: the family name of the first author first."""
    first, *others = item.authors or (CitationName(""),)
    turned = f"{first.family}, {first.given}" if first.given else first.family
    return full_stop(_body(item, _names([turned, *(other.natural for other in others)]), with_pages=True))


def _body(item: CitationItem, names: str, *, with_pages: bool, with_shelf: bool = True) -> Markup:
    head: list[Piece] = [names, _in_original(item.title, item)]
    pages = f"S. {item.field('page').replace('-', '–')}" if with_pages and item.field("page") else ""
    if item.type in _BOOKS:
        return sentence([*head, _made_by(item), _edition(item), _imprint(item)], ", ")
    if item.type in _PARTS:
        holding = sentence([_editors(item), _in_original(item.field("container-title"), item)], ", ")
        inside = Markup("in: {}").format(holding) if holding else ""
        return sentence([*head, inside, _edition(item), _imprint(item), pages], ", ")
    if item.type in _SERIALS:
        return sentence([*head, _serial(item), pages], ", ")
    archive = [item.field("archive-place") or item.field("archive_place"), item.field("archive")]
    shelf = sentence([_in_original(part, item) for part in archive if part], ", ")
    return sentence([*head, _date(item), shelf, place_in(None, item) if with_shelf else ""], ", ")


def _serial(item: CitationItem) -> Markup:
    journal = _in_original(item.field("container-title"), item)
    volume, issue = item.field("volume"), item.field("issue")
    if item.type == "article-newspaper" or not (volume or issue):
        inside = sentence([journal, _date(item)], ", ")
    else:
        year = f"({_year(item)})" if _year(item) else ""
        inside = sentence([sentence([journal, volume, year], " "), f"H. {issue}" if issue else ""], ", ")
    return Markup("in: {}").format(inside) if inside else Markup("")


def _joint(item: CitationItem, locator: Locator | None) -> str:
    whole_pages = item.field("page") and item.type in (_SERIALS | _PARTS) and locator and locator.kind == "page"
    return f", S. {item.field('page').replace('-', '–')}, hier " if whole_pages else ", "


def _place(locator: Locator | None, item: CitationItem) -> str:
    if locator is None:
        return ""
    if locator.kind == "archival":
        return place_in(locator, item)
    labels = labels_of(locator)
    if locator.kind not in _TERMS or not labels:
        return locator.written
    sign = "Bl." if locator.kind == "page" and item.field("archive_location") else _TERMS[locator.kind]
    volume = locator.parts.get("volume", "")
    return f"Bd. {volume}, {sign} {labels}" if volume else f"{sign} {labels}"


def _short_title(item: CitationItem) -> Markup:
    article, _, rest = item.title.strip().partition(" ")
    short, _ = short_title(rest if article.lower() in _ARTICLES and rest else item.title, words=5)
    return _in_original(short[:1].upper() + short[1:], item)


def _made_by(item: CitationItem) -> str:
    made = [(item.editors, "hg. v."), (item.translators, "übers. v.")]
    return ", ".join(f"{term} {_names([name.natural for name in names])}" for names, term in made if names)


def _editors(item: CitationItem) -> str:
    return f"{_names([name.natural for name in item.editors])} (Hg.)" if item.editors else ""


def _edition(item: CitationItem) -> str:
    edition = item.field("edition")
    return f"{edition}. Aufl." if edition.isdecimal() else edition


def _imprint(item: CitationItem) -> Markup:
    place = item.field("publisher-place")
    year = _year(item) or _date(item) or "o. J."
    return sentence([_in_original(place, item) if place else "o. O.", year], " ")


def _year(item: CitationItem) -> str:
    found = re.match(r"\d{4}", item.date.edtf) if item.date else None
    return found[0] if found else ""


def _date(item: CitationItem) -> str:
    return german_date(item.date) if item.date else ""


def german_date(dating: Dating) -> str:
    """A date as German notes print it: "19.8.1930"; a less simple one in words."""
    if day := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", dating.edtf):
        return f"{int(day[3])}.{int(day[2])}.{day[1]}"
    return dating_in_words(dating, words_of("de"))


def _in_original(text: str, item: CitationItem) -> Markup:
    return plain(text, item.language, "de") if text else Markup("")


def _families(item: CitationItem) -> str:
    return _names([name.family for name in item.authors])


def _names(names: list[str]) -> str:
    return f"{names[0]} u. a." if len(names) > _MOST_NAMES else " / ".join(name for name in names if name)
