"""What an HTML page says of itself: its meta elements, Dublin Core, Open Graph, Highwire and schema.org (JSON-LD), and
its title.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, cast

from variorum.accession.paragraphs import collapse, tidy
from variorum.accession.plain_headings import language_code
from variorum.accession.reading import Colophon

if TYPE_CHECKING:
    from lxml.etree import _Element

_TITLE = ("citation_title", "dc.title", "dcterms.title", "og:title", "twitter:title")
_AUTHOR = ("citation_author", "dc.creator", "dcterms.creator", "author", "article:author", "book:author")
_PUBLISHED = (
    "citation_publication_date", "citation_date", "dcterms.issued", "dc.date.issued", "article:published_time",
    "dc.date",
    "dcterms.date", "date", "book:release_date", "pubdate",
)  # fmt: skip
_COMPOSED = ("dc.date.created", "dcterms.created")
_LANGUAGE = ("dc.language", "dcterms.language", "language", "og:locale", "citation_language")
_OTHER = {
    "publisher": ("citation_publisher", "dc.publisher", "dcterms.publisher", "publisher"),
    "ISBN": ("citation_isbn", "book:isbn", "isbn"),
    "container-title": ("citation_journal_title", "og:site_name"),
    "URL": ("og:url", "citation_public_url"),
    "source": ("dc.source", "dcterms.source"),
    "translator": ("dc.contributor.translator", "marcrel.trl"),
}
_SITE = re.compile(
    r"(?:\s+.+)?(?:\s+(?:\||·|•|»|::)\s+(?P<bar>\S.*?)|\s+[-–—]\s+(?P<dash>(?=[^\W\d_])(?![a-zа-яё])\S.{0,59}?))"
)
_HANDLERS = "count(descendant-or-self::*/@*[starts-with(local-name(), 'on') and namespace-uri() = ''])"
_HEADINGS = 3
_LONGEST = 500
_LONGEST_JSON = 200_000


def colophon_of(root: _Element) -> Colophon:
    """The colophon of a parsed page (taken before anything is stripped from it)."""
    said = _meta(root)
    linked = _linked_data(root)
    title, site = _parted_title(root, _first(said, _TITLE) or linked.get("title", ""))
    authors = _all(said, _AUTHOR) or tuple(filter(None, linked.get("author", "").split("\n")))
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    body = next(root.iter("body"), None)
    language = language or (body.get("lang") if body is not None else None) or _first(said, _LANGUAGE)
    published = _first(said, _PUBLISHED) or linked.get("published", "")
    composed = _first(said, _COMPOSED)
    other = {field: value for field, names in _OTHER.items() if (value := _first(said, names) or linked.get(field, ""))}
    if site:
        other.setdefault("container-title", site)
    canonical = [link.get("href") or "" for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    if canonical and "URL" not in other:
        other["URL"] = _clean(canonical[0])
    return Colophon(
        title=_clean(title),
        authors=authors,
        language=language_code(language or linked.get("language", "")),
        dates={of: date for of, date in (("composed", composed), ("published", published)) if date},
        other=other,
    )


def _parted_title(root: _Element, stated: str) -> tuple[str, str]:
    """The title of the work, and the name of the site that the page's title has behind it ("… | Printers' Library").

    Parted only where a heading or what the page states of itself is the first part. A dash may also bring in a
    subtitle: what follows one counts as a site only if it begins with a capital and is short.
    """
    whole = _clean(_text(next(root.iter("title"), None)))
    headings = [_clean(_text(heading)) for heading, _ in zip(root.iter("h1"), range(_HEADINGS), strict=False)]
    for title in (stated, whole):
        for start in sorted({_clean(stated), *headings} - {""}, key=len, reverse=True):
            rest = title[len(start) :] if title.startswith(start) else ""
            if (match := _SITE.fullmatch(rest)) is not None:
                return (stated if stated and title == whole else start), match["bar"] or match["dash"]
    return stated or whole, ""


def active_parts(root: _Element) -> tuple[str, ...]:
    """What a browser would run or fetch, each kind with its number; data for search engines (JSON) is none of it."""
    handlers = int(cast("float", root.xpath(_HANDLERS)))
    addresses = cast("list[str]", root.xpath("descendant-or-self::*/@href[contains(., ':')]"))
    links = sum("".join(address.split()).lower().startswith("javascript:") for address in addresses)
    scripts = sum("json" not in (script.get("type") or "") for script in root.iter("script"))
    frames = sum(1 for _ in root.iter("iframe", "frame", "object", "embed", "applet"))
    found = (
        ("scripts", scripts),
        ("frames and embedded objects", frames),
        ("handlers of events", handlers),
        ("links that run a script", links),
    )
    return tuple(f"{name}: {number}" for name, number in found if number)


def _meta(root: _Element) -> dict[str, list[str]]:
    said: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        key = (element.get("name") or element.get("property") or element.get("itemprop") or "").strip().lower()
        content = _clean(element.get("content") or "")
        if key and content and len(said) < 200:
            said.setdefault(key.replace("dc:", "dc.").replace("dcterms:", "dcterms."), []).append(content)
    return said


def _first(said: Mapping[str, list[str]], names: tuple[str, ...]) -> str:
    return next((said[name][0] for name in names if name in said), "")


def _all(said: Mapping[str, list[str]], names: tuple[str, ...]) -> tuple[str, ...]:
    found = next((said[name] for name in names if name in said), [])
    return tuple(dict.fromkeys(author for author in found if not author.startswith(("http:", "https:"))))


def _linked_data(root: _Element) -> dict[str, str]:
    """Fields of the first work that schema.org JSON describes; silent where the JSON is broken, since it only repeats
    the page.
    """
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or len(script.text or "") > _LONGEST_JSON:
            continue
        try:
            described = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for thing in _things(described):
            if isinstance(thing.get("headline") or thing.get("name"), str) and (
                "author" in thing or "headline" in thing
            ):
                return _fields(thing)
    return {}


def _things(described: object, depth: int = 0) -> Iterator[Mapping[str, object]]:
    if isinstance(described, dict):
        yield described
        described = described.get("@graph", [])
    if isinstance(described, list) and depth < 3:
        for item in described[:50]:
            yield from _things(item, depth + 1)


def _fields(thing: Mapping[str, object]) -> dict[str, str]:
    authors = thing.get("author", [])
    names = [_name(author) for author in (authors if isinstance(authors, list) else [authors])]
    fields = {
        "title": _name(thing.get("headline") or thing.get("name")),
        "author": "\n".join(name for name in names if name),
        "published": _name(thing.get("datePublished")),
        "publisher": _name(thing.get("publisher")),
        "ISBN": _name(thing.get("isbn")),
        "language": _name(thing.get("inLanguage")),
    }
    return {field: value for field, value in fields.items() if value}


def _name(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("name") or value.get("alternateName")
    return _clean(value) if isinstance(value, str) else ""


def _text(element: _Element | None) -> str:
    return "".join(map(str, element.itertext("*"))) if element is not None else ""


def _clean(text: str) -> str:
    return collapse(re.sub("[\ufdd0-\ufdef]", "", tidy(text)))[:_LONGEST]
