"""Family N, places: names out of their time, periods and coordinates that cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from variorum.criticism.framework import check
from variorum.examined import Examined
from variorum.finding import Finding, Severity
from variorum.names.place_names import called_in, coordinates_of, first_borne, period_of
from variorum.record import Entity, EntityLink, NameForm, Position, Source, Statement
from variorum.saying import say


@check("N601", severity=Severity.NOTE)
def name_before_its_time(record: Examined) -> Iterator[Finding]:
    """A source calls a place by a name that the place was given only after the source was written.

    Said only where the dossier gives the name a period (`{form: Свердловск, period: 1924/1991}`), no form of the same
    name is without one, and the source's own date lies wholly before. That somebody goes on using an old name is no
    fault, and is not said.

    Why it matters: the source is later than it claims, was edited later, or is a translation; or the name is older than
    the dossier has it.
    What to do: look at the original; correct the source's date, note the later hand, or correct the period.
    """
    told: set[tuple[str, str]] = set()
    dated = [place for place in record.entities.values() if place.kind == "place" and _dated(place)]
    for place, source, text, statement in _namings(record, dated):
        for form in _dated(place):
            given, written = first_borne(place, form), source.composed.latest_end if source.composed else None
            if given is None or written is None or written >= given or (source.key, form.form) in told:
                continue
            if words := called_in(text, form.form):
                told.add((source.key, form.form))
                yield _too_early(place, source, (words, form, given), statement)


@check("N602", severity=Severity.WARNING)
def impossible_coordinates(record: Examined) -> Iterator[Finding]:
    """The coordinates of a place are no place on earth.

    Why it matters: the place would be drawn nowhere, or in the sea.
    What to do: write `coordinates: {lat: 56.84, lon: 60.61}`, degrees with a point, south and west with a minus.
    """
    for place in record.entities.values():
        fault = coordinates_of(place)[1] if place.kind == "place" else ""
        if fault:
            yield Finding(
                "",
                Severity.NOTE,
                say("“{id}”: {fault}", id=place.id, fault=fault),
                Position(place.position.file),
                (place.id,),
                remedy=say("Write coordinates: {lat: 56.84, lon: 60.61}; south and west have a minus."),
            )


@check("N603", severity=Severity.WARNING)
def unreadable_period(record: Examined) -> Iterator[Finding]:
    """The period of a form of a name is no date that can be read.

    Why it matters: the form counts as if it had no period, so that nobody learns what the place was called in a year.
    What to do: write an interval in EDTF: `period: 1924/1991`, `period: ../1924`, `period: 1991-09-04/..`.
    """
    for entity in record.entities.values():
        for form in entity.names:
            if form.period and period_of(form.period) is None:
                yield Finding(
                    "",
                    Severity.NOTE,
                    say(
                        "“{id}”: the period “{period}” of the name “{form}” is no date that can be read.",
                        id=entity.id,
                        period=form.period,
                        form=form.form,
                    ),
                    Position(entity.position.file),
                    (entity.id,),
                    remedy=say("Write an interval in EDTF, for example 1924/1991, ../1924 or 1991-09-04/.."),
                )


def _dated(place: Entity) -> list[NameForm]:
    return [form for form in place.names if form.period and period_of(form.period) is not None]


def _namings(record: Examined, dated: list[Entity]) -> Iterator[tuple[Entity, Source, str, Statement | None]]:
    """What names these places, as far as it is known for certain: quotations of statements on them, and mentions."""
    places = {place.id: place for place in dated}
    for statement in record.statements:
        for place in (places[one] for one in _linked(statement) if one in places):
            for witness in statement.witnesses:
                source = record.sources.get(witness.citation.checked_in.source)
                if source and witness.quotation:
                    yield place, source, witness.quotation, statement
    for attested in record.naming.attestations:
        source = record.sources.get(attested.source)
        if source and attested.entity in places:
            for surface in attested.forms:
                yield places[attested.entity], source, surface, None


def _linked(statement: Statement) -> list[str]:
    things = [statement.thing, *(complement.thing for complement in statement.complements)]
    targets = [thing.target for thing in things if isinstance(thing, EntityLink)]
    return list(dict.fromkeys([statement.subject, *targets]))


def _too_early(place: Entity, source: Source, named: tuple[str, NameForm, int], statement: Statement | None) -> Finding:
    words, form, given = named
    written = source.composed.written if source.composed else ""
    return Finding(
        "",
        Severity.NOTE,
        say(
            "{key}, dated {written:date}, says “{words}”; “{id}” was not called so before {year}.",
            key=source.key,
            written=written,
            words=words,
            id=place.id,
            year=date.fromordinal(given).year,
        ),
        statement.position if statement else source.position,
        (place.id, source.key, *((statement.ref,) if statement else ())),
        (f"{form.form}: {form.period}",),
        say("Look at the original; correct the source's date, note the later hand, or correct the period."),
    )
