"""The catalogue: sources as they were read, their pages, and whatever was derived from them; disposable.

It implements the `Texts` protocol of collation. Each entry carries the digest of what it was made from, so that a
build does only what changed. A source is replaced in one transaction, and readers never wait for it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING
from zlib import crc32

from variorum.catalogue.database import FILE, Database, Row
from variorum.catalogue.stored_json import (
    colophon_from,
    findings_from,
    sentence_from,
    written_colophon,
    written_findings,
    written_sentence,
)
from variorum.finding import Finding, NotFound
from variorum.record import Page, Source
from variorum.saying import say

if TYPE_CHECKING:
    from variorum.accession.reading import Colophon, Reading
    from variorum.catalogue.open_index import OpenedIndex
    from variorum.evidence import Holding

_HALVES = re.compile("[\ud800-\udfff]")
_PAGE_COLUMNS = "sequence, label, section, text, paragraphs, first_paragraph, head, foot, image, checksum"


@dataclass(frozen=True, slots=True)
class SourceState:
    """What the catalogue knows of one source, for telling whether it is up to date."""

    key: str
    digest: str  # of everything that the pages were made from; empty where pages are gone since they were put in
    reader: str
    media_type: str
    paging: str
    pages: int
    indexed: bool  # whether the search index holds this very text


@dataclass(frozen=True, slots=True)
class Result:
    """What a step gave under a key: `inputs` are digests by name as JSON, `output` is the digest of what it gave."""

    key: str
    inputs: str
    output: str


@dataclass(frozen=True, slots=True)
class Catalogued:
    """What a search filters and names a source by."""

    id: int
    key: str
    title: str
    kind: str
    authors: tuple[str, ...]
    language: str
    access: str
    earliest: int | None
    latest: int | None


class Catalogue:
    """The derived store of one archive. Open it with `open_catalogue`; it may be shared between threads."""

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self.folder = folder
        self.database = Database(folder / FILE, read_only=read_only)
        self.opened_index: OpenedIndex | None = None  # kept by `catalogue.opened` between searches

    def __enter__(self) -> Catalogue:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files."""
        self.database.close()

    # ── what was read ───────────────────────────────────────────────────────────────────────────────────────────────

    def replace_source(
        self, source: Source, reading: Reading, *, digest: str, author_names: Sequence[str] = ()
    ) -> None:
        """Put in a source as it was read, in place of what was there before, in one transaction.

        `digest` is of everything that the reading was made from. `author_names` are the names that the ids in
        `source.authors` stand for, so that a search can find them.
        """
        described = _described(source, author_names, reading.colophon)
        read = (
            digest,
            reading.reader,
            reading.media_type,
            reading.paging,
            written_sentence(_reason(reading)),
            _count_paragraphs(reading.pages),
            written_colophon(reading.colophon),
            written_findings(reading.findings),
        )
        with self.database.transaction():
            found = self.database.row("SELECT id FROM sources WHERE key = ?", (source.key,))
            if found:
                self.database.change("DELETE FROM sources WHERE id = ?", found)
                self.database.change("INSERT INTO departed VALUES (?)", found)
            number = self.database.change(
                "INSERT INTO sources (key, title, kind, authors, language, access, earliest, latest, digest, reader, "
                "media_type, paging, reason, paragraphs, colophon, findings) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (source.key, *described, *read),
            )
            self.database.change_many(
                "INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (_page_row(number, page) for page in reading.pages),
            )
            self.mark_laid(f"pages of {source.key}", str(len(reading.pages)))

    def describe_source(self, source: Source, *, author_names: Sequence[str] = ()) -> bool:
        """Bring up to date what the dossier says of a source whose text did not change; True where it differed."""
        columns = "title, kind, authors, language, access, earliest, latest"
        before = self.database.row(f"SELECT {columns} FROM sources WHERE key = ?", (source.key,))  # noqa: S608
        if before is None:
            raise NotFound(say("The catalogue does not hold the source “{key}”; run `variorum build`.", key=source.key))
        described = _described(source, author_names, self.colophon(source.key))
        if described == before:
            return False
        with self.database.transaction():
            self.database.change(
                "UPDATE sources SET title = ?, kind = ?, authors = ?, language = ?, access = ?, earliest = ?, "
                "latest = ? WHERE key = ?",
                (*described, source.key),
            )
        return True

    def remove_source(self, key: str) -> None:
        """Take a source out; nothing happens where it is not there."""
        with self.database.transaction():
            found = self.database.row("SELECT id FROM sources WHERE key = ?", (key,))
            if found:
                self.database.change("DELETE FROM sources WHERE id = ?", found)
                self.database.change("INSERT INTO departed VALUES (?)", found)

    def source_state(self, key: str) -> SourceState | None:
        """What is known of one source; None where the catalogue does not hold it."""
        return self.source_states(key).get(key)

    def source_states(self, key: str | None = None) -> Mapping[str, SourceState]:
        """What is known of every source, by key."""
        rows = self.database.rows(
            "SELECT key, digest, reader, media_type, paging, (SELECT count(*) FROM pages WHERE source = id), "
            "indexed = digest, (SELECT digest FROM laid WHERE name = 'pages of ' || key) "
            "FROM sources WHERE ?1 IS NULL OR key = ?1 ORDER BY key",
            (key,),
        )
        return {
            key: SourceState(key, digest * (laid == str(pages)), reader, media_type, paging, pages, bool(indexed))
            for key, digest, reader, media_type, paging, pages, indexed, laid in rows
        }

    def catalogued(self) -> Sequence[Catalogued]:
        """Every source with what a search filters by, in the order of keys."""
        rows = self.database.rows(
            "SELECT id, key, title, kind, authors, language, access, earliest, latest FROM sources ORDER BY key"
        )
        return [
            Catalogued(number, key, title, kind, tuple(json.loads(authors)), *rest)
            for number, key, title, kind, authors, *rest in rows
        ]

    def colophon(self, key: str) -> Colophon:
        """What the file says of itself; an empty colophon where the source is not held."""
        row = self.database.row("SELECT colophon FROM sources WHERE key = ?", (key,))
        return colophon_from(row[0] if row else "{}")

    def findings(self) -> tuple[Finding, ...]:
        """What the readers had to say, in the order of keys."""
        rows = self.database.rows("SELECT findings FROM sources WHERE findings != '[]' ORDER BY key")
        return tuple(finding for row in rows for finding in findings_from(row[0]))

    # ── texts, as collation reads them ──────────────────────────────────────────────────────────────────────────────

    def sources(self) -> Sequence[str]:
        """Keys of the sources that are held, sorted."""
        return [row[0] for row in self.database.rows("SELECT key FROM sources ORDER BY key")]

    def pages(self, source: str) -> Sequence[Page]:
        """The pages of a source in order; none where it is not held."""
        rows = self.database.rows(
            f"SELECT {_PAGE_COLUMNS} FROM pages WHERE source = (SELECT id FROM sources WHERE key = ?) "  # noqa: S608
            "ORDER BY sequence",
            (source,),
        )
        return [self._page(source, row) for row in rows]

    def page_range(self, source: str, first: int, last: int) -> Sequence[Page]:
        """The pages from index `first` to `last` (from 0, both included), as far as there are any."""
        rows = self.database.rows(
            f"SELECT {_PAGE_COLUMNS} FROM pages WHERE source = (SELECT id FROM sources WHERE key = ?) "  # noqa: S608
            "ORDER BY sequence LIMIT ? OFFSET ?",
            (source, max(0, last - first + 1), first),
        )
        return [self._page(source, row) for row in rows]

    def page(self, source: str, sequence: int) -> Page | None:
        """One page by its place in the file; None where there is none."""
        row = self.database.row(
            f"SELECT {_PAGE_COLUMNS} FROM pages "  # noqa: S608
            "WHERE source = (SELECT id FROM sources WHERE key = ?) AND sequence = ?",
            (source, sequence),
        )
        return self._page(source, row) if row else None

    def _page(self, source: str, row: Row) -> Page:
        """A page as it was written; what has changed on disk since is damage, and nothing rests on it."""
        *told, checksum = row
        if checksum != _checksum(told):
            raise self.database.damaged()
        sequence, label, section, text, paragraphs, first, head, foot, image = told
        starts = tuple(map(int, paragraphs.split()))
        return Page(source, sequence, label, text, section, starts, first, head, foot, image)

    def holding(self, source: str) -> Holding | None:
        """What is held of a source's text, for holding a locator against; None where the source is not held."""
        from variorum.evidence import Holding

        row = self.database.row("SELECT id, paging, paragraphs, reason FROM sources WHERE key = ?", (source,))
        if row is None:
            return None
        labels = self.database.rows("SELECT label FROM pages WHERE source = ? ORDER BY sequence", row[:1])
        return Holding(source, row[1], tuple(label for (label,) in labels), row[2], sentence_from(row[3]))

    def language(self, source: str) -> str:
        """BCP 47 code by the dossier, or else by the file itself; empty where neither says."""
        row = self.database.row("SELECT language FROM sources WHERE key = ?", (source,))
        return str(row[0]) if row else ""

    # ── results of steps ────────────────────────────────────────────────────────────────────────────────────────────

    def results(self, step: str) -> Mapping[str, Result]:
        """Every result that is kept of one step, by key; what it gave is read when it is asked for (`payload`)."""
        rows = self.database.rows("SELECT key, inputs, output FROM results WHERE step = ?", (step,))
        return {key: Result(key, inputs, output) for key, inputs, output in rows}

    def payload(self, step: str, key: str) -> bytes | None:
        """What a step gave under a key; None where nothing is kept."""
        row = self.database.row("SELECT payload FROM results WHERE step = ? AND key = ?", (step, key))
        return bytes(row[0]) if row else None

    def payloads(self, step: str) -> Sequence[tuple[str, bytes]]:
        """What a step gave under every key."""
        return self.database.rows("SELECT key, payload FROM results WHERE step = ?", (step,))

    def keep_results(self, step: str, results: Iterable[tuple[Result, bytes]]) -> None:
        """Keep results of one step, each in place of the one before, in one transaction."""
        with self.database.transaction():
            self.database.change_many(
                "INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?)",
                ((step, one.key, one.inputs, one.output, payload) for one, payload in results),
            )

    def forget_results(self, step: str, keys: Iterable[str]) -> None:
        """Drop the results of one step that are kept under these keys."""
        with self.database.transaction():
            self.database.change_many("DELETE FROM results WHERE step = ? AND key = ?", ((step, key) for key in keys))

    def laid_from(self, name: str) -> str:
        """The digest of the results that rows of this name were laid from; empty where none were."""
        row = self.database.row("SELECT digest FROM laid WHERE name = ?", (name,))
        return str(row[0]) if row else ""

    def count_rows(self, *tables: str, source: int | None = None) -> tuple[int, ...]:
        """How many rows there are in each of these tables, or how many of one source (its id) in them."""
        of_one, given = ("", ()) if source is None else (" WHERE source = ?", (source,))
        rows = (self.database.row(f"SELECT count(*) FROM {table}{of_one}", given) for table in tables)  # noqa: S608
        return tuple(row[0] if row else 0 for row in rows)

    def mark_laid(self, name: str, digest: str) -> None:
        """Say from which results rows were laid; to be called in the transaction that lays them."""
        self.database.change("INSERT OR REPLACE INTO laid VALUES (?, ?)", (name, digest))


