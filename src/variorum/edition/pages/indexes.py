"""The indexes: people, groups, places, works, events; relations; sources cited."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from variorum.edition.addresses import FOLDERS
from variorum.edition.citing.notes import bibliography
from variorum.edition.cleaning import shown
from variorum.edition.filing import filed_as, filing_key
from variorum.edition.in_words import dating_in_words
from variorum.edition.place_names import by_period, coordinates_in_words, period_in_words
from variorum.edition.site import Sheet, Site
from variorum.edition.survey import in_order
from variorum.edition.views import Cell, Column, dossier_link, relation_label, statement_link
from variorum.record import Entity, NameForm

_FOLDER_LABELS = {"person": "people", "group": "groups", "place": "places", "work": "works", "event": "events"}


def index_sheets(site: Site) -> Iterator[Sheet]:
    """Every index."""
    for kind, folder in FOLDERS.items():
        entities = [entity for entity in site.record.entities.values() if entity.kind == kind]
        yield _of_kind(site, kind, folder, entities)
    yield _relations(site)
    yield _bibliography(site)


def _of_kind(site: Site, kind: str, folder: str, entities: Sequence[Entity]) -> Sheet:
    words = site.words
    return site.sheet(
        f"{folder}/index.html",
        "list.html",
        title=words(f"nav.{_FOLDER_LABELS[kind]}"),
        section=kind,
        kicker=words("nav.archive"),
        intro="",
        columns=[
            Column(words("index.person" if kind == "person" else "index.name")),
            Column(words("dossier.names")),
            *([Column(words("place.coordinates"))] if kind == "place" else []),
            Column(words("dossier.first")),
            Column(words("dossier.statements"), True),
            Column(words("nav.findings"), True),
        ],
        rows=[
            _entity_row(site, entity, heading)
            for _, _, heading, entity in sorted(
                ((filing_key(name), entity.id, name, entity) for entity, name in _filed(site, entities)),
                key=lambda one: one[:2],
            )
        ],
        empty=words("dossier.not-yet"),
        after="",
    )


def _filed(site: Site, entities: Sequence[Entity]) -> Iterator[tuple[Entity, str]]:
    for entity in entities:
        yield entity, filed_as(site.named(entity.id), entity.kind)


def _entity_row(site: Site, entity: Entity, heading: str) -> list[Cell]:
    own = site.survey.of_subject.get(entity.id, ())
    dated = [statement.when for statement in in_order(own) if statement.when]
    findings = {id(f) for ref in (entity.id, *(s.ref for s in own)) for f in site.survey.found_about.get(ref, ())}
    named = by_period(entity, list(entity.names)) if entity.kind == "place" else entity.names[:4]
    forms = Markup(" · ").join(_form(site, form) for form in named)
    where = [Cell(coordinates_in_words(entity, site.words) or "–")] if entity.kind == "place" else []
    return [
        Cell(dossier_link(site, entity.id, "../", label=heading), " ".join(map(str, filing_key(heading)))),
        Cell(forms or "–"),
        *where,
        Cell(dating_in_words(dated[0], site.words) if dated else "–", (dated[0].earliest_start or "") if dated else ""),
        Cell(site.words.number(len(own)), len(own), number=True),
        Cell(site.words.number(len(findings)), len(findings), number=True),
    ]


def _form(site: Site, form: NameForm) -> Markup:
    """A form of a name, with the years in which it was borne where the dossier says them."""
    years = f" ({period_in_words(form, site.words)})" if form.period else ""
    return Markup("<bdi>{}</bdi>{}").format(shown(form.form), shown(years))


def as_script(value: object) -> Markup:
    """JSON that may stand in a script element: no string in it can close the element or open a comment."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(written.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))  # noqa: S704


def _relations(site: Site) -> Sheet:
    words = site.words
    used: dict[str, list[Markup]] = {}
    for statement in site.record.statements:
        used.setdefault(statement.relation, []).append(statement_link(site, statement, ""))
    rows = [
        [
            Cell(relation_label(site, site.record.vocabulary.relations.get(name), name)),
            Cell(words.number(len(links)), len(links), number=True),
            Cell(_folded(site, links)),
        ]
        for name, links in sorted(used.items())
    ]
    return site.sheet(
        "relations.html",
        "list.html",
        title=words("nav.relations"),
        section="relations",
        kicker=words("nav.archive"),
        intro=words("index.relations-intro"),
        columns=[Column(words("index.relation")), Column(words("index.used"), True), Column(words("index.statements"))],
        rows=rows,
        empty=words("index.none"),
        after="",
    )


def _folded(site: Site, links: Sequence[Markup]) -> Markup:
    """A list of statements, folded away where it is long."""
    listed = Markup('<ul class="plain">{}</ul>').format(
        Markup("").join(Markup("<li>{}</li>").format(link) for link in links)
    )
    if len(links) < 6:
        return listed
    return Markup("<details><summary>{}</summary>{}</details>").format(
        site.words.count("statements", len(links)), listed
    )


def _bibliography(site: Site) -> Sheet:
    words = site.words
    cited = [key for key in site.record.sources if key in site.survey.of_source or _in_prose(site, key)]
    rows = [
        [
            Cell(entry),
            Cell(words.number(n := len(site.survey.of_source.get(key, ()))), n, number=True),
            Cell(
                Markup('<a href="{}" aria-label="{}">@{}</a>').format(
                    site.addresses.sources[key], shown(site.named(key)), shown(key)
                )
            ),
        ]
        for key, entry in bibliography(cited, site.items, site.style)
    ]
    return site.sheet(
        "bibliography.html",
        "list.html",
        title=words("nav.bibliography"),
        section="bibliography",
        kicker=words("nav.archive"),
        intro=words(f"colophon.citations-{site.style.name}"),
        columns=[Column(words("kind.source")), Column(words("index.cited-times"), True), Column(words("source.key"))],
        rows=rows,
        empty=words("index.none"),
        after=words("closed.sources") if site.opened.closed else "",
    )


def _in_prose(site: Site, key: str) -> bool:
    proses = [
        *(entity.prose for entity in site.record.entities.values() if entity.prose),
        *(thesis.prose for thesis in site.record.theses.values()),
        *(chapter.prose for chapter in site.record.chapters),
    ]
    return any(citation.citation.checked_in.source == key for prose in proses for citation in prose.citations)
