"""The index of names by letters, Latin and Cyrillic, every form with the sources that have it; and the names that have
no dossier, apart, as the machine found them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from variorum.edition.cleaning import one_line, shown
from variorum.edition.filing import filed_as, filing_key, without_signs
from variorum.edition.named import NOBODY, NamedAs, NamedIn, PlacesNamed, merged
from variorum.edition.pages.concordance import concordance_address, place_address, place_label
from variorum.edition.pages.indexes import as_script
from variorum.edition.site import Sheet, Site
from variorum.edition.views import Cell, Column, dossier_link, short_name
from variorum.record import Entity

WITHOUT_DOSSIER = "names-without-a-dossier.html"
_MOST_SOURCES = 5  # named in one line of the index; the concordance has them all
_MOST_NAMES = 1000  # without a dossier that are listed, the most frequent first
_KINDS = ("person", "group", "place", "work", "role")
_SCRIPTS = ("latin", "cyrillic", "other")


@dataclass(frozen=True, slots=True)
class IndexLine:
    """One form of a name in the index."""

    form: Markup
    dossier: Markup  # empty where the form is the one that the dossier is headed by, and is itself the link
    kind: str
    times: str
    where: Markup


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of the index and the forms under it."""

    letter: str
    anchor: str
    lines: tuple[IndexLine, ...]
    heading: str = ""  # of the script, above its first letter, where the index has several


def names_sheets(site: Site) -> Iterator[Sheet]:
    """The index of names, and the page of the names without a dossier where there are any and they are wanted."""
    without = bool(site.hearing.without_dossier) and site.record.settings.unmatched_names
    yield _index(site, without=without)
    if without:
        yield _without_dossier(site)


def _index(site: Site, *, without: bool) -> Sheet:
    words = site.words
    return site.sheet(
        "names.html",
        "names.html",
        title=words("nav.names"),
        section="names",
        letters=list(_letters(site)),
        entries=as_script(list(_entries(site))),
        without=WITHOUT_DOSSIER if without else "",
        closed=bool(site.opened.closed),
    )


# ── the letters ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _letters(site: Site) -> Iterator[Letter]:
    lines = sorted(_lines(site), key=lambda pair: pair[0])
    several = len({key[0] for key, _ in lines}) > 1
    begun: set[int] = set()
    for (script, letter), found in groupby(lines, key=lambda pair: (pair[0][0], pair[0][1])):
        anchor = f"letter-{ord(letter):x}"
        heading = site.words(f"index.script-{_SCRIPTS[script]}") if several and script not in begun else ""
        begun.add(script)
        yield Letter(letter, anchor, tuple(line for _, line in found), heading)


def _lines(site: Site) -> Iterator[tuple[tuple[int, str, str, str], IndexLine]]:
    for identity, entity in site.record.entities.items():
        named = site.hearing.of_entity.get(identity, NOBODY)
        attested: dict[str, list[NamedAs]] = {}
        for attested_form in named.forms:
            attested.setdefault(without_signs(attested_form.form), []).append(attested_form)
        told = {form.form: form.source for form in entity.names}
        forms = list(dict.fromkeys([entity.name or identity, *told, *(form.form for form in named.forms)]))
        seen: set[str] = set()
        for form in forms:
            if (plain := without_signs(form)) not in seen:
                seen.add(plain)
                heading = filed_as(form, entity.kind)
                line = _line(site, entity, heading, attested.get(plain, ()), declared=told.get(form, ""))
                yield (*filing_key(heading), identity), line


def _line(site: Site, entity: Entity, heading: str, attested: Sequence[NamedAs], *, declared: str) -> IndexLine:
    """The line of one form; `declared` is the source that the dossier gives for it."""
    sources = merged(attested)
    where = list(_where(site, sources))
    if not where and declared in site.record.sources:
        where = [dossier_link(site, declared, "", label=short_name(site, declared))]
    if len(sources) > _MOST_SOURCES:
        more = site.words.count("more-sources", len(sources) - _MOST_SOURCES)
        where.append(Markup('<a href="{}">{}</a>').format(concordance_address(site, entity.id), shown(more)))
    own = heading == filed_as(site.named(entity.id), entity.kind)
    label = Markup("<bdi>{}</bdi>").format(shown(heading))
    return IndexLine(
        Markup('<a href="{}">{}</a>').format(site.addresses.entities[entity.id], label) if own else label,
        Markup("") if own else dossier_link(site, entity.id, ""),
        site.words(f"kind.{entity.kind}"),
        site.words.count("named-times", sum(form.times for form in attested)) if attested else "",
        Markup(" · ").join(where),
    )


