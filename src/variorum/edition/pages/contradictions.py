"""What cannot all be true: the least sets of statements that contradict one another, and what to doubt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from variorum.chronology import Clash
from variorum.edition.in_words import dating_in_words
from variorum.edition.site import Sheet, Site
from variorum.edition.time.windows import event_link
from variorum.record import EntityLink

ADDRESS = "contradictions.html"


@dataclass(frozen=True, slots=True)
class MemberView:
    """One statement of a contradiction: what it says, on how many witnesses, and what doubting it would resolve."""

    what: Markup
    date: str  # of a source; a statement's stands in its words
    witnesses: str
    doubted: bool
    frees: int  # how many contradictions, this one included, would be gone


@dataclass(frozen=True, slots=True)
class ClashView:
    """A contradiction as it is shown."""

    anchor: str
    kind: str
    told: str
    members: tuple[MemberView, ...]
    assumptions: tuple[str, ...]


def contradiction_sheets(site: Site) -> Iterator[Sheet]:
    """The one page of all contradictions."""
    yield site.sheet(
        ADDRESS,
        "contradictions.html",
        title=site.words("clash.title"),
        section="chronicle",
        proven=site.chronology.is_proven,
        clashes=[_view(site, clash, number) for number, clash in enumerate(site.clashes, start=1)],
    )


def clashes_of(site: Site, identity: str, root: str) -> list[Markup]:
    """Links to the contradictions in which a dossier's own statements, or those about it, take part."""
    links = []
    for number, clash in enumerate(site.clashes, start=1):
        statements = [site.survey.statements[ref] for ref in clash.refs if ref in site.survey.statements]
        if any(each.subject == identity or each.thing == EntityLink(identity) for each in statements):
            label = f"{number}. {site.words(f'clash.{clash.kind}')}"
            links.append(Markup('<a href="{}{}#c{}">{}</a>').format(root, ADDRESS, number, label))
    return links


def _view(site: Site, clash: Clash, number: int) -> ClashView:
    freed, teller = site.chronology.freed_by(clash), site.chronology.teller(site.words.language)
    return ClashView(
        f"c{number}",
        site.words(f"clash.{clash.kind}"),
        site.chronology.told(clash, language=site.words.language, for_readers=True),
        tuple(_member(site, ref, is_doubted=ref in clash.doubt, frees=len(freed.get(ref, ()))) for ref in clash.refs),
        tuple(teller.rule(rule) for rule in clash.assumptions),
    )


def _member(site: Site, ref: str, *, is_doubted: bool, frees: int) -> MemberView:
    statement = site.survey.statements.get(ref)
    event = site.chronology.events.get(ref)
    attested = event.attested if event and statement is None else None
    return MemberView(
        event_link(site, ref, ""),
        dating_in_words(attested, site.words) if attested else "",
        site.words.count("witnesses", len(statement.witnesses)) if statement else "",
        is_doubted,
        frees,
    )
