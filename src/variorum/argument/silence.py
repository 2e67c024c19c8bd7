"""Silence: what a thesis expects to find in a source, and whether it is found, missing, not looked for, or cut away.

Silence counts only where the author could know of the thing, had cause to say it, and the text is whole; each of the
three is told with its ground (after J. Lange, "The Argument from Silence", History and Theory 5, 1966).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from variorum.argument.evidence import Evidence
from variorum.argument.occurrences import Chronicle
from variorum.examined import Examined
from variorum.record import Entity, EntityLink, Source, Statement, Thesis, Trace
from variorum.saying import say

_EVERYWHERE = ("", "all sources", "all", "все источники")
FOUND, NOT_FOUND, NOT_SOUGHT, DEFECTIVE = "found", "looked for and not found", "not looked for", "the text is defective"


@dataclass(frozen=True, slots=True)
class Condition:
    """One of the three conditions under which silence means something: whether it is met (None: unknown), and why."""

    met: bool | None
    ground: str


@dataclass(frozen=True, slots=True)
class Silence:
    """One thing expected in one source: its state, and the three conditions."""

    thesis: str
    trace: Trace
    source: str
    state: str
    ground: str
    could_know: Condition
    had_cause: Condition
    whole: Condition

    @property
    def counts(self) -> bool:
        """Whether the silence tells against the thesis: looked for, not found, and all three conditions met."""
        return self.state == NOT_FOUND and all(one.met for one in (self.could_know, self.had_cause, self.whole))


def silences_of(evidence: Evidence, chronicle: Chronicle, thesis: Thesis) -> tuple[Silence, ...]:
    """What became of everything that a thesis expects to find."""
    return tuple(_silence(thesis, trace, key, evidence, chronicle) for trace in thesis.traces for key in trace.sources)


def _silence(thesis: Thesis, trace: Trace, key: str, evidence: Evidence, chronicle: Chronicle) -> Silence:
    record = evidence.record
    source = record.sources.get(key)
    whole = _whole(key, record)
    state, ground = _state(trace, key, evidence)
    if state in (NOT_FOUND, NOT_SOUGHT) and whole.met is False:
        state, ground = DEFECTIVE, whole.ground
    return Silence(
        thesis.id,
        trace,
        key,
        state,
        ground,
        _could_know(trace, source, chronicle),
        _had_cause(trace, key, record),
        whole,
    )


def _state(trace: Trace, key: str, evidence: Evidence) -> tuple[str, str]:
    """Found by a statement's witness in the source, or by a name recognised there; else by what was searched for."""
    record = evidence.record
    for statement in record.statements:
        if not _concerns(statement, trace):
            continue
        if any(
            witness.citation.checked_in.source == key and witness.quotation and witness.stance != "omits"
            for witness in statement.witnesses
            if not evidence.is_lost(statement, witness)
        ):
            return FOUND, say("{ref} rests on it there.", ref=statement.ref)
    if any(one.source == key and one.entity == trace.target for one in record.naming.attestations):
        return FOUND, say("The name stands in it.")
    forms = tuple(_forms(trace, record))
    for search in record.searches:
        if search.found == 0 and _searched(search.query, forms) and _looked_through(search.where, key):
            return NOT_FOUND, say(
                "“{query}” was looked for on {when:date} and not found.", query=search.query, when=search.when[:10]
            )
    for statement in record.statements:
        if _concerns(statement, trace) and any(
            w.stance == "omits" and w.citation.checked_in.source == key for w in statement.witnesses
        ):
            return NOT_FOUND, say("{ref} says that it is silent.", ref=statement.ref)
    return NOT_SOUGHT, say("Nobody has recorded a search for it: variorum search --keep does.")


def _concerns(statement: Statement, trace: Trace) -> bool:
    if "#" in trace.target:
        return statement.ref == trace.target
    things = (statement.thing, *(complement.thing for complement in statement.complements))
    return bool(trace.target) and (
        statement.subject == trace.target
        or any(isinstance(thing, EntityLink) and thing.target == trace.target for thing in things)
    )


def _forms(trace: Trace, record: Examined) -> Iterator[str]:
    """The words under which the thing would be looked for."""
    if trace.words:
        yield trace.words
    entity: Entity | None = record.entities.get(trace.target.partition("#")[0])
    if entity is not None:
        yield entity.id
        yield entity.name
        yield from (form.form for form in entity.names)


def _looked_through(where: str, key: str) -> bool:
    """Whether a search went through a source: it names the sources, or nothing where it went through all."""
    return where.strip().casefold() in _EVERYWHERE or key in (one.strip() for one in where.split(","))


def _searched(query: str, forms: Iterable[str]) -> bool:
    """Whether a search was for one of these: the words of the form all stand in the query."""
    asked = set(query.casefold().replace('"', " ").replace(":", " ").split())
    return any(words <= asked for form in forms if (words := set(form.casefold().split())))


def _could_know(trace: Trace, source: Source | None, chronicle: Chronicle) -> Condition:
    """Whether the source was composed after the thing: nobody tells of what has not happened."""
    when = chronicle.dating_of(trace.target) if trace.target else None
    composed = (source.composed or source.published) if source else None
    if when is None or composed is None:
        return Condition(None, say("It is not dated whether the source is later than what it should tell of."))
    happened, written = when.earliest_start, composed.latest_end
    if happened is not None and written is not None and written < happened:
        return Condition(
            False,
            say(
                "The source ({composed:date}) is older than what it should tell of ({told:date}).",
                composed=composed.edtf,
                told=when.edtf,
            ),
        )
    standing = source.standing if source else ""
    if standing in ("participant", "eyewitness", "official", "investigator"):
        return Condition(True, say("The author stood near enough ({standing}).", standing=standing))
    return Condition(None, say("The dossier does not show that the author could know (standing: …)."))


def _had_cause(trace: Trace, key: str, record: Examined) -> Condition:
    """Whether the source speaks of what is close: other statements on the same dossier rest on it."""
    about = trace.target.partition("#")[0]
    near = [
        statement.ref
        for statement in record.statements
        if about and (statement.subject == about or _concerns(statement, Trace(about, "", ())))
        if any(witness.citation.checked_in.source == key and witness.quotation for witness in statement.witnesses)
    ]
    if near:
        return Condition(True, say("It speaks of the same matter: {near}.", near=near[0]))
    return Condition(
        None, say("Nothing else on the matter was taken from this source; a person must say if it had cause.")
    )


def _whole(key: str, record: Examined) -> Condition:
    holding = record.holdings.get(key)
    if holding is None or holding.paging == "none":
        reason = holding.reason if holding and holding.reason else say("The archive does not hold its text.")
        return Condition(False, reason)
    source = record.sources.get(key)
    if source is not None and source.access == "redacted":
        return Condition(False, say("The source was redacted."))
    if any(label == "" for label in holding.labels) and any(holding.labels):
        return Condition(None, say("Some of its pages have no number; it may not be whole."))
    return Condition(True, say("The archive holds its text."))
