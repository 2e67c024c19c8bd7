"""Names recognised in what changed, and who is meant by them brought up to date.

Two steps, each kept with the digest of what it was made from. Mentions are recognised source by source, and a build
that was stopped goes on with the next one. Who is meant is worked out for the whole archive at once, from forms and
counts alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from variorum.catalogue.mentions import (
    keep_identities,
    keep_mentions,
    mention_at,
    mentions_within,
    recognised_from,
    tallies,
)
from variorum.catalogue.store import Catalogue
from variorum.evidence import Attestation, Doubt, Mention, Naming, Stretch, Unmatched
from variorum.languages import equipped
from variorum.names.linking.cues import cue_before
from variorum.names.linking.known import Known, known_names
from variorum.pipeline.progress import Progress
from variorum.pipeline.texts import digests_of_texts
from variorum.record import Entity, EntityLink, Judgement, NameForm, Page, Record, Statement

if TYPE_CHECKING:
    from variorum.languages import Recognised
    from variorum.names.linking.linking import Cited
    from variorum.names.recognition.gazetteer import Gazetteer

RECOGNISER = "5"  # raised when what the models saw would be woven with the dossiers otherwise
IDENTIFIER = "12"  # raised when the same mentions would be identified otherwise
_FOUND = ("verbatim", "marked", "altered")  # what a quotation may be for its words to say who is meant


def naming_of(record: Record, catalogue: Catalogue, *, progress: Progress) -> Naming:
    """Who is named where: mentions recognised in sources that changed, identified where anything changed."""
    _recognise(record, catalogue, progress)
    made_from = _made_from(record, catalogue)
    kept = catalogue.recall("naming", "all", made_from)
    if isinstance(kept, dict):
        return naming_from(kept)
    naming = _identify(record, catalogue)
    catalogue.remember("naming", "all", made_from, asdict(naming))
    return naming


def _made_from(record: Record, catalogue: Catalogue) -> str:
    """A digest of everything that it is worked out from who is meant."""
    judged = [(one.about, one.verdict, one.by, one.when, one.why) for one in record.judgements]
    cited = [
        (one.statement, one.verification.verdict, list(map(asdict, one.verification.segments)))
        for one in record.quotations
    ]
    named = [(statement.ref, sorted(named_in(statement))) for statement in record.statements]
    known = list(map(asdict, known_names(record)))
    # what a form names stands in rows under the ids of sources, and a source that was read anew has another
    numbers = [(one.key, one.id) for one in catalogue.catalogued()]
    return _digest([IDENTIFIER, known, recognised_from(catalogue), judged, cited, named, numbers])


def _recognise(record: Record, catalogue: Catalogue, progress: Progress) -> None:
    """Recognise the names of every source whose text, language or dossiers are others than before.

    What the models see depends on the text and on themselves alone and is kept: neither a new dossier nor a new version
    of the program with the same models wakes one.
    """
    known = known_names(record)
    knowing = _digest([RECOGNISER, list(map(asdict, known))])
    held = recognised_from(catalogue)
    texts = digests_of_texts(catalogue)
    seeing = {key: _seeing(text, catalogue.language(key)) for key, text in texts.items()}
    stale = [key for key, digest in seeing.items() if held.get(key) != digest + knowing]
    if not stale:
        return
    gazetteer = _gazetteer(known)
    for done, key in enumerate(stale):
        progress("Recognising names", done, len(stale))
        mentions = list(_mentions(catalogue, key, gazetteer, made_from=seeing[key]))
        keep_mentions(catalogue, key, mentions, made_from=seeing[key] + knowing)
    progress("Recognising names", len(stale), len(stale))
    catalogue.forget("seen", but=texts)


def _seeing(text: str, language: str) -> str:
    """A digest of what the models see by: the text's own digest, the language, the models' versions and weights."""
    from variorum.names.recognition.scripts import recogniser_for

    return _digest([text, language, recogniser_for(language) if language else [*map(recogniser_for, equipped())]])


def _gazetteer(known: Sequence[Known]) -> Gazetteer:
    from variorum.names.recognition.gazetteer import gazetteer_of

    return gazetteer_of(
        Entity(one.id, one.kind, one.name, tuple(NameForm(form.form) for form in one.forms)) for one in known
    )


def _mentions(catalogue: Catalogue, source: str, known: Gazetteer, *, made_from: str) -> Iterator[tuple[Mention, str]]:
    from variorum.names.recognition.recognition import recognise_pages
    from variorum.names.recognition.scripts import written_in

    pages = catalogue.pages(source)
    texts = {page.sequence: page.text for page in pages}
    language = catalogue.language(source) or written_in("".join(page.text for page in pages[:5]))
    seen = _seen(catalogue, source, pages, language=language, made_from=made_from)
    for mention in recognise_pages(pages, language=language, known=known, seen=seen):
        yield mention, cue_before(texts[mention.page], mention.start)


def _seen(
    catalogue: Catalogue, source: str, pages: Sequence[Page], *, language: str, made_from: str
) -> dict[int, list[Recognised]]:
    """What the language's model sees on each page, by sequence: recalled, or looked for and kept."""
    from variorum.languages import Recognised
    from variorum.names.recognition.recognition import seen_by_model

    kept = catalogue.recall("seen", source, made_from)
    if isinstance(kept, list):
        return {page: [Recognised(*row) for row in rows] for page, rows in kept}
    seen = {page.sequence: list(found) for page, found in seen_by_model(pages, language=language)}
    rows = [(page, [(one.start, one.end, one.kind) for one in found]) for page, found in seen.items()]
    catalogue.remember("seen", source, made_from, rows)
    return seen


