"""Names recognised in what changed, and who is meant by them brought up to date.

Mentions are recognised source by source, and a build that was stopped goes on where it was. Who is meant is worked out
for the whole archive at once, from forms and counts alone. The rows that pages and searches read follow from both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from variorum.catalogue.mentions import (
    Linked,
    Single,
    keep_identities,
    keep_mentions,
    mention_at,
    mentions_within,
    tallies,
)
from variorum.catalogue.store import Catalogue
from variorum.digest import sha_of
from variorum.evidence import Mention, Naming, Span
from variorum.examined import CheckedQuotation, Verified
from variorum.languages.language import Recognised
from variorum.names.linking.known import KnownDossier, known_names
from variorum.pipeline.engine import Engine
from variorum.pipeline.progress import Progress
from variorum.pipeline.seeing import Sighted, language_of_text, mentions_of, mentions_of_sources, seen_on_pages
from variorum.pipeline.sights import page_key, seen_on_page
from variorum.pipeline.step import Given, step
from variorum.pipeline.texts import digests_of_texts
from variorum.record import Entity, EntityLink, Judgement, NameForm, Page, Statement
from variorum.saying import say

if TYPE_CHECKING:
    from variorum.names.recognition.gazetteer import NameGazetteer
    from variorum.pipeline.held_names import HeldNames

_FOUND = ("verbatim", "marked", "altered")  # what a quotation may be for its words to say who is meant
_FLUSHED = 60  # pages after which what was seen is written, so that a build that is stopped loses little


@dataclass(frozen=True, slots=True)
class Identities:
    """Who is named where, summed up, and what every form and single place names."""

    naming: Naming
    linked: tuple[Linked, ...]
    singled: tuple[Single, ...]


Cited = tuple[Mention, str, frozenset[str], str]  # with its cue, the dossiers that a statement names, and its ref


@dataclass(frozen=True, slots=True)
class Looking:
    """Names about to be recognised: what each source's are recognised from, and what the models look at meanwhile.

    `stale` are the sources whose mentions are to be made anew, `seen` by language how many pages no model saw before,
    and what it sees on each.
    """

    known: tuple[KnownDossier, ...]
    asked: Mapping[str, Mapping[str, Any]]
    stale: Sequence[str]
    seen: Mapping[str, tuple[int, Iterator[tuple[Page, tuple[Recognised, ...]]]]]


def begun_looking(record: Verified, engine: Engine) -> Looking:
    """Let each language's model look at the pages that it did not see before, of all sources in one go.

    Where that is much, other processes look while this one goes on.
    """
    known = known_names(record)
    gazetteer = Given(_digest(known), cache(partial(_gazetteer, known)))
    asked = {key: _asked(key, text, gazetteer, engine) for key, text in digests_of_texts(engine).items()}
    stale = [key for key, inputs in asked.items() if not engine.stands(mentions_of, key, **inputs)]
    seen = {}
    for language in sorted({str(asked[key]["language"]) for key in stale}):
        keys = [key for key in stale if asked[key]["language"] == language]
        if new := list(_unseen(keys, language, engine)):
            seen[language] = len(new), seen_on_pages(new, language)
    return Looking(known, asked, stale, seen)


def naming_of(looking: Looking, record: Verified, engine: Engine, *, progress: Progress) -> Naming:
    """Who is named where: mentions recognised in sources that changed, identified where anything changed."""
    catalogue, known = engine.catalogue, looking.known
    mentions = _recognised(looking, engine, progress)
    laid, read = _mentions_laid(mentions, engine), _digest([(key, one.digest) for key, one in sorted(mentions.items())])
    judgements = tuple(one for one in record.judgements if _is_in_force(one, catalogue))
    said = Given(_digest((read, _said(record))), lambda: (record, catalogue))
    found = engine.ask(
        identities,
        "all",
        mentions=Given(read, lambda: _held(mentions, known, engine)),
        places=Given(read, lambda: _judged_places(judgements, catalogue)),
        cited=engine.ask(names_cited, "all", said=said),
        known=known,
        judgements=judgements,
    )
    whole = found.value()
    count = partial(catalogue.count_rows, "identities", "singled")
    with engine.laying("identities", f"{found.digest} {laid}", rows=count) as anew:
        if anew:
            keep_identities(catalogue, whole.linked, singled=whole.singled)
    engine.flush()
    return whole.naming


def digest_of_names(engine: Engine) -> str:
    """A digest of who is named where, as it was worked out last."""
    return engine.digest_kept(identities, "all")


@step("identities", code=("names.linking",))
def identities(
    mentions: Any, places: Any, cited: Any, known: tuple[KnownDossier, ...], judgements: tuple[Judgement, ...]
) -> Identities:
    """What every form names in its source, from the tallies of mentions, what is cited, and what was judged."""
    from variorum.names.linking.linking import QuotedMention, identified
    from variorum.names.linking.summing import summed_up

    quoted = [QuotedMention(*one) for one in cited]
    found = identified(mentions.counted, known, judgements, cited=quoted, places=places, fits=mentions.fits())
    linked = (
        Linked(
            tally.source, tally.kind, tally.name, tally.surface, tally.cue,
            one.entity, one.how, one.because, one.candidates,
        )
        for tally, one in zip(found.tallies, found.settled, strict=True)
        if one.entity or one.candidates
    )  # fmt: skip
    singled = (
        Single(Span(m.source, m.page, m.start, m.end), one.entity, one.how, one.because, one.candidates)
        for m, _, one in found.singled
    )
    return Identities(summed_up(found, mentions.gathered), tuple(linked), tuple(singled))


@step("names within what is cited")
def names_cited(said: Any) -> tuple[Cited, ...]:
    """The mentions within words that statements cite; most edits to a quotation leave them, and so who is meant."""
    return tuple(_cited(*said))


# ── mentions ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _recognised(looking: Looking, engine: Engine, progress: Progress) -> dict[str, Given[Sighted]]:
    """The mentions of every source; of those whose text, language or dossiers are others, recognised anew."""
    asked, stale = looking.asked, looking.stale
    for language, (number, seen) in looking.seen.items():
        _keep_seen(language, number, seen, engine, progress)
    several = stale if len(stale) > 1 else ()  # of one alone, this process does as well
    sources = ((one["pages"].value(), one["seen"].value(), one["language"]) for one in map(asked.__getitem__, several))
    made = mentions_of_sources(sources, asked[stale[0]]["known"].value()) if several else iter(())
    for done, (key, mentions) in enumerate(zip(several, made, strict=True)):
        progress(say("Recognising names"), done, len(stale))
        engine.put(mentions_of, key, mentions, **asked[key])
        engine.flush()
    found = {key: engine.ask(mentions_of, key, **inputs) for key, inputs in asked.items()}
    if stale:
        progress(say("Recognising names"), len(stale), len(stale))
        used = (
            page_key(page.text, str(asked[key]["language"])) for key in asked for page in engine.catalogue.pages(key)
        )
        engine.retain(seen_on_page, used)
    engine.retain(mentions_of, asked)
    engine.flush()
    return found


def mentions_inputs(key: str, known: tuple[KnownDossier, ...], engine: Engine) -> dict[str, object]:
    """The inputs that a source's mentions are recognised from, for whoever asks after one."""
    text = digests_of_texts(engine)[key]
    return _asked(key, text, Given(_digest(known), lambda: _gazetteer(known)), engine)


