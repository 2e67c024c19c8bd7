"""What a TEI header says of the document: title, authors, date, publisher, language, ISBN, source.

The source description stands before the publication statement, since the historian cites the document and not its
digital edition.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from variorum.accession.paragraphs import tidy
from variorum.accession.plain_headings import language_code
from variorum.accession.reading import Colophon
from variorum.accession.xml import local, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LONGEST = 500


def colophon_of(root: _Element) -> Colophon:
    """The colophon of a TEI document, or of XML that has its title in a header of its own."""
    header = next((e for e in root.iter("{*}*") if local(e) in ("teiheader", "header")), None)
    if header is None:
        return Colophon(language=_language(root, None))
    titled = _find(header, "titlestmt")
    statement = header if titled is None else titled
    described = _find(header, "sourcedesc")
    published = _find(header, "publicationstmt")
    titles = [title for title in _all(statement, "title") if (title.get("type") or "main") == "main"] or list(
        _all(statement, "title")
    )
    other = {
        "publisher": _first(described, "publisher") or _first(published, "publisher"),
        "publisher-place": _first(described, "pubplace"),
        "editor": "; ".join(_names(statement, "editor")),
        "ISBN": _identifier(header),
        "source": text_of(described)[:_LONGEST] if described is not None else "",
    }
    composed = _find(header, "creation")
    dates = {
        "composed": _when(composed),
        "published": _when(described) or _when(published),
    }
    return Colophon(
        title=tidy(text_of(titles[0]))[:_LONGEST] if titles else "",
        authors=_names(statement, "author") or (_names(described, "author") if described is not None else ()),
        language=_language(root, header),
        dates={of: date for of, date in dates.items() if date},
        other={field: tidy(value) for field, value in other.items() if value},
    )


def _all(parent: _Element, name: str) -> Iterator[_Element]:
    return (element for element in parent.iter("{*}*") if local(element) == name)


def _find(parent: _Element, name: str) -> _Element | None:
    return next(_all(parent, name), None)


def _first(parent: _Element | None, name: str) -> str:
    return tidy(text_of(_find(parent, name)))[:_LONGEST] if parent is not None else ""


def _names(parent: _Element, name: str) -> tuple[str, ...]:
    said = (tidy(text_of(element))[:_LONGEST] for element in _all(parent, name))
    return tuple(dict.fromkeys(text for text in said if text))


def _when(parent: _Element | None) -> str:
    """A date as its element gives it for machines, else as it is printed."""
    date = _find(parent, "date") if parent is not None else None
    if date is None:
        return ""
    return date.get("when") or date.get("from") or date.get("notBefore") or tidy(text_of(date))[:100]


def _language(root: _Element, header: _Element | None) -> str:
    used = _find(header, "language") if header is not None else None
    text = _find(root, "text")
    for said in (
        text.get(_XML_LANG) if text is not None else None,
        used.get("ident") if used is not None else None,
        root.get(_XML_LANG),
    ):
        if said and (code := language_code(said)):
            return code
    return ""


def _identifier(header: _Element) -> str:
    for element in _all(header, "idno"):
        if (element.get("type") or "").upper() == "ISBN":
            return tidy(text_of(element))
    return ""
