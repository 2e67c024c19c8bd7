"""The front page: what the archive holds, what its quotations turned out to be, what was found, what is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from variorum.dates.dating import Dating
from variorum.dates.days import civil_date
from variorum.edition.addresses import FOLDERS, family_of
from variorum.edition.filing import filed_as, filing_key
from variorum.edition.pages.chapters import chapter_rows
from variorum.edition.pages.chronicle import year_of
from variorum.edition.pages.contradictions import ADDRESS as CONTRADICTIONS
from variorum.edition.pages.network import ADDRESS as NETWORK
from variorum.edition.pages.network import has_network
from variorum.edition.pages.place_map import ADDRESS as MAP
from variorum.edition.pages.place_map import has_map
from variorum.edition.pages.sources_in_time import ADDRESS as SPANS
from variorum.edition.pages.sources_in_time import has_spans
from variorum.edition.pages.theses import QuestionView, ThesisView, by_question, question_label
from variorum.edition.pages.timeline import ADDRESS as TIMELINE
from variorum.edition.pages.timeline import has_timeline
from variorum.edition.site import Sheet, Site
from variorum.edition.survey import in_order
from variorum.edition.verdicts import ORDER, VerdictSign, verdict_named
from variorum.edition.views import StatementView, dossier_link, foreign, quiet_sign, statement_link, statement_view
from variorum.finding import Severity
from variorum.record import Source, Statement

_FOREMOST = 12  # of each kind, on the front page
_TABLES = ("of_subject", "of_object", "of_complement")
_LISTED = 60  # of what is open: more makes a list that nobody reads; the ledger has them all


@dataclass(frozen=True, slots=True)
class Held:
    """Something that the archive holds, as a link."""

    address: str
    text: str


@dataclass(frozen=True, slots=True)
class OftenAttested:
    """Somebody or something of which much is said, with the years."""

    name: Markup
    years: str


@dataclass(frozen=True, slots=True)
class YearTally:
    """A year of the chronicle; `weight` is from 1 to 7 by how much it has."""

    label: str
    address: str
    said: str
    weight: int


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """How many quotations have one verdict."""

    verdict: VerdictSign
    number: int


@dataclass(frozen=True, slots=True)
class VerdictShare:
    """A verdict's share of the bar that is drawn, in thousandths."""

    name: str
    tone: str
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class FrontNumber:
    """A number with what it counts, and links to some of it."""

    label: str
    number: int
    address: str = ""
    links: tuple[Markup, ...] = ()


@dataclass(frozen=True, slots=True)
class SeverityTally:
    """How many findings have one severity."""

    word: str
    text: str


def front_sheets(site: Site) -> Iterator[Sheet]:
    """The one front page."""
    verdicts = _verdicts(site)
    yield site.sheet(
        "index.html",
        "front.html",
        title=site.record.settings.title or site.words("nav.archive"),
        section="home",
        held=_held(site),
        people=_most_attested(site, "person"),
        places=_most_attested(site, "place"),
        groups=_most_attested(site, "group"),
        events=_most_attested(site, "event"),
        years=_years(site),
        pictures=[
            *([(site.words("timeline.title"), TIMELINE)] if has_timeline(site) else []),
            *([(site.words("network.title"), NETWORK)] if has_network(site) else []),
            *([(site.words("map.title"), MAP)] if has_map(site) else []),
            *([(site.words("spans.title"), SPANS)] if has_spans(site) else []),
        ],
        no_map="" if has_map(site) else MAP,
        signs=[quiet_sign(site, code) for code in site.survey.quiet],
        chapters=chapter_rows(site),
        verdicts=verdicts,
        bars=_bars(verdicts),
        severities=_severities(site),
        findings=_by_family(site),
        open=[row for row in _open(site) if row.number],
        questions=_questions(site),
        closed=bool(site.opened.closed),
        example=_example(site),
        legend=_legend(site, verdicts),
    )


