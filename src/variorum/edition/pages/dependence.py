"""The graph of dependence: the sources in the order of their dates, arcs from what was copied to what copied it.

The picture leaves out what is told over a longer way and what was refused; the table beside it tells everything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log2

from markupsafe import Markup

from variorum.edition.in_words import dating_in_words
from variorum.edition.shared import extent, grounds_of, sign, source_link
from variorum.edition.site import Sheet, Site
from variorum.edition.views import short_name
from variorum.record.sources import age_of
from variorum.stemma import SourceTie, dependence

ADDRESS = "dependence.html"
ROW = 48  # pixels of a source's row; the style sheet has the same
WIDTH = 116  # of the picture beside the rows
_EDGE = 8  # between the arcs' ends and the rows
_SLOT = 13  # by which an arc over one more row reaches further out


@dataclass(frozen=True, slots=True)
class SourceNodeView:
    """A source in the picture's rows."""

    link: Markup
    date: str


@dataclass(frozen=True, slots=True)
class ArcView:
    """An arc of the picture: its path, its arrow's, how thick it is, and what it says."""

    path: str
    arrow: str
    width: str
    kind: str
    says: str


@dataclass(frozen=True, slots=True)
class SourceTieRow:
    """A tie in the table."""

    source: Markup
    sign: str
    way: str
    other: Markup
    certainty: str
    extent: Markup
    manner: str
    because: tuple[Markup, ...]
    over: Markup


def dependence_sheets(site: Site) -> Iterator[Sheet]:
    """The one page of the graph, if anything hangs on anything."""
    ties = dependence(site.record).ties
    if not ties:
        return
    keys = _in_time(site, {key for tie in ties for key in (tie.source, tie.other)})
    shown = [tie for tie in ties if not tie.through and tie.certainty != "refused"]
    rows = {key: number for number, key in enumerate(keys)}
    yield site.sheet(
        ADDRESS,
        "dependence.html",
        title=site.words("dependence.title"),
        section="dependence",
        nodes=[_node(site, key) for key in keys],
        arcs=[_arc(site, tie, rows) for tie in shown],
        width=WIDTH,
        height=ROW * len(keys),
        rows=[_row(site, tie) for tie in ties],
    )


def _in_time(site: Site, keys: set[str]) -> list[str]:
    """Sources in the order in which they were made, those without a date last."""
    return sorted(keys, key=lambda key: age_of(site.record.sources, key))


def _node(site: Site, key: str) -> SourceNodeView:
    source = site.record.sources.get(key)
    when = (source.composed or source.published) if source else None
    return SourceNodeView(source_link(site, key, ""), dating_in_words(when, site.words) if when else "")


def _arc(site: Site, tie: SourceTie, rows: dict[str, int]) -> ArcView:
    start, end = _middle(rows[tie.other]), _middle(rows[tie.source])
    right = WIDTH - _EDGE
    # a cubic curve reaches three quarters of the way to its handles
    out = min(right - 4, _SLOT * abs(rows[tie.source] - rows[tie.other]) + 6) * 4 / 3
    path = f"M{right} {start}C{right - out:.0f} {start} {right - out:.0f} {end} {right} {end}"
    arrow = f"M{right + 6} {end}l-9 -5v10z" if tie.direction == "from" else ""
    kind = tie.certainty if tie.direction == "from" else tie.direction
    says = site.words(f"dependence.says-{tie.direction}", a=short_name(site, tie.source), b=short_name(site, tie.other))
    words = f" ({extent(site, tie)})" if tie.passages else ""
    return ArcView(path, arrow, f"{1.4 + log2(1 + tie.words) / 4:.1f}", kind, says + words)


def _middle(row: int) -> int:
    return ROW * row + ROW // 2


def _row(site: Site, tie: SourceTie) -> SourceTieRow:
    words = site.words
    size = Markup("–")
    if tie.passages:
        page = site.addresses.pairs[tie.source, tie.other]
        size = Markup('<a href="{}">{}</a>').format(page, extent(site, tie))
    over = Markup(", ").join(source_link(site, key, "") for key in tie.through)
    certainty = words(f"certainty.{tie.certainty}") if tie.direction == "from" else "–"
    return SourceTieRow(
        source_link(site, tie.source, ""),
        sign(tie.direction),
        words(f"shared.{tie.direction}"),
        source_link(site, tie.other, ""),
        certainty,
        size,
        _manner(site, tie),
        (*_judged(site, tie), *grounds_of(site, tie, "")),
        Markup("{}").format(words("dependence.over", sources=over)) if over else Markup(""),
    )


def _judged(site: Site, tie: SourceTie) -> Sequence[Markup]:
    """The judgement on a tie that no passage repeats."""
    if tie.judged is None or any(ground.kind in ("judged", "refused") for ground in tie.grounds):
        return ()
    word = tie.judged.judgement
    return (Markup("{} ({}: {})").format(site.words(f"certainty.{tie.judged.verdict}"), word.by, word.why),)


def _manner(site: Site, tie: SourceTie) -> str:
    """In how many of the passages the borrower marks what it borrows, and how."""
    manners: dict[str, int] = {}
    for passage in tie.passages:
        manners[passage.manner or "unmarked"] = manners.get(passage.manner or "unmarked", 0) + 1
    parts = [
        f"{site.words(f'manner.{name}')}{f' ({number})' if len(manners) > 1 else ''}"
        for name, number in sorted(manners.items(), key=lambda item: -item[1])
    ]
    return ", ".join(parts) or "–"
