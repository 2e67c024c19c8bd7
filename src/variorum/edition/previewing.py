"""One page as it will be published, made from a file that is not saved yet: everything else stays as it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from variorum.edition.addresses import assign_addresses
from variorum.edition.citing.item import item_of
from variorum.edition.finding_names import by_name
from variorum.edition.pages.chapters import chapter_sheet
from variorum.edition.pages.dossiers import dossier_sheet
from variorum.edition.pages.sources import source_sheet
from variorum.edition.pages.theses import thesis_sheet
from variorum.edition.site import Sheet, Site
from variorum.edition.survey import survey
from variorum.examined import Examined
from variorum.finding import Finding


def previewing(site: Site, record: Examined, findings: Iterable[Finding]) -> Site:
    """The site with another record and other findings; who met whom and who is named where are as they were."""
    opened = replace(site.opened, record=record, findings=tuple(findings))
    addresses = site.addresses
    if any(addresses.dossier(one) is None for one in (*record.entities, *record.sources, *record.theses)) or any(
        chapter.id not in addresses.chapters for chapter in record.chapters
    ):
        addresses = assign_addresses(record)
    questions = {thesis.question for thesis in record.theses.values() if thesis.question}
    if not questions <= set(addresses.questions):
        addresses = assign_addresses(record)
    items = {
        key: site.items[key]
        if key in site.items and source is site.record.sources.get(key)
        else item_of(source, record.entities)
        for key, source in record.sources.items()
    }
    opened = by_name(opened, items, site.words, site.chronology)
    return replace(
        site,
        opened=opened,
        survey=survey(record, opened.findings),
        addresses=addresses,
        places=replace(site.places, addresses=addresses),
        items=items,
    )


def sheet_of(site: Site, identity: str) -> Sheet | None:
    """The page of the dossier, source, thesis or chapter with this id; None where there is none."""
    record = site.record
    if identity in record.entities:
        return dossier_sheet(site, identity)
    if identity in record.sources:
        return source_sheet(site, identity)
    if identity in record.theses:
        return thesis_sheet(site, identity)
    return chapter_sheet(site, identity) if any(one.id == identity for one in record.chapters) else None
