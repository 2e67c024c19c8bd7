"""The map of places: where they lie, under the names that they bore, with a table that says the same."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

from markupsafe import Markup

from variorum.analysis.projecting import LonLat
from variorum.dates.days import civil_date
from variorum.dates.edtf import parse_edtf
from variorum.edition.pages.place_picture import WIDE, ToPlace, place_picture
from variorum.edition.place_names import by_period, coordinates_in_words, period_in_words
from variorum.edition.shipped import coast_digest
from variorum.edition.site import Sheet, Site
from variorum.edition.views import dossier_link
from variorum.names.place_names import coordinates_of, name_at, names_borne
from variorum.record import Entity

ADDRESS = "map.html"
_LONGEST = 400  # years that the slider runs over


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place in the table."""

    name: Markup
    names: tuple[str, ...]
    where: str
    statements: int


@dataclass(frozen=True, slots=True)
class _Located:
    place: Entity
    at: LonLat
    statements: int


def has_map(site: Site) -> bool:
    """Whether any place says where it lies."""
    return any(coordinates_of(place)[0] for place in site.record.entities.values() if place.kind == "place")


def map_sheets(site: Site) -> Iterator[Sheet]:
    """The page, the picture and the places as files for other programs; nothing where no place says where it lies."""
    found = _located(site)
    if not found:
        return
    years = _years(found)
    places = [_to_place(site, one, years) for one in found]
    shown = {
        "title": site.words("map.title"),
        "rows": [_row(site, one) for one in sorted(found, key=lambda one: site.named(one.place.id).casefold())],
        "without": _without(site),
        "years": years,
    }
    for address, template in ((ADDRESS, "map.html"), ("map.svg", "map.svg")):
        key = site.press.key(template, places=places, coast=coast_digest(), **shown)
        yield Sheet(address, partial(_page, site, address, template, places, shown), key)
    text = _geojson(site, found)
    yield Sheet("map.geojson", lambda: text, sha256(text.encode("utf-8", "surrogatepass")).hexdigest())


def _page(site: Site, address: str, template: str, places: Sequence[ToPlace], shown: Mapping[str, object]) -> str:
    """Drawn only when the page is made: coasts take longer than all the rest."""
    drawn = place_picture(places)
    length = f"{drawn.kilometres:g}".replace(".", site.words("place.point"))
    return site.sheet(address, template, section="map", wide=WIDE, drawn=drawn, length=length, **shown).render()


def _located(site: Site) -> list[_Located]:
    shelves = (site.survey.of_subject, site.survey.of_object, site.survey.of_complement)
    found = []
    for place in site.record.entities.values():
        at = coordinates_of(place)[0] if place.kind == "place" else None
        if at is not None:
            refs = {statement.ref for shelf in shelves for statement in shelf.get(place.id, ())}
            found.append(_Located(place, (at.longitude, at.latitude), len(refs)))
    return found


def _without(site: Site) -> list[Markup]:
    places = (place for place in site.record.entities.values() if place.kind == "place")
    unknown = (place.id for place in places if coordinates_of(place)[0] is None)
    return [dossier_link(site, id_, "") for id_ in sorted(unknown, key=lambda id_: site.named(id_).casefold())]


def _to_place(site: Site, one: _Located, years: Sequence[int]) -> ToPlace:
    borne = _runs(one.place, years, site.words.language)
    return ToPlace(
        one.at,
        one.statements,
        site.named(one.place.id),
        site.addresses.entities[one.place.id],
        json.dumps(borne, ensure_ascii=False) if borne else "",
    )


def _years(found: Sequence[_Located]) -> tuple[int, ...]:
    """The first and the last year of a slider, from the names' own periods; none where no place changed its name."""
    ends = [
        day
        for one in found
        for borne in names_borne(one.place)
        for day in (borne.period.earliest_start, borne.period.latest_end)
        if day is not None
    ]
    years = [civil_date(day)[0] for day in ends]
    if not years:
        return ()
    first, last = min(years) - 5, max(years) + 5
    return (max(first, last - _LONGEST), last)


def _runs(place: Entity, years: Sequence[int], language: str) -> list[tuple[int, int, str]]:
    """The names that a place certainly bore, each with the first and the last whole year of an unbroken run."""
    runs: list[tuple[int, int, str]] = []
    if not years or not names_borne(place):
        return runs
    for year in range(years[0], years[1] + 1):
        borne = name_at(place, parse_edtf(f"{year:04}")) if 0 <= year <= 9999 else None
        if borne is None:
            continue
        name = borne.form(language).form
        if runs and runs[-1][1:] == (year - 1, name):
            runs[-1] = (runs[-1][0], year, name)
        else:
            runs.append((year, year, name))
    return runs


def _row(site: Site, one: _Located) -> PlaceRow:
    names = []
    for form in by_period(one.place, list(one.place.names)):
        if form.period:
            names.append(f"{form.form} ({period_in_words(form, site.words)})")
    return PlaceRow(
        dossier_link(site, one.place.id, ""), tuple(names), coordinates_in_words(one.place, site.words), one.statements
    )


def _geojson(site: Site, found: Sequence[_Located]) -> str:
    """The places as GeoJSON (RFC 7946): what any program that draws maps reads."""
    features = [
        {
            "type": "Feature",
            "id": one.place.id,
            "geometry": {"type": "Point", "coordinates": list(one.at)},
            "properties": {
                "name": site.named(one.place.id),
                "names": [{"form": form.form, "period": form.period} for form in one.place.names],
                "statements": one.statements,
                "page": site.addresses.entities[one.place.id],
            },
        }
        for one in sorted(found, key=lambda one: one.place.id)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1) + "\n"
