"""Per-language equipment: words, sentences, lemmas and inflections; English, Russian and whatever is added."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from variorum.languages.language import Language, Recognised, Token, Vocabulary

__all__ = ["Language", "Recognised", "Token", "Vocabulary", "equipment", "equipped", "writing"]

# code → module and class; a module loads when its language is first asked for
_EQUIPPED = {
    "en": ("variorum.languages.english", "English"),
    "ru": ("variorum.languages.russian", "Russian"),
}


@cache
def equipment(code: str) -> Language:
    """The equipment of a language by its BCP 47 code ("ru", "en-GB"); the plain fallback where there is none."""
    entry = _EQUIPPED.get(code.replace("_", "-").split("-")[0].lower())
    if entry is None:
        from variorum.languages.plain import Plain

        return Plain(code)
    module, name = entry
    made: Language = getattr(import_module(module), name)()
    return made


def equipped() -> tuple[str, ...]:
    """Codes of the languages that have equipment of their own."""
    return tuple(_EQUIPPED)


def writing(word: str) -> tuple[Language, ...]:
    """The equipped languages in whose script this word is written: those that a search should ask about it."""
    return tuple(language for language in map(equipment, _EQUIPPED) if language.writes(word))
