"""The index of sources, the page of each source, and the pages of its text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256

from markupsafe import Markup

from variorum.edition.addresses import picture_of_leaf, root_from
from variorum.edition.citing.notes import bibliography
from variorum.edition.cleaning import shown
from variorum.edition.in_words import dating_in_words
from variorum.edition.marking import MarkedParagraph, MarkedPassage, NameLink, mark_page
from variorum.edition.pages.editions import compared_links
from variorum.edition.pages.sources_in_time import has_spans
from variorum.edition.prose import set_prose
from variorum.edition.shared import shared_view, taken_view
from variorum.edition.site import Sheet, Site
from variorum.edition.survey import Resting, dependents, in_order
from variorum.edition.verdicts import VerdictSign, verdict_named, verdict_of
from variorum.edition.views import FacetView, dossier_link, foreign, quiet_legend, statement_link, statement_view
from variorum.languages.registry import primary
from variorum.record import Page, Prose, Source, Statement
from variorum.text.shown import cut_at_word

Noting = Callable[[Page, str], Iterable[tuple[int, Markup]]]  # of a page, with the way to the edition's root


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source in the index."""

    address: str
    title: str
    language: str
    authors: Markup
    kind: str
    date: str
    day: int | str
    standing: str
    cited: int


@dataclass(frozen=True, slots=True)
class LeafRow:
    """One page in the list of a source's pages."""

    address: str
    label: str
    passages: int


@dataclass(frozen=True, slots=True)
class RestingRow:
    """A statement that cites a source, with what its quotations turned out to be."""

    statement: Markup
    verdicts: tuple[VerdictSign, ...]


@dataclass(frozen=True, slots=True)
class RestView:
    """Something that rests on a passage: a link to it and the verdict."""

    what: Markup
    verdict: VerdictSign


