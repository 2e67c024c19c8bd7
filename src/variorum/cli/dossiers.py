"""A dossier as lines for a terminal: what it is, and its statements by facet with the words of their witnesses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from variorum.archive.vocabulary import facet_of, wording_in
from variorum.argument.claims import Claims
from variorum.argument.evidence import Evidence
from variorum.cli.verdict_words import place_in_words, verdict_in_words
from variorum.dates.dating import Dating
from variorum.examined import CheckedQuotation, Examined, Verified
from variorum.names.place_names import coordinates_of, other_name_at
from variorum.record import (
    Descent,
    Entity,
    EntityLink,
    Expectation,
    Quantity,
    Record,
    Source,
    Statement,
    StatementLink,
    Thesis,
    Thing,
    Witness,
    WitnessId,
    Words,
)
from variorum.saying import Sentence, say, told_in
from variorum.stemma.lineage import Legs, counting, in_words

_SIGNS = {
    "verbatim": "=",
    "marked": "=",
    "altered": "≠",
    "stitched": "≠",
    "absent": "∅",
    "translated": "~",
    "unchecked": "?",
}


class Told:
    """Names and statements in the language of whoever reads: as the files have them, or as that language's edition."""

    def __init__(self, record: Examined, language: str = "en") -> None:
        self.record = record
        self._other = None
        if language != "en":
            from variorum.edition.plainly import Plainly

            self._other = Plainly.of(record, language)

    def name(self, name: str) -> str:
        """What an id or a key is called."""
        return self._other.named(name) if self._other else name_of(self.record, name)

    def statement(self, statement: Statement, *, seen_from: str | None = None) -> str:
        """A statement as the dossier of `seen_from` has it; with its subject before it where none is given."""
        if seen_from is None:
            return f"{self.name(statement.subject)}: {self.statement(statement, seen_from=statement.subject)}"
        if self._other:
            return self._other.sentence(statement, seen_from)
        return sentence(self.record, statement, seen_from=seen_from)

    def word(self, section: str, key: str) -> str:
        """A word of the settings or of a line, as `locale.toml` has it under this section; in English as it is."""
        return self._other.words.get(f"{section}.{key}", key) if self._other else key

    def quoted(self, words: str) -> str:
        """Words of a source in quotation marks."""
        opening, closing = self._other.words.quotes if self._other else ("“", "”")
        return f"{opening}{words}{closing}"

    def ground(self, kind: str) -> str:
        """How a claim leans on something."""
        return self.word("argue", f"claim-{kind.replace(' ', '-')}") if self._other else kind

    def bearing(self, expectation: Expectation) -> str:
        """What a thesis makes of a statement."""
        strongly = "strongly" if expectation.strongly else ""
        if self._other is None:
            return f"{expectation.bearing} {strongly}".rstrip()
        first = expectation.bearing.partition(" ")[0]
        kind = first if first in ("expects", "forbids") else "sits-ill" if first == "sits" else "silent"
        return self.word("thesis", f"{kind}-{strongly}".rstrip("-"))


def lines_of(record: Examined, name: str, language: str = "en") -> Iterator[str]:
    """The dossier of an id or key, line by line; nothing where the record knows neither."""
    told = Told(record, language)
    if name in record.entities:
        yield from _entity(told, record.entities[name])
    elif name in record.sources:
        yield from _source(told, record.sources[name])
    elif name in record.theses:
        yield from _thesis(told, record.theses[name])


def rests_on_borrowings(record: Verified, name: str) -> bool:
    """Whether anything that is told of a dossier rests on who copied whom: a statement that several sources attest."""
    thesis = record.theses.get(name)
    expected = {expectation.statement for expectation in thesis.evidence} if thesis else set[str]()
    if thesis and thesis.claims:  # which may rest on those of other theses
        claims = (claim for one in record.theses.values() for claim in one.claims)
        expected |= {ground.target for claim in claims for ground in claim.grounds}
    return any(
        len({witness.citation.source for witness in statement.witnesses}) > 1
        for statement in record.statements
        if statement.ref in expected or _concerns(statement, name)
    )


def _concerns(statement: Statement, name: str) -> bool:
    """Whether a statement is told of in a dossier: of its subject, of what it names, of a source that it rests on."""
    return name in (statement.subject, *_named(statement)) or any(
        witness.citation.checked_in.source == name for witness in statement.witnesses
    )


