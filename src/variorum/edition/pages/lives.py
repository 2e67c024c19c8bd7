"""Lives in time: the life-line of a dossier, and the page that says with whom somebody could have met."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from variorum.analysis.co_presence import Encounter
from variorum.chronology import Dated, EventWindow
from variorum.edition.addresses import root_from
from variorum.edition.in_words import dating_in_words
from variorum.edition.site import Sheet, Site
from variorum.edition.time.lifeline import Drawing, Strand, days_of, draw, strand
from variorum.edition.time.windows import Grounds, event_link, grounds_of, is_telling, stretch_said, window_said
from variorum.edition.views import dossier_link, facet_in, facet_label, phrase
from variorum.record import Entity, EntityLink

_ROWS = 40  # beyond that a drawing is no picture any more; the table has them all
_LABEL = 44  # letters
_SIGNS = {"attested": "●", "certain": "◐", "possible": "○"}


@dataclass(frozen=True, slots=True)
class LifeRow:
    """A line of the table beside a life-line."""

    attested: str
    inferred: str
    what: Markup
    doubted: bool
    grounds: Grounds | None


@dataclass(frozen=True, slots=True)
class LifeView:
    """A life-line with its table."""

    drawing: Drawing
    title: str
    rows: tuple[LifeRow, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class EncounterView:
    """One way in which two people were, or may have been, together."""

    where: Markup
    when: str
    degree: str
    sign: str
    grounds: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class OtherView:
    """Somebody who could have been met: the ways, and both lives on one scale."""

    name: Markup
    anchor: str
    encounters: tuple[EncounterView, ...]
    drawing: Drawing | None
    title: str


def life_view(site: Site, entity: Entity, root: str) -> LifeView | None:
    """The life-line of a dossier; None where nothing of it is dated, and for places, which have no life to draw."""
    if entity.kind == "place":
        return None
    events = _events(site, entity.id)
    strands = _strands(site, entity, events)
    drawing = draw(strands[:_ROWS], site.words.language, days=days_of(events))
    if drawing is None:
        return None
    rows = tuple(_life_row(site, event, root, entity.id) for event in events)
    title = site.words("life.title", name=site.named(entity.id))
    return LifeView(drawing, title, rows, max(0, len(strands) - _ROWS))


def company_address(site: Site, person: str) -> str:
    """Where the page of those is whom somebody could have met."""
    return "company/" + site.addresses.entities[person].rpartition("/")[2]


def company_sheets(site: Site) -> Iterator[Sheet]:
    """A page for each person of whom it can be said with whom they were, or may have been, in one place."""
    for person, met in sorted(site.company.items()):
        address = company_address(site, person)
        root = root_from(address)
        yield site.sheet(
            address,
            "company.html",
            title=site.words("company.title", name=site.named(person)),
            section="person",
            person=dossier_link(site, person, root),
            others=[
                _other(site, person, other, met=list(found), root=root)
                for other, found in groupby(met, key=lambda encounter: encounter.other)
            ],
        )


def _events(site: Site, identity: str) -> list[Dated]:
    """What is said of this dossier itself, and not only names it by the way, in the order in which it can have been."""
    said = (*site.survey.of_subject.get(identity, ()), *site.survey.of_object.get(identity, ()))
    refs = dict.fromkeys(statement.ref for statement in said if statement.ref in site.chronology.events)
    dated = [site.chronology.dated(ref) for ref in refs]
    return sorted((event for event in dated if not event.inferred.is_open), key=_begins)


def _begins(event: Dated) -> tuple[float, float]:
    first, last = event.inferred.earliest_start, event.inferred.latest_end
    return (first if first is not None else -math.inf, last if last is not None else math.inf)


def _strands(site: Site, entity: Entity, events: Sequence[Dated]) -> list[Strand]:
    """What lasted gets a row each; what happened on a day or about it shares one with others of its facet."""
    facets = [facet for facet in site.record.vocabulary.facets if facet.kind == entity.kind]
    moments: dict[str, list[Dated]] = {facet.name: [] for facet in facets}
    rows: list[Strand] = []
    for event in events:
        statement = event.event.statement
        if statement is None or event.attested.is_open:
            continue
        if event.event.moment:
            moments.setdefault(facet_in(site, statement, entity), []).append(event)
        else:
            rows.append(strand(_short(phrase(site, statement, "", entity.id).striptags()), [event]))
    labels = {facet.name: facet_label(site, facet) for facet in facets}
    other = site.words("life.other")
    shared = [strand(labels.get(name, other), found) for name, found in moments.items() if found]
    return [*_lifetime(site, entity), *shared, *rows]


def _lifetime(site: Site, entity: Entity) -> list[Strand]:
    """From birth to death, or as long as it was there, as far as that follows from what is said."""
    ref = next((ref for ref in (f"life:{entity.id}", f"event:{entity.id}") if ref in site.chronology.events), "")
    window = site.chronology.dated(ref).inferred if ref else EventWindow()
    if window.is_open:
        return []
    key = "life.lifetime" if entity.kind == "person" else "life.existence"
    return [Strand(site.words(key), ((window, False, True),))]


def _short(label: str) -> str:
    return label if len(label) <= _LABEL else label[: _LABEL - 1].rstrip() + "…"


def _life_row(site: Site, event: Dated, root: str, seen_from: str) -> LifeRow:
    statement, attested = event.event.statement, event.event.attested
    telling = is_telling(event)
    return LifeRow(
        dating_in_words(attested, site.words) if attested else "",
        window_said(event.inferred, site.words, moment=event.event.moment) if telling else "",
        phrase(site, statement, root, seen_from) if statement else event_link(site, event.ref, root),
        event.doubted,
        grounds_of(site, event, root) if telling else None,
    )


def _other(site: Site, person: str, other: str, *, met: Sequence[Encounter], root: str) -> OtherView:
    refs = dict.fromkeys(ref for encounter in met for ref in encounter.grounds)
    dated = [site.chronology.dated(ref) for ref in refs if ref in site.chronology.events]
    dated = [event for event in dated if not event.attested.is_open]
    strands = [strand(site.named(who), [event for event in dated if who in _people(event)]) for who in (person, other)]
    return OtherView(
        dossier_link(site, other, root),
        "with-" + site.addresses.entities[other].rpartition("/")[2].removesuffix(".html"),
        tuple(_encounter(site, encounter, root) for encounter in met),
        draw(strands, site.words.language, days=days_of(dated)),
        site.words("company.drawing", one=site.named(person), other=site.named(other)),
    )


def _people(event: Dated) -> tuple[str, ...]:
    statement = event.event.statement
    if statement is None:
        return ()
    things = [statement.thing, *(complement.thing for complement in statement.complements)]
    return (statement.subject, *(thing.target for thing in things if isinstance(thing, EntityLink)))


def _encounter(site: Site, encounter: Encounter, root: str) -> EncounterView:
    first, last = encounter.first, encounter.last
    return EncounterView(
        dossier_link(site, encounter.where, root) if encounter.where else Markup("–"),
        stretch_said(first, last, site.words) if first is not None and last is not None else "",
        site.words(f"company.{encounter.degree}"),
        _SIGNS[encounter.degree],
        tuple(event_link(site, ref, root) for ref in encounter.grounds),
    )
