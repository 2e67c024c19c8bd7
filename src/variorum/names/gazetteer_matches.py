"""Places of an archive held against those of a gazetteer: which is which, and what the gazetteer adds to a dossier.

A place is taken only where exactly one of the gazetteer bears the name asked for and nothing speaks against it. Where
several do, all are named and nothing is taken: which is meant, a person says by its identifier.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import asin, cos, radians, sin, sqrt

from variorum.accession.gazetteer import GazetteerPlace
from variorum.languages.transliteration import schemes, to_cyrillic, to_latin
from variorum.names.place_names import Coordinates, coordinates_of, same_name
from variorum.record import Entity, NameForm
from variorum.saying import say

_NEAR = 50.0  # kilometres within which two sets of coordinates may be one town's
_EARTH = 6371.0  # kilometres
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class SoughtPlace:
    """A place that a gazetteer is asked for: a dossier's, or a name or an identifier that has no dossier yet."""

    label: str
    names: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    dossier: Entity | None = None


@dataclass(frozen=True, slots=True)
class GazetteerMatch:
    """What a gazetteer says of a place that was sought.

    `verdict` is "found", "not found", "several", or "elsewhere" (the dossier's coordinates lie far from every place
    of that name). `forms`, `coordinates` and `same_as` are what the dossier does not have yet; `because` says in a
    sentence what stood in the way, or what of the gazetteer was not taken.
    """

    sought: SoughtPlace
    verdict: str
    place: GazetteerPlace | None = None
    forms: tuple[NameForm, ...] = ()
    coordinates: tuple[str, str] | None = None
    same_as: tuple[str, ...] = ()
    because: str = ""

    @property
    def adds(self) -> bool:
        """Whether there is anything that the dossier does not have."""
        return bool(self.forms or self.coordinates or self.same_as)


def spelled(names: Iterable[str]) -> frozenset[str]:
    """The names in every transliteration, so that «Свердловск» is found where a dossier says "Sverdlovsk"."""
    found = set(names)
    for name in tuple(found):
        for scheme in schemes():
            found |= {to_latin(name, scheme), to_cyrillic(name, scheme)}
    return frozenset(found)


def placed(sought: SoughtPlace, places: Sequence[GazetteerPlace], languages: Collection[str]) -> GazetteerMatch:
    """Tell which of a gazetteer's places is sought; forms are taken in these languages and where none is told."""
    found = [place for place in places if not set(place.same_as).isdisjoint(sought.identifiers)]
    known = bool(found)
    if not found:
        named = [place for place in places if _bears(place, sought.names)]
        found = [place for place in named if place.inhabited] or named
    if not found:
        return GazetteerMatch(sought, "not found", because=say("The gazetteer has no such place."))
    here = coordinates_of(sought.dossier)[0] if sought.dossier else None
    if here and not known:
        near = [place for place in found if (away := _away(here, place)) is None or away <= _NEAR]
        if not near:
            return GazetteerMatch(sought, "elsewhere", because=_elsewhere(here, found))
        found = near
    if len(found) > 1:
        return GazetteerMatch(sought, "several", because=_several(found))
    return _added(sought, found[0], languages)


def _bears(place: GazetteerPlace, names: Collection[str]) -> bool:
    return any(same_name(name, form) for name in names for form in (place.name, *(one.form for one in place.forms)))


def _added(sought: SoughtPlace, place: GazetteerPlace, languages: Collection[str]) -> GazetteerMatch:
    dossier = sought.dossier
    spoken = [form for form in place.forms if not form.language or form.language.partition("-")[0] in languages]
    if dossier is None:
        return GazetteerMatch(sought, "found", place, tuple(spoken), place.coordinates, place.same_as)
    forms = [form for form in spoken if not _is_there(form, dossier)]
    undated = [form for form in forms if _stands_undated(form, dossier)]
    # who wrote a form without a period may have meant it so: it is named, never doubled or changed
    forms = [form for form in forms if form not in undated]
    told = ", ".join(f"{form.form} {form.period}" for form in undated)
    has_coordinates = dossier.attributes.get("coordinates") not in (None, "", ())
    return GazetteerMatch(
        sought,
        "found",
        place,
        tuple(forms),
        None if has_coordinates else place.coordinates,
        tuple(one for one in place.same_as if one not in dossier.same_as),
        say("Stands in the dossier without a period, which is yours to add: {told}.", told=told) if told else "",
    )


