"""The timeline: what is dated in lanes by kind, person, group and place, first how much lies where, then one by one.

A page that holds few events draws them all. Where there are more, its pictures show how many lie where, and each
stretch of years that holds about as many as one page bears has a page of its own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from markupsafe import Markup

from variorum.analysis.tables import chronology_table
from variorum.chronology import Dated
from variorum.edition.addresses import root_from
from variorum.edition.in_words import dating_in_words
from variorum.edition.site import Sheet, Site
from variorum.edition.time.periods import Period, periods_of
from variorum.edition.time.scale import TimeScale, crowded_scale
from variorum.edition.time.timeline import (
    CROWD,
    WIDE,
    TimelineEvent,
    TimelineLane,
    TimelinePicture,
    timeline_picture,
)
from variorum.edition.time.windows import is_telling, stretch_said, window_said
from variorum.edition.views import facet_in, facet_label, phrase, statement_address
from variorum.record import EntityLink, Statement

ADDRESS = "timeline.html"
VIEWS = ("kinds", "people", "groups", "places")
_KINDS = {"people": "person", "groups": "group", "places": "place"}
_FEW = 120  # events of one page
_PERIODS = 80  # pages of periods at most; where that is not enough, each holds more
_LANES = 40  # of one picture
_LISTED = 2000  # rows of a table
_NAME = 60  # letters of a lane's name


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A line of the table."""

    said: str
    follows: str
    what: Markup
    witnesses: str
    doubted: bool


@dataclass(frozen=True, slots=True)
class TimelineView:
    """One picture of a page: `anchor` is its name, `file` the same as a file."""

    anchor: str
    heading: str
    file: str
    picture: TimelinePicture
    left_out: int


@dataclass(frozen=True, slots=True)
class PeriodLink:
    """A stretch of years with a page of its own, and where it lies in the picture, in pixels."""

    label: str
    address: str
    said: str
    x: float
    width: float


@dataclass(frozen=True)
class _Told:
    """A statement with its place in time, and what is worked out of it when it is asked for."""

    site: Site
    statement: Statement
    dated: Dated

    @cached_property
    def event(self) -> TimelineEvent:
        """As a lane draws it, with the words of the whole statement."""
        known, site = self.dated, self.site
        when = self.statement.when
        first, last = known.inferred.earliest_start, known.inferred.latest_end
        follows = (first, last) if is_telling(known) and first is not None and last is not None else None
        readings = [(one.earliest_start, one.latest_end) for one in site.chronology.readings(known.ref)]
        return TimelineEvent(
            known.ref,
            phrase(site, self.statement, "").striptags(),
            _said(site, known),
            statement_address(site, self.statement) or "",
            known.attested,
            known.event.moment,
            when is not None and "/" in when.edtf,
            tuple((a, b) for a, b in readings if a is not None and b is not None) if len(readings) > 1 else (),
            follows,
            known.doubted,
        )

    @property
    def people(self) -> Iterator[str]:
        """The dossiers that it names."""
        things = [self.statement.thing, *(one.thing for one in self.statement.complements)]
        links = (thing.target for thing in things if isinstance(thing, EntityLink))
        yield from dict.fromkeys((self.statement.subject, *links))


def has_timeline(site: Site) -> bool:
    """Whether anything has a place in time."""
    return any(_told(site))