def _where(site: Site, sources: Sequence[NamedIn]) -> Iterator[Markup]:
    for one in sorted(sources, key=lambda each: (-each.times, each.source))[:_MOST_SOURCES]:
        label = f"{short_name(site, one.source)}, {place_label(site, one.first)}"
        times = f" ({site.words.number(one.times)})" if one.times > 1 else ""
        yield Markup('<a href="{}">{}</a>{}').format(place_address(site, one.first), shown(label), shown(times))


# ── what the search takes from the index ────────────────────────────────────────────────────────────────────────────


def _entries(site: Site) -> Iterator[list[object]]:
    """Form, address, name and kind of everything that has a page; of a source its pages by label too."""
    for form, identity, kind in sorted(_forms(site), key=lambda row: (row[0].casefold(), row[1])):
        is_source = identity in site.record.sources
        called = short_name(site, identity) if is_source else site.named(identity)
        entry: list[object] = [one_line(form), site.addresses.dossier(identity) or "", one_line(called), kind]
        if is_source and (labels := site.places.outline(identity).labels):
            entry.append({one_line(label): sequence for label, sequence in labels.items()})
        yield entry


def _forms(site: Site) -> Iterator[tuple[str, str, str]]:
    for identity, entity in site.record.entities.items():
        kind = site.words(f"kind.{entity.kind}")
        attested = (form.form for form in site.hearing.of_entity.get(identity, NOBODY).forms)
        for form in dict.fromkeys([entity.name or identity, *(name.form for name in entity.names), *attested]):
            yield form, identity, kind
    for key, source in site.record.sources.items():
        yield source.title or key, key, site.words("kind.source")
    for identity, thesis in site.record.theses.items():
        yield thesis.name or identity, identity, site.words("kind.thesis")
    for chapter in site.record.chapters:
        yield chapter.title or chapter.id, chapter.id, site.words("kind.chapter")


# ── names without a dossier ─────────────────────────────────────────────────────────────────────────────────────────


def _without_dossier(site: Site) -> Sheet:
    words = site.words
    found = sorted(site.hearing.without_dossier, key=lambda pair: (-pair[1].times, pair[0].name, pair[0].kind))
    shown_here = sorted(found[:_MOST_NAMES], key=lambda pair: _KINDS.index(pair[0].kind))  # each kind by frequency
    rest = len(found) - _MOST_NAMES
    after = [words.count("more-names", rest)] if rest > 0 else []
    after += [words("closed.sources")] if site.opened.closed else []
    rows = [
        [
            Cell(Markup("<bdi>{}</bdi>").format(shown(unmatched.name))),
            Cell(words(f"kind.{unmatched.kind}") if unmatched.kind != "role" else words("named.role")),
            Cell(_as_written(named)),
            Cell(words.number(named.times), named.times, number=True),
            Cell(Markup(" · ").join(_with_rest(site, named.sources))),
        ]
        for unmatched, named in shown_here
    ]
    return site.sheet(
        WITHOUT_DOSSIER,
        "list.html",
        title=words("named.without-dossier"),
        section="names",
        kicker=words("nav.names"),
        intro=words("named.without-dossier-intro"),
        columns=[
            Column(words("index.person")),
            Column(words("index.kind")),
            Column(words("named.as-written")),
            Column(words("named.times"), True),
            Column(words("named.where")),
        ],
        rows=rows,
        stacked=True,
        empty=words("index.none"),
        after=" ".join(after),
    )


def _as_written(named: PlacesNamed) -> Markup:
    surfaces = dict.fromkeys(surface for form in named.forms for surface in form.surfaces)
    return Markup(" · ").join(_bdi(surfaces))


def _bdi(surfaces: Iterable[str]) -> list[Markup]:
    return [Markup("<bdi>{}</bdi>").format(shown(" ".join(surface.split()))) for surface in list(surfaces)[:8]]


def _with_rest(site: Site, sources: Sequence[NamedIn]) -> list[Markup]:
    rest = len(sources) - _MOST_SOURCES
    return [*_where(site, sources), *([shown(site.words.count("more-sources", rest))] if rest > 0 else [])]
