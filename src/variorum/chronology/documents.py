"""Documents: composed, published, answered, copied, quoted; and what no source could yet have told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from variorum.chronology.constraint_builder import ConstraintBuilder
from variorum.chronology.events import SOURCE, Event
from variorum.chronology.lives import Lives
from variorum.chronology.rules import AUTHOR_ALIVE, COMPOSED_FIRST, DESCENT, PART, QUOTED_FIRST, REPLY, WITNESS_LATER
from variorum.dates.dating import Dating
from variorum.record import Citation, Record, Source

_DESCENT = ("edition-of", "translation-of", "derived-from")


def constrain_documents(
    builder: ConstraintBuilder, record: Record, *, lives: Lives, statements: Mapping[str, Event]
) -> None:
    """Tie each source's making to its publication, its authors' lives, the sources it comes from, and what it tells."""
    made = {key: _making(builder, source) for key, source in record.sources.items()}
    out = {key: _publication(builder, source, made[key]) for key, source in record.sources.items()}
    for source in record.sources.values():
        mine = made[source.key]
        for author in source.authors:
            entity = record.entities.get(author)
            if entity is not None and entity.kind == "person":
                life = lives.life(author)
                builder.not_before(mine.stretch.start, life.stretch.start, mine.ref, AUTHOR_ALIVE)
                builder.not_before(life.stretch.end, mine.stretch.start, mine.ref, AUTHOR_ALIVE)
        for tie in source.lineage:
            other = made.get(tie.source)
            if other is None:
                continue
            if tie.relation == "reply-to":
                builder.not_before(mine.stretch.end, other.stretch.start, mine.ref, other.ref, REPLY)
            elif tie.relation in _DESCENT:
                builder.not_before(mine.stretch.end, other.stretch.start, mine.ref, other.ref, DESCENT)
            elif tie.relation == "part-of" and tie.source in out and out[tie.source] is not None:
                whole = out[tie.source]
                if whole is not None:
                    builder.not_before(whole.stretch.end, mine.stretch.start, mine.ref, other.ref, PART)
    _constrain_witnesses(builder, record, made=made, out=out, statements=statements)


def _making(builder: ConstraintBuilder, source: Source) -> Event:
    """The making of a source. Undated, it is as old as may be, up to its publication."""
    moment = _is_moment(source.composed)
    stretch = builder.stretch(moment=moment)
    ref = f"source:{source.key}"
    return builder.add(Event(ref, SOURCE, stretch, moment, source.composed, None, source.position, whole=True))


def _publication(builder: ConstraintBuilder, source: Source, made: Event) -> Event | None:
    """When a source came out, where its dossier says so; its ref is that of its making, whose dossier it is."""
    if source.published is None:
        return None
    event = Event(made.ref, SOURCE, builder.stretch(moment=False), False, source.published, None, source.position, True)
    builder.events[f"published:{source.key}"] = replace(event, ref=f"published:{source.key}")
    builder.date(event, source.published)
    builder.not_before(event.stretch.end, made.stretch.start, made.ref, COMPOSED_FIRST)
    return event


def _is_moment(dating: Dating | None) -> bool:
    """A dated letter is written on one day; a diary and what is not dated lasts."""
    return dating is not None and "/" not in dating.edtf


def _constrain_witnesses(
    builder: ConstraintBuilder,
    record: Record,
    *,
    made: Mapping[str, Event],
    out: Mapping[str, Event | None],
    statements: Mapping[str, Event],
) -> None:
    """A source is quoted by later ones only, and tells of no birth or death that is still to come."""
    pairs: set[tuple[str, str]] = set()
    for event in statements.values():
        if event.statement is None:
            continue
        relation = record.vocabulary.relations.get(event.statement.relation)
        told = relation is not None and relation.life in ("birth", "death", "after") and event.moment
        for witness in event.statement.witnesses:
            _quotings(witness.citation, pairs)
            key = witness.citation.source
            last = out.get(key) or made.get(key)
            if told and witness.stance in ("affirms", "reports") and last is not None and last.attested is not None:
                builder.not_before(last.stretch.end, event.stretch.start, event.ref, last.ref, WITNESS_LATER)
    for inner, outer in sorted(pairs):
        if inner in made and outer in made:
            last = out.get(outer) or made[outer]
            builder.not_before(last.stretch.end, made[inner].stretch.start, made[inner].ref, last.ref, QUOTED_FIRST)


def _quotings(citation: Citation, pairs: set[tuple[str, str]]) -> None:
    while citation.within is not None:
        pairs.add((citation.source, citation.within.source))
        citation = citation.within
