"""The edition's own words in the reader's language: labels, sentences, plurals, numbers and dates.

The words are the table `locale` of a language (`languages.registry`); a test holds all of them to the same keys. Plural
forms follow CLDR (version 45) by the rule that a language names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup, escape

from variorum.finding import NotFound
from variorum.languages import PLURALS, Pack, having, pack, primary, table
from variorum.saying import in_language, is_said_in, say


@dataclass(frozen=True, slots=True)
class InterfaceWords:
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

    def said(self, sentence: str) -> str:
        """A sentence of the program's, as a finding or a verdict has it, in this language."""
        return in_language(sentence, self.language)

    def tongue(self, sentence: str) -> str:
        """What an attribute `lang` must say of such a sentence: "en" where this language has no words for it yet."""
        return "" if is_said_in(sentence, self.language) else "en"

    def count(self, key: str, number: int) -> str:
        """A number with its noun in the right form: "1 statement", «2 утверждения», «5 утверждений»."""
        sentence = self.sentences.get(f"count.{key}.{self.form(number)}") or self.sentences[f"count.{key}.other"]
        return sentence.format(n=self.number(number))

    def form(self, number: int) -> str:
        """The plural form that a number takes."""
        return PLURALS[self._pack.plurals](number)

    def number(self, number: int) -> str:
        """A whole number with its thousands set apart as the language does."""
        return f"{number:,}".replace(",", self._pack.thousands)

    def figure(self, figure: str) -> str:
        """A figure with a decimal point, with the mark that the language has for it."""
        return figure.replace(".", self._pack.decimal)

    @property
    def quotes(self) -> tuple[str, str]:
        """The outer quotation marks of the language."""
        opening, closing = self._pack.quotes
        return opening, closing

    def quoted(self, text: Markup) -> Markup:
        """Words in the outer quotation marks of the language."""
        opening, closing = self.quotes
        return Markup("{}{}{}").format(opening, text, closing)

    @property
    def _pack(self) -> Pack:
        found = pack(self.language)
        if found is None:
            raise NotFound(say("There is no language “{language}”.", language=self.language))
        return found


@cache
def words_of(language: str) -> InterfaceWords:
    """The words of a language, by its code; NotFound where the interface does not speak it."""
    name = primary(language)
    written = table(name, "locale")
    if not written:
        spoken = [f"{declared.name} ({code})" for code in having("locale") if (declared := pack(code))]
        raise NotFound(
            say(
                "There is {either} to choose from, and no “{language}”.",
                either=_either(spoken),
                language=language,
            )
        )
    # a language of another package may lag behind: what it does not say yet is said in English
    return InterfaceWords(name, dict(_flat("", table("en", "locale"))) | dict(_flat("", written)))


def _either(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else "".join(names)


def _flat(prefix: str, table: Mapping[str, object]) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, Mapping):
            pairs += _flat(f"{prefix}{key}.", value)
        else:
            pairs.append((f"{prefix}{key}", str(value)))
    return pairs
