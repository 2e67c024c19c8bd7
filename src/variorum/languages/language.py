"""What a language must be able to do for the other rooms: the interface that a further language implements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sentence where it stands; `text` is exactly what stands from `start` to `end`, in code points."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """A name that a language's model sees from `start` to `end`; `kind` is person, group, place or work."""

    start: int
    end: int
    kind: str


class KnownWordForms(Protocol):
    """The word forms that an archive holds, folded as `languages.folding` folds them."""

    def holds(self, form: str) -> bool:
        """Whether this very form stands anywhere."""
        ...

    def beginning_with(self, prefix: str) -> Iterable[str]:
        """Every form that begins so."""
        ...


class Language(Protocol):
    """The equipment of one language. Everything is a pure function of its arguments; heavy models load on first use.

    To add a language, write a class with these members and name it in the `pack.toml` of its folder (`registry`).
    """

    @property
    def code(self) -> str:
        """BCP 47 code, empty for the plain fallback."""
        ...

    def words(self, text: str) -> list[Token]:
        """The words in order: hyphened and apostrophed ones whole, initials without their point."""
        ...

    def sentences(self, text: str) -> list[Token]:
        """The sentences in order, without the white space between them."""
        ...

    def lemmas(self, word: str) -> tuple[str, ...]:
        """All dictionary forms that this form may belong to, lower case and folded, the likeliest first."""
        ...

    def stem(self, word: str) -> str:
        """The part that the word shares with its relatives; not always a word."""
        ...

    def writes(self, word: str) -> bool:
        """Whether the word is in this language's script, so that a search should ask this language about it."""
        ...

    def knows(self, word: str) -> bool | None:
        """Whether the dictionary has the word in this very form; None where the language has no dictionary of forms."""
        ...

    def ordinary(self, word: str) -> bool:
        """Whether the word, in small letters, is a word of the language and no name ("stern", «победа»)."""
        ...

    def inflections(self, word: str, vocabulary: KnownWordForms) -> Mapping[str, float]:
        """The forms in the vocabulary that are the same word, each with a weight in (0, 1].

        The weight tells how likely form and word are the same: «стали» is mostly «стать» and seldom «сталь».
        """
        ...

    def recognise(self, texts: Sequence[str]) -> list[list[Recognised]]:
        """The names that the language's model sees in each text, in order and apart; none where it has no model."""
        ...

    def recogniser(self) -> str:
        """What `recognise` sees by, in a few letters: its rules and weights. Another where it would see otherwise."""
        ...