def _entity(told: Told, entity: Entity) -> Iterator[str]:
    record = told.record
    kind = say("{kind:person=person|group=group|place=place|work=work|event=event}", kind=entity.kind)
    yield say("{name} ({kind}, {id})", name=told.name(entity.id), kind=kind, id=entity.id)
    if entity.names:
        forms = tuple(f"{form.form} ({form.period})" if form.period else form.form for form in entity.names)
        yield say("also: {forms:;}", forms=forms)
    where, fault = coordinates_of(entity) if entity.kind == "place" else (None, "")
    if where:
        yield say("lies at {north}° N, {east}° E", north=str(where.latitude), east=str(where.longitude))
    elif fault:
        yield say("position: {fault}", fault=fault)
    facets = [facet.name for facet in record.vocabulary.facets if facet.kind == entity.kind]
    placed: dict[str, list[Statement]] = {facet: [] for facet in facets}
    elsewhere = []
    for statement in record.statements:
        facet = _facet_in(record, statement, entity)
        if facet is not None:
            placed.setdefault(facet, []).append(statement)
        elif entity.id in _named(statement):
            elsewhere.append(statement)
    verdicts = _verdicts(record)
    for facet, statements in placed.items():
        yield ""
        heading = _heading(record, entity.kind, facet)
        yield heading if statements else say("{heading}: nothing yet", heading=heading)
        for statement in statements:
            yield from _statement(told, statement, verdicts, seen_from=entity.id)
    if elsewhere:
        yield ""
        yield say("MENTIONED IN OTHER DOSSIERS")
        for statement in elsewhere:
            yield f"  {told.statement(statement)}"


def _heading(record: Examined, kind: str, facet: str) -> str:
    """The heading of a facet in every language that has a label for it."""
    known = next((one for one in record.vocabulary.facets if (one.kind, one.name) == (kind, facet)), None)
    labels = {code: label.upper() for code, label in known.labels.items()} if known else {}
    return told_in({**labels, "en": facet.upper()}) if facet else say("OTHER")


def _facet_in(record: Examined, statement: Statement, entity: Entity) -> str | None:
    """The facet of a statement in a dossier, also where another dossier makes it; None where it has no place there."""
    relation = record.vocabulary.relations.get(statement.relation)
    if statement.subject == entity.id:
        return facet_of(relation, entity.kind) if relation else ""
    if relation is None or statement.thing != EntityLink(entity.id):
        return None
    return facet_of(relation, entity.kind, inverse=True) or None


def _source(told: Told, source: Source) -> Iterator[str]:
    record = told.record
    yield f"{source.title or source.key} ({told.word('source-kind', source.kind)}, {source.key})"
    holding = record.holdings.get(source.key)
    facts = (
        say("  by: {value:,}", value=tuple(map(told.name, source.authors))),
        say("  language: {value}", value=source.language),
        say("  written: {value}", value=source.composed.written if source.composed else ""),
        say("  published: {value}", value=source.published.written if source.published else ""),
        say("  standing: {value}", value=told.word("standing", source.standing)),
        say("  depends on: {value:;}", value=tuple(_tie(told, tie) for tie in source.lineage)),
        say("  access: {value}", value=_access(source)),
        say("  text: {value}", value=_held(record, source) if holding else say("no text")),
    )
    yield from (fact for fact in facts if fact.values["value"])
    resting = [s for s in record.statements if any(w.citation.checked_in.source == source.key for w in s.witnesses)]
    yield ""
    yield say("STATEMENTS THAT CITE IT: {n}", n=len(resting))
    for statement in resting:
        yield f"  {told.statement(statement)}"


def _tie(told: Told, tie: Descent) -> str:
    relation = told.word("lineage", tie.relation)
    return f"{relation[:1].lower()}{relation[1:]} {tie.source}"


def _access(source: Source) -> Sentence:
    return say("{access:open=open|restricted=restricted}", access=source.access)


def _held(record: Examined, source: Source) -> str:
    holding = record.holdings[source.key]
    if holding.paging == "none":
        return say("no text ({reason:-})", reason=holding.reason) if holding.reason else say("no text")
    printed = [label for label in holding.labels if label]
    if not printed:
        return say("{n} numbered {n:paragraph|paragraphs}", n=holding.paragraphs)
    return say("pages {first} to {last} ({n} in the file)", first=printed[0], last=printed[-1], n=len(holding.labels))


