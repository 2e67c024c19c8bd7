"""The account as it is written: chapters with footnotes, and under each the sources that it cites."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from variorum.edition.addresses import root_from
from variorum.edition.citing.notes import Notes, bibliography, works_by_author
from variorum.edition.prose import set_chapter
from variorum.edition.site import Sheet, Site
from variorum.record import Chapter, Citation


@dataclass(frozen=True, slots=True)
class ChapterRow:
    """A chapter in the contents."""

    address: str
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class CitedEntry:
    """A source in a chapter's list."""

    text: Markup
    address: str
    name: str


def chapter_sheets(site: Site) -> Iterator[Sheet]:
    """The contents, then each chapter."""
    rows = chapter_rows(site)
    yield site.sheet(
        "chapters/index.html", "chapters.html", title=site.words("nav.chapters"), section="chapter", chapters=rows
    )
    for index, chapter in enumerate(site.record.chapters):
        yield _chapter(site, chapter, *_neighbours(rows, index))


def chapter_sheet(site: Site, identity: str) -> Sheet:
    """The page of one chapter alone."""
    index, chapter = next((n, one) for n, one in enumerate(site.record.chapters) if one.id == identity)
    return _chapter(site, chapter, *_neighbours(chapter_rows(site), index))


def _neighbours(rows: list[ChapterRow], index: int) -> tuple[ChapterRow | None, ChapterRow | None]:
    return rows[index - 1] if index else None, rows[index + 1] if index + 1 < len(rows) else None


def chapter_rows(site: Site) -> list[ChapterRow]:
    """The chapters in order."""
    return [
        ChapterRow(site.addresses.chapters[chapter.id], _number(chapter.number), chapter.title or chapter.id)
        for chapter in site.record.chapters
    ]


def _chapter(site: Site, chapter: Chapter, before: ChapterRow | None, after: ChapterRow | None) -> Sheet:
    address = site.addresses.chapters[chapter.id]
    root = root_from(address)
    notes = Notes(site.style, site.items, works_by_author(site.items.values()))
    prose, written = set_chapter(site, chapter, root, notes)
    keys = dict.fromkeys(key for each in chapter.prose.citations for key in _keys(each.citation))
    found = site.survey.found_about.get(chapter.id, ()) + site.survey.found_in_file.get(chapter.position.file, ())
    return site.sheet(
        address,
        "chapter.html",
        title=chapter.title or chapter.id,
        section="chapter",
        number=_number(chapter.number),
        prose=prose,
        notes=written,
        findings=found,
        cited=[
            CitedEntry(text, site.addresses.sources[key], site.named(key))
            for key, text in bibliography(keys, site.items, site.style)
        ],
        before=before,
        next=after,
    )


def _keys(citation: Citation) -> list[str]:
    return [citation.source, *(_keys(citation.within) if citation.within else [])]


def _number(written: str) -> str:
    """A chapter's number without the noughts that keep files in order."""
    return written.lstrip("0") or written
