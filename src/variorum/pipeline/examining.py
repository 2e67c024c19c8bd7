"""From the folder to findings: read what changed, verify, recognise names, find borrowings, collate, criticise."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from time import time

from variorum.archive.bounds import is_writable
from variorum.archive.folder import Archive
from variorum.archive.locking import building
from variorum.archive.together import finish
from variorum.archive.writing import clear_leftovers
from variorum.catalogue.store import Catalogue, open_catalogue
from variorum.criticism.framework import EARLY, Criticism, checked, criticise
from variorum.examined import Examined, Verified, looked_through, verified
from variorum.finding import Finding
from variorum.pipeline.additions import not_to_be_had
from variorum.pipeline.betraying import betrayals_in
from variorum.pipeline.borrowing import borrowings_up_to_date
from variorum.pipeline.criticising import criticised
from variorum.pipeline.descending import borrowings_told
from variorum.pipeline.editions import editions_of
from variorum.pipeline.engine import Engine
from variorum.pipeline.naming import naming_of
from variorum.pipeline.parsing import said_by
from variorum.pipeline.progress import Progress, unwatched
from variorum.pipeline.quoting import hold_quotations
from variorum.pipeline.reading import ReadAnew, originals_missing_or_changed, read_what_changed
from variorum.pipeline.texts import HeldTexts


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What is known within seconds: the record with verified quotations, what parsing found, and what was done."""

    record: Verified
    found: tuple[Finding, ...]
    anew: ReadAnew
    engine: Engine

    def criticised(self, *, codes: Collection[str] = ()) -> Criticism:
        """The checks that need no more, run over the record, together with what was found before them."""
        return criticise(self.record, codes=codes or EARLY, found=self.found)


@dataclass(frozen=True, slots=True)
class Examination:
    """The record with everything worked out, what was found on the way to it, and what was done for it."""

    record: Examined
    found: tuple[Finding, ...]
    anew: ReadAnew
    engine: Engine

    def criticised(self, *, codes: Collection[str] = ()) -> Criticism:
        """The checks run over the record, together with what was found before them."""
        return criticise(self.record, codes=codes, found=self.found)


Meanwhile = Callable[[FirstLook], None]
"""Called with what is known early: structure and verdicts, long before names are recognised."""


def _nobody_waits(_: FirstLook) -> None:
    """Tell nobody early."""


def bring_up_to_date(
    archive: Archive,
    catalogue: Catalogue,
    *,
    progress: Progress = unwatched,
    today: str = "",
    meanwhile: Meanwhile = _nobody_waits,
) -> Examination:
    """Parse the archive, read and index what changed, verify the quotations, then work out what is in the texts.

    `meanwhile` is told as soon as the quotations are verified. The caller holds the lock of builds.
    """
    today = today or datetime.now(UTC).date().isoformat()
    early = quotations_first(archive, catalogue, progress=progress, today=today)
    meanwhile(early)
    record, engine = early.record, early.engine
    texts = HeldTexts(catalogue, progress=progress)
    naming = naming_of(record, engine, progress=progress)
    borrowings = borrowings_up_to_date(engine, texts, progress=progress)
    borrowings = borrowings_told(borrowings, record, engine, texts, progress=progress)
    editions, erasures = editions_of(record, naming, engine, texts, progress=progress)
    whole = looked_through(record, naming=naming, borrowings=borrowings, editions=editions, erasures=erasures)
    told = betrayals_in(whole, engine, pages_of=texts.pages, today=today)
    return Examination(whole, (*early.found, *told), early.anew, engine)


def quotations_first(
    archive: Archive, catalogue: Catalogue, *, progress: Progress = unwatched, today: str = ""
) -> FirstLook:
    """What is known within seconds: the archive's structure, its texts and every verdict; the rest not worked out."""
    clear_leftovers(archive.root, now=time())
    if is_writable(archive.root):
        finish(archive.root)
    engine = Engine(catalogue)
    record, parsed = said_by(archive.root, engine).whole
    anew = read_what_changed(archive, record, engine, progress)
    holdings = {key: holding for key in catalogue.sources() if (holding := catalogue.holding(key))}
    today = today or datetime.now(UTC).date().isoformat()
    texts = HeldTexts(catalogue, progress=progress)
    quotations = hold_quotations(archive, record, engine, texts, today=today, progress=progress)
    missing = originals_missing_or_changed(archive, record, engine)
    found = (*parsed, *catalogue.findings(), *missing, *not_to_be_had())
    return FirstLook(verified(record, holdings=holdings, quotations=quotations), found, anew, engine)


@contextmanager
def catalogue_of(archive: Archive) -> Iterator[Catalogue]:
    """The catalogue of an archive under the lock of builds; of one that can only be read a copy, thrown away again."""
    if is_writable(archive.root):
        with building(archive.root), open_catalogue(archive.catalogue_dir) as catalogue:
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


def examined(archive: Archive, *, progress: Progress = unwatched) -> Examination:
    """Everything up to date but the edition."""
    with catalogue_of(archive) as catalogue:
        return bring_up_to_date(archive, catalogue, progress=progress)


def examine(archive: Archive, *, codes: Collection[str] = (), progress: Progress = unwatched) -> Criticism:
    """Everything up to date but the edition, and the findings: what `check` shows.

    Where all that is asked for is known early, nothing waits for names to be recognised.
    """
    with catalogue_of(archive) as catalogue:
        if codes and {code.rstrip("0123456789") for code in codes} <= EARLY:
            return quotations_first(archive, catalogue, progress=progress).criticised(codes=codes)
        done = bring_up_to_date(archive, catalogue, progress=progress)
        return criticised(done.record, done.engine, found=done.found, codes=codes)


def examine_for_all(
    archive: Archive, *, codes: Collection[str] = (), today: str = "", progress: Progress = unwatched
) -> Criticism:
    """The findings as anybody may see them, on the day `today` (ISO 8601): what `check` writes for others to read."""
    from variorum.disclosure.openness import open_to_all

    today = today or datetime.now(UTC).date().isoformat()
    with catalogue_of(archive) as catalogue:
        done = bring_up_to_date(archive, catalogue, progress=progress, today=today)
        criticism = criticised(done.record, done.engine, found=done.found, codes=codes)
        opened = open_to_all(
            done.record,
            criticism.findings,
            today=today,
            silenced=criticism.silenced,
            pages_of=HeldTexts(catalogue).pages,
            recheck=partial(checked, codes=codes),
        )
    return Criticism(opened.findings, opened.silenced)
