"""The chronicle: dated statements in the order that their bounds allow, and where they leave it open, that they do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from variorum.dates.dating import Dating, Order, order
from variorum.dates.edtf import parse_edtf
from variorum.dates.malformed import MalformedDate
from variorum.edition.in_words import dating_in_words
from variorum.edition.pages.timeline import has_timeline
from variorum.edition.site import Sheet, Site
from variorum.edition.survey import in_order
from variorum.edition.time.windows import Grounds, grounds_of, is_telling, stretch_said, window_said
from variorum.edition.verdicts import TONES, VerdictSign, verdict_of
from variorum.edition.views import phrase, statement_address, statement_link
from variorum.record import Statement

_LOOKED_AHEAD = (
    300  # neighbours compared with each dating: beyond that an archive's vaguest dates would cost quadratic time
)


@dataclass(frozen=True, slots=True)
class ChronicleEntry:
    """A dated statement."""

    date: str
    inferred: str  # when it was, as far as everything else allows, where that says more
    options: str  # the readings that remain of an either-or date
    doubted: bool
    grounds: Grounds | None
    undecided: bool  # whether it can be put neither before nor after some neighbour
    what: Markup
    address: str
    witnesses: str
    verdicts: tuple[VerdictSign, ...]


@dataclass(frozen=True, slots=True)
class Undated:
    """A statement without a date, with what the others say of when it can have been."""

    what: Markup
    inferred: str
    grounds: Grounds | None


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A date in the Old Style, or in a style that nobody names, in days of our calendar."""

    what: Markup
    written: str
    old: str
    new: str
    left: str


@dataclass(frozen=True, slots=True)
class Year:
    """The entries that begin in one year at the earliest."""

    label: str
    anchor: str
    entries: tuple[ChronicleEntry, ...]


def chronicle_sheets(site: Site) -> Iterator[Sheet]:
    """The one page of the chronicle."""
    ordered = in_order(site.record.statements)
    dated = [(statement, statement.when) for statement in ordered if statement.when]
    yield site.sheet(
        "chronicle.html",
        "chronicle.html",
        title=site.words("nav.chronicle"),
        section="chronicle",
        years=_years(site, dated),
        undated=[_undated(site, statement) for statement in ordered if statement.when is None],
        clashes=len(site.clashes),
        calendars=list(_calendars(site, dated)),
        timeline=has_timeline(site),
    )


def _years(site: Site, dated: Sequence[tuple[Statement, Dating]]) -> list[Year]:
    undecided = undecided_counts([when for _, when in dated])
    years: dict[str, list[ChronicleEntry]] = {}
    for (statement, when), count in zip(dated, undecided, strict=True):
        years.setdefault(year_of(when), []).append(_entry(site, statement, when, count))
    return [
        Year(label or site.words("chronicle.unplaced"), f"y{index}", tuple(entries))
        for index, (label, entries) in enumerate(years.items(), start=1)
    ]


def _undated(site: Site, statement: Statement) -> Undated:
    known = site.chronology.dated(statement.ref) if statement.ref in site.chronology.events else None
    if known is None or not is_telling(known):
        return Undated(statement_link(site, statement, ""), "", None)
    said = window_said(known.inferred, site.words, moment=known.event.moment)
    return Undated(statement_link(site, statement, ""), said, grounds_of(site, known, ""))


def _calendars(site: Site, dated: Sequence[tuple[Statement, Dating]]) -> Iterator[CalendarRow]:
    """What is dated in the Old Style, or in a style that is not named: both readings, and what remains of them."""
    for statement, when in dated:
        readings = _both_styles(when)
        if readings is None:
            continue
        known = site.chronology.events.get(statement.ref)
        left = site.chronology.dated(statement.ref).options if known and when.calendar == "unknown" else ()
        old, new = (_days_said(site, reading) for reading in readings)
        is_old = when.calendar == "julian"
        yield CalendarRow(
            statement_link(site, statement, ""), when.edtf, old, "" if is_old else new, " / ".join(left) or "–"
        )


def _both_styles(when: Dating) -> tuple[Dating, Dating] | None:
    """The days that a date means in the Old Style and in the New; None where its style is not in question."""
    if when.calendar not in ("julian", "unknown"):
        return None
    try:
        return parse_edtf(when.edtf, calendar="julian"), parse_edtf(when.edtf)
    except MalformedDate:
        return None


def _days_said(site: Site, when: Dating) -> str:
    if when.earliest_start is None or when.latest_end is None:
        return "–"
    return stretch_said(when.earliest_start, when.latest_end, site.words)


def _entry(site: Site, statement: Statement, when: Dating, undecided: int) -> ChronicleEntry:
    checks = [
        site.survey.checked.get(witness.id(statement.ref)) for witness in statement.witnesses if witness.quotation
    ]
    verdicts = {
        verdict.name: verdict for check in checks if TONES[(verdict := verdict_of(check, site.words)).name] != "good"
    }
    known = site.chronology.dated(statement.ref) if statement.ref in site.chronology.events else None
    telling = known is not None and is_telling(known)
    return ChronicleEntry(
        said if (said := dating_in_words(when, site.words)) != year_of(when) else "",
        window_said(known.inferred, site.words, moment=known.event.moment) if known and telling else "",
        " / ".join(known.options) if known else "",
        known is not None and known.doubted,
        grounds_of(site, known, "") if known and telling else None,
        undecided > 0,
        phrase(site, statement, ""),
        statement_address(site, statement) or "chronicle.html",
        site.words.count("witnesses", len(statement.witnesses)),
        tuple(verdicts.values()),
    )


def undecided_counts(datings: Sequence[Dating]) -> list[int]:
    """For each dating, in order of beginning, how many of the others it can be put neither before nor after."""
    counts = [0] * len(datings)
    for index, dating in enumerate(datings):
        for ahead in range(index + 1, min(len(datings), index + 1 + _LOOKED_AHEAD)):
            answer = order(dating, datings[ahead])
            if answer is Order.UNDECIDED:
                counts[index] += 1
                counts[ahead] += 1
            elif _all_after(dating, datings[ahead]):
                break
    return counts


def _all_after(dating: Dating, other: Dating) -> bool:
    """Whether all that begins no earlier than `other` comes after `dating`."""
    end, start = dating.latest_end, other.earliest_start
    return end is not None and start is not None and start > end


def year_of(when: Dating) -> str:
    """The year under which a dating stands; empty where it has no bound."""
    day = when.earliest_start if when.earliest_start is not None else when.latest_end
    if day is None:
        return ""
    if 1 <= day <= date.max.toordinal():
        return str(date.fromordinal(day).year)
    return when.edtf.split("/", 1)[0].rpartition("-")[0] or when.written
