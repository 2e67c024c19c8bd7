"""Who is named where: what a dossier says of it, and the concordance, every place in its context."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from variorum.edition.addresses import mention_anchor, root_from
from variorum.edition.cleaning import shown
from variorum.edition.in_words import dating_in_words
from variorum.edition.named import MOST_LINES, NOBODY, NamedIn, NamedLine, PlacesNamed
from variorum.edition.site import Sheet, Site
from variorum.edition.time.years import YearChart, Years, by_years, draw_years, years_of
from variorum.edition.views import dossier_link, foreign
from variorum.evidence import Span
from variorum.record import Source

_MOST_FORMS = 40
_UNDATED = 10**9


@dataclass(frozen=True, slots=True)
class SourceCount:
    """A row of the table by source; `share` is the bar's length in per cent of the longest."""

    source: Markup
    date: str
    day: int
    times: str
    number: int
    share: float
    first: Markup


@dataclass(frozen=True, slots=True)
class YearCount:
    """A row of the table by year."""

    years: str
    times: str
    sources: str
    share: float


@dataclass(frozen=True, slots=True)
class NamedView:
    """What a dossier says of where it is named."""

    summary: str
    open: str  # in how many places more it is open whether it is meant
    concordance: str  # address
    sources: tuple[SourceCount, ...]
    years: tuple[YearCount, ...]
    chart: YearChart | None
    title: str
    forms: tuple[tuple[str, str], ...]  # surface, how often
    more_forms: int


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of a concordance."""

    place: str
    address: str
    before: str
    surface: str
    after: str


@dataclass(frozen=True, slots=True)
class SourceLines:
    """The lines that one source gives, and how many it has beyond them."""

    source: Markup
    anchor: str
    language: str
    date: str
    times: str
    lines: tuple[LineView, ...]
    left_out: int


def all_named_here(site: Site) -> dict[str, str]:
    """For each dossier, what its page says of where it is named, as HTML."""
    return {entity: str(named_here(site, entity)) for entity in site.record.entities}


def named_here(site: Site, entity: str) -> Markup:
    """What a dossier's page says of where it is named; empty where no source may name it."""
    root = root_from(site.addresses.entities[entity])
    view = _named_view(site, entity, root)
    return site.press.piece("named.html", view=view, root=root) if view else Markup("")


def _named_view(site: Site, entity: str, root: str) -> NamedView | None:
    """Counts by source and by year and the forms in which a dossier is named; None where no source may name it."""
    named = site.hearing.of_entity.get(entity, NOBODY)
    waiting = site.hearing.open.get(entity, 0)
    words = site.words
    is_open = words.count("open-places", waiting) if waiting else ""
    if not named.times:
        return NamedView("", is_open, "", (), (), None, "", (), 0) if waiting else None
    surfaces = sorted(_surfaces(named).items(), key=lambda pair: (-pair[1], pair[0]))
    return NamedView(
        summary=named_in_words(site, named),
        open=is_open,
        concordance=concordance_address(site, entity),
        sources=tuple(_source_rows(site, named.sources, root)),
        years=tuple(_year_rows(site, named.sources)),
        chart=draw_years(_counted_by_year(site, named.sources)),
        title=words("named.years-title", name=site.named(entity)),
        forms=tuple((surface, words.number(times)) for surface, times in surfaces[:_MOST_FORMS]),
        more_forms=max(0, len(surfaces) - _MOST_FORMS),
    )


def named_in_words(site: Site, named: PlacesNamed) -> str:
    """How often something is named, and in how many sources."""
    return site.words(
        "named.summary",
        times=site.words.count("times-named", named.times),
        sources=site.words.count("sources-in", len(named.sources)),
    )


def concordance_address(site: Site, entity: str) -> str:
    """Where the concordance of a dossier is."""
    return f"named/{site.addresses.entities[entity]}"


