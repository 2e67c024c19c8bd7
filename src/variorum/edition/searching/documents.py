"""What the search of an edition goes through: the pages of sources, dossiers, chapters and theses, as plain paragraphs.

Everything comes from the site, and so from behind the door: what is restricted or protected cannot stand here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from variorum.archive.prose import without_comments
from variorum.edition.addresses import statement_anchor
from variorum.edition.cleaning import one_line
from variorum.edition.in_words import dating_in_words
from variorum.edition.pages.sources import page_label
from variorum.edition.recalling import Handed, Recall
from variorum.edition.searching.counting import count_words
from variorum.edition.site import Site
from variorum.edition.views import phrase
from variorum.languages.folding import fold
from variorum.record import Entity, Prose, Source, Statement

_CITED = re.compile(r"\s*\[[^\[\]]*@[^\[\]]*\]")
_LINKED = re.compile(r"\[\[([^\[\]|]+)(?:\|([^\[\]]+))?\]\]")
_MARKS = re.compile(r"^\s*(?:>|#{1,6}\s|[-*+]\s)\s*|[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}", re.M)


Paragraph = tuple[str, str]
"""A stretch that is shown around a word that is found: the anchor to which it leads ("" for the page), and the text."""


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """A page of the edition that is searched: where it lives, and what it is called."""

    address: str
    title: str
    label: str  # of a source's page, what it is called; of anything else, what kind of thing it is
    language: str


@dataclass(frozen=True, slots=True)
class SearchBatch:
    """Documents of one language: the paragraphs of each, the words counted in them, and how many letters each has."""

    documents: tuple[SearchDocument, ...]
    language: str
    texts: Handed
    words: Handed
    letters: tuple[int, ...]

    @classmethod
    def of(
        cls, documents: Sequence[SearchDocument], texts: Handed, *, language: str = "", name: str, recall: Recall
    ) -> SearchBatch:
        """These documents with their paragraphs, the words of which are counted where they are not known."""
        words, letters = recall.told(words_of, name, texts), recall(letters_of, name, texts)
        return cls(tuple(documents), language, texts, words, tuple(letters))


def batches(site: Site) -> tuple[SearchBatch, list[SearchBatch]]:
    """What the historians wrote (chapters, dossiers, theses), and each source's text in the order of the record."""
    found = list(_written(site))
    texts = Handed.of([paragraphs for _, paragraphs in found])
    written = SearchBatch.of([each for each, _ in found], texts, name="", recall=site.recall)
    return written, [_of_source(site, source) for source in site.record.sources.values()]


def _written(site: Site) -> Iterator[tuple[SearchDocument, list[Paragraph]]]:
    for chapter in site.record.chapters:
        address, kind = site.addresses.chapters[chapter.id], site.words("kind.chapter")
        yield SearchDocument(address, chapter.title, kind, ""), list(_of_prose(site, chapter.prose))
    for entity in site.record.entities.values():
        address, kind = site.addresses.entities[entity.id], site.words(f"kind.{entity.kind}")
        yield SearchDocument(address, site.named(entity.id), kind, ""), list(_of_dossier(site, entity))
    for identity, thesis in site.record.theses.items():
        title = thesis.name or identity
        found = SearchDocument(site.addresses.theses[identity], title, site.words("kind.thesis"), "")
        yield found, [("", one_line(title)), *_of_prose(site, thesis.prose)]


def _of_source(site: Site, source: Source) -> SearchBatch:
    pages = site.pages_of(source.key)
    handed = tuple((page.text, page.paragraphs, page.first_paragraph) for page in pages)
    documents = [
        SearchDocument(
            site.addresses.leaf(source.key, page.sequence),
            source.title or source.key,
            page_label(site, page),
            source.language,
        )
        for page in pages
    ]
    texts = site.recall.told(read_pages, source.key, handed)
    return SearchBatch.of(documents, texts, language=source.language, name=source.key, recall=site.recall)


def read_pages(pages: Iterable[tuple[str, Sequence[int], int]]) -> list[list[Paragraph]]:
    """The paragraphs of pages, each with its anchor.

    A page is its text, the offsets at which its paragraphs begin, and the number of the first of them.
    """
    return [list(_of_page(*page)) for page in pages]


def words_of(texts: Iterable[Iterable[Paragraph]]) -> list[Any]:
    """The words of pages counted: places, capitals, written, how many."""
    counted = count_words([text for _, text in paragraphs] for paragraphs in texts)
    return [counted.places, counted.capitals, counted.written, counted.words]


def letters_of(texts: Iterable[Iterable[Paragraph]]) -> list[int]:
    """How many letters each page has."""
    return [sum(len(text) for _, text in paragraphs) for paragraphs in texts]


def _of_dossier(site: Site, entity: Entity) -> Iterator[Paragraph]:
    forms = dict.fromkeys([site.named(entity.id), entity.name, *(form.form for form in entity.names)])
    yield "", one_line(" · ".join(form for form in forms if form))
    if entity.prose:
        yield from _of_prose(site, entity.prose)
    own = site.survey.of_subject.get(entity.id, ())
    yield from (_statement(site, statement) for statement in own if statement.ref.startswith(f"{entity.id}#"))


def _statement(site: Site, statement: Statement) -> Paragraph:
    date = f", {dating_in_words(statement.when, site.words)}" if statement.when else ""
    return statement_anchor(statement.ref), one_line(phrase(site, statement, "").striptags() + date)


def _of_prose(site: Site, prose: Prose) -> Iterator[Paragraph]:
    """The paragraphs of a historian's own text without its marks, links by the words that they show."""
    for written in re.split(r"\n\s*\n", without_comments(prose.text)):
        plain = _CITED.sub("", written)
        plain = _LINKED.sub(lambda link: link[2] or site.named(link[1].partition("#")[0]), plain)
        if text := one_line(_MARKS.sub("", plain)):
            yield "", text


def _of_page(text: str, paragraphs: Sequence[int], first: int) -> Iterator[Paragraph]:
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
