"""From the folder to findings: read what changed, verify, recognise names, find borrowings, collate, criticise."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from time import time

from variorum.archive.bounds import is_writable
from variorum.archive.folder import Archive
from variorum.archive.together import finish
from variorum.archive.writing import clear_leftovers
from variorum.catalogue.store import Catalogue
from variorum.criticism.framework import Criticism, checked
from variorum.evidence import Borrowing, EditionsCompared, Erasure, Naming
from variorum.examined import Examined, Verified, looked_through, verified
from variorum.finding import Finding
from variorum.pipeline.additions import not_to_be_had
from variorum.pipeline.asking import catalogue_of
from variorum.pipeline.betraying import betrayals_in
from variorum.pipeline.borrowing import borrowings_up_to_date
from variorum.pipeline.criticising import (
    DERIVED,
    Parts,
    criticised,
    digest_of_field,
    waiting,
)
from variorum.pipeline.descending import borrowings_told
from variorum.pipeline.editions import editions_of
from variorum.pipeline.engine import Engine
from variorum.pipeline.naming import digest_of_names, naming_of
from variorum.pipeline.parsing import said_by
from variorum.pipeline.progress import Progress, unwatched
from variorum.pipeline.quoting import digest_of_quotations, hold_quotations
from variorum.pipeline.reading import ReadAnew, originals_missing_or_changed, read_what_changed
from variorum.pipeline.texts import HeldTexts


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What is known within seconds: the record with verified quotations, what parsing found, and what was done."""

    record: Verified
    found: tuple[Finding, ...]
    anew: ReadAnew
    engine: Engine
    parts: Parts

    @property
    def waiting(self) -> tuple[str, ...]:
        """The families of checks that cannot be told of yet."""
        return waiting(self.parts)

    def criticised(self, *, codes: Collection[str] = ()) -> Criticism:
        """The checks that need no more, run over the record, together with what was found before them."""
        return criticised(self.record, self.engine, parts=self.parts, found=self.found, codes=codes)


@dataclass(frozen=True, slots=True)
class Examination:
    """The record as far as it was asked for, what was found on the way to it, and what was done for it.

    `parts` has a digest of each part that was worked out; where one is missing, the record is `pending`.
    """

    record: Examined
    found: tuple[Finding, ...]
    anew: ReadAnew
    engine: Engine
    parts: Parts

    @property
    def waiting(self) -> tuple[str, ...]:
        """The families of checks that cannot be told of, since what they look at was not asked for."""
        return waiting(self.parts)

    def criticised(self, *, codes: Collection[str] = ()) -> Criticism:
        """The checks run whose parts of the record were worked out, together with what was found before them."""
        return criticised(self.record, self.engine, parts=self.parts, found=self.found, codes=codes)


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
    engine: Engine | None = None,
    wanted: Collection[str] = DERIVED,
) -> Examination:
    """Parse the archive, read and index what changed, verify the quotations, then work out what is in the texts.

    `meanwhile` is told as soon as the quotations are verified. `wanted` are the parts of the record that somebody waits
    for. The caller holds the lock of builds.
    """
    today, asked = today or datetime.now(UTC).date().isoformat(), frozenset(wanted)
    early = quotations_first(archive, catalogue, progress=progress, today=today, engine=engine)
    meanwhile(early)
    record, engine, parts = early.record, early.engine, dict(early.parts)
    if record.settings.plugins:
        asked = frozenset(DERIVED)  # other people's checks may look at whatever they please
    texts = HeldTexts(catalogue, progress=progress)
    naming, borrowings, editions, erasures = (
        Naming(),
        tuple[Borrowing, ...](),
        tuple[EditionsCompared, ...](),
        tuple[Erasure, ...](),
    )
    if asked & {"naming", "editions", "erasures"}:
        naming = naming_of(record, engine, progress=progress)
        parts["naming"] = digest_of_names(engine)
    if "borrowings" in asked:
        borrowings = borrowings_up_to_date(engine, texts, progress=progress)
        borrowings = borrowings_told(borrowings, record, engine, texts, progress=progress)
        parts["borrowings"] = digest_of_field(borrowings)
    if asked & {"editions", "erasures"}:
        editions, erasures = editions_of(record, naming, engine, texts, progress=progress)
        parts |= {"editions": digest_of_field(editions), "erasures": digest_of_field(erasures)}
    whole = looked_through(record, naming=naming, borrowings=borrowings, editions=editions, erasures=erasures)
    if not set(DERIVED) <= set(parts):
        return Examination(replace(whole, pending=True), early.found, early.anew, engine, parts)
    told = betrayals_in(whole, engine, pages_of=texts.pages, today=today)
    return Examination(whole, (*early.found, *told), early.anew, engine, parts)


def quotations_first(
    archive: Archive,
    catalogue: Catalogue,
    *,
    progress: Progress = unwatched,
    today: str = "",
    engine: Engine | None = None,
) -> FirstLook:
    """What is known within seconds: the archive's structure, its texts and every verdict; the rest not worked out."""
    clear_leftovers(archive.root, now=time())
    if is_writable(archive.root):
        finish(archive.root)
    engine = engine or Engine(catalogue)
    said = said_by(archive.root, engine)
    record, parsed = said.whole
    anew = read_what_changed(archive, record, engine, progress)
    holdings = {key: holding for key in catalogue.sources() if (holding := catalogue.holding(key))}
    today = today or datetime.now(UTC).date().isoformat()
    texts = HeldTexts(catalogue, progress=progress)
    ledger, _ = said.remembered.value()
    quotations = hold_quotations(archive, record, engine, texts, ledger=ledger, today=today, progress=progress)
    missing = originals_missing_or_changed(archive, record, engine)
    found = (*parsed, *catalogue.findings(), *missing, *not_to_be_had())
    parts = {
        **said.parts, "holdings": digest_of_field(holdings), "quotations": digest_of_quotations(quotations)
    }  # fmt: skip
    return FirstLook(verified(record, holdings=holdings, quotations=quotations), found, anew, engine, parts)


def examined(archive: Archive, *, progress: Progress = unwatched) -> Examination:
    """Everything up to date but the edition."""
    with catalogue_of(archive) as catalogue:
        return bring_up_to_date(archive, catalogue, progress=progress)


def examine_for_all(
    archive: Archive, *, codes: Collection[str] = (), today: str = "", progress: Progress = unwatched
) -> Criticism:
    """The findings as anybody may see them, on the day `today` (ISO 8601): what `check` writes for others to read."""
    from variorum.disclosure.openness import open_to_all

    today = today or datetime.now(UTC).date().isoformat()
    with catalogue_of(archive) as catalogue:
        done = bring_up_to_date(archive, catalogue, progress=progress, today=today)
        criticism = done.criticised(codes=codes)
        opened = open_to_all(
            done.record,
            criticism.findings,
            today=today,
            silenced=criticism.silenced,
            pages_of=HeldTexts(catalogue).pages,
            recheck=partial(checked, codes=codes),
        )
    return Criticism(opened.findings, opened.silenced)