def _example(site: Site) -> StatementView | None:
    """A statement to learn reading by: short, dated, its words found, nothing to object to; None where none is.

    One whose sources speak the edition's language is taken before others.
    """
    fit = [statement for statement in site.record.statements if _is_fit_to_show(site, statement)]
    chosen = min(fit, key=lambda statement: _foreign_witnesses(site, statement), default=None)
    return statement_view(site, chosen, "") if chosen else None


def _is_fit_to_show(site: Site, statement: Statement) -> bool:
    if statement.when is None or not 0 < len(statement.witnesses) < 3 or statement.ref in site.survey.found_about:
        return False
    checks = [site.survey.checked.get(witness.id(statement.ref)) for witness in statement.witnesses]
    found = [check.verification for check in checks if check]
    return (
        len(found) == len(checks)
        and all((one.verdict, one.place) == ("verbatim", "as cited") for one in found)
        and all(20 < len(witness.quotation or "") < 160 for witness in statement.witnesses)
    )


def _foreign_witnesses(site: Site, statement: Statement) -> int:
    keys = [witness.citation.checked_in.source for witness in statement.witnesses]
    return sum(bool(foreign(site, site.record.sources[key].language)) for key in keys if key in site.record.sources)


def _legend(site: Site, verdicts: Sequence[VerdictRow]) -> list[tuple[Markup, str]]:
    """The signs, each with what it means; those of verdicts stand with their numbers in a table of their own."""
    words = site.words
    sign = Markup('<span class="verdict {}"><span aria-hidden="true">{}</span> {}</span>')
    found = verdict_named("verbatim", words)
    legend = [(sign.format(found.tone, found.sign, found.word), words("legend.verdict"))] if verdicts else []
    return [
        *legend,
        (Markup('<span class="differs">{}</span>').format(words("legend.differs-word")), words("legend.differs")),
        (
            Markup('<span class="severity warning">{}</span> W303').format(words("severity.warning")),
            words("legend.finding"),
        ),
        (Markup('<i class="gap">{}</i>').format(words("legend.gap-word")), words("legend.gap")),
    ]


def _most_attested(site: Site, kind: str) -> list[OftenAttested]:
    """Of whom most is said, by name, each with the years in which they are attested."""
    weighed: list[tuple[int, tuple[int, str, str], str, str, list[Statement]]] = []
    for identity, entity in site.record.entities.items():
        if entity.kind != kind:
            continue
        about = {s.ref: s for table in _TABLES for s in getattr(site.survey, table).get(identity, ())}
        if about:
            heading = filed_as(site.named(identity), kind)
            weighed.append((-len(about), filing_key(heading), identity, heading, list(about.values())))
    chosen = sorted(weighed, key=lambda one: one[:3])[:_FOREMOST]
    return [
        OftenAttested(dossier_link(site, identity, "", label=heading), _span(statement.when for statement in about))
        for _, _, identity, heading, about in sorted(chosen, key=lambda one: one[1:3])
    ]


def _span(datings: Iterable[Dating | None]) -> str:
    """The years from the first to the last that these dates are sure of; empty where there are none."""
    days = [day for when in datings if when for day in (when.earliest_start, when.latest_end) if day is not None]
    if not days:
        return ""
    first, last = civil_date(min(days))[0], civil_date(max(days))[0]
    return str(first) if first == last else f"{first}–{last}"


def _years(site: Site) -> list[YearTally]:
    """How much the chronicle has of each year, and where it begins there; the years of a decade where they are many."""
    counted: Counter[str] = Counter()
    for statement in in_order(site.record.statements):
        if statement.when and (label := year_of(statement.when)):
            counted[label] += 1
    most = max(counted.values(), default=1)
    anchors = {label: f"y{number}" for number, label in enumerate(counted, start=1)}
    return [
        YearTally(
            label, f"chronicle.html#{anchors[label]}", site.words.count("statements", number), 1 + 6 * number // most
        )
        for label, number in counted.items()
    ]


