"""How many witnesses something has, and how many of them are independent: in words, with the reasons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from variorum.edition.cleaning import shown
from variorum.edition.site import Site
from variorum.record import Statement
from variorum.stemma.lineage import Bond, Legs, counting
from variorum.stemma.lineage.bonds import opening


@dataclass(frozen=True, slots=True)
class AttestedView:
    """A count of witnesses: "attested by 5, independently by 2", and why these are not five."""

    line: str
    reasons: tuple[Markup, ...]


def attested_view(site: Site, statement: Statement, link: Callable[[str], Markup]) -> AttestedView | None:
    """The count under a statement that several sources attest; None where there is nothing to count.

    `link` gives the link to a source by its key.
    """
    legs = counting(site.record).of(statement)
    if len(legs.voices) < 2:
        return None
    return AttestedView(attested(site, legs), tuple(_reason(site, bond, link) for bond in legs.bonds))


def attested(site: Site, legs: Legs) -> str:
    """The count alone."""
    return site.words("attested.by", n=len(legs.voices), independent=legs.independent)


def _reason(site: Site, bond: Bond, link: Callable[[str], Markup]) -> Markup:
    a, b = link(bond.a), link(bond.b)
    how = shown(bond.how)
    if bond.kind == "author":
        known = next((one.id for one in site.record.entities.values() if one.name == bond.how), "")
        how = shown(site.named(known) if known else bond.how)
    if bond.kind == "declared":
        how = shown(site.words.get(f"attested.{bond.how}", bond.how))
    elif bond.kind == "passage" and bond.borrowing is not None:
        how = shown(opening(bond.borrowing.a.text))
    return Markup("{}").format(site.words(f"attested.{bond.kind}", a=a, b=b, how=how))