def _asked(key: str, text: str, gazetteer: Given[NameGazetteer], engine: Engine) -> dict[str, Any]:
    """The inputs that a source's mentions are recognised from."""
    from variorum.names.recognition.scripts import recogniser_for

    catalogue = engine.catalogue
    pages = Given(text, lambda: tuple(catalogue.pages(key)))
    language = catalogue.language(key) or engine.ask(language_of_text, key, pages=pages).value()
    model = recogniser_for(language)
    seen = Given(_digest((text, language, model)), lambda: _seen(pages.value(), language, model, engine))
    return {"pages": pages, "seen": seen, "known": gazetteer, "language": language}


def _seen(pages: Sequence[Page], language: str, model: str, engine: Engine) -> Mapping[int, Sequence[Recognised]]:
    return {
        page.sequence: engine.ask(
            seen_on_page, page_key(page.text, language), page=page.text, language=language, model=model
        ).value()
        for page in pages
    }


def _keep_seen(
    language: str,
    number: int,
    seen: Iterator[tuple[Page, tuple[Recognised, ...]]],
    engine: Engine,
    progress: Progress,
) -> None:
    """Keep what a language's model sees on so many pages, as it sees it."""
    from variorum.names.recognition.scripts import recogniser_for

    for done, (page, found) in enumerate(seen):
        progress(say("Looking for names"), done, number)
        inputs = {"page": page.text, "language": language, "model": recogniser_for(language)}
        engine.put(seen_on_page, page_key(page.text, language), found, **inputs)
        if done % _FLUSHED == _FLUSHED - 1:
            engine.flush()
    progress(say("Looking for names"), number, number)
    engine.flush()