def _held(site: Site) -> list[Held]:
    record, words = site.record, site.words
    held = [
        Held("sources/index.html", words.count("sources", len(record.sources))),
        Held("relations.html", words.count("statements", len(record.statements))),
        Held("colophon.html", words.count("quotations", len(record.quotations))),
    ]
    kinds = Counter(entity.kind for entity in record.entities.values())
    for kind, folder in FOLDERS.items():
        if kinds[kind]:
            held.append(Held(f"{folder}/index.html", f"{words(f'nav.{folder}')}: {words.number(kinds[kind])}"))
    return held


def _verdicts(site: Site) -> list[VerdictRow]:
    counted = Counter(verdict_named(c.verification.verdict, site.words).name for c in site.record.quotations)
    return [VerdictRow(verdict_named(name, site.words), counted[name]) for name in ORDER if counted[name]]


def _bars(rows: Sequence[VerdictRow]) -> list[VerdictShare]:
    total = sum(row.number for row in rows) or 1
    bars, done = [], 0
    for row in rows:
        start = 1000 * done // total
        done += row.number
        bars.append(VerdictShare(row.verdict.name, row.verdict.tone, start, max(1, 1000 * done // total - start - 2)))
    return bars


def _severities(site: Site) -> list[SeverityTally]:
    counted = Counter(finding.severity for finding in site.opened.findings)
    keys = ((Severity.ERROR, "errors"), (Severity.WARNING, "warnings"), (Severity.NOTE, "notes"))
    return [
        SeverityTally(severity.word, site.words.count(key, counted[severity]))
        for severity, key in keys
        if counted[severity]
    ]


def _by_family(site: Site) -> list[FrontNumber]:
    counted = Counter(family_of(finding.code) for finding in site.opened.findings)
    return [
        FrontNumber(
            site.words("family.other" if family == "other" else f"family.{family.upper()}"),
            number,
            f"findings/{family}.html",
        )
        for family, number in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


def _open(site: Site) -> Iterator[FrontNumber]:
    statements = site.record.statements
    yield _of_statements(site, "no-witness", [s for s in statements if not s.witnesses])
    yield _of_statements(site, "one-witness", [s for s in statements if len(s.witnesses) == 1])
    yield _of_statements(site, "undated", [s for s in statements if s.when is None])
    clashes = site.clashes
    links = tuple(
        Markup('<a href="{}#c{}">{}</a>').format(CONTRADICTIONS, number, site.words(f"clash.{clash.kind}"))
        for number, clash in enumerate(clashes[:_LISTED], start=1)
    )
    yield FrontNumber(site.words("clash.title"), len(clashes), "", _with_rest(site, links, len(clashes)))
    empty = [i for i in site.record.entities if i not in site.survey.of_subject and i not in site.survey.of_object]
    yield _of_dossiers(site, "empty", empty)
    holdings = site.record.holdings
    yield _of_dossiers(site, "unread", [key for key, held in holdings.items() if held.paging == "none"])
    yield _of_dossiers(site, "unused", [key for key, source in site.record.sources.items() if _is_unused(site, source)])


def _is_unused(site: Site, source: Source) -> bool:
    return source.key not in site.survey.of_source


def _of_statements(site: Site, key: str, found: Sequence[Statement]) -> FrontNumber:
    links = tuple(statement_link(site, statement, "") for statement in found[:_LISTED])
    return FrontNumber(site.words(f"open.{key}"), len(found), "", _with_rest(site, links, len(found)))


def _of_dossiers(site: Site, key: str, found: Sequence[str]) -> FrontNumber:
    links = tuple(dossier_link(site, identity, "") for identity in found[:_LISTED])
    return FrontNumber(site.words(f"open.{key}"), len(found), "", _with_rest(site, links, len(found)))


def _with_rest(site: Site, links: tuple[Markup, ...], total: int) -> tuple[Markup, ...]:
    return (
        (*links, Markup("… {}").format(site.words("witness.more", n=total - len(links))))
        if total > len(links)
        else links
    )


def _questions(site: Site) -> list[QuestionView]:
    return [
        QuestionView(
            question_label(site, question),
            site.addresses.questions.get(question, ""),
            tuple(ThesisView(site.addresses.theses[t.id], t.name or t.id, Markup(""), Markup("")) for t in theses),
        )
        for question, theses in by_question(site).items()
    ]
