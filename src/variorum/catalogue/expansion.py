"""Which forms of the index a word of the query stands for, and how much each counts.

Languages are asked at the time of the query, each about the words in its letters. A form's BM25 weight would come from
its own rarity, so that a rare form of a common word would count most; it is therefore scaled to the rarity of all forms
together.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from collections.abc import Sequence as Forms
from dataclasses import dataclass
from math import log
from typing import Any

from variorum.catalogue.passages import analyzer
from variorum.catalogue.query import QueryPhrase, QueryWord
from variorum.catalogue.spellings import Spellings
from variorum.languages import asked
from variorum.languages.folding import fold

_MOST_FORMS = 400
_MOST_CANDIDATES = 5000
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHED = re.compile(r"[^\W_]+['’`][^\W_]+")
_POSSESSIVE = re.compile(r"['’ʼ]s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Term:
    """One place in a phrase: the forms that may stand there; all that begin with `prefix` where they are too many.

    `divided` are names that the index holds as several words, because an apostrophe parts them ("Zinov'ev").
    """

    forms: Mapping[str, float]
    prefix: str = ""
    divided: tuple[tuple[str, ...], ...] = ()

    def matches(self, form: str) -> bool:
        """Whether this folded form may stand there."""
        return form in self.forms or bool(self.prefix and form.startswith(self.prefix))

    def words_at(self, forms: Forms[str], index: int) -> int:
        """How many words, from this one on, stand there as the term asks; 0 where they do not."""
        if self.matches(forms[index]):
            return 1
        return next((len(words) for words in self.divided if tuple(forms[index : index + len(words)]) == words), 0)

    @property
    def possible(self) -> bool:
        """Whether any form of it stands anywhere in the archive."""
        return bool(self.forms or self.prefix or self.divided)


@dataclass(frozen=True, slots=True)
class Sequence:
    """Terms in order with at most `gap` words between; one term is a plain word."""

    terms: tuple[Term, ...]
    gap: int = 0


class IndexVocabulary:
    """The forms that the index holds, as languages ask for them."""

    def __init__(self, searcher: Any, schema: Any, counted: int) -> None:
        """`counted` passages the searcher counts with; where that is more than it holds, some of them have gone."""
        self._searcher, self._schema, self.counted = searcher, schema, counted
        self._has_gone = counted != searcher.num_docs
        self._frequencies: dict[str, int] = {}

    def holds(self, form: str) -> bool:
        """Whether the form stands anywhere."""
        return bool(self.frequency(form))

    def frequency(self, form: str) -> int:
        """In how many passages the form stands."""
        if form not in self._frequencies:
            count = self.counted_with(form)
            self._frequencies[form] = self._standing(form) if count and self._has_gone else count
        return self._frequencies[form]

    def counted_with(self, form: str) -> int:
        """In how many passages Tantivy counts the form when it scores: in those that have gone too."""
        return int(self._searcher.doc_freq("words", form))

    def _standing(self, form: str) -> int:
        from tantivy import Query

        return int(self._searcher.search(Query.term_query(self._schema, "words", form), 1).count)

    def beginning_with(self, prefix: str) -> Iterable[str]:
        """The forms that begin so, the commonest first, as many as a search can use."""
        found = self._searcher.terms_with_prefix("words", prefix, limit=_MOST_CANDIDATES)
        return [form for form, _ in found if not self._has_gone or self.holds(form)]


class Expansion:
    """Words of a query made into forms of the index; what was added as another spelling is kept to be told."""

    def __init__(self, vocabulary: IndexVocabulary, spellings: Spellings, languages: Collection[str] = ()) -> None:
        """`languages` are those of the sources that are searched, as they are told; empty codes where one is not."""
        self._vocabulary = vocabulary
        self._languages = tuple(sorted(set(languages)))
        self._spellings = spellings
        self.also: dict[str, tuple[str, ...]] = {}  # word as typed → the other spellings that were looked for

    def sequence(self, node: QueryWord | QueryPhrase) -> Sequence:
        """The terms that a word or a phrase stands for; «где-то» and "don't" are two terms each."""
        words = node.words if isinstance(node, QueryPhrase) else (node,)
        gap = node.gap if isinstance(node, QueryPhrase) else 0
        return Sequence(tuple(term for word in words for term in self._terms(word)), gap)

    def _terms(self, word: QueryWord) -> list[Term]:
        text = _POSSESSIVE.sub("", word.text) if word.mode == "inflected" else word.text
        folded = fold(text).text
        forms = analyzer().analyze(folded)
        if not forms:
            return []
        if word.mode == "prefix":
            beginning = _beginning(forms[-1], self._vocabulary)
            return [*(_exact(form, self._vocabulary) for form in forms[:-1]), beginning]
        if word.mode == "exact":
            return [_exact(form, self._vocabulary) for form in forms]
        if len(forms) > 1 and _APOSTROPHED.fullmatch(text) and (whole := self._parted(forms, text)).possible:
            return [whole]
        typed = [found for found in _WORD.findall(folded) if found]
        typed = typed if len(typed) == len(forms) else forms
        return [self._inflected(form, written) for form, written in zip(forms, typed, strict=True)]

    def _inflected(self, form: str, typed: str) -> Term:
        weights = {form: 1.0} if self._vocabulary.holds(form) else {}
        for language in asked(form, self._languages):
            for other, weight in language.inflections(form, self._vocabulary).items():
                weights[other] = max(weight, weights.get(other, 0.0))
        others = self._others(form, typed, weights)
        weights |= {other: 1.0 for other in others if "'" not in other}
        heaviest = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:_MOST_FORMS]
        return Term(dict(heaviest), divided=_divided(others))

    def _parted(self, forms: Forms[str], typed: str) -> Term:
        """A name typed with an apostrophe: "Zinov'ev" as it is, and in its other spellings."""
        whole = "".join(forms)
        others = self._others(whole, typed, ())
        singles = [form for form in (whole, *others) if self._vocabulary.holds(form)]
        return Term(dict.fromkeys(singles, 1.0), divided=_divided(others)) if others else Term({})

    def _others(self, form: str, typed: str, own: Collection[str]) -> list[str]:
        others = [other for other in self._spellings.of(form, typed) if other not in own]
        if others:
            self.also[typed] = tuple(others)
        return others


def _divided(others: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(other.split("'")) for other in others if "'" in other)


def scaled(forms: Mapping[str, float], vocabulary: IndexVocabulary, passages: int) -> dict[str, float]:
    """The weights of forms, scaled so that each counts by the rarity of all of them together."""
    together = _rarity(min(passages, sum(map(vocabulary.frequency, forms))), passages)
    own = {form: _rarity(vocabulary.counted_with(form), vocabulary.counted) for form in forms}
    return {form: weight * together / own[form] for form, weight in forms.items()}


def _rarity(frequency: int, passages: int) -> float:
    return log(1 + (max(0, passages - frequency) + 0.5) / (frequency + 0.5))


def _exact(form: str, vocabulary: IndexVocabulary) -> Term:
    return Term({form: 1.0} if vocabulary.holds(form) else {})


def _beginning(prefix: str, vocabulary: IndexVocabulary) -> Term:
    forms = list(vocabulary.beginning_with(prefix))
    return Term(dict.fromkeys(forms[:_MOST_FORMS], 1.0), prefix if len(forms) > _MOST_FORMS else "")
