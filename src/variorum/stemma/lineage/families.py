"""Families of sources: all that by their own dossiers descend from one another, and who speaks in a citation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from variorum.record import Record, Source, Witness

DEPENDENT = ("derived-from", "edition-of", "translation-of")


class Union:
    """Things taken together two by two; the least of those taken together stands for all of them."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def root(self, key: str) -> str:
        """What stands for this one."""
        parent = self._parent
        parent.setdefault(key, key)
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    def join(self, a: str, b: str) -> bool:
        """Take two together; whether they were apart before."""
        low, high = sorted((self.root(a), self.root(b)))
        self._parent[high] = low
        return low != high

    def known(self) -> Iterable[str]:
        """All that were ever named."""
        return tuple(self._parent)


def families_of(sources: Mapping[str, Source]) -> dict[str, str]:
    """For each source the key that stands for its family: all that declare to descend from one another, however far.

    Only the ties that make a text depend on another count (derived-from, edition-of, translation-of); a reply and a
    part of a whole are voices of their own. Sources that are only named in a lineage have a family too.
    """
    union = Union()
    for source in sources.values():
        for tie in source.lineage:
            if tie.relation in DEPENDENT:
                union.join(source.key, tie.source)
    return {key: union.root(key) for key in sorted({*sources, *union.known()})}


def voices(witnesses: Iterable[Witness]) -> list[str]:
    """The sources that speak, once each and in order: the voice that is quoted, not the one who quotes it."""
    return list(dict.fromkeys(witness.citation.source for witness in witnesses))


def standing_of(key: str, record: Record) -> str:
    """The standing of a source, empty where the archive does not know it."""
    return record.sources[key].standing if key in record.sources else ""
