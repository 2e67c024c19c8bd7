"""The map of places: where they lie, under the names that they bore, with a table that says the same."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from variorum.analysis.projecting import LonLat
from variorum.dates.days import civil_date
from variorum.dates.edtf import parse_edtf
from variorum.digest import sha_of
from variorum.edition.in_words import dating_in_words
from variorum.edition.pages.layer_picture import drawn_layer
from variorum.edition.pages.place_picture import WIDE, ToPlace, place_picture
from variorum.edition.place_names import by_period, coordinates_in_words, period_in_words
from variorum.edition.shipped import coast_digest
from variorum.edition.site import Sheet, Site
from variorum.edition.views import dossier_link
from variorum.names.place_names import coordinates_of, name_at, names_borne
from variorum.record import Entity, LayerFeature, MapLayer

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


@dataclass(frozen=True, slots=True)
class LayerRow:
    """A layer in the list of them, with its switch: `number` names it on the page."""

    number: int
    name: str
    period: str
    source: Markup
    features: int
    file: str


def has_map(site: Site) -> bool:
    """Whether any place says where it lies, or anything is drawn."""
    places = (place for place in site.record.entities.values() if place.kind == "place")
    return any(coordinates_of(place)[0] for place in places) or any(one.features for one in _layers(site))


def _layers(site: Site) -> list[MapLayer]:
    return [layer for _, layer in sorted(site.record.layers.items()) if layer.features]


def map_sheets(site: Site) -> Iterator[Sheet]:
    """The page, the picture and the places as files for other programs; nothing where no place says where it lies."""
    found, layers = _located(site), _layers(site)
    if not found and not layers:
        return
    years = _years(found, layers)
    places = [_to_place(site, one, years) for one in found]
    layer_rows = [_layer_row(site, layer, number) for number, layer in enumerate(layers, start=1)]
    shown = {
        "title": site.words("map.title"),
        "rows": [_row(site, one) for one in sorted(found, key=lambda one: site.named(one.place.id).casefold())],
        "without": _without(site),
        "years": years,
        "layers": layer_rows,
    }
    drawn_from = sha_of(repr(layers))
    for address, template in ((ADDRESS, "map.html"), ("map.svg", "map.svg")):
        key = site.press.key(template, places=places, drawn=drawn_from, coast=coast_digest(), **shown)
        yield Sheet(address, partial(_page, site, address, template, places, shown), key)
    yield Sheet.of_text("map.geojson", _geojson(site, found))
    for row, layer in zip(layer_rows, layers, strict=True):
        yield Sheet.of_text(row.file, _layer_as_geojson(layer))


def _page(site: Site, address: str, template: str, places: Sequence[ToPlace], shown: Mapping[str, object]) -> str:
    """Drawn only when the page is made: coasts take longer than all the rest."""
    layers = _layers(site)
    points = [point for layer in layers for feature in layer.features for part in feature.parts for point in part]
    drawn = place_picture(places, [] if places else points[:: max(1, len(points) // 500)])
    beneath = [drawn_layer(layer, drawn.frame, partial(_years_of, layer)) for layer in layers]
    length = f"{drawn.kilometres:g}".replace(".", site.words("place.point"))
    return site.sheet(
        address, template, section="map", wide=WIDE, drawn=drawn, beneath=beneath, length=length, **shown
    ).render()


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


def _years(found: Sequence[_Located], layers: Sequence[MapLayer]) -> tuple[int, ...]:
    """The first and the last year of a slider, from the periods of names and layers; none where there is none."""
    ends = [
        day
        for one in found
        for borne in names_borne(one.place)
        for day in (borne.period.earliest_start, borne.period.latest_end)
        if day is not None
    ]
    said = [period for layer in layers for period in (layer.period, *(each.period for each in layer.features))]
    periods = [period for period in said if period]
    ends += [day for one in periods for day in (one.earliest_start, one.latest_end) if day is not None]
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


def _years_of(layer: MapLayer, feature: LayerFeature) -> tuple[int | str, int | str]:
    """The first and the last year that a feature, or its whole layer, is of; empty where that side is not said."""
    period = feature.period or layer.period
    ends = (period.earliest_start, period.latest_end) if period else (None, None)
    first, last = ("" if day is None else civil_date(day)[0] for day in ends)
    return first, last


def _layer_row(site: Site, layer: MapLayer, number: int) -> LayerRow:
    source = dossier_link(site, layer.source, "") if layer.source in site.record.sources else Markup("")
    period = dating_in_words(layer.period, site.words) if layer.period else ""
    slug = re.sub(r"[^a-z0-9]+", "-", layer.id.rpartition("/")[2].casefold()).strip("-")[:40]
    file = f"layers/{number}-{slug}.geojson".replace("-.", ".")
    return LayerRow(number, layer.name, period, source, len(layer.features), file)


def _layer_as_geojson(layer: MapLayer) -> str:
    """A layer as it may leave, as GeoJSON again."""
    features = [
        {
            "type": "Feature",
            "geometry": _geometry(feature),
            "properties": {"name": feature.name, "period": feature.period.written if feature.period else ""},
        }
        for feature in layer.features
    ]
    about = {"name": layer.name, "period": layer.period.written if layer.period else "", "source": layer.source}
    return json.dumps({"type": "FeatureCollection", **about, "features": features}, ensure_ascii=False) + "\n"


def _geometry(feature: LayerFeature) -> dict[str, object]:
    if feature.shape == "point":
        return {"type": "MultiPoint", "coordinates": [list(part[0]) for part in feature.parts]}
    lines = [[list(point) for point in part] for part in feature.parts]
    if feature.shape == "line":
        return {"type": "MultiLineString", "coordinates": lines}
    return {"type": "Polygon", "coordinates": lines}


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