def _unseen(keys: Sequence[str], language: str, engine: Engine) -> Iterator[Page]:
    from variorum.names.recognition.scripts import recogniser_for

    met, model = set[str](), recogniser_for(language)
    for key in keys:
        for page in engine.catalogue.pages(key):
            name = page_key(page.text, language)
            if name not in met and not engine.stands(
                seen_on_page, name, page=page.text, language=language, model=model
            ):
                met.add(name)
                yield page


def _mentions_laid(found: Mapping[str, Given[Sighted]], engine: Engine) -> str:
    """Put mentions into rows where they are not there, and give a digest of all rows that stand now."""
    numbers = {one.key: one.id for one in engine.catalogue.catalogued()}
    laid = {key: f"{one.digest} {numbers[key]}" for key, one in found.items()}
    for key, made_from in laid.items():
        count = partial(engine.catalogue.count_rows, "mentions", source=numbers[key])
        with engine.laying(f"mentions of {key}", made_from, rows=count) as anew:
            if anew:
                keep_mentions(engine.catalogue, key, found[key].value(), made_from=made_from)
    return _digest(sorted(laid.items()))


def _held(mentions: Mapping[str, Given[Sighted]], known: tuple[KnownDossier, ...], engine: Engine) -> HeldNames:
    from variorum.pipeline.held_names import HeldNames

    return HeldNames(tallies(engine.catalogue), {key: one.digest for key, one in mentions.items()}, known, engine)


def _gazetteer(known: Sequence[KnownDossier]) -> NameGazetteer:
    from variorum.names.recognition.gazetteer import gazetteer_of

    return gazetteer_of(
        Entity(one.id, one.kind, one.name, tuple(NameForm(form.form) for form in one.forms)) for one in known
    )


# ── who is meant ────────────────────────────────────────────────────────────────────────────────────────────────────


def _judged_places(judgements: Sequence[Judgement], catalogue: Catalogue) -> list[Any]:
    from variorum.names.linking.judged import NameJudgements

    places = NameJudgements(judgements).places()
    return [mention for place in places if (mention := mention_at(catalogue, *place)) is not None]


def _is_in_force(judgement: Judgement, catalogue: Catalogue) -> bool:
    """Whether the pages that a judgement rests on are still what they were; one that rests on none always is."""
    for key, digest in judgement.digests.items():
        source, _, sequence = key.rpartition("#")
        page = catalogue.page(source, int(sequence)) if source and sequence.isdigit() else None
        if page is not None and sha_of(page.text) != digest:
            return False
    return True


def _said(record: Verified) -> object:
    """What `_cited` looks at in the record."""
    cited = [(one.statement, one.witness.stance, one.verification.verdict, one.verification.segments)
             for one in record.quotations]  # fmt: skip
    return cited, [(statement.ref, sorted(named_in(statement))) for statement in record.statements]


def _cited(record: Verified, catalogue: Catalogue) -> Iterator[Cited]:
    """The mentions within words that statements cite, with the dossiers that these statements name."""
    statements = {statement.ref: statement for statement in record.statements}
    found: dict[tuple[str, int, int, str], Cited] = {}
    for checked in record.quotations:
        statement = statements.get(checked.statement)
        if statement is None or not _says_who_is_meant(checked):
            continue
        dossiers = named_in(statement)
        for segment in checked.verification.segments:
            for mention, cue in mentions_within(catalogue, segment):
                key = (mention.source, mention.page, mention.start, statement.ref)
                found[key] = mention, cue, dossiers, statement.ref
    return (found[key] for key in sorted(found))


def _says_who_is_meant(checked: CheckedQuotation) -> bool:
    return checked.verification.verdict in _FOUND and checked.witness.stance != "omits"


def named_in(statement: Statement) -> frozenset[str]:
    """The dossiers that a statement is about or links to."""
    things = (statement.thing, *(complement.thing for complement in statement.complements))
    return frozenset({statement.subject, *(thing.target for thing in things if isinstance(thing, EntityLink))})


def _digest(value: object) -> str:
    return sha_of(repr(value))
