"""Who else bears a surname: the forms with more than a surname that texts have, and whom they name.

A text seems to name another bearer where it does not: "Kronstadt Lenin", «Приписка Мухина», "Kerensky's Cossacks". A
form counts only where the word before the surname may be a given name: not a possessive, not a place that the archive
names, no word with which sentences open, and in Russian no word that the dictionary knows as something else. The title
of a book ("Leon Trotsky Speaks", "Lenin Anthology") makes nobody a bearer of the name that it begins with.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from variorum.languages import equipment
from variorum.names.forms.comparing import prepared
from variorum.names.forms.declension import dictionary_names
from variorum.names.forms.given import known_given
from variorum.names.forms.skeleton import letters
from variorum.names.linking.candidates import keys_of, share_surname
from variorum.names.linking.clustering import Tally, plain
from variorum.names.recognition.sentence_initial import (
    is_english_word,
    is_grammar,
    is_no_forename,
    is_told_of,
)


@lru_cache(maxsize=200_000)
def says_more(surface: str) -> bool:
    """Whether a form gives more than a surname."""
    return any(one.given.written or one.patronymic.written for one in prepared(plain(surface)).weighed[:1])


def places_of(tallies: Iterable[Tally]) -> frozenset[str]:
    """The letters of every single word that is recognised as a place or a group anywhere."""
    return frozenset(
        letters(tally.surface)
        for tally in tallies
        if tally.kind in ("place", "group") and len(tally.surface.split()) == 1
    )


def may_be_a_bearer(surface: str, places: frozenset[str]) -> bool:
    """Whether a form with more than a surname can be somebody's name at all."""
    if _is_no_name(plain(surface)):
        return False
    one = prepared(plain(surface)).weighed[0]
    given = one.given.written.split("-")[0]
    if one.given.brief or one.patronymic.written or not given:
        return True
    if known_given(given).full or known_given(given).short_for:
        return True
    return "’" not in given and "'s" not in given and letters(given) not in places and not _is_another_word(given)


def _is_no_name(form: str) -> bool:
    """Whether a form begins or is held together by what is no part of a name.

    As "Without Lenin", "Marx Beyond Marx" and "Tragedy of Bukharin" do.
    """
    first, *others = form.split() or [""]
    within = (word for word in others[:-1] if len(word) > 2 and word[0].isupper())
    quoted = first[:1].islower() and "]" in first  # "w]hile Marx"
    held_together = any(word.isascii() and is_grammar(word) for word in within)
    return quoted or held_together or is_told_of(form) or (bool(others) and is_no_forename(first))


def _bearing(form: str) -> str:
    """The part of a form by which its bearer may be called, if alone: of "Leon Trotsky Speaks" the last word.

    Whoever is called so has the last word for a surname, and it is no given name after a surname either.
    """
    words = form.split()
    ends = len(words) > 1 and "," not in form and form.isascii() and is_english_word(words[-1])
    return words[-1] if ends else form


def _is_another_word(given: str) -> bool:
    """Whether the dictionary of Russian knows a word as anything but a name."""
    russian = equipment("ru")
    return bool(russian.writes(given) and russian.knows(given.lower()) and not dictionary_names(given))


@dataclass(frozen=True, slots=True)
class Others:
    """The other bearers of a surname: by source one of their forms, be it perhaps the same person's; and one of the
    forms, anywhere in the archive, that is certainly not his.
    """

    by_source: Mapping[str, str]
    anywhere: str


_PERHAPS = "?"


class Bearers:
    """Forms with more than a surname, to be found by a bare surname: where each stands and whom it names."""

    def __init__(self) -> None:
        self._by_key: dict[str, set[str]] = defaultdict(set)
        self._named: dict[str, dict[str, set[str]]] = {}  # form → source → dossiers
        self._found: dict[tuple[str, str], Others] = {}

    def add(self, form: str, source: str, dossiers: Iterable[str], *, certain: bool) -> None:
        """Take note of a form, where it stands, and the dossiers that it names for certain or perhaps."""
        if form not in self._named:
            self._named[form] = defaultdict(set)
            for key in keys_of(prepared(form)):
                self._by_key[key].add(form)
        named = self._named[form][source]
        named.update(dossier if certain else f"{_PERHAPS}{dossier}" for dossier in dossiers)
        if not named:
            named.add("")

    def besides(self, surname: str, dossier: str) -> Others:
        """Who bears this surname and is not this dossier's bearer."""
        asked = (surname, dossier)
        if asked not in self._found:
            near = {form for key in keys_of(prepared(surname)) for form in self._by_key.get(key, ())}
            here: dict[str, str] = {}
            anywhere = ""
            for form in sorted(near, reverse=True):
                if share_surname(surname, _bearing(form)):
                    for source, dossiers in self._named[form].items():
                        here |= {source: form} if dossiers - {dossier} else {}
                        anywhere = form if dossiers - {dossier, _PERHAPS + dossier} else anywhere
            self._found[asked] = Others(here, anywhere)
        return self._found[asked]
