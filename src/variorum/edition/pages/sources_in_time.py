"""Sources over time: when each was written, against the years that it tells of, and how much rests on it.

What was written long after what it tells of is seen at once: the line between the two is as long as the time between.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from variorum.analysis.tables import as_csv, iso
from variorum.dates.dating import Dating
from variorum.dates.days import civil_date
from variorum.edition.in_words import dating_in_words
from variorum.edition.measuring import text_width
from variorum.edition.site import Sheet, Site
from variorum.edition.time.scale import BREAK, Tick, TimeScale, crowded_scale, ticks_of
from variorum.edition.views import dossier_link, short_name
from variorum.record import Source

ADDRESS = "sources-over-time.html"
WIDE, LEFT, HEAD, ROW, GROUP = 1000, 330, 28, 24, 30  # pixels
_RIGHT = 46  # for the number of statements
_MOST = 120  # rows of the picture: those on which most rests
_SIZE = 13.5
_YEAR = 365.2425
_HEAD = ("source", "title", "kind", "written from", "written to", "date of", "tells from", "tells to", "statements")


@dataclass(frozen=True, slots=True)
class SourceSpan:
    """A source with its days: written between, tells of; `middle` are the days between which half of it lies."""

    key: str
    kind: str
    written: tuple[int, int] | None
    is_published: bool  # only when it came out is known
    told: tuple[int, int] | None
    middle: tuple[int, int] | None
    statements: int


@dataclass(frozen=True, slots=True)
class SourceSpanRow:
    """A line of the table."""

    name: Markup
    kind: str
    written: str
    told: str
    after: str
    years: int | str
    statements: int


@dataclass(frozen=True, slots=True)
class DrawnSpan:
    """A source in the picture: horizontal places in pixels, `y` the middle of its row."""

    name: str
    said: str
    address: str
    y: int
    written: tuple[float, float] | None
    is_published: bool
    told: tuple[float, float] | None
    middle: tuple[float, float] | None
    line: tuple[float, float] | None
    statements: int


@dataclass(frozen=True, slots=True)
class KindHead:
    """The heading of a kind, above its sources."""

    label: str
    y: int


@dataclass(frozen=True, slots=True)
class SpanPicture:
    """The whole picture."""

    rows: tuple[DrawnSpan, ...]
    heads: tuple[KindHead, ...]
    ticks: tuple[Tick, ...]
    strips: tuple[tuple[float, float, str], ...]
    height: int


def has_spans(site: Site) -> bool:
    """Whether any source says when it was written, or tells of anything dated."""
    return any(one.written or one.told for one in _spans(site))


def span_sheets(site: Site) -> Iterator[Sheet]:
    """The page, its picture as a file, and the table as data; nothing where nothing is dated."""
    spans = _spans(site)
    drawn = _picture(site, spans)
    if drawn is None:
        return
    shown = {"title": site.words("spans.title"), "drawn": drawn, "wide": WIDE, "left": LEFT}
    left_out = sum(1 for one in spans if one.written or one.told) - len(drawn.rows)
    rows = [_row(site, one) for one in spans]
    yield site.sheet(ADDRESS, "spans.html", section="source", rows=rows, left_out=left_out, **shown)
    yield site.sheet("sources-over-time.svg", "spans.svg", section="source", **shown)
    text = as_csv(_HEAD, [_cells(site, one) for one in spans])
    yield Sheet.of_text("sources-over-time.csv", text)


def _spans(site: Site) -> list[SourceSpan]:
    """Every source, by kind, those first that were written first."""
    found = [_span(site, source) for source in site.record.sources.values()]
    last = 10**12
    kinds: dict[str, int] = {}
    for one in found:
        kinds[one.kind] = min(kinds.get(one.kind, last), one.written[0] if one.written else last)
    return sorted(
        found,
        key=lambda one: (kinds[one.kind], one.kind, one.written or (last, last), one.told or (last, last), one.key),
    )


def _span(site: Site, source: Source) -> SourceSpan:
    statements = site.survey.of_source.get(source.key, ())
    told = [days for one in statements if (days := _days(one.when)) is not None]
    written = _days(source.composed) or _days(source.published)
    middles = sorted((first + last) // 2 for first, last in told)
    quarter = len(middles) // 4
    return SourceSpan(
        source.key,
        source.kind,
        written,
        written is not None and _days(source.composed) is None,
        (min(first for first, _ in told), max(last for _, last in told)) if told else None,
        (middles[quarter], middles[-1 - quarter]) if len(middles) > 3 else None,
        len(statements),
    )


def _days(when: Dating | None) -> tuple[int, int] | None:
    known = [day for day in (when.earliest_start, when.latest_end) if day is not None] if when else []
    return (min(known), max(known)) if known else None


def _picture(site: Site, spans: Sequence[SourceSpan]) -> SpanPicture | None:
    dated = [one for one in spans if one.written or one.told]
    if not dated:
        return None
    kept = {one.key for one in sorted(dated, key=lambda one: -one.statements)[:_MOST]}
    dated = [one for one in dated if one.key in kept]
    scale = crowded_scale(sorted(day for one in dated for day in (*(one.written or ()), *(one.told or ()))))
    rows: list[DrawnSpan] = []
    heads: list[KindHead] = []
    y, kind = HEAD, ""
    for one in dated:
        if one.kind != kind:
            kind = one.kind
            heads.append(KindHead(site.words(f"source-kind.{kind}"), y + 20))
            y += GROUP
        rows.append(_drawn(site, one, scale, y + ROW // 2))
        y += ROW
    ticks = tuple(Tick(_pixel(one.x), one.label) for one in ticks_of(scale, site.words.language, most=8, last_label=96))
    strips = [(_pixel(at), _pixel(at + BREAK), "break") for at in scale.breaks]
    strips += [(_pixel(scale.at(first)), _pixel(scale.at(last)), "edge") for first, last, _ in scale.edges]
    wide = tuple((left, round(right - left, 1), kind) for left, right, kind in strips)
    return SpanPicture(tuple(rows), tuple(heads), ticks, wide, y + 10)


def _drawn(site: Site, one: SourceSpan, scale: TimeScale, y: int) -> DrawnSpan:
    written, told, middle = (_across(days, scale) for days in (one.written, one.told, one.middle))
    line = None
    if written and told and not (written[0] <= told[1] and told[0] <= written[1]):
        line = (told[1], written[0]) if told[1] < written[0] else (written[1], told[0])
    row = _row(site, one)
    said = "; ".join(filter(None, (site.items[one.key].title if one.key in site.items else "", row.written, row.after)))
    return DrawnSpan(
        _fitted(short_name(site, one.key)),
        said,
        site.addresses.sources.get(one.key, ""),
        y,
        written,
        one.is_published,
        told,
        middle,
        line,
        one.statements,
    )


def _across(days: tuple[int, int] | None, scale: TimeScale) -> tuple[float, float] | None:
    return (_pixel(scale.at(days[0])), _pixel(scale.at(days[1] + 1))) if days else None


def _pixel(share: float) -> float:
    return round(LEFT + share / 100 * (WIDE - LEFT - _RIGHT), 1)


def _fitted(name: str) -> str:
    """A name cut to the room at the left of the picture."""
    if text_width(name, _SIZE) <= LEFT - 16:
        return name
    while name and text_width(name + "…", _SIZE) > LEFT - 16:
        name = name[:-1]
    return name.rstrip() + "…"


def _row(site: Site, one: SourceSpan) -> SourceSpanRow:
    source = site.record.sources[one.key]
    when = source.published if one.is_published else source.composed
    written = dating_in_words(when, site.words) if when and one.written else ""
    years = _years_after(one)
    return SourceSpanRow(
        dossier_link(site, one.key, "", label=short_name(site, one.key)),
        site.words(f"source-kind.{one.kind}"),
        site.words("spans.came-out", date=written) if one.is_published and written else written,
        _years(one.told),
        "" if years is None else site.words("spans.same") if years < 1 else site.words.count("years-after", years),
        "" if years is None else years,
        one.statements,
    )


def _years_after(one: SourceSpan) -> int | None:
    """Whole years from the middle of what it tells of to its writing; None where either is not known."""
    if one.written is None or one.told is None:
        return None
    middle = one.middle or one.told
    return max(0, int((one.written[0] - (middle[0] + middle[1]) // 2) / _YEAR))


def _years(days: tuple[int, int] | None) -> str:
    if days is None:
        return ""
    first, last = civil_date(days[0])[0], civil_date(days[1])[0]
    return str(first) if first == last else f"{first}–{last}"


def _cells(site: Site, one: SourceSpan) -> tuple[str, ...]:
    written, told = one.written or (None, None), one.told or (None, None)
    what = "" if one.written is None else "publication" if one.is_published else "writing"
    title = site.record.sources[one.key].title
    ends = (iso(written[0]), iso(written[1]), what, iso(told[0]), iso(told[1]))
    return (one.key, title, one.kind, *ends, str(one.statements))
