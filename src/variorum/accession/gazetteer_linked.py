"""Linked Places: a FeatureCollection of GeoJSON whose features have names with times, and links to other gazetteers.

The format is that of the Linked Pasts network (https://github.com/LinkedPasts/linked-places-format), version 1.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from variorum.accession.gazetteer import Gazetteer, GazetteerPlace, Wanted, degrees, text_of, unreadable_entry
from variorum.dates.edtf import parse_edtf
from variorum.finding import Finding, Unreadable
from variorum.record import NameForm
from variorum.saying import say

_PREFIXES = {"gn": "geonames", "wd": "wikidata", "tgn": "tgn", "viaf": "viaf", "pl": "pleiades", "gnd": "gnd"}
_SAME = ("closeMatch", "exactMatch", "primaryTopicOf")


def recognises(head: str) -> bool:
    """Whether a file begins as a FeatureCollection."""
    return head.lstrip().startswith("{") and '"FeatureCollection"' in head


def opened(path: Path) -> Gazetteer:
    """The collection, to be read at once; `Unreadable` where it is no JSON or has no features."""
    try:
        read = json.loads(text_of(path))
    except (ValueError, RecursionError) as error:
        line = f" at line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise Unreadable(
            say("{name} is no JSON{line}; look whether the file is whole.", name=path.name, line=line)
        ) from error
    features = read.get("features") if isinstance(read, dict) else None
    if not isinstance(features, list):
        raise Unreadable(say("{name} has no list of “features”.", name=path.name))
    credit = next((str(read[name]) for name in ("title", "citation", "attribution") if read.get(name)), path.stem)
    licence = f", {read['license']}" if isinstance(read.get("license"), str) else ""
    return Gazetteer(path, "linked-places", f"{credit}{licence}"[:200], lambda wanted: _places(path, features, wanted))


def _places(path: Path, features: list[Any], wanted: Wanted) -> Iterator[GazetteerPlace | Finding]:
    for number, feature in enumerate(features, 1):
        try:
            place, faults = _place(feature)
        except (TypeError, ValueError, AttributeError, KeyError, IndexError):
            yield unreadable_entry(path, f"feature {number} is not built as a place.", excerpt=str(feature))
            continue
        if wanted.has((place.name, *(form.form for form in place.forms)), place.same_as):
            yield from (unreadable_entry(path, f"{place.name}: {fault}") for fault in faults)
            yield place


def _place(feature: Mapping[str, Any]) -> tuple[GazetteerPlace, list[str]]:
    properties = feature.get("properties") or {}
    faults: list[str] = []
    forms = [form for name in feature.get("names") or () for form in _forms(name, faults)]
    title = str(properties.get("title") or (forms[0].form if forms else ""))
    if not title:
        raise ValueError("a place without a name")
    links = [link for link in feature.get("links") or () if link.get("type") in _SAME]
    identifiers = [str(feature.get("@id") or ""), *(str(link.get("identifier") or "") for link in links)]
    countries = ", ".join(map(str, properties.get("ccodes") or ()))
    known = {form.form for form in forms}
    return GazetteerPlace(
        title,
        (*([] if title in known else [NameForm(title)]), *forms),
        _point(feature.get("geometry")),
        tuple(dict.fromkeys(_identifier(one) for one in identifiers if one)),
        countries,
    ), faults


def _forms(name: Mapping[str, Any], faults: list[str]) -> Iterator[NameForm]:
    toponym = str(name.get("toponym") or "").strip()
    spans = (name.get("when") or {}).get("timespans") or [None]
    for span in spans if toponym else ():
        period = _period(span) if span else ""
        if period is None:
            faults.append(f"the time of the name “{toponym}” is none; the name was taken without it.")
        yield NameForm(toponym, language=str(name.get("lang") or ""), period=period or "")


def _period(span: Mapping[str, Any]) -> str | None:
    start, end = _moment(span.get("start"), first=True), _moment(span.get("end"), first=False)
    if not start and not end:
        return ""
    period = f"{start or ''}/{end or ''}"
    try:
        parse_edtf(period)
    except ValueError:
        return None
    return period


def _moment(side: Mapping[str, Any] | None, *, first: bool) -> str:
    """A side of a span: the day or year that it gives, or the outer one of two between which it lies, as uncertain."""
    if not side:
        return ""
    if side.get("in"):
        return str(side["in"])
    bounds = [str(side[name]) for name in ("earliest", "latest") if side.get(name)]
    if not bounds:
        return ""
    outer = bounds[0] if first else bounds[-1]
    return outer if len(set(bounds)) == 1 and len(bounds) == 2 else f"{outer}?"


def _point(geometry: Mapping[str, Any] | None) -> tuple[str, str] | None:
    """Latitude and longitude of the first point; GeoJSON has them the other way round. None for areas."""
    for one in (geometry or {}).get("geometries") or [geometry or {}]:
        if one.get("type") == "Point" and isinstance(one.get("coordinates"), list):
            longitude, latitude = one["coordinates"][:2]
            return degrees(latitude, longitude)
    return None


def _identifier(written: str) -> str:
    prefix, colon, rest = written.partition(":")
    return f"{_PREFIXES[prefix]}:{rest}" if colon and prefix in _PREFIXES else written
