"""The network of people and groups: a picture, one for each stretch of years, and a table that says the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from markupsafe import Markup

from variorum.analysis.gexf import written
from variorum.analysis.network import Tie, TieNetwork, laid_out, network
from variorum.dates.days import civil_date, day_number
from variorum.edition.cleaning import shown
from variorum.edition.pages.lives import company_address
from variorum.edition.site import Sheet, Site
from variorum.edition.views import dossier_link, statement_link

ADDRESS = "network.html"
_LABELLED = 60  # names that a picture holds before they cover one another
_LISTED = 2000  # ties in the table: more makes a page that nobody loads
_PERIODS = 6
_MARGIN = 120

Places = Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class PersonNodeView:
    """Somebody in the picture; `size` is a radius."""

    x: int
    y: int
    size: int
    kind: str
    name: str
    address: str
    labelled: bool


@dataclass(frozen=True, slots=True)
class EdgeView:
    """A tie in the picture."""

    x1: int
    y1: int
    x2: int
    y2: int
    inferred: bool
    said: str
    width: float


@dataclass(frozen=True, slots=True)
class PeriodView:
    """The ties that are dated in some years."""

    label: str
    edges: tuple[EdgeView, ...]


@dataclass(frozen=True, slots=True)
class PersonTieRow:
    """A tie in the table."""

    one: Markup
    other: Markup
    inferred: bool
    grounds: tuple[Markup, ...]


def has_network(site: Site) -> bool:
    """Whether anybody is tied to anybody by a statement."""
    return any(not tie.inferred for tie in network(site.record, site.company).ties)


def network_sheets(site: Site) -> Iterator[Sheet]:
    """The page, and the picture and the ties as files for other programs; nothing where nobody is tied to anybody."""
    ties = network(site.record, site.company)
    if not any(not tie.inferred for tie in ties.ties):
        return

    places = {who: (x + _MARGIN, y + _MARGIN) for who, (x, y) in laid_out(ties).items()}
    drawn = {
        "title": site.words("network.title"),
        "nodes": _nodes(site, ties, places),
        "edges": [_edge(site, tie, places) for tie in ties.ties],
        "side": 1000 + 2 * _MARGIN,
    }
    yield site.sheet(
        ADDRESS,
        "network.html",
        section="network",
        periods=_periods(site, ties, places),
        rows=[_row(site, tie) for tie in sorted(ties.ties, key=lambda tie: (tie.inferred, -len(tie.refs)))[:_LISTED]],
        left_out=ties.left_out,
        unlisted=max(0, len(ties.ties) - _LISTED),
        **drawn,
    )
    yield site.sheet("network.svg", "network.svg", section="network", **drawn)
    text = written(site.record, ties)
    yield Sheet("network.gexf", lambda: text, sha256(text.encode("utf-8", "surrogatepass")).hexdigest())


def _nodes(site: Site, ties: TieNetwork, places: Places) -> list[PersonNodeView]:
    counted = Counter(who for tie in ties.ties if not tie.inferred for who in (tie.one, tie.other))
    foremost = set(sorted(ties.nodes, key=lambda who: (-counted[who], who))[:_LABELLED])
    return [
        PersonNodeView(
            *places[who],
            min(16, 5 + counted[who]),
            site.record.entities[who].kind,
            site.named(who),
            site.addresses.entities[who],
            who in foremost,
        )
        for who in ties.nodes
    ]


def _edge(site: Site, tie: Tie, places: Places) -> EdgeView:
    (x1, y1), (x2, y2) = places[tie.one], places[tie.other]
    key = "network.could" if tie.inferred else "network.tied"
    said = site.words(key, one=site.named(tie.one), other=site.named(tie.other))
    return EdgeView(x1, y1, x2, y2, tie.inferred, said, min(6.0, 1.2 + 0.6 * len(tie.refs)))


def _periods(site: Site, ties: TieNetwork, places: Places) -> list[PeriodView]:
    """Some six stretches of whole years that hold about as many dated ties each; none where all lie in two years."""
    dated = [(tie, tie.days) for tie in ties.ties if tie.days is not None]
    years = sorted(civil_date(days[0])[0] for _, days in dated)
    if not years or years[-1] - years[0] < 2:
        return []
    cuts = sorted({years[len(years) * part // _PERIODS] for part in range(_PERIODS)})
    last = max(civil_date(days[1])[0] for _, days in dated)
    found = []
    for begin, end in zip(cuts, [*(cut - 1 for cut in cuts[1:]), last], strict=True):
        inside = [tie for tie, days in dated if days[0] < day_number(end + 1) and days[1] >= day_number(begin)]
        label = str(begin) if begin == end else f"{begin}–{end}"
        found.append(PeriodView(label, tuple(_edge(site, tie, places) for tie in inside)))
    return found


def _row(site: Site, tie: Tie) -> PersonTieRow:
    grounds: Sequence[Markup]
    if tie.inferred:
        address = f"{company_address(site, tie.one)}#with-{site.addresses.entities[tie.other].rpartition('/')[2][:-5]}"
        grounds = [Markup('<a href="{}">{}</a>').format(address, shown(site.words("network.why")))]
    else:
        grounds = [statement_link(site, site.survey.statements[ref], "") for ref in tie.refs]
    return PersonTieRow(
        dossier_link(site, tie.one, ""), dossier_link(site, tie.other, ""), tie.inferred, tuple(grounds)
    )
