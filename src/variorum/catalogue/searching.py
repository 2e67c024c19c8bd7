"""Search: passages that hold the words of a query, in good order, with the words in context.

The order is BM25 over passages; where several words are asked for, a passage that has them near one another comes
before one that has them apart. Equal scores go by source, page and place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise, product
from typing import Any

from variorum.catalogue.expansion import Expansion, IndexVocabulary, Term, scaled
from variorum.catalogue.expansion import Sequence as TermSequence
from variorum.catalogue.filters import Filters, passing
from variorum.catalogue.hits import Hit, hit_in
from variorum.catalogue.named import borne, resolved
from variorum.catalogue.open_index import opened_index, sound
from variorum.catalogue.query import (
    And,
    NamedDossier,
    Node,
    Not,
    Or,
    Query,
    QueryPhrase,
    QueryWord,
    loosened,
    parse_query,
    understood,
)
from variorum.catalogue.spellings import Spellings
from variorum.catalogue.store import Catalogue, Catalogued
from variorum.finding import Refused
from variorum.record import Entity
from variorum.saying import say

_MOST_PHRASES = 12  # combinations of forms tried one by one; more than that become one expression per place
_NEARNESS = 8  # words between two words of the query that still count as near
_NEAR_BOOST = 0.7
_COMMON = 5  # a form in more than every fifth passage is too common for its nearness to tell anything
_TELLING = 4  # letters of a word that may tell what a question is about
_FEW = 30  # passages of an archive in which no word is common
_MARGIN = 50  # hits beyond those asked for, so that equal scores are put in order before the cut
_FARTHEST = 10_000


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search found: the number of passages in all, and those asked for.

    `understood` is the query with every operator spelled out. `looked_through` are the sources that the filters let
    pass, by key. `also` gives for a word of the query the other spellings that were looked for, as the index writes
    them: in small letters and the spelling of after 1918.
    """

    total: int
    hits: tuple[Hit, ...]
    understood: str
    filters: Filters
    looked_through: tuple[str, ...]
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """What a search is asked beside its words.

    `script` says how far other spellings are looked for, where the query itself does not: "names" in either script,
    "any" word so, or "exact", none. `dossiers` are those whose names `name:` may name; `borne`, the words of all these
    names (`named.borne`), is worked out for each search where it is None. `loosely`: words side by side are
    alternatives, as in a question put in a sentence.
    """

    filters: Filters = field(default_factory=Filters)
    script: str = ""
    dossiers: Mapping[str, Entity] = field(default_factory=dict)
    loosely: bool = False
    borne: Collection[str] | None = None


def search(
    catalogue: Catalogue,
    query: str,
    *,
    asking: SearchOptions = SearchOptions(),
    limit: int = 10,
    offset: int = 0,
) -> Hits:
    """Find the passages that answer a query; see `variorum.catalogue.query` for what a query may say.

    Raises `Refused` for a query that cannot be read, `NotFound` for a filter that names an unknown source, `Unreadable`
    where the index is missing or damaged; each in one sentence.
    """
    if not 0 <= offset <= _FARTHEST or not 0 <= limit <= _FARTHEST:
        raise Refused(say("Only the first {farthest} hits can be shown; narrow the query.", farthest=_FARTHEST))
    asked = _IndexSearch(catalogue, query, asking)
    found = asked.found(limit, offset) if asked.sources else (0, ())
    return Hits(found[0], found[1], asked.understood, asked.filters, tuple(asked.sources_by_key), asked.also)


