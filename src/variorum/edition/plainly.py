"""Statements in the words of a language where there is no page: what a terminal shows of a dossier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from variorum.edition.addresses import Addresses
from variorum.edition.in_words import dating_in_words
from variorum.edition.site import named_in
from variorum.edition.views import phrase
from variorum.edition.wording import InterfaceWords, words_of
from variorum.examined import Examined
from variorum.record import Statement


@dataclass(frozen=True, slots=True)
class _Statements:
    statements: Mapping[str, Statement]


@dataclass(frozen=True, slots=True)
class Plainly:
    """Tells the statements of a record in a language, as the edition has them, without links."""

    record: Examined
    words: InterfaceWords
    survey: _Statements
    addresses: Addresses  # none: nothing is linked

    @classmethod
    def of(cls, record: Examined, language: str) -> Plainly:
        """The teller of a whole record; `language` is one of the interface."""
        known = {statement.ref: statement for statement in record.statements}
        return cls(record, words_of(language), _Statements(known), Addresses({}, {}, {}, {}, {}))

    def named(self, identity: str) -> str:
        """The name of a dossier in the form that the readers read."""
        return named_in(self.record, identity, self.words.language)

    def sentence(self, statement: Statement, seen_from: str = "") -> str:
        """A statement with its date; without its subject where it is told on the subject's own page."""
        said = phrase(self, statement, "", seen_from).striptags()
        return f"{dating_in_words(statement.when, self.words)}: {said}" if statement.when else said
