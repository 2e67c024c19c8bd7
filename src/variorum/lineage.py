"""Which witnesses are one: sources tied by declared lineage stand on one leg together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from variorum.record import Record, Source, Witness

DEPENDENT = ("derived-from", "edition-of", "translation-of")


def families_of(sources: Mapping[str, Source]) -> dict[str, str]:
    """For each source the key that stands for its family: all that descend from one another, however far.

    Union-find over the ties that make a text depend on another (derived-from, edition-of, translation-of); a reply and
    a part of a whole are voices of their own. Sources that are only named in a lineage have a family too.
    """
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        parent.setdefault(key, key)
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for source in sources.values():
        for tie in source.lineage:
            if tie.relation in DEPENDENT:
                low, high = sorted((root(source.key), root(tie.source)))
                parent[high] = low
    return {key: root(key) for key in sorted({*sources, *parent})}


def voices(witnesses: Iterable[Witness]) -> list[str]:
    """The sources that speak, once each and in order: the voice that is quoted, not the one who quotes it."""
    return list(dict.fromkeys(witness.citation.source for witness in witnesses))


def independent(keys: Iterable[str], families: Mapping[str, str]) -> int:
    """How many independent sources these are, as far as declared lineage tells."""
    return len({families.get(key, key) for key in keys})


def standing_of(key: str, record: Record) -> str:
    """The standing of a source, empty where the archive does not know it."""
    return record.sources[key].standing if key in record.sources else ""
