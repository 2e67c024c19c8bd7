"""What may leave the archive: the record as the public may see it.

This is the only door. Everything after it sees the public record alone, so that no page can show by mistake what was
never handed to it. What is withheld: the dossier and pages of every source that is not open, every quotation with
such a source anywhere in its citation or its evidence, and every finding that concerns one or repeats words of one. A
statement stays, since it is the historian's; its witness is shown as one that is not public.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from variorum.evidence import Borrowing, Erasure, Naming, Unmatched
from variorum.finding import Finding
from variorum.record import (
    CheckedQuotation,
    Citation,
    Complement,
    Entity,
    EntityLink,
    Judgement,
    Passage,
    Prose,
    Record,
    Source,
    Statement,
    StatementLink,
    Thesis,
    Thing,
    Verification,
    Witness,
    Words,
)
from variorum.stemma.deciding import direction_of
from variorum.stemma.grounds import in_words

NAMELESS = "_"  # stands for the key of a closed source wherever prose names it
_TELLING = 12  # letters: a shorter string says nothing by itself of where it comes from
_CITED = re.compile(r"@([^\s,;\]\[]+)")


@dataclass(frozen=True, slots=True)
class Opened:
    """The public record, the findings that may be shown, and what was held back."""

    record: Record
    findings: tuple[Finding, ...]
    closed: frozenset[str]  # keys of the sources that are not open
    withheld_quotations: int = 0
    withheld_findings: int = 0
    silenced: tuple[tuple[Finding, Judgement], ...] = ()  # findings that a judgement has set aside


def open_to_all(
    record: Record,
    findings: Iterable[Finding],
    *,
    silenced: Iterable[tuple[Finding, Judgement]] = (),
    in_place: str = "…",
    seen: Callable[[], Collection[str]] = tuple,
) -> Opened:
    """The part of a record and its findings that may be published; `in_place` stands for a paragraph left out.

    `seen` gives the letters in which names stand in the sources that are open: of a name that closed ones have too,
    nothing else is kept.
    """
    findings, silenced = tuple(findings), tuple(silenced)
    closed = frozenset(key for key, source in record.sources.items() if source.access != "open")
    if not closed:
        return Opened(record, findings, closed, silenced=silenced)
    secrets = _secrets(record, closed)
    quotations = [opened for checked in record.quotations if (opened := _open_quotation(checked, closed))]
    named = closed | {source.original.file for key in closed if (source := record.sources[key]).original}
    betrays = partial(_betrays, closed=frozenset(named), secrets=secrets)
    shown = tuple(finding for finding in findings if not betrays(finding))
    aside = tuple(pair for pair in silenced if not any(betrays(part) for part in pair))
    public = replace(
        record,
        sources={
            key: _open_source(source, closed, secrets, in_place)
            for key, source in record.sources.items()
            if key not in closed
        },
        entities={key: _open_entity(entity, closed, secrets, in_place) for key, entity in record.entities.items()},
        statements=tuple(
            _open_statement(statement, closed, secrets)
            for statement in record.statements
            if not closed & {statement.subject, statement.ref.partition("#")[0]}
        ),
        theses={key: _open_thesis(thesis, closed, secrets, in_place) for key, thesis in record.theses.items()},
        chapters=tuple(
            replace(chapter, prose=_open_prose(chapter.prose, closed, secrets, in_place)) for chapter in record.chapters
        ),
        judgements=tuple(judgement for judgement in record.judgements if not betrays(judgement)),
        holdings={key: holding for key, holding in record.holdings.items() if key not in closed},
        quotations=tuple(quotations),
        naming=_open_naming(record.naming, closed, frozenset(seen())),
        borrowings=tuple(one for each in record.borrowings if (one := _open_borrowing(each, closed))),
        editions=tuple(one for one in record.editions if closed.isdisjoint((one.earlier, one.later))),
        erasures=tuple(one for one in record.erasures if _is_open_erasure(one, record, closed)),
    )
    return Opened(public, shown, closed, len(record.quotations) - len(quotations), len(findings) - len(shown), aside)


def _is_open_erasure(erasure: Erasure, record: Record, closed: frozenset[str]) -> bool:
    """Whether an erasure rests on open sources alone; that somebody is named again tells of an edition before both."""
    if not closed.isdisjoint((erasure.earlier, erasure.later, *erasure.over)):
        return False
    return erasure.kind != "restored" or closed.isdisjoint(_ancestors(record, erasure.earlier))


def _ancestors(record: Record, key: str) -> set[str]:
    found: set[str] = set()
    left = [key]
    while left:
        source = record.sources.get(left.pop())
        more = {tie.source for tie in source.lineage} - found if source else set()
        found |= more
        left += more
    return found


def _open_borrowing(borrowing: Borrowing, closed: frozenset[str]) -> Borrowing | None:
    """A borrowing between open sources, by those grounds alone that name no closed one; the direction is theirs."""
    if {borrowing.a.source, borrowing.b.source} & closed:
        return None
    kept = tuple(
        ground
        for ground in borrowing.grounds
        if not any(closed.intersection(re.findall(r"[^\s:()]+", value)) for _, value in ground.said)
    )
    if kept == borrowing.grounds:
        return borrowing
    return replace(
        borrowing, grounds=kept, because=tuple(in_words(ground) for ground in kept), direction=direction_of(kept)
    )


def _open_naming(naming: Naming, closed: frozenset[str], seen: frozenset[str]) -> Naming:
    """Who is named in the open sources; doubts are a matter of the archive's, and their reasons may tell."""
    return Naming(
        tuple(one for one in naming.attestations if one.source not in closed),
        (),
        tuple(opened for one in naming.unmatched if (opened := _open_unmatched(one, closed, seen))),
    )


