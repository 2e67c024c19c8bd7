"""Who bears which name: the people with a dossier by surname, and where a quotation or a sentence names one of them.

No model reads here: a word counts as a name only where somebody's dossier has that surname, in either script and any
case of Russian, and what stands beside it (initials, given name, patronymic) is taken along.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from variorum.languages.person_name import NameReading
from variorum.names.forms.comparing import compare
from variorum.names.forms.declension import given_readings, patronymic_readings
from variorum.names.forms.given import known_given
from variorum.names.forms.parsing import parse
from variorum.names.forms.parts import NONE, Bearing, given_bearing, part, surname_bearing
from variorum.names.forms.skeleton import skeletons
from variorum.names.linking.known import known_names
from variorum.record import Entity, Record

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_BEFORE = re.compile(r"((?:[^\W\d_]{1,2}\.\s*){1,3}|[^\W\d_][\w'’-]+\s+)$")
_AFTER = re.compile(r"^(\s*,?\s*(?:[^\W\d_]\.\s*){1,3}|\s+[^\W\d_][\w'’-]+)")
_LATIN_FATHER = re.compile(r"(?:[oe]vi|[iy]|['’])(?:ch|č|tsch)a?$|(?:[oe]v|ich)n[aoy]i?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BorneName:
    """A name as it stands in a text, and the people with a dossier who bear its surname."""

    surface: str
    bearers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeopleByName:
    """The people of a record: the names of each, and who bears a surname by its skeletons."""

    names: Mapping[str, tuple[str, ...]]  # id → every form of its name
    by_surname: Mapping[str, frozenset[str]]

    def in_text(self, text: str) -> Iterator[BorneName]:
        """Every name in a text whose surname somebody bears, with the initials and names beside it, in order."""
        last = 0
        for word in _WORD.finditer(text):
            if word.start() < last or not word[0][:1].isupper():
                continue
            found = {person for form in surname_keys(word[0]) for person in self.by_surname.get(form, ())}
            if found:
                start, end = _widened(text, word.start(), word.end())
                last = end
                yield BorneName(" ".join(text[start:end].split()).strip(" ,"), tuple(sorted(found)))

    def fits(self, name: str, person: str) -> bool:
        """Whether this name may be one of the person's own by its parts; a bare surname does not vouch for initials."""
        telling = [form for form in self.names[person] if gives_more(form)] if gives_more(name) else []
        return any(compare(name, form).verdict == "same" for form in telling or self.names[person])

    def is_contradicted(self, name: str, person: str) -> bool:
        """Whether this name contradicts every form of the person's that gives more than the surname they share."""
        told = [form for form in self.names[person] if gives_more(form) and share_surname(name, form)]
        return bool(told) and all(compare(name, form).verdict == "different" for form in told)


def bearers_of(record: Record) -> PeopleByName:
    """The people of a record."""
    names = {one.id: tuple(form.form for form in one.forms) for one in known_names(record) if one.kind == "person"}
    surnames: defaultdict[str, set[str]] = defaultdict(set)
    for person, forms in names.items():
        for form in forms:
            for surname in {r.surname for r in parse(form).readings if r.surname and not r.turned}:
                for key in skeletons(surname):
                    surnames[key].add(person)
    return PeopleByName(names, {key: frozenset(people) for key, people in surnames.items() if key})


def forms_of(entity: Entity) -> tuple[str, ...]:
    """Every form of a name, the preferred one first."""
    return tuple(dict.fromkeys(form for form in (entity.name, *(one.form for one in entity.names)) if form))


@lru_cache(maxsize=50_000)
def surname_keys(word: str) -> frozenset[str]:
    """The skeletons of a word read as a surname, in whichever case it stands."""
    readings = parse(word.removesuffix("'s").removesuffix("’s")).readings
    return frozenset(key for reading in readings for key in skeletons(reading.surname) if key)


@lru_cache(maxsize=50_000)
def part_keys(text: str) -> frozenset[str]:
    """The skeletons of every part of a name in every reading, and of each of its words: what may hint at its bearer."""
    parts = {part for reading in parse(text).readings for part in (reading.given, reading.patronymic, reading.surname)}
    whole = {word for word in (*parts, *_WORD.findall(text)) if len(word.strip(".")) > 2}
    return frozenset(key for word in whole for key in skeletons(word) if key)


def share_surname(a: str, b: str) -> bool:
    """Whether two names may have one surname, as far as spelling tells."""
    return any(
        surname_bearing(part(one.surname), part(other.surname)) >= Bearing.CLOSE
        for one in parse(a).readings
        for other in parse(b).readings
        if not (one.turned or other.turned)
    )


@lru_cache(maxsize=50_000)
def gives_more(name: str) -> bool:
    """Whether a name gives more than a surname: an initial, a given name, a patronymic."""
    return any(reading.given or reading.patronymic for reading in parse(name).readings)


def full_readings(name: str) -> list[NameReading]:
    """The readings of a name that give a surname and, not as an initial, a given name."""
    return [r for r in parse(name).readings if r.surname and r.given and not r.given.endswith(".") and not r.turned]


def patronymics_contradict(a: NameReading, b: NameReading) -> bool:
    """Whether two readings give patronymics, whole or as initials, that cannot be one."""
    mine, other = part(a.patronymic), part(b.patronymic)
    return NONE not in (mine, other) and given_bearing(mine, other) is Bearing.CONTRADICTS


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch of a surname with the initials, given name and patronymic beside it."""
    for _ in range(2):
        before = _BEFORE.search(text, 0, start)
        if before is None or not _belongs(before[0]):
            break
        start = before.start()
    for _ in range(2):
        after = _AFTER.search(text[end : end + 60])
        if after is None or not _belongs(after[0]):
            break
        end += after.end()
    return start, end


@lru_cache(maxsize=20_000)
def _belongs(beside: str) -> bool:
    """Whether what stands beside a surname is a part of the name: initials, a known given name, a patronymic."""
    word = beside.strip(" ,\n\t")
    if not word[:1].isupper():
        return False
    if word.endswith("."):
        return all(piece[:1].isupper() for piece in word.split())
    if known_given(word).full or known_given(word).short_for or patronymic_readings(word):
        return True
    if "Ѐ" <= word[0] <= "ԯ":
        return any(known_given(reading.nominative).full for reading in given_readings(word))
    return len(word) > 4 and bool(_LATIN_FATHER.search(word))
