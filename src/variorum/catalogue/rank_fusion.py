"""Search by words and by meaning at once: two orders of passages made into one.

The two are fused by reciprocal rank (Cormack, Clarke and Büttcher 2009: 1/(60 + rank), summed): their scores are of
different kinds, their orders can be compared. What words found counts by the share of the query's words that it holds.
Each hit says whether words found it, meaning, or both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from variorum.catalogue.hits import Hit
from variorum.catalogue.meaning import Likeness, bring_up_to_date
from variorum.catalogue.query import NamedDossier, Node, Not, Query, QueryPhrase, QueryWord, parse_query
from variorum.catalogue.searching import Hits, SearchOptions, search
from variorum.catalogue.store import Catalogue
from variorum.languages.embedding import Embedder

_DEPTH = 60  # hits of either kind that are fused
_CONSTANT = 60  # of reciprocal rank fusion
_MOST_WORDS = 0.5  # share of a question's telling words that must stand together for words to have found anything
_LEAST = 0.2  # likeness under which two texts have nothing to do with one another


def search_with_meaning(
    catalogue: Catalogue,
    query: str,
    embedder: Embedder,
    *,
    asking: SearchOptions,
    limit: int = 10,
    offset: int = 0,
    progress: Callable[[str, int, int], None] = lambda _step, _done, _total: None,
) -> Hits:
    """The passages that answer a question by its words or by what it means; vectors that are missing are made first.

    Words that stand side by side are no conditions here: of those that tell anything half must stand together, since a
    question is no list of words that all must stand in one passage. Phrases and exclusions hold for what words find,
    filters for both.
    """
    depth = max(_DEPTH, offset + limit)
    by_words = search(catalogue, query, asking=replace(asking, loosely=True), limit=depth)
    meanings = bring_up_to_date(catalogue, embedder, progress=progress)
    question = embedder.embed([asked_in_words(parse_query(query))])[0]
    likest = meanings.nearest(question, by_words.looked_through, depth)
    by_meaning = [one for one in likest if one.score >= _LEAST]
    by_many = [hit for hit in by_words.hits if hit.share >= _MOST_WORDS]
    fused = _fused(catalogue, by_many, by_meaning)
    only = sum(hit.found == "meaning" for hit in fused)
    shown = tuple(fused[offset : offset + limit])
    return replace(by_words, total=len(by_many) + only, hits=shown, understood=f"{by_words.understood}, or its meaning")


def asked_in_words(query: Query) -> str:
    """The question itself, without filters, operators and what is to be left out."""
    return " ".join(_words(query.root))


def _words(node: Node) -> list[str]:
    match node:
        case QueryWord(text):
            return [text]
        case QueryPhrase(words):
            return [word.text for word in words]
        case NamedDossier(name):
            return [name]
        case Not():
            return []
        case _:
            return [word for part in node.parts for word in _words(part)]


def _fused(catalogue: Catalogue, by_words: list[Hit], by_meaning: list[Likeness]) -> list[Hit]:
    worth = {hit: hit.share / (_CONSTANT + rank) for rank, hit in enumerate(by_words, 1)}
    found = dict.fromkeys(by_words, "words")
    for rank, one in enumerate(by_meaning, 1):
        same = [hit for hit in by_words if _overlap(hit, one)]
        for hit in same[:1]:
            worth[hit] += 1 / (_CONSTANT + rank) if found[hit] == "words" else 0.0
            found[hit] = "both"
        alone = None if same else _hit(catalogue, one)
        if alone is not None:
            worth[alone], found[alone] = 1 / (_CONSTANT + rank), "meaning"
    fused = [replace(hit, found=found[hit], score=round(worth[hit], 5)) for hit in worth]
    return sorted(fused, key=lambda hit: (-hit.score, hit.source, hit.page, hit.start))


def _overlap(hit: Hit, one: Likeness) -> bool:
    return (hit.source, hit.page) == (one.source, one.page) and hit.start < one.end and one.start < hit.end


def _hit(catalogue: Catalogue, one: Likeness) -> Hit | None:
    page = catalogue.page(one.source, one.page)
    if page is None:
        return None
    text = page.text[one.start : one.end]
    return Hit(
        page.source, page.sequence, page.label, page.locator_at(one.start), one.start, one.end, text, (), one.score
    )