def _thesis(told: Told, thesis: Thesis) -> Iterator[str]:
    record = told.record
    yield say("{name} (thesis, {id})", name=thesis.name, id=thesis.id)
    if thesis.question:
        yield say("  question: {question}", question=thesis.question)
    if thesis.held_by:
        yield say("  held by: {names:,}", names=tuple(map(told.name, thesis.held_by)))
    if thesis.rivals:
        yield say("  rivals: {names:,}", names=thesis.rivals)
    if thesis.prose.text.strip():
        yield ""
        yield thesis.prose.text.strip()
    known = {statement.ref: statement for statement in record.statements}
    yield from _claims(told, thesis, known)
    yield ""
    for expectation in thesis.evidence:
        statement = known.get(expectation.statement)
        bearing = told.bearing(expectation)
        said = told.statement(statement) if statement else expectation.statement
        legs = counting(record).of(statement) if statement else Legs()
        if len(legs.voices) > 1:
            yield say("  {bearing}: {said} ({legs})", bearing=bearing, said=said, legs=legs.in_words)
        else:
            yield f"  {bearing}: {said}"


def _claims(told: Told, thesis: Thesis, known: Mapping[str, Statement]) -> Iterator[str]:
    """What a thesis claims and on what grounds, and what it expects to find in which sources."""
    claims = Claims(Evidence(told.record))
    grounded = claims.grounded()
    yield from [""] if thesis.claims else []
    for claim in thesis.claims:
        if claim.ref in claims.rings:
            yield say("Goes round in a ring: {claim} “{text}”", claim=claim.ref, text=claim.text)
        elif claim.ref not in grounded:
            yield say("Has lost its ground: {claim} “{text}”", claim=claim.ref, text=claim.text)
        else:
            yield f"  {told.quoted(claim.text)}"
        for ground in claim.grounds:
            other, statement = claims.all.get(ground.target), known.get(ground.target)
            said = told.quoted(other[1].text) if other else told.statement(statement) if statement else ground.target
            own = told.quoted(ground.words) if ground.words else ""
            yield f"    {told.ground(ground.kind)}: {' '.join(filter(None, (said, own)))}"
    yield from [""] if thesis.traces else []
    for trace in thesis.traces:
        expected = trace.words or told.name(trace.target)
        yield say("  expects to find {expected} in {sources:,}", expected=expected, sources=trace.sources)
    if thesis.traces and thesis.question:
        yield say("  Whether it was found, `variorum theses {question}` says.", question=thesis.question)


def _statement(
    shown: Told,
    statement: Statement,
    verdicts: Mapping[WitnessId, CheckedQuotation],
    *,
    seen_from: str,
) -> Iterator[str]:
    yield f"  {shown.statement(statement, seen_from=seen_from)}"
    for witness in statement.witnesses:
        checked = verdicts.get(witness.id(statement.ref))
        words = " ".join((witness.quotation or "").split())
        stance = "" if witness.stance == "affirms" else f"{shown.word('stance', witness.stance)}: "
        found = checked.verification if checked else None
        sign = _SIGNS.get(found.verdict, "?") if found else " "
        cited = witness.citation.written or witness.citation.source
        told = f"    {sign} {stance}{f'{shown.quoted(words)} ' if words else ''}({cited})"
        if found is None:
            yield told
            continue
        verdict, place = verdict_in_words(found.verdict), place_in_words(found.place)
        yield say("{told}  [{verdict}, {place}]", told=told, verdict=verdict, place=place)
    legs = counting(shown.record).of(statement)
    if len(legs.voices) > 1:
        yield say("    {legs}", legs=legs.in_words)
        yield from (say("      {bond}", bond=in_words(bond)) for bond in legs.bonds)