def open_catalogue(folder: Path, *, read_only: bool = False) -> Catalogue:
    """Open the catalogue in a folder, making it where it is missing, damaged or of another version.

    With `read_only` nothing is ever made or thrown away: what cannot be read is `Unreadable`, and the sentence says to
    build.
    """
    return Catalogue(folder, read_only=read_only)


def _described(source: Source, author_names: Sequence[str], colophon: Colophon) -> Row:
    dating = source.composed or source.published
    return (
        source.title or colophon.title,
        source.kind,
        json.dumps([*source.authors, *author_names], ensure_ascii=False),
        source.language or colophon.language,
        source.access,
        dating.earliest_start if dating else None,
        dating.latest_end if dating else None,
    )


def _page_row(number: int, page: Page) -> Row:
    paragraphs = " ".join(map(str, page.paragraphs))
    text = _whole(page.text)
    place = (page.sequence, page.label, page.section)
    told = (*place, text, paragraphs, page.first_paragraph, page.head, page.foot, page.image)
    return (number, *told, _checksum(told))


def _checksum(told: Sequence[object]) -> int:
    """A checksum of what a row says of a page."""
    return crc32(chr(0).join(map(str, told)).encode())


def _whole(text: str) -> str:
    """The text with each half of a surrogate pair, which no file can hold, replaced by U+FFFD; offsets stay."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _HALVES.sub("\ufffd", text)
    return text


def _count_paragraphs(pages: Sequence[Page]) -> int:
    return max((page.first_paragraph + len(page.paragraphs) - 1 for page in pages), default=0)


def _reason(reading: Reading) -> str:
    if reading.paging != "none":
        return ""
    gravest = max(reading.findings, key=lambda finding: finding.severity, default=None)
    return gravest.message if gravest else say("The file holds no text that can be read.")
