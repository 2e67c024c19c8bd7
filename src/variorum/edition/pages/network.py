"""The network of people and groups: a picture, one for each stretch of years, and a table that says the same.

A picture holds two thousand at most. Where there are more, all of them stand in a file of the edition's that the page
loads when a reader asks for it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from variorum.analysis.gexf import written
from variorum.analysis.graphml import as_graphml
from variorum.analysis.layout import SIDE, laid_out
from variorum.analysis.network import Tie, TieNetwork, foremost, network
from variorum.analysis.tables import network_table
from variorum.dates.days import civil_date, day_number
from variorum.edition.addresses import root_from
from variorum.edition.cleaning import shown
from variorum.edition.pages.lives import company_address
from variorum.edition.site import Sheet, Site
from variorum.edition.views import dossier_link, statement_address, statement_link

ADDRESS = "network.html"
MOST = 2000  # people and groups that one picture holds
_LABELLED = 60  # names that a picture holds before they cover one another
_LISTED = 2000  # ties in the table: more makes a page that nobody loads
_LED = 4000  # ties in a picture that lead somewhere: more would be more than the picture itself
_PERIODS = 6
_MARGIN = 120

Places = Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class PersonNodeView:
    """Somebody in the picture; `size` is a radius, `number` their place in the list of all."""

    x: int
    y: int
    size: int
    kind: str
    name: str
    address: str
    labelled: bool
    number: int


@dataclass(frozen=True, slots=True)
class EdgeView:
    """A tie in the picture; `years` are those of each statement ("1930-1932 1936-1936"), empty where none is dated."""

    x1: int
    y1: int
    x2: int
    y2: int
    inferred: bool
    said: str
    width: float
    address: str
    years: str
    ends: str


@dataclass(frozen=True, slots=True)
class PeriodView:
    """The ties that are dated in some years, drawn small, with a page of their own."""

    label: str
    address: str
    edges: tuple[EdgeView, ...]


@dataclass(frozen=True, slots=True)
class PersonTieRow:
    """A tie in the table."""

    anchor: str
    one: Markup
    other: Markup
    inferred: bool
    grounds: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A network with the place of everybody in it."""

    site: Site
    ties: TieNetwork
    places: Places

    def nodes(self) -> list[PersonNodeView]:
        site, ties = self.site, self.ties
        counted = Counter(who for tie in ties.ties if not tie.inferred for who in (tie.one, tie.other))
        told = set(sorted(ties.nodes, key=lambda who: (-counted[who], who))[:_LABELLED])
        return [
            PersonNodeView(
                *self.places[who],
                min(16, 5 + counted[who]),
                site.record.entities[who].kind,
                site.named(who),
                site.addresses.entities[who],
                who in told,
                number,
            )
            for number, who in enumerate(ties.nodes)
        ]

    def edges(self, ties: Sequence[Tie], *, listed: bool = True) -> list[EdgeView]:
        number = {who: place for place, who in enumerate(self.ties.nodes)}
        led = listed and len(ties) <= _LED
        return [
            EdgeView(
                *self.places[tie.one],
                *self.places[tie.other],
                tie.inferred,
                self.said(tie),
                min(6.0, 1.2 + 0.6 * len(tie.refs)),
                self._address(tie, position) if led else "",
                _years(tie),
                f"{number[tie.one]} {number[tie.other]}",
            )
            for position, tie in enumerate(ties)
        ]

    def said(self, tie: Tie) -> str:
        key = "network.could" if tie.inferred else "network.tied"
        return self.site.words(key, one=self.site.named(tie.one), other=self.site.named(tie.other))

    def _address(self, tie: Tie, position: int) -> str:
        """Where a tie's statements stand: in the table if it lists the tie, else the first of them."""
        if position < _LISTED:
            return f"#{_anchor(self.site, tie)}"
        first = self.site.survey.statements.get(tie.refs[0])
        return (statement_address(self.site, first) or "") if first and not tie.inferred else ""


def has_network(site: Site) -> bool:
    """Whether anybody is tied to anybody by a statement."""
    return any(not tie.inferred for tie in network(site.record, site.company).ties)


def network_sheets(site: Site) -> Iterator[Sheet]:
    """The pages, and the picture and the ties as files for other programs; nothing where nobody is tied to anybody."""
    whole = network(site.record, site.company)
    if not any(not tie.inferred for tie in whole.ties):
        return
    places = {who: (x + _MARGIN, y + _MARGIN) for who, (x, y) in laid_out(whole).items()}
    ties = foremost(whole, most=MOST)
    drawn = _Drawn(site, ties, places)
    ordered = _in_order(ties.ties)
    periods = _periods(ordered)
    all_ = [PeriodView(label, address, tuple(drawn.edges(inside, listed=False))) for label, address, inside in periods]
    more = "network-all.js" if ties.left_out else ""
    yield _page(drawn, ordered, ADDRESS, periods=all_, years=_span(ordered), more=more)
    for label, address, inside in periods:
        yield _page(drawn, inside, address, label=label)
    picture = {"title": site.words("network.title"), "nodes": drawn.nodes(), "side": SIDE + 2 * _MARGIN}
    yield site.sheet("network.svg", "network.svg", section="network", edges=drawn.edges(ordered), **picture)
    for address, text in _data(site, whole):
        yield Sheet.of_text(address, text)
    if more:
        yield Sheet.of_text(more, _everybody(drawn, whole))


