"""Footnotes and list of sources after GOST R 7.0.5-2008 ("Bibliographic reference").

Followed here: the reference under the line (section 6), its repetition «Там же» for the document of the note just
before and «Указ. соч.» for a document of an author cited with one work only (section 10), with "Ibid." and "Op. cit."
for documents in Latin script; archival documents (section 9); the point in place of point and dash between areas,
which the standard allows (4.10); abbreviations of cities (М., СПб., Л.) and months as printed practice has them (GOST
R 7.0.12-2011). Terms and months follow the language of the source: «С. 91», but "P. 91".
"""

from __future__ import annotations

import re

from markupsafe import Markup

from variorum.edition.citing.item import CitationItem, CitationName, place_in
from variorum.edition.citing.pieces import NoteCitation, full_stop, labels_of, plain, sentence, short_title
from variorum.edition.cleaning import shown
from variorum.edition.in_words import dating_in_words
from variorum.edition.wording import words_of
from variorum.record import Locator

_MONTHS = {
    True: ("янв.", "февр.", "марта", "апр.", "мая", "июня", "июля", "авг.", "сент.", "окт.", "нояб.", "дек."),
    False: ("Jan.", "Febr.", "March", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
}
_ALONE = {
    True: ("Янв.", "Февр.", "Март", "Апр.", "Май", "Июнь", "Июль", "Авг.", "Сент.", "Окт.", "Нояб.", "Дек."),
    False: _MONTHS[False],
}
_TERMS = {
    True: {"page": "С.", "folio": "Л.", "column": "Стб.", "number": "№", "paragraph": "§", "section": "Разд."},
    False: {"page": "P.", "folio": "Fol.", "column": "Col.", "number": "No.", "paragraph": "§", "section": "Sect."},
}
_CITIES = {
    "москва": "М.", "ленинград": "Л.", "санкт-петербург": "СПб.", "петроград": "Пг.", "петербург": "СПб.",
    "ростов-на-дону": "Ростов н/Д", "нижний новгород": "Н. Новгород",
}  # fmt: skip
_SERIALS = frozenset({"article", "article-journal", "article-magazine", "article-newspaper", "review", "review-book"})
_PAPERS = frozenset({"manuscript", "personal_communication", "document", "graphic", "legislation"})
_PARTS = frozenset({"chapter", "entry", "entry-encyclopedia", "entry-dictionary", "paper-conference"})


def note(item: CitationItem, cited: NoteCitation) -> Markup:
    """One source as a footnote cites it, with its closing point."""
    place = _place(cited.locator, item)
    if cited.follows:
        again = "Там же" if item.cyrillic else "Ibid"
        return full_stop(sentence([again, "" if cited.same_place else place], ". "))
    if cited.seen:
        repeated = _repeated(item, cited.alone)
        return full_stop(sentence([repeated, place], ". "))
    whole = _place(cited.locator, item, whole=True)
    joint = " // " if _is_archival(item, cited.locator) else ". "
    return full_stop(sentence([_description(item, with_pages=not whole), whole], joint))


def entry(item: CitationItem) -> Markup:
    """One source as the list of sources has it."""
    if _is_archival(item, None):
        return full_stop(sentence([_description(item, with_pages=False), _archival(None, item)], " // "))
    return full_stop(_description(item, with_pages=True))


def _description(item: CitationItem, *, with_pages: bool) -> Markup:
    head = sentence([_names(item.authors), _titled(item)], " ")
    if _is_archival(item, None) or item.type in _PAPERS:
        return sentence([head, _day(item)], ". ")
    if (item.type in _SERIALS or item.type in _PARTS) and item.field("container-title"):
        host = _host(item, with_pages=with_pages)
        return sentence([head, host], " // ")
    if item.type in _SERIALS or item.type in _PARTS:
        return sentence([head, _imprint(item), _electronic(item)], ". ")
    extent = item.field("number-of-pages") if with_pages else ""
    pages = (f"{extent} с." if item.cyrillic else f"{extent} p.") if extent else ""
    return sentence([head, _edition(item), _imprint(item), _volume(item), pages, _electronic(item)], ". ")


def _host(item: CitationItem, *, with_pages: bool) -> Markup:
    """What stands after the two strokes: the journal, newspaper or book in which the text appeared."""
    container = plain(item.field("container-title"), item.language, "ru") if item.field("container-title") else ""
    span = item.field("page").replace("-", "–") if with_pages else ""
    pages = f"{_TERMS[item.cyrillic]['page']} {span}" if span else ""
    if item.type in _PARTS:
        editors = sentence([": " if item.editors else "", _responsible(item)], "")
        host = sentence([container], "") + editors.replace(": ", " / ", 1) if editors else container
        return sentence([host, _edition(item), _imprint(item), _volume(item), pages, _electronic(item)], ". ")
    return sentence(
        [container, _year(item), _volume(item), _issue(item), _day_of_issue(item), pages, _electronic(item)], ". "
    )


def _titled(item: CitationItem) -> Markup:
    title = plain(item.title, item.language, "ru")
    genre = item.field("genre")
    whole = title + (f" : {genre}" if genre else "")
    is_book = item.type not in _SERIALS and item.type not in _PARTS
    responsible = _responsible(item) if is_book else ""
    return sentence([whole, responsible], " / ")


def _responsible(item: CitationItem) -> str:
    editing, translating = ("под ред.", "пер.") if item.cyrillic else ("ed. by", "transl. by")
    parts = [(editing, item.editors), (translating, item.translators)]
    return " ; ".join(f"{term} {', '.join(_turned(name) for name in names)}" for term, names in parts if names)


def _repeated(item: CitationItem, alone: bool) -> Markup:
    if item.authors and alone:
        return sentence([_names(item.authors), "Указ. соч" if item.cyrillic else "Op. cit"], " ")
    return sentence([_names(item.authors), _short_title(item)], " ")


def _short_title(item: CitationItem) -> Markup:
    short, is_cut = short_title(item.title, words=5)
    return plain(f"{short}…" if is_cut else short, item.language, "ru")


def _names(names: tuple[CitationName, ...]) -> Markup:
    if len(names) > 3:
        return Markup("")
    return (
        full_stop(sentence([f"{n.family} {n.initials}" if n.given else n.family for n in names], ", "))
        if names
        else Markup("")
    )


def _turned(name: CitationName) -> str:
    return f"{name.initials} {name.family}" if name.given else name.family


def _edition(item: CitationItem) -> str:
    edition = item.field("edition")
    if not edition.isdecimal():
        return edition
    if item.cyrillic:
        return f"{edition}-е изд."
    number = int(edition)
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending} ed."


