"""What the checks found: a ledger of all of it, and a page per family with the manual of each check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from variorum.edition.addresses import code_anchor, explanation_address, family_of, passage_anchor
from variorum.edition.cleaning import shown, with_code
from variorum.edition.site import Explanation, Sheet, Site
from variorum.edition.views import dossier_link, statement_link
from variorum.finding import Finding
from variorum.record import Passage

_GRAVITY = "QDWBEKNTCASX"  # families by what their findings do to the history that is told


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with links to what it concerns."""

    finding: Finding
    concerns: tuple[Markup, ...]
    place: str


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """All findings of one code, and what the check is about."""

    code: str
    anchor: str
    title: str
    manual: tuple[tuple[str, Markup, str], ...]  # heading, text, and the language of the text where it is another
    findings: tuple[FindingView, ...]
    set_aside: int  # findings of this code that a judgement has set aside


@dataclass(frozen=True, slots=True)
class CodeView:
    """All findings of one code in the ledger, with the gravest severity among them."""

    code: str
    address: str
    title: str
    severity: str
    number: str
    findings: tuple[FindingView, ...]


def findings_sheets(site: Site) -> Iterator[Sheet]:
    """The ledger, then a page per family that has a code."""
    findings = sorted(site.opened.findings, key=lambda f: (-f.severity, f.code, _place(f), f.message))
    yield _ledger(site, findings)
    by_code: dict[str, list[Finding]] = {code: [] for code in sorted(site.explanations)}
    for finding in findings:
        by_code.setdefault(finding.code, []).append(finding)
    for finding, _ in site.opened.silenced:
        by_code.setdefault(finding.code, [])
    pages: dict[str, list[FindingGroup]] = {}
    for code, found in sorted(by_code.items()):
        pages.setdefault(family_of(code), []).append(_group(site, code, found))
    for family, groups in pages.items():
        title = site.words(f"family.{family.upper()}" if family != "other" else "family.other")
        yield site.sheet(
            f"findings/{family}.html",
            "findings.html",
            title=title,
            section="findings",
            kicker=site.words("nav.findings"),
            groups=sorted(groups, key=lambda group: (not group.findings, group.code)),
        )


def _ledger(site: Site, findings: Sequence[Finding]) -> Sheet:
    words = site.words
    by_code: dict[str, list[Finding]] = {}
    for finding in findings:
        by_code.setdefault(finding.code, []).append(finding)
    return site.sheet(
        "findings/index.html",
        "ledger.html",
        title=words("nav.findings"),
        section="findings",
        groups=[_of_code(site, code, found) for code, found in sorted(by_code.items(), key=_gravest_first)],
        after=_after(site),
    )


def _gravest_first(found: tuple[str, Sequence[Finding]]) -> tuple[int, int, int, str]:
    """What may make the history wrong before what makes the archive untidy; of the like, the rarer first."""
    code, findings = found
    family = _GRAVITY.find(code[:1]) if code[:1] in _GRAVITY else len(_GRAVITY)
    return (-max(finding.severity for finding in findings), family, len(findings), code)


def _of_code(site: Site, code: str, findings: Sequence[Finding]) -> CodeView:
    explanation = site.explanations.get(code)
    views = tuple(FindingView(finding, tuple(concerns(site, finding, "../")), _place(finding)) for finding in findings)
    gravest = max(finding.severity for finding in findings)
    address = explanation_address(code).removeprefix("findings/")
    title = explanation.title if explanation else ""
    return CodeView(code, address, title, gravest.word, site.words.count("findings", len(findings)), views)


def _after(site: Site) -> Markup:
    """What stands under the ledger: what a judgement has set aside, and that something is not shown."""
    aside = len(site.opened.silenced)
    link = Markup('<a href="set-aside.html">{}</a>. ').format(site.words.count("set-aside", aside)) if aside else ""
    return Markup("{}{}").format(link, site.words("findings.withheld") if site.opened.withheld_findings else "")


def _group(site: Site, code: str, findings: Sequence[Finding]) -> FindingGroup:
    explanation = site.explanations.get(code)
    title = explanation.title if explanation else ""
    views = tuple(FindingView(finding, tuple(concerns(site, finding, "../")), _place(finding)) for finding in findings)
    set_aside = sum(finding.code == code for finding, _ in site.opened.silenced)
    return FindingGroup(code, code_anchor(code), title, _manual(site, explanation), views, set_aside)


def _manual(site: Site, explanation: Explanation | None) -> tuple[tuple[str, Markup, str], ...]:
    """The check's manual page: what it looks for, why that matters, what to do. Backticks set code."""
    if explanation is None:
        return ()
    parts = (
        ("findings.looks-for", explanation.looks_for),
        ("findings.why", explanation.why),
        ("findings.what-to-do", explanation.what_to_do),
    )
    said = ((key, site.words.said(text), site.words.tongue(text)) for key, text in parts if text)
    return tuple((site.words(key), with_code(text[:1].upper() + text[1:]), tongue) for key, text, tongue in said)


def _place(finding: Finding) -> str:
    position = finding.position
    return f"{position.file}:{position.line}" if position and position.line else position.file if position else ""


def concerns(site: Site, finding: Finding, root: str) -> Iterator[Markup]:
    """Links to what a finding concerns."""
    if not finding.about and finding.position and finding.position.file in site.survey.written_in:
        yield dossier_link(site, site.survey.written_in[finding.position.file], root)
    for about in finding.about:
        if isinstance(about, Passage):
            yield _passage_link(site, about, root)
        elif about in site.survey.statements:
            yield statement_link(site, site.survey.statements[about], root)
        elif site.addresses.dossier(about):
            yield dossier_link(site, about, root)


def _passage_link(site: Site, passage: Passage, root: str) -> Markup:
    name = shown(site.named(passage.source))
    if (
        passage.source not in site.addresses.sources
        or passage.page not in site.places.outline(passage.source).sequences
    ):
        return name
    address = site.addresses.leaf(passage.source, passage.page)
    resting = site.survey.resting.get((passage.source, passage.page), ())
    is_marked = any((rest.start, rest.end) == (passage.start, passage.end) for rest in resting)
    anchor = f"#{passage_anchor(passage.start, passage.end)}" if is_marked else ""
    return Markup('<a href="{}{}{}">{}</a>').format(root, address, anchor, name)
