"""Given names that are known: which are one name in several languages, and which are short for which."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from variorum.names.forms.romanised import spelling_of, spellings
from variorum.names.forms.skeleton import letters
from variorum.text.scripts import CYRILLIC


@dataclass(frozen=True, slots=True)
class KnownGivenName:
    """What is known of a word as a given name: the full names it is, those it may be short for, and the gender.

    Full names are named by their Russian form. `gender` is "m", "f", or "" where it may be either or is unknown.
    """

    full: frozenset[str] = frozenset()
    short_for: frozenset[str] = frozenset()
    gender: str = ""


UNKNOWN = KnownGivenName()


@lru_cache(maxsize=100_000)
def known_given(word: str) -> KnownGivenName:
    """What is known of this word as a given name, in either script; nothing where it is in no table."""
    table = _table()
    if entry := table.get(letters(word)):
        return entry
    if CYRILLIC.search(word):
        return table.get(f"/{spelling_of(word)}", UNKNOWN)
    # by sound-for-letter spelling: "Wassili" is Василий, "Macks" is no Макс; y is Ukrainian и ("Mykola")
    read = spellings(word)
    forms = {*read, *(one.replace("y", "i") for one in read)}
    return next((table[f"/{form}"] for form in sorted(forms) if f"/{form}" in table), UNKNOWN)


@cache
def _table() -> Mapping[str, KnownGivenName]:
    """Entries by letters and, after a stroke, by skeleton."""
    with files("variorum.names.forms").joinpath("given_names.toml").open("rb") as file:
        written = tomllib.load(file)
    full: dict[str, dict[str, str]] = {}
    short: dict[str, dict[str, str]] = {}
    for gender, names in (("m", written["men"]), ("f", written["women"])):
        for name, forms in names.items():
            brief, _, others = str(forms).partition("|")
            for form in (name, *_listed(others)):
                _enter(full, form, name, gender)
            for form in _listed(brief):
                _enter(short, form, name, gender)
    return {key: _known(full.get(key, {}), short.get(key, {})) for key in sorted({*full, *short})}


def _enter(table: dict[str, dict[str, str]], form: str, name: str, gender: str) -> None:
    cyrillic = any("Ѐ" <= letter <= "ԯ" for letter in form)
    for key in (letters(form), *((f"/{spelling_of(form)}",) if cyrillic else ())):
        table.setdefault(key, {})[name] = gender


def _known(full: Mapping[str, str], short: Mapping[str, str]) -> KnownGivenName:
    genders = {*full.values(), *short.values()}
    return KnownGivenName(frozenset(full), frozenset(short), genders.pop() if len(genders) == 1 else "")


def _listed(forms: str) -> list[str]:
    return [form.strip() for form in forms.split(",") if form.strip()]
