"""From the folder to findings: read what changed, verify, recognise names, find borrowings, collate, criticise."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from time import time
from typing import Any

from variorum.archive.bounds import is_writable
from variorum.archive.folder import Archive
from variorum.archive.transaction import finish
from variorum.archive.writing import clear_leftovers
from variorum.catalogue.store import Catalogue
from variorum.criticism.framework import Criticism, checked
from variorum.examined import Examined, Verified, not_looked_through, verified
from variorum.finding import Finding
from variorum.pipeline.additions import not_to_be_had
from variorum.pipeline.asking import catalogue_of
from variorum.pipeline.betraying_words import betrayals_in
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
from variorum.pipeline.facsimiles import facsimiles_of
from variorum.pipeline.naming import begun_looking, digest_of_names, naming_of
from variorum.pipeline.parsing import said_by
from variorum.pipeline.progress import Progress, unwatched
from variorum.pipeline.quoting import digest_of_quotations, hold_quotations
from variorum.pipeline.reading import ReadAnew, originals_missing_or_changed, read_what_changed
from variorum.pipeline.texts import HeldTexts


@dataclass(frozen=True, slots=True)
class _Look:
    """A record as far as it is known: what was found on the way to it, what was done for it, and a digest of each part.

    Where a part is missing, so are the checks that look at it.
    """

    record: Verified
    found: tuple[Finding, ...]
    anew: ReadAnew
    engine: Engine
    parts: Parts

    @property
    def waiting(self) -> tuple[str, ...]:
        """The families of checks that cannot be told of yet, or that were not asked for."""
        return waiting(self.parts)

    def criticised(self, *, codes: Collection[str] = ()) -> Criticism:
        """The checks run whose parts of the record were worked out, together with what was found before them."""
        return criticised(self.record, self.engine, parts=self.parts, found=self.found, codes=codes)


@dataclass(frozen=True, slots=True)
class FirstLook(_Look):
    """What is known within seconds: the record with verified quotations, what parsing found, and what was done."""


@dataclass(frozen=True, slots=True)
class Examination(_Look):
    """The record as far as it was asked for; `pending` where a part was not."""

    record: Examined

    def having(self, digests: Parts, **parts: Any) -> Examination:
        """The same with more parts of the record, and a digest of each."""
        return replace(self, record=replace(self.record, **parts), parts={**self.parts, **digests})


Meanwhile = Callable[[FirstLook | Examination], None]
"""Called whenever more is known: with structure and verdicts first, then with each part of what is in the texts."""


def _nobody_waits(_: FirstLook | Examination) -> None:
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

    `meanwhile` is told whenever more is known, first as soon as the quotations are verified. `wanted` are the parts of
    the record that somebody waits for. The caller holds the lock of builds.
    """
    today = today or datetime.now(UTC).date().isoformat()
    early = quotations_first(archive, catalogue, progress=progress, today=today, engine=engine)
    meanwhile(early)
    return looked_further(early, progress=progress, today=today, meanwhile=meanwhile, wanted=wanted)


def looked_further(
    early: FirstLook,
    *,
    progress: Progress = unwatched,
    today: str = "",
    meanwhile: Meanwhile = _nobody_waits,
    wanted: Collection[str] = DERIVED,
) -> Examination:
    """What is in the texts worked out after the quotations were verified, what is done soonest first."""
    record, engine = early.record, early.engine
    asked = frozenset(wanted)
    if record.settings.plugins:
        asked = frozenset(DERIVED)  # other people's checks may look at whatever they please
    texts = HeldTexts(engine.catalogue, progress=progress)
    done = Examination(not_looked_through(record), early.found, early.anew, engine, early.parts)
    asks_who = bool(asked & {"naming", "editions", "erasures"})
    looking = begun_looking(record, engine) if asks_who else None  # first, since the models take longest
    if "borrowings" in asked:
        found = borrowings_told(
            borrowings_up_to_date(engine, texts, progress=progress), record, engine, texts, progress=progress
        )
        done = done.having({"borrowings": digest_of_field(found)}, borrowings=found)
        meanwhile(done)
    if looking is not None:
        naming = naming_of(looking, record, engine, progress=progress)
        done = done.having({"naming": digest_of_names(engine)}, naming=naming)
        meanwhile(done)
    if asked & {"editions", "erasures"}:
        editions, erasures = editions_of(record, done.record.naming, engine, texts, progress=progress)
        digests = {"editions": digest_of_field(editions), "erasures": digest_of_field(erasures)}
        done = done.having(digests, editions=editions, erasures=erasures)
        meanwhile(done)
    if not set(DERIVED) <= set(done.parts):
        return done
    whole = replace(done, record=replace(done.record, pending=False))
    today = today or datetime.now(UTC).date().isoformat()
    told = betrayals_in(whole.record, engine, pages_of=texts.pages, today=today)
    return replace(whole, found=(*early.found, *told))


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
    pictured = facsimiles_of(archive, record, engine, progress)
    found = (*parsed, *catalogue.findings(), *missing, *pictured.findings, *not_to_be_had())
    parts = {
        **said.parts, "holdings": digest_of_field(holdings), "quotations": digest_of_quotations(quotations),
        "facsimiles": digest_of_field(pictured.pages),
    }  # fmt: skip
    whole = verified(record, holdings=holdings, quotations=quotations, facsimiles=pictured.pages)
    return FirstLook(whole, found, anew, engine, parts)


def examined(archive: Archive, *, progress: Progress = unwatched) -> Examination:
    """Everything up to date but the edition."""
    with catalogue_of(archive) as catalogue:
        return bring_up_to_date(archive, catalogue, progress=progress)


def examine_for_all(
    archive: Archive, *, codes: Collection[str] = (), today: str = "", progress: Progress = unwatched
) -> Criticism:
    """The findings as anybody may see them, on the day `today` (ISO 8601): what `check` writes for others to read."""
    from variorum.disclosure.openness import OwnersView, open_to_all

    today = today or datetime.now(UTC).date().isoformat()
    with catalogue_of(archive) as catalogue:
        done = bring_up_to_date(archive, catalogue, progress=progress, today=today)
        criticism = done.criticised(codes=codes)
        pages_of = HeldTexts(catalogue).pages
        whole = OwnersView(done.record, criticism.findings, criticism.silenced, pages_of=pages_of)
        opened = open_to_all(whole, today=today, recheck=partial(checked, codes=codes))
    return Criticism(opened.findings, opened.silenced)


def public_record(archive: Archive, *, progress: Progress = unwatched) -> Examined:
    """Everything up to date, and of it what may leave today."""
    from variorum.disclosure.openness import OwnersView, open_to_all

    today = datetime.now(UTC).date().isoformat()
    with catalogue_of(archive) as catalogue:
        done = bring_up_to_date(archive, catalogue, progress=progress, today=today)
        return open_to_all(OwnersView(done.record, pages_of=HeldTexts(catalogue).pages), today=today).record