def timeline_sheets(site: Site) -> Iterator[Sheet]:
    """The page of all, those of periods where one page does not bear all, each picture as a file, and the data."""
    told = list(_told(site))
    if not told:
        return
    whole = crowded_scale(_days_within(told))
    periods = periods_of([one.event.days or (0, 0) for one in told], few=max(_FEW, len(told) // _PERIODS))
    one_page = len(periods) < 2
    yield from _page(site, told, whole, address=ADDRESS, links=[] if one_page else _links(site, periods, whole))
    if not one_page:
        for number, (period, inside) in enumerate(zip(periods, _by_period(told, periods), strict=True)):
            around = [_link(site, periods[at]) if 0 <= at < len(periods) else None for at in (number - 1, number + 1)]
            scale = crowded_scale(_days_within(inside, period))
            yield from _page(site, inside, scale, address=period.address, period=period, around=around)
    text = chronology_table(site.record, site.chronology)
    yield Sheet.of_text("timeline.csv", text)


def _told(site: Site) -> Iterator[_Told]:
    for dated in site.chronology.in_order():
        statement = dated.event.statement
        if statement is None:
            continue
        one = _Told(site, statement, dated)
        if any(day is not None for day in dated.attested.bounds) or is_telling(dated):
            yield one


def _page(
    site: Site,
    told: Sequence[_Told],
    scale: TimeScale,
    *,
    address: str,
    links: Sequence[PeriodLink] = (),
    period: Period | None = None,
    around: Sequence[PeriodLink | None] = (None, None),
) -> Iterator[Sheet]:
    """A page with its pictures, each of which is a file too."""
    root = root_from(address)
    title = site.words("timeline.title") if period is None else site.words("timeline.of", years=period.label)
    views = [view for name in VIEWS if (view := _view(site, name, told, scale, address=address, crowd=not links))]
    everything = TimelineLane("", "", tuple(one.event for one in told))
    listed = [] if links else [_row(one, root) for one in told[:_LISTED]]
    yield site.sheet(
        address,
        "timeline.html",
        section="chronicle",
        title=title,
        whole=timeline_picture([everything], scale, site.words.language, crowd=0, strip=70),
        wide=WIDE,
        views=views,
        periods=list(links),
        inside=period is not None,
        before=around[0],
        after=around[1],
        rows=listed,
        unlisted=0 if links else len(told) - len(listed),
        number=site.words.count("statements", len(told)),
    )
    for view in views:
        named = f"{title}: {view.heading}"
        yield site.sheet(view.file, "timeline.svg", section="chronicle", title=named, picture=view.picture, wide=WIDE)


def _view(
    site: Site, name: str, told: Sequence[_Told], scale: TimeScale, *, address: str, crowd: bool
) -> TimelineView | None:
    lanes = _lanes(site, name, told)
    if not lanes:
        return None
    kept = sorted(sorted(lanes, key=lambda lane: -len(lane[1]))[:_LANES], key=lanes.index)
    drawn = [
        TimelineLane(
            _shortened(_lane_name(site, name, key)),
            site.addresses.dossier(key) or "" if name != "kinds" else "",
            tuple(
                _seen_from(one, key if name != "kinds" else "", words=crowd and len(found) <= CROWD) for one in found
            ),
        )
        for key, found in kept
    ]
    picture = timeline_picture(drawn, scale, site.words.language, crowd=CROWD if crowd else 0)
    file = f"{address.removesuffix('.html')}-{name}.svg"
    return TimelineView(name, site.words(f"timeline.{name}"), file, picture, len(lanes) - len(kept))


def _lanes(site: Site, name: str, told: Sequence[_Told]) -> list[tuple[str, list[_Told]]]:
    """The lanes of a view in the order of their first events; a lane of kinds goes by a facet's label."""
    found: dict[str, list[_Told]] = {}
    for one in told:
        keys = [_kind_of(site, one.statement)] if name == "kinds" else _named_as(site, one, _KINDS[name])
        for key in keys:
            found.setdefault(key, []).append(one)
    return list(found.items())


def _named_as(site: Site, one: _Told, kind: str) -> list[str]:
    entities = site.record.entities
    return [who for who in one.people if who in entities and entities[who].kind == kind]


def _kind_of(site: Site, statement: Statement) -> str:
    """What a statement is about: the label of its facet in its subject's dossier."""
    entity = site.record.entities.get(statement.subject)
    name = facet_in(site, statement, entity) if entity else ""
    facets = (
        each for each in site.record.vocabulary.facets if entity and (each.name, each.kind) == (name, entity.kind)
    )
    return next((facet_label(site, facet) for facet in facets), site.words("life.other"))


def _lane_name(site: Site, view: str, key: str) -> str:
    return key if view == "kinds" else site.named(key)


def _shortened(name: str) -> str:
    return name if len(name) <= _NAME else name[: _NAME - 1].rstrip() + "…"


def _seen_from(one: _Told, identity: str, *, words: bool) -> TimelineEvent:
    """The event with the words that a lane of this dossier's wants; without any where it is only counted."""
    if not words:
        return replace(one.event, label="", said="", address="")
    if not identity:
        return one.event
    return replace(one.event, label=phrase(one.site, one.statement, "", identity).striptags())


def _said(site: Site, dated: Dated) -> str:
    """The date in words; of one in the Old Style its days in our calendar too."""
    when = dated.event.attested
    if when is None:
        return ""
    said = dating_in_words(when, site.words)
    if when.calendar == "julian" and when.earliest_start is not None and when.latest_end is not None:
        days = stretch_said(when.earliest_start, when.latest_end, site.words)
        return site.words("timeline.our-days", date=said, days=days)
    return said


def _row(one: _Told, root: str) -> TimelineRow:
    site, known = one.site, one.dated
    follows = window_said(known.inferred, site.words, moment=known.event.moment) if is_telling(known) else ""
    left = " / ".join(known.options)
    what = Markup('<a href="{}{}">{}</a>').format(root, one.event.address, one.event.label)
    return TimelineRow(
        one.event.said,
        "; ".join(filter(None, (follows, left))),
        what if one.event.address else Markup("{}").format(one.event.label),
        site.words.count("witnesses", len(one.statement.witnesses)),
        known.doubted,
    )


def _days_within(told: Sequence[_Told], period: Period | None = None) -> list[int]:
    """The days between which these events lie, each as often as it does; of what reaches beyond a period its ends."""
    days = [day for one in told for day in (one.event.days or ())]
    if period is not None:
        days = [min(period.last, max(period.first, day)) for day in days]
    return sorted(days)


def _by_period(told: Sequence[_Told], periods: Sequence[Period]) -> list[list[_Told]]:
    """What lies in each period, wholly or in part."""
    found: list[list[_Told]] = [[] for _ in periods]
    begins = [period.first for period in periods]
    for one in told:
        if (days := one.event.days) is not None:
            first = max(0, bisect_right(begins, days[0]) - 1)
            for place in range(first, bisect_right(begins, days[1])):
                found[place].append(one)
    return found


def _links(site: Site, periods: Sequence[Period], scale: TimeScale) -> list[PeriodLink]:
    return [_link(site, period, scale) for period in periods]


def _link(site: Site, period: Period, scale: TimeScale | None = None) -> PeriodLink:
    left, right = (scale.at(period.first), scale.at(period.last + 1)) if scale else (0.0, 0.0)
    return PeriodLink(
        period.label,
        period.address,
        site.words.count("statements", period.begin),
        round(left * WIDE / 100, 1),
        round((right - left) * WIDE / 100, 1),
    )
