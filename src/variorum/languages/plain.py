"""The fallback for a language that has no equipment, words as they are written; and what others begin with."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from variorum.languages.folding import fold
from variorum.languages.language import KnownWordForms, Recognised, Token
from variorum.languages.segmentation import sentences_in, words_in


class Plain:
    """A language of which nothing is known but its alphabet: every form is its own lemma."""

    def __init__(self, code: str = "", abbreviations: Collection[str] = ()) -> None:
        self._code, self._abbreviations = code, abbreviations

    @property
    def code(self) -> str:
        """BCP 47 code: the one that was asked for."""
        return self._code

    def words(self, text: str) -> list[Token]:
        """Words by character class: «где-то», "self-management" and "don't" are one each."""
        return words_in(text)

    def sentences(self, text: str) -> list[Token]:
        """Sentences by their stops, of which abbreviations of the language's prose have others."""
        return sentences_in(text, self._abbreviations)

    def lemmas(self, word: str) -> tuple[str, ...]:
        """The form itself, folded."""
        return (fold(word).text.lower(),)

    def stem(self, word: str) -> str:
        """The form itself, folded."""
        return fold(word).text.lower()

    def writes(self, word: str) -> bool:  # noqa: ARG002 (the interface names it)
        """Never: search asks the equipped languages, and finds every word as it is written anyway."""
        return False

    def knows(self, word: str) -> bool | None:  # noqa: ARG002 (the interface names it)
        """Not to be told: there is no dictionary of forms."""
        return None

    def ordinary(self, word: str) -> bool:  # noqa: ARG002 (the interface names it)
        """Never: there is no dictionary."""
        return False

    def inflections(self, word: str, vocabulary: KnownWordForms) -> Mapping[str, float]:
        """The form itself, if it stands anywhere."""
        form = self.stem(word)
        return {form: 1.0} if vocabulary.holds(form) else {}

    def recognise(self, texts: Sequence[str]) -> list[list[Recognised]]:
        """Nothing: names are found by the dossiers and by patterns alone."""
        return [[] for _ in texts]

    def recogniser(self) -> str:
        """Nothing."""
        return ""