def _imprint(item: CitationItem) -> Markup:
    place, publisher = item.field("publisher-place"), item.field("publisher")
    house = sentence([_CITIES.get(place.casefold(), place), publisher], " : ")
    nowhere = "" if house or item.type not in ("book", "report") else ("[Б. м.]" if item.cyrillic else "[S. l.]")
    return sentence([house or nowhere, _year(item) or ("[б. г.]" if item.cyrillic else "[s. a.]")], ", ")


def _volume(item: CitationItem) -> str:
    volume = item.field("volume")
    return f"{'Т.' if item.cyrillic else 'Vol.'} {volume}" if volume else ""


def _issue(item: CitationItem) -> str:
    issue = item.field("issue")
    return f"{'№' if item.cyrillic else 'No.'} {issue}" if issue else ""


def _electronic(item: CitationItem) -> str:
    address = item.field("URL")
    return f"URL: {address}" if address else ""


def _year(item: CitationItem) -> str:
    year = re.match(r"\d{4}", item.date.edtf) if item.date else None
    return year[0] if year else (_in_words(item) if item.date else "")


def _day_of_issue(item: CitationItem) -> str:
    match = re.fullmatch(r"\d{4}-(\d\d)(?:-(\d\d))?", item.date.edtf) if item.date else None
    if match is None or not 1 <= int(match[1]) <= 12 or (item.field("issue") and not match[2]):
        return ""
    month = int(match[1]) - 1
    return f"{int(match[2])} {_MONTHS[item.cyrillic][month]}" if match[2] else _ALONE[item.cyrillic][month]


def _day(item: CitationItem) -> str:
    """The whole date of an unpublished document: «14 дек. 1927 г.»."""
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", item.date.edtf) if item.date else None
    if match is None or not 1 <= int(match[2]) <= 12:
        said = _in_words(item) if item.date else ""
        return said[:1].upper() + said[1:]
    day = f"{int(match[3])} {_MONTHS[item.cyrillic][int(match[2]) - 1]} {match[1]}"
    return f"{day} г." if item.cyrillic else day


def _in_words(item: CitationItem) -> str:
    return dating_in_words(item.date, words_of("ru" if item.cyrillic else "en")) if item.date else ""


def _place(locator: Locator | None, item: CitationItem, *, whole: bool = False) -> Markup:
    if _is_archival(item, locator):
        return (
            _archival(locator, item)
            if whole
            else plain(place_in(locator, item) if locator else "", item.language, "ru")
        )
    if locator is None:
        return Markup("")
    term = _TERMS[item.cyrillic].get(locator.kind)
    places = labels_of(locator)
    if not term or not places:
        return plain(locator.written, item.language, "ru")
    volume = locator.parts.get("volume", "")
    head = f"{'Т.' if item.cyrillic else 'Vol.'} {volume}. " if volume else ""
    return shown(f"{head}{term} {places}")


def _is_archival(item: CitationItem, locator: Locator | None) -> bool:
    shelved = bool(item.field("archive") or item.field("archive_location"))
    return shelved or (locator is not None and locator.kind == "archival")


def _archival(locator: Locator | None, item: CitationItem) -> Markup:
    """The archive and the shelf-mark after two strokes in one: «РГАСПИ. Ф. 17. Оп. 85. Д. 12. Л. 34»."""
    return sentence([item.field("archive"), place_in(locator, item)], ". ")
