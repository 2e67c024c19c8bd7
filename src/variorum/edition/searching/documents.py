"""What the search of an edition goes through: the pages of sources, dossiers, chapters and theses, as plain paragraphs.

Everything comes from the site, and so from behind the door: what is restricted or protected cannot stand here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from variorum.edition.addresses import statement_anchor
from variorum.edition.cleaning import one_line
from variorum.edition.dating_words import dating_in_words
from variorum.edition.pages.sources import page_label
from variorum.edition.searching.counting import CountedWords, count_words
from variorum.edition.site import Site
from variorum.edition.views import phrase
from variorum.languages.folding import fold
from variorum.record import Entity, Prose, Source, Statement

_CITED = re.compile(r"\s*\[[^\[\]]*@[^\[\]]*\]")
_LINKED = re.compile(r"\[\[([^\[\]|]+)(?:\|([^\[\]]+))?\]\]")
_MARKS = re.compile(r"^\s*(?:>|#{1,6}\s|[-*+]\s)\s*|[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}", re.M)


@dataclass(frozen=True, slots=True)
class SearchParagraph:
    """A stretch that is shown around a word that is found, and the anchor to which it leads ("" for the page)."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """A page of the edition that is searched: where it lives, what it is called, and its words."""

    address: str
    title: str
    label: str  # of a source's page, what it is called; of anything else, what kind of thing it is
    language: str
    paragraphs: tuple[SearchParagraph, ...]


@dataclass(frozen=True, slots=True)
class SearchBatch:
    """Documents of one language whose words were counted together."""

    documents: tuple[SearchDocument, ...]
    language: str
    counted: CountedWords

    @classmethod
    def of(cls, documents: Sequence[SearchDocument], language: str = "") -> SearchBatch:
        """These documents, their words counted."""
        counted = count_words([paragraph.text for paragraph in each.paragraphs] for each in documents)
        return cls(tuple(documents), language, counted)


def batches(site: Site) -> Iterator[SearchBatch]:
    """Every page that is searched, in the order of the record: chapters, dossiers, theses, then each source's text."""
    yield SearchBatch.of(list(_written(site)))
    for source in site.record.sources.values():
        yield _of_source(site, source)


def _written(site: Site) -> Iterator[SearchDocument]:
    """What the historians wrote."""
    for chapter in site.record.chapters:
        paragraphs = tuple(_of_prose(site, chapter.prose))
        yield SearchDocument(
            site.addresses.chapters[chapter.id], chapter.title, site.words("kind.chapter"), "", paragraphs
        )
    for entity in site.record.entities.values():
        yield _dossier(site, entity)
    for identity, thesis in site.record.theses.items():
        title = thesis.name or identity
        paragraphs = (SearchParagraph("", one_line(title)), *_of_prose(site, thesis.prose))
        yield SearchDocument(site.addresses.theses[identity], title, site.words("kind.thesis"), "", paragraphs)


def _of_source(site: Site, source: Source) -> SearchBatch:
    pages = site.pages_of(source.key)
    handed = tuple((page.text, page.paragraphs, page.first_paragraph) for page in pages)
    texts, places, capitals, written, words = site.recall(read_pages, source.key, handed)
    documents = tuple(
        SearchDocument(
            site.addresses.leaf(source.key, page.sequence),
            source.title or source.key,
            page_label(site, page),
            source.language,
            tuple(SearchParagraph(anchor, text) for anchor, text in paragraphs),
        )
        for page, paragraphs in zip(pages, texts, strict=True)
    )
    return SearchBatch(documents, source.language, CountedWords(places, capitals, written, words))


def read_pages(pages: Iterable[tuple[str, Sequence[int], int]]) -> list[Any]:
    """The paragraphs of pages, each with its anchor, and their words counted: places, capitals, written, how many.

    A page is its text, the offsets at which its paragraphs begin, and the number of the first of them.
    """
    read = [[[anchor, text] for anchor, text in _of_page(*page)] for page in pages]
    counted = count_words([text for _, text in paragraphs] for paragraphs in read)
    places = {key: list(told) for key, told in counted.places.items()}
    return [read, places, dict(counted.capitals), dict(counted.written), counted.words]


def _dossier(site: Site, entity: Entity) -> SearchDocument:
    forms = dict.fromkeys([site.named(entity.id), entity.name, *(form.form for form in entity.names)])
    paragraphs = [SearchParagraph("", one_line(" · ".join(form for form in forms if form)))]
    if entity.prose:
        paragraphs += _of_prose(site, entity.prose)
    own = site.survey.of_subject.get(entity.id, ())
    paragraphs += [_statement(site, statement) for statement in own if statement.ref.startswith(f"{entity.id}#")]
    kind = site.words(f"kind.{entity.kind}")
    return SearchDocument(site.addresses.entities[entity.id], site.named(entity.id), kind, "", tuple(paragraphs))


def _statement(site: Site, statement: Statement) -> SearchParagraph:
    date = f", {dating_in_words(statement.when, site.words)}" if statement.when else ""
    return SearchParagraph(statement_anchor(statement.ref), one_line(phrase(site, statement, "").striptags() + date))


def _of_prose(site: Site, prose: Prose) -> Iterator[SearchParagraph]:
    """The paragraphs of a historian's own text without its marks, links by the words that they show."""
    for written in re.split(r"\n\s*\n", prose.text):
        plain = _CITED.sub("", written)
        plain = _LINKED.sub(lambda link: link[2] or site.named(link[1].partition("#")[0]), plain)
        if text := one_line(_MARKS.sub("", plain)):
            yield SearchParagraph("", text)


def _of_page(text: str, paragraphs: Sequence[int], first: int) -> Iterator[tuple[str, str]]:
    starts = [start for start in paragraphs if start < len(text)]
    numbers = {start: f"p{first + number}" for number, start in enumerate(paragraphs)}
    edges = [*starts, len(text)]
    if not starts or starts[0] > 0:
        edges.insert(0, 0)
    for left, right in pairwise(edges):
        if told := one_line(_unbroken(text[left:right])):
            yield numbers.get(left, ""), told


def _unbroken(text: str) -> str:
    """A text whose words are whole where a line's end divides them."""
    pieces, place = [], 0
    for start, end in fold(text).divisions:
        pieces.append(text[place:start])
        place = end
    return "".join([*pieces, text[place:]])