@dataclass(frozen=True, slots=True)
class CitedPassageView:
    """A passage and what rests on it."""

    number: int
    anchor: str
    tone: str
    rests: tuple[RestView, ...]


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph and the passages that begin in it."""

    number: int | None
    text: Markup
    passages: tuple[CitedPassageView, ...]
    start: int  # the offset in the page's text at which it begins
    shared: tuple[Markup, ...] = ()  # where else what begins here stands
    noted: tuple[Markup, ...] = ()  # who is named in it, and what its dates mean: in the reading room alone


def source_sheets(site: Site) -> Iterator[Sheet]:
    """The index, then each source and its pages."""
    yield _index(site)
    descended = dependents(site.record)
    for key, source in site.record.sources.items():
        pages = site.pages_of(key)
        yield _source(site, source, pages, descended.get(key, ()))
        yield from site.kept(leaf_sheets, key)


def source_sheet(site: Site, key: str) -> Sheet:
    """The page of one source alone."""
    return _source(site, site.record.sources[key], site.pages_of(key), dependents(site.record).get(key, ()))


def leaf_sheet(site: Site, key: str, sequence: int, *, noting: Noting | None = None) -> Sheet | None:
    """One page of a source's text alone; None where it has no such page.

    `noting` gives what is noted of names and dates in a page, each note with the offset at which it stands.
    """
    pages = site.pages_of(key)
    if not 1 <= sequence <= len(pages):
        return None
    around = (pages[sequence - 2] if sequence > 1 else None, pages[sequence] if sequence < len(pages) else None)
    page, here = pages[sequence - 1], site.addresses.leaf(key, sequence)
    set_leaf = partial(_leaf, site, site.record.sources[key], page, around=around, total=len(pages), noting=noting)
    return Sheet(here, set_leaf)


def sources_index(site: Site) -> Sheet:
    """The index of sources."""
    return _index(site)


def _index(site: Site) -> Sheet:
    rows = [_row(site, source, "../") for source in site.record.sources.values()]
    rows.sort(key=lambda row: (row.title.casefold(), row.address))
    return site.sheet(
        "sources/index.html",
        "sources.html",
        title=site.words("nav.sources"),
        section="source",
        rows=rows,
        closed=bool(site.opened.closed),
        over_time=has_spans(site),
    )


def _row(site: Site, source: Source, root: str) -> SourceRow:
    when = source.published or source.composed
    return SourceRow(
        site.addresses.sources[source.key],
        source.title or source.key,
        foreign(site, source.language),
        Markup(", ").join(_author(site, author, root) for author in source.authors),
        site.words(f"source-kind.{source.kind if f'source-kind.{source.kind}' in site.words.sentences else 'other'}"),
        dating_in_words(when, site.words) if when else "–",
        when.earliest_start if when and when.earliest_start is not None else "",
        site.words.get(f"standing.{source.standing}", source.standing) or "–",
        len(site.survey.of_source.get(source.key, ())),
    )


def _author(site: Site, author: str, root: str) -> Markup:
    return dossier_link(site, author, root) if author in site.record.entities else shown(author)


def _source(site: Site, source: Source, pages: Sequence[Page], descended: Sequence[tuple[str, Source]]) -> Sheet:
    address = site.addresses.sources[source.key]
    root = root_from(address)
    holding = site.record.holdings.get(source.key)
    inverse = (s for s in site.survey.of_object.get(source.key, ()) if s.inverse and s.ref.startswith(f"{source.key}#"))
    own = (*site.survey.of_subject.get(source.key, ()), *inverse)
    row = _row(site, source, root)
    return site.sheet(
        address,
        "source.html",
        title=row.title,
        section="source",
        kind=row.kind,
        language=row.language,
        authors=[_author(site, author, root) for author in source.authors],
        profile=list(_profile(site, source, descended, root)),
        findings=_findings(site, source),
        notes=set_prose(site, Prose(source.notes), "", root) if source.notes.strip() else "",
        paged=any(page.label for page in pages),
        leaves=[
            LeafRow(
                site.addresses.leaf(source.key, page.sequence),
                page_label(site, page),
                len({(rest.start, rest.end) for rest in site.survey.resting.get((source.key, page.sequence), ())}),
            )
            for page in pages
        ],
        reason=site.words.said(holding.reason) if holding else "",
        taken=taken_view(site, source.key, root),
        beside=compared_links(site, source.key, root),
        facets=(facets := [_own_statements(site, own, source, root)] if own else []),
        signs=quiet_legend(site, facets),
        resting=[_resting_row(site, s, source, root) for s in in_order(site.survey.of_source.get(source.key, ()))],
    )


def _own_statements(site: Site, own: Sequence[Statement], source: Source, root: str) -> FacetView:
    views = tuple(statement_view(site, statement, root, source.key) for statement in in_order(own))
    return FacetView(site.words("dossier.statements"), views)


def _findings(site: Site, source: Source) -> list[object]:
    files = [source.position.file, *([source.original.file] if source.original else [])]
    in_files = [finding for file in files for finding in site.survey.found_in_file.get(file, ())]
    own = (*site.survey.found_about.get(source.key, ()), *in_files)
    refs = {statement.ref for statement in site.survey.of_source.get(source.key, ())}
    return [finding for finding in own if not any(isinstance(about, str) and about in refs for about in finding.about)]


def _profile(
    site: Site, source: Source, descended: Sequence[tuple[str, Source]], root: str
) -> Iterator[tuple[str, object]]:
    words = site.words
    if source.composed:
        yield words("source.composed"), dating_in_words(source.composed, words)
    if source.published:
        yield words("source.published"), dating_in_words(source.published, words)
    if source.standing:
        yield words("source.standing"), words.get(f"standing.{source.standing}", source.standing)
    for tie in source.lineage:
        yield words.get(f"lineage.{tie.relation}", tie.relation), dossier_link(site, tie.source, root)
    for relation, other in descended:
        yield words.get(f"lineage-of.{relation}", relation), dossier_link(site, other.key, root)
    if source.language:
        yield words("source.language"), words.get(f"tongue.{primary(source.language)}", source.language)
    for _, entry in bibliography([source.key], site.items, site.style):
        yield words("source.reference"), entry
    yield words("source.key"), Markup("<code>@{}</code>").format(shown(source.key))
    if source.original:
        yield words("source.digest"), Markup('<code class="digest">{}</code>').format(shown(source.original.sha256))


def page_label(site: Site, page: Page) -> str:
    """What a page is called: the label that it prints, its section, or its place in the file."""
    if page.label:
        return site.words("source.page", label=page.label)
    return cut_at_word(page.section, 80) or site.words("source.section", n=page.sequence)


def _resting_row(site: Site, statement: Statement, source: Source, root: str) -> RestingRow:
    checks = [
        site.survey.checked.get(witness.id(statement.ref))
        for witness in statement.witnesses
        if witness.citation.checked_in.source == source.key and witness.quotation
    ]
    verdicts = dict.fromkeys(verdict_of(checked, site.words).name for checked in checks)
    return RestingRow(statement_link(site, statement, root), tuple(verdict_named(v, site.words) for v in verdicts))


def leaf_sheets(site: Site, key: str) -> Iterator[Sheet]:
    """The pages of a source's text."""
    source, pages = site.record.sources[key], site.pages_of(key)
    common = "\0".join([site.press.salt, source.key, source.kind, source.title, source.language, str(len(pages))])
    for index, page in enumerate(pages):
        around = (pages[index - 1] if index else None, pages[index + 1] if index + 1 < len(pages) else None)
        here = site.addresses.leaf(source.key, page.sequence)
        resting = site.survey.resting.get((source.key, page.sequence), ())
        told = _leaf_key(site, common, page, around, resting)
        yield Sheet(here, partial(_leaf, site, source, page, around=around, total=len(pages)), told)


