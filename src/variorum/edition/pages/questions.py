"""A question as the edition argues it: what tells its theses apart, what nobody explains, what hangs on what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from variorum.argument.claims import Claims
from variorum.argument.debate import View, views_of
from variorum.argument.evidence import Evidence
from variorum.argument.hinges import ORDER, Hinge, hinges_of
from variorum.argument.table import QuestionTable, table_of
from variorum.edition.addresses import claim_anchor
from variorum.edition.cleaning import shown
from variorum.edition.site import Site
from variorum.edition.views import linked, statement_link
from variorum.record import Claim, Thesis

_WIDEST = 3  # units of a hinge that are told; more tell a reader nothing
_MOST = 40  # hinges on one page


@dataclass(frozen=True, slots=True)
class Telling:
    """A statement that tells theses apart: for each thesis that it tests, what it would show."""

    statement: Markup
    tests: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class HingeView:
    """What turns without some witnesses: statements that nobody attests then, and the order of the theses."""

    without: Markup
    unattested: Markup
    reorders: bool


@dataclass(frozen=True, slots=True)
class DebateRow:
    """One thesis in the debate."""

    name: str
    address: str
    held_by: Markup
    texts: Markup
    authority: Markup
    over: Markup


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with its grounds in words."""

    text: str
    anchor: str
    fault: str
    grounds: tuple[tuple[str, Markup], ...]


@dataclass(frozen=True, slots=True)
class QuestionArgued:
    """Everything that follows from the table of a question."""

    asked_differently: bool
    asks: tuple[tuple[str, str], ...]
    apart: tuple[Telling, ...]
    unexplained: tuple[tuple[str, tuple[Markup, ...]], ...]
    not_filled: int
    hinges: tuple[HingeView, ...]
    debate: tuple[DebateRow, ...]


def argued(site: Site, question: str, root: str) -> QuestionArgued:
    """A question's table read for what follows from it."""
    evidence = Evidence(site.record)
    table = table_of(evidence, question)
    names = {thesis.id: thesis.name or thesis.id for thesis in table.theses}
    hinges = [one for one in hinges_of(table, Claims(evidence)).hinges if len(one.what) <= _WIDEST]
    return QuestionArgued(
        table.asked_differently,
        tuple((names[thesis.id], thesis.answers) for thesis in table.theses if thesis.answers),
        _apart(site, table, root),
        tuple(
            (names[id_], tuple(_statement(site, ref, root) for ref in refs)) for id_, refs in table.unexplained.items()
        ),
        table.not_filled,
        tuple(_hinge(site, one, evidence, root) for one in _together(hinges)[:_MOST]),
        tuple(_debate(site, one, names, root) for one in views_of(table, evidence)),
    )


def claims_of(site: Site, thesis: Thesis, claims: Claims, root: str) -> tuple[ClaimView, ...]:
    """The claims of a thesis with what they stand on, and what is wrong with them."""
    grounded = claims.grounded()
    return tuple(_claim(site, claim, claims, claim.ref in grounded, root) for claim in thesis.claims)


def _claim(site: Site, claim: Claim, claims: Claims, grounded: bool, root: str) -> ClaimView:
    fault = "argue.claim-ring" if claim.ref in claims.rings else "" if grounded else "argue.claim-lost"
    grounds = []
    for ground in claim.grounds:
        target = claims.all.get(ground.target)
        words = (
            site.words.quoted(shown(target[1].text))
            if target
            else _statement(site, ground.target, root)
            if ground.target
            else Markup("")
        )
        said = site.words.quoted(shown(ground.words)) if ground.words else Markup("")
        label = site.words(f"argue.claim-{ground.kind.replace(' ', '-')}")
        grounds.append((label, Markup(" ").join(filter(None, (words, said)))))
    return ClaimView(claim.text, claim_anchor(claim.ref), site.words(fault) if fault else "", tuple(grounds))


def _apart(site: Site, table: QuestionTable, root: str) -> tuple[Telling, ...]:
    found = []
    for row in table.rows:
        if row.tells_apart:
            tests = tuple(
                (thesis.name or thesis.id, site.words(f"argue.{row.tests[at].replace(' ', '-')}"))
                for at, thesis in enumerate(table.theses)
                if row.tests[at] != "none"
            )
            found.append(Telling(_statement(site, row.statement, root), tests))
    return tuple(found)


def _together(hinges: Sequence[Hinge]) -> list[Hinge]:
    """One entry for each set of units, those on the fewest and with the most that turns first."""
    by_units = {hinge.what: hinge for hinge in hinges}
    return sorted(by_units.values(), key=lambda one: (len(one.what), -len(one.turns), one.what))


def _hinge(site: Site, hinge: Hinge, evidence: Evidence, root: str) -> HingeView:
    without = Markup(" + ").join(_unit(site, name, evidence, root) for name in hinge.what)
    unattested = Markup("; ").join(_statement(site, ref, root) for ref in hinge.turns if ref != ORDER)
    return HingeView(without, unattested, ORDER in hinge.turns)


def _unit(site: Site, name: str, evidence: Evidence, root: str) -> Markup:
    """A unit as its sources, linked."""
    keys = sorted(evidence.sources_in([name]), key=evidence.age)
    return linked(site, keys, root)


def _debate(site: Site, view: View, names: dict[str, str], root: str) -> DebateRow:
    return DebateRow(
        names[view.thesis],
        site.addresses.theses[view.thesis],
        linked(site, view.held_by, root),
        linked(site, view.texts, root),
        linked(site, view.authority, root),
        Markup("; ").join(_statement(site, ref, root) for ref in view.passes_over),
    )


def _statements(site: Site, refs: Sequence[str], root: str) -> tuple[Markup, ...]:
    return tuple(_statement(site, ref, root) for ref in refs)


def _statement(site: Site, ref: str, root: str) -> Markup:
    statement = site.survey.statements.get(ref)
    return statement_link(site, statement, root) if statement else shown(ref)
