"""Editions side by side, page by page; and, of each pair, what was done to the text throughout and to whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from variorum.collation.rules import families_of
from variorum.edition.addresses import root_from
from variorum.edition.cleaning import shown
from variorum.edition.pages.erasures import erased_link, of_pair
from variorum.edition.parallel import Parallel, parallel
from variorum.edition.shared import source_link
from variorum.edition.site import Sheet, Site
from variorum.edition.views import foreign_of, short_name
from variorum.evidence import Change, EditionsCompared

INDEX = "editions/index.html"
_GRAVE = ("negation", "number", "name")
_MOST = 150  # grave changes listed on a pair's first page

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A change that is listed by itself."""

    kind: str
    text: Markup
    note: str
    address: str


@dataclass(frozen=True, slots=True)
class PairRow:
    """A pair of editions in the index."""

    earlier: Markup
    later: Markup
    address: str
    kept: str
    changes: int
    erased: int


def edition_sheets(site: Site, parallels: Mapping[Pair, Parallel]) -> Iterator[Sheet]:
    """The index of compared editions, then the pages of each pair."""
    if not site.record.editions:
        return
    yield site.sheet(
        INDEX,
        "editions.html",
        title=site.words("editions.title"),
        section="editions",
        rows=[_row(site, compared, root_from(INDEX)) for compared in site.record.editions],
    )
    for compared in site.record.editions:
        yield from _pair(site, compared, parallels[compared.earlier, compared.later])


def parallels_of(site: Site) -> dict[Pair, Parallel]:
    """Every compared pair set side by side."""
    return {(one.earlier, one.later): parallel(site, one.earlier, one.later) for one in site.record.editions}


def compared_links(site: Site, source: str, root: str) -> list[Markup]:
    """Links from a source to the pages on which it stands beside another edition."""
    links = []
    for one in site.record.editions:
        if source in (one.earlier, one.later):
            other = one.later if source == one.earlier else one.earlier
            way = site.words("editions.with-later" if source == one.earlier else "editions.with-earlier")
            address = site.addresses.editions[one.earlier, one.later]
            link = Markup('{} <a href="{}{}">{}</a>').format(way, root, address, shown(short_name(site, other)))
            links.append(link)
    return links


def page_address(site: Site, pair: Pair, page: int) -> str:
    """The address of a page (from 0) of two editions side by side."""
    first = site.addresses.editions[pair]
    return first if page == 0 else f"{first.removesuffix('.html')}/{page + 1}.html"


def _row(site: Site, one: EditionsCompared, root: str) -> PairRow:
    return PairRow(
        source_link(site, one.earlier, root),
        source_link(site, one.later, root),
        root + site.addresses.editions[one.earlier, one.later],
        f"{one.kept:.0%}",
        len(one.changes) + one.left_out,
        len(of_pair(site.record.erasures, (one.earlier, one.later))),
    )


def _pair(site: Site, compared: EditionsCompared, beside: Parallel) -> Iterator[Sheet]:
    pair = compared.earlier, compared.later
    names = [short_name(site, key) for key in pair]
    for number, rows in enumerate(beside.pages):
        address = page_address(site, pair, number)
        root = root_from(address)
        yield site.sheet(
            address,
            "parallel.html",
            title=f"{names[0]} → {names[1]}" + (f", {number + 1}" if number else ""),
            section="editions",
            sources=[source_link(site, key, root) for key in pair],
            languages=[foreign_of(site, key) for key in pair],
            index=f"{root}{INDEX}",
            summary=_summary(site, compared, beside, root) if number == 0 else None,
            rows=rows,
            pages=_pages(site, pair, beside, number, root),
        )


def _pages(site: Site, pair: Pair, beside: Parallel, here: int, root: str) -> list[tuple[str, int]]:
    """The pages of the pair, each with its address, that of this one empty; none where there is only one."""
    total = len(beside.pages)
    addresses = [(root + page_address(site, pair, number)) if number != here else "" for number in range(total)]
    return list(zip(addresses, range(1, total + 1), strict=True)) if total > 1 else []


def _summary(site: Site, compared: EditionsCompared, beside: Parallel, root: str) -> dict[str, object]:
    pair = compared.earlier, compared.later
    counted = Counter(edit.kind for edit in beside.collated.edits)
    rules = list(compared.normalised.items())
    grave = list(_grave(site, compared, beside, root))
    unlisted = sum(counted[kind] for kind in _GRAVE) - len(grave)
    families = families_of(beside.collated.rules)
    return {
        "kept": f"{compared.kept:.0%}",
        "kinds": [(site.words(f"change.{kind}"), site.words.number(times)) for kind, times in counted.most_common()],
        "rules": [(rule, site.words.count("times", times)) for rule, times in rules[:40]],
        "more_rules": site.words.number(len(rules) - 40) if len(rules) > 40 else "",
        "families": [
            (
                family.written,
                site.words.count("times", family.times),
                ", ".join(rule.written for rule in family.rules[:5]),
            )
            for family in families[:12]
        ],
        "erased": [erased_link(site, one, root) for one in of_pair(site.record.erasures, pair)],
        "more_families": site.words.number(len(families) - 12) if len(families) > 12 else "",
        "grave": grave,
        "more_grave": site.words.number(unlisted) if unlisted > 0 else "",
        "left_out": site.words.number(compared.left_out) if compared.left_out else "",
        "kept_changes": site.words.number(len(compared.changes)),
        "command": f"variorum collate {' '.join(pair)}",
    }


def _grave(site: Site, compared: EditionsCompared, beside: Parallel, root: str) -> Iterator[ChangeView]:
    """The changes of numbers, names and negations, with a link to their row."""
    pair = compared.earlier, compared.later
    for change in [one for one in compared.changes if one.kind in _GRAVE][:_MOST]:
        address = ""
        if change.before:
            stretch = change.before.stretches[0]
            page, row = beside.place(stretch.page, stretch.start)
            address = f"{root}{page_address(site, pair, page)}#r{row}"
        yield ChangeView(site.words(f"change.{change.kind}"), _marked(change), _note(site, change), address)


def _marked(change: Change) -> Markup:
    before = Markup("<del>{}</del>").format(shown(change.before.text)) if change.before else ""
    after = Markup("<ins>{}</ins>").format(shown(change.after.text)) if change.after else ""
    parts = ("…", shown(change.around[0]), before, after, shown(change.around[1]), "…")
    return Markup(" ").join(part for part in parts if part)


def _note(site: Site, change: Change) -> str:
    """The note on a number, in the reader's language; the other kinds show for themselves."""
    verb, _, figures = change.note.partition(": ")
    key = f"change.number-{verb.replace(' ', '-')}"
    return f"{site.words(key)}: {figures}" if change.kind == "number" and key in site.words.sentences else ""