class _IndexSearch:
    """One query put to one state of the index."""

    def __init__(self, catalogue: Catalogue, written: str, asking: SearchOptions) -> None:
        self.query: Query = parse_query(written)
        self.filters = self.query.filters.joined(asking.filters)
        self._script = self.query.script or asking.script or "names"
        self._said = loosened(self.query.root) if asking.loosely else self.query.root
        self._root = resolved(self._said, asking.dossiers)
        everything = catalogue.catalogued()
        passed = passing(self.filters, everything)
        self.sources_by_key = {source.key: source for source in passed}
        self.sources = {source.id: source for source in passed}
        self._all_pass = len(passed) == len(everything)
        self._catalogue = catalogue
        self._index = opened_index(catalogue)
        with sound(self._index.folder):
            self._searcher = self._index.searcher()
        self._vocabulary = IndexVocabulary(self._searcher, self._index.schema, self._index.counted)
        spellings = Spellings(
            catalogue.database,
            self._vocabulary,
            script=self._script,
            borne=lambda: borne(asking.dossiers.values()) if asking.borne is None else asking.borne,
        )
        self._expansion = Expansion(self._vocabulary, spellings, {source.language for source in passed})
        self._sequences: dict[QueryWord | QueryPhrase, TermSequence] = {}
        if asking.loosely:
            self._root = self._without_the_common(self._root)

    @property
    def understood(self) -> str:
        said = understood(self._said)
        return said if self._script == "names" else f"{said} script:{self._script}"

    @property
    def also(self) -> Mapping[str, tuple[str, ...]]:
        return self._expansion.also

    def found(self, limit: int, offset: int) -> tuple[int, tuple[Hit, ...]]:
        with sound(self._index.folder):
            result = self._searcher.search(self._compiled(), max(1, offset + limit + _MARGIN))
            places = self._places(result.hits)
        hits: list[Hit] = []
        wanted = tuple(self._wanted(self._root))
        for score, source, page_number, start, end in places[offset : offset + limit]:
            page = self._catalogue.page(source.key, page_number)
            if page is not None:
                hits.append(hit_in(page, (start, end), wanted, score))
        return int(result.count), tuple(hits)

    def _places(self, found: Sequence[tuple[float, Any]]) -> list[tuple[float, Catalogued, int, int, int]]:
        addresses = [address for _, address in found]
        columns = [self._searcher.fast_field_values(name, addresses) for name in ("source", "page", "start", "end")]
        places = [
            (round(float(score), 4), self.sources[number], page, start, end)
            for (score, _), number, page, start, end in zip(found, *columns, strict=True)
            if number in self.sources
        ]
        return sorted(places, key=lambda place: (-place[0], place[1].key, place[2], place[3]))

    def _compiled(self) -> Any:
        from tantivy import Occur, Query

        words = self._compile(self._root)
        if self._all_pass:
            return words
        numbers = Query.term_set_query(self._index.schema, "source", sorted(self.sources))
        return Query.boolean_query([(Occur.Must, words), (Occur.Must, Query.const_score_query(numbers, 0.0))])

    def _compile(self, node: Node) -> Any:
        from tantivy import Occur, Query

        match node:
            case And(parts):
                clauses = [(Occur.MustNot, self._compile(part.part)) for part in parts if isinstance(part, Not)]
                clauses += [(Occur.Must, self._compile(part)) for part in parts if not isinstance(part, Not)]
                return Query.boolean_query([*clauses, *((Occur.Should, near) for near in self._near(parts))])
            case Or(parts):
                return Query.boolean_query([(Occur.Should, self._compile(part)) for part in parts])
            case Not(part):
                return Query.boolean_query([(Occur.Must, Query.all_query()), (Occur.MustNot, self._compile(part))])
            case QueryWord() | QueryPhrase():
                return self._compile_sequence(self._sequence(node))
            case NamedDossier():  # `resolved` leaves none
                return Query.empty_query()

    def _compile_sequence(self, wanted: TermSequence) -> Any:
        from tantivy import Query

        terms = wanted.terms
        if not terms or not all(term.possible for term in terms):
            return Query.empty_query()
        return self._one_of(terms[0]) if len(terms) == 1 else self._in_order(terms, wanted.gap)

    def _one_of(self, term: Term) -> Any:
        from tantivy import Occur, Query

        schema = self._index.schema
        if term.prefix:
            return Query.regex_query(schema, "words", f"{term.prefix}.*")
        weights = scaled(term.forms, self._vocabulary, max(1, self._searcher.num_docs))
        alternatives = [
            (Occur.Should, Query.boost_query(Query.term_query(schema, "words", form), weight))
            for form, weight in weights.items()
        ]
        alternatives += [(Occur.Should, Query.phrase_query(schema, "words", list(words))) for words in term.divided]
        return alternatives[0][1] if len(alternatives) == 1 else Query.boolean_query(alternatives)

    def _in_order(self, terms: Sequence[Term], gap: int) -> Any:
        from tantivy import Occur, Query

        schema = self._index.schema
        combinations = 1
        for term in terms:
            combinations *= _MOST_PHRASES + 1 if term.prefix else len(term.forms) + len(term.divided)
        if combinations > _MOST_PHRASES and all(term.forms or term.prefix for term in terms):
            return Query.regex_phrase_query(schema, "words", [_expression(term) for term in terms], gap)
        phrases = [
            (Occur.Should, Query.phrase_query(schema, "words", list(chain(*words)), gap))
            for words in product(*(_alternatives(term) for term in terms))
        ]
        return phrases[0][1] if len(phrases) == 1 else Query.boolean_query(phrases)

    def _near(self, parts: Sequence[Node]) -> Iterator[Any]:
        """For each two neighbouring words of the query, that their commonest forms stand near one another."""
        from tantivy import Query

        words = [self._sequence(part) for part in parts if isinstance(part, QueryWord)]
        for left, right in pairwise(words):
            pair = [self._commonest(term) for wanted in (left, right) for term in wanted.terms]
            if len(pair) == 2 and all(pair) and all(map(self._tells, pair)):
                near = self._in_order([Term(dict.fromkeys(forms, 1.0)) for forms in pair], _NEARNESS)
                yield Query.boost_query(near, _NEAR_BOOST)

    def _commonest(self, term: Term) -> list[str]:
        forms = sorted(term.forms, key=lambda form: (-term.forms[form] * self._vocabulary.frequency(form), form))
        return forms[:2]

    def _tells(self, forms: list[str]) -> bool:
        # words that stand in every second passage are near everything, and to find out takes long
        return all(self._vocabulary.frequency(form) * _COMMON < self._searcher.num_docs for form in forms)

    def _without_the_common(self, node: Node) -> Node:
        """Alternatives without words of under four letters or that stand nearly everywhere, as long as others are left.

        Short words ("who", «для») tell little in either language, and no list of them is needed.
        """
        if isinstance(node, And):
            return And(tuple(self._without_the_common(part) for part in node.parts))
        if not isinstance(node, Or) or not all(isinstance(part, QueryWord) for part in node.parts):
            return node
        few = self._searcher.num_docs <= _FEW
        telling = tuple(
            part
            for part in node.parts
            if isinstance(part, QueryWord)
            and len(part.text) >= _TELLING
            and (few or all(self._tells(list(term.forms)) for term in self._sequence(part).terms))
        )
        return Or(telling or node.parts)

    def _sequence(self, node: QueryWord | QueryPhrase) -> TermSequence:
        if node not in self._sequences:
            self._sequences[node] = self._expansion.sequence(node)
        return self._sequences[node]

    def _wanted(self, node: Node) -> Iterator[TermSequence]:
        match node:
            case And(parts) | Or(parts):
                for part in parts:
                    yield from self._wanted(part)
            case QueryWord() | QueryPhrase():
                yield self._sequence(node)
            case Not() | NamedDossier():
                return


def _alternatives(term: Term) -> list[tuple[str, ...]]:
    return [*((form,) for form in sorted(term.forms)[:_MOST_PHRASES]), *term.divided]


def _expression(term: Term) -> str:
    # forms are letters and digits only, so nothing in them means anything to an expression
    return f"{term.prefix}.*" if term.prefix else "|".join(sorted(term.forms))
