"""Per-language equipment and tables: English, Russian, German and whatever is added, each a folder (`registry`)."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cache
from importlib import import_module
from typing import Any

from variorum.languages.language import KnownWordForms, Language, Recognised, Token
from variorum.languages.registry import (
    DECLARATION,
    PLURAL_FORMS,
    PLURALS,
    Pack,
    codes,
    having,
    pack,
    primary,
    read_by,
    table,
    tables,
    text,
)

__all__ = [
    "DECLARATION",
    "PLURALS",
    "PLURAL_FORMS",
    "KnownWordForms",
    "Language",
    "Pack",
    "Recognised",
    "Token",
    "asked",
    "codes",
    "equipment",
    "equipped",
    "having",
    "loaded",
    "pack",
    "primary",
    "read_by",
    "table",
    "tables",
    "text",
    "writing",
]  # fmt: skip


@cache
def equipment(code: str) -> Language:
    """The equipment of a language by its BCP 47 code ("ru", "en-GB"); the plain fallback where there is none.

    A module loads when its language is first asked for.
    """
    declared = pack(code)
    if declared is None or not declared.equipment:
        plain: Language = import_module("variorum.languages.plain").Plain(code)
        return plain
    made: Language = loaded(declared.equipment)()
    return made


def loaded(place: str) -> Callable[..., Any]:
    """What a pack names as "module:Class"."""
    module, _, name = place.partition(":")
    found: Callable[..., Any] = getattr(import_module(module), name)
    return found


def equipped() -> tuple[str, ...]:
    """Codes of the languages that have equipment of their own."""
    return tuple(code for code in codes() if (declared := pack(code)) and declared.equipment)


def asked(word: str, languages: Collection[str]) -> tuple[Language, ...]:
    """The languages to ask about a word that is sought in texts of these languages, each once, in their order.

    Where one of them is not told or not known, or none is written in the word's script, the one that stands for the
    script is asked too.
    """
    told = [declared.code for code in languages if (declared := pack(code))]
    own = {one.code: one for one in map(equipment, told) if one.writes(word)}
    if own and len(told) == len(tuple(languages)):
        return tuple(own.values())
    return tuple({**own, **{one.code: one for one in writing(word)}}.values())


def writing(word: str, *, language: str = "") -> tuple[Language, ...]:
    """The languages by which a word of a text in `language` is read, of those in whose script it is written.

    Where the language is not told, that is the one language that stands for its script; never a guess among several.
    """
    read = (equipment(code) for code in read_by(language))
    return tuple(one for one in read if one.writes(word))
