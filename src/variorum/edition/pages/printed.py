"""The page as it is printed, on the page of its text: a scaled picture, where a dossier says `publish: yes`."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.edition.addresses import picture_of_leaf
from variorum.edition.site import Site
from variorum.record import Page, Source


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
