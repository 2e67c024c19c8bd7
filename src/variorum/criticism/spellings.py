"""Spellings of people's surnames that the sources have and no dossier lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from variorum.examined import Examined
from variorum.names.forms.parsing import parse
from variorum.names.forms.skeleton import letters, skeletons
from variorum.names.linking.known import known_names


@dataclass(frozen=True, slots=True)
class Spelling:
    """A spelling as it stands in the sources, for whom, where and how often."""

    dossier: str
    form: str  # the surname in the nominative
    sources: tuple[str, ...]
    times: int


def unlisted_spellings(record: Examined) -> Iterator[Spelling]:
    """Every spelling of a surname that the sources have for a person with a dossier and that no dossier lists."""
    people = {one.id: [form.form for form in one.forms] for one in known_names(record) if one.kind == "person"}
    listed = {key for forms in people.values() for form in forms for key in _spelled(form)}
    found: defaultdict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for attested in record.naming.attestations:
        if attested.entity not in people:
            continue
        known = {key for form in people[attested.entity] for word in _surnames(form) for key in skeletons(word)}
        for surface, times in attested.forms.items():
            spelling = _unlisted(surface, listed, known)
            if spelling:
                sources = found[attested.entity, spelling]
                sources[attested.source] = sources.get(attested.source, 0) + times
    for (dossier, form), sources in sorted(found.items()):
        yield Spelling(dossier, form, tuple(sorted(sources)), sum(sources.values()))


@lru_cache(maxsize=50_000)
def _surnames(name: str) -> tuple[str, ...]:
    """The surname of a name in every reading that is not against custom, each in the nominative."""
    return tuple(dict.fromkeys(r.surname for r in parse(name).readings if r.surname and not r.turned))


def _spelled(name: str) -> set[str]:
    """The letters of a name's surnames, and of each of its words: whatever may stand for a surname alone."""
    return {letters(word) for word in (*_surnames(name), *name.split()) if letters(word)}


def _unlisted(surface: str, listed: set[str], known: set[str]) -> str:
    """The surname of a name as it stands, if in no case of it any dossier lists it; else nothing.

    Only what is the person's surname by its skeleton is a spelling of it; another word is a pseudonym or a given name.
    """
    surnames = _surnames(surface)
    if not surnames or any(letters(word) in listed for word in (*surnames, *surface.split())):
        return ""
    alike = [word for word in surnames if not known.isdisjoint(skeletons(word))]
    return alike[0] if alike else ""
