"""From the folder to findings: read what changed, verify, recognise names, find borrowings, collate, criticise."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from time import time

from variorum.archive.bounds import is_writable
from variorum.archive.folder import Archive
from variorum.archive.locking import locked
from variorum.archive.reading import read_record
from variorum.archive.writing import clear_leftovers
from variorum.catalogue.store import Catalogue, open_catalogue
from variorum.criticism.framework import Criticism, checked, criticise
from variorum.finding import Finding
from variorum.pipeline.betraying import betrayals_in
from variorum.pipeline.borrowing import borrowings_up_to_date
from variorum.pipeline.criticising import criticised
from variorum.pipeline.descending import borrowings_told
from variorum.pipeline.editions import editions_of
from variorum.pipeline.naming import naming_of
from variorum.pipeline.progress import Progress, unwatched
from variorum.pipeline.quoting import hold_quotations
from variorum.pipeline.reading import ReadAnew, originals_missing_or_changed, read_what_changed
from variorum.pipeline.texts import HeldTexts
from variorum.record import Record


@dataclass(frozen=True, slots=True)
class Examined:
    """The record with holdings and verified quotations, what parsing and reading found, and what was done for it."""

    record: Record
    found: tuple[Finding, ...]
    anew: ReadAnew

    def criticised(self, *, codes: Collection[str] = ()) -> Criticism:
        """The checks run over the record, together with what was found before them."""
        return criticise(self.record, codes=codes, found=self.found)


def bring_up_to_date(
    archive: Archive, catalogue: Catalogue, *, progress: Progress = unwatched, today: str = ""
) -> Examined:
    """Parse the archive, read and index what changed, verify the quotations. The caller holds the archive's lock."""
    clear_leftovers(archive.root, now=time())
    record, parsed = read_record(archive.root)
    anew = read_what_changed(archive, record, catalogue, progress)
    texts = HeldTexts(catalogue, progress=progress)
    holdings = {key: holding for key in catalogue.sources() if (holding := catalogue.holding(key))}
    record = replace(record, holdings=holdings)
    today = today or datetime.now(UTC).date().isoformat()
    quotations = hold_quotations(archive, record, catalogue, texts, today=today, progress=progress)
    record = replace(record, quotations=quotations)
    naming = naming_of(record, catalogue, progress=progress)
    borrowings = borrowings_up_to_date(catalogue, texts, progress=progress)
    borrowings = borrowings_told(borrowings, record, texts, progress=progress)
    editions, erasures = editions_of(replace(record, naming=naming), catalogue, texts, progress=progress)
    missing = originals_missing_or_changed(archive, record, catalogue)
    found_in_texts = replace(record, naming=naming, borrowings=borrowings, editions=editions, erasures=erasures)
    told = betrayals_in(found_in_texts, catalogue, pages_of=texts.pages, today=today)
    found = (*parsed, *catalogue.findings(), *missing, *told)
    return Examined(found_in_texts, found, anew)


@contextmanager
def catalogue_of(archive: Archive) -> Iterator[Catalogue]:
    """The archive's catalogue under its lock; of an archive that can only be read, a copy that is thrown away again."""
    if is_writable(archive.root):
        with locked(archive.root), open_catalogue(archive.catalogue_dir) as catalogue:
            yield catalogue
        return
    with TemporaryDirectory(prefix="variorum-") as folder:
        copy = Path(folder) / archive.catalogue_dir.name
        _copy(archive.catalogue_dir, copy)
        with open_catalogue(copy) as catalogue:
            yield catalogue


def _copy(folder: Path, to: Path) -> None:
    """The files of a folder copied without their permissions; what cannot be copied is worked out anew."""
    for parent, _, names in os.walk(folder):
        there = to / Path(parent).relative_to(folder)
        there.mkdir(parents=True, exist_ok=True)
        for name in names:
            with suppress(OSError):
                copyfile(Path(parent, name), there / name)


def examined(archive: Archive, *, progress: Progress = unwatched) -> Examined:
    """Everything up to date but the edition."""
    with catalogue_of(archive) as catalogue:
        return bring_up_to_date(archive, catalogue, progress=progress)


def examine(archive: Archive, *, codes: Collection[str] = (), progress: Progress = unwatched) -> Criticism:
    """Everything up to date but the edition, and the findings: what `check` shows."""
    with catalogue_of(archive) as catalogue:
        done = bring_up_to_date(archive, catalogue, progress=progress)
        return criticised(done.record, catalogue, found=done.found, codes=codes)


def examine_for_all(
    archive: Archive, *, codes: Collection[str] = (), today: str = "", progress: Progress = unwatched
) -> Criticism:
    """The findings as anybody may see them, on the day `today` (ISO 8601): what `check` writes for others to read."""
    from variorum.disclosure.openness import open_to_all

    today = today or datetime.now(UTC).date().isoformat()
    with catalogue_of(archive) as catalogue:
        done = bring_up_to_date(archive, catalogue, progress=progress, today=today)
        criticism = criticised(done.record, catalogue, found=done.found, codes=codes)
        opened = open_to_all(
            done.record,
            criticism.findings,
            today=today,
            silenced=criticism.silenced,
            pages_of=HeldTexts(catalogue).pages,
            recheck=partial(checked, codes=codes),
        )
    return Criticism(opened.findings, opened.silenced)
