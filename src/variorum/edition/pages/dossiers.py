"""The dossiers of people, groups, places, works and events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from markupsafe import Markup

from variorum.edition.addresses import root_from
from variorum.edition.attesting import attested
from variorum.edition.cleaning import language_tag, shown
from variorum.edition.in_words import dating_in_words
from variorum.edition.pages.concordance import all_named_here, named_here
from variorum.edition.pages.contradictions import clashes_of
from variorum.edition.pages.erasures import erased_here
from variorum.edition.pages.judgements import judgements_on
from variorum.edition.pages.lives import company_address, life_view
from variorum.edition.place_names import by_period, coordinates_in_words, period_in_words
from variorum.edition.prose import set_prose
from variorum.edition.site import Sheet, Site
from variorum.edition.survey import in_order
from variorum.edition.views import (
    FacetView,
    StatementView,
    dossier_link,
    facet_in,
    facet_label,
    quiet_legend,
    statement_view,
)
from variorum.record import Entity, NameForm, Statement
from variorum.stemma.lineage import counting

_CATALOGUES = {
    "wikidata": "https://www.wikidata.org/wiki/",
    "viaf": "https://viaf.org/viaf/",
    "gnd": "https://d-nb.info/gnd/",
    "geonames": "https://www.geonames.org/",
}


@dataclass(frozen=True, slots=True)
class FormView:
    """One form of a name as it is shown."""

    form: str
    language: str
    script_and_language: str
    period: str
    source: Markup


def dossier_sheets(site: Site) -> Iterator[Sheet]:
    """A page for each entity."""
    named = site.recall.seen("who is named", all_named_here, site)
    for identity, entity in site.record.entities.items():
        yield _dossier(site, identity, entity, Markup(named[identity]))  # noqa: S704 (as a template made it)


def dossier_sheet(site: Site, identity: str) -> Sheet:
    """The page of one entity alone."""
    return _dossier(site, identity, site.record.entities[identity], named_here(site, identity))


def _dossier(site: Site, identity: str, entity: Entity, named: Markup) -> Sheet:
    address = site.addresses.entities[identity]
    root = root_from(address)
    own = site.survey.of_subject.get(identity, ())
    return site.sheet(
        address,
        "dossier.html",
        title=site.named(identity),
        section=entity.kind,
        kind=site.words(f"kind.{entity.kind}"),
        forms=[_form(site, form, root) for form in _forms(site, entity)],
        facts=list(_facts(site, entity, own, root)),
        findings=_findings(site, identity, entity),
        prose=set_prose(site, entity.prose, entity.position.file, root)
        if entity.prose and entity.prose.text.strip()
        else "",
        life=life_view(site, entity, root),
        company=_company(site, identity),
        clashes=clashes_of(site, identity, root),
        judgements=judgements_on(site, identity),
        facets=(facets := _facets(site, entity, own, root)),
        signs=quiet_legend(site, facets),
        named=named,
        erased=erased_here(site, identity, root),
    )


def _company(site: Site, identity: str) -> tuple[str, int] | None:
    """The page of those whom somebody met or could have met, and how many they are."""
    met = site.company.get(identity, ())
    return (company_address(site, identity), len({encounter.other for encounter in met})) if met else None


def _others(site: Site, identity: str) -> list[Statement]:
    found = (*site.survey.of_object.get(identity, ()), *site.survey.of_complement.get(identity, ()))
    return [s for s in {statement.ref: statement for statement in found}.values() if s.subject != identity]


def _findings(site: Site, identity: str, entity: Entity) -> list[object]:
    """What was found about the dossier itself; findings about its statements stand beside these."""
    about = site.survey.found_about.get(identity, ())
    in_file = site.survey.found_in_file.get(entity.position.file, ())
    own = {s.ref for s in site.survey.of_subject.get(identity, ())}
    return [f for f in (*about, *in_file) if not any(isinstance(a, str) and a in own for a in f.about)]


def _facets(site: Site, entity: Entity, own: Sequence[Statement], root: str) -> list[FacetView]:
    """The statements of the dossier, and those of others that name it, under the headings of its kind.

    What has no place of its own there stands last: first the dossier's own, then what others say.
    """
    facets = [facet for facet in site.record.vocabulary.facets if facet.kind == entity.kind]
    shelves: dict[str, list[StatementView]] = {facet.name: [] for facet in facets}
    left: dict[bool, list[StatementView]] = {True: [], False: []}
    for statement in in_order((*own, *_others(site, entity.id))):
        is_own = statement.subject == entity.id
        shelf = shelves.get(facet_in(site, statement, entity), left[is_own])
        shelf.append(statement_view(site, statement, root, entity.id))
    views = [FacetView(facet_label(site, facet), tuple(shelves[facet.name])) for facet in facets]
    for is_own, heading in ((True, "dossier.other"), (False, "dossier.said-by-others")):
        if left[is_own]:
            views.append(FacetView(site.words(heading), tuple(left[is_own])))
    return views


def _facts(site: Site, entity: Entity, own: Sequence[Statement], root: str) -> Iterator[tuple[str, object]]:
    words = site.words
    dated = [s.when for s in in_order(own) if s.when and s.when.earliest_start is not None]
    if dated:
        yield words("dossier.first"), dating_in_words(dated[0], words)
        latest = max(dated, key=lambda when: (when.earliest_start or 0, when.latest_end or 0))
        if len(dated) > 1:
            yield words("dossier.last"), dating_in_words(latest, words)
    yield words("dossier.statements"), words.number(len(own))
    yield words("dossier.witnesses"), words.number(sum(len(statement.witnesses) for statement in own))
    legs = counting(site.record).of(*own)
    if len(legs.voices) > 1:
        yield words("attested.label"), attested(site, legs)
    if where := coordinates_in_words(entity, words):
        yield words("place.coordinates"), where
    elsewhere = [_same_as(written) for written in entity.same_as]
    if elsewhere:
        yield words("dossier.same-as"), Markup(", ").join(elsewhere)
    for name, value in sorted(entity.attributes.items()):
        if isinstance(value, str) and value and name != "coordinates":
            yield words.get(f"attribute.{name}", name), _linked(site, value, root)


def _linked(site: Site, value: str, root: str) -> Markup:
    target = value.removeprefix("[[").removesuffix("]]")
    return dossier_link(site, target, root) if target != value else shown(value)


def _same_as(written: str) -> Markup:
    """The same entity in a catalogue that the web knows; other notations are shown as they are."""
    catalogue, _, number = written.partition(":")
    base = _CATALOGUES.get(catalogue.lower())
    if base and number.replace("-", "").isalnum() and number.isascii():
        return Markup('<a href="{}" rel="external noreferrer">{}</a>').format(base + number, shown(written))
    if written.startswith(("https://", "http://")):
        return Markup('<a href="{}" rel="external noreferrer">{}</a>').format(shown(written), shown(unquote(written)))
    return shown(written)


def _forms(site: Site, entity: Entity) -> list[NameForm]:
    """The forms of a name beside the one that stands as the title."""
    title = site.named(entity.id)
    forms = [form for form in entity.names if form.form != title or form.period]
    forms = forms if title == entity.name or not entity.name else [NameForm(entity.name), *forms]
    return by_period(entity, forms)


def _form(site: Site, form: NameForm, root: str) -> FormView:
    return FormView(
        form.form,
        language_tag(form.language),
        " · ".join(part for part in (form.language, form.script) if part),
        period_in_words(form, site.words),
        dossier_link(site, form.source, root) if form.source else Markup(""),
    )
