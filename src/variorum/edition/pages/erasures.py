"""Whom editions erase: the page of all, and one for each, with what every edition said, the numbers and the test."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from variorum.collation.erasures import is_telling
from variorum.edition.addresses import root_from
from variorum.edition.cleaning import shown
from variorum.edition.parallel import Parallel
from variorum.edition.shared import side_by_side, source_link
from variorum.edition.site import Sheet, Site
from variorum.edition.views import dossier_link, foreign
from variorum.evidence import Erasure, Side

ADDRESS = "erasures.html"
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ErasedRow:
    """An erasure in the table of all."""

    who: Markup
    page: str
    kind: str
    earlier: Markup
    later: Markup
    mentions: str
    taken_out: int  # sentences that are kept without the name
    chance: str
    telling: bool


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place in both editions: what the earlier said and what stands there in the later."""

    before: Markup
    after: Markup  # empty where the sentence is gone
    beside: str  # the address of the row in which the two stand


@dataclass(frozen=True, slots=True)
class ErasureView:
    """What one pair of editions does to somebody."""

    kind: str
    told: Markup
    earlier: Markup
    later: Markup
    language: str
    mentions: tuple[str, str]
    table: tuple[str, ...]
    taken_out: str
    chance: str
    places: tuple[PlaceView, ...]
    over: tuple[Markup, ...]  # the sources of a series, where no two editions are meant


def of_pair(erasures: Sequence[Erasure], pair: Pair) -> list[Erasure]:
    """The telling erasures between two editions."""
    return [one for one in erasures if (one.earlier, one.later) == pair and not one.over and is_telling(one)]


def erasure_sheets(site: Site, parallels: Mapping[Pair, Parallel]) -> Iterator[Sheet]:
    """The page of all erasures, and one for everybody who is erased."""
    if not site.record.erasures:
        return
    rows = [_row(site, one, "") for one in site.record.erasures]
    yield site.sheet(
        ADDRESS,
        "erasures.html",
        title=site.words("erasures.title"),
        section="editions",
        telling=[row for row in rows if row.telling],
        others=[row for row in rows if not row.telling],
    )
    by_entity: defaultdict[str, list[Erasure]] = defaultdict(list)
    for one in site.record.erasures:
        by_entity[one.entity].append(one)
    for entity, found in by_entity.items():
        if any(is_telling(one) for one in found):
            yield _page(site, entity, found, parallels)


def erased_link(site: Site, one: Erasure, root: str) -> Markup:
    """Somebody who is erased, linked to their page, with what was done."""
    address = site.addresses.erasures.get(one.entity)
    name = shown(site.named(one.entity))
    linked = Markup('<a href="{}{}">{}</a>').format(root, address, name) if address else name
    return Markup("{} ({})").format(linked, site.words(f"erasure.{_manner(one)}"))


def erased_here(site: Site, entity: str, root: str) -> Markup | None:
    """The line of a dossier that leads to the page of erasures; None where nobody erases it."""
    found = [one for one in site.record.erasures if one.entity == entity and is_telling(one)]
    address = site.addresses.erasures.get(entity)
    if not found or not address:
        return None
    how = ", ".join(dict.fromkeys(site.words(f"erasure.{_manner(one)}") for one in found))
    return Markup('<a href="{}{}">{}</a>').format(root, address, site.words("erasures.here", how=how))


def _row(site: Site, one: Erasure, root: str) -> ErasedRow:
    telling = is_telling(one)
    return ErasedRow(
        dossier_link(site, one.entity, root),
        root + site.addresses.erasures[one.entity] if telling else "",
        site.words(f"erasure.{_manner(one)}"),
        source_link(site, one.earlier, root),
        source_link(site, one.later, root),
        f"{one.mentions_earlier} → {one.mentions_later}",
        _taken_out(one),
        _chance(site, one.chance),
        telling,
    )


def _page(site: Site, entity: str, found: Sequence[Erasure], parallels: Mapping[Pair, Parallel]) -> Sheet:
    address = site.addresses.erasures[entity]
    root = root_from(address)
    return site.sheet(
        address,
        "erased.html",
        title=site.words("erasures.of", name=site.named(entity)),
        section="editions",
        who=dossier_link(site, entity, root),
        all=f"{root}{ADDRESS}",
        erasures=[_view(site, one, parallels.get((one.earlier, one.later)), root) for one in found],
    )


def _view(site: Site, one: Erasure, beside: Parallel | None, root: str) -> ErasureView:
    source = site.record.sources.get(one.later)
    return ErasureView(
        site.words(f"erasure.{_manner(one)}"),
        Markup("{}").format(
            site.words(
                f"erasures.told-{'series-' if one.over and one.kind != 'silent' else ''}{_manner(one)}",
                earlier=source_link(site, one.earlier, root),
                later=source_link(site, one.later, root),
            )
        ),
        source_link(site, one.earlier, root),
        source_link(site, one.later, root),
        foreign(site, source.language) if source else "",
        (site.words.number(one.mentions_earlier), site.words.number(one.mentions_later)),
        tuple(map(site.words.number, one.table)),
        site.words.number(_taken_out(one)) if _taken_out(one) else "",
        _chance(site, one.chance),
        tuple(_places(site, one, beside, root)),
        tuple(source_link(site, key, root) for key in one.over),
    )


def _manner(one: Erasure) -> str:
    """The kind of an erasure; "partly" where two editions are meant and the later still names it elsewhere."""
    return "partly" if one.kind == "dropped" and one.mentions_later and not one.over else one.kind


def _taken_out(one: Erasure) -> int:
    """How many sentences are kept and have lost the name."""
    return len(one.instead) if one.kind in ("dropped", "anonymised") else 0


def _places(site: Site, one: Erasure, beside: Parallel | None, root: str) -> Iterator[PlaceView]:
    if one.kind == "restored" and not one.over:
        for side in one.instead:
            yield PlaceView(Markup(""), shown(side.text), "")
        return
    for number, side in enumerate(one.places):
        instead = one.instead[number] if number < len(one.instead) else None
        texts = side_by_side(side.text, instead.text) if instead else (shown(side.text), Markup(""))
        yield PlaceView(*texts, _address(site, one, side, beside, root))


def _address(site: Site, one: Erasure, side: Side, beside: Parallel | None, root: str) -> str:
    if beside is None:
        return ""
    from variorum.edition.pages.editions import page_address

    page, row = beside.place(side.stretches[0].page, side.stretches[0].start)
    return f"{root}{page_address(site, (one.earlier, one.later), page)}#r{row}"


def _chance(site: Site, chance: float) -> str:
    if chance < 0.0001:
        return site.words("erasures.tiny")
    figure = f"{chance:.4f}" if chance < 0.01 else f"{chance:.2f}"
    return site.words.figure(figure)
