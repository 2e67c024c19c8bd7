"""Two sources side by side: every passage that stands in both, word by word, who has it from whom, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from variorum.edition.addresses import root_from
from variorum.edition.pages.dependence import ADDRESS
from variorum.edition.shared import ground_view, passage_anchor_of, places_of, side_by_side, source_link, way_of
from variorum.edition.site import Sheet, Site
from variorum.edition.views import foreign_of, short_name
from variorum.evidence import Borrowing, Side

_MOST = 200  # passages of two sources that are shown; those of editions of one text are their collation's part


@dataclass(frozen=True, slots=True)
class SideView:
    """One of the two places of a passage."""

    place: Markup
    text: Markup
    language: str


@dataclass(frozen=True, slots=True)
class BorrowingView:
    """A passage in both its places."""

    anchor: str
    first: SideView
    second: SideView
    way: str
    facts: str
    because: tuple[Markup, ...]


def borrowing_sheets(site: Site) -> Iterator[Sheet]:
    """A page for every two sources that have passages in common, laid out where something that it looks at changed."""
    for pair in site.survey.passages:
        yield from site.kept(pair_sheets, *pair)


def pair_sheets(site: Site, one: str, other: str) -> Iterator[Sheet]:
    """The page of two sources, by their keys in order."""
    yield borrowing_sheet(site, (one, other))


def borrowing_sheet(site: Site, pair: tuple[str, str]) -> Sheet:
    """The page of two sources alone."""
    address = site.addresses.pairs[pair]
    root = root_from(address)
    ordered = sorted(site.survey.passages[pair], key=lambda each: _place(_side(each, pair[0])))
    names = [short_name(site, key) for key in pair]
    words = site.words
    return site.sheet(
        address,
        "pair.html",
        title=f"{names[0]} ↔ {names[1]}",
        section="dependence",
        sources=[source_link(site, key, root) for key in pair],
        graph=f"{root}{ADDRESS}",
        passages=[_view(site, each, pair, texts) for each, texts in _with_texts(site, pair, ordered[:_MOST])],
        more=words.count("passages", len(ordered) - _MOST) if len(ordered) > _MOST else "",
    )


def _with_texts(
    site: Site, pair: tuple[str, str], passages: Sequence[Borrowing]
) -> Iterator[tuple[Borrowing, tuple[Markup, Markup]]]:
    """Each passage with its two states, the words marked in which they differ."""
    handed = tuple((_side(each, pair[0]).text, _side(each, pair[1]).text) for each in passages)
    for passage, (one, other) in zip(passages, site.recall(states_of, " ".join(pair), handed), strict=True):
        yield passage, (Markup(one), Markup(other))  # noqa: S704 (as `side_by_side` made it)


def states_of(passages: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Two states of each of some passages as HTML, the words marked in which they differ."""
    return [[str(state) for state in side_by_side(one, other)] for one, other in passages]


def _view(site: Site, borrowing: Borrowing, pair: tuple[str, str], texts: tuple[Markup, Markup]) -> BorrowingView:
    root = root_from(site.addresses.pairs[pair])
    one, other = _side(borrowing, pair[0]), _side(borrowing, pair[1])
    way = way_of(borrowing, pair[0])
    taker, giver = (pair[0], pair[1]) if way == "from" else (pair[1], pair[0])
    told = site.words(
        f"shared.told-{way if way in ('common', 'unknown') else 'from'}",
        a=source_link(site, taker, root),
        b=source_link(site, giver, root),
    )
    facts = [
        site.words.count("words", borrowing.words),
        site.words("shared.alike", n=round(100 * borrowing.identity)),
        site.words(f"manner.{borrowing.manner or 'unmarked'}"),
    ]
    return BorrowingView(
        passage_anchor_of(borrowing),
        SideView(places_of(site, one, root), texts[0], foreign_of(site, pair[0])),
        SideView(places_of(site, other, root), texts[1], foreign_of(site, pair[1])),
        told,
        " · ".join(facts),
        tuple(dict.fromkeys(ground_view(site, ground, root) for ground in borrowing.grounds)),
    )


def _side(borrowing: Borrowing, source: str) -> Side:
    return borrowing.a if borrowing.a.source == source else borrowing.b


def _place(side: Side) -> tuple[int, int, int]:
    first = side.stretches[0]
    return (first.page, first.start, first.end)
