"""The reasons told in a sentence: why a window is what it is, why some statements cannot all be true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from variorum.archive.vocabulary import without_object, wording_in
from variorum.chronology.clashes import Clash
from variorum.chronology.events import LIFE, SOURCE, Event
from variorum.chronology.rules import BORN_ONCE, DATED, DEAD_ONCE, ONE_DAY_OR_MORE, WITHIN_EVENT, Rule
from variorum.dates.network import ORIGIN, Constraint
from variorum.dates.points import describe
from variorum.languages import table
from variorum.languages.datings import in_words
from variorum.names.preferred import forms_of, grammar_of, name_in
from variorum.record import Record, Statement, StatementLink, Words

_PLAIN = (BORN_ONCE, DEAD_ONCE, WITHIN_EVENT)  # rules that need no telling where there is another
FOR_READERS = "en for readers"
"""Under which a sentence of `told_in` has its English with dates in words; kept is what stands under "en"."""


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells the events and reasons of one record in one language that has the words for it, else in English.

    Findings are kept in English, with dates and ids as files have them; `for_readers` has them in words in English too.
    """

    events: Mapping[str, Event]
    record: Record
    language: str = "en"
    for_readers: bool = False

    def called(self, ref: str) -> str:
        """What a reader would call an event: “Emma Berg exiled to Kedrovy Yar”, the life of Emma Berg."""
        event = self.events.get(ref)
        if event is not None and event.statement is not None:
            return self._say("quoted", words=self.within_marks(self._statement(event)))
        kind, _, name = ref.partition(":")
        if kind in (SOURCE, "published"):
            return self._source(name) if kind == SOURCE else self._say("publication", name=self._source(name))
        return self._say("life", name=self._name(name)) if kind == LIFE else self._name(name)

    def dated(self, ref: str) -> str:
        """An event with its dating as attested: “Emma Berg born” (1880)."""
        event, words = self.events.get(ref), self.called(ref)
        when = event.attested if event is not None else None
        out = self.events.get(f"published:{ref.partition(':')[2]}") if ref.startswith(f"{SOURCE}:") else None
        if out is not None and out.attested is not None:
            made = [self._say("composed", date=self._date(when.edtf))] if when is not None else []
            return f"{words} ({', '.join([*made, self._say('published', date=self._date(out.attested.edtf))])})"
        if when is None:
            is_named = event is not None and event.statement and not self.for_readers
            return f"{words} [{ref}]" if is_named else words  # by which its author finds it
        style = _table(self.language).get(when.calendar, when.calendar)
        calendar = "" if when.calendar == "gregorian" else f", {style}"
        return f"{words} ({self._date(when.edtf) or when.written}{calendar})"

    def why(self, chain: Sequence[Constraint], *, bound: str, day: int | None) -> str:
        """One sentence that tells a chain of reasons, from the dating it starts from to the bound that it proves.

        `bound` is "not-before" or "not-after"; the sentence is empty where nothing bounds the event.
        """
        if not chain:
            return ""
        said: list[str] = []
        told: set[object] = set()
        for step in chain:
            refs = [str(reason) for reason in step.reasons if not isinstance(reason, Rule)]
            rules = [reason for reason in step.reasons if isinstance(reason, Rule)]
            if ONE_DAY_OR_MORE in rules:
                continue
            dated = DATED in rules or ORIGIN in (step.x, step.y)
            new = [self.dated(ref) for ref in refs if ref not in told]
            told.update(refs)
            spoken = [self.rule(rule) for rule in rules if rule not in told and not (dated and rule == DATED)]
            told.update(rules)
            said.append(self._clause(new, spoken, dated=dated))
        head = self._say(bound, day=self._date(describe(day) or "", governed=True) or self._say("open"))
        return f"{head}: " + "; ".join(clause for clause in said if clause) + "."

    def contradiction(self, clash: Clash) -> str:
        """One sentence that names what cannot all be true, by which rules, and on which assumptions."""
        named = [self.dated(ref) for ref in clash.refs]
        laws = [rule for rule in clash.rules if rule.kind != "dating"]
        laws = [rule for rule in laws if rule not in _PLAIN] or laws
        head = {1: "one-cannot", 2: "both-cannot"}.get(len(named), "all-cannot")
        told = self._say(head, who=self._joined(named))
        if laws:
            told += self._say("since", rules=self._joined([self.rule(rule) for rule in laws]))
        if clash.assumptions:
            told += self._say("if", rules=self._joined([self.rule(rule) for rule in clash.assumptions]))
        return f"{told}."

    def rule(self, rule: Rule) -> str:
        """A rule or an assumption as the end of a sentence."""
        return _table(self.language).get(f"rules.{rule.name}", rule.sentence)

    def _clause(self, new: Sequence[str], rules: Sequence[str], *, dated: bool) -> str:
        who = self._joined(new)
        if who and rules:
            return self._say("with-rules", who=who, rules=self._joined(rules))
        if who and dated:
            return self._say("one-dated" if len(new) == 1 else "all-dated", who=who)
        return who or self._joined(rules)

    def _statement(self, event: Event) -> str:
        statement = event.statement
        if statement is None:
            return event.ref
        relation = self.record.vocabulary.relations.get(statement.relation)
        label = wording_in(relation, statement, self.language)
        if statement.thing is None:
            label = without_object(label)
        subject, thing = self._name(statement.subject), self._thing(event)
        subject, label, thing = self._agreeing(statement, subject, label, thing)
        before, _, after = label.partition("…")
        return " ".join(part for part in (subject, before.strip(), thing, after.strip()) if part)

    def _agreeing(self, statement: Statement, subject: str, label: str, thing: str) -> tuple[str, str, str]:
        """Subject, wording and object as the language's grammar has them beside one another."""
        grammar, entities = grammar_of(self.language), self.record.entities
        known, entity = entities.get(statement.subject), entities.get(getattr(statement.thing, "target", ""))
        if known is not None:
            label = grammar.agree(label, subject, known.kind, forms_of(known))
        if entity is not None:
            label, thing = grammar.predicate(label, thing, entity.kind, forms=forms_of(entity))
        return f"{subject} {grammar.after_subject(label)}".rstrip(), label, thing

    def _thing(self, event: Event) -> str:
        thing = event.statement.thing if event.statement else None
        if thing is None:
            return ""
        if isinstance(thing, StatementLink):
            return self._nested(f"{thing.dossier}#^{thing.block}")
        if isinstance(thing, Words):
            return self._say("inner", words=thing.text)
        target = getattr(thing, "target", None)
        return self._name(target) if target else str(getattr(thing, "written", ""))

    @property
    def _is_kept(self) -> bool:
        return self.language == "en" and not self.for_readers

    def _nested(self, ref: str) -> str:
        """A statement of which another speaks: by its id in English, in which findings are kept, else in its words."""
        told = self.events.get(ref)
        if self._is_kept or told is None or told.statement is None or isinstance(told.statement.thing, StatementLink):
            return ref
        return self._say("inner", words=self._statement(told))

    def _name(self, dossier: str) -> str:
        """The preferred name in English, in which findings are kept; else the one that readers of the language know."""
        entity = self.record.entities.get(dossier)
        if entity is None:
            return dossier
        return entity.name if self._is_kept else name_in(entity, self.language)

    def _source(self, key: str) -> str:
        """A source's key in English, since findings are kept in it; else its title, in quotation marks."""
        source = self.record.sources.get(key)
        if self._is_kept or source is None or not source.title:
            return key
        return self._say("quoted", words=self.within_marks(source.title))

    def within_marks(self, words: str) -> str:
        """Words that will stand in quotation marks, their own marks changed to the inner ones."""
        before, after = self._say("inner", words="\0").split("\0")
        outer = self._say("quoted", words="\0").split("\0")
        return words.replace(outer[0], before).replace(outer[1], after)

    def _date(self, edtf: str, *, governed: bool = False) -> str:
        """A date as findings are kept in English; else in the words of the language."""
        return edtf if self._is_kept else in_words(edtf, self.language, governed=governed) or edtf

    def _joined(self, words: Sequence[str]) -> str:
        """Words in a row: "a, b and c"."""
        if len(words) < 2:
            return "".join(words)
        return f"{', '.join(words[:-1])} {self._say('and')} {words[-1]}"

    def _say(self, key: str, **filled: str) -> str:
        words = _table(self.language)[key]
        for name, value in filled.items():  # not str.format: what is filled in may hold braces itself
            before, mark, after = words.partition("{" + name + "}")
            words = before + value + after if mark else words
        return words


@cache
def _table(language: str) -> Mapping[str, str]:
    found = table(language, "telling") or table("en", "telling")
    flat = {key: value for key, value in found.items() if isinstance(value, str)}
    return MappingProxyType(flat | {f"rules.{name}": words for name, words in found.get("rules", {}).items()})