def _open_unmatched(unmatched: Unmatched, closed: frozenset[str], seen: frozenset[str]) -> Unmatched | None:
    if closed.isdisjoint(unmatched.sources):
        return unmatched
    sources = tuple(source for source in unmatched.sources if source not in closed)
    forms = {form: times for form, times in unmatched.forms.items() if form in seen}
    if not sources or not forms:
        return None
    name = unmatched.name if unmatched.name in seen else max(forms, key=lambda form: (forms[form], form))
    places = tuple(place for place in unmatched.places if place.source not in closed)
    return Unmatched(name, unmatched.kind, forms, len(places), sources, places)


def cites_closed(citation: Citation, closed: frozenset[str]) -> bool:
    """Whether a source that is not open stands anywhere in the citation."""
    return citation.source in closed or (citation.within is not None and cites_closed(citation.within, closed))


def _secrets(record: Record, closed: frozenset[str]) -> tuple[str, ...]:
    """The words known to come from closed sources, levelled, and the keys and titles of these sources."""
    quoted = [
        checked.witness.quotation or checked.verification.found
        for checked in record.quotations
        if _verified_against(checked.verification, closed) or cites_closed(checked.witness.citation, closed)
    ]
    quoted += [
        witness.quotation or ""
        for statement in record.statements
        for witness in statement.witnesses
        if cites_closed(witness.citation, closed)
    ]
    quoted += [
        citation.quotation or ""
        for prose in _proses(record)
        for citation in prose.citations
        if cites_closed(citation.citation, closed)
    ]
    quoted += [record.sources[key].title for key in closed] + [record.sources[key].notes for key in closed]
    return tuple(sorted({levelled for text in quoted if len(levelled := _levelled(text)) >= _TELLING}))


def _proses(record: Record) -> list[Prose]:
    return [
        *(entity.prose for entity in record.entities.values() if entity.prose),
        *(thesis.prose for thesis in record.theses.values()),
        *(chapter.prose for chapter in record.chapters),
    ]