def sentence(record: Examined, statement: Statement, *, seen_from: str = "") -> str:
    """A statement without its subject, as one would read it aloud: "1932: founded Union of Marxist-Leninists".

    Seen from its object's dossier it is told from there: "1932: founded by Riutin", or with its subject.
    """
    when = f"{statement.when.written}: " if statement.when else ""
    relation = record.vocabulary.relations.get(statement.relation)
    words = statement.wording or wording_in(relation, statement, "en")
    turned = seen_from not in ("", statement.subject)
    inverse = statement.inverse or (relation.inverse.get("en", "") if relation else "")
    if turned and inverse:
        parts = [inverse, name_then(record, statement.subject, statement.when)]
    else:
        parts = [name_of(record, statement.subject)] if turned else []
        parts += [words, _thing(record, statement.thing, statement.when)]
    parts += [f"{c.preposition} {_thing(record, c.thing, statement.when)}" for c in statement.complements]
    return when + " ".join(part for part in parts if part)


def name_of(record: Examined, name: str) -> str:
    """The name under which an id, a key, or somebody without a dossier is known."""
    if name in record.entities:
        return record.entities[name].name
    return record.sources[name].title or name if name in record.sources else name


def name_then(record: Examined, name: str, when: Dating | None) -> str:
    """The name of a dossier; of a place with the one that it bore at the time, where that was another."""
    place = record.entities.get(name)
    other = other_name_at(place, when, record.settings.languages[0]) if place and when else None
    if other is None:
        return name_of(record, name)
    then, last = other
    return f"{name_of(record, name)} ({then} until {last})" if last else f"{name_of(record, name)} (then {then})"


def _thing(record: Examined, thing: Thing | None, when: Dating | None) -> str:
    match thing:
        case None:
            return ""
        case EntityLink(target):
            return name_then(record, target, when)
        case StatementLink(dossier, block):
            return f"{name_of(record, dossier)} (^{block})"
        case Words(text):
            return f"“{text}”"
        case Quantity():
            return thing.written
        case _:
            return thing.written


def _named(statement: Statement) -> set[str]:
    things = [statement.thing, *(complement.thing for complement in statement.complements)]
    return {thing.target for thing in things if isinstance(thing, EntityLink)}


def _verdicts(record: Examined) -> dict[WitnessId, CheckedQuotation]:
    return {checked.id: checked for checked in record.quotations}


def as_json(record: Examined, name: str) -> dict[str, object]:
    """A dossier as the documented JSON object, with its statements and what their quotations turned out to be."""
    dossier = record.entities.get(name) or record.sources.get(name) or record.theses[name]
    verdicts = _verdicts(record)
    statements = [
        {
            "ref": statement.ref,
            "subject": statement.subject,
            "sentence": sentence(record, statement),
            "when": statement.when.edtf if statement.when else None,
            "attested": len((legs := counting(record).of(statement)).voices),
            "independent": legs.independent,
            "because": [in_words(bond) for bond in legs.bonds],
            "witnesses": [_witness_as_json(statement.ref, witness, verdicts) for witness in statement.witnesses],
        }
        for statement in record.statements
        if _concerns(statement, name)
    ]
    kind = dossier.kind if isinstance(dossier, Entity | Source) else "thesis"
    return {
        "id": name,
        "kind": kind,
        "name": name_of(record, name),
        "dossier": plain(dossier),
        "statements": statements,
    }


def _witness_as_json(ref: str, witness: Witness, verdicts: Mapping[WitnessId, CheckedQuotation]) -> dict[str, object]:
    checked = verdicts.get(witness.id(ref))
    return {
        "source": witness.citation.source,
        "citation": witness.citation.written,
        "stance": witness.stance,
        "quotation": witness.quotation,
        "verdict": checked.verification.verdict if checked else None,
        "place": checked.verification.place if checked else None,
    }


def plain(value: object) -> object:
    """A record's value as plain JSON: dataclasses become objects, tuples lists, and what is empty is left out."""
    if is_dataclass(value):
        pairs = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {name: plain(content) for name, content in pairs if content not in (None, "", (), {})}
    if isinstance(value, Mapping):
        return {str(name): plain(content) for name, content in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value


def nearest(record: Record, name: str) -> str:
    """A hint at the dossier that was probably meant."""
    from difflib import get_close_matches

    names = {**{key: key for key in (*record.entities, *record.sources, *record.theses)}}
    names |= {entity.name.casefold(): entity.id for entity in record.entities.values()}
    near = get_close_matches(name.casefold(), names, n=1)
    return say(" Did you mean {name}?", name=names[near[0]]) if near else ""