def _is_there(form: NameForm, dossier: Entity) -> bool:
    if not form.period:
        return any(one.form == form.form for one in (NameForm(dossier.name), *dossier.names))
    return any((one.form, one.period) == (form.form, form.period) for one in dossier.names)


def _stands_undated(form: NameForm, dossier: Entity) -> bool:
    return bool(form.period) and any(one.form == form.form and not one.period for one in dossier.names)


def sought_by(
    asked: Iterable[str], dossiers: Mapping[str, Entity], unmatched: Iterable[tuple[str, Sequence[str]]]
) -> list[SoughtPlace]:
    """What to look for: every name, dossier's id or identifier that is asked for, then the archive's own places.

    `unmatched` are names of places in the texts that have no dossier, each with its forms; what a dossier bears is
    sought for the dossier.
    """
    found: dict[str, SoughtPlace] = {}
    for name in asked:
        for one in _asked_for(name, dossiers):
            found.setdefault(one.label, one)
    for name, forms in unmatched:
        if not any(_is_called(dossier, name) for dossier in dossiers.values()):
            found.setdefault(name, SoughtPlace(name, tuple(dict.fromkeys((name, *forms)))))
    return list(found.values())


def of_dossier(dossier: Entity) -> SoughtPlace:
    """What to look for on behalf of a place's dossier."""
    names = dict.fromkeys((dossier.name, *(form.form for form in dossier.names)))
    return SoughtPlace(dossier.id, tuple(names), dossier.same_as, dossier)


def _asked_for(name: str, dossiers: Mapping[str, Entity]) -> list[SoughtPlace]:
    if name in dossiers:
        return [of_dossier(dossiers[name])]
    if ":" in name:
        held = [dossier for dossier in dossiers.values() if name in dossier.same_as]
        return [of_dossier(dossier) for dossier in held] or [SoughtPlace(name, identifiers=(name,))]
    called = [of_dossier(dossier) for dossier in dossiers.values() if _is_called(dossier, name)]
    return called or [SoughtPlace(name, (name,))]


def joined(one: GazetteerMatch, dossiers: Mapping[str, Entity], languages: Collection[str]) -> GazetteerMatch:
    """A place found by its identifier alone, given to the one dossier that bears its name, if there is one."""
    if one.place is None or one.sought.dossier or one.sought.names:
        return one
    place = one.place
    names = [place.name, *(form.form for form in place.forms)]
    called = [dossier for dossier in dossiers.values() if any(_is_called(dossier, name) for name in names)]
    if len(called) != 1 or ((here := coordinates_of(called[0])[0]) and (_away(here, place) or 0.0) > _NEAR):
        return one
    return _added(replace(one.sought, label=called[0].id, dossier=called[0]), place, languages)


def _is_called(dossier: Entity, name: str) -> bool:
    return any(same_name(name, form) for form in (dossier.name, *(one.form for one in dossier.names)))


def _several(found: Sequence[GazetteerPlace]) -> str:
    told = "; ".join(_described(place) for place in found[:_MOST_NAMED])
    more = f"; and {len(found) - _MOST_NAMED} more" if len(found) > _MOST_NAMED else ""
    remedy = " Name one by its identifier with --only." if any(place.same_as for place in found) else ""
    return f"{len(found)} places bear the name: {told}{more}.{remedy}"


def _elsewhere(here: Coordinates, found: Sequence[GazetteerPlace]) -> str:
    nearest = min(found, key=lambda place: _away(here, place) or 0.0)
    return say(
        "The nearest of that name, {described}, lies {away:.0f} km from the dossier's place.",
        described=_described(nearest),
        away=_away(here, nearest) or 0.0,
    )


def _described(place: GazetteerPlace) -> str:
    identifier = f" = {place.same_as[0]}" if place.same_as else ""
    return f"{place.name} ({place.region}){identifier}" if place.region else f"{place.name}{identifier}"


def _away(here: Coordinates, place: GazetteerPlace) -> float | None:
    """Kilometres between a dossier's place and a gazetteer's, on a sphere; None where the gazetteer does not say."""
    if place.coordinates is None:
        return None
    north, east = map(float, place.coordinates)
    a, b, turn = radians(here.latitude), radians(north), radians(east - here.longitude)
    chord = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(turn / 2) ** 2
    return 2 * _EARTH * asin(sqrt(min(1.0, chord)))
