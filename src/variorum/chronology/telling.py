"""The reasons told in a sentence: why a window is what it is, why some statements cannot all be true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from variorum.chronology.clashes import Clash
from variorum.chronology.events import LIFE, Event
from variorum.chronology.rules import BORN_ONCE, DATED, DEAD_ONCE, ONE_DAY_OR_MORE, WITHIN_EVENT, Rule
from variorum.dates.network import ORIGIN, Constraint
from variorum.dates.points import describe
from variorum.record import Record, StatementLink, Words

_HANGING = frozenset({"in", "by", "to", "with", "from", "at", "of"})  # "born in" nowhere is "born"

_PLAIN = (BORN_ONCE, DEAD_ONCE, WITHIN_EVENT)  # rules that need no telling where there is another


def called(ref: str, events: Mapping[str, Event], record: Record) -> str:
    """What a reader would call an event: “Emma Berg exiled to Kedrovy Yar”, “the life of Emma Berg”."""
    event = events.get(ref)
    if event is not None and event.statement is not None:
        return f"“{_statement(event, record)}”"
    kind, _, name = ref.partition(":")
    if kind in ("source", "published"):
        return name if kind == "source" else f"the publication of {name}"
    entity = record.entities.get(name)
    return f"the life of {entity.name if entity else name}" if kind == LIFE else entity.name if entity else name


def as_dated(ref: str, events: Mapping[str, Event], record: Record) -> str:
    """An event with its dating as attested: “Emma Berg born” (1880)."""
    event = events.get(ref)
    words = called(ref, events, record)
    out = events.get(f"published:{ref.partition(':')[2]}") if ref.startswith("source:") else None
    if out is not None and out.attested is not None:
        made = f"composed {event.attested.edtf}, " if event is not None and event.attested is not None else ""
        return f"{words} ({made}published {out.attested.edtf})"
    if event is None or event.attested is None:
        return f"{words} [{ref}]" if event is not None and event.statement else words
    dating = event.attested.edtf or event.attested.written
    calendar = "" if event.attested.calendar == "gregorian" else f", {event.attested.calendar}"
    return f"{words} ({dating}{calendar})"


def why(chain: Sequence[Constraint], bound: str, *, events: Mapping[str, Event], record: Record) -> str:
    """One sentence that tells a chain of reasons, from the dating it starts from to the bound that it proves.

    `bound` is the bound in words ("Not before 24 January 1933"); empty where nothing bounds it.
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
        new = [as_dated(ref, events, record) for ref in refs if ref not in told]
        told.update(refs)
        spoken = [rule.sentence for rule in rules if rule not in told and not (dated and rule == DATED)]
        told.update(rules)
        said.append(_clause(new, spoken, dated=dated))
    return f"{bound}: " + "; ".join(clause for clause in said if clause) + "."


def contradiction_told(clash: Clash, events: Mapping[str, Event], record: Record) -> str:
    """One sentence that names what cannot all be true, by which rules, and on which assumptions."""
    named = [as_dated(ref, events, record) for ref in clash.refs]
    telling = [rule for rule in clash.rules if rule.kind != "dating" and rule not in _PLAIN]
    laws = [rule.sentence for rule in telling or clash.rules if rule.kind != "dating"]
    if len(named) == 1:
        head = f"{named[0]} cannot be as it is dated"
    else:
        head = f"{joined(named)} cannot {'both' if len(named) == 2 else 'all'} be as they are dated"
    since = f", since {joined(laws)}" if laws else ""
    given = f" – if {joined([rule.sentence for rule in clash.assumptions])}" if clash.assumptions else ""
    return f"{head}{since}{given}."


def day(number: int | None) -> str:
    """A day as people write it; an open side is said to be open."""
    if number is None:
        return "open"
    return describe(number) or "open"


def joined(words: Sequence[str]) -> str:
    """Words in a row: "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def _clause(new: Sequence[str], rules: Sequence[str], *, dated: bool) -> str:
    who = joined(new)
    if who and rules:
        return f"{who}, and {joined(rules)}"
    if who and dated:
        return f"{who} is so dated" if len(new) == 1 else f"{who} are so dated"
    return who or joined(rules)


def _statement(event: Event, record: Record) -> str:
    statement = event.statement
    if statement is None:
        return event.ref
    relation = record.vocabulary.relations.get(statement.relation)
    label = relation.labels.get("en", statement.relation) if relation else statement.relation
    if statement.thing is None and label.rpartition(" ")[2] in _HANGING:
        label = label.rpartition(" ")[0]
    return " ".join(part for part in (_name(statement.subject, record), label, _thing(event, record)) if part)


def _thing(event: Event, record: Record) -> str:
    thing = event.statement.thing if event.statement else None
    if thing is None:
        return ""
    if isinstance(thing, StatementLink):
        return f"{thing.dossier}#^{thing.block}"
    if isinstance(thing, Words):
        return f"‘{thing.text}’"
    target = getattr(thing, "target", None)
    return _name(target, record) if target else str(getattr(thing, "written", ""))


def _name(dossier: str, record: Record) -> str:
    entity = record.entities.get(dossier)
    return entity.name if entity else dossier
