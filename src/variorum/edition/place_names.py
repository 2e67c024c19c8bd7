"""Places as a page names them: by the preferred name, and by that of the time where it was another."""

from __future__ import annotations

from variorum.dates.dating import Dating
from variorum.edition.in_words import dating_in_words
from variorum.edition.site import Phrasing
from variorum.edition.wording import InterfaceWords
from variorum.names.place_names import coordinates_of, other_name_at, period_of
from variorum.record import Entity, NameForm


def named_then(site: Phrasing, identity: str, when: Dating | None) -> str:
    """A dossier's name; of a place that certainly bore another at the time, "Sverdlovsk (Yekaterinburg until 1924)"."""
    named = site.named(identity)
    place = site.record.entities.get(identity)
    if when is None or place is None:
        return named
    other = other_name_at(place, when, site.words.language)
    if other is None:
        return named
    then, last = other
    if last is None:
        return site.words("place.then", now=named, then=then)
    return site.words("place.then-until", now=named, then=then, year=str(last))


def period_in_words(form: NameForm, words: InterfaceWords) -> str:
    """When a form was borne, as a reader would say it; as it is written where that is no EDTF."""
    period = period_of(form.period)
    return dating_in_words(period, words) if period else form.period


def by_period(place: Entity, forms: list[NameForm]) -> list[NameForm]:
    """The forms of a place in the order of their periods, those without one last; of anything else as they are."""
    if place.kind != "place":
        return forms
    return sorted(forms, key=lambda form: _start(period_of(form.period)))


def coordinates_in_words(place: Entity, words: InterfaceWords) -> str:
    """Where a place lies ("56.84° N, 60.61° E"); empty where the dossier does not say or says it wrongly."""
    found, _ = coordinates_of(place)
    if found is None:
        return ""
    sides = ("north" if found.latitude >= 0 else "south", "east" if found.longitude >= 0 else "west")
    degrees = (f"{abs(number):.4f}".rstrip("0").rstrip(".") for number in (found.latitude, found.longitude))
    point = words("place.point")
    return ", ".join(
        words(f"place.{side}", degrees=number.replace(".", point)) for side, number in zip(sides, degrees, strict=True)
    )


def _start(period: Dating | None) -> tuple[bool, int]:
    if period is None:
        return True, 0
    return False, period.earliest_start if period.earliest_start is not None else -(10**9)
