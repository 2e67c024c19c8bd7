"""Quotations that name another than they bear witness to, and links whose words name another than they lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from variorum.archive.links import LINK
from variorum.criticism.name_bearers import BorneName, PeopleByName, forms_of, part_keys, surname_keys
from variorum.criticism.source_citations import line_of, prose_of
from variorum.finding import Finding, Severity
from variorum.languages.registry import words_of_every_language
from variorum.names.forms.parsing import parse
from variorum.names.forms.skeleton import letters
from variorum.record import Citation, Complement, EntityLink, Position, Prose, Record, Statement, Witness
from variorum.saying import say

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SENTENCE = re.compile(r"(?<=[.!?…])(?<!\W[^\W\d_]\.)[\"»”’)]*\s+(?=[\"«“(\[]*[^\W\d_a-zа-яё])|\n\s*\n")
_BRACKETS = re.compile(r"\[@[^\]]*\]")


def misnamed_quotations(record: Record, bearers: PeopleByName) -> Iterator[Finding]:
    """Every quotation that names somebody with a dossier and nobody whom its statement is about."""
    company = _company(record)
    for statement in record.statements:
        subject = record.entities.get(statement.subject)
        if subject is None or subject.kind != "person":
            continue
        about = {statement.subject, *_linked(statement)}
        behind = {person for one in about for person in company.get(one, ())}
        for witness in statement.witnesses:
            if not witness.quotation or witness.stance == "omits" or _wrote(statement.subject, witness, record):
                continue
            other = _somebody_else(witness.quotation, about | behind, record, bearers)
            if other is not None:
                yield Finding(
                    "",
                    Severity.NOTE,
                    say(
                        "The quotation names {surface}, and not {name}, of whom it is said.",
                        surface=other.surface,
                        name=subject.name or subject.id,
                    ),
                    witness.position,
                    (statement.ref, *other.bearers),
                    (say("“{words}”", words=witness.quotation or ""),),
                    say(
                        "Move the statement to “{bearers}”, or quote the words that name its subject.",
                        bearers=other.bearers[0],
                    ),
                    excerpt=line_of(statement),
                )


def mislinked_statements(record: Record, bearers: PeopleByName) -> Iterator[Finding]:
    """Every statement whose quotation gives a linked person's surname with a namesake's initials or names."""
    for statement in record.statements:
        linked = [p for p in dict.fromkeys((statement.subject, *_linked(statement))) if p in bearers.names]
        for witness in statement.witnesses:
            for wrong in _wrongly_linked(witness.quotation or "", linked, bearers):
                yield _namesake(*wrong, record, witness.position, ref=statement.ref, excerpt=line_of(statement))


def mislinked_prose(record: Record, bearers: PeopleByName) -> Iterator[Finding]:
    """Every link in prose beside which the sentence gives a namesake's initials or names."""
    for prose in prose_of(record):
        for sentence, targets in _sentences_with_links(prose):
            linked = [target for target in dict.fromkeys(target for target, _ in targets) if target in bearers.names]
            for wrong in _wrongly_linked(sentence, linked, bearers):
                position = next(position for target, position in targets if target == wrong[0])
                yield _namesake(*wrong, record, position, ref="", excerpt=sentence)


def _namesake(
    person: str, named: BorneName, other: str, record: Record, position: Position, *, ref: str, excerpt: str
) -> Finding:
    return Finding(
        "",
        Severity.NOTE,
        say(
            "“{surface}” cannot be “{person}” ({name}) and fits “{other}” ({other_name}).",
            surface=named.surface,
            person=person,
            name=record.entities[person].name,
            other=other,
            other_name=record.entities[other].name,
        ),
        position,
        tuple(filter(None, (ref, person, other))),
        remedy=say("Link to “{other}”; if the source errs in the name, say so and accept this.", other=other),
        excerpt=excerpt,
    )


def _wrongly_linked(text: str, linked: Sequence[str], bearers: PeopleByName) -> Iterator[tuple[str, BorneName, str]]:
    """Linked people whom a name in this text contradicts while it fits a namesake, and whom nothing in it names."""
    if not text or not linked:
        return
    names = list(bearers.in_text(text))
    for person in linked:
        contradicted = [n for n in names if person in n.bearers and bearers.is_contradicted(n.surface, person)]
        if len(contradicted) != len([n for n in names if person in n.bearers]):
            continue  # he is named too
        for named in contradicted:
            if any(bearers.fits(named.surface, one) for one in linked if one in named.bearers):
                continue  # another link is to the one who is named
            others = [o for o in named.bearers if o not in linked and bearers.fits(named.surface, o)]
            if len(others) == 1 and not _given_stands_there(person, named, text, bearers):
                yield person, named, others[0]
                break


