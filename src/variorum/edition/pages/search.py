"""The page that searches all words of the edition, and the files that it searches in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache, partial
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from variorum.edition.searching.documents import SearchDocument, batches
from variorum.edition.searching.files import SearchFiles
from variorum.edition.site import Sheet, Site

ADDRESS = "search.html"
_WORDS = ("label", "hint", "found", "more", "none", "reading", "missing", "spelled")
_MADE_BY = ("edition/searching", "languages", "names/forms")


def search_sheets(site: Site) -> Iterator[Sheet]:
    """The page, then its files; they are made again only where a word that they hold has changed."""
    batched = list(batches(site))
    found = [document for batch in batched for document in batch.documents]
    names = [
        form for entity in site.record.entities.values() for form in (entity.name, *(n.form for n in entity.names))
    ]
    made = SearchFiles(batched, names, recall=site.recall)
    key = _key(found, names, site.press.salt)
    yield Sheet(ADDRESS, partial(_page, site, made, len(found)), key)
    for address in made.addresses:
        yield Sheet(address, partial(made.content, address), key)


def _page(site: Site, made: SearchFiles, pages: int) -> str:
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
            pages=words.count("searched-pages", pages),
        ),
        island_words=json.dumps(told, ensure_ascii=False),
        closed=bool(site.opened.closed),
    )


def _key(found: Sequence[SearchDocument], names: Sequence[str], salt: str) -> str:
    digest = sha256(f"{salt} {_code()} {names!r}".encode("utf-8", "surrogatepass"))
    for document in found:
        digest.update(repr((document.address, document.title, document.label, document.language)).encode())
        for each in document.paragraphs:
            digest.update(f"{each.anchor}\0{each.text}\0".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


@cache
def _code() -> str:
    """Digest of the code that the index is made by, so that a new version of it makes a new one."""
    digest = sha256()
    for folder in _MADE_BY:
        for path in _in_order(files("variorum").joinpath(*folder.split("/"))):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _in_order(folder: Traversable) -> Iterator[Traversable]:
    for path in sorted(folder.iterdir(), key=lambda each: each.name):
        if path.is_dir():
            yield from _in_order(path)
        elif path.name.endswith((".py", ".toml")):
            yield path