def _leaf_key(
    site: Site, common: str, page: Page, around: tuple[Page | None, Page | None], resting: Sequence[Resting]
) -> str:
    """Digest of all that shows on a page of text, so that an unchanged one need not be set again."""
    digest = sha256(common.encode("utf-8", "surrogatepass"))
    for text in (
        page.text,
        page.label,
        page.section,
        page.head,
        page.foot,
        repr(page.paragraphs),
        repr(page.first_paragraph),
    ):
        digest.update(text.encode("utf-8", "surrogatepass") + b"\0")
    for neighbour in around:
        digest.update(repr(_turning(site, neighbour, "", Markup("{}"), "")).encode("utf-8", "surrogatepass"))
    for rest in resting:
        what = _what_rests(site, rest, "../../")
        digest.update(repr((rest.start, rest.end, rest.checked.verification.verdict, what)).encode())
    digest.update(repr(_name_links(site, page, "../../")).encode())
    for shared in site.survey.shared.get((page.source, page.sequence), ()):
        digest.update(repr((shared.start, shared.end, shared_view(site, shared, page.source, "../../"))).encode())
    printed = site.printed.get((page.source, page.sequence))
    digest.update(repr((printed, printed and site.record.sources[page.source].facsimile)).encode("utf-8", "replace"))
    found = site.survey.found_on_page.get((page.source, page.sequence), ())
    digest.update(repr((found, site.addresses.sources[page.source])).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _leaf(
    site: Site,
    source: Source,
    page: Page,
    *,
    around: tuple[Page | None, Page | None],
    total: int,
    noting: Noting | None = None,
) -> str:
    here = site.addresses.leaf(source.key, page.sequence)
    root = root_from(here)
    row_title = source.title or source.key
    label = page_label(site, page)
    resting = site.survey.resting.get((source.key, page.sequence), ())
    names = _name_links(site, page, root)
    shared = site.survey.shared.get((source.key, page.sequence), ())
    marked = mark_page(page, resting, names, shared=shared)
    noted = _by_paragraph(noting(page, root), [paragraph.start for paragraph in marked]) if noting else {}
    return site.press.page(
        "leaf.html",
        root=root,
        title=f"{row_title}, {label}",
        section="source",
        kind=site.words.get(f"source-kind.{source.kind}", site.words("source-kind.other")),
        source_title=row_title,
        source_address=site.addresses.sources[source.key],
        language=foreign(site, source.language),
        label=label,
        source_key=source.key,
        sequence=page.sequence,
        of_total=site.words("source.sheet", n=page.sequence, total=total),
        section_title=page.section if page.label else "",
        page_head=page.head,
        page_foot=page.foot,
        paragraphs=[
            replace(_paragraph(site, paragraph, page.source, root), noted=tuple(noted.get(paragraph.start, ())))
            for paragraph in marked
        ],
        turn=_turn(site, around, root),
        printed=printed_view(site, source, page, root),
        findings=site.survey.found_on_page.get((page.source, page.sequence), ()),
    )


def _by_paragraph(notes: Iterable[tuple[int, Markup]], starts: Sequence[int]) -> dict[int, list[Markup]]:
    """Notes by the start of the paragraph in which they stand."""
    found: dict[int, list[Markup]] = {}
    for offset, note in notes:
        if at := bisect_right(starts, offset):
            found.setdefault(starts[at - 1], []).append(note)
    return found


def _name_links(site: Site, page: Page, root: str) -> list[NameLink]:
    """The names on a page, each with the dossier to which it leads."""
    return [
        NameLink(
            one.mention.start,
            min(one.mention.end, len(page.text)),
            f"{root}{address}" if (address := site.addresses.entities.get(one.entity)) else "",
        )
        for one in site.named_on(page.source).get(page.sequence, ())
    ]


def _turn(site: Site, around: tuple[Page | None, Page | None], root: str) -> Markup:
    before, after = around
    return Markup("{}{}").format(
        _turning(site, before, "prev", Markup("← {}"), root),
        _turning(site, after, "next", Markup("{} →"), root),
    )


def _turning(site: Site, page: Page | None, rel: str, arrow: Markup, root: str) -> Markup:
    if page is None:
        return Markup("<span></span>")
    address = site.addresses.leaf(page.source, page.sequence)
    label = arrow.format(shown(page_label(site, page)))
    return Markup('<a rel="{}" href="{}{}">{}</a>').format(rel, root, address, label)


def _paragraph(site: Site, paragraph: MarkedParagraph, source: str, root: str) -> ParagraphView:
    return ParagraphView(
        paragraph.number,
        paragraph.text,
        tuple(_passage(site, passage, root) for passage in paragraph.passages),
        paragraph.start,
        tuple(shared_view(site, shared, source, root) for shared in paragraph.shared),
    )


def _passage(site: Site, passage: MarkedPassage, root: str) -> CitedPassageView:
    rests = tuple(
        RestView(_what_rests(site, rest, root), verdict_of(rest.checked, site.words)) for rest in passage.rests
    )
    return CitedPassageView(passage.number, passage.anchor, passage.tone, rests)


def _what_rests(site: Site, rest: Resting, root: str) -> Markup:
    """A link to the statement, or to the dossier or chapter whose prose quotes the passage."""
    statement = site.survey.statements.get(rest.checked.statement)
    if statement is not None:
        stance = rest.checked.witness.stance
        prefix = Markup("") if stance == "affirms" else shown(site.words(f"stance.{stance}") + ": ")
        return prefix + statement_link(site, statement, root)
    identity = site.survey.written_in.get(rest.checked.statement, "")
    chapters = {chapter.id: chapter.title for chapter in site.record.chapters}
    address = site.addresses.dossier(identity)
    name = shown(chapters.get(identity) or site.named(identity))
    return Markup('<a href="{}{}">{}</a>').format(root, address, name) if address else name


@dataclass(frozen=True, slots=True)
class PrintedView:
    """A page as it is printed: the address of its picture, how large that is, and whose."""

    address: str
    width: int
    height: int
    rights: str


def printed_view(site: Site, source: Source, page: Page, root: str) -> PrintedView | None:
    """The picture of a page where one is published."""
    picture = site.printed.get((source.key, page.sequence))
    if picture is None:
        return None
    address = root + picture_of_leaf(site.addresses.leaf(source.key, page.sequence))
    return PrintedView(address, picture.width, picture.height, source.facsimile.rights)
