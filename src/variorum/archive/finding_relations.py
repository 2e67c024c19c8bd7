"""Finding a relation of the vocabulary by a word of any of its wordings, with a line that shows how it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from variorum.archive.relation_wordings import fold
from variorum.record import ENTITY_KINDS, Relation, Vocabulary

_OBJECTS: Mapping[str, str] = MappingProxyType(
    {kind: f"[[a-{kind}]]" if kind[0] not in "aeiou" else f"[[an-{kind}]]" for kind in (*ENTITY_KINDS, "source")}
    | {"statement": "[[a-dossier#^an-id]]", "quantity": "40 workers", "date": "1933", "words": '"words of a source"'}
)
_LEAST_STEM, _ENDING = 4, 3  # letters that a word keeps at least, and that its ending may have


def relations_with(word: str, vocabulary: Vocabulary) -> list[Relation]:
    """The relations of which some wording has words that begin like all of these, in any language.

    Where none has, the words are tried without what may be their endings («арестовали» finds «арестован»). With no word
    all relations, in the order of the vocabulary.
    """
    asked = fold(word).split()
    for cut in range(_ENDING + 1):
        stems = [each[: max(min(_LEAST_STEM, len(each)), len(each) - cut)] for each in asked]
        found = [one for one in vocabulary.relations.values() if any(_has(stems, said) for said in wordings_of(one))]
        if found:
            return found
    return []


def wordings_of(relation: Relation) -> Iterator[str]:
    """Every wording under which a relation is understood, its name first."""
    yield relation.name
    yield from relation.labels.values()
    yield from relation.also
    yield from relation.inverse.values()
    yield from relation.inverse_also


def example_of(relation: Relation, language: str = "en") -> str:
    """A line as it may stand under “Statements”, worded in this language where one label of it can be written so.

    „schrieb … ab“ cannot: what is parted around its object is shown so, and written as the relation is called.
    """
    said = relation.labels.get(language, "")
    if not said or "…" in said:
        said = relation.name
    thing = _OBJECTS.get(relation.range[0], "") if relation.range else ""
    date = "1932/1933" if relation.extent == "span" else "1932"
    return f"- {date}: {said} {thing}".rstrip()


def _has(stems: list[str], wording: str) -> bool:
    words = fold(wording).split()
    return all(any(word.startswith(stem) for word in words) for stem in stems)
