"""Findings as readers of the edition see them: what they speak of by its name, where the record has its id.

What a finding says to do keeps the ids, since these are what one writes. Only names of the public record are filled in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from variorum.archive.locators import parse_locator
from variorum.chronology import Chronology
from variorum.chronology.explaining import FOR_READERS, Teller
from variorum.disclosure.openness import Opened
from variorum.edition.citing.item import CitationItem
from variorum.edition.in_words import locator_in_words
from variorum.edition.wording import InterfaceWords
from variorum.finding import Finding
from variorum.languages.datings import in_words
from variorum.names.preferred import name_in
from variorum.record import Entity
from variorum.saying import Sentence, Value

_IDS = frozenset(  # fields of sentences that hold ids of sources and statements, some of them among words of their own
    """
    a against b earlier first for_it found_in key later one other ref reasons second source sources statement target
    voices witness
    """.split()  # noqa: SIM905
)
_NAMES = frozenset({"author", "name", "other_name"})
_PLACES = frozenset({"cited", "locator"})
_DATES = frozenset({"edtf", "when", "when_a", "when_b", "written"})


def by_name(opened: Opened, items: Mapping[str, CitationItem], words: InterfaceWords, times: Chronology) -> Opened:
    """The same with findings that name sources, statements and people as readers of this language know them."""
    naming = _Naming(
        items,
        words,
        times.teller(words.language, for_readers=True),
        _named_once(opened.record.entities),
        opened.record.entities,
    )
    return replace(
        opened,
        findings=tuple(naming.of(finding) for finding in opened.findings),
        silenced=tuple((naming.of(finding), judgement) for finding, judgement in opened.silenced),
    )


@dataclass(frozen=True, slots=True)
class _Naming:
    """Puts names into the sentences of findings."""

    items: Mapping[str, CitationItem]
    words: InterfaceWords
    teller: Teller
    entities: Mapping[str, Entity]  # by their preferred names
    known: Mapping[str, Entity]  # by their ids

    def of(self, finding: Finding) -> Finding:
        message, remedy = self.said(finding.message), self.said(finding.remedy, keeps_ids=True)
        evidence = tuple(map(self.said, finding.evidence))
        said = zip((message, remedy, *evidence), (finding.message, finding.remedy, *finding.evidence), strict=True)
        if all(now is before for now, before in said):
            return finding
        return replace(finding, message=message, remedy=remedy, evidence=evidence)

    def said(self, sentence: str, *, keeps_ids: bool = False) -> str:
        if not isinstance(sentence, Sentence):
            return sentence
        if FOR_READERS in sentence.values and self.words.language == "en":
            return str(sentence.values[FOR_READERS])
        twice = "id" if "{name}" in sentence.template else ""
        values = {
            field: value if field == twice else self.value(field, value, keeps_ids=keeps_ids)
            for field, value in sentence.values.items()
        }
        is_new = any(values[field] is not value for field, value in sentence.values.items())
        return Sentence(sentence.template, values) if is_new else sentence

    def value(self, field: str, value: Value, *, keeps_ids: bool) -> Value:
        if isinstance(value, tuple):
            told = (self.value(field, each, keeps_ids=keeps_ids) for each in value)
            named = tuple(one for one in told if isinstance(one, str))
            return value if all(a is b for a, b in zip(named, value, strict=True)) else named
        if isinstance(value, Sentence):
            return self.said(value, keeps_ids=keeps_ids)
        if not isinstance(value, str) or keeps_ids:
            return value
        return self.named(field, value)

    def named(self, field: str, value: str) -> str:
        """What a field holds, as readers know it."""
        if field in _NAMES and value in self.entities:
            return name_in(self.entities[value], self.words.language)
        if field in _DATES and self.words.language == "en":  # other languages say it in their catalogue
            return in_words(value, "en") or value
        if field in _PLACES:
            return locator_in_words(parse_locator(value), self.words) if value else value
        if field == "id" and value in self.known:
            return name_in(self.known[value], self.words.language)
        return (self.source(value) or self.statement(value) or value) if field in _IDS else value

    def source(self, key: str) -> str:
        """The family name of its author, and its title in quotation marks; empty where there is no such source."""
        item = self.items.get(key)
        if item is None:
            return ""
        opening, closing = self.words.quotes
        title = item.in_few_words
        title = title if title[:1] in '«„“"' else f"{opening}{self.teller.within_marks(title)}{closing}"
        return f"{item.authors[0].family}, {title}" if item.authors else title

    def statement(self, ref: str) -> str:
        return self.teller.called(ref) if "#" in ref and ref in self.teller.events else ""


def _named_once(entities: Mapping[str, Entity]) -> Mapping[str, Entity]:
    """The dossiers whose preferred name is nobody else's, by it."""
    times = Counter(entity.name for entity in entities.values())
    return {entity.name: entity for entity in entities.values() if times[entity.name] == 1}
