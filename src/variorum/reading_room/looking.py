"""What is looked for while somebody types: dossiers and sources by any form of their names, passages by their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from variorum.catalogue.filters import Filters
from variorum.catalogue.hits import Hit
from variorum.catalogue.hits import as_json as hit_as_json
from variorum.catalogue.mentions import mentions_on
from variorum.catalogue.searching import SearchOptions, search
from variorum.edition.in_words import place_in_words
from variorum.reading_room.asked import BadRequest
from variorum.reading_room.proposing import page_of
from variorum.reading_room.shelves import Shelves
from variorum.saying import say

_MOST_QUERY = 400  # letters; a name of ten thousand is no question


class TooLong(BadRequest):
    """More is looked for than anybody types."""

    status = 414


@dataclass(frozen=True, slots=True)
class CompletionEntry:
    """A dossier, source, thesis or chapter as it is completed: its id, kind, name, address and folded forms."""

    id: str
    kind: str
    name: str
    address: str
    forms: tuple[str, ...]


def entries(shelves: Shelves) -> tuple[CompletionEntry, ...]:
    """Everything that has a page, for completion."""
    return shelves.once("entries", lambda: tuple(_listed(shelves)))


def _listed(shelves: Shelves) -> Iterator[CompletionEntry]:
    record, addresses = shelves.state.record, shelves.state.site.addresses
    for one in record.entities.values():
        forms = (one.id, one.name, *(form.form for form in one.names))
        yield CompletionEntry(one.id, one.kind, one.name, addresses.entities[one.id], tuple(map(fold, forms)))
    for source in record.sources.values():
        name = source.title or source.key
        yield CompletionEntry(source.key, "source", name, addresses.sources[source.key], (fold(source.key), fold(name)))
    for thesis in record.theses.values():
        name = thesis.name or thesis.id
        yield CompletionEntry(thesis.id, "thesis", name, addresses.theses[thesis.id], (fold(thesis.id), fold(name)))
    for chapter in record.chapters:
        name = chapter.title or chapter.id
        yield CompletionEntry(chapter.id, "chapter", name, addresses.chapters[chapter.id], (fold(name),))


def suggest(shelves: Shelves, query: str, *, limit: int) -> list[dict[str, object]]:
    """Whatever has a page and a name in which every word of the query begins a word.

    What begins with it comes first, and the shorter form before the longer: “Ladygin” before “Ladygin's expulsion”.
    """
    words = fold(query[:_MOST_QUERY]).split()
    if not words:
        return []
    found: list[tuple[tuple[int, int], CompletionEntry]] = []
    for one in entries(shelves):
        ranks = [(rank, len(form)) for form in one.forms if (rank := _rank(form, words)) is not None]
        if ranks:
            found.append((min(ranks), one))
    found.sort(key=lambda ranked: (ranked[0], len(ranked[1].name), ranked[1].name, ranked[1].id))
    return [{"id": one.id, "kind": one.kind, "name": one.name, "address": one.address} for _, one in found[:limit]]


def _rank(form: str, words: list[str]) -> int | None:
    places = []
    for word in words:
        at = 0 if form.startswith(word) else form.find(f" {word}") + 1
        if at == 0 and not form.startswith(word):
            return None
        places.append(at)
    return min(places)


def found_passages(shelves: Shelves, query: str, *, source: str, limit: int, offset: int) -> dict[str, object]:
    """The passages that answer a query, each with the address at which its words are lit.

    Those come first that have all its words side by side; within one source they follow one another as one reads.
    """
    if len(query) > _MOST_QUERY:
        raise TooLong(say("A query has at most {most} letters; this one has {n:,}.", most=_MOST_QUERY, n=len(query)))
    state = shelves.state
    asking = SearchOptions(Filters(), "", state.record.entities, borne=shelves.borne)
    wanted = f"{query} source:{source}" if source else query
    hits = search(state.catalogue, wanted, asking=asking, limit=limit, offset=offset)
    found: Sequence[Hit] = hits.hits
    if source and hits.total <= limit:
        found = sorted(found, key=lambda hit: (-_together(hit)[2], hit.page, hit.start))
    elif not source:
        words = len(query.split())
        found = sorted(found, key=lambda hit: _together(hit)[2] < words)
    return {"total": hits.total, "understood": hits.understood, "hits": list(_hits(shelves, found))}


def _hits(shelves: Shelves, hits: Sequence[Hit]) -> Iterator[dict[str, object]]:
    record, addresses = shelves.state.record, shelves.state.site.addresses
    for hit in hits:
        if hit.source not in record.sources:
            continue
        lit = _together(hit)
        at = f"#at{hit.start + lit[0]}-{hit.start + lit[1]}"
        title = record.sources[hit.source].title or hit.source
        yield {
            **hit_as_json(hit),
            "place": place_in_words(hit.locator, shelves.state.site.words),
            "title": title,
            "address": addresses.leaf(hit.source, hit.page) + at,
        }


def _together(hit: Hit) -> tuple[int, int, int]:
    """What is lit of a hit: the most of its words with nothing but signs between them; where it stands, how many."""
    runs: list[tuple[int, int, int]] = []
    for start, end in hit.marks:
        if runs and not any(letter.isalnum() for letter in hit.text[runs[-1][1] : start]):
            runs[-1] = (runs[-1][0], end, runs[-1][2] + 1)
        else:
            runs.append((start, end, 1))
    return max(runs, key=lambda run: run[2], default=(0, len(hit.text), 0))


def page_as_json(shelves: Shelves, source: str, sequence: int) -> dict[str, object]:
    """One page of a source: its text, its paragraphs, and the names on it with whom they name."""
    page = page_of(shelves.state, source, sequence)
    named = mentions_on(shelves.state.catalogue, source, page=sequence)
    return {
        "source": source,
        "page": sequence,
        "label": page.label,
        "section": page.section,
        "text": page.text,
        "paragraphs": list(page.paragraphs),
        "first_paragraph": page.first_paragraph,
        "head": page.head,
        "foot": page.foot,
        "names": [
            {
                "start": one.mention.start,
                "end": one.mention.end,
                "surface": one.mention.surface,
                "kind": one.mention.kind,
                "name": one.mention.name,
                "id": one.entity,
                "candidates": list(one.candidates),
                "because": one.because,
            }
            for one in named
        ],
    }


def fold(text: str) -> str:
    """A name as it is compared while somebody types: without case, accents, hyphens, and the difference of е and ё."""
    plain = normalize("NFKD", text.casefold().replace("ё", "е").replace("й", "и"))
    return " ".join("".join(one if one.isalnum() else " " for one in plain if not "\u0300" <= one <= "\u036f").split())