def concordance_sheets(site: Site) -> Iterator[Sheet]:
    """The concordance of every dossier that some source names."""
    for entity, named in site.hearing.of_entity.items():
        address = concordance_address(site, entity)
        root = root_from(address)
        yield site.sheet(
            address,
            "concordance.html",
            title=site.words("named.title", name=site.named(entity)),
            section=site.record.entities[entity].kind,
            dossier=dossier_link(site, entity, root),
            summary=named_in_words(site, named),
            most=site.words.number(MOST_LINES) if named.times > len(named.lines) else "",
            groups=_groups(site, named, root),
            closed=bool(site.opened.closed),
        )


def place_address(site: Site, at: Span) -> str:
    """The very place of a name on the page of its source."""
    return f"{site.addresses.leaf(at.source, at.page)}#{mention_anchor(at.start, at.end)}"


def place_label(site: Site, at: Span) -> str:
    """A place as one would cite it, by the page or paragraph; the number of the section where there is neither."""
    return site.words.said(site.hearing.locators.get(at, "")) or site.words("source.section", n=at.page)


def _groups(site: Site, named: PlacesNamed, root: str) -> list[SourceLines]:
    by_source = {source: list(lines) for source, lines in groupby(named.lines, key=lambda line: line.at.source)}
    groups = []
    for counted in sorted(named.sources, key=lambda one: _order(site.record.sources[one.source])):
        source = site.record.sources[counted.source]
        lines = by_source.get(counted.source, [])
        groups.append(
            SourceLines(
                dossier_link(site, source.key, root),
                site.addresses.sources[source.key].rpartition("/")[2].removesuffix(".html"),
                foreign(site, source.language),
                _dated(site, source),
                site.words.count("times", counted.times),
                tuple(_line(site, line) for line in lines),
                counted.times - len(lines),
            )
        )
    return groups


def _line(site: Site, line: NamedLine) -> LineView:
    return LineView(place_label(site, line.at), place_address(site, line.at), line.before, line.surface, line.after)


def _surfaces(named: PlacesNamed) -> dict[str, int]:
    found: dict[str, int] = {}
    for form in named.forms:
        for surface, times in form.surfaces.items():
            told = " ".join(surface.split())
            found[told] = found.get(told, 0) + times
    return found


def _source_rows(site: Site, counted: Sequence[NamedIn], root: str) -> Iterator[SourceCount]:
    most = max(one.times for one in counted)
    for one in sorted(counted, key=lambda each: _order(site.record.sources[each.source])):
        source = site.record.sources[one.source]
        first = Markup('<a href="{}{}">{}</a>').format(
            root, place_address(site, one.first), shown(place_label(site, one.first))
        )
        yield SourceCount(
            dossier_link(site, one.source, root),
            _dated(site, source),
            _order(source)[0],
            site.words.number(one.times),
            one.times,
            round(100 * one.times / most, 1),
            first,
        )


def _year_rows(site: Site, counted: Sequence[NamedIn]) -> Iterator[YearCount]:
    sources = by_years((_years(site, one), 1) for one in counted)
    times = _counted_by_year(site, counted)
    most = max(times.values())
    for years, number in times.items():
        yield YearCount(
            _years_said(site, years),
            site.words.number(number),
            site.words.number(sources[years]),
            round(100 * number / most, 1),
        )


def _counted_by_year(site: Site, counted: Sequence[NamedIn]) -> dict[Years | None, int]:
    return dict(by_years((_years(site, one), one.times) for one in counted))


def _years(site: Site, one: NamedIn) -> Years | None:
    source = site.record.sources[one.source]
    return years_of(source.composed) or years_of(source.published)


def _years_said(site: Site, years: Years | None) -> str:
    if years is None:
        return site.words("dossier.undated")
    return str(years[0]) if years[0] == years[1] else f"{years[0]}–{years[1]}"


def _dated(site: Site, source: Source) -> str:
    when = source.composed or source.published
    return dating_in_words(when, site.words) if when else site.words("dossier.undated")


def _order(source: Source) -> tuple[int, str]:
    when = source.composed or source.published
    start = when.earliest_start if when and when.earliest_start is not None else _UNDATED
    return (start, source.key)
