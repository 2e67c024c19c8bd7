"""`name:` in a query: every form of a name that a dossier lists, as a tree of words.

A person is looked for by surname alone where no other dossier bears it, else by given name or initials with the
surname: two Kaiurovs are never found as one. Pseudonyms and party names are forms like any other; that they are listed
in one dossier is the historian's word, not the program's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from variorum.catalogue.query import And, NamedDossier, Node, Not, Or, QueryPhrase, QueryWord
from variorum.finding import NotFound
from variorum.languages.folding import fold
from variorum.languages.person_name import NameReading
from variorum.languages.transliteration import schemes, to_latin
from variorum.names.forms.initials import may_stand_for
from variorum.names.forms.parsing import parse
from variorum.names.forms.skeleton import skeletons
from variorum.record import Entity
from variorum.saying import say

_SHORTEST = 3  # letters of a word that tells a dossier by itself


def resolved(node: Node, dossiers: Mapping[str, Entity]) -> Node:
    """The tree with every `name:` replaced by the forms of the name; raises `NotFound` for a name no dossier bears."""
    match node:
        case NamedDossier(name):
            return _forms_of(_dossiers_called(name, dossiers), dossiers)
        case And(parts):
            return And(tuple(resolved(part, dossiers) for part in parts))
        case Or(parts):
            return Or(tuple(resolved(part, dossiers) for part in parts))
        case Not(part):
            return Not(resolved(part, dossiers))
        case _:
            return node


def borne(dossiers: Iterable[Entity]) -> frozenset[str]:
    """The words, folded, that the names of people and places hold: typed in small letters, they are names all the same.

    Of a name's words only those with a capital count, so that "district" does not become one.
    """
    words = (
        word
        for dossier in dossiers
        if dossier.kind in ("person", "place")
        for written in _written(dossier)
        for word in written.replace("-", " ").split()
    )
    return frozenset(
        fold(word.strip(".,()«»\"'")).text.lower() for word in words if word[:1].isupper() and len(word) > 3
    )


def _dossiers_called(name: str, dossiers: Mapping[str, Entity]) -> list[Entity]:
    """The dossier of this id, or those of which a name, or the whole surname, is spelled so in some script or case."""
    if name in dossiers:
        return [dossiers[name]]
    called = [dossier for dossier in dossiers.values() if any(_same(name, form) for form in _written(dossier))]
    called = called or [
        dossier
        for dossier in dossiers.values()
        if dossier.kind == "person" and any(_same(name, surname) for surname in _surnames(dossier))
    ]
    if not called:
        raise NotFound(
            say("No dossier is called “{name}”; give the id of a dossier, or a name that one lists.", name=name)
        )
    return called


def _same(a: str, b: str) -> bool:
    from variorum.names.forms.comparing import compare

    if fold(a).text.casefold() == fold(b).text.casefold():
        return True
    comparison = compare(a, b)
    return comparison.verdict == "same" and (len(a.split()) > 1) == (len(b.split()) > 1)


def _forms_of(called: Iterable[Entity], dossiers: Mapping[str, Entity]) -> Node:
    found: dict[Node, None] = {}
    for dossier in called:
        others = [other for other in dossiers.values() if other.kind == "person" and other.id != dossier.id]
        taken = frozenset(key for other in others for surname in _surnames(other) for key in skeletons(surname))
        for form in _written(dossier):
            found |= dict.fromkeys(_person(form, taken) if dossier.kind == "person" else _whole(form))
    parts = tuple(found)
    return parts[0] if len(parts) == 1 else Or(parts)


def _person(form: str, taken: frozenset[str]) -> Iterator[Node]:
    for reading in parse(form).readings[:1]:
        surname = reading.surname
        if surname and len(surname) >= _SHORTEST and taken.isdisjoint(skeletons(surname)):
            yield QueryWord(surname)
            return
        yield from _with_surname(reading)
    yield from _whole(form)


def _with_surname(reading: NameReading) -> Iterator[Node]:
    """Given name and surname, and initials and surname, for a surname that others bear too."""
    given, patronymic, surname = reading.given, reading.patronymic, reading.surname
    if not given or not surname:
        return
    brief = given.endswith(".") or len(given) == 1
    if not brief and patronymic:
        yield QueryPhrase((QueryWord(given), QueryWord(patronymic), QueryWord(surname)))
    if not brief:
        yield QueryPhrase((QueryWord(given), QueryWord(surname)))
    for first in _initials(given):
        for second in _initials(patronymic):
            yield QueryPhrase((QueryWord(first, "exact"), QueryWord(second, "exact"), QueryWord(surname)))
        if not patronymic:
            yield QueryPhrase((QueryWord(first, "exact"), QueryWord(surname)))


def _initials(name: str) -> list[str]:
    """The letters, in either script, that the name may be shortened to."""
    if not name:
        return []
    return sorted({name[0].upper(), *may_stand_for(f"{name[0]}."), *(to_latin(name[0], each)[0] for each in schemes())})


def _whole(form: str) -> Iterator[Node]:
    words = tuple(QueryWord(word) for word in form.split() if any(map(str.isalnum, word)))
    if words:
        yield words[0] if len(words) == 1 else QueryPhrase(words)


def _written(dossier: Entity) -> list[str]:
    return list(dict.fromkeys([dossier.name, *(form.form for form in dossier.names)]))


def _surnames(dossier: Entity) -> set[str]:
    return {surname for form in _written(dossier) for surname in _surnames_in(form)}


@lru_cache(maxsize=50_000)
def _surnames_in(form: str) -> frozenset[str]:
    return frozenset(reading.surname for reading in parse(form).readings[:1] if len(reading.surname) >= _SHORTEST)
