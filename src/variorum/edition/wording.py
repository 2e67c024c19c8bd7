"""The edition's own words in the reader's language: labels, sentences, plurals, numbers and dates.

A language is one TOML file under `locales/`; a test holds all of them to the same keys. Plural forms follow CLDR for
the two languages that there are (English: one, other; Russian: one, few, many).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from markupsafe import Markup, escape

from variorum.finding import NotFound


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language; call it with a key and the values that its sentence leaves open."""

    language: str
    sentences: Mapping[str, str]

    def __call__(self, key: str, /, **values: object) -> str:
        """The sentence for a key, with its blanks filled; a `Markup` where a value is one, everything else escaped."""
        sentence = self.sentences[key]
        if not values:
            return sentence
        if any(isinstance(value, Markup) for value in values.values()):
            return escape(sentence).format(**values)
        return sentence.format(**values)

    def get(self, key: str, otherwise: str) -> str:
        """The word for a key that may be missing, since it comes from the user's own vocabulary."""
        return self.sentences.get(key, otherwise)

    def count(self, key: str, number: int) -> str:
        """A number with its noun in the right form: "1 statement", «2 утверждения», «5 утверждений»."""
        return self.sentences[f"count.{key}.{self.form(number)}"].format(n=self.number(number))

    def form(self, number: int) -> str:
        """The plural form that a number takes."""
        if self.language != "ru":
            return "one" if number == 1 else "other"
        if number % 10 == 1 and number % 100 != 11:
            return "one"
        return "few" if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else "many"

    def number(self, number: int) -> str:
        """A whole number with its thousands set apart as the language does."""
        grouped = f"{number:,}"
        return grouped if self.language != "ru" else grouped.replace(",", "\u00a0")


@cache
def words_of(language: str) -> Words:
    """The words of a language, by its code; NotFound where the interface does not speak it."""
    name = language.partition("-")[0].lower()
    path = files("variorum.edition") / "locales" / f"{name}.toml"
    if not name.isalpha() or not path.is_file():
        raise NotFound(f"The edition can be published in English (en) or Russian (ru), not in “{language}”.")
    return Words(name, dict(_flat("", tomllib.loads(path.read_text(encoding="utf-8")))))


def _flat(prefix: str, table: Mapping[str, object]) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, Mapping):
            pairs += _flat(f"{prefix}{key}.", value)
        else:
            pairs.append((f"{prefix}{key}", str(value)))
    return pairs
