"""The parts of an edition, declared in one place: what makes the pages of each, where they lie, and the ways there.

A part is a function from the site to sheets. To add one, write that function in a module of `pages/` and put a line
into `PARTS`; publishing, the bar, the foot and the reading room go by this list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from variorum.disclosure.openness import Opened
from variorum.edition.addresses import FOLDERS
from variorum.edition.pages.argument import argument_sheets
from variorum.edition.pages.borrowings import borrowing_sheets
from variorum.edition.pages.chapters import chapter_sheets
from variorum.edition.pages.chronicle import chronicle_sheets
from variorum.edition.pages.colophon import colophon_sheets
from variorum.edition.pages.concordance import concordance_sheets
from variorum.edition.pages.contradictions import contradiction_sheets
from variorum.edition.pages.dependence import ADDRESS as DEPENDENCE
from variorum.edition.pages.dependence import dependence_sheets
from variorum.edition.pages.dossiers import dossier_sheets
from variorum.edition.pages.editions import INDEX as EDITIONS
from variorum.edition.pages.editions import edition_sheets, parallels_of
from variorum.edition.pages.erasures import erasure_sheets
from variorum.edition.pages.findings import findings_sheets
from variorum.edition.pages.front import front_sheets
from variorum.edition.pages.indexes import index_sheets
from variorum.edition.pages.judgements import set_aside_sheets
from variorum.edition.pages.lives import company_sheets
from variorum.edition.pages.names import names_sheets
from variorum.edition.pages.network import network_sheets
from variorum.edition.pages.place_map import map_sheets
from variorum.edition.pages.search import ADDRESS as SEARCH
from variorum.edition.pages.search import search_sheets
from variorum.edition.pages.sources import source_sheets
from variorum.edition.pages.sources_in_time import span_sheets
from variorum.edition.pages.theses import thesis_sheets
from variorum.edition.pages.timeline import timeline_sheets
from variorum.edition.site import Sheet, Site
from variorum.edition.wording import InterfaceWords
from variorum.stemma import dependence


@dataclass(frozen=True, slots=True)
class Way:
    """A way to a part of the edition, its label first as a key of the language's table, then as a page shows it.

    `section` is the name by which pages know that they belong there; `number` is how many things wait there, None where
    nothing is counted.
    """

    section: str
    label: str
    address: str
    number: int | None = None


Ways = Callable[[Opened], Iterable[Way]]


def _none(_: Opened) -> Iterable[Way]:
    return ()


def _always(section: str, label: str, address: str) -> Ways:
    return lambda _: (Way(section, label, address),)


@dataclass(frozen=True, slots=True)
class EditionPart:
    """A part of the edition.

    `under` names the first parts of its pages' addresses, by which it also has pages at the root (map.html, map.svg);
    "" is for all others at the root. It is empty where the reading room looks its pages up one by one, as it does
    dossiers, sources and pairs of sources. `in_bar` and `in_foot` give the ways there, for what the edition holds.
    """

    sheets: Callable[[Site], Iterator[Sheet]]
    under: tuple[str, ...] = ("",)
    in_bar: Ways = _none
    in_foot: Ways = _none


def _kept(sheets: Callable[[Site], Iterator[Sheet]]) -> Callable[[Site], Iterator[Sheet]]:
    """The same sheets, laid out only where something that they look at changed."""
    return lambda site: site.kept(sheets)


def _of_editions(site: Site) -> Iterator[Sheet]:
    """Editions side by side, and what is erased from one to the other: read from the same alignment."""
    parallels = parallels_of(site)
    yield from edition_sheets(site, parallels)
    yield from erasure_sheets(site, parallels)


def _chapters(opened: Opened) -> Iterable[Way]:
    return (Way("chapter", "nav.chapters", "chapters/index.html"),) if opened.record.chapters else ()


def _kinds(opened: Opened) -> Iterable[Way]:
    kinds = {entity.kind for entity in opened.record.entities.values()}
    return (Way(kind, f"nav.{folder}", f"{folder}/index.html") for kind, folder in FOLDERS.items() if kind in kinds)


def _theses(opened: Opened) -> Iterable[Way]:
    record = opened.record
    is_argued = record.theses or record.patterns or record.decisions
    return (Way("thesis", "nav.theses", "theses/index.html"),) if is_argued else ()


def _findings(opened: Opened) -> Iterable[Way]:
    return (Way("findings", "nav.findings", "findings/index.html", len(opened.findings)),)


def _dependence(opened: Opened) -> Iterable[Way]:
    return (Way("dependence", "nav.dependence", DEPENDENCE),) if dependence(opened.record).ties else ()


def _editions(opened: Opened) -> Iterable[Way]:
    return (Way("editions", "nav.editions", EDITIONS),) if opened.record.editions else ()


def _lists(_: Opened) -> Iterable[Way]:
    yield Way("relations", "nav.relations", "relations.html")
    yield Way("bibliography", "nav.bibliography", "bibliography.html")


_NAMES = _always("names", "nav.names", "names.html")

PARTS: tuple[EditionPart, ...] = (  # in the order of the bar and the foot
    EditionPart(front_sheets, ("index.html",)),
    EditionPart(chapter_sheets, ("chapters",), in_bar=_chapters),
    EditionPart(chronicle_sheets, ("chronicle.html",), in_bar=_always("chronicle", "nav.chronicle", "chronicle.html")),
    EditionPart(timeline_sheets, ("timeline",)),
    EditionPart(contradiction_sheets),
    EditionPart(dossier_sheets, (), in_bar=_kinds),
    EditionPart(company_sheets, ("company",)),
    EditionPart(network_sheets, ("network",)),
    EditionPart(map_sheets, ("map", "layers")),
    EditionPart(source_sheets, (), in_bar=_always("source", "nav.sources", "sources/index.html")),
    EditionPart(_kept(span_sheets)),
    EditionPart(thesis_sheets, ("theses", "questions"), in_bar=_theses),
    EditionPart(argument_sheets, ("patterns", "predictions", "decisions", "figures")),
    EditionPart(findings_sheets, ("findings",), in_bar=_findings),
    EditionPart(set_aside_sheets, ("findings", "")),
    EditionPart(_kept(names_sheets), in_bar=_NAMES, in_foot=_NAMES),
    EditionPart(_kept(concordance_sheets), ("named",)),
    EditionPart(search_sheets, (), in_bar=_always("search", "search.nav", SEARCH)),
    EditionPart(_kept(dependence_sheets), in_foot=_dependence),
    EditionPart(borrowing_sheets, ()),
    EditionPart(_of_editions, ("editions", "editions.html", "erasures", "erasures.html"), in_foot=_editions),
    EditionPart(index_sheets, (*FOLDERS.values(), ""), in_foot=_lists),
    EditionPart(colophon_sheets, in_foot=_always("colophon", "nav.colophon", "colophon.html")),
)


def sections_of(site: Site) -> Mapping[str, Callable[[], Iterator[Sheet]]]:
    """The makers of the sheets by the first part of their addresses, those of single dossiers and sources left out.

    Under "" stand those whose addresses lie at the root. What is under no name here is the address of no page.
    """
    parts: dict[str, tuple[EditionPart, ...]] = {}
    for part in PARTS:
        for first in part.under:
            parts[first] = (*parts.get(first, ()), part)
    makers = {
        each: partial(_sheets_of, each, site) for each in parts.values()
    }  # one maker for what the same parts make
    return {first: makers[each] for first, each in parts.items()}


def all_sheets(site: Site) -> Iterator[Sheet]:
    """Every page of the edition."""
    return _sheets_of(PARTS, site)


def bar_of(opened: Opened, words: InterfaceWords) -> list[Way]:
    """The ways that the bar of every page shows."""
    return [_said(way, words) for part in PARTS for way in part.in_bar(opened)]


def foot_of(opened: Opened, words: InterfaceWords) -> list[Way]:
    """The ways that the foot of every page shows."""
    return [_said(way, words) for part in PARTS for way in part.in_foot(opened)]


def _sheets_of(parts: Iterable[EditionPart], site: Site) -> Iterator[Sheet]:
    for sheets in [part.sheets(site) for part in parts]:  # all begun before the first is asked for a page
        yield from sheets


def _said(way: Way, words: InterfaceWords) -> Way:
    return replace(way, label=words(way.label))