def _identify(record: Record, catalogue: Catalogue) -> Naming:
    from variorum.names.linking.judged import Judged
    from variorum.names.linking.linking import identified
    from variorum.names.linking.summing import summed_up

    judgements = [one for one in record.judgements if _is_in_force(one, catalogue)]
    judged = Judged(judgements).places()
    places = [mention for place in judged if (mention := mention_at(catalogue, *place)) is not None]
    found = identified(
        tallies(catalogue),
        known_names(record),
        judgements,
        cited=_cited(record, catalogue),
        places=places,
    )
    keep_identities(
        catalogue,
        zip(found.tallies, found.settled, strict=True),
        singled=((Stretch(m.source, m.page, m.start, m.end), one) for m, _, one in found.singled),
    )
    return summed_up(found)


def _is_in_force(judgement: Judgement, catalogue: Catalogue) -> bool:
    """Whether the pages that a judgement rests on are still what they were; one that rests on none always is."""
    for key, digest in judgement.digests.items():
        source, _, sequence = key.rpartition("#")
        page = catalogue.page(source, int(sequence)) if source and sequence.isdigit() else None
        if page is not None and sha256(page.text.encode("utf-8", "surrogatepass")).hexdigest() != digest:
            return False
    return True


def _cited(record: Record, catalogue: Catalogue) -> list[Cited]:
    """The mentions within words that statements cite, with the dossiers that these statements name."""
    from variorum.names.linking.linking import Cited

    statements = {statement.ref: statement for statement in record.statements}
    found = {}
    for checked in record.quotations:
        statement = statements.get(checked.statement)
        if statement is None or checked.verification.verdict not in _FOUND or checked.witness.stance == "omits":
            continue
        dossiers = named_in(statement)
        for segment in checked.verification.segments:
            for mention, cue in mentions_within(catalogue, segment):
                key = (mention.source, mention.page, mention.start, statement.ref)
                found[key] = Cited(mention, cue, dossiers, statement.ref)
    return [found[key] for key in sorted(found)]


def named_in(statement: Statement) -> frozenset[str]:
    """The dossiers that a statement is about or links to."""
    things = (statement.thing, *(complement.thing for complement in statement.complements))
    return frozenset({statement.subject, *(thing.target for thing in things if isinstance(thing, EntityLink))})


def naming_from(payload: Mapping[str, Any]) -> Naming:
    """Who is named where, as it was kept in JSON."""
    return Naming(
        tuple(Attestation(**{**row, "first": Stretch(**row["first"])}) for row in payload["attestations"]),
        tuple(Doubt(**{**row, "because": tuple(row["because"]), "places": _places(row)}) for row in payload["doubts"]),
        tuple(
            Unmatched(**{**row, "sources": tuple(row["sources"]), "places": _places(row)})
            for row in payload["unmatched"]
        ),
    )


def _places(row: Mapping[str, Any]) -> tuple[Stretch, ...]:
    return tuple(Stretch(**place) for place in row["places"])


def _digest(value: object) -> str:
    return sha256(json.dumps(value, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")).hexdigest()
