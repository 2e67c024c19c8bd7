"""EPUB as a manuscript: its documents in reading order as one, notes wherever among them they stand."""

from __future__ import annotations

from variorum.accession.epub_package import contents_of
from variorum.accession.zips import open_package
from variorum.finding import Unreadable
from variorum.manuscript.manuscript import Manuscript
from variorum.manuscript.reading.html import html_manuscript
from variorum.saying import say


def read_epub(data: bytes, name: str) -> Manuscript:
    """An EPUB as a manuscript."""
    package = open_package(data, name=name)
    contents = contents_of(package)
    pages = [(member, part.decode("utf-8", "replace")) for member in contents.order if (part := package.read(member))]
    if not pages:
        raise Unreadable(say("{name} is damaged: none of its documents can be read.", name=name))
    return html_manuscript(pages, name, "epub")
