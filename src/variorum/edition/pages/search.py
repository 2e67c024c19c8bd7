"""The page that searches all words of the edition, and the files that it searches in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial

from variorum.edition.searching.documents import batches
from variorum.edition.searching.files import SearchFiles
from variorum.edition.searching.index import lemmas_of, spellings
from variorum.edition.site import Sheet, Site

ADDRESS = "search.html"
_WORDS = ("label", "hint", "found", "more", "none", "reading", "missing", "spelled")


def search_sheets(site: Site) -> Iterator[Sheet]:
    """The page, then its files; each is made again only where something that it holds may have changed.

    What the index has of the sources is begun at once, and may be worked out while other pages are made.
    """
    written, sources = batches(site)
    names = [
        form for entity in site.record.entities.values() for form in (entity.name, *(n.form for n in entity.names))
    ]
    made = SearchFiles(written, sources, names, recall=site.recall, salt=site.press.salt)
    site.recall.spare(spellings, lemmas_of)  # asked for only where the files are made
    return _sheets(site, made)


def _sheets(site: Site, made: SearchFiles) -> Iterator[Sheet]:
    yield Sheet(ADDRESS, partial(_page, site, made), f"{made.key(ADDRESS)} {bool(site.opened.closed)}")
    for address in made.addresses:
        yield Sheet(address, partial(made.content, address), made.key(address))


def _page(site: Site, made: SearchFiles) -> str:
    words = site.words
    told = {name: words(f"search.{name}") for name in _WORDS}
    return site.press.page(
        "search.html",
        root="",
        title=words("search.title"),
        section="search",
        extent=words(
            "search.extent",
            words=words.count("words", made.index.words),
            pages=words.count("searched-pages", made.pages),
        ),
        island_words=json.dumps(told, ensure_ascii=False),
        closed=bool(site.opened.closed),
    )