def _given_stands_there(person: str, named: BorneName, text: str, bearers: PeopleByName) -> bool:
    """Whether a word of the text may be this person's own given name («сын Кузьмы Дронова, Павел»)."""
    given = {r.given for form in bearers.names[person] for r in parse(form).readings if len(r.given.strip(".")) > 1}
    own = {key for name in given for key in part_keys(name)} - part_keys(named.surface)
    return any(not own.isdisjoint(part_keys(word)) for word in _WORD.findall(text))


def _somebody_else(text: str, about: set[str], record: Record, bearers: PeopleByName) -> BorneName | None:
    """The first person whom the text names as doing something, where nothing in it can mean those it is about."""
    words = _WORD.findall(text)
    pronouns = words_of_every_language("small_words", "pronouns")
    if any(word.lower() in pronouns for word in words):
        return None
    found = next(filter(partial(_is_told_of, text=text, bearers=bearers), bearers.in_text(text)), None)
    if found is None:
        return None
    entities = [record.entities[one] for one in about if one in record.entities]
    own = {key for entity in entities for form in forms_of(entity) for key in part_keys(form)}
    if any(not (part_keys(word) | surname_keys(word)).isdisjoint(own) for word in words):
        return None
    return found


def _is_told_of(named: BorneName, *, text: str, bearers: PeopleByName) -> bool:
    """Whether this is one person's name, and that person does what is told."""
    bearer, *others = named.bearers
    return not others and bearers.fits(named.surface, bearer) and _acts(named, text, bearers)


def _acts(named: BorneName, text: str, bearers: PeopleByName) -> bool:
    """Whether a name is spelled as its dossier has it, and stands in the nominative, or free of a preposition."""
    surnames = {letters(r.surname) for form in bearers.names[named.bearers[0]] for r in parse(form).readings}
    readings = [r for r in parse(named.surface).readings if letters(r.surname) in surnames and r.case == "N"]
    before, _, after = text.partition(named.surface)
    last = before.split()[-1:] or [""]
    led_by = words_of_every_language("small_words", "before-a-name")
    return bool(readings) and not after.startswith(("'", "’")) and last[0].lower().strip("(") not in led_by


def _wrote(subject: str, witness: Witness, record: Record) -> bool:
    """Whether the words are the subject's own, by the author of any source that the citation names."""
    citation: Citation | None = witness.citation
    while citation is not None:
        source = record.sources.get(citation.source)
        if source is not None and subject in source.authors:
            return True
        citation = citation.within
    return False


def _company(record: Record) -> Mapping[str, frozenset[str]]:
    """Who has to do with a group, place, work or event: its author, its members, those who were there."""
    found: dict[str, set[str]] = {}
    for statement in record.statements:
        ties = {statement.subject, *_linked(statement)}
        for one in ties:
            if one in record.entities and record.entities[one].kind != "person":
                found.setdefault(one, set()).update(ties)
    return {one: frozenset(ties) for one, ties in found.items()}


def _linked(statement: Statement) -> list[str]:
    things = [statement.thing, *statement.complements]
    inner = [thing.thing if isinstance(thing, Complement) else thing for thing in things]
    return [thing.target for thing in inner if isinstance(thing, EntityLink)]


def _sentences_with_links(prose: Prose) -> Iterator[tuple[str, list[tuple[str, Position]]]]:
    """The sentences of prose that hold links, as a reader sees them, with the target and position of each link."""
    waiting: dict[str, list[Position]] = {}
    for link in prose.links:
        waiting.setdefault(link.target, []).append(link.position)
    for sentence in _SENTENCE.split(_BRACKETS.sub("", prose.text)):
        targets: list[tuple[str, Position]] = []
        for match in LINK.finditer(sentence):
            positions = waiting.get(match["target"].strip(), [])
            if positions:
                targets.append((match["target"].strip(), positions.pop(0)))
        if targets:
            yield LINK.sub(lambda match: match["shown"] or " ", sentence), targets