def _page(
    drawn: _Drawn,
    ties: Sequence[Tie],
    address: str,
    *,
    label: str = "",
    periods: Sequence[PeriodView] = (),
    years: tuple[int, int] | None = None,
    more: str = "",
) -> Sheet:
    site, root = drawn.site, root_from(address)
    return site.sheet(
        address,
        "network.html",
        section="network",
        title=site.words("network.of", years=label) if label else site.words("network.title"),
        inside=bool(label),
        nodes=drawn.nodes(),
        edges=drawn.edges(ties),
        side=SIDE + 2 * _MARGIN,
        periods=list(periods),
        years=years,
        years_words=json.dumps(
            {name: site.words(f"network.{name}") for name in ("from", "to", "all", "shown")}, ensure_ascii=False
        ),
        more=more,
        more_words=json.dumps(
            {name: site.words(f"network.{name}") for name in ("show-all", "drag", "no-webgl", "reading", "find")},
            ensure_ascii=False,
        ),
        everybody=len(drawn.ties.nodes) + drawn.ties.left_out,
        rows=[_row(site, tie, root) for tie in ties[:_LISTED]],
        left_out=drawn.ties.left_out,
        unlisted=max(0, len(ties) - _LISTED),
    )


def _data(site: Site, ties: TieNetwork) -> Iterator[tuple[str, str]]:
    """The ties in the formats of other programs."""
    yield "network.gexf", written(site.record, ties)
    yield "network.graphml", as_graphml(site.record, ties)
    yield "network.csv", network_table(site.record, ties)


def _everybody(drawn: _Drawn, whole: TieNetwork) -> str:
    """All people and groups, with all ties, as a script that hands them over: a page from a stick can fetch nothing."""
    site, number = drawn.site, {who: place for place, who in enumerate(whole.nodes)}
    counted = Counter(who for tie in whole.ties if not tie.inferred for who in (tie.one, tie.other))
    told = {
        "side": SIDE + 2 * _MARGIN,
        "nodes": [
            [*drawn.places[who], min(16, 5 + counted[who]), int(site.record.entities[who].kind == "group"),
             site.named(who), site.addresses.entities[who]]
            for who in whole.nodes
        ],
        "ties": [[number[tie.one], number[tie.other], int(tie.inferred)] for tie in whole.ties],
    }  # fmt: skip
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace").decode("utf-8")
    return f"window.variorumNetwork?.({text});\n"


def _in_order(ties: Sequence[Tie]) -> list[Tie]:
    """Those that statements make before those that only may have been, those with most statements first."""
    return sorted(ties, key=lambda tie: (tie.inferred, -len(tie.refs)))


def _span(ties: Sequence[Tie]) -> tuple[int, int] | None:
    """The first and the last year of a slider; None where all that is dated lies in one year."""
    days = [day for tie in ties for pair in tie.each for day in pair]
    if not days:
        return None
    first, last = civil_date(min(days))[0], civil_date(max(days))[0]
    return (first, last) if last > first else None


def _years(tie: Tie) -> str:
    years = dict.fromkeys((civil_date(first)[0], civil_date(last)[0]) for first, last in tie.each)
    return " ".join(f"{first}..{last}" for first, last in years)


def _periods(ties: Sequence[Tie]) -> list[tuple[str, str, list[Tie]]]:
    """Some six stretches of whole years that hold about as many dated ties each; none where all lie in two years."""
    begun = sorted(civil_date(first)[0] for tie in ties for first, _ in tie.each)
    if not begun or begun[-1] - begun[0] < 2:
        return []
    cuts = sorted({begun[len(begun) * part // _PERIODS] for part in range(_PERIODS)})
    last = max(civil_date(day)[0] for tie in ties for _, day in tie.each)
    found = []
    for begin, end in zip(cuts, [*(cut - 1 for cut in cuts[1:]), last], strict=True):
        bounds = day_number(begin), day_number(end + 1)
        inside = [tie for tie in ties if any(a < bounds[1] and b >= bounds[0] for a, b in tie.each)]
        label, name = (str(begin),) * 2 if begin == end else (f"{begin}–{end}", f"{begin}_{end}")
        found.append((label, f"network/{name}.html", inside))
    return found


def _anchor(site: Site, tie: Tie) -> str:
    """The anchor of a tie in the table: made of the two dossiers' addresses, so that it outlives other ties."""
    ends = (site.addresses.entities[who].removesuffix(".html").replace("/", "-") for who in (tie.one, tie.other))
    return "tie-" + "--".join(ends)


def _row(site: Site, tie: Tie, root: str) -> PersonTieRow:
    grounds: Sequence[Markup]
    if tie.inferred:
        address = f"{company_address(site, tie.one)}#with-{site.addresses.entities[tie.other].rpartition('/')[2][:-5]}"
        grounds = [Markup('<a href="{}{}">{}</a>').format(root, address, shown(site.words("network.why")))]
    else:
        grounds = [statement_link(site, site.survey.statements[ref], root) for ref in tie.refs]
    one, other = (dossier_link(site, who, root) for who in (tie.one, tie.other))
    return PersonTieRow(_anchor(site, tie), one, other, tie.inferred, tuple(grounds))
