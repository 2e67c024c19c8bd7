"""Everything that must not be read, gathered from a record on a given day, and the guard that knows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from variorum.archive.protecting import MARK as PROTECTED
from variorum.archive.protecting import protections_in
from variorum.disclosure.five_word_runs import RestrictedRuns
from variorum.disclosure.guard import Guard
from variorum.disclosure.people import People, WithheldNames
from variorum.disclosure.places import MaskedPages, PagesOf
from variorum.disclosure.protection import KeptBack, is_in_force, kept_back
from variorum.evidence import Verification
from variorum.examined import Examined
from variorum.record import Citation, Entity, Position, Prose, Statement, Words


@dataclass(frozen=True, slots=True)
class Secrets:
    """What is kept back by its own word and by what its key gives away, and what guards it."""

    said: KeptBack  # by its own word
    kept: KeptBack  # with what goes because its id or key names somebody or something kept back
    guard: Guard
    pages: MaskedPages


def secrets_of(record: Examined, *, pages_of: PagesOf, today: str) -> Secrets:
    """The secrets of a record on a day; `pages_of` gives the texts of sources, open and restricted."""
    said = kept_back(record, today)
    people = People(tuple(_bearers(record, said)), tuple(_open_names(record, said)))
    open_texts = partial(_open_texts, record, said, pages_of)  # asked again and again, and in another process too
    short = ("\n".join(page.text for page in pages_of(key)) for key in sorted(said.sources))
    runs = RestrictedRuns(_restricted_texts(record, said, pages_of, today), open_texts, short)
    guard = Guard(people, runs, said.sources, said.ids - said.sources, today=today)
    kept = _with_telling_keys(record, said, guard)
    guard = Guard(
        people,
        runs,
        kept.sources,
        kept.ids - kept.sources,
        kept.statements,
        frozenset(_names(record, said)),
        tuple(_phrases(record, said)),
        open_texts,
        frozenset(_open_ids(record, kept)),
        today,
    )
    return Secrets(said, kept, guard, MaskedPages(guard, pages_of))


def cites_closed(citation: Citation, closed: frozenset[str]) -> bool:
    """Whether a source that is not open stands anywhere in the citation."""
    return citation.source in closed or (citation.within is not None and cites_closed(citation.within, closed))


def verified_against(verification: Verification, closed: frozenset[str]) -> bool:
    """Whether words of a source that is not open are what a quotation was found to be."""
    return any(segment.source in closed for segment in verification.segments)


def proses(record: Examined) -> Iterator[tuple[str, Position, Prose]]:
    """All prose of an archive: the id of the dossier, where it begins, and the prose."""
    for entity in record.entities.values():
        if entity.prose:
            yield entity.id, entity.position, entity.prose
    for source in record.sources.values():
        if source.notes:
            yield source.key, source.position, Prose(source.notes)
    for thesis in record.theses.values():
        yield thesis.id, thesis.position, thesis.prose
    for chapter in record.chapters:
        yield chapter.id, chapter.position, chapter.prose


def names_of(entity: Entity) -> tuple[str, ...]:
    """All names of a dossier."""
    return tuple(dict.fromkeys([entity.name, *(form.form for form in entity.names if form.form)]))


def _bearers(record: Examined, said: KeptBack) -> Iterator[WithheldNames]:
    """Who is kept back, and who made a source that is, where nobody open has that name."""
    for identity in sorted(said.entities):
        entity = record.entities[identity]
        yield WithheldNames(entity.kind, names_of(entity))
    written = {author for key, source in record.sources.items() if key not in said.sources for author in source.authors}
    known = {name for entity in record.entities.values() for name in names_of(entity)}
    for key in sorted(said.sources):
        for author in record.sources[key].authors:
            if author not in record.entities and author not in written | known and len(author.split()) > 1:
                yield WithheldNames("person", (author,))


def _open_names(record: Examined, said: KeptBack) -> Iterator[str]:
    for identity, entity in record.entities.items():
        if entity.kind == "person" and identity not in said.entities:
            yield from names_of(entity)


def _restricted_texts(record: Examined, said: KeptBack, pages_of: PagesOf, today: str) -> Iterator[str]:
    for key in sorted(said.sources):
        yield "\n".join(page.text for page in pages_of(key))
        for page in pages_of(key):
            yield from filter(None, (page.head, page.foot))
    for identity, _, prose in proses(record):
        if identity in said.ids:
            yield PROTECTED.sub("", prose.text)
            continue
        for paragraph in prose.text.split("\n\n"):
            if any(is_in_force(one, today) for one in protections_in(paragraph)):
                yield PROTECTED.sub("", paragraph)
    for statement in record.statements:
        if statement.ref in said.statements or statement.subject in said.ids or _home(statement) in said.ids:
            things = (statement.thing, *(complement.thing for complement in statement.complements))
            yield from (thing.text for thing in things if isinstance(thing, Words))
            yield from statement.attributes.values()
    for number in sorted(said.judgements):
        yield record.judgements[number].why


def _open_texts(record: Examined, said: KeptBack, pages_of: PagesOf) -> Iterator[str]:
    for key in record.sources:
        if key not in said.sources:
            yield "\n".join(page.text for page in pages_of(key))


def _names(record: Examined, said: KeptBack) -> Iterator[str]:
    """File names of restricted sources, and what identifies somebody elsewhere."""
    for key in said.sources:
        original = record.sources[key].original
        if original:
            yield original.file
    for identity in said.entities:
        yield from (one for one in record.entities[identity].same_as if one)
        yield from (one.rpartition(":")[2] for one in record.entities[identity].same_as if ":" in one)


def _phrases(record: Examined, said: KeptBack) -> Iterator[str]:
    """Titles of restricted sources, and the words that the archive quotes from them."""
    open_titles = {source.title for key, source in record.sources.items() if key not in said.sources}
    for key in sorted(said.sources):
        source = record.sources[key]
        if source.title in open_titles:
            continue  # "Letter to the editor" tells nothing of the one that is kept back
        yield source.title
        yield from re.split(r"[:.;()«»“”]|\s[–—-]\s", source.title)
        yield from (value for value in source.csl.values() if isinstance(value, str) and len(value.split()) > 2)
    for identity in sorted(said.theses):
        yield record.theses[identity].name
    yield from (chapter.title for chapter in record.chapters if chapter.id in said.chapters)
    for checked in record.quotations:
        if verified_against(checked.verification, said.sources) or cites_closed(checked.witness.citation, said.sources):
            yield checked.witness.quotation or checked.verification.found
    for statement in record.statements:
        for witness in statement.witnesses:
            if cites_closed(witness.citation, said.sources):
                yield witness.quotation or ""
    for _, _, prose in proses(record):
        for cited in (*prose.citations, *prose.running):
            if cites_closed(cited.citation, said.sources):
                yield cited.quotation or ""


def _with_telling_keys(record: Examined, said: KeptBack, guard: Guard) -> KeptBack:
    """What is kept back, with every dossier whose id or key would name somebody or something that is."""
    if not said:
        return said

    def telling(ids: Iterable[str]) -> frozenset[str]:
        return frozenset(one for one in ids if guard.spans(one.replace("_", " ")) or guard.spans(one))

    return replace(
        said,
        sources=said.sources | telling(record.sources),
        entities=said.entities | telling(record.entities),
        theses=said.theses | telling(record.theses),
        chapters=said.chapters | telling(chapter.id for chapter in record.chapters),
    )


def _open_ids(record: Examined, kept: KeptBack) -> Iterator[str]:
    """Ids and refs that leave as they are."""
    yield from (one for one in (*record.sources, *record.entities, *record.theses) if one not in kept.ids)
    yield from (chapter.id for chapter in record.chapters if chapter.id not in kept.chapters)
    for identity, position, _ in proses(record):
        if identity not in kept.ids and position.file:
            yield position.file


def _home(statement: Statement) -> str:
    return statement.ref.partition("#")[0]
