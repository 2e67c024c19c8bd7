"""Passages that stand in more than one source, as pages show them: where, how alike, taken from whom, and why."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from markupsafe import Markup

from variorum.edition.addresses import shared_anchor
from variorum.edition.cleaning import shown
from variorum.edition.site import Site
from variorum.edition.survey import SharedStretch
from variorum.edition.views import dossier_link, short_name
from variorum.evidence import Borrowing, DescentGround, Side
from variorum.languages.datings import in_words
from variorum.stemma import SourceTie, dependence
from variorum.stemma.lineage import DEPENDENT
from variorum.stemma.readings import PassageWord, joined, set_against

_SHOWN = 3000  # letters of a side that are shown; longer passages are told by their beginning
_LINE = re.compile(r"(?<!\n)\n(?!\n)")  # a line's end within a paragraph
_SIGNS = {"from": "←", "common": "↔", "unknown": "?"}


def source_link(site: Site, key: str, root: str) -> Markup:
    """A source by its short name."""
    return dossier_link(site, key, root, label=short_name(site, key))


def ground_view(site: Site, ground: DescentGround, root: str) -> Markup:
    """A ground as a sentence in the reader's language, its sources linked."""
    return _ground(site, ground, lambda key: source_link(site, key, root))


def _ground(site: Site, ground: DescentGround, named: Callable[[str], Markup]) -> Markup:
    said = {name: _said(site, name, value, named) for name, value in ground.said}
    return Markup("{}").format(site.words(f"ground.{ground.kind}", **said))


def _said(site: Site, name: str, value: str, named: Callable[[str], Markup]) -> Markup:
    if name in ("a", "b", "c"):
        return named(value)
    if name == "how" and value in DEPENDENT:
        return shown(site.words(f"attested.{value}"))
    if name == "how" and value.startswith("over "):
        return Markup("{}").format(site.words("ground.over", source=named(value.removeprefix("over "))))
    if name in ("when_a", "when_b"):
        return shown(in_words(value, site.words.language) or value)
    return shown(value)


def grounds_of(site: Site, tie: SourceTie, root: str) -> tuple[Markup, ...]:
    """The grounds of a tie, each sentence once."""
    return tuple(dict.fromkeys(ground_view(site, ground, root) for ground in tie.grounds))


def grounds_in_words(site: Site, tie: SourceTie, named: Callable[[str], str]) -> tuple[str, ...]:
    """The grounds of a tie as plain sentences, each once, its sources by the names that they are given."""
    plain = (_ground(site, ground, lambda key: shown(named(key))).striptags() for ground in tie.grounds)
    return tuple(dict.fromkeys(plain))


def taken_view(site: Site, key: str, root: str) -> list[tuple[str, list[Markup]]]:
    """What a source has from others, others from it, and what it has in common, each with a link to the passages."""
    told: dict[str, list[Markup]] = {"from": [], "by": [], "common": [], "unknown": []}
    for tie in dependence(site.record).of(key):
        if not tie.passages:
            continue
        other = tie.other if tie.source == key else tie.source
        way = tie.direction if tie.direction != "from" or tie.source == key else "by"
        told[way].append(
            Markup('{} <a class="sub" href="{}{}">{}</a>').format(
                source_link(site, other, root), root, site.addresses.pairs[tie.source, tie.other], extent(site, tie)
            )
        )
    return [(site.words(f"shared.{way}"), links) for way, links in told.items() if links]


def shared_view(site: Site, shared: SharedStretch, source: str, root: str) -> Markup:
    """Where else a stretch of this source stands: the way it went, the place, and the two side by side."""
    way = site.words(f"shared.{way_of(shared.borrowing, source)}")
    address = pair_address(site, shared.borrowing)
    return Markup('<span class="way">%s</span> %s, %s <a class="sub" href="%s%s">%s</a>') % (
        way,
        source_link(site, shared.other.source, root),
        places_of(site, shared.other, root),
        root,
        address,
        site.words("shared.compare"),
    )


def way_of(borrowing: Borrowing, source: str) -> str:
    """How a passage went as seen from one of its sources: "from" the other, "by" the other, "common" or "unknown"."""
    if borrowing.direction in ("common", "unknown"):
        return borrowing.direction
    return "from" if (borrowing.direction == "a-from-b") == (borrowing.a.source == source) else "by"


def pair_address(site: Site, borrowing: Borrowing) -> str:
    """The page on which the two states stand side by side, and the passage on it."""
    page = site.addresses.pairs[borrowing.a.source, borrowing.b.source]
    return f"{page}#{passage_anchor_of(borrowing)}"


def passage_anchor_of(borrowing: Borrowing) -> str:
    """The anchor of a borrowing on the page of its two sources: by the place of its side in the first of them."""
    side = min((borrowing.a, borrowing.b), key=lambda each: each.source)
    first = side.stretches[0]
    return f"p{first.page}-{first.start}-{first.end}"


def extent(site: Site, tie: SourceTie) -> str:
    """How much it is: "2 passages, 46 words"."""
    return f"{site.words.count('passages', len(tie.passages))}, {site.words.count('words', tie.words)}"


def sign(direction: str) -> str:
    """The sign of a direction, beside its word."""
    return _SIGNS[direction]


def side_by_side(a: str, b: str) -> tuple[Markup, Markup]:
    """Two states of a passage with the words marked in which they differ."""
    one, other = _cut(a), _cut(b)
    found = set_against(one, other, edges=True).differing
    return (
        _marked(joined(one), [reading.a for reading in found], cut=len(one) < len(a)),
        _marked(joined(other), [reading.b for reading in found], cut=len(other) < len(b)),
    )


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(None, 1)[0]


def _marked(text: str, differing: Sequence[Sequence[PassageWord]], *, cut: bool) -> Markup:
    text = _LINE.sub(" ", text)
    pieces, place = [], 0
    for words in differing:
        if words:
            start, end = words[0].start, words[-1].end
            pieces += [
                shown(text[place:start]),
                Markup('<span class="differs">{}</span>').format(shown(text[start:end])),
            ]
            place = end
    return Markup("").join([*pieces, shown(text[place:]), Markup(" […]") if cut else Markup("")])


def places_of(site: Site, side: Side, root: str) -> Markup:
    """Where a side stands, linked to the very words: "p. 30" or "p. 30, p. 31"."""
    return Markup(", ").join(
        Markup('<a href="%s%s#%s">%s</a>')
        % (
            root,
            site.addresses.leaf(stretch.source, stretch.page),
            shared_anchor(stretch.start, stretch.end),
            _label(site, stretch.source, stretch.page),
        )
        for stretch in side.stretches
    )


def _label(site: Site, source: str, page: int) -> str:
    holding = site.record.holdings.get(source)
    label = holding.labels[page - 1] if holding and page <= len(holding.labels) else ""
    return site.words("source.page", label=label) if label else site.words("source.section", n=page)
