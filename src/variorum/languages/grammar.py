"""How a language makes sentences of statements: the interface that a language with cases and genders implements.

A class with some of these members is named as `grammar` in the `pack.toml` of the language's folder (`registry`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from variorum.languages import loaded, pack
from variorum.languages.person_name import PersonName


class LanguageGrammar:
    """The grammar of a language that is not declared: every wording and every name stands as it is written.

    `read` takes a person's name apart, since cases and genders depend on its parts. Of a thing that a statement
    leads to, `kind` is what its dossier says ("person", "place" …) and `forms` are the other forms that it gives.
    """

    def __init__(self, read: Callable[[str], PersonName]) -> None:
        self._read = read

    def agree(self, wording: str, subject: str, kind: str, forms: Sequence[str] = ()) -> str:  # noqa: ARG002
        """A wording in the gender and number of its subject."""
        return wording

    def predicate(
        self,
        wording: str,
        name: str,
        kind: str,  # noqa: ARG002
        *,
        forms: Sequence[str] = (),  # noqa: ARG002
        from_object: bool = False,  # noqa: ARG002
    ) -> tuple[str, str]:
        """A wording and the name of what it leads to, each as it stands beside the other.

        `from_object` says that the wording is a relation's as it reads from its object's side.
        """
        return wording, name

    def before_words(self, wording: str) -> str:
        """A wording as it stands before words in quotation marks."""
        return wording

    def after_subject(self, wording: str) -> str:  # noqa: ARG002
        """A sign between a subject and this wording, such as a dash before a noun; empty where there is none."""
        return ""

    def complement(
        self,
        preposition: str,  # noqa: ARG002
        name: str,  # noqa: ARG002
        kind: str,  # noqa: ARG002
        *,
        wording: str = "",  # noqa: ARG002
        forms: Sequence[str] = (),  # noqa: ARG002
    ) -> tuple[str, str] | None:
        """A preposition of a statement and the name after it; None where the preposition's label will do."""
        return None

    def preposition_before_words(self, preposition: str, wording: str) -> str:  # noqa: ARG002
        """A preposition of a statement before words in quotation marks; empty where its label will do."""
        return ""


def grammar(code: str, read: Callable[[str], PersonName]) -> LanguageGrammar:
    """The grammar of a language by its BCP 47 code; one that changes nothing where its pack names none."""
    declared = pack(code)
    made: LanguageGrammar = (loaded(declared.grammar) if declared and declared.grammar else LanguageGrammar)(read)
    return made
