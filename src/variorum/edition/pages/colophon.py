"""How to check this edition: what the signs mean, by which rules, and the digests of the originals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from variorum.edition.addresses import explanation_address
from variorum.edition.site import Sheet, Site
from variorum.edition.verdicts import ORDER, verdict_named
from variorum.edition.views import dossier_link


@dataclass(frozen=True, slots=True)
class OriginalRow:
    """An original, with its digest."""

    source: Markup
    file: str
    sha256: str


def colophon_sheets(site: Site) -> Iterator[Sheet]:
    """The one page of it."""
    codes = {*site.explanations, *(finding.code for finding in site.opened.findings)}
    yield site.sheet(
        "colophon.html",
        "colophon.html",
        title=site.words("nav.colophon"),
        section="colophon",
        verdicts=[verdict_named(name, site.words) for name in ORDER],
        style=site.style.name,
        codes=[(code, explanation_address(code)) for code in sorted(codes)],
        originals=[
            OriginalRow(dossier_link(site, key, ""), source.original.file, source.original.sha256)
            for key, source in site.record.sources.items()
            if source.original
        ],
    )
