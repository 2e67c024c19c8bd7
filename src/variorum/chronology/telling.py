"""The reasons told in a sentence: why a window is what it is, why some statements cannot all be true."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from variorum.archive.vocabulary import wording_in
from variorum.chronology.clashes import Clash
from variorum.chronology.events import LIFE, SOURCE, Event
from variorum.chronology.rules import BORN_ONCE, DATED, DEAD_ONCE, ONE_DAY_OR_MORE, WITHIN_EVENT, Rule
from variorum.dates.network import ORIGIN, Constraint
from variorum.dates.points import describe
from variorum.languages import table
from variorum.names import russian_sentences as russian
from variorum.record import Record, StatementLink, Words

_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_PLAIN = (BORN_ONCE, DEAD_ONCE, WITHIN_EVENT)  # rules that need no telling where there is another
_HANGING = frozenset({"in", "by", "to", "with", "from", "at", "of", "в", "из", "с", "к", "на", "по"})


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells the events and reasons of one record in one language that has the words for it, else in English."""

    events: Mapping[str, Event]
    record: Record
    language: str = "en"

    def called(self, ref: str) -> str:
        """What a reader would call an event: “Emma Berg exiled to Kedrovy Yar”, the life of Emma Berg."""
        event = self.events.get(ref)
        if event is not None and event.statement is not None:
            return self._say("quoted", words=self._statement(event))
        kind, _, name = ref.partition(":")
        if kind in (SOURCE, "published"):
            return name if kind == SOURCE else self._say("publication", name=name)
        return self._say("life", name=self._name(name)) if kind == LIFE else self._name(name)

    def dated(self, ref: str) -> str:
        """An event with its dating as attested: “Emma Berg born” (1880)."""
        event, words = self.events.get(ref), self.called(ref)
        when = event.attested if event is not None else None
        out = self.events.get(f"published:{ref.partition(':')[2]}") if ref.startswith(f"{SOURCE}:") else None
        if out is not None and out.attested is not None:
            made = [self._say("composed", date=when.edtf)] if when is not None else []
            return f"{words} ({', '.join([*made, self._say('published', date=out.attested.edtf)])})"
        if when is None:
            return f"{words} [{ref}]" if event is not None and event.statement else words
        calendar = "" if when.calendar == "gregorian" else f", {when.calendar}"
        return f"{words} ({when.edtf or when.written}{calendar})"

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
        head = self._say(bound, day=describe(day) or self._say("open"))
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
        if statement.thing is None and label.rpartition(" ")[2] in _HANGING:  # "born in" nowhere is "born"
            label = label.rpartition(" ")[0]
        subject, thing = self._name(statement.subject), self._thing(event)
        if self.language == "ru":
            label, thing = self._agreeing(event, label, thing)
        return " ".join(part for part in (subject, label, thing) if part)

    def _agreeing(self, event: Event, label: str, thing: str) -> tuple[str, str]:
        """A Russian wording in its subject's gender, the object in the case that it asks for, where that is sure."""
        statement = event.statement
        subject = self.record.entities.get(statement.subject) if statement else None
        if subject is not None:
            label = russian.agree(label, self._name(subject.id), subject.kind)
        target = getattr(statement.thing, "target", "") if statement else ""
        entity = self.record.entities.get(target)
        form = russian.declined(thing, entity.kind, russian.governed(label, entity.kind)) if entity else None
        return (russian.leading(label, form, thing, entity.kind), form) if entity and form else (label, thing)

    def _thing(self, event: Event) -> str:
        thing = event.statement.thing if event.statement else None
        if thing is None:
            return ""
        if isinstance(thing, StatementLink):
            return f"{thing.dossier}#^{thing.block}"
        if isinstance(thing, Words):
            return self._say("inner", words=thing.text)
        target = getattr(thing, "target", None)
        return self._name(target) if target else str(getattr(thing, "written", ""))

    def _name(self, dossier: str) -> str:
        """The preferred name; in Russian the first form in Cyrillic letters, where there is one."""
        entity = self.record.entities.get(dossier)
        if entity is None:
            return dossier
        if self.language == "ru":
            forms = [entity.name, *(form.form for form in entity.names)]
            return next((form for form in forms if _CYRILLIC.search(form)), entity.name)
        return entity.name

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
