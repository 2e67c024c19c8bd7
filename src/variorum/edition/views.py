"""Statements and witnesses as a page shows them: words instead of codes, links instead of ids.

Columns and cells, from which one template makes every index and ledger.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from variorum.archive.vocabulary import facet_of, without_object, wording_in
from variorum.dates.dating import Dating
from variorum.edition.addresses import statement_anchor
from variorum.edition.attesting import AttestedView, attested_view
from variorum.edition.cleaning import language_tag, shown
from variorum.edition.in_words import dating_in_words, locator_in_words
from variorum.edition.place_names import named_then
from variorum.edition.site import Phrasing, Site
from variorum.edition.verdicts import VerdictSign, marked_quotation, remarks_on, verdict_of
from variorum.finding import Finding, Severity
from variorum.languages.registry import script_of
from variorum.names.preferred import forms_of, grammar_of
from variorum.record import (
    Citation,
    Complement,
    Entity,
    EntityLink,
    Facet,
    Quantity,
    Relation,
    Statement,
    StatementLink,
    Thing,
    Witness,
    Words,
)
from variorum.text.scripts import is_cyrillic


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column."""

    label: str
    number: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what it shows, what it sorts by where that is not what it shows, and its language where foreign."""

    text: object
    sort: object = None
    number: bool = False
    language: str = ""


_QUIET = ("°", "*", "‡", "§")


@dataclass(frozen=True, slots=True)
class WitnessView:
    """A witness as it is shown."""

    closed: bool
    quotation: Markup
    language: str  # empty where it is the edition's own
    stance: str
    cited: Markup
    verdict: VerdictSign | None
    remarks: tuple[str, ...]
    copies: Markup  # of which other witness of this statement it is a copy


@dataclass(frozen=True, slots=True)
class QuietSign:
    """A sign that stands for a note which is the same on many statements, and what it means."""

    sign: str
    code: str
    meaning: str
    language: str  # of the meaning; empty where it is the edition's own


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement as it is shown."""

    ref: str
    anchor: str  # empty where the statement stands on another's page
    date: str
    phrase: Markup
    attributes: tuple[tuple[str, str], ...]
    witnesses: tuple[WitnessView, ...]
    findings: tuple[Finding, ...]
    mentions: tuple[Markup, ...]
    attested: AttestedView | None = None
    signs: tuple[QuietSign, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetView:
    """A heading of a dossier and the statements under it, which may be none."""

    label: str
    statements: tuple[StatementView, ...]


def statement_view(site: Site, statement: Statement, root: str, seen_from: str = "") -> StatementView:
    """A statement as shown on the page of `seen_from`: its subject's own (the subject is left out) or another's."""
    found = site.survey.found_about.get(statement.ref, ())
    noted = {one.code for one in found if one.severity is Severity.NOTE}
    return StatementView(
        ref=statement.ref,
        anchor=statement_anchor(statement.ref) if _home(statement) == seen_from else "",
        date=dating_in_words(statement.when, site.words) if statement.when else "",
        phrase=phrase(site, statement, root, seen_from),
        attributes=tuple((site.words.get(f"attribute.{k}", k), v) for k, v in sorted(statement.attributes.items())),
        witnesses=tuple(witness_view(site, statement, witness, root) for witness in statement.witnesses),
        findings=tuple(one for one in found if one.code not in site.survey.quiet or one.severity is not Severity.NOTE),
        signs=tuple(quiet_sign(site, code) for code in site.survey.quiet if code in noted),
        mentions=tuple(statement_link(site, other, root) for other in site.survey.mentioning.get(statement.ref, ())),
        attested=attested_view(site, statement, lambda key: dossier_link(site, key, root, label=short_name(site, key))),
    )


def quiet_sign(site: Site, code: str) -> QuietSign:
    """The sign of a note that is the same on many statements."""
    place = site.survey.quiet.index(code)
    sign = _QUIET[place] if place < len(_QUIET) else f"({code})"
    own = site.words.get(f"quiet.{code}", "")
    explained = site.explanations.get(code)
    meaning = own or (explained.title if explained else code)
    return QuietSign(sign, code, site.words.said(meaning), "" if own else site.words.tongue(meaning))


def quiet_legend(site: Site, facets: Iterable[FacetView]) -> list[QuietSign]:
    """The signs that stand under these headings, each once."""
    standing = {sign.code for facet in facets for statement in facet.statements for sign in statement.signs}
    return [quiet_sign(site, code) for code in site.survey.quiet if code in standing]


def phrase(site: Phrasing, statement: Statement, root: str, seen_from: str = "") -> Markup:
    """A statement as a sentence without date: "met Anna Orlova in Verkhozersk"; its subject too, if not `seen_from`."""
    relation = site.record.vocabulary.relations.get(statement.relation)
    direct = isinstance(statement.thing, EntityLink) and statement.thing.target == seen_from
    inverse = (
        relation.inverse.get(site.words.language) if relation and direct and statement.subject != seen_from else None
    )
    if inverse:
        label = _agreeing(site, inverse, seen_from)
        parts = [*_governed(site, label, EntityLink(statement.subject), root, seen_from, None, from_object=True)]
    else:
        label = _agreeing(site, wording_in(relation, statement, site.words.language), statement.subject)
        if statement.thing is None:
            parts = [shown(without_object(label))]
        else:
            parts = [*_governed(site, label, statement.thing, root, seen_from, statement.when)]
        if statement.subject != seen_from:
            sign = grammar_of(site.words.language).after_subject(parts[0].striptags())
            parts[:0] = [_named_link(site, statement.subject, root, statement.when), shown(sign)]
    for complement in statement.complements:
        parts += _brought_in(site, complement, label, root, seen_from, statement.when)
    return Markup(" ").join(part for part in parts if part)


def _agreeing(site: Phrasing, label: str, subject: str) -> str:
    """A wording in its subject's gender, where the edition's language asks for that."""
    entity = site.record.entities.get(subject)
    if entity is None:
        return label
    return grammar_of(site.words.language).agree(label, site.named(subject), entity.kind, forms_of(entity))


def _governed(
    site: Phrasing,
    label: str,
    thing: Thing,
    root: str,
    seen_from: str,
    when: Dating | None,
    *,
    from_object: bool = False,
) -> tuple[Markup, ...]:
    """A wording and what it governs, the name in the case that it asks for where that is sure.

    Where a wording is parted („lehnte … ab“), what it governs stands in the gap.
    """
    entity = site.record.entities.get(thing.target) if isinstance(thing, EntityLink) else None
    grammar, form = grammar_of(site.words.language), ""
    if entity is not None:
        name = named_then(site, entity.id, when)
        label, form = grammar.predicate(label, name, entity.kind, forms=forms_of(entity), from_object=from_object)
    elif isinstance(thing, Words):
        label = grammar.before_words(label)
    before, _, after = label.partition("…")
    return shown(before.strip()), _thing(site, thing, root, seen_from, when, form), shown(after.strip())


def _brought_in(
    site: Phrasing, complement: Complement, wording: str, root: str, seen_from: str, when: Dating | None
) -> tuple[Markup, Markup]:
    """A preposition and what it brings in; with a colon between them where the case is not sure."""
    thing = complement.thing
    entity = site.record.entities.get(thing.target) if isinstance(thing, EntityLink) else None
    preposition = _preposition(site, complement, entity, wording)
    if entity is not None:
        name, forms = named_then(site, entity.id, when), forms_of(entity)
        grammar = grammar_of(site.words.language)
        known = grammar.complement(complement.preposition, name, entity.kind, wording=wording, forms=forms)
        if known is not None:
            return shown(known[0]), _thing(site, thing, root, seen_from, when, known[1])
        if is_cyrillic(name) != (script_of(site.words.language) == "Cyrl"):  # which nobody expects to be declined
            preposition = preposition.removesuffix(":")
    return shown(preposition), _thing(site, thing, root, seen_from, when)


def _preposition(site: Phrasing, complement: Complement, entity: Entity | None, wording: str) -> str:
    """The preposition that a statement has, in the edition's language, by what it leads to."""
    written, thing = complement.preposition, complement.thing
    if isinstance(thing, StatementLink) and (said := site.words.get(f"preposition.{written}-that", "")):
        return said
    grammar = grammar_of(site.words.language)
    if isinstance(thing, Words) and (known := grammar.preposition_before_words(written, wording)):
        return known
    somebody = isinstance(thing, Words) or (entity is not None and entity.kind in ("person", "group"))
    plain = site.words.get(f"preposition.{written}", written)
    return site.words.get(f"preposition.{written}-somebody", plain) if somebody else plain


def relation_label(site: Site, relation: Relation | None, name: str) -> str:
    """The label of a relation in the edition's language."""
    return (relation.labels.get(site.words.language) or relation.labels.get("en") or name) if relation else name


def facet_in(site: Site, statement: Statement, entity: Entity) -> str:
    """The facet of a statement in a dossier; empty where it has none there, as when it names it only by the way."""
    relation = site.record.vocabulary.relations.get(statement.relation)
    is_own = statement.subject == entity.id
    if relation is None or not (is_own or statement.thing == EntityLink(entity.id)):
        return ""
    return facet_of(relation, entity.kind, inverse=not is_own)


def facet_label(site: Site, facet: Facet) -> str:
    """The heading of a facet in the edition's language."""
    return facet.labels.get(site.words.language) or facet.labels.get("en") or facet.name


def dossier_link(site: Phrasing, identity: str, root: str, *, label: str = "") -> Markup:
    """A link to whatever has this id; its bare name where there is no page."""
    address = site.addresses.dossier(identity)
    name = shown(label or site.named(identity))
    return (
        Markup('<a href="%s%s">%s</a>') % (root, address, name)  # in half the time that `format` takes
        if address
        else Markup("<span>%s</span>") % name
    )


def linked(site: Site, identities: Iterable[str], root: str) -> Markup:
    """Links to these ids, one after another; what has no page stands there in its own words."""
    return Markup(", ").join(
        dossier_link(site, one, root) if site.addresses.dossier(one) else shown(one) for one in identities
    )


def foreign(site: Site, language: str) -> str:
    """A language, if it is not the edition's own."""
    return language_tag(language) if language.partition("-")[0] != site.words.language else ""


def foreign_of(site: Site, key: str) -> str:
    """The language of a source, if it is not the edition's own."""
    source = site.record.sources.get(key)
    return foreign(site, source.language) if source else ""


def statement_address(site: Phrasing, statement: Statement) -> str | None:
    """Where a statement stands: on the page of the dossier in which it is written, its subject's or its object's."""
    address = site.addresses.dossier(_home(statement))
    return f"{address}#{statement_anchor(statement.ref)}" if address else None


def _home(statement: Statement) -> str:
    """The dossier in which a statement is written."""
    return statement.ref.partition("#")[0]


def statement_link(site: Site, statement: Statement, root: str) -> Markup:
    """A statement as one link: "Pavel Lesnov met Anna Orlova", with its date."""
    address = statement_address(site, statement)
    text = phrase(site, statement, root).striptags()
    date = f", {dating_in_words(statement.when, site.words)}" if statement.when else ""
    if address is None:
        return shown(text + date)
    return Markup('<a href="{}{}">{}</a>{}').format(root, address, shown(text), shown(date))


def citation_link(site: Site, citation: Citation, address: str | None, root: str) -> Markup:
    """A citation in running text: the source's short name as a link, its locator, the source that quotes it."""
    item = site.items.get(citation.source)
    label = short_name(site, citation.source)
    language = item.language if item and item.language.partition("-")[0] != site.words.language else ""
    name = Markup('<span lang="{}">{}</span>').format(language, shown(label)) if language else shown(label)
    linked = Markup('<a href="{}{}">{}</a>').format(root, address, name) if address else name
    if citation.locator:
        linked += Markup(", <span class=locator>{}</span>").format(
            shown(locator_in_words(citation.locator, site.words))
        )
    if citation.within:
        inner = citation_link(site, citation.within, site.places.of_citation(citation.within), root)
        linked += Markup(" ({} {})").format(shown(site.words("witness.within")), inner)
    return linked


def short_name(site: Site, key: str) -> str:
    """A source in few words: its author's family name and its title."""
    item = site.items.get(key)
    if item is None:
        return site.words("source.unknown", key=key) if key else site.words("closed.source")
    author = item.authors[0].family if item.authors else ""
    return f"{author}, {item.in_few_words}" if author else item.in_few_words


def witness_view(site: Site, statement: Statement, witness: Witness, root: str) -> WitnessView:
    """A witness of a statement as it is shown."""
    stance = site.words(f"stance.{witness.stance}") if witness.stance != "affirms" else ""
    if not witness.citation.source:
        return WitnessView(True, Markup(""), "", stance, Markup(""), None, (), Markup(""))
    checked = site.survey.checked.get(witness.id(statement.ref))
    language = site.items[key].language if (key := witness.citation.checked_in.source) in site.items else ""
    return WitnessView(
        closed=False,
        quotation=marked_quotation(witness.quotation, checked.verification if checked else None),
        language=language if language.partition("-")[0] != site.words.language else "",
        stance=stance,
        cited=citation_link(site, witness.citation, site.places.of_quotation(checked, witness.citation), root),
        verdict=verdict_of(checked, site.words) if witness.quotation else None,
        remarks=remarks_on(checked, site.words) if checked else (),
        copies=_copied(site, statement, witness),
    )


def _copied(site: Site, statement: Statement, witness: Witness) -> Markup:
    """The source among this statement's other witnesses from which this one declares to derive."""
    source = site.record.sources.get(witness.citation.checked_in.source)
    others = {other.citation.checked_in.source for other in statement.witnesses if other is not witness}
    for tie in source.lineage if source else ():
        if tie.relation in ("derived-from", "edition-of", "translation-of") and tie.source in others:
            return shown(short_name(site, tie.source))
    return Markup("")


def _named_link(site: Phrasing, identity: str, root: str, when: Dating | None) -> Markup:
    """A link to a dossier; to a place with the name that it bore at the time."""
    return dossier_link(site, identity, root, label=named_then(site, identity, when))


def _thing(
    site: Phrasing, thing: Thing, root: str, seen_from: str, when: Dating | None = None, form: str = ""
) -> Markup:
    """What a statement says something of; `form` is its name in another case."""
    if isinstance(thing, EntityLink):
        label = form or named_then(site, thing.target, when)
        if thing.target == seen_from:
            return Markup("<b>{}</b>").format(shown(label))
        return dossier_link(site, thing.target, root, label=label)
    if isinstance(thing, StatementLink):
        block = thing.block if thing.block[:1] in "^~" else f"^{thing.block}"
        other = site.survey.statements.get(f"{thing.dossier}#{block}")
        return _nested(site, other, root) if other else shown(f"{thing.dossier}#{block}")
    if isinstance(thing, Quantity):
        return shown(thing.written)
    if isinstance(thing, Words):
        return site.words.quoted(shown(thing.text))
    return shown(dating_in_words(thing, site.words)) if isinstance(thing, Dating) else Markup("")


def _nested(site: Phrasing, statement: Statement, root: str) -> Markup:
    """A statement as the object of another: one link, not followed further, since they may form a ring."""
    relation = site.record.vocabulary.relations.get(statement.relation)
    label = _agreeing(site, wording_in(relation, statement, site.words.language), statement.subject)
    pieces = [shown(without_object(label))]
    if isinstance(statement.thing, EntityLink):
        pieces = [shown(part.striptags()) for part in _governed(site, label, statement.thing, root, "", None)]
    sign = grammar_of(site.words.language).after_subject(str(pieces[0]))
    address = statement_address(site, statement)
    text = shown(" ".join([site.named(statement.subject), *(piece for piece in (sign, *pieces) if piece)]))
    return Markup('<a href="{}{}">{}</a>').format(root, address, text) if address else text