def _levelled(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _verified_against(verification: Verification, closed: frozenset[str]) -> bool:
    return any(segment.source in closed for segment in verification.segments)


def _repeats(text: str, secrets: tuple[str, ...]) -> bool:
    levelled = _levelled(text)
    return any(secret in levelled for secret in secrets)


def _open_quotation(checked: CheckedQuotation, closed: frozenset[str]) -> CheckedQuotation | None:
    verification = checked.verification
    if cites_closed(checked.witness.citation, closed) or _verified_against(verification, closed):
        return None
    candidates = tuple(segment for segment in verification.candidates if segment.source not in closed)
    if candidates == verification.candidates:
        return checked
    if verification.segments:
        return replace(checked, verification=replace(verification, candidates=candidates))
    bare = replace(verification, candidates=candidates, found="", differences=(), omitted=(), locator="", reason="")
    return replace(checked, verification=bare)


def _open_statement(statement: Statement, closed: frozenset[str], secrets: tuple[str, ...]) -> Statement:
    return replace(
        statement,
        thing=_open_thing(statement.thing, closed, secrets),
        complements=tuple(
            Complement(complement.preposition, thing)
            for complement in statement.complements
            if (thing := _open_thing(complement.thing, closed, secrets)) is not None
        ),
        attributes={
            name: value
            for name, value in statement.attributes.items()
            if value not in closed and not _repeats(value, secrets)
        },
        witnesses=tuple(_open_witness(witness, closed, secrets) for witness in statement.witnesses),
        written="",
    )


def _open_thing(thing: Thing | None, closed: frozenset[str], secrets: tuple[str, ...]) -> Thing | None:
    if isinstance(thing, EntityLink) and thing.target in closed:
        return Words("…")
    if isinstance(thing, StatementLink) and thing.dossier in closed:
        return Words("…")
    if isinstance(thing, Words) and _repeats(thing.text, secrets):
        return Words("…")
    return thing


def _open_witness(witness: Witness, closed: frozenset[str], secrets: tuple[str, ...]) -> Witness:
    """A witness without its words and its source where either is closed; an empty key says so to the pages."""
    if cites_closed(witness.citation, closed) or (witness.quotation and _repeats(witness.quotation, secrets)):
        return Witness(Citation(""), None, witness.stance, witness.position)
    return witness


def _open_source(source: Source, closed: frozenset[str], secrets: tuple[str, ...], in_place: str) -> Source:
    lineage = tuple(tie for tie in source.lineage if tie.source not in closed)
    independent_of = tuple(key for key in source.independent_of if key not in closed)
    notes = _open_text(source.notes, closed, secrets, in_place)
    return replace(source, lineage=lineage, notes=notes, independent_of=independent_of)


def _open_thesis(thesis: Thesis, closed: frozenset[str], secrets: tuple[str, ...], in_place: str) -> Thesis:
    evidence = tuple(each for each in thesis.evidence if each.statement.partition("#")[0] not in closed)
    return replace(thesis, prose=_open_prose(thesis.prose, closed, secrets, in_place), evidence=evidence)


def _open_entity(entity: Entity, closed: frozenset[str], secrets: tuple[str, ...], in_place: str) -> Entity:
    names = tuple(replace(form, source="") if form.source in closed else form for form in entity.names)
    attributes: Mapping[str, object] = {
        name: value
        for name, value in entity.attributes.items()
        if not any(part in closed for part in re.findall(r"[\w-]+", str(value)))
    }
    prose = _open_prose(entity.prose, closed, secrets, in_place) if entity.prose else None
    return replace(entity, names=names, attributes=attributes, prose=prose)


def _open_prose(prose: Prose, closed: frozenset[str], secrets: tuple[str, ...], in_place: str) -> Prose:
    """The prose without the paragraphs that quote a closed source; citations of one lose their key in the renderer.

    A paragraph is what stands between blank lines. One that repeats words known to come from a closed source is
    replaced whole: half a sentence would still say too much.
    """
    text = _open_text(prose.text, closed, secrets, in_place)
    citations = tuple(citation for citation in prose.citations if not cites_closed(citation.citation, closed))
    return Prose(text, citations, tuple(link for link in prose.links if link.target not in closed))


def _open_text(text: str, closed: frozenset[str], secrets: tuple[str, ...], in_place: str) -> str:
    paragraphs = re.split(r"(\n[ \t]*\n)", text)
    kept = [
        f"*{in_place}*" if _repeats(paragraph, secrets) or _quotes_closed(paragraph, closed) else paragraph
        for paragraph in paragraphs
    ]
    keys = "|".join(re.escape(key) for key in sorted(closed, key=len, reverse=True))
    unnamed = re.sub(rf"(?<!\w)@(?:\{{(?:{keys})\}}|(?:{keys})(?!\w))", f"@{NAMELESS}", "".join(kept))
    return re.sub(rf"\[\[[^\]|#]*?(?<![\w-])(?:{keys})(?=[\]|#])[^\]|]*", f"[[{NAMELESS}", unnamed)


def _quotes_closed(paragraph: str, closed: frozenset[str]) -> bool:
    quotes = paragraph.lstrip().startswith(">")
    return quotes and any(key.rstrip(".:") in closed for key in _CITED.findall(paragraph))


def _betrays(what: Finding | Judgement, *, closed: frozenset[str], secrets: tuple[str, ...]) -> bool:
    """Whether it concerns or names one of these sources or files, or repeats words known to come from them."""
    about = what.about if isinstance(what, Finding) else ()
    if any((each.source if isinstance(each, Passage) else each) in closed for each in about):
        return True
    said = "\n".join(_said(what))
    named = set(re.findall(r"[^\W_](?:[\w.:-]*\w)?", said))
    stems = {word.rpartition(".")[0] for word in named}
    return not closed.isdisjoint(named | stems) or _repeats(said, secrets)


def _said(what: Finding | Judgement) -> list[str]:
    """All the words of a finding or a judgement."""
    if isinstance(what, Judgement):
        return [what.about, what.verdict, what.by, what.why]
    return [
        what.message,
        *what.evidence,
        what.remedy,
        what.excerpt,
        what.position.file if what.position else "",
        *(about.quote if isinstance(about, Passage) else about for about in what.about),
    ]
