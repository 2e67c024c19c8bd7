"""What a historian is told: where words of their own would say what is kept back, and how to mend it.

Nothing of it leaves by itself: the door withholds such words. These findings are for the archive's owner, and the door
lets none of them through.
"""

from __future__ import annotations

from collections.abc import Iterator

from variorum.archive.protecting import MARK as PROTECTED
from variorum.archive.protecting import protections_in
from variorum.disclosure.guard import Guard
from variorum.disclosure.places import PagesOf
from variorum.disclosure.protection import is_in_force
from variorum.disclosure.secrets import proses, secrets_of
from variorum.examined import Examined
from variorum.finding import Finding, Severity
from variorum.record import Position, Words
from variorum.saying import say

_BEGINNING = 60  # letters by which a paragraph is told from others

Said = tuple[str, str, str, Position]  # what kind of place, ref or id, the words, where


def betrayals(record: Examined, *, pages_of: PagesOf, today: str) -> tuple[Finding, ...]:
    """The findings of family K: own words that repeat a restricted text (K001), names (K002), telling keys (K003)."""
    secrets = secrets_of(record, pages_of=pages_of, today=today)
    if not secrets.said:
        return ()
    found: list[Finding] = []
    guard = secrets.guard
    for kind, ref, text, position in _own_words(record, guard):
        if guard.concerns(ref):
            continue
        if guard.repeats(text):
            found.append(_repeated(kind, ref, text, position))
        elif guard.spans(text):
            found.append(_named(kind, ref, text, position, guard))
    found += _telling_keys(record, secrets.said.ids, secrets.kept.ids)
    return tuple(found)


def _own_words(record: Examined, guard: Guard) -> Iterator[Said]:
    """Everything that an archive's own hand says, with where it stands."""
    for identity, position, prose in proses(record):
        for paragraph in prose.text.split("\n\n"):
            kept = any(is_in_force(one, guard.today) for one in protections_in(paragraph))
            if not kept and not guard.quotes(paragraph):  # both are withheld, and meant to be
                yield "paragraph", identity, guard.unkeyed(PROTECTED.sub("", paragraph)), position
    for source in record.sources.values():
        yield "title", source.key, source.title, source.position
        for name, value in source.csl.items():
            yield f"field “{name}”", source.key, str(value), source.position
    for entity in record.entities.values():
        yield "name", entity.id, entity.name, entity.position
        for form in entity.names:
            yield "name", entity.id, form.form, entity.position
    for thesis in record.theses.values():
        yield "name", thesis.id, thesis.name, thesis.position
    for chapter in record.chapters:
        yield "title", chapter.id, chapter.title, chapter.position
    for statement in record.statements:
        if guard.concerns(statement.ref) or guard.concerns(statement.subject):
            continue
        things = (statement.thing, *(complement.thing for complement in statement.complements))
        for thing in things:
            if isinstance(thing, Words):
                yield "object", statement.ref, thing.text, statement.position
        for name, value in statement.attributes.items():
            yield f"attribute “{name}”", statement.ref, value, statement.position
    for judgement in record.judgements:
        if judgement.protected is None:
            yield "judgement", judgement.about, judgement.why, Position("judgements.jsonl")


def _repeated(kind: str, ref: str, text: str, position: Position) -> Finding:
    return Finding(
        "K001",
        Severity.WARNING,
        say("This {kind} repeats words of a text that must not leave; the edition leaves it out.", kind=kind),
        position,
        (ref,),
        (_beginning(text),),
        say("Say it in words of your own, or cite an open source that has the words."),
    )


def _named(kind: str, ref: str, text: str, position: Position, guard: Guard) -> Finding:
    start, end = guard.spans(text)[0]
    return Finding(
        "K002",
        Severity.NOTE,
        say(
            "This {kind} names what is kept back, “{text}”; the edition has a mark in its place.",
            kind=kind,
            text=text[start:end],
        ),
        position,
        (ref,),
        (_beginning(text),),
        say("Write it without the name, if the sentence around the mark says too much."),
    )


def _telling_keys(record: Examined, said: frozenset[str], kept: frozenset[str]) -> Iterator[Finding]:
    where = {identity: position for identity, position, _ in proses(record)}
    where |= {source.key: source.position for source in record.sources.values()}
    where |= {entity.id: entity.position for entity in record.entities.values()}
    for identity in sorted(kept - said):
        yield Finding(
            "K003",
            Severity.WARNING,
            say(
                "The id “{identity}” names what is kept back, so that the edition leaves out the whole "
                "of this dossier.",
                identity=identity,
            ),
            where.get(identity),
            (identity,),
            (),
            say("Give the dossier and its file another id."),
        )


def _beginning(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words[:_BEGINNING].rstrip()}{'…' if len(words) > _BEGINNING else ''}”"
